"""A paragraph with text that runs from right to left, or with letters that join or stack.

The levels are resolved for the whole paragraph, lines are filled in reading order, and each line is then put into drawing
order.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle

from workbench.language.bidi import resolve, visual_order
from workbench.language.fonts import drawable
from workbench.reports.pdf.shaping import GlyphWriter, Shaped, shape
from workbench.reports.pdf.text import Drawn, Line, TextParagraph, with_single_spaces
from workbench.system.frozen import frozen

_WORDS: Final = re.compile(r"[^\S\u00a0]+|(?:\S|\u00a0)+")
_MOST_IN_A_LINE: Final = 2000
"""More characters than fit into any line."""

_SLACK: Final = 1e-6
_NO_END: Final = 1 << 30


@frozen
class _Item:
    """A piece of one word (or of white space) with one level. ``joined``: no break before it; ``width`` is in points."""

    text: str
    font: str
    level: int
    space: bool
    joined: bool
    width: float


@frozen
class _Font:
    """The name of a font, and where the characters end that are set in it."""

    name: str
    end: int


class BidiParagraph(TextParagraph):
    """Text in one style, or in pieces that have fonts of their own.

    ``base`` is 0 or 1, or None for the direction of the first strong character.
    """

    def __init__(
        self,
        text: str | Sequence[tuple[str, str]],
        style: ParagraphStyle,
        drawn: Drawn | None = None,
        bullet: str = "",
        base: int | None = None,
    ) -> None:
        super().__init__(style, drawn, bullet)
        self._text, self._fonts = _clean([(text, style.fontName)] if isinstance(text, str) else text)
        levels = resolve(self._text, base)
        self.base = self.side = levels.base
        self._items = tuple(self._pieces(levels.levels))

    def break_lines(self, room: float) -> Iterator[Line]:
        """Fills one line after the other, in reading order."""
        line: list[_Item] = []
        used = 0.0
        for word in self._words(room):
            width = sum(item.width for item in word)
            if word[0].space and not line:
                continue
            if line and not word[0].space and used + width > room + _SLACK:
                yield _line(line)
                line, used = [], 0.0
            line += word
            used += width
        if line:
            yield _line(line)

    def show(self, text_object: Any, line: Line) -> None:
        """Draws the pieces of the line from left to right."""
        ordered = [line.pieces[index] for index in visual_order([item.level for item in line.pieces])]
        for font, items in groupby(ordered, lambda item: item.font):
            writer = GlyphWriter(text_object, self.canv, font, self.style.fontSize)
            for item in items:
                writer.add(_shaped(item.text, font, item.level).glyphs)
            writer.finish()

    def _pieces(self, levels: tuple[int | None, ...]) -> Iterator[_Item]:
        """The words, divided where the level changes. Characters without a level stay with their neighbours."""
        for match in _WORDS.finditer(self._text):
            space = match.group().isspace()
            start, joined = match.start(), False
            while start < match.end():
                level = levels[start]
                end = start + 1
                font = self._font(start)
                most = min(match.end(), font.end)
                while end < most and (level is None or levels[end] is None or levels[end] == level):
                    level = levels[end] if level is None else level
                    end += 1
                shown = self.base if level is None else level
                yield self._item(self._text[start:end], font.name, shown, space=space, joined=joined)
                start, joined = end, True

    def _font(self, position: int) -> _Font:
        return self._fonts[bisect_right(self._fonts, position, key=lambda font: font.end)]

    def _item(self, text: str, font: str, level: int, *, space: bool = False, joined: bool = False) -> _Item:
        if len(text) > _MOST_IN_A_LINE:  # not measured, because it will be divided
            return _Item(text, font, level, space, joined, float("inf"))
        return _Item(text, font, level, space, joined, _shaped(text, font, level).width * self.style.fontSize / 1000)

    def _words(self, room: float) -> Iterator[list[_Item]]:
        """The pieces word by word; a word wider than a line is divided."""
        word: list[_Item] = []
        for item in self._items:
            if word and not item.joined:
                yield from self._fitting(word, room)
                word = []
            word.append(item)
        if word:
            yield from self._fitting(word, room)

    def _fitting(self, word: list[_Item], room: float) -> Iterator[list[_Item]]:
        if word[0].space or sum(item.width for item in word) <= room:
            yield word
            return
        for item in word:
            start = 0
            while start < len(item.text):
                window = item.text[start : start + _MOST_IN_A_LINE]
                length = _before_marks(item.text, start, self._longest(window, item, room))
                yield [self._item(window[:length], item.font, item.level)]
                start += length

    def _longest(self, text: str, item: _Item, room: float) -> int:
        low, high = 1, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._item(text[:middle], item.font, item.level).width <= room:
                low = middle
            else:
                high = middle - 1
        return low


def _clean(pieces: Sequence[tuple[str, str]]) -> tuple[str, tuple[_Font, ...]]:
    """What is drawn of pieces that have a font each, with single blanks, and their fonts."""
    if len(pieces) == 1:
        text, font = with_single_spaces(pieces[0][0]), pieces[0][1]
        return drawable(text, font), (_Font(font, _NO_END),)
    text, fonts = "", []
    for piece, font in pieces:
        shown = with_single_spaces(f".{piece}.")[1:-1]
        text += drawable(shown.lstrip(" ") if not text or text.endswith(" ") else shown, font)
        fonts.append(_Font(font, len(text)))
    return text.rstrip(" "), (*fonts[:-1], _Font(fonts[-1].name, _NO_END))


def _shaped(text: str, font: str, level: int) -> Shaped:
    return shape(text, font, right_to_left=bool(level % 2))


def _before_marks(text: str, start: int, length: int) -> int:
    """A length that does not separate a letter from its marks."""
    shorter = length
    while shorter > 1 and start + shorter < len(text) and unicodedata.category(text[start + shorter])[0] == "M":
        shorter -= 1
    return shorter if shorter > 1 else length


def _line(items: list[_Item]) -> Line:
    """A line of pieces, without the white space at its end."""
    end = len(items)
    while end and items[end - 1].space:
        end -= 1
    shown = tuple(items[:end])
    return Line("".join(item.text for item in shown), sum(item.width for item in shown), shown)
