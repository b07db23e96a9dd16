"""Checks whether a file is as the program left it: structure, references, every row, and all rows together.

SQLite's own checks miss 95 % of single-bit changes in content; so the digest of each row and their sum are computed again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, Final

from workbench.errors import DocumentDamaged
from workbench.storage.bounds import is_beyond, last_sequence_is_beyond
from workbench.storage.connection import Connection
from workbench.storage.history import TABLE as HISTORY
from workbench.storage.mapping import MODULUS, TYPE_OF_TABLE, digest_of, mapping_of
from workbench.storage.schema import FORMAT_VERSION, SCHEMA
from workbench.system.frozen import frozen


class DamageKind(StrEnum):
    """What is wrong with a file or a row."""

    STRUCTURE = "structure"
    ROW = "row"
    SUM = "sum"
    REFERENCE = "reference"
    VALUE = "value"
    LIMIT = "limit"
    MISSING = "missing"
    """A row that every file has from its creation is missing; ``row_id`` is that of the question or area it belongs to."""


@frozen
class Damage:
    """One thing that is not as it was written; ``table`` and ``row_id`` name the row, if it is known."""

    kind: DamageKind
    table: str = ""
    row_id: str = ""


MOST_DAMAGES: Final = 100
"""No more than this many are reported: enough to see how bad it is."""

_MADE_WITH_THE_FILE: Final = (("answers", "question_id", "questions"), ("findings", "area_id", "areas"))
_TABLE_NAME: Final = re.compile(r'CREATE TABLE "?(\w+)"?')
_NOT_IN_A_NEWER_FORMAT: Final = re.compile(r"\b(VIRTUAL|GENERATED|AS)\b", re.IGNORECASE)


def schema_differs(connection: Connection) -> bool:
    """Whether the tables are not exactly ours, so that the file is hostile or another program has changed it.

    A newer format may have other tables, but never a view, a trigger, a virtual table or a computed column.
    """
    if connection.read("PRAGMA user_version")[0][0] <= FORMAT_VERSION:
        return layout_differs(connection, SCHEMA)
    found = connection.read("SELECT type, sql FROM sqlite_schema")
    return any(kind not in ("table", "index") or _NOT_IN_A_NEWER_FORMAT.search(str(sql)) for kind, sql in found)


def layout_differs(connection: Connection, layout: Sequence[str]) -> bool:
    """Whether the tables and indexes are not exactly those that these statements make."""
    found = connection.read("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    tables = {(name, table, _without_quotes(str(sql))) for kind, name, table, sql in found if kind == "table"}
    wanted = {(name, name, statement) for name, statement in ((table_of(statement), statement) for statement in layout)}
    others = [
        name
        for kind, name, table, sql in found
        if kind != "table" and not (kind == "index" and sql is None and str(name).startswith(f"sqlite_autoindex_{table}_"))
    ]
    return bool(others) or tables != wanted


def layout_of(connection: Connection) -> list[tuple[Any, ...]]:
    """All tables and indexes, for comparing two files."""
    return connection.read("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")


def table_of(statement: str) -> str:
    """The name of the table that a statement makes."""
    found = _TABLE_NAME.match(statement)
    return found.group(1) if found else ""


def _without_quotes(statement: str) -> str:
    """A statement without the quotes that SQLite puts around the name when a migration renames a table."""
    return _TABLE_NAME.sub(r"CREATE TABLE \1", statement, count=1)


def structure_damaged(connection: Connection) -> bool:
    """Whether SQLite itself finds the file inconsistent: pages, types, and each index against its table."""
    try:
        return connection.read("PRAGMA integrity_check(1)") != [("ok",)]
    except DocumentDamaged:
        return True


def content_damages(connection: Connection, *, history_later: bool = False) -> list[Damage]:
    """Every row that is not as it was written, at most :data:`MOST_DAMAGES`; empty for an undamaged file.

    With ``history_later`` the digests of the history are only added up, and :func:`history_damages` must check its entries
    afterwards: they are more than half of all rows, and no page shows them at first.
    """
    damages: list[Damage] = []
    total = rows = 0
    for table in _sealed_tables(connection):
        try:
            counted = _digests_of(connection, table) if history_later and table == HISTORY else _rows_of(connection, table)
            for digest, damage in counted:
                total += int.from_bytes(digest, "big")
                rows += 1
                if damage is not None and len(damages) < MOST_DAMAGES:
                    damages.append(damage)
        except DocumentDamaged:
            damages.append(Damage(DamageKind.STRUCTURE, table))
    if _seal(connection) != ((total % MODULUS).to_bytes(32, "big"), rows):
        damages.append(Damage(DamageKind.SUM))
    if last_sequence_is_beyond(connection):
        damages.append(Damage(DamageKind.LIMIT, HISTORY))
    for table, rowid, *_ in connection.read("PRAGMA foreign_key_check"):
        damages.append(Damage(DamageKind.REFERENCE, str(table), str(rowid)))
    damages += missing_rows(connection)
    return damages[:MOST_DAMAGES]


def missing_rows(connection: Connection) -> list[Damage]:
    """The missing ones of the answers and findings that are created with the file."""
    damages = []
    for table, column, parent in _MADE_WITH_THE_FILE:
        sql = f"SELECT id FROM {parent} WHERE id NOT IN (SELECT {column} FROM {table}) ORDER BY rowid"
        damages += [Damage(DamageKind.MISSING, table, str(row_id)) for (row_id,) in connection.read(sql)]
    return damages


def history_damages(connection: Connection) -> list[Damage]:
    """Every entry of the history that is not as it was written, at most :data:`MOST_DAMAGES`."""
    try:
        found = (damage for _, damage in _rows_of(connection, HISTORY) if damage is not None)
        return list(itertools.islice(found, MOST_DAMAGES))
    except DocumentDamaged:
        return [Damage(DamageKind.STRUCTURE, HISTORY)]


def _digests_of(connection: Connection, table: str) -> Iterator[tuple[bytes, None]]:
    for (digest,) in connection.each(f"SELECT digest FROM {table} NOT INDEXED"):
        yield digest if isinstance(digest, bytes) else b"", None


def _sealed_tables(connection: Connection) -> list[str]:
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'seal' ORDER BY rowid"
    return [str(name) for (name,) in connection.read(sql)]


def columns_of(connection: Connection, table: str) -> tuple[str, ...]:
    """The columns of a table from which its digests are computed: all in their order, except the digest."""
    names = (str(name) for _, name, *_ in connection.read(f"PRAGMA table_info({table})"))
    return tuple(name for name in names if name != "digest")


def _rows_of(connection: Connection, table: str) -> Iterator[tuple[bytes, Damage | None]]:
    """The stored digest of every row of a table, and what is wrong with the row; read without indexes."""
    columns = columns_of(connection, table)
    row_type = TYPE_OF_TABLE.get(table)
    mapping = mapping_of(row_type) if row_type is not None else None
    mapping = mapping if mapping is not None and mapping.columns == columns else None
    for *values, digest in connection.each(f"SELECT {', '.join(columns)}, digest FROM {table} NOT INDEXED"):
        damage = None
        if not _is_digest_of(digest, table, values):
            damage = Damage(DamageKind.ROW, table, str(values[0]))
        if mapping is not None and not mapping.can_be_read(values, tolerant=connection.tolerant):
            damage = Damage(DamageKind.VALUE, table, str(values[0]))
        if damage is None and is_beyond(table, values, mapping):
            damage = Damage(DamageKind.LIMIT, table, str(values[0]))
        yield digest if isinstance(digest, bytes) else b"", damage


def _is_digest_of(digest: Any, table: str, values: Sequence[Any]) -> bool:
    try:
        return bool(digest == digest_of(table, values))
    except TypeError:
        return False


def _seal(connection: Connection) -> tuple[Any, ...] | None:
    try:
        found = connection.read("SELECT digest, rows FROM seal")
    except DocumentDamaged:
        return None
    return found[0] if len(found) == 1 else None
