"""The register of background documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ui.editors.attachment_list import AttachmentList
from ui.editors.field_form import FormField
from ui.kit.file_drops import FileDrops
from ui.link.bridge import DocumentBridge
from ui.link.language import current, tr
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.models.row_table_model import Column, TableSpec
from ui.pages.page import Page, column, heading
from ui.pages.registers.register import MARK, Register, RegisterSpec
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer, BackgroundDocument, DocumentPerson, Evidence, Question
from workbench.operations import documents


def _supports(document: Document, row: Any) -> str:
    """The numbers of the questions whose answers a document supports."""
    links = document.read.where(Evidence, document_id=row.id)
    answers = (document.get(Answer, link.answer_id) for link in links)
    asked = (document.get(Question, answer.question_id) for answer in answers if answer is not None)
    questions = sorted((row for row in asked if row is not None), key=lambda row: (row.place, row.id))
    return current().listed(question.number for question in questions)


DOCUMENTS = RegisterSpec(
    name=Message("Background documents"),
    empty=Message(
        "There are no background documents yet. Add what the group has read: laws, plans, reports, figures, surveys."
    ),
    add_label=Message("Add document"),
    removed=Message("The document “{name}” was removed.", name=""),
    add=documents.add_document,
    remove=documents.remove_document,
    table=TableSpec(
        row_type=BackgroundDocument,
        columns=(
            Column("title", width=20),
            Column("kind", width=16),
            Column("source", width=16),
            Column("date", width=11),
            Column(heading=Message("Questions"), text=_supports, editable=False, width=10),
            MARK,
        ),
        edit=documents.edit_document,
        identify="entry",
        also=frozenset({"evidence"}),
    ),
    fields=(
        FormField("reference", label=Message("Reference or place")),
        FormField("note", lines=2, grows_to=8),
        FormField("confidential", help=Message("Not in the public edition of the report.")),
    ),
    people=DocumentPerson,
    people_below="reference",
)


UNTITLED = Message("document without a title")
_SHOWN = 60


def shorten(title: str) -> str:
    """A title that fits into a menu."""
    return title if len(title) <= _SHOWN else f"{title[:_SHOWN].rstrip()}…"


class DocumentsPage(Page):
    """The register of background documents."""

    stage = Stage.DOCUMENTS

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.attachments = AttachmentList(bridge)
        self.register = Register(bridge, DOCUMENTS, more=(heading(Message("Attachments"), 2), self.attachments))
        table = self.register.table
        table.chosen.connect(self.attachments.show_document)
        self.attachments.show_document(table.current_id())
        FileDrops(self, (self, table.grid.viewport()), self._dropped)
        layout = column(self, MARGIN)
        layout.addWidget(heading(Message("Documents")))
        layout.addWidget(self.register, 1)

    @property
    def shown_row(self) -> str:
        """The id of the selected row."""
        return self.register.table.current_id()

    def show_row(self, row_id: str) -> None:
        """Leads to a document."""
        self.register.show_row(row_id)

    def _dropped(self, paths: list[Path], at: QPoint) -> None:
        """Files on a row, or on what stands below the table, belong to that document; others become documents."""
        acts, entry = self.attachments.acts, self._document_at(at)
        row = self.bridge.document.get(BackgroundDocument, entry) if entry else None
        if row is not None:
            self.register.show_row(row.id)
            title = shorten(row.title or tr(UNTITLED))
            acts.offer(paths, acts.to_entry(row.id), Message("Attach to “{title}”", title=title), at)
            return
        what = Message("Add as {count} document", "Add as {count} documents", count=len(paths))
        acts.offer(paths, acts.to_register(), what, at)

    def _document_at(self, at: QPoint) -> str:
        """The id of the document at a place on the screen, or the empty string."""
        details, table = self.register.details, self.register.table
        if details.isVisible() and details.rect().contains(details.mapFromGlobal(at)):
            return table.current_id()
        viewport = table.grid.viewport()
        place = viewport.mapFromGlobal(at)
        row = table.model.row_at(table.grid.indexAt(place)) if viewport.rect().contains(place) else None
        return row.id if row is not None else ""
