"""How many words a text has, as a label that stays as wide as it is while somebody types."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from ui.link.language import tr
from ui.look import style
from workbench.language.i18n import Message
from workbench.prose.counting import count_words

_MANY: Final = 9999
"""As wide as for this many words: what stands beside it must not break anew at the tenth word or the hundredth."""


class WordCount(QLabel):
    """Shows the number of words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "count")
        style.follow(self._make_room)

    def show_text(self, text: str) -> None:
        """Counts the words of a text."""
        self._make_room()
        self.setText(_told(count_words(text)))

    def _make_room(self) -> None:
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(_told(_MANY)))


def _told(count: int) -> str:
    return tr(Message("{count} word", "{count} words", count=count))
