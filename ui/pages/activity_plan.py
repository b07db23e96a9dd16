"""One activity on the page of the plan: the fields of Annex 9, and the indicators that measure it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.bridge import DocumentBridge
from ui.editors.boxes import LineBox
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.field_form import FieldForm, FieldKind, FormField
from ui.editors.link_list import LinkList, LinkSpec
from ui.language import tr
from ui.models.plan_model import people
from ui.pages.page import column, heading
from workbench.changes import Changes
from workbench.document import Document
from workbench.i18n import Message
from workbench.model import Activity, ActivityIndicator, Indicator
from workbench.operations.activities import edit_activity, set_activity_indicators
from workbench.operations.indicators import add_indicator

_FIELDS = (
    FormField(label=Message("Activity"), field="title"),
    FormField(label=Message("Description"), field="description", kind=FieldKind.TEXT, lines=3),
    FormField(
        label=Message("Responsible person"),
        field="responsible_id",
        kind=FieldKind.CHOICE,
        none=Message("nobody from the list"),
    ),
    FormField(
        label=Message("Others responsible"),
        field="responsible",
        help=Message("Units, offices or people who are not on the page People."),
    ),
    FormField(label=Message("Performance target"), field="target", kind=FieldKind.TEXT, lines=2),
    FormField(label=Message("Budget and resources"), field="budget", kind=FieldKind.TEXT, lines=2),
    FormField(label=Message("Begins in"), field="start_quarter", kind=FieldKind.QUARTER),
    FormField(label=Message("Ends in"), field="end_quarter", kind=FieldKind.QUARTER),
    FormField(label=Message("Link to the strategic plan"), field="strategic_link", kind=FieldKind.TEXT, lines=2),
    FormField(label=Message("Confidential: not in the public edition"), field="confidential", kind=FieldKind.CHECK),
)


def _indicators(document: Document) -> Sequence[tuple[str, str]]:
    return [(row.id, row.name or tr(Message("indicator without a name"))) for row in document.read.every(Indicator)]


def _linked(document: Document, activity: str) -> Collection[str]:
    return {row.indicator_id for row in document.read.where(ActivityIndicator, activity_id=activity)}


class ActivityPlan(QWidget):
    """Shows one activity at a time."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self._bridge = bridge
        self.form = FieldForm(bridge, Activity, _FIELDS, edit_activity, identify="activity")
        spec = LinkSpec(
            label=Message("Key performance indicators"),
            options=_indicators,
            linked=_linked,
            operation=set_activity_indicators,
            identify="activity",
            argument="indicators",
            tables=frozenset({"indicators", "activity_indicators"}),
            empty=Message("There are no indicators yet. Name the first one below."),
        )
        self.indicators = LinkList(bridge, spec)
        self.name = LineBox(self)
        self.name.setAccessibleName(tr(Message("Name of a new indicator")))
        self.name.setPlaceholderText(tr(Message("Name of a new indicator")))
        self.name.setReadOnly(bridge.read_only)
        self.new = QPushButton(tr(Message("New indicator")), self)
        self.new.setEnabled(not bridge.read_only)
        self.name.returnPressed.connect(self.add_indicator)
        self.new.clicked.connect(self.add_indicator)
        layout = column(self)
        layout.addWidget(heading(Message("The chosen activity"), 2))
        layout.addWidget(self.form)
        layout.addWidget(self.indicators)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.new)
        layout.addLayout(row)
        bridge.changed.connect(self._on_changes)
        self._show_people()

    def show_activity(self, key: str) -> bool:
        """Shows an activity ("" for none); False when what is typed could not be written."""
        if key == self.key:
            return True
        if not self._bridge.flush() or not self.form.bind(key or None):
            return False
        self.key = key
        self.indicators.show_row(key)
        return True

    def add_indicator(self) -> None:
        """Adds an indicator with the typed name, which measures this activity."""
        name = self.name.text().strip()
        if not self.key or self._bridge.read_only or not self._bridge.flush():
            return
        if not name:
            self.name.setFocus()
            self._bridge.messages.info(Message("Write the name of the indicator first."), passing=True)
            return
        indicator = self._bridge.call(add_indicator, name=name)
        if indicator is not None:
            wanted = [*self.indicators.ticked(), indicator]
            self._bridge.run(set_activity_indicators, activity=self.key, indicators=wanted)
            self.name.clear()

    def _show_people(self) -> None:
        choice = self.form.editors["responsible_id"]
        if isinstance(choice, ChoiceEditor):
            choice.set_choices(people(self._bridge.document))

    def _on_changes(self, changes: Changes) -> None:
        if "contributors" in changes.tables:
            self._show_people()
