"""Where the data folders are: beside the packages in a source tree, in the bundle of a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path


def data_root() -> Path:
    """The folder that contains ``checklists``, ``translations``, ``dictionaries`` and ``docs/guide``.

    A frozen build (PyInstaller) unpacks data under ``sys._MEIPASS``; an installed wheel has it in ``workbench/data``, a
    source tree at the top level.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parent


def checklists_folder() -> Path:
    """The folder of the checklist packs that come with the program."""
    return data_root() / "checklists"


def folder_in(root: Path, name: str) -> Path | None:
    """The folder of this name in a folder of the program, or None.

    The name may come from a hostile file. It is compared with the names that exist and never becomes part of a path: that
    path could lead anywhere.
    """
    try:
        return next((entry for entry in root.iterdir() if entry.name == name and entry.is_dir()), None)
    except OSError:
        return None


def translations_folder() -> Path:
    """The folder of the compiled message catalogues."""
    return data_root() / "translations"


def dictionaries_folder() -> Path:
    """The folder of the dictionaries that come with the program."""
    return data_root() / "dictionaries"


def guide_folder() -> Path:
    """The folder of the user guide: one folder a language, and ``pictures``."""
    return data_root() / "docs" / "guide"
