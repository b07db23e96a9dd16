"""The bytes of a file that another program has open, between two of its changes.

Nothing is written, no lock is asked for, and nobody has to wait. While the other's journal has something in it, a change is
half written, so its end is waited for; the journal itself is only looked at. That the bytes are of one state is proved
afterwards, by the seal and all digests.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Final, NamedTuple

from workbench.storage.names import JOURNAL
from workbench.storage.open_files import refuse_if_open_here
from workbench.system.outside import read_outside

MOST_BYTES: Final = 512 * 1024 * 1024
"""More than any file of ours can have; such a file is not read into memory."""

_SECONDS: Final = 1.0
_PAUSE: Final = 0.001


class _Sight(NamedTuple):
    """What can be seen of a file and its journal without reading them."""

    file: tuple[int, int, int]
    journal: tuple[int, int] | None


def content_between_changes(path: Path) -> bytes | None:
    """All bytes of a file; None if the other program does not finish its change, or the file cannot be read.

    Raises :class:`~workbench.errors.DocumentInUse` for a file that this process has open: to read it here would give up
    its lock.
    """
    refuse_if_open_here(path)
    end = time.monotonic() + _SECONDS
    while True:
        before = _look_at(path)
        if before is None:
            return None
        if not _is_changing(before):
            content = _content(path)
            if content is not None and len(content) == before.file[1] and _look_at(path) == before:
                return content
        if time.monotonic() > end:
            return None
        time.sleep(_PAUSE)


def is_forsaken(path: Path) -> bool:
    """Whether a half written change stays as it is: nobody is at work on it any more, although a record says so.

    Takes a second. Where locks do nothing, only this tells a crash from a change that is under way.
    """
    first, end = _look_at(path), time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if _look_at(path) != first:
            return False
        time.sleep(_PAUSE)
    return True


def _is_changing(seen: _Sight) -> bool:
    return seen.journal is not None and seen.journal[0] > 0


def _look_at(path: Path) -> _Sight | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    journal = None
    with contextlib.suppress(OSError):
        beside = path.with_name(path.name + JOURNAL).stat()
        journal = beside.st_size, beside.st_mtime_ns
    return _Sight((found.st_ino, found.st_size, found.st_mtime_ns), journal)


def _content(path: Path) -> bytes | None:
    try:
        content = read_outside(path, MOST_BYTES)
    except OSError:
        return None
    return content if len(content) <= MOST_BYTES else None
