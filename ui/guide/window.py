"""The user guide in a window of its own (Shift+F1): chapters at the side, the text beside them, and a search."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.editors.boxes import LineBox
from ui.guide.text import GuideText
from ui.kit.beside import letters_across
from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.kit.shortcuts import KeysByPlace, shortcut, with_key
from ui.kit.split_view import name_handles
from ui.link.keys import Act, KeySpec, Where
from ui.link.language import current, tr
from ui.link.stages import Stage
from ui.look import style
from workbench.errors import NotFound
from workbench.guide import Chapter, chapters, find_chapter, headings, with_captions
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

FIRST: Final = "first-minutes"

_SIZE: Final = (960, 680)
_ROOM_FOR_BOTH: Final = 75
"""How wide the window must be for the chapters beside the text, in average characters."""
_NAME = Qt.ItemDataRole.UserRole
_HEADING = Qt.ItemDataRole.UserRole + 1
_START, _END = QTextCursor.MoveOperation.Start, QTextCursor.MoveOperation.End


class GuideWindow(QWidget):
    """Stays open beside the main window until it is closed (Esc), or the main window is.

    ``magnify`` is called with the number of zoom steps, and makes everything larger or smaller. Attributes: ``find_box``,
    ``tree``, ``text``, ``back``, ``forward``; ``shown`` is the chapter that is read.
    """

    def __init__(self, magnify: Callable[[int], object]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._magnify = magnify
        self._chapters = {chapter.name: chapter for chapter in chapters(current().language)}
        self._searched: dict[str, QTextDocument] = {}
        self._trail: list[str] = []
        self._trail_index = -1
        style.apply(self)
        self.setObjectName("page-area")
        self._build_side()
        self._build_text()
        self._lay_out()
        self._by_place = KeysByPlace(self)
        self._keys()
        self._fill()
        self._give_rows_air()
        style.follow(self._on_look)
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height() - 40))

    @property
    def shown(self) -> Chapter | None:
        """The chapter that is shown; None before the first."""
        return self._chapters[self._trail[self._trail_index]] if self._trail else None

    def open_for(self, stage: Stage | None) -> None:
        """Shows the window with the chapter for a stage; with the first chapter when ``stage`` is None."""
        self.go(stage.spec.chapter if stage is not None else FIRST)
        self.show()
        self._by_place.watch()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def go(self, name: str) -> None:
        """Shows a chapter and remembers the way back. An unknown name does nothing."""
        if name not in self._chapters or (self._trail and self._trail[self._trail_index] == name):
            return
        self._trail = [*self._trail[: self._trail_index + 1], name]
        self._step(1)

    def find_next(self, step: int = 1) -> None:
        """Leads to the next (1) or previous (-1) place with the wanted words, through all chapters."""
        wanted = self.find_box.text().strip()
        flag = QTextDocument.FindFlag.FindBackward if step < 0 else QTextDocument.FindFlag(0)
        if not wanted or self.text.find(wanted, flag):
            return
        known = [name for name in self._chapters if self._has(name, wanted)]
        if known:
            self.go(self._beside(known, step))
            self.text.moveCursor(_END if step < 0 else _START)
            self.text.find(wanted, flag)

    # Building

    def _build_side(self) -> None:
        self.find_box = LineBox(self)
        self.find_box.setPlaceholderText(tr(Message("Find in the guide")))
        self.find_box.setAccessibleName(with_key(Message("Find in the guide"), Act.FIND))
        self.find_box.setClearButtonEnabled(True)
        self.find_box.textChanged.connect(self._on_wanted)
        self.found = QLabel(self)
        self.found.setProperty("role", "count")
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.found.setWordWrap(True)
        self.found.hide()
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(tr(Message("Chapters")))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setIndentation(style.ROOM)
        self.tree.currentItemChanged.connect(self._on_item)
        self.tree.itemActivated.connect(lambda _: self._to_text())
        self.tree.itemClicked.connect(lambda _: self._to_text() if self._narrow else None)

    def _build_text(self) -> None:
        self.text = GuideText(self)
        self.text.anchorClicked.connect(self._follow)
        self.contents = self._button(Message("Chapters"), tr(Message("Show or hide the chapters")), self._toggle_side)
        self.contents.setCheckable(True)
        self.back = self._button(Message("Back"), _hint(Act.CHAPTER_BACK), lambda: self._step(-1))
        self.forward = self._button(Message("Forward"), _hint(Act.CHAPTER_FORWARD), lambda: self._step(1))

    def _button(self, text: Message, hint: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(tr(text), self)
        button.setToolTip(tip(hint))
        button.clicked.connect(lambda: run())  # noqa: PLW0108  Qt must not pass anything on
        return button

    def _lay_out(self) -> None:
        self.side, reading = QWidget(self), QWidget(self)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.find_box, self.found, self.tree):
            column.addWidget(part)
        row = QHBoxLayout()
        for button in (self.contents, self.back, self.forward):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        self._reading = reading
        self.parts = QSplitter(Qt.Orientation.Horizontal, self)
        self.parts.setChildrenCollapsible(False)
        for half, stretch in ((self.side, 1), (reading, 3)):
            self.parts.addWidget(half)
            self.parts.setStretchFactor(self.parts.count() - 1, stretch)
        self.parts.setSizes([260, 700])
        name_handles(self.parts, Message("Line between the chapters and the text"))
        layout = QHBoxLayout(self)
        layout.addWidget(self.parts)

    def _keys(self) -> None:
        acts: list[tuple[KeySpec, Callable[[], object]]] = [
            (Act.FIND, self._to_find),
            (Act.FIND_NEXT, self.find_next),
            (Act.FIND_BEFORE, partial(self.find_next, -1)),
            (Act.CHAPTER_BACK, partial(self._step, -1)),
            (Act.CHAPTER_FORWARD, partial(self._step, 1)),
            (Act.LARGER, partial(self._magnify, 1)),
            (Act.SMALLER, partial(self._magnify, -1)),
            (Act.NORMAL_SIZE, partial(self._magnify, 0)),
            (Act.CLOSE_FILE, self.close),
        ]
        for act, run in acts:
            shortcut(act, Where.GUIDE, self, run)

    def _fill(self) -> None:
        for chapter in self._chapters.values():
            item = QTreeWidgetItem(self.tree, [in_row(f"{chapter.number}  {chapter.title}")])
            item.setData(0, _NAME, chapter.name)
            item.setToolTip(0, tip(chapter.title))
            spoken = tr(Message("Chapter {number}: {title}", number=chapter.number, title=chapter.title))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            for index, text in enumerate(headings(chapter.markdown)):
                below = QTreeWidgetItem(item, [in_row(text)])
                below.setData(0, _NAME, chapter.name)
                below.setData(0, _HEADING, index)
                below.setToolTip(0, tip(text))
                below.setData(0, Qt.ItemDataRole.AccessibleTextRole, tr(Message("Heading: {title}", title=text)))

    # Moving

    def _step(self, by: int) -> None:
        if not 0 <= self._trail_index + by < len(self._trail):
            return
        self._trail_index += by
        chapter = self._chapters[self._trail[self._trail_index]]
        self.text.show_chapter(chapter)
        self.setWindowTitle(tr(Message("{chapter} - User guide", chapter=chapter.title)))
        self._show_in_tree(chapter)
        self.back.setEnabled(self._trail_index > 0)
        self.forward.setEnabled(self._trail_index + 1 < len(self._trail))

    def _show_in_tree(self, chapter: Chapter) -> None:
        here = self.tree.currentItem()
        with QSignalBlocker(self.tree):
            for item in self._items():
                mine = item.data(0, _NAME) == chapter.name
                item.setExpanded(mine)
                if mine and (here is None or here.data(0, _NAME) != chapter.name):
                    self.tree.setCurrentItem(item)

    def _items(self) -> list[QTreeWidgetItem]:
        return [
            item for index in range(self.tree.topLevelItemCount()) if (item := self.tree.topLevelItem(index)) is not None
        ]

    def _on_item(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        self.go(item.data(0, _NAME))
        index = item.data(0, _HEADING)
        if index is None:
            self.text.verticalScrollBar().setValue(0)
        else:
            self.text.to_heading(index)

    def _follow(self, link: QUrl) -> None:
        """Follows a link to a chapter, and no other link."""
        if not link.scheme() and link.fileName().endswith(".md"):
            try:
                self.go(find_chapter(link.fileName()).name)
            except NotFound:
                return

    # Searching

    def _on_wanted(self) -> None:
        wanted = self.find_box.text().strip()
        known = [name for name in self._chapters if not wanted or self._has(name, wanted)]
        for item in self._items():
            item.setHidden(item.data(0, _NAME) not in known)
        self.found.setVisible(bool(wanted))
        nothing = Message("Nothing was found.")
        some = Message("Found in {count} chapter.", "Found in {count} chapters.", count=len(known))
        self.found.setText(tr(some if known else nothing))
        self.text.mark(wanted)
        if wanted and known:
            if self.shown is not None and self.shown.name not in known:
                self.go(known[0])
            self.text.moveCursor(_START)
            self.find_next()

    def _has(self, name: str, wanted: str) -> bool:
        if name not in self._searched:
            self._searched[name] = QTextDocument(self)
            self._searched[name].setMarkdown(with_captions(self._chapters[name].markdown))
        return not self._searched[name].find(wanted, 0).isNull()

    def _beside(self, known: list[str], step: int) -> str:
        """The chapter after (1) or before (-1) the shown one among the ``known`` ones; after the last comes the first."""
        here = self.shown.name if self.shown is not None else ""
        if here in known:
            return known[(known.index(here) + step) % len(known)]
        return known[0]

    def _to_find(self) -> None:
        self._show_side(shown=True)
        self.find_box.setFocus()
        self.find_box.selectAll()

    def _to_text(self) -> None:
        if self._narrow:
            self._show_side(shown=False)
        self.text.setFocus()

    # Room

    @property
    def _narrow(self) -> bool:
        return letters_across(self) < _ROOM_FOR_BOTH

    def _toggle_side(self) -> None:
        self._show_side(shown=self.contents.isChecked())

    def _show_side(self, *, shown: bool) -> None:
        self.contents.setChecked(shown)
        self.side.setVisible(shown)
        self._reading.setVisible(not (shown and self._narrow))

    def _on_look(self) -> None:
        self._give_rows_air()
        self.text.show_again()

    def _give_rows_air(self) -> None:
        row = QSize(0, self.tree.fontMetrics().height() + style.GAP)
        for item in self._items():
            item.setSizeHint(0, row)
            for index in range(item.childCount()):
                if (below := item.child(index)) is not None:
                    below.setSizeHint(0, row)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hides the chapters in a narrow window."""
        super().resizeEvent(event)
        self._show_side(shown=not self._narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search leads to the next place (Shift+Enter: the previous); Esc clears it, then closes the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.find_box.hasFocus():
            self.find_next(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.find_box.text():
            self.find_box.clear()
            self._to_text()
        else:
            self.close()


def _hint(act: KeySpec) -> str:
    """What a button does, with its key."""
    return with_key(act.said[Where.GUIDE], act)
