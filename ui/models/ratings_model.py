"""The ratings of all activities as a grid: one row per activity, one column per criterion, then suggestion and priority."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.models.row_table_model import Column, TableSpec
from workbench.document.together import Act
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.declared import label_of
from workbench.model.labels import CRITERION_HELP, SHORT_CRITERIA, label
from workbench.model.rows import Activity, Rating
from workbench.model.vocabulary import Criterion, Level
from workbench.operations.activities import prioritize_activity, rank_activity, ranked, rate_activity
from workbench.plan.order import PLAN_TABLES, read_activities
from workbench.plan.priorities import Suggestion, reasons, suggest_priority

Index: TypeAlias = QModelIndex | QPersistentModelIndex

CRITERIA: Final = tuple(Criterion)
SUGGESTION: Final = len(CRITERIA)
PRIORITY: Final = SUGGESTION + 1
_COLUMNS: Final = PRIORITY + 1

_BELOW: Final[Mapping[Level | None, frozenset[Level | None]]] = {
    None: frozenset(),
    Level.LOW: frozenset({None}),
    Level.MEDIUM: frozenset({None, Level.LOW}),
    Level.HIGH: frozenset({None, Level.LOW, Level.MEDIUM}),
}
"""Which levels are below a level when a column is sorted."""


class RatingsModel(QAbstractTableModel):
    """EditRole gives a level (or None), DisplayRole its word, the vertical header the number and title of the activity."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        columns = tuple(Column("level", heading=column_title(column)) for column in range(_COLUMNS))
        self.spec = TableSpec(row_type=Rating, columns=columns, edit=rate_activity, identify="activity")
        self._rows: list[tuple[str, Activity]] = []
        self._by_rank = False
        self._ratings: dict[tuple[str, Criterion], Rating] = {}
        self._suggestions: dict[str, Suggestion] = {}
        self._read()
        bridge.changed.connect(self._on_changes)

    # Reading

    def choices(self, column: Column) -> list[tuple[Any, str]]:
        """The levels, and the word for none: a criterion is then not rated, a priority not decided yet."""
        none = unset(self.spec.columns.index(column))
        return [(None, tr(none)), *((level, tr(label(level))) for level in Level)]

    def order(self, *, by_rank: bool) -> None:
        """Puts the rows in order of start, or in the order of the plan."""
        if by_rank is not self._by_rank:
            self.beginResetModel()
            self._by_rank = by_rank
            self._read()
            self.endResetModel()

    def move(self, row_id: str, position: int) -> bool:
        """Moves an activity to ``position``, counted from 0, in the order of start. Returns whether it was moved."""
        return self._by_rank and self.bridge.run(rank_activity, activity=row_id, index=position)

    def activities(self) -> list[Activity]:
        """The activities in their order."""
        return [activity for _, activity in self._rows]

    def activity_at(self, index: Index) -> Activity | None:
        """The activity at an index; None for an invalid index."""
        return self._rows[index.row()][1] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, row_id: str, column: int = 0) -> QModelIndex:
        """Where the activity with this id stands; an invalid index if there is none."""
        for position, (_, row) in enumerate(self._rows):
            if row.id == row_id:
                return self.index(position, column)
        return QModelIndex()

    def level_at(self, index: Index) -> Level | None:
        """The level in a cell: a rating, the suggestion or the priority."""
        activity = self.activity_at(index)
        if activity is None:
            return None
        if index.column() == PRIORITY:
            return activity.priority
        if index.column() == SUGGESTION:
            return self.suggestion_of(activity.id).level
        rating = self._ratings.get((activity.id, CRITERIA[index.column()]))
        return rating.level if rating is not None else None

    def suggestion_of(self, row_id: str) -> Suggestion:
        """What the rule suggests for an activity."""
        if row_id not in self._suggestions:
            levels = {kind: rating.level for (owner, kind), rating in self._ratings.items() if owner == row_id}
            self._suggestions[row_id] = suggest_priority(levels)
        return self._suggestions[row_id]

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many activities there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """The criteria, the suggestion and the priority."""
        return 0 if parent.isValid() else _COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Of a column: the criterion, with its question as tooltip and for screen readers. Of a row: number and title."""
        if orientation == Qt.Orientation.Vertical:
            return self._head(section, role) if section < len(self._rows) else None
        if not 0 <= section < _COLUMNS:
            return None
        title, asked = tr(column_title(section)), tr(column_help(section))
        told: dict[int, str] = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.ToolTipRole: tip(asked),
            Qt.ItemDataRole.AccessibleDescriptionRole: asked,
            Qt.ItemDataRole.AccessibleTextRole: f"{title}: {asked}",
        }
        return told.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Ratings and priority can be edited, the suggestion cannot."""
        flags = super().flags(index)
        if not index.isValid() or self.bridge.read_only or index.column() == SUGGESTION:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words to show, levels to edit."""
        activity = self.activity_at(index)
        if activity is None:
            return None
        level = self.level_at(index)
        if role == Qt.ItemDataRole.EditRole:
            return level
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(label(level)) if level is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(spoken(index.column(), level))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(index, activity))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Writes a level, or removes it (None). Returns False when that was refused."""
        activity = self.activity_at(index)
        if activity is None or role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        level = Level(value) if value else None
        if level is self.level_at(index):
            return True
        operation, arguments = self.act(index, level)
        return self.bridge.run(operation, **arguments)

    def act(self, index: Index, level: Level | None) -> Act:
        """The operation that gives a cell a level."""
        activity = self._rows[index.row()][1].id
        if index.column() == PRIORITY:
            return prioritize_activity, {"activity": activity, "priority": level}
        return rate_activity, {"activity": activity, "criterion": CRITERIA[index.column()], "level": level}

    # Internal

    def _head(self, section: int, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return in_row(self._title(section))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._title(section)
        return tip(self._title(section)) if role == Qt.ItemDataRole.ToolTipRole else None

    def _title(self, section: int) -> str:
        number, activity = self._rows[section]
        mark = f"\n{tr(Message('Confidential'))}" if activity.is_confidential else ""
        return f"{number}  {activity.title or tr(Message('activity without a title'))}{mark}"

    def _tip(self, index: Index, activity: Activity) -> str:
        if index.column() == SUGGESTION:
            return " ".join(tr(sentence) for sentence in reasons(self.suggestion_of(activity.id)))
        if index.column() == PRIORITY:
            return ""
        rating = self._ratings.get((activity.id, CRITERIA[index.column()]))
        return rating.note if rating is not None else ""

    def _read(self) -> None:
        self._rows = self._ordered()
        self._ratings = {(row.activity_id, row.criterion): row for row in self.bridge.document.read.every(Rating)}
        self._suggestions.clear()

    def _ordered(self) -> list[tuple[str, Activity]]:
        rows = read_activities(self.bridge.document)
        if not self._by_rank:
            return rows
        numbers = {row.id: number for number, row in rows}
        return [(numbers[row.id], row) for row in ranked(row for _, row in rows)]

    def _on_changes(self, changes: Changes) -> None:
        if changes.tables.isdisjoint(PLAN_TABLES | {"ratings"}):
            return
        before = [row.id for _, row in self._rows]
        after = [row.id for _, row in self._ordered()]
        if before == after:
            self._read()
            if after:
                self.dataChanged.emit(self.index(0, 0), self.index(len(after) - 1, _COLUMNS - 1))
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(after) - 1)
            return
        self.beginResetModel()
        self._read()
        self.endResetModel()


