"""The pieces that the parts of the report are built from: paragraphs of users' text, headings, lists, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeAlias
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table
from reportlab.platypus.flowables import Flowable, KeepTogether

from workbench.i18n import Translator
from workbench.reports.bidi import needs_reordering
from workbench.reports.contents import NOTHING_WRITTEN, paragraphs
from workbench.reports.fonts import drawable
from workbench.reports.pdf import styles
from workbench.reports.pdf.bidi_paragraph import BidiParagraph

Drawn: TypeAlias = Callable[[str], None]
Cell: TypeAlias = "list[Flowable] | str"

BULLET: Final = "\u2022"


class TextParagraph(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph of plain text written from left to right; made by :func:`plain`, because ReportLab makes parts of it.

    ``told`` is told what each part shows when it is drawn.
    """

    told: Drawn | None = None
    _wrapped: tuple[float, tuple[float, float]] | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Breaks the lines; once for each width, because every page is laid out several times."""
        if self._wrapped is None or self._wrapped[0] != available_width or not hasattr(self, "blPara"):
            self._wrapped = (available_width, super().wrap(available_width, available_height))
        return self._wrapped[1]

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divides the paragraph; each part tells for itself."""
        parts: list[Flowable] = super().split(available_width, available_height)
        for part in parts:
            if isinstance(part, TextParagraph):
                part.told = self.told
        return parts

    def draw(self) -> None:
        """Draws, then tells."""
        super().draw()
        if self.told is not None:
            for line in self.blPara.lines:
                words = line[1] if isinstance(line, tuple) else [word.text for word in line.words]
                self.told(" ".join(words))


class Heading(TextParagraph):
    """A heading that the table of contents and the outline know; made by :func:`heading`.

    ``level`` counts from 0; ``key`` is its anchor.
    """

    level = 0
    key = ""
    title = ""


def plain(text: str, style: ParagraphStyle, drawn: Drawn | None = None, bullet: str | None = None) -> TextParagraph:
    """One paragraph of text that is written from left to right."""
    made = TextParagraph(_markup(text, style), style, bulletText=bullet)
    made.told = drawn
    return made


def heading(text: str, level: int, key: str) -> Heading:
    """A heading of the first (0) or second (1) level."""
    style = (styles.HEADING_1, styles.HEADING_2)[level]
    made = Heading(_markup(text, style), style)
    made.level, made.key, made.title = level, key, drawable(text)
    return made


def _markup(text: str, style: ParagraphStyle) -> str:
    """Text as ReportLab's small markup language has it: everything that could be markup is escaped."""
    return escape(drawable(" ".join(text.split()), style.fontName))


def paragraph(text: str, style: ParagraphStyle, drawn: Drawn | None = None) -> Flowable:
    """One paragraph of text, in the direction that its characters ask for."""
    if needs_reordering(text):
        return BidiParagraph(text, style, drawn=drawn)
    return plain(text, style, drawn)


def text_block(text: str, style: ParagraphStyle = styles.BODY, drawn: Drawn | None = None) -> list[Flowable]:
    """A text of several paragraphs; an empty list for a blank text."""
    return [paragraph(part, style, drawn) for part in paragraphs(text)]


def written(text: str, translate: Translator, style: ParagraphStyle = styles.BODY) -> list[Flowable]:
    """A text, or the quiet remark that nothing has been written."""
    return text_block(text, style) or [quiet(translate(NOTHING_WRITTEN))]


def quiet(text: str, style: ParagraphStyle = styles.QUIET_BODY) -> Flowable:
    """A remark of the report itself."""
    return paragraph(text, style)


def items(text: str) -> list[Flowable]:
    """The lines of a text as a list."""
    found: list[Flowable] = []
    for line in paragraphs(text):
        if needs_reordering(line):
            found.append(BidiParagraph(f"{BULLET} {line}", styles.ITEM))
        else:
            found.append(plain(line, styles.ITEM, bullet=BULLET))
    return found


