"""Files as a whole: made, opened, copied and recovered so that at every moment the old or the new one is there, entire."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from workbench.errors import (
    BeyondLimits,
    DiskFull,
    DocumentDamaged,
    DocumentInUse,
    DocumentReadOnly,
    DocumentTooNew,
    FileExists,
    NotOurFile,
    StorageFailed,
)
from workbench.i18n import Message
from workbench.model import ROW_TYPES
from workbench.storage import migrations
from workbench.storage.bounds import refuse_to_hold, refuse_too_much
from workbench.storage.connection import Connection
from workbench.storage.connection import read_only as read_only_error
from workbench.storage.header import damaged, read_header
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.queries import Queries
from workbench.storage.recovery import JOURNAL, interrupted_and_protected, is_interrupted, recover, refuse_if_in_use
from workbench.storage.salvage import salvaged
from workbench.storage.schema import APPLICATION_ID, FORMAT_VERSION, SCHEMA
from workbench.storage.verify import Damage, DamageKind, content_damages, layout_of, schema_differs, structure_damaged

_PATIENCE_SECONDS: Final = 20.0
"""How long a file of a newer format may take to be looked through."""

_MOST_SECONDS: Final = 60.0
"""How long one of the present format may: far more than the largest needs on the slowest disk."""

_LEFT_BEHIND_SECONDS: Final = 3600.0
_PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
_WITHOUT_WHICH_NOTHING_WORKS: Final = frozenset(TYPE_OF_TABLE)
"""Of these tables every row must be readable, or screens and reports would miss what they build upon."""

_BEYOND_SHOWING: Final = frozenset({DamageKind.VALUE, DamageKind.REFERENCE})
"""A choice that the model cannot leave open, or a row that belongs to none: nothing could be made of them."""


class ReadOnlyReason(StrEnum):
    """Why a document cannot be changed."""

    ASKED = "asked"
    NEWER_FORMAT = "newer_format"
    WRITE_PROTECTED = "write_protected"
    DAMAGED = "damaged"
    BEYOND_LIMITS = "beyond_limits"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open connection, and what was found on opening."""

    connection: Connection
    read_only: ReadOnlyReason | None
    damages: tuple[Damage, ...]


def part_of(path: Path) -> Path:
    """A name beside the target, for a file that is not finished yet."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")


@contextlib.contextmanager
def finished_or_absent(path: Path) -> Iterator[Path]:
    """A name to write under; at the end the file is on the disk under ``path``, after an exception it is gone.

    Raises :class:`StorageFailed` (or :class:`DiskFull`) when the file cannot be written there.
    """
    part = part_of(path)
    sweep(path)
    try:
        yield part
        _to_disk(part)
        _replace(part, path)
    except OSError as error:
        raise cannot_write(path, error) from error
    except DiskFull as error:
        raise cannot_write(path, OSError(errno.ENOSPC, "")) from error
    finally:
        for name in (part.name, part.name + JOURNAL):
            with contextlib.suppress(OSError):
                part.with_name(name).unlink()


def sweep(path: Path) -> None:
    """Removes what a crash left unfinished beside a file, once it is too old to be somebody's work in progress."""
    with contextlib.suppress(OSError, ValueError):
        for left in path.parent.glob(f".{glob.escape(path.name)}.*.part*"):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                left.unlink()


