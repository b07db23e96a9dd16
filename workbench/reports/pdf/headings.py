"""Headings with an entry in the outline and in the table of contents, and the lines of that table."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from workbench.language.fonts import pdf_font
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import shortened
from workbench.reports.pdf.prose import paragraph
from workbench.reports.pdf.text import with_single_spaces
from workbench.reports.plain import plain

_STYLES: Final = (styles.HEADING_1, styles.HEADING_2)
_CONTENTS_STYLES: Final = (styles.CONTENTS_1, styles.CONTENTS_2)
_NUMBER_ROOM: Final = 26.0
_LEADER_GAP: Final = 5.0
_MOST_LINES: Final = 3


class Heading(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A heading of the first (0) or second (1) level; ``anchor`` is the target of links to it."""

    def __init__(self, title: str, level: int, anchor: str, *, right_to_left: bool = False) -> None:
        super().__init__()
        self.title = with_single_spaces(plain(title))
        self.level = level
        self.anchor = anchor
        self.right_to_left = right_to_left
        self.style: ParagraphStyle = _STYLES[level]
        self.keepWithNext = 1
        self._content: Flowable = paragraph(title, self.style, base=int(right_to_left))

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As high as its lines."""
        self.width, self.height = self._content.wrap(available_width, available_height)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divides a heading that is longer than a page; the anchor stays with its first part."""
        parts = self._content.split(available_width, available_height)
        if not parts:
            return []
        self._content = parts[0]
        return [self, *parts[1:]]

    def draw(self) -> None:
        """Draws the lines, and adds bookmark and outline entry when all pages are laid out."""
        self._content.drawOn(self.canv, 0, 0)
        _, top = self.canv.absolutePosition(0, self.height)
        self.canv.anchors[self.anchor] = self.canv.getPageNumber()
        self.canv.later(partial(self._mark, self.canv, top))

    def _mark(self, canvas: Any, top: float) -> None:
        canvas.bookmarkPage(self.anchor, fit="XYZ", top=top + self.style.leading)
        canvas.addOutlineEntry(self.title, self.anchor, self.level, closed=self.level > 0)


class ContentsLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A line of the table of contents: title, dots, and the page number once it is known."""

    def __init__(self, heading: Heading) -> None:
        super().__init__()
        self._anchor = heading.anchor
        self._mirrored = heading.right_to_left
        self.style = _CONTENTS_STYLES[heading.level]
        self._title = heading.title

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As high as its title."""
        self.width = available_width
        room = available_width - _NUMBER_ROOM
        self._content = shortened(self._title, self.style, room, _MOST_LINES, base=int(self._mirrored))
        self.height = self._content.wrap(room, available_height)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draws title, dots and link, and the number when all pages are laid out."""
        canvas = self.canv
        self._content.drawOn(canvas, _NUMBER_ROOM if self._mirrored else 0, 0)
        baseline = self._content.baseline
        last = self._content.lines(self.width - _NUMBER_ROOM)[-1]
        start, end = self.style.leftIndent + last.width + _LEADER_GAP, self.width - _NUMBER_ROOM + _LEADER_GAP
        canvas.saveState()
        canvas.setStrokeColor(styles.QUIET)
        canvas.setLineWidth(0.8)
        canvas.setLineCap(1)
        canvas.setDash(0, 4)
        if self._mirrored:
            start, end = self.width - end, self.width - start
        canvas.line(start, baseline, end, baseline)
        canvas.restoreState()
        canvas.linkRect("", self._anchor, (0, 0, self.width, self.height), relative=1)
        canvas.later(partial(self._number, canvas, baseline))

    def _number(self, canvas: Any, baseline: float) -> None:
        number = str(canvas.anchors.get(self._anchor, ""))
        width = pdf_font(self.style.fontName).stringWidth(number, self.style.fontSize)
        canvas.setFont(self.style.fontName, self.style.fontSize)
        canvas.setFillColor(self.style.textColor)
        canvas.drawString(0 if self._mirrored else self.width - width, baseline, number)
