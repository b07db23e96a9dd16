"""The one write path: every row of the file is put and dropped here, with its history and its digest.

:meth:`Transaction.put` first reads the row, so that an equal row is no change. The sum of all digests is in the table
``seal``; a changed row costs one subtraction and one addition.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from typing import Final

from workbench.model.changes import RowChange
from workbench.model.rows import Row, RowT
from workbench.storage.bounds import Room
from workbench.storage.connection import Connection
from workbench.storage.guard import Guard
from workbench.storage.history import WHOLE_ROW, ColumnChange, HistoryWriter, Stamp
from workbench.storage.mapping import MODULUS, TYPE_OF_TABLE, Mapping, SqlValue, digest_of, mapping_of
from workbench.system.frozen import frozen

_SEAL: Final = "UPDATE seal SET digest = ?, rows = ? WHERE id = 1"


@frozen
class Seal:
    """The sum of the digests of all rows, and the number of rows."""

    total: int
    rows: int

    def digest(self) -> bytes:
        """The sum as 32 bytes, most significant first."""
        return self.total.to_bytes(32, "big")


class RowStore:
    """Reads rows of one file, and opens the transactions that write them.

    ``sealed`` is the seal of the last commit, None until :meth:`read_seal` or a transaction sets it; ``attempted`` is that
    of a transaction that failed in such a way that it may have been committed.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: tuple[Seal, HistoryWriter] | None = None
        self.sealed: Seal | None = None
        self.attempted: Seal | None = None
        self.room = Room(connection)
        self._guard = Guard(connection, connection.witness) if connection.witness is not None else None

    def get(self, row_type: type[RowT], row_id: str) -> RowT | None:
        """The row with this id, or None."""
        found = self.find(row_type, row_id)
        return found[0] if found else None

    def find(self, row_type: type[RowT], row_id: str) -> tuple[RowT, bytes] | None:
        """The row with this id and its stored digest, or None."""
        mapping = mapping_of(row_type)
        found = self._connection.read(f"SELECT {mapping.names}, digest FROM {mapping.table} WHERE id = ?", (row_id,))
        if not found:
            return None
        *values, digest = found[0]
        return mapping.row(values, tolerant=self._connection.tolerant), digest

    @contextlib.contextmanager
    def transaction(self, stamp: Stamp) -> Iterator[Transaction]:
        """One transaction. After an exception the file is unchanged.

        There is one exception: a disk that fails at the very last step may have kept a change that it reported as failed. So
        after an error seal and history are read from the file again.
        """
        guard, transaction = self._guard, None
        if guard is not None:
            guard.must_agree()
        try:
            with self._connection.transaction():
                if self._known is None:
                    self.room = Room(self._connection)
                seal, history = self._known or (self.read_seal(), HistoryWriter(self._connection))
                self._known = self.attempted = None
                transaction = Transaction(self, self._connection, history, stamp, seal)
                try:
                    yield transaction
                    transaction.finish()
                    self.attempted = transaction.seal
                finally:
                    transaction.over = True
        except BaseException:
            if guard is not None and transaction is not None:
                guard.failed(seal.digest(), transaction.seal.digest())
            raise
        if guard is not None and transaction.changes:
            guard.confirm(seal.digest(), transaction.seal.digest())
        history.committed(stamp)
        self._known = transaction.seal, history
        self.sealed, self.attempted = transaction.seal, None

    def has_kept_attempt(self) -> bool:
        """Whether the ``attempted`` transaction is in the file; sets ``sealed`` to what the file has.

        Raises DocumentChangedElsewhere, or StorageFailed while the disk does not answer.
        """
        if self._guard is not None:
            self._guard.must_agree()
        return self.read_seal() == self.attempted

    def must_be_whole(self) -> None:
        """Raises DocumentChangedElsewhere if something else has written into the file. Call it when nobody waits."""
        if self._guard is not None:
            self._guard.must_be_whole()

    def read_seal(self) -> Seal:
        """The seal in the file; it becomes ``sealed``."""
        ((digest, rows),) = self._connection.read("SELECT digest, rows FROM seal")
        self.sealed = Seal(int.from_bytes(digest, "big"), rows)
        return self.sealed


