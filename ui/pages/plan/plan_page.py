"""The action plan in the layout of Annex 9: a table, and a form for the selected activity."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ui.editors.table_menu import TableMenu, open_where_asked
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.kit.shortcuts import shortcut, with_key
from ui.link.bridge import DocumentBridge
from ui.link.keys import Act, KeySpec, Where
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.icons import icon
from ui.look.style import GAP, MARGIN, ROOM
from ui.models.plan_model import PlanModel
from ui.pages.new_activity import NewActivity
from ui.pages.page import Page, heading, paragraph
from ui.pages.plan.activity_plan import ActivityPlan
from ui.pages.plan.line_menu import REMOVALS, line_menu
from ui.pages.plan.plan_mark import PlanMark
from ui.pages.plan.plan_parts import LEAST_LINES, PlanParts
from ui.pages.plan.plan_printer import PlanPrinter, pages_of
from ui.pages.plan.plan_table import PlanTable
from ui.pages.plan.plan_view import shown_rows
from ui.pages.report.names_step import NamesStep
from ui.pages.report.preview_step import PreviewStep
from workbench.language.i18n import Message
from workbench.operations.list_rows import duplicate_row
from workbench.operations.plan import add_outcome, add_output
from workbench.operations.plan_moves import Move, homes, move_by, outcome_of_new, output_of_new
from workbench.plan.order import Line, LineKind

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ui.pages.desks import PlanDesk
    from ui.paper.paper_view import PaperView
    from workbench.reports.data import ReportData


class PlanPage(Page):
    """Buttons and shortcuts add, move and remove lines; cells are edited in place."""

    stage = Stage.PLAN

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._kept, self._row, self._sized = "", 0, False
        self._new = NewActivity(bridge)
        self.model = PlanModel(bridge, self)
        self.table = PlanTable(self.model, self)
        self.activity = ActivityPlan(bridge, self.model.help)
        self.printer = PlanPrinter(bridge, self)
        self.empty = paragraph(
            Message(
                "The plan is empty. Start with an outcome: what will be different when the plan is done. Then "
                "add its outputs, and to each output the activities that lead to it."
            ),
            "empty",
        )
        self._lay_out()
        self.names = NamesStep(bridge, self.stack, self.area)
        self.pages = PreviewStep(self.stack, self.area, self._make_preview, pages_of, back_to=self.printer.button)
        self._connect()
        self._show_state()
        if self.model.rowCount():
            self._choose_first()

    # For the window

    @property
    def shown_row(self) -> str:
        """The id of the current line."""
        return self.table.current_id()

    def show_row(self, row_id: str) -> None:
        """Leads to a line of the plan, also to one that is not shown now."""
        if not self.table.show_line(row_id) and self.model.is_arranged():
            self.shown.show_all()
            self.table.show_line(row_id)

    @property
    def plan_desk(self) -> PlanDesk:
        """The page itself: it shows the lines of the plan."""
        return self

    @property
    def line_chosen(self) -> SignalInstance:
        """Sent with the id of a line (or "") when the current line has changed."""
        return self.table.line_chosen

    @property
    def shown_line(self) -> str:
        """The id of the current line, or ""."""
        return self.table.current_id()

    def print_page(self) -> bool:
        """Prints the pages of the plan that are shown, if any."""
        return self.pages.print_if_shown()

    def entered(self) -> None:
        """Puts the focus into the table."""
        self.table.setFocus()

    def flush(self) -> bool:
        """Also closes the preview and the names, which may be confidential; an activity that nobody named goes."""
        self.pages.leave()
        self.names.leave()
        whole = super().flush()
        self._new.leave()
        return whole

    # What the buttons do

    def add_outcome(self) -> None:
        """Adds an outcome at the end."""
        self._add(add_outcome)

    def add_output(self) -> None:
        """Adds an output to the current outcome, or to the last one."""
        outcome = outcome_of_new(self.model.plan_lines, self._line())
        if outcome is None:
            self.bridge.messages.info(Message("Add an outcome first: outputs belong to an outcome."), passing=True)
            return
        self._add(add_output, outcome=outcome)

    def add_activity(self) -> None:
        """Adds an activity to the current output; without one, below “Not planned yet”."""
        row_id = self._new.make(output_id=output_of_new(self.model.plan_lines, self._line()))
        if row_id is not None:
            self.table.edit_title(row_id)

    def go_on_in_new_row(self) -> None:
        """Adds an activity because somebody goes on behind the last cell, and says so."""
        self.add_activity()
        if self.table.is_editing():
            self.bridge.offer_undo(Message("An activity was added at the end."))

    def go_by(self, step: int) -> None:
        """Moves to the next (1) or previous (-1) row, in the same column."""
        here = self.table.currentIndex()
        there = here.sibling(here.row() + step, here.column())
        if there.isValid() and self.bridge.flush():
            self.table.setCurrentIndex(there)
        self.table.setFocus()

    def take_focus(self) -> None:
        """Puts the focus into the table; onto the button for an outcome, with which an empty plan begins."""
        heart = self.table if self.model.rowCount() else self.outcome_button
        if heart.isEnabled():
            heart.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def move_line(self, step: int) -> None:
        """Moves the current line up (-1) or down (1)."""
        line = self._line()
        wanted = move_by(self.model.lines, line, step) if line is not None and self.can_move(step) else None
        if line is not None and wanted is not None:
            self._change(line.line_id, wanted)

    def remove(self) -> None:
        """Removes the current line and offers to undo that."""
        line = self._line()
        if line is None or line.row is None or self.bridge.read_only or not self.bridge.flush():
            return
        operation, argument, told = REMOVALS[line.kind]
        if self.bridge.run(operation, **{argument: line.line_id}):
            self.bridge.offer_undo(told)

    def duplicate(self) -> None:
        """Puts a copy behind the current line and shows it."""
        line = self._line()
        if line is None or line.row is None or self.bridge.read_only or not self.bridge.flush():
            return
        copy = self.bridge.call(duplicate_row, of=type(line.row), row=line.line_id)
        if copy is not None:
            self.table.show_line(copy)
            self.bridge.offer_undo(Message("The same row was added below."))

    def line_menu(self) -> TableMenu:
        """What can be done with the current line."""
        self._fill_menu()
        self.menu.setTitle(tr(Message("Move to")))
        return line_menu(self)

    def can_move(self, step: int) -> bool:
        """Whether the current line can be moved up (-1) or down (1)."""
        line = self._line()
        free = not self.bridge.read_only and not self.model.is_arranged()
        return free and line is not None and move_by(self.model.lines, line, step) is not None

    def go_between(self) -> None:
        """Moves the focus from the table to the form of the selected activity, or back."""
        if self.detail.isAncestorOf(self.focusWidget() or self.table):
            self.table.setFocus()
        elif self.activity.row_id:
            self.fold.setChecked(True)
            self.activity.form.editors["title"].setFocus()

    def go_to_indicators(self) -> None:
        """Moves the focus to the list of indicators of the selected activity."""
        if self.activity.row_id:
            self.fold.setChecked(True)
            self.activity.indicators.take_focus()

    # Building

    def _lay_out(self) -> None:
        self.parts = PlanParts(self.table, self.activity, self, shares=self.bridge.shares)
        self.detail = self.parts.detail
        self.fold = QPushButton(tr(Message("Details")), self)
        self.fold.setCheckable(True)
        self.fold.setToolTip(tip(with_key(Message("Show or hide the details of the selected activity"), Act.FOLD)))
        self.fold.toggled.connect(self._on_fold)
        top = FlowRow(self)
        top.add(heading(Message("Action plan")))
        top.add_spring()
        self.shown = shown_rows(self.table, self)
        top.add(self.shown.said, self.shown.all, self.shown.box)
        top.add(self.printer.button, self.fold)
        self.area = QWidget(self)
        layout = QVBoxLayout(self.area)
        layout.setContentsMargins(MARGIN, ROOM, MARGIN, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(top)
        layout.addWidget(self._buttons())
        layout.addWidget(self.empty)
        layout.addWidget(self.parts, 1)
        self._filler = QWidget(self)
        layout.addWidget(self._filler, 1)
        self.stack = QStackedLayout(self)
        self.stack.addWidget(self.area)

    def _buttons(self) -> FlowRow:
        row = FlowRow(self)
        self.outcome_button = self._button(row, Message("Add outcome"), self.add_outcome, Act.OUTCOME)
        self.output_button = self._button(row, Message("Add output"), self.add_output, Act.OUTPUT)
        self.activity_button = self._button(row, Message("Add activity"), self.add_activity, Act.ADD_ROW)
        row.add_spring()
        up, down = Message("Move the row up"), Message("Move the row down")
        self.up_button = self._button(row, up, partial(self.move_line, -1), Act.EARLIER, "up")
        self.down_button = self._button(row, down, partial(self.move_line, 1), Act.LATER, "down")
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.move_button = QPushButton(tr(Message("Move to")), self)
        self.move_button.setMenu(self.menu)
        self.mark_button = PlanMark(self._line, self)
        row.add(self.move_button, self.mark_button)
        self.remove_button = QPushButton(tr(Message("Remove")), self)
        self.remove_button.setAccessibleName(tr(Message("Remove the row")))
        self.remove_button.setToolTip(tip(tr(Message("Remove the selected row (Ctrl+Del); it can be undone"))))
        self.remove_button.clicked.connect(self.remove)
        row.add(self.remove_button)
        return row

    def _button(self, row: FlowRow, text: Message, run: Callable[[], None], act: KeySpec, sign: str = "") -> QPushButton:
        """A button and its key; a button with an icon (``sign``) shows only that."""
        button = QPushButton("" if sign else tr(text), self)
        if sign:
            button.setIcon(icon(sign))
        button.setAccessibleName(tr(text))
        button.setToolTip(tip(with_key(text, act)))
        row.add(button)
        key = shortcut(act, Where.PLAN, self, run)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        button.clicked.connect(lambda: run())  # noqa: PLW0108  Qt must not pass anything on
        return button

    def _connect(self) -> None:
        self.table.line_chosen.connect(self._on_line)
        self.table.remove_wanted.connect(self.remove)
        self.table.row_wanted.connect(self.go_on_in_new_row)
        open_where_asked(self.table, lambda point: self.line_menu().popup(point))
        self.table.line_dropped.connect(self._change)
        self.table.indicators_wanted.connect(self.go_to_indicators)
        self.printer.written.connect(self._on_printed)
        self.printer.job.review = self.names
        self.names.wanted.connect(self._on_reword)
        self.names.ended.connect(self.printer.button.setFocus)
        acts: list[tuple[KeySpec, Callable[[], object]]] = [
            (Act.FOLD, self.fold.toggle),
            (Act.DETAILS, self.go_between),
            (Act.ACTIVITY, self.add_activity),
            (Act.BEFORE, partial(self.go_by, -1)),
            (Act.AFTER, partial(self.go_by, 1)),
        ]
        for act, run in acts:
            shortcut(act, Where.PLAN, self, run)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._after_reset)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(self._show_state)

    # Internal

    def _make_preview(self) -> PaperView:
        from ui.paper.paper_view import PaperView

        return PaperView(self, back=Message("Back to the plan"))

    def _line(self) -> Line | None:
        return self.model.line_at(self.table.currentIndex())

    def _add(self, operation: Callable[..., str], **where: object) -> None:
        if self.bridge.read_only or not self.bridge.flush():
            return
        row_id = self.bridge.call(operation, **where)
        if row_id is not None:
            self.show_row(row_id)
            self.table.edit_title(row_id)

    def _change(self, row_id: str, move: Move) -> None:
        if not self.bridge.read_only and self.bridge.flush() and self.bridge.run(move.operation, **move.arguments):
            self.table.show_line(row_id, max(0, self.table.currentIndex().column()))

    def _fill_menu(self) -> None:
        self.menu.clear()
        line = self._line()
        for home in homes(self.model.plan_lines, line) if line is not None else ():
            heading = home.heading
            text = tr(Message("Not planned yet")) if heading is None else self.model.title_of(heading)
            action = self.menu.addAction(text.replace("&", "&&"))
            action.setEnabled(home.move is not None)
            if line is not None and home.move is not None:
                action.triggered.connect(partial(self._on_home, line.line_id, home.move))

    def _on_home(self, row_id: str, move: Move, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt passes it
        self._change(row_id, move)

    def _on_line(self, row_id: str) -> None:
        line = self._line()
        wanted = row_id if line is not None and line.kind is LineKind.ACTIVITY else ""
        if not self.activity.show_activity(wanted):
            self.table.show_line(self.activity.row_id)
            return
        self._show_state()

    def _show_state(self) -> None:
        some, line = self.model.rowCount() > 0 or self.model.is_arranged(), self._line()
        self.empty.setVisible(not some)
        self._filler.setVisible(not some)
        self.parts.setVisible(some)
        self.activity.setVisible(bool(self.activity.row_id))
        self.detail.setVisible(bool(self.activity.row_id) and self.fold.isChecked())
        changeable = line is not None and line.row is not None and not self.bridge.read_only
        self.remove_button.setEnabled(changeable)
        for button in (self.up_button, self.down_button):
            button.setEnabled(changeable and not self.model.is_arranged())
        self.mark_button.show_state()
        self.move_button.setEnabled(changeable and line is not None and line.kind is not LineKind.OUTCOME)
        for button in (self.outcome_button, self.output_button, self.activity_button):
            button.setEnabled(not self.bridge.read_only)

    def _on_printed(self, data: ReportData) -> None:
        if self.isVisible():
            self.pages.show(data)

    def _on_reword(self, stage: Stage, row_id: str) -> None:
        if stage is self.stage:
            self.show_row(row_id)
        else:
            self.go_to.emit(stage, row_id)

    def _on_fold(self, shown: bool) -> None:  # noqa: FBT001  Qt passes it
        if not shown and self.detail.isAncestorOf(self.focusWidget() or self.table):
            self.table.setFocus()
        self._show_state()

    def _choose_first(self) -> None:
        ids = [line.line_id for line in self.model.lines if line.kind is LineKind.ACTIVITY]
        self.table.show_line(ids[0] if ids else self.model.lines[0].line_id)

    def showEvent(self, event: QShowEvent) -> None:
        """When first shown, folds the details if there is little room."""
        super().showEvent(event)
        if not self._sized:
            self._sized = True
            self.fold.setChecked(self.height() >= LEAST_LINES * self.fontMetrics().lineSpacing())

    def _remember(self) -> None:
        self._kept = self.table.current_id()
        self._row = max(0, self.table.currentIndex().row())

    def _after_reset(self) -> None:
        if self.table.show_line(self._kept):
            return
        last = self.model.rowCount() - 1
        if last >= 0:
            self.table.setCurrentIndex(self.model.index(min(self._row, last), 0))
        else:
            self.activity.show_activity("")
