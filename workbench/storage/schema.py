"""The layout of the file, derived from the declarations of fields; and of its own tables, which have no class of rows.

Each table has the rows of one class of :mod:`workbench.model.rows`: ``id``, ``digest``, then the other fields, those of
later formats last. References never cascade: a cascade would delete rows that undo never sees. A released layout never
changes; the files ``tests/files/format-*.sql`` say what it is. ``docs/file-format.md`` explains the format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any, Final

from workbench.model.declared import FIRST_DERIVED, Declared, Kind, declared
from workbench.model.rows import ROW_TYPES, Row

APPLICATION_ID: Final = 0x49574246
"""``IWBF`` in the header distinguishes the file from other SQLite files."""

FORMAT_VERSION: Final = 4
"""The format that this program writes; ``user_version`` in the header."""

READABLE_FROM: Final = 3
"""The oldest format whose programs can read what this one writes, because everything since then has only been added."""

SEAL: Final = "seal"
_SEAL: Final = """CREATE TABLE seal (
    table_name TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    rows INTEGER NOT NULL
) STRICT"""

_OWN_TABLES: Final[tuple[str, ...]] = (
    """CREATE TABLE file (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    digest BLOB NOT NULL,
    copy TEXT NOT NULL DEFAULT '',
    readable_from INTEGER NOT NULL DEFAULT 3,
    program TEXT NOT NULL DEFAULT '',
    remains INTEGER NOT NULL DEFAULT 0
) STRICT""",
    """CREATE TABLE sittings (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    sitting TEXT NOT NULL UNIQUE,
    copy TEXT NOT NULL DEFAULT '',
    began TEXT NOT NULL DEFAULT '',
    utc_offset INTEGER NOT NULL DEFAULT 0,
    who TEXT NOT NULL DEFAULT '',
    computer TEXT NOT NULL DEFAULT '',
    program TEXT NOT NULL DEFAULT ''
) STRICT""",
    """CREATE TABLE labels (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    fields TEXT NOT NULL DEFAULT '',
    UNIQUE (text, fields)
) STRICT""",
    """CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    sitting INTEGER NOT NULL REFERENCES sittings(id) ON DELETE RESTRICT,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT 'done',
    label INTEGER NOT NULL REFERENCES labels(id) ON DELETE RESTRICT
) STRICT""",
    """CREATE TABLE subjects (
    id INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    column_name TEXT NOT NULL,
    UNIQUE (table_name, row_id, column_name)
) STRICT""",
    """CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subjects(id) ON DELETE RESTRICT,
    change INTEGER NOT NULL REFERENCES changes(sequence) ON DELETE RESTRICT,
    form TEXT NOT NULL DEFAULT 'whole',
    old TEXT,
    UNIQUE (subject, change)
) STRICT""",
)
"""What this file is, and its history. The digest of a change covers its label and its entries with their subjects."""

BYTES: Final = "attached_bytes"
_LATER_OWN_TABLES: Final[Mapping[int, tuple[str, ...]]] = {
    4: (
        """CREATE TABLE attached_bytes (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    data BLOB NOT NULL
) STRICT""",
    ),
}
"""Tables of the file itself that later formats added: the bytes of documents (:mod:`workbench.storage.stored_bytes`)."""

WHOLE_NUMBERS: Final = frozenset({Kind.CHECK, Kind.NUMBER})
"""The kinds of fields whose columns are not text."""


def columns_from(row_type: type[Row], number: int) -> tuple[Declared, ...]:
    """The fields of a class of rows in format ``number``, in the order of their columns: new ones are the last."""
    fields = (field for field in declared(row_type).values() if field.since <= number)
    return tuple(sorted(fields, key=lambda field: field.since))


def statement(row_type: type[Row], number: int) -> str:
    """The statement that makes the table of a class of rows in format ``number``."""
    first, *others = (column(field) for field in columns_from(row_type, number))
    inside = ",\n".join(f"    {words}" for words in (first, "digest BLOB NOT NULL", *others))
    return f"CREATE TABLE {row_type.table} (\n{inside}\n) STRICT"


def column(field: Declared) -> str:
    """The definition of a column. A field with a default has it here too, so that a later format can add its column."""
    if field.name == "id":
        return "id TEXT PRIMARY KEY NOT NULL"
    words = [field.name, "INTEGER" if field.kind in WHOLE_NUMBERS else "TEXT"]
    words += [] if field.optional else ["NOT NULL"]
    words += [] if field.optional or field.default is MISSING else [f"DEFAULT {_literal(field.default)}"]
    words += ["UNIQUE"] if field.unique else []
    words += [f"REFERENCES {field.refers}(id) ON DELETE RESTRICT"] if field.refers else []
    return " ".join(words)


def _literal(default: Any) -> str:
    """A default as SQL: a choice as its word, yes and no as 1 and 0."""
    return str(int(default)) if isinstance(default, int) else f"'{default}'"


def layout(number: int, row_types: tuple[type[Row], ...] = ROW_TYPES) -> tuple[str, ...]:
    """The statements that make the tables of a format, from format 3 on; the seal is first, at a place that never moves."""
    made = [_SEAL, *_OWN_TABLES]
    for format_ in range(FIRST_DERIVED, number + 1):
        made += (statement(row_type, number) for row_type in row_types if row_type.since == format_)
        made += own_tables_added(format_)
    return tuple(made)


def own_tables_added(number: int) -> tuple[str, ...]:
    """The statements of the tables of the file itself that are new in a format; tables with rows come before them."""
    return _LATER_OWN_TABLES.get(number, ())


SCHEMA: Final = layout(FORMAT_VERSION)
"""The tables of a new file."""
