"""Three lines that lead through a new assessment, until there is something in it: Scope, People, a session."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import GAP, MARGIN, TIGHT
from ui.pages.page import column, heading, paragraph
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import Session

_LINES: Final = (
    (Stage.SCOPE, Message("Scope: what is assessed, and what for. The report starts with it.")),
    (Stage.PEOPLE, Message("People: everybody who takes part. Sessions, views and the plan name people of this list.")),
    (Stage.SESSIONS, Message("Sessions: start one when the group meets. Then the first question.")),
)
_MANY_SIGNS: Final = 3


class FirstSteps(QFrame):
    """Signal ``wanted`` carries a stage. The lines go for good when a session or an answer is there."""

    wanted = Signal(object)

    def __init__(self, bridge: DocumentBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setProperty("role", "section")
        layout = column(self, MARGIN)
        layout.setSpacing(TIGHT)
        layout.addWidget(heading(Message("First steps"), 3))
        self.signs: dict[Stage, QLabel] = {}
        self.buttons: dict[Stage, QPushButton] = {}
        for number, (stage, text) in enumerate(_LINES, 1):
            row = QHBoxLayout()
            row.setSpacing(GAP)
            sign = self.signs[stage] = QLabel(f"{number}")
            sign.setMinimumWidth(sign.fontMetrics().averageCharWidth() * _MANY_SIGNS)
            row.addWidget(sign)
            row.addWidget(paragraph(text), 1)
            if stage is not Stage.SCOPE:
                button = self.buttons[stage] = QPushButton(tr(Message("Go to {page}", page=stage.spec.title)), self)
                button.clicked.connect(partial(self.wanted.emit, stage))
                row.addWidget(button)
            layout.addLayout(row)
        self._show()
        bridge.changed.connect(self._on_changes)

    def _on_changes(self, changes: Changes) -> None:
        if not changes.tables.isdisjoint({"assessment", "contributors", "sessions", "answers"}):
            self._show()

    def _show(self) -> None:
        """Ticks what the list of stages calls done, and hides when the work has begun."""
        read, bridge = self._bridge.document.read, self._bridge
        begun = bool(bridge.cached_content.answered) or bool(read.every(Session))
        self.setVisible(not begun and not bridge.read_only)
        for number, (stage, sign) in enumerate(self.signs.items(), 1):
            done = stage.spec.progress(bridge) is not None
            sign.setText("✓" if done else f"{number}")
            sign.setAccessibleName(tr(Message("Done", context="step")) if done else f"{number}")
