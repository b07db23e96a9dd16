"""The button that marks the selected line of the plan confidential: an activity, an output or an outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.plain_text import tip
from ui.kit.shortcuts import shortcut, with_key
from ui.link.bridge import DocumentBridge
from ui.link.keys import Act, Where
from ui.link.language import tr
from ui.look.icons import icon
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
    """Is pressed while the line that ``line`` returns is confidential. Signal ``hide_now``: it is about to be marked."""

    hide_now = Signal()

    def __init__(self, bridge: DocumentBridge, line: Callable[[], Line | None], page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._line = bridge, line
        name = Message("Confidential")
        self.setIcon(icon("confidential"))
        self.setCheckable(True)
        self.setAccessibleName(tr(name))
        self.setToolTip(tip(with_key(Message("Confidential: not in the public edition"), Act.CONFIDENTIAL)))
        key = shortcut(Act.CONFIDENTIAL, Where.PLAN, page, self.mark)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.clicked.connect(lambda: self.mark())  # noqa: PLW0108  Qt must not pass anything on
        bridge.changed.connect(self.show_state)

    def mark(self) -> None:
        """Marks the line, or removes its mark."""
        line = self._line()
        if line is not None and line.row is not None and not line.row.is_confidential:
            self.hide_now.emit()
        if line is not None and line.row is not None and not self._bridge.read_only and self._bridge.flush():
            operation, argument = _MARK[line.kind]
            self._bridge.run(operation, **{argument: line.line_id}, confidential=not line.row.is_confidential)
        self.show_state()

    def show_state(self) -> None:
        """Shows whether the line is confidential."""
        row = line.row if (line := self._line()) is not None else None
        self.setChecked(row is not None and row.is_confidential)
        self.setEnabled(row is not None and not self._bridge.read_only)
