"""Text in the projector view: paragraphs set in lines, each paragraph in the direction of its first strong character."""

from __future__ import annotations

from itertools import repeat
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ui.editors.boxes import utf16_length
from ui.projector.isolates import PLAIN, Isolated, isolated
from ui.projector.signs import formats_of, indents_of, with_points
from workbench.language.bidi import bidi_class
from workbench.prose.lines import Line, read_lines
from workbench.system.frozen import frozen

_LEADING: Final = 1.08
"""The distance of lines, as a multiple of the font's own."""


@frozen
class Style:
    """How a text is set: its height in pixels, whether it is bold, and the name of its colour."""

    pixels: int
    bold: bool = False
    ink: str = "text"


@frozen
class TextLine:
    """One line. ``start`` and ``length`` are its position in the whole text, in UTF-16 units as Qt counts them."""

    layout: QTextLayout
    index: int
    start: int
    length: int
    height: float
    style: Style
    width: float
    """The width that the paragraph was set to."""
    paragraph: int = 0
    """Where its paragraph starts in the whole text."""
    inside: Isolated = PLAIN
    stars: frozenset[int] = frozenset()
    """Where in the paragraph, as it is painted, the signs of bold words are: too small to be seen."""

    @property
    def text(self) -> str:
        """The characters of the line, without the marks that keep numbers together and the signs of bold words."""
        line = self.layout.lineAt(self.index)
        begin, end = line.textStart(), line.textStart() + line.textLength()
        raw = self.layout.text().encode("utf-16-le", "surrogatepass")
        unseen = self.stars.union(self.inside.marks)
        kept = (raw[index * 2 : index * 2 + 2] for index in range(begin, end) if index not in unseen)
        return b"".join(kept).decode("utf-16-le", "surrogatepass")

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Draws the line with the pen of the painter."""
        self.layout.lineAt(self.index).draw(painter, QPointF(x, y))

    def x_of(self, position: int) -> float:
        """The distance of a position in the whole text from the left edge, in pixels."""
        line = self.layout.lineAt(self.index)
        within = min(max(position, self.start), self.start + self.length) - self.paragraph
        return _number(line.cursorToX(self.inside.shown(within)))

    def position_at(self, x: float) -> int:
        """The position in the whole text at a distance from the left edge, in pixels."""
        line = self.layout.lineAt(self.index)
        within = self.paragraph + self.inside.typed(line.xToCursor(x))
        return min(max(within, self.start), self.start + self.length)

    @property
    def natural_width(self) -> float:
        """The width of the text in the line."""
        return self.layout.lineAt(self.index).naturalTextWidth()


@frozen
class Block:
    """A text in lines."""

    lines: tuple[TextLine, ...]

    @property
    def height(self) -> float:
        """The height of all lines."""
        return sum(line.height for line in self.lines)

    @property
    def text(self) -> str:
        """The whole text, paragraph by paragraph."""
        parts: list[str] = []
        for before, line in zip((None, *self.lines), self.lines, strict=False):
            parts += ["\n"] if before is not None and before.layout is not line.layout else []
            parts.append(line.text)
        return "".join(parts)

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max((line.natural_width for line in self.lines), default=0.0)


def font_of(style: Style) -> QFont:
    """The font of a style, in the family that the whole program uses."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(style.pixels)
    font.setBold(style.bold)
    return font


