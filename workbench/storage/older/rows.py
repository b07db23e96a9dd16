"""The rows of formats 1 and 2 as rows of format 3: what has another name, another kind, or another place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from workbench.storage.connection import Connection
from workbench.storage.older import marks, order, people, texts, voices
from workbench.storage.older.check import older_columns, older_rows, older_tables
from workbench.storage.older.layouts import ADDED_IN_FORMAT_2
from workbench.storage.older.names import COLUMNS_BEFORE_3, NAMES_BEFORE_3

Rows = dict[str, list[dict[str, Any]]]
"""Every row as plain values, by table under its present name, in the order of the old file."""

PARTS: Final[Sequence[Callable[[Rows], None]]] = (
    texts.convert,
    order.convert,
    marks.convert,
    people.convert,
    voices.convert,
)
"""What changes these rows to those of format 3, in this order; each is a function of the rows alone, so that two computers
which convert copies of one file get the same rows."""


def read_rows(connection: Connection) -> tuple[Rows, list[tuple[str, str]]]:
    """The rows of a file of format 1 or 2 under their present names, and the table and id of each whose digest is wrong."""
    rows: Rows = {}
    wrong: list[tuple[str, str]] = []
    for table in older_tables(connection):
        if table == "history":
            continue
        name = NAMES_BEFORE_3.get(table, table)
        renamed = COLUMNS_BEFORE_3.get(name, {})
        columns = [renamed.get(column, column) for column in older_columns(connection, table)]
        found = rows[name] = []
        for right, _, values in older_rows(connection, table):
            found.append({**ADDED_IN_FORMAT_2.get(name, {}), **dict(zip(columns, values, strict=True))})
            if not right:
                wrong.append((name, str(values[0])))
    return rows, wrong


def converted(rows: Rows) -> Rows:
    """The rows as format 3 has them."""
    for part in PARTS:
        part(rows)
    return rows
