"""The pieces from which the parts of the report are built: titles, remarks, cells, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from workbench.reports.pdf import styles
from workbench.reports.pdf.grid import Grid, Row
from workbench.reports.pdf.pile import Pile
from workbench.reports.pdf.prose import paragraph, text_block
from workbench.reports.pdf.text import TextParagraph

Cell: TypeAlias = "Sequence[Flowable] | str"

ELLIPSIS: Final = "…"
_MOST_IN_A_LINE: Final = 400
_NO_END: Final = 1e6
_SMALLEST: Final = 0.75
"""The smallest share of its size to which type may shrink; words that are still too wide are divided."""


def title(text: str, style: ParagraphStyle, *, right_to_left: bool) -> TextParagraph:
    """A title in the direction of its own text, at the side where lines of the report start."""
    made = paragraph(text, style)
    made.side = int(right_to_left)
    return made


def quiet(text: str, style: ParagraphStyle = styles.QUIET_BODY) -> Flowable:
    """A remark by the report, not by its users."""
    return paragraph(text, style)


def labelled(label: str, content: Sequence[Flowable]) -> list[Flowable]:
    """A small heading and its content; nothing if there is no content."""
    return [paragraph(label, styles.LABEL), *content] if content else []


def cell(text: str, style: ParagraphStyle = styles.SMALL) -> list[Flowable]:
    """Text as the content of a table cell."""
    return text_block(text, style)


def row(cells: Iterable[Cell], style: ParagraphStyle = styles.SMALL, **options: Any) -> Row:
    """A row of a table; texts are set in ``style``."""
    return Row(tuple(Pile(cell(part, style) if isinstance(part, str) else part) for part in cells), **options)


def head_row(
    cells: Iterable[Cell], style: ParagraphStyle = styles.CELL_HEAD, background: Color = styles.ACCENT, **options: Any
) -> Row:
    """The head of a table."""
    return row(cells, style, background=background, ruled=False, **options)


def fitting(texts: Iterable[str], style: ParagraphStyle, room: float) -> ParagraphStyle:
    """The style, made smaller if need be (down to a limit) so that every word of the texts fits into a narrow column."""
    words = [word for text in texts for word in text.split()]
    widest = max((line.width for word in words for line in paragraph(word, style).lines(_NO_END)), default=0.0)
    share = max(_SMALLEST, min(1.0, room / widest)) if widest else 1.0
    smaller = {"fontSize": style.fontSize * share, "leading": style.leading * share}
    return style if share == 1.0 else ParagraphStyle(f"{style.name} fitting", style, **smaller)


def table(
    head: Row, rows: Sequence[Row], widths: Sequence[float], *, mirrored: bool, page_height: float = styles.PORTRAIT_HEIGHT
) -> Grid:
    """A table with a head that is repeated on each page."""
    return Grid(rows, widths, page_height, head=head, mirrored=mirrored)


def fact_table(facts: Iterable[tuple[str, Cell]], *, mirrored: bool, share: float = 0.3) -> Grid:
    """Names on the left, values on the right."""
    rows = [row([cell(name, styles.FACT), value]) for name, value in facts]
    width = styles.PORTRAIT_WIDTH
    return Grid(rows, [width * share, width * (1 - share)], styles.PORTRAIT_HEIGHT, mirrored=mirrored)


def shortened(text: str, style: ParagraphStyle, room: float, count: int = 1, base: int | None = None) -> TextParagraph:
    """A text in at most ``count`` lines. A longer one ends in an ellipsis; the whole text is elsewhere in the report."""
    limit = _MOST_IN_A_LINE * count
    piece = paragraph(text[:limit], style, base=base)
    lines = piece.lines(room)
    if len(lines) <= count and len(text) <= limit:
        return piece
    kept = " ".join(line.text for line in lines[:count])
    while kept:
        kept = kept.rpartition(" ")[0] or kept[:-1]
        piece = paragraph(kept + ELLIPSIS, style, base=base)
        if len(piece.lines(room)) <= count:
            break
    return piece


def one_line(
    canvas: Any, text: str, style: ParagraphStyle, x: float, baseline: float, room: float, *, from_left: bool = True
) -> None:
    """Draws a text in one line that starts at ``x``, or else ends there; a text that does not fit ends in an ellipsis."""
    piece = shortened(text, style, room)
    piece.side = 0
    piece.wrap(room, style.leading)
    left = x if from_left else x - sum(line.width for line in piece.lines(room))
    piece.drawOn(canvas, left, baseline - piece.baseline)