def right_to_left(text: str, *, otherwise: bool) -> bool:
    """Whether the first strong character is right-to-left; ``otherwise`` when there is none."""
    for character in text:
        kind = bidi_class(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return otherwise


class _Paragraph(NamedTuple):
    """Everything on which the lines of a paragraph depend; the first ``lead`` characters have their own ``colour``.

    ``line``: what its signs mean, if it is a line of a text with light structure; ``quiet`` is the colour of its bars.
    """

    text: str
    width: int
    pixels: int
    bold: bool
    mirrored: bool
    to_side: bool
    lead: int
    colour: str
    quiet: str
    line: Line | None


class _LaidOut:
    """A paragraph in lines. Its lines are kept for the next version of a long text, of which most does not change."""

    def __init__(self, wanted: _Paragraph) -> None:
        self.layout, self._inside, self._stars = _laid_out(wanted)
        self._width = float(wanted.width)
        self.units = utf16_length(wanted.text)
        self._lines: tuple[TextLine, ...] = ()
        self._at: tuple[int, Style] | None = None
        height = QFontMetricsF(self.layout.font()).height()
        self._measured = [self._measure(self.layout.lineAt(index), height) for index in range(self.layout.lineCount())]

    def _measure(self, line: QTextLine, height: float) -> tuple[int, int, float]:
        """Where a line begins in its paragraph, its length, and its height."""
        first = self._inside.typed(line.textStart())
        length = self._inside.typed(line.textStart() + line.textLength()) - first
        return first, length, max(line.height(), height) * _LEADING

    def lines_at(self, start: int, style: Style) -> tuple[TextLine, ...]:
        """The lines, where the paragraph starts at a position of the whole text."""
        if self._at != (start, style):
            self._at = start, style
            self._lines = tuple(
                TextLine(
                    *(self.layout, index, start + first, length, height, style, self._width),
                    *(start, self._inside, self._stars),
                )
                for index, (first, length, height) in enumerate(self._measured)
            )
        return self._lines


class Typesetter:
    """Sets texts, and keeps the paragraphs of the present slide for its next version, but no others.

    :meth:`finish` forgets a paragraph that is no longer on the slide.
    """

    def __init__(self) -> None:
        self._kept: dict[_Paragraph, _LaidOut] = {}
        self._fresh: dict[_Paragraph, _LaidOut] = {}

    def finish(self) -> None:
        """Called when a slide is complete: forgets what was not used for it."""
        self._kept, self._fresh = self._fresh, {}

    def set(
        self,
        text: str,
        width: float,
        style: Style,
        *,
        mirrored: bool = False,
        to_side: bool = False,
        lead: int = 0,
        colour: str = "",
        quiet: str | None = None,
    ) -> Block:
        """A text in lines of ``width`` pixels; the first ``lead`` characters, a number, have their own ``colour``.

        ``to_side``: it is aligned by the direction of the projector view, not by its own direction. ``quiet``: the text has
        light structure, and this is the colour of the bars of its tables.
        """
        lines: list[TextLine] = []
        start = 0
        whole, signs = (round(width), style.pixels, style.bold, mirrored, to_side), quiet is not None
        parts = text.split("\n")
        for paragraph, read in zip(parts, read_lines(text) if signs else repeat(None, len(parts)), strict=True):
            wanted = _Paragraph(paragraph, *whole, lead, colour, quiet or "", read)
            made = self._paragraph(wanted)
            lines += made.lines_at(start, style)
            start += made.units + 1
            lead = 0
        return Block(tuple(lines))

    def _paragraph(self, wanted: _Paragraph) -> _LaidOut:
        made = self._fresh.get(wanted) or self._kept.get(wanted) or _LaidOut(wanted)
        self._fresh[wanted] = made
        return made


def _laid_out(wanted: _Paragraph) -> tuple[QTextLayout, Isolated, frozenset[int]]:
    turned = right_to_left(wanted.text, otherwise=wanted.mirrored)
    inside = isolated(wanted.text) if turned else Isolated(wanted.text)
    font = font_of(Style(wanted.pixels, wanted.bold))
    line = wanted.line
    layout = QTextLayout(inside.text if line is None else with_points(inside.text, line), font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if turned else Qt.LayoutDirection.LeftToRight)
    at_right = wanted.mirrored if wanted.to_side else turned
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if wanted.lead:
        numbered = QTextLayout.FormatRange()
        numbered.start, numbered.length = 0, inside.shown(wanted.lead)
        form = QTextCharFormat()
        form.setForeground(QColor(wanted.colour))
        numbered.format = form
        layout.setFormats([numbered])
    stars: frozenset[int] = frozenset()
    first = behind = 0.0
    if line is not None:
        formats, stars = formats_of(line, inside, wanted.colour, wanted.quiet)
        layout.setFormats(formats)
        first, behind = indents_of(line, font)
    _break(layout, wanted.width, first, behind, at_right=at_right)
    return layout, inside, stars


def _break(layout: QTextLayout, width: int, first: float, behind: float, *, at_right: bool) -> None:
    """Breaks a paragraph into lines; the first is indented by ``first`` pixels, the others by ``behind``."""
    layout.beginLayout()
    indent = first
    for line in iter(layout.createLine, None):
        if not line.isValid():
            break
        line.setLineWidth(width - indent)
        line.setPosition(QPointF(0 if at_right else indent, 0))
        indent = behind
    layout.endLayout()


def _number(value: object) -> float:
    """What PySide returns for a position in a line: a number, or a tuple that starts with it; its stubs do not say."""
    number = value[0] if isinstance(value, tuple) else value
    assert isinstance(number, float)  # noqa: S101  one or the other
    return number
