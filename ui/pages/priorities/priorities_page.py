"""What must be done first: the activities with their ratings, what these suggest, and what the group decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from ui.kit.flow_row import FlowRow
from ui.kit.kept_split import KeptSplit
from ui.kit.plain_text import tip
from ui.kit.shortcuts import shortcut, with_key
from ui.kit.split_view import name_handles
from ui.link.bridge import DocumentBridge
from ui.link.keys import Act, KeySpec, Where
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.models.ratings_model import RatingsModel
from ui.pages.new_activity import NewActivity
from ui.pages.page import Page, column, heading, paragraph, scrolling
from ui.pages.priorities.activity_rating import ActivityRating
from ui.pages.priorities.ratings_bar import RatingsBar
from ui.pages.priorities.ratings_grid import RatingsGrid
from workbench.language.i18n import Message
from workbench.model.rows import Activity
from workbench.model.vocabulary import Level
from workbench.operations.activities import edit_activity, remove_activity

if TYPE_CHECKING:
    from ui.pages.desks import RatingDesk


class PrioritiesPage(Page):
    """The grid of ratings, and below it the selected activity.

    Signals: ``cell_chosen`` carries the id of an activity (or "") and a column when the current cell has changed;
    ``reordered``: other activities are shown, or the same ones in another order.
    """

    stage = Stage.PRIORITIES
    cell_chosen = Signal(str, int)
    reordered = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.model = RatingsModel(bridge, self)
        self.grid = RatingsGrid(self.model, self)
        self.activity = ActivityRating(bridge, self.model, self._to_question)
        self.empty = paragraph(
            Message(
                "There are no activities yet. Add one here, or make one from an answer on the page Assessment: "
                "it is then linked to that question."
            ),
            "empty",
        )
        self._shown = ""
        self._new = NewActivity(bridge)
        self._lay_out()
        self.grid.cell_chosen.connect(self._on_cell)
        self.grid.cell_chosen.connect(self.cell_chosen)
        self.grid.paste_wanted.connect(self._paste)
        self.bar.ordered.connect(lambda own: self.grid.order(by_rank=own))
        self.bar.narrowed.connect(lambda shown: self.grid.sorted.narrow(shown.has))
        shown = self.grid.sorted
        for changed in (shown.layoutChanged, shown.modelReset, shown.rowsInserted, shown.rowsRemoved):
            changed.connect(lambda *_: self.reordered.emit())
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._after_reset)
        self._show_state()
        self._choose_first()

    @property
    def shown_row(self) -> str:
        """The id of the current activity."""
        return self.grid.current_id()

    def show_row(self, row_id: str) -> None:
        """Leads to an activity."""
        self.grid.show_activity(row_id)

    def entered(self) -> None:
        """Puts the focus into the grid."""
        self.grid.setFocus()

    @property
    def rating_desk(self) -> RatingDesk:
        """The page itself: activities are rated on it."""
        return self

    @property
    def shown_cell(self) -> tuple[str, int]:
        """The id of the activity of the current cell (or ""), and its column."""
        return self.grid.current_id(), self.grid.currentIndex().column()

    @property
    def shown_order(self) -> list[str]:
        """The ids of the activities that are shown, from top to bottom."""
        return self.grid.shown_ids()

    def go_along(self, step: int) -> None:
        """Moves to the next (1) or previous (-1) rating of the same activity; a suggestion is not one."""
        self.grid.go_along(step)

    def rate(self, level: Level | None) -> None:
        """Sets the current rating, or clears it; after a level was set, moves to the next rating."""
        if not self.bridge.read_only and self.flush():
            self.grid.rate(level)

    def go_by(self, step: int) -> None:
        """Moves to the next (1) or previous (-1) activity, in the same column."""
        here = self.grid.currentIndex()
        there = here.sibling(here.row() + step, here.column())
        if there.isValid() and self.flush():
            self.grid.setCurrentIndex(there)
        self.grid.setFocus()

    def take_focus(self) -> None:
        """Puts the focus into the grid, if there is one."""
        if self.model.rowCount():
            self.grid.setFocus()
        else:
            super().take_focus()

    def go_between(self) -> None:
        """Moves the focus from the grid to the details of the activity, or back."""
        if self.detail.isAncestorOf(self.focusWidget() or self.grid):
            self.grid.setFocus()
        elif self.activity.row_id:
            self.activity.what.editors["title"].setFocus()

    def _paste(self) -> None:
        from ui.pages.priorities.rating_paste import paste_ratings

        paste_ratings(self.grid)

    def _mark(self) -> None:
        row = self.bridge.document.get(Activity, self.grid.current_id())
        if row is not None:
            self.mark(edit_activity, marked=row.is_confidential, activity=row.id)

    def flush(self) -> bool:
        """Also takes back an activity that nobody named."""
        whole = super().flush()
        self._new.leave()
        return whole

    def add(self) -> None:
        """Adds an activity and puts the focus into its title."""
        row_id = self._new.make()
        if row_id is not None and self.grid.show_activity(row_id):
            self.activity.what.editors["title"].setFocus()

    def remove(self) -> None:
        """Removes the current activity and offers to undo that."""
        row_id = self.grid.current_id()
        if (
            row_id
            and not self.bridge.read_only
            and self.bridge.flush()
            and self.bridge.run(remove_activity, activity=row_id)
        ):
            self.bridge.offer_undo(Message("The activity “{name}” was removed.", name=""))

    # Internal

    def _lay_out(self) -> None:
        self.detail = scrolling(_inside(self.activity))
        self.detail.setMinimumHeight(80)
        self.parts = QSplitter(Qt.Orientation.Vertical, self)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.grid)
        self.parts.addWidget(self.detail)
        name_handles(self.parts, Message("Line between the ratings and the activity"))
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 2)
        self.parts.setSizes([320, 200])
        KeptSplit(self.parts, "priorities", self.bridge.shares)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 8)
        layout.setSpacing(8)
        layout.addLayout(self._top())
        layout.addWidget(self._choices())
        layout.addWidget(self.empty)
        layout.addWidget(self.parts, 1)
        self._filler = QWidget(self)
        layout.addWidget(self._filler, 1)

    def _top(self) -> QHBoxLayout:
        self.add_button = QPushButton(tr(Message("Add activity")), self)
        self.add_button.setToolTip(tip(with_key(Message("Add an activity at the end"), Act.ADD_ROW)))
        self.add_button.clicked.connect(self.add)
        self.remove_button = QPushButton(tr(Message("Remove")), self)
        self.remove_button.setToolTip(tip(tr(Message("Remove the selected activity; it can be undone"))))
        self.remove_button.clicked.connect(self.remove)
        acts: list[tuple[KeySpec, Callable[[], object]]] = [
            (Act.ADD_ROW, self.add),
            (Act.ACTIVITY, self.add),
            (Act.BEFORE, partial(self.go_by, -1)),
            (Act.AFTER, partial(self.go_by, 1)),
            (Act.EARLIER, partial(self.grid.move_current, -1)),
            (Act.LATER, partial(self.grid.move_current, 1)),
            (Act.DETAILS, self.go_between),
            (Act.CONFIDENTIAL, self._mark),
        ]
        for act, run in acts:
            shortcut(act, Where.PRIORITIES, self, run)
        self.bar = RatingsBar(self)
        self.keys = paragraph(Message("L or 1 low, M or 2 medium, H or 3 high, Del clears"), "help")
        kept = self.keys.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.keys.setSizePolicy(kept)
        row = QHBoxLayout()
        row.addWidget(heading(Message("Priorities")))
        row.addWidget(self.keys, 1)
        return row

    def _choices(self) -> FlowRow:
        row = FlowRow(self)
        row.add(self.add_button, self.remove_button)
        row.add_spring()
        row.add(self.bar)
        return row

    def _show_state(self) -> None:
        some = self.model.rowCount() > 0
        self.empty.setVisible(not some)
        self._filler.setVisible(not some)
        self.parts.setVisible(some)
        self.keys.setVisible(some)
        self.bar.setVisible(some)
        self.add_button.setEnabled(not self.bridge.read_only)
        self.remove_button.setEnabled(some and not self.bridge.read_only)

    def _choose_first(self) -> None:
        if self.model.rowCount():
            self.grid.setCurrentIndex(self.grid.sorted.index(0, 0))
        else:
            self.activity.show_cell("", 0)

    def _on_cell(self, row_id: str, column: int) -> None:
        if row_id and not self.activity.show_cell(row_id, column) and self.activity.row_id:
            self.grid.show_activity(self.activity.row_id)

    def _remember(self) -> None:
        self._shown = self.grid.current_id()
        self._row = max(0, self.grid.currentIndex().row())

    def _after_reset(self) -> None:
        self._show_state()
        if self.grid.show_activity(self._shown):
            return
        last = self.model.rowCount() - 1
        if last >= 0:
            self.grid.setCurrentIndex(self.grid.sorted.index(min(self._row, last), 0))
        else:
            self.activity.show_cell("", 0)

    def _to_question(self, row_id: str) -> None:
        self.go_to.emit(Stage.ASSESSMENT, row_id)

    def sizeHint(self) -> QSize:
        """A usual size; the page also works in less."""
        return QSize(860, 620)


def _inside(widget: QWidget) -> QWidget:
    inside = QWidget()
    inside.setObjectName("page-area")
    layout = column(inside)
    layout.setContentsMargins(2, 4, 8, 8)
    layout.addWidget(widget)
    layout.addStretch(1)
    return inside
