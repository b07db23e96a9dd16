"""What is done with several cells at once, as one change that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QObject, Qt

from ui.editors.cell_grid import CellGrid
from ui.link.bridge import DocumentBridge
from ui.models.row_table_model import Index
from workbench.document.together import Act, do_together
from workbench.language.i18n import Message


class ActModel(Protocol):
    """What is needed from a model: how a cell is changed, and what it holds when it is empty."""

    bridge: DocumentBridge

    def act(self, index: Index, value: Any) -> Act:
        """The operation that gives a cell a value."""
        ...

    def empty_value(self, index: Index) -> Any:
        """What an empty cell holds; the value as it is where a cell cannot be empty."""
        ...


class CellActs(QObject):
    """Empties the cells that are chosen in a grid."""

    def __init__(self, grid: CellGrid, model: ActModel) -> None:
        super().__init__(grid)
        self._grid, self._model = grid, model
        grid.emptied.connect(self.empty)

    def empty(self, cells: Sequence[QModelIndex]) -> None:
        """Makes cells empty, and offers to undo that when there are several."""
        self.write((cell, self._model.empty_value(cell)) for cell in cells)

    def write(self, values: Iterable[tuple[QModelIndex, Any]]) -> bool:
        """Gives cells their values as one change. Returns whether it succeeded."""
        bridge = self._model.bridge
        if bridge.read_only or not bridge.flush():
            return False
        changed = [(cell, value) for cell, value in values if cell.data(Qt.ItemDataRole.EditRole) != value]
        acts = [self._model.act(cell, value) for cell, value in changed]
        if not acts:
            return True
        bridge.document.end_burst()
        if len(acts) == 1:
            return bridge.run(acts[0][0], **acts[0][1])
        label = Message("change {count} cell", "change {count} cells", count=len(acts))
        return bridge.run(do_together, label=label, acts=acts)
