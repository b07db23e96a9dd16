"""The places where words were found, as rows that can be ticked, below their areas with counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from ui.kit.direction import in_row
from ui.link.language import tr
from workbench.checklist.tree import Checklist
from workbench.finding.texts import PART_LABELS, Hit
from workbench.language.i18n import Message

MOST: Final = 500
"""The most places that are listed; only these can be replaced."""
_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_ROW: Final = Qt.ItemDataRole.UserRole


class HitsModel(QStandardItemModel):
    """Areas and other parts, each with its places. Signal ``ticked``: the user has ticked or cleared some."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self.count = 0
        self._items: list[QStandardItem] = []
        self._cleared: set[tuple[str, str, int]] = set()
        self._ticking = False
        self.itemChanged.connect(self._on_changed)

    @property
    def areas(self) -> int:
        """In how many areas and other parts something was found."""
        return self.rowCount()

    def show_hits(self, hits: Sequence[Hit], checklist: Checklist, *, afresh: bool) -> None:
        """Shows other places; ``afresh``: for other words, so that all of them are ticked."""
        if afresh:
            self._cleared.clear()
        self.clear()
        self.count, self.hits, self._items = len(hits), list(hits[:MOST]), []
        titles: dict[str, str] = {entry.id: f"{entry.number}  {entry.title}" for entry in checklist.areas}
        self._ticking = True
        for _, group in groupby(self.hits, key=lambda hit: (hit.where.part, hit.where.area)):
            listed = list(group)
            where = listed[0].where
            title = titles.get(where.area) or tr(PART_LABELS[where.part])
            parent = self._item(tr(Message("{place} ({count})", place=title, count=len(listed))))
            for hit in listed:
                child = self._item(_told(hit))
                child.setData(len(self._items), _ROW)
                child.setCheckState(self._state(_key(hit) not in self._cleared))
                self._items.append(child)
                parent.appendRow(child)
            self._sum_up(parent)
            self.appendRow(parent)
        self._ticking = False

    def hit_at(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """The number of the place in a row; -1 for an area."""
        row = index.data(_ROW) if index.isValid() else None
        return row if isinstance(row, int) else -1

    def index_of(self, number: int) -> QModelIndex:
        """The row of a place."""
        return self._items[number].index()

    def chosen(self) -> list[Hit]:
        """The places that are ticked."""
        on = Qt.CheckState.Checked
        return [hit for hit, item in zip(self.hits, self._items, strict=True) if item.checkState() == on]

    def _item(self, text: str) -> QStandardItem:
        item = QStandardItem(in_row(text))
        item.setFlags(_FLAGS)
        item.setAccessibleText(text)
        return item

    def _on_changed(self, item: QStandardItem) -> None:
        if self._ticking:
            return
        self._ticking = True
        for child in _children(item):
            child.setCheckState(item.checkState())
        parent = item.parent()
        if parent is not None:
            self._sum_up(parent)
        self._ticking = False
        chosen = {_key(hit) for hit in self.chosen()}
        self._cleared = {_key(hit) for hit in self.hits} - chosen
        self.ticked.emit()

    def _sum_up(self, parent: QStandardItem) -> None:
        states = {child.checkState() for child in _children(parent)}
        parent.setCheckState(states.pop() if len(states) == 1 else Qt.CheckState.PartiallyChecked)

    def _state(self, ticked: bool) -> Qt.CheckState:  # noqa: FBT001  one argument, as Qt's own
        return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


def _children(item: QStandardItem) -> Iterator[QStandardItem]:
    return (item.child(row) for row in range(item.rowCount()))


def _key(hit: Hit) -> tuple[str, str, int]:
    return hit.where.row.id, hit.where.field, hit.start


def _told(hit: Hit) -> str:
    """Where it is and what stands around it; what is found stands in brackets."""
    where = hit.where
    place = " ".join(part for part in (where.number, tr(where.label)) if part)
    if where.is_confidential:
        place = tr(Message("{place} (confidential)", place=place))
    before, found, behind = hit.around()
    return f"{place}:  {before}[{found}]{behind}"
