"""The editor in the form for the people who are responsible for an activity."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.editors.people_box import PeopleBox
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.plan.activity_editor import ActivityEditor
from workbench.model.changes import Changes
from workbench.model.rows import Activity, Contributor
from workbench.plan.columns import PLAN_HEADINGS
from workbench.plan.row import RowLinks


class PeopleEditor(ActivityEditor):
    """Shows one activity at a time. What is typed is written at each pause, and when the focus leaves."""

    def __init__(self, bridge: DocumentBridge, operation: Callable[..., object], parent: QWidget | None = None) -> None:
        self.box = PeopleBox(lambda: contributors(bridge))
        self.box.setReadOnly(bridge.read_only)
        self.box.setAccessibleName(tr(PLAN_HEADINGS["responsible"]))
        super().__init__(bridge, self.box, operation, show=self._show_names, write=self._write_names, parent=parent)
        self.box.textEdited.connect(self.typed)
        self.box.chosen.connect(self._on_chosen)
        self.box.burst_ended.connect(self.held.leave)

    def _write_names(self) -> bool:
        return self.run(text=self.box.text())

    def _show_names(self, row: Activity | None) -> None:
        self.box.show_text(RowLinks(self._bridge.document).responsible(row) if row is not None else "")

    def is_shown(self, changes: Changes) -> bool:
        """Also true after a change of people: a name may have changed on the page People."""
        return Contributor.table in changes.tables or super().is_shown(changes)

    def _on_chosen(self) -> None:
        self.typed()
        self.held.leave()


def contributors(bridge: DocumentBridge) -> list[str]:
    """The names of the people on the page People."""
    return [person.name for person in bridge.document.read.every(Contributor) if person.name.strip()]
