"""What the bytes of a damaged file still say, as a database in memory of the present format; and what of it is in doubt.

The database has only rows that are as they were written. What is doubtful comes beside it, as rows of the model, so that it
is put into the assessment by somebody who says so.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Mapping as Named
from collections.abc import Sequence
from dataclasses import MISSING
from pathlib import Path
from typing import Any, Final

from workbench.errors import DocumentDamaged, DocumentReadOnly, NotOurFile
from workbench.language.i18n import Message
from workbench.model.declared import FIRST_DERIVED, Kind, declared
from workbench.model.limits import MOST_ROWS, TEXT_LINES, most_characters
from workbench.model.rows import ROW_TYPES, Row
from workbench.model.texts import is_storable
from workbench.storage import file_row, migrations, newer
from workbench.storage.bounds import is_beyond, refuse_too_much
from workbench.storage.connection import Connection
from workbench.storage.digests import SqlValue
from workbench.storage.header import must_be_a_file
from workbench.storage.mapping import Mapping, mapping_of
from workbench.storage.older.names import NAMES_BEFORE_3
from workbench.storage.recovery import refuse_if_in_use, replayed
from workbench.storage.refusals import beyond
from workbench.storage.schema import APPLICATION_ID, FORMAT_VERSION, SCHEMA
from workbench.storage.seal import CHANGES, TableSeal, begin_seal, seal_anew, seal_of_table
from workbench.storage.torn.ages import Ages, ages
from workbench.storage.torn.gathering import Gathering, Table
from workbench.storage.torn.mending import MendedHistory, mend, removed
from workbench.storage.torn.pages import TornFile
from workbench.storage.torn.shapes import Shape, TornRow, shapes_of
from workbench.storage.torn.trees import Trees, walked
from workbench.storage.verify import sealed_tables, table_of
from workbench.system.frozen import frozen

UNREADABLE: Final = "\ufffd"
"""In the place of what cannot be read of a text."""


@frozen
class DoubtfulRow:
    """A row that is not as it was written, as far as it can be read; ``digest`` is that of the row as it was, if known."""

    row: Row
    digest: bytes
    is_text_whole: bool
    """Whether no part of its texts is missing."""


@frozen
class TableState:
    """How far a table is what it was: ``complete``: no row is missing; ``proven``: every row is as it was.

    ``seal`` is what the file said about it, if that can be read.
    """

    complete: bool = False
    proven: bool = False
    seal: TableSeal | None = None
    older: frozenset[str] = frozenset()
    """The ids of sound rows that are older than the history says."""
    vouched: bool = True
    """Whether something says that its sound rows are the newest ones: its seal, or a history that is whole. Rows that are
    missing are another matter: where there are too few of them, nothing speaks against those that are there."""


@frozen
class Picture:
    """All that could be read: a writable database in memory with what is sound, and the rest."""

    connection: Connection
    doubtful: tuple[DoubtfulRow, ...]
    tables: Named[str, TableState]
    history: MendedHistory
    version: int
    """The format of the damaged file."""

    @property
    def is_proven(self) -> bool:
        """Whether all rows of the contents are there, as they were written."""
        return not self.doubtful and all(self.tables[name].proven for name in _MODEL if name in self.tables)


def picture_of(path: Path) -> Picture:
    """Reads all that can be read of a damaged file, which is not changed; the caller closes the connection.

    If a change to it was interrupted, its journal is tried on a copy, and what gives more is taken. Raises NotOurFile if
    nothing of an assessment is in it, DocumentInUse while it is open somewhere, DocumentTooNew for a later format,
    BeyondLimits for more than a file of ours has, DiskFull if there is no room for that copy.
    """
    must_be_a_file(path)
    with contextlib.suppress(DocumentDamaged, DocumentReadOnly):
        refuse_if_in_use(path)
    with replayed(path) as copy:
        found = [_read(each) for each in (copy, path) if each is not None]
    version, tables = max(found, key=lambda each: _worth(each[1]))
    if not _sound_rows(tables):
        raise _nothing_found(path)
    return _drawn(path, version, tables)


def _read(path: Path) -> tuple[int, dict[str, Table]]:
    with TornFile(path) as file:
        trees = walked(file)
        if _is_newer(file, trees):
            raise newer.too_new(path)
        return _gathered(file, trees)


def _worth(tables: Named[str, Table]) -> tuple[int, int]:
    """How much of what was written is there: whole tables, then rows."""
    return sum(table.proven for table in tables.values()), _sound_rows(tables)


def _sound_rows(tables: Named[str, Table]) -> int:
    return sum(bool(row.sound) for table in tables.values() for row in table.rows.values())


def assessments_named(connection: Connection) -> list[str]:
    """The ids that the assessment in a database has, or has in its history: one, unless the row and its history are lost."""
    sql = "SELECT id FROM assessment UNION SELECT row_id FROM subjects WHERE table_name = 'assessment'"
    return [str(row_id) for (row_id,) in connection.read(sql)]


def rows_in_history(connection: Connection, table: str) -> set[str]:
    """The rows of a table that the history names: all others are as they were when the file was made."""
    sql = "SELECT DISTINCT row_id FROM subjects WHERE table_name = ?"
    return {str(row_id) for (row_id,) in connection.read(sql, (table,))}


def _is_newer(file: TornFile, trees: Trees) -> bool:
    """Whether a later version made the file: it says so, and its layout is another."""
    names = set(map(table_of, trees.statements))
    return _said_version(file) > FORMAT_VERSION and _OLDER not in names and not set(trees.statements) <= set(SCHEMA)


def _said_version(file: TornFile) -> int:
    return int.from_bytes(file.header[60:64], "big", signed=True)


def _gathered(file: TornFile, trees: Trees) -> tuple[int, dict[str, Table]]:
    """The format of a file and its rows: the one that its layout has, or else the one in which rows are recognised."""
    names, found = set(map(table_of, trees.statements)), dict[str, Table]()
    said = _said_version(file)
    if CHANGES in names or (_OLDER not in names and said >= FIRST_DERIVED):
        first = FORMAT_VERSION
    elif _OLDER in names:
        first = 2 if any(_SINCE_2 in statement for statement in trees.statements) else 1
    else:
        first = said if said in migrations.LADDER.layouts else FORMAT_VERSION
    for version in dict.fromkeys((first, FORMAT_VERSION, 2, 1)):
        found = Gathering(file, trees, shapes_of(version)).gather()
        if _sound_rows(found):
            return version, found
    return first, found


def _drawn(path: Path, version: int, tables: dict[str, Table]) -> Picture:
    connection = Connection.in_memory(path)
    connection.trusted = True
    try:
        if version < FIRST_DERIVED:
            doubtful = _carried(connection, version, tables)
        else:
            with connection.unchecked_references(), connection.transaction():
                doubtful = _filled(connection, shapes_of(version), tables)
        model = {name: NAMES_BEFORE_3.get(name, name) for name in tables}
        aged = {name: ages(connection, now) for name, now in model.items() if now in _MODEL}
        with connection.unchecked_references(), connection.transaction():
            history = mend(connection, _seal_of_changes(connection, tables))
            gone = _without_removed(connection, tables)
            seal_anew(connection, sealed_tables(connection))
        refuse_too_much(connection)
        kept = tuple(each for each in doubtful if (each.row.table, each.row.id) not in gone)
        _refuse_too_many(path, kept)
    except BaseException:
        connection.close()
        raise
    states = {
        NAMES_BEFORE_3.get(name, name): _state(table, aged.get(name, Ages()), history) for name, table in tables.items()
    }
    if all(state.proven for state in states.values()):
        states |= {name: TableState(complete=True, proven=True) for name in _MODEL if name not in states}
    return Picture(connection, kept, states, history, version)


def _state(table: Table, aged: Ages, history: MendedHistory) -> TableState:
    complete, proven = table.complete, table.proven
    seal = None if history.is_newer_than_seals else table.seal
    if table.is_on_trust or history.is_newer_than_seals:
        complete = complete and (history.is_whole or not table.is_on_trust) and not aged.is_missing
        proven = proven and complete and not aged.older
    if seal is None:
        vouched = (table.proven and not table.is_on_trust) or history.is_unbroken
    else:
        vouched = table.complete or len(table.rows) < seal.rows or history.is_whole
    older = aged.older if table.is_on_trust or history.is_newer_than_seals or not table.complete else frozenset()
    return TableState(complete, proven, seal, older, vouched)


def _refuse_too_many(path: Path, doubtful: Sequence[DoubtfulRow]) -> None:
    """Raises BeyondLimits for more doubtful rows than an assessment has room for: each of them is looked at for long."""
    for table, count in Counter(found.row.table for found in doubtful).items():
        if count > MOST_ROWS[table]:
            raise beyond(path)


def _seal_of_changes(connection: Connection, tables: Named[str, Table]) -> TableSeal | None:
    """What a file says of its changes; or what was found of them, where nothing of it is missing."""
    if CHANGES in tables and tables[CHANGES].seal is not None:
        return tables[CHANGES].seal
    complete = all(table.complete for table in tables.values())
    return seal_of_table(connection, CHANGES) if complete else None


def _filled(connection: Connection, shapes: Named[str, Shape], tables: dict[str, Table]) -> list[DoubtfulRow]:
    """Writes all sound rows into a new database of the present format; returns the others."""
    for statement in SCHEMA:
        connection.write(statement)
    begin_seal(connection, sealed_tables(connection))
    file_row.mint(connection)
    connection.write(f"PRAGMA application_id={APPLICATION_ID}")
    connection.write(f"PRAGMA user_version={FORMAT_VERSION}")
    doubtful = []
    for name, table in tables.items():
        if name == file_row.TABLE:
            continue
        mapping = _MODEL.get(name)
        for row in table.rows.values():
            if _is_trusted(row, mapping) and _inserted(connection, shapes[name], row):
                continue
            found = _doubtful(mapping, _named(shapes[name], row), row.stored) if mapping is not None else None
            doubtful += [found] if found is not None else []
            if name == _SITTINGS and row.sound is False:
                _inserted(connection, shapes[name], row)
    return doubtful


def _is_trusted(row: TornRow, mapping: Mapping[Any] | None) -> bool:
    """Whether a row goes in as it is: it is as it was written, and it could have been written."""
    if mapping is None:
        return row.sound is not False
    at = 1  # the digest is the second column of every table of the model
    values = (*row.values[:at], *row.values[at + 1 :])
    return bool(row.sound) and mapping.can_be_read(values) and not is_beyond(values, mapping)


def _inserted(connection: Connection, shape: Shape, row: TornRow) -> bool:
    values, at = list(row.values), shape.digest_place
    if row.sound is False:
        values = [_readable(value) if isinstance(value, str) else value for value in values]
    if at >= 0 and shape.digest is not None:
        values[at] = row.stored
    sql = f"INSERT OR IGNORE INTO {shape.table} ({', '.join(shape.columns)}) VALUES ({', '.join('?' * len(values))})"
    connection.write(sql, values)
    return connection.read("SELECT changes()") == [(1,)]


def _carried(connection: Connection, version: int, tables: dict[str, Table]) -> list[DoubtfulRow]:
    """Writes all rows of format 1 or 2, converts them, and takes out those that were not as they were written."""
    shapes = shapes_of(version)
    with connection.unchecked_references(), connection.transaction():
        for statement in migrations.LADDER.layouts[version]:
            connection.write(statement)
        connection.write(f"PRAGMA application_id={APPLICATION_ID}")
        connection.write(f"PRAGMA user_version={version}")
        for name, table in tables.items():
            for row in table.rows.values():
                _inserted(connection, shapes[name], row)
    migrations.LADDER.carry(connection, version)
    doubtful = []
    with connection.unchecked_references(), connection.transaction():
        for mapping in _MODEL.values():
            sql = f"SELECT {mapping.names}, digest FROM {mapping.table}"
            for *values, digest in connection.read(sql):
                if digest == mapping.digest(values) and mapping.can_be_read(values) and not is_beyond(values, mapping):
                    continue
                found = _doubtful(mapping, dict(zip(mapping.columns, values, strict=True)), b"")
                doubtful += [found] if found is not None else []
                connection.write(f"DELETE FROM {mapping.table} WHERE id = ?", (values[0],))
    return doubtful


def _named(shape: Shape, row: TornRow) -> dict[str, SqlValue]:
    return dict(zip(shape.columns, row.values, strict=True))


def _doubtful(mapping: Mapping[Any], values: Named[str, SqlValue], digest: bytes) -> DoubtfulRow | None:
    """The row of the model, with what can be read; closed, since its mark may have been another. None if it has no name."""
    row_id = values["id"]
    if not isinstance(row_id, str) or not row_id or not is_storable(row_id):
        return None
    cleaned, whole = {}, True
    for name, field in declared(mapping.row_type).items():
        value = values.get(name)
        if field.kind is Kind.MARK:
            value = "marked"
        elif isinstance(value, str):
            cut = _storable(value, most_characters(field))
            whole, value = whole and cut == value, cut
        cleaned[name] = value
    found: list[Any] = [cleaned[name] for name in mapping.columns]
    for index, words in mapping.choices:
        if found[index] is not None and found[index] not in words:
            default = mapping.defaults[index]
            if default is MISSING:
                return None
            found[index] = default
    row = mapping.row(found, tolerant=True)
    return DoubtfulRow(row, digest, whole)


def _readable(text: str) -> str:
    """A text with one sign for each part that cannot be read."""
    return re.sub(f"[\ud800-\udfff{UNREADABLE}]+", UNREADABLE, text) if not text.isascii() else text


def _storable(text: str, most: int) -> str:
    """A text that can be stored, with such signs for what cannot be."""
    if not is_storable(text):
        text = "".join(character if is_storable(character) else UNREADABLE for character in text)
    text = _readable(text)
    return "\n".join(text[:most].split("\n")[:TEXT_LINES])


def _without_removed(connection: Connection, tables: Named[str, Table]) -> set[tuple[str, str]]:
    """Takes out the rows that had been removed before the damage, and returns their names.

    Of a row of which only the history was forgotten, the trees of the file decide.
    """
    gone = set()
    for (name, row_id), certain in removed(connection).items():
        table = tables.get(name)
        if table is None or table.proven or (not certain and row_id not in table.astray):
            continue
        gone.add((name, row_id))
        connection.write(f"DELETE FROM {name} WHERE id = ?", (row_id,))
    return gone


def _nothing_found(path: Path) -> NotOurFile:
    return NotOurFile(
        Message("Nothing of an assessment was found in {name}.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("If it should be an assessment, take your newest copy of it, or have it sent again."),
    )


_MODEL: Final[Named[str, Mapping[Any]]] = {row_type.table: mapping_of(row_type) for row_type in ROW_TYPES}
_OLDER: Final = "history"
"""A table that only formats 1 and 2 have."""
_SINCE_2: Final = "parked_note"
_SITTINGS: Final = "sittings"
