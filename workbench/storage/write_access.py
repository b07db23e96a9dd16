"""Whether a file can be worked in where it lies, as far as that can be known without touching it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from workbench.storage.connection import make_private
from workbench.storage.leftovers import part_of
from workbench.storage.retries import patiently

_ACCESS_TELLS: Final = os.name == "posix"
"""Windows looks at one attribute of the file; rights, the switch of a stick and shares for reading show at the attempt."""


def may_be_written(real_path: Path, *, for_work: bool) -> bool:
    """Whether file and folder can be written to; where the system does not say, ``for_work`` tries a file beside it."""
    try:
        told = os.access(real_path, os.W_OK) and os.access(real_path.parent, os.W_OK)
    except ValueError:
        return False
    return told and (_ACCESS_TELLS or not for_work or _takes_files(real_path))


def may_be_read_by_others(path: Path) -> bool:
    """Whether every account of this computer can read a file, and so the journal beside it; False where it is not known."""
    if os.name != "posix":
        return False
    try:
        real_path = path.resolve()
        reachable = all(folder.stat().st_mode & stat.S_IXOTH for folder in real_path.parents)
        return reachable and bool(real_path.stat().st_mode & stat.S_IROTH)
    except (OSError, RuntimeError, ValueError):
        return False


def _takes_files(real_path: Path) -> bool:
    """Tries whether a journal could be made beside the file."""
    probe = part_of(real_path)
    try:
        make_private(probe)
        patiently(probe.unlink)
    except OSError:
        return probe.exists()
    return True
