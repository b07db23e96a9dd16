"""A table that people fill in: buttons below it add and remove rows, cells are edited in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.editors.boxes import PlainBox
from ui.editors.choice_editor import ChoiceBox
from ui.editors.date_editor import DateEditor, DayEditor, TimeEditor
from ui.editors.held_text import HeldText, named_after
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.models.row_table_model import CHOSEN, Column, Index, RowTableModel, TableSpec
from workbench.language.i18n import Message
from workbench.model.declared import Kind

_WORDS = (Kind.LINE, Kind.TEXT)
_WHOLE = {Kind.DATE: DateEditor.pattern, Kind.DAY: DayEditor.pattern, Kind.TIME: TimeEditor.pattern}
"""What is complete, so that it can be stored while the typing continues."""
_ROW_PADDING = 12
_CELL_PADDING = 3
"""As ``QTableView::item`` in :mod:`ui.look.sheet`, so that text is aligned with its heading."""


class _CellBox(PlainBox):
    """A cell while it is edited: Enter ends it, Shift+Enter is a new line."""

    finished = Signal()

    def __init__(self, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)


class CellModel(Protocol):
    """What the delegate needs from a model of rows: its columns, and what can be chosen in one."""

    bridge: DocumentBridge
    spec: TableSpec

    def choices(self, column: Column) -> list[tuple[Any, str]]:
        """The values of a column with their texts."""
        ...


class CellDelegate(QStyledItemDelegate):
    """Makes the editor of a cell by the kind of its column, and writes what is typed at each pause."""

    def __init__(self, model: CellModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._open: QWidget | None = None
        self._refused = False
        self._clean = ""
        self.held = HeldText(self, model.bridge, self._write, ready=self._is_ready, settle=self._settle, named=self._named)

    def _write(self) -> bool:
        self._refused = False
        if self._open is not None:
            self.commitData.emit(self._open)
        return not self._refused

    def _is_ready(self) -> bool:
        box = self._open
        if not isinstance(box, _CellBox):
            return box is not None
        text = box.text().strip()
        if box.kind is Kind.NUMBER:
            return text.isdecimal()
        whole = _WHOLE.get(box.kind)
        return box.kind in _WORDS or not text or (whole is not None and whole.fullmatch(text) is not None)

    def _settle(self) -> None:
        """Completes what is typed, in a subclass; a text needs nothing."""

    def _named(self) -> Message:
        return named_after(self._open)

    def _finish(self, box: _CellBox, hint: QStyledItemDelegate.EndEditHint = QStyledItemDelegate.EndEditHint.NoHint) -> None:
        """Closes a cell, unless its text could not be written: then it stays open, so that nothing typed is lost."""
        if box is not self._open or self.held.flush():  # another box was closed before and is not deleted yet
            self.closeEditor.emit(box, hint)

    def _opened(self, editor: QWidget) -> None:
        self._open = editor

    def _closed(self) -> None:
        self._open = None
        self.held.drop()

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802  Qt's name
        """Forgets the cell that is closed."""
        if editor is self._open:
            self._closed()
        super().destroyEditor(editor, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        """A drop-down list for choices, a text box for all else."""
        spec = self._model.spec
        column = spec.columns[index.column()]
        if spec.kind(column) in CHOSEN:
            choice = ChoiceBox(parent)
            choice.setAccessibleName(tr(spec.heading(column)))
            for value, text in self._model.choices(column):
                choice.addItem(text, _Value(value))
            choice.activated.connect(lambda: self.commitData.emit(choice))
            return choice
        box = _CellBox(spec.kind(column), parent)
        box.setAccessibleName(tr(spec.heading(column)))
        box.textChanged.connect(lambda: self._typed_into(box))
        box.finished.connect(lambda: self._finish(box))
        self._clean = ""
        self._opened(box)
        return box

    def _typed_into(self, box: _CellBox) -> None:
        if box is self._open and box.text() != self._clean:
            self.held.typed()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Shows the value; what is typed and not written yet stays."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ChoiceBox):
            kept = [editor.itemData(position).value for position in range(editor.count())]
            editor.setCurrentIndex(kept.index(value) if value in kept else -1)
        elif isinstance(editor, _CellBox) and (editor is not self._open or editor.text() == self._clean):
            self._clean = "" if value is None else str(value)
            editor.show_text(self._clean)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Writes what the editor holds."""
        if isinstance(editor, ChoiceBox):
            if editor.currentIndex() >= 0:
                model.setData(index, editor.currentData().value)
        elif isinstance(editor, _CellBox):
            typed = editor.text()
            self._refused = not model.setData(index, self._typed(index, typed))
            self._clean = self._clean if self._refused else typed

    def _typed(self, index: Index, text: str) -> Any:
        kind = self._model.spec.kind(self._model.spec.columns[index.column()])
        if kind is Kind.NUMBER:
            return int(text) if text.strip().isdecimal() else None
        return text if kind in _WORDS else text.strip()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Gives a text box room for more text, within the table."""
        super().updateEditorGeometry(editor, option, index)
        parent = editor.parentWidget()
        if isinstance(editor, _CellBox) and parent is not None:
            wanted = max(editor.height(), editor.fontMetrics().lineSpacing() * 3 + _ROW_PADDING)
            height = min(wanted, parent.height())
            top = max(0, min(editor.y(), parent.height() - height))
            editor.setGeometry(editor.x(), top, editor.width(), height)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Larger than Qt's own, which does not count the padding that the style sheet gives a cell."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(_CELL_PADDING, 0, -_CELL_PADDING, 0)
        hint = super().sizeHint(narrower, index)
        return QSize(hint.width(), hint.height() + _ROW_PADDING)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in a cell moves to the next cell and does not leave the table. Leaving a cell writes it."""
        if isinstance(watched, _CellBox) and event.type() == QEvent.Type.FocusOut:
            self._finish(watched)
            return False
        if isinstance(watched, _CellBox) and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            hints = {
                Qt.Key.Key_Tab: QStyledItemDelegate.EndEditHint.EditNextItem,
                Qt.Key.Key_Backtab: QStyledItemDelegate.EndEditHint.EditPreviousItem,
            }
            hint = hints.get(Qt.Key(event.key()))
            if hint is not None:
                self._finish(watched, hint)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return False  # the box decides between a new line and the end
        return super().eventFilter(watched, event)


