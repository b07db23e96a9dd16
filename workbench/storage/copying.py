"""Verified copies of an open file: compact, complete, and proved before they get their name."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from workbench.errors import DocumentDamaged, NotOurFile, StorageFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.storage import file_row, stored_bytes, writing
from workbench.storage.connection import Connection
from workbench.storage.header import damaged, read_header
from workbench.storage.names import must_be_possible
from workbench.storage.recovery import is_interrupted, refuse_if_in_use
from workbench.storage.rescue import must_be_readable
from workbench.storage.rows import RowStore
from workbench.storage.schema import BYTES, FORMAT_VERSION, SCHEMA
from workbench.storage.seal import Seal, seal_anew
from workbench.storage.verify import content_damages, layout_differs, layout_of, seal_of, structure_damaged
from workbench.storage.writing import finished_or_absent


def copy_file(connection: Connection, target: Path, *, sealed: Seal | None = None) -> None:
    """Writes a verified copy of an open file: compact, complete, and on the disk before it gets its name.

    With ``sealed`` the copy must have what was committed last: something else may have written into the file. Raises
    StorageFailed, DiskFull or DocumentDamaged, each about the file that is at fault, or DocumentInUse if the target is open
    somewhere; the target is then unchanged.
    """
    must_be_possible(target, beside=True)
    with contextlib.suppress(NotOurFile, DocumentDamaged, StorageFailed):
        read_header(target, interrupted=True)
        refuse_if_in_use(target)
    try:
        with finished_or_absent(target) as part:
            connection.copy_into(part)
            copy = Connection.open(part, writable=False)
            try:
                copy.path = target
                if not _is_copy_of(copy, connection):
                    raise damaged(target, Message("The copy {name} is not the same as the file.", name=target.name))
                if sealed is not None and (sealed != RowStore(copy).read_seal() or content_damages(copy)):
                    raise damaged(connection.path)
            finally:
                copy.close()
            _make_it_a_copy(part)
    except (StorageFailed, DocumentDamaged):
        must_be_readable(connection)
        raise


def _make_it_a_copy(part: Path) -> None:
    """Gives a finished copy an id of its own, unless it has another format, or damage that must stay as it is."""
    copy = Connection.open(part, writable=True)
    try:
        ((version,),) = copy.read("PRAGMA user_version")
        if version == FORMAT_VERSION and not layout_differs(copy, SCHEMA) and not content_damages(copy):
            with copy.transaction():
                stored_bytes.drop_unused(copy)  # undo may still need them in the file, but not in a copy
                seal_anew(copy, [BYTES])
                file_row.mint(copy)
    finally:
        copy.close()


def lasting_copy(connection: Connection, target: Path) -> None:
    """Writes a copy and waits until its name is on the disk, too, because the file itself is changed next."""
    copy_file(connection, target)
    try:
        writing.to_disk(target)
        writing.folder_to_disk(target.parent)
    except OSError as error:
        # some systems cannot sync a folder; there the name reaches the disk with the file
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM):
            raise writing.cannot_write(target, error) from error


def is_equal_copy(connection: Connection, path: Path) -> bool:
    """Whether a file is a complete copy of an open one, for example left by an interrupted migration."""
    try:
        if is_interrupted(path):
            return False
        read_header(path)
        copy = Connection.open(path, writable=False)
    except WorkbenchError:
        return False
    try:
        return _is_copy_of(copy, connection)
    except WorkbenchError:
        return False
    finally:
        copy.close()


def _is_copy_of(copy: Connection, connection: Connection) -> bool:
    if structure_damaged(copy) or layout_of(copy) != layout_of(connection):
        return False
    if seal_of(copy) != seal_of(connection):
        return False
    return not content_damages(copy) or bool(content_damages(connection))
