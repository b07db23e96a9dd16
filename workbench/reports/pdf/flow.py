"""What stays together when a page ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportlab.platypus.flowables import CondPageBreak, Flowable, KeepTogether

from workbench.reports.pdf import styles

_ENOUGH = 1e9
"""More height than anything needs: to ask how high something is by itself."""


def start_height(flowable: Any, width: float) -> float:
    """The height of the least of a flowable that may stand at the foot of a page."""
    if hasattr(flowable, "start_height"):
        return float(flowable.start_height(width))
    return float(flowable.wrap(width, _ENOUGH)[1])


def stacked(flowables: Iterable[Flowable], width: float) -> Iterator[tuple[float, float]]:
    """For each flowable of a pile its gap above and its height. Gaps do not add up; there is none at the top."""
    above: Flowable | None = None
    for flowable in flowables:
        gap = 0.0 if above is None else gap_between(above, flowable)
        yield gap, float(flowable.wrap(width, _ENOUGH)[1])
        above = flowable


def gap_between(above: Flowable, below: Flowable) -> float:
    """The gap between two flowables of a pile."""
    return max(float(above.getSpaceAfter()), float(below.getSpaceBefore()))


def unbroken(flowables: list[Flowable], width: float, page_height: float) -> list[Flowable]:
    """Lets what would fit on one page begin on the next where too little room is left; what would not simply goes on.

    A break is put before it and nothing is kept together: ReportLab puts off a kept group again and again that is as high
    as a page.
    """
    height = sum(map(sum, stacked(flowables, width)))
    return [CondPageBreak(height), *flowables] if height <= page_height else flowables


class HeadingsAndStart(KeepTogether):  # type: ignore[misc]  # ReportLab has no types
    """Headings stay with the first lines of what they stand over, not with all of it: else half pages were left empty.

    ReportLab makes these of everything that is to be kept with the next, up to the first thing that is not; a page break and
    the end of the story end such a pile too, and then its last piece is a heading itself. A pile is handed back once, with
    nothing in it that would be kept with the next any more: so each pile leaves fewer of those than there were, nothing is
    grouped twice, and the pages come to an end whatever the story holds.
    """

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Goes on here if headings and first lines fit, otherwise on the next page."""
        *headings, body = self._content
        gap = gap_between(headings[-1], body) if headings else 0.0
        needed = sum(map(sum, stacked(headings, available_width))) + gap + start_height(body, available_width)
        # on a page of its own there is no more room to be had, so nothing is put off that does not fit on one
        fits = needed <= available_height or needed > styles.LANDSCAPE_HEIGHT
        action = self.NullActionFlowable if fits else self.FrameBreak
        for flowable in self._content:
            flowable.keepWithNext = 0
        return [action(), *self._content]
