"""How the tree of the checklist is painted: marks by shape, progress at the edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.checklist_tree_model import Index, Role
from workbench.vocabulary import MeasureStatus

_MARK: Final = 14
_ROOM: Final = 6


class ChecklistDelegate(QStyledItemDelegate):
    """A question has two marks before its text: a full or an empty circle (answered or not), and the shape of its status.

    Lists and sections have their progress at the edge. Everything follows the colours of the system.
    """

    def __init__(self) -> None:
        super().__init__()
        self._icons: dict[tuple[bool, MeasureStatus, int, int], QIcon] = {}

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Adds the marks, and greys what is left out."""
        super().initStyleOption(option, index)
        if not index.data(Role.INCLUDED):
            grey = option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText)
            option.palette.setColor(QPalette.ColorRole.Text, grey)
        if index.data(Role.PROGRESS) is None:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(2 * _MARK + 4, _MARK)
            option.icon = self._icon(option, answered=index.data(Role.ANSWERED), status=index.data(Role.STATUS))
        elif not index.parent().isValid():
            option.font.setBold(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints a list or section with its progress at the edge; a question as usual."""
        progress = index.data(Role.PROGRESS)
        if progress is None:
            super().paint(painter, option, index)
            return
        mine = QStyleOptionViewItem(option)
        self.initStyleOption(mine, index)
        width = QFontMetrics(option.font).horizontalAdvance(progress) + 2 * _ROOM
        text, mine.text = mine.text, ""
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, mine, painter, option.widget)
        room = option.rect.adjusted(_ROOM, 0, -_ROOM, 0)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.setPen(mine.palette.color(role))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(QStyle.visualAlignment(option.direction, right) | centre), progress)
        painter.setFont(mine.font)
        before = room.adjusted(0, 0, -width, 0)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            before = room.adjusted(width, 0, 0, 0)
        elided = QFontMetrics(mine.font).elidedText(text, Qt.TextElideMode.ElideRight, before.width())
        painter.drawText(before, int(QStyle.visualAlignment(option.direction, left) | centre), elided)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The same for every row."""
        return QSize(100, QFontMetrics(option.font).height() + 10)

    def _icon(self, option: QStyleOptionViewItem, *, answered: bool, status: MeasureStatus) -> QIcon:
        plain = option.palette.color(QPalette.ColorRole.Text)
        chosen = option.palette.color(QPalette.ColorRole.HighlightedText)
        key = (answered, status, plain.rgba(), chosen.rgba())
        if key not in self._icons:
            ratio = option.widget.devicePixelRatioF() if option.widget is not None else 1.0
            icon = QIcon()
            icon.addPixmap(marks(plain, ratio, answered=answered, status=status), QIcon.Mode.Normal)
            icon.addPixmap(marks(chosen, ratio, answered=answered, status=status), QIcon.Mode.Selected)
            self._icons[key] = icon
        return self._icons[key]


def marks(colour: QColor, ratio: float, *, answered: bool, status: MeasureStatus) -> QPixmap:
    """The two marks of a question."""
    pixmap = QPixmap(QSize(2 * _MARK + 4, _MARK) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour if answered else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(3, 3, _MARK - 6, _MARK - 6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.translate(_MARK + 3, 0)
    _SHAPES[status](painter, colour)
    painter.end()
    return pixmap


def _nothing(painter: QPainter, colour: QColor) -> None:
    """Not yet judged: no shape."""


def _cross(painter: QPainter, colour: QColor) -> None:  # noqa: ARG001
    painter.drawLine(QPointF(3, 3), QPointF(11, 11))
    painter.drawLine(QPointF(11, 3), QPointF(3, 11))


def _sheet(painter: QPainter, colour: QColor) -> None:  # noqa: ARG001
    painter.drawRect(QRectF(3.5, 2, 7, 10))
    painter.drawLine(QPointF(5.5, 5), QPointF(8.5, 5))
    painter.drawLine(QPointF(5.5, 8), QPointF(8.5, 8))


def _half(painter: QPainter, colour: QColor) -> None:
    circle = QRectF(2.5, 2.5, 9, 9)
    painter.drawEllipse(circle)
    painter.setBrush(colour)
    painter.drawPie(circle, 90 * 16, 180 * 16)


def _tick(painter: QPainter, colour: QColor) -> None:  # noqa: ARG001
    path = QPainterPath(QPointF(2.5, 7.5))
    path.lineTo(5.5, 11)
    path.lineTo(11.5, 3)
    painter.drawPath(path)


def _dash(painter: QPainter, colour: QColor) -> None:  # noqa: ARG001
    painter.drawLine(QPointF(3, 7), QPointF(11, 7))


_SHAPES: Final[Mapping[MeasureStatus, Callable[[QPainter, QColor], None]]] = {
    MeasureStatus.NOT_JUDGED: _nothing,
    MeasureStatus.NONE: _cross,
    MeasureStatus.ON_PAPER: _sheet,
    MeasureStatus.IN_PART: _half,
    MeasureStatus.EFFECTIVE: _tick,
    MeasureStatus.NOT_APPLICABLE: _dash,
}
