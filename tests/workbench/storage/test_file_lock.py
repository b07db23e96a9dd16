"""The lock under which a file is put in order is that of SQLite: whoever has the one is refused the other."""

from __future__ import annotations

import ctypes
import errno
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentInUse, StorageFailed
from workbench.storage import connection as connection_module
from workbench.storage import file_lock
from workbench.storage.file_lock import cannot_lock, locked

LOOKS = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0)
try:
    connection.execute("SELECT count(*) FROM answers").fetchall()
    print("read")
except sqlite3.OperationalError as error:
    print(error)
"""
LOCKS = """
import sys
from pathlib import Path
from workbench.errors import DocumentInUse
from workbench.storage.file_lock import locked
try:
    with locked(Path(sys.argv[1]), 0):
        print("locked")
except DocumentInUse:
    print("in use")
"""


def test_nobody_reads_what_is_locked(small_file: Path, in_another_process):
    with locked(small_file, 0) as handle:
        assert os.read(handle, 6) == b"SQLite"
        assert in_another_process(LOOKS, small_file).stdout == "database is locked\n"
        assert in_another_process(LOCKS, small_file).stdout == "in use\n"
    assert in_another_process(LOOKS, small_file).stdout == "read\n"


def test_nobody_locks_what_is_open(small: Document, small_file: Path, in_another_process):
    assert in_another_process(LOCKS, small_file).stdout == "in use\n"
    small.close()
    assert in_another_process(LOCKS, small_file).stdout == "locked\n"


def test_nobody_locks_what_is_being_read(small_file: Path, in_another_process):
    reader = sqlite3.connect(small_file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM answers").fetchall()
    assert in_another_process(LOCKS, small_file).stdout == "in use\n"
    reader.close()


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(FileNotFoundError), locked(tmp_path / "gone", 0):
        raise AssertionError
    assert not cannot_lock(tmp_path / "gone")


@pytest.mark.skipif(os.name != "posix", reason="other systems have other calls")
def test_a_disk_without_locks_is_told_as_that(small_file: Path, disk: Any, simulated, monkeypatch: pytest.MonkeyPatch):
    """SQLite calls such a file busy, as if somebody had it open."""
    import fcntl

    kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
    busy = kind(lambda *_: 5)
    real = simulated._Installed._methods_for

    def without_locks(installed: Any, original: Any) -> Any:
        table = real(installed, original)
        table.xLock = ctypes.cast(busy, ctypes.c_void_p).value
        return table

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(simulated._Installed, "_methods_for", without_locks)
    monkeypatch.setattr(connection_module, "BUSY_MILLISECONDS", 10)
    before = small_file.read_bytes()
    with pytest.raises(DocumentInUse):
        Document.open(small_file)
    monkeypatch.setattr(fcntl, "lockf", refuse)
    assert file_lock.cannot_lock(small_file)
    for read_only in (False, True):
        with pytest.raises(StorageFailed, match=r"cannot lock files.*Copy the file to a local disk"):
            Document.open(small_file, read_only=read_only)
    assert small_file.read_bytes() == before
