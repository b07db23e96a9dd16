"""The grid of ratings: a row for each activity, a column for each criterion, and levels told by word, weight and shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPointF, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.editors.choice_editor import ChoiceBox
from ui.kit.positions import meant
from ui.link.language import tr
from ui.look import style
from ui.models.ratings_model import PRIORITY, SUGGESTION, Index, RatingsModel, SortedRatings, column_title
from workbench.language.i18n import Message
from workbench.model.labels import label
from workbench.model.vocabulary import Level

_MARK: Final = 11
_PADDING: Final = 8
_CELL_PADDING: Final = 3
_LEAST_TITLE: Final = 110
_LEAST_SHARE: Final = 0.25
"""How much of the width the titles keep with large letters, at which the columns scroll."""
_MOST_LINES: Final = 6


class RatingsGrid(QTableView):
    """L, M and H set the level of the current cell and move to the next, Delete and 0 clear it, F2 offers the choice.

    Signal ``cell_chosen`` carries the id of the activity (or "") and the column. In other languages the first letters of
    the words for low, medium and high work too.
    """

    cell_chosen = Signal(str, int)

    def __init__(self, model: RatingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ratings = model
        self.sorted = SortedRatings(model, self)
        self._keys = level_keys()
        self.setModel(self.sorted)
        self.setHorizontalHeader(_CriteriaHead(self))
        self.setVerticalHeader(_TitleHead(self))
        self.setItemDelegate(_LevelDelegate(self))
        self.setAccessibleName(tr(Message("Ratings of the activities")))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed,
        )
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        style.follow(self.share_room)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().sectionClicked.connect(self._on_title)
        self.verticalHeader().sectionMoved.connect(self._on_dragged)
        self.selectionModel().currentChanged.connect(self._on_current)
        for signal in (model.modelReset, model.headerDataChanged):
            signal.connect(self.share_room)

    def show_activity(self, row_id: str, column: int = 0) -> bool:
        """Makes a cell of an activity the current one. Returns False if there is no such activity."""
        index = self.sorted.mapFromSource(self.ratings.index_of(row_id, column))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return bool(index.isValid())

    def current_id(self) -> str:
        """The id of the current activity, or the empty string."""
        activity = self.ratings.activity_at(self.sorted.mapToSource(self.currentIndex()))
        return activity.id if activity is not None else ""

    def shown_ids(self) -> list[str]:
        """The ids of the activities that are shown, from top to bottom."""
        rows = (self.sorted.mapToSource(self.sorted.index(row, 0)) for row in range(self.sorted.rowCount()))
        return [activity.id for activity in map(self.ratings.activity_at, rows) if activity is not None]

    def go_along(self, step: int) -> None:
        """Moves to the next (1) or previous (-1) rating of the same activity; a suggestion is not one."""
        here = self.currentIndex()
        column = here.column() + step
        column += step if column == SUGGESTION else 0
        there = here.siblingAtColumn(column)
        if there.isValid():
            self.setCurrentIndex(there)

    def rate(self, level: Level | None) -> None:
        """Sets or clears the current cell; after a level was set, moves to the next cell."""
        index = self.currentIndex()
        if self.sorted.setData(index, level) and level is not None:
            self._go_on(index)

    def order(self, *, by_rank: bool) -> None:
        """Shows the activities in order of start, where titles can be dragged, or in order of the plan."""
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.ratings.order(by_rank=by_rank)
        self.verticalHeader().setSectionsMovable(by_rank and not self.ratings.bridge.read_only)

    def move_current(self, step: int) -> None:
        """Moves the current activity earlier (-1) or later (1) in the order of start."""
        row_id, column = self.current_id(), self.currentIndex().column()
        row = self.ratings.index_of(row_id).row() + step
        if row_id and 0 <= row < self.ratings.rowCount() and self.ratings.move(row_id, row):
            self.show_activity(row_id, column)

    def _on_dragged(self, logical: int, before: int, after: int) -> None:
        """Moves the activity in the model. The header is put back first, because it shows the order of the model."""
        if logical != before or before == after:
            return
        activity = self.ratings.activity_at(self.sorted.mapToSource(self.sorted.index(logical, 0)))
        target = self.ratings.activity_at(self.sorted.mapToSource(self.sorted.index(after, 0)))
        head = self.verticalHeader()
        with QSignalBlocker(head):
            head.moveSection(after, before)
        if activity is not None and target is not None:
            self.ratings.move(activity.id, self.ratings.index_of(target.id).row())
            self.show_activity(activity.id)

    def share_room(self) -> None:
        """Makes cells as wide as their words, gives the rest to the titles, and makes rows as high as their titles."""
        narrow = QFontMetrics(cell_font(self.font(), None))
        cell = max(narrow.horizontalAdvance(tr(label(level))) for level in Level) + _CELL_PADDING
        room = self.width() - 2 * self.frameWidth() - self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        count = self.sorted.columnCount()
        head = self.horizontalHeader()
        wide = max(QFontMetrics(head.font()).horizontalAdvance(tr(column_title(column))) for column in range(count)) + 24
        least = max(_LEAST_TITLE, min(style.grown(_LEAST_TITLE), round(room * _LEAST_SHARE)))
        title = max(least, room - cell * count)
        if room - wide * count >= self.fontMetrics().averageCharWidth() * 34:
            cell, title = wide, room - wide * count
        elif title > self.fontMetrics().averageCharWidth() * 34:
            more = (title - self.fontMetrics().averageCharWidth() * 34) // count
            cell, title = cell + more, title - more * count
        self.verticalHeader().setFixedWidth(title)
        for column in range(count):
            self.setColumnWidth(column, cell)
        self._set_heights(title)

    def _set_heights(self, title: int) -> None:
        metrics = self.fontMetrics()
        cell_height = style.grown(_MARK) + QFontMetrics(cell_font(self.font(), None)).height() + _PADDING + 4
        for row in range(self.sorted.rowCount()):
            text = self.sorted.headerData(row, Qt.Orientation.Vertical)
            wanted = metrics.boundingRect(QRect(0, 0, title - 2 * _PADDING, 9999), _WRAPPED, text).height()
            most = metrics.lineSpacing() * _MOST_LINES
            self.setRowHeight(row, max(cell_height, min(wanted, most) + 2 * _PADDING))

    def _go_on(self, index: Index) -> None:
        column = index.column() + 1
        column = PRIORITY if column == SUGGESTION else column
        row = index.row()
        if column > PRIORITY:
            row, column = row + 1, 0
        after = self.sorted.index(row, column)
        if after.isValid():
            self.setCurrentIndex(after)

    def _on_title(self, row: int) -> None:
        self.setCurrentIndex(self.sorted.index(row, max(0, self.currentIndex().column())))

    def _on_current(self, current: QModelIndex) -> None:
        activity = self.ratings.activity_at(self.sorted.mapToSource(current))
        self.verticalHeader().viewport().update()
        self.cell_chosen.emit(activity.id if activity is not None else "", max(0, current.column()))

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """The headings, and below them two activities."""
        rows = sum(self.rowHeight(row) for row in range(min(2, self.sorted.rowCount())))
        around = 2 * self.frameWidth() + self.horizontalScrollBar().sizeHint().height()
        return QSize(super().minimumSizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + around)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rates, clears or offers the choice."""
        typed = event.text().casefold()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and typed not in self._keys and event.text().isalpha():
            typed = chr(meant(event)).casefold()  # on a keyboard without Latin letters, those of their places
        if plain and typed in self._keys:
            self.rate(self._keys[typed])
        elif plain and (event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or typed == "0"):
            self.rate(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width."""
        super().resizeEvent(event)
        self.share_room()


def level_keys() -> Mapping[str, Level]:
    """The keys that set a level: 1, 2, 3 and l, m, h, and the first letters of the words where these tell them apart."""
    digits = {str(number): level for number, level in enumerate(Level, 1)}
    keys = {**digits, **{level.value[0]: level for level in Level}}
    own = {tr(label(level))[0].casefold(): level for level in Level}
    return {**keys, **own} if len(own) == len(Level) else keys


def cell_font(base: QFont, level: Level | None) -> QFont:
    """The font of a level: bold for high."""
    font = QFont(base)
    font.setPointSize(max(9, base.pointSize() - 2))
    font.setBold(level is Level.HIGH)
    return font


_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)


def _draw_mark(painter: QPainter, middle: QPointF, level: Level, color: QColor) -> None:
    """A circle: empty for low, half full for medium, full for high."""
    side = style.grown(_MARK)
    circle = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.4))
    painter.setBrush(color if level is Level.HIGH else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    if level is Level.MEDIUM:
        painter.setBrush(color)
        painter.drawChord(circle, 180 * 16, 180 * 16)


class _LevelDelegate(QStyledItemDelegate):
    """Paints a level as a mark with its word; edits it in a drop-down list."""

    def __init__(self, grid: RatingsGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        level = self._grid.ratings.level_at(self._grid.sorted.mapToSource(index))
        current = index == self._grid.currentIndex()
        palette = option.palette
        painter.save()
        if index.column() in (SUGGESTION, PRIORITY):
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.AlternateBase))
        color = palette.color(QPalette.ColorRole.Text)
        if level is not None:
            font, mark = cell_font(option.font, level), style.grown(_MARK)
            line = QFontMetrics(font).height()
            middle = QPointF(option.rect.center().x() + 0.5, option.rect.center().y() - line // 2 + 1)
            if level.is_known:
                _draw_mark(painter, middle, level, color)
            painter.setFont(font)
            painter.setPen(color)
            below = QRect(option.rect.left(), int(middle.y()) + mark // 2 + 2, option.rect.width(), line)
            painter.drawText(
                below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self._said(level, font, below)
            )
        if current:
            width = 3 if self._grid.hasFocus() else 1
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(style.colours().ring), width))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _said(self, level: Level, font: QFont, room: QRect) -> str:
        return QFontMetrics(font).elidedText(tr(label(level)), Qt.TextElideMode.ElideRight, room.width())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        box = ChoiceBox(parent)
        box.setAccessibleName(tr(column_title(index.column())))
        box.addItem(tr(Message("not rated")))
        box.addItems([tr(label(level)) for level in Level])
        box.activated.connect(lambda: self._chosen(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ChoiceBox):
            choices: list[Level | None] = [None, *Level]
            level = self._grid.ratings.level_at(self._grid.sorted.mapToSource(index))
            editor.setCurrentIndex(next(position for position, choice in enumerate(choices) if choice is level))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceBox):
            model.setData(index, [None, *Level][editor.currentIndex()])

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Makes the drop-down list at least as wide as its words, within the grid."""
        super().updateEditorGeometry(editor, option, index)
        parent = editor.parentWidget()
        if parent is not None:
            size = QSize(max(editor.width(), editor.sizeHint().width()), editor.sizeHint().height())
            left = max(0, min(editor.x(), parent.width() - size.width()))
            top = editor.y() + (editor.height() - size.height()) // 2
            editor.setGeometry(left, top, size.width(), size.height())

    def _chosen(self, box: ChoiceBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)


class _CriteriaHead(QHeaderView):
    """The headings of the columns: horizontal where they have room, else turned."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(20)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _text(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def widest(self) -> int:
        """The length of the longest heading, in pixels."""
        texts = (self._text(section) for section in range(self.count()))
        return max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)

    def turned(self) -> bool:
        """Whether the headings are turned, because the columns are narrower than the longest of them."""
        return self.count() > 0 and self.widest() + 12 > self.sectionSize(0)

    def sizeHint(self) -> QSize:
        """As high as one line; when the headings are turned, as high as the longest one is long."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.widest() + 18 if self.turned() else self.fontMetrics().height() + 16)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803  Qt's names
        """Paints one heading, with an arrow when the rows are sorted by it."""
        painter.save()
        text = self._text(logicalIndex)
        painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            text = f"{text} {'▾' if down else '▴'}"
            font = QFont(self.font())
            font.setUnderline(True)
            painter.setFont(font)
        if self.turned():
            painter.translate(rect.left(), rect.bottom())
            painter.rotate(-90)
            area = QRect(8, 0, rect.height() - 10, rect.width())
            bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.drawText(area, int(bottom), text)
        else:
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()


class _TitleHead(QHeaderView):
    """The wrapped titles of the rows; the current one has a bar at its edge and another ground."""

    def __init__(self, parent: RatingsGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._grid = parent
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803  Qt's names
        current = logicalIndex == self._grid.currentIndex().row()
        painter.save()
        ground = QPalette.ColorRole.AlternateBase if current else QPalette.ColorRole.Base
        painter.fillRect(rect, self.palette().color(ground))
        painter.setPen(self.palette().color(QPalette.ColorRole.Midlight))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if current:
            bar = QRect(rect.left(), rect.top(), 4, rect.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                bar.moveRight(rect.right())
            painter.fillRect(bar, QColor(style.colours().accent))
        painter.setFont(self._grid.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Vertical))
        area = rect.adjusted(_PADDING, 2, -_PADDING, -2)
        where = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(area, _WRAPPED | int(where), text)
        painter.restore()
