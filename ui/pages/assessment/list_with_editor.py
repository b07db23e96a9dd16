"""A short list, with the editors of its current entry beside it: contributions, activities, notes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.kit.direction import in_row
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.icons import icon
from ui.pages.page import WrappedPart, paragraph, wrap_rows
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import Markable, QuestionId

_ID = Qt.ItemDataRole.UserRole


class ListWithEditor(WrappedPart):
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
        bridge.changed.connect(self._on_marks)

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

    def fill(self, entries: list[tuple[Markable, str]], chosen: str = "") -> None:
        """Shows rows with their texts and selects ``chosen``, by default the row selected before, else the first."""
        keep = chosen or self.current_id
        with QSignalBlocker(self.list):
            self.list.clear()
            for row, text in entries:
                item = QListWidgetItem(in_row(text), self.list)
                item.setData(_ID, row.id)
                _mark(item, row)
            there = [row.id for row, _ in entries]
            self.list.setCurrentRow(there.index(keep) if keep in there else min(0, len(there) - 1))
        self.list.setVisible(bool(entries))
        self.side.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        self.bind(self.current_id)

    def rename(self, text: str) -> None:
        """Shows another text for the current entry."""
        item = self.list.currentItem()
        if item is not None and item.text() != in_row(text):
            item.setText(in_row(text))
            _say_mark(item, marked=not item.icon().isNull())

    def bind(self, row_id: str) -> None:
        """Shows the current entry in the editors. A subclass must override this."""
        raise NotImplementedError

    def _on_marks(self, changes: Changes) -> None:
        after = {change.row_id: change.after for change in changes.rows if isinstance(change.after, Markable)}
        for item in (self.list.item(row) for row in range(self.list.count())):
            row = after.get(item.data(_ID))
            if row is not None:
                _mark(item, row)

    def _on_current(self) -> None:
        if self.bridge.flush():
            self.bind(self.current_id)


def _mark(item: QListWidgetItem, row: Markable) -> None:
    """Puts a lock before the text of a confidential row, and says it in words."""
    marked = row.is_confidential
    item.setIcon(icon("confidential") if marked else QIcon())
    item.setToolTip(tip(tr(Message("Confidential"))) if marked else "")
    _say_mark(item, marked=marked)


def _say_mark(item: QListWidgetItem, *, marked: bool) -> None:
    spoken = tr(Message("{text} (confidential)", text=item.text())) if marked else None
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
