"""From which quarter to which an activity goes, in the form: both quarters are one field, written together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import DocumentBridge
from ui.editors.quarter_picker import QuarterPicker
from workbench.changes import Changes
from workbench.i18n import Message
from workbench.model import Activity

END_STOPS = Message("An activity cannot end before it begins: both quarters are the same now.")


class TimelineEditor(QWidget):
    """Shows one activity at a time. What is typed is written as soon as it is a quarter, or when the focus leaves."""

    def __init__(self, bridge: DocumentBridge, operation: Callable[..., object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._operation, self._key = bridge, operation, ""
        self._pending = False
        self.picker = QuarterPicker(parent=self)
        self.picker.set_read_only(read_only=bridge.read_only)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.picker.typed.connect(self._on_typed)
        self.picker.edited.connect(self._on_edited)
        self.picker.stopped.connect(self._on_stopped)
        self.picker.left.connect(self._on_left)
        bridge.changed.connect(self._on_changes)
        self.setEnabled(False)

    def bind(self, key: str) -> bool:
        """Shows an activity ("" for none); False when what is typed could not be written."""
        if not self.flush():
            return False
        self._key = key
        self.setEnabled(bool(key))
        self._show()
        return True

    def flush(self) -> bool:
        """Writes what is typed; says whether nothing is left to write."""
        if not self._pending or not self._key or self._bridge.closed:
            return True
        self.picker.settle()
        return self._write()

    def _write(self) -> bool:
        value = self.picker.value()
        if value is None:
            text = self.picker.what_is_wrong()
            self._bridge.messages.error(
                Message("“{text}” is not a quarter. Write it as 2027-Q1; nothing was changed.", text=text)
            )
            return False
        start, end = value
        arguments = {"activity": self._key, "start_quarter": start, "end_quarter": end, "initiator": self}
        written = self._bridge.run(self._operation, **arguments)
        self._hold(pending=not written)
        return written

    def _hold(self, *, pending: bool) -> None:
        self._pending = pending
        self._bridge.hold(self, pending=pending)

    def _show(self) -> None:
        row = self._bridge.document.get(Activity, self._key) if self._key else None
        self.picker.show_value(row.start_quarter if row else "", row.end_quarter if row else "")

    def _on_typed(self) -> None:
        if self._key and not self._bridge.read_only:
            self._hold(pending=True)

    def _on_edited(self) -> None:
        if self._key and not self._bridge.read_only:
            self._hold(pending=True)
            if self.picker.value() is not None:
                self._write()

    def _on_stopped(self) -> None:
        self._bridge.messages.info(END_STOPS, passing=True)

    def _on_left(self) -> None:
        if not self._bridge.closed:
            self.flush()
            self._bridge.document.end_burst()

    def _on_changes(self, changes: Changes) -> None:
        if self._pending or changes.initiator is self:
            return
        if any(change.key == self._key for change in changes.of(Activity.table)):
            self._show()
