"""What belongs to a row: a list of other things, in which those that belong to it are ticked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.editors.whole_list import TickDelegate, WholeList
from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.system.frozen import frozen

_ID = Qt.ItemDataRole.UserRole
_NAME = Qt.ItemDataRole.UserRole + 1
_MEMBERS = Qt.ItemDataRole.UserRole + 2


@frozen
class OptionGroup:
    """Options that are ticked together; an option may be in several groups."""

    name: str
    options: Collection[str]


@frozen(kw_only=True)
class LinkSpec:
    """Which things may belong to a row, and how that is stored.

    ``options`` gives ids with texts, ``linked`` the ids that belong to a row; ``operation`` is called as
    ``operation(document, **{identify: row_id, argument: ids})``. The options are read again only when one of ``tables``
    changes. ``empty`` is the text when there is no option. With ``groups`` the options stand below their group, and those
    without a group at the end. ``whole``: the page scrolls, not the list. Without ``headed`` only screen readers have the
    label, and the list may be as low as its surroundings want. ``ticked_first``: what is ticked when a row is shown stands
    above the rest; a line does not move when it is ticked.
    """

    label: Message
    options: Callable[[Document], Sequence[tuple[str, str]]]
    linked: Callable[[Document, str], Collection[str]]
    operation: Callable[..., object]
    identify: str
    argument: str
    tables: frozenset[str]
    empty: Message | None = None
    groups: Callable[[Document], Sequence[OptionGroup]] | None = None
    whole: bool = False
    headed: bool = True
    ticked_first: bool = False


class LinkList(QWidget):
    """The list with its label. It shows one row at a time."""

    def __init__(self, bridge: DocumentBridge, spec: LinkSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._spec, self._row = bridge, spec, ""
        self._lines = self._read()
        self._on_top: frozenset[str] = frozenset()
        self._shown: list[tuple[str, str, frozenset[str]]] = []
        label = QLabel(tr(spec.label), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", "heading3")
        self.list: QListWidget = WholeList(self) if spec.whole else QListWidget(self)
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setAccessibleName(tr(spec.label))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        if spec.headed:
            self.list.setMinimumHeight(self.list.fontMetrics().lineSpacing() * 4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = QLabel(tr(spec.empty) if spec.empty is not None else "", self)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "help")
        label.setBuddy(self.list)
        label.setVisible(spec.headed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.list, self.empty):
            layout.addWidget(widget)
        if spec.whole:
            layout.addStretch(1)
        self.list.itemChanged.connect(self._ticked)
        bridge.changed.connect(self._on_changes)
        self.show_row("")

    def show_row(self, row_id: str) -> None:
        """Shows what belongs to a row; nothing for an empty id."""
        linked = set(self._spec.linked(self._bridge.document, row_id)) if row_id else set()
        if row_id != self._row:
            self._on_top = frozenset(linked) if self._spec.ticked_first else frozenset()
        self._row = row_id
        lines = sorted(self._lines, key=lambda line: line[0] not in self._on_top) if self._on_top else self._lines
        with QSignalBlocker(self.list):
            if lines != self._shown:
                self._shown = lines
                self._fill()
            self._tick(linked)
        self.list.setVisible(bool(lines))
        self.list.setEnabled(bool(row_id))
        self.empty.setVisible(not lines and self._spec.empty is not None)
        if isinstance(self.list, WholeList):
            self.list.fit()

    def current_id(self) -> str:
        """The id of the selected option, or the empty string."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def ticked(self) -> list[str]:
        """The ids of what is ticked, in the order shown."""
        return [item.data(_ID) for item in self._items() if item.data(_ID) and _is_ticked(item)]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _read(self) -> list[tuple[str, str, frozenset[str]]]:
        """Id, text and members of each line: an option has no members, a group no id."""
        options = self._spec.options(self._bridge.document)
        known = {row_id for row_id, _ in options}
        groups = self._spec.groups(self._bridge.document) if self._spec.groups is not None else ()
        lines: list[tuple[str, str, frozenset[str]]] = []
        placed: set[str] = set()
        for group in groups:
            members = frozenset(group.options) & known
            if members:
                lines.append(("", group.name, members))
                lines += [(row_id, text, frozenset()) for row_id, text in options if row_id in members - placed]
                placed |= members
        others = frozenset(known - placed)
        if placed and others:
            lines.append(("", tr(Message("In no group")), others))
        return lines + [(row_id, text, frozenset()) for row_id, text in options if row_id in others]

    def _fill(self) -> None:
        current = self.list.currentRow()
        self.list.clear()
        for row_id, text, members in self._shown:
            item = QListWidgetItem(in_row(text), self.list)
            item.setData(_ID, row_id)
            item.setData(_NAME, text)
            item.setData(_MEMBERS, sorted(members))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if not self._bridge.read_only:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            if members:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
                item.setToolTip(tip(tr(Message("Tick or clear all: {group}", group=text))))
        self.list.setCurrentRow(current if current < self.list.count() else -1)

    def _tick(self, linked: set[str]) -> None:
        for item in self._items():
            members = set(item.data(_MEMBERS))
            if not members:
                item.setCheckState(Qt.CheckState.Checked if item.data(_ID) in linked else Qt.CheckState.Unchecked)
                continue
            there = len(members & linked)
            some = Qt.CheckState.PartiallyChecked if there else Qt.CheckState.Unchecked
            item.setCheckState(Qt.CheckState.Checked if there == len(members) else some)
            name = str(item.data(_NAME))
            count = Message("{group} ({there} of {all})", group=name, there=there, all=len(members))
            item.setText(tr(count) if self._row else name)

    def _ticked(self, changed: QListWidgetItem) -> None:
        if not self._row:
            return
        members = changed.data(_MEMBERS)
        with QSignalBlocker(self.list):
            for item in self._items():
                if item.data(_ID) in members:
                    item.setCheckState(changed.checkState())
        arguments = {self._spec.identify: self._row, self._spec.argument: self.ticked()}
        if not self._bridge.run(self._spec.operation, **arguments):
            self.show_row(self._row)

    def _on_changes(self, changes: Changes) -> None:
        if not changes.tables.isdisjoint(self._spec.tables):
            self._lines = self._read()
            self.show_row(self._row)


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
