"""The layout of the file, in this format and all earlier ones, derived from the declarations of fields.

Each table has the rows of one class of :mod:`workbench.model.rows`, with the same columns in the same order and a ``digest``
at the end. References never cascade: a cascade would delete rows that undo never sees. A released layout never changes; the
files ``tests/files/format-*.sql`` say what it is. ``docs/file-format.md`` explains the format.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.model.declared import Declared, Kind, declared
from workbench.model.rows import ROW_TYPES, Row

APPLICATION_ID: Final = 0x49574246
"""``IWBF`` in the header distinguishes the file from other SQLite files."""

FORMAT_VERSION: Final = 2
"""The format that this program writes; ``user_version`` in the header."""

HISTORY_COLUMNS: Final = (
    "sequence",
    "change",
    "at",
    "who",
    "computer",
    "label",
    "table_name",
    "row_id",
    "column_name",
    "old",
    "new",
)

_NO_ROWS: Final[tuple[str, ...]] = (
    """CREATE TABLE seal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    digest BLOB NOT NULL,
    rows INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE history (
    sequence INTEGER PRIMARY KEY,
    change TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    computer TEXT NOT NULL,
    label TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    column_name TEXT NOT NULL,
    old TEXT,
    new TEXT,
    digest BLOB NOT NULL
) STRICT""",
)
"""The tables without rows of the model: the seal, and the history."""

_TYPES: Final[Mapping[Kind, str]] = {Kind.CHECK: "INTEGER", Kind.NUMBER: "INTEGER"}
"""The types of columns that are not text."""


def statement(row_type: type[Row], number: int) -> str:
    """The statement that makes the table of a class of rows in format ``number``."""
    columns = [_column(field) for field in declared(row_type).values() if field.since <= number]
    inside = ",\n".join(f"    {column}" for column in (*columns, "digest BLOB NOT NULL"))
    return f"CREATE TABLE {row_type.table} (\n{inside}\n) STRICT"


def _column(field: Declared) -> str:
    if field.name == "id":
        return "id TEXT PRIMARY KEY NOT NULL"
    words = [field.name, _TYPES.get(field.kind, "TEXT")]
    words += [] if field.optional else ["NOT NULL"]
    words += ["UNIQUE"] if field.unique else []
    words += [f"REFERENCES {field.refers}(id) ON DELETE RESTRICT"] if field.refers else []
    return " ".join(words)


def layout(number: int) -> tuple[str, ...]:
    """The statements that make the tables of a format."""
    return (*_NO_ROWS, *(statement(row_type, number) for row_type in ROW_TYPES if row_type.since <= number))


SCHEMA: Final = layout(FORMAT_VERSION)
"""The tables of a new file."""
