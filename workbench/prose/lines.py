"""Reads the signs of light structure in a text, line by line. The text itself is never changed.

A line is an item of a list when it starts with ``- `` or ``• ``, or with a number and a dot or bracket (``1. ``, ``2) ``). A
numbered list starts with 1 or continues; so a line that starts with a year is none. Blanks before the sign make it deeper. A
line is a row of a table when it starts and ends with a bar and all its bars stand between blanks (``| a | b |``); a row of
dashes below the first one makes that the head. Two stars on both sides of whole words make them bold (``**so**``). All else
is a paragraph. A subset of CommonMark and of the tables of GFM, with stricter conditions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final

from workbench.system.frozen import frozen

BULLET: Final = "-"
"""The sign of an item without a number."""

STARS: Final = "**"
"""What stands before and after bold words."""

BAR: Final = "|"
"""What stands before, between and after the cells of a row."""

STEP: Final = "  "
"""The blanks that make an item one level deeper."""

MOST_LEVELS: Final = 4
MOST_COLUMNS: Final = 15
_TAB: Final = 4
_LEAST_STEP: Final = 2

_ITEM: Final = re.compile(r"([ \t]*)([-•]|(\d{1,3})[.)])[ \t]+(?=\S)")
_LETTER: Final = re.compile(r"[^\W\d_]")
_BOLD: Final = re.compile(r"(?<![\w*])\*\*(?![\s*])(?:[^*]|\*(?!\*))++(?<![\s*])\*\*(?![\w*])")
_WORTH_BOLD: Final = re.compile(r"[\w•]")
"""A word; or the dots that stand for a name in the projector view."""

_BAR: Final = re.compile(r"(?<!\S)\|(?!\S)")
_DASHES: Final = re.compile(r"\s*:?-{3,}:?\s*")
_FIRST_OF_ITEMS: Final = frozenset("-•")


class Form(StrEnum):
    """What a line is. ``DASHES``: the row below the head of a table, which is not shown."""

    BLANK = "blank"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"
    ROW = "row"
    DASHES = "dashes"


class Part(StrEnum):
    """What a piece of a line is. ``SIGN`` is what a report does not show; ``BAR`` divides cells."""

    TEXT = "text"
    BOLD = "bold"
    SIGN = "sign"
    BAR = "bar"


@frozen
class Span:
    """A piece of a line, as it is written."""

    text: str
    part: Part = Part.TEXT


@frozen
class Line:
    """A line. Its spans together are exactly what is written.

    ``sign`` is the sign of an item (``-``, ``2.``), ``number`` its number (0: none), ``level`` how deep it is (0: not).
    """

    form: Form
    spans: tuple[Span, ...]
    sign: str = ""
    number: int = 0
    level: int = 0

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.form in (Form.BULLET, Form.NUMBER)

    @property
    def shown(self) -> tuple[Span, ...]:
        """The spans that are shown, without white space at the end; an item has none at its start either."""
        return without_blanks(self.spans, start=self.form is not Form.PARAGRAPH)

    @property
    def cells(self) -> tuple[tuple[Span, ...], ...]:
        """The cells of a row, each as its spans without white space around them."""
        groups = groupby(self.spans, lambda span: span.part is Part.BAR)
        inner = [tuple(spans) for is_bar, spans in groups if not is_bar]
        return tuple(without_blanks(spans) for spans in inner[1:-1]) if self.form is Form.ROW else ()


@frozen
class Above:
    """What the lines above a line mean for it: the blanks and the last number of each level of a list, and where one is."""

    levels: tuple[tuple[int, int], ...] = ()
    in_list: bool = False
    in_table: bool = False


NOTHING_ABOVE: Final = Above()


def read_lines(text: str) -> Iterator[Line]:
    """The lines of a text. Their spans, joined, with a line end between two lines, are the text."""
    above = NOTHING_ABOVE
    for written in text.split("\n"):
        line, above = read_line(written, above)
        yield line


def has_structure(text: str) -> bool:
    """Whether a text has anything but paragraphs of plain words."""
    lines = read_lines(text)
    return any(line.form not in (Form.BLANK, Form.PARAGRAPH) or len(line.spans) > 1 for line in lines)


def read_line(written: str, above: Above = NOTHING_ABOVE) -> tuple[Line, Above]:
    """One line without its end, and what it means for the next."""
    start = written.lstrip()
    if not start:
        return Line(Form.BLANK, (Span(written),) if written else ()), Above(above.levels, above.in_list)
    if start[0] in _FIRST_OF_ITEMS or start[0].isdigit():
        found = _item(written, above)
        if found is not None:
            return found
    elif start[0] == BAR:
        line = _row(written, in_table=above.in_table)
        if line is not None:
            return line, Above(above.levels[:1], in_table=True)
    return Line(Form.PARAGRAPH, tuple(_spans(written))), Above(above.levels[:1])


def _item(written: str, above: Above) -> tuple[Line, Above] | None:
    found = _ITEM.match(written)
    if found is None or not (above.in_list or _LETTER.search(written, found.end())):
        return None  # "- 5" alone is a number
    blanks, sign, digits = found.groups()
    column = len(blanks.expandtabs(_TAB))
    outside = sum(indent + _LEAST_STEP <= column for indent, _ in above.levels) if above.in_list else 0
    level = min(outside, MOST_LEVELS - 1)
    last = above.levels[level][1] if level < len(above.levels) else 0
    number = int(digits) if digits else 0
    if digits and number != 1 and not (last and number == last + 1):
        return None
    spans = (Span(found.group(), Part.SIGN), *_spans(written[found.end() :]))
    line = Line(Form.NUMBER if digits else Form.BULLET, spans, sign, number, level)
    return line, Above((*above.levels[:level], (column, number or last)), in_list=True)


def _row(written: str, *, in_table: bool) -> Line | None:
    bars = [found.start() for found in _BAR.finditer(written)]
    whole = len(bars) > 2 and not written[: bars[0]].strip() and not written[bars[-1] + 1 :].strip()  # noqa: PLR2004
    if not whole or len(bars) > MOST_COLUMNS + 1:
        return None
    cells = [written[start + 1 : end] for start, end in pairwise(bars)]
    if in_table and all(map(_DASHES.fullmatch, cells)):
        return Line(Form.DASHES, (Span(written, Part.SIGN),))
    if not any(map(_WORTH_BOLD.search, cells)):
        return None
    spans = [Span(written[: bars[0]], Part.SIGN)]
    for cell in cells:
        spans += [Span(BAR, Part.BAR), *_spans(cell)]
    spans += [Span(BAR, Part.BAR), Span(written[bars[-1] + 1 :], Part.SIGN)]
    return Line(Form.ROW, tuple(spans))


def _spans(written: str) -> Iterator[Span]:
    """The pieces of what is written after the sign of a line, or in a cell."""
    done = 0
    for start, end in bold_places(written):
        if start > done:
            yield Span(written[done:start])
        inside = written[start + len(STARS) : end - len(STARS)]
        yield from (Span(STARS, Part.SIGN), Span(inside, Part.BOLD), Span(STARS, Part.SIGN))
        done = end
    if done < len(written):
        yield Span(written[done:])


def bold_places(written: str) -> list[tuple[int, int]]:
    """Where bold words are in a line, or in a cell, with their stars."""
    if STARS not in written:
        return []
    found = (match.span() for match in _BOLD.finditer(written))
    return [(start, end) for start, end in found if _WORTH_BOLD.search(written, start + len(STARS), end - len(STARS))]


def without_blanks(spans: Iterable[Span], *, start: bool = True) -> tuple[Span, ...]:
    """The spans that are shown, without white space at their end, and at their start if wished."""
    kept = [span for span in spans if span.part in (Part.TEXT, Part.BOLD)]
    while kept and not (end := kept[-1].text.rstrip()):
        kept.pop()
    if kept:
        kept[-1] = Span(end, kept[-1].part)
    while start and kept and not (first := kept[0].text.lstrip()):
        kept.pop(0)
    if start and kept:
        kept[0] = Span(first, kept[0].part)
    return tuple(kept)


def text_of(spans: Iterable[Span]) -> str:
    """The text of spans."""
    return "".join(span.text for span in spans)
