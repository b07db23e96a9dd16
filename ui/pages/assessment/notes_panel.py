"""Notes about no question: they are written here, and wait until somebody takes them up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.editors.boxes import LineBox
from ui.editors.check_editor import CheckEditor
from ui.editors.field_link import Binding
from ui.editors.growing_editor import GrowingEditor
from ui.editors.mark_editor import MarkEditor
from ui.kit.flow_row import FlowRow
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.pages.assessment.list_with_editor import ListWithEditor
from ui.pages.page import heading, paragraph
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.declared import label_of
from workbench.model.rows import Contribution
from workbench.model.vocabulary import ContributionKind
from workbench.operations.notes import give_note, notes_of, plan_note
from workbench.operations.voices import add_contribution, edit_contribution, remove_contribution

_LIKE: Final = Message("like {example}", example="3.20")
"""A hint that nobody takes for a number that was typed."""

_MOST = 90
_LINES = (4, 14)


class NotesPanel(QWidget):
    """All notes about no question, the open ones first. Signal ``question_wanted`` asks for a question by id."""

    question_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, go_to: Callable[[Stage, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes = _Notes(bridge, go_to, self.question_wanted.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        layout.setSpacing(8)
        layout.addWidget(heading(Message("Notes about no question")))
        layout.addWidget(
            paragraph(
                Message("What comes up and belongs to no question, so that it is not lost and the group can continue.")
            )
        )
        layout.addWidget(self.notes, 1)
        bridge.changed.connect(self._on_changes)

    def show_notes(self, chosen: str = "") -> None:
        """Shows all notes; ``chosen`` is the id of the one to select."""
        self.notes.show_notes(chosen)

    def write_new(self) -> None:
        """Adds a note, or takes one that is still empty, and puts the focus into its text."""
        self.notes.add_note()

    def _on_changes(self, changes: Changes) -> None:
        if "contributions" not in changes.tables:
            return
        if changes.initiator is self.notes.text:
            self.notes.name_current()
        else:
            self.notes.show_notes()


class _Notes(ListWithEditor):
    """The list, and the editors of the current note."""

    def __init__(
        self, bridge: DocumentBridge, go_to: Callable[[Stage, str], object], to_question: Callable[[str], object]
    ) -> None:
        super().__init__(bridge, Message("Notes about no question"), Message("There are no notes yet."))
        self._go_to, self._to_question = go_to, to_question
        self.text = GrowingEditor(bridge, *_LINES, self.side)
        self.text.setAccessibleName(tr(Message("Text of the note")))
        self.done = CheckEditor(bridge, label_of(Contribution, "done"), self.side)
        self.confidential = MarkEditor(bridge, label_of(Contribution, "confidential"), self.side)
        ticks = FlowRow(spacing=12)
        ticks.add(self.done, self.confidential)
        for widget in (self.text, ticks, self.confidential.reason, self._to_question_row()):
            self.side_layout.addWidget(widget)
        self.side_layout.addStretch(1)
        self.add = self.add_button(Message("Add note"), self.add_note)
        self.plan = self.add_button(Message("Make this an activity"), self._plan)
        self.remove = self.add_button(Message("Remove"), self._remove)

    def _to_question_row(self) -> FlowRow:
        caption = QLabel(tr(Message("Number of a question")), self.side)
        caption.setProperty("role", "help")
        self.number = LineBox(self.side)
        self.number.setAccessibleName(tr(Message("Number of the question that the note is about")))
        self.number.setPlaceholderText(tr(_LIKE))
        self.number.setReadOnly(self.bridge.read_only)
        self.number.returnPressed.connect(self._give)
        caption.setBuddy(self.number)
        self.give = QPushButton(tr(Message("Move to this question")), self.side)
        self.give.clicked.connect(self._give)
        row = FlowRow(spacing=6)
        row.add_captioned(caption, self.number)
        row.add(self.give)
        return row

    def show_notes(self, chosen: str = "") -> None:
        """Shows all notes; ``chosen`` is the id of the one to select."""
        self.fill([(row, _entry(row)) for row in notes_of(self.bridge.document)], chosen)

    def name_current(self) -> None:
        """Shows in the list what the text of the current note begins with."""
        row = self.bridge.document.get(Contribution, self.current_id)
        if row is not None:
            self.rename(_entry(row))

    def bind(self, row_id: str) -> None:
        """Shows one note."""
        for name, editor in (("text", self.text), ("done", self.done), ("confidential", self.confidential)):
            binding = Binding(Contribution, row_id, name, edit_contribution, {"contribution": row_id}) if row_id else None
            editor.bind(binding)
        for button in (self.plan, self.remove, self.give):
            button.setEnabled(bool(row_id) and not self.bridge.read_only)

    def add_note(self) -> None:
        """Adds a note, or takes one that is still empty, and puts the focus into its text."""
        if self.bridge.read_only or not self.bridge.flush():
            return
        empty = next((row.id for row in notes_of(self.bridge.document) if not row.text.strip() and not row.done), None)
        row_id = empty or self.bridge.call(add_contribution, question=None, kind=ContributionKind.NOTE)
        if row_id is not None:
            self.show_notes(row_id)
            self.text.setFocus()

    def _give(self) -> None:
        number, row_id = self.number.text().strip(), self.current_id
        if not number or not row_id or not self.bridge.flush():
            self.number.setFocus()
            return
        if self.bridge.run(give_note, note=row_id, question=number):
            row = self.bridge.document.get(Contribution, row_id)
            self.number.clear()
            if row is not None and row.question_id is not None:
                self._to_question(row.question_id)
                self.bridge.offer_undo(Message("The note is now about this question."))

    def _plan(self) -> None:
        if self.current_id and self.bridge.flush():
            made = self.bridge.call(plan_note, note=self.current_id)
            if made is not None:
                self._go_to(Stage.PRIORITIES, made)

    def _remove(self) -> None:
        row_id = self.current_id
        if row_id and self.bridge.flush() and self.bridge.run(remove_contribution, contribution=row_id):
            self.bridge.offer_undo(Message("The note was removed."))


def _entry(row: Contribution) -> str:
    """The first line of a note, and whether it is done."""
    first = next((line.strip() for line in row.text.splitlines() if line.strip()), "") or tr(Message("empty note"))
    short = first if len(first) <= _MOST else f"{first[: _MOST - 1]}…"
    return tr(Message("{note} (done)", note=short)) if row.done else short
