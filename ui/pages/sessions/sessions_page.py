"""The sessions; the report lists each with date, duration, topics, participants and results."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.editors.field_form import FormField
from ui.editors.link_list import LinkSpec
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.models.row_table_model import Column, TableSpec
from ui.pages.page import Page, column, heading
from ui.pages.registers.people_page import checklist_areas, contributors, in_groups
from ui.pages.registers.register import MARK, Register, RegisterSpec
from ui.pages.sessions.session_band import SessionBand
from workbench.document.document import Document
from workbench.document.session_times import is_planned, present_at, running_session
from workbench.language.i18n import Message
from workbench.model.rows import Session, SessionArea
from workbench.operations import sessions


def _state(document: Document, row: Session) -> str:
    """Whether a session is running or planned, in words; empty for one that has taken place."""
    if row.running:
        return tr(Message("Running"))
    return tr(Message("Planned")) if is_planned(row, document.now()) else ""


def _areas(document: Document, session: str) -> Collection[str]:
    return [link.area_id for link in document.read.where(SessionArea, session_id=session)]


SESSIONS = RegisterSpec(
    name=Message("Sessions"),
    empty=Message(
        "There are no sessions yet. Start one when a meeting starts. You can also add past and planned "
        "meetings; the report shows them all."
    ),
    add_label=Message("Add session"),
    removed=Message("The session “{name}” was removed.", name=""),
    add=sessions.add_session,
    remove=sessions.remove_session,
    table=TableSpec(
        row_type=Session,
        columns=(
            Column("title", width=13),
            Column("date", width=11),
            Column("start_time", width=8),
            Column("minutes", width=10),
            Column("location", width=13),
            Column(heading=Message("Status"), text=_state, editable=False, width=8),
            MARK,
        ),
        edit=sessions.edit_session,
        identify="session",
    ),
    fields=(
        FormField("planned_minutes"),
        FormField("topics", lines=2, grows_to=8),
        FormField("results", lines=3, grows_to=10),
        FormField("confidential", help=Message("Not in the public edition of the report.")),
    ),
    links=(
        LinkSpec(
            label=Message("Participants"),
            options=contributors,
            linked=present_at,
            operation=sessions.set_session_participants,
            identify="session",
            argument="contributors",
            tables=frozenset({"contributors", "session_participants", "working_groups", "group_members"}),
            empty=Message("Add contributors on the page People first."),
            groups=in_groups,
            whole=True,
        ),
        LinkSpec(
            label=Message("Areas covered"),
            options=checklist_areas,
            linked=_areas,
            operation=sessions.set_session_areas,
            identify="session",
            argument="areas",
            tables=frozenset({"areas", "session_areas", "wordings"}),
            empty=Message("The checklist has no areas."),
            whole=True,
        ),
    ),
    links_first=True,
)


class SessionsPage(Page):
    """The band for the running session, and the register of all sessions, numbered as in the report."""

    stage = Stage.SESSIONS

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.band = SessionBand(bridge)
        self.register = Register(bridge, SESSIONS)
        self.register.table.grid.verticalHeader().show()
        layout = column(self, MARGIN)
        layout.addWidget(heading(Message("Sessions")))
        layout.addWidget(self.band)
        layout.addWidget(self.register, 1)
        self.register.table.chosen.connect(self.band.choose)
        self.band.wanted.connect(self.show_row)
        self._begin()

    @property
    def shown_row(self) -> str:
        """The id of the selected session."""
        return self.register.table.current_id()

    def show_row(self, row_id: str) -> None:
        """Leads to a session."""
        self.register.show_row(row_id)

    def take_focus(self) -> None:
        """The table, once it has rows: a space typed too much must not end a session."""
        grid = self.register.table.grid
        if grid.isVisible():
            grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def resume_point(self) -> tuple[str, int]:
        """The session that is chosen."""
        return self.register.table.current_id(), 0

    def _begin(self) -> None:
        """Shows the running session first; when none is running, the first of the register."""
        running = running_session(self.bridge.document)
        if running is not None:
            self.register.show_row(running.id)
        self.band.choose(self.register.table.current_id())
