"""A text editor as high as its text, so that a short text is seen whole and a form is not full of scroll bars."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.editors.text_editor import TextEditor
from ui.link.bridge import DocumentBridge

PADDING = 24
"""What frame and margins take, in pixels."""


class GrowingEditor(TextEditor):
    """A :class:`TextEditor` between ``least`` and ``most`` lines high; it scrolls only beyond that."""

    def __init__(self, bridge: DocumentBridge, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._least, self._most = least, most
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.timeout.connect(self._stay_in_sight)
        self._placed = QTimer(self, singleShot=True, interval=0)
        self._placed.timeout.connect(self._place)
        self._fit()
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        """Sets the height, and has it placed later: QFormLayout ignores a row that changes while it places the rows."""
        line = self.fontMetrics().lineSpacing()
        height = max(self._least * line, min(self._text_height(), self._most * line)) + PADDING
        if height != self.maximumHeight():
            self.setFixedHeight(height)
            self._placed.start()

    def _place(self) -> None:
        around = self.parentWidget()
        inside = around.layout() if around is not None else None
        if inside is not None:
            inside.invalidate()
            inside.activate()
        self.updateGeometry()

    def _text_height(self) -> int:
        """The height of all paragraphs at the width of the box; asking for it lays out those not painted yet."""
        layout, height, block = self.document().documentLayout(), 0.0, self.document().firstBlock()
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return round(height)

    def _stay_in_sight(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and inside is not None:
            # The scroll area must know its new height first: nested forms pass it on one layout request at a time.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            cursor = self.mapTo(inside, self.cursorRect().bottomLeft())
            around.ensureVisible(cursor.x(), cursor.y(), 0, PADDING)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the height to the new width, and keeps the cursor in sight when the box grows during typing."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        if event.size().height() > event.oldSize().height() and self.hasFocus():
            self._laid_out.start(0)

    def changeEvent(self, event: QEvent) -> None:
        """Fits the height to another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
