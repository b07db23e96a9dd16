"""Files as a whole: made, opened, copied and recovered so that at every moment the old or the new one is there, entire."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from workbench.errors import DiskFull, DocumentDamaged, DocumentInUse, DocumentTooNew, FileExists, NotOurFile, StorageFailed
from workbench.i18n import Message
from workbench.model import ROW_TYPES
from workbench.storage import migrations
from workbench.storage.connection import Connection
from workbench.storage.header import damaged, read_header
from workbench.storage.queries import Queries
from workbench.storage.schema import APPLICATION_ID, FORMAT_VERSION, SCHEMA
from workbench.storage.verify import Damage, DamageKind, content_damages, schema_differs, structure_damaged


class ReadOnlyReason(StrEnum):
    """Why a document cannot be changed."""

    ASKED = "asked"
    NEWER_FORMAT = "newer_format"
    WRITE_PROTECTED = "write_protected"
    DAMAGED = "damaged"


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
    try:
        yield part
        _to_disk(part)
        part.replace(path)
        _folder_to_disk(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


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


def _folder_to_disk(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def new_database(path: Path) -> Connection:
    """An empty file of the present format. The caller fills it before anybody else sees it."""
    connection = Connection.create(path)
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
    if path.exists() or path.is_symlink():
        raise FileExists(
            Message("There is already a file {name}.", name=path.name),
            safe=Message("It was not touched."),
            advice=Message("Choose another name, or open the file that is there."),
        )


def open_file(path: Path, *, read_only: bool = False) -> Opened:
    """Opens a file of ours, without writing to it unless a crash or an older format makes it necessary.

    A file of a newer format, on a write-protected disk, or with changed content opens for reading only and says why.
    Raises :class:`NotOurFile`, :class:`DocumentDamaged`, :class:`DocumentTooNew`, :class:`DocumentInUse` or
    :class:`StorageFailed`.
    """
    header = read_header(path)
    protected = not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)
    if not protected:
        _recover(path)
        header = read_header(path)
    newer = header.format_version > FORMAT_VERSION
    reason = (
        ReadOnlyReason.NEWER_FORMAT
        if newer
        else ReadOnlyReason.WRITE_PROTECTED
        if protected
        else ReadOnlyReason.ASKED
        if read_only
        else None
    )
    if header.format_version < FORMAT_VERSION:
        if reason is not None:
            raise _too_old_to_read(path)
        migrations.upgrade(path, header.format_version, copy_file)
    connection = Connection.open(path, writable=reason is None)
    try:
        damages = _examine(connection, path, newer=newer)
        if damages and connection.writable:
            connection.close()
            connection = Connection.open(path, writable=False)
    except BaseException:
        connection.close()
        raise
    if damages and reason in (None, ReadOnlyReason.ASKED):
        reason = ReadOnlyReason.DAMAGED
    return Opened(connection, reason, damages)


def _examine(connection: Connection, path: Path, *, newer: bool) -> tuple[Damage, ...]:
    if structure_damaged(connection) or (schema_differs(connection) and not newer):
        raise damaged(path)
    if newer:
        if schema_differs(connection) or not _readable_by_us(connection):
            raise DocumentTooNew(
                Message("The file {name} was made by a newer version of Integrity Workbench.", name=path.name),
                safe=Message("Nothing in it was changed."),
                advice=Message("Install the newer version on this computer, and open the file with it."),
            )
        return ()
    damages = tuple(content_damages(connection))
    if any(damage.kind in (DamageKind.STRUCTURE, DamageKind.VALUE) for damage in damages):
        raise damaged(path)
    if connection.read("SELECT count(*) FROM assessment") != [(1,)]:
        raise damaged(path)
    return damages


def _readable_by_us(connection: Connection) -> bool:
    queries = Queries(connection)
    try:
        return all(queries.every(row_type) is not None for row_type in ROW_TYPES) and bool(queries.assessment())
    except Exception:  # noqa: BLE001  # whatever a future format holds, it is told as one thing: too new
        return False


def _too_old_to_read(path: Path) -> DocumentTooNew:
    return DocumentTooNew(
        Message("The file {name} has an older format, and its disk is write-protected.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Copy it to a disk that can be written to, and open the copy."),
    )


def _recover(path: Path) -> None:
    """Brings back the last committed state after a crash, from the journal that lies beside the file.

    The file and its journal are kept aside until the result has been checked. A journal that belongs to another file would
    destroy this one: then the file is put back as it was, and the journal stays in the rescue folder.
    """
    journal = path.with_name(path.name + "-journal")
    try:
        if not journal.is_file() or journal.stat().st_size == 0:
            return
    except OSError:
        return
    rescue = path.with_name(f"{path.name}.rescue-{uuid.uuid4().hex[:8]}")
    try:
        rescue.mkdir(mode=0o700)
        kept = Path(shutil.copy2(path, rescue / path.name))
        shutil.copy2(journal, rescue / "journal")
    except OSError as error:
        shutil.rmtree(rescue, ignore_errors=True)
        raise cannot_write(rescue, error) from error
    try:
        sound = _is_sound(path)
    except DocumentInUse:
        shutil.rmtree(rescue)
        raise
    if sound:
        shutil.rmtree(rescue)
    elif _is_sound(kept):
        with finished_or_absent(path) as part:
            shutil.copy2(kept, part)
        journal.unlink(missing_ok=True)


def _is_sound(path: Path) -> bool:
    try:
        connection = Connection.open(path, writable=True)
    except DocumentInUse:
        raise
    except (DocumentDamaged, NotOurFile, StorageFailed):
        return False
    try:
        return not schema_differs(connection) and not structure_damaged(connection) and not content_damages(connection)
    finally:
        connection.close()


def copy_file(connection: Connection, target: Path) -> None:
    """A verified copy of an open file: compact, entire, and on the disk before it gets its name.

    Raises :class:`StorageFailed` or :class:`DiskFull`; the target is then what it was before.
    """
    with finished_or_absent(target) as part:
        connection.copy_into(part)
        copy = Connection.open(part, writable=False)
        try:
            same = copy.read("SELECT digest, rows FROM seal") == connection.read("SELECT digest, rows FROM seal")
            if not same or (content_damages(copy) and not content_damages(connection)):
                raise damaged(target, Message("The copy {name} is not the same as the file.", name=target.name))
        finally:
            copy.close()
