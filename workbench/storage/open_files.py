"""The files that this process has open for writing, so that no other part of it opens them.

On POSIX, closing any handle on a file gives up every lock that the process has on it, SQLite's too: to open and close an
open file again would let another process write into it. Source: "How To Corrupt An SQLite Database File", section 2.2, of
the SQLite documentation.
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.errors import DocumentInUse
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from workbench.storage.open_record import OpenRecord

FileIdentity = tuple[int, int | str]
"""Identifies a file under any of its names: device and inode, or the path on a disk that does not number files."""

_HELD: Final[weakref.WeakValueDictionary[FileIdentity, object]] = weakref.WeakValueDictionary()


def file_identity(path: Path) -> FileIdentity | None:
    """The identity of the file at this path; None if there is none."""
    try:
        information = path.stat()
        # some shares and drives of Windows give every file the number 0
        return information.st_dev, information.st_ino or os.path.normcase(path.resolve())
    except (OSError, RuntimeError, ValueError):
        return None


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths name one file, which may not be there."""
    identity = file_identity(one)
    return one.absolute() == other.absolute() or (identity is not None and identity == file_identity(other))


def hold(path: Path, holder: object) -> FileIdentity | None:
    """Notes that ``holder`` has the file open, until :func:`give_back` or until the holder is gone."""
    identity = file_identity(path)
    if identity is not None:
        _HELD[identity] = holder
    return identity


def give_back(identity: FileIdentity | None, holder: object) -> None:
    """Notes that the holder has closed the file."""
    if identity is not None and _HELD.get(identity) is holder:
        del _HELD[identity]


def is_open_here(path: Path) -> bool:
    """Whether this process has the file open for writing."""
    return file_identity(path) in _HELD


def refuse_if_open_here(path: Path) -> None:
    """Raises :class:`~workbench.errors.DocumentInUse` for a file that this process has open for writing."""
    if is_open_here(path):
        raise in_use(path)


def in_use(path: Path) -> DocumentInUse:
    """The error for a file that another window or program has open; it says where, if that is known."""
    from workbench.storage.open_record import record_of

    return _in_use(path, record_of(path))


def in_use_here(path: Path) -> DocumentInUse:
    """The error for a file whose working copy another window of this account has open: no other computer can hold that."""
    from workbench.storage.open_record import record_of

    found = record_of(path)
    return _in_use(path, found if found is not None and found.is_here else None)


def _in_use(path: Path, record: OpenRecord | None) -> DocumentInUse:
    from workbench.storage.open_record import told_open

    return DocumentInUse(
        told_open(path, record),
        safe=Message("Nothing was changed."),
        advice=Message("Close it there and try again."),
    )
