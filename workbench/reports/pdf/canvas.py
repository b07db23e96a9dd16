"""A canvas that finishes its pages late: page numbers are known only when the last page has been laid out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from workbench.reports.contents import Progress, untold


class LateCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Keeps every page until all are laid out, then lets what was put off be drawn: so one pass over the text is enough.

    ``made_at`` dates the file. ``anchors`` are the pages of the headings, by their names. ``total`` is the number of pages,
    once they are laid out. ``progress`` is told each page that is finished.
    """

    def __init__(self, *arguments: Any, made_at: datetime, progress: Progress = untold, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._progress = progress
        # asked for the same bytes each time, ReportLab dates every file to the year 2000 and knows no other way
        stamp = self._doc._timeStamp  # noqa: SLF001
        stamp.YMDhms = made_at.astimezone(UTC).timetuple()[:6]
        self.anchors: dict[str, int] = {}
        self.total = 0
        self._kept: list[dict[str, Any]] = []
        self._later: list[tuple[int, Callable[[], None]]] = []

    def later(self, draw: Callable[[], None]) -> None:
        """Draws at this place of the present page when all pages are laid out: so a reader meets it in its order."""
        self._later.append((len(self._code), draw))
        self._code.append("")

    def showPage(self) -> None:
        """Puts the page aside and begins the next."""
        self._kept.append(dict(self.__dict__))
        self._later = []
        self._startPage()

    def save(self) -> None:
        """Finishes every page, and writes the file."""
        kept = self._kept
        for number, page in enumerate(kept, 1):
            self.__dict__.update(page, total=len(kept))
            self._progress(number / len(kept))
            for index, draw in page["_later"]:
                self._draw_at(index, draw)
            super().showPage()
        super().save()

    def _draw_at(self, index: int, draw: Callable[[], None]) -> None:
        """Draws, and moves what was drawn to its place among the operators of the page."""
        end = len(self._code)
        self.saveState()
        draw()
        self.restoreState()
        self._code[index] = "\n".join(self._code[end:])
        del self._code[end:]
