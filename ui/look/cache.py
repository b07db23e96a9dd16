"""The folder for what the look makes once per computer: unpacked fonts, drawn marks. All of it can be made again."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workbench.system import own_files


@cache
def cache_folder() -> Path | None:
    """The folder, created when it is missing; None when nothing can be stored there (a full or locked disk)."""
    try:
        folder = own_files.cache_folder() / "look"
        own_files.private_folder(folder)
    except (OSError, RuntimeError):
        return None
    return folder
