"""What editors share that are more than one field of a row: they hold, store and follow them together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.editors.held_text import HeldText, named_after
from ui.link.bridge import DocumentBridge
from workbench.model.changes import Changes
from workbench.model.rows import RowT


class RowEditor(QWidget, Generic[RowT]):
    """Shows one row at a time in one control.

    ``operation`` takes the id of the row as ``identify``. ``show`` puts what is stored into the control (None: no row);
    ``write`` writes what the control holds with :meth:`run`, and returns whether it succeeded; ``ready`` and ``settle`` are
    those of :class:`HeldText`.
    """

    def __init__(
        self,
        bridge: DocumentBridge,
        control: QWidget,
        row_type: type[RowT],
        operation: Callable[..., object],
        identify: str,
        *,
        show: Callable[[RowT | None], None],
        write: Callable[[], bool],
        ready: Callable[[], bool] = lambda: True,
        settle: Callable[[], object] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._row_type, self._row_id = bridge, row_type, ""
        self._operation, self._identify = operation, identify
        self._show_row = show
        self.held = HeldText(self, bridge, write, ready=ready, settle=settle, named=partial(named_after, control))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(control)
        self.setFocusProxy(control)
        self.held.follow(self._on_changes)
        self.setEnabled(False)

    def is_shown(self, changes: Changes) -> bool:
        """Whether a change touches what is shown."""
        return any(change.row_id == self._row_id for change in changes.of(self._row_type.table))

    def bind(self, row_id: str) -> bool:
        """Shows a row ("" for none); False when what is typed could not be written."""
        if not self.flush():
            return False
        self._row_id = row_id
        self.setEnabled(bool(row_id))
        self._show()
        return True

    def flush(self) -> bool:
        """Writes what is typed. Returns whether nothing is left to write."""
        return self.held.flush()

    def run(self, **values: object) -> bool:
        """Writes values with the operation. Returns whether it succeeded."""
        return self._bridge.run(self._operation, **{self._identify: self._row_id}, initiator=self, **values)

    def typed(self) -> None:
        """Notes that something is typed that is not written yet."""
        if self._row_id and not self._bridge.read_only:
            self.held.typed()

    def store(self) -> None:
        """Writes at once, because what is typed is complete."""
        if self._row_id and not self._bridge.read_only:
            self.held.store()

    def _show(self) -> None:
        self._show_row(self._bridge.document.get(self._row_type, self._row_id) if self._row_id else None)

    def _on_changes(self, changes: Changes) -> None:
        if self.is_shown(changes):
            self._show()
