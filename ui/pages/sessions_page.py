"""The meetings: the report lists each with date, duration, topics, participants and results."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from ui.bridge import DocumentBridge
from ui.editors.field_form import FieldKind, FormField
from ui.editors.link_list import LinkSpec
from ui.models.row_table_model import Column, ColumnKind, TableSpec
from ui.pages.page import Page, column, heading
from ui.pages.people_page import checklist_lists, contributors
from ui.pages.register import MARK, Register, RegisterSpec
from ui.stages import Stage
from ui.style import MARGIN
from workbench.document import Document
from workbench.i18n import Message
from workbench.model import Session, SessionList, SessionParticipant
from workbench.operations import sessions


def _participants(document: Document, session: str) -> Collection[str]:
    return [link.contributor_id for link in document.read.where(SessionParticipant, session_id=session)]


def _lists(document: Document, session: str) -> Collection[str]:
    return [link.list_id for link in document.read.where(SessionList, session_id=session)]


SESSIONS = RegisterSpec(
    name=Message("Sessions"),
    empty=Message("There are no sessions yet. Add each meeting of the assessment; the report lists them all."),
    add_label=Message("Add a session"),
    removed=Message("The session was removed."),
    add=sessions.add_session,
    remove=sessions.remove_session,
    table=TableSpec(
        row_type=Session,
        columns=(
            Column(heading=Message("Title"), field="title", width=26),
            Column(heading=Message("Date"), field="date", kind=ColumnKind.DATE, width=13),
            Column(heading=Message("Start"), field="start_time", kind=ColumnKind.DATE, width=9),
            Column(heading=Message("Minutes"), field="minutes", kind=ColumnKind.NUMBER, width=11),
            Column(heading=Message("Place"), field="location", width=21),
            MARK,
        ),
        edit=sessions.edit_session,
        identify="session",
    ),
    fields=(
        FormField(label=Message("Topics"), field="topics", kind=FieldKind.TEXT, lines=2, grows_to=8),
        FormField(label=Message("Results"), field="results", kind=FieldKind.TEXT, lines=3, grows_to=10),
        FormField(label=Message("Confidential: not in the public edition"), field="confidential", kind=FieldKind.CHECK),
    ),
    links=(
        LinkSpec(
            label=Message("Participants"),
            options=contributors,
            linked=_participants,
            operation=sessions.set_session_participants,
            identify="session",
            argument="contributors",
            tables=frozenset({"contributors", "session_participants"}),
            empty=Message("Add contributors on the page People first."),
        ),
        LinkSpec(
            label=Message("Lists covered"),
            options=checklist_lists,
            linked=_lists,
            operation=sessions.set_session_lists,
            identify="session",
            argument="lists",
            tables=frozenset({"lists", "session_lists", "wordings"}),
            empty=Message("The checklist has no lists."),
        ),
    ),
)


class SessionsPage(Page):
    """One register."""

    stage = Stage.SESSIONS

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.register = Register(bridge, SESSIONS)
        layout = column(self, MARGIN)
        layout.addWidget(heading(Message("Sessions")))
        layout.addWidget(self.register, 1)

    def show_row(self, key: str) -> None:
        """Leads to a session."""
        self.register.show_row(key)
