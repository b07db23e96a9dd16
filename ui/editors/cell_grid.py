"""The one table view of the program: keys and mouse as in a spreadsheet, whatever the rows are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.editors.cell_delegate import CellDelegate
from ui.kit.positions import writes_nothing
from ui.models.row_table_model import Index

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_MOVING = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_EMPTYING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class CellGrid(QTableView):
    """Enter, F2 and a double click edit with the cursor at the end; typing replaces; Del empties; Ctrl+Del removes the row.

    While somebody fills in cells, Tab goes on to the next cell and opens it, Shift+Tab to the one before, and Enter goes
    down; behind the last cell of the last row a row is wanted. Esc ends that: Tab then leaves the table, as everywhere.
    Signals: ``remove_wanted`` the rows that are chosen; ``row_wanted`` a new last row, to be edited; ``emptied`` carries
    the cells that are to be empty; ``copy_wanted``, ``paste_wanted``; ``moved`` carries -1 or 1: the row is to go up or
    down; ``resized``.
    """

    remove_wanted = Signal()
    row_wanted = Signal()
    emptied = Signal(list)
    copy_wanted = Signal()
    paste_wanted = Signal()
    resized = Signal()
    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self.grows = False
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # arrows move between cells; Tab moves to the next control unless cells are being filled in
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def use_delegate(self, delegate: CellDelegate) -> None:
        """Edits cells with a delegate, and follows where it leads."""
        self.setItemDelegate(delegate)
        delegate.moved_on.connect(self._on_moved_on)
        self.cells = delegate

    def setCurrentIndex(self, index: Index) -> None:  # noqa: N802  Qt's name
        """Chooses one cell and no other, whatever keys are held down: Qt's own would add the cell to those with Ctrl."""
        selection = QItemSelectionModel.SelectionFlag
        chooses = self.selectionMode() != QAbstractItemView.SelectionMode.NoSelection
        self.selectionModel().setCurrentIndex(index, selection.ClearAndSelect if chooses else selection.NoUpdate)

    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def open_cell(self, index: Index) -> bool:
        """Opens a cell with the cursor at its end. Returns whether it can be edited."""
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        plain = self.model().index(index.row(), index.column())
        self.setCurrentIndex(plain)
        self.scrollTo(plain)
        self.edit(plain)
        self.cells.place_cursor()
        return True

    def flush_open_cell(self) -> bool:
        """Writes the cell that is open. Returns whether nothing is left to write."""
        return self.cells.held.flush()

    def chosen_rows(self) -> list[int]:
        """The rows that are chosen, from the top; the current one when none is."""
        rows = {index.row() for index in self.selectedIndexes()}
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return sorted(rows)

    def chosen_cells(self) -> list[QModelIndex]:
        """The cells that are chosen, row by row; the current one when none is."""
        cells = self.selectedIndexes() or ([self.currentIndex()] if self.currentIndex().isValid() else [])
        return sorted(cells, key=lambda index: (index.row(), index.column()))

    def copy(self) -> None:
        """Asks for a copy of what is chosen."""
        self.copy_wanted.emit()

    def paste(self) -> None:
        """Asks to paste what is on the clipboard."""
        self.paste_wanted.emit()

    def cut(self) -> None:
        """Copies the cells that are chosen, and empties them."""
        self.copy_wanted.emit()
        self.emptied.emit(self.chosen_cells())

    # Going on

    def _on_moved_on(self, cell: QPersistentModelIndex, step: int) -> None:
        self._filling = True
        self.setFocus()
        if step == 0:
            below = self._below(cell)
            if below.isValid():
                self.setCurrentIndex(below)
                self.scrollTo(below)
        elif not self._go(cell, step):
            self._leave(step)

    def _below(self, cell: Index) -> QModelIndex:
        row = cell.row() + 1
        while row < self.model().rowCount():
            there = self.model().index(row, cell.column())
            if self.is_stop(there):
                return there
            row += 1
        return QModelIndex()

    def is_stop(self, index: Index) -> bool:
        """Whether Tab stops at a cell: people can edit or tick it, and it is not covered by a wider one."""
        usable = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable
        hidden = self.isColumnHidden(index.column())
        return index.isValid() and not hidden and bool(index.flags() & usable)

    def _go(self, cell: Index, step: int) -> bool:
        """Goes to the next (1) or previous (-1) cell and opens it. Returns False at the end."""
        columns, rows = self.model().columnCount(), self.model().rowCount()
        place = cell.row() * columns + cell.column() + step
        while 0 <= place < rows * columns:
            there = self.model().index(place // columns, place % columns)
            if self.is_stop(there):
                if not self.open_cell(there):
                    self.setCurrentIndex(there)
                    self.scrollTo(there)
                return True
            place += step
        return False

    def _leave(self, step: int) -> None:
        if step > 0 and self.grows:
            self.row_wanted.emit()
            return
        self._filling = False
        self.focusNextPrevChild(step > 0)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edits, empties, removes, copies, pastes; a typed sign replaces what is in the cell."""
        if self.is_editing() and event.key() == Qt.Key.Key_Escape:  # a refused cell that somebody has clicked away from
            self.cells.put_back()
        elif self.is_editing():
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif not self.on_plain_key(event):
            self._type(event)

    def on_plain_key(self, event: QKeyEvent) -> bool:
        """What a key means while no cell is open. Returns whether it was used; a page may know more keys."""
        key, current = Qt.Key(event.key()), self.currentIndex()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _EMPTYING and held == Qt.KeyboardModifier.ControlModifier:
            self.remove_wanted.emit()
        elif key in _EMPTYING and held == Qt.KeyboardModifier.NoModifier:
            self.emptied.emit(self.chosen_cells())
        elif key in _OPENING and held == Qt.KeyboardModifier.NoModifier and current.isValid():
            self.begin(current)
        elif key in _TABS and self._filling and current.isValid():
            step = -1 if key == Qt.Key.Key_Backtab else 1
            if not self._go(current, step):
                self._leave(step)
        elif key in _MOVING and held == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier:
            self.moved.emit(_MOVING[key])
        elif key == Qt.Key.Key_Escape and self._filling:
            self._filling = False
        else:
            return False
        return True

    def begin(self, index: Index) -> None:
        """What Enter, F2 and a double click do with a cell: it opens."""
        self.open_cell(index)

    def _type(self, event: QKeyEvent) -> None:
        if writes_nothing(event):
            event.ignore()
            return
        self.cells.replacing = True
        try:
            super().keyPressEvent(event)
        finally:
            self.cells.replacing = False

    def event(self, event: QEvent) -> bool:
        """Gets Tab before Qt moves the focus, while cells are being filled in."""
        tab = isinstance(event, QKeyEvent) and event.key() in _TABS and event.type() == QEvent.Type.KeyPress
        if tab and isinstance(event, QKeyEvent) and self._filling and not self.is_editing():
            return self.on_plain_key(event)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somebody who leaves the table no longer fills it in."""
        super().focusOutEvent(event)
        here = self.window().focusWidget()
        if here is None or not self.isAncestorOf(here):
            self._filling = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click only chooses. The right button keeps what is chosen when it is on that."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.RightButton and self.selectionModel().isSelected(index):
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the cell with the cursor at its end."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.begin(index)
            return
        super().mouseDoubleClickEvent(event)

    def selectionCommand(  # noqa: N802  Qt's name
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Ctrl with Home or an arrow chooses where it goes, as in a spreadsheet. Qt's own would leave the choice behind."""
        control = Qt.KeyboardModifier.ControlModifier
        if isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_Space and event.modifiers() & control:
            event = QKeyEvent(event.type(), event.key(), event.modifiers() & ~control)
        return super().selectionCommand(index, event)

    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:  # noqa: N802  Qt's name
        """Keeps the focus when the row of the open cell goes, for example because it was pasted and that is undone."""
        inside = self._has_focus_inside()
        super().rowsAboutToBeRemoved(parent, first, last)
        if inside and not self._has_focus_inside():
            self.setFocus()

    def _has_focus_inside(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tells that the width has changed."""
        super().resizeEvent(event)
        self.resized.emit()
