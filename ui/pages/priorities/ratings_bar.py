"""Which activities the page of priorities shows, and in which order."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.editors.choice_editor import ChoiceBox
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.model.rows import Activity
from workbench.model.vocabulary import Level


class Shown(StrEnum):
    """Which activities are shown."""

    ALL = "all"
    UNDECIDED = "undecided"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    def has(self, activity: Activity) -> bool:
        """Whether an activity is shown."""
        if self is Shown.ALL:
            return True
        if self is Shown.UNDECIDED:
            return activity.priority is None
        return activity.priority is Level(self.value)


class RatingsBar(FlowRow):
    """Two drop-down lists above the grid. Signals: ``ordered`` carries True for the order of start, ``narrowed`` a Shown."""

    ordered = Signal(bool)
    narrowed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order, self.shown = ChoiceBox(self), ChoiceBox(self)
        self.order.setAccessibleName(tr(Message("Order of the activities")))
        self.order.setToolTip(
            tip(tr(Message("In order of start: drag a title, or move it with Ctrl+Shift+Up and Ctrl+Shift+Down")))
        )
        self.order.addItems([tr(Message("In order of the plan")), tr(Message("In order of start"))])
        self.shown.setAccessibleName(tr(Message("Which activities are shown")))
        self.shown.addItems([tr(Message("All activities")), tr(Message("Not decided yet", context="activities"))])
        self.shown.addItems([tr(Message("High priority")), tr(Message("Medium priority")), tr(Message("Low priority"))])
        self.order.activated.connect(lambda index: self.ordered.emit(index == 1))
        self.shown.activated.connect(lambda index: self.narrowed.emit(list(Shown)[index]))
        self.add(self.order, self.shown)

    def choose_order(self, *, own: bool) -> None:
        """Sets the order, as a user does (``own``: in order of start)."""
        self.order.setCurrentIndex(int(own))
        self.ordered.emit(own)
