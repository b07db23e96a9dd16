"""A show of hands for one criterion, kept beside the level that the group agrees on."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from ui.bridge import DocumentBridge
from ui.flow_row import FlowRow
from ui.language import tr
from ui.pages.page import column
from workbench.changes import Changes
from workbench.i18n import Message
from workbench.labels import label
from workbench.limits import MOST_HANDS
from workbench.model import Rating
from workbench.operations.activities import count_hands
from workbench.operations.common import link_id
from workbench.vocabulary import Criterion, Level


class HandsLine(QWidget):
    """Three small counts: for low, medium and high. They never set the level."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._about: tuple[str, Criterion] | None = None
        self._showing = False
        row = FlowRow(self)
        column(self).addWidget(row)
        caption = QLabel(tr(Message("Show of hands")), self)
        caption.setProperty("role", "help")
        row.add(caption)
        self.boxes = {level: self._box(level, row) for level in Level}
        bridge.changed.connect(self._on_changes)

    def show_rating(self, activity: str, criterion: Criterion | None) -> None:
        """Shows the counts for one rating; none for no criterion."""
        self._about = (activity, criterion) if activity and criterion is not None else None
        self.setVisible(self._about is not None)
        self._show()

    def _box(self, level: Level, row: FlowRow) -> QSpinBox:
        caption, box = QLabel(tr(label(level)), self), QSpinBox(self)
        box.setRange(0, MOST_HANDS)
        box.setReadOnly(self._bridge.read_only)
        box.setKeyboardTracking(False)
        box.setAccessibleName(tr(Message("Hands for {level}", level=label(level))))
        box.valueChanged.connect(lambda count: self._count(level, count))
        caption.setBuddy(box)
        row.add_captioned(caption, box)
        return box

    def _count(self, level: Level, count: int) -> None:
        if self._about is None or self._showing:
            return
        activity, criterion = self._about
        done = self._bridge.run(count_hands, activity=activity, criterion=criterion, hands={level: count}, initiator=self)
        if not done:
            self._show()

    def _show(self) -> None:
        if self._about is None:
            return
        activity, criterion = self._about
        rating = self._bridge.document.get(Rating, link_id(activity, criterion.value))
        self._showing = True
        try:
            for level, box in self.boxes.items():
                box.setValue(getattr(rating, f"hands_{level.value}", 0))
        finally:
            self._showing = False

    def _on_changes(self, changes: Changes) -> None:
        if changes.initiator is not self and "ratings" in changes.tables:
            self._show()
