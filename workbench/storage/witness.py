"""Remembers how the last commit left the file, so that the next one notices if the file was overwritten.

SQLite has exclusive use of the file, so it keeps pages in memory and never checks that the disk still has them: after a
backup was copied over the open file, every change would be reported as saved, and the file would be a mixture of both.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from pathlib import Path
from typing import Final, NamedTuple

from workbench.system.retries import patiently

PAGE_BYTES: Final = 4096
_PART: Final = 1 << 20


class Sight(NamedTuple):
    """What can be read of a file in a few microseconds; ``modified`` is in nanoseconds."""

    size: int
    seal: bytes
    modified: int


class Witness:
    """Reads an open file without SQLite.

    It has its own handle for as long as SQLite has the file open: on POSIX, closing it earlier would give up the lock.
    """

    def __init__(self, path: Path, seal_page: int) -> None:
        """``seal_page`` is the page with the seal, from 1: no other state of the file has the same. Raises OSError."""
        self._handle = -1
        self._in_use, self._at = threading.Lock(), threading.Lock()
        self.seal_is_on(seal_page)
        self._handle = patiently(lambda: os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)))
        self.known = self.look()

    def seal_is_on(self, page: int) -> None:
        """The seal is on this page from now on: a file that was written anew may have it elsewhere."""
        self._seal_at = (page - 1) * PAGE_BYTES

    def look(self) -> Sight:
        """The present state of the file. Raises OSError."""
        information = os.fstat(self._handle)
        return Sight(information.st_size, self._read(PAGE_BYTES, self._seal_at), information.st_mtime_ns)

    def remember(self) -> Sight:
        """Remembers the present state of the file as ``known``. Raises OSError."""
        self.known = self.look()
        return self.known

    def content(self) -> bytes:
        """All bytes of the file. Raises OSError."""
        parts = []
        at = 0
        while part := self._read(_PART, at):
            parts.append(part)
            at += len(part)
        return b"".join(parts)

    def content_apart(self) -> bytes:
        """The same for another thread; only the closing of the file waits for it, to the end of a part. Raises OSError."""
        parts = []
        at = 0
        while part := self._part_apart(at):
            parts.append(part)
            at += len(part)
        return b"".join(parts)

    def _part_apart(self, at: int) -> bytes:
        # a closed handle has a number that another file may get
        with self._in_use:
            if self._handle < 0:
                raise OSError(errno.EBADF, "the file has been closed")
            return self._read(_PART, at)

    def close(self) -> None:
        """Closes the handle; only after SQLite has closed the file."""
        with self._in_use:
            if self._handle >= 0:
                os.close(self._handle)
                self._handle = -1

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError):
            self.close()

    if hasattr(os, "pread"):

        def _read(self, size: int, at: int) -> bytes:
            return os.pread(self._handle, size, at)

    else:
        # two threads share the place in the file
        def _read(self, size: int, at: int) -> bytes:
            with self._at:
                os.lseek(self._handle, at, os.SEEK_SET)
                return os.read(self._handle, size)
