"""The font of the window: FiraGO, as in the reports, so that six languages look alike on every computer.

Unpacking a weight takes about 30 ms, so both are unpacked once per computer and then read from the cache folder (7 ms).
The names of the files carry the program's version, because the font comes with it; files of other versions are removed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from ui.look.cache import cache_folder
from workbench import __version__
from workbench.system.own_files import new_private

FAMILY: Final = "FiraGO"
_WEIGHTS: Final = ("FiraGO", "FiraGO-Bold")
_LEAST_BYTES: Final = 100_000
"""A smaller file is incomplete."""


def load() -> bool:
    """Makes the family known to Qt. Returns False when that fails; the window then keeps the font of the system."""
    return all(_load(name) for name in _WEIGHTS)


def _load(name: str) -> bool:
    from PySide6.QtGui import QFontDatabase

    file = _file(name)
    if file is not None and QFontDatabase.addApplicationFont(str(file)) >= 0:
        return True
    data = _unpacked(name)
    return data is not None and QFontDatabase.addApplicationFontFromData(data) >= 0


def _file(name: str) -> Path | None:
    """The font on the disk, written when it is missing; None when it cannot be written."""
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
        with new_private(part) as stream:
            stream.write(data)
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
