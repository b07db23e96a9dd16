"""Rows that were read by their id, or written, kept in memory: typing into an answer would read the same few again.

What is kept is what the file has. Nobody else can write into a file that is open for work, and every row goes through
:class:`~workbench.storage.rows.Transaction`, which says here what it changes; after a transaction that failed, and after
something was forgotten, nothing is kept. Nor is anything of a file that is only read: somebody else may write into it.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple, cast

from workbench.model.rows import Row, RowT
from workbench.storage.connection import Connection
from workbench.storage.digests import SqlValue
from workbench.storage.mapping import Mapping, mapping_of

_MOST: Final = 1000
"""Rows, and lists of rows: more than the questions and answers of one file. When there are as many, all are let go."""

_LONGEST_LIST: Final = 20
"""Rows of a list that is kept: links of one row, or the one session that runs."""


class Held(NamedTuple):
    """One row: for the program, as SQLite has it, and its digest."""

    row: Row
    values: tuple[SqlValue, ...]
    digest: bytes


class HeldRows:
    """The rows of one open file that are kept, and the door to those that are not."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[tuple[str, str], Held] = {}
        self._ids: dict[tuple[str, str, str], str] = {}
        self._lists: dict[str, dict[tuple[tuple[str, SqlValue], ...], tuple[Row, ...]]] = {}

    def row(self, row_type: type[RowT], row_id: str) -> RowT | None:
        """The row with this id, or None."""
        known = self._rows.get((row_type.table, row_id)) or self.find(mapping_of(row_type), row_id)
        return cast(RowT, known.row) if known is not None else None

    def row_by(self, row_type: type[RowT], column: str, value: str) -> RowT | None:
        """The row with this value in a column in which no two rows have the same one; or None."""
        at = row_type.table, column, value
        known = self._rows.get((row_type.table, self._ids.get(at, "")))
        if known is None or getattr(known.row, column) != value:
            known = self._read(mapping_of(row_type), column, value)
            if known is None:
                return None
            if self._connection.writable:
                self._ids[at] = known.row.id
        return cast(RowT, known.row)

    def find(self, mapping: Mapping[Any], row_id: str) -> Held | None:
        """The row with this id with all that belongs to it, or None."""
        return self._rows.get((mapping.table, row_id)) or self._read(mapping, "id", row_id)

    def rows(self, row_type: type[RowT], equal: dict[str, SqlValue]) -> list[RowT]:
        """The rows of one class with these values, in their order."""
        lists = self._lists.setdefault(row_type.table, {})
        asked = tuple(equal.items())
        known = lists.get(asked)
        if known is None:
            mapping = mapping_of(row_type)
            condition = " AND ".join([f"{name} IS ?" for name in equal]) or "TRUE"
            sql = f"SELECT {mapping.names} FROM {mapping.table} WHERE {condition} ORDER BY {mapping.order}"
            tolerant = self._connection.tolerant
            found = self._connection.read(sql, tuple(equal.values()))
            known = tuple(mapping.row(values, tolerant=tolerant) for values in found)
            if len(known) <= _LONGEST_LIST and self._connection.writable:
                if len(lists) >= _MOST:
                    lists.clear()
                lists[asked] = known
        return cast(list[RowT], list(known))

    def _read(self, mapping: Mapping[Any], column: str, value: str) -> Held | None:
        sql = f"SELECT {mapping.names}, digest FROM {mapping.table} WHERE {column} = ?"
        found = self._connection.read(sql, (value,))
        if not found:
            return None
        *values, digest = found[0]
        return self._keep(
            mapping.table, Held(mapping.row(values, tolerant=self._connection.tolerant), tuple(values), digest)
        )

    def _keep(self, table: str, held: Held) -> Held:
        if not self._connection.writable:
            return held
        if len(self._rows) >= _MOST:
            self._rows.clear()
            self._ids.clear()
        self._rows[table, held.row.id] = held
        return held

    def written(self, table: str, held: Held) -> None:
        """Notes a row that the running transaction has written."""
        self._lists.pop(table, None)
        self._keep(table, held)

    def dropped(self, table: str, row_id: str) -> None:
        """Notes a row that the running transaction has removed."""
        self._lists.pop(table, None)
        self._rows.pop((table, row_id), None)

    def let_go(self) -> None:
        """Keeps nothing: what the file has must be read again."""
        self._rows.clear()
        self._ids.clear()
        self._lists.clear()
