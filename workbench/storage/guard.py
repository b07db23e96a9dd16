"""Prevents writing into a file that something other than this program has changed since the last commit."""

from __future__ import annotations

import time
from typing import Final

from workbench.errors import DocumentChangedElsewhere, StorageFailed
from workbench.storage import stored_bytes
from workbench.storage.connection import HELD_BYTES, Connection
from workbench.storage.driver_errors import changed_elsewhere, disk_failed, moved, no_longer_as_saved
from workbench.storage.seal import Seal, read_seal
from workbench.storage.verify import content_damages
from workbench.storage.witness import Sight, Witness

_BETWEEN_TWO_LONG_LOOKS: Final = 60.0
"""Seconds. Some disks set the time of a file at random; the whole file must not be read before each change there."""


class Guard:
    """Compares the file with what the last commit left: at a glance before each change, and completely in case of doubt.

    A copy of the same file, older or newer, has another seal, which sums up all content; a shorter or longer one has another
    size. Any other write changes the time of the file; every byte is then compared with what SQLite has in memory.
    """

    def __init__(self, connection: Connection, witness: Witness) -> None:
        self._connection = connection
        self._witness = witness
        self._doubt = False
        self._possible: tuple[Seal, ...] = ()
        self._next_long_look = 0.0
        self._sealed: Sight | None = None

    def must_agree(self) -> None:
        """Checks the file before a change. Raises :class:`~workbench.errors.DocumentChangedElsewhere` or StorageFailed."""
        known = self._witness.known
        try:
            seen = self._witness.look()
        except OSError as error:
            raise disk_failed(self._connection.path) from error
        if seen == known and not self._doubt:
            self._possible = ()
            return
        if not self._possible:
            if (seen.size, seen.seal) != (known.size, known.seal):
                raise changed_elsewhere(self._connection.path)
            if time.monotonic() < self._next_long_look:
                self._doubt = True
                return
        if not self._is_what_we_hold():
            raise changed_elsewhere(self._connection.path)
        self._connection.look_again()
        self._doubt, self._possible = False, ()
        self._next_long_look = time.monotonic() + _BETWEEN_TWO_LONG_LOOKS

    def confirm(self, sealed: Seal, gone: Seal, come: Seal) -> None:
        """Remembers the file after a commit that left the seal ``sealed``.

        ``gone`` and ``come`` are the seals of the tables that it changed, as they were and as they are now.
        Raises :class:`~workbench.errors.DocumentChangedElsewhere` if the file was replaced during the commit.
        """
        known = self._witness.known
        watched = known is self._sealed or gone.is_on(known.seal)
        try:
            self._connection.look_again()
        except StorageFailed:
            # the change is on the disk, but the file cannot be read now; it is checked before the next change
            self._possible = (sealed,)
            return
        if watched and not come.is_on(self._witness.known.seal):
            raise self._changed()
        self._sealed = self._witness.known if watched else None

    def must_be_whole(self, *, closely: bool = False) -> None:
        """Compares every byte, to find also what something else wrote during a change of ours. Call it when nobody waits.

        Not of a file with so many bytes of documents that opening has not read them: that would take seconds. ``closely``
        is for a file of which another thread says that it is damaged: then all content of any file is checked, too.
        Takes some 5 ms for a full assessment. Raises DocumentChangedElsewhere or StorageFailed.
        """
        self.must_agree()
        if closely:
            if self._connection.has_moved():
                raise moved(self._connection.path)
            if not self._is_what_we_hold():
                self._changed()
                raise no_longer_as_saved(self._connection.path)
            return
        if self._witness.known.size > HELD_BYTES or stored_bytes.are_many(self._connection):
            return
        if not self._has_every_byte(self._connection.content()):
            raise self._changed()

    def _changed(self) -> DocumentChangedElsewhere:
        """The error for a changed file. Changes now compare all bytes until these agree, so nothing is written into it."""
        self._doubt, self._next_long_look = True, 0.0
        return changed_elsewhere(self._connection.path)

    def failed(self, *seals: Seal) -> None:
        """Notes that a change failed: the file has one of these seals, the old one or, on a bad disk, the new one."""
        self._possible = seals

    def _is_what_we_hold(self) -> bool:
        """Whether every byte on the disk is as SQLite has it in memory, and the content is undamaged."""
        connection = self._connection
        # after a failure, this makes SQLite undo what has not been committed
        connection.read("PRAGMA schema_version")
        held = connection.content()
        if not self._has_every_byte(held):
            return False
        picture = Connection.in_memory(connection.path, data=held)
        try:
            sealed = read_seal(picture)
            return not content_damages(picture) and (not self._possible or sealed in self._possible)
        finally:
            picture.close()

    def _has_every_byte(self, held: bytes) -> bool:
        """Whether the disk has these bytes. A power cut may have left more after them, of which SQLite knows nothing."""
        try:
            return self._witness.content()[: len(held)] == held
        except OSError as error:
            raise disk_failed(self._connection.path) from error
