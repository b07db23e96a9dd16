"""Whether a file can be changed where it is, as far as that can be known without changing it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from workbench.storage.leftovers import part_of
from workbench.system.own_files import new_private
from workbench.system.retries import patiently

_ACCESS_TELLS: Final = os.name == "posix"
"""Windows checks only one attribute of the file; other rights, a USB stick's switch and read-only shares need an attempt."""


def may_be_written(real_path: Path, *, for_work: bool) -> bool:
    """Whether file and folder can be written to. If the system does not say, ``for_work`` tries a new file beside it."""
    try:
        told = os.access(real_path, os.W_OK) and os.access(real_path.parent, os.W_OK)
    except ValueError:
        return False
    return told and (_ACCESS_TELLS or not for_work or _takes_files(real_path))


def may_be_read_by_others(path: Path) -> bool:
    """Whether every account of this computer can read a file, and so its journal; False if that is not known."""
    if os.name != "posix":
        return False
    try:
        real_path = path.resolve()
        reachable = all(folder.stat().st_mode & stat.S_IXOTH for folder in real_path.parents)
        return reachable and bool(real_path.stat().st_mode & stat.S_IROTH)
    except (OSError, RuntimeError, ValueError):
        return False


def _takes_files(real_path: Path) -> bool:
    """Whether a journal can be made beside the file, found out by making a file there."""
    probe = part_of(real_path)
    try:
        new_private(probe).close()
        patiently(probe.unlink)
    except OSError:
        return probe.exists()
    return True
