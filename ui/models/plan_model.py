"""The action plan as the table of Annex 9: outcomes and outputs as headings across it, activities with their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.kit.direction import in_row
from ui.link.bridge import DocumentBridge
from ui.link.language import current, tr
from ui.look.icons import icon
from ui.models.arrangement import Arrangement, arranged
from ui.models.plan_help import PlanHelp
from ui.models.row_difference import apply_difference
from ui.models.row_table_model import Column, Index, TableSpec
from workbench.document.together import Act
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.named import joined
from workbench.model.rows import Activity, ActivityPerson, Markable, Outcome, Output, Row
from workbench.operations.activities import edit_activity
from workbench.operations.plan import edit_outcome, edit_output
from workbench.operations.roles import name_people
from workbench.plan.columns import PLAN_COLUMNS, position_of, text_of, timeline_of
from workbench.plan.order import PLAN_TABLES, Line, LineKind, read_plan
from workbench.plan.people import people_text
from workbench.plan.row import LINKED_TABLES, RowLinks

if TYPE_CHECKING:
    from workbench.exchange.paste_targets import Reading

_ISOLATE, _END_OF_ISOLATE = "\u2066", "\u2069"

_NO_HEAD: Final = QSize(1, 1)
"""The size of the header of a row. It has no text, but would otherwise ask for the height of one."""

_WIDTHS: Final = {"title": 24, "responsible": 15, "indicators": 19, "target": 18, "timeline": 13, "strategic_link": 14}
_WIDTH: Final = 16
"""The width of a column that has none of its own."""

_TITLE: Final = position_of("title")

_COLUMNS: Final = tuple(
    Column(heading=column.heading, editable=column.name != "indicators", width=_WIDTHS.get(column.name, _WIDTH))
    for column in PLAN_COLUMNS
)


class PlanModel(QAbstractTableModel):
    """The lines of :func:`~workbench.plan.order.read_plan`. Column 0 of a heading is its title; the view spans it."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.spec = TableSpec(row_type=Activity, columns=_COLUMNS, edit=edit_activity, identify="activity")
        self.help = PlanHelp(bridge)
        self.arrangement = Arrangement()
        self._order: dict[str, int] = {}
        self._hidden: frozenset[str] = frozenset()
        self._whole: list[Line] = []
        self._lines: list[Line] = []
        self._read()
        bridge.changed.connect(self._on_changes)

    # Reading

    @property
    def lines(self) -> Sequence[Line]:
        """The lines as they are shown."""
        return tuple(self._lines)

    @property
    def plan_lines(self) -> Sequence[Line]:
        """All lines in the order of the plan, however they are shown."""
        return tuple(self._whole)

    def title_of(self, line: Line) -> str:
        """How a line is shown in its first column."""
        return in_row(self._shown(line, _TITLE))

    def arrange(self, arrangement: Arrangement) -> None:
        """Shows activities in another order, or only some of them. The plan keeps its order.

        Sorted activities stand without headings; of the others, the headings that they need stay. This is decided now: a
        line stays where it is while it is edited, and lines that come are shown at the end.
        """
        self.beginResetModel()
        self.arrangement = arrangement
        rows = [line.row for line in self._whole if isinstance(line.row, Activity)]
        ids, self._hidden = arranged(rows, arrangement, range(len(_COLUMNS)), self._said, self._sorted_by)
        self._order = {row_id: index for index, row_id in enumerate(ids)}
        self._read()
        self.endResetModel()

    def hidden_count(self) -> int:
        """How many activities are not shown."""
        return len(self._hidden & {line.line_id for line in self._whole})

    def is_arranged(self) -> bool:
        """Whether the lines are in another order than in the plan, or not all of them are shown."""
        return self.arrangement != Arrangement()

    def line_at(self, index: Index) -> Line | None:
        """The line at an index; None for an invalid index."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    def index_of(self, row_id: str, column: int = 0) -> QModelIndex:
        """Where the line with this id stands; an invalid index if there is none."""
        for row, line in enumerate(self._lines):
            if line.line_id == row_id:
                return self.index(row, column)
        return QModelIndex()

    def choices(self, column: Column) -> list[tuple[Any, str]]:
        """Nothing: no column of the plan is a choice."""
        del column
        return []

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """The columns of Annex 9."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings of the columns, with their help as tooltips."""
        if orientation == Qt.Orientation.Vertical:
            return _NO_HEAD if role == Qt.ItemDataRole.SizeHintRole else None
        if not 0 <= section < len(_COLUMNS):
            return None
        column = _COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.spec.heading(column))
        return self.help.tip(PLAN_COLUMNS[section].help) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Titles and fields can be edited here; indicators are edited elsewhere."""
        flags = super().flags(index)
        line = self.line_at(index)
        if line is None or line.row is None or self.bridge.read_only:
            return flags
        editable = index.column() == _TITLE or (line.kind is LineKind.ACTIVITY and _COLUMNS[index.column()].editable)
        if not self.is_arranged():
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts to show and values to edit; headings are bold."""
        line = self.line_at(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return in_row(self._shown(line, index.column()))
        if role == Qt.ItemDataRole.EditRole:
            return self._edited(line, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and line.row is not None:
            return icon("confidential") if line.row.is_confidential else None
        return self._look(line, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Writes a value through its operation; False when it was refused."""
        line = self.line_at(index)
        editable = bool(self.flags(index) & Qt.ItemFlag.ItemIsEditable)
        if line is None or line.row is None or role != Qt.ItemDataRole.EditRole or not editable:
            return False
        if self._edited(line, index.column()) == value:
            return True
        operation, arguments = self.act(index, value)
        return self.bridge.run(operation, **arguments)

    def act(self, index: Index, value: Any) -> Act:
        """The operation that gives a cell a value."""
        line, name = self._lines[index.row()], PLAN_COLUMNS[index.column()].name
        if line.kind is LineKind.OUTCOME:
            return edit_outcome, {"outcome": line.line_id, "title": value}
        if line.kind is LineKind.OUTPUT:
            return edit_output, {"output": line.line_id, "title": value}
        if name == "responsible":
            return name_people, {"of": ActivityPerson, "owner": line.line_id, "text": value}
        return edit_activity, {"activity": line.line_id, **self._values(name, value)}

    def copied(self, index: Index) -> str:
        """The text of a cell for another program: without numbers and marks, so that it comes back as it was."""
        line, name = self._lines[index.row()], PLAN_COLUMNS[index.column()].name
        row = line.row
        if not isinstance(row, Activity):
            return self._shown(line, index.column()).partition("\n")[0]
        if name == "indicators":
            return "\n".join(indicator.name for indicator in self._links.indicators(row) if indicator.name)
        if name == "timeline":
            from workbench.exchange.paste_targets import timeline_as_text

            return timeline_as_text(row.start_quarter, row.end_quarter)
        return str(self._edited(line, index.column()) or "")

    def pasted(self, index: Index, text: str, reading: Reading) -> Any:
        """The value that a text stands for in a cell. Raises InvalidValue for one that stands for none."""
        del reading
        if PLAN_COLUMNS[index.column()].name != "timeline" or not text.strip():
            return text if text.strip() else self.empty_value(index)
        from workbench.exchange.paste_targets import timeline_in

        return "/".join(timeline_in(text))

    def is_confidential(self, row: int) -> bool:
        """Whether a line is confidential."""
        shown = self._lines[row].row
        return shown is not None and shown.is_confidential

    def empty_value(self, index: Index) -> Any:
        """What an empty cell holds; the value as it is where a cell cannot be empty."""
        if not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return index.data(Qt.ItemDataRole.EditRole)
        return "/" if PLAN_COLUMNS[index.column()].name == "timeline" else ""

    # Internal

    @staticmethod
    def _look(line: Line, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole and line.kind is not LineKind.ACTIVITY:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole and line.kind in (LineKind.OUTCOME, LineKind.UNPLANNED):
            return QApplication.palette().brush(QPalette.ColorRole.Window)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        return None

    def _shown(self, line: Line, column: int) -> str:
        row = line.row
        if isinstance(row, Activity):
            return self._of_activity(line.number, row, PLAN_COLUMNS[column].name)
        if column != _TITLE:
            return ""
        if isinstance(row, Outcome):
            return tr(Message("Outcome {number}: {title}", number=line.number, title=row.title)) + _mark(row)
        return f"{line.number}: {row.title}{_mark(row)}" if isinstance(row, Output) else tr(Message("Not planned yet"))

    def _of_activity(self, number: str, row: Activity, name: str) -> str:
        if name == "title":
            return f"{number}  {row.title}{_mark(row)}"
        if name == "responsible":
            return people_text(self._links.people(row), current())
        if name == "indicators":
            unnamed = tr(Message("indicator without a name"))
            return "\n".join(f"• {indicator.name or unnamed}" for indicator in self._links.indicators(row))
        return _timeline(row) if name == "timeline" else text_of(row, name)

    def _edited(self, line: Line, column: int) -> Any:
        row, name = line.row, PLAN_COLUMNS[column].name
        if not isinstance(row, Activity):
            return row.title if row is not None else None
        if name in ("indicators", "timeline"):
            return f"{row.start_quarter}/{row.end_quarter}" if name == "timeline" else None
        return joined(self._links.responsible(row)) if name == "responsible" else text_of(row, name)

    def _spoken(self, line: Line, column: int) -> str:
        shown = self._shown(line, column)
        return f"{tr(self.spec.heading(_COLUMNS[column]))}: {shown}" if line.kind is LineKind.ACTIVITY else shown

    @staticmethod
    def _values(name: str, value: Any) -> dict[str, Any]:
        """The fields of an activity that a cell holds."""
        if name == "timeline":
            start, _, end = value.partition("/")
            return {"start_quarter": start, "end_quarter": end}
        return {name: value}

    def _said(self, row: Row, column: int) -> str:
        """The text of a cell, as it is looked for."""
        return self._of_activity("", row, PLAN_COLUMNS[column].name) if isinstance(row, Activity) else ""

    def _sorted_by(self, row: Row, column: int) -> str:
        """What an activity is sorted by: its text without its number; a timeline by its quarters."""
        if PLAN_COLUMNS[column].name == "timeline" and isinstance(row, Activity):
            return f"{row.start_quarter} {row.end_quarter}"
        return self._said(row, column)

    def _read(self) -> None:
        self._whole = read_plan(self.bridge.document)
        self._links = RowLinks(self.bridge.document)
        self._lines = self._shown_of(self._whole)

    def _shown_of(self, lines: list[Line]) -> list[Line]:
        """The lines to show of all lines."""
        if not self.is_arranged():
            return lines
        shown = [line for line in lines if line.line_id not in self._hidden]
        if self.arrangement.by is None:
            return _with_headings(shown)
        activities = [line for line in shown if line.kind is LineKind.ACTIVITY]
        return sorted(activities, key=lambda line: self._order.get(line.line_id, len(self._order)))

    def _on_changes(self, changes: Changes) -> None:
        if changes.tables.isdisjoint(PLAN_TABLES | LINKED_TABLES):
            return
        before = [line.line_id for line in self._lines]
        after = [line.line_id for line in self._shown_of(read_plan(self.bridge.document))]
        apply_difference(self, before, after, self._read)
        if after:
            self.dataChanged.emit(self.index(0, 0), self.index(len(after) - 1, len(_COLUMNS) - 1))


def _with_headings(lines: list[Line]) -> list[Line]:
    """Activities with the headings above them; the others go."""
    found: list[Line] = []
    above: list[Line] = []
    for line in lines:
        if line.kind is LineKind.ACTIVITY:
            found += [*above, line]
            above = []
        elif line.kind is LineKind.OUTPUT:
            above = [*(other for other in above if other.kind is LineKind.OUTCOME), line]
        else:
            above = [line]
    return found


def _mark(row: Markable) -> str:
    """The line below the title of a confidential row."""
    return f"\n{tr(Message('Confidential'))}" if row.is_confidential else ""


def _timeline(row: Activity) -> str:
    """When an activity starts and ends. Isolates keep the order of a quarter's characters between right-to-left words."""
    quarters = (row.start_quarter, row.end_quarter)
    if current().right_to_left:
        quarters = (_isolated(row.start_quarter), _isolated(row.end_quarter))
    return timeline_of(*quarters, current())


def _isolated(text: str) -> str:
    return f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if text else ""
