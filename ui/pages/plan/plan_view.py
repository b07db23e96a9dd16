"""The plan sorted by a heading, or only the activities with some words: only the view, never the plan."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.editors.shown_rows import ShownRows
from ui.pages.plan.plan_table import PlanTable


class PlanView:
    """The table of the plan, as :class:`~ui.editors.shown_rows.ShownRows` needs one. Its columns share the width."""

    forget_widths = None

    def __init__(self, grid: PlanTable) -> None:
        self.bridge, self.model, self.grid = grid.plan.bridge, grid.plan, grid

    def current_id(self) -> str:
        """The id of the current line, or the empty string."""
        return self.grid.current_id()


def shown_rows(grid: PlanTable, parent: QWidget) -> ShownRows:
    """What the headings of the plan and the box above it do."""
    return ShownRows(PlanView(grid), parent)
