"""The automatic copies of the open file: when each was made, what it has that the file has not, and what brings it back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QWidget,
)

from ui.editors.choice_editor import ChoiceBox
from ui.frame.two_texts import TwoTexts
from ui.kit.act_button import act_button
from ui.kit.direction import in_row
from ui.kit.flow_row import FlowRow
from ui.kit.message_bar import MessageBar
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.style import MARGIN, ROOM
from ui.pages.assessment.contribution_head import NOT_NAMED, names_of
from ui.pages.page import WrappedPart, column, paragraph
from workbench.errors import WorkbenchError
from workbench.keeping.folder import Cause, KeptCopy
from workbench.keeping.looking_back import (
    LookedInto,
    PartDifference,
    QuestionDifference,
    bring_back_all,
    bring_back_answer,
    bring_back_contribution,
    look_into,
    open_copy,
)
from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.language.sizes import told_size

if TYPE_CHECKING:
    from pathlib import Path

    from ui.frame.storing_window import StoringWindow
    from workbench.keeping.keeper import Keeper

_WIDE: Final = 90
"""Characters across."""
_HIGH: Final = 30
"""Lines."""
_LEAST: Final = 2
"""Lines of a list or a text in a low window."""
_MEGABYTES: Final = (100, 500, 2000, 10_000)

_CAUSES: Final = {
    Cause.OPENED: Message("at opening"),
    Cause.TIME: Message("while working"),
    Cause.CLOSED: Message("at closing"),
    Cause.BEFORE: Message("before something was brought back or in"),
    Cause.ASKED: Message("on request"),
    Cause.ELSEWHERE: Message("as somebody else has changed it"),
}


class MakesCopies(Protocol):
    """What makes copies of the open file, and knows where they are."""

    @property
    def keeper(self) -> Keeper | None:
        """What keeps the copies of the open file; None without one."""
        ...

    def make(self, cause: Cause) -> None:
        """Makes a copy on another thread."""
        ...

    def keep_first(self) -> WorkbenchError | None:
        """Makes a copy and waits for it; why there is none, or None."""
        ...

    def open_instead(self, path: Path) -> None:
        """Opens another file, and closes the dialog before."""
        ...


class CopiesDialog(QDialog):
    """The copies on the left, what differs on the right, and below the texts of then and now.

    ``copies`` and ``differences`` are the two lists; ``one``, ``all``, ``save`` and ``make`` the buttons.
    """

    def __init__(self, window: StoringWindow, automatic: MakesCopies, bridge: DocumentBridge) -> None:
        super().__init__(window.widget)
        self._window, self._automatic, self._bridge = window, automatic, bridge
        self._listed: list[KeptCopy] = []
        self._found: LookedInto | None = None
        self._shown: list[QuestionDifference | PartDifference] = []
        self._wordings = {entry.id: entry.wording for entry in bridge.cached_content.checklist.questions}
        self.setWindowTitle(tr(Message("Copies of this assessment")))
        self.copies, self.differences = QListWidget(self), QListWidget(self)
        self.copies.setAccessibleName(tr(Message("Copies, newest first")))
        for rows in (self.copies, self.differences):
            rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            rows.setWordWrap(True)
            rows.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.differences.setAccessibleName(tr(Message("Questions that differ")))
        self.told, self.where = paragraph(""), paragraph("", "help")
        self.texts = TwoTexts(Message("As it was then"), Message("As it is now"), _LEAST, self)
        self.then, self.now = self.texts.first, self.texts.second
        self.bar = MessageBar(self)
        self.bar.follow(window.messages)
        self.one = act_button(self, tr(Message("Bring back this answer")), self._bring_back_one)
        self.all = act_button(self, tr(Message("Bring back everything")), self._bring_back_all)
        self.save = act_button(self, tr(Message("Save as a file…")), self._save)
        self.make = act_button(self, tr(Message("Make a copy now")), self._make)
        self.switch = QCheckBox(tr(Message("Keep automatic copies on this computer")), self)
        self.room = ChoiceBox(self)
        self._set_up_settings()
        self._lay_out()
        for part in (self.copies, self.differences):
            part.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST)  # the buttons stay in sight with large letters
        self.copies.currentItemChanged.connect(lambda *_: self._look())
        self.differences.currentItemChanged.connect(lambda *_: self._show_texts())
        self.fill()
        self.resize(self.sizeHint())

    def _set_up_settings(self) -> None:
        memory = self._window.memory
        self.switch.setChecked(memory.keep_copies)
        self.room.setAccessibleName(tr(Message("Room for the copies of one assessment")))
        for megabytes in sorted({*_MEGABYTES, memory.copies_megabytes}):
            self.room.addItem(in_row(tr(Message("{megabytes} MB at most", megabytes=megabytes))), megabytes)
        self.room.setCurrentIndex(self.room.findData(memory.copies_megabytes))
        self.switch.toggled.connect(self._note_settings)
        self.room.currentIndexChanged.connect(self._note_settings)

    def _note_settings(self, _changed: object) -> None:
        memory = self._window.memory
        memory.keep_copies, memory.copies_megabytes = self.switch.isChecked(), self.room.currentData()
        memory.save()
        if self._chosen() is None:
            self._look()

    def _lay_out(self) -> None:
        inside = WrappedPart()
        layout = column(inside, MARGIN)
        layout.setSpacing(ROOM)
        layout.addWidget(self.bar)
        layout.addWidget(self.told)
        lists = QHBoxLayout()
        lists.addWidget(self.copies, 2)
        lists.addWidget(self.differences, 3)
        layout.addLayout(lists, 1)
        layout.addWidget(self.texts, 1)
        buttons, settings = FlowRow(inside), FlowRow(inside)
        buttons.add(self.one, self.all, self.save)
        buttons.add_spring()
        buttons.add(self.make)
        settings.add(self.switch, self.room)
        settings.add_spring()
        close = act_button(self, tr(Message("Close")), self.accept)
        close.setDefault(True)
        settings.add(close)
        layout.addWidget(buttons)
        layout.addWidget(self.where)
        layout.addWidget(settings)
        column(self).addWidget(inside, 1)

    def sizeHint(self) -> QSize:
        """Room for some copies and two texts, within the window that it lies over."""
        letters = self.fontMetrics()
        over = self.parentWidget()
        room = over.size() * 0.95 if isinstance(over, QWidget) else QSize(_WIDE, _HIGH) * letters.averageCharWidth()
        return QSize(letters.averageCharWidth() * _WIDE, letters.lineSpacing() * _HIGH).boundedTo(room)

    def fill(self) -> None:
        """Reads the list anew, and stays at the copy that was looked at."""
        keeper, before = self._automatic.keeper, self._chosen()
        self.copies.clear()
        self._listed = keeper.copies() if keeper is not None else []
        self._tell_where()
        for copy in self._listed:
            told = Message("{time}, {why}", time=At(copy.at), why=_CAUSES[copy.cause])
            if not copy.is_of(self._bridge.document.path):
                told = Message("{copy}, of another file or place", copy=told)
            QListWidgetItem(in_row(tr(told)), self.copies)
        if self._listed:
            self.copies.setCurrentRow(self._listed.index(before) if before in self._listed else 0)
        self._look()

    def _tell_where(self) -> None:
        """Says how much room the copies take, and where they are: for whoever looks after the computer."""
        keeper = self._automatic.keeper
        size = told_size(sum(copy.size for copy in self._listed))
        folder = str(keeper.folder.parent) if keeper is not None else ""
        told = Message("{size} are used, in the folder {folder}.", size=size, folder=folder)
        self.where.setText(tr(told) if self._listed else "")
        self.where.setVisible(bool(self._listed))

    def _chosen(self) -> KeptCopy | None:
        row = self.copies.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _difference(self) -> QuestionDifference | PartDifference | None:
        row = self.differences.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _look(self) -> None:
        """Compares the chosen copy with the file."""
        copy, self._found = self._chosen(), None
        self.differences.clear()
        if copy is not None:
            with contextlib.suppress(WorkbenchError), open_copy(copy) as then:
                self._found = look_into(self._bridge.document, then)
        self._shown = []
        for difference in self._found.differences if self._found is not None else ():
            self._show_difference(difference)
        self.told.setText(tr(self._sentence(copy)))
        self.copies.setAccessibleDescription(self.told.text())
        self.save.setEnabled(self._found is not None)
        self.all.setEnabled(self._found is not None and not self._bridge.read_only)
        self.make.setEnabled(not self._bridge.read_only)
        if self.differences.count():
            self.differences.setCurrentRow(0)
        self._show_texts()

    def _show_difference(self, difference: QuestionDifference) -> None:
        """A line for the question, and one for each contribution to it that can be brought back."""
        wording = self._wordings.get(difference.question, "")
        QListWidgetItem(in_row(f"{difference.number}  {wording}".rstrip()), self.differences)
        self._shown.append(difference)
        names = names_of(self._bridge.document) if difference.parts else {}
        for part in difference.parts:
            name = names.get(part.author or "") or tr(NOT_NAMED)
            told = Message("{number}  Contribution: {name}", number=difference.number, name=name)
            QListWidgetItem(in_row(tr(told)), self.differences)
            self._shown.append(part)

    def _sentence(self, copy: KeptCopy | None) -> Message:
        found = self._found
        keeper = self._automatic.keeper
        if copy is None and keeper is not None and keeper.is_away:
            return Message("The folder with the copies cannot be reached: {folder}.", folder=str(keeper.folder.parent))
        if copy is None:
            return self._why_there_is_none()
        if found is None:
            return Message("This copy cannot be read. It stays where it is; choose another one.")
        answered, questions = found.answered, found.questions
        if found.differences:
            return Message(
                "Questions answered: {answered} of {questions}. The answers to these are other than now:",
                answered=answered,
                questions=questions,
            )
        if found.elsewhere:
            return Message(
                "Questions answered: {answered} of {questions}, all as now. Other pages were different.",
                answered=answered,
                questions=questions,
            )
        return Message(
            "Questions answered: {answered} of {questions}. Everything is as now.",
            answered=answered,
            questions=questions,
        )

    def _why_there_is_none(self) -> Message:
        if self._bridge.read_only:
            return Message("There is no copy on this computer. None is made of a file that is only read.")
        if not self._window.memory.keep_copies:
            return Message("There is no copy yet. Automatic copies are switched off.")
        return Message("There is no copy yet. The first is made a moment after a file was opened.")

    def _show_texts(self) -> None:
        difference = self._difference()
        then, now = (difference.then, difference.now) if difference is not None else ("", "")
        self.texts.show_texts(then, now)
        self.one.setEnabled(difference is not None and not self._bridge.read_only)
        part = isinstance(difference, PartDifference)
        self.one.setText(tr(Message("Bring back this contribution") if part else Message("Bring back this answer")))

    def _bring_back_one(self) -> None:
        difference = self._difference()
        if isinstance(difference, PartDifference):
            self._bring_back(partial(bring_back_contribution, contribution=difference.contribution))
        elif difference is not None:
            self._bring_back(partial(bring_back_answer, question=difference.question))

    def _bring_back_all(self) -> None:
        """Brings everything back, once the present state is a copy; if there will be none, only after a question."""
        if self._window.memory.keep_copies:
            self._bring_back_with_a_copy()
        else:
            self._ask(Message("Automatic copies are switched off."))

    def _bring_back_with_a_copy(self) -> None:
        self._bring_back(bring_back_all, keep_first=True)

    def _bring_back_without(self) -> None:
        self._bring_back(bring_back_all)

    def _ask(self, why: Message | WorkbenchError) -> None:
        box = self.question = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr(Message("Bring back everything?")))
        box.setText(tr(why if isinstance(why, Message) else why.what))
        box.setInformativeText(
            tr(Message("Then there is no copy of the present state. Undo brings it back as long as the file is open."))
        )
        without = QPushButton(tr(Message("Bring back without a copy")), box)
        first = QPushButton(tr(Message("Make one copy first")), box)
        keep = QPushButton(tr(Message("Change nothing")), box)
        box.addButton(without, QMessageBox.ButtonRole.AcceptRole)
        if isinstance(why, Message):
            box.addButton(first, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        without.clicked.connect(self._bring_back_without)
        first.clicked.connect(self._bring_back_with_a_copy)
        box.open()

    def _bring_back(self, operation: Callable[..., None], *, keep_first: bool = False) -> None:
        """Runs what brings something back; undo takes it back again, and the list shows that nothing differs any more."""
        copy = self._chosen()
        if copy is None:
            return
        try:
            with open_copy(copy) as then:  # open before another copy is made: that one may take the place of this one
                why = self._automatic.keep_first() if keep_first else None
                if why is not None:
                    self._ask(why)
                    return
                self._bridge.run(operation, then=then)
        except WorkbenchError as error:
            self._window.messages.error(error)
        (self.differences if self.differences.count() > 1 else self.copies).setFocus()
        self.fill() if keep_first else self._look()

    def _save(self) -> None:
        from ui.kit.file_choice import ask_save

        copy, path = self._chosen(), self._bridge.document.path
        if copy is None:
            return
        name = f"{path.stem} {copy.at.astimezone():%Y-%m-%d %H-%M}"
        target = ask_save(self, Message("Save this copy as a file"), path.with_stem(name))
        if target is None:
            return
        try:
            with open_copy(copy) as then:
                then.save_copy(target)
        except WorkbenchError as error:
            self._window.messages.error(error)
            return
        told = Message("The copy was saved as {name}.", name=target.name)
        self._window.messages.info(told, action=Message("Open it"), run=partial(self._automatic.open_instead, target))

    def _make(self) -> None:
        self._automatic.make(Cause.ASKED)
