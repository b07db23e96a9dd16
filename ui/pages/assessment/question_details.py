"""The tabs below an answer: causes, evidence, contributions, activities."""

from __future__ import annotations

from collections.abc import Callable

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
from ui.editors.field_link import Binding
from ui.editors.line_editor import LineEditor
from ui.editors.text_editor import TextEditor
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.page import Fitting, paragraph, wrap_rows
from workbench.language.i18n import Message
from workbench.model.declared import label_of
from workbench.model.rows import (
    Activity,
    ActivityQuestion,
    BackgroundDocument,
    Contribution,
    Contributor,
    Evidence,
    QuestionId,
    WorkingGroup,
)
from workbench.operations.activities import add_activity, edit_activity, remove_activity
from workbench.operations.answers import (
    add_contribution,
    edit_contribution,
    remove_contribution,
    set_evidence,
    write_answer,
)

_KEY = Qt.ItemDataRole.UserRole


def supporting(bridge: DocumentBridge, question: QuestionId) -> set[str]:
    """The ids of the documents that support the answer to a question."""
    answer = bridge.content.answers.get(question)
    links = bridge.document.read.where(Evidence, answer_id=answer.id) if answer is not None else []
    return {link.document_id for link in links}


class EvidenceTab(Fitting):
    """The documents of the register; those that support the answer are checked."""

    def __init__(self, bridge: DocumentBridge, to_register: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._question: QuestionId | None = None
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(Message("Documents that support this answer")))
        wrap_rows(self.list)
        self.list.itemChanged.connect(self._on_checked)
        empty = Fitting(self)
        inside = QVBoxLayout(empty)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(
            paragraph(Message("There are no background documents yet. Enter them once, on the page Documents."))
        )
        register = QPushButton(tr(Message("Go to Documents")))
        register.clicked.connect(to_register)
        inside.addWidget(register, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addStretch(1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._stack)
        self.read_register()

    def read_register(self) -> None:
        """Reads the documents anew."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for row in self._bridge.document.read.every(BackgroundDocument):
                item = QListWidgetItem(row.title or tr(Message("document without a title")), self.list)
                item.setData(_KEY, row.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                if self._bridge.read_only:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
        self._stack.setCurrentIndex(1 if self.list.count() else 0)
        if self._question is not None:
            self.show_question(self._question)

    def show_question(self, question: QuestionId) -> int:
        """Checks what supports the answer to a question; returns how many."""
        self._question = question
        documents = supporting(self._bridge, question)
        with QSignalBlocker(self.list):
            for item in self._items():
                checked = item.data(_KEY) in documents
                item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        return len(documents)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _on_checked(self) -> None:
        if self._question is None:
            return
        wanted = [item.data(_KEY) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        if not self._bridge.run(set_evidence, question=self._question, documents=wanted, initiator=self):
            self.show_question(self._question)


class _ListWithEditor(Fitting):
    """A short list beside what can be edited of the chosen entry, with buttons below."""

    def __init__(self, bridge: DocumentBridge, name: Message, empty: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.question: QuestionId | None = None
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(name))
        self.list.setMinimumWidth(90)
        wrap_rows(self.list)
        self.list.currentItemChanged.connect(self._on_current)
        self.side = Fitting(self)
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
        """A button below the list."""
        button = QPushButton(tr(text), self)
        button.setEnabled(not self.bridge.read_only)

        def clicked() -> None:
            run()

        button.clicked.connect(clicked)
        self.buttons.add(button)
        return button

    @property
    def current_key(self) -> str:
        """The id of the chosen entry, or the empty string."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def fill(self, entries: list[tuple[str, str]], chosen: str = "") -> None:
        """Shows entries (id and text) and chooses one, by default the one that was chosen before, else the first."""
        keep = chosen or self.current_key
        with QSignalBlocker(self.list):
            self.list.clear()
            for key, text in entries:
                item = QListWidgetItem(text, self.list)
                item.setData(_KEY, key)
            place = next((place for place, (key, _) in enumerate(entries) if key == keep), 0 if entries else -1)
            self.list.setCurrentRow(place)
        self.list.setVisible(bool(entries))
        self.side.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        self.bind(self.current_key)

    def bind(self, key: str) -> None:
        """Shows the chosen entry in the editors."""
        raise NotImplementedError

    def _on_current(self) -> None:
        if self.bridge.flush():
            self.bind(self.current_key)


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
        self.confidential = CheckEditor(bridge, label_of(Contribution, "confidential"), self.side)
        self.side_layout.addWidget(self.text, 1)
        self.side_layout.addWidget(self.confidential)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.add = QPushButton(tr(Message("Add contribution from")), self)
        self.add.setAccessibleName(tr(Message("Add a contribution from a group or a person")))
        self.add.setMenu(self.menu)
        self.add.setEnabled(not bridge.read_only)
        self.buttons.add(self.add)
        self.copy = self.add_button(Message("Add to the answer"), self._copy_into_answer)
        self.copy.setToolTip(tip(tr(Message("Add this text at the end of the agreed answer"))))
        self.remove = self.add_button(Message("Remove"), self._remove)

    def show_question(self, question: QuestionId, chosen: str = "") -> int:
        """Shows the contributions to a question; returns how many."""
        self.question = question
        read = self.bridge.document.read
        rows = read.where(Contribution, question_id=question)
        names = self._names() if rows else {}
        entries = [(row.id, names.get(row.group_id or row.contributor_id or "", "")) for row in rows]
        self.fill(entries, chosen)
        return len(rows)

    def bind(self, key: str) -> None:
        """Shows one contribution."""
        identify = {"contribution": key}
        self.text.bind(Binding(Contribution, key, "text", edit_contribution, identify) if key else None)
        self.confidential.bind(Binding(Contribution, key, "confidential", edit_contribution, identify) if key else None)
        self.copy.setEnabled(bool(key) and not self.bridge.read_only)
        self.remove.setEnabled(bool(key) and not self.bridge.read_only)

    def _names(self) -> dict[str, str]:
        read = self.bridge.document.read
        people = {row.id: row.name or tr(Message("person without a name")) for row in read.every(Contributor)}
        groups = {row.id: row.name or tr(Message("group without a name")) for row in read.every(WorkingGroup)}
        return {**groups, **people}

    def _fill_menu(self) -> None:
        self.menu.clear()
        read = self.bridge.document.read
        names = self._names()
        for row in read.every(WorkingGroup):
            self.menu.addAction(names[row.id]).triggered.connect(lambda _=False, key=row.id: self.add_for(group=key))
        self.menu.addSeparator()
        for person in read.every(Contributor):
            action = self.menu.addAction(names[person.id])
            action.triggered.connect(lambda _=False, key=person.id: self.add_for(contributor=key))
        if not names:
            self.menu.addAction(tr(Message("Enter groups and people on the page People first"))).setEnabled(False)

    def add_for(self, **who: str) -> None:
        """Adds a contribution of a group (``group``) or a person (``contributor``) and lets it be typed."""
        if self.question is None or not self.bridge.flush():
            return
        key = self.bridge.call(add_contribution, question=self.question, **who)
        if key is not None:
            self.show_question(self.question, key)
            self.text.setFocus()

    def _copy_into_answer(self) -> None:
        if self.question is None or not self.bridge.flush():
            return
        answer = self.bridge.content.answers.get(self.question)
        before = answer.text.rstrip() if answer is not None else ""
        text = "\n\n".join(part for part in (before, self.text.text().strip()) if part)
        self.bridge.document.end_burst()
        if self.bridge.run(write_answer, question=self.question, text=text):
            self.bridge.offer_undo(Message("The contribution was added to the answer."))

    def _remove(self) -> None:
        key = self.current_key
        if key and self.bridge.flush() and self.bridge.run(remove_contribution, contribution=key):
            self.bridge.offer_undo(Message("The contribution was removed."))


class ActivitiesTab(_ListWithEditor):
    """The activities that follow from the answer."""

    def __init__(
        self, bridge: DocumentBridge, to_priorities: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            bridge,
            Message("Activities that follow from this question"),
            Message("There are no activities for this answer yet. Add one if something should be done."),
            parent,
        )
        caption = QLabel(tr(Message("What should be done")), self.side)
        self.title = LineEditor(bridge, self.side)
        self.title.setAccessibleName(tr(Message("What should be done")))
        for widget in (caption, self.title):
            self.side_layout.addWidget(widget)
        self.side_layout.addStretch(1)
        self.go = self.add_button(Message("Rate this activity"), lambda: to_priorities(self.current_key))
        self.make = self.add_button(Message("Add activity"), self.make_activity)
        self.remove = self.add_button(Message("Remove"), self._remove)

    def show_question(self, question: QuestionId, chosen: str = "") -> int:
        """Shows the activities that follow from a question; returns how many."""
        self.question = question
        read = self.bridge.document.read
        linked = {row.activity_id for row in read.where(ActivityQuestion, question_id=question)}
        rows = [row for row in read.every(Activity) if row.id in linked] if linked else []
        self.fill([(row.id, row.title or tr(Message("activity without a title"))) for row in rows], chosen)
        return len(rows)

    def bind(self, key: str) -> None:
        """Shows one activity."""
        self.title.bind(Binding(Activity, key, "title", edit_activity, {"activity": key}) if key else None)
        self.go.setEnabled(bool(key))
        self.remove.setEnabled(bool(key) and not self.bridge.read_only)

    def make_activity(self) -> None:
        """Makes an activity that follows from the question, and lets its title be typed."""
        if self.question is None or self.bridge.read_only or not self.bridge.flush():
            return
        key = self.bridge.call(add_activity, questions=[self.question])
        if key is not None:
            self.show_question(self.question, key)
            self.title.setFocus()

    def _remove(self) -> None:
        key = self.current_key
        if key and self.bridge.flush() and self.bridge.run(remove_activity, activity=key):
            self.bridge.offer_undo(Message("The activity was removed."))
