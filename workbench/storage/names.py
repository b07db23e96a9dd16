"""Names that a disk does not accept: they are too long, or Windows keeps them for its devices."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

from workbench.errors import StorageFailed
from workbench.language.i18n import Message
from workbench.model.texts import visible
from workbench.system.places import is_device

JOURNAL: Final = "-journal"
"""What SQLite adds to the name of a file for its journal."""

_BESIDE: Final = (JOURNAL, "-wal", "-shm", "-open")
_WINDOWS: Final = os.name == "nt"
_LONGEST_NAME: Final = 255
"""In bytes, on Windows in UTF-16 units; the same for NTFS, exFAT, ext4 and APFS."""

_LONGEST_PATH: Final = 259
"""Characters of a whole path on Windows, unless long paths were switched on there."""

_PATH_TOO_LONG: Final = 206
"""ERROR_FILENAME_EXCED_RANGE of Windows."""

_ROOM_FOR_THE_REST: Final = 60


def too_long_for_a_journal(path: Path) -> bool:
    """Whether the name or path of the file's journal would be too long."""
    if _WINDOWS and len(str(path.absolute())) + len(JOURNAL) > _LONGEST_PATH:
        return True
    return _length(path.name) + len(JOURNAL) > _LONGEST_NAME


def is_too_long(path: Path, error: OSError) -> bool:
    """Whether an error means that a name or path is too long; systems report that in different ways."""
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) == _PATH_TOO_LONG:
        return True
    return (
        _WINDOWS and isinstance(error, FileNotFoundError) and len(str(path.absolute())) + _ROOM_FOR_THE_REST > _LONGEST_PATH
    )


def must_be_possible(path: Path, *, beside: bool = False) -> None:
    """Raises :class:`~workbench.errors.StorageFailed` for a path at which this system cannot have a file.

    ``beside``: there must also be room for the name of a journal; for files in which people work.
    """
    if not can_be_named(path):
        raise StorageFailed(
            Message("{name} has characters that no name of a file can have.", name=visible(path.name)),
            safe=Message("No file was created."),
            advice=Message("Choose another name."),
        )
    if _belongs_to_another(path):
        raise StorageFailed(
            Message("The name {name} is kept for what the program has beside an open file.", name=path.name),
            safe=Message("No file was created."),
            advice=Message("Choose another name."),
        )
    if path.name in ("", ".."):
        raise StorageFailed(
            Message("{path} is a folder, and a file needs a name.", path=str(path)),
            safe=Message("No file was created."),
            advice=Message("Add the name of the file to it."),
        )
    if _WINDOWS and is_device(path.name):
        raise StorageFailed(
            Message("Windows keeps the name {name} for a device.", name=path.name),
            safe=Message("No file was created."),
            advice=Message("Choose another name."),
        )
    if beside and _length(path.name) + len(JOURNAL) > _LONGEST_NAME:
        raise too_long(path)


def _belongs_to_another(path: Path) -> bool:
    """Whether SQLite or the program would take a file of this name for a part of the file beside which it lies."""
    return any(
        path.name.endswith(suffix) and path.with_name(path.name.removesuffix(suffix)).is_file()
        for suffix in _BESIDE
        if path.name != suffix
    )


def can_be_named(path: Path) -> bool:
    """Whether a path has only characters that the system can be asked about."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def too_long(path: Path) -> StorageFailed:
    """The error for a file whose name or path is too long."""
    return StorageFailed(
        Message("The name {name}, together with its folders, is too long for this disk.", name=path.name),
        safe=Message("No file was created."),
        advice=Message("Choose a shorter name, or a folder with a shorter path."),
    )


def shortened(name: str) -> str:
    """A name shortened to leave room for what is put before and after it."""
    while _length(name) > _LONGEST_NAME - _ROOM_FOR_THE_REST:
        name = name[:-1]
    return name


def _length(name: str) -> int:
    return len(name.encode("utf-16-le", "surrogatepass")) // 2 if _WINDOWS else len(os.fsencode(name))
