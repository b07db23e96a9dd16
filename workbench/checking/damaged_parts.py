"""What is damaged, in words that lead to it: question 3.10 and its answer, not a table and a key.

The words have no text of the file in them, so they may be copied and sent to whoever helps.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.row_names import NAMES
from workbench.model.rows import (
    ROW_TYPES,
    Activity,
    Answer,
    Area,
    Assessment,
    Attachment,
    BackgroundDocument,
    Contributor,
    Indicator,
    Outcome,
    Output,
    Question,
    Rating,
    Row,
    Section,
    Session,
    WorkingGroup,
)
from workbench.plan.order import read_plan
from workbench.storage.damage import Damage, DamageKind
from workbench.storage.damaged_rows import row_id_of
from workbench.storage.file_row import TABLE as FILE
from workbench.storage.history import HISTORY_TABLES
from workbench.storage.schema import BYTES
from workbench.system.frozen import frozen

_TYPE_OF: Final = {row_type.table: row_type for row_type in ROW_TYPES}
_OTHERS: Final = {FILE: Message("What the file says about itself"), BYTES: Message("Attachment")}
HISTORY: Final = Message("History")
_OWNERS: Final[tuple[tuple[str, type[Row]], ...]] = (
    ("question_id", Question),
    ("subject", Question),
    ("answer_id", Answer),
    ("rating_id", Rating),
    ("area_id", Area),
    ("activity_id", Activity),
    ("indicator_id", Indicator),
    ("document_id", BackgroundDocument),
    ("session_id", Session),
    ("group_id", WorkingGroup),
)
"""The fields that say what a row belongs to; the first that a row has leads to its number."""

_NUMBERED: Final = (
    Assessment, Area, Section, Question, Session, Contributor, WorkingGroup, BackgroundDocument, Outcome, Output, Activity,
    Indicator,
)  # fmt: skip


@frozen
class DamagedPart:
    """One damaged part. ``row`` is what can still be read of it, None if nothing is left or it is no row of the content."""

    what: Message
    table: str
    row: Row | None = None


def damaged_parts(document: Document, damages: Iterable[Damage]) -> tuple[DamagedPart, ...]:
    """The parts of an open file that these damages name, each once, in their order."""
    numbers = _Numbers(document)
    found: dict[tuple[str, str], DamagedPart] = {}
    for damage in damages:
        part = _part(document, numbers, damage)
        found.setdefault((str(part.what), part.row.id if part.row is not None else ""), part)
    return tuple(found.values())


def told_row(document: Document, row: Row) -> Message:
    """What a row is called: by numbers, without a text of it."""
    return _Numbers(document).told(row)


def _part(document: Document, numbers: _Numbers, damage: Damage) -> DamagedPart:
    table = damage.table
    if table in HISTORY_TABLES:
        return DamagedPart(HISTORY, table)
    row_type = _TYPE_OF.get(table)
    if row_type is None:
        return _of_no_row(document, numbers, damage)
    if damage.kind is DamageKind.SUM:
        what = Message("{what}: something else has added, removed or changed a row", what=NAMES[row_type])
        return DamagedPart(what, table)
    if damage.kind is DamageKind.STRUCTURE:
        return DamagedPart(Message("{what}: some can no longer be read", what=NAMES[row_type]), table)
    row = _row(document, row_type, damage)
    if row is not None:
        return DamagedPart(numbers.told(row), table, row)
    return DamagedPart(Message("{what}: one that can no longer be read", what=NAMES[row_type]), table)


def _row(document: Document, row_type: type[Row], damage: Damage) -> Row | None:
    if damage.kind is DamageKind.MISSING:  # the file was opened with an empty row in its place
        field = "question_id" if row_type is Answer else "area_id"
        found = document.read.where(row_type, **{field: damage.row_id})
        return found[0] if found else None
    row_id = row_id_of(document.read.connection, damage)
    return document.get(row_type, row_id) if row_id is not None else None


def _of_no_row(document: Document, numbers: _Numbers, damage: Damage) -> DamagedPart:
    if damage.table == BYTES and damage.row_id:
        content = damage.row_id.partition("/")[0]
        for row in document.read.every(Attachment):
            if row.content == content:
                return DamagedPart(numbers.told(row), BYTES, row)
    return DamagedPart(_OTHERS.get(damage.table) or Message("Structure of the file"), damage.table)


class _Numbers:
    """What rows are called: by the number of what they belong to, or by their place in their list."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[type[Row], dict[str, str]] = {}
        self._plan: dict[str, str] = {}

    def told(self, row: Row) -> Message:
        """A row in words, without a text of it."""
        name, owner, number = NAMES[type(row)], self._owner(row), self._number(row)
        if owner is not None:
            return Message("{whole}: {part}", whole=self.told(owner), part=name)
        return Message("{what} {number}", what=name, number=number) if number else name

    def _owner(self, row: Row) -> Row | None:
        """What a row belongs to; None for one that has a number of its own. Answers and ratings lend theirs."""
        if isinstance(row, _NUMBERED):
            return None
        for field, owner_type in _OWNERS:
            owner_id = getattr(row, field, None)
            owner = self._document.get(owner_type, owner_id) if owner_id else None
            if owner is not None:
                return self._owner(owner) or owner
        return None

    def _number(self, row: Row) -> str:
        if isinstance(row, Question):
            return row.number
        if isinstance(row, Outcome | Output | Activity):
            self._plan = self._plan or {line.line_id: line.number for line in read_plan(self._document)}
            return self._plan.get(row.id, "")
        row_type = type(row)
        if row_type is Assessment:
            return ""
        if row_type not in self._places:
            self._places[row_type] = {each.id: str(n) for n, each in enumerate(self._document.read.every(row_type), 1)}
        return self._places[row_type].get(row.id, "")
