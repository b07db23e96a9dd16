"""Pages: cover, portrait and landscape, with header and footer; and the metadata of the file."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from workbench.language.fonts import REGULAR
from workbench.language.i18n import Message, Translator
from workbench.model.rows import Assessment
from workbench.reports.contents import TITLE, Progress, part_of_work, untold
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import one_line
from workbench.reports.pdf.canvas import LateCanvas
from workbench.reports.pdf.flow import HeadingsAndStart
from workbench.reports.plain import plain

COVER: Final = "cover"
PORTRAIT: Final = "portrait"
LANDSCAPE: Final = "landscape"
_AHEAD: Final = 100
"""How many flowables ReportLab gets at a time. It moves all of them for each one that it takes, so a story of half a million
lines would take hours. More than are ever kept together.
"""

_LAID_OUT: Final = 0.9
"""The share of the work that is done when the pages are laid out."""

_HEADER_SHARE: Final = 0.6
"""The share of the header's width for the names; the rest is for the classification line."""


class Printed(Protocol):
    """What headers, footers and the metadata of a file show of a picture."""

    @property
    def assessment(self) -> Assessment:
        """Its names and its classification line."""
        ...

    @property
    def language(self) -> str:
        """The language of the words of the program in it."""
        ...

    @property
    def made_at(self) -> datetime:
        """When the picture was taken."""
        ...

    @property
    def program_version(self) -> str:
        """Which program took it."""
        ...


class ReportTemplate(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """The document of a report, or of a form (``title``) on paper of a ``page`` size in points."""

    def __init__(
        self,
        target: BinaryIO | Path,
        data: Printed,
        translate: Translator,
        progress: Progress = untold,
        *,
        title: Message = TITLE,
        page: tuple[float, float] = styles.PAGE,
    ) -> None:
        self._progress = progress
        self._waiting: deque[Flowable] = deque()
        self._total = 1
        self._names = " · ".join(part for part in (data.assessment.station, data.assessment.administration) if part)
        self._mark = data.assessment.classification
        self._translate = translate
        self._made_at = data.made_at
        self._title = translate(title)
        named = " – ".join(part for part in (self._title, data.assessment.station) if part)
        super().__init__(
            str(target) if isinstance(target, Path) else target,
            pagesize=page,
            title=plain(named),
            author=plain(data.assessment.administration),
            subject=self._title,
            creator=f"Integrity Workbench {data.program_version}",
            lang=data.language,
            displayDocTitle=True,
            invariant=1,  # the same picture gives the same bytes
            initialFontName=REGULAR,
        )
        self.keepTogetherClass = HeadingsAndStart
        self.addPageTemplates(
            [
                PageTemplate(COVER, [_frame(page, styles.MARGIN_SIDE)], pagesize=page),
                _page(PORTRAIT, page, styles.MARGIN_SIDE, self._decorate),
                _page(LANDSCAPE, (page[1], page[0]), styles.MARGIN_LANDSCAPE, self._decorate),
            ]
        )

    def begin_with(self, name: str) -> None:
        """Starts the document with a page of this template, not with a cover."""
        self.pageTemplates.sort(key=lambda page: page.id != name)  # a document starts with its first page template

    def make(self, story: list[Flowable]) -> None:
        """Lays the pages out and writes the file."""
        self._waiting.extend(story)
        self._total = max(1, len(story))
        first: list[Flowable] = []
        self._hand_over(first)
        finishing = part_of_work(self._progress, _LAID_OUT, 1)
        self.build(first, canvasmaker=partial(LateCanvas, made_at=self._made_at, progress=finishing))

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Lays out the next flowable, and adds some of those that wait."""
        super().handle_flowable(flowables)
        if flowables is not self._hanging:  # ReportLab also calls this with its own list for the start of a page
            self._hand_over(flowables)
        self._progress(_LAID_OUT * (1 - len(self._waiting) / self._total))

    def _hand_over(self, flowables: list[Flowable]) -> None:
        while self._waiting and len(flowables) < _AHEAD:
            flowables.append(self._waiting.popleft())

    def _decorate(self, canvas: Any, _document: Any) -> None:
        canvas.later(partial(self._draw_decoration, canvas))

    def _draw_decoration(self, canvas: Any) -> None:
        width, height = canvas._pagesize  # noqa: SLF001  # the page may be landscape
        side = styles.MARGIN_LANDSCAPE if width > height else styles.MARGIN_SIDE
        room, top, bottom = width - 2 * side, height - 15 * mm, 12 * mm
        canvas.setStrokeColor(styles.RULE)
        canvas.setLineWidth(0.5)
        canvas.line(side, top - 4, width - side, top - 4)
        number = Message("Page {page} of {pages}", page=canvas.getPageNumber(), pages=canvas.total)
        left, right = room * _HEADER_SHARE, room * (1 - _HEADER_SHARE)
        mirrored = self._translate.right_to_left
        for text, style, y, starts in (
            (self._names, styles.HEADER, top, True),
            (self._mark, styles.HEADER_MARK, top, False),
            (self._title, styles.HEADER, bottom, True),
            (self._translate(number), styles.HEADER, bottom, False),
        ):
            if text:
                x = side if starts else width - side
                at_left = starts
                if mirrored:
                    x, at_left = width - x, not starts
                one_line(canvas, text, style, x, y, left if starts else right, from_left=at_left)


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
