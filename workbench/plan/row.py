"""One row of the action plan (Annex 9): its links, and the parts that are still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Activity, ActivityIndicator, ActivityPerson, Indicator
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ActivityRole
from workbench.plan.people import People, names_with, read_people


class RowPart(StrEnum):
    """The parts that a row must have, in the order of its columns. Budget and strategic link may be empty."""

    OUTPUT = "output"
    RESPONSIBLE = "responsible"
    INDICATORS = "indicators"
    TARGET = "target"
    TIMELINE = "timeline"


ROW_PARTS: Final[Mapping[RowPart, Message]] = {
    RowPart.OUTPUT: Message("a place under an output"),
    RowPart.RESPONSIBLE: Message("responsible person"),
    RowPart.INDICATORS: Message("indicator"),
    RowPart.TARGET: Message("performance target"),
    RowPart.TIMELINE: Message("timeline"),
}
"""The parts as named within a sentence."""


LINKED_TABLES: Final = frozenset({"contributors", "activity_people", "indicators", "activity_indicators"})
"""The other tables whose changes can change what a row shows."""


class RowLinks:
    """The people and indicators to which the rows of a document are linked, read once for all rows."""

    def __init__(self, document: Document) -> None:
        read = document.read
        self._people = read_people(document, ActivityPerson)
        self._indicators = read.every(Indicator)
        self._linked: dict[str, set[str]] = {}
        for link in read.every(ActivityIndicator):
            self._linked.setdefault(link.activity_id, set()).add(link.indicator_id)

    def people(self, row: Activity) -> People:
        """Everybody who has a role in an activity."""
        return self._people.get(row.id, ())

    def responsible(self, row: Activity) -> tuple[str, ...]:
        """The names of those who are responsible for an activity."""
        return names_with(ActivityRole.RESPONSIBLE, self.people(row))

    def indicators(self, row: Activity) -> list[Indicator]:
        """The indicators that measure an activity, in their order."""
        wanted = self._linked.get(row.id, ())
        return [indicator for indicator in self._indicators if indicator.id in wanted]

    def missing(self, row: Activity) -> tuple[RowPart, ...]:
        """The parts that are missing in the row of an activity."""
        return missing_parts(row, responsible=self.responsible(row), indicators=len(self._linked.get(row.id, ())))


def missing_parts(activity: Activity, *, responsible: Sequence[str], indicators: int) -> tuple[RowPart, ...]:
    """The parts that are missing in a row. ``responsible`` are the names of these people, ``indicators`` their number."""
    missing = {
        RowPart.OUTPUT: activity.output_id is None,
        RowPart.RESPONSIBLE: not responsible,
        RowPart.INDICATORS: not indicators,
        RowPart.TARGET: is_blank(activity.target),
        RowPart.TIMELINE: not activity.end_quarter,
    }
    return tuple(part for part in RowPart if missing[part])


def row_state(missing: Iterable[RowPart]) -> Message:
    """A sentence that says what is missing in a row."""
    names = tuple(ROW_PARTS[part] for part in missing)
    if not names:
        return Message("Nothing is missing in this row of the plan.")
    return Message("Still missing in this row of the plan: {parts}.", parts=names)
