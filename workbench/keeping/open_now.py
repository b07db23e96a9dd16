"""Which files the windows of this account have open, so that the same assessment in two places is noticed.

Each window has one small file in the program's data folder, and a lock on it for as long as it lives: what a crash leaves
has no lock, and goes. Beside its file it leaves a record for other computers (:mod:`workbench.storage.open_record`). Nobody
is held out by any of this.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from workbench.document.document import Document
from workbench.errors import DocumentInUse, WorkbenchError
from workbench.keeping.folder import default_root, is_out_of_reach
from workbench.model.moments import local
from workbench.storage.file_lock import locked
from workbench.storage.open_files import file_identity
from workbench.storage.open_record import OpenRecord, leave_record, record_of, remove_record
from workbench.system import drives
from workbench.system.drives import Drive
from workbench.system.frozen import frozen
from workbench.system.outside import read_outside
from workbench.system.own_files import new_private, private_folder

_OPEN: Final = "open"
_ENDING: Final = ".json"
_MOST_BYTES: Final = 64 * 1024
_SEEN_BY_MANY: Final = (Drive.SHARE, Drive.CLOUD)
_AT_HAND: Final = (Drive.LOCAL, Drive.REMOVABLE, Drive.CLOUD)
_OURS: Final[set[Path]] = set()
"""What this process has locked: to open and close one of them again would give up its lock."""


@frozen
class OpenPlace:
    """Where another window has the same assessment open, and since when (aware; None if that is not known)."""

    path: Path
    since: datetime | None


class Presence:
    """Tells, until :meth:`end`, that a file is open in this window. ``left`` is what another computer said before.

    None of it raises: a folder that cannot be used costs a remark, and no work.
    """

    def __init__(self, document: Document, *, root: Path | None = None) -> None:
        self.path = document.path
        self._folder = (root or default_root()) / _OPEN
        self._token = os.urandom(8).hex()
        self._assessment = document.read.assessment().id
        self._since = document.now()
        self._drive = drives.drive_of(self.path)
        self._lock = contextlib.ExitStack()
        self._ended = False
        self.left = self._said_before()
        self._record = OpenRecord(document.identity.computer, self._since, self._token)
        leave_record(self.path, self._record)
        with contextlib.suppress(OSError, WorkbenchError):
            self._enter()

    def others(self) -> list[OpenPlace]:
        """Where other windows of this account have the same assessment open; what crashes left is removed."""
        return [place for place, said in _alive(self._folder) if said["assessment"] == self._assessment]

    def replaced_by(self) -> OpenRecord | None:
        """What somebody else says who has opened the file since, which only a disk without locks allows. On any thread.

        Where several computers see one disk, the record of this window is left anew if somebody has taken it away.
        """
        found = record_of(self.path)
        if found is None and self._drive in _SEEN_BY_MANY and not self._ended:
            leave_record(self.path, self._record)
            if self._ended:  # meanwhile
                remove_record(self.path, self._token)
        return found if found is not None and found.token != self._token else None

    def end(self) -> None:
        """Takes away what it has told; while the file is still locked, so that nobody else's record goes."""
        self._ended = True
        with contextlib.suppress(OSError):
            remove_record(self.path, self._token)
        self._lock.close()
        _OURS.discard(self._entry)
        with contextlib.suppress(OSError):
            self._entry.unlink()

    @property
    def _entry(self) -> Path:
        return self._folder / f"{self._token}{_ENDING}"

    def _enter(self) -> None:
        if is_out_of_reach(self._folder.parent):
            return  # to make it here would hide that its disk is not there
        private_folder(self._folder)
        new_private(self._entry).close()
        handle = self._lock.enter_context(locked(self._entry, 0))
        _OURS.add(self._entry)
        said = {"assessment": self._assessment, "path": str(self.path.absolute()), "since": self._since.isoformat()}
        said |= {"file": _identity(self.path), "drive": self._drive.value}
        os.lseek(handle, 0, os.SEEK_SET)  # on Windows a lock leaves it far behind the end
        os.write(handle, json.dumps(said).encode("ascii"))

    def _said_before(self) -> OpenRecord | None:
        """The record of another computer; None for one of this computer, since it has no lock any more."""
        found = record_of(self.path)
        was_here = found is not None and (found.is_here or f"{found.token}{_ENDING}" in _names(self._folder))
        return None if was_here else found


def open_as(path: Path, *, root: Path | None = None) -> Path | None:
    """The path at which another window of this account has this very file open, which may have several; None if none has."""
    wanted = _identity(path)
    found = (place.path for place, said in _alive((root or default_root()) / _OPEN) if said.get("file") == wanted)
    return next(found, None)


def _alive(folder: Path) -> Iterator[tuple[OpenPlace, dict[str, Any]]]:
    """What other processes have open, with all that they say; what crashes left is removed."""
    for name in sorted(_names(folder)):
        entry = folder / name
        if entry in _OURS or not name.endswith(_ENDING):
            continue
        found = _said(entry)
        if not _is_alive(entry):
            if found is not None:
                _take_away(entry, *found)
        elif found is not None:
            yield found


def _said(entry: Path) -> tuple[OpenPlace, dict[str, Any]] | None:
    with contextlib.suppress(OSError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        said = json.loads(read_outside(entry, _MOST_BYTES))
        if isinstance(said["assessment"], str):
            return OpenPlace(Path(said["path"]), _moment(said.get("since"))), said
    return None


def _take_away(entry: Path, place: OpenPlace, said: dict[str, Any]) -> None:
    """Removes the record that a crash left beside its file. No share is asked: one that is away may take long to say so."""
    if said.get("drive") in _AT_HAND:
        with contextlib.suppress(OSError, ValueError):
            remove_record(place.path, entry.stem)


def _names(folder: Path) -> set[str]:
    try:
        return {path.name for path in folder.iterdir()}
    except OSError:
        return set()


def _identity(path: Path) -> str:
    return repr(file_identity(path))


def _is_alive(entry: Path) -> bool:
    """Whether a window still has this entry; one that a crash has left is removed."""
    try:
        with locked(entry, 0):
            pass
    except DocumentInUse:
        return True
    except (OSError, WorkbenchError):
        return False
    with contextlib.suppress(OSError):
        entry.unlink()
    return False


def _moment(said: object) -> datetime | None:
    found = datetime.fromisoformat(said) if isinstance(said, str) else None
    return local(found) if found is not None and found.tzinfo is not None else None
