"""Find and replace in everything that people wrote: the words, where to look, the places found, and what replaces them."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QTreeView, QVBoxLayout, QWidget

from ui.editors.boxes import LineBox
from ui.editors.choice_editor import ChoiceBox
from ui.kit.flow_row import FlowRow
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.models.hits_model import MOST, HitsModel
from workbench.finding.texts import PART_LABELS, Hit, Part, find_words, written_texts
from workbench.finding.words import Wanted, WordFinder
from workbench.language.i18n import Message
from workbench.operations.replacing import replace_words

_SOON_MS: Final = 120
_LINES: Final = (3, 6)
"""How many places are in sight, in a low window and in one of at least this height, in lines of text."""
_HIGH: Final = 36
_LOW: Final = 28
"""In a window lower than this, in lines of text, the panel is folded at first."""
_WIDTH: Final = 20
"""The least width of the boxes, in average characters."""
_ROW_ROOM: Final = 8


class FindPanel(QWidget):
    """Stands below the page.

    Signals: ``opened`` carries a :class:`~workbench.finding.texts.Hit` to show, and whether the focus goes to it;
    ``searched`` the words that are looked for now, or None; ``closed``: the user closes the panel.
    """

    opened = Signal(object, bool)
    searched = Signal(object)
    closed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._finder = WordFinder()
        self._looked_for: tuple[Wanted, object] | None = None
        self._current = -1
        self._is_low = self._replaces = False
        self.setObjectName("page-area")
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.look)
        self._build_words()
        self._build_replacement()
        self._build_list()
        self._order_keys()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(6)
        for part in (self._words_row, self._replace_row, self.list):
            layout.addWidget(part)
        bridge.changed.connect(lambda _: self._soon.start())
        self._show_state()

    # What others ask for

    def open_with(self, words: str, *, replace: bool) -> None:
        """Shows the panel, with words to look for if there are some, and puts the focus where one types next."""
        if words:
            self.box.setText(words)
        self._make_room()
        self.show()
        self.look()
        self._replaces = self._replaces or replace
        self._show_parts()
        target = self.replacement if replace and self.box.text() and not self._bridge.read_only else self.box
        target.setFocus()
        target.selectAll()

    def _make_room(self) -> None:
        """Takes few lines of a low window: the page must stay in sight."""
        line = self.list.fontMetrics().height()
        lines = _LINES[self.window().height() >= _HIGH * line]
        self.list.setFixedHeight((line + _ROW_ROOM) * lines)
        self._is_low = self.window().height() < _LOW * line
        self._show_parts()

    def _show_parts(self) -> None:
        """In a low window only what one steps with is shown, until somebody asks for the rest: the text stays in sight."""
        whole = not self._is_low or self.more.isChecked()
        self.more.setVisible(self._is_low)
        self.more.setText(tr(Message("Fewer options") if self.more.isChecked() else Message("More options")))
        for part in (self.where, self.exact, self.whole):
            part.setVisible(whole)
        replaces = (whole or self._replaces) and not self._bridge.read_only
        self.replacement.setVisible(replaces)
        self.replace.setVisible(replaces)
        self.list.setVisible(whole and bool(self.model.count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room again at another size of the window or of the letters."""
        super().resizeEvent(event)
        self._make_room()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(self.box.text(), exact=self.exact.isChecked(), whole=self.whole.isChecked())

    def look(self) -> None:
        """Finds the words now, in the texts as they are."""
        self._soon.stop()
        if self.isHidden():
            return
        wanted, part = self.wanted, self.where.currentData()
        parts = [Part(part)] if part else list(Part)
        checklist = self._bridge.cached_content.checklist
        texts = written_texts(self._bridge.document, checklist, parts) if wanted.words.strip() else []
        self._finder.keep_only(text.text for text in texts)
        afresh = self._looked_for != (wanted, part)
        self._looked_for = (wanted, part)
        self.model.show_hits(find_words(texts, wanted, self._finder), checklist, afresh=afresh)
        self._current = -1 if afresh else min(self._current, len(self.model.hits) - 1)
        if self.model.rowCount():
            self.model.item(0).setSizeHint(QSize(0, self.list.fontMetrics().height() + _ROW_ROOM))
        self.list.expandAll()
        self.searched.emit(wanted if wanted.words.strip() else None)
        self._show_state()

    def step(self, step: int, *, focus: bool) -> bool:
        """Shows the next (1) or previous (-1) place; after the last comes the first. False if there is none."""
        self.look()
        hits = self.model.hits
        if not hits:
            return False
        start = -1 if step > 0 and self._current < 0 else max(self._current, 0)
        self._current = (start + step) % len(hits)
        self.list.setCurrentIndex(self.model.index_of(self._current))
        self.opened.emit(hits[self._current], focus)
        return True

    def leave(self) -> None:
        """Closes the panel. Texts of the file do not stay where nobody sees them."""
        self.hide()
        self._replaces = False
        self.searched.emit(None)
        self.model.show_hits((), self._bridge.cached_content.checklist, afresh=True)
        self._finder, self._looked_for, self._current = WordFinder(), None, -1

    # Building

    def _build_words(self) -> None:
        row = self._words_row = FlowRow(self)
        self.box = self._line(Message("Find"))
        self.box.textChanged.connect(lambda _: self._soon.start())
        self.box.returnPressed.connect(self._on_enter)
        self.where = ChoiceBox(row)
        self.where.setAccessibleName(tr(Message("Where to look")))
        for part, label in PART_LABELS.items():
            self.where.addItem(tr(label), part.value)
        self.where.addItem(tr(Message("Everything")), "")
        self.where.activated.connect(lambda _: self.look())
        self.exact = QCheckBox(tr(Message("Match case and accents")), row)
        self.whole = QCheckBox(tr(Message("Whole words")), row)
        for box in (self.exact, self.whole):
            box.toggled.connect(lambda _: self.look())
        self.close_button = QPushButton(tr(Message("Close")), row)
        self.close_button.clicked.connect(self.closed)
        row.add(self.box, self.where, self.exact, self.whole)
        self.more = QPushButton(row)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_parts)
        row.add_spring()
        row.add(self.more, self.close_button)

    def _build_replacement(self) -> None:
        row = self._replace_row = FlowRow(self)
        self.replacement = self._line(Message("Replace with"))
        self.replace = QPushButton(row)
        self.replace.clicked.connect(self._replace)
        self.previous = QPushButton(tr(Message("Previous", context="place")), row)
        self.next = QPushButton(tr(Message("Next", context="place")), row)
        self.previous.clicked.connect(lambda: self.step(-1, focus=False))
        self.next.clicked.connect(lambda: self.step(1, focus=False))
        self.count = QLabel(row)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("role", "count")
        row.add(self.replacement, self.replace, self.previous, self.next, self.count)

    def _line(self, name: Message) -> LineBox:
        box = LineBox(self)
        box.setAccessibleName(tr(name))
        box.setPlaceholderText(tr(name))
        box.setMinimumWidth(box.fontMetrics().averageCharWidth() * _WIDTH)
        return box

    def _order_keys(self) -> None:
        """Tab leads from the words to those that replace them, then to what acts, then to where and how one looks."""
        acting = (self.box, self.replacement, self.replace, self.previous, self.next)
        looking = (self.where, self.exact, self.whole, self.more, self.close_button, self.list)
        for before, after in pairwise((*acting, *looking)):
            QWidget.setTabOrder(before, after)

    def _build_list(self) -> None:
        self.model = HitsModel(self)
        self.model.ticked.connect(self._show_state)
        self.list = QTreeView(self)
        self.list.setModel(self.model)
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(tr(Message("Places found")))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.list.activated.connect(self._on_activated)

    # Acting

    def _on_enter(self) -> None:
        back = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.step(-1 if back else 1, focus=False)

    def _on_activated(self, index: QModelIndex) -> None:
        number = self.model.hit_at(index)
        if number >= 0:
            self._current = number
            self.opened.emit(self.model.hits[number], True)  # noqa: FBT003  Qt's own signature

    def _replace(self) -> None:
        """Replaces what is ticked, as one change with one undo."""
        if not self._bridge.flush():
            return
        self.look()
        chosen: list[Hit] = self.model.chosen()
        self._bridge.document.end_burst()
        if chosen and self._bridge.run(replace_words, hits=chosen, words=self.replacement.text()):
            told = Message("{count} place was replaced.", "{count} places were replaced.", count=len(chosen))
            self._bridge.offer_undo(told)
            self.look()

    def _show_state(self) -> None:
        chosen, count, areas = len(self.model.chosen()), self.model.count, self.model.areas
        self.replace.setText(tr(Message("Replace {count} place", "Replace {count} places", count=chosen)))
        self.replace.setEnabled(bool(chosen))
        for button in (self.previous, self.next):
            button.setEnabled(bool(count))
        self._show_parts()
        if count > MOST:
            told = Message("Places found: {count}. The first {most} are listed.", count=count, most=MOST)
        elif count:
            told = Message("Places found: {count}, in {areas}.", count=count, areas=_parts(areas))
        else:
            told = Message("Nothing was found.") if self.box.text().strip() else Message("Type the words to find.")
        self.count.setText(tr(told))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _parts(count: int) -> Message:
    return Message("{count} area or page", "{count} areas or pages", count=count)
