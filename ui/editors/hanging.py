"""Items of a list whose further lines stand below their words, not below their sign."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextLine
from PySide6.QtWidgets import QPlainTextEdit

from workbench.prose.editing import start_of_item
from workbench.prose.lines import Above, read_line

_MOST: Final = 0.4
"""An indent is at most this share of the width: a deep item in a narrow box keeps room for words."""
_LONGEST_START: Final = 24


def hang(box: QPlainTextEdit, block: QTextBlock, above: Above) -> bool:
    """Lays out the lines of a block again if it starts as an item with several lines that do not hang yet.

    Qt's layout of plain text has no indents. It lays out a block anew when its text or the width changes, and never
    otherwise, so this is called before a block is painted. ``above`` is what the lines above mean for it. Returns whether
    the height of the block has changed.
    """
    layout = block.layout()
    if layout.lineCount() < 2:  # noqa: PLR2004  nothing hangs in a single line
        return False
    first, second = layout.lineAt(0), layout.lineAt(1)
    start, indent = start_of_item(block.text()[:_LONGEST_START]), 0.0
    if start and read_line(f"{start}x", above)[0].is_item:
        advance = QFontMetricsF(box.font()).horizontalAdvance(start.replace("\t", "    "))
        indent = min(advance, _MOST * first.width())
    if abs(first.width() - second.width() - indent) < 1 or not indent:
        return False
    whole, left = first.width(), first.x()
    mirrored = block.textDirection() == Qt.LayoutDirection.RightToLeft
    layout.beginLayout()
    top, count = first.y(), 0
    while (line := layout.createLine()).isValid():
        inset = indent if count else 0.0
        _place(line, whole - inset, QPointF(left if mirrored else left + inset, top))
        top += line.height()
        count += 1
    layout.endLayout()
    if count == block.lineCount():
        return False
    block.setLineCount(count)
    known = box.document().documentLayout()
    known.documentSizeChanged.emit(known.documentSize())  # the scroll bar counts lines
    return True


def _place(line: QTextLine, width: float, at: QPointF) -> None:
    line.setLeadingIncluded(True)  # as Qt's layout of plain text does
    line.setLineWidth(width)
    line.setPosition(at)
