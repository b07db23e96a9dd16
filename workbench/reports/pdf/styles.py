"""The look of the PDF report: colours, page sizes and type styles. Lengths are in points."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from workbench.language.fonts import BOLD, REGULAR

ACCENT: Final = HexColor("#14505C")
ACCENT_LIGHT: Final = HexColor("#E4EEF0")
INK: Final = HexColor("#1D2529")
QUIET: Final = HexColor("#5A676D")
RULE: Final = HexColor("#C3CDD1")
BAND: Final = HexColor("#F4F7F8")
WHITE: Final = HexColor("#FFFFFF")

PAGE: Final = A4
LANDSCAPE: Final = (A4[1], A4[0])
MARGIN_SIDE: Final = 22 * mm
MARGIN_TOP: Final = 26 * mm
MARGIN_BOTTOM: Final = 22 * mm
MARGIN_LANDSCAPE: Final = 16 * mm

PORTRAIT_WIDTH: Final = PAGE[0] - 2 * MARGIN_SIDE
PORTRAIT_HEIGHT: Final = PAGE[1] - MARGIN_TOP - MARGIN_BOTTOM
LANDSCAPE_WIDTH: Final = LANDSCAPE[0] - 2 * MARGIN_LANDSCAPE
LANDSCAPE_HEIGHT: Final = LANDSCAPE[1] - MARGIN_TOP - MARGIN_BOTTOM


def _style(
    name: str, size: float, leading: float, color: Color = INK, font: str = REGULAR, **more: object
) -> ParagraphStyle:
    values: dict[str, object] = {"fontName": font, "fontSize": size, "leading": leading, "textColor": color, **more}
    return ParagraphStyle(name, **values)


BODY: Final = _style("body", 10, 14.6, spaceAfter=5)
LEAD_IN: Final = _style("lead in", 10, 14.6, QUIET, spaceAfter=4, keepWithNext=1)
QUIET_BODY: Final = _style("quiet", 10, 14.6, QUIET, spaceAfter=5)
ITEM: Final = _style("item", 10, 14.6, spaceAfter=3, leftIndent=12)
MESSAGE: Final = _style("message", 13, 19.5, spaceAfter=11, leftIndent=16)

SMALL: Final = _style("small", 8.6, 11.8, spaceAfter=2)
SMALL_STRONG: Final = _style("small strong", 8.6, 11.8, font=BOLD, spaceAfter=2)
QUIET_SMALL: Final = _style("quiet small", 8.6, 11.8, QUIET, spaceAfter=2)
AUTHOR: Final = _style("author", 8.6, 11.8, font=BOLD, spaceBefore=2, keepWithNext=1)
KIND: Final = _style("kind", 8.6, 11.8, QUIET, spaceAfter=2, keepWithNext=1)
UNTOLD: Final = _style("untold", 8.6, 11.8, QUIET, BOLD, spaceBefore=10, spaceAfter=2, keepWithNext=1)
REMARK: Final = _style("remark", 8.6, 11.8, QUIET, spaceBefore=4, spaceAfter=2)
FACT: Final = _style("fact", 8.6, 11.8, ACCENT, BOLD)
FIGURE: Final = _style("figure", 8.6, 11.8, alignment=TA_RIGHT)
FIGURE_STRONG: Final = _style("figure strong", 8.6, 11.8, font=BOLD, alignment=TA_RIGHT)
LABEL: Final = _style("label", 8.6, 11.8, ACCENT, BOLD, spaceBefore=7, spaceAfter=1, keepWithNext=1)
CELL_HEAD: Final = _style("cell head", 8.2, 10.6, WHITE, BOLD)
NARROW_HEAD: Final = _style("narrow head", 6.8, 8.6, WHITE, BOLD)
NARROW_FIGURE_HEAD: Final = _style("narrow figure head", 6.8, 8.6, WHITE, BOLD, alignment=TA_RIGHT)

QUESTION: Final = _style("question", 10, 14.2, font=BOLD, spaceBefore=12, spaceAfter=4, keepWithNext=1)
ANSWER: Final = _style("answer", 10, 14.6, spaceAfter=5)
STRONG: Final = _style("strong", 10, 14.6, font=BOLD, spaceBefore=6, spaceAfter=2, keepWithNext=1)

HEADING_1: Final = _style("heading 1", 21, 26, ACCENT, BOLD, spaceAfter=14, keepWithNext=1)
HEADING_2: Final = _style("heading 2", 14, 18.5, ACCENT, BOLD, spaceBefore=18, spaceAfter=6, keepWithNext=1)
HEADING_3: Final = _style("heading 3", 11, 15, ACCENT, BOLD, spaceBefore=12, spaceAfter=4, keepWithNext=1)

COVER_TITLE: Final = _style("cover title", 32, 39, ACCENT, BOLD, spaceAfter=16)
COVER_NAME: Final = _style("cover name", 17, 23, spaceAfter=4)
COVER_LINE: Final = _style("cover line", 11, 16.5, QUIET, spaceAfter=3)
COVER_MARK: Final = _style("cover mark", 12, 16, WHITE, BOLD)

CONTENTS_1: Final = _style("contents 1", 10, 15, font=BOLD, spaceBefore=4)
CONTENTS_2: Final = _style("contents 2", 9, 12.6, QUIET, leftIndent=14)

CHART_LABEL: Final = _style("chart label", 8.6, 10.8)
CHART_NOTE: Final = _style("chart note", 7.4, 9.6, QUIET)

HEADER: Final = _style("header", 8.2, 10.5, QUIET)
HEADER_MARK: Final = _style("header mark", 8.2, 10.5, ACCENT, BOLD)
