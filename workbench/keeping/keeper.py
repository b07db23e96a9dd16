"""Makes automatic copies of one assessment, and removes those that are no longer needed.

A new copy is checked before an older one goes. Nothing here reads or writes the assessment itself: a copy is made of the
bytes that the open file has, so that it can be made on another thread while people type.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from workbench.document.document import Document
from workbench.errors import DiskFull, StorageFailed
from workbench.keeping.folder import (
    Cause,
    KeptCopy,
    default_root,
    folder_of,
    is_out_of_reach,
    listed,
    name_of,
    out_of_reach,
    unfinished,
)
from workbench.keeping.thinning import FEWEST, ranks, staying
from workbench.language.i18n import Message
from workbench.storage.bounds import size_of
from workbench.storage.connection import HELD_BYTES
from workbench.storage.whole import is_whole
from workbench.storage.writing import finished_or_absent
from workbench.system.outside import read_outside
from workbench.system.own_files import KEEP_COPIES, is_own, new_private, private_folder, settings_file

MOST_BYTES: Final = 500_000_000
"""The room that the copies of one assessment may take, unless somebody says otherwise."""

_MOST_SETTINGS: Final = 4_000_000
_A_DAY: Final = timedelta(days=1)
_ROOM_LEFT: Final = 50_000_000
"""Bytes that a copy leaves free on the disk: the assessment itself must not run out of room for the sake of its copies."""


_SEEN: Final[set[Path]] = set()
"""The folders in which this process has seen copies. A mount without its disk is an empty folder, or none."""

HISTORY_IN_COPIES: Final = Message("The automatic copies on this computer still contain the earlier versions.")
AUTOMATIC_LEFT: Final = Message(
    "Some automatic copies could not be removed or reached, and still contain it: see the command “copies”."
)


def bytes_of(document: Document) -> bytes:
    """All bytes of an open file as of its last commit. Takes a millisecond for a full assessment. Raises StorageFailed."""
    return document.read.connection.content()


def takes_a_moment(document: Document) -> bool:
    """Whether a file is so large, with stored documents, that taking its bytes would hold up typing."""
    return size_of(document.read.connection) > HELD_BYTES


def are_wanted() -> bool:
    """Whether nobody has switched automatic copies off for this account."""
    try:
        known = json.loads(read_outside(settings_file(), _MOST_SETTINGS))
    except (OSError, ValueError, RecursionError):
        return True
    return not isinstance(known, dict) or known.get(KEEP_COPIES) is not False


def copy_first(document: Document) -> None:
    """Makes a copy of an open file before much in it is replaced, unless copies are switched off.

    Raises what :meth:`Keeper.keep` raises.
    """
    if are_wanted():
        keeper = Keeper(document.read.assessment().id)
        keeper.keep(bytes_of(document), document.now(), Cause.BEFORE, document.path)


class Keeper:
    """The automatic copies of the assessment with one id. ``most_bytes`` is the room that they may take together.

    Several files can have this assessment. Each has a line of copies of its own: none thins those of another.
    """

    def __init__(self, assessment: str, *, root: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self._root = root or default_root()
        self.folder: Final = folder_of(self._root, assessment)
        self._most_bytes = most_bytes

    def copies(self) -> list[KeptCopy]:
        """All copies, newest first, whether sound or not; none while the folder cannot be reached."""
        found = listed(self.folder)
        if found:
            _SEEN.add(self.folder)
        return found

    @property
    def is_away(self) -> bool:
        """Whether the disk of the copies is not there: it was named and is not, or there were copies in it a moment ago."""
        return is_out_of_reach(self._root) or (self.folder in _SEEN and not self.folder.exists())

    def must_be_in_reach(self) -> None:
        """Raises StorageFailed if the disk of the copies is not there: that there are none is then not known."""
        if self.is_away:
            raise out_of_reach(self._root)

    def copies_of(self, original: Path) -> list[KeptCopy]:
        """Those of one file, newest first, and those of which nobody knows any more of which file they are."""
        return [copy for copy in self.copies() if copy.is_of(original)]

    def is_due(self, now: datetime, original: Path) -> bool:
        """Whether a file's newest copy is older than a day, or of another time altogether because a clock was wrong."""
        copies = self.copies_of(original)
        return not copies or not timedelta(0) <= now - copies[0].at < _A_DAY

    def keep(self, content: bytes, at: datetime, cause: Cause, original: Path) -> KeptCopy:
        """Makes a copy of these bytes, which are those of an open file as of its last commit, then removes old copies.

        The bytes are checked before they are written, and read again after. Equal bytes are not kept twice in a row.
        Raises DiskFull or StorageFailed; the older copies are then as they were.
        """
        copies = self.copies_of(original)
        digest = hashlib.sha256(content).hexdigest()
        if copies and digest.startswith(copies[0].digest) and copies[0].is_sound():
            return copies[0]
        self.must_be_in_reach()
        if not is_whole(content, original):
            raise _not_kept(Message("Something is wrong with the file {name} in memory.", name=original.name))
        self._make_room(len(content))
        path = self.folder / name_of(at, cause, content, original)
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
            raise self._no_room() from error
        except StorageFailed as error:  # it would speak of a name that nobody knows
            raise self._unusable() from error

    def thin(self, now: datetime) -> list[KeptCopy]:
        """Removes copies that are no longer needed; returns them. Of each file the newest three sound ones always stay."""
        copies = self.copies()
        lines: dict[str, list[KeptCopy]] = {}
        for copy in copies:
            lines.setdefault(copy.line, []).append(copy)
        doomed = [copy for line in lines.values() for copy in _no_longer_needed(line, now)]
        left = [copy for copy in copies if copy not in doomed]
        too_much = sum(copy.size for copy in left) - self._most_bytes
        safe: dict[str, list[KeptCopy]] = {}
        removed = []
        for copy in (*sorted(doomed, key=lambda copy: copy.at), *_in_order_of_going(left)):
            if copy not in doomed and too_much <= 0:
                break
            line = lines[copy.line]
            sound = safe.get(copy.line)
            if sound is None:
                sound = safe[copy.line] = self._newest_sound(line)
            if copy in sound or len(sound) < min(FEWEST, len(line)):
                continue
            with contextlib.suppress(OSError):
                copy.path.unlink()
                removed.append(copy)
                too_much -= copy.size if copy not in doomed else 0
        return removed

    def forget(self, original: Path | None = None) -> int:
        """Removes all copies, because they have what is forgotten in the file; returns how many could not be removed.

        With ``original`` only those of the file at this path go, as when nothing of it is to stay on this computer. A folder
        that cannot be reached counts as one. So goes what a crash left of a copy that was being made.
        """
        left = int(self.is_away)
        copies = (copy.path for copy in self.copies() if original is None or copy.is_of(original))
        for path in (*copies, *unfinished(self.folder)):
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
            raise self._no_room()

    def _no_room(self) -> DiskFull:
        return DiskFull(
            Message("There is not enough room for an automatic copy on the disk of {folder}.", folder=str(self._root)),
            safe=Message("Your assessment and its older copies are unchanged."),
            advice=Message("Free some space on that disk."),
        )

    def _unusable(self) -> StorageFailed:
        return _not_kept(Message("The folder {folder} cannot be used.", folder=str(self.folder)))


def _in_order_of_going(copies: list[KeptCopy]) -> list[KeptCopy]:
    """The copies of all files in the order in which they go where there is too little room: each file has its days."""
    lines: dict[str, list[KeptCopy]] = {}
    for copy in copies:
        lines.setdefault(copy.line, []).append(copy)
    rank = {line: ranks(copy.at for copy in of_it) for line, of_it in lines.items()}
    return sorted(copies, key=lambda copy: (rank[copy.line][copy.at], copy.at))


def _no_longer_needed(line: list[KeptCopy], now: datetime) -> list[KeptCopy]:
    kept = staying((copy.at for copy in line), now.astimezone(UTC))
    return [copy for copy in line if copy.at not in kept]


def _not_kept(why: Message) -> StorageFailed:
    return StorageFailed(
        Message("No automatic copy was made. {why}", why=why),
        safe=Message("Your assessment and its older copies are unchanged."),
        advice=Message("Save a copy yourself, on another disk."),
    )
