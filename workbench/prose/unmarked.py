"""A text without the signs that can stand inside a name, so that “**Ana** Petrovic” is found."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from workbench.prose.lines import STARS

_BETWEEN: Final = re.compile(r"(?<![ \t*|])[ \t]*+[*|][ \t*|]*+|[*|][ \t*|]*+")
"""Stars and bars with the blanks around them."""

_WORD: Final = re.compile(r"\w")


class Unmarked:
    """A text without stars, and with one blank in the place of stars and bars that have blanks around them.

    It does not ask what the signs mean, so that a name that is half bold is found, too.
    """

    def __init__(self, original: str) -> None:
        self.text = original
        self._starts: list[int] = []
        self._further: list[int] = []
        if "*" in original or "|" in original:
            self._remove(original)

    def _remove(self, original: str) -> None:
        pieces: list[str] = []
        done = length = 0
        for found in _BETWEEN.finditer(original):
            kept = "" if found.group().strip("*") == "" else " "
            pieces += [original[done : found.start()], kept]
            done = found.end()
            length += len(pieces[-2]) + len(kept)
            self._starts.append(length)
            self._further.append(done - length)
        self.text = "".join((*pieces, original[done:]))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the text (not empty) is in the original."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, position: int) -> int:
        before = bisect_right(self._starts, position)
        return position + (self._further[before - 1] if before else 0)


def in_place_of(piece: str, words: str) -> str:
    """New words for a piece of a text, with the stars that the piece would take away from words beside it."""
    if piece.count(STARS) % 2 == words.count(STARS) % 2:
        return words
    before, _, after = piece.partition(STARS)
    begins = _WORD.match(after) is not None and _WORD.match(before[-1:]) is None
    return STARS + words if begins else words + STARS
