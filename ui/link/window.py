"""What the parts of the window need from it, as small protocols.

Only the start of the program and the frame know the main window itself. A part that needs a single thing is given just that:
a function or a signal.
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
        """The open file; None when there is none."""
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
        """Shows a stage, and on it a row. False when there is no file or the current page cannot be left."""
        ...


class SessionWindow(StageWindow, Protocol):
    """What the parts that watch the running session need."""

    @property
    def painted(self) -> SignalInstance:
        """Sent once, after the window was first painted."""
        ...


class UndoWindow(FileWindow, Protocol):
    """Undoes and repeats steps of its file."""

    def undo(self) -> None:
        """Undoes the newest step."""
        ...

    def redo(self) -> None:
        """Repeats the step that was undone last."""
        ...


class OpeningWindow(FileWindow, Protocol):
    """Opens files and closes them."""

    @property
    def memory(self) -> RecentFiles:
        """What is remembered from one start to the next, above all the recent files."""
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
        """Opens a file where the user stopped. When it is open already, shows it again."""
        ...

    def show_document(self, document: Document) -> None:
        """Shows a document that is already open."""
        ...

    def open_guide(self) -> None:
        """Opens the user guide."""
        ...