def labelled(label: str, content: Sequence[Flowable]) -> list[Flowable]:
    """A small heading over what belongs to it; the two are not torn apart."""
    if not content:
        return []
    kept = KeepTogether([paragraph(label, styles.LABEL), content[0]])
    kept.spaceBefore = styles.LABEL.spaceBefore
    return [kept, *content[1:]]


def cell(text: str, style: ParagraphStyle = styles.SMALL) -> list[Flowable]:
    """Text as the content of a table cell."""
    return text_block(text, style)


class WholeRowTable(Table):  # type: ignore[misc]  # ReportLab has no types
    """A table that goes on over pages between its rows, and within a row only where one is taller than a page.

    ``bars`` are the rows that are headings: none is left behind at the foot of a page.
    """

    bars: frozenset[int] = frozenset()

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divides between rows; within the first row when a page of its own is not enough for it."""
        self.splitInRow = 0
        parts: list[Flowable] = super().split(available_width, self._up_to_a_bar(available_height))
        frame = getattr(self, "_frame", None)
        if not parts and frame is not None and frame._atTop:  # noqa: SLF001  # the only way to know that a page is empty
            self.splitInRow = 1
            parts = super().split(available_width, available_height)
        if len(parts) > 1:
            gone = self._nrows - parts[-1]._nrows  # noqa: SLF001  # a part is a table of the same class
            parts[-1].bars = frozenset(bar - gone for bar in self.bars if bar - gone >= int(self.repeatRows))
        return parts

    def _up_to_a_bar(self, available_height: float) -> float:
        """The height in which no heading comes last; all of it where a heading is all that fits."""
        if not self.bars:
            return available_height
        used, fitting = 0.0, 0
        while fitting < len(self._rowHeights) and used + self._rowHeights[fitting] <= available_height:
            used += self._rowHeights[fitting]
            fitting += 1
        while fitting < len(self._rowHeights) and fitting - 1 in self.bars:
            fitting -= 1
            used -= self._rowHeights[fitting]
        return used if fitting > int(self.repeatRows) else available_height


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[float],
    *,
    head_style: ParagraphStyle = styles.CELL_HEAD,
    extra: Sequence[tuple[Any, ...]] = (),
) -> Table:
    """A table with a head that is repeated on each page; rows taller than a page go on over the next."""
    heads = [cell(text, head_style) for text in head]
    body = [[content if isinstance(content, list) else cell(content) for content in row] for row in rows]
    made = WholeRowTable([heads, *body], colWidths=list(widths), repeatRows=1)
    made.setStyle([*base_style(), ("BACKGROUND", (0, 0), (-1, 0), styles.ACCENT), *extra])
    made.spaceBefore, made.spaceAfter = 4, 12
    return made


def base_style() -> list[tuple[Any, ...]]:
    """The lines and margins that all tables share. Every cell names the font, so that no other is embedded."""
    return [
        ("FONTNAME", (0, 0), (-1, -1), styles.SMALL.fontName),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, styles.RULE),
    ]


def fact_table(rows: Iterable[tuple[str, Cell]], width: float, share: float = 0.3) -> Table:
    """Names on the left, values on the right."""
    body = [[cell(name, styles.LABEL), content if isinstance(content, list) else cell(content)] for name, content in rows]
    made = WholeRowTable(body, colWidths=[width * share, width * (1 - share)])
    made.setStyle(base_style())
    made.spaceBefore, made.spaceAfter = 4, 12
    return made


class Band(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A coloured band with a line of text in it: the confidentiality mark on the cover."""

    def __init__(self, text: str, style: ParagraphStyle, color: Color) -> None:
        super().__init__()
        self._content = paragraph(text, style)
        self._color = color

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As high as its text, with room around it."""
        self.width, height = available_width, self._content.wrap(available_width - 20, available_height)[1]
        self.height = height + 12
        return self.width, self.height

    def draw(self) -> None:
        """Draws the band, then the text on it."""
        self.canv.setFillColor(self._color)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        self._content.drawOn(self.canv, 10, 6)
