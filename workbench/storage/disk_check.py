"""Whether the disk still has an open file as it was saved: asked on another thread, while people type.

The bytes are read with the handle that is open already (another one would give up SQLite's lock when it is closed) and
checked in memory, down to the last row of the history and the bytes of attachments.

A file that would take too much memory is read page by page instead, by a connection of SQLite of its own that asks for no
lock: SQLite keeps the handles of one file together, and closes none while another has a lock. It reads several states if
something is saved meanwhile; then it finds damage, or another seal, and the check is outdated.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.storage.bounds import size_of
from workbench.storage.connection import HELD_BYTES, Connection
from workbench.storage.driver_errors import disk_failed
from workbench.storage.seal import Seal, read_seal
from workbench.storage.verify import content_damages, schema_differs, structure_damaged
from workbench.storage.witness import Witness


class DiskCheck:
    """One check of one open file. Make it on the thread of the document, and run :meth:`is_as_saved` on another."""

    def __init__(self, connection: Connection, witness: Witness, sealed: Seal) -> None:
        self._connection = connection
        self._witness = witness
        self._sealed = sealed
        self._path: Path = connection.path
        self._takes_long = size_of(connection) > HELD_BYTES

    @classmethod
    def of(cls, connection: Connection) -> DiskCheck | None:
        """A check of a file that is open for work; None for any other. Raises StorageFailed or DocumentDamaged."""
        if connection.witness is None:
            return None
        sealed = read_seal(connection)
        return cls(connection, connection.witness, sealed) if sealed is not None else None

    @property
    def takes_long(self) -> bool:
        """Whether the file is so large that it is read page by page, which takes seconds."""
        return self._takes_long

    def is_as_saved(self) -> bool:
        """Whether the file is in its place, and undamaged, with the content that it had when this check was made.

        On any thread. While something is saved the answer may be no; :meth:`is_outdated` tells. Raises StorageFailed.
        """
        if self._connection.has_moved():
            return False
        try:
            with contextlib.closing(self._look()) as picture:
                if schema_differs(picture) or structure_damaged(picture) or content_damages(picture):
                    return False
                return read_seal(picture) == self._sealed
        except OSError as error:
            raise disk_failed(self._path) from error
        except WorkbenchError:
            return False

    def _look(self) -> Connection:
        """The bytes on the disk as a database: in memory, or page by page."""
        if self._takes_long:
            return Connection.apart(self._path)
        return Connection.in_memory(self._path, data=self._witness.content_apart())

    def is_outdated(self) -> bool:
        """Whether something was saved since. On the thread of the document. Raises StorageFailed or DocumentDamaged."""
        return read_seal(self._connection) != self._sealed
