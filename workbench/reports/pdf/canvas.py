"""A canvas that finishes its pages late, because page numbers are known only when the last page is laid out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from workbench.reports.contents import Progress, untold


class LateCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Keeps every page until all are laid out, then draws what needs page numbers, so that one pass over the text is enough.

    ``made_at`` is the date of the file. ``anchors`` has the page number of each heading by its anchor. ``total`` is the
    number of pages, once they are laid out. ``progress`` is called for each finished page.
    """

    def __init__(self, *arguments: Any, made_at: datetime, progress: Progress = untold, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._progress = progress
        # with invariant=1 ReportLab dates every file to the year 2000, and offers no other way to set the date
        stamp = self._doc._timeStamp  # noqa: SLF001
        stamp.YMDhms = made_at.astimezone(UTC).timetuple()[:6]
        self.anchors: dict[str, int] = {}
        self.total = 0
        self._kept: list[dict[str, Any]] = []
        self._later: list[tuple[int, Callable[[], None]]] = []

    def later(self, draw: Callable[[], None]) -> None:
        """Draws when all pages are laid out, at this place of the present page, so that the reading order stays right."""
        self._later.append((len(self._code), draw))
        self._code.append("")

    def showPage(self) -> None:
        """Keeps the page and starts the next."""
        self._kept.append(dict(self.__dict__))
        self._later = []
        self._startPage()

    def save(self) -> None:
        """Finishes all pages and writes the file."""
        kept = self._kept
        for number, page in enumerate(kept, 1):
            self.__dict__.update(page, total=len(kept))
            self._progress(number / len(kept))
            for index, draw in page["_later"]:
                self._draw_at(index, draw)
            super().showPage()
        super().save()

    def _draw_at(self, index: int, draw: Callable[[], None]) -> None:
        """Draws, and moves the new operators to their place among those of the page."""
        end = len(self._code)
        self.saveState()
        draw()
        self.restoreState()
        self._code[index] = "\n".join(self._code[end:])
        del self._code[end:]
