"""Keeps the words of a row in their order when the window is read from the other side.

Qt takes the direction of the window for every row of a list, a tree or a table. In a window from right to left, “14 of
23” then becomes “of 23 14”, and in an Arabic window a French title is torn apart. Marks that are not painted (first strong
isolates of Unicode's UAX #9) give each line the direction of its own first letter. They are only in what is painted, never
in a file.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

_BEGIN: Final = "\u2068"
_END: Final = "\u2069"


def mirrored() -> bool:
    """Whether the window is read from right to left."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def in_row(text: str) -> str:
    """A text for a row of a list, a tree or a table: each line of it has its own direction."""
    if not text or not (mirrored() or _turns(text)):
        return text
    return "\n".join(f"{_BEGIN}{line}{_END}" if line else "" for line in text.split("\n"))


def _turns(text: str) -> bool:
    """Whether a text has letters that run from right to left (Hebrew to Arabic, and their forms)."""
    return not text.isascii() and any("\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc" for letter in text)


def leading() -> Qt.AlignmentFlag:
    """The side at which lines begin in this window, whatever the direction of a text is. For headings."""
    side = Qt.AlignmentFlag.AlignRight if mirrored() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
