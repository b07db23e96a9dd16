"""Keeps the groups of a number in their order between right-to-left words: telephone numbers, dates, ranges.

Unicode's rules (UAX #9) set the groups of “+962 6 555-1234” from right to left there, and a room reads another number. Marks
that are not painted (isolates) keep them together. They are only in what is painted, never in the text of the file.
"""

from __future__ import annotations

import re
from typing import Final

from ui.editors.boxes import utf16_length
from workbench.system.frozen import frozen

_BEGIN: Final = "\u2066"
_END: Final = "\u2069"

_NUMBER: Final = re.compile(r"[+(]*\d(?:[\d().,/:+\u2013-]| (?=[\d(+]))*\d|[+(]+\d")
_TURNS: Final = frozenset(" +-()\u2013")
"""What divides a number into groups that would change places."""


@frozen
class Isolated:
    """A paragraph as it is painted; ``marks`` are the positions of the marks in it, in UTF-16 units."""

    text: str
    marks: tuple[int, ...] = ()

    def shown(self, typed: int) -> int:
        """Where a position in the text without marks is in the text with them."""
        for mark in self.marks:
            if mark > typed:
                break
            typed += 1
        return typed

    def typed(self, shown: int) -> int:
        """Where a position in the text with marks is in the text without them."""
        return shown - sum(mark < shown for mark in self.marks)


PLAIN: Final = Isolated("")
"""What has no marks."""


def isolated(text: str) -> Isolated:
    """A right-to-left paragraph whose numbers keep their order."""
    parts: list[str] = []
    marks: list[int] = []
    end = place = 0
    for found in _NUMBER.finditer(text):
        if _TURNS.isdisjoint(found.group()):
            continue
        begin, after = _with_its_brackets(text, *found.span())
        before, number = text[end:begin], text[begin:after]
        begins = place + utf16_length(before)
        place = begins + 1 + utf16_length(number) + 1
        parts += [before, _BEGIN, number, _END]
        marks += [begins, place - 1]
        end = after
    return Isolated("".join((*parts, text[end:])), tuple(marks))


def _with_its_brackets(text: str, begin: int, end: int) -> tuple[int, int]:
    """Where a number begins and ends: with both brackets around it or with none. One alone would look another way."""
    number = text[begin:end]
    if number.count("(") <= number.count(")"):
        return begin, end
    return (begin, end + 1) if text[end : end + 1] == ")" else (begin + number.index("(") + 1, end)
