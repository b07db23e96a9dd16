"""The button that marks the selected line of the plan confidential: an activity, an output or an outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.kit.plain_text import tip
from ui.kit.shortcuts import shortcut, with_key
from ui.link.keys import Act, Where
from ui.link.language import tr
from ui.look.icons import icon
from ui.pages.page import Page
from workbench.language.i18n import Message
from workbench.operations.activities import edit_activity
from workbench.operations.plan import edit_outcome, edit_output
from workbench.plan.order import Line, LineKind

_MARK: Final[dict[LineKind, tuple[Callable[..., None], str]]] = {
    LineKind.OUTCOME: (edit_outcome, "outcome"),
    LineKind.OUTPUT: (edit_output, "output"),
    LineKind.ACTIVITY: (edit_activity, "activity"),
}


class PlanMark(QPushButton):
    """Is pressed while the line that ``line`` returns is confidential."""

    def __init__(self, line: Callable[[], Line | None], page: Page) -> None:
        super().__init__(page)
        self._page, self._line = page, line
        name = Message("Confidential")
        self.setIcon(icon("confidential"))
        self.setCheckable(True)
        self.setAccessibleName(tr(name))
        self.setToolTip(tip(with_key(Message("Confidential: not in the public edition"), Act.CONFIDENTIAL)))
        key = shortcut(Act.CONFIDENTIAL, Where.PLAN, page, self.mark)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.clicked.connect(lambda: self.mark())  # noqa: PLW0108  Qt must not pass anything on
        page.bridge.changed.connect(self.show_state)

    def mark(self) -> None:
        """Marks the line, or removes its mark."""
        line = self._line()
        if line is not None and line.row is not None:
            operation, argument = _MARK[line.kind]
            self._page.mark(operation, marked=line.row.is_confidential, **{argument: line.line_id})
        self.show_state()

    def show_state(self) -> None:
        """Shows whether the line is confidential."""
        row = line.row if (line := self._line()) is not None else None
        self.setChecked(row is not None and row.is_confidential)
        self.setEnabled(row is not None and not self._page.bridge.read_only)
