"""Where automatic copies lie, and what their names say: when, why, and the digest of their bytes.

They lie in a folder for each assessment, so that a file that was renamed, moved, or carried on a stick finds its copies
again. The folder is for this account only, since a copy has all that the file has. What has another name is not ours, and is
neither shown nor removed.

Two files can have one assessment: a copy on which somebody goes on working has the same id. So the name of a copy also says
of which file it was made, by its place, without naming it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from workbench.errors import StorageFailed
from workbench.language.i18n import Message
from workbench.storage.leftovers import is_leftover
from workbench.system.frozen import frozen
from workbench.system.own_files import data_folder
from workbench.system.places import EXTENSION

_COPIES: Final = "copies"
FOLDER: Final = "INTEGRITY_WORKBENCH_COPIES"
"""The variable of the environment that names another folder for automatic copies."""

_USUAL_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME: Final = re.compile(
    r"(?P<at>\d{8}T\d{9})Z-(?P<cause>[a-z]+)-(?P<digest>[0-9a-f]{32})(-(?P<line>[0-9a-f]{8}))?\.integrity", re.ASCII
)
_DIGITS: Final = 32
_OF_A_LINE: Final = 8


class Cause(StrEnum):
    """Why a copy was made."""

    OPENED = "opened"
    """The file was opened, and the last copy was older than a day."""
    TIME = "time"
    """It is some time ago that something was changed for the first time after the last copy."""
    CLOSED = "closed"
    BEFORE = "before"
    """Something was about to be done to the whole file."""
    ASKED = "asked"
    """Somebody asked for it."""
    ELSEWHERE = "elsewhere"
    """Somebody else has changed the file on its stick or share; it is a copy of theirs."""


@frozen
class KeptCopy:
    """One automatic copy. ``at`` is in UTC, ``size`` in bytes; ``digest`` is the beginning of the SHA-256 of its bytes.

    ``line`` says of which file it was made (:func:`line_of`); it is empty for copies of earlier versions of the program.
    """

    path: Path
    at: datetime
    cause: Cause
    digest: str
    size: int
    line: str = ""

    def is_of(self, original: Path) -> bool:
        """Whether it may have been made of the file at this path, as far as its name says so."""
        return self.line in ("", line_of(original))

    def is_sound(self) -> bool:
        """Whether the file still has the bytes that were written. Reads all of it."""
        try:
            with self.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest().startswith(self.digest)
        except OSError:
            return False


ELSEWHERE: Final = Message("Of another file, or of this one in another place.")
"""What is said of a copy that :meth:`KeptCopy.is_of` does not know as one of the open file."""


def default_root() -> Path:
    """The program's folder for automatic copies, on this system and for this account; or what :data:`FOLDER` says."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else data_folder() / _COPIES


def is_out_of_reach(root: Path) -> bool:
    """Whether somebody has put the folder of copies onto a disk that is not there now. It is then not made anew."""
    try:
        if root.exists():
            return False
        return root.is_symlink() or (root != data_folder() / _COPIES and not root.parent.exists())
    except OSError:
        return True


def out_of_reach(folder: Path) -> StorageFailed:
    """The error for it."""
    return StorageFailed(
        Message("The folder with the automatic copies cannot be reached: {folder}.", folder=str(folder)),
        safe=Message("Your assessment is unchanged, and so are the copies that are there."),
        advice=Message("Connect its disk, or make the folder."),
    )


def folder_of(root: Path, assessment: str) -> Path:
    """The folder of one assessment. Its id may come from a stranger's file, and never becomes a path by itself."""
    usual = _USUAL_ID.fullmatch(assessment)
    name = assessment if usual else hashlib.sha256(assessment.encode("utf-8", "surrogatepass")).hexdigest()
    return root / name


def line_of(original: Path) -> str:
    """What tells the copies of one file from those of another with the same assessment: a digest of its place.

    A file that was moved begins anew; its earlier copies stay beside those.
    """
    place = os.path.normcase(original.absolute())
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:_OF_A_LINE]


def name_of(at: datetime, cause: Cause, content: bytes, original: Path) -> str:
    """The name of a new copy with these bytes of the file at ``original``, made at ``at`` (aware)."""
    written = at.astimezone(UTC)
    moment = f"{written:%Y%m%dT%H%M%S}{written.microsecond // 1000:03d}"
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    return f"{moment}Z-{cause}-{digest}-{line_of(original)}{EXTENSION}"


def listed(folder: Path) -> list[KeptCopy]:
    """The copies in a folder, newest first; none if there is no such folder, or it cannot be read."""
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    return sorted(_known(paths), key=lambda copy: (copy.at, copy.path.name), reverse=True)


def unfinished(folder: Path) -> list[Path]:
    """What a crash, or another process, left in a folder of a copy that is not finished."""
    ours = f".{os.getpid():x}-"
    try:
        return [path for path in folder.iterdir() if is_leftover(path.name) and ours not in path.name and path.is_file()]
    except OSError:
        return []


def _known(paths: Iterable[Path]) -> Iterable[KeptCopy]:
    for path in paths:
        found = _NAME.fullmatch(path.name)
        if found is None or found["cause"] not in set(Cause):
            continue
        try:
            at = datetime.strptime(found["at"], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
            size = path.lstat().st_size
        except (ValueError, OSError):
            continue
        if path.is_file() and not path.is_symlink():
            yield KeptCopy(path, at, Cause(found["cause"]), found["digest"], size, found["line"] or "")
