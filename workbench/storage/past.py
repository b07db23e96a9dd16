"""Reads the history: what a cell was, and who wrote it, from the newest change back to the first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from workbench.model.rows import Row
from workbench.storage.connection import Connection
from workbench.storage.history import WHOLE_ROW, Form, Sitting, Stamp, milliseconds, moment_text, row_from_json, text_before
from workbench.storage.mapping import TYPE_OF_TABLE, mapping_of
from workbench.system.frozen import frozen

STAMP_COLUMNS: Final = (
    "sittings.sitting, copy, began, utc_offset, who, computer, program, number, at, kind, labels.text, fields"
)
"""The columns of a change with its sitting and its label, for :func:`stamp_from`."""
OF_CHANGES: Final = "JOIN sittings ON sittings.id = changes.sitting JOIN labels ON labels.id = changes.label"


Texts = dict[str, str | None]
"""Values of a row by column, as the history has them."""


@frozen
class Entry:
    """One cell before and after one change, as text; ``old`` is None for an added row, ``new`` for a removed one."""

    stamp: Stamp
    row_id: str
    old: str | None
    new: str | None
    form: str

    @property
    def whole_row(self) -> bool:
        """Whether the row was added or removed, rather than changed in this column."""
        return self.form in (Form.ABSENT, Form.ROW)


class WayBack:
    """One row on the way back through its history. Entries come newest first, of each change that of the whole row first.

    ``texts`` are its values before the entries so far, without what nobody can know; a row that was not there has none.
    ``whole`` is the last change so far that added or removed the row.
    """

    def __init__(self, row_type: type[Row] | None, now: Texts) -> None:
        self._row_type = row_type
        self.texts = now
        self.whole: int | None = None

    def goes_over(self, change: int, column: str, form: str, old: str | None) -> bool:
        """Goes back over one entry; whether it could be read.

        What it was about is then not known until an older entry says it whole.
        """
        if column == WHOLE_ROW:
            self.whole = change
            said = self._row_before(form, old)
            self.texts = said or {}
            return said is not None
        # two entries of one change for a row: nobody can say which is the older one
        base = self.texts.pop(column, None) if self.whole != change else None
        try:
            self.texts[column] = text_before(form, old, base)
        except ValueError:
            return False
        return True

    def _row_before(self, form: str, old: str | None) -> Texts | None:
        if form == Form.ABSENT and old is None:
            return {}
        return row_from_json(self._row_type, old) if form == Form.ROW and self._row_type is not None else None


def stamp_from(values: Iterable[Any]) -> Stamp:
    """A change from the columns :data:`STAMP_COLUMNS`."""
    sitting, copy, began, offset, who, computer, program, number, at, kind, label, fields = values
    opened = Sitting(sitting, copy, began, offset, who, computer, program)
    return Stamp(opened, number, moment_text(at), kind, label, fields)


def last_change(connection: Connection) -> Stamp | None:
    """The newest change, or None."""
    found = connection.read(f"SELECT {STAMP_COLUMNS} FROM changes {OF_CHANGES} ORDER BY sequence DESC LIMIT 1")
    return stamp_from(found[0]) if found else None


def row_changed_last(connection: Connection, row_type: type[Row]) -> str | None:
    """The id of a row of this class that the newest change changed; None if it changed none, or added or removed it."""
    sql = (
        "SELECT row_id FROM entries JOIN subjects ON subjects.id = subject "
        "WHERE change = (SELECT max(sequence) FROM changes) AND table_name = ? AND column_name <> '*' ORDER BY entries.id"
    )
    found = connection.read(sql, (row_type.table,))
    return str(found[-1][0]) if found else None


def changed_together_with(connection: Connection, table: str, row_ids: Collection[str], column: str) -> set[tuple[str, str]]:
    """The rows, by table and id, of which a column was changed in the same step in which some of these rows were written.

    Written: added, or their text. Not what became of them later, for example that a note is done.
    """
    written = (
        "SELECT row_id, change FROM entries JOIN subjects ON subjects.id = subject "
        "WHERE table_name = ? AND column_name IN ('*', 'text')"
    )
    steps = {change for row_id, change in connection.read(written, (table,)) if row_id in row_ids}
    changed = "SELECT table_name, row_id, change FROM entries JOIN subjects ON subjects.id = subject WHERE column_name = ?"
    return {(table, row_id) for table, row_id, change in connection.read(changed, (column,)) if change in steps}


def past_of(connection: Connection, row: Row, column: str) -> list[Entry]:
    """All that is known of the past of one column of one row, oldest first; nothing from before what was forgotten."""
    sql = (
        f"SELECT row_id, column_name, form, old, change, {STAMP_COLUMNS} FROM subjects "
        f"JOIN entries ON subject = subjects.id JOIN changes ON sequence = change {OF_CHANGES} "
        "WHERE table_name = ? AND row_id = ? AND column_name IN (?, '*') ORDER BY change DESC, column_name = '*' DESC"
    )
    now = _now(connection, type(row), column, row.id)
    found = _walked(connection.read(sql, (row.table, row.id, column)), row.table, column, now)
    entries = list(found)
    created = _creation(connection, row, entries, now)
    return [*created, *reversed(entries)]


def past_since(connection: Connection, row_type: type[Row], column: str, at: str) -> list[Entry]:
    """The changes of one column in all rows of a class since ``at`` (UTC, ISO 8601), oldest first."""
    sql = (
        f"SELECT row_id, column_name, form, old, change, {STAMP_COLUMNS} FROM changes {OF_CHANGES} "
        "JOIN entries ON change = sequence JOIN subjects ON subjects.id = subject "
        "WHERE sequence >= (SELECT min(sequence) FROM changes WHERE at >= ?) AND table_name = ? AND column_name IN (?, '*') "
        "ORDER BY change DESC, column_name = '*' DESC"
    )
    since, now = milliseconds(at), _now(connection, row_type, column)
    found = _walked(connection.read(sql, (since, row_type.table, column)), row_type.table, column, now)
    # a clock may have been put back: the walk needs the changes between, too
    return [entry for entry in found if milliseconds(entry.stamp.at) >= since][::-1]


def _now(connection: Connection, row_type: type[Row], column: str, row_id: str | None = None) -> dict[str, str | None]:
    """The present values of a column by row, of all rows or of one, as the history has them."""
    if column not in mapping_of(row_type).columns:
        raise KeyError(f"{row_type.__name__} has no {column}")
    sql = f"SELECT id, {column} FROM {row_type.table} WHERE ?1 IS NULL OR id = ?1"
    return {str(number): None if value is None else str(value) for number, value in connection.read(sql, (row_id,))}


def _walked(found: Iterable[tuple[Any, ...]], table: str, column: str, now: dict[str, str | None]) -> Iterator[Entry]:
    """The entries, newest first, from the newest values ``now`` by row, which become the oldest that are known.

    Nothing is told of a row from before an entry that cannot be read: a gap is no version.
    """
    ways: dict[str, WayBack] = {}
    lost: set[str] = set()
    for row_id, subject, form, old, change, *stamp in found:
        way = ways.get(row_id)
        if way is None:
            way = ways[row_id] = WayBack(TYPE_OF_TABLE[table], {column: now[row_id]} if row_id in now else {})
        # a row that was added or removed was not also changed: what it was then says all
        if row_id in lost or way.whole == change:
            continue
        new = way.texts.get(column)
        if not way.goes_over(change, subject, form, old):
            lost.add(row_id)
        before = now[row_id] = way.texts.get(column)
        yield Entry(stamp_from(stamp), row_id, before, new, form)
    for row_id in lost:
        now.pop(row_id, None)


def _creation(connection: Connection, row: Row, entries: list[Entry], oldest: dict[str, str | None]) -> list[Entry]:
    """The making of the file, if the row was in it from the beginning: the first rows have no entries."""
    if row.id not in oldest or (entries and entries[-1].form == Form.ABSENT):
        return []
    found = connection.read(f"SELECT {STAMP_COLUMNS} FROM changes {OF_CHANGES} ORDER BY sequence LIMIT 1")
    return [Entry(stamp_from(each), row.id, None, oldest[row.id], Form.ABSENT) for each in found]
