"""The lines of the action plan in order, with their numbers: outcomes 1, outputs 1.2, activities 1.2.3 or A1.

The only definition of both. The window, the projector, the reports and the command line show these lines, or those that
their readers may see (:mod:`workbench.plan.headings`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

from workbench.document.document import Document
from workbench.model.rows import Activity, Outcome, Output
from workbench.system.frozen import frozen

PLAN_TABLES: Final = frozenset({"outcomes", "outputs", "activities"})
"""The tables whose changes can change the lines of the plan."""


class LineKind(StrEnum):
    """What a line of the plan is; UNPLANNED is the heading of activities without an output."""

    OUTCOME = "outcome"
    OUTPUT = "output"
    ACTIVITY = "activity"
    UNPLANNED = "unplanned"


@frozen
class Line:
    """One line of the plan. ``row`` is None for the heading of what is not planned yet."""

    kind: LineKind
    number: str
    row: Outcome | Output | Activity | None

    @property
    def line_id(self) -> str:
        """The id of the row; "unplanned" for the heading without one."""
        return self.row.id if self.row is not None else self.kind.value

    @property
    def above(self) -> str:
        """The id of the heading above this line; empty for an outcome."""
        if isinstance(self.row, Activity):
            return self.row.output_id or LineKind.UNPLANNED.value
        return self.row.outcome_id if isinstance(self.row, Output) else ""


Lines: TypeAlias = Sequence[Line]


def plan_lines(outcomes: Iterable[Outcome], outputs: Iterable[Output], activities: Iterable[Activity]) -> list[Line]:
    """All lines from top to bottom, from rows in order; "not planned yet" only if there is something below it.

    A row whose heading is not given makes no line; in a file every heading exists.
    """
    parts: dict[str, list[Output]] = {}
    for output in outputs:
        parts.setdefault(output.outcome_id, []).append(output)
    under: dict[str | None, list[Activity]] = {}
    for activity in activities:
        under.setdefault(activity.output_id, []).append(activity)
    lines: list[Line] = []
    for first, outcome in enumerate(outcomes, 1):
        lines.append(Line(LineKind.OUTCOME, str(first), outcome))
        for second, output in enumerate(parts.get(outcome.id, ()), 1):
            lines.append(Line(LineKind.OUTPUT, f"{first}.{second}", output))
            lines += _numbered(under.get(output.id, ()), f"{first}.{second}.")
    if None in under:
        lines.append(Line(LineKind.UNPLANNED, "", None))
        lines += _numbered(under[None], "A")
    return lines


def read_plan(document: Document) -> list[Line]:
    """All lines of the plan of a document."""
    read = document.read
    return plan_lines(read.every(Outcome), read.every(Output), read.every(Activity))


def activities_of(lines: Lines) -> list[tuple[str, Activity]]:
    """The activities among some lines, each with its number."""
    return [(line.number, line.row) for line in lines if isinstance(line.row, Activity)]


def read_activities(document: Document) -> list[tuple[str, Activity]]:
    """All activities in the order of the plan, each with its number."""
    return activities_of(read_plan(document))


def place_of(document: Document, activity: Activity) -> tuple[str, ...]:
    """What sorts a few activities as the plan does, without reading all of it; those not planned yet come last."""
    output = document.get(Output, activity.output_id) if activity.output_id is not None else None
    outcome = document.get(Outcome, output.outcome_id) if output is not None else None
    above = [(row.place, row.id) for row in (outcome, output) if row is not None]
    return ("planned" if above else "unplanned", *itertools.chain(*above), activity.place, activity.id)


def by_heading(lines: Lines) -> Mapping[str, list[Line]]:
    """The lines below each heading, by its id; the outcomes are under ""."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.kind is not LineKind.UNPLANNED:
            found.setdefault(line.above, []).append(line)
    return found


def _numbered(rows: Iterable[Activity], prefix: str) -> Iterator[Line]:
    return (Line(LineKind.ACTIVITY, f"{prefix}{number}", row) for number, row in enumerate(rows, 1))