class Transaction:
    """Puts and drops rows until it is over; ``changes`` are the changes so far."""

    def __init__(self, store: RowStore, connection: Connection, history: HistoryWriter, stamp: Stamp, seal: Seal) -> None:
        self._store = store
        self._connection = connection
        self._history = history
        self._stamp = stamp
        self.seal = seal
        self.changes: list[RowChange] = []
        self.over = False
        self._room = store.room
        self._room.begin()

    def get(self, row_type: type[RowT], row_id: str) -> RowT | None:
        """The row as this transaction has it, or None."""
        return self._store.get(row_type, row_id)

    def put(self, row: Row) -> bool:
        """Adds the row, or replaces the one with its id. Returns whether anything changed."""
        return self._put(row, None)

    def _put(self, row: Row, position: int | None) -> bool:
        self._must_be_open()
        mapping = mapping_of(type(row))
        found, values = self._store.find(type(row), row.id), mapping.values(row)
        if found is None:
            self._room.for_one_more(mapping.table)
            position = self._insert(mapping, values, position)
            self.changes.append(RowChange(mapping.table, row.id, None, row, position))
        elif found[0] == row:
            return False
        else:
            self._update(mapping, found, values)
            self.changes.append(RowChange(mapping.table, row.id, found[0], row))
        self._room.for_texts(values)
        return True

    def drop(self, row_type: type[Row], row_id: str) -> bool:
        """Removes the row with this id. Returns whether there was one."""
        self._must_be_open()
        mapping = mapping_of(row_type)
        found = self._store.find(row_type, row_id)
        if found is None:
            return False
        before, digest = found
        ((position,),) = self._connection.read(f"SELECT rowid FROM {mapping.table} WHERE id = ?", (row_id,))
        self._connection.write(f"DELETE FROM {mapping.table} WHERE id = ?", (row_id,))
        self._count(digest, None)
        self._record(mapping.table, row_id, [(WHOLE_ROW, _whole(mapping, mapping.values(before)), None)])
        self.changes.append(RowChange(mapping.table, row_id, before, None, position))
        return True

    def restore(self, change: RowChange) -> None:
        """Makes the row what ``change.after`` says: undo and redo."""
        if change.after is None:
            self.drop(TYPE_OF_TABLE[change.table], change.row_id)
        else:
            self._put(change.after, change.position)

    def finish(self) -> None:
        """Writes the seal, as the last step; a transaction without changes writes nothing."""
        if self.changes:
            self._connection.write(_SEAL, (self.seal.digest(), self.seal.rows))

    def _insert(self, mapping: Mapping[Row], values: tuple[SqlValue, ...], position: int | None) -> int:
        """Adds a row at a position of its table if that is free, or else at the end; returns its position."""
        digest = digest_of(mapping.table, values)
        marks = ", ".join("?" * (len(values) + 1))
        names = f"{mapping.names}, digest"
        if position is None:
            sql = f"INSERT INTO {mapping.table} ({names}) VALUES ({marks})"
            position = self._connection.write(sql, (*values, digest))
        else:
            free = f"(SELECT ? WHERE NOT EXISTS (SELECT 1 FROM {mapping.table} WHERE rowid = ?))"
            sql = f"INSERT INTO {mapping.table} (rowid, {names}) VALUES ({free}, {marks})"
            position = self._connection.write(sql, (position, position, *values, digest))
        self._count(None, digest)
        self._record(mapping.table, str(values[0]), [(WHOLE_ROW, None, _whole(mapping, values))])
        return position

    def _update(self, mapping: Mapping[Row], found: tuple[Row, bytes], values: tuple[SqlValue, ...]) -> None:
        digest = digest_of(mapping.table, values)
        old = zip(mapping.columns, mapping.values(found[0]), values, strict=True)
        changed = [(name, was, now) for name, was, now in old if was != now]
        assignments = ", ".join(f"{name} = ?" for name, _, _ in changed)
        self._connection.write(
            f"UPDATE {mapping.table} SET {assignments}, digest = ? WHERE id = ?",
            (*(now for _, _, now in changed), digest, values[0]),
        )
        self._count(found[1], digest)
        entries = [(name, _as_text(was), _as_text(now)) for name, was, now in changed]
        self._record(mapping.table, str(values[0]), entries)

    def _record(self, table: str, row_id: str, changed: Iterable[ColumnChange]) -> None:
        for gone, come in self._history.record(self._stamp, table, row_id, changed):
            self._count(gone, come)

    def _count(self, gone: bytes | None, come: bytes | None) -> None:
        total = self.seal.total
        if gone is not None:
            total -= int.from_bytes(gone, "big")
        if come is not None:
            total += int.from_bytes(come, "big")
        rows = self.seal.rows + (come is not None) - (gone is not None)
        self.seal = Seal(total % MODULUS, rows)

    def _must_be_open(self) -> None:
        if self.over:
            raise RuntimeError("this transaction is over: every write goes through Document.change()")


def _as_text(value: SqlValue) -> str | None:
    return None if value is None else str(value)


def _whole(mapping: Mapping[Row], values: tuple[SqlValue, ...]) -> str:
    said = {name: value for name, value in zip(mapping.columns, values, strict=True) if value not in (None, "")}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
