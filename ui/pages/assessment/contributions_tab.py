"""The tab with what groups and people say about a question, each with a judgement of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from ui.editors.choice_editor import ChoiceEditor
from ui.editors.field_link import Binding
from ui.editors.growing_editor import GrowingEditor
from ui.editors.mark_editor import MarkEditor
from ui.kit.flow_row import FlowRow
from ui.kit.in_sight import bring_into_sight
from ui.kit.plain_text import tip
from ui.kit.split_view import SHARE
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.assessment.contribution_head import NOT_NAMED, ContributionHead, names_of
from ui.pages.assessment.list_with_editor import ListWithEditor
from ui.pages.page import WrappedPart, scrolling
from workbench.language.i18n import Message
from workbench.model.declared import label_of
from workbench.model.labels import label
from workbench.model.rows import Contribution, Contributor, QuestionId, WorkingGroup
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ContributionKind, Level, MeasureStatus
from workbench.operations.voices import add_contribution, edit_contribution, remove_contribution, take_contribution

_TEXT_LINES: Final = (2, 12)
_CAUSES_LINES: Final = (1, 8)
"""The fewest and the most lines that a text takes before it scrolls by itself."""
_SHARE: Final = 0.42
_LEAST_LINES: Final = 4
"""The fewest lines of text that the tab shows; the rest scrolls, so that the page keeps its height in a small window."""


class ContributionsTab(WrappedPart):
    """What the groups, and people before the workshop, wrote for the question."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.given = _Contributions(bridge)
        self.area = scrolling(self.given)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self.area.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
        self.setProperty(SHARE, _SHARE)

    def show_question(self, question: QuestionId, chosen: str = "") -> int:
        """Shows the contributions to a question; returns how many."""
        return self.given.show_question(question, chosen)

    def differ(self) -> None:
        """Leads to a different view of somebody who is not named yet: a new one, or one that is still empty."""
        self.given.differ_now()
        self.to_text()

    def to_text(self) -> None:
        """Puts the focus into the text of the current contribution, and brings it into sight."""
        self.given.text.setFocus()
        bring_into_sight(self.given.text)


