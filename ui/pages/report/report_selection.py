"""What of the report is wanted: its parts, and whether unanswered questions are in it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QWidget

from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.reports.parts import ALL_PARTS, HEADINGS, WHOLE, Part, Selection


class ReportSelection(FlowRow):
    """A menu of the parts, all ticked at first, and a tick box. Nothing is remembered from one start to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = True
        self.menu = QMenu(self)
        self._ticks: dict[Part, QAction] = {}
        for part in ALL_PARTS:
            action = self.menu.addAction(tr(HEADINGS[part]).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(True)
            action.toggled.connect(lambda _on: self._show_state())
            self._ticks[part] = action
        self.menu.addSeparator()
        self.every = self.menu.addAction(tr(Message("All parts")))
        self.every.triggered.connect(self.choose_all)
        self.button = QPushButton(self)
        self.button.setMenu(self.menu)
        self.button.setToolTip(tip(tr(Message("Choose the parts of the report"))))
        self.only_answered = QCheckBox(tr(Message("Only what is answered")), self)
        self.only_answered.setToolTip(tip(tr(Message("Omit questions about which nothing was written"))))
        self.add(self.button, self.only_answered)
        self._show_state()

    @property
    def wanted(self) -> Selection:
        """What is chosen; everything in a format that always has everything."""
        if not self._offered:
            return WHOLE
        return Selection(
            parts=tuple(part for part, action in self._ticks.items() if action.isChecked()),
            only_answered=self.only_answered.isChecked(),
        )

    def choose(self, *parts: Part) -> None:
        """Chooses these parts and no others."""
        for part, action in self._ticks.items():
            action.setChecked(part in parts)

    def choose_all(self) -> None:
        """Chooses every part."""
        self.choose(*ALL_PARTS)

    def offer(self, *, parts: bool) -> None:
        """Lets people choose, or not: the format always has everything."""
        self._offered = parts
        self.setEnabled(parts)
        self._show_state()

    def _show_state(self) -> None:
        count = len(self.wanted.parts)
        some = Message("Parts: {count} of {total}", count=count, total=len(ALL_PARTS))
        self.button.setText(tr(Message("All parts") if count == len(ALL_PARTS) else some))
