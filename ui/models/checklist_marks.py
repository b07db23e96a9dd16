"""The marks before a question in the tree: answered or parked, its status, a lock. Told apart by shape, not by colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPalette, QPen, QPixmap

from workbench.model.vocabulary import MeasureStatus

_MARK: Final = 14
_PLAIN_SIZE: Final = QSize(2 * _MARK + 4, _MARK)
MARKS_SIZE: Final = QSize(3 * _MARK + 4, _MARK)
"""With the lock of a confidential answer; without it the marks are narrower."""


class Marks:
    """Draws each pair of marks once, in a palette's colours: a circle, then the shape of its status.

    The circle is full for an answered question. Two bars stand in its place while the question is parked. A lock follows
    while the answer is confidential.
    """

    def __init__(self, palette: QPalette, ratio: float = 1.0) -> None:
        self._plain = palette.color(QPalette.ColorRole.Text)
        self._chosen = palette.color(QPalette.ColorRole.HighlightedText)
        self._ratio = ratio
        self.colours = (self._plain.rgba(), self._chosen.rgba(), ratio)
        self._icons: dict[tuple[bool, MeasureStatus, bool, bool], QIcon] = {}

    def same_as(self, other: Marks) -> bool:
        """Whether the marks look the same."""
        return self.colours == other.colours

    def icon(self, *, answered: bool, status: MeasureStatus, parked: bool = False, confidential: bool = False) -> QIcon:
        """The marks of a question, for a plain and for a selected row."""
        variant = (answered, status, parked, confidential)
        if variant not in self._icons:
            icon = QIcon()
            icon.addPixmap(self._draw(self._plain, *variant), QIcon.Mode.Normal)
            icon.addPixmap(self._draw(self._chosen, *variant), QIcon.Mode.Selected)
            self._icons[variant] = icon
        return self._icons[variant]

    def _draw(
        self,
        colour: QColor,
        answered: bool,  # noqa: FBT001  a variant
        status: MeasureStatus,
        parked: bool,  # noqa: FBT001  a variant
        confidential: bool,  # noqa: FBT001  a variant
    ) -> QPixmap:
        pixmap = QPixmap((MARKS_SIZE if confidential else _PLAIN_SIZE) * self._ratio)
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if answered else Qt.BrushStyle.NoBrush)
        if parked:
            painter.drawRect(QRectF(3, 2.5, 2.5, 9))
            painter.drawRect(QRectF(8.5, 2.5, 2.5, 9))
        else:
            painter.drawEllipse(QRectF(3, 3, _MARK - 6, _MARK - 6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.translate(_MARK + 3, 0)
        _SHAPES.get(status, _question)(painter)
        if confidential:
            painter.translate(_MARK, 0)
            _lock(painter)
        painter.end()
        return pixmap


def _nothing(painter: QPainter) -> None:
    """No status yet: no shape."""


def _cross(painter: QPainter) -> None:
    painter.drawLine(QPointF(3, 3), QPointF(11, 11))
    painter.drawLine(QPointF(11, 3), QPointF(3, 11))


def _sheet(painter: QPainter) -> None:
    painter.drawRect(QRectF(3.5, 2, 7, 10))
    painter.drawLine(QPointF(5.5, 5), QPointF(8.5, 5))
    painter.drawLine(QPointF(5.5, 8), QPointF(8.5, 8))


def _half(painter: QPainter) -> None:
    circle = QRectF(2.5, 2.5, 9, 9)
    painter.drawEllipse(circle)
    painter.setBrush(painter.pen().color())
    painter.drawPie(circle, 90 * 16, 180 * 16)


def _tick(painter: QPainter) -> None:
    path = QPainterPath(QPointF(2.5, 7.5))
    path.lineTo(5.5, 11)
    path.lineTo(11.5, 3)
    painter.drawPath(path)


def _dash(painter: QPainter) -> None:
    painter.drawLine(QPointF(3, 7), QPointF(11, 7))


def _lock(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(4.5, 1.5, 5, 7), 0, 180 * 16)
    painter.setBrush(painter.pen().color())
    painter.drawRect(QRectF(3, 6.5, 8, 5.5))


def _question(painter: QPainter) -> None:
    """A question mark: a status that only a later version knows."""
    path = QPainterPath(QPointF(4, 5))
    path.cubicTo(QPointF(4, 1), QPointF(10, 1), QPointF(10, 5))
    path.quadTo(QPointF(10, 7), QPointF(7, 8.5))
    painter.drawPath(path)
    painter.drawPoint(QPointF(7, 12))


_SHAPES: Final[Mapping[MeasureStatus, Callable[[QPainter], None]]] = {
    MeasureStatus.NOT_JUDGED: _nothing,
    MeasureStatus.NONE: _cross,
    MeasureStatus.ON_PAPER: _sheet,
    MeasureStatus.IN_PART: _half,
    MeasureStatus.EFFECTIVE: _tick,
    MeasureStatus.NOT_APPLICABLE: _dash,
}
