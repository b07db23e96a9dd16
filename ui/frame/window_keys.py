"""The keys of the window: those that Qt takes for others by their place, those that no widget wanted, and what they hide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt

from ui.editors.boxes import UndoKey, undo_key
from ui.kit.shortcuts import KeysByPlace
from ui.link.window import UndoWindow
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.frame.workspace import Workspace
    from ui.projector.control import ProjectorControl


class KeyWindow(UndoWindow, Protocol):
    """The window that gets the keys."""

    @property
    def workspace(self) -> Workspace | None:
        """The inside of the window; None without a file."""
        ...

    @property
    def projector(self) -> ProjectorControl | None:
        """What runs the projector view; None before it was first opened."""
        ...


class WindowKeys(QObject):
    """Stands beside one main window. :meth:`watch` is called when it is shown, :meth:`take` with each key nobody wanted."""

    def __init__(self, window: KeyWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self._by_place = KeysByPlace(window.widget)
        self.watch = self._by_place.watch
        window.file_changed.connect(self._on_file)

    def take(self, event: QKeyEvent) -> bool:
        """Undoes and redoes in the document, when a text box has claimed the key and then ignored it.

        Esc leads to the heart of the page: the answer, the ratings, the plan. Returns whether the key was one of these.
        """
        window = self._window
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

    def _on_file(self) -> None:
        if self._window.workspace is not None:
            self._window.workspace.hide_now.connect(self._hide_now)
            self._window.workspace.mark_removed.connect(self._tell_removed)

    def _hide_now(self) -> None:
        """What is about to be marked confidential leaves the projector view first."""
        if self._window.projector is not None:
            self._window.projector.hide_now()

    def _tell_removed(self, mark_again: Callable[[], object]) -> None:
        """Says that a mark was removed: elsewhere that key finds the next place. The projector view has words of its own."""
        if self._window.projector is None or not self._window.projector.open:
            told = Message("The mark “Confidential” was removed.")
            self._window.messages.info(told, action=Message("Undo"), run=mark_again, passing=True)
