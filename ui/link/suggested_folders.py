"""Folders and names that are suggested: looked for without holding up the window where a share does not answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.system.patience import within
from workbench.system.places import cloud_of, free_name

if TYPE_CHECKING:
    from ui.link.recent_files import RecentFiles

_SECONDS: Final = 2.0
"""How long one waits for a suggestion: a disk answers in a thousandth of that, a share that is gone in half a minute"""

_silent: Final[set[Path]] = set()
"""Folders that did not answer in time: nobody waits for them a second time."""


def documents_folder() -> Path:
    """Where files are suggested to be: the user's documents.

    The home folder where there are none, where a service copies them to computers elsewhere, or where their disk is silent.
    """
    from PySide6.QtCore import QStandardPaths

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(documents)
    if not documents or cloud_of(folder) is not None or not _answers(folder, folder.is_dir):
        return Path.home()
    return folder


def free_path(folder: Path, name: str) -> Path:
    """A file in the folder that is not there yet, called by this name, with a number where need be.

    Where the folder does not answer the name is suggested as it is: a file that is there is never covered.
    """
    taken: list[str] = []

    def look() -> bool:
        taken.extend(path.name for path in folder.iterdir())
        return True

    _answers(folder, look)
    return folder / free_name(name, tuple(taken))


def newest_folder(memory: RecentFiles) -> Path | None:
    """The folder of the file that was open last and is still there; None where there is none, or its disk is silent."""
    return within(_SECONDS, lambda: next((path.parent for path in memory.paths), None), None)


def _answers(folder: Path, look: Callable[[], bool]) -> bool:
    """Whether the folder says yes, in time."""
    if folder in _silent:
        return False
    told = within(_SECONDS, lambda: (look(),), None)
    if told is None:
        _silent.add(folder)
    return told == (True,)
