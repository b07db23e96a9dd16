"""What the window does with a key that no widget wanted: undo and redo, and Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

from ui.editors.boxes import UndoKey, undo_key
from ui.link.window import UndoWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.frame.workspace import Workspace


class KeyWindow(UndoWindow, Protocol):
    """The window that gets these keys."""

    @property
    def workspace(self) -> Workspace | None:
        """The inside of the window; None without a file."""
        ...


def take(window: KeyWindow, event: QKeyEvent) -> bool:
    """Undoes and redoes in the document, when a text box has claimed the key and then ignored it.

    Esc leads to the heart of the page: the answer, the ratings, the plan. Returns whether the key was one of these.
    """
    page = window.workspace.current_page if window.workspace is not None else None
    key = undo_key(event)
    if key is UndoKey.UNDO:
        window.undo()
    elif key is UndoKey.REDO:
        window.redo()
    elif event.key() == Qt.Key.Key_Escape and page is not None and page.isVisible():
        page.take_focus()
    else:
        return False
    return True