def cannot_write(path: Path, error: OSError) -> StorageFailed:
    """The error for a file that could not be written; says whether the disk is full."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            Message("There is not enough room on the disk to write {name}.", name=path.name),
            safe=Message("What was there before is unchanged."),
            advice=Message("Free some space or choose another disk, then try again."),
        )
    return StorageFailed(
        Message("The file {name} cannot be written in that folder.", name=path.name),
        safe=Message("What was there before is unchanged."),
        advice=Message("Choose a folder that exists and that you may write to."),
    )


def _to_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _replace(part: Path, path: Path) -> None:
    """Gives the finished file its name. Virus scanners hold new files for a moment, so that Windows refuses at first."""
    for pause in _PAUSES:
        with contextlib.suppress(PermissionError):
            part.replace(path)
            break
        time.sleep(pause)
    else:
        part.replace(path)
    with contextlib.suppress(OSError):
        # the new file is whole under either name; not every disk can be asked to write a folder down
        _folder_to_disk(path.parent)


def _folder_to_disk(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def new_database(part: Path, *, called: Path) -> Connection:
    """An empty file of the present format. The caller fills it before anybody else sees it under its name."""
    connection = Connection.create(part, called=called)
    try:
        with connection.transaction():
            for statement in SCHEMA:
                connection.write(statement)
            connection.write("INSERT INTO seal (id, digest, rows) VALUES (1, ?, 0)", (bytes(32),))
            connection.write(f"PRAGMA application_id={APPLICATION_ID}")
            connection.write(f"PRAGMA user_version={FORMAT_VERSION}")
    except BaseException:
        connection.close()
        raise
    return connection


def must_not_exist(path: Path) -> None:
    """Raises :class:`FileExists` where a new file would cover an old one."""
    if os.path.lexists(path):
        raise FileExists(
            Message("There is already a file {name}.", name=path.name),
            safe=Message("It was not touched."),
            advice=Message("Choose another name, or open the file that is there."),
        )


def open_file(path: Path, *, read_only: bool = False, history_later: bool = False) -> Opened:
    """Opens a file of ours, without writing to it unless a crash or an older format makes it necessary.

    A file of a newer format, on a write-protected disk, or with changed content opens for reading only and says why. With
    ``history_later`` the caller looks at the history afterwards (:func:`~workbench.storage.verify.history_damages`).
    Raises :class:`NotOurFile`, :class:`DocumentDamaged`, :class:`DocumentTooNew`, :class:`DocumentInUse` or
    :class:`StorageFailed`.
    """
    place = _place_of(path)
    header = read_header(path, interrupted=is_interrupted(place))
    protected = not os.access(place, os.W_OK) or not os.access(place.parent, os.W_OK)
    newer = header.format_version > FORMAT_VERSION
    if is_interrupted(place):
        if newer:
            raise _too_new(path)
        if protected:
            raise interrupted_and_protected(path)
        recover(place)
        header = read_header(path)
    if newer:
        return _open_newer(path)
    reason = ReadOnlyReason.WRITE_PROTECTED if protected else ReadOnlyReason.ASKED if read_only else None
    if header.format_version < FORMAT_VERSION and reason is None:
        migrations.upgrade(path, header.format_version, copy_file)
    connection, reason = _connect(path, reason)
    try:
        if header.format_version < FORMAT_VERSION and reason is not None:
            connection = _brought_up_to_date(connection, header.format_version)
        return _examined(connection, path, reason, history_later=history_later)
    except BaseException:
        connection.close()
        raise


def _place_of(path: Path) -> Path:
    """Where the file really is: what lies beside a link does not concern the file."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path


def _connect(path: Path, reason: ReadOnlyReason | None) -> tuple[Connection, ReadOnlyReason | None]:
    if reason is None:
        # on some systems only the attempt tells that a disk is write-protected
        with contextlib.suppress(DocumentReadOnly):
            return Connection.open(path, writable=True), None
        reason = ReadOnlyReason.WRITE_PROTECTED
    return Connection.open(path, writable=False), reason


def _brought_up_to_date(connection: Connection, version: int) -> Connection:
    """An older format that must not be written is brought to the present one in memory."""
    refuse_to_hold(connection)
    picture = connection.picture()
    connection.close()
    try:
        migrations.LADDER.climb(picture, version)
    except BaseException:
        picture.close()
        raise
    picture.protect()
    return picture


