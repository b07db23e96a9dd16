"""Pages: cover, portrait and landscape, with running header and footer, table of contents and outline."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO, Final

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tableofcontents import TableOfContents

from workbench.i18n import Message, Translator
from workbench.reports.contents import TITLE
from workbench.reports.data import ReportData
from workbench.reports.fonts import REGULAR
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import Heading, paragraph
from workbench.reports.pdf.ledger import Ledger

COVER: Final = "cover"
PORTRAIT: Final = "portrait"
LANDSCAPE: Final = "landscape"
_PASSES: Final = 8
"""Far more than the table of contents needs to come to rest."""


class ReportTemplate(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """The document of a report. ``ledger`` is started anew with each pass over the pages."""

    def __init__(self, target: BinaryIO | Path, data: ReportData, translate: Translator, ledger: Ledger) -> None:
        self._header = " · ".join(part for part in (data.assessment.station, data.assessment.administration) if part)
        self._mark = data.assessment.confidentiality_mark
        self._translate = translate
        self._ledger = ledger
        self._pages = 0
        title = " – ".join(part for part in (translate(TITLE), data.assessment.station) if part)
        super().__init__(
            str(target) if isinstance(target, Path) else target,
            pagesize=styles.PAGE,
            title=title,
            author=data.assessment.administration,
            subject=translate(TITLE),
            creator=f"Integrity Workbench {data.program_version}",
            lang=data.language,
            displayDocTitle=True,
            invariant=1,
            initialFontName=REGULAR,
        )
        self.addPageTemplates(
            [
                PageTemplate(COVER, [_frame(styles.PAGE, styles.MARGIN_SIDE)], pagesize=styles.PAGE),
                _page(PORTRAIT, styles.PAGE, styles.MARGIN_SIDE, self._decorate),
                _page(LANDSCAPE, styles.LANDSCAPE, styles.MARGIN_LANDSCAPE, self._decorate),
            ]
        )

    def make(self, story: list[Flowable]) -> None:
        """Lays the pages out until the table of contents is right, and writes the file.

        The table is given its entries beforehand, so that it is as long in the first pass as it will be in the last.
        """
        entries = [(part.level, _escaped(part.title), 0, part.key) for part in story if isinstance(part, Heading)]
        for part in story:
            if isinstance(part, TableOfContents):
                part._entries = list(entries)  # noqa: SLF001  # there is no other way to begin with entries
        self.multiBuild(story, maxPasses=_PASSES)

    def beforeDocument(self) -> None:
        """A pass begins: the page count of the pass before is known, what was drawn in it does not count."""
        self._ledger.start_pass()

    def handle_documentBegin(self) -> None:
        """Remembers how many pages the last pass made."""
        self._pages = max(self._pages, getattr(self, "page", 0))
        super().handle_documentBegin()

    def afterFlowable(self, flowable: Flowable) -> None:
        """Enters a heading into the table of contents and the outline."""
        if not isinstance(flowable, Heading):
            return
        self.canv.bookmarkPage(flowable.key)
        self.canv.addOutlineEntry(flowable.title, flowable.key, flowable.level, closed=flowable.level > 0)
        self.notify("TOCEntry", (flowable.level, _escaped(flowable.title), self.page, flowable.key))

    def _decorate(self, canvas: Any, _document: Any) -> None:
        width, height = canvas._pagesize  # noqa: SLF001  # the page may be turned
        side = styles.MARGIN_LANDSCAPE if width > height else styles.MARGIN_SIDE
        top, bottom = height - 15 * mm, 12 * mm
        canvas.saveState()
        canvas.setStrokeColor(styles.RULE)
        canvas.setLineWidth(0.5)
        canvas.line(side, top - 4, width - side, top - 4)
        half = (width - 2 * side) * 0.62
        _line(canvas, self._header, styles.HEADER, side, top, half)
        if self._mark:
            _line(canvas, self._mark, styles.HEADER_MARK, side + half, top, width - 2 * side - half, end=True)
        total = max(self._pages, canvas.getPageNumber())
        number = Message("Page {page} of {pages}", page=canvas.getPageNumber(), pages=total)
        _line(canvas, self._translate(TITLE), styles.HEADER, side, bottom, half)
        _line(canvas, self._translate(number), styles.HEADER, side + half, bottom, width - 2 * side - half, end=True)
        canvas.restoreState()


def contents_table() -> TableOfContents:
    """The table of contents, with dotted leaders."""
    table = TableOfContents(dotsMinLevel=0, levelStyles=[styles.CONTENTS_1, styles.CONTENTS_2])
    table.tableStyle.add("FONTNAME", (0, 0), (-1, -1), REGULAR)
    for side in ("TOPPADDING", "BOTTOMPADDING"):
        table.tableStyle.add(side, (0, 0), (-1, -1), 1)
    return table


def _frame(size: tuple[float, float], side: float) -> Frame:
    width, height = size
    return Frame(
        side,
        styles.MARGIN_BOTTOM,
        width - 2 * side,
        height - styles.MARGIN_TOP - styles.MARGIN_BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _page(name: str, size: tuple[float, float], side: float, decorate: Any) -> PageTemplate:
    return PageTemplate(name, [_frame(size, side)], onPage=decorate, pagesize=size)


def _line(canvas: Any, text: str, style: Any, x: float, y: float, room: float, *, end: bool = False) -> None:
    """One line of a header or footer, cut to its room with an ellipsis; the cover has the whole text."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    shown = " ".join(text.split())
    while shown and stringWidth(shown, style.fontName, style.fontSize) > room:
        shown = shown[:-2].rstrip() + "…"
    piece = paragraph(shown, style)
    width = stringWidth(shown, style.fontName, style.fontSize) + 2
    piece.wrap(width, 100)
    piece.drawOn(canvas, x + room - width if end else x, y)


def _escaped(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(text)
