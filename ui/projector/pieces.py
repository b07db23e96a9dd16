"""What a page of the projector view is made of: pieces that know their height and their texts, and paint themselves."""

from __future__ import annotations

from dataclasses import field
from math import ceil
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.look.icons import paint_icon
from ui.projector.colours import ProjectorColours
from ui.projector.typesetting import Block, TextLine
from workbench.slides import AreaCount
from workbench.system.frozen import frozen

LEAST: Final = 20
LEAST_FEW: Final = 13
"""Text is at least as high as the projector view divided by this; with larger letters and fewer words, by the second."""


@frozen
class Frame:
    """The size of the projector view in pixels. ``corner``: width of the countdown; ``hint``: height of the line of keys.

    ``few``: larger letters and fewer words.
    """

    width: int
    height: int
    mirrored: bool = False
    corner: float = 0
    hint: float = 0
    few: bool = False

    @property
    def unit(self) -> int:
        """The smallest height of text, in pixels."""
        return max(1, ceil(self.height / (LEAST_FEW if self.few else LEAST)))

    @property
    def margin(self) -> int:
        """The room around everything."""
        return round(self.unit * 0.9)

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return max(1.0, self.width - 2 * self.margin)

    def size(self, part: float) -> int:
        """The size of text for the height divided by ``part``, in pixels; never below the smallest."""
        return max(self.unit, round(self.height / part))


class Piece(Protocol):
    """Something on a page."""

    @property
    def height(self) -> float:
        """The height in pixels."""
        ...

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts in the piece."""
        ...

    def paint(self, painter: QPainter, area: QRectF, colours: ProjectorColours) -> None:
        """Paints the piece at the top of an area."""
        ...


@frozen
class LinePiece:
    """A line of text; ``of_answer``: it belongs to the agreed text."""

    line: TextLine
    indent: float = 0
    of_answer: bool = False

    @property
    def height(self) -> float:
        """The height of the line."""
        return self.line.height

    @property
    def texts(self) -> tuple[str, ...]:
        """Its text."""
        return (self.line.text,)

    def paint(self, painter: QPainter, area: QRectF, colours: ProjectorColours) -> None:
        """Paints the line."""
        painter.setPen(QColor(getattr(colours, self.line.style.ink)))
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = area.right() - self.indent - self.line.width if mirrored else area.left() + self.indent
        self.line.paint(painter, left, area.top())


@frozen
class Gap:
    """Empty room, with a thin line in it if ``ruled``."""

    height: float
    ruled: bool = False
    texts: tuple[str, ...] = ()

    def paint(self, painter: QPainter, area: QRectF, colours: ProjectorColours) -> None:
        """Paints the line in the middle."""
        if self.ruled:
            middle = area.top() + self.height / 2
            painter.setPen(QPen(QColor(colours.edge), max(1.0, self.height / 12)))
            painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))


@frozen
class Cell:
    """A text, and at the other end a word or a count. ``chosen``: it is the current entry.

    ``sign`` is the name of an icon before the word (:mod:`ui.look.icons`), or empty.
    """

    name: Block
    value: Block
    sign: str = ""
    chosen: bool = False

    @property
    def height(self) -> float:
        """The height of the higher of the two texts."""
        return max(self.name.height, self.value.height)

    @property
    def texts(self) -> tuple[str, ...]:
        """Both texts."""
        return self.name.text, self.value.text

    def sign_width(self) -> float:
        """The room that a sign takes."""
        return self.value.lines[0].height * 0.8 if self.sign else 0.0


@frozen
class CellRow:
    """Cells of equal width beside each other; ``tight``: with little space below."""

    cells: tuple[Cell, ...]
    gap: float
    columns: int = field(default=1)
    tight: bool = False

    @property
    def height(self) -> float:
        """The height of the highest cell, and some space."""
        highest = max(cell.height for cell in self.cells)
        return highest + self.cells[0].value.lines[0].height * (0.06 if self.tight else 0.22)

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts, cell by cell."""
        return tuple(text for cell in self.cells for text in cell.texts)

    def paint(self, painter: QPainter, area: QRectF, colours: ProjectorColours) -> None:
        """Paints the cells in the direction of reading."""
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        width = (area.width() - self.gap * (self.columns - 1)) / self.columns
        for index, cell in enumerate(self.cells):
            at = self.columns - 1 - index if mirrored else index
            inside = QRectF(area.left() + at * (width + self.gap), area.top(), width, self.height)
            _paint_cell(painter, inside, cell, colours, mirrored=mirrored)