class _Contributions(ListWithEditor):
    """The list of contributions, the editors of the current one, and what can be done with it."""

    def __init__(self, bridge: DocumentBridge) -> None:
        super().__init__(
            bridge,
            Message("Contributions to this question"),
            Message("There are no contributions yet. Add what a working group or a person wrote, then agree on an answer."),
        )
        self._build_editors()
        self.add, self.menu = self._add_menu(
            Message("Add contribution from"), Message("Add a contribution from a group or a person"), None
        )
        self.differ, self.differ_menu = self._add_menu(
            Message("Add different view from"),
            Message("Add the view of a group or a person that sees it differently from the agreed answer"),
            ContributionKind.DISSENT,
        )
        self.copy = self.add_button(Message("Add to the answer"), self._copy_into_answer)
        self.copy.setToolTip(tip(tr(Message("Add this text at the end of the agreed answer"))))
        self.remove = self.add_button(Message("Remove"), self._remove)

    def _build_editors(self) -> None:
        bridge, side = self.bridge, self.side
        self.head = ContributionHead(bridge, side)
        self.head.recast.connect(self._on_recast)
        self.text = GrowingEditor(bridge, *_TEXT_LINES, side)
        self.text.setAccessibleName(tr(Message("Text of the contribution")))
        self.text.setPlaceholderText(tr(Message("What does he, she or the group say?")))
        judged = FlowRow(side, spacing=6)  # before its editors: the Tab key goes by the order in which they are made
        self.status = ChoiceEditor(bridge, MeasureStatus, parent=judged)
        self.status.setAccessibleName(tr(Message("Status in this contribution")))
        self.priority = ChoiceEditor(bridge, Level, none=Message("No priority yet"), parent=judged)
        self.priority.setAccessibleName(tr(Message("Priority in this contribution")))
        self.confidential = MarkEditor(bridge, label_of(Contribution, "confidential"), judged)
        self.causes = GrowingEditor(bridge, *_CAUSES_LINES, side)
        self.causes.setAccessibleName(tr(Message("Causes in this contribution")))
        self.causes.setPlaceholderText(tr(Message("Causes")))
        judged.add(self.status, self.priority, self.confidential)
        for widget in (self.head, self.text, judged, self.confidential.reason, self.causes):
            self.side_layout.addWidget(widget)
        self.side_layout.addStretch(1)

    def _add_menu(self, text: Message, name: Message, kind: ContributionKind | None) -> tuple[QPushButton, QMenu]:
        """A button whose menu offers everybody from whom a contribution of this kind can be."""
        button, menu = QPushButton(tr(text), self), QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu, kind))
        button.setAccessibleName(tr(name))
        button.setMenu(menu)
        button.setEnabled(not self.bridge.read_only)
        self.buttons.add(button)
        return button, menu

    def show_question(self, question: QuestionId, chosen: str = "") -> int:
        """Shows the contributions to a question; returns how many."""
        self.question = question
        read = self.bridge.document.read
        rows = read.where(Contribution, question_id=question)
        names = names_of(self.bridge.document) if rows else {}
        self.fill([(row, entry_of(row, names)) for row in rows], chosen)
        return len(rows)

    def bind(self, row_id: str) -> None:
        """Shows one contribution."""
        self.head.show_row(self.bridge.document.get(Contribution, row_id) if row_id else None)
        for name, bind in (
            ("text", self.text.bind),
            ("status", self.status.bind),
            ("priority", self.priority.bind),
            ("confidential", self.confidential.bind),
            ("causes", self.causes.bind),
        ):
            bind(Binding(Contribution, row_id, name, edit_contribution, {"contribution": row_id}) if row_id else None)
        self.copy.setEnabled(bool(row_id) and not self.bridge.read_only)
        self.remove.setEnabled(bool(row_id) and not self.bridge.read_only)

    def _fill_menu(self, menu: QMenu, kind: ContributionKind | None) -> None:
        menu.clear()
        read = self.bridge.document.read
        names = names_of(self.bridge.document)
        more: dict[str, Any] = {} if kind is None else {"kind": kind}
        if kind is not None:
            self._offer(menu, tr(NOT_NAMED), more)
            menu.addSeparator()
        for row in read.every(WorkingGroup):
            self._offer(menu, names[row.id], {"group": row.id, **more})
        menu.addSeparator()
        for person in read.every(Contributor):
            self._offer(menu, names[person.id], {"contributor": person.id, **more})
        if not names:
            menu.addAction(tr(Message("Enter groups and people on the page People first"))).setEnabled(False)

    def _offer(self, menu: QMenu, name: str, who: dict[str, Any]) -> None:
        menu.addAction(name.replace("&", "&&")).triggered.connect(lambda: self.add_for(**who))

    def add_for(self, **who: Any) -> None:
        """Adds a contribution of a group (``group``), a person (``contributor``) or nobody by name, of a ``kind``.

        The focus goes into its text.
        """
        if self.question is None or not self.bridge.flush():
            return
        row_id = self.bridge.call(add_contribution, question=self.question, **who)
        if row_id is not None:
            self.show_question(self.question, row_id)
            self.text.setFocus()

    def differ_now(self) -> None:
        """Shows a different view to be written: one that is still empty, or a new one without a name."""
        if self.question is None or self.bridge.read_only or not self.bridge.flush():
            return
        views = self.bridge.document.read.where(Contribution, question_id=self.question, kind=ContributionKind.DISSENT.value)
        empty = next((row.id for row in views if is_blank(row.text)), None)
        if empty is None:
            self.add_for(kind=ContributionKind.DISSENT)
        else:
            self.show_question(self.question, empty)

    def _on_recast(self, row_id: str) -> None:
        if self.question is not None:
            self.show_question(self.question, row_id)

    def _copy_into_answer(self) -> None:
        if not self.current_id or not self.bridge.flush():
            return
        self.bridge.document.end_burst()
        if self.bridge.run(take_contribution, contribution=self.current_id):
            self.bridge.offer_undo(Message("The contribution was added to the answer."))

    def _remove(self) -> None:
        row_id = self.current_id
        if row_id and self.bridge.flush() and self.bridge.run(remove_contribution, contribution=row_id):
            self.bridge.offer_undo(Message("The contribution was removed."))


def entry_of(row: Contribution, names: Mapping[str, str]) -> str:
    """Who contributes, and in which part."""
    kind = tr(label(row.kind))
    who = row.group_id or row.contributor_id
    if who is None and row.kind is ContributionKind.NOT_CHOSEN:
        return kind
    return f"{names.get(who, '') if who is not None else tr(Message('Not named'))} – {kind}"
