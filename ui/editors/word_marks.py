"""Marks the words that somebody looks for in the text boxes of a part of the window, and leads to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.editors.boxes import LineBox, PlainBox, utf16_length
from ui.editors.cell_grid import CellGrid
from ui.editors.field_link import FieldLink
from ui.kit.focus import follow_focus
from ui.look import style
from workbench.finding.words import Span, Wanted, WordFinder

_KIND = "found"
_MOST_MARKS = 500


class WordMarks(QObject):
    """Marks words in the boxes and cells below ``root``; the marks follow the texts until other words are shown."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._wanted: tuple[Wanted, ...] = ()
        self._followed: set[PlainBox] = set()
        self._finder = WordFinder()
        style.follow(self._mark_all)
        follow_focus(self._on_focus)

    def show_words(self, wanted: Sequence[Wanted]) -> None:
        """Marks these words instead of those before; none: no marks."""
        self._wanted, self._finder = tuple(wanted), WordFinder()
        self._mark_all()
        for line in self._root.findChildren(LineBox):
            self._mark_line(line)
        for grid in self._root.findChildren(CellGrid):
            grid.cells.is_marked = self._is_in if self._wanted else None
            grid.viewport().update()

    def _mark_all(self) -> None:
        if not self._wanted and not self._followed:
            return
        for box in self._root.findChildren(PlainBox):
            self._follow(box)

    def _follow(self, box: PlainBox) -> None:
        if box not in self._followed:
            self._followed.add(box)
            box.textChanged.connect(partial(self._mark, box))
            box.destroyed.connect(partial(self._followed.discard, box))
        self._mark(box)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A box that is made while words are marked has them marked too: an open cell, for example."""
        if self._wanted and isinstance(now, PlainBox) and now not in self._followed and self._root.isAncestorOf(now):
            self._follow(now)

    def _is_in(self, text: str) -> bool:
        return any(self._finder.find(text, wanted) for wanted in self._wanted)

    def _mark_line(self, line: LineBox) -> None:
        """A box for one line is marked as a whole: Qt marks no words in it."""
        found = bool(self._wanted) and self._is_in(line.text())
        if found is not bool(line.property("found")):
            line.setProperty("found", found)
            line.style().polish(line)

    def _mark(self, box: PlainBox) -> None:
        text, finder = box.text() if self._wanted else "", WordFinder()
        spans = [span for wanted in self._wanted for span in finder.find(text, wanted)]
        box.show_marks(_KIND, [_selection(box, text, span) for span in spans[:_MOST_MARKS]])


def _selection(box: PlainBox, text: str, span: Span) -> QTextEdit.ExtraSelection:
    return marked_span(box, *_in_qt(text, span))


def marked_span(box: PlainBox, start: int, end: int) -> QTextEdit.ExtraSelection:
    """The mark of a piece of the text in a box, from ``start`` to ``end`` in Qt's count."""
    look = QTextCharFormat()
    look.setBackground(QColor(style.colours().soft))
    look.setForeground(QColor(style.colours().on_soft))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    mark = QTextEdit.ExtraSelection()
    mark.cursor = _cursor(box, start, end)
    mark.format = look
    return mark


def _in_qt(text: str, span: Span) -> tuple[int, int]:
    """A piece of a text in Qt's count."""
    start, end = (utf16_length(text[:place]) for place in span)
    return start, end


def _cursor(box: PlainBox, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(box.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def box_of(root: QWidget, row_id: str, field: str) -> PlainBox | LineBox | None:
    """The box below ``root`` that shows this field of this row; None if none does, for example a cell of a table."""
    boxes: list[PlainBox | LineBox] = [*root.findChildren(PlainBox), *root.findChildren(LineBox)]
    for box in boxes:
        link = getattr(box, "link", None)
        binding = link.binding if isinstance(link, FieldLink) else None
        if binding is not None and (binding.row_id, binding.field) == (row_id, field):
            return box
    return None


def select_span(box: PlainBox | LineBox, span: Span) -> None:
    """Selects a piece of the text in a box and brings it into sight. The focus stays where it is."""
    text = box.text()
    if isinstance(box, LineBox):
        start, end = _in_qt(text, span)
        box.setSelection(start, end - start)
        return
    box.setTextCursor(_cursor(box, *_in_qt(text, span)))
    box.ensureCursorVisible()
