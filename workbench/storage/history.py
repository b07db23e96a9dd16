"""The history: who changed what, when and on which computer. Every change adds to it, from the first row on.

One burst of typing is one entry: while the change continues (same ``change`` id), the new value of its entry is replaced, so
that a paragraph is not stored fifty times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from workbench.storage.connection import Connection
from workbench.storage.mapping import SqlValue, digest_of
from workbench.storage.schema import HISTORY_COLUMNS
from workbench.system.frozen import frozen

TABLE: Final = "history"
WHOLE_ROW: Final = "*"
"""The column of an entry about an added or removed row; its value is the row as a JSON object."""

ColumnChange = tuple[str, str | None, str | None]
"""A column, its old and its new value."""

_COLUMNS: Final = ", ".join((*HISTORY_COLUMNS, "digest"))
_INSERT: Final = f"INSERT INTO history ({_COLUMNS}) VALUES ({', '.join('?' * (len(HISTORY_COLUMNS) + 1))})"
_EXTEND: Final = "UPDATE history SET at = ?, new = ?, digest = ? WHERE sequence = ?"


@frozen
class Stamp:
    """What all entries of one change have in common. ``at`` is UTC, ISO 8601 to the millisecond."""

    change: str
    at: str
    who: str
    computer: str
    label: str


@frozen
class Entry:
    """One column of one row, before and after; ``old`` is None for an added row, ``new`` for a removed one."""

    sequence: int
    stamp: Stamp
    table: str
    row_id: str
    column: str
    old: str | None
    new: str | None

    @property
    def whole_row(self) -> bool:
        """Whether the row was added or removed, rather than changed in one column."""
        return self.column == WHOLE_ROW

    def values(self) -> tuple[SqlValue, ...]:
        """The entry as SQLite stores it, without the digest."""
        stamp = self.stamp
        about = (stamp.change, stamp.at, stamp.who, stamp.computer, stamp.label)
        return (self.sequence, *about, self.table, self.row_id, self.column, self.old, self.new)

    def digest(self) -> bytes:
        """The digest of the entry, which is part of the seal."""
        return digest_of(TABLE, self.values())


def entry_from(values: Sequence[SqlValue]) -> Entry:
    """The entry from a row of the table, without its digest."""
    sequence, change, at, who, computer, label, table, row_id, column, old, new = values
    stamp = Stamp(str(change), str(at), str(who), str(computer), str(label))
    return Entry(int(sequence or 0), stamp, str(table), str(row_id), str(column), _text(old), _text(new))


def _text(value: SqlValue) -> str | None:
    return None if value is None else str(value)


class HistoryWriter:
    """Appends entries within the running transaction, and returns the digests by which the seal changes.

    It remembers what it wrote, so after a failed transaction a new writer is needed.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next = int(connection.read("SELECT coalesce(max(sequence), 0) FROM history")[0][0]) + 1
        self._burst: dict[tuple[str, str, str], Entry] = {}

    def record(
        self, stamp: Stamp, table: str, row_id: str, changed: Iterable[ColumnChange]
    ) -> Iterator[tuple[bytes | None, bytes]]:
        """Writes the changed columns of one row; yields for each the digest that goes, or None, and the one that comes."""
        for column, old, new in changed:
            cell = (table, row_id, column)
            known = self._burst.get(cell)
            if known is not None and known.stamp.change == stamp.change:
                entry = Entry(known.sequence, stamp, table, row_id, column, known.old, new)
                digest = entry.digest()
                self._connection.write(_EXTEND, (stamp.at, new, digest, entry.sequence))
                yield known.digest(), digest
            else:
                entry = Entry(self._next, stamp, table, row_id, column, old, new)
                digest = entry.digest()
                self._connection.write(_INSERT, (*entry.values(), digest))
                self._next += 1
                yield None, digest
            self._burst[cell] = entry

    def committed(self, stamp: Stamp) -> None:
        """Forgets the entries of all changes but this one, which may continue."""
        if any(entry.stamp.change != stamp.change for entry in self._burst.values()):
            self._burst = {cell: entry for cell, entry in self._burst.items() if entry.stamp.change == stamp.change}
