"""What the right button offers for a line of the plan, within what the plan permits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtWidgets import QMenu

from ui.editors.table_menu import TableMenu
from ui.link.bridge import DocumentBridge
from ui.link.keys import Act
from ui.pages.plan.plan_table import PlanTable
from workbench.language.i18n import Message
from workbench.operations.activities import remove_activity
from workbench.operations.plan import remove_outcome, remove_output
from workbench.plan.order import LineKind

REMOVALS: Final[dict[LineKind, tuple[Callable[..., None], str, Message]]] = {
    LineKind.OUTCOME: (remove_outcome, "outcome", Message("The outcome “{name}” was removed.", name="")),
    LineKind.OUTPUT: (
        remove_output,
        "output",
        Message("The output “{name}” was removed; its activities are not in the plan now.", name=""),
    ),
    LineKind.ACTIVITY: (remove_activity, "activity", Message("The activity “{name}” was removed.", name="")),
}
"""What removes a line of each kind, the name of its argument, and what is said then."""


class LineActs(Protocol):
    """What the page does with the current line. ``menu`` are the places that it can be moved to."""

    bridge: DocumentBridge
    table: PlanTable
    menu: QMenu

    def add_activity(self) -> None:
        """Adds an activity."""
        ...

    def duplicate(self) -> None:
        """Puts a copy behind the line."""
        ...

    def can_move(self, step: int) -> bool:
        """Whether the line can be moved up (-1) or down (1)."""
        ...

    def move_line(self, step: int) -> None:
        """Moves the line."""
        ...

    def remove(self) -> None:
        """Removes the line."""
        ...


_MOVES: Final = (
    (Message("Move the row up"), -1, Act.EARLIER),
    (Message("Move the row down"), 1, Act.LATER),
)


def line_menu(page: LineActs) -> TableMenu:
    """The menu of the current line."""
    table, free = page.table, not page.bridge.read_only
    line = table.plan.line_at(table.currentIndex())
    changeable = line is not None and line.row is not None and free
    menu = TableMenu(table)
    menu.offer_cells(table, partial(table.acts.copy, headings=True), changeable=free)
    menu.offer(Message("Add activity"), page.add_activity, key=Act.ADD_ROW.keys[0], possible=free)
    menu.offer(Message("Add the same row"), page.duplicate, possible=changeable)
    for text, step, act in _MOVES:
        menu.offer(text, partial(page.move_line, step), key=act.keys[0], possible=page.can_move(step))
    menu.addMenu(page.menu).setEnabled(changeable and not page.menu.isEmpty())
    menu.offer(Message("Remove the row"), page.remove, key="Ctrl+Del", possible=changeable)
    return menu
