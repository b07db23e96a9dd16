"""The connection to one file: how it is opened, with which pragmas, and how the driver's errors become ours.

Only this module knows the driver. The pragmas are the ones under which no acknowledged work was lost in simulated power
cuts: a rollback journal that is truncated (no directory entry to sync), full synchronisation, one process at a time.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlite_utils import Database

from workbench.errors import DiskFull, DocumentInUse, DocumentReadOnly, StorageFailed
from workbench.i18n import Message
from workbench.storage.header import damaged
from workbench.storage.mapping import SqlValue

_BOTH: Final[tuple[tuple[str, str | int, str | int], ...]] = (
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", 0, 0),
    ("temp_store", "MEMORY", 2),
)
_WRITING: Final[tuple[tuple[str, str | int, str | int], ...]] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
)
BUSY_MILLISECONDS: Final = 1500
"""How long to wait for another process that has the file, before saying that it is open elsewhere."""

DRIVER_ERRORS: Final = (sqlite3.Error, UnicodeDecodeError)
"""What the driver raises; reading a damaged schema can fail in decoding it."""

_LENGTH_LIMIT: Final = 64 * 1024 * 1024


@contextlib.contextmanager
def told_in_our_words(path: Path) -> Iterator[None]:
    """Turns the driver's errors inside the block into the errors that users understand."""
    try:
        yield
    except DRIVER_ERRORS as error:
        raise translated(error, path) from error


def translated(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> Exception:
    """Our error for one of the driver's; the driver's own where it shows a mistake of this program."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name == "SQLITE_FULL":
        return DiskFull(
            Message("The disk that holds {name} is full.", name=path.name),
            safe=Message("Your last change is not stored yet; everything before it is."),
            advice=Message("Free some space, then make the change again."),
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return in_use(path)
    if name.startswith("SQLITE_READONLY"):
        return read_only(path)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return StorageFailed(
            Message("The disk that holds {name} did not answer as it should.", name=path.name),
            safe=Message("Your last change may not be stored; everything before it is."),
            advice=Message("Check that the disk or stick is connected and not write-protected, then try again."),
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")) or _is_unreadable(error):
        return damaged(path)
    return error


def _is_unreadable(error: Exception) -> bool:
    return isinstance(error, UnicodeDecodeError | sqlite3.DataError) or "Could not decode to UTF-8" in str(error)


def in_use(path: Path) -> DocumentInUse:
    """The error for a file that another process holds."""
    return DocumentInUse(
        Message("The file {name} is open in another window or program.", name=path.name),
        safe=Message("Nothing was changed."),
        advice=Message("Close it there and try again."),
    )


def read_only(path: Path) -> DocumentReadOnly:
    """The error for a change to a document that cannot be changed."""
    return DocumentReadOnly(
        Message("The file {name} is open for reading only.", name=path.name),
        safe=Message("Nothing was changed."),
        advice=Message("Save a copy under another name or in another folder, and work in the copy."),
    )


class Connection:
    """One open file. Not for use from several threads."""

    def __init__(self, path: Path, raw: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._raw = raw
        self.database = Database(raw, execute_plugins=False)

    @classmethod
    def create(cls, path: Path) -> Connection:
        """A new, empty database at a path where nothing is. Raises :class:`StorageFailed`."""
        return cls._open(path, "rwc", writable=True)

    @classmethod
    def open(cls, path: Path, *, writable: bool) -> Connection:
        """The database at a path; its header must have been checked before.

        Raises :class:`DocumentInUse`, :class:`DocumentReadOnly`, :class:`DocumentDamaged` or :class:`StorageFailed`.
        """
        return cls._open(path, "rw" if writable else "ro", writable=writable)

    @classmethod
    def _open(cls, path: Path, mode: str, *, writable: bool) -> Connection:
        with told_in_our_words(path):
            address = f"file:{quote(str(path.resolve()))}?mode={mode}"
            raw = sqlite3.connect(
                address, uri=True, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000, cached_statements=256
            )
            try:
                raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LENGTH_LIMIT)
                connection = cls(path, raw, writable=writable)
                connection._prepare()
            except BaseException:
                raw.close()
                raise
        return connection

    def _prepare(self) -> None:
        for name, value, expected in (*_BOTH, *(_WRITING if self.writable else ())):
            self._raw.execute(f"PRAGMA {name}={value}").fetchall()
            found = self._raw.execute(f"PRAGMA {name}").fetchone()
            if found is not None and found[0] != expected:
                raise (
                    in_use(self.path)
                    if name == "journal_mode"
                    else StorageFailed(
                        Message("The file {name} cannot be opened safely here.", name=self.path.name),
                        safe=Message("Nothing was changed."),
                        advice=Message("Copy it to a local disk and open the copy."),
                    )
                )
        if self.writable:
            # takes the lock and, in exclusive mode, keeps it; writes nothing
            self._raw.execute("BEGIN EXCLUSIVE")
            self._raw.execute("COMMIT")
        else:
            self._raw.execute("PRAGMA query_only=ON")

    def read(self, sql: str, parameters: Sequence[SqlValue] = ()) -> list[tuple[Any, ...]]:
        """All rows of a question to the database."""
        try:
            return self._raw.execute(sql, parameters).fetchall()
        except DRIVER_ERRORS as error:
            raise translated(error, self.path) from error

    def write(self, sql: str, parameters: Sequence[SqlValue] = ()) -> int:
        """One statement inside :meth:`transaction`; returns the id of the row last inserted."""
        if not self._raw.in_transaction:
            raise RuntimeError("a write outside a transaction: every write goes through Document.change()")
        try:
            return self._raw.execute(sql, parameters).lastrowid or 0
        except DRIVER_ERRORS as error:
            raise translated(error, self.path) from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction: committed at the end, rolled back on any exception. Does not nest."""
        if not self.writable:
            raise read_only(self.path)
        with told_in_our_words(self.path), self.database.atomic():
            yield

    def copy_into(self, target: Path) -> None:
        """A compact copy as a new database file, with the header's numbers. Never a copy of the file's bytes."""
        with told_in_our_words(target):
            if not self.writable:
                self._raw.execute("PRAGMA query_only=OFF")
            try:
                self._raw.execute("VACUUM INTO ?", (str(target),))
            finally:
                if not self.writable:
                    self._raw.execute("PRAGMA query_only=ON")

    def close(self) -> None:
        """Gives the file back and leaves no journal beside it."""
        with contextlib.suppress(sqlite3.Error):
            if self.writable:
                self._raw.execute("PRAGMA journal_mode=DELETE").fetchall()
        self._raw.close()
