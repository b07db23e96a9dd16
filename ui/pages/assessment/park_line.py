"""Parks a question with a note, says so while it is parked, and unparks it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.editors.field_link import Binding
from ui.editors.line_editor import LineEditor
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import Answer, QuestionId
from workbench.operations.answers import edit_answer, park_question, unpark_question


class ParkLine(QWidget):
    """Shown only for a parked question: the note, and a button to unpark it. :meth:`toggle` parks and unparks."""

    turned = Signal(bool)
    """Whether the question that is shown is parked."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._question: QuestionId | None = None
        caption = QLabel(tr(Message("Parked:")), self)
        self.note = LineEditor(bridge, self)
        self.note.setAccessibleName(tr(Message("Why this question is parked, and who must be asked")))
        self.note.setPlaceholderText(tr(Message("Why? Who must be asked?")))
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        caption.setBuddy(self.note)
        self.take_up = QPushButton(tr(Message("Unpark")), self)
        self.take_up.setEnabled(not bridge.read_only)
        self.take_up.clicked.connect(self.toggle)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((caption, 0), (self.note, 1), (self.take_up, 0)):
            layout.addWidget(widget, stretch)
        self.hide()
        bridge.changed.connect(self._on_changes)

    def show_question(self, question: QuestionId) -> None:
        """Shows whether a question is parked."""
        self._question = question
        row = self._bridge.cached_content.answers.get(question)
        parked = row is not None and row.parked
        if parked and row is not None:
            self.note.bind(Binding(Answer, row.id, "parked_note", edit_answer, {"question": question}), row.parked_note)
        self.setVisible(parked)
        self.turned.emit(parked)

    def toggle(self) -> None:
        """Parks the question and puts the focus into the note, or unparks the question."""
        if self._question is None or self._bridge.read_only or not self._bridge.flush():
            return
        if self.isHidden():
            if self._bridge.run(park_question, question=self._question):
                self.note.setFocus()
        elif self._bridge.run(unpark_question, question=self._question):
            self._bridge.offer_undo(Message("The question is no longer parked."))

    def _on_changes(self, changes: Changes) -> None:
        rows = (change.after for change in changes.of("answers"))
        if any(isinstance(row, Answer) and row.question_id == self._question for row in rows) and self._question:
            row = self._bridge.cached_content.answers.get(self._question)
            if row is not None and row.parked == self.isHidden():
                self.show_question(self._question)
