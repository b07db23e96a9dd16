"""The geometry of the profile chart: how far the measures of each area exist, are applied and work. No drawing here.

Every length is a share of the bar from 0 to 1, so that each format draws it at its own size. Each status has a texture of
its own and its count stands in the bar: the chart reads the same in black and white. Counts are of questions; levels are
never counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from workbench.checklist.progress import Progress
from workbench.checklist.tree import AreaEntry
from workbench.model.vocabulary import MeasureStatus
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
"""The statuses from the start of a bar to its end: what works first, what has not been judged last."""

SMALLEST_LABELLED: Final = 0.045
"""The share of a bar below which a count no longer fits into its segment on a narrow screen."""


class Texture(StrEnum):
    """How a segment is filled, so that no colour is needed to tell it from its neighbours."""

    SOLID = "solid"
    DIAGONAL = "diagonal"
    DOTS = "dots"
    CROSS = "cross"
    LINES = "lines"
    EMPTY = "empty"


TEXTURES: Final[Mapping[MeasureStatus, Texture]] = {
    MeasureStatus.EFFECTIVE: Texture.SOLID,
    MeasureStatus.IN_PART: Texture.DIAGONAL,
    MeasureStatus.ON_PAPER: Texture.DOTS,
    MeasureStatus.NONE: Texture.CROSS,
    MeasureStatus.NOT_APPLICABLE: Texture.LINES,
    MeasureStatus.NOT_JUDGED: Texture.EMPTY,
}
"""The texture of each status."""


@frozen
class Segment:
    """One status in one bar. ``start`` and ``width`` are shares of the bar, from 0 to 1."""

    status: MeasureStatus
    count: int
    start: float
    width: float

    @property
    def middle(self) -> float:
        """Where the count stands, as a share of the bar."""
        return self.start + self.width / 2

    @property
    def labelled(self) -> bool:
        """Whether there is room for the count."""
        return self.width >= SMALLEST_LABELLED


@frozen
class Bar:
    """One area: its segments fill the bar exactly, and none is empty."""

    entry: AreaEntry
    progress: Progress
    segments: tuple[Segment, ...]


def profile(areas: Iterable[AreaReport], *, mirrored: bool = False) -> tuple[Bar, ...]:
    """The bars of the chart, one an area. ``mirrored`` lets them grow from the right, for a language read that way."""
    return tuple(Bar(entry.entry, entry.progress, _segments(entry.progress, mirrored=mirrored)) for entry in areas)


def _segments(progress: Progress, *, mirrored: bool) -> tuple[Segment, ...]:
    total = sum(progress.statuses.values())
    segments = []
    before = 0
    for status in CHART_ORDER:
        count = progress.statuses.get(status, 0)
        if count:
            first = total - before - count if mirrored else before
            segments.append(Segment(status, count, first / total, count / total))
            before += count
    return tuple(segments)
