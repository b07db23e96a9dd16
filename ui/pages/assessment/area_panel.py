"""A whole area of the checklist: what it is about, what the group found in it, and a box for an own question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.editors.boxes import PlainBox
from ui.editors.draft import Draft, DraftOf
from ui.editors.field_form import FieldForm, FormField
from ui.kit.flow_row import FlowRow
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.style import MARGIN
from ui.pages.page import heading, paragraph, scrolling
from workbench.checklist.progress import progress_of
from workbench.checklist.tree import AreaEntry
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.labels import label
from workbench.model.rows import Finding
from workbench.operations.assessment import (
    add_own_question,
    describe_finding,
    include_questions,
    remove_own_question,
    word_own_question,
)

_FIELDS = (
    FormField(
        "strengths",
        help=Message("What works, one strength a line. Strengths and gaps are printed in the report as written here."),
    ),
    FormField("gaps", help=Message("What is missing or does not work.")),
    FormField("causes", help=Message("Why the gaps exist.")),
    FormField("confidential", label=Message("Confidential: not in the public edition")),
)


class AreaPanel(QWidget):
    """Shows one area at a time. Signal ``question_wanted`` asks for a question by id."""

    question_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._entry: AreaEntry | None = None
        inside = QWidget()
        inside.setObjectName("page-area")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(MARGIN, 10, MARGIN, MARGIN)
        layout.setSpacing(10)
        self.title, self.kind = heading(""), paragraph("", "place")
        self.introduction, self.progress = paragraph(""), paragraph("")
        self.findings = FieldForm(bridge, Finding, _FIELDS, describe_finding, identify="area_id", identify_by="area_id")
        for widget in (self.kind, self.title, self.introduction, self.progress):
            layout.addWidget(widget)
        layout.addWidget(self._buttons())
        layout.addWidget(heading(Message("What the group found in this area"), 2))
        layout.addWidget(self.findings)
        layout.addWidget(heading(Message("Own question"), 2))
        layout.addLayout(self._own_question())
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside))
        bridge.changed.connect(self._on_changes)

    def show_area(self, entry: AreaEntry) -> bool:
        """Shows an area. Returns False when what is typed could not be written."""
        if entry.id != self.area_id and self.draft.finish() is None:
            return False
        rows = self._bridge.document.read.where(Finding, area_id=entry.id)
        if not self.findings.bind(rows[0].id if rows else None):
            return False
        self._entry = entry
        self.kind.setText(tr(label(entry.kind)))
        self.title.setText(f"{entry.number}  {entry.title}")
        self.introduction.setText(entry.introduction)
        self.introduction.setVisible(bool(entry.introduction))
        self._show_progress()
        return True

    @property
    def area_id(self) -> str:
        """The id of the area that is shown; empty before the first."""
        return self._entry.id if self._entry is not None else ""

    def ask_own_question(self) -> None:
        """Leads to the box for an own question."""
        self.own.setFocus()

    def _buttons(self) -> FlowRow:
        self.first = QPushButton(tr(Message("Go to the first question")), self)
        self.first.clicked.connect(self._go_to_first)
        self.include = QPushButton(self)
        self.include.clicked.connect(self._include)
        self.include.setEnabled(not self._bridge.read_only)
        row = FlowRow()
        row.add(self.first, self.include)
        return row

    def _own_question(self) -> QVBoxLayout:
        column = QVBoxLayout()
        caption = QLabel(tr(Message("It is added to the area “Own questions”, at the end of the checklist.")), self)
        caption.setProperty("role", "help")
        caption.setWordWrap(True)
        self.own = PlainBox(self)
        self.own.setAccessibleName(tr(Message("Wording of the own question")))
        self.own.setPlaceholderText(tr(Message("How does the station …?")))
        self.own.setFixedHeight(self.own.fontMetrics().lineSpacing() * 2 + 28)
        self.own.setReadOnly(self._bridge.read_only)
        self.draft = Draft(self.own, self._bridge, self._draft_of())
        self.add_own = QPushButton(tr(Message("Add question")), self)
        self.add_own.setEnabled(not self._bridge.read_only)
        self.add_own.clicked.connect(self._add_own)
        column.addWidget(caption)
        column.addWidget(self.own)
        column.addWidget(self.add_own, 0, Qt.AlignmentFlag.AlignLeading)
        return column

    def _draft_of(self) -> DraftOf:
        bridge = self._bridge
        return DraftOf(
            add=lambda text: bridge.call(add_own_question, wording=text, initiator=self.draft),
            edit=lambda row_id, text: bridge.run(word_own_question, question=row_id, wording=text, initiator=self.draft),
            remove=lambda row_id: bridge.run(remove_own_question, question=row_id, initiator=self.draft),
            text=lambda row_id: (
                bridge.cached_content.places[row_id][2].wording if row_id in bridge.cached_content.places else None
            ),
        )

    def _add_own(self) -> None:
        row_id = self.draft.finish() if self._bridge.flush() else None
        if row_id:
            self.question_wanted.emit(row_id)
        elif row_id is not None:
            self.own.setFocus()
            self._bridge.messages.info(Message("Write the question first."), passing=True)

    def _go_to_first(self) -> None:
        if self._entry is not None and self._entry.questions:
            self.question_wanted.emit(self._entry.questions[0].id)

    def _include(self) -> None:
        if self._entry is not None and self._bridge.flush():
            included = not any(question.included for question in self._entry.questions)
            questions = [question.id for question in self._entry.questions]
            self._bridge.run(include_questions, questions=questions, included=included)

    def _show_progress(self) -> None:
        if self._entry is None:
            return
        count = progress_of(self._entry.questions, self._bridge.cached_content.answers)
        text = Message(
            "Questions answered: {answered} of {total}. Action needed: {gaps}.",
            answered=count.answered,
            total=count.total,
            gaps=count.action_needed,
        )
        if not count.total:
            text = Message("This area is excluded from this assessment. Its answers stay in the file.")
        self.progress.setText(tr(text))
        leave, take = Message("Exclude this area"), Message("Include this area")
        self.include.setText(tr(leave if count.total else take))

    def _on_changes(self, changes: Changes) -> None:
        if self._entry is None or changes.tables.isdisjoint({"answers", "questions", "wordings", "areas"}):
            return
        areas = {entry.id: entry for entry in self._bridge.cached_content.checklist.areas}
        self._entry = areas.get(self._entry.id)
        if self._entry is not None and self.isVisible():
            self.title.setText(f"{self._entry.number}  {self._entry.title}")
            self._show_progress()
