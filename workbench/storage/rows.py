"""The one write path: every row of the file is put and dropped here, with its history and its digest.

:meth:`Transaction.put` first reads the row, so that an equal row is no change. The sums of all digests are in the table
``seal``; a changed row costs one subtraction and one addition.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from workbench.model.changes import RowChange
from workbench.model.rows import Row, RowT
from workbench.storage import stored_bytes
from workbench.storage.bounds import Room
from workbench.storage.connection import Connection
from workbench.storage.digests import SqlValue
from workbench.storage.file_row import TABLE as FILE
from workbench.storage.file_row import has_remains, note_remains
from workbench.storage.forgetting import Oblivion
from workbench.storage.guard import Guard
from workbench.storage.header import damaged
from workbench.storage.held import Held, HeldRows
from workbench.storage.history import SITTINGS, HistoryWriter, Stamp
from workbench.storage.mapping import TYPE_OF_TABLE, Mapping, mapping_of
from workbench.storage.schema import BYTES
from workbench.storage.seal import CHANGES, NO_ROWS, Seal, TableSeal, read_seal, seal_of_table, write_seal

_LONG: Final = 1000
"""Characters. SQLite puts what does not fit into a page of 4 KiB, in up to four bytes a character, on pages of its own."""


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
        self.held = HeldRows(connection)
        self._guard = Guard(connection, connection.witness) if connection.witness is not None else None

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
                    sealed = self.attempted = transaction.seal
                finally:
                    transaction.over = True
        except BaseException:
            self.held.let_go()
            if guard is not None and transaction is not None:
                guard.failed(seal, transaction.seal)
            raise
        if guard is not None and transaction.has_written:
            guard.confirm(sealed, *transaction.replaced)
        self._known = sealed, history
        self.sealed, self.attempted = sealed, None

    def has_kept_attempt(self) -> bool:
        """Whether the ``attempted`` transaction is in the file; sets ``sealed`` to what the file has.

        Raises DocumentChangedElsewhere, or StorageFailed while the disk does not answer.
        """
        if self._guard is not None:
            self._guard.must_agree()
        return self.read_seal() == self.attempted

    def rewrite(self) -> None:
        """Writes the whole file anew without the bytes that something had which is gone. Raises DiskFull or StorageFailed.

        After an error the contents are as the last commit left them, and the file is still to be written anew.
        """
        with self._sealing_anew() as seals:
            self._connection.rewrite()
            # SQLite shortens the file after its commit, without waiting for the disk; the next commit waits for both
            with self._connection.transaction():
                file = seals[0].tables[FILE].counting(*note_remains(self._connection, remains=False))
                self._put_seals(seals, {FILE: file})

    def drop_unused_bytes(self) -> bool:
        """Removes bytes of documents that nothing refers to, for closing; whether the file is now to be written anew.

        After an error the file is as the last commit left it.
        """
        if not stored_bytes.has_unused(self._connection):
            return False
        with self._sealing_anew() as seals, self._connection.transaction():
            stored_bytes.drop_unused(self._connection)
            file = seals[0].tables[FILE].counting(*note_remains(self._connection, remains=True))
            self._put_seals(seals, {FILE: file, BYTES: seal_of_table(self._connection, BYTES)})
        return True

    @contextlib.contextmanager
    def _sealing_anew(self) -> Iterator[list[Seal]]:
        """For writing that is no change of rows: gives the seals that the file may have if an error comes, first today's."""
        self._known = None
        if self._guard is not None:
            self._guard.must_agree()
        seals = [self.read_seal()]
        try:
            yield seals
            self._connection.look_again()
        except BaseException:
            if self._guard is not None:
                self._guard.failed(*seals)
            raise
        self.read_seal()

    def _put_seals(self, seals: list[Seal], changed: dict[str, TableSeal]) -> None:
        seals.append(Seal({**seals[0].tables, **changed}))
        write_seal(self._connection, Seal(changed))

    def is_to_be_rewritten(self) -> bool:
        """Whether something was forgotten, and the file was not written anew after it."""
        return has_remains(self._connection)

    def must_be_whole(self, *, closely: bool = False) -> None:
        """Raises DocumentChangedElsewhere if something else has written into the file. Call it when nobody waits."""
        if self._guard is not None:
            self._guard.must_be_whole(closely=closely)

    def read_seal(self) -> Seal:
        """The seal in the file; it becomes ``sealed``. Raises DocumentDamaged if there is none."""
        seal = read_seal(self._connection)
        if seal is None:
            raise damaged(self._connection.path)
        self.sealed = seal
        return seal


