"""An open assessment: the only thing in the core that changes.

Every write is ``with document.change(label) as transaction: transaction.put(row)``. It is one transaction: committed and on
the disk before the block is left, then recorded as a step of undo, then told to the subscribers. An exception rolls it
back, records nothing and tells nobody.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from workbench.changes import ChangeKind, Changes, RowChange
from workbench.computer import account_name, computer_name
from workbench.errors import InvalidValue
from workbench.i18n import Message
from workbench.model import Row, RowT
from workbench.storage import files
from workbench.storage.files import ReadOnlyReason
from workbench.storage.history import Stamp
from workbench.storage.queries import Queries
from workbench.storage.rows import RowStore, Transaction
from workbench.storage.verify import Damage, history_damages
from workbench.storage.write_access import may_be_read_by_others
from workbench.undo import Step, UndoStack

Subscriber = Callable[[Changes], None]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is at the keyboard, for the history."""

    who: str
    computer: str

    @classmethod
    def of_this_session(cls) -> Identity:
        """The account and the computer that the program runs on."""
        return cls(account_name(), computer_name())


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the time comes from; tests bring their own. ``seconds`` only ever grows and measures pauses."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: Callable[[], float] = time.monotonic


class Document:
    """One open ``.integrity`` file. Use it from one thread; close it when done (or use ``with``).

    ``recovered`` is the time of the newest change that is in the file, if the program had been stopped in the middle of one.
    ``migrated_copy`` is where the file lies as it was, if opening has brought it to the present format.
    """

    def __init__(
        self, path: Path, opened: files.Opened, *, identity: Identity | None = None, clock: Clock | None = None
    ) -> None:
        self.path = path
        self.read_only = opened.read_only
        self.damages: tuple[Damage, ...] = opened.damages
        self.saved_at: datetime | None = None
        self.migrated_copy = opened.migrated_copy
        self._connection = opened.connection
        self._identity = identity or Identity.of_this_session()
        self._clock = clock or Clock()
        self._store = RowStore(self._connection)
        self._undo = UndoStack()
        self._subscribers: dict[object, Subscriber] = {}
        self._changing = False
        self.read = Queries(self._connection)
        self.recovered = self._last_change() if opened.recovered else None

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
        """A new file with its first rows, open for work. It appears under its name only when it is entire.

        Raises :class:`~workbench.errors.FileExists` where a file is already, and StorageFailed or DiskFull.
        """
        files.must_not_exist(path)
        with files.finished_or_absent(path) as part:
            connection = files.new_database(part, called=path)
            unfinished = cls(path, files.Opened(connection, None, ()), identity=identity, clock=clock)
            with unfinished, unfinished.change(label) as transaction:
                for row in rows:
                    transaction.put(row)
        return cls.open(path, identity=identity, clock=clock)

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
        """Opens a file; :attr:`read_only` says why it cannot be changed, if so, and :attr:`damages` what is wrong with it.

        Everything in it is checked, each entry of the history too; with ``history_later`` the caller asks
        :meth:`history_is_sound` as soon as there is time, and opens the file again where it is not.
        Raises NotOurFile, DocumentDamaged, DocumentTooNew, DocumentInUse or StorageFailed of :mod:`workbench.errors`.
        """
        opened = files.open_file(path, read_only=read_only, history_later=history_later)
        return cls(path, opened, identity=identity, clock=clock)

    def now(self) -> datetime:
        """The time by the clock of this document: aware, in UTC."""
        return self._clock.now()

    @property
    def identity(self) -> Identity:
        """In whose name, and on which computer, changes are written into the history."""
        return self._identity

    def _last_change(self) -> datetime | None:
        entry = self.read.last_change()
        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(entry.stamp.at) if entry is not None else None
        return None

    def may_be_read_by_others(self) -> bool:
        """Whether every account of this computer can read the file, as far as the system tells."""
        return may_be_read_by_others(self.path)

    def history_is_sound(self) -> bool:
        """Whether every entry of the history is as it was written; some 30 ms for a full assessment."""
        return not history_damages(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives the file back; one file is left, and nothing beside it."""
        self._subscribers.clear()
        self._connection.close()

    @contextlib.contextmanager
    def change(
        self, label: Message, *, merge_key: Hashable | None = None, initiator: object | None = None
    ) -> Iterator[Transaction]:
        """One transaction and one step of undo, named ``label``.

        Changes with the same ``merge_key`` that follow within two seconds belong to the same step. ``initiator`` is passed
        on to the subscribers. Raises DocumentReadOnly, DiskFull or StorageFailed; nothing is then changed.
        """
        at = self._clock.seconds()
        going_on = self._undo.open_step(merge_key, at)
        step = going_on or Step(label, [], merge_key, at)
        with self._writing(step, label) as transaction:
            yield transaction
        if not transaction.changes:
            return
        if going_on is not None:
            self._undo.extend(going_on, transaction.changes, at)
        else:
            step.changes = list(transaction.changes)
            self._undo.push(step)
        self._publish(Changes(label, tuple(transaction.changes), initiator))

    @contextlib.contextmanager
    def _writing(self, step: Step, label: Message) -> Iterator[Transaction]:
        if self._changing:
            raise RuntimeError("a change inside a change: operations do not call each other inside a transaction")
        if self.read_only is not None:
            raise files.cannot_change(self.path, self.read_only)
        now = self._clock.now()
        stamp = Stamp(
            step.change_id,
            now.isoformat(timespec="milliseconds"),
            self._identity.who,
            self._identity.computer,
            str(label),
        )
        self._changing = True
        try:
            with self._store.transaction(stamp) as transaction:
                yield transaction
        finally:
            self._changing = False
        if transaction.changes:
            self.saved_at = now

    def get(self, row_type: type[RowT], key: str) -> RowT | None:
        """The row with this id, or None."""
        return self._store.get(row_type, key)

    def end_burst(self) -> None:
        """The next change is a step of undo of its own: after a paste, or when the focus leaves a text."""
        self._undo.end_burst()

    @property
    def undo_label(self) -> Message | None:
        """The name of what :meth:`undo` would take back."""
        return self._undo.undo_label

    @property
    def redo_label(self) -> Message | None:
        """The name of what :meth:`redo` would make again."""
        return self._undo.redo_label

    def undo(self) -> Changes | None:
        """Takes the newest step back, in one transaction; None when there is none."""
        step = self._undo.next_undo()
        if step is None:
            return None
        label = Message("Undo: {what}", what=step.label)
        inverse = [change.inverse() for change in reversed(step.changes)]
        return self._replay(inverse, label, ChangeKind.UNDONE, self._undo.undone)

    def redo(self) -> Changes | None:
        """Makes the newest undone step again; None when there is none."""
        step = self._undo.next_redo()
        if step is None:
            return None
        label = Message("Redo: {what}", what=step.label)
        return self._replay(step.changes, label, ChangeKind.REDONE, self._undo.redone)

    def _replay(self, changes: Iterable[RowChange], label: Message, kind: ChangeKind, then: Callable[[], None]) -> Changes:
        with self._writing(Step(label, [], None, 0.0), label) as transaction:
            for change in changes:
                transaction.restore(change)
        then()
        told = Changes(label, tuple(transaction.changes), None, kind)
        self._publish(told)
        return told

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls ``subscriber`` after every committed change; the returned function ends that."""
        subscription = object()
        self._subscribers[subscription] = subscriber

        def unsubscribe() -> None:
            self._subscribers.pop(subscription, None)

        return unsubscribe

    def _publish(self, changes: Changes) -> None:
        """Tells everybody, even if one of them fails: the change is on the disk, and a screen must not show an old state."""
        failures: list[Exception] = []
        for subscription, subscriber in tuple(self._subscribers.items()):
            if subscription not in self._subscribers:
                continue
            try:
                subscriber(changes)
            except Exception as error:  # noqa: BLE001  # raised again below, once everybody has been told
                failures.append(error)
        if failures:
            raise failures[0]

    def save_copy(self, target: Path) -> None:
        """A verified copy of the file, as it stands, under another name.

        Raises InvalidValue where the target is the file itself, DocumentInUse where it is open somewhere, and StorageFailed
        or DiskFull.
        """
        if self._connection.is_at(target):
            raise InvalidValue(
                Message("A copy cannot take the place of the file {name} itself.", name=self.path.name),
                advice=Message("Choose another name or another folder."),
            )
        files.copy_file(self._connection, target)


__all__ = ["Clock", "Document", "Identity", "ReadOnlyReason", "Subscriber"]
