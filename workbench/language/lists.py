"""How a language sets things in a row: “a, b” in English, “a، b” in Arabic.

Arabic would say "and" before each later item, as the CLDR patterns of ``babel.lists`` do; glued to a name in Latin letters
or to a number that reads as a mistake, so the bare comma of the language stands between the items.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

COMMAS: Final[Mapping[str, str]] = {"ar": "، "}
"""What stands between the items of a list, in languages that do not write “, ”."""
SEMICOLONS: Final[Mapping[str, str]] = {"ar": "؛ "}
"""The same between titles, which may have commas of their own."""


def comma(language: str) -> str:
    """What a language writes between the items of a list."""
    return COMMAS.get(language, ", ")


def joined(parts: Iterable[str], language: str, *, titles: bool = False) -> str:
    """The parts in a row, as the language writes it. ``titles`` are kept apart by semicolons."""
    return (SEMICOLONS.get(language, "; ") if titles else comma(language)).join(parts)
