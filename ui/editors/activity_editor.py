"""What the editors share that write several fields of one activity together: holding, leaving, following."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import DocumentBridge
from workbench.changes import Changes
from workbench.model import Activity


class ActivityEditor(QWidget):
    """Shows one activity at a time in one control.

    ``show`` puts what is stored into the control (None: no activity); ``write`` writes what the control holds, by
    :meth:`run`, and says whether that was possible.
    """

    def __init__(
        self,
        bridge: DocumentBridge,
        control: QWidget,
        operation: Callable[..., object],
        *,
        show: Callable[[Activity | None], None],
        write: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._operation, self._key = bridge, operation, ""
        self._show_row, self._write = show, write
        self._pending = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(control)
        self.setFocusProxy(control)
        bridge.changed.connect(self._on_changes)
        self.setEnabled(False)

    def is_shown(self, changes: Changes) -> bool:
        """Whether something of what is shown has changed."""
        return any(change.key == self._key for change in changes.of(Activity.table))

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
        return self._write()

    def run(self, **values: object) -> bool:
        """Lets the operation write values, and holds the editor pending where it could not."""
        written = self._bridge.run(self._operation, activity=self._key, initiator=self, **values)
        self._hold(pending=not written)
        return written

    def typed(self) -> bool:
        """Something is typed that is not written yet; False where nothing may be."""
        if not self._key or self._bridge.read_only:
            return False
        self._hold(pending=True)
        return True

    def leave(self) -> None:
        """The focus leaves: write, and end the burst of typing."""
        if not self._bridge.closed:
            self.flush()
            self._bridge.document.end_burst()

    def _hold(self, *, pending: bool) -> None:
        self._pending = pending
        self._bridge.hold(self, pending=pending)

    def _show(self) -> None:
        self._show_row(self._bridge.document.get(Activity, self._key) if self._key else None)

    def _on_changes(self, changes: Changes) -> None:
        if not self._pending and changes.initiator is not self and self.is_shown(changes):
            self._show()