def _paint_cell(painter: QPainter, area: QRectF, cell: Cell, colours: ProjectorColours, *, mirrored: bool) -> None:
    first = cell.value.lines[0].height
    if cell.chosen:
        bar = first * 0.14
        edge = area.right() + first * 0.2 if mirrored else area.left() - first * 0.2 - bar
        painter.fillRect(QRectF(edge, area.top() + first * 0.1, bar, cell.height - first * 0.2), QColor(colours.mark))
    painter.setPen(QColor(colours.text))
    name_left = area.right() - _width_set(cell.name) if mirrored else area.left()
    _paint_block(painter, cell.name, name_left, area.top())
    value_left = area.left() if mirrored else area.right() - _width_set(cell.value)
    _paint_block(painter, cell.value, value_left, area.top())
    if cell.sign:
        width = cell.sign_width()
        middle = value_left + _width_set(cell.value) + width / 2 if mirrored else value_left - width / 2
        paint_sign(painter, QPointF(middle, area.top() + first * 0.5), first * 0.6, cell.sign, colours.mark)


def paint_sign(painter: QPainter, middle: QPointF, side: float, sign: str, ink: str) -> None:
    """Paints one of the icons that the whole program uses for levels and statuses."""
    paint_icon(painter, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), sign, ink)


def _paint_block(painter: QPainter, block: Block, x: float, y: float) -> None:
    for line in block.lines:
        line.paint(painter, x, y)
        y += line.height


def _width_set(block: Block) -> float:
    """The width that a block was set to."""
    return block.lines[0].width


@frozen
class Sign:
    """A sign with its word, such as the status of a measure. ``fresh``: it has just changed, and stands out."""

    word: Block
    sign: str
    fresh: bool = False

    @property
    def width(self) -> float:
        """The room that it needs, with some space after it."""
        return self.word.lines[0].height * 1.7 + _width_set(self.word)


@frozen
class SignRow:
    """Signs one after the other, and a word at the end of the line."""

    signs: tuple[Sign, ...]
    end: Block | None
    unit: int

    @property
    def height(self) -> float:
        """The height of the line, with room for the ground of what is fresh."""
        blocks = [sign.word for sign in self.signs] + ([self.end] if self.end is not None else [])
        return max((block.height for block in blocks), default=0.0) + self.unit * 0.1

    @property
    def texts(self) -> tuple[str, ...]:
        """All words."""
        blocks = [sign.word for sign in self.signs] + ([self.end] if self.end is not None else [])
        return tuple(line.text for block in blocks for line in block.lines)

    def paint(self, painter: QPainter, area: QRectF, colours: ProjectorColours) -> None:
        """Paints the signs in the direction of reading."""
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        passed = 0.0
        for sign in self.signs:
            high, wide = sign.word.lines[0].height, sign.width - sign.word.lines[0].height * 0.6
            left = area.right() - passed - wide if mirrored else area.left() + passed
            ink = colours.text if sign.word.lines[0].style.ink == "text" else colours.quiet
            if sign.fresh:
                ink = colours.ground
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.mark))
                around = QRectF(left - high * 0.1, area.top(), wide + high * 0.25, high)
                painter.drawRoundedRect(around, high * 0.15, high * 0.15)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            middle = left + wide - high * 0.45 if mirrored else left + high * 0.45
            paint_sign(painter, QPointF(middle, area.top() + high / 2), high * 0.66, sign.sign, ink)
            painter.setPen(QColor(ink))
            at = left + wide - high - _width_set(sign.word) if mirrored else left + high
            _paint_block(painter, sign.word, at, area.top())
            passed += sign.width
        if self.end is not None:
            painter.setPen(QColor(colours.text))
            at = area.left() if mirrored else area.right() - _width_set(self.end)
            _paint_block(painter, self.end, at, area.top())


