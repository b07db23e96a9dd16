"""One activity on the page of the plan: the fields of Annex 9, what its target leaves open, and its indicators."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QLabel, QWidget

from ui.editors.field_form import FieldForm, FormField
from ui.editors.people_editor import add_people
from ui.kit.beside import BesideOrBelow, letters_across
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.style import WIDE
from ui.models.plan_help import PlanHelp
from ui.pages.page import column, heading, paragraph
from ui.pages.plan.activity_indicators import ActivityIndicators
from ui.pages.plan.timeline_editor import TimelineEditor
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import Activity, ActivityPerson
from workbench.model.vocabulary import ActivityRole
from workbench.operations.activities import edit_activity
from workbench.plan.columns import PLAN_COLUMNS, PLAN_HEADINGS
from workbench.plan.row import LINKED_TABLES, RowLinks, row_state
from workbench.plan.smart import SMART_NAMES, open_questions

_BESIDE: Final = 130
"""The width from which the form and the indicators have room beside each other, in average characters."""
_TOLD_BY: Final = LINKED_TABLES | {Activity.table}
_FIELDS = (
    FormField("title"),
    FormField("description", lines=2, grows_to=12),
    FormField("target", lines=1, grows_to=8),
    FormField("budget", lines=1, grows_to=8),
    FormField("strategic_link", lines=1, grows_to=8),
    FormField("confidential", label=Message("Confidential: not in the public edition")),
)


class ActivityPlan(QWidget):
    """Shows one activity at a time. The indicators stand beside the form where there is room, else below it."""

    def __init__(self, bridge: DocumentBridge, help_: PlanHelp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_id = ""
        self._bridge = bridge
        self.form = FieldForm(bridge, Activity, _FIELDS, edit_activity, identify="activity")
        self.people = add_people(self.form, ActivityPerson, after="description")
        self.timeline = TimelineEditor(bridge, edit_activity)
        self.smart: QLabel = paragraph("", "help")
        self.smart.setAccessibleName(tr(Message("Questions about the target")))
        self.state: QLabel = paragraph("", "help")
        self.indicators = ActivityIndicators(bridge, help_)
        self._lay_out()
        self._explain(help_)
        bridge.changed.connect(self._on_changes)
        self._show_state()

    def show_activity(self, row_id: str) -> bool:
        """Shows an activity ("" for none); False when what is typed could not be written."""
        if row_id == self.row_id:
            return True
        if not self._bridge.flush() or not self.form.bind(row_id or None):
            return False
        if not all(editor.bind(row_id) for editor in self.people.values()) or not self.timeline.bind(row_id):
            return False
        self.row_id = row_id
        self._show_state()
        return self.indicators.show_activity(row_id)

    def _lay_out(self) -> None:
        first = QWidget(self)
        left = column(first)
        left.addWidget(heading(Message("The selected activity"), 2))
        left.addWidget(self.state)
        left.addWidget(self.form)
        left.addStretch(1)
        form = self.form.layout()
        assert isinstance(form, QFormLayout)  # noqa: S101  what a form is made of
        form.insertRow(_row_of(form, self.form.editors["target"]) + 1, "", self.smart)
        self.form.insert_below("budget", [(PLAN_HEADINGS["timeline"], self.timeline)])
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._beside = BesideOrBelow(lambda: letters_across(self) >= _BESIDE, self._arrange, beside=False)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(WIDE)
        self._parts.addWidget(first, 3)
        self._parts.addWidget(self.indicators, 2)

    def _explain(self, help_: PlanHelp) -> None:
        """Gives each editor the help for its column as a tooltip."""
        editors = {**self.form.editors, "responsible": self.people[ActivityRole.RESPONSIBLE].box, "timeline": self.timeline}
        for part in PLAN_COLUMNS:
            if part.name in editors:
                help_.explain(editors[part.name], part.help)

    def _show_state(self) -> None:
        """Shows what is missing in the row, and what its target leaves open."""
        row = self._bridge.document.get(Activity, self.row_id) if self.row_id else None
        self.state.setVisible(row is not None)
        if row is not None:
            missing = RowLinks(self._bridge.document).missing(row)
            self.state.setText(tr(row_state(missing)))
            self.state.setProperty("role", "warn" if missing else "good")
            self.state.style().polish(self.state)
        self._show_questions(row)

    def _show_questions(self, row: Activity | None) -> None:
        responsible = row is not None and bool(RowLinks(self._bridge.document).responsible(row))
        questions = open_questions(row, responsible=responsible) if row is not None else ()
        asked = [
            tr(Message("{letter}: {question}", letter=SMART_NAMES[entry.letter], question=entry.question))
            for entry in questions
        ]
        self.smart.setText("\n".join([tr(Message("To ask yourselves (SMART)")), *asked]) if asked else "")
        self.smart.setVisible(bool(asked))

    def _on_changes(self, changes: Changes) -> None:
        if not changes.tables.isdisjoint(_TOLD_BY):
            self._show_state()

    def _arrange(self, beside: bool) -> None:  # noqa: FBT001  what BesideOrBelow tells
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the indicators beside the form where there is room."""
        super().resizeEvent(event)
        self._beside.follow_width()


def _row_of(form: QFormLayout, editor: QWidget) -> int:
    """The row of an editor in a form."""
    items = (form.itemAt(row, QFormLayout.ItemRole.FieldRole) for row in range(form.rowCount()))
    return next(row for row, item in enumerate(items) if item is not None and item.widget() is editor)
