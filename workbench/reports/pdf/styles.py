"""The look of the PDF report: one type scale, one accent, and room."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from workbench.reports.fonts import BOLD, REGULAR

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
LANDSCAPE_WIDTH: Final = LANDSCAPE[0] - 2 * MARGIN_LANDSCAPE


def _style(
    name: str, size: float, leading: float, color: Color = INK, font: str = REGULAR, **more: object
) -> ParagraphStyle:
    values: dict[str, object] = {"fontName": font, "fontSize": size, "leading": leading, "textColor": color, **more}
    return ParagraphStyle(name, **values)


BODY: Final = _style("body", 10, 14.6, spaceAfter=5)
SMALL: Final = _style("small", 8.6, 11.8, spaceAfter=2)
QUIET_BODY: Final = _style("quiet", 10, 14.6, QUIET, spaceAfter=5)
QUIET_SMALL: Final = _style("quiet small", 8.6, 11.8, QUIET, spaceAfter=2)
STRONG: Final = _style("strong", 10, 14.6, font=BOLD, spaceBefore=12, spaceAfter=3, keepWithNext=1)
SMALL_STRONG: Final = _style("small strong", 8.6, 11.8, font=BOLD)
LABEL: Final = _style("label", 8.6, 11.8, ACCENT, BOLD, spaceBefore=5)
CELL_HEAD: Final = _style("cell head", 8.2, 10.6, WHITE, BOLD)
NARROW_HEAD: Final = _style("narrow head", 6.7, 8.4, WHITE, BOLD)
MESSAGE: Final = _style("message", 13, 19.5, spaceAfter=10)
ITEM: Final = _style("item", 10, 14.6, spaceAfter=4, leftIndent=12, rightIndent=0)
QUESTION: Final = _style("question", 10, 14.2, font=BOLD, spaceBefore=12, spaceAfter=4, keepWithNext=1)
ANSWER: Final = _style("answer", 10, 14.6, spaceAfter=5)

HEADING_1: Final = _style("heading 1", 21, 26, ACCENT, BOLD, spaceAfter=14, keepWithNext=1)
HEADING_2: Final = _style("heading 2", 14, 18.5, ACCENT, BOLD, spaceBefore=16, spaceAfter=6, keepWithNext=1)
HEADING_3: Final = _style("heading 3", 11, 15, ACCENT, BOLD, spaceBefore=10, spaceAfter=4, keepWithNext=1)

COVER_TITLE: Final = _style("cover title", 32, 39, ACCENT, BOLD, spaceAfter=16)
COVER_NAME: Final = _style("cover name", 17, 23, spaceAfter=4)
COVER_LINE: Final = _style("cover line", 11, 16.5, QUIET, spaceAfter=3)
COVER_MARK: Final = _style("cover mark", 12, 16, WHITE, BOLD)

CONTENTS_1: Final = _style("contents 1", 10, 16, font=BOLD)
CONTENTS_2: Final = _style("contents 2", 9, 12.4, QUIET, leftIndent=14)

HEADER: Final = _style("header", 8.2, 10.5, QUIET)
HEADER_MARK: Final = _style("header mark", 8.2, 10.5, ACCENT, BOLD)
