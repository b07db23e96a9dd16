"""Drags lines of the plan with the mouse: the picture at the pointer, the bar that shows where the line lands, the drop."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QDrag, QDropEvent, QPainter, QPixmap, QPolygon
from PySide6.QtWidgets import QTableView

from ui.look import style
from ui.models.plan_model import PlanModel
from workbench.operations.plan_moves import Drop, drop_at
from workbench.plan.order import LineKind

LINE_OF_PLAN: Final = "application/x-integrity-workbench-line-of-plan"
_THICK: Final = 4
_MOST_CHARACTERS: Final = 44
_STEP: Final = 12
_DEPTH: Final = {LineKind.OUTCOME: 0, LineKind.OUTPUT: 1, LineKind.ACTIVITY: 2}


class PlanDrag:
    """What a table does while a line of its own plan is dragged over it."""

    def __init__(self, table: QTableView, model: PlanModel) -> None:
        self._table, self._model = table, model
        self._depth = 0
        self.drop: Drop | None = None

    def picture(self, row_id: str) -> QDrag:
        """The drag of a line, with its title on a small card at the pointer."""
        drag = QDrag(self._table)
        data = QMimeData()
        data.setData(LINE_OF_PLAN, row_id.encode())
        drag.setMimeData(data)
        drag.setPixmap(self._card(str(self._model.index_of(row_id).data() or "")))
        drag.setHotSpot(QPoint(-_STEP, -_STEP))
        return drag

    def over(self, event: QDropEvent) -> bool:
        """Follows the pointer. Returns whether the line may land here."""
        row_id = dragged(event.mimeData())
        line = self._model.line_at(self._model.index_of(row_id)) if row_id and not self._model.bridge.read_only else None
        before = self.drop
        self._depth = _DEPTH.get(line.kind, 0) if line is not None else 0
        self.drop = drop_at(self._model.lines, line, self._gap(event.position().toPoint().y())) if line is not None else None
        if self.drop != before:
            self._table.viewport().update()
        return self.drop is not None

    def end(self) -> None:
        """Forgets the drag, because the pointer has left or the line has landed."""
        self.drop = None
        self._table.viewport().update()

    def paint(self) -> None:
        """Draws where the line would land: an arrow and a bar, from the indent of its kind to the edge of the table."""
        if self.drop is None:
            return
        view, thick = self._table.viewport(), style.grown(_THICK)
        top = self._top_of(self.drop.gap)
        top = max(thick, min(top, view.height() - thick))
        begin = self._depth * style.grown(_STEP)
        with QPainter(view) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(style.colours().accent))
            if self._table.isRightToLeft():
                painter.translate(view.width(), 0)
                painter.scale(-1, 1)
            painter.drawRect(begin, top - thick // 2, view.width() - begin, thick)
            size = 2 * thick
            painter.drawPolygon(QPolygon([QPoint(begin, top - size), QPoint(begin + size, top), QPoint(begin, top + size)]))

    def _gap(self, y: int) -> int:
        row = self._table.rowAt(y)
        if row < 0:
            return self._model.rowCount()
        if _DEPTH.get(self._model.lines[row].kind) == self._depth - 1:  # on its output, an activity lands in it
            return row + 1
        top, height = self._table.rowViewportPosition(row), self._table.rowHeight(row)
        return row if y < top + height // 2 else row + 1

    def _top_of(self, gap: int) -> int:
        if gap < self._model.rowCount():
            return self._table.rowViewportPosition(gap)
        return self._table.rowViewportPosition(gap - 1) + self._table.rowHeight(gap - 1)

    def _card(self, title: str) -> QPixmap:
        metrics, room = self._table.fontMetrics(), 2 * style.ROOM
        most = metrics.averageCharWidth() * _MOST_CHARACTERS
        text = metrics.elidedText(title.partition("\n")[0], Qt.TextElideMode.ElideRight, most)
        ratio = self._table.devicePixelRatioF()
        width, height = metrics.horizontalAdvance(text) + room, metrics.height() + room
        card = QPixmap(int(width * ratio), int(height * ratio))
        card.setDevicePixelRatio(ratio)
        colours = style.colours()
        card.fill(QColor(colours.soft))
        with QPainter(card) as painter:
            painter.setFont(self._table.font())
            painter.setPen(QColor(colours.on_soft))
            painter.drawText(0, 0, width, height, int(Qt.AlignmentFlag.AlignCenter), text)
        return card


def dragged(data: QMimeData) -> str:
    """The id of the line that is dragged; empty when something else is dragged."""
    return bytes(data.data(LINE_OF_PLAN).data()).decode() if data.hasFormat(LINE_OF_PLAN) else ""
