"""The indicators of an activity: which ones measure it, a new one, and the sheet of the selected one (Annex 11)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.editors.boxes import LineBox
from ui.editors.draft import Draft, DraftOf
from ui.editors.field_form import FieldForm
from ui.editors.link_list import LinkList, LinkSpec
from ui.kit.in_sight import bring_into_sight
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.models.plan_help import PlanHelp
from ui.pages.page import column, heading, paragraph
from ui.pages.registers.indicators_page import INDICATORS
from workbench.checklist.help_pages import Topic
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import ActivityIndicator, Indicator
from workbench.operations.activities import set_activity_indicators
from workbench.operations.indicators import add_indicator, edit_indicator, remove_indicator
from workbench.plan.indicator_sheet import missing_fields, sheet_state
from workbench.reports.contents import INDICATOR_FIELDS


def _indicators(document: Document) -> Sequence[tuple[str, str]]:
    return [(row.id, row.name or tr(Message("indicator without a name"))) for row in document.read.every(Indicator)]


def _linked(document: Document, activity: str) -> Collection[str]:
    return {row.indicator_id for row in document.read.where(ActivityIndicator, activity_id=activity)}


class ActivityIndicators(QWidget):
    """A panel beside the form of an activity. The sheet is that of the current row of the list."""

    def __init__(self, bridge: DocumentBridge, help_: PlanHelp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._help = bridge, help_
        self._activity, self.indicator = "", ""
        spec = LinkSpec(
            label=Message("Ticked indicators measure this activity"),
            options=_indicators,
            linked=_linked,
            operation=set_activity_indicators,
            identify="activity",
            argument="indicators",
            tables=frozenset({"indicators", "activity_indicators"}),
            empty=Message("There are no indicators yet. Name the first one below."),
        )
        self.links = LinkList(bridge, spec)
        self.name = LineBox(self)
        self.name.setAccessibleName(tr(Message("Name of a new indicator")))
        self.name.setPlaceholderText(tr(Message("Name of a new indicator")))
        self.name.setReadOnly(bridge.read_only)
        self.draft = Draft(self.name, bridge, self._draft_of())
        self.new = QPushButton(tr(Message("New indicator")), self)
        self.new.setEnabled(not bridge.read_only)
        self.sheet_heading = heading(Message("Sheet of the selected indicator"), 3)
        self.missing: QLabel = paragraph("", "help")
        self.hint: QLabel = paragraph(Message("Select an indicator to see its sheet (Annex 11)."), "help")
        self.sheet = FieldForm(bridge, Indicator, INDICATORS.fields, edit_indicator, identify="indicator")
        self._lay_out()
        self.name.returnPressed.connect(self.add_indicator)
        self.new.clicked.connect(self.add_indicator)
        self.links.list.currentRowChanged.connect(self._on_row)
        bridge.changed.connect(self._on_changes)
        self._show_sheet()

    def show_activity(self, row_id: str) -> bool:
        """Shows the indicators of an activity, with the sheet of the first; False when a sheet could not be written."""
        if not self.sheet.flush() or self.draft.finish() is None:
            return False
        self._activity = row_id
        self.links.show_row(row_id)
        ticked = self.links.ticked()
        return self.show_indicator(ticked[0] if ticked else "")

    def show_indicator(self, row_id: str) -> bool:
        """Shows the sheet of an indicator ("" for none)."""
        ids = [option for option, _ in _indicators(self._bridge.document)]
        row_id = row_id if row_id in ids else ""
        if not self.sheet.bind(row_id or None):
            return False
        self.indicator = row_id
        self.links.list.setCurrentRow(ids.index(row_id) if row_id else -1)
        self._show_sheet()
        return True

    def take_focus(self) -> None:
        """Puts the focus into the list, or into the name of a new indicator while there is none."""
        wanted = self.links.list if self.links.list.isVisibleTo(self) else self.name
        wanted.setFocus()
        bring_into_sight(wanted)
        if wanted is self.links.list and self.links.list.currentRow() < 0:
            self.links.list.setCurrentRow(0)

    def add_indicator(self) -> None:
        """Adds an indicator with the typed name, which measures this activity, and shows its sheet."""
        if not self._activity or self._bridge.read_only or not self._bridge.flush():
            return
        indicator = self.draft.finish()
        if indicator:
            self.show_indicator(indicator)
        elif indicator is not None:
            self.name.setFocus()
            self._bridge.messages.info(Message("Write the name of the indicator first."), passing=True)

    def _draft_of(self) -> DraftOf:
        bridge = self._bridge

        def text(row_id: str) -> str | None:
            row = bridge.document.get(Indicator, row_id)
            return row.name if row is not None else None

        return DraftOf(
            add=self._add,
            edit=lambda row_id, text: bridge.run(edit_indicator, indicator=row_id, name=text, initiator=self.draft),
            remove=lambda row_id: bridge.run(remove_indicator, indicator=row_id, initiator=self.draft),
            text=text,
        )

    def _add(self, name: str) -> str | None:
        if not self._activity:
            return None
        indicator = self._bridge.call(add_indicator, name=name, initiator=self.draft)
        if indicator is not None:
            wanted = [*self.links.ticked(), indicator]
            self._bridge.run(set_activity_indicators, activity=self._activity, indicators=wanted, initiator=self.draft)
        return indicator

    def _lay_out(self) -> None:
        layout = column(self)
        layout.addWidget(heading(Message("Key performance indicators"), 2))
        layout.addWidget(self.links)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.new)
        layout.addLayout(row)
        for widget in (self.hint, self.sheet_heading, self.missing, self.sheet):
            layout.addWidget(widget)
        layout.addStretch(1)
        for name, editor in self.sheet.editors.items():
            self._help.explain(editor, name, Topic.INDICATOR_SHEET)

    def _on_row(self, row: int) -> None:
        ids = [option for option, _ in _indicators(self._bridge.document)]
        wanted = ids[row] if 0 <= row < len(ids) else ""
        if wanted and wanted != self.indicator and not self.show_indicator(wanted):
            self.links.list.setCurrentRow(ids.index(self.indicator) if self.indicator in ids else -1)

    def _show_sheet(self) -> None:
        row = self._bridge.document.get(Indicator, self.indicator) if self.indicator else None
        for widget in (self.sheet_heading, self.missing, self.sheet):
            widget.setVisible(row is not None)
        self.hint.setVisible(row is None and bool(_indicators(self._bridge.document)))
        if row is None:
            return
        names = tuple(INDICATOR_FIELDS[name] for name in missing_fields(row))
        state = tr(sheet_state(row))
        missing = Message("{state} Missing: {fields}.", state=state, fields=names)
        self.missing.setText(tr(missing) if names else state)
        self.missing.setProperty("role", "warn" if names else "good")
        self.missing.style().polish(self.missing)

    def _on_changes(self, changes: Changes) -> None:
        if Indicator.table not in changes.tables:
            return
        if self.indicator and self._bridge.document.get(Indicator, self.indicator) is None:
            self.show_indicator("")
        self._show_sheet()
