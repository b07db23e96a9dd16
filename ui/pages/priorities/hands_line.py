"""The raised hands for one criterion, kept beside the level that the group agrees on."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from ui.editors.held_text import HeldText
from ui.kit.flow_row import FlowRow
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.page import column
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.ids import link_id
from workbench.model.labels import label
from workbench.model.limits import MOST_HANDS
from workbench.model.rows import Hand
from workbench.model.vocabulary import Criterion, HandChoice, Level
from workbench.operations.hands import count_hands


class HandsLine(QWidget):
    """Three small counts: for low, medium and high. They never set the level."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._about: tuple[str, Criterion] | None = None
        self.held = HeldText(self, bridge, self._write, ready=self._are_counts, named=self._named)
        row = FlowRow(self)
        column(self).addWidget(row)
        caption = QLabel(tr(Message("Raised hands")), self)
        caption.setProperty("role", "help")
        row.add(caption)
        self.boxes = {level: self._box(level, row) for level in Level}
        self.held.follow(self._on_changes)

    def show_rating(self, activity: str, criterion: Criterion | None) -> None:
        """Shows the counts for one rating; hidden without a criterion."""
        self._about = (activity, criterion) if activity and criterion is not None else None
        self.setVisible(self._about is not None)
        self._show()

    def _box(self, level: Level, row: FlowRow) -> QSpinBox:
        caption, box = QLabel(tr(label(level)), self), QSpinBox(self)
        box.setRange(0, MOST_HANDS)
        box.setReadOnly(self._bridge.read_only)
        box.setKeyboardTracking(False)
        box.setAccessibleName(tr(Message("Raised hands: {level}", level=label(level))))
        box.lineEdit().textEdited.connect(self.held.typed)
        box.valueChanged.connect(self.held.store)
        caption.setBuddy(box)
        row.add_captioned(caption, box)
        return box

    def _are_counts(self) -> bool:
        """False while a box is empty: somebody is probably about to type another number."""
        return all(box.hasAcceptableInput() and box.text() for box in self.boxes.values())

    def _write(self) -> bool:
        if self._about is None:
            return True
        activity, criterion = self._about
        for box in self.boxes.values():
            box.interpretText()
        hands = {level: box.value() for level, box in self.boxes.items()}
        return self._bridge.run(count_hands, activity=activity, criterion=criterion, hands=hands, initiator=self)

    def _named(self) -> Message:
        return Message("the raised hands")

    def _show(self) -> None:
        if self._about is None:
            return
        activity, criterion = self._about
        rows = self._bridge.document.read.where(Hand, rating_id=link_id(activity, criterion.value))
        counts = {row.choice: row.count for row in rows}
        with self.held.showing():
            for level, box in self.boxes.items():
                box.setValue(counts.get(HandChoice(level), 0))

    def _on_changes(self, changes: Changes) -> None:
        if "hands" in changes.tables:
            self._show()
