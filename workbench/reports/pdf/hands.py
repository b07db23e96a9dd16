"""The raised hands for a question: a line for each status, with a bar and the number."""

from __future__ import annotations

from typing import Final

from reportlab.platypus.flowables import Flowable

from workbench.model.labels import label
from workbench.reports.contents import hands_counted
from workbench.reports.data import HandsReport
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import cell, quiet, row
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.grid import Grid

_SHARES: Final = (0.28, 0.42, 0.1)
_HIGH: Final = 8.0
_TIGHT: Final = (1.0, 1.0, 3.0)


def raised_hands(book: Book, hands: HandsReport | None) -> list[Flowable]:
    """The bars, and when they were counted; nothing without raised hands."""
    if hands is None:
        return []
    mirrored = book.translate.right_to_left
    lines = [
        row(
            [cell(book.say(label(status))), [_Bar(count / (hands.most or 1), mirrored=mirrored)], cell(str(count))],
            margins=_TIGHT,
            ruled=False,
        )
        for status, count in hands.counts
    ]
    widths = [styles.PORTRAIT_WIDTH * share for share in _SHARES]
    story: list[Flowable] = [Grid(lines, widths, styles.PORTRAIT_HEIGHT, mirrored=mirrored)]
    counted = hands_counted(hands, book.translate)
    return [*story, quiet(counted, styles.QUIET_SMALL)] if counted else story


class _Bar(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """One bar from the side where lines start, on a light ground."""

    def __init__(self, share: float, *, mirrored: bool) -> None:
        super().__init__()
        self._share, self._mirrored = share, mirrored

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as its cell, as high as a line."""
        self.width, self.height = available_width, styles.SMALL.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draws the ground and the bar."""
        y, wide = (self.height - _HIGH) / 2, self.width * self._share
        self.canv.setFillColor(styles.BAND)
        self.canv.rect(0, y, self.width, _HIGH, stroke=0, fill=1)
        if wide:
            self.canv.setFillColor(styles.ACCENT)
            self.canv.rect(self.width - wide if self._mirrored else 0, y, wide, _HIGH, stroke=0, fill=1)
