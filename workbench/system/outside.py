"""Reads a whole file from outside, if it is a regular file and not too long."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import unicodedata
from pathlib import Path
from typing import Final

_END: Final = 1 << 20


def read_outside(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a file, and one byte more if the file is longer. Raises OSError.

    A pipe, a device or a folder is refused: reading it might never end, or wait forever for the first byte.
    """
    handle = _opened(path)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        with open(handle, "rb", closefd=False) as stream:
            return stream.read(most + 1)
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    """A handle for reading. Raises OSError, also for a path with characters that no name of a file can have."""
    try:
        # non-blocking: opening a pipe that nobody writes to would otherwise wait
        return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError as error:
        raise OSError(errno.EINVAL, "no name of a file") from error


def ends_of(path: Path) -> bytes:
    """The first and the last bytes of a file, a megabyte each: enough to tell its kind. Raises OSError."""
    handle = _opened(path)
    try:
        information = os.fstat(handle)
        if not stat.S_ISREG(information.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        with open(handle, "rb", closefd=False) as stream:
            first = stream.read(_END)
            stream.seek(max(len(first), information.st_size - _END))
            return first + stream.read(_END)
    finally:
        os.close(handle)


def found_at(path: Path) -> Path | None:
    """The regular file at a path, whose letters may have their accents apart on the disk; None if there is none."""
    for name in dict.fromkeys((str(path), unicodedata.normalize("NFD", str(path)))):
        with contextlib.suppress(OSError, ValueError):
            if Path(name).is_file():
                return Path(name)
    return None
