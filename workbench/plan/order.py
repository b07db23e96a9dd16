"""The action plan in its order, with the numbers that reports give: outcomes 1, outputs 1.2, activities 1.2.3 or A1."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeAlias

from workbench.document.document import Document
from workbench.model.rows import Activity, Outcome, Output
from workbench.system.frozen import frozen

PLAN_TABLES = frozenset({"outcomes", "outputs", "activities"})
"""The tables whose changes move the plan."""


class LineKind(StrEnum):
    """What a line of the plan is."""

    OUTCOME = "outcome"
    OUTPUT = "output"
    ACTIVITY = "activity"
    UNPLANNED = "unplanned"


@frozen
class Line:
    """One line of the plan. ``row`` is None for the heading above what is not planned yet; its ``key`` is "unplanned"."""

    kind: LineKind
    number: str
    row: Outcome | Output | Activity | None

    @property
    def key(self) -> str:
        """The id of the row."""
        return self.row.id if self.row is not None else self.kind.value


Lines: TypeAlias = Sequence[Line]


def read_plan(document: Document) -> list[Line]:
    """All lines of the plan from top to bottom; the heading "not planned yet" only where something stands below it."""
    read = document.read
    under: dict[str | None, list[Activity]] = {}
    for activity in read.every(Activity):
        under.setdefault(activity.output_id, []).append(activity)
    outputs = read.every(Output)
    lines: list[Line] = []
    for first, outcome in enumerate(read.every(Outcome), 1):
        lines.append(Line(LineKind.OUTCOME, str(first), outcome))
        for second, output in enumerate((row for row in outputs if row.outcome_id == outcome.id), 1):
            number = f"{first}.{second}"
            lines.append(Line(LineKind.OUTPUT, number, output))
            lines.extend(_numbered(under.get(output.id, []), f"{number}."))
    if None in under:
        lines.append(Line(LineKind.UNPLANNED, "", None))
        lines.extend(_numbered(under[None], "A"))
    return lines


def read_activities(document: Document) -> list[tuple[str, Activity]]:
    """All activities in the order of the plan, each with its number."""
    return [(line.number, line.row) for line in read_plan(document) if isinstance(line.row, Activity)]


def _numbered(rows: Sequence[Activity], prefix: str) -> list[Line]:
    return [Line(LineKind.ACTIVITY, f"{prefix}{number}", row) for number, row in enumerate(rows, 1)]
