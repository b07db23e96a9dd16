"""Words at a field: why what is typed there is refused, or how a date was understood that can be read in two ways."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.in_sight import bring_into_sight

REFUSED = "refused"
"""The property of an editor that gets the frame of a fault (:mod:`ui.look.sheet`)."""


class FieldNote(QLabel):
    """A line of words that belongs to an editor and says what the editor's frame says in colour. Hidden while it is empty.

    ``follow`` is told when the line comes and goes, so that a form gives it room.
    """

    def __init__(self, editor: QWidget, follow: Callable[[bool], object]) -> None:
        super().__init__(editor.parentWidget())
        self._editor, self._follow = editor, follow
        self._described = editor.accessibleDescription()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, text: str, *, refused: bool) -> None:
        """Shows words, or none; ``refused``: what is typed is not stored."""
        self._give_role(refused=refused)
        if self._editor.property(REFUSED) != refused:
            self._editor.setProperty(REFUSED, refused)
            self._editor.style().polish(self._editor)
        if text == self.text():
            return
        if not self.text():
            self._described = self._editor.accessibleDescription()
        self.setText(text)
        self._editor.setAccessibleDescription(" ".join(filter(None, (text, self._described))))
        self._follow(bool(text))
        self.setVisible(bool(text))
        if text and self._editor.hasFocus():
            bring_into_sight(self)
            bring_into_sight(self._editor)
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._editor, text))

    def _give_role(self, *, refused: bool) -> None:
        role = "bad" if refused else "help"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().polish(self)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """As high as its words are at the width of the editor above; Qt guesses a narrow one."""
        return QSize(1, max(self.heightForWidth(self._editor.width()), self.fontMetrics().lineSpacing()))

    def sizeHint(self) -> QSize:
        """The same height."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        self.updateGeometry()
