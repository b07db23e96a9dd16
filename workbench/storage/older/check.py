"""Checks files of formats 1 and 2: their digests were of the values in the order of the columns, with one seal for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from typing import Any, Final

from workbench.errors import DocumentDamaged
from workbench.storage.connection import Connection
from workbench.storage.damage import Damage, DamageKind
from workbench.storage.digests import SqlValue
from workbench.storage.older.names import NAMES_BEFORE_3
from workbench.storage.seal import sum_of
from workbench.system.sha256 import sha256

_MADE_WITH_THE_FILE: Final = (("answers", "question_id", "questions"), ("findings", "list_id", "lists"))


def older_digest(table: str, values: Sequence[Any]) -> bytes:
    """The digest of a row of formats 1 and 2. Raises TypeError for a value that no row can have."""
    written = []
    for value in values:
        if value is not None and type(value) not in (str, int):
            raise TypeError(type(value).__name__)
        written.append("null" if value is None else encode_basestring(value) if type(value) is str else repr(value))
    text = f"[{encode_basestring(table)},{','.join(written)}]"
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def older_tables(connection: Connection) -> list[str]:
    """The tables of a file of format 1 or 2 that have digests."""
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'seal' ORDER BY rowid"
    return [str(name) for (name,) in connection.read(sql)]


def older_columns(connection: Connection, table: str) -> tuple[str, ...]:
    """The columns of such a table, without the digest."""
    names = (str(name) for _, name, *_ in connection.read(f"PRAGMA table_info({table})"))
    return tuple(name for name in names if name != "digest")


def older_rows(connection: Connection, table: str) -> Iterator[tuple[bool, bytes, list[SqlValue]]]:
    """Every row of such a table: whether its digest is right, the digest, and its values in the order of the columns."""
    columns = older_columns(connection, table)
    for digest, *values in connection.each(f"SELECT digest, {', '.join(columns)} FROM {table} NOT INDEXED ORDER BY rowid"):
        yield _is_right(digest, table, values), digest if isinstance(digest, bytes) else b"", values


def _is_right(digest: Any, table: str, values: Sequence[Any]) -> bool:
    try:
        return bool(digest == older_digest(table, values))
    except TypeError:
        return False


def older_damages(connection: Connection) -> list[Damage]:
    """Every row of a file of format 1 or 2 that is not as it was written. Tables have their present names."""
    damages: list[Damage] = []
    digests: list[bytes] = []
    for table in older_tables(connection):
        shown = NAMES_BEFORE_3.get(table, table)
        try:
            for right, digest, values in older_rows(connection, table):
                digests.append(digest)
                if not right:
                    damages.append(Damage(DamageKind.ROW, shown, str(values[0])))
        except DocumentDamaged:
            damages.append(Damage(DamageKind.STRUCTURE, shown))
    if not _is_seal(connection, digests):
        damages.append(Damage(DamageKind.SUM))
    for table, rowid, *_ in connection.read("PRAGMA foreign_key_check"):
        damages.append(Damage(DamageKind.REFERENCE, NAMES_BEFORE_3.get(table, table), str(rowid)))
    for table, column, parent in _MADE_WITH_THE_FILE:
        sql = f"SELECT id FROM {parent} WHERE id NOT IN (SELECT {column} FROM {table}) ORDER BY rowid"
        damages += [Damage(DamageKind.MISSING, table, str(row_id)) for (row_id,) in connection.read(sql)]
    return damages


def is_sealed(connection: Connection) -> bool:
    """Whether the seal of a file of format 1 or 2 is the sum of all digests that are in it."""
    digests = (digest for table in older_tables(connection) for _, digest, _ in older_rows(connection, table))
    return _is_seal(connection, digests)


def _is_seal(connection: Connection, digests: Iterable[bytes]) -> bool:
    sealed = sum_of(digests)
    try:
        return connection.read("SELECT digest, rows FROM seal") == [(sealed.digest(), sealed.rows)]
    except DocumentDamaged:
        return False
