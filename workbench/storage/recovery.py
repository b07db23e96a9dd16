"""Recovers a file after a crash: a journal beside it is used only if that makes the file whole.

SQLite trusts any journal beside a file, even one of another file, and any write-ahead log, although this program never makes
one. So both states, with and without the journal, are first tried on copies. This comes before the header of the file is
judged, because a power cut may have damaged its first page.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.errors import (
    DiskFull,
    DocumentDamaged,
    DocumentInUse,
    DocumentReadOnly,
    DocumentTooNew,
    NotOurFile,
    StorageFailed,
    WorkbenchError,
)
from workbench.language.i18n import Message
from workbench.storage import connection as connections
from workbench.storage import migrations
from workbench.storage.connection import Connection
from workbench.storage.driver_errors import disk_failed
from workbench.storage.file_lock import locked
from workbench.storage.header import read_header
from workbench.storage.leftovers import rescue_name, room_for
from workbench.storage.names import JOURNAL
from workbench.storage.schema import FORMAT_VERSION
from workbench.storage.verify import content_damages, layout_differs, structure_damaged
from workbench.system.own_files import new_private
from workbench.system.retries import patiently

if TYPE_CHECKING:
    from workbench.storage.unfinished import UnfinishedText

_NEVER_OURS: Final = ("-wal", "-shm")
_JOURNAL_MAGIC: Final = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_MOST_BEYOND_THE_FILE: Final = 64 * 1024 * 1024
"""A journal has each page of the file at most once, and little else; but the file may have lost its end."""

_CHUNK: Final = 1 << 20
_FOR_THIS_ACCOUNT: Final = 0o700 if os.name == "posix" else 0o777
"""On Windows 0o700 would close the folder to the same person on another computer, so it gets the rights of its parent."""


class _Verdict(IntEnum):
    SOUND = 0
    CONTENT_DAMAGED = 1
    UNUSABLE = 2
    NOT_FOR_US = 3


class _Finding(NamedTuple):
    """The verdict on a state of a file, and how much is damaged in it; of two findings, the smaller one is the better."""

    verdict: _Verdict
    damages: int = 0


def is_interrupted(path: Path) -> bool:
    """Whether there is something beside the file that SQLite would use."""
    return _lies_there(_beside(path, JOURNAL)) or any(_look_at(_beside(path, suffix)) for suffix in _NEVER_OURS)


def recover(path: Path, *, protected: bool = False, for_work: bool = True) -> bool:
    """Brings back the last committed state after a crash, and moves away what does not belong to the file.

    Returns whether a change had been interrupted. What is moved goes into a folder ``NAME.rescue-...`` beside the file;
    beside a file that is not ours nothing is changed. Who does not open it ``for_work`` waits less for others. Raises
    :class:`~workbench.errors.DocumentInUse` while another process works in the file, StorageFailed if it is ``protected``,
    and DiskFull if there is no room for copies.
    """
    patience = connections.BUSY_MILLISECONDS if for_work else connections.READING_MILLISECONDS
    if not protected:
        try:
            with locked(path, patience / 1000) as handle:
                begun, replay = _settled(path, handle)
        except PermissionError:
            protected = True
        except OSError:
            # the file is gone or cannot be read; reading its header reports that next
            return False
    if protected:
        _refuse_if_ours(path)
        return False
    if replay:
        try:
            Connection.open(path, writable=True).close()
        except DocumentReadOnly:
            raise interrupted_and_protected(path) from None
        except DocumentDamaged:
            pass
    return begun


def _settled(path: Path, handle: int) -> tuple[bool, bool]:
    """Whether a change had been interrupted, and whether SQLite is to play the journal back. The caller has the lock."""
    journal = _beside(path, JOURNAL)
    alone, replayed, unfinished = _both_verdicts(path, handle)
    if alone.verdict is _Verdict.NOT_FOR_US and replayed.verdict is _Verdict.NOT_FOR_US:
        return False, False
    for suffix in _NEVER_OURS:
        _put_aside(path, _beside(path, suffix))
    if not _lies_there(journal):
        return False, False
    if _is_no_journal(journal):
        _put_aside(path, journal)
        return False, False
    if alone.verdict is _Verdict.SOUND and replayed.verdict is _Verdict.SOUND:
        begun = _begins_with_magic(journal)
        _remove(path, journal)
        return begun, False
    if alone.verdict is _Verdict.SOUND or replayed > alone or (replayed == alone and alone.damages):
        _put_aside(path, journal)
        return False, False
    if replayed.verdict is not _Verdict.SOUND:
        _keep_both(path, handle, journal)
    _keep_unfinished(path, *unfinished)
    return True, True


def _remove(path: Path, journal: Path) -> None:
    """Removes or moves a useless journal: SQLite would play it back later, and so undo what is stored until then."""
    try:
        patiently(lambda: journal.unlink(missing_ok=True))
    except OSError:
        _put_aside(path, journal)


def _both_verdicts(path: Path, handle: int) -> tuple[_Finding, _Finding, tuple[str, list[UnfinishedText]]]:
    """What is found in the file without its journal, and with it; twice the same if there is no usable journal.

    And, where only the journal makes the file whole, the id of its assessment and the texts that were just being saved.
    """
    journal = _beside(path, JOURNAL)
    with_journal = _lies_there(journal) and not _is_no_journal(journal)
    size = os.fstat(handle).st_size
    found = _look_at(journal) if with_journal else None
    with room_for(path.parent, 2 * size + (found.st_size if found else 0)) as room:
        if room is None:
            raise _no_room(path)
        alone, replayed = room / "alone.integrity", room / "replayed.integrity"
        try:
            _copy(handle, alone)
            if with_journal:
                _copy(handle, replayed)
                shutil.copyfile(journal, _beside(replayed, JOURNAL), follow_symlinks=False)
        except FileNotFoundError:
            with_journal = False
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise (_no_room(path) if full else disk_failed(path)) from error
        finding = _verdict(alone)
        if not with_journal:
            return finding, finding, ("", [])
        other = _verdict(replayed)
        back = other.verdict is _Verdict.SOUND and finding.verdict is not _Verdict.SOUND
        if not back:
            return finding, other, ("", [])
        from workbench.storage.unfinished import unfinished_in  # late: after a crash

        return finding, other, unfinished_in(alone, replayed)


@contextlib.contextmanager
def replayed(path: Path) -> Iterator[Path | None]:
    """A copy of a file after SQLite has played back the journal beside it; None where there is no usable journal.

    The file is not changed. Raises DiskFull if there is no room for the copy.
    """
    journal = _beside(path, JOURNAL)
    if not _lies_there(journal) or _is_no_journal(journal):
        yield None
        return
    with room_for(path.parent, 2 * path.stat().st_size) as room:
        if room is None:
            raise _no_room(path)
        copy = room / "replayed.integrity"
        for source, target in ((path, copy), (journal, _beside(copy, JOURNAL))):
            with new_private(target) as stream, source.open("rb") as whole:
                shutil.copyfileobj(whole, stream)
        with contextlib.suppress(WorkbenchError):
            Connection.open(copy, writable=True).close()
        yield copy


def _copy(handle: int, target: Path) -> None:
    """Copies a file through the handle with its lock: to close another handle would give up the lock."""
    os.lseek(handle, 0, os.SEEK_SET)
    with new_private(target) as stream:
        while part := os.read(handle, _CHUNK):
            stream.write(part)


def _beside(path: Path, suffix: str) -> Path:
    return path.parent / (path.name + suffix)


def _look_at(side: Path) -> os.stat_result | None:
    try:
        return side.lstat()
    except (OSError, ValueError):
        return None


def _lies_there(side: Path) -> bool:
    """Whether there is something; an empty file does not count, because that is a journal between two changes."""
    information = _look_at(side)
    return information is not None and (information.st_size > 0 or not stat.S_ISREG(information.st_mode))


def _begins_with_magic(journal: Path) -> bool:
    try:
        with journal.open("rb") as stream:
            return stream.read(len(_JOURNAL_MAGIC)) == _JOURNAL_MAGIC
    except OSError:
        return False


def _is_no_journal(journal: Path) -> bool:
    """Whether it is not a file, is far too large, or names another journal at its end, which SQLite would remove.

    This program changes one file at a time and never writes such a name. Source: "Database File Format", section 3.
    """
    information = _look_at(journal)
    if information is None or not stat.S_ISREG(information.st_mode):
        return True
    file = _look_at(journal.with_name(journal.name.removesuffix(JOURNAL)))
    if information.st_size > 2 * (file.st_size if file else 0) + _MOST_BEYOND_THE_FILE:
        return True
    try:
        with journal.open("rb") as stream:
            stream.seek(max(0, information.st_size - len(_JOURNAL_MAGIC)))
            return information.st_size > len(_JOURNAL_MAGIC) and stream.read() == _JOURNAL_MAGIC
    except OSError:
        return False


def refuse_if_in_use(path: Path) -> None:
    """Raises :class:`~workbench.errors.DocumentInUse` while another process works in a file; changes nothing."""
    connection = Connection.open(path, writable=False)
    try:
        connection.read("PRAGMA schema_version")
    except (DocumentReadOnly, DocumentDamaged):
        # nobody has the file: a reader must not play the journal back, or cannot read the file before that is done
        return
    finally:
        connection.close()


def _refuse_if_ours(path: Path) -> None:
    """Raises StorageFailed for an interrupted file of ours, which cannot be recovered because it must not be written."""
    with contextlib.suppress(DocumentDamaged, StorageFailed):
        refuse_if_in_use(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return
    try:
        verdicts = _both_verdicts(path, handle)[:2]
    finally:
        os.close(handle)
    if {finding.verdict for finding in verdicts} != {_Verdict.NOT_FOR_US}:
        raise interrupted_and_protected(path)


def _no_room(path: Path) -> DiskFull:
    return DiskFull(
        Message("The program was interrupted, and there is no room on the disk to check {name}.", name=path.name),
        safe=Message("Nothing was changed: everything is as the interruption left it."),
        advice=Message("Free some space on the disk, then open the file again."),
    )


def _verdict(path: Path) -> _Finding:
    """The verdict on a copy, after SQLite has played back the journal beside it, if there is one."""
    if is_interrupted(path):
        with contextlib.suppress(DocumentDamaged, DocumentInUse, DocumentReadOnly, StorageFailed):
            Connection.open(path, writable=True).close()
    try:
        if read_header(path).format_version > FORMAT_VERSION:
            return _Finding(_Verdict.NOT_FOR_US)
        connection = Connection.open(path, writable=False)
    except (NotOurFile, DocumentTooNew):
        return _Finding(_Verdict.NOT_FOR_US)
    except (DocumentDamaged, StorageFailed):
        return _Finding(_Verdict.UNUSABLE)
    try:
        ((version,),) = connection.read("PRAGMA user_version")
        layout = migrations.LADDER.layouts.get(version, ())
        if layout_differs(connection, layout) or structure_damaged(connection):
            return _Finding(_Verdict.UNUSABLE)
        damages = len(content_damages(connection))
        return _Finding(_Verdict.CONTENT_DAMAGED if damages else _Verdict.SOUND, damages)
    except (DocumentDamaged, StorageFailed):
        return _Finding(_Verdict.UNUSABLE)
    finally:
        connection.close()


def _put_aside(path: Path, side: Path) -> None:
    """Moves something beside the file into a rescue folder, under a name that SQLite does not look for."""
    if _look_at(side) is None:
        return
    folder = _rescue_folder(path)
    try:
        folder.mkdir(mode=_FOR_THIS_ACCOUNT)
        side.replace(folder / side.name.removeprefix(path.name).removeprefix("-"))
    except OSError as error:
        with contextlib.suppress(OSError):
            folder.rmdir()
        if not isinstance(error, FileNotFoundError):
            raise _cannot_be_put_aside(side) from error


def _keep_both(path: Path, handle: int, journal: Path) -> None:
    folder = _rescue_folder(path)
    try:
        folder.mkdir(mode=_FOR_THIS_ACCOUNT)
        _copy(handle, folder / path.name)
        with new_private(folder / "journal") as stream, journal.open("rb") as whole:
            shutil.copyfileobj(whole, stream)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _cannot_be_put_aside(journal) from error


def _keep_unfinished(path: Path, assessment: str, texts: list[UnfinishedText]) -> None:
    """Keeps what was just being saved; where there is no room for it, the file itself is still brought back."""
    if texts:
        from workbench.storage.unfinished import keep

        folder = _rescue_folder(path)
        with contextlib.suppress(OSError):
            folder.mkdir(mode=_FOR_THIS_ACCOUNT)
            keep(folder, assessment, texts)


def _rescue_folder(path: Path) -> Path:
    return path.parent / f"{rescue_name(path)}{os.urandom(4).hex()}"


def _cannot_be_put_aside(side: Path) -> StorageFailed:
    return StorageFailed(
        Message(
            "{name}, left over from an interruption, is in the folder of the file and cannot be moved away.", name=side.name
        ),
        safe=Message("Nothing was changed."),
        advice=Message("Copy the file alone to another folder that you may write to, and open the copy."),
    )


def interrupted_and_protected(path: Path) -> StorageFailed:
    """The error for a file with an interrupted change, on a disk where that cannot be completed or undone."""
    return StorageFailed(
        Message("The last change to {name} was interrupted, and its disk is write-protected.", name=path.name),
        safe=Message("Nothing was changed; everything that was saved is there."),
        advice=Message(
            "Remove the write protection; or copy the file and {journal} into one folder, and open the copy.",
            journal=path.name + JOURNAL,
        ),
    )