def column_title(column: int) -> Message:
    """The short heading of a column."""
    if column == SUGGESTION:
        return Message("Suggestion")
    return label_of(Activity, "priority") if column == PRIORITY else SHORT_CRITERIA[CRITERIA[column]]


def column_help(column: int) -> Message:
    """The question that a column asks, in full."""
    if column == SUGGESTION:
        return Message("What the ratings suggest, by a fixed rule. The group decides.")
    if column == PRIORITY:
        return Message("What the group has decided.")
    return CRITERION_HELP[CRITERIA[column]]


def unset(column: int) -> Message:
    """What a cell without a level says; of a priority the same as its form."""
    if column == PRIORITY:
        return Message("Not decided yet")
    return Message("No suggestion yet") if column == SUGGESTION else Message("Not rated")


def spoken(column: int, level: Level | None) -> Message:
    """A cell as a screen reader says it."""
    said = label(level) if level is not None else unset(column)
    return Message("{criterion}: {level}", criterion=column_title(column), level=said)


class SortedRatings(QSortFilterProxyModel):
    """The grid sorted by a column; what is stored keeps its order.

    A row stays where it is while it is rated: the rows are sorted only when a column is selected for it.
    """

    def __init__(self, model: RatingsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ratings = model
        self._accepts: Callable[[Activity], bool] = lambda _: True
        self.setDynamicSortFilter(False)
        self.setSourceModel(model)

    def narrow(self, accepts: Callable[[Activity], bool]) -> None:
        """Shows only the activities that ``accepts`` lets through. This is decided now, not again while they are rated."""
        self._accepts = accepts
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether an activity is shown."""
        activity = self.ratings.activity_at(self.ratings.index(source_row, 0, source_parent))
        return activity is not None and self._accepts(activity)

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802  Qt's name
        """By level: nothing, low, medium, high."""
        return self.ratings.level_at(left) in _BELOW.get(self.ratings.level_at(right), ())
