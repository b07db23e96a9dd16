"""Offers names of people and documents below the cursor while somebody types in a text box.

The list never takes Enter, Tab or the arrows from the text, except Down, which enters it. With the projector view open,
nobody confidential is offered: a laptop that shows the same picture twice would show the list to the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from ui.editors.boxes import PlainBox, utf16_length
from ui.kit.direction import in_row
from ui.kit.focus import follow_focus
from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.link.window import FileWindow
from workbench.completion import Offer, offered_names, offers
from workbench.language.i18n import Message
from workbench.model.rows import BackgroundDocument, Contributor

if TYPE_CHECKING:
    from ui.link.bridge import DocumentBridge
    from ui.projector.control import ProjectorControl
    from workbench.model.changes import Changes

_LETTERS_WIDE: Final = 42
_AROUND: Final = 8
_TABLES: Final = frozenset({Contributor.table, BackgroundDocument.table})
_HELD: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_TAKING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class CompletionWindow(FileWindow, Protocol):
    """The window in whose text boxes names are offered."""

    @property
    def projector(self) -> ProjectorControl | None:
        """What runs the projector view; None before it was first opened."""
        ...


class Completion(QObject):
    """Follows the focus of one window. ``enabled`` is the user's choice; ``list`` shows the names."""

    def __init__(self, window: CompletionWindow, *, enabled: bool = True) -> None:
        super().__init__(window.widget)
        self._window = window
        self.enabled = enabled
        self.list = QListWidget(window.widget)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr(Message("Names that start like this")))
        self.list.setToolTip(tip(tr(Message("Down, then Enter: take a name; Esc: no names"))))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(lambda item: self._take(self.list.row(item)))
        self.list.hide()
        self._offers: tuple[Offer, ...] = ()
        self._names: dict[bool, tuple[str, ...]] = {}
        self._box: PlainBox | None = None
        self._bridge: DocumentBridge | None = None
        self._typed = False
        window.file_changed.connect(self._on_file)
        self._on_file()
        follow_focus(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001  a Qt slot
        """Offers names, or no longer."""
        self.enabled = enabled
        self.hide()

    def hide(self) -> None:
        """Closes the list and forgets what it offered."""
        self._offers = ()
        self.list.hide()
        self.list.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes what is typed, and takes keys for the list while it is open."""
        if watched is not self._box:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._typed = bool(event.text()) and event.text().isprintable()
            if not self.list.isHidden() and self._on_key(event):
                return True
            if not self._typed and event.key() not in _HELD:
                self.hide()  # the cursor moves, or a command of the window begins
            return False
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Wheel, QEvent.Type.Hide):
            self.hide()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the list takes a key. Only Down and Esc are taken before it was entered."""
        key, row = event.key(), self.list.currentRow()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key == Qt.Key.Key_Down:
            self.list.setCurrentRow(min(row + 1, self.list.count() - 1))
        elif row < 0:
            return False
        elif key == Qt.Key.Key_Up:
            self.list.setCurrentRow(row - 1)
        elif key in _TAKING:
            self._take(row)
        else:
            return False
        return True

    def _take(self, row: int) -> None:
        box = self._box
        if box is None or not 0 <= row < len(self._offers):
            return
        offer = self._offers[row]
        self.hide()
        cursor = box.textCursor()
        typed = cursor.block().text()[: cursor.positionInBlock()][-offer.typed :]
        box.burst_ended.emit()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, utf16_length(typed))
        cursor.insertText(offer.name)
        box.setTextCursor(cursor)
        box.burst_ended.emit()

    def _on_text(self) -> None:
        box, typed = self._box, self._typed
        self._typed = False
        if box is None or self._bridge is None or not (self.enabled and typed):
            self.hide()
            return
        cursor = box.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        self._offers = offers(self._known(self._bridge), before)
        self._show(box)

    def _known(self, bridge: DocumentBridge) -> tuple[str, ...]:
        projector = self._window.projector
        in_room = projector is not None and projector.open
        if in_room not in self._names:
            self._names[in_room] = offered_names(bridge.document, in_room=in_room)
        return self._names[in_room]

    def _show(self, box: PlainBox) -> None:
        if not self._offers:
            self.hide()
            return
        self.list.clear()
        for offer in self._offers:
            QListWidgetItem(in_row(offer.name), self.list)
        self.list.setCurrentRow(-1)
        window, metrics = self._window.widget, self.list.fontMetrics()
        high = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + _AROUND
        wide = min(self.list.sizeHintForColumn(0) + 3 * _AROUND, metrics.averageCharWidth() * _LETTERS_WIDE, window.width())
        place = box.cursorRect()
        below = box.viewport().mapTo(window, place.bottomLeft())
        above = box.viewport().mapTo(window, place.topLeft())
        top = below.y() if below.y() + high <= window.height() else above.y() - high
        left = below.x() - wide if box.isRightToLeft() else below.x()
        self.list.setGeometry(max(0, min(left, window.width() - wide)), max(0, top), wide, high)
        self.list.raise_()
        self.list.show()

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if now is self._box:
            return
        self._detach()
        if isinstance(now, PlainBox) and now.window() is self._window.widget and not now.isReadOnly():
            self._box = now
            now.installEventFilter(self)
            now.textChanged.connect(self._on_text)

    def _detach(self) -> None:
        box, self._box = self._box, None
        self.hide()
        if box is not None and shiboken6.isValid(box):
            box.removeEventFilter(self)
            box.textChanged.disconnect(self._on_text)

    def _on_file(self) -> None:
        self._names.clear()
        self.hide()
        self._bridge = self._window.bridge
        if self._bridge is not None:
            self._bridge.changed.connect(self._on_changes)

    def _on_changes(self, changes: Changes) -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self._names.clear()
