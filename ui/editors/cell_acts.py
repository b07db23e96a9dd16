"""What is done with several cells at once: emptied, copied, pasted, as one change that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QModelIndex, QObject, Qt

from ui.editors.cell_grid import CellGrid
from ui.link.bridge import DocumentBridge
from ui.models.row_table_model import Index
from workbench.document.together import Act, do_together
from workbench.language.i18n import Message
from workbench.model.rows import Row

if TYPE_CHECKING:
    from ui.editors.cell_clipboard import CellClipboard
    from workbench.exchange.paste_targets import Reading


class ActModel(Protocol):
    """What is needed from a model: how a cell is changed, and what it is to other programs."""

    bridge: DocumentBridge

    def act(self, index: Index, value: Any) -> Act:
        """The operation that gives a cell a value."""
        ...

    def empty_value(self, index: Index) -> Any:
        """What an empty cell holds; the value as it is where a cell cannot be empty."""
        ...

    def copied(self, index: Index) -> str:
        """The text of a cell for another program."""
        ...

    def pasted(self, index: Index, text: str, reading: Reading) -> Any:
        """The value that a text stands for in a cell. Raises InvalidValue for one that stands for none."""
        ...

    def is_confidential(self, row: int) -> bool:
        """Whether a row is confidential."""
        ...


class CellActs(QObject):
    """The acts of one grid.

    ``becomes`` is what pasted rows become (None: cells only), ``given`` the values that all of them get here, ``added`` is
    called when rows have come.
    """

    def __init__(
        self,
        grid: CellGrid,
        model: ActModel,
        *,
        becomes: type[Row] | None = None,
        given: Callable[[], Mapping[str, Any]] = dict,
        added: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(grid)
        self.grid, self.model = grid, model
        self.becomes, self.given, self.added = becomes, given, added
        grid.emptied.connect(self.empty)
        grid.copy_wanted.connect(self.copy)
        grid.paste_wanted.connect(self.paste)

    @cached_property
    def clipboard(self) -> CellClipboard:
        """What copies and pastes; loaded when it is first needed."""
        from ui.editors.cell_clipboard import CellClipboard

        return CellClipboard(self)

    def copy(self, *, headings: bool = False) -> None:
        """Copies what is chosen."""
        self.clipboard.copy(headings=headings)

    def paste(self) -> None:
        """Pastes what is on the clipboard."""
        self.clipboard.paste()

    def empty(self, cells: Sequence[QModelIndex]) -> None:
        """Makes cells empty."""
        self.write((cell, self.model.empty_value(cell)) for cell in cells)

    def write(self, values: Iterable[tuple[QModelIndex, Any]]) -> bool:
        """Gives cells their values as one change. Returns whether it succeeded."""
        bridge = self.model.bridge
        if bridge.read_only or not bridge.flush():
            return False
        changed = [(cell, value) for cell, value in values if cell.data(Qt.ItemDataRole.EditRole) != value]
        acts = [self.model.act(cell, value) for cell, value in changed]
        if not acts:
            return True
        bridge.document.end_burst()
        if len(acts) == 1:
            return bridge.run(acts[0][0], **acts[0][1])
        label = Message("change {count} cell", "change {count} cells", count=len(acts))
        return bridge.run(do_together, label=label, acts=acts)