def _examined(connection: Connection, path: Path, reason: ReadOnlyReason | None, *, history_later: bool) -> Opened:
    """What was found in a file of the present format. A damaged one is shown as well as it can be, for reading only."""
    with connection.deadline(_MOST_SECONDS):
        if schema_differs(connection):
            raise damaged(path)
        refuse_too_much(connection)
        sound = not structure_damaged(connection) and not content_damages(connection, history_later=history_later)
    if sound:
        return _opened(connection, path, reason, ())
    refuse_to_hold(connection)
    with connection.deadline(_MOST_SECONDS):
        picture, lost = salvaged(connection)
    connection.close()
    try:
        refuse_too_much(picture)
        damages = [Damage(DamageKind.STRUCTURE, table) for table in lost] + content_damages(picture)
        if any(damage.kind in _BEYOND_SHOWING for damage in damages) or not _WITHOUT_WHICH_NOTHING_WORKS.isdisjoint(lost):
            raise damaged(path)
        if reason is None or reason is ReadOnlyReason.ASKED:
            foreign = bool(damages) and all(damage.kind is DamageKind.LIMIT for damage in damages)
            reason = ReadOnlyReason.BEYOND_LIMITS if foreign else ReadOnlyReason.DAMAGED
        picture.show_no_controls()
        return _opened(picture, path, reason, tuple(damages) or (Damage(DamageKind.STRUCTURE),))
    except BaseException:
        picture.close()
        raise


def _opened(connection: Connection, path: Path, reason: ReadOnlyReason | None, damages: tuple[Damage, ...]) -> Opened:
    if connection.read("SELECT count(*) FROM assessment") != [(1,)]:
        raise damaged(path)
    connection.trusted = True
    return Opened(connection, reason, damages)


def _open_newer(path: Path) -> Opened:
    connection = Connection.open(path, writable=False)
    try:
        with connection.deadline(_PATIENCE_SECONDS):
            readable = not schema_differs(connection) and not structure_damaged(connection)
            if readable:
                refuse_too_much(connection)
                connection.show_no_controls()
                readable = _readable_by_us(connection)
    except (DocumentDamaged, BeyondLimits):
        readable = False
    except BaseException:
        connection.close()
        raise
    if not readable:
        connection.close()
        raise _too_new(path)
    connection.trusted = True
    return Opened(connection, ReadOnlyReason.NEWER_FORMAT, ())


def _readable_by_us(connection: Connection) -> bool:
    queries = Queries(connection)
    try:
        return all(queries.every(row_type) is not None for row_type in ROW_TYPES) and bool(queries.assessment())
    except DocumentInUse:
        raise
    except Exception:  # noqa: BLE001  # whatever a future format holds, it is told as one thing: too new
        return False


def _too_new(path: Path) -> DocumentTooNew:
    return DocumentTooNew(
        Message("The file {name} was made by a newer version of Integrity Workbench.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Install the newer version on this computer, and open the file with it."),
    )


def cannot_change(path: Path, reason: ReadOnlyReason) -> DocumentReadOnly:
    """The error for a change to a document that is open for reading only; says what to do about the reason."""
    advice = {
        ReadOnlyReason.NEWER_FORMAT: Message("Install the newer version of the program, and work with that."),
        ReadOnlyReason.DAMAGED: Message("Continue with your newest copy; compare it with what can be read here."),
    }
    error = read_only_error(path)
    return DocumentReadOnly(error.what, safe=error.safe, advice=advice.get(reason, error.advice))


def copy_file(connection: Connection, target: Path) -> None:
    """A verified copy of an open file: compact, entire, and on the disk before it gets its name.

    Raises :class:`StorageFailed`, :class:`DiskFull`, or :class:`DocumentInUse` where the target is open somewhere; the
    target is then what it was before.
    """
    with contextlib.suppress(NotOurFile, DocumentDamaged, StorageFailed):
        read_header(target, interrupted=True)
        refuse_if_in_use(target)
    with finished_or_absent(target) as part:
        connection.copy_into(part, called=target)
        copy = Connection.open(part, writable=False)
        try:
            if not _is_copy_of(copy, connection):
                raise damaged(target, Message("The copy {name} is not the same as the file.", name=target.name))
        finally:
            copy.close()


def _is_copy_of(copy: Connection, connection: Connection) -> bool:
    if structure_damaged(copy) or layout_of(copy) != layout_of(connection):
        return False
    if connection.read("PRAGMA user_version") > [(FORMAT_VERSION,)]:
        # a newer format may seal its rows in another way
        return True
    seals = (each.read("SELECT digest, rows FROM seal") for each in (copy, connection))
    return next(seals) == next(seals) and (not content_damages(copy) or bool(content_damages(connection)))
