"""Undo and redo are never out of sight: the page leads to what changed, or it is told which page it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ui.link.stages import Stage
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes

if TYPE_CHECKING:
    from ui.frame.workspace import Workspace
    from ui.link.row_places import RowPlace
    from ui.link.window import StageWindow, UndoWindow

    class _Window(StageWindow, UndoWindow, Protocol):
        @property
        def workspace(self) -> Workspace | None: ...


SHOW = Message("Show")


class Undone(QObject):
    """Stands beside one window, and follows the file that is open in it.

    What changed on another page is only told, with a button that leads there: the page that the room sees does not change
    by itself.
    """

    def __init__(self, window: _Window) -> None:
        super().__init__(window.widget)
        self._window = window
        window.file_changed.connect(self._on_file)

    def _on_file(self) -> None:
        if self._window.bridge is not None:
            self._window.bridge.replayed.connect(self._lead)

    def _lead(self, changes: Changes) -> None:
        """Leads to what an undo or redo has changed on this page, or tells what it changed elsewhere."""
        from ui.link.row_names import named_step
        from ui.link.row_places import RowPlace, main_change, place_of, questions_of

        bridge, workspace = self._window.bridge, self._window.workspace
        change = main_change(changes.rows)
        if bridge is None or workspace is None or change is None:
            return
        place, page = place_of(bridge.document, change), workspace.current_page
        if page is not None and page.stage is Stage.ASSESSMENT and page.shown_row in questions_of(bridge.document, changes):
            place = RowPlace((page.stage,), page.shown_row)
        if place is not None and page is not None and page.isVisible() and page.stage in place.stages:
            if change.after is not None:
                page.show_changed(place.row_id, change)
            return
        self._tell_elsewhere(changes, place, named_step(changes.label, changes.rows, change, bridge.document.get))

    def _tell_elsewhere(self, changes: Changes, place: RowPlace | None, what: Message) -> None:
        undone = changes.kind is ChangeKind.UNDONE
        back, run_back = (Message("Redo"), self._window.redo) if undone else (Message("Undo"), self._window.undo)
        if place is None:
            told = Message("Undone: {what}.", what=what) if undone else Message("Redone: {what}.", what=what)
            self._window.messages.info(told, action=back, run=run_back, passing=True)
            return
        stage, row_id = place.stages[0], place.row_id
        told = (
            Message("Undone: {what}. It is on the page {page}.", what=what, page=stage.spec.title)
            if undone
            else Message("Redone: {what}. It is on the page {page}.", what=what, page=stage.spec.title)
        )
        self._window.messages.info(
            told,
            action=SHOW,
            run=lambda: self._window.go(stage, row_id),
            other=back,
            run_other=run_back,
            passing=True,
        )
