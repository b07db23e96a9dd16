"""A paragraph in which some text is written from right to left.

The levels are found over the whole paragraph, lines are filled in the order of reading, and each line is then put into the
order of drawing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.rl_accel import fp_str
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from workbench.reports.bidi import resolve, visual_order
from workbench.reports.fonts import drawable, pdf_font
from workbench.reports.pdf.shaping import Glyph, shape

_WORDS: Final = re.compile(r"\s+|\S+")
_BASELINE: Final = 1.15
"""How far the first baseline lies below the top of a line, in font sizes: where ReportLab's own paragraphs have it."""

_SLACK: Final = 1e-6
_NEGLIGIBLE: Final = 0.01

Drawn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of one word (or of white space) with one level; ``width`` in points."""

    text: str
    level: int
    space: bool
    joined: bool
    width: float


class BidiParagraph(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Plain text in one style. ``base`` is 0 or 1, or None for the direction of the first strong character.

    ``drawn`` is told the text of each line when it is drawn.
    """

    def __init__(self, text: str, style: ParagraphStyle, base: int | None = None, drawn: Drawn | None = None) -> None:
        super().__init__()
        self.style = style
        self.text = drawable(" ".join(text.split()), style.fontName)
        self._drawn = drawn
        levels = resolve(self.text, base)
        self.base = levels.base
        self._items = list(self._pieces(levels.levels))
        self._lines: list[list[_Item]] = []
        self._broken_for = -1.0
        self.spaceBefore = style.spaceBefore
        self.spaceAfter = style.spaceAfter

    def getSpaceBefore(self) -> float:
        """The space above, which a frame adds."""
        return float(self.spaceBefore)

    def getSpaceAfter(self) -> float:
        """The space below, which a frame adds."""
        return float(self.spaceAfter)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Breaks the lines for a width; returns width and height."""
        if self._broken_for != available_width:
            self._broken_for = available_width
            room = available_width - self.style.leftIndent - self.style.rightIndent
            self._lines = list(self._broken(max(room, self.style.fontSize * 2)))
        self.width = available_width
        self.height = len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divides the paragraph between two pages, at a line."""
        self.wrap(available_width, available_height)
        count = int((available_height + _SLACK) // self.style.leading)
        if count < 1:
            return []
        if count >= len(self._lines):
            return [self]
        return [self._part(self._lines[:count]), self._part(self._lines[count:])]

    def _part(self, lines: list[list[_Item]]) -> BidiParagraph:
        part = BidiParagraph.__new__(BidiParagraph)
        part.__dict__.update(self.__dict__)
        # a part has not been put off to the next page yet, even if the whole was
        part.__dict__.pop("_postponed", None)
        part.take(lines)
        return part

    def take(self, lines: list[list[_Item]]) -> None:
        """Becomes the part of a divided paragraph that has these lines."""
        self._lines = lines
        self._items = [item for line in lines for item in line]

    def draw(self) -> None:
        """Draws the lines from the top."""
        style = self.style
        room = self.width - style.leftIndent - style.rightIndent
        y = self.height - style.fontSize * _BASELINE
        for line in self._lines:
            width = sum(item.width for item in line)
            x = style.leftIndent if self.base == 0 else style.rightIndent + room - width
            self._draw_line(line, x, y)
            if self._drawn is not None:
                self._drawn("".join(item.text for item in line))
            y -= style.leading

    def _pieces(self, levels: Iterable[int | None]) -> Iterable[_Item]:
        level_at = list(levels)
        for match in _WORDS.finditer(self.text):
            space = match.group().isspace()
            start = match.start()
            joined = False
            while start < match.end():
                level = level_at[start]
                end = start + 1
                while end < match.end() and (level_at[end] == level or level_at[end] is None or level is None):
                    level = level if level is not None else level_at[end]
                    end += 1
                yield self._item(self.text[start:end], level if level is not None else self.base, space=space, joined=joined)
                joined = True
                start = end

    def _item(self, text: str, level: int, *, space: bool, joined: bool) -> _Item:
        shaped = shape(text, self.style.fontName, right_to_left=bool(level % 2))
        return _Item(text, level, space, joined, shaped.width * self.style.fontSize / 1000)

    def _broken(self, room: float) -> Iterable[list[_Item]]:
        line: list[_Item] = []
        used = 0.0
        for word in self._words(room):
            width = sum(item.width for item in word)
            if word[0].space:
                if line:
                    line += word
                    used += width
                continue
            if line and used + width > room + _SLACK:
                yield _without_trailing_space(line)
                line, used = [], 0.0
            line += word
            used += width
        if line:
            yield _without_trailing_space(line)

    def _words(self, room: float) -> Iterable[list[_Item]]:
        """The items word by word; a word wider than a line is divided."""
        word: list[_Item] = []
        for item in self._items:
            if word and not item.joined:
                yield from self._fitting(word, room)
                word = []
            word.append(item)
        if word:
            yield from self._fitting(word, room)

    def _fitting(self, word: list[_Item], room: float) -> Iterable[list[_Item]]:
        if word[0].space or sum(item.width for item in word) <= room:
            yield word
            return
        for item in word:
            text = item.text
            while text:
                length = self._longest(text, item.level, room)
                yield [self._item(text[:length], item.level, space=False, joined=False)]
                text = text[length:]

    def _longest(self, text: str, level: int, room: float) -> int:
        low, high = 1, min(len(text), 2 + int(room / self.style.fontSize * 8))
        while low < high:
            middle = (low + high + 1) // 2
            if self._item(text[:middle], level, space=False, joined=False).width <= room:
                low = middle
            else:
                high = middle - 1
        return low

    def _draw_line(self, line: list[_Item], x: float, y: float) -> None:
        text_object = self.canv.beginText(x, y)
        text_object.setFillColor(self.style.textColor)
        text_object.setFont(self.style.fontName, self.style.fontSize)
        for position in visual_order([item.level for item in line]):
            item = line[position]
            shaped = shape(item.text, self.style.fontName, right_to_left=bool(item.level % 2))
            _show(text_object, self.canv, shaped.glyphs, self.style.fontName, self.style.fontSize)
        self.canv.drawText(text_object)


def _without_trailing_space(line: list[_Item]) -> list[_Item]:
    end = len(line)
    while end and line[end - 1].space:
        end -= 1
    return line[:end]


def _show(text_object: Any, canvas: Any, glyphs: tuple[Glyph, ...], name: str, size: float) -> None:
    """Writes glyphs with their offsets as PDF operators; ReportLab's text object has no kerning of its own."""
    font = pdf_font(name)
    code = text_object._code  # noqa: SLF001  # the only way to write TJ and Ts
    document = canvas._doc  # noqa: SLF001  # subsets belong to the document
    rise = 0.0
    for glyph in glyphs:
        if glyph.y_offset != rise:
            code.append(f"{fp_str(glyph.y_offset * size / 1000)} Ts")
            rise = glyph.y_offset
        ((subset, encoded),) = font.splitString(glyph.character, document)
        code.append(f"{font.getSubsetInternalName(subset, document)} {fp_str(size)} Tf")
        shown = canvas._escape(encoded)  # noqa: SLF001  # the escaping of PDF strings
        before = -glyph.x_offset
        after = glyph.natural - glyph.advance + glyph.x_offset
        if abs(before) < _NEGLIGIBLE and abs(after) < _NEGLIGIBLE:
            code.append(f"({shown}) Tj")
        else:
            code.append(f"[{fp_str(before)} ({shown}) {fp_str(after)}] TJ")
    if rise:
        code.append("0 Ts")
