"""Who takes part: contributors, and the working groups that they form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from ui.editors.field_form import FormField
from ui.editors.link_list import LinkSpec, OptionGroup
from ui.kit.split_view import Tabs
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.models.row_table_model import Column, TableSpec
from ui.pages.page import Page, column, focus_first, heading
from ui.pages.registers.register import MARK, Register, RegisterSpec
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.offered_words import FIELDS_OF_WORK
from workbench.model.rows import Contributor, GroupArea, GroupMember, WorkingGroup
from workbench.operations import people

UNNAMED = Message("without a name")


def contributors(document: Document) -> Sequence[tuple[Any, str]]:
    """All contributors by id and name."""
    return [(row.id, row.name or tr(UNNAMED)) for row in document.read.every(Contributor)]


def in_groups(document: Document) -> Sequence[OptionGroup]:
    """The working groups with their members, to be ticked together."""
    return [OptionGroup(row.name or tr(UNNAMED), _members(document, row.id)) for row in document.read.every(WorkingGroup)]


def checklist_areas(document: Document) -> Sequence[tuple[str, str]]:
    """All areas of the checklist by id and title."""
    return [(entry.id, f"{entry.number}  {entry.title}") for entry in read_checklist(document).areas]


def _members(document: Document, group: str) -> Collection[str]:
    return [link.contributor_id for link in document.read.where(GroupMember, group_id=group)]


def _areas(document: Document, group: str) -> Collection[str]:
    return [link.area_id for link in document.read.where(GroupArea, group_id=group)]


CONTRIBUTORS = RegisterSpec(
    name=Message("Contributors"),
    empty=Message("There are no people yet. Add everyone who takes part: facilitators, officials, and people from outside."),
    add_label=Message("Add person"),
    removed=Message("The person “{name}” was removed.", name=""),
    add=people.add_contributor,
    remove=people.remove_contributor,
    table=TableSpec(
        row_type=Contributor,
        columns=(
            Column("name", width=15),
            Column("role", width=15),
            Column("job_title", width=15),
            Column("department", width=15),
            Column("organization", width=15),
            MARK,
        ),
        edit=people.edit_contributor,
        identify="contributor",
    ),
    fields=(
        FormField("background", lines=2, grows_to=8, offers=FIELDS_OF_WORK),
        FormField("gender"),
        FormField("contact", beside=True),
        FormField("confidential", help=Message("The name is not in public editions.")),
    ),
)

GROUPS = RegisterSpec(
    name=Message("Working groups"),
    empty=Message("There are no working groups yet. Add one, tick its members, and tick the areas that it answers."),
    add_label=Message("Add group"),
    removed=Message("The group “{name}” was removed.", name=""),
    add=people.add_group,
    remove=people.remove_group,
    table=TableSpec(
        row_type=WorkingGroup,
        columns=(
            Column("name", width=36),
            Column("rapporteur_id", choices=contributors, none=Message("Nobody yet"), width=24),
            MARK,
        ),
        edit=people.edit_group,
        identify="group",
        also=frozenset({"contributors"}),
    ),
    fields=(FormField("confidential", help=Message("Neither the group nor what it wrote is in public editions.")),),
    links=(
        LinkSpec(
            label=Message("Members"),
            options=contributors,
            linked=_members,
            operation=people.set_group_members,
            identify="group",
            argument="contributors",
            tables=frozenset({"contributors", "group_members"}),
            empty=Message("Add contributors first."),
            whole=True,
        ),
        LinkSpec(
            label=Message("Areas that the group answers"),
            options=checklist_areas,
            linked=_areas,
            operation=people.set_group_areas,
            identify="group",
            argument="areas",
            tables=frozenset({"areas", "group_areas", "wordings"}),
            empty=Message("The checklist has no areas."),
            whole=True,
        ),
    ),
)


class PeoplePage(Page):
    """Two registers, in two tabs: contributors and working groups."""

    stage = Stage.PEOPLE

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.contributors = Register(bridge, CONTRIBUTORS)
        self.groups = Register(bridge, GROUPS)
        self.contributors.table.more_for = self._add_forget
        self.tabs = Tabs(tr(Message("Contributors or working groups")), self)
        self.tabs.addTab(self.contributors, tr(CONTRIBUTORS.name))
        self.tabs.addTab(self.groups, tr(GROUPS.name))
        layout = column(self, MARGIN)
        layout.addWidget(heading(Message("People")))
        layout.addWidget(self.tabs, 1)

    def _add_forget(self, menu: QMenu, person: str) -> None:
        """What can be done with a contributor, beside what every table offers."""
        menu.addSeparator()
        forget = menu.addAction(tr(Message("Forget this person for good…")))
        forget.setEnabled(not self.bridge.read_only)
        forget.triggered.connect(lambda: self.forget_wanted.emit(person))

    @property
    def shown_row(self) -> str:
        """The id of the selected contributor, or of the selected group."""
        register = self.groups if self.tabs.currentWidget() is self.groups else self.contributors
        return register.table.current_id()

    def take_focus(self) -> None:
        """Gives the focus to the register in front, not to its tab: one types or pastes there at once."""
        focus_first(self.tabs.currentWidget())

    def show_row(self, row_id: str) -> None:
        """Leads to a contributor or a group."""
        group = self.bridge.document.get(WorkingGroup, row_id) is not None
        self.tabs.setCurrentWidget(self.groups if group else self.contributors)
        (self.groups if group else self.contributors).show_row(row_id)
