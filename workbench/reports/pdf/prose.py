"""Texts of users: paragraphs, lists with their signs, tables, bold words. A text without signs is its paragraphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from workbench.language.bidi import is_right_to_left, needs_reordering
from workbench.language.fonts import BOLD, drawable, pdf_font
from workbench.model.texts import is_blank
from workbench.prose.blocks import Block, Item, Items, Paragraph, Spans, Table, flattened, read_blocks
from workbench.prose.lines import BAR, Part, Span, text_of
from workbench.reports.pdf import styles
from workbench.reports.pdf.bidi_paragraph import BidiParagraph
from workbench.reports.pdf.grid import Grid, Row
from workbench.reports.pdf.pile import Pile
from workbench.reports.pdf.text import Drawn, PlainParagraph, TextParagraph
from workbench.reports.plain import steady

BULLET: Final = "\u2022"
_HANGING: Final = 1.1
"""How far an item stands behind its sign at least, in font sizes."""

_RIGHT_TO_LEFT_MARK: Final = "\u200f"
_BEHIND_SIGN: Final = 0.4
_NARROWEST: Final = 8
_WIDEST: Final = 60
"""The share of a column in the width follows its longest cell, in characters, between these two."""


def paragraph(
    text: str, style: ParagraphStyle, drawn: Drawn | None = None, bullet: str = "", base: int | None = None
) -> TextParagraph:
    """One paragraph of text, in the direction of its characters or, if given, of ``base`` (1: right to left)."""
    text = steady(text)
    if base == 1 or _needs_shaping(text):
        return BidiParagraph(text, style, drawn, bullet, base)
    return PlainParagraph(text, style, drawn, bullet)


def _needs_shaping(text: str) -> bool:
    """Whether letters join, stack, or run from right to left."""
    if text.isascii():
        return False
    return needs_reordering(text) or any(unicodedata.category(character)[0] == "M" for character in set(text))


def text_block(text: str, style: ParagraphStyle = styles.BODY, drawn: Drawn | None = None) -> list[Flowable]:
    """The paragraphs and lists of a text, a paragraph for each row of a table; nothing for a blank text.

    :func:`text_in_flow` sets tables, too; but a table has no place in the cell of another.
    """
    return [flowable for block in written_blocks(text) for flowable in _set(block, style, drawn)]


def text_in_flow(text: str, style: ParagraphStyle = styles.BODY, drawn: Drawn | None = None) -> list[Flowable]:
    """A text as wide as an upright page: paragraphs, lists and tables; nothing for a blank text."""
    return [
        flowable
        for block in written_blocks(text)
        for flowable in ([_text_table(block, style, drawn)] if isinstance(block, Table) else _set(block, style, drawn))
    ]


def _set(block: Block, style: ParagraphStyle, drawn: Drawn | None) -> Iterator[Flowable]:
    match block:
        case Paragraph():
            yield in_spans(block.spans, style, drawn)
        case Items():
            yield from _listed(block, style, drawn)
        case Table():
            for row in _rows(block):
                yield in_spans(_between_bars(row), style, drawn)


def _listed(items: Items, style: ParagraphStyle, drawn: Drawn | None = None) -> Iterator[Flowable]:
    """The items of a list, all of them equally far behind their signs."""
    every, font = list(flattened(items)), pdf_font(style.fontName)
    widest = max(float(font.stringWidth(drawn_sign(item), style.fontSize)) for item, _ in every)
    hanging = max(style.leftIndent or _HANGING * style.fontSize, widest + _BEHIND_SIGN * style.fontSize)
    for item, level in every:
        yield in_spans(item.spans, _item_style(style, level, hanging), drawn, drawn_sign(item))


@cache
def _item_style(style: ParagraphStyle, level: int, hanging: float) -> ParagraphStyle:
    indents = {"leftIndent": (level + 1) * hanging, "bulletIndent": level * hanging}
    return ParagraphStyle(f"{style.name} item", style, **indents)


def _text_table(block: Table, style: ParagraphStyle, drawn: Drawn | None) -> Grid:
    """A table of a text, over the width of an upright page, in the direction of its own words."""
    rows = [[text_of(cell) for cell in row] for row in _rows(block)]
    longest = (max(map(len, column)) for column in zip(*rows, strict=True))
    shares = [min(max(length, _NARROWEST), _WIDEST) for length in longest]
    widths = [styles.PORTRAIT_WIDTH * share / sum(shares) for share in shares]
    strong = ParagraphStyle(f"{style.name} head", style, fontName=BOLD)
    mirrored = is_right_to_left(" ".join(map(" ".join, rows)))

    def filled(cell: Spans, style: ParagraphStyle, drawn: Drawn | None = drawn) -> Pile:
        shown = in_spans(cell, style, drawn)
        if mirrored and is_right_to_left(f"{text_of(cell)}{_RIGHT_TO_LEFT_MARK}"):
            shown.side = 1  # a number has no side of its own
        return Pile([shown] if cell else [])

    def made(cells: Iterable[Spans], style: ParagraphStyle, **options: Any) -> Row:
        return Row(tuple(filled(cell, style) for cell in cells), **options)

    body = [made(row, style) for row in block.rows]
    if not block.head:
        return Grid(body, widths, styles.PORTRAIT_HEIGHT, mirrored=mirrored)
    head = made(block.head, strong, background=styles.ACCENT_LIGHT, kept=True)
    again = replace(head, cells=tuple(filled(cell, strong, None) for cell in block.head), heights={})  # counted once
    return Grid([head, *body], widths, styles.PORTRAIT_HEIGHT, again=again, mirrored=mirrored)


def _rows(table: Table) -> list[tuple[Spans, ...]]:
    """The rows of a table with its head."""
    return [row for row in (table.head, *table.rows) if row]


def items(text: str, style: ParagraphStyle = styles.ITEM) -> list[Flowable]:
    """The lines of a text as a list; what is a list already keeps its levels and numbers."""
    found: list[Flowable] = []
    for block in written_blocks(text):
        if isinstance(block, Items):
            found += _listed(block, style)
        else:
            shown = [block.spans] if isinstance(block, Paragraph) else map(_between_bars, _rows(block))
            found += [in_spans(spans, style, bullet=BULLET) for spans in shown]
    return found


def written_blocks(text: str) -> list[Block]:
    """The blocks of a text in which anything can be seen."""
    return [block for block in read_blocks(text) if not isinstance(block, Paragraph) or not is_blank(block.text)]


def drawn_sign(item: Item) -> str:
    """What is drawn before an item: a point, or its number as it is written."""
    return item.sign if item.number else BULLET


def _between_bars(cells: Sequence[Spans]) -> Spans:
    """The cells of a row as one paragraph."""
    parts = (span for cell in cells for span in (*cell, Span(f" {BAR} ")))
    return tuple(parts)[:-1]


def font_of(span: Span, style: ParagraphStyle) -> str:
    """The font in which a piece of a text is drawn."""
    return BOLD if span.part is Part.BOLD else str(style.fontName)


def in_spans(spans: Spans, style: ParagraphStyle, drawn: Drawn | None = None, bullet: str = "") -> TextParagraph:
    """A paragraph of which some words may be bold."""
    if all(span.part is not Part.BOLD for span in spans):
        return paragraph(text_of(spans), style, drawn, bullet)
    return BidiParagraph([(steady(span.text), font_of(span, style)) for span in spans], style, drawn, bullet)


def drawn_texts(text: str, style: ParagraphStyle) -> list[str]:
    """What :func:`text_in_flow` draws of a text, piece by piece, to compare it with what has been drawn."""
    found: list[str] = []
    for block in written_blocks(text):
        match block:
            case Paragraph():
                spans = [block.spans]
            case Items():
                every = [item for item, _ in flattened(block)]
                found += map(drawn_sign, every)
                spans = [item.spans for item in every]
            case Table():
                spans = [cell for row in _rows(block) for cell in row]
        found += (drawable(steady(span.text), font_of(span, style)) for piece in spans for span in piece)
    return found
