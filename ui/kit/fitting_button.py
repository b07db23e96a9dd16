"""A button for words of the user, for example the name of a station: it shortens them when they do not fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.kit.plain_text import tip

_LEAST_CHARACTERS = 8
_LINES = 2


class FittingButton(QPushButton):
    """Shows as many of its words as fit; its accessible name and its tooltip hold all of them.

    ``large`` adds the height of a second line: for the main button of a page.
    """

    def __init__(self, words: str, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self._words, self._large = words, large
        self.setAccessibleName(words)
        self.setToolTip(tip(words))
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - self._around(), 0) if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else _PLENTY
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown.replace("&", "&&"))

    def _around(self) -> int:
        """The width that the button needs besides its words: edges, icon, room."""
        shown = self.text().replace("&&", "&")
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(shown) + 1

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for all words."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        height = hint.height() + metrics.height() * (_LINES - 1) if self._large else hint.height()
        return QSize(self._around() + metrics.horizontalAdvance(self._words) + 1, height)

    def minimumSizeHint(self) -> QSize:
        """Room for the first words."""
        hint, metrics = self.sizeHint(), self.fontMetrics()
        least = self._around() + metrics.averageCharWidth() * _LEAST_CHARACTERS
        return QSize(min(hint.width(), least), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the words to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fits the words to another font or style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
            self.updateGeometry()


_PLENTY = 1 << 20
