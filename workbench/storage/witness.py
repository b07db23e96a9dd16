"""Remembers how the last commit left the file, so that the next one notices if the file was overwritten.

SQLite has exclusive use of the file, so it keeps pages in memory and never checks that the disk still has them: after a
backup was copied over the open file, every change would be reported as saved, and the file would be a mixture of both.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from workbench.system.retries import patiently

PAGE_BYTES: Final = 4096


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
        while part := self._read(1 << 20, at):
            parts.append(part)
            at += len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Closes the handle; only after SQLite has closed the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        self.close()

    if hasattr(os, "pread"):

        def _read(self, size: int, at: int) -> bytes:
            return os.pread(self._handle, size, at)

    else:

        def _read(self, size: int, at: int) -> bytes:
            os.lseek(self._handle, at, os.SEEK_SET)
            return os.read(self._handle, size)
