"""Chooses which questions the checklist shows: by what their answers have in common, or by working group."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.editors.choice_editor import ChoiceBox
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.checklist.filters import FILTER_LABELS, Filter, chosen_questions
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import GroupArea, WorkingGroup


class ChecklistFilter(ChoiceBox):
    """Signal ``chosen``: the user wants to see other questions, or a change in the file has changed which these are."""

    chosen = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName(tr(Message("Which questions are shown")))
        self.setToolTip(tip(tr(Message("Which questions are shown"))))
        for choice, text in FILTER_LABELS.items():
            self.addItem(tr(text), choice.value)
        self._fill_groups()
        self.activated.connect(lambda _: self.chosen.emit())
        bridge.changed.connect(self._on_changes)

    @property
    def narrows(self) -> bool:
        """Whether the filter hides some questions."""
        return bool(self.currentIndex())

    def questions(self) -> frozenset[str] | None:
        """The ids of the questions to show; None for all."""
        wanted, content = self.currentData(), self._bridge.cached_content
        if self.currentIndex() < len(FILTER_LABELS):
            return chosen_questions(content.checklist, content.answers, choice=Filter(wanted))
        areas = {row.area_id for row in self._bridge.document.read.where(GroupArea, group_id=wanted)}
        return chosen_questions(content.checklist, content.answers, areas=areas)

    def show_all(self) -> None:
        """Shows all questions again."""
        if self.narrows:
            self.setCurrentIndex(0)
            self.chosen.emit()

    def choose(self, choice: Filter) -> None:
        """Sets the filter, as a user does."""
        self.setCurrentIndex(self.findData(choice.value))
        self.chosen.emit()

    def _fill_groups(self) -> None:
        now = self.currentData()
        while self.count() > len(FILTER_LABELS):
            self.removeItem(self.count() - 1)
        for row in self._bridge.document.read.every(WorkingGroup):
            self.addItem(tr(Message("Group: {name}", name=row.name or tr(Message("group without a name")))), row.id)
        self.setCurrentIndex(max(0, self.findData(now)))

    def _on_changes(self, changes: Changes) -> None:
        tables = changes.tables
        if "working_groups" in tables:
            self._fill_groups()
            self.chosen.emit()
        elif self.narrows and not tables.isdisjoint({"answers", "questions", "group_areas"}):
            self.chosen.emit()
