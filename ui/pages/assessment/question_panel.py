"""One question with its answer: the centre of the assessment page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.editors.choice_editor import ChoiceEditor
from ui.editors.field_link import Binding
from ui.editors.mark_editor import MarkEditor
from ui.editors.text_editor import TextEditor
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.kit.shortcuts import with_key
from ui.kit.split_view import SplitView, Tabs
from ui.link.bridge import DocumentBridge
from ui.link.cached_content import Place
from ui.link.keys import Act, KeySpec
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import MARGIN, ROOM
from ui.pages.assessment.answer_acts import AnswerActs, Cursors
from ui.pages.assessment.detail_tabs import (
    ACTIVITIES,
    CAUSES,
    CONTRIBUTIONS,
    COUNTS,
    EVIDENCE,
    LATE,
    TAB_TITLES,
    VERSIONS,
    only_texts,
    supporting,
)
from ui.pages.assessment.different_views import DifferentViews
from ui.pages.assessment.hands_box import HandsField
from ui.pages.assessment.park_line import ParkLine
from ui.pages.assessment.word_count import WordCount
from ui.pages.assessment.wording_area import WordingArea
from ui.pages.assessment.wording_label import WordingLabel
from ui.pages.page import WrappedPart, focus_first, paragraph
from workbench.checklist.prompts import PROMPTS, STATUS_ORDER
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.declared import label_of
from workbench.model.rows import Answer, QuestionId
from workbench.model.vocabulary import Agreement, AreaKind, Level, MeasureStatus
from workbench.operations.answers import (
    agree_answer,
    judge_answer,
    mark_answer_confidential,
    set_answer_priority,
    write_answer,
    write_causes,
)
from workbench.system.late import load

if TYPE_CHECKING:
    from ui.pages.assessment.contributions_tab import ContributionsTab
    from ui.pages.assessment.question_details import ActivitiesTab, EvidenceTab
    from ui.pages.assessment.versions_tab import VersionsTab

_LONGEST_LINE = 75
"""Average characters in a line of the answer: in longer lines the eye loses its place."""


class QuestionPanel(WrappedPart):
    """Shows one question at a time. The widgets stay and only their content changes, so that the next one shows at once.

    Signal ``done``: Enter in a field of one line, which leads back to the answer.
    """

    done = Signal()

    def __init__(self, bridge: DocumentBridge, go_to: Callable[[Stage, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._question: QuestionId | None = None
        self.acts = AnswerActs(bridge, lambda: self._question)
        self._build_head()
        self._build_editors()
        self._cursors = Cursors(self.answer)
        self._build_details(go_to)
        self._build_steps()
        self._lay_out()
        bridge.changed.connect(self._on_changes)

    @property
    def question(self) -> QuestionId | None:
        """The question that is shown."""
        return self._question

    def show_question(self, place: Place) -> None:
        """Shows a question. What was typed for the question before must have been written (``bridge.flush()``)."""
        entry, section, question = place
        if question.id != self._question:
            self.activity_left()
            self._cursors.leave(self._question)
        before, self._question = self._question, question.id
        titles = f"{entry.number}  {entry.title}" if entry.kind is not AreaKind.OWN else entry.title
        self.place.setText(f"{titles}  ›  {section.number} {section.title}" if section.title else titles)
        self.number.setText(question.number)
        self.wording.show_wording(question.wording, self._bridge.cached_content.checklist.terms, question.id)
        self.left_out.setVisible(not question.included)
        self.parked.show_question(question.id)
        self.answer.setAccessibleDescription(f"{question.number} {question.wording}")
        self._bind(question.id)
        if question.id != before:
            self._cursors.come_back(question.id)
        self._show_details()

    def _bind(self, question: QuestionId) -> None:
        row = self._bridge.cached_content.answers.get(question)
        if row is None:
            return
        identify = {"question": question}
        self.answer.bind(Binding(Answer, row.id, "text", write_answer, identify), row.text)
        self.views.show_question(question)
        self.hands.show_question(question)
        self.causes.bind(Binding(Answer, row.id, "causes", write_causes, identify), row.causes)
        self.status.bind(Binding(Answer, row.id, "status", judge_answer, identify), row.status)
        self.priority.bind(Binding(Answer, row.id, "priority", set_answer_priority, identify), row.priority)
        self.agreed.bind(Binding(Answer, row.id, "agreed", agree_answer, identify), row.agreed)
        binding = Binding(Answer, row.id, "confidential", mark_answer_confidential, identify)
        self.confidential.bind(binding, row.is_confidential)
        self._on_text()
        self._name_tab(CAUSES, None)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The widgets at which the Tab key stops before the tabs, in order."""
        judged = (self.status, self.priority, self.agreed, self.hands.box, self.confidential)
        before = (self.unfold, self.fold, self.wording_area, self.parked.note, self.parked.take_up)
        return (*before, self.answer, self.prompts, self.views, *judged)

    def drop_prompts(self) -> None:
        """Puts three prompts into an empty answer. They are stored with the first word that somebody adds."""
        if self._question is None or self._bridge.read_only or self.answer.text().strip():
            return
        lines = [tr(prompt) for prompt in PROMPTS]
        self.answer.offer_text("\n".join(f"{line} " for line in lines), len(lines[0]) + 1)
        self.answer.setFocus()
        self._on_text()

    def make_activity(self) -> None:
        """Adds an activity that follows from this question, and puts the focus into its title."""
        self.tabs.setCurrentWidget(self.activities)
        self.activities.make_activity()

    def activity_left(self) -> None:
        """The user turns to something else: an activity without a title that was just made goes."""
        if self.tabs.is_made(ACTIVITIES):
            self.activities.new.leave()

    def to_tab(self, index: int) -> None:
        """Shows a tab below the answer, and puts the focus into its first field; on its title if it has none."""
        self.tabs.tabBar().setFocus()
        self.tabs.setCurrentIndex(index)
        focus_first(self.tabs.page_at(index))

    def add_different_view(self) -> None:
        """Adds the view of somebody who sees it differently, and puts the focus into its text."""
        self.tabs.setCurrentWidget(self.contributions)
        self.contributions.differ()

    def _to_views(self) -> None:
        if self._question is not None and self._bridge.flush():
            self.tabs.setCurrentWidget(self.contributions)
            self.contributions.show_question(self._question, self.views.first)
            self.contributions.to_text()

    def _build_head(self) -> None:
        self.place = paragraph("", "place")
        self.number = paragraph("", "number")
        self.number.setWordWrap(False)
        self.wording = WordingLabel(self)
        self.left_out = paragraph(
            Message("This question is excluded from this assessment. Its answer stays in the file."), "help"
        )
        self.fold = self._folding(Message("Guidance"), Message("Show or hide the guidance"), Act.FOLD)
        self.fold.setCheckable(True)
        self.unfold = self._folding(Message("Checklist"), Message("Show the checklist"), Act.FIND)

    def _folding(self, text: Message, hint: Message, act: KeySpec) -> QToolButton:
        button = QToolButton(self)
        button.setText(tr(text))
        button.setAccessibleName(with_key(hint, act))
        button.setToolTip(tip(with_key(hint, act)))
        return button

    def _build_editors(self) -> None:
        bridge = self._bridge
        self.answer = TextEditor(bridge, self)
        self.answer.setObjectName("answer")
        self.answer.setProperty("role", "answer")
        self.answer.longest_line = _LONGEST_LINE
        self.answer.setAccessibleName(tr(Message("Agreed answer")))
        self.answer.setPlaceholderText(
            tr(Message("Write what the group agrees on: what exists, how it is applied, how well it works."))
        )
        self.answer.textChanged.connect(self._on_text)
        self.prompts = self._step(
            Message("Insert three prompts"), Message("What exists, how it works in practice, what is missing"), Act.PROMPTS
        )
        self.prompts.setProperty("role", "link")
        self.prompts.clicked.connect(self.drop_prompts)
        self.parked = ParkLine(bridge, self)
        self.parked.note.returnPressed.connect(self.done)
        self.words = WordCount(self)
        self.status = ChoiceEditor(bridge, MeasureStatus, parent=self)
        self.status.setAccessibleName(tr(Message("Status of the measure")))
        self.status.setToolTip(tip(tr(STATUS_ORDER)))
        self.priority = ChoiceEditor(bridge, Level, none=Message("No priority yet"), parent=self)
        self.priority.setAccessibleName(tr(Message("Priority of this answer")))
        self.agreed = ChoiceEditor(bridge, Agreement, none=Message("Not agreed yet"), parent=self)
        self.agreed.setAccessibleName(tr(Message("Agreement on this answer")))
        self.confidential = MarkEditor(bridge, label_of(Answer, "confidential"), self)
        hidden = Message("Not in the public edition of the report and not shown on the projector")
        self.confidential.setToolTip(tip(with_key(hidden, Act.CONFIDENTIAL)))
        self.views = DifferentViews(bridge, self)
        self.views.clicked.connect(self._to_views)
        self.hands = HandsField(bridge, self)
        self.hands.lie_over(self)
        self.hands.left.connect(self.answer.setFocus)
        self.causes = TextEditor(bridge)
        self.causes.least_lines = 1
        self.causes.setObjectName("causes")
        self.causes.setAccessibleName(tr(Message("Causes: why is the measure missing, or why does it not work?")))
        self.causes.setPlaceholderText(tr(Message("Why is the measure missing, or why does it not work?")))
        self.causes.textChanged.connect(lambda: self._name_tab(CAUSES, None))

    def _build_details(self, go_to: Callable[[Stage, str], object]) -> None:
        causes = WrappedPart()
        inside = QVBoxLayout(causes)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(self.causes)
        self.tabs = Tabs(tr(Message("More about this answer")), self)
        self.tabs.addTab(causes, tr(TAB_TITLES[CAUSES]))
        given: dict[int, tuple[object, ...]] = {
            EVIDENCE: (supporting, lambda: go_to(Stage.DOCUMENTS, "")),
            CONTRIBUTIONS: (),
            ACTIVITIES: (lambda row_id: go_to(Stage.PRIORITIES, row_id), self.done.emit),
            VERSIONS: (),
        }
        for index, arguments in given.items():
            self.tabs.add_late(tr(TAB_TITLES[index]), partial(self._made, index, arguments))

    def _made(self, index: int, arguments: tuple[object, ...]) -> QWidget:
        """A new tab below the answer, which shows the current question."""
        tab: EvidenceTab | ContributionsTab | ActivitiesTab | VersionsTab = load(LATE[index])(self._bridge, *arguments)
        if self._question is not None:
            tab.show_question(self._question)
        return tab

    def _detail(self, index: int) -> Any:
        """A tab, of the class that the table names for it; made now if this is the first time."""
        return self.tabs.page_at(index)

    @property
    def evidence(self) -> EvidenceTab:
        """The tab with the documents that support the answer."""
        tab: EvidenceTab = self._detail(EVIDENCE)
        return tab

    @property
    def contributions(self) -> ContributionsTab:
        """The tab with what groups and people wrote."""
        tab: ContributionsTab = self._detail(CONTRIBUTIONS)
        return tab

    @property
    def activities(self) -> ActivitiesTab:
        """The tab with what follows from the answer."""
        tab: ActivitiesTab = self._detail(ACTIVITIES)
        return tab

    @property
    def versions(self) -> VersionsTab:
        """The tab with what the answer said before."""
        tab: VersionsTab = self._detail(VERSIONS)
        return tab

    def _build_steps(self) -> None:
        self.previous = self._step(
            Message("Previous", context="question"), Message("Go to the previous question"), Act.BEFORE
        )
        self.next = self._step(Message("Next", context="question"), Message("Go to the next question"), Act.AFTER)
        self.park = self._step(Message("Park"), Message("Park this question with a note"), Act.PARK)
        self.park.clicked.connect(self.parked.toggle)
        self.parked.turned.connect(lambda parked: self.park.setEnabled(not parked and not self._bridge.read_only))
        self.act = self._step(Message("Activity"), Message("Make an activity of this answer"), Act.ACTIVITY)
        self.act.clicked.connect(self.make_activity)
        for button in (self.park, self.act):
            button.setEnabled(not self._bridge.read_only)
        self.next_unanswered = self._step(
            Message("Next unanswered"), Message("Go to the next unanswered question"), Act.NEXT_UNANSWERED
        )
        self.next_unanswered.setProperty("role", "main")

    def _step(self, text: Message, hint: Message, act: KeySpec) -> QPushButton:
        button = QPushButton(tr(text), self)
        button.setToolTip(tip(with_key(hint, act)))
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.place, 1)
        for button in (self.unfold, self.fold):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        question = QHBoxLayout()
        question.setSpacing(12)
        question.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        upper = WrappedPart()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        column.addWidget(self.parked)
        column.addWidget(self.answer, 1)
        column.addWidget(self.prompts, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.views)
        column.addWidget(self._judgement())
        column.addWidget(self.confidential.reason)
        self.split = SplitView(upper, self.tabs, "question", self._bridge.shares, self)
        self.wording_area = WordingArea(self.wording, self.answer, self.split, self)
        question.addWidget(self.wording_area, 1)
        steps = FlowRow(spacing=6)
        steps.add(self.previous, self.next, self.park, self.act)
        steps.add_spring()
        steps.add(self.next_unanswered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(question)
        layout.addWidget(self.left_out)
        layout.addWidget(self.split, 1)
        layout.addWidget(steps)

    def _judgement(self) -> FlowRow:
        row = FlowRow(spacing=ROOM)
        for text, editor in (
            (Message("Status"), self.status),
            (label_of(Answer, "priority"), self.priority),
            (label_of(Answer, "agreed"), self.agreed),
            (Message("Raised hands"), self.hands),
        ):
            caption = QLabel(tr(text), self)
            caption.setProperty("role", "help")
            caption.setBuddy(editor.box if isinstance(editor, HandsField) else editor)
            row.add_captioned(caption, editor)
        row.add_captioned(self.words, self.confidential)
        return row

    def _show_details(self) -> None:
        if self._question is None:
            return
        for index in (EVIDENCE, CONTRIBUTIONS, ACTIVITIES):
            self._show_detail(index, self._question)
        if self.tabs.is_made(VERSIONS):
            self.versions.show_question(self._question)

    def _show_detail(self, index: int, question: QuestionId) -> None:
        """Shows what belongs to a question in a tab that is made, and in the title of the tab how much that is."""
        made = self.tabs.is_made(index)
        count = self._detail(index).show_question(question) if made else COUNTS[index](self._bridge, question)
        self._name_tab(index, count)

    def _name_tab(self, index: int, count: int | None) -> None:
        """Says in the title of a tab how much is in it, so that nobody has to look."""
        title = tr(TAB_TITLES[index])
        if count:
            title = tr(Message("{title} ({count})", title=title, count=count))
        elif count is None and self.causes.text().strip():
            title = tr(Message("{title} ✓", title=title))
        if self.tabs.tabText(index) != title:
            self.tabs.setTabText(index, title)

    def _on_text(self) -> None:
        self.prompts.setVisible(not self.answer.text() and not self._bridge.read_only)
        self.words.show_text(self.answer.text())

    def _on_changes(self, changes: Changes) -> None:
        tables = changes.tables
        question = self._question
        if question is None:
            return
        if not tables.isdisjoint({"evidence", "documents"}):
            self._show_detail(EVIDENCE, question)
        if not tables.isdisjoint({"contributions", "contributors", "working_groups"}) and not only_texts(changes):
            self._show_detail(CONTRIBUTIONS, question)
        if not tables.isdisjoint({"contributions", "contributors", "working_groups"}):
            self.views.show_question(question)
        if not tables.isdisjoint({"activities", "activity_questions"}):
            self._show_detail(ACTIVITIES, question)
