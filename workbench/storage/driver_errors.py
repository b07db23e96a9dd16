"""Turns the driver's errors into ours: what happened, what is safe and what to do, without SQL and error numbers."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NoReturn

from workbench.errors import (
    ChangeCutShort,
    DiskFull,
    DocumentChangedElsewhere,
    DocumentReadOnly,
    InvalidValue,
    StorageFailed,
    WorkbenchError,
)
from workbench.language.i18n import Message
from workbench.storage.header import damaged
from workbench.storage.names import too_long, too_long_for_a_journal
from workbench.storage.open_files import in_use
from workbench.storage.refusals import beyond, not_in_time

LENGTH_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of a text or a row; more than any row can have, also as an entry of the history."""

DRIVER_ERRORS: Final = (sqlite3.Error, UnicodeDecodeError)
"""What the driver raises; UnicodeDecodeError when it reads a damaged schema."""


@contextlib.contextmanager
def told_in_our_words(path: Path, *, trusted: bool = True) -> Iterator[None]:
    """Turns the driver's errors inside the block into errors for the user.

    A UnicodeDecodeError in a ``trusted`` file is not one of the driver and is raised as it is.
    """
    try:
        yield
    except DRIVER_ERRORS as error:
        tell_in_our_words(error, path, trusted=trusted)


def tell_in_our_words(error: sqlite3.Error | UnicodeDecodeError, path: Path, *, trusted: bool = True) -> NoReturn:
    """Raises the error for the user in the place of one of the driver."""
    told = error if trusted and isinstance(error, UnicodeDecodeError) else translated(error, path, trusted=trusted)
    raise told from (None if told is error else error)


def translated(error: sqlite3.Error | UnicodeDecodeError, path: Path, *, trusted: bool = True) -> Exception:
    """Our error for an error of the driver; the driver's own if it is a mistake of this program.

    In a file that is not ``trusted`` yet, any other error means damage.
    """
    name = getattr(error, "sqlite_errorname", "") or ""
    for beginnings, told in _OURS:
        if name.startswith(beginnings):
            return told(path)
    if name == "SQLITE_TOOBIG":
        return _too_long(path) if trusted else _says_too_much(path)
    if name == "SQLITE_INTERRUPT":
        return not_in_time(path)
    if not trusted or isinstance(error, UnicodeDecodeError | sqlite3.DataError) or _NOT_A_TEXT in str(error):
        return damaged(path)
    return error


def _cut_short(path: Path) -> ChangeCutShort:
    told = in_use(path)
    return ChangeCutShort(told.what, safe=told.safe, advice=told.advice)


def _disk_full(path: Path) -> DiskFull:
    return DiskFull(
        Message("The disk with {name} is full.", name=path.name),
        safe=Message("Your last change is not saved yet; everything before it is."),
        advice=Message("Free some space, then try again."),
    )


def disk_failed(path: Path) -> StorageFailed:
    """The error for a disk that fails to read or write."""
    return StorageFailed(
        Message("The disk with {name} did not respond.", name=path.name),
        safe=Message("Your last change may not be saved; everything before it is."),
        advice=Message("Check that the disk or USB stick is connected and not write-protected, then try again."),
    )


def _cannot_be_opened(path: Path) -> StorageFailed:
    """The error if SQLite cannot open the file or its journal, perhaps because the journal's name would be too long."""
    return too_long(path) if too_long_for_a_journal(path) else disk_failed(path)


def changed_elsewhere(path: Path) -> DocumentChangedElsewhere:
    """The error for an open file into which something other than this program has written."""
    return DocumentChangedElsewhere(
        Message("Another program has changed or replaced the file {name} while it was open here.", name=path.name),
        safe=Message("Your last change is not saved; everything before it is still in this window."),
        advice=Message("Save a copy under another name now, continue in that copy, and compare it with the file later."),
    )


def no_longer_as_saved(path: Path) -> DocumentChangedElsewhere:
    """The error for an open file of which the disk gives back other bytes, though nobody seems to have written into it."""
    return DocumentChangedElsewhere(
        Message(
            "The disk no longer has the file {name} as it was saved: the disk is failing, or another program has written "
            "into the file.",
            name=path.name,
        ),
        safe=Message("Everything that was saved is still in this window."),
        advice=Message("Save it elsewhere now, best on another disk, and continue there."),
    )


def no_locks(path: Path) -> StorageFailed:
    """The error for a disk on which two programs could write into one file at once."""
    return StorageFailed(
        Message("The disk with {name} cannot lock files, so it is not safe to work there.", name=path.name),
        safe=Message("Nothing was changed."),
        advice=Message("Copy the file to a local disk, and open the copy."),
    )


def _says_too_much(path: Path) -> WorkbenchError:
    """The error for a file with a row that says it is longer than any: where the whole file is not, that row is damaged."""
    with contextlib.suppress(OSError):
        if path.stat().st_size <= LENGTH_LIMIT:
            return damaged(path)
    return beyond(path)


def _too_long(path: Path) -> InvalidValue:
    return InvalidValue(
        Message("The texts of one row are too long to be saved together in {name}.", name=path.name),
        safe=Message("Nothing was changed."),
        advice=Message("Split them into several rows, or keep them as a background document."),
    )


def read_only(path: Path) -> DocumentReadOnly:
    """The error for a change to a document that cannot be changed."""
    return DocumentReadOnly(
        Message("The file {name} is open for reading only.", name=path.name),
        safe=Message("Nothing was changed."),
        advice=Message("Save a copy under another name or in another folder, and work in the copy."),
    )


def moved(path: Path) -> StorageFailed:
    """The error for an open file that is no longer under its name."""
    return StorageFailed(
        Message(
            "The file {name} is no longer where it was. It may have been moved, renamed or deleted, or its disk removed.",
            name=path.name,
        ),
        safe=Message("Your last change is not saved yet; everything before it is still in this window."),
        advice=Message("Put it back, or save your work elsewhere."),
    )


_OURS: Final[tuple[tuple[tuple[str, ...], Callable[[Path], WorkbenchError]], ...]] = (
    (("SQLITE_FULL",), _disk_full),
    (("SQLITE_BUSY", "SQLITE_LOCKED"), in_use),
    (("SQLITE_READONLY_DBMOVED",), moved),
    (("SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY"), _cut_short),
    (("SQLITE_READONLY",), read_only),
    (("SQLITE_CANTOPEN",), _cannot_be_opened),
    (("SQLITE_IOERR", "SQLITE_PERM", "SQLITE_AUTH"), disk_failed),
    (("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT"), damaged),
)
_NOT_A_TEXT: Final = "Could not decode to UTF-8"
