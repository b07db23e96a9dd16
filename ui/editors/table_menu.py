"""The menus of a table: on the right button what can be done with the rows, on a heading how the rows are shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.editors.cell_grid import CellGrid
from ui.link.language import tr
from workbench.language.i18n import Message


class TableMenu(QMenu):
    """A menu of a table, filled each time when it is shown. Its keys are said; the table itself takes them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def offer(self, text: Message, run: Callable[[], object], *, key: str = "", possible: bool = True) -> QAction:
        """Adds an entry; ``key`` is as Qt names it. A text of the user in it stays as it is, also with an ampersand."""
        said = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
        shown = tr(text).replace("&", "&&")
        action = self.addAction(f"{shown}\t{said}" if said else shown)
        action.setEnabled(possible)
        action.triggered.connect(lambda: run())  # noqa: PLW0108  Qt must not pass anything on
        return action

    def offer_cells(self, grid: CellGrid, copy_all: Callable[[], object], *, changeable: bool) -> None:
        """What every table offers for its cells."""
        here = grid.currentIndex()
        editable = here.isValid() and bool(here.flags() & Qt.ItemFlag.ItemIsEditable)
        self.offer(Message("Edit the cell"), lambda: grid.begin(here), key="F2", possible=changeable and editable)
        self.offer(
            Message("Empty the cells"), lambda: grid.emptied.emit(grid.chosen_cells()), key="Del", possible=changeable
        )
        self.addSeparator()
        self.offer(Message("Cut"), grid.cut, key="Ctrl+X", possible=changeable)
        self.offer(Message("Copy"), grid.copy, key="Ctrl+C")
        self.offer(Message("Copy with headings"), copy_all)
        self.offer(Message("Paste"), grid.paste, key="Ctrl+V", possible=changeable)
        self.addSeparator()


def open_where_asked(grid: CellGrid, show: Callable[[QPoint], object]) -> None:
    """Calls ``show`` with a point on the screen for the right button on the cells, and for the key of the menu."""

    def at(point: QPoint) -> None:
        index = grid.indexAt(point)
        if index.isValid() and not grid.selectionModel().isSelected(index):
            grid.setCurrentIndex(index)
        if grid.flush_open_cell():
            show(grid.viewport().mapToGlobal(point))

    grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    grid.customContextMenuRequested.connect(at)
