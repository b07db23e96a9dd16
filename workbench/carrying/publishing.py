"""Puts a state of an assessment where it belongs: all of it or nothing, and never over something that nobody has taken.

The new file is written beside the old one, waits until it is on the disk, is read back, and only then gets the name. Before
and after that the old file is looked at: if it is neither what was taken last nor what was put last, it stays. File systems
of sticks know no links and no rights, and keep times in steps of two seconds; nothing here needs them.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Collection
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from workbench.errors import DiskFull, StorageFailed
from workbench.language.i18n import Message
from workbench.storage import leftovers, writing
from workbench.storage.recovery import is_interrupted
from workbench.storage.rescue import lies_there
from workbench.system import drives, own_files, sha256
from workbench.system.drives import Drive
from workbench.system.retries import patiently

_CHUNK: Final = 1 << 16


class Outcome(StrEnum):
    """What became of an attempt to put a file where it belongs."""

    PUT = "put"
    """It is there, read back and on the disk."""
    AWAY = "away"
    """The stick or the share is not there; nothing was changed."""
    MISSING = "missing"
    """The disk is there, or one like it, but the file is not; nothing was changed."""
    CHANGED = "changed"
    """Something else lies there than what was taken or put last; it was not changed."""
    OTHER = "other"
    """A file of another assessment lies there, as on another stick of the same name; it was not changed."""


class Away(Exception):
    """The disk on which a file belongs cannot be reached."""


def digest_of(content: bytes) -> str:
    """The SHA-256 of some bytes, as 64 digits."""
    return sha256.sha256(content).hexdigest()


def digest_at(path: Path, *, from_the_disk: bool = False) -> str:
    """The SHA-256 of a file that this process does not have open. Raises OSError.

    ``from_the_disk``: asks the system to read it from there, not from its memory, as far as it can be asked.
    """
    found = sha256.sha256()
    with patiently(lambda: path.open("rb", buffering=0)) as stream:
        if from_the_disk and hasattr(os, "posix_fadvise"):
            with contextlib.suppress(OSError):
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while part := stream.read(_CHUNK):
            found.update(part)
    return found.hexdigest()


def look(home: Path, drive: Drive) -> str | None:
    """The digest of what lies at a place; None if nothing does. Raises :class:`Away` if the disk of this kind is away.

    A stick that was pulled may leave an empty folder on the disk of the computer: that is not the stick.
    """
    try:
        return digest_at(home)
    except FileNotFoundError:
        if home.parent.is_dir() and drives.drive_of(home) is drive:
            return None
        raise Away from None
    except OSError as error:
        raise Away from error


def put(
    content: bytes,
    home: Path,
    drive: Drive,
    known: Collection[str],
    *,
    absent_too: bool = False,
    about_to: Callable[[str | None], None] = lambda _there: None,
) -> Outcome:
    """Puts these bytes at ``home``, if a ``known`` state lies there, or nothing does and that is right (``absent_too``).

    ``about_to`` gets the digest of what is replaced next. Raises DiskFull or StorageFailed; nothing is then changed there.
    """
    digest = digest_of(content)
    part = leftovers.part_of(home)
    try:
        there = look(home, drive)
        hindered = _hindered(home, there, digest, known, absent_too=absent_too)
        if hindered is not None:
            return hindered
        leftovers.sweep(home.parent)
        _write(part, content)
        _must_be_kept(part, digest, home)
        about_to(there)
        if look(home, drive) != there:
            return Outcome.CHANGED
        patiently(lambda: part.replace(home))
    except Away:
        return Outcome.AWAY
    except OSError as error:
        if not _is_there(home.parent, drive):
            return Outcome.AWAY
        raise _refused(home, error, written=part.exists()) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    with contextlib.suppress(OSError):
        # some systems cannot sync a folder; the file is complete under either name
        writing.folder_to_disk(home.parent)
    return Outcome.PUT


def _hindered(home: Path, there: str | None, digest: str, known: Collection[str], *, absent_too: bool) -> Outcome | None:
    """How it ends if nothing is to be written, because of what is ``there``; None if it may be replaced."""
    if there == digest:
        return Outcome.PUT
    if there is None:
        return None if absent_too else Outcome.MISSING
    # a journal beside it may undo what lies there: somebody works, or has worked, in the file itself
    return None if there in known and not is_interrupted(home) else Outcome.CHANGED


def _is_there(folder: Path, drive: Drive) -> bool:
    try:
        return folder.is_dir() and drives.drive_of(folder) is drive
    except OSError:
        return False


def _write(part: Path, content: bytes) -> None:
    with own_files.new_private(part) as stream:
        for start in range(0, len(content), _CHUNK):
            write_some(stream, content[start : start + _CHUNK])
    writing.to_disk(part)


def _must_be_kept(part: Path, digest: str, home: Path) -> None:
    """Reads a new file back. Raises OSError, or StorageFailed if it is not as it was written."""
    if digest_at(part, from_the_disk=True) != digest:
        raise _not_kept(home)


def write_some(stream: BinaryIO, data: bytes) -> None:
    """Writes a part of a file and hands it to the system. Raises OSError."""
    stream.write(data)
    stream.flush()


def _refused(home: Path, error: OSError, *, written: bool) -> StorageFailed:
    """The error for a disk that is there and takes nothing; ``written``: the new file is there, and only lacks its name."""
    safe = Message("What was there before is unchanged, and your work is on this computer.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            Message("There is not enough room on the disk to write {name}.", name=home.name),
            safe=safe,
            advice=Message("Free some space there, and put it there again. While it is written, it needs its room twice."),
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM) and not written:
        return StorageFailed(
            Message("The disk with {name} is write-protected, or you may not write there.", name=home.name),
            safe=safe,
            advice=Message("Remove the write protection, and put it there again."),
        )
    return writing.cannot_write(home, error, held=isinstance(error, PermissionError) and written)


def _not_kept(home: Path) -> StorageFailed:
    return StorageFailed(
        Message("The disk did not keep {name} as it was written.", name=home.name),
        safe=Message("What was there before is unchanged, and your work is on this computer."),
        advice=Message("Use another USB stick or folder: this one may be failing."),
    )


def is_reachable(home: Path, drive: Drive) -> bool:
    """Whether the disk on which a file belongs is there, with the file or without. A share may take long to answer."""
    return lies_there(home) or _is_there(home.parent, drive)
