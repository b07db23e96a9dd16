"""What the laptop shows now, which the projector view follows, and the answer editor in which somebody types."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal

from ui.link.stages import Stage
from ui.link.window import UndoWindow
from ui.pages.open_pages import PagesWindow
from ui.projector.slide import Cursor
from workbench import projector
from workbench.model.rows import (
    Activity,
    Answer,
    Contribution,
    Contributor,
    GroupMember,
    Hand,
    Outcome,
    Output,
    QuestionId,
    Rating,
    WorkingGroup,
)
from workbench.model.vocabulary import Criterion
from workbench.plan.order import activities_of, read_activities, read_plan
from workbench.plan.row import RowLinks
from workbench.slides import ActivitySlide, Slide
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from ui.editors.text_editor import TextEditor
    from ui.link.bridge import DocumentBridge
    from ui.link.recent_files import RecentFiles
    from ui.pages.page import Page


_KINDS: Final = (Answer, Activity, Outcome, Output, Contribution)
"""The rows that have a place on slides, and can be confidential."""


class ProjectedWindow(PagesWindow, UndoWindow, Protocol):
    """The window that the projector view follows."""

    @property
    def projector_menu(self) -> QMenu:
        """The menu for the projector view, to be filled."""
        ...

    @property
    def memory(self) -> RecentFiles:
        """What is remembered from one start to the next."""
        ...

    def show_below(self, part: QWidget) -> None:
        """Gives a part room below the page."""
        ...

    def next_unanswered(self) -> None:
        """Shows the next unanswered question."""
        ...


@frozen
class Subject:
    """What a slide is about: a stage, and in it the id of a question, area, activity or line of the plan. It holds no text.

    ``overview``: all areas, or all activities, instead; ``voices``: raised hands and different views about the question.
    """

    stage: Stage | None
    row_id: str = ""
    column: int = -1
    overview: bool = False
    voices: bool = False


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
        if page.plan_desk is not None:
            return Subject(page.stage, page.plan_desk.shown_line)
        activity, column = page.rating_desk.shown_cell if page.rating_desk is not None else ("", -1)
        return Subject(page.stage, activity, column) if activity else Subject(page.stage)

    def page(self) -> Page | None:
        """The page that is shown; None when no file is open."""
        workspace = self._window.workspace
        return workspace.current_page if workspace is not None else None

    def slide(self, subject: Subject) -> Slide | None:
        """The slide of a subject, from the present file and the present text of the editor; None when no file is open."""
        bridge = self.bridge
        if bridge is None or bridge.closed or subject.stage is None:
            return None
        made = self._made(bridge, subject) or projector.title_slide(
            bridge.document.read.assessment(), subject.stage.spec.title
        )
        return self.let_through(made)

    def let_through(self, slide: Slide) -> Slide:
        """A slide with dots in the place of names that the room must not read."""
        bridge = self.bridge
        return slide if bridge is None else self._door.let_through(slide, bridge.document.read.every(Contributor))

    def hidden_rows(self) -> set[str]:
        """The ids of all rows that the room must not see, and of the groups whose names it must not know."""
        bridge = self.bridge
        if bridge is None:
            return set()
        read = bridge.document.read
        nameless = {row.id for row in read.every(WorkingGroup)} - self._named_groups(bridge).keys()
        return nameless | {row.id for kind in _KINDS for row in read.every(kind) if row.is_confidential}

    @staticmethod
    def _named_groups(bridge: DocumentBridge) -> Mapping[str, str]:
        read = bridge.document.read
        return projector.named_groups(read.every(WorkingGroup), read.every(GroupMember), read.every(Contributor))

    def _made(self, bridge: DocumentBridge, subject: Subject) -> Slide | None:
        """The slide of a subject that has one of its own."""
        if subject.stage is Stage.ASSESSMENT:
            return self._checklist(bridge, subject)
        if subject.stage is Stage.PRIORITIES:
            return self._priorities(bridge, subject)
        if subject.stage is Stage.PLAN:
            lines, links = read_plan(bridge.document), RowLinks(bridge.document)
            named = {row.id: links.responsible(row) for _, row in activities_of(lines)}
            return projector.plan_slide(lines, named, subject.row_id)
        return None

    def _checklist(self, bridge: DocumentBridge, subject: Subject) -> Slide | None:
        content, read = bridge.cached_content, bridge.document.read
        place = content.places.get(subject.row_id)
        if place is None or subject.overview:
            current = place[0].id if place is not None else subject.row_id
            return projector.progress_slide(content.checklist, content.answers, current)
        made = projector.question_slide(content.checklist, content.answers, subject.row_id, self.text_of(subject.row_id))
        if made is None or not subject.voices:
            return made
        said = read.where(Contribution, question_id=subject.row_id)
        hands = read.where(Hand, question_id=subject.row_id)
        return projector.voices_slide(made, said, hands, read.every(Contributor), self._named_groups(bridge))

    def _priorities(self, bridge: DocumentBridge, subject: Subject) -> Slide | None:
        if not subject.overview:
            return self._activity(bridge, subject) if subject.row_id else None
        page = self.page()
        known = {row.id: (number, row) for number, row in read_activities(bridge.document)}
        shown = page.rating_desk.shown_order if page is not None and page.rating_desk is not None else [*known]
        return projector.priorities_slide([known[row_id] for row_id in shown if row_id in known], subject.row_id)

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
        desk = (page.answer_desk or page.rating_desk or page.plan_desk) if page is not None else None
        if desk is not None:
            desk.go_by(by)

    def following(self) -> str:
        """The number and wording of the question, or the title of the activity, that comes next; empty after the last."""
        page, bridge = self.page(), self.bridge
        if page is None or bridge is None or bridge.closed:
            return ""
        if page.answer_desk is not None:
            place = bridge.cached_content.places.get(QuestionId(page.answer_desk.following))
            return f"{place[2].number}  {place[2].wording}" if place is not None else ""
        if page.rating_desk is None:
            return ""
        shown, here = page.rating_desk.shown_order, page.rating_desk.shown_cell[0]
        after = shown[shown.index(here) + 1 :] if here in shown else shown
        row = bridge.document.get(Activity, after[0]) if after else None
        return row.title if row is not None else ""

    # Internal

    def _activity(self, bridge: DocumentBridge, subject: Subject) -> ActivitySlide | None:
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
                page.rating_desk.reordered.connect(self.moved)
            elif page.plan_desk is not None:
                page.plan_desk.line_chosen.connect(lambda *_: self.moved.emit())
        self.moved.emit()