class Transaction:
    """Puts and drops rows until it is over; ``changes`` are the changes so far."""

    def __init__(self, store: RowStore, connection: Connection, history: HistoryWriter, stamp: Stamp, seal: Seal) -> None:
        self._held = store.held
        self._connection = connection
        self._history = history
        self._stamp = stamp
        self._began = seal
        self._counted: dict[str, TableSeal] = {}
        self.changes: list[RowChange] = []
        self.over = False
        self._forgets = False
        self._room = store.room
        self._room.begin()

    @property
    def seal(self) -> Seal:
        """The seal of the file as this transaction leaves it."""
        return Seal({**self._began.tables, **self._counted})

    @property
    def replaced(self) -> tuple[Seal, Seal]:
        """The seals of the tables that this transaction changed, as they were and as it leaves them."""
        return self._began.only(self._counted), Seal(self._counted)

    def get(self, row_type: type[RowT], row_id: str) -> RowT | None:
        """The row as this transaction has it, or None."""
        return self._held.row(row_type, row_id)

    def put(self, row: Row) -> bool:
        """Adds the row, or replaces the one with its id. Returns whether anything changed.

        This is the one door by which texts come into a file; they are :func:`~workbench.model.texts.composed` here.
        """
        self._must_be_open()
        mapping = mapping_of(type(row))
        row = mapping.composed(row)
        before, values = self._held.find(mapping, row.id), mapping.values(row)
        if before is not None and before.values == values:
            return False
        mapping.must_be_storable(values)
        if before is None:
            self._room.for_one_more(mapping.table)
        digest = mapping.digest(values)
        if before is None:
            self._insert(mapping, values, digest)
        else:
            self._update(mapping, before.values, values, digest)
        self._held.written(mapping.table, Held(row, values, digest))
        self._count(mapping.table, None if before is None else before.digest, digest)
        self.changes.append(RowChange(mapping.table, row.id, None if before is None else before.row, row))
        self._room.for_texts(values)
        return True

    def drop(self, row_type: type[Row], row_id: str) -> bool:
        """Removes the row with this id. Returns whether there was one."""
        self._must_be_open()
        mapping = mapping_of(row_type)
        before = self._held.find(mapping, row_id)
        if before is None:
            return False
        self._connection.write(f"DELETE FROM {mapping.table} WHERE id = ?", (row_id,))
        self._held.dropped(mapping.table, row_id)
        self._count(mapping.table, before.digest, None)
        self.changes.append(RowChange(mapping.table, row_id, before.row, None))
        return True

    def restore(self, change: RowChange) -> None:
        """Makes the row what ``change.after`` says: undo and redo."""
        if change.after is None:
            self.drop(TYPE_OF_TABLE[change.table], change.row_id)
        else:
            self.put(change.after)

    def store_bytes(self, data: bytes) -> str:
        """Stores the bytes of a document, once; returns their SHA-256 as 64 digits, for the row that refers to them."""
        self._must_be_open()
        content, digests = stored_bytes.add(self._connection, data)
        for digest in digests:
            self._count(BYTES, None, digest)
        return content

    def forget(self) -> Oblivion:
        """What forgets parts of the history; this transaction is then written even if it changes no row."""
        self._must_be_open()
        self._forgets = True
        return Oblivion(self._connection)

    @property
    def has_written(self) -> bool:
        """Whether there is anything to commit."""
        return bool(self.changes or self._counted) or self._forgets

    def finish(self) -> None:
        """Writes history and seal, as the last step; a transaction without changes writes nothing."""
        if not self.has_written:
            return
        if self._forgets:
            self._held.let_go()
            stored_bytes.drop_unused(self._connection)
            for table in (BYTES, SITTINGS, CHANGES):
                self._counted[table] = seal_of_table(self._connection, table)
            self._count(FILE, *note_remains(self._connection, remains=True))
        for counted in self._history.write(self._stamp, self.changes):
            self._count(*counted)
        write_seal(self._connection, Seal(self._counted))

    def _insert(self, mapping: Mapping[Row], values: tuple[SqlValue, ...], digest: bytes) -> None:
        marks = ", ".join("?" * (len(values) + 1))
        self._connection.write(f"INSERT INTO {mapping.table} ({mapping.names}, digest) VALUES ({marks})", (*values, digest))

    def _update(self, mapping: Mapping[Row], before: Sequence[SqlValue], after: Sequence[SqlValue], digest: bytes) -> None:
        changed = [(name, was, now) for name, was, now in zip(mapping.columns, before, after, strict=True) if was != now]
        long = {name: "" for name, was, _ in changed if type(was) is str and len(was) > _LONG}
        if long:
            # so the new text takes the pages of the old one; else it takes others, and the file grows by free pages
            self._assign(mapping, after[0], long)
        self._assign(mapping, after[0], {name: now for name, _, now in changed} | {"digest": digest})

    def _assign(self, mapping: Mapping[Row], row_id: SqlValue, values: dict[str, Any]) -> None:
        assignments = " = ?, ".join(values)
        self._connection.write(f"UPDATE {mapping.table} SET {assignments} = ? WHERE id = ?", (*values.values(), row_id))

    def _count(self, table: str, gone: bytes | None, come: bytes | None) -> None:
        known = self._counted.get(table) or self._began.tables.get(table, NO_ROWS)
        self._counted[table] = known.counting(gone, come)

    def _must_be_open(self) -> None:
        if self.over:
            raise RuntimeError("this transaction is over: every write goes through Document.change()")
