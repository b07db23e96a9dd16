"""The letters of the window: FiraGO, the same as in the reports, so that six languages look as one on every computer.

Unpacking a weight takes about 30 ms, so both are unpacked once on a computer and then read from the cache folder (7 ms).
The files carry the program's version, with which the package of the font comes; those of other versions go.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from ui.look.cache import cache_folder
from workbench import __version__

FAMILY: Final = "FiraGO"
_WEIGHTS: Final = ("FiraGO", "FiraGO-Bold")
_LEAST_BYTES: Final = 100_000
"""A file that is smaller was torn off."""


def load() -> bool:
    """Makes the family known to Qt; False where that is not possible, and the system's own letters stay."""
    return all(_load(name) for name in _WEIGHTS)


def _load(name: str) -> bool:
    from PySide6.QtGui import QFontDatabase

    file = _file(name)
    if file is not None and QFontDatabase.addApplicationFont(str(file)) >= 0:
        return True
    data = _unpacked(name)
    return data is not None and QFontDatabase.addApplicationFontFromData(data) >= 0


def _file(name: str) -> Path | None:
    """The font on the disk, written when it is missing."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        file = folder / f"{name}-{__version__}.ttf"
        if file.is_file() and file.stat().st_size >= _LEAST_BYTES:
            return file
        data = _unpacked(name)
        if data is None:
            return None
        part = file.with_name(f"{file.name}.{os.getpid()}.part")
        part.write_bytes(data)
        part.replace(file)
        for old in folder.glob(f"{name}-[0-9]*.ttf"):
            if old != file:
                old.unlink()
    except OSError:
        return None
    return file


def _unpacked(name: str) -> bytes | None:
    try:
        from workbench.language.fonts import font_data

        return font_data(name)
    except ImportError:
        return None
