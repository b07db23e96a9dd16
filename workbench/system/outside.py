"""Reads a whole file from outside, if it is a regular file and not too long."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_outside(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a file, and one byte more if the file is longer. Raises OSError.

    A pipe, a device or a folder is refused: reading it might never end, or wait forever for the first byte.
    """
    # non-blocking: opening a pipe that nobody writes to would otherwise wait
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        with open(handle, "rb", closefd=False) as stream:
            return stream.read(most + 1)
    finally:
        os.close(handle)
