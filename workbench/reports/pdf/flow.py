"""Keeps together what belongs together at the end of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportlab.platypus.flowables import CondPageBreak, Flowable, KeepTogether

from workbench.reports.pdf import styles

_ENOUGH = 1e9
"""More height than anything needs, for measuring the natural height of something."""


def start_height(flowable: Any, width: float) -> float:
    """The height of the smallest part of a flowable that may be at the foot of a page."""
    if hasattr(flowable, "start_height"):
        return float(flowable.start_height(width))
    return float(flowable.wrap(width, _ENOUGH)[1])


def stacked(flowables: Iterable[Flowable], width: float) -> Iterator[tuple[float, float]]:
    """For each flowable, the gap above it and its height. The larger of two gaps counts; there is none at the top."""
    above: Flowable | None = None
    for flowable in flowables:
        gap = 0.0 if above is None else gap_between(above, flowable)
        yield gap, float(flowable.wrap(width, _ENOUGH)[1])
        above = flowable


def gap_between(above: Flowable, below: Flowable) -> float:
    """The gap between two flowables of a pile."""
    return max(float(above.getSpaceAfter()), float(below.getSpaceBefore()))


def unbroken(flowables: list[Flowable], width: float, page_height: float) -> list[Flowable]:
    """Moves flowables that fit on one page to the next if there is too little room left; others are divided as usual.

    It uses a conditional page break: ReportLab would postpone a KeepTogether as high as a page again and again.
    """
    height = sum(map(sum, stacked(flowables, width)))
    return [CondPageBreak(height), *flowables] if height <= page_height else flowables


class HeadingsAndStart(KeepTogether):  # type: ignore[misc]  # ReportLab has no types
    """Keeps headings with the first lines below them, not with all that follows: that would leave half pages empty.

    ReportLab groups everything with ``keepWithNext``, up to the first flowable without it, into one of these; a page break
    or the end of the story also ends a group, whose last flowable is then a heading itself. :meth:`split` clears
    ``keepWithNext`` in the group, so that nothing is grouped twice and the layout always comes to an end.
    """

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Continues here if headings and first lines fit, otherwise on the next page."""
        *headings, body = self._content
        gap = gap_between(headings[-1], body) if headings else 0.0
        needed = sum(map(sum, stacked(headings, available_width))) + gap + start_height(body, available_width)
        # what does not fit on a page of its own is not postponed: the next page has no more room
        fits = needed <= available_height or needed > styles.LANDSCAPE_HEIGHT
        action = self.NullActionFlowable if fits else self.FrameBreak
        for flowable in self._content:
            flowable.keepWithNext = 0
        return [action(), *self._content]
