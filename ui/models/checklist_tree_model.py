"""The checklist as a tree: lists, their sections, their questions, each with how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from ui.bridge import DocumentBridge
from ui.content import checklist_changed
from ui.language import tr
from workbench.changes import Changes
from workbench.checklist import ListEntry, QuestionEntry, SectionEntry
from workbench.i18n import Message
from workbench.labels import label
from workbench.model import Answer
from workbench.vocabulary import MeasureStatus

Index = QModelIndex | QPersistentModelIndex
Entry = ListEntry | SectionEntry | QuestionEntry


class Role(IntEnum):
    """What the tree tells beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole
    ENTRY = Qt.ItemDataRole.UserRole + 1
    PROGRESS = Qt.ItemDataRole.UserRole + 2
    """How many are answered, as text; None for a question."""
    ANSWERED = Qt.ItemDataRole.UserRole + 3
    STATUS = Qt.ItemDataRole.UserRole + 4
    INCLUDED = Qt.ItemDataRole.UserRole + 5


@dataclass(slots=True)
class _Node:
    """A place in the tree; nodes are told apart by their number."""

    number: int
    entry: Entry
    parent: _Node | None
    row: int
    children: list[_Node] = field(default_factory=list)

    def questions(self) -> tuple[QuestionEntry, ...]:
        """The questions at this place."""
        return (self.entry,) if isinstance(self.entry, QuestionEntry) else self.entry.questions


class ChecklistTreeModel(QAbstractItemModel):
    """Lists, sections and questions. A section without a title is left out: its questions stand under the list."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._content = bridge.content
        self._roots: list[_Node] = []
        self._nodes: list[_Node] = []
        self._by_id: dict[str, _Node] = {}
        self._told: dict[int, Callable[[_Node], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda node: _text(node.entry),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._spoken,
            Role.ID: lambda node: node.entry.id,
            Role.ENTRY: lambda node: node.entry,
            Role.PROGRESS: self._progress,
            Role.ANSWERED: self._answered,
            Role.STATUS: self._status,
            Role.INCLUDED: lambda node: any(question.included for question in node.questions()),
        }
        self._build()
        bridge.changed.connect(self._on_changes)

    def index_of(self, key: str) -> QModelIndex:
        """Where a list, section or question stands; invalid for one that is not in the tree."""
        node = self._by_id.get(key)
        return self._index(node) if node is not None else QModelIndex()

    # Qt overrides

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  Qt's own default
        """The index of a child."""
        children = self._children(parent)
        if column == 0 and 0 <= row < len(children):
            return self._index(children[row])
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> Any:  # type: ignore[override]  # noqa: B008  Qt overloads it
        """The index of the parent."""
        node = self._node(index)
        return self._index(node.parent) if node is not None and node.parent is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many children there are."""
        return len(self._children(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008  Qt's own default
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, progress and marks."""
        node = self._node(index)
        tell = self._told.get(role)
        return tell(node) if node is not None and tell is not None else None

    # Internal

    def _answered(self, node: _Node) -> bool | None:
        return node.entry.id in self._content.answered if isinstance(node.entry, QuestionEntry) else None

    def _status(self, node: _Node) -> MeasureStatus | None:
        if not isinstance(node.entry, QuestionEntry):
            return None
        answer = self._content.answers.get(node.entry.id)
        return answer.status if answer is not None else MeasureStatus.NOT_JUDGED

    def _progress(self, node: _Node) -> str | None:
        if isinstance(node.entry, QuestionEntry):
            return None
        answered, total = self._content.count(node.questions())
        return tr(Message("{done} of {total}", done=answered, total=total)) if total else tr(Message("left out"))

    def _spoken(self, node: _Node) -> str:
        progress = self._progress(node)
        if not isinstance(node.entry, QuestionEntry):
            return f"{_text(node.entry)}: {progress}"
        said = Message("answered") if self._answered(node) else Message("not answered")
        if not node.entry.included:
            said = Message("left out")
        status = tr(label(self._status(node) or MeasureStatus.NOT_JUDGED))
        return f"{node.entry.number} ({tr(said)}, {status})\n{node.entry.wording}"

    def _index(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number)

    def _node(self, index: Index) -> _Node | None:
        number = index.internalId() if index.isValid() else -1
        return self._nodes[number] if 0 <= number < len(self._nodes) else None

    def _children(self, parent: Index) -> list[_Node]:
        if not parent.isValid():
            return self._roots
        node = self._node(parent)
        return node.children if node is not None and parent.column() == 0 else []

    def _build(self) -> None:
        self._nodes, self._by_id, self._roots = [], {}, []
        for entry in self._content.checklist.lists:
            top = self._add(entry, None, self._roots)
            for section in entry.sections:
                holder = self._add(section, top, top.children) if section.title or len(entry.sections) > 1 else top
                for question in section.questions:
                    self._add(question, holder, holder.children)

    def _add(self, entry: Entry, parent: _Node | None, siblings: list[_Node]) -> _Node:
        node = _Node(len(self._nodes), entry, parent, len(siblings))
        siblings.append(node)
        self._nodes.append(node)
        self._by_id[entry.id] = node
        return node

    def _on_changes(self, changes: Changes) -> None:
        if checklist_changed(changes):
            self._renew()
            return
        for change in changes.of("answers"):
            row = change.after or change.before
            node = self._by_id.get(row.question_id) if isinstance(row, Answer) else None
            while node is not None:
                index = self._index(node)
                self.dataChanged.emit(index, index)
                node = node.parent

    def _renew(self) -> None:
        """Texts or marks of the same tree are told one by one; another tree is a reset."""
        fresh = self._content.checklist
        same = [node.entry.id for node in self._nodes] == list(_ids(fresh.lists))
        if not same:
            self.beginResetModel()
            self._build()
            self.endResetModel()
            return
        self._build()
        for children in [self._roots, *(node.children for node in self._nodes if node.children)]:
            self.dataChanged.emit(self._index(children[0]), self._index(children[-1]))


def _ids(lists: Iterable[ListEntry]) -> Iterable[str]:
    for entry in lists:
        yield entry.id
        for section in entry.sections:
            if section.title or len(entry.sections) > 1:
                yield section.id
            yield from (question.id for question in section.questions)


def _text(entry: Entry) -> str:
    if isinstance(entry, QuestionEntry):
        return f"{entry.number}  {entry.wording}"
    return f"{entry.number}  {entry.title}".strip()


class ChecklistFilter(QSortFilterProxyModel):
    """The tree less the questions that a search did not find; a list or section stays while something in it is found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: frozenset[str] | None = None
        self._around: frozenset[str] = frozenset()
        self._places: dict[str, Sequence[Entry]] = {}

    def show_only(
        self, found: frozenset[str] | None, places: dict[str, tuple[ListEntry, SectionEntry, QuestionEntry]]
    ) -> None:
        """Shows these questions and what is above them; None shows everything."""
        if found == self._found:
            return
        self._found = found
        around = (places[key] for key in found or ())
        self._around = frozenset(entry.id for place in around for entry in place)
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Whether a list, section or question is shown."""
        if self._found is None:
            return True
        return self.sourceModel().index(row, 0, parent).data(Role.ID) in self._around
