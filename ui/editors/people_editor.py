"""The boxes in a form for the people of an activity, an indicator or a document: one for each role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from PySide6.QtWidgets import QWidget

from ui.editors.field_form import FieldForm
from ui.editors.people_box import PeopleBox
from ui.editors.row_editor import RowEditor
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.model.changes import Changes
from workbench.model.labels import label
from workbench.model.named import joined
from workbench.model.rows import Contributor, PersonLink, Row
from workbench.model.vocabulary import Role
from workbench.operations.roles import name_people
from workbench.plan.people import names_with, people_of, roles_of

PeopleEditors: TypeAlias = Mapping[Role, "PeopleEditor"]

_SHOWN_AGAIN_BY: Final = Contributor.table
"""A name may have changed on the page People."""


class PeopleEditor(RowEditor[Row]):
    """Shows those with one role in one row at a time. What is typed is written at each pause, and when the focus leaves."""

    def __init__(
        self,
        bridge: DocumentBridge,
        row_type: type[Row],
        link_type: type[PersonLink],
        role: Role,
        parent: QWidget | None = None,
    ) -> None:
        self._link_type, self._role = link_type, role
        self.box = PeopleBox(lambda: contributors(bridge))
        self.box.setReadOnly(bridge.read_only)
        self.box.setAccessibleName(tr(label(role)))
        super().__init__(
            bridge, self.box, row_type, name_people, "owner", show=self._show_names, write=self._write_names, parent=parent
        )
        self.box.textEdited.connect(self.typed)
        self.box.chosen.connect(self._on_chosen)
        self.box.burst_ended.connect(self.held.leave)

    def _write_names(self) -> bool:
        return self.run(of=self._link_type, role=self._role, text=self.box.text())

    def _show_names(self, row: Row | None) -> None:
        people = people_of(self._bridge.document, self._link_type, row.id) if row is not None else ()
        self.box.show_text(joined(names_with(self._role, people)))

    def is_shown(self, changes: Changes) -> bool:
        """Whether a change touches the people who are shown, or may have changed a name."""
        links = changes.of(self._link_type.table)
        touched = (row for change in links for row in (change.before, change.after) if isinstance(row, PersonLink))
        return _SHOWN_AGAIN_BY in changes.tables or any(row.owner_id == self._row_id for row in touched)

    def _on_chosen(self) -> None:
        self.typed()
        self.held.leave()


def contributors(bridge: DocumentBridge) -> Sequence[str]:
    """The names of the people on the page People."""
    return [person.name for person in bridge.document.read.every(Contributor) if person.name.strip()]


def add_people(form: FieldForm, link_type: type[PersonLink], *, after: str) -> PeopleEditors:
    """Adds a box for each role to a form, below the field ``after``; each is to be bound like the form."""
    editors = {role: PeopleEditor(form.bridge, form.row_type, link_type, role) for role in roles_of(link_type)}
    form.insert_below(after, ((label(role), editor) for role, editor in editors.items()))
    return editors
