"""The real pages of a report as pictures, before it is created; drawn in memory, so that no copy is on a disk.

PDFium draws them, the PDF library of Chromium: a whole web engine would be too heavy for the laptops of a station. It does
not support several threads; use a :class:`Preview` from one.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from workbench.language.i18n import load_translator
from workbench.reports.contents import Progress
from workbench.reports.data import ReportData
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MOST_PIXELS: Final = 4000
"""No page is drawn wider: no screen shows more, and memory is limited."""


@frozen
class PagePicture:
    """A page with 24 bits a pixel in the order blue, green, red, and ``stride`` bytes a line. ``text`` is its text."""

    width: int
    height: int
    stride: int
    pixels: bytes
    text: str


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
    """The pages of one report. ``close`` it at the end."""

    def __init__(self, pdf: bytes) -> None:
        from pypdfium2 import PdfDocument

        self._document: PdfDocument = PdfDocument(pdf)
        self.pages = len(self._document)

    def draw(self, page: int, width: int) -> PagePicture:
        """A page (from 0), ``width`` pixels wide. Raises IndexError for a page that does not exist."""
        if not 0 <= page < self.pages:
            raise IndexError(page)
        found = self._document[page]
        try:
            bitmap = found.render(scale=min(width, _MOST_PIXELS) / found.get_width(), rev_byteorder=False)
            text = found.get_textpage()
            try:
                return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), text.get_text_bounded())
            finally:
                text.close()
                bitmap.close()
        finally:
            found.close()

    def close(self) -> None:
        """Frees the memory."""
        self._document.close()
