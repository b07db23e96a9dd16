"""The checklist as a tree: areas, their sections, their questions, each with how far it has come.

The items are Qt's own, so that painting, moving and filtering never call back into Python: the next question is on the
screen within one frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QStandardItem, QStandardItemModel

from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.cached_content import checklist_changed
from ui.link.language import tr
from ui.models.checklist_marks import Marks
from workbench.checklist.tree import AreaEntry, QuestionEntry, SectionEntry
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.labels import label
from workbench.model.rows import Answer
from workbench.model.vocabulary import MeasureStatus

Index = QModelIndex | QPersistentModelIndex
Entry = AreaEntry | SectionEntry | QuestionEntry

TITLE, PROGRESS = 0, 1
"""The columns: what it is, and how many are answered (areas and sections only)."""

_MOST_SHOWN = 90
_ID = Qt.ItemDataRole.UserRole
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

_UNBROKEN: Final = str.maketrans({" ": "\N{NO-BREAK SPACE}", "-": "\N{NON-BREAKING HYPHEN}"})
"""Titles of areas and sections have one line: what does not fit is cut within a word, so that the most is seen."""


class ChecklistTreeModel(QStandardItemModel):
    """Areas, sections and questions. The only section of an area has no row if it has no title.

    Signal: ``rebuilt`` after the tree was built again, with new items.
    """

    rebuilt = Signal()

    def __init__(self, bridge: DocumentBridge, marks: Marks | None = None, parent: QObject | None = None) -> None:
        super().__init__(0, 2, parent)
        self._content = bridge.cached_content
        self._marks = marks or Marks(QGuiApplication.palette())
        self._answered = {True: tr(Message("Answered")), False: tr(Message("Unanswered"))}
        self._entries: dict[str, Entry] = {}
        self._items: dict[str, QStandardItem] = {}
        self._bare: dict[str, QuestionEntry] = {}
        self._build()
        bridge.changed.connect(self._on_changes)

    def index_of(self, row_id: str) -> QModelIndex:
        """Where an area, section or question stands; invalid for one that is not in the tree."""
        item = self._items.get(row_id)
        return item.index() if item is not None else QModelIndex()

    def entry_at(self, index: Index) -> Entry | None:
        """The area, section or question at an index; None for an invalid index."""
        row_id = index.sibling(index.row(), TITLE).data(_ID) if index.isValid() else None
        return self._entries.get(row_id) if row_id is not None else None

    def finish(self, below: Index | None = None) -> list[QModelIndex]:
        """Gives the questions below an area or section (None: all) their words and marks; returns those that had none yet.

        The view must call this before they are seen: at start only one section is open, and the others can wait.
        """
        entry = self.entry_at(below) if below is not None else None
        entries = entry.questions if isinstance(entry, AreaEntry | SectionEntry) else list(self._bare.values())
        found = [question for question in entries if self._bare.pop(question.id, None) is not None]
        with QSignalBlocker(self):  # nobody has seen them
            for question in found:
                self._tell(question, self._items[question.id])
        return [self._items[question.id].index() for question in found]

    def question_indexes(self) -> Iterator[tuple[str, QModelIndex]]:
        """Every question with its index."""
        for row_id, entry in self._entries.items():
            if isinstance(entry, QuestionEntry):
                yield row_id, self._items[row_id].index()

    def others(self, shown: frozenset[str] | None) -> frozenset[str]:
        """The ids of what is not to be seen while only these questions are; None for all of them."""
        if shown is None:
            return frozenset()
        return frozenset(row_id for row_id, entry in self._entries.items() if not _holds_one_of(entry, shown))

    def use_marks(self, marks: Marks) -> None:
        """Draws the marks again if their colours have changed."""
        if marks.same_as(self._marks):
            return
        self._marks = marks
        for row_id, entry in self._entries.items():
            if isinstance(entry, QuestionEntry) and row_id not in self._bare:
                self._items[row_id].setIcon(self._icon(entry))

    def use_heights(self, group: int, question: int) -> None:
        """Sets the height of the rows of areas and sections, and that of questions, in pixels."""
        with QSignalBlocker(self):
            for row_id, item in self._items.items():
                high = question if isinstance(self._entries[row_id], QuestionEntry) else group
                item.setSizeHint(QSize(0, high))

    # Internal

    def _build(self) -> None:
        self.clear()
        self.setColumnCount(2)
        self._entries, self._items, self._bare = {}, {}, {}
        # each part is filled before it is put into the whole: from then on, an item tells the model of whatever it is told
        for entry in self._content.checklist.areas:
            area = self._group(entry, bold=True)
            for section in entry.sections:
                part = self._group(section) if _is_shown(section, entry) else area
                part[TITLE].appendRows([self._question(question) for question in section.questions])
                if part is not area:
                    area[TITLE].appendRow(part)
            self.appendRow(area)

    def _group(self, entry: AreaEntry | SectionEntry, *, bold: bool = False) -> list[QStandardItem]:
        """The row of an area or section: its title and its progress."""
        item, progress = QStandardItem(), QStandardItem()
        progress.setTextAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        progress.setFlags(_FLAGS)
        if bold:
            font = QFont()
            font.setBold(True)
            item.setFont(font)
        self._keep(entry, item)
        self._tell_group(entry, item, progress)
        return [item, progress]

    def _question(self, entry: QuestionEntry) -> QStandardItem:
        item = QStandardItem()
        self._keep(entry, item)
        self._bare[entry.id] = entry
        return item

    def _keep(self, entry: Entry, item: QStandardItem) -> None:
        item.setFlags(_FLAGS)
        item.setData(entry.id, _ID)
        self._entries[entry.id] = entry
        self._items[entry.id] = item

    def _tell_group(self, entry: AreaEntry | SectionEntry, item: QStandardItem, beside: QStandardItem) -> None:
        text = f"{entry.number}  {entry.title}".strip()
        answered, total = self._content.count(entry.questions)
        progress = Message("{done} of {total}", done=answered, total=total) if total else Message("excluded", context="area")
        item.setText(in_row(text.translate(_UNBROKEN)))
        _say(item, f"{text}: {tr(progress)}")
        beside.setText(in_row(tr(progress)))

    def _tell_question(self, entry: QuestionEntry, item: QStandardItem) -> None:
        item.setText(in_row(f"{entry.number}  {_short(entry.wording)}"))
        item.setIcon(self._icon(entry))
        _say(item, f"{entry.number} ({self._said(entry)}, {tr(label(self._status(entry)))})\n{entry.wording}")

    def _said(self, entry: QuestionEntry) -> str:
        if not entry.included:
            return tr(Message("excluded"))
        said = self._answered[entry.id in self._content.answered]
        if self._is_parked(entry):
            said = tr(Message("{state}, parked", state=said))
        return tr(Message("{state}, confidential", state=said)) if self._is_confidential(entry) else said

    def _is_parked(self, entry: QuestionEntry) -> bool:
        answer = self._content.answers.get(entry.id)
        return answer is not None and answer.parked

    def _is_confidential(self, entry: QuestionEntry) -> bool:
        answer = self._content.answers.get(entry.id)
        return answer is not None and answer.is_confidential

    def _status(self, entry: QuestionEntry) -> MeasureStatus:
        answer = self._content.answers.get(entry.id)
        return answer.status if answer is not None else MeasureStatus.NOT_JUDGED

    def _icon(self, entry: QuestionEntry) -> QIcon:
        return self._marks.icon(
            answered=entry.id in self._content.answered,
            status=self._status(entry),
            parked=self._is_parked(entry),
            confidential=self._is_confidential(entry),
        )

    def _on_changes(self, changes: Changes) -> None:
        if checklist_changed(changes):
            self._renew()
            return
        for change in changes.of("answers"):
            row = change.after or change.before
            if isinstance(row, Answer) and row.question_id in self._items:
                self._tell_with_parents(row.question_id)

    def _tell_with_parents(self, row_id: str) -> None:
        item: QStandardItem | None = self._items[row_id]
        while item is not None:
            self._tell(self._entries[item.data(_ID)], item)
            item = item.parent()

    def _tell(self, entry: Entry, item: QStandardItem) -> None:
        """Refreshes an item that is in the tree."""
        if isinstance(entry, QuestionEntry):
            self._tell_question(entry, item)
            if item.font().strikeOut() == entry.included:
                _strike(item, out=not entry.included)
        else:
            self._tell_group(entry, item, (item.parent() or self.invisibleRootItem()).child(item.row(), PROGRESS))

    def _renew(self) -> None:
        """Refreshes the items one by one if the tree has the same entries; builds it again if not."""
        fresh: dict[str, Entry] = {entry.id: entry for entry in _entries_of(self._content.checklist.areas)}
        if list(fresh) != list(self._entries):
            self._build()
            self.rebuilt.emit()
            return
        self._entries = fresh
        for row_id, entry in fresh.items():
            self._tell(entry, self._items[row_id])


def _entries_of(areas: Sequence[AreaEntry]) -> Iterator[Entry]:
    for entry in areas:
        yield entry
        for section in entry.sections:
            if _is_shown(section, entry):
                yield section
            yield from section.questions


def _holds_one_of(entry: Entry, shown: frozenset[str]) -> bool:
    if isinstance(entry, QuestionEntry):
        return entry.id in shown
    return any(question.id in shown for question in entry.questions)


def _short(wording: str) -> str:
    """As much of a question as the tree can show, because laying out long texts costs time. The tooltip has all of it."""
    return wording if len(wording) <= _MOST_SHOWN else f"{wording[: _MOST_SHOWN - 1]}…"


def _is_shown(section: SectionEntry, entry: AreaEntry) -> bool:
    return bool(section.title) or len(entry.sections) > 1


def _strike(item: QStandardItem, *, out: bool) -> None:
    font = QFont(item.font())
    font.setStrikeOut(out)
    item.setFont(font)


def _say(item: QStandardItem, text: str) -> None:
    item.setAccessibleText(text)
    item.setToolTip(tip(text))
