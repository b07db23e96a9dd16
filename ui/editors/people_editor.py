"""Who is responsible for an activity, in the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import DocumentBridge
from ui.editors.people_box import PeopleBox
from ui.language import tr
from workbench.changes import Changes
from workbench.i18n import Message
from workbench.model import Activity, Contributor
from workbench.responsible import responsible_text

_PAUSE_MS: Final = 400


class PeopleEditor(QWidget):
    """Shows one activity at a time. What is typed is written at each pause, and when the focus leaves."""

    def __init__(self, bridge: DocumentBridge, operation: Callable[..., object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._operation, self._key = bridge, operation, ""
        self._pending = False
        self.box = PeopleBox(lambda: contributors(bridge), self)
        self.box.setReadOnly(bridge.read_only)
        self.box.setAccessibleName(tr(Message("Responsible person")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.box.textEdited.connect(self._on_typed)
        self.box.chosen.connect(self._on_chosen)
        self.box.burst_ended.connect(self._on_left)
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
        self._pause.stop()
        if not self._pending or not self._key or self._bridge.closed:
            return True
        written = self._bridge.run(self._operation, activity=self._key, text=self.box.text(), initiator=self)
        self._hold(pending=not written)
        return written

    def _hold(self, *, pending: bool) -> None:
        self._pending = pending
        self._bridge.hold(self, pending=pending)

    def _show(self) -> None:
        row = self._bridge.document.get(Activity, self._key) if self._key else None
        names = {person.id: person.name for person in self._bridge.document.read.every(Contributor)}
        self.box.show_text(responsible_text(row, names) if row is not None else "")

    def _on_typed(self) -> None:
        if self._key and not self._bridge.read_only:
            self._hold(pending=True)
            self._pause.start()

    def _on_chosen(self) -> None:
        self._on_typed()
        self._on_left()

    def _on_left(self) -> None:
        if not self._bridge.closed:
            self.flush()
            self._bridge.document.end_burst()

    def _on_changes(self, changes: Changes) -> None:
        if self._pending or changes.initiator is self:
            return
        if Contributor.table in changes.tables or any(change.key == self._key for change in changes.of(Activity.table)):
            self._show()


def contributors(bridge: DocumentBridge) -> list[str]:
    """The names of the people on the page People."""
    return [person.name for person in bridge.document.read.every(Contributor) if person.name.strip()]
