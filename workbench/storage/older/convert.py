"""Converts an open file of format 1 or 2 to format 3, inside a transaction, with references switched off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from workbench.model.changes import ChangeKind
from workbench.storage import file_row
from workbench.storage.connection import Connection
from workbench.storage.history import HistoryWriter
from workbench.storage.mapping import TYPE_OF_TABLE, link_id, mapping_of
from workbench.storage.older.check import is_sealed, older_tables
from workbench.storage.older.history import entries_of, read_changes, stamp_of
from workbench.storage.older.own_questions import ids_of_own_questions, rename
from workbench.storage.older.rows import Rows, converted, read_rows
from workbench.storage.schema import layout
from workbench.storage.seal import begin_seal, seal_anew
from workbench.storage.verify import sealed_tables

_WRONG: Final = bytes(32)
"""The digest of what was damaged already: it still counts as damaged after the conversion."""


def convert_file(connection: Connection) -> None:
    """Replaces the tables of format 1 or 2 by those of format 3 with the same content.

    Nothing in it depends on the time or on this computer. Rows and changes whose digests are wrong keep wrong ones.
    """
    rows, wrong = read_rows(connection)
    sound = is_sealed(connection)
    ids = ids_of_own_questions(connection, rows)
    rename(rows, ids)
    for table in [name for name in older_tables(connection) if name != "history"] + ["seal"]:
        connection.write(f"DROP TABLE {table}")
    for statement in layout(3):
        connection.write(statement)
    begin_seal(connection, [table for table in sealed_tables(connection) if table != "history"])
    _insert(connection, converted(rows), {(table, ids.get(row_id, row_id)) for table, row_id in wrong})
    assessment = str(rows["assessment"][0]["id"]) if rows.get("assessment") else ""
    _convert_history(connection, assessment, ids)
    connection.write("DROP TABLE history")
    file_row.mint(connection, link_id(assessment, "format 3"))
    seal_anew(connection, sealed_tables(connection))
    if not sound:
        connection.write("UPDATE seal SET rows = rows + 1 WHERE table_name = 'assessment'")


def _insert(connection: Connection, rows: Rows, wrong: Collection[tuple[str, str]]) -> None:
    for table, row_type in TYPE_OF_TABLE.items():
        mapping = mapping_of(row_type)
        marks = ", ".join("?" * (len(mapping.columns) + 1))
        sql = f"INSERT OR IGNORE INTO {table} ({mapping.names}, digest) VALUES ({marks})"
        named = tuple(zip(mapping.columns, mapping.stored, strict=True))
        for row in rows.get(table, ()):
            values: tuple[Any, ...] = tuple(row.get(name, default) for name, default in named)
            digest = _WRONG if (table, str(row["id"])) in wrong else mapping.digest(values)
            connection.write(sql, (*values, digest))


def _convert_history(connection: Connection, assessment: str, ids: Mapping[str, str]) -> None:
    writer = HistoryWriter(connection)
    for place, change in enumerate(read_changes(connection)):
        stamp = stamp_of(change, assessment, first=place == 0)
        entries = () if stamp.kind is ChangeKind.CREATED else entries_of(change, ids)
        writer.append(stamp, entries, None if change.right else _WRONG)
