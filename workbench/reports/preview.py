"""The real pages of a report or a form as pictures; drawn in memory, so that no copy is on a disk.

The window shows them, the printer gets them, and a file can be made of them: it is always the same PDF.

PDFium draws them, the PDF library of Chromium: a whole web engine would be too heavy for the laptops of a station. It does
not support several threads; use a :class:`Preview` from one.
"""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workbench.language.i18n import load_translator
from workbench.reports.contents import Progress
from workbench.reports.data import ReportData
from workbench.reports.export import check_pages_target
from workbench.storage.files import finished_or_absent
from workbench.system.frozen import frozen
from workbench.system.own_files import new_private

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MOST_PIXELS: Final = 4000
"""No page is drawn wider: no screen shows more, and memory is limited."""


_SLACK: Final = 1e-6


@frozen
class PagePicture:
    """A page with 24 bits a pixel in the order blue, green, red, and ``stride`` bytes a line. ``text`` is its text."""

    width: int
    height: int
    stride: int
    pixels: bytes
    text: str


@frozen
class Found:
    """A place of a search: the page (from 0), and boxes as shares of its width and height: left, top, right, bottom."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


@frozen
class ReportPages:
    """The job that draws the report as PDF in memory, for the preview."""

    data: ReportData

    def do(self, progress: Progress) -> bytes:
        """The bytes of the PDF."""
        from workbench.reports.pdf import render_pdf

        stream = io.BytesIO()
        render_pdf(self.data, stream, load_translator(self.data.language), progress)
        return stream.getvalue()

    def forget(self) -> None:
        """Does nothing: there is no file."""


class Preview:
    """The pages of one PDF. ``close`` it at the end."""

    def __init__(self, pdf: bytes) -> None:
        from pypdfium2 import PdfDocument

        self._document: PdfDocument = PdfDocument(pdf)
        self.pages = len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (from 0), in points. Raises IndexError for a page that does not exist."""
        self._check(page)
        width, height = self._document.get_page_size(page)
        return float(width), float(height)

    def draw(self, page: int, width: int) -> PagePicture:
        """A page (from 0), ``width`` pixels wide. Raises IndexError for a page that does not exist."""
        self._check(page)
        found = self._document[page]
        try:
            text = found.get_textpage()
            try:
                said = text.get_text_bounded()
            finally:
                text.close()
            return _picture(found, min(width, _MOST_PIXELS) / found.get_width(), said)
        finally:
            found.close()

    def rows(self, page: int, scale: float) -> int:
        """How many rows of pixels a page (from 0) has at a scale in pixels a point."""
        return math.ceil(self.size(page)[1] * scale)

    def strip(self, page: int, scale: float, first: int, end: int) -> PagePicture:
        """A part of a page over its whole width, for a printer: the rows of pixels from ``first`` to before ``end``.

        ``scale`` is in pixels a point. Raises IndexError for a page that does not exist.
        """
        below = self.rows(page, scale) - end
        found = self._document[page]
        try:
            # PDFium rounds what is cut off up to whole pixels
            crop = (0, max(0.0, below / scale - _SLACK), 0, max(0.0, first / scale - _SLACK))
            return _picture(found, scale, "", crop=crop)
        finally:
            found.close()

    def find(self, query: str, page: int) -> tuple[Found, ...]:
        """Where a page (from 0) has these words, in upper or lower case; nothing for a blank query."""
        self._check(page)
        if not query.strip():
            return ()
        found = self._document[page]
        text = found.get_textpage()
        try:
            width, height = found.get_size()
            searcher = text.search(query.strip())
            places = []
            while (place := searcher.get_next()) is not None:
                count = text.count_rects(*place)
                rects = (text.get_rect(number) for number in range(count))
                boxes = tuple((x0 / width, 1 - y1 / height, x1 / width, 1 - y0 / height) for x0, y0, x1, y1 in rects)
                places.append(Found(page, boxes))
            searcher.close()
            return tuple(places)
        finally:
            text.close()
            found.close()

    def close(self) -> None:
        """Frees the memory."""
        self._document.close()

    def _check(self, page: int) -> None:
        if not 0 <= page < self.pages:
            raise IndexError(page)


def _picture(page: PdfPage, scale: float, text: str, **how: Any) -> PagePicture:
    bitmap = page.render(scale=scale, rev_byteorder=False, **how)
    try:
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), text)
    finally:
        bitmap.close()


def save_pages(pdf: bytes, target: Path) -> None:
    """Writes pages that are shown into a file, just as they are.

    Raises InvalidValue, StorageFailed or DiskFull of :mod:`workbench.errors`; the target is then unchanged.
    """
    check_pages_target(target)
    with finished_or_absent(target) as part, new_private(part) as stream:
        stream.write(pdf)
