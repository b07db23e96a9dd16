"""Files as a whole: creates, opens and recovers them so that at every moment the old or the new one is complete."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from workbench.errors import (
    BeyondLimits,
    ChangeCutShort,
    DocumentDamaged,
    DocumentInUse,
    DocumentReadOnly,
    NotOurFile,
)
from workbench.language.i18n import Message
from workbench.storage import file_row, migrations, newer
from workbench.storage.bounds import refuse_to_hold, refuse_too_much, size_of
from workbench.storage.connection import HELD_BYTES, Connection
from workbench.storage.damage import Damage, DamageKind
from workbench.storage.driver_errors import no_locks
from workbench.storage.driver_errors import read_only as read_only_error
from workbench.storage.file_lock import cannot_lock
from workbench.storage.header import damaged, must_be_a_file, read_header
from workbench.storage.leftovers import sweep
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.open_files import in_use
from workbench.storage.recovery import is_interrupted, recover
from workbench.storage.salvage import fill_in, salvaged
from workbench.storage.schema import APPLICATION_ID, FORMAT_VERSION, SCHEMA
from workbench.storage.seal import begin_seal
from workbench.storage.verify import (
    content_damages,
    layout_differs,
    left_for_later,
    schema_differs,
    sealed_tables,
    structure_damaged,
)
from workbench.storage.write_access import may_be_written
from workbench.storage.writing import finished_or_absent as finished_or_absent  # noqa: PLC0414  # for the reports
from workbench.storage.writing import must_not_exist as must_not_exist  # noqa: PLC0414  # for the documents
from workbench.system.frozen import frozen
from workbench.system.retries import patiently

_PATIENCE_SECONDS: Final = 20.0
"""How long the check of a file of a newer format may take."""

_MOST_SECONDS: Final = 60.0
"""How long the check of any other file may take: far more than the largest one needs on the slowest disk."""

_WITHOUT_WHICH_NOTHING_WORKS: Final = frozenset(TYPE_OF_TABLE)
"""Every row of these tables must be readable, because pages and reports are built on them."""


class ReadOnlyReason(StrEnum):
    """Why a document cannot be changed."""

    ASKED = "asked"
    NEWER_FORMAT = "newer_format"
    WRITE_PROTECTED = "write_protected"
    DAMAGED = "damaged"
    BEYOND_LIMITS = "beyond_limits"
    OPEN_ELSEWHERE = "open_elsewhere"


@frozen
class Opened:
    """An open connection, and what was found when it was opened."""

    connection: Connection
    read_only: ReadOnlyReason | None
    damages: tuple[Damage, ...]
    recovered: bool = False
    """Whether a change had been interrupted, and the file was brought back to the last committed one."""
    migrated_copy: Path | None = None
    """The copy of the file in its older format, if it has just been converted to the present one."""
    meanwhile: bool = False
    """Whether another program has it open, and this is its state between two changes."""
    unknown: tuple[newer.UnknownValue, ...] = ()
    """What this version does not know in a file of a newer format."""


def new_database(part: Path, *, called: Path) -> Connection:
    """An empty file of the present format, for the caller to fill before it gets its name."""
    connection = Connection.create(part, called=called)
    try:
        with connection.transaction():
            for statement in SCHEMA:
                connection.write(statement)
            begin_seal(connection, sealed_tables(connection))
            file_row.mint(connection)
            connection.write(f"PRAGMA application_id={APPLICATION_ID}")
            connection.write(f"PRAGMA user_version={FORMAT_VERSION}")
        connection.look_again()
    except BaseException:
        connection.close()
        raise
    return connection


def open_file(path: Path, *, read_only: bool = False, history_later: bool = False) -> Opened:
    """Opens a file of ours. Writes to it only if a crash or an older format makes that necessary.

    A damaged file, one of a newer format, or one on a write-protected disk opens for reading only and says why. With
    ``history_later`` the caller must check the history afterwards (:func:`~workbench.storage.verify.later_damages`).
    Raises NotOurFile, DocumentDamaged, BeyondLimits, DocumentTooNew, DocumentInUse, ChangeCutShort or StorageFailed of
    :mod:`workbench.errors`.
    """
    once = partial(_opened_once, path, read_only=read_only, history_later=history_later)
    # another program may stop in the middle of a change while the file is opened here; the next try puts that in order
    try:
        return patiently(once, ChangeCutShort)
    except DocumentDamaged:
        return patiently(once, ChangeCutShort)  # what was read between its bytes and their undoing was no damage


def _opened_once(path: Path, *, read_only: bool, history_later: bool) -> Opened:
    real_path = _real_path(path)
    sweep(real_path.parent)
    protected = not may_be_written(real_path, for_work=not read_only)
    recovered = False
    if is_interrupted(real_path):
        if read_only and _is_worked_on(real_path):
            raise in_use(path)
        recovered = _put_in_order(path, real_path, protected=protected, for_work=not read_only)
    version, kept = read_header(path).format_version, None
    if version > FORMAT_VERSION:
        return _open_newer(Connection.open(path, writable=False), path)
    reason = ReadOnlyReason.WRITE_PROTECTED if protected else ReadOnlyReason.ASKED if read_only else None
    if version < FORMAT_VERSION and reason is None:
        kept, reason = _migrated(path, version)
    connection, reason = _connect(path, reason)
    try:
        if reason is ReadOnlyReason.ASKED and size_of(connection) <= HELD_BYTES:
            connection = _in_memory(connection)
        opened = _judged(connection, path, reason, version, history_later=history_later)
    except DocumentInUse:
        connection.close()
        if cannot_lock(real_path):
            raise no_locks(path) from None
        raise
    except BaseException:
        connection.close()
        raise
    return replace(opened, recovered=recovered, migrated_copy=kept)


def _in_memory(connection: Connection) -> Connection:
    """All of a file that is only read: all queries then see one state, and nobody who wants to work has to wait."""
    with contextlib.closing(connection):
        picture = connection.picture()
    picture.protect()
    return picture


def open_content(path: Path, content: bytes, reason: ReadOnlyReason) -> Opened:
    """Opens bytes of the file at ``path``, for reading only. Raises what :func:`open_file` raises about what is in them."""
    connection = Connection.in_memory(path, data=content)
    connection.protect()
    try:
        ((version,),) = connection.read("PRAGMA user_version")
        if version > FORMAT_VERSION:
            return _open_newer(connection, path)
        return _judged(connection, path, reason, version, history_later=False)
    except BaseException:
        connection.close()
        raise


def _judged(
    connection: Connection, path: Path, reason: ReadOnlyReason | None, version: int, *, history_later: bool
) -> Opened:
    if version < FORMAT_VERSION and reason is not None:
        return _open_older(connection, path, reason, version)
    return _examined(connection, path, reason, history_later=history_later)


def _put_in_order(path: Path, real_path: Path, *, protected: bool, for_work: bool) -> bool:
    """Recovers a file after a crash; whether a change had been interrupted. It comes before the header is judged."""
    must_be_a_file(path)
    with contextlib.suppress(NotOurFile, DocumentDamaged):
        if read_header(path, interrupted=True).format_version > FORMAT_VERSION:
            raise newer.too_new(path)
    return recover(real_path, protected=protected, for_work=for_work)


def _is_worked_on(real_path: Path) -> bool:
    """Whether another program seems to be in the middle of a change. For a file that is only read."""
    from workbench.storage.meanwhile import is_forsaken
    from workbench.storage.open_record import record_of

    return record_of(real_path) is not None and not is_forsaken(real_path)


def _real_path(path: Path) -> Path:
    """The path behind a link: journals lie beside the file itself, not beside a link to it."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path


