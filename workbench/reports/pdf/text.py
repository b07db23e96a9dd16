"""Paragraphs of plain text in one style.

There is no markup: a text is drawn character by character as it was written, so nothing in it must be escaped, and nothing
can be mistaken for an instruction. Breaking lines takes time proportional to the text, however long it is.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from workbench.language.fonts import drawable, pdf_font
from workbench.system.frozen import frozen

Drawn: TypeAlias = Callable[[str], None]

_CAPITALS: Final = 0.69
"""The height of capital letters, in font sizes."""

_FEWEST_LINES: Final = 2
"""A divided paragraph has at least two lines on each page."""

_BREAKING_SPACE: Final = re.compile(r"[^\S\u00a0\u202f]+")
_AFTER_HYPHEN: Final = re.compile(r"(?<=[^\W\d_]{2}[-\u2013\u2014/])(?=[^\W\d_]{2})")
_INSIDE_LONG_WORD: Final = re.compile(r"(?<=[-\u2013\u2014/\\_.,;:?=&@])(?=\w)")
_LONGEST_WORD: Final = 2000
"""More characters than fit into any line."""

_SLACK: Final = 1e-6


@frozen
class Line:
    """A line in reading order, its width in points, and its pieces if the text alone is not enough for drawing."""

    text: str
    width: float
    pieces: tuple[Any, ...] = ()


def with_single_spaces(text: str) -> str:
    """The text with one space for every run of white space; no-break spaces stay."""
    return _BREAKING_SPACE.sub(" ", text).strip()


class TextParagraph(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The base of paragraphs in both directions: indents, dividing between pages, reporting what was drawn.

    ``drawn`` is called with the text of each line when it is drawn. ``base`` is 1 if the text is read from the right, and
    ``side`` is 1 if it starts at the right; they differ only for a title, which starts at the side of its page.
    """

    base = 0
    side = 0

    def __init__(self, style: ParagraphStyle, drawn: Drawn | None = None, bullet: str = "") -> None:
        super().__init__()
        self.style = style
        self._drawn = drawn
        self._bullet = bullet
        self._lines: list[Line] = []
        self._broken_for: float | None = None
        self._is_part = False

    @property
    def baseline(self) -> float:
        """How far the baseline is above the foot of a line, so that capital letters are in its middle."""
        return float(self.style.leading - self.style.fontSize * _CAPITALS) / 2

    @abstractmethod
    def break_lines(self, room: float) -> Iterator[Line]:
        """The lines of the text for a width in points."""

    @abstractmethod
    def show(self, text_object: Any, line: Line) -> None:
        """Draws one line at the position of the text object."""

    def lines(self, available_width: float) -> list[Line]:
        """The lines at a width. A part of a divided paragraph keeps its lines, because its page has the same width."""
        if self._broken_for != available_width and not self._is_part:
            self._broken_for = available_width
            room = available_width - self.style.leftIndent - self.style.rightIndent
            self._lines = list(self.break_lines(max(room, self.style.fontSize * 2)))
        return self._lines

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Breaks the lines for a width; returns width and height."""
        self.width = available_width
        self.height = len(self.lines(available_width)) * self.style.leading
        return self.width, self.height

    def start_height(self, available_width: float) -> float:
        """The height of the smallest part that may be at the foot of a page."""
        count = len(self.lines(available_width))
        return float((count if count <= _FEWEST_LINES + 1 else _FEWEST_LINES) * self.style.leading)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divides the paragraph between two pages; an empty list if one part would be too short."""
        lines = self.lines(available_width)
        count = int((available_height + _SLACK) // self.style.leading)
        if count >= len(lines):
            return [self]
        count = min(count, len(lines) - _FEWEST_LINES)
        if count < _FEWEST_LINES:
            return []
        first, rest = self._part(lines[:count]), self._part(lines[count:])
        rest.begin_again()
        return [first, rest]

    def _part(self, lines: list[Line]) -> TextParagraph:
        part = copy.copy(self)
        part.keep_lines(lines)
        return part

    def keep_lines(self, lines: list[Line]) -> None:
        """Becomes the part of a divided paragraph that has these lines."""
        # ReportLab's mark that the whole was postponed once; the part has not been
        self.__dict__.pop("_postponed", None)
        self._lines, self._is_part = lines, True

    def begin_again(self) -> None:
        """Becomes the later part of a divided paragraph, without the bullet of the first part."""
        self._bullet = ""

    def draw(self) -> None:
        """Draws the lines from the top."""
        style = self.style
        text_object = self.canv.beginText()
        text_object.setFont(style.fontName, style.fontSize, style.leading)
        text_object.setFillColor(style.textColor)
        y = self.height - style.leading + self.baseline
        if self._bullet:
            shown = mirrored_sign(self._bullet) if self.side else self._bullet
            width = pdf_font(style.fontName).stringWidth(shown, style.fontSize)
            indent = style.bulletIndent
            text_object.setTextOrigin(self.width - width - indent if self.side else indent, y)
            text_object.textOut(shown)
            if self._drawn is not None:
                self._drawn(self._bullet)
        for line in self._lines:
            text_object.setTextOrigin(self._start(line), y)
            self.show(text_object, line)
            if self._drawn is not None:
                self._drawn(line.text)
            y -= style.leading
        self.canv.drawText(text_object)

    def _start(self, line: Line) -> float:
        style = self.style
        if self.side:
            return float(self.width - style.leftIndent - line.width)
        if style.alignment == TA_RIGHT:
            return float(self.width - style.rightIndent - line.width)
        return float(style.leftIndent)


class PlainParagraph(TextParagraph):
    """A paragraph that runs from left to right, one character after the other."""

    def __init__(self, text: str, style: ParagraphStyle, drawn: Drawn | None = None, bullet: str = "") -> None:
        super().__init__(style, drawn, bullet)
        self._text = without_joiners(drawable(with_single_spaces(text), style.fontName))
        self._font = pdf_font(style.fontName)

    def break_lines(self, room: float) -> Iterator[Line]:
        """Fills one line after the other; a word wider than a line is divided."""
        space = self._width(" ")
        words: list[str] = []
        used = 0.0
        for word in self._text.split(" "):
            start = 0
            while True:
                gap = space if words else 0.0
                rest = word[start : start + _LONGEST_WORD]
                # only a part of a very long word: it must not count as fitting
                width = self._width(rest) if start + len(rest) == len(word) else room * 2
                if used + gap + width <= room + _SLACK:
                    words.append(rest)
                    used += gap + width
                    break
                head = self._head(rest, room - used - gap, forced=not words)
                if head:
                    words.append(head)
                    used += gap + self._width(head)
                yield Line(" ".join(words), used)
                start += len(head)
                words, used = [], 0.0
        if words:
            yield Line(" ".join(words), used)

    def show(self, text_object: Any, line: Line) -> None:
        """Draws the text of the line."""
        text_object.textOut(line.text)

    def _width(self, text: str) -> float:
        return float(self._font.stringWidth(text, self.style.fontSize))

    def _head(self, word: str, room: float, *, forced: bool) -> str:
        """The first part of a word that fits; empty if it has no place for a break and need not be broken."""
        longest = self._longest(word, room)
        breaks = _INSIDE_LONG_WORD if forced else _AFTER_HYPHEN
        found = [match.start() for match in breaks.finditer(word[: longest + 2]) if match.start() <= longest]
        if found:
            return word[: found[-1]]
        return word[:longest] if forced else ""

    def _longest(self, word: str, room: float) -> int:
        low = high = 1
        while high < len(word) and self._width(word[:high]) <= room:
            low, high = high, min(2 * high, len(word))
        while low < high:
            middle = (low + high + 1) // 2
            if self._width(word[:middle]) <= room:
                low = middle
            else:
                high = middle - 1
        return low


def mirrored_sign(sign: str) -> str:
    """The sign of an item as it is drawn, from left to right, at the right of its text: “1.” and “1)” are turned round."""
    number = sign.rstrip(".)")
    return sign[len(number) :].replace(")", "(") + number


def without_joiners(text: str) -> str:
    """The text without characters that have no shape, for example soft hyphens and direction marks."""
    if text.isascii():
        return text
    return "".join(character for character in text if unicodedata.category(character) != "Cf")
