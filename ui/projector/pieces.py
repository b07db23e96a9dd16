"""What a page of the projector view is made of: pieces that know their height and their texts, and paint themselves."""

from __future__ import annotations

from dataclasses import field
from math import ceil
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.projector.colours import ProjectorColours
from ui.projector.typesetting import Block, TextLine
from workbench.model.vocabulary import Level
from workbench.projector import AreaCount
from workbench.system.frozen import frozen

LEAST: Final = 20
"""Text is at least as high as the projector view divided by this."""


@frozen
class Frame:
    """The size of the projector view in pixels. ``corner``: width of the countdown; ``hint``: height of the line of keys."""

    width: int
    height: int
    mirrored: bool = False
    corner: float = 0
    hint: float = 0

    @property
    def unit(self) -> int:
        """The smallest height of text, in pixels."""
        return max(1, ceil(self.height / LEAST))

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
    """A text, and at the other end a level or a count. ``chosen``: it is the current entry."""

    name: Block
    value: Block
    level: Level | None = None
    has_sign: bool = False
    chosen: bool = False
    share: float = -1

    @property
    def height(self) -> float:
        """The height of the higher of the two texts."""
        return max(self.name.height, self.value.height)

    @property
    def texts(self) -> tuple[str, ...]:
        """Both texts."""
        return (
            "".join(line.text for line in self.name.lines),
            "".join(line.text for line in self.value.lines),
        )

    def sign_width(self) -> float:
        """The room that a sign takes."""
        return self.value.lines[0].height * 0.8 if self.has_sign else 0.0


@frozen
class CellRow:
    """Cells of equal width beside each other."""

    cells: tuple[Cell, ...]
    gap: float
    columns: int = field(default=1)

    @property
    def height(self) -> float:
        """The height of the highest cell, and some space."""
        highest = max(cell.height for cell in self.cells)
        return highest + self.cells[0].value.lines[0].height * 0.22

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
    if cell.has_sign:
        width = cell.sign_width()
        middle = value_left + _width_set(cell.value) + width / 2 if mirrored else value_left - width / 2
        _paint_sign(painter, QPointF(middle, area.top() + first * 0.5), first * 0.24, cell.level, colours)


def _paint_block(painter: QPainter, block: Block, x: float, y: float) -> None:
    for line in block.lines:
        line.paint(painter, x, y)
        y += line.height


def _width_set(block: Block) -> float:
    """The width that a block was set to."""
    return block.lines[0].width


def _paint_sign(painter: QPainter, middle: QPointF, size: float, level: Level | None, colours: ProjectorColours) -> None:
    """High: a triangle that points up; medium: a diamond; low: a triangle that points down; else: a ring."""
    painter.setPen(QPen(QColor(colours.mark), size * 0.25))
    painter.setBrush(QColor(colours.mark) if level is not None else Qt.BrushStyle.NoBrush)
    x, y = middle.x(), middle.y()
    points = {
        Level.HIGH: ((0, -1), (1, 0.8), (-1, 0.8)),
        Level.MEDIUM: ((0, -1), (1, 0), (0, 1), (-1, 0)),
        Level.LOW: ((0, 1), (1, -0.8), (-1, -0.8)),
    }
    if level is None or not level.is_known:
        painter.drawEllipse(middle, size * 0.6, size * 0.6)
    else:
        painter.drawPolygon(QPolygonF([QPointF(x + dx * size, y + dy * size) for dx, dy in points[level]]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


@frozen
class ProgressStrip:
    """A bar for each area, filled by its share of answered questions; the bar of the current area is higher."""

    areas: tuple[AreaCount, ...]
    height: float
    texts: tuple[str, ...] = ()

    def paint(self, painter: QPainter, area: QRectF, colours: ProjectorColours) -> None:
        """Paints the bars in the direction of reading."""
        if not self.areas:
            return
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        gap = self.height * 0.45
        width = (area.width() - gap * (len(self.areas) - 1)) / len(self.areas)
        for index, entry in enumerate(self.areas):
            at = len(self.areas) - 1 - index if mirrored else index
            high = self.height if entry.current else self.height * 0.5
            bar = QRectF(area.left() + at * (width + gap), area.top() + self.height - high, width, high)
            part = width * entry.answered / entry.total if entry.total else 0.0
            filled = QRectF(bar.right() - part if mirrored else bar.left(), bar.top(), part, bar.height())
            painter.fillRect(filled, QColor(colours.mark if entry.current else colours.edge))
            painter.setPen(QPen(QColor(colours.mark if entry.current else colours.edge), max(1.0, self.height / 12)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
