"""Finds words in a text as people mean them, and says exactly where in the stored text they are.

Usually case, accents, Arabic vowel signs, kinds of alef and full-width letters make no difference
(:mod:`workbench.language.folding`). What is found consists of whole characters with all their marks: an ``e`` is not found
in ``œ``, and what replaces a letter leaves no accent behind.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from workbench.language.folding import Folded, fold
from workbench.model.texts import composed
from workbench.system.frozen import frozen

Span = tuple[int, int]
"""Start and end in the stored text, in characters."""

_MARKS: Final = frozenset({"Mn", "Me"})
_TATWEEL: Final = "\N{ARABIC TATWEEL}"


@frozen
class Wanted:
    """What somebody looks for. ``exact``: with these capitals and accents; ``whole``: whole words only."""

    words: str
    exact: bool = False
    whole: bool = False


class WordFinder:
    """Finds words in texts. It keeps the texts folded, so that the next letter that somebody types is found at once."""

    def __init__(self) -> None:
        self._folded: dict[str, Folded] = {}

    def find(self, text: str, wanted: Wanted) -> list[Span]:
        """Where in a text the words are, from start to end, without overlapping; none for no words."""
        words = composed(wanted.words)
        letters = words if wanted.exact else fold(words)
        if not words:
            return []
        # a sign that folds to nothing (a vowel sign alone) is looked for as it is
        spans = self._folded_spans(text, letters) if letters and not wanted.exact else _exact_spans(text, words)
        return [span for span in spans if not wanted.whole or _is_whole(text, span)]

    def keep_only(self, texts: Iterable[str]) -> None:
        """Forgets the texts that are no longer there."""
        self._folded = {text: self._folded[text] for text in texts if text in self._folded}

    def _folded_spans(self, text: str, letters: str) -> Iterator[Span]:
        folded = self._folded.get(text)
        if folded is None:
            folded = self._folded[text] = Folded(text)
        start = folded.text.find(letters)
        while start >= 0:
            end = start + len(letters)
            first, last = folded.origin(start, end)
            whole = fold(text[first:last]) == letters
            if whole:
                yield first, last
            start = folded.text.find(letters, end if whole else start + 1)


def _exact_spans(text: str, words: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        whole = end == len(text) or not _is_mark(text[end])
        if whole:
            yield start, end
        start = text.find(words, end if whole else start + 1)


def _is_whole(text: str, span: Span) -> bool:
    """Whether no letter or digit stands directly before or behind. A sign at the end of the words is a border itself."""
    first, last = span
    before = first > 0 and _is_of_word(text[first]) and _is_of_word(text[first - 1])
    behind = last < len(text) and _is_of_word(text[last - 1]) and _is_of_word(text[last])
    return not before and not behind


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in ("_", _TATWEEL) or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in _MARKS


def replaced(text: str, spans: Iterable[Span], words: str) -> str:
    """A text with other words in these places, which are in order and do not overlap."""
    parts, end = [], 0
    for first, last in spans:
        parts += [text[end:first], words]
        end = last
    return composed("".join([*parts, text[end:]]))
