"""A line below the slide where one short text is asked, where the projector view is the only screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.positions import writes_nothing
from ui.look import style
from ui.projector.typesetting import Style, font_of
from workbench.model.limits import LINE_CHARACTERS


class EntryLine(QLineEdit):
    """Hidden until :meth:`ask`. Signal ``left``: it is hidden again, whether something was entered or not."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entered: Callable[[str], object] | None = None
        self.setMaxLength(LINE_CHARACTERS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFrame(False)
        self.hide()

    def ask(self, name: str, pixels: int, entered: Callable[[str], object]) -> None:
        """Shows the line in letters of a height; ``entered`` gets what was typed when Enter is pressed."""
        self._entered = entered
        self.setAccessibleName(name)
        font: QFont = font_of(Style(pixels))
        self.setFont(font)
        known, palette = style.colours(), QPalette(self.palette())
        for role, colour in (
            (QPalette.ColorRole.Base, known.surface),
            (QPalette.ColorRole.Text, known.text),
            (QPalette.ColorRole.Highlight, known.accent),
            (QPalette.ColorRole.HighlightedText, known.on_accent),
        ):
            palette.setColor(role, colour)
        self.setPalette(palette)
        self.setTextMargins(pixels, pixels // 4, pixels, pixels // 4)
        self.show()
        self.setFocus()

    def leave(self) -> None:
        """Hides the line and forgets what is in it."""
        if not self.isHidden():
            self._entered = None
            self.clear()
            self.hide()
            self.left.emit()

    def hide_text(self, *, hidden: bool) -> None:
        """Shows dots in place of what is typed, or shows it again."""
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what was typed, Esc leaves. What is neither text nor editing goes to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            entered, text = self._entered, self.text().strip()
            self.leave()
            if entered is not None:
                entered(text)
        elif writes_nothing(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
