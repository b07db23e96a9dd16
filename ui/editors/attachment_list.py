"""The attachments of one document of the register: a list with its buttons, to which files can be dragged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.editors.attachment_acts import OPENED, AttachmentActs
from ui.kit.direction import in_row
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.language.sizes import told_size
from workbench.model.changes import Changes
from workbench.model.rows import Attachment
from workbench.operations.attached_files import STATES, Attached, State, attached
from workbench.operations.attachments import told_room_left

_ID = Qt.ItemDataRole.UserRole
_LINES = 3


class AttachmentList(QWidget):
    """The list, with buttons that attach, open, save and remove. It shows one document at a time."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self._entry = bridge, ""
        self._found: dict[str, Attached] = {}
        self.acts = AttachmentActs(bridge, self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(Message("Attachments of this document")))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setFixedHeight(self.list.fontMetrics().lineSpacing() * (_LINES + 1))
        self.room = QLabel(self)
        self.room.setProperty("role", "help")
        self.room.setWordWrap(True)
        self._buttons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.list)
        layout.addWidget(self.row)
        layout.addWidget(self.room)
        self.list.itemActivated.connect(lambda _: self._open())
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        self.list.customContextMenuRequested.connect(self._on_menu)
        bridge.changed.connect(self._on_changes)
        self.show_document("")

    def _buttons(self) -> None:
        self.row = FlowRow(spacing=6)
        self.store = self._button(
            Message("Attach document…"),
            Message("Save the paper itself in the assessment; it can also be dragged here"),
            lambda: self._ask(link=False),
        )
        self.link = self._button(
            Message("Link document…"), Message("Only remember where the paper is"), lambda: self._ask(link=True)
        )
        self.open = self._button(Message("Open"), Message("Open the selected attachment, as a copy for reading"), self._open)
        self.save = self._button(Message("Save a copy…"), Message("Save a copy of the selected attachment"), self._save)
        self.remove = self._button(
            Message("Remove attachment"), Message("Remove the selected attachment (Del); it can be undone"), self._remove
        )

    def _button(self, text: Message, hint: Message, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(tr(text), self)
        button.setToolTip(tip(tr(hint)))
        button.clicked.connect(lambda _: run())
        self.row.add(button)
        return button

    def show_document(self, entry: str) -> None:
        """Shows the attachments of a document; nothing for an empty id."""
        self._entry = entry
        found = attached(self.bridge.document, entry) if entry else []
        self._found = {one.row.id: one for one in found}
        keep = self.current_id()
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in found:
                item = QListWidgetItem(in_row(told(one)), self.list)
                item.setData(_ID, one.row.id)
                item.setToolTip(tip(one.row.path) if one.row.is_link else "")
            rows = list(self._found)
            self.list.setCurrentRow(rows.index(keep) if keep in rows else 0 if rows else -1)
        self.list.setVisible(bool(found))
        self._tell_room()
        self._enable()

    def current_id(self) -> str:
        """The id of the selected attachment, or the empty string."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the selected attachment."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and self.remove.isEnabled():
            self._remove()
            return
        super().keyPressEvent(event)

    def _enable(self) -> None:
        one = self._found.get(self.current_id())
        may = bool(self._entry) and not self.bridge.read_only
        for button in (self.store, self.link):
            button.setEnabled(may)
        self.open.setEnabled(one is not None and one.state in OPENED)
        self.save.setEnabled(one is not None and one.state is State.STORED)
        self.remove.setEnabled(one is not None and not self.bridge.read_only)

    def _tell_room(self) -> None:
        told = told_room_left(self.bridge.document)
        self.room.setText(tr(told) if told is not None else "")
        self.room.setVisible(told is not None)
        self.store.setAccessibleDescription(self.room.text())

    def _ask(self, *, link: bool) -> None:
        self.acts.ask(self.acts.to_entry(self._entry), link=link)

    def _open(self) -> None:
        if self.open.isEnabled():
            self.acts.open(self.current_id())

    def _save(self) -> None:
        self.acts.save_copy(self.current_id())

    def _remove(self) -> None:
        self.acts.remove(self.current_id())

    def _on_menu(self, at: QPoint) -> None:
        item = self.list.itemAt(at)
        if item is not None:
            self.list.setCurrentItem(item)
            self.menu().popup(self.list.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What can be done with the selected attachment."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button, run in ((self.open, self._open), (self.save, self._save), (self.remove, self._remove)):
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(run)
        return menu

    def _on_changes(self, changes: Changes) -> None:
        if Attachment.table in changes.tables:
            self.show_document(self._entry)


def told(one: Attached) -> str:
    """An attachment in one line: its name, its size, and whether it can be had."""
    name, size, state = one.row.name, tr(told_size(one.row.size)), tr(STATES[one.state])
    return tr(Message("{name} ({size}, {state})", name=name, size=size, state=state))
