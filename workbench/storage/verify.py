"""Checks whether a file is as the program left it: structure, references, every row, and all rows together.

SQLite's own checks miss 95 % of single-bit changes in content; so the digest of each row and their sum are computed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from workbench.errors import DocumentDamaged
from workbench.model.declared import FIRST_DERIVED
from workbench.storage.bounds import is_beyond, is_too_long
from workbench.storage.connection import Connection
from workbench.storage.damage import MOST_DAMAGES, Damage, DamageKind
from workbench.storage.digests import REQUIRED, Digester
from workbench.storage.file_row import TABLE as FILE
from workbench.storage.history import HISTORY_TABLES
from workbench.storage.history_check import history_damages, numbers_beyond, wrong_references
from workbench.storage.mapping import TYPE_OF_TABLE, mapping_of
from workbench.storage.older.check import older_damages
from workbench.storage.schema import FORMAT_VERSION, SCHEMA
from workbench.storage.seal import Seal, TableSeal, read_seal, sum_of

_MADE_WITH_THE_FILE: Final = (("answers", "question_id", "questions"), ("findings", "area_id", "areas"))
_TABLE_NAME: Final = re.compile(r'CREATE TABLE "?(\w+)"?')
_HAS_DIGESTS: Final = " digest BLOB "
_AROUND: Final = re.compile(r"\s*([(),])\s*")
_BLANKS: Final = re.compile(r"\s+")
_IN_QUOTES: Final = re.compile(r"'(?:[^']|'')*'")
_NOT_IN_A_NEWER_FORMAT: Final = re.compile(r"\b(VIRTUAL|GENERATED|AS)\b", re.IGNORECASE)


def schema_differs(connection: Connection) -> bool:
    """Whether the tables are not exactly ours, so that the file is hostile or another program has changed it.

    A newer format may have other tables, but never a view, a trigger, a virtual table or a computed column, nor a name that
    is none.
    """
    if connection.read("PRAGMA user_version")[0][0] <= FORMAT_VERSION:
        return layout_differs(connection, SCHEMA)
    found = connection.read("SELECT type, name, sql FROM sqlite_schema")
    # a default may be any text: only what is not in quotes computes something
    return any(
        kind not in ("table", "index")
        or not str(name).isidentifier()
        or _NOT_IN_A_NEWER_FORMAT.search(_IN_QUOTES.sub("", str(sql)))
        for kind, name, sql in found
    )


def layout_differs(connection: Connection, layout: Sequence[str]) -> bool:
    """Whether the tables and indexes are not exactly those that these statements make."""
    found = connection.read("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    tables = {(name, table, str(sql)) for kind, name, table, sql in found if kind == "table"}
    wanted = {(table_of(statement), table_of(statement), statement) for statement in layout}
    if tables != wanted:
        tables, wanted = _plainly(tables), _plainly(wanted)
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


def _plainly(tables: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    return {(name, table, _plain(statement)) for name, table, statement in tables}


def _plain(statement: str) -> str:
    """A statement without what SQLite changes in it when it renames a table or adds a column: quotes and blanks."""
    return _BLANKS.sub(" ", _AROUND.sub(r"\1", _TABLE_NAME.sub(r"CREATE TABLE \1", statement, count=1)))


def structure_damaged(connection: Connection, *, at_opening: bool = False) -> bool:
    """Whether SQLite itself finds the file inconsistent: pages, types, and each index against its table.

    ``at_opening`` leaves out what :func:`left_for_later` says. Then each other table is checked by itself, and a page that
    belongs to two of them, or is free as well, is not noticed before the rest is checked.
    """
    later = left_for_later(connection) if at_opening else frozenset()
    parts = [table for table in _tables(connection) if table not in later] if later else ("1",)
    try:
        return any(connection.read(f"PRAGMA integrity_check({part})") != [("ok",)] for part in parts)
    except DocumentDamaged:
        return True


def left_for_later(connection: Connection) -> frozenset[str]:
    """The tables that are not read whole before anything is shown.

    Those that say so, and in a file of a newer format those that this version does not know: it shows nothing of them.
    """
    newer = connection.read("PRAGMA user_version")[0][0] > FORMAT_VERSION
    known = {row_type.table: row_type.checked_at_opening for row_type in TYPE_OF_TABLE.values()}
    known |= dict.fromkeys((FILE, *HISTORY_TABLES), True)
    return frozenset(table for table in sealed_tables(connection) if not known.get(table, not newer))


def later_damages(connection: Connection) -> list[Damage]:
    """What opening has left for later: the history, and the tables of :func:`left_for_later`."""
    damages, later = history_damages(connection), left_for_later(connection)
    for table in later:
        for _ in _rows_of(connection, table, damages):
            pass
        damages += wrong_references(connection, table)
    if later and structure_damaged(connection):
        damages.append(Damage(DamageKind.STRUCTURE))
    return damages[:MOST_DAMAGES]


def content_damages(connection: Connection, *, history_later: bool = False) -> list[Damage]:
    """Every row that is not as it was written, at most :data:`MOST_DAMAGES`; empty for an undamaged file.

    With ``history_later`` the digests of the history, and of what :func:`left_for_later` says, are only added up, and
    :func:`later_damages` must check the rest afterwards: it is more than half of all rows, and no page shows it at first.
    """
    if connection.read("PRAGMA user_version")[0][0] < FIRST_DERIVED:
        return older_damages(connection)[:MOST_DAMAGES]
    damages: list[Damage] = []
    found: dict[str, TableSeal] = {}
    only_added = {*HISTORY_TABLES, *(left_for_later(connection) if history_later else ())}
    for table in sealed_tables(connection):
        try:
            rows = _digests_of(connection, table) if table in only_added else _rows_of(connection, table, damages)
            found[table] = sum_of(rows)
        except DocumentDamaged:
            damages.append(Damage(DamageKind.STRUCTURE, table))
        if table not in only_added:
            damages += wrong_references(connection, table)
    damages += _wrong_sums(read_seal(connection), found)
    damages += numbers_beyond(connection)
    if not history_later:
        damages += history_damages(connection)
    damages += missing_rows(connection)
    return damages[:MOST_DAMAGES]


def _wrong_sums(seal: Seal | None, found: Mapping[str, TableSeal]) -> list[Damage]:
    if seal is None:
        return [Damage(DamageKind.SUM)]
    known = seal.tables
    return [Damage(DamageKind.SUM, table) for table in {**found, **known} if known.get(table) != found.get(table)]


def seal_of(connection: Connection) -> object:
    """The seal of a file of any format, for comparing two files."""
    return connection.read("SELECT * FROM seal ORDER BY 1")


def missing_rows(connection: Connection) -> list[Damage]:
    """The missing ones of the answers and findings that are created with the file."""
    damages = []
    for table, column, parent in _MADE_WITH_THE_FILE:
        sql = f"SELECT id FROM {parent} WHERE id NOT IN (SELECT {column} FROM {table}) ORDER BY rowid"
        damages += [Damage(DamageKind.MISSING, table, str(row_id)) for (row_id,) in connection.read(sql)]
    return damages


def sealed_tables(connection: Connection) -> list[str]:
    """The tables with digests, each of which has a seal."""
    found = connection.read("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name <> 'seal' ORDER BY rowid")
    return [str(name) for name, sql in found if _HAS_DIGESTS in str(sql)]


def _tables(connection: Connection) -> list[str]:
    return [str(name) for (name,) in connection.read("SELECT name FROM sqlite_schema WHERE type = 'table'")]


def _digests_of(connection: Connection, table: str) -> Iterator[bytes]:
    for (digest,) in connection.each(f"SELECT digest FROM {table} NOT INDEXED"):
        yield digest


def digester_of(connection: Connection, table: str) -> Digester:
    """Computes the digests of a table's rows from the columns that this file has, also columns of a later format."""
    return Digester(table, defaults_of(connection, table).items())


