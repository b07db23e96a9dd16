"""Converts an open file of format 1 or 2 to format 3, inside a transaction, with references switched off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from workbench.model.changes import ChangeKind
from workbench.model.declared import FIRST_DERIVED
from workbench.model.ids import link_id
from workbench.storage import file_row
from workbench.storage.connection import Connection
from workbench.storage.history import HistoryWriter
from workbench.storage.mapping import TYPE_OF_TABLE, mapping_of
from workbench.storage.older.check import is_sealed, older_tables
from workbench.storage.older.history import entries_of, read_changes, stamp_of
from workbench.storage.older.own_questions import ids_of_own_questions, rename
from workbench.storage.older.responsible import texts_without_words
from workbench.storage.older.rows import Rows, converted, read_rows
from workbench.storage.schema import columns_from, layout
from workbench.storage.seal import begin_seal, seal_anew
from workbench.storage.verify import sealed_tables

FORMAT_3: Final = FIRST_DERIVED
"""What it becomes; what later formats add is added by their steps."""
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
    for statement in layout(FORMAT_3):
        connection.write(statement)
    begin_seal(connection, [table for table in sealed_tables(connection) if table != "history"])
    texts = {str(row["id"]): str(row["responsible"] or "") for row in rows.get("activities", ())}
    sound &= _insert(connection, converted(rows), {(table, ids.get(row_id, row_id)) for table, row_id in wrong})
    assessment = str(rows["assessment"][0]["id"]) if rows.get("assessment") else ""
    _convert_history(connection, assessment, ids, texts_without_words(texts, rows))
    connection.write("DROP TABLE history")
    file_row.mint(connection, link_id(assessment, "format 3"))
    seal_anew(connection, sealed_tables(connection))
    if not sound:
        connection.write("UPDATE seal SET rows = rows + 1 WHERE table_name = 'assessment'")


def _insert(connection: Connection, rows: Rows, wrong: Collection[tuple[str, str]]) -> bool:
    """Writes the rows; whether there was room for all: two rows with the same id, or a row without its own, are damage."""
    all_there = True
    for table, row_type in TYPE_OF_TABLE.items():
        columns = [field.name for field in columns_from(row_type, FORMAT_3)]
        marks = ", ".join("?" * (len(columns) + 1))
        sql = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}, digest) VALUES ({marks})"
        mapping = mapping_of(row_type)
        named = dict(zip(mapping.columns, mapping.stored, strict=True))
        for row in rows.get(table, ()):
            values: dict[str, Any] = {name: row.get(name, default) for name, default in named.items()}
            digest = _WRONG if (table, str(row["id"])) in wrong else mapping.digest(tuple(values.values()))
            connection.write(sql, (*(values[name] for name in columns), digest))
        if row_type.since <= FORMAT_3:
            ((count,),) = connection.read(f"SELECT count(*) FROM {table}")
            all_there &= count == len(rows.get(table, ()))
    return all_there


def _convert_history(connection: Connection, assessment: str, ids: Mapping[str, str], linked: Mapping[str, str]) -> None:
    writer = HistoryWriter(connection)
    for number, change in enumerate(read_changes(connection)):
        stamp = stamp_of(change, assessment, first=number == 0)
        made = stamp.kind is ChangeKind.CREATED
        entries = () if made else entries_of(change, ids, linked, whole=connection.tolerant)
        writer.append(stamp, entries, None if change.right else _WRONG)
