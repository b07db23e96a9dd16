"""Names of confidential people that a public edition would reveal: each with its place, to withhold, reword or leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit.direction import in_row
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.pages.page import column, heading, paragraph, wrap_rows
from workbench.language.i18n import Message
from workbench.privacy.person_names import MentionKind
from workbench.reports.data import ReportData
from workbench.reports.name_review import NameReview, Verdict
from workbench.reports.names import NameHit

Go = Callable[[ReportData], object]

_NUMBER: Final = Qt.ItemDataRole.UserRole
_APART: Final = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
"""Isolates words of the file inside a sentence of the program, so that each keeps its own direction."""

_PADDING: Final = 8
_ENDLESS: Final = 1_000_000

_VERDICTS: Final = {
    None: Message("Not decided yet", context="name"),
    Verdict.WITHHOLD: Message("Withheld in this edition"),
    Verdict.LEAVE: Message("Left as it is"),
}


class _WholeRows(QStyledItemDelegate):
    """Gives each row the height of its text at its width. Qt's own measure ignores the padding of the style sheet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """What Qt says, or what the text needs if that is more."""
        hint = super().sizeHint(option, index)
        view = self.parent()
        if isinstance(view, QListWidget):
            room = QRect(0, 0, view.viewport().width() - 2 * _PADDING, _ENDLESS)
            needed = view.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data()))
            hint.setHeight(max(hint.height(), needed.height() + _PADDING))
        return hint


