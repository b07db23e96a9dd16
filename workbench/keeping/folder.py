"""Where automatic copies lie, and what their names say: when, why, and the digest of their bytes.

They lie in a folder for each assessment, so that a file that was renamed, moved, or carried on a stick finds its copies
again. The folder is for this account only, since a copy has all that the file has. What has another name is not ours, and is
neither shown nor removed.
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

from workbench.storage.leftovers import is_leftover
from workbench.system.frozen import frozen
from workbench.system.own_files import data_folder
from workbench.system.places import EXTENSION

_COPIES: Final = "copies"
FOLDER: Final = "INTEGRITY_WORKBENCH_COPIES"
"""The variable of the environment that names another folder for automatic copies."""

_USUAL_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME: Final = re.compile(r"(?P<at>\d{8}T\d{9})Z-(?P<cause>[a-z]+)-(?P<digest>[0-9a-f]{32})\.integrity", re.ASCII)
_DIGITS: Final = 32


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
    """One automatic copy. ``at`` is in UTC, ``size`` in bytes; ``digest`` is the beginning of the SHA-256 of its bytes."""

    path: Path
    at: datetime
    cause: Cause
    digest: str
    size: int

    def is_sound(self) -> bool:
        """Whether the file still has the bytes that were written. Reads all of it."""
        try:
            with self.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest().startswith(self.digest)
        except OSError:
            return False


def default_root() -> Path:
    """The program's folder for automatic copies, on this system and for this account; or what :data:`FOLDER` says."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else data_folder() / _COPIES


def folder_of(root: Path, assessment: str) -> Path:
    """The folder of one assessment. Its id may come from a stranger's file, and never becomes a path by itself."""
    usual = _USUAL_ID.fullmatch(assessment)
    name = assessment if usual else hashlib.sha256(assessment.encode("utf-8", "surrogatepass")).hexdigest()
    return root / name


def name_of(at: datetime, cause: Cause, content: bytes) -> str:
    """The name of a new copy with these bytes, made at ``at`` (aware)."""
    written = at.astimezone(UTC)
    moment = f"{written:%Y%m%dT%H%M%S}{written.microsecond // 1000:03d}"
    return f"{moment}Z-{cause}-{hashlib.sha256(content).hexdigest()[:_DIGITS]}{EXTENSION}"


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
            yield KeptCopy(path, at, Cause(found["cause"]), found["digest"], size)
