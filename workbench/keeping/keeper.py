"""Makes automatic copies of one assessment, and removes those that are no longer needed.

A new copy is checked before an older one goes. Nothing here reads or writes the assessment itself: a copy is made of the
bytes that the open file has, so that it can be made on another thread while people type.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from workbench.document.document import Document
from workbench.errors import DiskFull, StorageFailed
from workbench.keeping.folder import Cause, KeptCopy, default_root, folder_of, listed, name_of, unfinished
from workbench.keeping.thinning import FEWEST, staying
from workbench.language.i18n import Message
from workbench.storage.bounds import size_of
from workbench.storage.connection import HELD_BYTES
from workbench.storage.whole import is_whole
from workbench.storage.writing import finished_or_absent
from workbench.system.own_files import is_own, new_private, private_folder

MOST_BYTES: Final = 500_000_000
"""The room that the copies of one assessment may take, unless somebody says otherwise."""

_A_DAY: Final = timedelta(days=1)
_ROOM_LEFT: Final = 50_000_000
"""Bytes that a copy leaves free on the disk: the assessment itself must not run out of room for the sake of its copies."""


HISTORY_IN_COPIES: Final = Message("The automatic copies on this computer still contain the earlier versions.")
AUTOMATIC_LEFT: Final = Message(
    "Some automatic copies could not be removed, and still contain it: see the command “copies”."
)


def bytes_of(document: Document) -> bytes:
    """All bytes of an open file as of its last commit. Takes a millisecond for a full assessment. Raises StorageFailed."""
    return document.read.connection.content()


def takes_a_moment(document: Document) -> bool:
    """Whether a file is so large, with stored documents, that taking its bytes would hold up typing."""
    return size_of(document.read.connection) > HELD_BYTES


class Keeper:
    """The automatic copies of the assessment with one id. ``most_bytes`` is the room that they may take together."""

    def __init__(self, assessment: str, *, root: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self.folder: Final = folder_of(root or default_root(), assessment)
        self._most_bytes = most_bytes

    def copies(self) -> list[KeptCopy]:
        """All copies, newest first, whether sound or not."""
        return listed(self.folder)

    def is_due(self, now: datetime) -> bool:
        """Whether the newest copy is older than a day, or of another time altogether because a clock was wrong."""
        copies = self.copies()
        return not copies or not timedelta(0) <= now - copies[0].at < _A_DAY

    def keep(self, content: bytes, at: datetime, cause: Cause, original: Path) -> KeptCopy:
        """Makes a copy of these bytes, which are those of an open file as of its last commit, then removes old copies.

        The bytes are checked before they are written, and read again after. Equal bytes are not kept twice in a row.
        Raises DiskFull or StorageFailed; the older copies are then as they were.
        """
        copies = self.copies()
        digest = hashlib.sha256(content).hexdigest()
        if copies and digest.startswith(copies[0].digest) and copies[0].is_sound():
            return copies[0]
        if not is_whole(content, original):
            raise _not_kept(Message("Something is wrong with the file {name} in memory.", name=original.name))
        self._make_room(len(content))
        path = self.folder / name_of(at, cause, content)
        self._write(path, content)
        copy = next((copy for copy in self.copies() if copy.path == path), None)
        if copy is None or not copy.is_sound():
            with contextlib.suppress(OSError):
                path.unlink()
            raise _not_kept(Message("The disk did not keep the copy as it was written."))
        self.thin(at)
        return copy

    def _write(self, path: Path, content: bytes) -> None:
        try:
            with finished_or_absent(path) as part, new_private(part) as stream:
                stream.write(content)
        except DiskFull as error:
            raise _no_room() from error
        except StorageFailed as error:  # it would speak of a name that nobody knows
            raise self._unusable() from error

    def thin(self, now: datetime) -> list[KeptCopy]:
        """Removes copies that are no longer needed; returns them. The newest three sound ones always stay."""
        copies = self.copies()
        kept = staying((copy.at for copy in copies), now.astimezone(UTC))
        doomed = [copy for copy in copies if copy.at not in kept]
        left = [copy for copy in copies if copy.at in kept]
        while left and sum(copy.size for copy in left) > self._most_bytes:
            doomed.append(left.pop())
        if not doomed:
            return []
        safe = self._newest_sound(copies)
        removed = []
        for copy in sorted(doomed, key=lambda copy: copy.at):
            if copy in safe or len(safe) < min(FEWEST, len(copies)):
                continue
            with contextlib.suppress(OSError):
                copy.path.unlink()
                removed.append(copy)
        return removed

    def forget(self) -> int:
        """Removes all copies, because they have what is forgotten in the file; returns how many could not be removed.

        So goes what a crash left of a copy that was being made.
        """
        left = 0
        for path in (*(copy.path for copy in self.copies()), *unfinished(self.folder)):
            try:
                path.unlink()
            except OSError:
                left += 1
        return left

    @staticmethod
    def _newest_sound(copies: list[KeptCopy]) -> list[KeptCopy]:
        found: list[KeptCopy] = []
        for copy in copies:
            if len(found) == FEWEST:
                break
            if copy.is_sound():
                found.append(copy)
        return found

    def _make_room(self, needed: int) -> None:
        try:
            private_folder(self.folder)
            free = shutil.disk_usage(self.folder).free
            strange = not is_own(self.folder)
        except OSError as error:
            raise self._unusable() from error
        if strange:
            raise _not_kept(Message("The folder {folder} belongs to another account.", folder=str(self.folder)))
        if free < needed + _ROOM_LEFT:
            raise _no_room()

    def _unusable(self) -> StorageFailed:
        return _not_kept(Message("The folder {folder} cannot be used.", folder=str(self.folder)))


def _no_room() -> DiskFull:
    return DiskFull(
        Message("There is not enough room on this computer for an automatic copy."),
        safe=Message("Your assessment and its older copies are unchanged."),
        advice=Message("Free some space on the disk."),
    )


def _not_kept(why: Message) -> StorageFailed:
    return StorageFailed(
        Message("No automatic copy was made. {why}", why=why),
        safe=Message("Your assessment and its older copies are unchanged."),
        advice=Message("Save a copy yourself, on another disk."),
    )
