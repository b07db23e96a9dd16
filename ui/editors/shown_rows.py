"""Sorting and filtering of a table by its headings and a box: only the view, never what is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.editors.boxes import LineBox
from ui.editors.cell_grid import CellGrid
from ui.editors.table_menu import TableMenu
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.models.arrangement import Arrangement
from ui.models.row_table_model import RowTableModel
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from ui.models.plan_model import PlanModel

_MOST_SHOWN = 36
"""The most characters of a cell that a menu repeats."""
_AROUND = 28
"""What border, padding and cursor take of the box, in pixels."""


class _WordsBox(LineBox):
    """A box as wide as its hint, at every size of text."""

    def sizeHint(self) -> QSize:
        """The width of the hint."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.placeholderText()) + _AROUND, hint.height())

    def minimumSizeHint(self) -> QSize:
        """The whole size: the hint is never cut."""
        return self.sizeHint()


class ShownTable(Protocol):
    """What is needed from a table."""

    bridge: DocumentBridge

    @property
    def model(self) -> RowTableModel | PlanModel:
        """What is shown."""
        ...

    @property
    def grid(self) -> CellGrid:
        """Where it is shown."""
        ...

    def current_id(self) -> str:
        """The id of the current row, or ""."""
        ...

    @property
    def forget_widths(self) -> Callable[[], None] | None:
        """Gives the columns the widths that they had at first; None where nobody changes them."""
        ...


class ShownRows(QObject):
    """What a click on a heading and the words in the box do with the rows of one table."""

    def __init__(self, table: ShownTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.box = _WordsBox(parent)
        self.box.setAccessibleName(tr(Message("Show only rows with these words")))
        self.box.setPlaceholderText(tr(Message("Show only rows with")))
        self.all = QPushButton(tr(Message("Show all")), parent)
        self.all.setToolTip(tip(tr(Message("Show all rows in the order of the document"))))
        self.said = QLabel(parent)
        self.said.setProperty("role", "help")
        head = table.grid.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self.sort)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._on_menu)
        self.box.textEdited.connect(self._on_typed)
        self.all.clicked.connect(self.show_all)
        for signal in (table.model.modelReset, table.model.rowsInserted, table.model.rowsRemoved):
            signal.connect(self._show_state)
        self._show_state()

    def sort(self, column: int) -> None:
        """Sorts by a column; once more turns the order round, and a third time gives that of the document."""
        now = self._table.model.arrangement
        if now.by != column:
            self.sort_by(column, down=False)
        elif not now.down:
            self.sort_by(column, down=True)
        else:
            self.sort_by(None)

    def sort_by(self, column: int | None, *, down: bool = False) -> None:
        """Sorts by a column; None: as in the document."""
        now = self._table.model.arrangement
        self._arrange(Arrangement(column, down, now.only, now.only_in))

    def narrow(self, words: str, column: int | None = None) -> None:
        """Shows only the rows with all these words, in one column or in any."""
        now = self._table.model.arrangement
        self._arrange(Arrangement(now.by, now.down, words.strip(), column if words.strip() else None))

    def _on_typed(self, words: str) -> None:
        self.narrow(words)

    def show_all(self) -> None:
        """Shows all rows in the order of the document."""
        self._arrange(Arrangement())

    def menu_of(self, column: int) -> TableMenu:
        """What a heading offers."""
        table = self._table
        menu = TableMenu(table.grid)
        menu.offer(Message("Sort from first to last"), lambda: self.sort_by(column))
        menu.offer(Message("Sort from last to first"), lambda: self.sort_by(column, down=True))
        menu.offer(Message("Sort as in the document"), lambda: self.sort_by(None))
        menu.addSeparator()
        here = table.grid.currentIndex()
        text = str(here.siblingAtColumn(column).data() or "").partition("\n")[0] if here.isValid() else ""
        like = Message("Show only rows with “{text}” here", text=text[:_MOST_SHOWN])
        menu.offer(like, lambda: self.narrow(text, column), possible=bool(text))
        menu.offer(Message("Show all"), self.show_all, possible=table.model.is_arranged())
        if table.forget_widths is not None:
            menu.addSeparator()
            menu.offer(Message("Reset the column widths"), table.forget_widths)
        return menu

    def _on_menu(self, point: QPoint) -> None:
        head = self._table.grid.horizontalHeader()
        column = head.logicalIndexAt(point)
        if column >= 0:
            self.menu_of(column).popup(head.mapToGlobal(point))

    def _arrange(self, arrangement: Arrangement) -> None:
        table = self._table
        if not table.bridge.flush():
            return
        row_id, column = table.current_id(), max(0, table.grid.currentIndex().column())
        table.model.arrange(arrangement)
        index = table.model.index_of(row_id, column)
        table.grid.setCurrentIndex(index if index.isValid() else table.model.index(0, column))
        if arrangement.only != self.box.text().strip():
            self.box.setText(arrangement.only)
        head = table.grid.horizontalHeader()
        head.setSortIndicatorShown(arrangement.by is not None)
        if arrangement.by is not None:
            order = Qt.SortOrder.DescendingOrder if arrangement.down else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(arrangement.by, order)

    def _show_state(self) -> None:
        """Says that the table is sorted, and how much is hidden, with the way back."""
        model = self._table.model
        by, hidden, told = model.arrangement.by, model.hidden_count(), []
        if by is not None:
            told.append(tr(Message("Sorted by {column}", column=str(model.headerData(by, Qt.Orientation.Horizontal)))))
        if hidden:
            told.append(tr(Message("{count} row is hidden", "{count} rows are hidden", count=hidden)))
        self.said.setText(" · ".join(told))
        self.said.setVisible(bool(told))
        self.all.setText(tr(Message("Show all") if model.arrangement.only else Message("As in the document")))
        self.all.setVisible(model.is_arranged())
        self.box.setVisible(model.rowCount() + hidden > 1)