def _connect(path: Path, reason: ReadOnlyReason | None) -> tuple[Connection, ReadOnlyReason | None]:
    if reason is None:
        # on some systems only the attempt shows that a disk is write-protected
        with contextlib.suppress(DocumentReadOnly):
            return Connection.open(path, writable=True), None
        reason = ReadOnlyReason.WRITE_PROTECTED
    return Connection.open(path, writable=False), reason


def _migrated(path: Path, version: int) -> tuple[Path | None, ReadOnlyReason | None]:
    """Converts an older file to the present format; returns the copy of the old one, or why it cannot be converted."""
    try:
        from workbench.storage.copying import is_equal_copy, lasting_copy  # late: for older files

        return migrations.upgrade(path, version, lasting_copy, is_copy=is_equal_copy), None
    except migrations.NotSound:
        return None, ReadOnlyReason.DAMAGED
    except DocumentReadOnly:
        return None, ReadOnlyReason.WRITE_PROTECTED


def _open_older(connection: Connection, path: Path, reason: ReadOnlyReason, version: int) -> Opened:
    """Opens a file of an older format that must not be written: it is converted in memory."""
    if layout_differs(connection, migrations.LADDER.layouts[version]):
        raise damaged(path)
    with connection.deadline(_MOST_SECONDS):
        refuse_too_much(connection)
        sound = not structure_damaged(connection) and not content_damages(connection)
    if not sound:
        return _open_damaged(connection, path, reason, version)
    refuse_to_hold(connection)
    picture = connection.picture()
    try:
        migrations.LADDER.climb(picture, version)
        picture.protect()
        opened = _opened(picture, path, reason, ())
    except migrations.NotSound:
        # what only the present format checks, for example a date that is none
        picture.close()
        return _open_damaged(connection, path, reason, version)
    except BaseException:
        picture.close()
        raise
    connection.close()
    return opened


