"""Who contributes, and in which part: two drop-down lists above the text of a contribution."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from ui.editors.choice_editor import ChoiceBox
from ui.kit.flow_row import FlowRow
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.labels import label, names_by_id
from workbench.model.rows import Contribution, Contributor, WorkingGroup
from workbench.model.vocabulary import ContributionKind
from workbench.operations.voices import change_author, change_kind

NOT_NAMED = Message("Somebody who is not named")


def names_of(document: Document) -> dict[str, str]:
    """Groups, then people, each with a name to show, by their ids."""
    groups = names_by_id(document.read.every(WorkingGroup), unnamed=tr(Message("group without a name")))
    people = names_by_id(document.read.every(Contributor), unnamed=tr(Message("person without a name")))
    return {**groups, **people}


class ContributionHead(FlowRow):
    """Shows and changes author and kind of one contribution.

    A change may give the contribution another id: signal ``recast`` carries it, with each change.
    """

    recast = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=6)
        self._bridge = bridge
        self._row: Contribution | None = None
        self._authors: list[dict[str, Any]] = []
        self._kinds: list[ContributionKind] = []
        self.author = self._box(Message("Who says it"), self._change_author)
        self.kind = self._box(Message("Kind of contribution"), self._change_kind)
        self.add(self.author, self.kind)

    def show_row(self, row: Contribution | None) -> None:
        """Shows the author and the kind of a contribution; None for none."""
        self._row = row
        for box in (self.author, self.kind):
            box.setEnabled(row is not None and not self._bridge.read_only)
        if row is not None:
            self._show_author(row)
            self._show_kind(row)

    def _box(self, name: Message, run: Any) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setAccessibleName(tr(name))
        box.activated.connect(run)
        return box

    def _show_author(self, row: Contribution) -> None:
        document = self._bridge.document
        names = names_of(document)
        self._authors = [
            {},
            *({"group": each.id} for each in document.read.every(WorkingGroup)),
            *({"contributor": each.id} for each in document.read.every(Contributor)),
        ]
        now = {"group": row.group_id} if row.group_id else {"contributor": row.contributor_id} if row.contributor_id else {}
        if row.kind is ContributionKind.NOT_CHOSEN:
            self.author.setEnabled(False)
        texts = [names[next(iter(who.values()))] if who else tr(NOT_NAMED) for who in self._authors]
        _fill(self.author, texts, self._authors.index(now))

    def _show_kind(self, row: Contribution) -> None:
        self._kinds = [kind for kind in ContributionKind if kind is row.kind or _is_offered(kind, row)]
        if row.kind not in self._kinds:  # a kind that only a newer version knows
            self._kinds.append(row.kind)
        _fill(self.kind, [tr(label(kind)) for kind in self._kinds], self._kinds.index(row.kind))

    def _change_author(self, index: int) -> None:
        self._change(change_author, **self._authors[index])

    def _change_kind(self, index: int) -> None:
        self._change(change_kind, kind=self._kinds[index])

    def _change(self, operation: Any, **values: Any) -> None:
        row = self._row
        if row is None:
            return
        row_id = self._bridge.call(operation, contribution=row.id, **values) if self._bridge.flush() else None
        if row_id is None:
            self.show_row(row)
        else:
            self.recast.emit(row_id)


def _fill(box: ChoiceBox, texts: list[str], chosen: int) -> None:
    """Shows choices; the same ones stay as they are, because somebody may be typing the name of one."""
    with QSignalBlocker(box):
        if texts != [box.itemText(at) for at in range(box.count())]:
            box.clear()
            box.addItems(texts)
        box.setCurrentIndex(chosen)


def _is_offered(kind: ContributionKind, row: Contribution) -> bool:
    """Whether people may choose a kind: a group must be named to speak as one, and only copies make texts of copies."""
    if kind is ContributionKind.GROUP:
        return row.group_id is not None
    return kind is not ContributionKind.NOT_CHOSEN
