"""Writes what is in a file as an older format has it, for a program that knows no later one.

What a format has follows from the declarations (``since`` of tables, fields and words), so nothing is written by hand for a
format. The source may also be of a newer format than this version's, as far as it can be read. Nothing is left out in
silence: each :class:`Loss` says what has no place in the copy. A cell whose word is not known there has its default, and a
row that means nothing without such a word is not in the copy, nor what refers to it. Ids, digests and changes stay what they
are, so that it is known of the copy what it has seen; a change whose entries were not all taken over has another digest.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import MISSING, replace
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from workbench.model.changes import ChangeKind
from workbench.model.declared import FIRST_DERIVED, Declared, Kind
from workbench.model.limits import shape_of
from workbench.model.rows import ROW_TYPES, Row
from workbench.model.vocabulary import Choice, Confidentiality
from workbench.storage import file_row, stored_bytes
from workbench.storage.connection import Connection
from workbench.storage.digests import REQUIRED, Digester, SqlValue
from workbench.storage.history import HISTORY_TABLES, WHOLE_ROW, Form, HistoryWriter, Written, text_before
from workbench.storage.mapping import as_stored
from workbench.storage.past import OF_CHANGES, STAMP_COLUMNS, stamp_from
from workbench.storage.schema import APPLICATION_ID, BYTES, FORMAT_VERSION, READABLE_FROM, SEAL, columns_from, layout
from workbench.storage.seal import begin_seal, seal_anew
from workbench.storage.verify import content_damages, defaults_of, layout_differs, sealed_tables, structure_damaged, table_of
from workbench.storage.writing import finished_or_absent, must_not_exist
from workbench.system.frozen import frozen

_OWN: Final = frozenset({SEAL, file_row.TABLE, BYTES, *HISTORY_TABLES})
_ENTRIES: Final = (
    "SELECT change, table_name, row_id, column_name, form, old FROM entries "
    "JOIN subjects ON subjects.id = subject ORDER BY change, entries.id"
)
_OF_CELL: Final = (
    "SELECT change, column_name, form, old FROM entries JOIN subjects ON subjects.id = subject "
    "WHERE table_name = ? AND row_id = ? AND column_name IN (?, '*') ORDER BY change DESC, column_name = '*' DESC"
)


class LossKind(StrEnum):
    """What is not in a copy for an older format."""

    TABLE = "table"
    """A table; ``count`` are its rows."""
    COLUMN = "column"
    """A column; ``count`` are the rows that have something in it."""
    VALUE = "value"
    """A value in a column; ``count`` rows have its default in the copy."""
    ROW = "row"
    """Rows that mean nothing without the value in a column."""
    REFERRING = "referring"
    """Rows that mean nothing without a row which is not in the copy."""
    REFERENCE = "reference"
    """References to rows that are not in the copy; ``count`` rows have none."""
    BYTES = "bytes"
    """Documents that are stored in the file."""
    HISTORY = "history"
    """Entries of the history about what is not in the copy."""


@frozen
class Loss:
    """Something that has no place in the copy, and how often. ``table`` and ``column`` are the names in the file."""

    kind: LossKind
    table: str = ""
    column: str = ""
    value: str = ""
    count: int = 1


def copy_for(source: Connection, path: Path, number: int, row_types: Sequence[type[Row]] = ROW_TYPES) -> tuple[Loss, ...]:
    """Writes the contents of an undamaged file into a new one of format ``number``; returns what has no place in it.

    Raises :class:`~workbench.errors.FileExists`, StorageFailed or DiskFull; there is then no new file.
    """
    must_not_exist(path)
    with finished_or_absent(path) as part:
        target = Connection.create(part, called=path)
        try:
            descent = _Descent(source, target, number, row_types)
            with target.transaction():
                descent.write()
            if layout_differs(target, descent.statements) or structure_damaged(target) or content_damages(target):
                raise RuntimeError(f"the way down does not lead to format {number}")
        finally:
            target.close()
    return descent.told()


class _Descent:
    """One way down. ``gone`` are the ids that are not in the copy, by table; ``replaced`` the values in changed cells."""

    def __init__(self, source: Connection, target: Connection, number: int, row_types: Sequence[type[Row]]) -> None:
        self._source, self._target, self._number = source, target, number
        self._types = [row_type for row_type in row_types if row_type.since <= number]
        self.statements = layout(number, tuple(row_types))
        self._fields = {row_type.table: columns_from(row_type, number) for row_type in self._types}
        self._names = {table: {field.name for field in fields} for table, fields in self._fields.items()}
        self._gone: dict[str, set[SqlValue]] = {table: set() for table in self._fields}
        self._replaced: dict[tuple[str, str, str], str] = {}
        self._losses: Counter[tuple[LossKind, str, str, str]] = Counter()

    def told(self) -> tuple[Loss, ...]:
        """What was lost, in the order in which it was found."""
        return tuple(Loss(*about, count) for about, count in self._losses.items())

    def write(self) -> None:
        """Fills the empty target, inside a transaction."""
        for statement in self.statements:
            self._target.write(statement)
        sealed = sealed_tables(self._target)
        begin_seal(self._target, sealed)
        self._count_what_is_more()
        for row_type in self._types:
            self._write_rows(row_type.table)
        self._write_history()
        self._write_bytes()
        file_row.mint(self._target, readable_from=min(READABLE_FROM, self._number))
        seal_anew(self._target, sealed)
        self._target.write(f"PRAGMA application_id={APPLICATION_ID}")
        self._target.write(f"PRAGMA user_version={self._number}")

    def _lose(self, kind: LossKind, table: str = "", column: str = "", value: object = "", count: int = 1) -> None:
        if count:
            self._losses[kind, table, column, str(value)] += count

    def _count_what_is_more(self) -> None:
        """Notes the tables and columns that the older format does not have, as far as something is in them."""
        for (table,) in self._source.read("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"):
            if table in _OWN:
                continue
            if table not in self._names:
                ((count,),) = self._source.read(f"SELECT count(*) FROM {table}")
                self._lose(LossKind.TABLE, table, count=count)
                continue
            for column, default in defaults_of(self._source, table).items():
                if column not in self._names[table]:
                    different = "TRUE" if default is REQUIRED else f'"{column}" IS NOT ?'
                    sql, given = f"SELECT count(*) FROM {table} WHERE {different}", () if default is REQUIRED else (default,)
                    ((count,),) = self._source.read(sql, given)
                    self._lose(LossKind.COLUMN, table, column, count=count)

    def _write_rows(self, table: str) -> None:
        fields = self._fields[table]
        names = [field.name for field in fields]
        stored = (REQUIRED if field.default is MISSING else as_stored(field.default) for field in fields)
        digest = Digester(table, zip(names, stored, strict=True))
        insert = f"INSERT INTO {table} ({', '.join(names)}, digest) VALUES ({', '.join('?' * (len(names) + 1))})"
        for values in self._source.each(f"SELECT {', '.join(names)} FROM {table} ORDER BY rowid"):
            row = self._fitted(table, dict(zip(names, values, strict=True)))
            if row is not None:
                self._target.write(insert, (*row.values(), digest(tuple(row.values()))))

    def _fitted(self, table: str, row: dict[str, Any]) -> dict[str, Any] | None:
        """The row as the older format has it; None if it means nothing there."""
        fitted = dict(row)
        for field in self._fields[table]:
            value = row[field.name]
            if value is None or self._fits(field, value):
                continue
            instead, said = _instead_of(field), "" if field.refers else value
            if instead is MISSING:
                self._gone[table].add(row["id"])
                self._lose(LossKind.REFERRING if field.refers else LossKind.ROW, table, field.name, said)
                return None
            fitted[field.name] = instead
            self._replaced[table, str(row["id"]), field.name] = str(value)
            self._lose(LossKind.REFERENCE if field.refers else LossKind.VALUE, table, field.name, said)
        return fitted

    def _fits(self, field: Declared, value: SqlValue) -> bool:
        if field.choices is not None:
            return value in words_of(field.choices, self._number)
        if field.refers:
            return value not in self._gone[field.refers]
        fits = shape_of(field)
        return fits is None or not value or fits(value)

    def _write_bytes(self) -> None:
        """Copies the bytes of documents, as far as something in the copy refers to them."""
        if BYTES in map(table_of, self.statements):
            for row in self._source.each(f"SELECT id, digest, data FROM {BYTES} ORDER BY id"):
                self._target.write(f"INSERT INTO {BYTES} (id, digest, data) VALUES (?, ?, ?)", row)
            stored_bytes.drop_unused(self._target)
        else:
            self._lose(LossKind.BYTES, count=len(stored_bytes.sizes(self._source)))

    def _write_history(self) -> None:
        writer, whole = HistoryWriter(self._target), self._made_whole()
        entries = {change: list(group) for change, group in groupby(self._source.read(_ENTRIES), itemgetter(0))}
        for sequence, *values in self._source.read(f"SELECT sequence, {STAMP_COLUMNS} FROM changes {OF_CHANGES} ORDER BY 1"):
            stamp = stamp_from(values)
            if stamp.kind not in words_of(ChangeKind, self._number):
                self._lose(LossKind.VALUE, "changes", "kind", stamp.kind)
                stamp = replace(stamp, kind=ChangeKind.DONE)
            kept = (self._entry(Written(*entry[1:]), sequence, whole) for entry in entries.get(sequence, ()))
            writer.append(stamp, [entry for entry in kept if entry is not None])

    def _entry(self, entry: Written, change: int, whole: dict[tuple[int, str, str, str], str | None]) -> Written | None:
        """An entry as the older format has it; None if it is about something that is not in the copy."""
        names = self._names.get(entry.table, set())
        known = bool(names) and (entry.column == WHOLE_ROW or entry.column in names)
        if not known or entry.row_id in self._gone[entry.table]:
            self._lose(LossKind.HISTORY)
            return None
        if entry.form == Form.ROW:
            return replace(entry, old=_without_other_columns(entry.old, names))
        cell = change, entry.table, entry.row_id, entry.column
        return replace(entry, form=Form.WHOLE, old=whole[cell]) if cell in whole else entry

    def _made_whole(self) -> dict[tuple[int, str, str, str], str | None]:
        """What cells were before, where a difference would start from a value that is not in the copy."""
        found: dict[tuple[int, str, str, str], str | None] = {}
        for cell, value in self._replaced.items():
            now: str | None = value
            for change, column, form, old in self._source.read(_OF_CELL, cell):
                if column == WHOLE_ROW:
                    break
                try:
                    now = text_before(form, old, now)
                except ValueError:
                    break
                if form == Form.DIFFERENCE:
                    found[change, *cell] = now
        return found


def words_of(choices: type[Choice], number: int) -> frozenset[str]:
    """The words that a choice has in a format."""
    return frozenset(word.value for word in choices if word.since <= number)


def _instead_of(field: Declared) -> Any:
    """What a cell has whose value the older format does not know: a mark hides. MISSING if there is nothing for it."""
    default = Confidentiality.MARKED if field.kind is Kind.MARK else field.default
    return default if default is MISSING else as_stored(default)


def _without_other_columns(written: str | None, names: set[str]) -> str | None:
    """A removed row as the history has it, without columns that the older format does not have."""
    try:
        said = json.loads(written or "")
    except (ValueError, RecursionError):
        return written
    if not isinstance(said, dict) or said.keys() <= names:
        return written
    kept = {name: text for name, text in said.items() if name in names}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


FORMATS: Final = tuple(range(FIRST_DERIVED, FORMAT_VERSION + 1))
"""The formats in which this version can write a copy. Those before have other tables."""
