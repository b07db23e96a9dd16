"""Keeps what was committed in memory, so that work can continue after the disk of an open file fails.

After an error of the disk nothing may be readable: SQLite empties its page cache, and the handle on a USB stick that was
removed stays dead when the stick is back. So a packed copy of the file is kept in memory, with every change committed since.
For a full assessment it takes about a quarter of the file's size, and costs an edit nothing.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from workbench.errors import DocumentChangedElsewhere, StorageFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.model.changes import RowChange
from workbench.storage import stored_bytes
from workbench.storage.bounds import size_of
from workbench.storage.connection import HELD_BYTES, Connection
from workbench.storage.driver_errors import moved
from workbench.storage.header import damaged
from workbench.storage.history import Stamp
from workbench.storage.rows import RowStore
from workbench.storage.schema import BYTES
from workbench.storage.seal import Seal
from workbench.storage.verify import content_damages
from workbench.storage.without_bytes import without_bytes

_MOST_NOTED: Final = 200
"""At this number of changes beside the packed copy, they are packed with it."""

_FAST: Final = 1


class MemoryCopy:
    """The content of a file at some moment, packed, and the changes committed since."""

    def __init__(self) -> None:
        self._packed = b""
        self._since: list[tuple[Stamp, tuple[RowChange, ...]]] = []

    def __bool__(self) -> bool:
        """Whether there is a copy."""
        return bool(self._packed)

    def take(self, connection: Connection, *, however_large: bool = False) -> None:
        """Packs the file, or later the changes since; does nothing while there is little to pack.

        The file is read only once, so that what another program writes into it later does not get in. Many bytes of
        documents are left out. Without them, a file over :data:`~workbench.storage.connection.HELD_BYTES` is packed only if
        ``however_large``. Raises StorageFailed or DocumentDamaged if the file cannot be read.
        """
        if self._packed and len(self._since) < _MOST_NOTED:
            return
        if self._packed:
            with contextlib.closing(self.unpacked(connection)) as copy:
                content = copy.content()
        elif stored_bytes.are_many(connection):
            with contextlib.closing(without_bytes(connection)) as light:
                content = light.content()
        elif not however_large and size_of(connection) > HELD_BYTES:
            return
        else:
            content = connection.content()
        self._packed = zlib.compress(content, _FAST)
        self._since.clear()

    def note(self, stamp: Stamp, changes: Sequence[RowChange]) -> None:
        """Notes what was committed. One burst of typing is one note, just as it is one entry of the history."""
        if not self._packed or not changes:
            return
        last = self._since[-1] if self._since else None
        if last is not None and last[0].change == stamp.change and len(changes) == len(last[1]) == 1:
            (before,), (now,) = last[1], changes
            if (before.table, before.row_id) == (now.table, now.row_id) and None not in (
                before.before,
                before.after,
                now.after,
            ):
                changes = [RowChange(now.table, now.row_id, before.before, now.after)]
                self._since.pop()
        self._since.append((stamp, tuple(changes)))

    def unpacked(self, connection: Connection) -> Connection:
        """All that was committed through ``connection``, as a database in memory. Raises StorageFailed without a copy."""
        if not self._packed:
            raise out_of_reach(connection)
        copy = Connection.in_memory(connection.path, data=zlib.decompress(self._packed))
        copy.trusted = True
        store = RowStore(copy)
        for stamp, changes in self._since:
            with store.transaction(stamp) as transaction:
                for change in changes:
                    transaction.restore(change)
        return copy


def must_have_all_bytes(connection: Connection, *, asked: bool) -> None:
    """Raises StorageFailed if bytes of attachments are absent and all of them are asked for.

    Nobody must take what is in memory for a whole copy.
    """
    if asked and stored_bytes.are_absent(connection):
        raise StorageFailed(
            Message("The file {name} cannot be read, and its attachments are not in memory.", name=connection.path.name),
            safe=Message("No copy was saved; your texts are still in this window."),
            advice=Message("Connect the disk or USB stick again, or save your work elsewhere, without attachments."),
        )


def must_be_readable(connection: Connection) -> None:
    """Raises an error if an open file cannot be read: when a copy fails, either of two disks may be at fault."""
    if connection.read("PRAGMA quick_check(1)") != [("ok",)]:
        raise damaged(connection.path)


def reads_whole(connection: Connection, sealed: Seal | None) -> bool:
    """Whether all that was committed can be read from an open file; ``sealed`` is its seal, None if it is read-only."""
    try:
        must_be_readable(connection)
        if sealed is None:
            return True
        return sealed == RowStore(connection).read_seal() and not content_damages(connection, without={BYTES})
    except WorkbenchError:
        return False


def lies_there(path: Path) -> bool:
    """Whether there is a file at this path; an error of the disk or share (a stale handle, EIO) means no."""
    try:
        return path.is_file()
    except OSError:
        return False


def out_of_reach(connection: Connection) -> StorageFailed:
    """The error for a file whose disk is gone. If there is no file at its path, it is the error that a write would raise."""
    if not lies_there(connection.path):
        return moved(connection.path)
    return StorageFailed(
        Message("The file {name} cannot be reached.", name=connection.path.name),
        safe=Message("Your last change is not saved yet; everything before it is."),
        advice=Message("Connect the disk or USB stick again, or save your work elsewhere."),
    )


def changed_meanwhile(connection: Connection) -> DocumentChangedElsewhere:
    """The error for a file that is back, but not as it was left."""
    return DocumentChangedElsewhere(
        Message("The file {name} is there again, but another program has changed it meanwhile.", name=connection.path.name),
        safe=Message("It was not changed; your work is still in this window."),
        advice=Message("Save your work elsewhere, and compare the two files later."),
    )
