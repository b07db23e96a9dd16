"""The history of formats 1 and 2 as that of format 3.

There, each changed column stood with both texts, and with who, where and why; here each change becomes a sitting of its own,
whose id is derived from that of the change. So two computers that convert copies of one file get the same history as far as
the copies were the same, and what was written later in one of them stays distinct from what was written in the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from workbench.model.changes import ChangeKind
from workbench.model.ids import link_id
from workbench.model.rows import Activity
from workbench.storage.connection import Connection
from workbench.storage.history import WHOLE_ROW, Cell, Form, Sitting, Stamp, Written, entry_between, row_as_json
from workbench.storage.mapping import TYPE_OF_TABLE, mapping_of
from workbench.storage.older import responsible
from workbench.storage.older.check import older_digest
from workbench.storage.older.names import COLUMNS_BEFORE_3, NAMES_BEFORE_3
from workbench.storage.older.texts import text_of

_COLUMNS: Final = "sequence, change, at, who, computer, label, table_name, row_id, column_name, old, new"
_KINDS: Final = (("Undo: ", ChangeKind.UNDONE), ("Redo: ", ChangeKind.REDONE))
_NOT_TAKEN_OVER: Final = frozenset({"place", "rank"})
"""Columns whose old values mean nothing any more."""

_WORDS: Final[Mapping[str, Mapping[str | None, str]]] = {"confidential": {"0": "open", "1": "marked"}}
"""What a value was called, by column, where format 3 has a word for it."""

Before = tuple[str | None, str | None]


@dataclass
class OlderChange:
    """One change of the old history: its cells, each with the value before it and the one after it."""

    change: str
    at: str
    who: str
    computer: str
    label: str
    number: int
    right: bool = True
    cells: dict[Cell, Before] = field(default_factory=dict)
    rows: set[tuple[str, str]] = field(default_factory=set)

    def has_room_for(self, cell: Cell) -> bool:
        """Whether its entry can stand beside the others: one of the same cell, or of the whole row, would hide it."""
        table, row_id, column = cell
        if column == WHOLE_ROW:
            return (table, row_id) not in self.rows
        return cell not in self.cells and (table, row_id, WHOLE_ROW) not in self.cells

    def add(self, cell: Cell, old: str | None, new: str | None) -> None:
        """Adds an entry."""
        self.cells[cell] = old, new
        self.rows.add(cell[:2])


def read_changes(connection: Connection) -> Iterator[OlderChange]:
    """The changes of the old history, oldest first. One whose entries would hide each other becomes several."""
    numbers: dict[str, int] = {}
    now: OlderChange | None = None
    for digest, *values in connection.each(f"SELECT digest, {_COLUMNS} FROM history ORDER BY sequence"):
        _, change, at, who, computer, label, table, row_id, column, old, new = values
        cell = table, row_id, column
        if now is None or now.change != change or not now.has_room_for(cell):
            if now is not None:
                yield now
            numbers[change] = numbers.get(change, 0) + 1
            now = OlderChange(change, at, who, computer, label, numbers[change])
        now.at = at
        now.right &= digest == older_digest("history", values)
        now.add(cell, old, new)
    if now is not None:
        yield now


def stamp_of(change: OlderChange, assessment: str, *, first: bool) -> Stamp:
    """The change as format 3 has it; ``first`` if it is the one that made the file."""
    kind, label = ChangeKind.DONE, change.label
    for beginning, replayed in _KINDS:
        if label.startswith(beginning):
            kind, label = replayed, label.removeprefix(beginning)
    if first and all(column == WHOLE_ROW and old is None for (_, _, column), (old, _) in change.cells.items()):
        kind = ChangeKind.CREATED
    sitting = Sitting(link_id(assessment, change.change), "", change.at, 0, change.who, change.computer, "")
    return Stamp(sitting, change.number, change.at, kind, label)


def entries_of(
    change: OlderChange, ids: Mapping[str, str], linked: Mapping[str, str], *, whole: bool = False
) -> Iterator[Written]:
    """The entries of the change as format 3 has them, without those of columns that are no more.

    ``ids`` are those of rows whose id is another one now, ``linked`` the texts of
    :func:`~workbench.storage.older.responsible.texts_without_words`. With ``whole``, for a damaged file, no entry is a
    difference, so that none needs the ones after it.
    """
    for (old_table, old_id, old_column), (old, new) in change.cells.items():
        row_id = ids.get(old_id, old_id)
        table = NAMES_BEFORE_3.get(old_table, old_table)
        renamed = COLUMNS_BEFORE_3.get(table, {})
        column = renamed.get(old_column, old_column)
        row_type = TYPE_OF_TABLE.get(table)
        if row_type is None:
            continue
        if row_type is Activity:
            yield from _of_people(row_id, old_column, old, new, linked)
        if old_column == WHOLE_ROW and old is None:
            yield Written(table, row_id, WHOLE_ROW, Form.ABSENT, None)
        elif old_column == WHOLE_ROW:
            texts = {name: text for name, text in _texts(old, renamed).items() if name in mapping_of(row_type).columns}
            yield Written(table, row_id, WHOLE_ROW, Form.ROW, row_as_json(row_type, texts))
        elif column in mapping_of(row_type).columns and column not in _NOT_TAKEN_OVER:
            yield entry_between((table, row_id, column), _now(column, old), None if whole else _now(column, new))


def _of_people(activity: str, column: str, old: str | None, new: str | None, linked: Mapping[str, str]) -> Iterator[Written]:
    """What an entry of an activity says about who was responsible."""
    if column == WHOLE_ROW:
        yield from responsible.entries(activity, _texts(old, {}), _texts(new, {}), linked)
    elif column in (responsible.TEXT, responsible.PERSON):
        yield from responsible.entries(activity, {column: old}, {column: new}, linked)


def _texts(written: str | None, renamed: Any) -> dict[str, str | None]:
    try:
        said = json.loads(written or "")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    kept = ((renamed.get(name, name), value) for name, value in said.items())
    texts = ((name, None if value is None else str(value)) for name, value in kept if name not in _NOT_TAKEN_OVER)
    return {name: _now(name, text) for name, text in texts}


def _now(column: str, text: str | None) -> str | None:
    """A value of a column as format 3 has it."""
    now: str | None = _WORDS.get(column, {}).get(text, text_of(column, text))
    return now
