"""A list that is shown whole: the page around it scrolls, not the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex


class WrappingDelegate(QStyledItemDelegate):
    """Wraps a text at the width that is left beside its box: Qt's own reckons with the whole width, and rows are cut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text at that width, and never wider than the list."""
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
        """Takes the height of the rows. Call it when rows have been added, removed or renamed."""
        self.doItemsLayout()
        rows = self.contentsSize().height()
        around = max(self.height() - self.viewport().height(), 2 * self.frameWidth())
        if rows + around != self.maximumHeight():
            self.setFixedHeight(rows + around)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """The style that a row will have is known only now."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the texts elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()
