"""What a crash has left where working copies are: a copy that was never finished, or one that was being removed.

Nobody would see it again: it is no working copy, and yet it may have all that the file has.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Final

from workbench.carrying.record import ENDING, read_record
from workbench.storage.leftovers import is_abandoned
from workbench.storage.rescue import lies_there

_OLD_SECONDS: Final = 3600.0
"""A folder in which there is nothing may be one in which a copy is just being made."""


def clear_forsaken(root: Path) -> None:
    """Removes what crashes left in the folder of working copies. What has anything else in it stays."""
    with contextlib.suppress(OSError):
        for path in list(root.iterdir()):
            if path.suffix == ENDING:
                with contextlib.suppress(OSError):
                    _clear(path)


def _clear(path: Path) -> None:
    record, folder = read_record(path), path.with_suffix("")
    if record is None or folder.is_symlink() or lies_there(folder / record.name):
        return
    inside = list(folder.iterdir()) if folder.is_dir() else []
    if inside and not all(map(is_abandoned, inside)):
        return
    if not inside and time.time() - path.stat().st_mtime < _OLD_SECONDS:
        return
    for part in inside:
        part.unlink()
    if folder.is_dir():
        folder.rmdir()
    path.unlink()
