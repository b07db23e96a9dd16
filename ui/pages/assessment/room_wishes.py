"""What the room is to see beside the answer, because somebody asked for it: raised hands, different views."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class RoomWishes(QObject):
    """Holds for one question; with another question nothing is asked for. Signal ``changed``."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question = ""
        self.hands = self.views = False

    def about(self, question: str) -> None:
        """Forgets what was asked for another question."""
        if question != self._question:
            self._question = question
            self._set(hands=False, views=False)

    def turn_hands(self) -> None:
        """Shows the raised hands to the room, or hides them."""
        self._set(hands=not self.hands, views=self.views)

    def turn_views(self) -> None:
        """Shows the different views to the room, or hides them."""
        self._set(hands=self.hands, views=not self.views)

    def _set(self, *, hands: bool, views: bool) -> None:
        if (hands, views) != (self.hands, self.views):
            self.hands, self.views = hands, views
            self.changed.emit()
