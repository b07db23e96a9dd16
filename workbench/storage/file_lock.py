"""The lock of SQLite, taken without SQLite, so that nobody can work in a file while it is examined after a crash.

SQLite itself would play the journal back as soon as it has the lock; this program first tries the journal on copies. The
bytes are those of an exclusive lock ("File Locking And Concurrency In SQLite Version 3"; ``PENDING_BYTE`` in ``os.h``).
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from workbench.errors import DocumentInUse, StorageFailed
from workbench.storage.driver_errors import no_locks
from workbench.storage.open_files import in_use

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FIRST_BYTE: Final = 0x40000000
_BYTES: Final = 512
_BETWEEN_TWO_TRIES: Final = 0.02
_HELD_BY_SOMEBODY: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


@contextlib.contextmanager
def locked(path: Path, seconds: float) -> Iterator[int]:
    """Keeps the exclusive lock of a file that this process does not have open; yields the handle for reading it.

    Read the file only through this handle: on POSIX, closing any other one gives up the lock. Raises OSError if the file
    does not exist or may not be written, :class:`~workbench.errors.DocumentInUse` if another program has it for longer than
    ``seconds``, and :class:`~workbench.errors.StorageFailed` on a disk without locks.
    """
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        end = time.monotonic() + seconds
        while not _taken(handle, path):
            if time.monotonic() > end:
                raise in_use(path)
            time.sleep(_BETWEEN_TWO_TRIES)
        yield handle
    finally:
        os.close(handle)


def cannot_lock(path: Path) -> bool:
    """Whether the disk refuses every lock; SQLite then reports a file as busy that nobody has open.

    Not for a file that this process has open.
    """
    try:
        with locked(path, 0):
            return False
    except (OSError, DocumentInUse):
        return False
    except StorageFailed:
        return True


def _taken(handle: int, path: Path) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FIRST_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, _BYTES)
        else:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _BYTES, _FIRST_BYTE)
    except OSError as error:
        if error.errno in _HELD_BY_SOMEBODY:
            return False
        raise no_locks(path) from error
    return True
