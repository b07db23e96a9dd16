"""A list that is shown whole: the page around it scrolls, not the list."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex


class TickDelegate(QStyledItemDelegate):
    """The rows of a list with ticks: a click anywhere on a row ticks it, and its text wraps beside the tick box.

    Qt's own ticks by the box alone, and counts with the whole width, which cuts rows.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the text at the width that it has beside the tick box, and never more than the width of the list."""
        hint = super().sizeHint(option, index)
        room = option.rect.width()
        if room <= 0:
            return hint
        filled, narrower = QStyleOptionViewItem(option), QStyleOptionViewItem(option)
        filled.rect = QRect(0, 0, room, hint.height())
        self.initStyleOption(filled, index)
        view = self.parent()
        beside = view if isinstance(view, QWidget) else None
        style = beside.style() if beside is not None else QApplication.style()
        text = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, filled, beside)
        narrower.rect = QRect(0, 0, max(1, text.width()), hint.height())
        return QSize(min(room, hint.width()), super().sizeHint(narrower, index).height())

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Ticks the row that is clicked, or takes its tick away. A list calls this for a press and a release on one row."""
        if super().editorEvent(event, model, option, index):
            return True
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        if event.button() != Qt.MouseButton.LeftButton or not _may_be_ticked(index):
            return False
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        now = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, now, Qt.ItemDataRole.CheckStateRole)


def _may_be_ticked(index: Index) -> bool:
    wanted = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
    return index.flags() & wanted == wanted


class WholeList(QListWidget):
    """As high as its rows, whatever the font, the style and the width; long texts wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setItemDelegate(TickDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Sets the height to that of the rows. Call it when rows have been added, removed or renamed."""
        self.doItemsLayout()
        rows = self.contentsSize().height()
        around = max(self.height() - self.viewport().height(), 2 * self.frameWidth())
        if rows + around != self.maximumHeight():
            self.setFixedHeight(rows + around)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Fits the height: the style of the rows is not known before."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the height to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fits the height to another font or style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()
