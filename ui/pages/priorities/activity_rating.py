"""One activity on the page of priorities: what it is, what its ratings suggest, and what the group decides and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from textwrap import shorten
from typing import Final

from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from ui.editors.boxes import LineBox
from ui.editors.check_editor import CheckEditor
from ui.editors.field_form import FieldForm, FormField
from ui.editors.field_link import Binding
from ui.editors.held_text import HeldText, named_after
from ui.editors.text_editor import TextEditor
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.models.ratings_model import CRITERIA, RatingsModel
from ui.pages.page import column, heading, paragraph
from ui.pages.priorities.hands_line import HandsLine
from ui.pages.priorities.level_examples import LevelExamples
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.ids import link_id
from workbench.model.labels import CRITERION_HELP, label
from workbench.model.rows import Activity, ActivityQuestion, Rating
from workbench.model.texts import is_blank
from workbench.operations.activities import edit_activity, mark_rating_confidential, note_rating, set_activity_questions
from workbench.plan.priorities import is_overruled, reasons

_MENU_LENGTH: Final = 80

_WHAT = (
    FormField("title"),
    FormField("description", lines=3),
)
_DECISION = (
    FormField("priority", label=Message("Priority decided by the group"), none=Message("Not decided yet")),
    FormField("priority_reason", lines=2),
)
_MARK = (FormField("confidential", label=Message("Confidential: not in the public edition")),)


class ActivityRating(QWidget):
    """Shows one activity at a time. ``to_question`` is called with the id of a question that the user wants to see."""

    def __init__(
        self,
        bridge: DocumentBridge,
        model: RatingsModel,
        to_question: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.row_id = ""
        self._bridge, self._model = bridge, model
        self.decision = FieldForm(bridge, Activity, _DECISION, edit_activity, identify="activity")
        self.what = FieldForm(bridge, Activity, _WHAT, edit_activity, identify="activity")
        self.mark = FieldForm(bridge, Activity, _MARK, edit_activity, identify="activity")
        self.suggestion, self.overruled = paragraph(""), paragraph("")
        self.note_caption = paragraph("")
        self.note = TextEditor(bridge)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * 2 + 24)
        self.note_caption.setBuddy(self.note)
        self.note_mark = CheckEditor(bridge, Message("This reason is confidential"))
        self.note_mark.setToolTip(tip(tr(Message("Not in the public edition of the report."))))
        self.examples, self.hands = LevelExamples(bridge), HandsLine(bridge)
        self.questions = QuestionNumbers(bridge, to_question)
        layout = column(self)
        layout.addWidget(heading(Message("What the ratings suggest"), 2))
        layout.addWidget(self.suggestion)
        layout.addWidget(self.decision)
        layout.addWidget(self.overruled)
        for widget in (self.note_caption, self.examples, self.hands, self.note, self.note_mark):
            layout.addWidget(widget)
        layout.addWidget(heading(Message("What it is"), 2))
        layout.addWidget(self.what)
        layout.addWidget(self.questions)
        layout.addWidget(self.mark)
        bridge.changed.connect(self._on_changes)

    @property
    def forms(self) -> tuple[FieldForm, ...]:
        """The forms of the fields of the activity."""
        return (self.what, self.decision, self.mark)

    def show_cell(self, row_id: str, column: int) -> bool:
        """Shows an activity ("" for none) and the reason for one of its ratings. False when something cannot be written."""
        if not self._bridge.flush():
            return False
        if row_id != self.row_id:
            self.row_id = row_id
            for form in self.forms:
                form.bind(row_id or None)
            self.questions.show_activity(row_id)
        self._show_note(column)
        self._show_suggestion()
        return True

    def _show_note(self, column: int) -> None:
        criterion = CRITERIA[column] if self.row_id and column < len(CRITERIA) else None
        self.note.setVisible(criterion is not None)
        self.note_caption.setVisible(criterion is not None)
        self.note_mark.setVisible(criterion is not None)
        self.examples.show_criterion(criterion)
        self.hands.show_rating(self.row_id, criterion)
        if criterion is None:
            self.note.bind(None)
            self.note_mark.bind(None)
            return
        caption = Message("Reason for this rating: {criterion}", criterion=label(criterion))
        self.note_caption.setText(f"{tr(caption)}\n{tr(CRITERION_HELP[criterion])}")
        self.note.setAccessibleName(tr(caption))
        identify = {"activity": self.row_id, "criterion": criterion}
        rating = link_id(self.row_id, criterion.value)
        self.note.bind(Binding(Rating, rating, "note", note_rating, identify))
        self.note_mark.bind(Binding(Rating, rating, "confidential", mark_rating_confidential, identify))

    def _show_suggestion(self) -> None:
        activity = self._bridge.document.get(Activity, self.row_id) if self.row_id else None
        if activity is None:
            return
        suggestion = self._model.suggestion_of(activity.id)
        self.suggestion.setText("\n".join(tr(sentence) for sentence in reasons(suggestion)))
        overruled = is_overruled(suggestion, activity.priority)
        self.overruled.setVisible(overruled)
        asked = Message(
            "The group's priority differs from the suggestion. Please give the reason above; it will be in the report."
        )
        told = Message("The group's priority differs from the suggestion, and its reason is given.")
        self.overruled.setText(tr(asked if is_blank(activity.priority_reason) else told))

    def _on_changes(self, changes: Changes) -> None:
        if self.row_id and not changes.tables.isdisjoint({"activities", "ratings"}):
            self._show_suggestion()


class QuestionNumbers(QWidget):
    """The numbers of the questions that an activity follows from. Leaving the box, or Enter, puts them in order."""

    def __init__(self, bridge: DocumentBridge, to_question: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._to_question = bridge, to_question
        self._row_id = ""
        caption = QLabel(tr(Message("Based on the questions")))
        self.box = LineBox(self)
        self.held = HeldText(self, bridge, self._write, ready=self._are_questions, named=partial(named_after, self.box))
        self.box.setAccessibleName(tr(Message("Numbers of the questions that the activity is based on")))
        self.box.setPlaceholderText(tr(Message("numbers, for example 3.20, 3.21")))
        self.box.setReadOnly(bridge.read_only)
        caption.setBuddy(self.box)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.see = QPushButton(tr(Message("Go to a question")), self)
        self.see.setMenu(self.menu)
        row = FlowRow(self)
        row.add(caption, self.box, self.see)
        column(self).addWidget(row)
        self.box.textEdited.connect(self.held.typed)
        self.box.returnPressed.connect(self._leave)
        self.box.burst_ended.connect(self._leave)
        self.held.follow(self._on_changes)

    def show_activity(self, row_id: str) -> None:
        """Shows the questions of another activity ("" for none)."""
        self._row_id = row_id
        self.held.drop()
        self.box.setEnabled(bool(row_id))
        self._show()

    def _write(self) -> bool:
        """Writes the questions. False when a number is not a question: it stays, and the message bar says which."""
        if not self._row_id:
            return True
        return self._bridge.run(set_activity_questions, activity=self._row_id, questions=self._typed(), initiator=self)

    def _typed(self) -> list[str]:
        return [part for part in re.split(r"[,;\s]+", self.box.text().strip()) if part]

    def _are_questions(self) -> bool:
        numbers = {place[2].number for place in self._bridge.cached_content.places.values()}
        return all(part.upper() in numbers for part in self._typed())

    def _leave(self) -> None:
        if self.held.pending and self.held.leave() and not self._bridge.closed:
            self._show()

    def _questions(self) -> list[str]:
        if not self._row_id:
            return []
        linked = {row.question_id for row in self._bridge.document.read.where(ActivityQuestion, activity_id=self._row_id)}
        return [row_id for row_id in self._bridge.cached_content.places if row_id in linked]

    def _show(self) -> None:
        places, ids = self._bridge.cached_content.places, self._questions()
        self.see.setEnabled(bool(ids))
        self.box.show_text(", ".join(places[row_id][2].number for row_id in ids))

    def _fill_menu(self) -> None:
        self.menu.clear()
        for row_id in self._questions():
            question = self._bridge.cached_content.places[row_id][2]
            text = f"{question.number}  {question.wording}"
            action = self.menu.addAction(shorten(text, _MENU_LENGTH, placeholder="…").replace("&", "&&"))
            action.triggered.connect(lambda _=False, wanted=row_id: self._to_question(wanted))

    def _on_changes(self, changes: Changes) -> None:
        if "activity_questions" in changes.tables:
            self._show()
