"""Folds texts for comparing: without case, accents, vowel signs, stretching, invisible characters and kinds of digit.

Two spellings of one name fold to the same letters: NFC and NFD, "José" and "JOSE", "أحمد" and "احمد", "Пётр" and "Петр".
A place found in a folded text is traced back to the original. Arabic letters that readers take for the same fold to one
(hamza on its carriers, alef maqsura and yeh, ta marbuta and heh).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

_INVISIBLE: Final = frozenset({"Mn", "Me", "Cf"})
_TATWEEL: Final = "\N{ARABIC TATWEEL}"
_LETTERS: Final[Mapping[str, str]] = {
    "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ک": "ك", "ء": "",
}  # fmt: skip
"""Letters that Unicode does not decompose, and what people write whose keyboard does not have them."""

_ODD_SPACES: Final = re.compile(r"[\t\r\v\f\x1c-\x1f]")
"""White space of ASCII, apart from spaces and ends of lines."""

WORDS: Final = re.compile(r"[^\W\d_]+")
"""The words of a folded text: letters and nothing else."""


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character == "\n":
        return character
    if character.isspace():
        return " "
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = (part for part in apart if part != _TATWEEL and unicodedata.category(part) not in _INVISIBLE)
    return "".join(_LETTERS.get(part, part) if unicodedata.decimal(part, None) is None else _digit(part) for part in kept)


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character))


def fold(text: str) -> str:
    """A text folded for comparing."""
    return Folded(text).text


class Folded:
    """A folded text, ``text``, that knows where each of its characters comes from."""

    def __init__(self, original: str) -> None:
        self._original = original
        if original.isascii() and not _ODD_SPACES.search(original):
            self.text, self._even = original.lower(), True
            return
        table = {ord(character): _fold_character(character) for character in set(original)}
        self._table = table
        self.text = original.translate(table)
        self._even = all(len(folded) == 1 for folded in table.values())

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text (not empty) is in the original, marks on its last letter included."""
        if self._even:
            return start, end
        first, last = self._position(start), self._position(end - 1) + 1
        while last < len(self._original) and not self._table[ord(self._original[last])]:
            last += 1
        return first, last

    def _position(self, position: int) -> int:
        """The position in the original of a character of the folded text. Only its line is measured, which is quick."""
        line = self.text.count("\n", 0, position)
        before = self.text.rfind("\n", 0, position) + 1
        begin = self._line_begins()[line]
        end = self._original.find("\n", begin)
        measured = self._original[begin : end if end >= 0 else None]
        lengths = list(accumulate(len(self._table[ord(character)]) for character in measured))
        return begin + bisect_right(lengths, position - before)

    def _line_begins(self) -> list[int]:
        if not hasattr(self, "_begins"):
            self._begins = [0, *(found.end() for found in re.finditer("\n", self._original))]
        return self._begins
