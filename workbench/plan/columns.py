"""The columns of the action plan (Annex 9): the one list of them that the window, the reports and the command line read.

Each place adds only what is its own by the name of a column: how wide it is, how it is edited. A column that nothing is said
about there shows the text of the field of its name.
"""

from __future__ import annotations

from typing import Final

from workbench.language.i18n import Message, Translator
from workbench.model.declared import declared, label_of
from workbench.model.rows import Activity
from workbench.system.frozen import frozen


@frozen
class PlanColumn:
    """One column.

    ``name`` is that of a field of the activity, whose text it shows; unless it is ``made`` of several fields or rows.
    ``help`` is its entry on the page of the checklist's help about these columns.
    """

    name: str
    heading: Message
    help: str
    made: bool = False


def _of_field(name: str, *, made: bool = False) -> PlanColumn:
    """The column of a field: called and explained as the field is."""
    return PlanColumn(name, label_of(Activity, name), declared(Activity)[name].help, made)


PLAN_COLUMNS: Final = (
    _of_field("title"),
    _of_field("responsible", made=True),
    PlanColumn("indicators", Message("Key performance indicator"), "indicators", made=True),
    _of_field("target"),
    _of_field("budget"),
    PlanColumn("timeline", Message("Timeline"), declared(Activity)["start_quarter"].help, made=True),
    _of_field("strategic_link"),
)
"""From left to right. The indicators are links, the timeline two quarters, the responsible person a link and a text."""

PLAN_HEADINGS: Final = {column.name: column.heading for column in PLAN_COLUMNS}
"""The headings by the names of their columns, in the order of the columns."""


def position_of(name: str) -> int:
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
