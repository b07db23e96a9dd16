"""The rows of a pasted table as a model: whether each is taken, what becomes of it, and its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.models.row_table_model import Index
from workbench.exchange.pasted_rows import LookedRow
from workbench.language.i18n import Message
from workbench.tables.cells import Cells

TAKEN: Final = 0
"""The first column: the tick, and in words what becomes of the row. The columns of the table follow."""

HEAD: Final = 0
"""The first row holds the choices of what each column is."""


class LookedRowsModel(QAbstractTableModel):
    """Row 0 is for choices; then each row of the table that has text. Signal ``taken_changed``: a tick was changed."""

    taken_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells: Cells = ()
        self._looked: Sequence[LookedRow] = ()
        self._taken: set[int] = set()

    def show_rows(self, cells: Cells, looked: Sequence[LookedRow]) -> None:
        """Shows other rows. Those that can be taken are, unless their name is there already."""
        self.beginResetModel()
        self._cells, self._looked = cells, looked
        self._taken = {row.number for row in looked if row.row is not None and row.there is None}
        self.endResetModel()

    def taken(self) -> list[LookedRow]:
        """The rows that are ticked, in their order."""
        return [row for row in self._looked if row.number in self._taken]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """The choices, and the rows below them."""
        return 0 if parent.isValid() else 1 + len(self._looked)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """What becomes of the row, and the columns of the table."""
        return 0 if parent.isValid() else 1 + (len(self._cells[0]) if self._cells else 0)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number of each row in the table, and of each column."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return tr(Message("Take")) if section == TAKEN else tr(Message("Column {number}", number=section))
        return "" if section == HEAD else str(self._looked[section - 1].number)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows that can become something are ticked or not."""
        flags = super().flags(index)
        if index.column() == TAKEN and index.row() > HEAD and self._looked[index.row() - 1].row is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts of cells; in the first column what becomes of the row."""
        if not index.isValid() or index.row() == HEAD:
            return None
        looked = self._looked[index.row() - 1]
        if index.column() != TAKEN:
            text = self._cells[looked.number - 1][index.column() - 1]
            shown = {Qt.ItemDataRole.DisplayRole: in_row(text.partition("\n")[0]), Qt.ItemDataRole.ToolTipRole: tip(text)}
            return (
                shown.get(Qt.ItemDataRole(role))
                if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
                else None
            )
        if role == Qt.ItemDataRole.CheckStateRole and looked.row is not None:
            return Qt.CheckState.Checked if looked.number in self._taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return in_row(self.says(looked))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.says(looked)
        return tip(self.says(looked)) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Takes a row, or leaves it out."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        number = self._looked[index.row() - 1].number
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._taken.add(number)
        else:
            self._taken.discard(number)
        self.dataChanged.emit(index, index)
        self.taken_changed.emit()
        return True

    def says(self, looked: LookedRow) -> str:
        """What becomes of a row, in words."""
        if looked.refused is not None:
            return tr(Message("Not possible: {why}", why=looked.refused.what))
        if looked.number not in self._taken:
            return tr(Message("Is not added. {why}", why=tr(looked.there) if looked.there else "")).strip()
        return tr(Message("Is added. {why}", why=tr(looked.there) if looked.there else "")).strip()