@frozen
class BarRow:
    """A word with its sign, a bar as long as its ``share`` of the longest, and a number."""

    name: Block
    number: Block
    share: float
    sign: str
    unit: int

    @property
    def height(self) -> float:
        """The height of the word, and some space."""
        return self.name.height + self.unit * 0.25

    @property
    def texts(self) -> tuple[str, ...]:
        """The word and the number."""
        return (*(line.text for line in self.name.lines), *(line.text for line in self.number.lines))

    def paint(self, painter: QPainter, area: QRectF, colours: ProjectorColours) -> None:
        """Paints the row in the direction of reading."""
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        high = self.name.lines[0].height
        begin = high + _width_set(self.name) + self.unit * 0.4
        room = max(1.0, area.width() - begin - _width_set(self.number) - self.unit * 0.4)
        long = room * self.share

        def from_left(distance: float, width: float) -> float:
            return area.right() - distance - width if mirrored else area.left() + distance

        paint_sign(painter, QPointF(from_left(high * 0.45, 0), area.top() + high / 2), high * 0.66, self.sign, colours.mark)
        painter.setPen(QColor(colours.text))
        _paint_block(painter, self.name, from_left(high, _width_set(self.name)), area.top())
        painter.fillRect(QRectF(from_left(begin, long), area.top() + high * 0.2, long, high * 0.6), QColor(colours.mark))
        after = from_left(begin + long + self.unit * 0.3, _width_set(self.number))
        _paint_block(painter, self.number, after, area.top())


@frozen
class ProgressStrip:
    """A bar for each area, with its number, filled by its share of answered questions; that of the current one is higher.

    Bars are as wide as their numbers and an equal part of what is left, so that all numbers fit.
    """

    areas: tuple[AreaCount, ...]
    numbers: tuple[Block, ...]
    bar: float

    @property
    def height(self) -> float:
        """The height of the bars and of the numbers."""
        return self.bar + max((number.height for number in self.numbers), default=0.0)

    @property
    def texts(self) -> tuple[str, ...]:
        """Nothing that is to be read out: the area is named above."""
        return ()

    def widths(self, whole: float) -> tuple[float, list[float]]:
        """The gap between bars, and the width of each, for the width of the strip."""
        gap = self.bar * 0.4
        needed = [_width_set(number) for number in self.numbers]
        left = whole - sum(needed) - gap * (len(needed) - 1)
        if left < 0:
            return 0.0, [whole / len(needed)] * len(needed)
        return gap, [width + left / len(needed) for width in needed]

    def paint(self, painter: QPainter, area: QRectF, colours: ProjectorColours) -> None:
        """Paints the bars in the direction of reading."""
        if not self.areas:
            return
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        gap, widths = self.widths(area.width())
        passed = 0.0
        for entry, number, width in zip(self.areas, self.numbers, widths, strict=True):
            left = area.right() - passed - width if mirrored else area.left() + passed
            passed += width + gap
            high = self.bar if entry.current else self.bar * 0.5
            bar = QRectF(left, area.top() + self.bar - high, width, high)
            part = width * entry.answered / entry.total if entry.total else 0.0
            ink = QColor(colours.mark if entry.current else colours.edge)
            painter.fillRect(QRectF(bar.right() - part if mirrored else bar.left(), bar.top(), part, high), ink)
            painter.setPen(QPen(ink, max(1.0, self.bar / 12)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
            painter.setPen(QColor(colours.mark if entry.current else colours.quiet))
            _paint_block(painter, number, left + (width - _width_set(number)) / 2, area.top() + self.bar)
