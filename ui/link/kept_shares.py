"""Where people have put the lines between the parts of a page: the same in every file and after the next start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

WHOLE: Final = 1000
_MOST: Final = 40
_LONGEST_NAME: Final = 40
_MOST_PARTS: Final = 4


class KeptShares:
    """The share of each part of a page, in thousandths, by the name of the line between them."""

    def __init__(self, known: object = None) -> None:
        given: Mapping[Any, Any] = known if isinstance(known, dict) else {}
        self._shares = {name: list(shares) for name, shares in given.items() if _is_sound(name, shares)}
        for name in list(self._shares)[_MOST:]:
            del self._shares[name]

    def __getitem__(self, name: str) -> list[int]:
        """The shares of the parts; empty until somebody has moved the line."""
        return self._shares.get(name, [])

    def note(self, name: str, sizes: list[int]) -> None:
        """Notes where somebody has put the line, as sizes of the parts in any unit."""
        whole = sum(sizes)
        if whole > 0 and 0 < len(sizes) <= _MOST_PARTS:
            self._shares[name] = [round(size * WHOLE / whole) for size in sizes]

    def as_values(self) -> dict[str, list[int]]:
        """All shares, to be written down."""
        return self._shares


def _is_sound(name: object, shares: object) -> bool:
    numbers = shares if isinstance(shares, list) else []
    in_bounds = all(type(share) is int and 0 <= share <= WHOLE for share in numbers)
    return isinstance(name, str) and len(name) <= _LONGEST_NAME and 0 < len(numbers) <= _MOST_PARTS and in_bounds
