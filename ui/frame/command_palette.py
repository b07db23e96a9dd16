"""One box for everything (Ctrl+K): a few letters find a command, a question, a person; ``?`` lists the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.editors.boxes import LineBox
from ui.frame.everyday_words import REPORT, everyday_words
from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.kit.shortcuts import commands_of, keys_of, keys_of_actions, plain_text
from ui.link.language import tr
from ui.link.stages import Stage
from ui.pages.page import paragraph
from workbench.finding.places import Place, PlaceKind, find_places, places_of
from workbench.finding.texts import Hit, Part, WrittenText, written_texts
from workbench.finding.words import Wanted, WordFinder
from workbench.language.i18n import Message
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from ui.frame.actions import WindowActions
    from ui.pages.open_pages import PagesWindow
    from ui.pages.page import Page
    from workbench.reports.formats import ReportFormat

_STAGE_OF: Final = {PlaceKind(kind): stage for stage in Stage for kind in stage.spec.finds}
_MOST: Final = 40
_LEAST: Final = 3
"""How many letters must be typed before they are looked for in answers."""
_KEYS: Final = "?"


@frozen
class Command:
    """An entry of the palette: its text, the text beside it, and what it does. ``run`` None: it is only to read.

    ``also`` are other words that find it; they are not shown.
    """

    text: str
    beside: str
    run: Callable[[], object] | None
    also: str = ""


class CommandPalette(QFrame):
    """Lies over the window, below its menu. Signal ``closed``: it was closed, whatever was chosen."""

    closed = Signal()

    def __init__(self, window: PagesWindow, actions: WindowActions) -> None:
        super().__init__(window.widget)
        self._window, self._show_hit = window, actions.finding.show
        self._everyday = everyday_words(actions)
        self._texts: list[WrittenText] = []
        self._finder = WordFinder()
        self._places: tuple[Place, ...] = ()
        self._commands: list[Command] = []
        self._before: QWidget | None = None
        self._goes = False
        self.setObjectName("palette")
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.box = LineBox(self)
        self.box.setAccessibleName(tr(Message("Command palette")))
        what = Message("A command, a question (for example 3.20), a name or words of an answer; ? shows the keys")
        self.hint = paragraph(what, "help")
        self.box.setAccessibleDescription(self.hint.text())
        self.box.textChanged.connect(self._fill)
        self.box.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(Message("What was found")))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemActivated.connect(lambda _: self._choose())
        self.list.itemClicked.connect(lambda _: self._choose())
        self.nothing = QLabel(tr(Message("Nothing was found.")), self)
        layout = QVBoxLayout(self)
        for part in (self.hint, self.box, self.list, self.nothing):
            layout.addWidget(part, 1 if part is self.list else 0)
        layout.addStretch(0)  # the box stays at the top when there is no list
        self.hide()
        window.widget.installEventFilter(self)

    def open_with(self, query: str = "") -> None:
        """Shows the palette with a query, and gives it the focus."""
        bridge = self._window.bridge
        self._places = places_of(bridge.document, bridge.cached_content.checklist) if bridge is not None else ()
        self._texts = []
        self.box.setText(query)
        self._fill()
        self._place()
        self._before = self._window.widget.focusWidget() if self.isHidden() else self._before
        self.show()
        self.raise_()
        self.box.setFocus()

    def dismiss(self) -> None:
        """Closes the palette and gives the focus back."""
        if not self.isHidden() and not self._goes:
            had_keys = self.isAncestorOf(self._window.widget.focusWidget() or self._window.widget)
            self._goes = True
            if had_keys and self._before is not None and shiboken6.isValid(self._before):
                self._before.setFocus()  # before it is hidden: Qt would put the focus elsewhere first
            self.hide()
            self._goes = False
            # names and texts of the file do not stay where nobody sees them
            self._places, self._commands, self._texts, self._finder = (), [], [], WordFinder()
            self.list.clear()
            with QSignalBlocker(self.box):
                self.box.clear()
            self.closed.emit()

    @property
    def texts(self) -> list[str]:
        """The texts of the present entries."""
        return [command.text for command in self._commands]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves in the list by keys of the box, closes when the box loses the focus, and follows the size of the window."""
        if watched is self._window.widget and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event.key())
        if watched is self.box and event.type() == QEvent.Type.FocusOut and not self.list.hasFocus():
            self.dismiss()
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        if key in steps:
            row = self.list.currentRow() + steps[Qt.Key(key)]
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _choose(self) -> None:
        row = self.list.currentRow()
        command = self._commands[row] if 0 <= row < len(self._commands) else None
        if command is None or command.run is None:
            return
        self.dismiss()
        command.run()

    def _fill(self) -> None:
        query = self.box.text().strip()
        found = self._keys(query.removeprefix(_KEYS)) if query.startswith(_KEYS) else self._found(query)
        self._commands = list(found)[:_MOST]
        self.list.clear()
        for command in self._commands:
            text = f"{command.text}    {command.beside}" if command.beside else command.text
            item = QListWidgetItem(in_row(text), self.list)
            item.setToolTip(tip(command.text))
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._commands))
        self.nothing.setVisible(not self._commands)

    def _found(self, query: str) -> Iterator[Command]:
        words = query.casefold().split()
        known = list(self._actions())
        commands = [command for command in known if _has_all(command.text, words)]
        commands += [each for each in known if each not in commands and _has_all(f"{each.text}, {each.also}", words)]
        places = find_places(self._places, query, _MOST)
        numbered = bool(places) and places[0].number.casefold().startswith(query.casefold()) and bool(query)
        told = [*(self._to(place) for place in places), *self._written(query)]
        yield from (*told, *commands) if numbered else (*commands, *told)

    def _actions(self) -> Iterator[Command]:
        for action in self._window.widget.findChildren(QAction):
            acts_on_focus = "\t" in action.text()  # cut, copy and paste: not from here
            if action.isEnabled() and action.text() and not (action.menu() or action.isSeparator() or acts_on_focus):
                key = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
                yield Command(plain_text(action), key, action.trigger, self._everyday.get(action, ""))
        yield from self._of_page()
        if self._window.bridge is not None:
            yield from self._reports()

    def _of_page(self) -> Iterator[Command]:
        for known, run in commands_of(self._page()):
            yield Command(known.what, known.keys, run)

    def _reports(self) -> Iterator[Command]:
        from workbench.reports.formats import ReportFormat

        for report_format in ReportFormat:
            text = Message("Report as {format}", format=report_format.name_shown)
            yield Command(tr(text), tr(Stage.REPORT.spec.title), partial(self._write, report_format), tr(REPORT))

    def _write(self, report_format: ReportFormat) -> None:
        page = self._page() if self._window.go(Stage.REPORT) else None
        if page is not None and page.report_desk is not None:
            page.report_desk.write_as(report_format)

    def _page(self) -> Page | None:
        workspace = self._window.workspace
        return workspace.current_page if workspace is not None else None

    def _to(self, place: Place) -> Command:
        stage = _STAGE_OF[place.kind]
        text = f"{place.number}  {place.title}".strip()
        return Command(text, tr(stage.spec.title), lambda: self._window.go(stage, place.row_id))

    def _written(self, query: str) -> Iterator[Command]:
        """The first place of the words in each answer, with what stands around it."""
        bridge = self._window.bridge
        if bridge is None or len(query) < _LEAST:
            return
        self._texts = self._texts or written_texts(bridge.document, bridge.cached_content.checklist, [Part.ANSWERS])
        for text in self._texts:
            spans = self._finder.find(text.text, Wanted(query))
            if spans:
                hit = Hit(text, *spans[0])
                before, found, behind = hit.around()
                told = f"{text.number}  {tr(text.label)}: {before}{found}{behind}"
                yield Command(told, tr(Stage.ASSESSMENT.spec.title), partial(self._show_hit, hit))

    def _keys(self, query: str) -> Iterator[Command]:
        words = query.casefold().split()
        known = [*keys_of(self._page()), *keys_of_actions(self._window.widget)]
        for key in known:
            text = f"{key.keys}    {key.what}"
            if _has_all(text, words):
                yield Command(text, "", None)

    def _place(self) -> None:
        window = self._window.widget.rect()
        width = min(round(window.width() * 0.9), self.fontMetrics().averageCharWidth() * 80)
        height = min(round(window.height() * 0.7), self.fontMetrics().lineSpacing() * 22)
        top = self._window.widget.menuBar().height() + self.fontMetrics().lineSpacing()
        self.setGeometry((window.width() - width) // 2, top, width, height)


def _has_all(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
