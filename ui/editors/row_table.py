"""A table that people fill in: buttons above it add and remove rows, cells are edited in place."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.editors.cell_acts import CellActs
from ui.editors.cell_delegate import CellDelegate
from ui.editors.cell_grid import CellGrid
from ui.editors.shown_rows import ShownRows
from ui.editors.table_menu import TableMenu, open_where_asked
from ui.kit.edit_acts import EditAct, do, holds_text
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.column_widths import CHOSEN as WIDTHS
from ui.link.language import tr
from ui.models.row_table_model import CHOSEN, TICKED, RowTableModel, TableSpec
from workbench.document.document import Document
from workbench.document.together import together
from workbench.language.i18n import Message
from workbench.operations.list_rows import duplicate_row, move_row

_UP, _DOWN = "Ctrl+Shift+Up", "Ctrl+Shift+Down"
_PASTED = Message("Rows that are copied in Excel or Word can be pasted here (Ctrl+V).")


class _Refused(Exception):
    """One of several rows could not be removed; it has been told why."""


class RowTable(QWidget):
    """A table with its buttons.

    "Add" (and Insert) calls ``add``, which returns the id of the new row; its first editable cell is then edited. None
    hides the button. ``remove`` is called with the id of the current row and returns whether it was removed; this table
    offers the undo. ``empty`` says what to do while there is no row. ``more_for`` adds to the menu of a row, by its id.
    Signal ``chosen`` carries the id of the row, or "".
    """

    chosen = Signal(str)

    def __init__(
        self,
        bridge: DocumentBridge,
        spec: TableSpec,
        *,
        name: Message,
        empty: Message,
        add_label: Message | None = None,
        add: Callable[[], str | None] | None = None,
        remove: Callable[[str], bool] | None = None,
        removed: Message | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.model = RowTableModel(bridge, spec, self)
        self._add, self._remove = add, remove
        self._name, self._sharing = name.text, False
        self.more_for: Callable[[QMenu, str], object] = lambda _menu, _row: None
        self._removed = removed or Message("The row was removed.")
        self.grid = CellGrid(self)
        self.grid.grows = add is not None
        self.grid.setAccessibleName(tr(name))
        self.empty_label = QLabel(tr(empty) if add is None else f"{tr(empty)}\n{tr(_PASTED)}", self)
        self.add_button = QPushButton(tr(add_label or Message("Add")), self)
        self.remove_button = QPushButton(tr(Message("Remove")), self)
        self.acts = CellActs(
            self.grid,
            self.model,
            becomes=spec.row_type if add is not None else None,
            given=self.model.given,
            added=self._show_last,
        )
        self._set_up_grid()
        self.shown = ShownRows(self, self)
        self._set_up_buttons()
        self._lay_out()
        self._connect()
        self._show_state()

    # For pages

    def show_row(self, row_id: str) -> bool:
        """Selects a row and scrolls to it. Returns False if the table does not show it."""
        here = self.grid.currentIndex()
        index = self.model.index_of(row_id, max(0, here.column()) if self.current_id() == row_id else 0)
        if index.isValid() and index != here:
            self.grid.setCurrentIndex(index)
        if index.isValid():
            self.grid.scrollTo(index)
        return index.isValid()

    def current_id(self) -> str:
        """The id of the current row, or the empty string."""
        row = self.model.row_at(self.grid.currentIndex())
        return row.id if row is not None else ""

    def add_row(self) -> None:
        """Adds a row and starts to edit its first cell."""
        row_id = self._add() if self._add is not None and not self.bridge.read_only else None
        if row_id is None or not self.show_row(row_id):
            return
        for position, column in enumerate(self.model.spec.columns):
            index = self.model.index_of(row_id, position)
            if self.model.spec.kind(column) not in CHOSEN | TICKED and self.grid.open_cell(index):
                return

    def go_on_in_new_row(self) -> None:
        """Adds a row because somebody goes on behind the last cell, and says so."""
        rows = self.model.rowCount()
        self.add_row()
        if self.model.rowCount() > rows:
            self.bridge.offer_undo(Message("A row was added at the end."))

    def _show_last(self) -> None:
        rows = self.model.rows
        if rows:
            self.show_row(rows[-1].id)

    def edit_acts(self) -> Container[EditAct]:
        """A list without rows takes a pasted table wherever the focus is in it; with rows, its cells do."""
        takes = self._add is not None and not self.bridge.read_only and not self.empty_label.isHidden()
        return {EditAct.PASTE} if takes and holds_text() else ()

    def paste(self) -> None:
        """Adds the rows of the table on the clipboard."""
        self.acts.paste()

    def chosen_ids(self) -> list[str]:
        """The ids of the rows that are chosen, from the top."""
        return [row.id for row in (self.model.rows[place] for place in self.grid.chosen_rows())]

    def remove_row(self) -> None:
        """Removes the rows that are chosen, all or none of them, and offers to undo that."""
        rows = self.chosen_ids()
        if not rows or self._remove is None or self.bridge.read_only or not self.bridge.flush():
            return
        if len(rows) == 1:
            removed, told = self._remove(rows[0]), self._removed
        else:
            told = Message("{count} row was removed.", "{count} rows were removed.", count=len(rows))
            removed = self._remove_together(rows)
        if removed:
            self.bridge.offer_undo(told)

    def _remove_together(self, rows: list[str]) -> bool:
        """One change for all. The first that is refused is told, and takes the others back."""

        def remove_all(document: Document) -> None:
            with together(document, Message("remove {count} row", "remove {count} rows", count=len(rows))):
                for row_id in rows:
                    if self._remove is not None and not self._remove(row_id):
                        raise _Refused

        try:
            remove_all(self.bridge.document)
        except _Refused:
            return False
        return True

    def duplicate_row(self) -> None:
        """Puts a copy behind the current row and shows it."""
        row_id = self.current_id()
        if not row_id or self._add is None or self.bridge.read_only or not self.bridge.flush():
            return
        copy = self.bridge.call(duplicate_row, of=self.model.spec.row_type, row=row_id)
        if copy is not None:
            self.show_row(copy)
            self.bridge.offer_undo(Message("The same row was added below."))

    def move_row(self, step: int) -> None:
        """Moves the current row up (-1) or down (1) in the document, where the rows are shown in its order."""
        row_id, place = self.current_id(), self.grid.currentIndex().row() + step
        if row_id and self.can_move(step) and self.bridge.flush():
            self.bridge.run(move_row, of=self.model.spec.row_type, row=row_id, index=place)
            self.show_row(row_id)

    def can_move(self, step: int) -> bool:
        """Whether the current row can be moved up (-1) or down (1)."""
        place = self.grid.currentIndex().row() + step
        free = not self.bridge.read_only and not self.model.is_arranged()
        return free and self.grid.currentIndex().isValid() and 0 <= place < self.model.rowCount()

    def menu(self) -> TableMenu:
        """What can be done with the rows that are chosen."""
        menu, free, some = TableMenu(self), not self.bridge.read_only, self.grid.currentIndex().isValid()
        menu.offer_cells(self.grid, partial(self.acts.copy, headings=True), changeable=free)
        if self._add is not None:
            menu.offer(Message("Add a row"), self.add_row, key="Ins", possible=free)
            menu.offer(Message("Add the same row"), self.duplicate_row, possible=free and some)
        menu.offer(Message("Move the row up"), lambda: self.move_row(-1), key=_UP, possible=self.can_move(-1))
        menu.offer(Message("Move the row down"), lambda: self.move_row(1), key=_DOWN, possible=self.can_move(1))
        if self._remove is not None:
            menu.offer(Message("Remove the rows"), self.remove_row, key="Ctrl+Del", possible=free and some)
        if some:
            self.more_for(menu, self.current_id())
        return menu

    # Internal

    def _set_up_grid(self) -> None:
        grid = self.grid
        grid.setModel(self.model)
        grid.use_delegate(CellDelegate(self.model, grid))
        grid.setWordWrap(True)
        grid.setAlternatingRowColors(True)
        grid.setShowGrid(False)
        grid.setCornerButtonEnabled(False)
        grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        grid.verticalHeader().hide()
        grid.horizontalHeader().setHighlightSections(False)
        grid.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def _set_up_buttons(self) -> None:
        self.empty_label.setTextFormat(Qt.TextFormat.PlainText)
        self.empty_label.setWordWrap(True)
        self.empty_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty_label.setProperty("role", "empty")
        self.empty_label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.add_button.setToolTip(tip(tr(Message("Add a row at the end (Ins)"))))
        self.remove_button.setToolTip(tip(tr(Message("Remove the selected row (Ctrl+Del); it can be undone"))))
        self.add_button.setVisible(self._add is not None)
        self.remove_button.setVisible(self._remove is not None)

    def _lay_out(self) -> None:
        buttons = FlowRow(self)
        buttons.add(self.add_button, self.remove_button)
        buttons.add_spring()
        buttons.add(self.shown.said, self.shown.all, self.shown.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(buttons)
        layout.addWidget(self.empty_label)
        layout.addWidget(self.grid, 1)
        layout.addStretch(0)  # without rows, the words stand right below the buttons

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_row)
        self.remove_button.clicked.connect(self.remove_row)
        self.grid.remove_wanted.connect(self.remove_row)
        self.grid.row_wanted.connect(self.go_on_in_new_row)
        self.grid.moved.connect(self.move_row)
        open_where_asked(self.grid, lambda point: self.menu().popup(point))
        self.grid.resized.connect(self._share_width)
        self.grid.horizontalHeader().sectionResized.connect(self._on_resized)
        self.grid.selectionModel().currentRowChanged.connect(self._on_current)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            signal.connect(self._show_state)

    def _on_current(self, current: QModelIndex | QPersistentModelIndex) -> None:
        row = self.model.row_at(current)
        self.remove_button.setEnabled(row is not None and not self.bridge.read_only)
        self.chosen.emit(row.id if row is not None else "")

    def _show_state(self) -> None:
        some = self.model.rowCount() > 0 or self.model.is_arranged()
        self.empty_label.setVisible(not some)
        self.grid.setVisible(some)
        self.add_button.setEnabled(not self.bridge.read_only)
        self.remove_button.setEnabled(bool(self.current_id()) and not self.bridge.read_only)

    def _share_width(self) -> None:
        """Columns share the width in proportion. When it is less than they need, the table scrolls sideways."""
        letter, head = self.grid.fontMetrics().averageCharWidth(), self.grid.horizontalHeader()
        columns = self.model.spec.columns
        chosen = WIDTHS.of(self._name, len(columns))
        widths = [max(column.width * letter, head.sectionSizeHint(index)) for index, column in enumerate(columns)]
        room = self.grid.viewport().width()
        factor = max(1.0, room / sum(widths)) if widths else 1.0
        self._sharing = True
        for index, width in enumerate(widths):
            self.grid.setColumnWidth(index, int(width * factor) if chosen is None else chosen[index] * letter // 10)
        self._sharing = False

    def _on_resized(self) -> None:
        """Keeps the widths that somebody drags."""
        if not self._sharing:
            letter = self.grid.fontMetrics().averageCharWidth()
            widths = [self.grid.columnWidth(index) * 10 // letter for index in range(self.model.columnCount())]
            WIDTHS.choose(self._name, widths)

    def forget_widths(self) -> None:
        """Gives the columns the widths that they had at first."""
        WIDTHS.forget(self._name)
        self._share_width()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click where the rows will be leads to the list, so that Ctrl+V pastes there."""
        super().mousePressEvent(event)
        if not self.empty_label.isHidden() and self._add is not None:
            self.add_button.setFocus(Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert adds a row; a table is pasted into a list that has no row to stand on."""
        if event.key() == Qt.Key.Key_Insert:
            self.add_row()
            return
        if event.matches(QKeySequence.StandardKey.Paste) and do(EditAct.PASTE, self):
            return
        super().keyPressEvent(event)
