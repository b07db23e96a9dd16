"""The columns of the action plan (Annex 9), declared once for the window, the reports and the command line.

Each of these adds its own facts by the name of a column, for example how wide it is or how it is edited. By default a column
shows the text of the field that has its name.
"""

from __future__ import annotations

from typing import Final

from workbench.language.i18n import Message, Translator
from workbench.model.declared import declared, label_of
from workbench.model.labels import label
from workbench.model.rows import Activity
from workbench.model.vocabulary import ActivityRole
from workbench.system.frozen import frozen


@frozen
class PlanColumn:
    """One column.

    It shows the text of the field ``name`` of the activity, unless it is ``made`` of several fields or rows. ``help`` is its
    entry on the help page ``plan_columns``.
    """

    name: str
    heading: Message
    help: str
    made: bool = False


def _of_field(name: str) -> PlanColumn:
    """The column of a field, with the field's label and help."""
    return PlanColumn(name, label_of(Activity, name), declared(Activity)[name].help)


PLAN_COLUMNS: Final = (
    _of_field("title"),
    PlanColumn("responsible", label(ActivityRole.RESPONSIBLE), "responsible", made=True),
    PlanColumn("indicators", Message("Key performance indicator"), "indicators", made=True),
    _of_field("target"),
    _of_field("budget"),
    PlanColumn("timeline", Message("Timeline"), declared(Activity)["start_quarter"].help, made=True),
    _of_field("strategic_link"),
)
"""From left to right. The people and the indicators are links, the timeline is two quarters."""

PLAN_HEADINGS: Final = {column.name: column.heading for column in PLAN_COLUMNS}
"""The headings by column name, in the order of the columns."""


def position_of(name: str) -> int:
    """The position of a column, from 0. Raises ValueError for an unknown name."""
    return tuple(PLAN_HEADINGS).index(name)


def timeline_of(start: str, end: str, translate: Translator) -> str:
    """The timeline in words; ``start`` or ``end`` may be empty, and both are already in the reader's language."""
    if start and end and start != end:
        return translate(Message("{start} to {end}", start=start, end=end))
    return end or start


def text_of(row: Activity, name: str) -> str:
    """The text of a column that shows a field. Raises AttributeError for a name that is not a field of the activity."""
    return str(getattr(row, name))
