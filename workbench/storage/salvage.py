"""Rebuilds in memory what can still be read of a damaged file. The file itself is not changed.

One wrong bit in an index, in the order of a page or in a letter must not hide all that people wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from workbench.errors import BeyondLimits, DocumentDamaged, InvalidValue
from workbench.model.ids import link_id
from workbench.model.rows import Answer, AreaId, Finding, QuestionId
from workbench.storage.connection import Connection
from workbench.storage.mapping import mapping_of
from workbench.storage.schema import APPLICATION_ID
from workbench.storage.verify import missing_rows, table_of

Row = tuple[Any, ...]

_UP: Final = "ASC"
_DOWN: Final = "DESC"
_BYTES: Final = frozenset({"digest", "data"})
"""The columns that are no texts; no table has a text of this name."""


def salvaged(connection: Connection, layout: Sequence[str], version: int) -> tuple[Connection, list[str]]:
    """A database in memory with all that can be read of a damaged file, and the tables that have lost rows.

    ``layout`` are the tables of its format. Texts keep what can be read of them, with U+FFFD for the rest. The damaged file
    stays open; the new database can be written to until it is protected.
    """
    connection.read_unreadable_texts()
    picture = Connection.in_memory(connection.path, tolerant=True)
    lost = []
    with picture.unchecked_references(), picture.transaction():
        for statement in layout:
            picture.write(statement)
            table = table_of(statement)
            if not _copied(connection, picture, table):
                lost.append(table)
        picture.write(f"PRAGMA application_id={APPLICATION_ID}")
        picture.write(f"PRAGMA user_version={version}")
    return picture, lost


def fill_in(picture: Connection) -> None:
    """Adds the missing ones of the rows that every file has from its creation, empty: their texts are lost."""
    missing = missing_rows(picture)
    if not missing:
        return
    found = picture.read("SELECT id FROM assessment")
    assessment = str(found[0][0]) if found else ""
    with picture.transaction():
        for damage in missing:
            row_id = damage.row_id
            row: Answer | Finding
            if damage.table == Answer.table:
                row = Answer(id=link_id(assessment, row_id), question_id=QuestionId(row_id))
            else:
                row = Finding(id=link_id(assessment, row_id), area_id=AreaId(row_id))
            mapping = mapping_of(type(row))
            values = mapping.values(row)
            picture.write(
                f"INSERT OR IGNORE INTO {mapping.table} ({mapping.names}, digest) "
                f"VALUES ({', '.join('?' * (len(values) + 1))})",
                (*values, mapping.digest(values)),
            )


def _copied(connection: Connection, picture: Connection, table: str) -> bool:
    columns = tuple(str(name) for _, name, *_ in picture.read(f"PRAGMA table_info({table})"))
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    whole, rows = True, 0
    for row in _rows_from_both_ends(connection, table, columns):
        if row is None:
            whole = False
            continue
        rows += 1
        try:
            picture.write(sql, [value if name in _BYTES else _text(value) for name, value in zip(columns, row, strict=True)])
        except (DocumentDamaged, InvalidValue):
            whole = False
    ((count,),) = picture.read(f"SELECT count(*) FROM {table}")
    return whole and count == rows


def _rows_from_both_ends(connection: Connection, table: str, columns: tuple[str, ...]) -> Iterator[Row | None]:
    """All rows up to a place that cannot be read, None in its place, and all rows after it.

    The rows before it come one by one, because a history may be larger than the memory.
    """
    known = set()
    for row in _until_unreadable(connection, table, columns, _UP):
        if row is not None:
            known.add(row[0])
            yield row[1:]
            continue
        yield None
        last = [row for row in _until_unreadable(connection, table, columns, _DOWN) if row is not None]
        yield from (row[1:] for row in reversed(last) if row[0] not in known)


def _until_unreadable(connection: Connection, table: str, columns: tuple[str, ...], order: str) -> Iterator[Row | None]:
    """The rows with their rowids, read without indexes; None at the end if there are more that cannot be read."""
    try:
        yield from connection.each(f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED ORDER BY rowid {order}")
    except (DocumentDamaged, BeyondLimits):
        # a damaged page may say of a row that it is longer than any
        yield None


def _text(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
