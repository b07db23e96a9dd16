"""Keyboards of the world, as X knows them, and where the keys are: ``row``: what the digits write without Shift."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

DIGITS: Final = {str(digit): 10 + (digit - 1) % 10 for digit in range(10)}
"""The number that a keyboard sends for each key of the row of digits, the same on all layouts (X11)."""
PLACES: Final = {"a": 38, "f": 41, "k": 45, "l": 46, "m": 58, "h": 43, "z": 52}
SHIFT, CONTROL, ALT, ALT_GR = 50, 37, 64, 108


@dataclass(frozen=True)
class Layout:
    """``moved``: Latin letters that are elsewhere than on a keyboard of the United States. ``at``: the place of @ with AltGr.

    ``larger``: the key that makes everything larger, beside Backspace or where + is written.
    """

    name: str
    row: str
    moved: dict[str, int] = field(default_factory=dict)
    at: int = 0
    latin: bool = True
    larger: int = 21

    def place(self, letter: str) -> int:
        """The place of a Latin letter, or of the key that stands where it would be."""
        return self.moved.get(letter) or PLACES[letter]


LAYOUTS: Final = (
    Layout("us", "1234567890-="),
    Layout("fr", "&é\"'(-è_çà)=", {"a": 24, "z": 25, "m": 47}, at=19),
    Layout("de", "1234567890ß´", {"z": 29}, at=24, larger=35),
    Layout("es", "1234567890'¡", at=11),
    Layout("pt", "1234567890'«", at=11),
    Layout("ru", "1234567890-=", latin=False),
    Layout("ara", "1234567890-=", latin=False),
    Layout("ara,us", "1234567890-=", latin=False),
)
