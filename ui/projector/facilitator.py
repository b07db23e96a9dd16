"""What the laptop shows at this moment, as the wall follows it, and the answer editor in which somebody types."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.editors.text_editor import TextEditor
from ui.link.stages import TITLES, Stage
from ui.projector.slide import Cursor
from workbench import projector
from workbench.language.i18n import Message
from workbench.model.rows import Activity, Answer, Contributor, Outcome, Output, Rating
from workbench.model.vocabulary import Criterion
from workbench.plan.order import read_activities
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from ui.frame.main_window import MainWindow
    from ui.link.bridge import DocumentBridge
    from ui.pages.page import Page


@frozen
class Subject:
    """What a slide is made of: a stage, and in it the id of a question, list or activity. It holds no text.

    ``overview``: all lists, or all activities, in its place.
    """

    stage: Stage | None
    key: str = ""
    column: int = -1
    overview: bool = False


class Laptop(QObject):
    """Watches the main window. ``moved``: something else is shown there; ``typed``: letters came into the answer."""

    moved = Signal()
    typed = Signal()
    pointed = Signal()
    stored = Signal(object)
    told = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._watched: weakref.WeakSet[QObject] = weakref.WeakSet()
        self._door = projector.ProjectorDoor()
        window.file_changed.connect(self._watch)
        window.messages.told.connect(self.told)
        self._watch()

    @property
    def bridge(self) -> DocumentBridge | None:
        """The open file."""
        return self._window.bridge

    def subject(self) -> Subject:
        """What the laptop shows."""
        page = self.page()
        if page is None:
            return Subject(None)
        if page.stage is Stage.ASSESSMENT:
            return self._entry(page)
        if page.stage is Stage.PRIORITIES and page.grid.current_key():
            return Subject(Stage.PRIORITIES, page.grid.current_key(), page.grid.currentIndex().column())
        return Subject(page.stage)

    def page(self) -> Page | None:
        """The page that is shown; None without a file."""
        workspace = self._window.workspace
        if workspace is None or workspace.current_stage is None:
            return None
        return workspace.pages[workspace.current_stage]

    def slide(self, subject: Subject) -> projector.Slide | None:
        """The slide of a subject, as the file and the editor are now; None without a file."""
        bridge = self.bridge
        if bridge is None or bridge.closed or subject.stage is None:
            return None
        content, read = bridge.content, bridge.document.read
        made: projector.Slide | None = None
        if subject.overview and subject.stage is Stage.ASSESSMENT:
            place = content.places.get(subject.key)
            made = projector.progress_slide(content.checklist, content.answers, place[0].id if place else subject.key)
        elif subject.overview and subject.stage is Stage.PRIORITIES:
            made = projector.priorities_slide(read_activities(bridge.document), subject.key)
        elif subject.stage is Stage.ASSESSMENT and subject.key in content.places:
            made = projector.question_slide(content.checklist, content.answers, subject.key, self.text_of(subject.key))
        elif subject.stage is Stage.ASSESSMENT:
            made = projector.progress_slide(content.checklist, content.answers, subject.key)
        elif subject.stage is Stage.PRIORITIES and subject.key:
            made = self._activity(bridge, subject)
        elif subject.stage is Stage.PLAN:
            made = projector.plan_slide(read.every(Outcome), read.every(Output), read.every(Activity))
        made = made or projector.title_slide(read.assessment(), TITLES[subject.stage])
        return self._door.let_through(made, read.every(Contributor))

    def editor(self, question: str) -> TextEditor | None:
        """The editor with the agreed text of a question, if that is what it holds at this very moment."""
        page = self._assessment()
        if page is None or self.bridge is None:
            return None
        editor: TextEditor = page.panel.answer
        binding = editor.link.binding
        answer = self.bridge.content.answers.get(question)
        if binding is None or answer is None or binding.row_type is not Answer:
            return None
        return editor if binding.key == answer.id and binding.field == "text" else None

    def text_of(self, question: str) -> str | None:
        """The agreed text as it is being typed; None where it is not in the editor."""
        editor = self.editor(question)
        return editor.text() if editor is not None else None

    def cursor(self, question: str) -> Cursor | None:
        """Where somebody types."""
        editor = self.editor(question)
        return Cursor(editor.textCursor().position(), editor.textCursor().anchor()) if editor is not None else None

    def step(self, by: int) -> None:
        """The next or the previous question, or activity."""
        page = self.page()
        if page is None:
            return
        if page.stage is Stage.ASSESSMENT:
            page.go_by(by)
        elif page.stage is Stage.PRIORITIES:
            here = page.grid.currentIndex()
            there = here.sibling(here.row() + by, here.column())
            if there.isValid() and page.flush():
                page.grid.setCurrentIndex(there)

    def tell(self, message: Message) -> None:
        """Tells the facilitator something, on the laptop."""
        self._window.messages.info(message, passing=True)

    # Internal

    def _assessment(self) -> Page | None:
        workspace = self._window.workspace
        return workspace.pages.get(Stage.ASSESSMENT) if workspace is not None else None

    def _entry(self, page: Page) -> Subject:
        if page.centre.currentWidget() is page.panel:
            return Subject(Stage.ASSESSMENT, page.current_question or "")
        return Subject(Stage.ASSESSMENT, page.area_panel.list_id)

    def _activity(self, bridge: DocumentBridge, subject: Subject) -> projector.ActivitySlide | None:
        criteria = tuple(Criterion)
        current = criteria[subject.column] if 0 <= subject.column < len(criteria) else None
        ratings = bridge.document.read.where(Rating, activity_id=subject.key)
        return projector.activity_slide(read_activities(bridge.document), ratings, subject.key, current)

    def _watch(self) -> None:
        workspace, bridge = self._window.workspace, self._window.bridge
        if workspace is not None and bridge is not None and workspace not in self._watched:
            self._watched.add(workspace)
            workspace.stack.currentChanged.connect(self._watch_page)
            bridge.changed.connect(self.stored)
        self._watch_page()

    def _watch_page(self) -> None:
        page = self.page()
        if page is not None and page not in self._watched:
            self._watched.add(page)
            if page.stage is Stage.ASSESSMENT:
                page.shown.connect(self.moved)
                page.panel.answer.textChanged.connect(self.typed)
                page.panel.answer.cursorPositionChanged.connect(self.pointed)
            elif page.stage is Stage.PRIORITIES:
                page.grid.cell_chosen.connect(lambda *_: self.moved.emit())
        self.moved.emit()
