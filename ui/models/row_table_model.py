"""The rows of one kind as a table: columns are named, edits go through an operation, changes come from the bridge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, field
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import current, tr
from ui.link.typed_dates import stored_date
from ui.look.icons import icon
from ui.models.arrangement import Arrangement, arranged
from ui.models.row_difference import apply_difference
from workbench.document.document import Document
from workbench.document.together import Act
from workbench.language.dates import shown_date
from workbench.language.i18n import Message
from workbench.language.typed_dates import read_time
from workbench.model.changes import Changes
from workbench.model.declared import Kind, declared, label_of
from workbench.model.flat import value_to_edit
from workbench.model.labels import label
from workbench.model.rows import Markable, Row
from workbench.model.vocabulary import Choice
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from workbench.exchange.paste_targets import Reading

Index = QModelIndex | QPersistentModelIndex
Choices = Callable[[Document], Sequence[tuple[Any, str]]]


@frozen
class Column:
    """One column: a field by its name, and how it is shown here. The row declares its kind and its label.

    ``heading`` replaces the label in this table. ``choices`` is for a reference: a function of the document that gives
    values with their texts (people, groups); ``none`` is the text for "nothing chosen", where that is allowed. ``width`` is
    in average characters; columns share the rest of the width in proportion to it. ``text`` shows something made from the
    row instead of a field, under a ``heading``. Such a column cannot be edited, nor can one with ``editable`` false.
    ``copied`` is its text for other programs, where that is another one.
    """

    field: str = ""
    _: KW_ONLY
    heading: Message | None = None
    choices: Choices | None = None
    none: Message | None = None
    width: int = 14
    editable: bool = True
    text: Callable[[Document, Any], str] | None = None
    help: Message | None = None
    copied: Callable[[Document, Any], str] | None = None


@frozen(kw_only=True)
class TableSpec:
    """What a table shows and how it is edited.

    ``edit`` is called as ``edit(document, **{identify: row.id}, **{field: value})``. ``where`` limits the table to the
    rows whose fields have these values. ``also`` names other tables on which the shown texts depend.
    """

    row_type: type[Row]
    columns: Sequence[Column]
    edit: Callable[..., object]
    identify: str
    where: Mapping[str, Any] = field(default_factory=dict)
    also: frozenset[str] = frozenset()

    def kind(self, column: Column) -> Kind:
        """The kind of the values in a column; a line for a column without a field."""
        return declared(self.row_type)[column.field].kind if column.field else Kind.LINE

    def heading(self, column: Column) -> Message:
        """The heading of a column."""
        return column.heading or label_of(self.row_type, column.field)


CHOSEN: Final = frozenset({Kind.CHOICE, Kind.REFERENCE})
"""The kinds that are edited with a drop-down list."""

DATED: Final = frozenset({Kind.DATE, Kind.DAY})
"""The kinds that are typed as people write dates."""

TICKED: Final = frozenset({Kind.CHECK, Kind.MARK})
"""The kinds that are edited with a tick box."""


class RowTableModel(QAbstractTableModel):
    """Rows of one kind, in the order of the document. EditRole gives values of the model, DisplayRole texts."""

    def __init__(self, bridge: DocumentBridge, spec: TableSpec, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.spec = spec
        self._where = dict(spec.where)
        self.arrangement = Arrangement()
        self._numbers: dict[str, int] = {}
        self._shown_ids: list[str] = []
        self._hidden_ids: frozenset[str] = frozenset()
        self._rows: list[Row] = self._read()
        bridge.changed.connect(self._on_changes)

    # Reading

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they are shown."""
        return tuple(self._rows)

    def row_at(self, index: Index) -> Row | None:
        """The row at an index; None for an invalid index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, row_id: str, column: int = 0) -> QModelIndex:
        """Where the row with this id stands; an invalid index if it is not shown."""
        for position, row in enumerate(self._rows):
            if row.id == row_id:
                return self.index(position, column)
        return QModelIndex()

    def choices(self, column: Column) -> list[tuple[Any, str]]:
        """What can be chosen in a column, with "nothing chosen" first where that is allowed."""
        none: list[tuple[Any, str]] = [(None, tr(column.none))] if column.none is not None else []
        if column.choices is not None:
            return none + list(column.choices(self.bridge.document))
        words = declared(self.spec.row_type)[column.field].choices or ()
        return none + [(choice, tr(label(choice))) for choice in words]

    def given(self) -> Mapping[str, Any]:
        """The values that every row of this table has."""
        return self._where

    def show_only(self, **where: Any) -> None:
        """Shows the rows whose fields have these values, and no others."""
        self.beginResetModel()
        self._where = where
        self.arrangement, self._hidden_ids = Arrangement(), frozenset()
        self._rows = self._read()
        self.endResetModel()

    def arrange(self, arrangement: Arrangement) -> None:
        """Shows the rows in another order, or only some of them. What is stored keeps its order.

        This is decided now: a row stays where it is while it is edited, and rows that come are shown at the end.
        """
        self.beginResetModel()
        self.arrangement = arrangement
        self._rows = self._in_order()
        columns = range(len(self.spec.columns))
        self._shown_ids, self._hidden_ids = arranged(self._rows, arrangement, columns, self._said, self._sorted_by)
        self._rows = self._read()
        self.endResetModel()

    def hidden_count(self) -> int:
        """How many rows are not shown."""
        return len(self._hidden_ids & self._numbers.keys()) if self.is_arranged() else 0

    def is_arranged(self) -> bool:
        """Whether the rows are in another order than in the document, or not all of them are shown."""
        return self.arrangement != Arrangement()

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.spec.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heading of a column, the number of a row."""
        if orientation == Qt.Orientation.Vertical:
            known = 0 <= section < len(self._rows) and role == Qt.ItemDataRole.DisplayRole
            return self._numbers[self._rows[section].id] if known else None
        if not 0 <= section < len(self.spec.columns):
            return None
        column = self.spec.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.spec.heading(column))
        if role == Qt.ItemDataRole.ToolTipRole and column.help is not None:
            return tip(tr(column.help))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A cell can be edited unless the document or its column is read-only."""
        flags = super().flags(index)
        if not index.isValid():
            return flags
        column = self.spec.columns[index.column()]
        if self.bridge.read_only or not column.editable or column.text is not None:
            return flags
        if self.spec.kind(column) in TICKED:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts to show, values to edit, ticks of boxes, a lock before a confidential row."""
        row = self.row_at(index)
        if row is None or self.bridge.closed:
            return None
        column = self.spec.columns[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and self.spec.kind(column) in TICKED:
            checked = value_to_edit(row, column.field)
            return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.EditRole:
            return self._shown(row, column) if column.text is not None else value_to_edit(row, column.field)
        if role == Qt.ItemDataRole.DisplayRole:
            return in_row(self._shown(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(self.spec.heading(column))}: {self._shown(row, column) or self._yes_or_no(row, column)}"
        locked = role == Qt.ItemDataRole.DecorationRole and index.column() == 0
        return icon("confidential") if locked and isinstance(row, Markable) and row.is_confidential else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Writes a value through the operation; False when it was refused."""
        row = self.row_at(index)
        if row is None or not self.flags(index) & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable):
            return False
        value = self._stored(index, value)
        column = self.spec.columns[index.column()]
        if self.spec.kind(column) in TICKED:
            if role == Qt.ItemDataRole.CheckStateRole:
                value = Qt.CheckState(value) == Qt.CheckState.Checked
            elif type(value) is not bool:
                return False
        elif role != Qt.ItemDataRole.EditRole:
            return False
        if value_to_edit(row, column.field) == value:
            return True
        operation, arguments = self.act(index, value)
        return self.bridge.run(operation, **arguments)

    def act(self, index: Index, value: Any) -> Act:
        """The operation that gives a cell a value."""
        row, column = self._rows[index.row()], self.spec.columns[index.column()]
        return self.spec.edit, {self.spec.identify: row.id, column.field: value}

    def copied(self, index: Index) -> str:
        """The text of a cell for another program: a tick is a word."""
        row, column = self._rows[index.row()], self.spec.columns[index.column()]
        if column.copied is not None:
            return column.copied(self.bridge.document, row)
        if self.spec.kind(column) in TICKED:
            said = Message("Confidential") if self.spec.kind(column) is Kind.MARK else Message("Yes")
            return tr(said) if value_to_edit(row, column.field) else ""
        return self._exact(row, column) or self._shown(row, column)

    def pasted(self, index: Index, text: str, reading: Reading) -> Any:
        """The value that a text stands for in a cell. Raises InvalidValue for one that stands for none."""
        if not text.strip():
            return self.empty_value(index)
        from workbench.exchange.paste_targets import PasteField

        column = self.spec.columns[index.column()]
        field = declared(self.spec.row_type)[column.field]
        return reading.value(
            PasteField(column.field, self.spec.heading(column), field.kind, field.choices, field.refers), text
        )

    def is_confidential(self, row: int) -> bool:
        """Whether a row is confidential."""
        shown = self._rows[row]
        return isinstance(shown, Markable) and shown.is_confidential

    def empty_value(self, index: Index) -> Any:
        """What an empty cell holds; the value as it is where a cell cannot be empty."""
        row, column = self.row_at(index), self.spec.columns[index.column()]
        if row is None or not self.flags(index) & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable):
            return index.data(Qt.ItemDataRole.EditRole)
        field, kind = declared(self.spec.row_type)[column.field], self.spec.kind(column)
        if kind is Kind.CHECK:
            return False
        if kind is Kind.MARK:  # it is taken off on purpose, not with what is emptied or pasted around it
            return value_to_edit(row, column.field)
        if field.optional:
            return None
        return value_to_edit(row, column.field) if kind in CHOSEN or kind is Kind.NUMBER else ""

    # Internal

    def _in_order(self) -> list[Row]:
        read = self.bridge.document.read
        return list(read.where(self.spec.row_type, **self._where) if self._where else read.every(self.spec.row_type))

    def _read(self) -> list[Row]:
        rows = self._in_order()
        self._numbers = {row.id: number for number, row in enumerate(rows, 1)}
        if not self.is_arranged():
            return rows
        order = {row_id: index for index, row_id in enumerate(self._shown_ids)}
        kept = [row for row in rows if row.id in order or row.id not in self._hidden_ids]
        return sorted(kept, key=lambda row: order.get(row.id, len(order)))

    def _said(self, row: Row, column: int) -> str:
        return self._shown(row, self.spec.columns[column]) or self._yes_or_no(row, self.spec.columns[column])

    def _sorted_by(self, row: Row, column: int) -> str:
        """What a row is sorted by: a number with all its figures, else the text."""
        field = self.spec.columns[column].field
        value = value_to_edit(row, field) if field and self.spec.kind(self.spec.columns[column]) is Kind.NUMBER else None
        exact = self._exact(row, self.spec.columns[column])
        return f"{value:012}" if value is not None else exact or self._said(row, column)

    def _exact(self, row: Row, column: Column) -> str:
        """A date, a day or a time as it is stored, however it is shown; empty for all else."""
        exact = column.text is None and self.spec.kind(column) in (Kind.DATE, Kind.DAY, Kind.TIME)
        return str(value_to_edit(row, column.field)) if exact else ""

    def _shown(self, row: Row, column: Column) -> str:
        if column.text is not None:
            return column.text(self.bridge.document, row)
        value = value_to_edit(row, column.field)
        if self.spec.kind(column) in TICKED:
            return ""
        if self.spec.kind(column) in CHOSEN:
            if isinstance(value, Choice) and not value.is_known:
                return tr(label(value))
            return next((text for choice, text in self.choices(column) if choice == value), "")
        if self.spec.kind(column) in DATED:
            return shown_date(str(value), current(), short=True)
        return "" if value is None else str(value)

    def _stored(self, index: Index, value: Any) -> Any:
        """A date or a time as it is stored, of one as people type it; any other value as it is."""
        kind = self.spec.kind(self.spec.columns[index.column()])
        if kind is Kind.TIME and isinstance(value, str):
            return read_time(value)
        return stored_date(value, kind) if kind in DATED and isinstance(value, str) else value

    def _yes_or_no(self, row: Row, column: Column) -> str:
        if self.spec.kind(column) not in TICKED:
            return ""
        return tr(Message("Yes")) if value_to_edit(row, column.field) else tr(Message("No"))

    def _on_changes(self, changes: Changes) -> None:
        tables = changes.tables
        if self.spec.row_type.table in tables:
            self._renew()
        elif not tables.isdisjoint(self.spec.also) and self._rows:
            self._tell_all()

    def _renew(self) -> None:
        fresh = self._read()
        before = self._rows

        def take() -> None:
            self._rows = fresh

        if apply_difference(self, [row.id for row in before], [row.id for row in fresh], take):
            for position, row in enumerate(fresh):
                if row != before[position]:
                    self.dataChanged.emit(self.index(position, 0), self.index(position, len(self.spec.columns) - 1))

    def _tell_all(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.spec.columns) - 1))
