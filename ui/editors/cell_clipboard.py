"""Copies cells for spreadsheets and word processors, and pastes what they have copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication

from ui.editors.cell_grid import CellGrid
from ui.editors.cell_model import ActModel
from ui.editors.paste_dialog import PasteDialog
from workbench.errors import WorkbenchError
from workbench.exchange.paste_targets import TARGETS, PasteTarget
from workbench.exchange.pasted_rows import add_rows, reading_for
from workbench.language.i18n import Message
from workbench.model.rows import Row
from workbench.tables.cells import Cells, read_text, write_text
from workbench.tables.html import Copied, is_ours, read_html, write_html


class CellClipboard(QObject):
    """The copying and pasting of one grid.

    ``write`` gives cells their values as one change. ``becomes`` is what pasted rows become (None: cells only), ``given``
    the values that all of them get here; ``added`` is called when rows have come.
    """

    def __init__(
        self,
        grid: CellGrid,
        model: ActModel,
        write: Callable[[Iterable[tuple[QModelIndex, Any]]], bool],
        *,
        becomes: type[Row] | None,
        given: Callable[[], Mapping[str, Any]],
        added: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._grid, self._model, self._write_all = grid, model, write
        self._given, self._added = given, added
        self._target = TARGETS[becomes] if becomes is not None else None
        self.dialog: PasteDialog | None = None

    # Copying

    def copy(self, *, headings: bool = False) -> None:
        """Puts the cells that are chosen on the clipboard, as text with tabs and as a table."""
        if not self._model.bridge.flush():
            return
        cells = self._grid.chosen_cells()
        rows = self._rows_of(cells)
        if not rows:
            return
        if headings:
            model, columns = self._grid.model(), sorted({cell.column() for cell in cells})
            rows.insert(0, [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns])
        put_on_clipboard(rows)
        hidden = sum(self._model.is_confidential(row) for row in {cell.row() for cell in cells})
        if hidden:
            self._model.bridge.messages.warning(
                Message("{count} confidential row was copied.", "{count} confidential rows were copied.", count=hidden),
                passing=True,
            )

    def _rows_of(self, cells: Sequence[QModelIndex]) -> list[list[str]]:
        """The texts of the smallest block that has all cells; what is not chosen is empty."""
        chosen = {(cell.row(), cell.column()): cell for cell in cells}
        rows, columns = sorted({row for row, _ in chosen}), sorted({column for _, column in chosen})
        return [
            [self._model.copied(chosen[row, column]) if (row, column) in chosen else "" for column in columns]
            for row in rows
        ]

    # Pasting

    def paste(self) -> None:
        """One cell goes into the cells that are chosen; several are looked at first."""
        bridge = self._model.bridge
        if bridge.read_only or not bridge.flush():
            return
        try:
            copied = clipboard_tables()
        except WorkbenchError as error:
            bridge.messages.error(error)
            return
        if not copied.tables:
            bridge.messages.info(_NOTHING, passing=True)
        elif len(copied.tables) == 1 and len(copied.tables[0]) == len(copied.tables[0][0]) == 1:
            self._fill(copied.tables[0][0][0])
        elif self._target is None:
            self.write_over(copied.tables[0])
        else:
            self._look(self._target, copied)

    def _fill(self, text: str) -> None:
        cells = self._grid.chosen_cells()
        if cells:
            self._write([(cell, text) for cell in cells])

    def write_over(self, cells: Cells) -> bool:
        """Writes a block of texts over the cells from the current one on. Returns whether it was written."""
        here, model = self._grid.currentIndex(), self._grid.model()
        places = [
            (model.index(here.row() + down, here.column() + across), text)
            for down, row in enumerate(cells)
            for across, text in enumerate(row)
        ]
        if any(not place.isValid() for place, _ in places):
            self._model.bridge.messages.warning(
                Message("There are not enough cells from here on. Nothing was written over."), passing=True
            )
            return False
        return self._write(places)

    def _write(self, places: Sequence[tuple[QModelIndex, str]]) -> bool:
        """Writes texts into cells as one change; cells that nobody can edit stay as they are."""
        reading = reading_for(self._model.bridge.document)
        try:
            values = [(cell, self._model.pasted(cell, text, reading)) for cell, text in places if self._grid.is_stop(cell)]
        except WorkbenchError as error:
            self._model.bridge.messages.error(error)
            return False
        return self._write_all(values)

    def _look(self, target: PasteTarget, copied: Copied) -> None:
        here = self._grid.currentIndex()
        dialog = PasteDialog(
            self._model.bridge,
            target,
            copied.tables,
            given=self._given(),
            over=here.isValid(),
            beside=copied.beside,
            parent=self._grid.window(),
        )
        self.dialog = dialog
        dialog.accepted.connect(self._on_accepted)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_accepted(self) -> None:
        dialog, bridge = self.dialog, self._model.bridge
        if dialog is None or self._target is None:
            return
        if dialog.writes_over:
            self.write_over(dialog.cells)
            return
        count = bridge.call(add_rows, target=self._target, rows=dialog.chosen, given=self._given())
        if count is not None:
            self._added()
            bridge.offer_undo(Message("Pasted: {rows}.", rows=self._target.counted(count)))

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._grid.setFocus()


def put_on_clipboard(rows: Sequence[Sequence[str]]) -> None:
    """Puts cells on the clipboard, as text with tabs and as a table. One cell alone is its text, without a line end."""
    text, data = write_text(rows), QMimeData()
    data.setText(text if len(rows) > 1 or len(rows[0]) > 1 else text.removesuffix("\n"))
    data.setHtml(write_html(rows))
    QGuiApplication.clipboard().setMimeData(data)


def clipboard_tables() -> Copied:
    """The tables on the clipboard. Text that we have written ourselves is exact; of other programs HTML tells more.

    Raises :class:`~workbench.errors.InvalidValue` for more than can be pasted at once.
    """
    data = QGuiApplication.clipboard().mimeData()
    html = data.html() if data.hasHtml() else ""
    if html and not (is_ours(html) and data.hasText()):
        copied = read_html(html)
        if copied.tables:
            return copied
    cells = read_text(data.text()) if data.hasText() else ()
    return Copied((cells,) if cells else (), beside=False)


_NOTHING = Message("There is no text and no table on the clipboard.")
