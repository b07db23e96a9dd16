"""Removes what a crash leaves beside a file: unfinished files, and folders in which a journal was tried.

They contain all that the file contains, and on Windows a dot in the name hides nothing. The name says which process made it.
What belongs to a running process or to another account, or does not look like ours in every respect, is left alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from workbench.storage.names import JOURNAL, shortened
from workbench.storage.schema import APPLICATION_ID

_OLD_SECONDS: Final = 3600.0
_ANCIENT_SECONDS: Final = 7 * 24 * 3600.0
"""After this time another process may have the number of the one that made the file."""
_MOST_RESCUES: Final = 200

_PART: Final = re.compile(r"\..+\.(?:(?P<process>[0-9a-f]+)-)?[0-9a-f]{8}\.part(?:-journal)?", re.DOTALL)
_ROOM: Final = re.compile(r"\.integrity-(?:(?P<process>[0-9a-f]+)-)?[0-9a-z_]{8}")
_IN_A_ROOM: Final = frozenset(f"{name}.integrity{side}" for name in ("alone", "replayed") for side in ("", JOURNAL))
_RESCUED: Final = ("journal", "wal", "shm")
"""What is moved away from beside a file, by the ends of its names; the damaged file itself keeps its name."""
WAITING: Final = "unfinished.json"
"""The texts about which nobody has decided yet."""
NOT_TAKEN: Final = "not-taken.json"
"""The texts that somebody has decided not to take. Nothing is deleted but what is in the file itself."""
_TEXTS: Final = (WAITING, NOT_TAKEN)
_BEGINNINGS: Final = (b"%PDF", b"<", b"{", b"PK", b"\xd9\xd5\x05\xf9")
_SQLITE: Final = b"SQLite format 3\x00"
_HEAD: Final = 72


def part_of(path: Path) -> Path:
    """A name beside the target, for a file that is not finished yet."""
    return path.with_name(f".{shortened(path.name)}.{os.getpid():x}-{os.urandom(4).hex()}.part")


def is_leftover(name: str) -> bool:
    """Whether a file or folder has the name of something unfinished, which can hold all that a file contains."""
    return (_PART.fullmatch(name) or _ROOM.fullmatch(name)) is not None


def is_abandoned(path: Path) -> bool:
    """Whether a file is the unfinished one of a process of this computer that is no longer running."""
    found = _PART.fullmatch(path.name)
    if found is None or found["process"] is None or not stat.S_ISREG(path.lstat().st_mode):
        return False
    return not lives(int(found["process"], 16))


@contextlib.contextmanager
def room_for(folder: Path, needed: int) -> Iterator[Path | None]:
    """A folder for this account only, removed at the end; in ``folder``, or where temporary files go.

    None if neither has room for ``needed`` bytes.
    """
    room = _private_folder(folder, needed) or _private_folder(Path(tempfile.gettempdir()), needed)
    try:
        yield room
    finally:
        if room is not None:
            shutil.rmtree(room, ignore_errors=True)


def _private_folder(parent: Path, needed: int) -> Path | None:
    sweep(parent)
    try:
        if shutil.disk_usage(parent).free < 2 * needed:
            return None
        return Path(tempfile.mkdtemp(prefix=f".integrity-{os.getpid():x}-", dir=parent))
    except OSError:
        return None


def sweep(folder: Path) -> None:
    """Removes what crashes left in a folder, once it is too old to be work in progress."""
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                _sweep_one(Path(entry.path))


def _sweep_one(path: Path) -> None:
    part, room = _PART.fullmatch(path.name), _ROOM.fullmatch(path.name)
    found = part or room
    if found is None:
        return
    with contextlib.suppress(OSError):
        information = path.lstat()
        if not _is_forsaken(information, found["process"]):
            return
        if part and stat.S_ISREG(information.st_mode) and _looks_like_ours(path):
            path.unlink()
        elif room and stat.S_ISDIR(information.st_mode):
            _clear(path)


def _clear(room: Path) -> None:
    inside = list(room.iterdir())
    if all(path.name in _IN_A_ROOM and stat.S_ISREG(path.lstat().st_mode) for path in inside):
        for path in inside:
            path.unlink()
        room.rmdir()


def _is_forsaken(information: os.stat_result, process: str | None) -> bool:
    age = time.time() - information.st_mtime
    if age < _OLD_SECONDS or (hasattr(os, "geteuid") and information.st_uid != os.geteuid()):
        return False
    return age > _ANCIENT_SECONDS or process is None or not lives(int(process, 16))


def lives(process: int) -> bool:
    """Whether the process is running. Windows cannot be asked safely, but refuses to remove the open files of any other."""
    if os.name != "posix":
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _looks_like_ours(path: Path) -> bool:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(_SQLITE):
        return head[68:72] in (APPLICATION_ID.to_bytes(4, "big"), bytes(4))
    return not head.strip(b"\0") or head.startswith(_BEGINNINGS)


def rescues_beside(path: Path, *, most: int | None = _MOST_RESCUES) -> list[Path]:
    """The folders in which recovering kept something beside a file, behind a link beside the file itself; reads no file.

    No more than ``most``, unless that is None: a stranger may have put many there.
    """
    try:
        real = path.resolve()
        begins = rescue_name(real)
        with os.scandir(real.parent) as entries:
            names = sorted(entry.name for entry in entries if entry.name.startswith(begins))
    except (OSError, RuntimeError, ValueError):
        return []
    return [real.with_name(name) for name in names[:most]]


def remove_rescued(folder: Path, path: Path) -> None:
    """Removes what recovering has put into such a folder beside the file at ``path``, and the folder if it is then empty.

    Texts that somebody can still choose stay. Raises OSError.
    """
    for inside in list(folder.iterdir()):
        if inside.name in (path.name, *_RESCUED) and not stat.S_ISDIR(inside.lstat().st_mode):
            inside.unlink()
    if not all(inside.name in _TEXTS for inside in folder.iterdir()):
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(folder))
    with contextlib.suppress(OSError):
        folder.rmdir()


def rescue_name(path: Path) -> str:
    """How the name of such a folder begins."""
    return f"{shortened(path.name)}.rescue-"
