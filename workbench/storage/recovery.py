"""After a crash: what lies beside a file is used only when it makes the file whole, and never destroys it.

SQLite believes any journal that lies beside a file, also one that belongs to another file, and any write-ahead log,
although this program never makes one. So both states, with and without the journal, are first tried on copies.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import uuid
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Final

from workbench.errors import DiskFull, DocumentDamaged, DocumentReadOnly, NotOurFile, StorageFailed
from workbench.i18n import Message
from workbench.storage import migrations
from workbench.storage.connection import Connection
from workbench.storage.header import read_header
from workbench.storage.verify import content_damages, layout_differs, structure_damaged

JOURNAL: Final = "-journal"
_NEVER_OURS: Final = ("-wal", "-shm")


class _Verdict(IntEnum):
    SOUND = 0
    CONTENT_DAMAGED = 1
    UNUSABLE = 2


def is_interrupted(path: Path) -> bool:
    """Whether something lies beside the file that SQLite would act upon."""
    return _lies_there(_beside(path, JOURNAL)) or any(_exists(_beside(path, suffix)) for suffix in _NEVER_OURS)


def recover(path: Path) -> None:
    """Brings back the last committed state after a crash, and puts aside what does not belong to the file.

    What is put aside goes into a folder ``NAME.rescue-...`` beside the file. Raises :class:`DocumentInUse` while another
    process works in the file, and :class:`StorageFailed` or :class:`DiskFull` where there is no room to try.
    """
    for suffix in _NEVER_OURS:
        if _exists(_beside(path, suffix)):
            _put_aside(path, _beside(path, suffix))
    journal = _beside(path, JOURNAL)
    if not _lies_there(journal):
        return
    if not stat.S_ISREG(journal.lstat().st_mode):
        _put_aside(path, journal)
        return
    refuse_if_in_use(path)
    with _room_to_try(path) as room:
        alone, replayed = room / "alone.integrity", room / "replayed.integrity"
        try:
            shutil.copy2(path, alone)
            shutil.copy2(path, replayed)
            shutil.copy2(journal, _beside(replayed, JOURNAL))
        except OSError as error:
            raise _no_room(path) from error
        _decide(path, journal, _verdict(alone), _verdict(replayed))


def _decide(path: Path, journal: Path, alone: _Verdict, replayed: _Verdict) -> None:
    if alone is _Verdict.SOUND:
        if replayed is _Verdict.SOUND:
            with contextlib.suppress(OSError):
                journal.unlink()
        else:
            _put_aside(path, journal)
    elif replayed <= alone:
        if replayed is not _Verdict.SOUND:
            _keep_both(path, journal)
        with contextlib.suppress(DocumentDamaged):
            Connection.open(path, writable=True).close()
    else:
        _put_aside(path, journal)


def _beside(path: Path, suffix: str) -> Path:
    return path.parent / f"{path.name}{suffix}"


def _lies_there(side: Path) -> bool:
    """Whether there is something, other than the empty file that a journal is between two changes."""
    if not _exists(side):
        return False
    information = side.lstat()
    return information.st_size > 0 or not stat.S_ISREG(information.st_mode)


def _exists(side: Path) -> bool:
    return os.path.lexists(side)


def refuse_if_in_use(path: Path) -> None:
    """Raises :class:`DocumentInUse` while another process works in a file; changes nothing."""
    connection = Connection.open(path, writable=False)
    try:
        connection.read("PRAGMA schema_version")
    except (DocumentReadOnly, DocumentDamaged):
        # nobody holds the file: a reader is not allowed to replay the journal, or cannot make sense of the file yet
        return
    finally:
        connection.close()


@contextlib.contextmanager
def _room_to_try(path: Path) -> Iterator[Path]:
    """A folder for this account only, gone at the end: on the file's own disk, or where temporary files go."""
    needed = 2 * path.stat().st_size + _beside(path, JOURNAL).stat().st_size
    room = _private_folder(path.parent, needed) or _private_folder(Path(tempfile.gettempdir()), needed)
    if room is None:
        raise _no_room(path)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _no_room(path: Path) -> DiskFull:
    return DiskFull(
        Message("There is no room to check what a crash left behind in {name}.", name=path.name),
        safe=Message("Nothing was changed: the file and its journal are as they were."),
        advice=Message("Free some space on the disk, then open the file again."),
    )


def _private_folder(parent: Path, needed: int) -> Path | None:
    try:
        if shutil.disk_usage(parent).free < 2 * needed:
            return None
        return Path(tempfile.mkdtemp(prefix=".integrity-", dir=parent))
    except OSError:
        return None


def _verdict(path: Path) -> _Verdict:
    try:
        read_header(path, interrupted=is_interrupted(path))
        connection = Connection.open(path, writable=True)
    except (DocumentDamaged, NotOurFile, StorageFailed):
        return _Verdict.UNUSABLE
    try:
        ((version,),) = connection.read("PRAGMA user_version")
        layout = migrations.LADDER.layouts.get(version, ())
        if layout_differs(connection, layout) or structure_damaged(connection):
            return _Verdict.UNUSABLE
        return _Verdict.CONTENT_DAMAGED if content_damages(connection) else _Verdict.SOUND
    except (DocumentDamaged, StorageFailed):
        return _Verdict.UNUSABLE
    finally:
        connection.close()


def _put_aside(path: Path, side: Path) -> None:
    """Moves something that lies beside the file into a rescue folder, under a name that SQLite does not look for."""
    folder = _rescue_folder(path)
    try:
        folder.mkdir(mode=0o700)
        side.replace(folder / side.name.removeprefix(path.name).removeprefix("-"))
    except OSError as error:
        with contextlib.suppress(OSError):
            folder.rmdir()
        raise _cannot_be_put_aside(side) from error


def _keep_both(path: Path, journal: Path) -> None:
    folder = _rescue_folder(path)
    try:
        folder.mkdir(mode=0o700)
        shutil.copy2(path, folder / path.name)
        shutil.copy2(journal, folder / "journal")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _cannot_be_put_aside(journal) from error


def _rescue_folder(path: Path) -> Path:
    return path.with_name(f"{path.name}.rescue-{uuid.uuid4().hex[:8]}")


def _cannot_be_put_aside(side: Path) -> StorageFailed:
    return StorageFailed(
        Message("{name} lies beside the file and cannot be put aside.", name=side.name),
        safe=Message("Nothing was changed."),
        advice=Message("Copy the file alone to another folder that you may write to, and open the copy."),
    )


def interrupted_and_protected(path: Path) -> StorageFailed:
    """The error for a file whose last change was interrupted, on a disk where it cannot be completed or taken back."""
    return StorageFailed(
        Message("The last change to {name} was interrupted, and its disk is write-protected.", name=path.name),
        safe=Message("Nothing was changed; everything that was stored is in the file."),
        advice=Message(
            "Remove the write protection; or copy the file and {journal} into one folder, and open the copy.",
            journal=path.name + JOURNAL,
        ),
    )
