"""Tabs below an answer: evidence, activities."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.editors.attachment_acts import AttachmentActs
from ui.editors.field_link import Binding
from ui.editors.line_editor import LineEditor
from ui.editors.link_list import LinkList, LinkSpec
from ui.editors.mark_editor import MarkEditor
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.assessment.list_with_editor import ListWithEditor
from ui.pages.new_activity import NewActivity
from ui.pages.page import WrappedPart, paragraph
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.declared import label_of
from workbench.model.rows import Activity, ActivityQuestion, Attachment, BackgroundDocument, QuestionId
from workbench.operations.activities import edit_activity, remove_activity
from workbench.operations.answers import set_evidence
from workbench.plan.order import read_activities


class EvidenceTab(WrappedPart):
    """The documents of the register; those that support the answer are ticked.

    ``supporting`` says which these are, by their ids; ``to_register`` leads to the register.
    """

    def __init__(
        self,
        bridge: DocumentBridge,
        supporting: Callable[[DocumentBridge, QuestionId], set[str]],
        to_register: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        spec = LinkSpec(
            label=Message("Documents that support this answer"),
            options=_documents,
            linked=lambda _, question: supporting(bridge, QuestionId(question)),
            operation=set_evidence,
            identify="question",
            argument="documents",
            tables=frozenset({"documents", "evidence", "attachments"}),
            headed=False,
            ticked_first=True,
        )
        self.links = LinkList(bridge, spec)
        self._question = QuestionId("")
        self.acts = AttachmentActs(bridge, self)
        self._empty = self._while_empty(to_register)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.links)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._buttons())
        self._connect()

    def _while_empty(self, to_register: Callable[[], object]) -> QWidget:
        part = WrappedPart(self)
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(
            paragraph(Message("There are no background documents yet. Enter them once, on the page Documents."))
        )
        register = QPushButton(tr(Message("Go to Documents")))
        register.clicked.connect(to_register)
        inside.addWidget(register, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addStretch(1)
        return part

    def _connect(self) -> None:
        links = self.links.list
        links.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        links.customContextMenuRequested.connect(self._on_menu)
        links.itemActivated.connect(lambda _: self._open())
        links.currentItemChanged.connect(lambda *_: self._enable())
        self._bridge.changed.connect(self._on_changes)
        self._enable()

    def _on_changes(self, changes: Changes) -> None:
        """Nothing is asked of the file while somebody types."""
        if Attachment.table in changes.tables:
            self._enable()

    def _buttons(self) -> QVBoxLayout:
        """They stand beside the list, because there is more room than above and below it."""
        self.open = QPushButton(tr(Message("Open")), self)
        self.open.setToolTip(tip(tr(Message("Open the attachment of the selected document, as a copy for reading"))))
        self.open.clicked.connect(self._open)
        self.attach = QPushButton(tr(Message("Attach…")), self)
        self.attach.setToolTip(tip(tr(Message("Add a document with its paper as evidence; it can also be dragged here"))))
        self.attach.clicked.connect(lambda: self.acts.ask(self.acts.to_register(self._question), link=False))
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.open)
        column.addWidget(self.attach)
        column.addStretch(1)
        return column

    def _enable(self) -> None:
        entry = self.links.current_id()
        rows = self._bridge.document.read.where(Attachment, document_id=entry) if entry and not self._bridge.closed else ()
        self.open.setEnabled(bool(rows))
        self.attach.setEnabled(bool(self._question) and not self._bridge.read_only)

    def _open(self) -> None:
        if self.open.isEnabled():
            self.acts.open_of(self.links.current_id(), self.open.mapToGlobal(self.open.rect().bottomLeft()))

    def _on_menu(self, at: QPoint) -> None:
        item = self.links.list.itemAt(at)
        if item is not None:
            self.links.list.setCurrentItem(item)
        if self.open.isEnabled():
            self.acts.menu_for(self.links.current_id()).popup(self.links.list.viewport().mapToGlobal(at))

    def show_question(self, question: QuestionId) -> int:
        """Ticks what supports the answer to a question; returns how many."""
        self._question = question
        self.links.show_row(question)
        self._enable()
        self._stack.setCurrentWidget(self.links if self.links.list.count() else self._empty)
        return len(self.links.ticked())


def _documents(document: Document) -> list[tuple[str, str]]:
    unnamed = tr(Message("document without a title"))
    named = [(row.id, row.title or unnamed) for row in document.read.every(BackgroundDocument)]
    attached = {row.document_id for row in document.read.every(Attachment)}
    return [
        (row_id, tr(Message("{title} (attached)", title=title)) if row_id in attached else title) for row_id, title in named
    ]


class ActivitiesTab(ListWithEditor):
    """The activities that follow from the answer. ``done`` is called when Enter ends the title of one."""

    def __init__(
        self,
        bridge: DocumentBridge,
        to_priorities: Callable[[str], object],
        done: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            bridge,
            Message("Activities that follow from this question"),
            Message("There are no activities for this answer yet. Add one if something should be done."),
            parent,
        )
        self.new = NewActivity(bridge)
        caption = QLabel(tr(Message("What should be done")), self.side)
        self.title = LineEditor(bridge, self.side)
        self.title.setAccessibleName(tr(Message("What should be done")))
        self.title.returnPressed.connect(done)
        self.confidential = MarkEditor(bridge, label_of(Activity, "confidential"), self.side)
        for widget in (caption, self.title, self.confidential, self.confidential.reason):
            self.side_layout.addWidget(widget)
        self.side_layout.addStretch(1)
        self.go = self.add_button(Message("Rate this activity"), lambda: to_priorities(self.current_id))
        self.make = self.add_button(Message("Add activity"), self.make_activity)
        self.remove = self.add_button(Message("Remove"), self._remove)

    def show_question(self, question: QuestionId, chosen: str = "") -> int:
        """Shows the activities that follow from a question; returns how many."""
        self.question = question
        read = self.bridge.document.read
        linked = {row.activity_id for row in read.where(ActivityQuestion, question_id=question)}
        rows = [row for _, row in read_activities(self.bridge.document) if row.id in linked] if linked else []
        self.fill([(row, row.title or tr(Message("activity without a title"))) for row in rows], chosen)
        return len(rows)

    def bind(self, row_id: str) -> None:
        """Shows one activity."""
        identify = {"activity": row_id}
        self.title.bind(Binding(Activity, row_id, "title", edit_activity, identify) if row_id else None)
        self.confidential.bind(Binding(Activity, row_id, "confidential", edit_activity, identify) if row_id else None)
        self.go.setEnabled(bool(row_id))
        self.remove.setEnabled(bool(row_id) and not self.bridge.read_only)

    def make_activity(self) -> None:
        """Adds an activity that follows from the question, and puts the focus into its title."""
        row_id = self.new.make(questions=[self.question]) if self.question is not None else None
        if row_id is not None and self.question is not None:
            self.show_question(self.question, row_id)
            self.title.setFocus()

    def _remove(self) -> None:
        row_id = self.current_id
        if row_id and self.bridge.flush() and self.bridge.run(remove_activity, activity=row_id):
            self.bridge.offer_undo(Message("The activity “{name}” was removed.", name=""))
