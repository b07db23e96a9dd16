"""The folder for what the look makes once per computer: unpacked fonts, drawn marks. All of it can be made again."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = "integrity-workbench"


@cache
def cache_folder() -> Path | None:
    """The folder, created when it is missing; None when nothing can be stored there (a full or locked disk)."""
    import platformdirs

    try:
        folder = platformdirs.user_cache_path(_FOLDER, appauthor=False) / "look"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder
