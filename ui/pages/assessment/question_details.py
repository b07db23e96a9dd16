"""The tabs below an answer: causes, evidence, contributions, activities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.editors.check_editor import CheckEditor
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.field_link import Binding
from ui.editors.line_editor import LineEditor
from ui.editors.link_list import LinkList, LinkSpec
from ui.editors.mark_editor import MarkEditor
from ui.editors.text_editor import TextEditor
from ui.kit.direction import in_row
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.new_activity import NewActivity
from ui.pages.page import WrappedPart, paragraph, wrap_rows
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.declared import label_of
from workbench.model.labels import label, names_by_id
from workbench.model.rows import (
    Activity,
    ActivityQuestion,
    BackgroundDocument,
    Contribution,
    Contributor,
    QuestionId,
    WorkingGroup,
)
from workbench.model.vocabulary import ContributionKind, MeasureStatus
from workbench.operations.activities import edit_activity, remove_activity
from workbench.operations.answers import set_evidence
from workbench.operations.voices import (
    add_contribution,
    edit_contribution,
    remove_contribution,
    take_contribution,
)
from workbench.plan.order import read_activities

_ID = Qt.ItemDataRole.UserRole


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
            tables=frozenset({"documents", "evidence"}),
            headed=False,
        )
        self.links = LinkList(bridge, spec)
        self._empty = WrappedPart(self)
        inside = QVBoxLayout(self._empty)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(
            paragraph(Message("There are no background documents yet. Enter them once, on the page Documents."))
        )
        register = QPushButton(tr(Message("Go to Documents")))
        register.clicked.connect(to_register)
        inside.addWidget(register, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addStretch(1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.links)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._stack)

    def show_question(self, question: QuestionId) -> int:
        """Ticks what supports the answer to a question; returns how many."""
        self.links.show_row(question)
        self._stack.setCurrentWidget(self.links if self.links.list.count() else self._empty)
        return len(self.links.ticked())


def _documents(document: Document) -> list[tuple[str, str]]:
    unnamed = tr(Message("document without a title"))
    return [(row.id, row.title or unnamed) for row in document.read.every(BackgroundDocument)]


class _ListWithEditor(WrappedPart):
    """A short list, with the editors of its current entry beside it and buttons below."""

    def __init__(self, bridge: DocumentBridge, name: Message, empty: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.question: QuestionId | None = None
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(name))
        self.list.setMinimumWidth(90)
        wrap_rows(self.list)
        self.list.currentItemChanged.connect(self._on_current)
        self.side = WrappedPart(self)
        self.side_layout = QVBoxLayout(self.side)
        self.side_layout.setContentsMargins(0, 0, 0, 0)
        self.side_layout.setSpacing(6)
        self.empty = paragraph(empty)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = FlowRow(spacing=6)
        row = QHBoxLayout()
        row.addWidget(self.list, 2)
        row.addWidget(self.side, 3)
        row.addWidget(self.empty, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row, 1)
        layout.addWidget(self.buttons)

    def add_button(self, text: Message, run: Callable[[], object]) -> QPushButton:
        """Adds a button below the list."""
        button = QPushButton(tr(text), self)
        button.setEnabled(not self.bridge.read_only)

        def clicked() -> None:
            run()

        button.clicked.connect(clicked)
        self.buttons.add(button)
        return button

    @property
    def current_id(self) -> str:
        """The id of the current entry, or the empty string."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def fill(self, entries: list[tuple[str, str]], chosen: str = "") -> None:
        """Shows entries (id and text) and selects ``chosen``, by default the entry selected before, else the first."""
        keep = chosen or self.current_id
        with QSignalBlocker(self.list):
            self.list.clear()
            for row_id, text in entries:
                item = QListWidgetItem(in_row(text), self.list)
                item.setData(_ID, row_id)
            row = next((row for row, (row_id, _) in enumerate(entries) if row_id == keep), 0 if entries else -1)
            self.list.setCurrentRow(row)
        self.list.setVisible(bool(entries))
        self.side.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        self.bind(self.current_id)

    def bind(self, row_id: str) -> None:
        """Shows the current entry in the editors. A subclass must override this."""
        raise NotImplementedError

    def _on_current(self) -> None:
        if self.bridge.flush():
            self.bind(self.current_id)


class ContributionsTab(_ListWithEditor):
    """What the groups, and people before the workshop, wrote for the question."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(
            bridge,
            Message("Contributions to this question"),
            Message("There are no contributions yet. Add what a working group or a person wrote, then agree on an answer."),
            parent,
        )
        self.text = TextEditor(bridge, self.side)
        self.text.setAccessibleName(tr(Message("Text of the contribution")))
        self.status = ChoiceEditor(bridge, MeasureStatus, parent=self.side)
        self.status.setAccessibleName(tr(Message("Status in this contribution")))
        self.confidential = CheckEditor(bridge, label_of(Contribution, "confidential"), self.side)
        judged = FlowRow(spacing=6)
        judged.add(self.status, self.confidential)
        self.side_layout.addWidget(self.text, 1)
        self.side_layout.addWidget(judged)
        self.add, self.menu = self._add_menu(
            Message("Add contribution from"), Message("Add a contribution from a group or a person"), None
        )
        self.differ, self.differ_menu = self._add_menu(
            Message("Add different view from"),
            Message("Add the view of a group or a person that sees it differently from the agreed answer"),
            ContributionKind.DISSENT,
        )
        self.copy = self.add_button(Message("Add to the answer"), self._copy_into_answer)
        self.copy.setToolTip(tip(tr(Message("Add this text at the end of the agreed answer"))))
        self.remove = self.add_button(Message("Remove"), self._remove)

    def _add_menu(self, text: Message, name: Message, kind: ContributionKind | None) -> tuple[QPushButton, QMenu]:
        """A button whose menu offers everybody from whom a contribution of this kind can be."""
        button, menu = QPushButton(tr(text), self), QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu, kind))
        button.setAccessibleName(tr(name))
        button.setMenu(menu)
        button.setEnabled(not self.bridge.read_only)
        self.buttons.add(button)
        return button, menu

    def show_question(self, question: QuestionId, chosen: str = "") -> int:
        """Shows the contributions to a question; returns how many."""
        self.question = question
        read = self.bridge.document.read
        rows = read.where(Contribution, question_id=question)
        names = self._names() if rows else {}
        entries = [(row.id, _entry(row, names)) for row in rows]
        self.fill(entries, chosen)
        return len(rows)

    def bind(self, row_id: str) -> None:
        """Shows one contribution."""
        identify = {"contribution": row_id}
        self.text.bind(Binding(Contribution, row_id, "text", edit_contribution, identify) if row_id else None)
        self.status.bind(Binding(Contribution, row_id, "status", edit_contribution, identify) if row_id else None)
        self.confidential.bind(
            Binding(Contribution, row_id, "confidential", edit_contribution, identify) if row_id else None
        )
        self.copy.setEnabled(bool(row_id) and not self.bridge.read_only)
        self.remove.setEnabled(bool(row_id) and not self.bridge.read_only)

    def _names(self) -> dict[str, str]:
        read = self.bridge.document.read
        people = names_by_id(read.every(Contributor), unnamed=tr(Message("person without a name")))
        groups = names_by_id(read.every(WorkingGroup), unnamed=tr(Message("group without a name")))
        return {**groups, **people}

    def _fill_menu(self, menu: QMenu, kind: ContributionKind | None) -> None:
        menu.clear()
        read = self.bridge.document.read
        names = self._names()
        more: dict[str, Any] = {} if kind is None else {"kind": kind}
        if kind is not None:
            self._offer(menu, tr(Message("Somebody who is not named")), more)
            menu.addSeparator()
        for row in read.every(WorkingGroup):
            self._offer(menu, names[row.id], {"group": row.id, **more})
        menu.addSeparator()
        for person in read.every(Contributor):
            self._offer(menu, names[person.id], {"contributor": person.id, **more})
        if not names:
            menu.addAction(tr(Message("Enter groups and people on the page People first"))).setEnabled(False)

    def _offer(self, menu: QMenu, name: str, who: dict[str, Any]) -> None:
        menu.addAction(name).triggered.connect(lambda: self.add_for(**who))

    def add_for(self, **who: Any) -> None:
        """Adds a contribution of a group (``group``), a person (``contributor``) or nobody by name, of a ``kind``.

        The focus goes into its text.
        """
        if self.question is None or not self.bridge.flush():
            return
        row_id = self.bridge.call(add_contribution, question=self.question, **who)
        if row_id is not None:
            self.show_question(self.question, row_id)
            self.text.setFocus()

    def _copy_into_answer(self) -> None:
        if not self.current_id or not self.bridge.flush():
            return
        self.bridge.document.end_burst()
        if self.bridge.run(take_contribution, contribution=self.current_id):
            self.bridge.offer_undo(Message("The contribution was added to the answer."))

    def _remove(self) -> None:
        row_id = self.current_id
        if row_id and self.bridge.flush() and self.bridge.run(remove_contribution, contribution=row_id):
            self.bridge.offer_undo(Message("The contribution was removed."))


def _entry(row: Contribution, names: Mapping[str, str]) -> str:
    """Who contributes, and in which part."""
    kind = tr(label(row.kind))
    who = row.group_id or row.contributor_id
    if who is None and row.kind is ContributionKind.NOT_CHOSEN:
        return kind
    return f"{names.get(who, '') if who is not None else tr(Message('Not named'))} – {kind}"


class ActivitiesTab(_ListWithEditor):
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
        self.fill([(row.id, row.title or tr(Message("activity without a title"))) for row in rows], chosen)
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
            self.bridge.offer_undo(Message("The activity was removed."))
