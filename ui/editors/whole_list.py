"""A list that is shown whole: the page around it scrolls, not the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex


class WrappingDelegate(QStyledItemDelegate):
    """Wraps a text at the width that is left beside its tick box. Qt's own counts with the whole width, and cuts rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the text at that width, and never more than the width of the list."""
        hint = super().sizeHint(option, index)
        room = option.rect.width()
        if not 0 < room < hint.width():
            return hint
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(0, 0, room - hint.width(), 0)
        return QSize(room, super().sizeHint(narrower, index).height())


class WholeList(QListWidget):
    """As high as its rows, whatever the font, the style and the width; long texts wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setItemDelegate(WrappingDelegate(self))
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
