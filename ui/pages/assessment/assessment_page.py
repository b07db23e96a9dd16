"""The page on which questions are answered: the checklist, one question at a time, and what helps to answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.kit.in_sight import bring_into_sight, keep_in_sight
from ui.kit.shortcuts import shortcut
from ui.kit.split_view import name_handles
from ui.link.bridge import DocumentBridge
from ui.link.keys import Act, KeySpec, Where, priority_key, status_key, tab_key
from ui.link.language import tr
from ui.link.stages import Stage
from ui.models.checklist_tree_model import Entry
from ui.pages.assessment.answer_drops import AnswerDrops
from ui.pages.assessment.assessment_room import AssessmentRoom
from ui.pages.assessment.checklist_panel import ChecklistPanel
from ui.pages.assessment.detail_tabs import CAUSES, CONTRIBUTIONS, TAB_TITLES, tab_of
from ui.pages.assessment.entry_menu import EntryMenus
from ui.pages.assessment.found_words import FoundWords
from ui.pages.assessment.guidance_panel import GuidancePanel
from ui.pages.assessment.question_panel import QuestionPanel
from ui.pages.page import Page
from workbench.checklist.tree import AreaEntry, QuestionEntry, SectionEntry
from workbench.language.i18n import Message
from workbench.model.changes import Changes, RowChange
from workbench.model.rows import Answer, Contribution, QuestionId, Row
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.operations.answers import mark_answer_confidential

if TYPE_CHECKING:
    from ui.editors.text_editor import TextEditor
    from ui.pages.assessment.area_panel import AreaPanel
    from ui.pages.assessment.notes_panel import NotesPanel
    from ui.pages.desks import AnswerDesk, FindDesk


class AssessmentPage(Page):
    """The checklist with a search, the question or the area in the centre, and the guidance (F9 folds it).

    When there is no room for all of them, :class:`AssessmentRoom` says which are shown.

    Signal ``shown``: another question or area is in the centre.
    """

    stage = Stage.ASSESSMENT
    shown = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.checklist = ChecklistPanel(bridge)
        self.panel = QuestionPanel(bridge, self.go_to.emit)
        self.found = FoundWords(bridge, self)
        self.menus = EntryMenus(bridge, self, self._ask_own_question, self.forget_wanted.emit)
        AnswerDrops(bridge, self.panel)
        self._area_panel: AreaPanel | None = None
        self._notes_panel: NotesPanel | None = None
        self.guidance = GuidancePanel(bridge)
        self._lay_out()
        self._connect()
        self._shortcuts()
        self._show_where_work_stopped()

    # For the window and other pages

    @property
    def area_panel(self) -> AreaPanel:
        """The panel for a whole area; made when an area is first shown."""
        if self._area_panel is None:
            from ui.pages.assessment.area_panel import AreaPanel

            self._area_panel = AreaPanel(self.bridge)
            self._area_panel.question_wanted.connect(self._show_wanted)
            self.centre.addWidget(self._area_panel)
        return self._area_panel

    @property
    def notes_panel(self) -> NotesPanel:
        """The panel for the notes about no question; made when it is first shown."""
        if self._notes_panel is None:
            from ui.pages.assessment.notes_panel import NotesPanel

            self._notes_panel = NotesPanel(self.bridge, self.go_to.emit)
            self._notes_panel.question_wanted.connect(self._show_wanted)
            self.centre.addWidget(self._notes_panel)
        return self._notes_panel

    def show_notes(self, chosen: str = "", *, write: bool = False) -> None:
        """Shows the notes about no question; ``write`` leads to a new one."""
        if not self.flush():
            return
        self.notes_panel.show_notes(chosen)
        self.centre.setCurrentWidget(self.notes_panel)
        self.room.to_centre()
        if write:
            self.notes_panel.write_new()
        else:
            self.notes_panel.notes.list.setFocus()

    @property
    def find_desk(self) -> FindDesk:
        """The search of the checklist."""
        return self.found

    @property
    def answer_desk(self) -> AnswerDesk:
        """The page itself: questions are answered on it."""
        return self

    @property
    def answer_typed(self) -> SignalInstance:
        """Sent when the text in the answer editor has changed."""
        return self.panel.answer.textChanged

    @property
    def cursor_moved(self) -> SignalInstance:
        """Sent when the cursor in the answer editor has moved."""
        return self.panel.answer.cursorPositionChanged

    @property
    def shown_id(self) -> str:
        """The id of the question or area that is shown."""
        return self.resume_point()[0]

    def answer_editor(self, question: str) -> TextEditor | None:
        """The editor with the agreed text of a question; None while it does not show that question."""
        editor = self.panel.answer
        binding = editor.link.binding
        answer = self.bridge.cached_content.answers.get(QuestionId(question))
        if binding is None or answer is None or binding.row_type is not Answer:
            return None
        return editor if binding.row_id == answer.id and binding.field == "text" else None

    @property
    def current_question(self) -> QuestionId | None:
        """The question that is shown, or was shown last."""
        return self.panel.question

    def show_row(self, row_id: str) -> None:
        """Leads to a question, section, area or note by its id."""
        if not self.show_entry(row_id) and self.bridge.document.get(Contribution, row_id) is not None:
            self.show_notes(row_id)

    def show_entry(self, row_id: str) -> bool:
        """Shows a question, section or area. Returns False for an unknown id, or when what is typed could not be written."""
        entry = self.checklist.model.entry_at(self.checklist.model.index_of(row_id))
        if entry is None or not self.flush() or not self._show(entry):
            return False
        self.checklist.select(row_id)
        keep_in_sight(self.panel.answer, self.panel.wording.wording)
        return True

    def resume_point(self) -> tuple[str, int]:
        """The question with the position of the cursor in its answer, or the area that is shown and 0."""
        if self._area_panel is not None and self.centre.currentWidget() is self._area_panel:
            return self._area_panel.area_id, 0
        return self.current_question or "", self.panel.answer.textCursor().position()

    def resume(self, row_id: str, cursor: int) -> None:
        """Shows the question or area, with the cursor where it was, or at the end of a shorter answer."""
        if self.show_entry(row_id) and self.current_question == row_id:
            text_cursor = self.panel.answer.textCursor()
            text_cursor.setPosition(min(cursor, self.panel.answer.document().characterCount() - 1))
            self.panel.answer.setTextCursor(text_cursor)

    def take_focus(self) -> None:
        """Puts the focus into the answer, or into the area that is shown."""
        self._to_answer()
        if self.centre.currentWidget() is self._area_panel and self._area_panel is not None:
            self._area_panel.setFocus()
        self.panel.activity_left()

    def flush(self) -> bool:
        """Also takes back an activity that nobody gave a title."""
        whole = super().flush()
        self.panel.activity_left()
        return whole

    @property
    def following(self) -> str:
        """The id of the next question that the checklist shows; empty after the last."""
        return self._beside(1)

    def go_by(self, step: int) -> None:
        """Shows the next (1) or previous (-1) included question, of those that the checklist shows."""
        there = self._beside(step)
        if there:
            self.show_entry(there)

    def go_to_next_unanswered(self) -> None:
        """Shows the next unanswered question; after the last question it continues with the first."""
        if not self.flush():
            return
        questions = [question.id for question in self.bridge.cached_content.checklist.questions if question.included]
        position = self._position_in(questions) + 1
        for row_id in [*questions[position:], *questions[:position]]:
            if row_id not in self.bridge.cached_content.answered:
                self.show_entry(row_id)
                self._to_answer()
                return
        self.bridge.messages.info(Message("Every question is answered."), passing=True)
        self.take_focus()

    def on_changes(self, changes: Changes) -> None:
        """Follows the checklist."""
        if "questions" in changes.tables or "wordings" in changes.tables:
            self._after_wording()

    def show_changed(self, row_id: str, change: RowChange) -> None:
        """Leads to the question, and to the tab with what has changed."""
        super().show_changed(row_id, change)
        tab = tab_of(change)
        if tab is not None and self.current_question == row_id:
            self.panel.tabs.setCurrentIndex(tab)

    def show_text(self, row_id: str, row: Row, field: str) -> None:
        """Leads to a text of an answer, a contribution or a note, and opens the tab that has it."""
        self.show_row(row_id)
        if self.current_question != row_id:
            return
        if isinstance(row, Contribution):
            self.panel.tabs.setCurrentIndex(CONTRIBUTIONS)
            self.panel.contributions.show_question(row.question_id or QuestionId(""), row.id)
        elif field == "causes":
            self.panel.tabs.setCurrentIndex(CAUSES)

    # Building

    def _lay_out(self) -> None:
        self.centre = QStackedWidget(self)
        self.centre.addWidget(self.panel)
        self.parts = QSplitter(Qt.Orientation.Horizontal, self)
        for part, stretch in ((self.checklist, 2), (self.centre, 5), (self.guidance, 3)):
            self.parts.addWidget(part)
            self.parts.setStretchFactor(self.parts.count() - 1, stretch)
        name_handles(self.parts, Message("Line between the checklist, the question and the guidance"))
        self.parts.setCollapsible(1, False)  # noqa: FBT003  Qt's own signature
        back = QPushButton(tr(Message("Back to the question")), self)
        back.hide()  # until there is no room for the question: it would be laid out first
        buttons = (self.panel.fold, self.panel.unfold, back)
        self.room = AssessmentRoom(
            self.parts, (self.checklist, self.centre, self.guidance), buttons, self, self.bridge.shares
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(back)
        layout.addWidget(self.parts, 1)
        for before, after in pairwise(self.panel.stops):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.checklist.chosen.connect(self._on_chosen)
        self.checklist.opened.connect(self._to_answer)
        self.checklist.notes_wanted.connect(self.show_notes)
        self.checklist.menu_wanted.connect(lambda entry, point: self.menus.menu_of(entry).popup(point))
        self.checklist.tree.clicked.connect(lambda _: self.room.to_centre())
        self.panel.previous.clicked.connect(partial(self._go_and_type, -1))
        self.panel.next.clicked.connect(partial(self._go_and_type, 1))
        self.panel.done.connect(self.take_focus)
        self.panel.next_unanswered.clicked.connect(self.go_to_next_unanswered)

    def _shortcuts(self) -> None:
        panel = self.panel
        acts: list[tuple[KeySpec, Callable[[], object]]] = [
            (Act.BEFORE, partial(self._go_and_type, -1)),
            (Act.AFTER, partial(self._go_and_type, 1)),
            (Act.DIFFERENT_VIEW, self._add_different_view),
            (Act.HANDS, self._to_hands),
            (Act.NOTE, partial(self.show_notes, write=True)),
            (Act.PARK, panel.parked.toggle),
            (Act.ACTIVITY, panel.make_activity),
            (Act.PROMPTS, panel.drop_prompts),
            (Act.FOLD, panel.fold.click),
            (Act.CONFIDENTIAL, self._mark),
            (Act.DETAILS, self._to_details),
            *((status_key(status), partial(panel.acts.judge, status)) for status in MeasureStatus),
            *((priority_key(level), partial(panel.acts.prioritize, level)) for level in (None, *Level)),
            *((tab_key(number, title), partial(panel.to_tab, number)) for number, title in enumerate(TAB_TITLES)),
        ]
        for act, run in acts:
            shortcut(act, Where.ASSESSMENT, self, run)

    # Showing

    def _show_where_work_stopped(self) -> None:
        last = self.bridge.document.read.row_changed_last(Answer)
        answer = self.bridge.document.get(Answer, last) if last is not None else None
        questions = self.bridge.cached_content.checklist.questions
        self.show_entry(answer.question_id if answer is not None else questions[0].id)

    def _show(self, entry: Entry) -> bool:
        if isinstance(entry, QuestionEntry):
            place = self.bridge.cached_content.places[entry.id]
            self.panel.show_question(place)
            self.centre.setCurrentWidget(self.panel)
            self.guidance.explain(place[0], place[1], entry.id)
            self.shown.emit()
            return True
        whole = entry if isinstance(entry, AreaEntry) else self._area_of(entry)
        if not self.area_panel.show_area(whole):
            return False
        self.centre.setCurrentWidget(self.area_panel)
        self.guidance.explain(whole, entry if isinstance(entry, SectionEntry) else None)
        self.shown.emit()
        return True

    def _area_of(self, section: SectionEntry) -> AreaEntry:
        return next(entry for entry in self.bridge.cached_content.checklist.areas if section in entry.sections)

    def _on_chosen(self, entry: Entry) -> None:
        if self.flush():
            self._show(entry)
        elif self.current_question is not None:
            self.checklist.select(self.current_question)

    def _show_wanted(self, row_id: str) -> None:
        if self.show_entry(row_id):
            self._to_answer()

    def _to_hands(self) -> None:
        if self._on_question():
            self.panel.hands.box.setFocus()
            self.panel.hands.box.selectAll()
            bring_into_sight(self.panel.hands.box)

    def _add_different_view(self) -> None:
        if self._on_question():
            self.panel.add_different_view()

    def _on_question(self) -> bool:
        """Makes sure that the question is in sight; False if the centre shows something else."""
        self.room.to_centre()
        return self.centre.currentWidget() is self.panel

    def _to_answer(self) -> None:
        if self._on_question():
            self.panel.answer.setFocus()

    def _beside(self, step: int) -> str:
        shown, here = self.checklist.shown, self.current_question
        questions = [
            row_id
            for row_id, (_, _, question) in self.bridge.cached_content.places.items()
            if question.included and (shown is None or row_id in shown or row_id == here)
        ]
        position = self._position_in(questions) + step
        return questions[position] if 0 <= position < len(questions) else ""

    def _go_and_type(self, step: int) -> None:
        """One rule of focus: every key that leads to a question ends in its answer."""
        self.go_by(step)
        if not self.bridge.held:
            self.take_focus()

    def _to_details(self) -> None:
        if self.panel.tabs.isAncestorOf(self.focusWidget() or self):
            self.take_focus()
        else:
            self.panel.to_tab(self.panel.tabs.currentIndex())

    def _mark(self) -> None:
        row = self.bridge.cached_content.answers.get(self.current_question) if self.current_question else None
        if row is not None:
            self.mark(mark_answer_confidential, marked=row.is_confidential, question=row.question_id)

    def _position_in(self, questions: Sequence[str]) -> int:
        return questions.index(self.current_question) if self.current_question in questions else -1

    def _after_wording(self) -> None:
        places = self.bridge.cached_content.places
        if self.current_question in places:
            self.checklist.select(self.current_question)
            self.panel.show_question(places[self.current_question])

    # Room, menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows or hides parts for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.room.arrange()

    def _ask_own_question(self) -> None:
        if self.show_entry(self.bridge.cached_content.checklist.areas[-1].id):
            self.area_panel.ask_own_question()