class NamesPanel(QWidget):
    """A list of the mentions, and what can be done with the selected ones. It continues only when all are decided.

    Signals: ``left`` when the panel is done or given up; ``wanted`` carries the stage and the id of the row of a mention.
    """

    left = Signal()
    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: NameReview | None = None
        self._go: Go | None = None
        self.told = paragraph("")
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(Message("Places that reveal confidential people")))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAlternatingRowColors(True)
        wrap_rows(self.list)
        self.list.setItemDelegate(_WholeRows(self.list))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # rows are measured at this width
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.state = paragraph("", "help")
        self._build_buttons()
        self._lay_out()
        self.list.itemSelectionChanged.connect(self._enable)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def ask(self, review: NameReview, go: Go) -> None:
        """Shows the mentions of a picture; ``go`` gets the picture that may be written."""
        self._review, self._go = review, go
        self.list.clear()
        for hit in review.hits:
            QListWidgetItem("", self.list).setData(_NUMBER, hit.number)
        count = len(review.hits)
        told = Message(
            "{count} place of this public edition reveals a confidential person. Decide about it. No report "
            "is created before that, and your decision is not saved in the file.",
            "{count} places of this public edition reveal confidential people. Decide about each. No report "
            "is created before that, and your decisions are not saved in the file.",
            count=count,
        )
        self.told.setText(tr(told))
        self._show_verdicts()
        self._choose_next()
        self.list.setFocus()

    def forget(self) -> None:
        """Drops the picture and its mentions: the picture may be large and its words confidential."""
        self._review = self._go = None
        self.list.clear()

    # Building

    def _build_buttons(self) -> None:
        self.back = QPushButton(tr(Message("Back, without creating the report")), self)
        self.back.setToolTip(tip(tr(Message("Go back to the report, without creating it (Esc)"))))
        self.withhold_button = QPushButton(tr(Message("Withhold it")), self)
        self.withhold_button.setToolTip(tip(tr(Message("Replace it with neutral words, in this edition only"))))
        self.leave_button = QPushButton(tr(Message("Leave it")), self)
        self.leave_button.setToolTip(tip(tr(Message("Leave the text as it is: everybody may read it"))))
        self.reword_button = QPushButton(tr(Message("Reword it…")), self)
        self.reword_button.setToolTip(
            tip(tr(Message("Go to the text. No report is created; come back when the text is corrected")))
        )
        self.everywhere = QCheckBox(tr(Message("In every place of the same person")), self)
        self.go_button = QPushButton(tr(Message("Continue")), self)
        self.go_button.setProperty("role", "main")
        self.back.clicked.connect(self.left)
        self.withhold_button.clicked.connect(lambda: self._decide(Verdict.WITHHOLD))
        self.leave_button.clicked.connect(lambda: self._decide(Verdict.LEAVE))
        self.reword_button.clicked.connect(self._reword)
        self.go_button.clicked.connect(self._on_go)

    def _lay_out(self) -> None:
        layout = column(self)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        decisions, ends = FlowRow(self), FlowRow(self)
        decisions.add(self.withhold_button, self.leave_button, self.reword_button, self.everywhere)
        ends.add(self.back)
        ends.add_spring()
        ends.add(self.go_button)
        layout.addWidget(heading(Message("Names in the public edition")))
        for part in (self.told, self.list, decisions, self.state, ends):
            layout.addWidget(part)
        layout.setStretchFactor(self.list, 1)
        for before, after in zip(self._in_order(), self._in_order()[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _in_order(self) -> list[QWidget]:
        decisions = (self.withhold_button, self.leave_button, self.reword_button, self.everywhere)
        return [self.list, *decisions, self.go_button, self.back]

    # Internal

    def _chosen(self) -> list[NameHit]:
        if self._review is None:
            return []
        return [self._review.hits[item.data(_NUMBER)] for item in self.list.selectedItems()]

    def _decide(self, verdict: Verdict) -> None:
        chosen = self._chosen()
        if self._review is None or not chosen:
            return
        self._review.decide(self._review.like(chosen) if self.everywhere.isChecked() else chosen, verdict)
        self._show_verdicts()
        self._choose_next()
        if not self._review.open:
            self.go_button.setFocus()

    def _choose_next(self) -> None:
        """Selects the next open mention after the current one; the current one stays when none is open."""
        if self._review is None or not self._review.hits:
            return
        waiting = [hit.number for hit in self._review.open]
        here = max(0, self.list.currentRow())
        following = next((number for number in waiting if number >= here), waiting[0] if waiting else here)
        self.list.setCurrentRow(following)

    def _show_verdicts(self) -> None:
        if self._review is None:
            return
        for row, hit in enumerate(self._review.hits):
            self.list.item(row).setText(in_row(_said(hit, self._review.verdict(hit))))
        count = len(self._review.open)
        still = Message("{count} place is not decided yet.", "{count} places are not decided yet.", count=count)
        self.state.setText(tr(still if count else Message("Everything is decided.")))
        self.go_button.setEnabled(not count)
        self._enable()

    def _enable(self) -> None:
        chosen = self._chosen()
        for button in (self.withhold_button, self.leave_button):
            button.setEnabled(bool(chosen))
        self.reword_button.setEnabled(len(chosen) == 1)

    def _reword(self) -> None:
        chosen = self._chosen()
        if chosen:
            place = chosen[0].place
            self.left.emit()
            self.wanted.emit(Stage(place.page.value), place.row_id)

    def _on_go(self) -> None:
        review, go = self._review, self._go
        if review is not None and go is not None and not review.open:
            picture = review.picture()
            self.left.emit()
            go(picture)


def _said(hit: NameHit, verdict: Verdict | None) -> str:
    around = _APART.format(f"{hit.before}{hit.written}{hit.after}".replace("\n", " "))
    return "\n".join((tr(_what(hit)), around, tr(_VERDICTS[verdict])))


def _what(hit: NameHit) -> Message:
    place, person, words = hit.place.what, _APART.format(hit.person), _APART.format(hit.written.replace("\n", " "))
    match hit.kind:
        case MentionKind.NAME:
            return Message("{place}: “{words}” is {person}", place=place, words=words, person=person)
        case MentionKind.PART:
            return Message("{place}: “{words}” may be {person}", place=place, words=words, person=person)
        case MentionKind.CONTACT:
            return Message("{place}: “{words}” is a contact of {person}", place=place, words=words, person=person)
        case MentionKind.POSITION:
            return Message("{place}: “{words}” is the job title of {person}", place=place, words=words, person=person)
