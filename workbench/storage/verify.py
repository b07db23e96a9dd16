"""Whether a file is as the program left it: structure, references, every row, and all rows together.

SQLite's own checks miss 95 % of single-bit changes in content; so each row's digest is computed again, and their sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workbench.errors import DocumentDamaged
from workbench.model import Row
from workbench.storage.connection import Connection
from workbench.storage.history import TABLE as HISTORY
from workbench.storage.mapping import MODULUS, TYPE_OF_TABLE, Mapping, SqlValue, digest_of, mapping_of
from workbench.storage.schema import FORMAT_VERSION, HISTORY_COLUMNS, SCHEMA


class DamageKind(StrEnum):
    """What is wrong."""

    STRUCTURE = "structure"
    ROW = "row"
    SUM = "sum"
    REFERENCE = "reference"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was written; ``table`` and ``key`` name the row where that is known."""

    kind: DamageKind
    table: str = ""
    key: str = ""


MOST_DAMAGES: Final = 100
"""Enough to tell a scratch from a ruin."""


def schema_differs(connection: Connection) -> bool:
    """Whether the tables are not exactly ours: a file made to deceive, or one that another program has changed.

    A newer format may have more and other tables, but never a view, a trigger or a virtual table.
    """
    found = connection.read("SELECT type, name, sql FROM sqlite_schema")
    if connection.read("PRAGMA user_version")[0][0] > FORMAT_VERSION:
        return any(kind not in ("table", "index") or "VIRTUAL" in str(sql).upper() for kind, _, sql in found)
    tables = sorted(str(sql) for kind, name, sql in found if sql is not None)
    others = [name for kind, name, sql in found if sql is None and not str(name).startswith("sqlite_autoindex_")]
    return bool(others) or tables != sorted(SCHEMA)


def structure_damaged(connection: Connection) -> bool:
    """Whether SQLite itself finds the file inconsistent."""
    try:
        return connection.read("PRAGMA quick_check(1)") != [("ok",)]
    except DocumentDamaged:
        return True


def content_damages(connection: Connection) -> list[Damage]:
    """Every row that is not as it was written, at most :data:`MOST_DAMAGES`; empty for a sound file."""
    damages: list[Damage] = []
    total = rows = 0
    for table in (*TYPE_OF_TABLE, HISTORY):
        try:
            subtotal, count, found = _table_damages(connection, table)
        except DocumentDamaged:
            damages.append(Damage(DamageKind.STRUCTURE, table))
            continue
        total += subtotal
        rows += count
        damages.extend(found)
    stored = connection.read("SELECT digest, rows FROM seal")
    if stored != [((total % MODULUS).to_bytes(32, "big"), rows)]:
        damages.append(Damage(DamageKind.SUM))
    for table, rowid, *_ in connection.read("PRAGMA foreign_key_check"):
        damages.append(Damage(DamageKind.REFERENCE, str(table), str(rowid)))
    return damages[:MOST_DAMAGES]


def _table_damages(connection: Connection, table: str) -> tuple[int, int, list[Damage]]:
    mapping = None if table == HISTORY else mapping_of(TYPE_OF_TABLE[table])
    columns = HISTORY_COLUMNS if mapping is None else mapping.columns
    total = 0
    damages: list[Damage] = []
    found = connection.read(f"SELECT digest, {', '.join(columns)} FROM {table}")
    for digest, *values in found:
        if digest != digest_of(table, values):
            damages.append(Damage(DamageKind.ROW, table, str(values[0])))
        total += int.from_bytes(digest, "big")
        if mapping is not None and not _is_of_the_model(mapping, values):
            damages.append(Damage(DamageKind.VALUE, table, str(values[0])))
    return total, len(found), damages


def _is_of_the_model(mapping: Mapping[Row], values: list[SqlValue]) -> bool:
    try:
        mapping.row(values)
    except ValueError:
        return False
    return True