class _Value:
    """Carries a value through Qt unchanged: a StrEnum would come back as a plain string."""

    def __init__(self, value: object) -> None:
        self.value = value


class _Grid(QTableView):
    """The table itself: Enter and F2 edit, Delete removes, columns share the width."""

    remove_wanted = Signal()
    resized = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() != QAbstractItemView.State.EditingState:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
                self.edit(self.currentIndex())
                return
            if event.key() == Qt.Key.Key_Delete:
                self.remove_wanted.emit()
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class RowTable(QWidget):
    """A table with its buttons.

    "Add" (and Insert) calls ``add``, which returns the id of the new row; its first editable cell is then edited. None
    hides the button. ``remove`` is called with the id of the current row and returns whether it was removed; this table
    offers the undo. ``empty`` says what to do while there is no row. Signal ``chosen`` carries the id of the row, or "".
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
        self._removed = removed or Message("The row was removed.")
        self.grid = _Grid(self)
        self.grid.setAccessibleName(tr(name))
        self.empty_label = QLabel(tr(empty), self)
        self.add_button = QPushButton(tr(add_label or Message("Add")), self)
        self.remove_button = QPushButton(tr(Message("Remove")), self)
        self._set_up_grid()
        self._set_up_buttons()
        self._lay_out()
        self._connect()
        self._show_state()

    # For pages

    def show_row(self, row_id: str) -> bool:
        """Selects a row and scrolls to it. Returns False if the table does not show it."""
        index = self.model.index_of(row_id)
        if index.isValid():
            self.grid.setCurrentIndex(index)
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
            if self.model.spec.kind(column) in _WORDS and self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.grid.setFocus()
                self.grid.setCurrentIndex(index)
                self.grid.edit(index)
                return

    def remove_row(self) -> None:
        """Removes the current row and offers to undo that."""
        row_id = self.current_id()
        if row_id and self._remove is not None and not self.bridge.read_only and self._remove(row_id):
            self.bridge.offer_undo(self._removed)

    # Internal

    def _set_up_grid(self) -> None:
        grid = self.grid
        grid.setModel(self.model)
        grid.setItemDelegate(CellDelegate(self.model, grid))
        grid.setWordWrap(True)
        grid.setAlternatingRowColors(True)
        grid.setShowGrid(False)
        # arrows move between cells; Tab moves to the next control, as everywhere
        grid.setTabKeyNavigation(False)
        grid.setCornerButtonEnabled(False)
        grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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
        self.remove_button.setToolTip(tip(tr(Message("Remove the selected row (Del); it can be undone"))))
        self.add_button.setVisible(self._add is not None)
        self.remove_button.setVisible(self._remove is not None)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty_label)
        layout.addWidget(self.grid, 1)
        layout.addLayout(buttons)
        layout.addStretch(0)  # without rows, the buttons stand right below the words

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_row)
        self.remove_button.clicked.connect(self.remove_row)
        self.grid.remove_wanted.connect(self.remove_row)
        self.grid.resized.connect(self._share_width)
        self.grid.selectionModel().currentRowChanged.connect(self._on_current)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            signal.connect(self._show_state)

    def _on_current(self, current: QModelIndex | QPersistentModelIndex) -> None:
        row = self.model.row_at(current)
        self.remove_button.setEnabled(row is not None and not self.bridge.read_only)
        self.chosen.emit(row.id if row is not None else "")

    def _show_state(self) -> None:
        rows = self.model.rowCount()
        self.empty_label.setVisible(rows == 0)
        self.grid.setVisible(rows > 0)
        self.add_button.setEnabled(not self.bridge.read_only)
        self.remove_button.setEnabled(bool(self.current_id()) and not self.bridge.read_only)

    def _share_width(self) -> None:
        """Columns share the width in proportion. When it is less than they need, the table scrolls sideways."""
        letter, head = self.grid.fontMetrics().averageCharWidth(), self.grid.horizontalHeader()
        widths = [
            max(column.width * letter, head.sectionSizeHint(index)) for index, column in enumerate(self.model.spec.columns)
        ]
        room = self.grid.viewport().width()
        factor = max(1.0, room / sum(widths)) if widths else 1.0
        for index, width in enumerate(widths):
            self.grid.setColumnWidth(index, int(width * factor))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert adds a row."""
        if event.key() == Qt.Key.Key_Insert:
            self.add_row()
            return
        super().keyPressEvent(event)
