"""The connection to one file: how it is opened, with which pragmas, and all calls of the driver.

The pragmas are those with which simulated power cuts lost no committed work: a rollback journal that is truncated (no
directory entry to sync), full synchronisation, one process at a time.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from workbench.errors import DiskFull, DocumentInUse, DocumentReadOnly, StorageFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.model.texts import visible
from workbench.storage.digests import SqlValue
from workbench.storage.driver_errors import (
    DRIVER_ERRORS,
    LENGTH_LIMIT,
    disk_failed,
    moved,
    no_locks,
    read_only,
    tell_in_our_words,
    told_in_our_words,
)
from workbench.storage.file_lock import cannot_lock
from workbench.storage.header import damaged
from workbench.storage.names import JOURNAL
from workbench.storage.open_files import FileIdentity, file_identity, give_back, hold, in_use
from workbench.storage.witness import Witness
from workbench.system.own_files import new_private
from workbench.system.retries import patiently
from workbench.system.sha256 import quicken

if TYPE_CHECKING:
    from sqlite_utils import Database

_BOTH: Final[tuple[tuple[str, str | int, str | int], ...]] = (
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
)
_ON_DISK: Final[tuple[tuple[str, str | int, str | int], ...]] = (("mmap_size", 0, 0),)
HELD_BYTES: Final = 64 * 1024 * 1024
"""Files up to this size stay in memory, page by page as they are read."""

_WRITING: Final[tuple[tuple[str, str | int, str | int], ...]] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    # negative means KiB; memory is used only as needed. The guard compares each byte of the file with these pages
    ("cache_size", -HELD_BYTES // 1024, -HELD_BYTES // 1024),
)
BUSY_MILLISECONDS: Final = 1500
"""How long to wait for another process with the file, before the error that it is open elsewhere."""
READING_MILLISECONDS: Final = 200
"""The same for reading, which has another way: to read the file as it is between two changes of the other."""

_QUESTIONS: Final = ("SELECT ", "PRAGMA ")
_CAN_BE_MOVED: Final = os.name == "posix"
"""Windows refuses to move or remove an open file; on other systems the program must check."""

_STEPS_BETWEEN_LOOKS_AT_THE_CLOCK: Final = 1000


class Connection:
    """One open file, for use from one thread.

    ``trusted`` is set when the file has been examined: until then, an unexpected error of the driver means damage.
    ``tolerant`` is for a damaged file: values that the model does not allow are replaced by defaults where that is possible.
    """

    def __init__(
        self, path: Path, raw: sqlite3.Connection, *, writable: bool, tolerant: bool = False, trusted: bool = False
    ) -> None:
        self.path = path
        self.writable = writable
        self.tolerant = tolerant
        self.trusted = trusted
        self._raw = raw
        self._real_path = path.resolve()
        self._identity: FileIdentity | None = None
        self.witness: Witness | None = None
        self._database: Database | None = None

    @classmethod
    def create(cls, path: Path, *, called: Path) -> Connection:
        """A new, empty database at a free path, for this account only.

        Errors name it ``called``, the name that it will have. Raises OSError or StorageFailed.
        """
        new_private(path).close()
        try:
            connection = patiently(lambda: cls._open(path, "rw", writable=True), DocumentReadOnly)
        except DocumentReadOnly as error:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path)) from error
        connection.path = called
        connection.trusted = True
        return connection

    @classmethod
    def open(cls, path: Path, *, writable: bool) -> Connection:
        """The database at a path, whose header must have been checked.

        Raises DocumentInUse, DocumentReadOnly, DocumentDamaged or StorageFailed of :mod:`workbench.errors`.
        """
        try:
            if writable and os.access(path, os.W_OK):
                return patiently(lambda: cls._open(path, "rw", writable=True), DocumentReadOnly)
            return cls._open(path, "rw" if writable else "ro", writable=writable)
        except DocumentInUse as error:
            if cannot_lock(path):
                raise no_locks(path) from error
            raise

    @classmethod
    def apart(cls, path: Path) -> Connection:
        """A second look at the disk, on any thread; SQLite itself sees to it that the lock of the open file stays."""
        return cls._open(path, "ro&immutable=1", writable=False)

    @classmethod
    def _open(cls, path: Path, mode: str, *, writable: bool) -> Connection:
        with told_in_our_words(path, trusted=False):
            raw = sqlite3.connect(
                _address(path, mode),
                uri=True,
                isolation_level=None,
                timeout=(BUSY_MILLISECONDS if writable else READING_MILLISECONDS) / 1000,
                cached_statements=256,
            )
            try:
                raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LENGTH_LIMIT)
                connection = cls(path, raw, writable=writable)
                connection._prepare()
            except BaseException:
                raw.close()
                raise
        return connection

    def _prepare(self) -> None:
        self._set((*_BOTH, *_ON_DISK, *(_WRITING if self.writable else ())))
        if self.writable:
            # in exclusive mode this keeps the lock after the transaction; nothing is written
            self._raw.execute("BEGIN EXCLUSIVE")
            self._must_take_changes()
            self._raw.execute("ROLLBACK")
            self._identity = hold(self._real_path, self)
            try:
                self.witness = Witness(self._real_path, self._seal_page())
            except OSError as error:
                give_back(self._identity, self)
                raise disk_failed(self.path) from error
        else:
            self._raw.execute("PRAGMA query_only=ON")

    def _seal_page(self) -> int:
        """The page with the seal; in a new file, which has none yet, it will be the first page after that of the layout."""
        found = self._raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'seal'").fetchone()
        # a view of a stranger's file has no page; the file is refused later
        return int(found[0]) if found is not None and found[0] else 2

    def _must_take_changes(self) -> None:
        """Raises the driver's error if SQLite has opened the file for reading only, which it does in silence."""
        if self._raw.execute("PRAGMA page_count").fetchone() == (0,):
            self._raw.execute("PRAGMA user_version=0")
        elif self._raw.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'seal'").fetchone() == (1,):
            self._raw.execute("UPDATE seal SET rows = rows WHERE 0")

    def _set(self, pragmas: Sequence[tuple[str, str | int, str | int]]) -> None:
        for name, value, expected in pragmas:
            self._raw.execute(f"PRAGMA {name}={value}").fetchall()
            found = self._raw.execute(f"PRAGMA {name}").fetchone()
            if found == (expected,) or (found is None and (name, value, expected) in _ON_DISK):
                continue
            if name == "journal_mode":
                raise in_use(self.path)
            raise StorageFailed(
                Message(
                    "The file {name} cannot be opened here, because the folder does not support safe saving (for "
                    "example a network folder).",
                    name=self.path.name,
                ),
                safe=Message("Nothing was changed."),
                advice=Message("Copy it to a local disk and open the copy."),
            )

    def read(self, sql: str, parameters: Sequence[SqlValue] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        if not sql.startswith(_QUESTIONS):
            raise RuntimeError("a write outside a transaction: every write goes through Document.change()")
        try:
            return self._raw.execute(sql, parameters).fetchall()
        except DRIVER_ERRORS as error:
            tell_in_our_words(error, self.path, trusted=self.trusted)

    def each(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for tables that may not fit into memory."""
        try:
            yield from self._raw.execute(sql)
        except DRIVER_ERRORS as error:
            tell_in_our_words(error, self.path, trusted=self.trusted)

    def write(self, sql: str, parameters: Sequence[SqlValue] = ()) -> int:
        """One statement inside :meth:`transaction`; returns the id of the row last inserted."""
        if not self._raw.in_transaction:
            raise RuntimeError("a write outside a transaction: every write goes through Document.change()")
        try:
            return self._raw.execute(sql, parameters).lastrowid or 0
        except DRIVER_ERRORS as error:
            tell_in_our_words(error, self.path, trusted=self.trusted)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction: committed at the end, rolled back on any exception. Does not nest."""
        if not self.writable:
            raise read_only(self.path)
        if self._identity is not None and _CAN_BE_MOVED and self.has_moved():
            raise moved(self.path)
        try:
            with self._for_writing().atomic():
                yield
        except DRIVER_ERRORS as error:
            tell_in_our_words(error, self.path)

    @contextlib.contextmanager
    def unchecked_references(self) -> Iterator[None]:
        """Switches references off, so that tables can be rebuilt; the caller must check the references before the commit."""
        self._raw.execute("PRAGMA foreign_keys=OFF")
        try:
            yield
        finally:
            self._raw.execute("PRAGMA foreign_keys=ON")

    @contextlib.contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Stops queries in the block after so many seconds: a hostile file must not block the program."""
        end = time.monotonic() + seconds
        self._raw.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS_AT_THE_CLOCK)
        try:
            yield
        finally:
            self._raw.set_progress_handler(None, 0)

    def _for_writing(self) -> Database:
        """The connection as sqlite-utils has it. It is imported late, since that takes a while and only writing needs it."""
        if self._database is None:
            from sqlite_utils import Database

            quicken()
            self._database = Database(self._raw, execute_plugins=False)
        return self._database

    def rewrite(self) -> None:
        """Writes all pages anew, so that nothing is left of what was removed. Raises DiskFull or StorageFailed."""
        try:
            with told_in_our_words(self.path):
                self._raw.execute("VACUUM")
        finally:
            # a bad disk may have done what it reported as failed
            with contextlib.suppress(sqlite3.Error):
                if self.witness is not None:
                    self.witness.seal_is_on(self._seal_page())
        self.look_again()

    def copy_into(self, target: Path) -> None:
        """Writes a compact copy as a new database file, for this account only; it does not copy the file's bytes.

        Raises OSError; :func:`~workbench.storage.rescue.must_be_readable` finds out whether this file or the copy is at
        fault.
        """
        new_private(target).close()
        try:
            patiently(lambda: self._vacuum_into(target), DocumentReadOnly)
        except DocumentReadOnly as error:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target)) from error
        except WorkbenchError as error:
            raise OSError(errno.ENOSPC if isinstance(error, DiskFull) else errno.EIO, "no copy") from error

    def _vacuum_into(self, target: Path) -> None:
        with told_in_our_words(self.path):
            if not self.writable:
                self._raw.execute("PRAGMA query_only=OFF")
            try:
                self._raw.execute("VACUUM INTO ?", (_address(target, "rw"),))
            finally:
                if not self.writable:
                    self._raw.execute("PRAGMA query_only=ON")

    @classmethod
    def in_memory(cls, path: Path, *, tolerant: bool = False, data: bytes = b"") -> Connection:
        """A database in memory in the place of the file at ``path``; it can be written to until :meth:`protect`.

        ``data`` are the bytes of a database file to start from. Raises :class:`~workbench.errors.DocumentDamaged` if they
        are not.
        """
        raw = sqlite3.connect(":memory:", isolation_level=None)
        try:
            if data:
                raw.deserialize(data)
            raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LENGTH_LIMIT)
            connection = cls(path, raw, writable=True, tolerant=tolerant)
            connection._set(_BOTH)
        except (*DRIVER_ERRORS, MemoryError) as error:
            raw.close()
            raise damaged(path) from error
        return connection

    def picture(self) -> Connection:
        """A copy of the file in memory, in which an older format can be converted without writing to the file."""
        return Connection.in_memory(self.path, data=self.content())

    def content(self) -> bytes:
        """All bytes of the file as SQLite has them; pages that it has in memory are not read from the disk again."""
        with told_in_our_words(self.path, trusted=False):
            return self._raw.serialize()

    def show_no_controls(self) -> None:
        """From now on, reads texts with visible signs in the place of characters that cannot be stored."""
        self._raw.text_factory = _visible_text

    def read_unreadable_texts(self) -> None:
        """From now on, reads texts that are not UTF-8 with U+FFFD in the place of each wrong byte."""
        self._raw.text_factory = _readable_text

    def look_again(self) -> None:
        """Takes the file as it is now as what the last commit left. Raises StorageFailed."""
        if self.witness is not None:
            try:
                self.witness.remember()
            except OSError as error:
                raise disk_failed(self.path) from error

    @property
    def is_file(self) -> bool:
        """Whether it is a file that is open, and not a picture of one in memory."""
        return self._identity is not None

    def is_at(self, path: Path) -> bool:
        """Whether the open file is the one at this path."""
        identity = file_identity(path)
        return identity is not None and identity == (self._identity or file_identity(self._real_path))

    def has_moved(self) -> bool:
        """Whether the file is no longer where it was opened; another file, or none, may be there."""
        return file_identity(self._real_path) != self._identity

    def protect(self) -> None:
        """From now on, only reads."""
        self.writable = False
        self._raw.execute("PRAGMA query_only=ON")

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be read or written through it any more."""
        try:
            return self._raw.total_changes < 0
        except sqlite3.ProgrammingError:
            return True

    def close(self) -> None:
        """Closes the file and leaves no journal beside it."""
        with contextlib.suppress(sqlite3.Error, OSError):
            if self._identity is not None and not self.has_moved():  # the journal of another file is not ours to remove
                self._raw.execute("PRAGMA journal_mode=DELETE").fetchall()
                # a crash may have left an empty journal: SQLite removes only those that it has opened itself
                journal = self._real_path.with_name(self._real_path.name + JOURNAL)
                if journal.stat().st_size == 0:
                    journal.unlink()
        self.abandon()

    def abandon(self) -> None:
        """Closes the file even if its disk is gone; a journal beside it is left for the next opening."""
        with contextlib.suppress(sqlite3.Error):
            self._raw.close()
        if self.witness is not None:
            self.witness.close()
            self.witness = None
        give_back(self._identity, self)
        self._identity = None


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(os.fsencode(path.resolve()))}?mode={mode}"


def _visible_text(stored: bytes) -> str:
    return visible(_readable_text(stored))


def _readable_text(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")
