"""One look before the rows of a pasted table are added: which column is what, which rows come, and why others do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.editors.choice_editor import ChoiceBox
from ui.kit.direction import in_row
from ui.kit.flow_row import FlowRow
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.style import GAP, ROOM
from ui.models.looked_rows import HEAD, TAKEN, LookedRowsModel
from workbench.exchange.paste_columns import guess_columns
from workbench.exchange.paste_targets import PasteTarget
from workbench.exchange.pasted_rows import ALREADY, TWICE, LookedRow, look_at, reading_for
from workbench.language.i18n import Message
from workbench.tables.cells import Cells

_WIDE: Final = 100
_HIGH: Final = 30
_COLUMN: Final = 18
_REASON: Final = 64
"""Characters across the dialog, a column, and why a row is not taken; lines down the dialog."""


class PasteDialog(QDialog):
    """Shows the tables that were pasted, one at a time. ``chosen`` are the rows to add.

    ``over`` says whether the cells may also be written over those in the table; ``writes_over`` whether that was chosen.
    """

    def __init__(
        self,
        bridge: DocumentBridge,
        target: PasteTarget,
        tables: Sequence[Cells],
        *,
        given: Mapping[str, Any],
        over: bool = False,
        beside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._target, self._tables, self._given = bridge.document, target, tables, given
        self._reading = reading_for(bridge.document)
        self._columns: list[str | None] = []
        self.setWindowTitle(tr(Message("Paste a table")))
        self.model = LookedRowsModel(self)
        self.view = QTableView(self)
        self.summary, self.beside = QLabel(self), QLabel(tr(_BESIDE), self)
        self.which = ChoiceBox(self)
        self.headings = QCheckBox(tr(Message("The first row contains headings")), self)
        self.new = QRadioButton(tr(Message("Add the rows")), self)
        self.over = QRadioButton(tr(Message("Write over the cells from the selected one on")), self)
        self.add, self.cancel = QPushButton(self), QPushButton(tr(Message("Cancel")), self)
        self.boxes: list[ChoiceBox] = []
        self._set_up(beside=beside, over=over)
        self._lay_out()
        self._connect()
        self._show_table()
        self.add.setFocus()

    @property
    def cells(self) -> Cells:
        """The table that is shown."""
        return self._tables[max(0, self.which.currentIndex())]

    @property
    def chosen(self) -> list[LookedRow]:
        """The rows to add."""
        return self.model.taken()

    @property
    def writes_over(self) -> bool:
        """Whether the cells are written over those of the table."""
        return self.over.isChecked()

    def choose_column(self, column: int, field: str | None) -> None:
        """Says what a column is (None: it is left out); another column that was this is left out then."""
        if field is not None and field in self._columns:
            self._columns[self._columns.index(field)] = None
        self._columns[column] = field
        self._look()

    # Building

    def _set_up(self, *, beside: bool, over: bool) -> None:
        for label in (self.summary, self.beside):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.beside.setVisible(beside)
        self.which.setAccessibleName(tr(Message("Which table")))
        for number, cells in enumerate(self._tables, 1):
            size = Message(
                "Table {number} (rows: {rows}, columns: {columns})", number=number, rows=len(cells), columns=len(cells[0])
            )
            self.which.addItem(tr(size))
        self.which.setVisible(len(self._tables) > 1)
        self.new.setChecked(True)
        self.new.setVisible(over)
        self.over.setVisible(over)
        self.add.setDefault(True)
        self.view.setModel(self.model)
        self.view.setAccessibleName(tr(Message("Rows of the pasted table")))
        self.view.setWordWrap(False)
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        kinds, buttons = FlowRow(self), FlowRow(self)
        kinds.add(self.new, self.over)
        buttons.add_spring()
        buttons.add(self.cancel, self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(GAP)
        for part in (self.summary, self.beside, self.which, self.headings):
            layout.addWidget(part)
        layout.addWidget(kinds)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        metrics = self.fontMetrics()
        room = self.screen().availableSize() * 0.9
        over = self.parentWidget()
        room = room.boundedTo(over.window().size()) if over is not None else room
        self.resize(QSize(_WIDE * metrics.averageCharWidth(), _HIGH * metrics.lineSpacing()).boundedTo(room))

    def _connect(self) -> None:
        self.which.activated.connect(self._show_table)
        self.headings.clicked.connect(self._look)
        self.over.toggled.connect(self._tell)
        self.model.taken_changed.connect(self._tell)
        self.add.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    # Internal

    def _show_table(self) -> None:
        guess = guess_columns(self.cells, self._target, self._reading)
        self.headings.setChecked(guess.headings)
        self._columns = list(guess.columns)
        self._look()

    def _look(self) -> None:
        looked = look_at(
            self._document,
            self._target,
            self.cells,
            self._columns,
            headings=self.headings.isChecked(),
            reading=self._reading,
            given=self._given,
        )
        self._all = looked
        self.model.show_rows(self.cells, looked)
        self._offer_columns()
        letter = self.fontMetrics().averageCharWidth()
        for column in range(self.model.columnCount()):
            self.view.setColumnWidth(column, letter * _COLUMN)
        reason = min(self.view.sizeHintForColumn(TAKEN), letter * _REASON)
        self.view.setColumnWidth(TAKEN, max(letter * _COLUMN, reason))
        self._tell()

    def _offer_columns(self) -> None:
        """A choice above each column. They are made anew, because the model has forgotten them with its rows."""
        fields = self._target.fields
        self.boxes = []
        for column, name in enumerate(self._columns):
            box = ChoiceBox()
            box.setAccessibleName(tr(Message("What column {number} is", number=column + 1)))
            box.addItem(tr(Message("Not used")), None)
            for field in fields:
                box.addItem(in_row(tr(field.heading)), field.name)
            box.setCurrentIndex(next((index for index, field in enumerate(fields, 1) if field.name == name), 0))
            box.activated.connect(partial(self._on_column, column, box))
            self.view.setIndexWidget(self.model.index(HEAD, column + 1), box)
            self.boxes.append(box)
        if self.boxes:
            self.view.setRowHeight(HEAD, self.boxes[0].sizeHint().height() + GAP)

    def _on_column(self, column: int, box: ChoiceBox, _index: int = 0) -> None:
        self.choose_column(column, box.currentData())
        self.boxes[column].setFocus()

    def _tell(self) -> None:
        """Says in a sentence what will happen."""
        taken = len(self.chosen)
        refused = sum(row.refused is not None for row in self._all)
        known = [row.there for row in self._all if row.row is not None]
        there, twice = known.count(ALREADY), known.count(TWICE)
        parts = [Message("On the clipboard: {rows}.", rows=self._target.counted(taken))]
        if refused:
            parts.append(Message("{count} row cannot be added.", "{count} rows cannot be added.", count=refused))
        if there:
            parts.append(Message("{count} name is there already.", "{count} names are there already.", count=there))
        if twice:
            again = Message("{count} name is twice in the table.", "{count} names are twice in the table.", count=twice)
            parts.append(again)
        if None in self._columns:
            parts.append(
                Message("{count} column is not used.", "{count} columns are not used.", count=self._columns.count(None))
            )
        if self.writes_over:
            parts = [Message("All cells of the table are written over those that are there, as they are.")]
        self.summary.setText(" ".join(tr(part) for part in parts))
        said = Message("Write over") if self.writes_over else Message("Add {rows}", rows=self._target.counted(taken))
        self.add.setText(tr(said))
        self.add.setEnabled(self.writes_over or taken > 0)
        self.view.setEnabled(not self.writes_over)
        self.headings.setEnabled(not self.writes_over)


_BESIDE: Final = Message("Only the table is taken. The text beside it stays on the clipboard.")