def _examined(connection: Connection, path: Path, reason: ReadOnlyReason | None, *, history_later: bool) -> Opened:
    """Checks a file of the present format. A damaged one is opened for reading only, with all that can be read."""
    with connection.deadline(_MOST_SECONDS):
        if schema_differs(connection):
            raise damaged(path)
        refuse_too_much(connection)
        left = left_for_later(connection, history_later=history_later)
        sound = not structure_damaged(connection, without=left)
        sound = sound and not content_damages(connection, history_later=history_later, without=left)
    if sound:
        return _opened(connection, path, reason, ())
    return _open_damaged(connection, path, reason, FORMAT_VERSION)


def _open_damaged(connection: Connection, path: Path, reason: ReadOnlyReason | None, version: int) -> Opened:
    refuse_to_hold(connection)
    with connection.deadline(_MOST_SECONDS):
        picture, lost = salvaged(connection, migrations.LADDER.layouts[version], version)
    connection.close()
    try:
        refuse_too_much(picture)
        damages = [Damage(DamageKind.STRUCTURE, table) for table in lost] + content_damages(picture)
        if version < FORMAT_VERSION:
            migrations.LADDER.carry(picture, version)
            damages += [damage for damage in content_damages(picture) if damage.kind in (DamageKind.VALUE, DamageKind.LIMIT)]
        fill_in(picture)
        picture.protect()
        if _is_beyond_showing(picture, damages) or not _WITHOUT_WHICH_NOTHING_WORKS.isdisjoint(lost):
            raise damaged(path)
        if reason in (None, ReadOnlyReason.ASKED, ReadOnlyReason.OPEN_ELSEWHERE):
            foreign = bool(damages) and all(damage.kind is DamageKind.LIMIT for damage in damages)
            reason = ReadOnlyReason.BEYOND_LIMITS if foreign else ReadOnlyReason.DAMAGED
        picture.show_no_controls()
        return _opened(picture, path, reason, tuple(damages) or (Damage(DamageKind.STRUCTURE),))
    except BaseException:
        picture.close()
        raise


def _is_beyond_showing(picture: Connection, damages: list[Damage]) -> bool:
    """Whether a required choice cannot be read, or a row refers to a missing one. What the history lost hides nothing."""
    missing = (table for table, *_ in picture.read("PRAGMA foreign_key_check"))
    return any(damage.kind is DamageKind.VALUE for damage in damages) or any(table in TYPE_OF_TABLE for table in missing)


def _opened(connection: Connection, path: Path, reason: ReadOnlyReason | None, damages: tuple[Damage, ...]) -> Opened:
    if connection.read("SELECT count(*) FROM assessment") != [(1,)]:
        raise damaged(path)
    connection.trusted = True
    return Opened(connection, reason, damages)


def _open_newer(connection: Connection, path: Path) -> Opened:
    """Opens a file of a newer format for reading, if it says that this one is enough; what is not known here is named."""
    try:
        with connection.deadline(_PATIENCE_SECONDS):
            if not newer.can_be_read(connection):
                raise newer.too_new(path)
            damages, unknown = newer.damages_of_newer(connection), newer.unknown_values(connection)
    except (DocumentDamaged, BeyondLimits):
        connection.close()
        raise newer.too_new(path) from None
    except BaseException:
        connection.close()
        raise
    connection.trusted = True
    return Opened(connection, ReadOnlyReason.NEWER_FORMAT, damages, unknown=unknown)


def cannot_change(path: Path, reason: ReadOnlyReason) -> DocumentReadOnly:
    """The error for a change to a document that is open for reading only, with advice for the reason."""
    advice = {
        ReadOnlyReason.NEWER_FORMAT: Message("Install the newer version of the program, and work with that."),
        ReadOnlyReason.DAMAGED: Message("Recover what is in it into a new file, and work with that."),
    }
    error = read_only_error(path)
    return DocumentReadOnly(error.what, safe=error.safe, advice=advice.get(reason, error.advice))
