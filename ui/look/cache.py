"""The folder for what the look makes once on a computer: fonts unpacked, marks drawn. All of it can be made anew."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = "integrity-workbench"


@cache
def cache_folder() -> Path | None:
    """The folder, made when it is missing; None where the computer keeps nothing (a full or locked disk)."""
    import platformdirs

    try:
        folder = platformdirs.user_cache_path(_FOLDER, appauthor=False) / "look"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder
