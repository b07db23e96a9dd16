"""What storing needs from its window."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ui.kit.message_bar import MessageBar
from ui.link.recent_files import RecentFiles
from ui.link.window import FileWindow


class StoringWindow(FileWindow, Protocol):
    """A window that shows where its file is and why something could not be stored."""

    @property
    def memory(self) -> RecentFiles:
        """What is remembered from one start to the next, also whether automatic copies are made."""
        ...

    @property
    def bar(self) -> MessageBar:
        """The message bar, where the user reads why something could not be stored."""
        ...

    def open_file(self, path: Path) -> bool:
        """Opens a file instead of the open one. Returns whether it succeeded."""
        ...

    def file_moved(self) -> None:
        """Shows and remembers the name of the file in which the work continues."""
        ...

    def keep_place(self) -> None:
        """Saves for the next start where the user and the window are."""
        ...
