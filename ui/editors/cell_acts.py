"""What is done with several cells at once: emptied, copied, pasted, as one change that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from ui.editors.cell_grid import CellGrid
from ui.editors.cell_model import ActModel
from workbench.document.together import do_together
from workbench.language.i18n import Message
from workbench.model.rows import Row

if TYPE_CHECKING:
    from ui.editors.cell_clipboard import CellClipboard


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

        return CellClipboard(
            self.grid, self.model, self.write, becomes=self.becomes, given=self.given, added=self.added, parent=self
        )

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
