"""Counts what has really been drawn, so that a report can be proven complete."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from workbench.reports.contents import RenderedCounts


def inked(text: str) -> int:
    """How many characters of a text are visible: all except white space, soft hyphens, joiners and direction marks."""
    marks = "".join(text.split())
    if marks.isascii():
        return len(marks)
    return sum(count for character, count in Counter(marks).items() if unicodedata.category(character) != "Cf")


class Ledger:
    """What each answer must show, and how much of it has been drawn."""

    def __init__(self) -> None:
        self._expected: Counter[str] = Counter()
        self._lengths: dict[str, int] = {}
        self._drawn: Counter[str] = Counter()
        self._activities: set[str] = set()

    def expect(self, row_id: str, length: int, paragraphs: Iterable[str]) -> None:
        """Notes that an answer of ``length`` characters will be drawn as these paragraphs."""
        self._lengths[row_id] = length
        self._expected[row_id] = sum(map(inked, paragraphs))

    def drawn(self, row_id: str, text: str) -> None:
        """Notes that a line of an answer has been drawn."""
        self._drawn[row_id] += inked(text)

    def activity_drawn(self, row_id: str) -> None:
        """Notes that the row of an activity has been drawn to its end."""
        self._activities.add(row_id)

    def counts(self) -> RenderedCounts:
        """How many answers were drawn completely, the characters in them, and the number of activities drawn."""
        whole = [row_id for row_id, expected in self._expected.items() if self._drawn[row_id] == expected]
        return RenderedCounts(len(whole), sum(self._lengths[row_id] for row_id in whole), len(self._activities))
