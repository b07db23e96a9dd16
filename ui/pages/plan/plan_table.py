"""The table of the action plan: headings across it, cells edited in place, rows as high as their text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QWidget

from ui.editors.cell_acts import CellActs
from ui.editors.cell_grid import CellGrid
from ui.link.language import tr
from ui.models.plan_model import PlanModel
from ui.models.row_table_model import Index
from ui.pages.plan.plan_cells import PlanDelegate
from ui.pages.plan.plan_drag import PlanDrag, dragged
from workbench.language.i18n import Message
from workbench.model.rows import Activity
from workbench.operations.plan_moves import output_of_new
from workbench.plan.columns import position_of
from workbench.plan.order import LineKind

_HEAD: Final = 18
_INDICATORS: Final = position_of("indicators")


class PlanTable(CellGrid):
    """A :class:`CellGrid` whose headings span the columns; the mouse drags lines.

    Signals: ``line_chosen`` carries the id of the line, or ""; ``line_dropped`` carries the id of a line and its
    :class:`~workbench.operations.plan_moves.Move`; ``indicators_wanted``: the user wants to edit the cell of the indicators.
    """

    line_chosen = Signal(str)
    line_dropped = Signal(str, object)
    indicators_wanted = Signal()

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = model
        self._settled, self._resized = False, False
        self._spanned = 0
        self._dragging = PlanDrag(self, model)
        self.setModel(model)
        self.use_delegate(PlanDelegate(model, self))
        self.acts = CellActs(self, model, becomes=Activity, given=self._given)
        self.grows = True
        self.setAccessibleName(tr(Message("Action plan")))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.setDragDropOverwriteMode(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        head = _WrappedHead(self)
        self.setHorizontalHeader(head)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._settle)
        self._connect()
        self._span()

    def show_line(self, row_id: str, column: int = 0) -> bool:
        """Makes a line the current one. Returns False if it is not in the plan."""
        index = self.plan.index_of(row_id, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def current_id(self) -> str:
        """The id of the current line, or the empty string."""
        line = self.plan.line_at(self.currentIndex())
        return line.line_id if line is not None else ""

    def edit_title(self, row_id: str) -> None:
        """Starts to edit the title of a line."""
        if self.show_line(row_id):
            self.resizeRowsToContents()
            self.setFocus()
            self.open_cell(self.plan.index_of(row_id))

    def _connect(self) -> None:
        for signal in (self.plan.modelReset, self.plan.rowsInserted, self.plan.rowsRemoved):
            signal.connect(self._span)
        self.plan.dataChanged.connect(self._fit_rows)
        self.selectionModel().currentChanged.connect(self._on_current)

    def _span(self) -> None:
        self.clearSpans()
        self._spanned = self._fitting()
        for row, line in enumerate(self.plan.lines):
            if line.kind is not LineKind.ACTIVITY and self._spanned > 1:
                self.setSpan(row, 0, 1, self._spanned)
        self._later.start()

    def _fitting(self) -> int:
        """How many columns a heading spans: those visible without scrolling, so that it is never cut."""
        ends = [sum(map(self.columnWidth, range(column + 1))) for column in range(self.plan.columnCount())]
        return max(1, sum(end <= self.viewport().width() + 2 for end in ends))

    def _fit_rows(self) -> None:
        self._later.start()

    def _settle(self) -> None:
        if not self.isVisible():
            return
        self.resizeRowsToContents()
        self.updateGeometries()  # otherwise Qt still scrolls by the old heights
        if not self._settled:
            self.verticalScrollBar().setValue(0)
        if not self._settled or self._resized:
            self._settled, self._resized = True, False
            begins = self.rowViewportPosition(self.currentIndex().row())
            if not 0 <= begins <= self.viewport().height() - 2 * self.fontMetrics().lineSpacing():
                self.scrollTo(self.currentIndex())

    def _widths(self) -> list[int]:
        """The widths that the columns need: some characters of text, and the longest word of their headings."""
        font = self.font()
        font.setBold(True)
        head, character = QFontMetrics(font), self.fontMetrics().averageCharWidth()
        words = [tr(self.plan.spec.heading(column)).split() for column in self.plan.spec.columns]
        return [
            max(column.width * character, *(head.horizontalAdvance(word) + _HEAD for word in heads))
            for column, heads in zip(self.plan.spec.columns, words, strict=True)
        ]

    def _on_current(self, current: QModelIndex) -> None:
        line = self.plan.line_at(current)
        self.line_chosen.emit(line.line_id if line is not None else "")

    def _given(self) -> Mapping[str, Any]:
        """Pasted activities come where a new one would."""
        return {"output_id": output_of_new(self.plan.plan_lines, self.plan.line_at(self.currentIndex()))}

    def begin(self, index: Index) -> None:
        """Edits a cell in place; for indicators, asks for their own list."""
        line = self.plan.line_at(index)
        if index.column() == _INDICATORS and line is not None and line.kind is LineKind.ACTIVITY:
            self.indicators_wanted.emit()
        else:
            self.open_cell(index)

    # Qt overrides

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802  Qt's name
        """Drags the current line, after writing what is typed. The model removes nothing: the drop moves the line."""
        row_id = self.current_id()
        if row_id and self.plan.bridge.flush():
            self._dragging.picture(row_id).exec(Qt.DropAction.MoveAction)
            self._dragging.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accepts only lines of this plan."""
        if self.plan.index_of(dragged(event.mimeData())).isValid():
            self.setState(QAbstractItemView.State.DraggingState)
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Shows where the line would land; the table scrolls at its edges."""
        super().dragMoveEvent(event)
        if self._dragging.over(event):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Shows no landing place any more."""
        super().dragLeaveEvent(event)
        self._dragging.end()

    def dropEvent(self, event: QDropEvent) -> None:
        """Lets the line land, in one step that can be undone."""
        row_id, landed = dragged(event.mimeData()), self._dragging.over(event)
        move = self._dragging.drop.move if self._dragging.drop is not None else None
        self._dragging.end()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        if landed:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        if move is not None:
            self.line_dropped.emit(row_id, move)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the cells, and over them where a dragged line would land."""
        super().paintEvent(event)
        self._dragging.paint()

    def showEvent(self, event: QShowEvent) -> None:
        """Fits the rows that changed while the page was hidden."""
        super().showEvent(event)
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width in proportion. When it is less than they need, the table scrolls sideways."""
        super().resizeEvent(event)
        widths = self._widths()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.width() - 2 * self.frameWidth() - bar - 2
        factor = max(1.0, room / sum(widths))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, int(width * factor))
        if self._fitting() != self._spanned:
            self._span()
        self._resized = True
        self._later.start()


class _WrappedHead(QHeaderView):
    """Headings of several lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self.setDefaultAlignment(Qt.AlignmentFlag(int(align) | int(Qt.TextFlag.TextWordWrap)))

    def sizeHint(self) -> QSize:
        """The height of the highest heading at the present widths."""
        font = self.font()
        font.setBold(True)
        metrics = QFontMetrics(font)
        height = metrics.height()
        for column in range(self.count()):
            text = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
            room = max(20, self.sectionSize(column) - 14)
            wrapped = metrics.boundingRect(0, 0, room, 9999, int(Qt.TextFlag.TextWordWrap), text)
            height = max(height, wrapped.height())
        return QSize(super().sizeHint().width(), height + 14)
