"""Asks what is to be forgotten for good, says what would go, and asks once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QRadioButton, QWidget

from ui.editors.boxes import LineBox
from ui.editors.choice_editor import ChoiceBox
from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.link import background
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.typed_dates import read_typed_date
from ui.look.style import MARGIN, ROOM
from ui.pages.page import WrappedPart, column, paragraph, scrolling
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.language.folding import fold
from workbench.language.i18n import Message
from workbench.model.limits import is_day
from workbench.model.moments import start_in_utc
from workbench.model.rows import Contributor
from workbench.operations.copies import NOT_IN_COPIES, also_remove, copies_of, kept_by_the_program
from workbench.operations.forgetting import Forecast, forget_history, forget_person, forget_question, removed_people, told

Operation = Callable[..., Forecast]
"""Forgets in a document; with ``only_look`` it only says what would go."""

_MOST_COPIES = 5
_LONGEST_QUESTION = 48
_WIDE = 80
"""Characters across."""
_HIGH = 28
"""Lines."""


class What(Enum):
    """What can be forgotten."""

    QUESTION = Message("What was written about a question")
    PERSON = Message("A person, wherever the name is written")
    HISTORY = Message("Earlier versions, and who wrote what")


class ForgetDialog(QDialog):
    """One choice, what would go, and one dangerous button. ``operation`` is what was chosen, for the caller to run.

    ``known`` are files opened before: copies are looked for among them, on another thread. ``what``, ``question``,
    ``person`` and ``before`` are the controls, by what they choose; ``kept`` asks about copies that the program has made
    unasked, which are in ``to_remove`` if it is ticked.
    """

    def __init__(self, bridge: DocumentBridge, known: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(tr(Message("Forget for good")))
        self.what = {each: QRadioButton(tr(each.value), self) for each in What}
        self.question, self.person, self.before = self._choices()
        self.found = paragraph("")
        self.copies = paragraph("", "help")
        self.kept = QCheckBox(self)
        self.kept.hide()
        self._kept: list[Path] = []
        self.forget = QPushButton(tr(Message("Forget for good")), self)
        self.forget.setProperty("role", "danger")
        self.forget.setAutoDefault(False)
        self.cancel = QPushButton(tr(Message("Keep everything")), self)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.look)
        self._lay_out()
        self._connect()
        self._look_for_copies(known)
        self.choose(What.QUESTION)
        # by itself Qt takes no more than two thirds of a small screen
        self.resize(self.sizeHint())

    def choose(self, what: What, row_id: str = "") -> None:
        """Selects what is to be forgotten; a question or a person with this id."""
        box = {What.QUESTION: self.question, What.PERSON: self.person}.get(what)
        if box is not None and box.findData(row_id) >= 0:
            box.setCurrentIndex(box.findData(row_id))
        self.what[what].setChecked(True)
        self._later.start()

    @property
    def chosen(self) -> What:
        """What is selected."""
        return next(each for each, button in self.what.items() if button.isChecked())

    @property
    def operation(self) -> Operation | None:
        """What forgets what is selected; None while something is missing."""
        if self.chosen is What.QUESTION:
            return partial(forget_question, question=self.question.currentData()) if self.question.count() else None
        if self.chosen is What.PERSON:
            return partial(forget_person, contributor=self.person.currentData()) if self.person.count() else None
        typed = self.before.text().strip()
        if not typed:
            return partial(forget_history, before="")
        day = self._day
        return partial(forget_history, before=start_in_utc(day)) if day else None

    @property
    def _day(self) -> str:
        """The day before which the history goes; "" while none is typed. What can be read in two ways is not guessed."""
        found = read_typed_date(self.before.text())
        return found.iso if found is not None and not found.doubtful and is_day(found.iso) else ""

    @property
    def to_remove(self) -> list[Path]:
        """What the program has kept of the file, and is to be removed with what is forgotten."""
        return self._kept if self.kept.isChecked() else []

    def look(self) -> None:
        """Says what would go."""
        self._later.stop()
        operation, sentences = self.operation, [self._missing()]
        if operation is not None:
            try:
                sentences = told(operation(self._bridge.document, only_look=True))
            except WorkbenchError as error:
                operation, sentences = None, [error.what]
        self.forget.setEnabled(operation is not None)
        self.found.setText("\n".join(map(tr, sentences)))
        # read out with the button: nobody agrees without having heard what goes
        self.forget.setAccessibleDescription(self.found.text())

    def _missing(self) -> Message:
        if self.chosen is What.HISTORY:
            return Message("Write a day with its month as a word: 3 March 2026.")
        return (
            Message("There is nobody in the register.") if self.chosen is What.PERSON else Message("There is no question.")
        )

    def _choices(self) -> tuple[ChoiceBox, ChoiceBox, LineBox]:
        question, person, before = ChoiceBox(self), ChoiceBox(self), LineBox(self)
        for entry in self._bridge.cached_content.checklist.questions:
            question.addItem(in_row(_short(f"{entry.number}  {entry.wording}")), entry.id)
        for row in self._bridge.document.read.every(Contributor):
            person.addItem(in_row(_short(row.name)) or tr(Message("without a name")), row.id)
        for row in {fold(row.name): row for row in removed_people(self._bridge.document)}.values():
            person.addItem(in_row(tr(Message("{name} (removed from People)", name=_short(row.name)))), row.id)
        question.setAccessibleName(tr(Message("Question")))
        person.setAccessibleName(tr(Message("Person")))
        before.setAccessibleName(tr(Message("Only what was replaced before this day; empty: everything")))
        before.setPlaceholderText(tr(Message("3 March 2026; empty: everything")))
        return question, person, before

    def _lay_out(self) -> None:
        inside = WrappedPart()
        layout = column(inside, MARGIN)
        layout.setSpacing(ROOM)
        for each, box in zip(What, (self.question, self.person, self.before), strict=True):
            layout.addWidget(self.what[each])
            layout.addWidget(box)
        warning = paragraph(Message("Nothing can bring it back: undo is empty afterwards."))
        for part in (self.found, self.copies, self.kept, warning):
            layout.addWidget(part)
        layout.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.forget)
        whole = column(self)
        whole.addWidget(scrolling(inside), 1)
        whole.addLayout(buttons)
        self.cancel.setDefault(True)

    def sizeHint(self) -> QSize:
        """Wide enough for a sentence and high enough for its texts, within the window that it lies over."""
        letters = self.fontMetrics()
        over = self.parentWidget()
        room = over.size() * 0.95 if over is not None else QSize(_WIDE, _HIGH) * letters.averageCharWidth()
        return QSize(letters.averageCharWidth() * _WIDE, letters.lineSpacing() * _HIGH).boundedTo(room)

    def _connect(self) -> None:
        for each, box in zip(What, (self.question, self.person, self.before), strict=True):
            box.setEnabled(False)
            self.what[each].toggled.connect(box.setEnabled)
            self.what[each].toggled.connect(lambda _: self._later.start())
        self.question.currentIndexChanged.connect(lambda _: self._later.start())
        self.person.currentIndexChanged.connect(lambda _: self._later.start())
        self.before.textChanged.connect(lambda _: self._later.start())
        self.forget.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def _look_for_copies(self, known: Sequence[Path]) -> None:
        document: Document = self._bridge.document
        path, assessment, work = document.path, document.read.assessment().id, document.read.connection.path
        self.copies.setText(tr(Message("Looking for copies of the file…")))
        self._task = background.run(
            lambda _: copies_of(path, assessment, known, work), on_done=self._tell_copies, on_error=self._no_copies
        )

    def done(self, result: int) -> None:
        """Closes. Nobody waits for copies any more."""
        self._task.cancel()
        super().done(result)

    def _tell_copies(self, found: list[Path]) -> None:
        if not shiboken6.isValid(self):
            return
        path = self._bridge.document.path
        folder, self._kept = path.parent.absolute(), kept_by_the_program(found, path)
        self.kept.setText(tr(_ALSO_REMOVE))
        told = tr(also_remove(self._kept))
        self.kept.setToolTip(tip(told))
        self.kept.setAccessibleDescription(told)
        self.kept.setVisible(bool(self._kept))
        names = [path.name if path.parent == folder else str(path) for path in found[:_MOST_COPIES]]
        if len(found) > _MOST_COPIES:
            names.append(tr(Message("and {count} more", count=len(found) - _MOST_COPIES)))
        self.copies.setText("\n".join([tr(NOT_IN_COPIES), *names]) if names else tr(_NO_COPIES))

    def _no_copies(self, _error: WorkbenchError) -> None:
        if not shiboken6.isValid(self):
            return
        self.copies.setText(tr(_NO_COPIES))


_ALSO_REMOVE = Message("Also remove those of them that the program itself has made")
_NO_COPIES = Message(
    "No copy was found in the folder of the file or among the files opened last. Others may exist elsewhere."
)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUESTION else text[: _LONGEST_QUESTION - 1] + "…"
