"""The columns of the action plan (Annex 9): the one list of them that the window, the reports and the command line read.

Each place adds only what is its own by the name of a column: how wide it is, how it is edited. A column that nothing is said
about there shows the text of the field of its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbench.language.i18n import Message, Translator
from workbench.model.rows import Activity


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """One column. ``name`` is a field of the activity, or of no field: what it shows is then made of others.

    ``help`` is its entry on the page of the checklist's help about these columns.
    """

    name: str
    heading: Message
    help: str


PLAN_COLUMNS: Final = (
    PlanColumn("title", Message("Activity"), "title"),
    PlanColumn("responsible", Message("Responsible person"), "responsible"),
    PlanColumn("indicators", Message("Key performance indicator"), "indicators"),
    PlanColumn("target", Message("Performance target"), "target"),
    PlanColumn("budget", Message("Budget and resources"), "budget"),
    PlanColumn("timeline", Message("Timeline"), "start_quarter"),
    PlanColumn("strategic_link", Message("Link to the strategic plan"), "strategic_link"),
)
"""From left to right. The indicators are links, the timeline two quarters, the responsible person a link and a text."""

PLAN_HEADINGS: Final = {column.name: column.heading for column in PLAN_COLUMNS}
"""The headings by the names of their columns, in the order of the columns."""


def place_of(name: str) -> int:
    """Where a column stands, from 0. Raises ValueError for a name that none has."""
    return tuple(PLAN_HEADINGS).index(name)


def timeline_of(start: str, end: str, translate: Translator) -> str:
    """From when to when, as far as it is known; ``start`` and ``end`` are shown as they are."""
    if start and end and start != end:
        return translate(Message("{start} to {end}", start=start, end=end))
    return end or start


def text_of(row: Activity, name: str) -> str:
    """What a column shows that is a field of the activity. Raises AttributeError for one that is none."""
    return str(getattr(row, name))
