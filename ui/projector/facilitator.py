"""What the laptop shows now, which the projector view follows, and the answer editor in which somebody types."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from ui.link.stages import Stage
from ui.link.window import UndoWindow
from ui.pages.open_pages import PagesWindow
from ui.projector.slide import Cursor
from workbench import projector
from workbench.language.i18n import Message
from workbench.model.rows import Contributor, Rating
from workbench.model.vocabulary import Criterion
from workbench.plan.order import read_activities, read_plan
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from ui.editors.text_editor import TextEditor
    from ui.link.bridge import DocumentBridge
    from ui.pages.page import Page


class ProjectedWindow(PagesWindow, UndoWindow, Protocol):
    """The window that the projector view follows."""

    @property
    def projector_menu(self) -> QMenu:
        """The menu for the projector view, to be filled."""
        ...


@frozen
class Subject:
    """What a slide is about: a stage, and in it the id of a question, area or activity. It holds no text.

    ``overview``: all areas, or all activities, instead.
    """

    stage: Stage | None
    row_id: str = ""
    column: int = -1
    overview: bool = False


class FacilitatorScreen(QObject):
    """Watches the main window.

    Signals: ``moved``: it shows something else; ``typed``: the text of the answer has changed; ``pointed``: the cursor in it
    has moved; ``stored`` carries the changes of a commit; ``told`` a notice for the user.
    """

    moved = Signal()
    typed = Signal()
    pointed = Signal()
    stored = Signal(object)
    told = Signal(object)

    def __init__(self, window: ProjectedWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self._watched: weakref.WeakSet[object] = weakref.WeakSet()
        self._door = projector.ProjectorDoor()
        window.file_changed.connect(self._watch)
        window.messages.told.connect(self.told)
        self._watch()

    @property
    def bridge(self) -> DocumentBridge | None:
        """The open file; None when there is none."""
        return self._window.bridge

    def subject(self) -> Subject:
        """What the laptop shows."""
        page = self.page()
        if page is None:
            return Subject(None)
        if page.answer_desk is not None:
            return Subject(page.stage, page.answer_desk.shown_id)
        activity, column = page.rating_desk.shown_cell if page.rating_desk is not None else ("", -1)
        return Subject(page.stage, activity, column) if activity else Subject(page.stage)

    def page(self) -> Page | None:
        """The page that is shown; None when no file is open."""
        workspace = self._window.workspace
        return workspace.current_page if workspace is not None else None

    def slide(self, subject: Subject) -> projector.Slide | None:
        """The slide of a subject, from the present file and the present text of the editor; None when no file is open."""
        bridge = self.bridge
        if bridge is None or bridge.closed or subject.stage is None:
            return None
        content, read = bridge.cached_content, bridge.document.read
        made: projector.Slide | None = None
        if subject.overview and subject.stage is Stage.ASSESSMENT:
            place = content.places.get(subject.row_id)
            made = projector.progress_slide(content.checklist, content.answers, place[0].id if place else subject.row_id)
        elif subject.overview and subject.stage is Stage.PRIORITIES:
            made = projector.priorities_slide(read_activities(bridge.document), subject.row_id)
        elif subject.stage is Stage.ASSESSMENT and subject.row_id in content.places:
            made = projector.question_slide(content.checklist, content.answers, subject.row_id, self.text_of(subject.row_id))
        elif subject.stage is Stage.ASSESSMENT:
            made = projector.progress_slide(content.checklist, content.answers, subject.row_id)
        elif subject.stage is Stage.PRIORITIES and subject.row_id:
            made = self._activity(bridge, subject)
        elif subject.stage is Stage.PLAN:
            made = projector.plan_slide(read_plan(bridge.document))
        made = made or projector.title_slide(read.assessment(), subject.stage.spec.title)
        return self._door.let_through(made, read.every(Contributor))

    def editor(self, question: str) -> TextEditor | None:
        """The editor with the agreed text of a question; None while it does not show that question."""
        workspace = self._window.workspace
        page = workspace.made_page(Stage.ASSESSMENT) if workspace is not None else None
        return page.answer_desk.answer_editor(question) if page is not None and page.answer_desk is not None else None

    def text_of(self, question: str) -> str | None:
        """The agreed text as it is being typed; None when it is not in the editor."""
        editor = self.editor(question)
        return editor.text() if editor is not None else None

    def cursor(self, question: str) -> Cursor | None:
        """The cursor in the agreed text of a question; None when it is not in the editor."""
        editor = self.editor(question)
        return Cursor(editor.textCursor().position(), editor.textCursor().anchor()) if editor is not None else None

    def step(self, by: int) -> None:
        """Shows the next (1) or previous (-1) question or activity on the laptop."""
        page = self.page()
        desk = (page.answer_desk or page.rating_desk) if page is not None else None
        if desk is not None:
            desk.go_by(by)

    def tell(self, message: Message) -> None:
        """Tells the facilitator something, on the laptop."""
        self._window.messages.info(message, passing=True)

    # Internal

    def _activity(self, bridge: DocumentBridge, subject: Subject) -> projector.ActivitySlide | None:
        criteria = tuple(Criterion)
        current = criteria[subject.column] if 0 <= subject.column < len(criteria) else None
        ratings = bridge.document.read.where(Rating, activity_id=subject.row_id)
        return projector.activity_slide(read_activities(bridge.document), ratings, subject.row_id, current)

    def _watch(self) -> None:
        workspace, bridge = self._window.workspace, self._window.bridge
        if workspace is not None and bridge is not None and workspace not in self._watched:
            self._watched.add(workspace)
            workspace.page_changed.connect(self._watch_page)
            bridge.changed.connect(self.stored)
        self._watch_page()

    def _watch_page(self) -> None:
        page = self.page()
        if page is not None and page not in self._watched:
            self._watched.add(page)
            if page.answer_desk is not None:
                page.answer_desk.shown.connect(self.moved)
                page.answer_desk.answer_typed.connect(self.typed)
                page.answer_desk.cursor_moved.connect(self.pointed)
            elif page.rating_desk is not None:
                page.rating_desk.cell_chosen.connect(lambda *_: self.moved.emit())
        self.moved.emit()
