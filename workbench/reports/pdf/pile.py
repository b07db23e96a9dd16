"""The content of a table cell: flowables below each other, which continue over as many pages as they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus.flowables import Flowable

from workbench.reports.pdf.flow import gap_between, stacked

_SLACK = 0.01


class Pile:
    """Flowables in order. Each is measured only once, however many pages there are: a cell may have half a million lines.

    The pile is ``_lead``, then ``_rest`` from ``_start`` on; the parts of a divided pile share ``_rest`` and its heights.
    """

    def __init__(self, flowables: Iterable[Flowable]) -> None:
        self._lead: tuple[Flowable, ...] = ()
        self._rest = tuple(flowables)
        self._start = 0
        self._below: dict[float, list[float]] = {}

    def __iter__(self) -> Iterator[Flowable]:
        yield from self._lead
        for index in range(self._start, len(self._rest)):
            yield self._rest[index]

    def __len__(self) -> int:
        return len(self._lead) + len(self._rest) - self._start

    def height(self, width: float) -> float:
        """The height at a width, both in points."""
        below = self._measured(width)[self._start]
        if not self._lead:
            return below
        height = sum(map(sum, stacked(self._lead, width)))
        if self._start == len(self._rest):
            return height
        return height + gap_between(self._lead[-1], self._rest[self._start]) + below

    def divided(self, width: float, room: float) -> tuple[Pile, Pile]:
        """The part of the pile that fits into a height, and the rest."""
        used = 0.0
        first: list[Flowable] = []
        for flowable, (gap, height) in zip(self, stacked(self, width), strict=True):
            if used + gap + height > room + _SLACK:
                parts = flowable.split(width, room - used - gap)
                divided = len(parts) > 1
                first += parts[:1] if divided else []
                lead = parts[1:] if divided else [flowable]
                taken = len(first) - int(divided) + 1
                while first and first[-1].getKeepWithNext():
                    lead.insert(0, first.pop())
                return Pile(first), self._after(taken, lead)
            first.append(flowable)
            used += gap + height
        return self, Pile(())

    def _after(self, taken: int, lead: list[Flowable]) -> Pile:
        """The pile without the flowables ``taken`` from its top, and with a new lead."""
        after = Pile(())
        after._lead = (*lead, *self._lead[taken:])
        after._rest, after._below = self._rest, self._below
        after._start = self._start + max(0, taken - len(self._lead))
        return after

    def _measured(self, width: float) -> list[float]:
        """For each flowable of the rest, the height of it and all below it, without the gap above it."""
        if width not in self._below:
            found = [0.0]
            above = 0.0
            for gap, height in reversed(list(stacked(self._rest, width))):
                found.append(found[-1] + above + height)
                above = gap
            self._below[width] = found[::-1]
        return self._below[width]
