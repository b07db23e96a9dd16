"""An open assessment: the only thing in the core that changes.

Every write is ``with document.change(label) as transaction: transaction.put(row)``. It is one transaction: when the block
ends it is committed to the disk, then recorded as a step of undo, then told to the subscribers. An exception rolls it back;
nothing is then recorded, and nobody is told.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self

from workbench.document.sitting import Clock, Identity, SittingStamps
from workbench.document.subscribers import Subscriber, Subscribers
from workbench.document.undo import Step, UndoStack
from workbench.document.writing_anew import WritingAnew
from workbench.errors import StorageFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes, RowChange
from workbench.model.moments import moment
from workbench.model.rows import Row, RowT
from workbench.storage import files, rescue
from workbench.storage.connection import Connection
from workbench.storage.damage import Damage
from workbench.storage.file_row import copy_id
from workbench.storage.files import ReadOnlyReason
from workbench.storage.history import Stamp
from workbench.storage.open_files import is_same_file
from workbench.storage.queries import Queries
from workbench.storage.rescue import MemoryCopy, changed_meanwhile, lies_there, out_of_reach, reads_whole
from workbench.storage.rows import RowStore, Transaction
from workbench.storage.seal import Seal
from workbench.storage.verify import later_damages
from workbench.storage.writing import would_cover
from workbench.system.late import load


class Document:
    """One open ``.integrity`` file. Use it from one thread, and close it at the end (or use ``with``).

    ``path``: where the file belongs; the open one may be a working copy. ``as_of``: the time of the state that is read of a
    file open elsewhere. ``recovered``: when it was last changed, if a change had been cut short. ``migrated_copy``: the file
    as it was, if opening converted it. ``unknown``: the values of a newer format that this version does not know. ``steps``:
    what can be undone. ``whole`` is set while several changes are one (:mod:`workbench.document.together`).
    """

    def __init__(
        self, path: Path, opened: files.Opened, *, identity: Identity | None = None, clock: Clock | None = None
    ) -> None:
        self.path = path
        self.read_only = opened.read_only
        self.damages: tuple[Damage, ...] = opened.damages
        self.unknown = opened.unknown
        self.saved_at: datetime | None = None
        self.migrated_copy = opened.migrated_copy
        self._identity = identity or Identity.of_this_session()
        self._clock = clock or Clock()
        self.steps, self._subscribers = UndoStack(), Subscribers()
        self._changing = self._adrift = False
        self._left: tuple[Seal | None, Seal | None] = None, None
        self._memory, self._anew = MemoryCopy(), WritingAnew()
        self._in_doubt: Callable[[], None] | None = None
        self.whole: Transaction | None = None
        self.before_much: Callable[[], object] = lambda: None
        self._work_in(opened.connection)
        self._sit_down()
        last = self.read.last_change() if opened.recovered else None
        self.recovered = moment(last.at) if last is not None else None
        self.as_of = self.now() if opened.meanwhile else None

    def _work_in(self, connection: Connection) -> None:
        """Uses this connection for all reading and writing from now on."""
        self._connection = connection
        self._store = RowStore(connection)
        if self.read_only is None:
            self._store.read_seal()
        self.read = Queries(connection, self._store.held)

    def _sit_down(self) -> None:
        """Begins a new sitting: in a file that was opened or copied just now."""
        self._stamps = SittingStamps(copy_id(self._connection), self._identity)

    @classmethod
    def create(
        cls,
        path: Path,
        rows: Iterable[Row],
        *,
        label: Message,
        identity: Identity | None = None,
        clock: Clock | None = None,
    ) -> Document:
        """A new file with its first rows, open for work. It gets its name only when it is complete.

        Raises :class:`~workbench.errors.FileExists` if there is already a file, and StorageFailed or DiskFull.
        """
        files.must_not_exist(path)
        with files.finished_or_absent(path) as part:
            connection = files.new_database(part, called=path)
            unfinished = cls(path, files.Opened(connection, None, ()), identity=identity, clock=clock)
            with unfinished:
                unfinished._make(rows, label)
        return cls.open(path, identity=identity, clock=clock)

    def _make(self, rows: Iterable[Row], label: Message) -> None:
        step = Step(label, [], None, 0.0, self._stamps.next_number())
        with self._writing(step, ChangeKind.CREATED, lambda _: None) as transaction:
            for row in rows:
                transaction.put(row)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        history_later: bool = False,
        identity: Identity | None = None,
        clock: Clock | None = None,
    ) -> Document:
        """Opens a file. If it cannot be changed, :attr:`read_only` says why; :attr:`damages` says what is wrong with it.

        With ``read_only``, a file that is open elsewhere is read as it is between two changes: :attr:`as_of` says when. With
        ``history_later`` the caller must ask :meth:`history_is_sound` as soon as there is time, and open the file again if
        the answer is no; else everything in it is checked now. Raises NotOurFile, DocumentDamaged, BeyondLimits,
        DocumentTooNew, DocumentInUse, ChangeCutShort or StorageFailed of :mod:`workbench.errors`.
        """
        way = load("workbench.storage.reading:open_to_read") if read_only else files.open_file
        return cls(path, way(path, history_later=history_later), identity=identity, clock=clock)

    def now(self) -> datetime:
        """The time of this document's clock: aware, in UTC."""
        return self._clock.now()

    @property
    def identity(self) -> Identity:
        """Who the history names for changes, and on which computer."""
        return self._identity

    def history_is_sound(self) -> bool:
        """Whether all that ``history_later`` left is undamaged, as far as this version can tell. Takes some 30 ms."""
        return self.read_only is ReadOnlyReason.NEWER_FORMAT or not later_damages(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; nothing is left beside it."""
        self._subscribers.clear()
        if self.read_only is None and not self._adrift:
            self._anew.at_closing(self._store, worked=self.saved_at is not None)
        self._connection.close()

    @contextlib.contextmanager
    def change(
        self, label: Message, *, merge_key: Hashable | None = None, initiator: object | None = None
    ) -> Iterator[Transaction]:
        """One transaction and one step of undo, named ``label``.

        Changes with the same ``merge_key`` within two seconds of each other belong to the same step. ``initiator`` is passed
        to the subscribers. Raises DocumentReadOnly, DiskFull or StorageFailed; nothing is then changed.
        """
        if self.whole is not None:
            yield self.whole
            return
        self._settle()
        at = self._clock.seconds()
        going_on = self.steps.open_step(merge_key, at)
        step = going_on or Step(label, [], merge_key, at, self._stamps.next_number())

        def done(changes: list[RowChange]) -> None:
            if going_on is not None:
                self.steps.extend(going_on, changes, at)
            else:
                step.changes = list(changes)
                self.steps.push(step)
            self._subscribers.tell(Changes(label, tuple(changes), initiator))

        with self._writing(step, ChangeKind.DONE, done) as transaction:
            yield transaction
        if transaction.changes:
            done(transaction.changes)

    @contextlib.contextmanager
    def _writing(self, step: Step, kind: ChangeKind, done: Callable[[list[RowChange]], None]) -> Iterator[Transaction]:
        if self._changing:
            raise RuntimeError("a change inside a change: operations do not call each other inside a transaction")
        if self._adrift:
            raise out_of_reach(self._connection)
        if self.read_only is not None:
            raise files.cannot_change(self.path, self.read_only)
        now = self._clock.now()
        stamp = self._stamps.stamp(step.number, now, kind, step.label)
        self._changing, transaction = True, None
        try:
            with self._store.transaction(stamp) as transaction:
                yield transaction
        except StorageFailed:
            if transaction is not None and self._store.attempted is not None:
                self._in_doubt = partial(self._committed, stamp, transaction.changes, done)
            raise
        finally:
            self._changing = False
        self._in_doubt = None
        if transaction.has_written:
            self.saved_at = now
            self._memory.note(stamp, transaction.changes)

    def _committed(self, stamp: Stamp, changes: list[RowChange], done: Callable[[list[RowChange]], None]) -> None:
        """Completes a transaction that the disk reported as failed, and that is in the file after all."""
        self._in_doubt = None
        self.saved_at = moment(stamp.at)
        self._memory.note(stamp, changes)
        done(changes)

    def _settle(self) -> None:
        """Finds out, before anything else is changed, whether a change that the disk left in doubt is in the file."""
        if self._in_doubt is None or self._adrift or self._changing:
            return
        kept, committed, self._in_doubt = self._store.has_kept_attempt(), self._in_doubt, None
        if kept:
            committed()

    def get(self, row_type: type[RowT], row_id: str) -> RowT | None:
        """The row with this id, or None."""
        return self.read.get(row_type, row_id)

    def end_burst(self) -> None:
        """Makes the next change a step of undo of its own: after a paste, or when the focus leaves a text."""
        self.steps.end_burst()

    @property
    def undo_label(self) -> Message | None:
        """The name of the step that :meth:`undo` would undo."""
        return self.steps.undo_label

    @property
    def redo_label(self) -> Message | None:
        """The name of the step that :meth:`redo` would redo."""
        return self.steps.redo_label

    def undo(self) -> Changes | None:
        """Undoes the newest step, in one transaction; None if there is none."""
        self._settle()
        step = self.steps.next_undo()
        if step is None:
            return None
        inverse = [change.inverse() for change in reversed(step.changes)]
        return self._replay(inverse, step.label, ChangeKind.UNDONE, self.steps.undone)

    def redo(self) -> Changes | None:
        """Redoes the newest undone step, in one transaction; None if there is none."""
        self._settle()
        step = self.steps.next_redo()
        if step is None:
            return None
        return self._replay(step.changes, step.label, ChangeKind.REDONE, self.steps.redone)

    def _replay(self, inverse: Iterable[RowChange], label: Message, kind: ChangeKind, then: Callable[[], None]) -> Changes:
        told: list[Changes] = []

        def done(changes: list[RowChange]) -> None:
            then()
            told.append(Changes(label, tuple(changes), None, kind))
            self._subscribers.tell(told[0])

        step = Step(label, [], None, 0.0, self._stamps.next_number())
        with self._writing(step, kind, done) as transaction:
            for change in inverse:
                transaction.restore(change)
        done(transaction.changes)
        return told[0]

    @contextlib.contextmanager
    def forgetting(self, label: Message) -> Iterator[Transaction]:
        """One transaction that leaves nothing of what it removes: not in the history, not for undo, not in a free page.

        What else is to be forgotten is said with :meth:`Transaction.forget`. Undo is empty afterwards. Raises what
        :meth:`change` raises, before anything was changed. If the file cannot then be written anew
        (:attr:`to_be_rewritten`), that is tried again when nobody waits, and at closing.
        """
        self._settle()

        def done(changes: list[RowChange]) -> None:
            self.steps.clear()
            self._memory = MemoryCopy()
            self._anew.begin(self._store)
            self._subscribers.tell(Changes(label, tuple(changes), None, ChangeKind.FORGOTTEN))

        step = Step(label, [], None, 0.0, self._stamps.next_number())
        with self._writing(step, ChangeKind.FORGOTTEN, done) as transaction:
            yield transaction
        done(transaction.changes)

    @property
    def to_be_rewritten(self) -> bool:
        """Whether something is forgotten, but the disk had no room to write the file anew."""
        return bool(self._anew.due)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls ``subscriber`` after every committed change, until the returned function is called."""
        return self._subscribers.add(subscriber)

    def save_copy(self, target: Path, *, whole: bool = True) -> None:
        """Writes a verified copy of all that is committed, even if this file can no longer be read.

        Memory may lack attachments: a ``whole`` copy is then refused. Raises InvalidValue if the target is the file itself,
        DocumentInUse if it is open somewhere, and StorageFailed or DiskFull.
        """
        if self._connection.is_at(target) or (self.path != self._connection.path and is_same_file(target, self.path)):
            raise would_cover(self.path)
        rescue.must_have_all_bytes(self._connection, asked=self._adrift and whole)
        # typing goes on as another change: the same one must not become two different ones in two files
        self.steps.end_burst()
        write = load("workbench.storage.copying:copy_file")
        try:
            write(self._connection, target, sealed=self._store.sealed)
        except WorkbenchError:
            if self._adrift or not self._memory or self._reads_what_was_committed():
                raise
            with contextlib.closing(self._memory.unpacked(self._connection)) as copy:
                rescue.must_have_all_bytes(copy, asked=whole)
                write(copy, target)

    def save_elsewhere(self, target: Path) -> None:
        """Writes all that is committed into a new file and continues there: the way out when saving fails.

        The old file stays as it is. Undo, subscribers and rows stay, too; bytes of attachments may be absent. Raises what
        :meth:`save_copy` and :meth:`open` raise; the document then continues as before.
        """
        self.save_copy(target, whole=False)
        self._take_over(files.open_file(target), target)
        self._sit_down()
        self.steps.end_burst()
        self.saved_at = self._clock.now()

    def remember(self, *, closely: bool = False) -> None:
        """Checks that the file is whole, and packs it into memory if that is due. Takes some 50 ms for a full assessment.

        Call it when nobody waits (``closely``: when a DiskCheck has found damage). After that, all that is committed can be
        saved elsewhere even if the file cannot be read any more. Raises DocumentChangedElsewhere or StorageFailed.
        """
        if self.read_only is None and not self._adrift:
            self._store.must_be_whole(closely=closely)
            self._anew.try_now(self._store)
            with contextlib.suppress(WorkbenchError):
                self._memory.take(self._connection)

    def reopen(self) -> None:
        """Opens the file again after its disk was away: a handle stays dead after a USB stick was removed and put back.

        If the file is as it was left, everything continues, undo included. If not, nothing is written, and what was
        committed stays in memory. Raises StorageFailed if it cannot be reached or is not as it was left, and what
        :meth:`open` raises.
        """
        there = lies_there(self._connection.path)
        if not self._adrift and (there or (self._memory and not self._reads_what_was_committed())):
            self._let_go()
        if not there:
            raise out_of_reach(self._connection)
        opened = files.open_file(self._connection.path)
        sealed = RowStore(opened.connection).read_seal()
        if opened.read_only is not None or sealed not in self._left:
            opened.connection.close()
            raise changed_meanwhile(self._connection)
        in_doubt = self._in_doubt if sealed == self._left[1] else None
        self._take_over(opened, self.path)
        if in_doubt is not None:
            in_doubt()

    def _let_go(self) -> None:
        """Closes the handle, so that the file can be opened again, and reads what was committed from memory."""
        memory = self._memory
        if not memory:
            memory.take(self._connection, however_large=True)
        copy = memory.unpacked(self._connection)
        # the seals of the file, not of the copy: the copy may have fewer history entries for a burst of typing
        left = self._store.sealed, self._store.attempted
        copy.protect()
        self._connection.abandon()
        self._work_in(copy)
        self._adrift, self._left = True, left

    def _take_over(self, opened: files.Opened, path: Path) -> None:
        self._connection.close()
        self.path, self._adrift, self._left = path, False, (None, None)
        self._work_in(opened.connection)

    def _reads_what_was_committed(self) -> bool:
        return reads_whole(self._connection, self._store.sealed)


__all__ = ["Clock", "Document", "Identity", "ReadOnlyReason", "Subscriber", "lies_there"]