def defaults_of(connection: Connection, table: str) -> dict[str, Any]:
    """The columns of a table of this file, except the digest, with their defaults, or :data:`REQUIRED`."""
    columns = connection.read(f"PRAGMA table_info({table})")
    return {str(name): _default(value, bool(needed)) for _, name, _, needed, value, _ in columns if name != "digest"}


def _default(literal: str | None, needed: bool) -> object:  # noqa: FBT001
    """A default from the layout of a file, where it is an SQL literal."""
    if literal is None:
        return REQUIRED if needed else None
    if literal.startswith("'"):
        return literal[1:-1].replace("''", "'")
    try:
        return int(literal)
    except ValueError:
        return None


def _rows_of(connection: Connection, table: str, damages: list[Damage]) -> Iterator[bytes]:
    """The stored digest of every row of a table; adds to ``damages`` what is wrong with a row. Reads without indexes."""
    if not connection.read(f"SELECT 1 FROM {table} NOT INDEXED LIMIT 1"):
        return  # half of all tables are empty, and what follows takes longer than to look
    digest_of = digester_of(connection, table)
    columns = digest_of.columns
    row_type = TYPE_OF_TABLE.get(table)
    mapping = mapping_of(row_type) if row_type is not None else None
    mapping = mapping if mapping is not None and mapping.columns == columns else None
    for found in connection.each(f"SELECT {', '.join(columns)}, digest FROM {table} NOT INDEXED"):
        values, digest = found[:-1], found[-1]
        try:
            kind = None if digest == digest_of(values) else DamageKind.ROW
        except TypeError:
            kind = DamageKind.ROW
        if mapping is not None and not mapping.can_be_read(values, tolerant=connection.tolerant):
            kind = DamageKind.VALUE
        if kind is None and (is_beyond(values, mapping) or (table == FILE and is_too_long(values))):
            kind = DamageKind.LIMIT
        if kind is not None and len(damages) < MOST_DAMAGES:
            damages.append(Damage(kind, table, str(values[0])))
        yield digest
