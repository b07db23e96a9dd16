"""Find and replace from anywhere in the window: which search a key leads to, and how a place that was found is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.kit.in_sight import bring_into_sight
from ui.link.stages import Stage

if TYPE_CHECKING:
    from ui.editors.word_marks import WordMarks
    from ui.frame.find_panel import FindPanel
    from ui.frame.workspace import Workspace
    from ui.link.window import StageWindow
    from workbench.finding.texts import Hit
    from workbench.finding.words import Wanted

    class _Window(StageWindow, Protocol):
        @property
        def workspace(self) -> Workspace | None: ...

        def show_below(self, part: QWidget) -> None: ...


class Finding(QObject):
    """Stands beside one window. The panel is made when it is first asked for, and goes with its file."""

    def __init__(self, window: _Window) -> None:
        super().__init__(window.widget)
        self._window = window
        self.panel: FindPanel | None = None
        self._marks: WordMarks | None = None
        self._before: tuple[Stage | None, str, int, QWidget | None] = (None, "", 0, None)
        window.file_changed.connect(self._on_file)

    def find(self) -> None:
        """Leads to the search of the page; to the panel on a page without one."""
        workspace = self._window.workspace
        page = workspace.current_page if workspace is not None else None
        if page is not None and page.find_desk is not None and not self._panel_is_open:
            page.find_desk.find()
        else:
            self._open(replace=False)

    def replace(self) -> None:
        """Opens the panel that finds and replaces in all texts."""
        self._open(replace=True)

    def step(self, step: int) -> None:
        """Shows the next (1) or previous (-1) place of what is searched, and puts the focus there."""
        workspace = self._window.workspace
        page = workspace.current_page if workspace is not None else None
        if self.panel is not None and self._panel_is_open:
            self.panel.step(step, focus=True)
        elif page is None or page.find_desk is None or not page.find_desk.find_next(step):
            self.find()

    @property
    def _panel_is_open(self) -> bool:
        return self.panel is not None and not self.panel.isHidden()

    def _open(self, *, replace: bool) -> None:
        bridge, workspace = self._window.bridge, self._window.workspace
        if bridge is None or workspace is None or workspace.current_stage is None:
            return
        if self.panel is None:
            from ui.editors.word_marks import WordMarks
            from ui.frame.find_panel import FindPanel

            self.panel = FindPanel(bridge)
            self.panel.opened.connect(self.show)
            self.panel.searched.connect(self._mark)
            self.panel.closed.connect(self._close)
            self._marks = WordMarks(workspace)
            self._window.show_below(self.panel)
            stage = workspace.current_stage
            self.panel.where.setCurrentIndex(0 if stage is Stage.ASSESSMENT else self.panel.where.count() - 1)
        if not self.panel.isVisible():
            stage, focus = workspace.current_stage, self._window.widget.focusWidget()
            self._before = (stage, *workspace.resume_point(stage), focus)
        self.panel.open_with(_chosen_words(self._window.widget.focusWidget()), replace=replace)

    def _close(self) -> None:
        """Leads back to where the cursor was when the panel was opened."""
        if self.panel is None:
            return
        self.panel.leave()
        stage, row_id, cursor, focus = self._before
        workspace = self._window.workspace
        if workspace is None or stage is None:
            return
        if (workspace.current_stage, workspace.resume_point(stage)) != (stage, (row_id, cursor)):
            self._window.go(stage)
            workspace.page(stage).resume(row_id, cursor)
        if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
            focus.setFocus()
        else:
            workspace.page(stage).take_focus()

    def _mark(self, wanted: Wanted | None) -> None:
        if self._marks is not None:
            self._marks.show_words([wanted] if wanted is not None else [])

    def show(self, hit: Hit, focus: bool = True) -> None:  # noqa: FBT001, FBT002  Qt passes it
        """Shows a place that was found, with its words selected."""
        from ui.editors.word_marks import box_of, select_span
        from ui.link.row_places import place_of_text

        bridge, workspace, where = self._window.bridge, self._window.workspace, hit.where
        place = place_of_text(bridge.document, where.row, where.field) if bridge is not None else None
        before = self._window.widget.focusWidget()
        if workspace is None or place is None or not self._window.go(place.stages[0]):
            return
        page = workspace.page(place.stages[0])
        page.show_text(place.row_id, where.row, where.field)
        self._mark(self.panel.wanted if self.panel is not None else None)
        box = box_of(page, where.row.id, where.field)
        if box is not None:
            select_span(box, (hit.start, hit.end))
            bring_into_sight(box, box.cursorRect())
        target = box if focus else before
        if target is not None and shiboken6.isValid(target):
            target.setFocus()

    def _on_file(self) -> None:
        """The texts of a closed file do not stay."""
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = self._marks = None


def _chosen_words(focus: QWidget | None) -> str:
    """What is selected where one types, if it is on one line."""
    from ui.editors.boxes import LineBox, PlainBox

    chosen = ""
    if isinstance(focus, PlainBox):
        chosen = focus.textCursor().selectedText()
    elif isinstance(focus, LineBox):
        chosen = focus.selectedText()
    return chosen if "\u2029" not in chosen and len(chosen) <= 100 else ""  # noqa: PLR2004  a few words
