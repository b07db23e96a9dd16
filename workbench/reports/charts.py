"""The geometry of the profile chart, which shows the statuses in each area. Nothing is drawn here.

Every length is a share of the bar from 0 to 1, so that each format can draw it at its own size. Each status has its own
texture, and its count is in the bar, so that the chart can be read in black and white. Questions are counted, never levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from workbench.checklist.progress import Progress
from workbench.checklist.tree import AreaEntry
from workbench.model.vocabulary import STATUS_NOT_KNOWN, MeasureStatus
from workbench.reports.data import AreaReport
from workbench.system.frozen import frozen

CHART_ORDER: Final = (
    MeasureStatus.EFFECTIVE,
    MeasureStatus.IN_PART,
    MeasureStatus.ON_PAPER,
    MeasureStatus.NONE,
    MeasureStatus.NOT_APPLICABLE,
    MeasureStatus.NOT_JUDGED,
)
"""The statuses from the start of a bar to its end: first what works, last what has no status yet."""


def chart_order(progress: Progress) -> tuple[MeasureStatus, ...]:
    """The statuses of a chart, with those that this version does not know, if there are any."""
    return (*CHART_ORDER, STATUS_NOT_KNOWN) if progress.statuses.get(STATUS_NOT_KNOWN) else CHART_ORDER


SMALLEST_LABELLED: Final = 0.045
"""The smallest share of a bar in which a count fits on a narrow screen."""


class Texture(StrEnum):
    """How a segment is filled, so that it differs from its neighbours without colour."""

    SOLID = "solid"
    DIAGONAL = "diagonal"
    DOTS = "dots"
    CROSS = "cross"
    LINES = "lines"
    EMPTY = "empty"
    GRID = "grid"


TEXTURES: Final[Mapping[MeasureStatus, Texture]] = {
    MeasureStatus.EFFECTIVE: Texture.SOLID,
    MeasureStatus.IN_PART: Texture.DIAGONAL,
    MeasureStatus.ON_PAPER: Texture.DOTS,
    MeasureStatus.NONE: Texture.CROSS,
    MeasureStatus.NOT_APPLICABLE: Texture.LINES,
    MeasureStatus.NOT_JUDGED: Texture.EMPTY,
    STATUS_NOT_KNOWN: Texture.GRID,
}


@frozen
class Segment:
    """One status in one bar. ``start`` and ``width`` are shares of the bar, from 0 to 1."""

    status: MeasureStatus
    count: int
    start: float
    width: float

    @property
    def middle(self) -> float:
        """The place of the count, as a share of the bar."""
        return self.start + self.width / 2

    @property
    def labelled(self) -> bool:
        """Whether there is room for the count."""
        return self.width >= SMALLEST_LABELLED


@frozen
class Bar:
    """The bar of one area. Its segments fill it exactly, and none is empty."""

    entry: AreaEntry
    progress: Progress
    segments: tuple[Segment, ...]


def profile(areas: Iterable[AreaReport], *, mirrored: bool = False) -> tuple[Bar, ...]:
    """The bars of the chart, one for each area; ``mirrored`` ones start at the right, for languages read that way."""
    return tuple(Bar(entry.entry, entry.progress, _segments(entry.progress, mirrored=mirrored)) for entry in areas)


def _segments(progress: Progress, *, mirrored: bool) -> tuple[Segment, ...]:
    total = sum(progress.statuses.values())
    segments = []
    before = 0
    for status in chart_order(progress):
        count = progress.statuses.get(status, 0)
        if count:
            first = total - before - count if mirrored else before
            segments.append(Segment(status, count, first / total, count / total))
            before += count
    return tuple(segments)
