"""Suggests folders and names of files, without holding up the window when a network share does not answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.system.patience import within
from workbench.system.places import cloud_of, free_name

if TYPE_CHECKING:
    from ui.link.recent_files import RecentFiles

_SECONDS: Final = 2.0
"""How long to wait for a suggestion. A disk answers in a thousandth of that, a share that is gone after half a minute."""

_silent: Final[set[Path]] = set()
"""Folders that did not answer in time; they are not asked again."""


def documents_folder() -> Path:
    """The folder to suggest for files: the user's documents.

    The home folder instead, when there is no such folder, a cloud service copies it, or its disk does not answer.
    """
    from PySide6.QtCore import QStandardPaths

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(documents)
    if not documents or cloud_of(folder) is not None or not _answers(folder, folder.is_dir):
        return Path.home()
    return folder


def free_path(folder: Path, name: str) -> Path:
    """A path in the folder that is not taken yet: this name, with a number where needed.

    When the folder does not answer, the name is suggested as it is; an existing file is never overwritten.
    """
    taken: list[str] = []

    def look() -> bool:
        taken.extend(path.name for path in folder.iterdir())
        return True

    _answers(folder, look)
    return folder / free_name(name, tuple(taken))


def newest_folder(memory: RecentFiles) -> Path | None:
    """The folder of the file that was open last and still exists; None when there is none or its disk does not answer."""
    return within(_SECONDS, lambda: next((path.parent for path in memory.paths), None), None)


def _answers(folder: Path, look: Callable[[], bool]) -> bool:
    """Whether ``look`` returns true in time. A folder that was silent once counts as no."""
    if folder in _silent:
        return False
    told = within(_SECONDS, lambda: (look(),), None)
    if told is None:
        _silent.add(folder)
    return told == (True,)
