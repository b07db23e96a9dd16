"""What storing asks of its window."""

from __future__ import annotations

from typing import Protocol

from ui.kit.message_bar import MessageBar
from ui.link.window import FileWindow


class StoringWindow(FileWindow, Protocol):
    """A window that says where its file is and what could not be stored."""

    @property
    def bar(self) -> MessageBar:
        """Where the user reads why something could not be stored."""
        ...

    def file_moved(self) -> None:
        """The work goes on in another file."""
        ...

    def keep_place(self) -> None:
        """Notes for the next start where the user and the window are."""
        ...
