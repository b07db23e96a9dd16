"""Two versions of a text side by side, to be read: what is different in them is marked, and in sight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.editors.boxes import PlainBox, difference, utf16_length
from ui.editors.word_marks import marked_span
from ui.link.language import tr
from ui.look.style import ROOM, TIGHT
from ui.pages.page import WrappedPart, paragraph
from workbench.language.i18n import Message

_DIFFERENT: Final = "different"
_LITTLE: Final = 4
"""Less than this part of the shorter text in common is nearly nothing: a mark would be on all of both."""


class TwoTexts(WrappedPart):
    """``first`` and ``second`` are the boxes, below their names; each is at least ``lines`` lines high."""

    def __init__(self, first: Message, second: Message, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = (self._box(name, lines) for name in (first, second))
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._bring_into_sight)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(ROOM)
        layout.setVerticalSpacing(TIGHT)
        layout.setRowStretch(1, 1)
        for column, box in enumerate((self.first, self.second)):
            layout.addWidget(paragraph(box.accessibleName(), "help"), 0, column, Qt.AlignmentFlag.AlignBottom)
            layout.addWidget(box, 1, column)
            layout.setColumnStretch(column, 1)

    def _box(self, name: Message, lines: int) -> PlainBox:
        box = PlainBox(self)
        box.setReadOnly(True)
        box.setAccessibleName(tr(name))
        box.setMinimumHeight(self.fontMetrics().lineSpacing() * lines)
        return box

    def show_texts(self, first: str, second: str) -> None:
        """Shows them. The cursor of each stands where they begin to differ; with little in common, nothing is marked."""
        start, end, fresh = difference(first, second)
        ends = (end, start + utf16_length(fresh))
        common = len(second) - len(fresh)
        alike = common * _LITTLE >= min(len(first), len(second)) > 0
        for box, text, stop in zip((self.first, self.second), (first, second), ends, strict=True):
            box.setPlainText(text)
            cursor = QTextCursor(box.document())
            cursor.setPosition(start)
            box.setTextCursor(cursor)
            box.show_marks(_DIFFERENT, [marked_span(box, start, stop)] if alike and stop > start else [])
        self._later.start()

    def _bring_into_sight(self) -> None:
        for box in (self.first, self.second):
            box.centerCursor() if box.textCursor().position() else box.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are broken elsewhere, and at first the boxes have no size yet: what is different comes into sight again."""
        super().resizeEvent(event)
        self._later.start()
