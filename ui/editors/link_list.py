"""What belongs to a row: a list of other things, ticked where they belong to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.bridge import DocumentBridge
from ui.language import tr
from workbench.changes import Changes
from workbench.document import Document
from workbench.i18n import Message

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSpec:
    """Which things may belong to a row, and how that is stored.

    ``options`` gives ids with texts, ``linked`` the ids that belong to a row; ``operation`` is called as
    ``operation(document, **{identify: key, argument: ids})``. ``tables`` are those whose changes matter.
    """

    label: Message
    options: Callable[[Document], Sequence[tuple[str, str]]]
    linked: Callable[[Document, str], Collection[str]]
    operation: Callable[..., object]
    identify: str
    argument: str
    tables: frozenset[str]
    empty: Message


class LinkList(QWidget):
    """The list with its label. It shows one row at a time."""

    def __init__(self, bridge: DocumentBridge, spec: LinkSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._spec, self._row = bridge, spec, ""
        label = QLabel(tr(spec.label), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(spec.label))
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(self.list.fontMetrics().lineSpacing() * 4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = QLabel(tr(spec.empty), self)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "help")
        label.setBuddy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.list, self.empty):
            layout.addWidget(widget)
        self.list.itemChanged.connect(self._ticked)
        bridge.changed.connect(self._on_changes)
        self.show_row("")

    def show_row(self, key: str) -> None:
        """Shows what belongs to a row; nothing for an empty id."""
        self._row = key
        options = self._spec.options(self._bridge.document)
        linked = self._spec.linked(self._bridge.document, key) if key else ()
        current = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for option, text in options:
                item = QListWidgetItem(text, self.list)
                item.setData(_KEY, option)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if not self._bridge.read_only:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if option in linked else Qt.CheckState.Unchecked)
            self.list.setCurrentRow(current if current < self.list.count() else -1)
        self.list.setVisible(bool(options))
        self.list.setEnabled(bool(key))
        self.empty.setVisible(not options)

    def ticked(self) -> list[str]:
        """The ids of what is ticked, in the order shown."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return [item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _ticked(self, _item: QListWidgetItem) -> None:
        if not self._row:
            return
        arguments = {self._spec.identify: self._row, self._spec.argument: self.ticked()}
        if not self._bridge.run(self._spec.operation, **arguments):
            self.show_row(self._row)

    def _on_changes(self, changes: Changes) -> None:
        if changes.tables.isdisjoint(self._spec.tables):
            return
        shown = [(self.list.item(place).data(_KEY), self.list.item(place).text()) for place in range(self.list.count())]
        same_options = shown == list(self._spec.options(self._bridge.document))
        linked = set(self._spec.linked(self._bridge.document, self._row)) if self._row else set()
        if not same_options or linked != set(self.ticked()):
            self.show_row(self._row)
