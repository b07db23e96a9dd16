"""What the parts of a window need of it, each as a small protocol.

Only the start of the program and the frame know the main window itself. Where a part needs one thing alone, it is given that
instead: a function, a signal to send.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QMainWindow

from ui.link.bridge import DocumentBridge
from ui.link.messages import Messages
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from workbench.document.document import Document


class FileWindow(Protocol):
    """Holds one open file, or none."""

    @property
    def widget(self) -> QMainWindow:
        """The window as Qt knows it: the parent of what stands in it or over it."""
        ...

    @property
    def bridge(self) -> DocumentBridge | None:
        """The open file."""
        ...

    @property
    def messages(self) -> Messages:
        """Where to tell the user something."""
        ...

    @property
    def file_changed(self) -> SignalInstance:
        """Sent when another file is open, or none."""
        ...


class StageWindow(FileWindow, Protocol):
    """Leads to the stages of its file."""

    def go(self, stage: Stage, row_id: str = "") -> bool:
        """Shows a stage, and there a row; False when there is no file or the present page cannot be left."""
        ...


class SessionWindow(StageWindow, Protocol):
    """Tells of the session that runs."""

    @property
    def painted(self) -> SignalInstance:
        """Sent once, after the window was first painted."""
        ...


class UndoWindow(FileWindow, Protocol):
    """Takes steps of its file back."""

    def undo(self) -> None:
        """Takes the newest step back."""
        ...

    def redo(self) -> None:
        """Makes the newest undone step again."""
        ...


class OpeningWindow(FileWindow, Protocol):
    """Opens files and closes them."""

    @property
    def memory(self) -> RecentFiles:
        """What is remembered from one start to the next, above all the files that were opened last."""
        ...

    def ask_open(self) -> None:
        """Asks for a file and opens it."""
        ...

    def close_file(self, *, start: bool = True) -> bool:
        """Closes the open file, and then shows the start page; False when it stays open."""
        ...


class StartWindow(OpeningWindow, Protocol):
    """What the start page asks of its window."""

    def open_again(self, path: Path) -> None:
        """Opens a file where the user stopped; the one that is open already is shown again."""
        ...

    def show_document(self, document: Document) -> None:
        """Takes an open document over."""
        ...
