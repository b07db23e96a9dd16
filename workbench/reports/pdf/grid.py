"""Tables over the whole width that continue over pages.

The head is repeated on every page, and so are the headings above a row. A row that would leave much of a page empty is
divided, and its cells continue on the next page, so no row is too tall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from itertools import accumulate
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from workbench.reports.pdf import styles
from workbench.reports.pdf.flow import stacked
from workbench.reports.pdf.pile import Pile
from workbench.system.frozen import frozen

_SPACE: Final = (4.0, 12.0)
_SLACK: Final = 0.01
_TALLEST_REPEATED: Final = 60.0
"""A heading taller than this, in points, is not repeated: it would leave no room for the rows."""

_MOST_PUT_OFF: Final = 0.25
"""The share of a page that may be left empty to put a whole row on the next page."""

_SCRAP: Final = 40.0
"""A row is not divided for a rest below this height, in points."""

_MOST_FOR_A_SCRAP: Final = 0.5
"""Rows above this share of a page are divided even if the rest is that small."""


@frozen
class Row:
    """A row of cells.

    ``spans`` says how many columns each cell takes; without it a single cell takes all, and each of several takes one.
    ``heading`` is the depth of a heading of the rows that follow (0 is the highest), None for a row of content. ``kept``
    rows stay with the next row. ``margins`` are above, below and at the sides, in points.
    """

    cells: tuple[Pile, ...]
    spans: tuple[int, ...] = ()
    background: Color | None = None
    heading: int | None = None
    kept: bool = False
    ruled: bool = True
    margins: tuple[float, float, float] = (4.0, 4.5, 5.0)
    heights: dict[tuple[float, ...], float] = field(default_factory=dict, compare=False)

    def widths(self, columns: tuple[float, ...]) -> tuple[float, ...]:
        """The inner width of each cell, in points."""
        spans = self.spans or ((1,) * len(columns) if len(self.cells) > 1 else (len(columns),))
        ends = list(accumulate(spans))
        starts = [0, *ends[:-1]]
        return tuple(sum(columns[start:end]) - 2 * self.margins[2] for start, end in zip(starts, ends, strict=True))

    def height(self, columns: tuple[float, ...]) -> float:
        """The height in points; measured once."""
        if columns not in self.heights:
            piles = zip(self.cells, self.widths(columns), strict=True)
            tallest = max(pile.height(width) for pile, width in piles)
            self.heights[columns] = tallest + self.margins[0] + self.margins[1]
        return self.heights[columns]

    def divided(self, columns: tuple[float, ...], room: float) -> tuple[Row, Row] | None:
        """The part that fits into a height, and the rest; None if nothing of some cell fits, or nothing is left."""
        inner = room - self.margins[0] - self.margins[1]
        parts = [pile.divided(width, inner) for pile, width in zip(self.cells, self.widths(columns), strict=True)]
        if any(rest and not first for first, rest in parts) or not any(rest for _, rest in parts):
            return None
        firsts = replace(self, cells=tuple(first for first, _ in parts), ruled=False, heights={})
        return firsts, replace(self, cells=tuple(rest for _, rest in parts), heights={})

    def draw(self, canvas: Any, columns: tuple[float, ...], top: float, *, mirrored: bool) -> None:
        """Draws the row with its upper edge at ``top``."""
        above, _, side = self.margins
        total, height = sum(columns), self.height(columns)
        if self.background is not None:
            canvas.setFillColor(self.background)
            canvas.rect(0, top - height, total, height, stroke=0, fill=1)
        x = 0.0
        for pile, width in zip(self.cells, self.widths(columns), strict=True):
            left = total - x - width - side if mirrored else x + side
            y = top - above
            for flowable, (gap, tall) in zip(pile, stacked(pile, width), strict=True):
                y -= gap + tall
                flowable.drawOn(canvas, left, y)
            x += width + 2 * side
        if self.ruled:
            canvas.setStrokeColor(styles.RULE)
            canvas.setLineWidth(0.5)
            canvas.line(0, top - height, total, top - height)


class Grid(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A table. ``columns`` are widths in points; ``page_height`` is the height of its pages.

    ``head`` is on every page, ``again`` on those after the first: its first row is then a head that is counted.
    ``mirrored`` puts the first column at the right. ``carried`` are the headings above the first row. In the rest of a
    divided table the first ``lead`` rows are new, and ``below`` has the measured heights of the others.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        columns: Sequence[float],
        page_height: float,
        *,
        head: Row | None = None,
        again: Row | None = None,
        mirrored: bool = False,
        carried: Sequence[Row] = (),
        lead: int = 0,
        below: Sequence[float] = (),
    ) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = _SPACE
        self._rows = list(rows)
        self._columns = tuple(columns)
        self._page_height = page_height
        self._mirrored = mirrored
        self._head = head
        self._again = again if again is not None and again.height(self._columns) <= _TALLEST_REPEATED else None
        self._top = [row for row in (head, *carried) if row is not None]
        self._lead = lead
        self._below = below

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as its columns, as high as its rows."""
        self.width = sum(self._columns)
        self.height = self._height(self._top) + self._height(self._rows[: self._lead]) + self._heights_below()[0]
        return self.width, self.height

    def _heights_below(self) -> Sequence[float]:
        """For each row after the lead, the height of it and all rows below it; 0 at the end.

        Measured once: the rest of a divided table gets its part of the measures, so that a table of a thousand pages is not
        measured a thousand times.
        """
        if not self._below:
            heights = (row.height(self._columns) for row in reversed(self._rows))
            self._below = list(accumulate(heights, initial=0.0))[::-1]
        return self._below

    def start_height(self, _available_width: float) -> float:
        """The height of head, headings and first row, which must not be separated at the foot of a page."""
        count = 1
        while count < len(self._rows) and self._rows[count - 1].kept:
            count += 1
        return min(self._height([*self._top, *self._rows[:count]]), self._page_height * _MOST_PUT_OFF)

    def split(self, _available_width: float, available_height: float) -> list[Flowable]:
        """Divides the table between rows, or within a row that is too tall to be moved to the next page whole."""
        if not self._rows:
            return []  # a head alone cannot be divided
        room = available_height - self._height(self._top)
        count = 0
        while count < len(self._rows) and self._rows[count].height(self._columns) <= room + _SLACK:
            room -= self._rows[count].height(self._columns)
            count += 1
        if count == len(self._rows):
            return [self]
        at_top = available_height >= self._page_height - 1
        alone = at_top and not self._before(count)
        if alone or room > self._page_height * _MOST_PUT_OFF:
            parts = self._rows[count].divided(self._columns, room)
            if parts is not None and (alone or not self._is_scrap(self._rows[count], parts[1])):
                return self._parts([*self._rows[:count], parts[0]], [parts[1]], count + 1)
        whole = self._before(count) or (count if at_top else 0)
        return self._parts(self._rows[:whole], [], whole) if whole else []

    def draw(self) -> None:
        """Draws the rows from the top."""
        top = self.height
        for row in (*self._top, *self._rows):
            row.draw(self.canv, self._columns, top, mirrored=self._mirrored)
            top -= row.height(self._columns)

    def _height(self, rows: Sequence[Row]) -> float:
        return sum(row.height(self._columns) for row in rows)

    def _is_scrap(self, row: Row, rest: Row) -> bool:
        small = row.height(self._columns) <= self._page_height * _MOST_FOR_A_SCRAP
        return small and rest.height(self._columns) < _SCRAP

    def _before(self, count: int) -> int:
        """How many of the first ``count`` rows may be on a page, so that its last row need not stay with the next."""
        while count and self._rows[count - 1].kept:
            count -= 1
        return count

    def _parts(self, first: list[Row], lead: list[Row], taken: int) -> list[Flowable]:
        """Two tables: the first rows; and the ``lead``, which is the rest of a divided row, with the rows not ``taken``."""
        above = [row for row in self._top if row is not self._head]
        rest = [*lead, *self._rows[taken:]]
        carried = self._in_force([*above, *first], rest[0])
        below = self._heights_below()[taken - self._lead :]
        head = self._head or self._again
        return [self._part(first, above, self._head), self._part(rest, carried, head, lead=len(lead), below=below)]

    def _part(self, rows: list[Row], carried: list[Row], head: Row | None, **measured: Any) -> Grid:
        return Grid(
            rows,
            self._columns,
            self._page_height,
            head=head,
            mirrored=self._mirrored,
            carried=carried,
            **measured,
        )

    def _in_force(self, before: list[Row], following: Row) -> list[Row]:
        """The headings above a row, without those that are too tall to be repeated."""
        found: dict[int, Row] = {}
        for row in before:
            if row.heading is not None:
                found = {depth: other for depth, other in found.items() if depth < row.heading}
                found[row.heading] = row
        limit = following.heading
        return [
            row
            for depth, row in found.items()
            if (limit is None or depth < limit) and row.height(self._columns) <= _TALLEST_REPEATED
        ]
