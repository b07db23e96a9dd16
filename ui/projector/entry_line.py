"""A line below the slide where one short text is asked, where the projector view is the only screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.editors.boxes import LineBox, undo_key
from ui.look import style
from ui.projector.typesetting import Style, font_of
from workbench.model.limits import LINE_CHARACTERS, TEXT_CHARACTERS


class EntryLine(LineBox):
    """Hidden until :meth:`ask`. What is too long is refused as a whole, never cut off.

    Signals: ``left``: it is hidden again, whether something was entered or not; ``refused``: why something was not pasted.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entered: Callable[[str], object] | None = None
        self._kept = False
        self.setMaxLength(TEXT_CHARACTERS)  # Qt would cut the rest off in silence; the box and the core say why not
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFrame(False)
        self.hide()

    def ask(self, name: str, pixels: int, entered: Callable[[str], object], room: int = 0) -> None:
        """Shows the line in letters of a height. With ``room`` for so many characters, it is for a text that is kept.

        ``entered`` gets what was typed when Enter is pressed. If it returns False, the line stays with the text.
        """
        self._entered, self._kept, self.room = entered, bool(room), room or LINE_CHARACTERS
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

    def finish(self) -> None:
        """Enters what is typed and hides the line, because something else ends what was asked."""
        entered, text = self._entered, self.text().strip()
        if entered is not None and text and self._kept:
            entered(text)
        self.leave()

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
            if self._entered is None or self._entered(self.text().strip()) is not False:
                self.leave()
        elif undo_key(event) is not None:
            QLineEdit.keyPressEvent(self, event)  # nothing of it is in the document yet
        else:
            super().keyPressEvent(event)
