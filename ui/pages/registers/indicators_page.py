"""Key performance indicators, their Annex 11 sheets, and what has been measured."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.editors.field_form import FormField
from ui.editors.row_table import RowTable
from ui.kit.chips import Badge, Chip
from ui.link.bridge import DocumentBridge
from ui.link.language import current, tr
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.models.row_table_model import Column, TableSpec
from ui.pages.page import Page, column, heading
from ui.pages.registers.register import MARK, Register, RegisterSpec
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.offered_words import INDICATOR_TYPES
from workbench.model.rows import Activity, ActivityIndicator, Indicator, IndicatorPerson, Measurement
from workbench.operations import indicators
from workbench.plan.indicator_sheet import SHEET_FIELDS, field_state, is_required, missing_fields, sheet_state
from workbench.plan.order import place_of

_ONE_LINE = ("name", "periodicity", "target")


def _activities(document: Document, row: Any) -> str:
    """The titles of the activities that an indicator measures, in the order of the plan."""
    links = document.read.where(ActivityIndicator, indicator_id=row.id)
    found = (document.get(Activity, link.activity_id) for link in links)
    activities = [activity for activity in found if activity is not None]
    in_order = sorted(activities, key=lambda activity: place_of(document, activity))
    return current().listed((activity.title for activity in in_order), titles=True)


def _completeness(_document: Document, row: Any) -> str:
    """How complete the sheet of an indicator is, in a word or two."""
    missing = len(missing_fields(row))
    return tr(Message("{count} missing", "{count} missing", count=missing) if missing else Message("Complete"))


def field_badge(row: Indicator, field: str) -> Badge | None:
    """The badge beside a field of a sheet; None for a field that the guide does not require."""
    if not is_required(field):
        return None
    missing = field in missing_fields(row)
    return Badge(field_state(row, field), "warning" if missing else "done", "warn" if missing else "plain")


def sheet_badge(row: Indicator) -> Badge:
    """The badge at the head of a sheet."""
    missing = bool(missing_fields(row))
    return Badge(sheet_state(row), "warning" if missing else "done", "warn" if missing else "good")


SHEET = tuple(
    FormField(name, lines=2, grows_to=8, one_line=name in _ONE_LINE, offers=INDICATOR_TYPES if name == "types" else ())
    for name in SHEET_FIELDS
)


INDICATORS = RegisterSpec(
    name=Message("Indicators"),
    empty=Message("There are no indicators yet. Add one for each thing that will show whether an activity works."),
    add_label=Message("Add indicator"),
    removed=Message("The indicator “{name}” was removed.", name=""),
    add=indicators.add_indicator,
    remove=indicators.remove_indicator,
    table=TableSpec(
        row_type=Indicator,
        columns=(
            Column("name", width=24),
            Column("target", width=14),
            Column(heading=Message("Measured activities"), text=_activities, editable=False, width=18),
            MARK,
            Column(heading=Message("Sheet"), text=_completeness, editable=False, width=10),
        ),
        edit=indicators.edit_indicator,
        identify="indicator",
        also=frozenset({"activities", "activity_indicators"}),
    ),
    fields=(*SHEET, FormField("confidential", help=Message("Neither the sheet nor its values are in the public edition."))),
    people=IndicatorPerson,
    people_below="source",
)

MEASUREMENTS = TableSpec(
    row_type=Measurement,
    columns=(
        Column("date", width=13),
        Column("value", width=16),
        Column("note", width=34),
        Column("baseline", width=9),
        MARK,
    ),
    edit=indicators.edit_measurement,
    identify="measurement",
    where={"indicator_id": ""},
)


class IndicatorsPage(Page):
    """The register of indicators, numbered as in the report, with the measurements of the selected one below its sheet."""

    stage = Stage.INDICATORS

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.measurements = RowTable(
            bridge,
            MEASUREMENTS,
            name=Message("Measurements"),
            empty=Message("There are no measurements yet. Start with the value before the work starts: the baseline."),
            add_label=Message("Add measurement"),
            add=self._add_measurement,
            remove=self._remove_measurement,
            removed=Message("The measurement was removed."),
        )
        self.measurements.setMinimumHeight(self.measurements.fontMetrics().lineSpacing() * 10)
        self.state = Chip()
        more = (heading(Message("Measurements"), 2), self.measurements)
        self.register = Register(bridge, INDICATORS, head=self._head(), more=more)
        self.register.table.grid.verticalHeader().show()
        self.register.table.chosen.connect(self._choose)
        self._choose(self.register.table.current_id())
        layout = column(self, MARGIN)
        layout.addWidget(heading(Message("Indicators")))
        layout.addWidget(self.register, 1)

    @property
    def shown_row(self) -> str:
        """The id of the selected row."""
        return self.register.table.current_id()

    def show_row(self, row_id: str) -> None:
        """Leads to an indicator."""
        self.register.show_row(row_id)

    def on_changes(self, changes: Changes) -> None:
        """Shows again which fields of the sheet are missing."""
        if Indicator.table in changes.tables:
            self._show_states(self.register.table.current_id())

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(heading(Message("Sheet of the indicator (Annex 11)"), 2), 1)
        row.addWidget(self.state)
        return head

    def _choose(self, row_id: str) -> None:
        self.measurements.model.show_only(indicator_id=row_id)
        self._show_states(row_id)

    def _show_states(self, row_id: str) -> None:
        row = self.bridge.document.get(Indicator, row_id) if row_id else None
        self.state.show_badge(sheet_badge(row) if row is not None else None)
        for field in self.register.form.labels:
            self.register.form.show_badge(field, field_badge(row, field) if row is not None else None)

    def _add_measurement(self) -> str | None:
        row_id = self.register.table.current_id()
        return self.bridge.call(indicators.add_measurement, indicator=row_id) if row_id and self.bridge.flush() else None

    def _remove_measurement(self, row_id: str) -> bool:
        return self.bridge.run(indicators.remove_measurement, measurement=row_id)
