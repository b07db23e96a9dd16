"""A new assessment in three short steps on the start page; it can be created from each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.look.icons import icon
from ui.look.style import GAP, MARGIN, ROOM, WIDE
from ui.pages.page import column, heading, paragraph
from ui.pages.start.start_steps import KeepStep, Step, WhatStep, WhoStep
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from workbench.checklist.pack import Pack
    from workbench.document.document import Document
    from workbench.document.sitting import Identity

CHECKLIST: Final = "idg-2021"
_MOST: Final = 100
"""All of the room, but for a width that is set."""
StepT = TypeVar("StepT", bound=Step)


class NewAssessment(QFrame):
    """The steps, one at a time. A step is built when it is entered.

    The ``buttons`` stand outside, always in sight, in a row (``inner``) that the page makes as wide as itself.

    Enter in a field moves to the next step, and in the last step creates the file. Signals: ``made`` carries the open
    document, ``refused`` the error of the core, ``entered`` says that another step is shown or there are more fields.
    """

    made = Signal(object)
    refused = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None, *, identity: Identity | None = None) -> None:
        super().__init__(parent)
        self._identity = identity
        self.setProperty("role", "card")
        self._steps: tuple[Callable[[], Step], ...] = (lambda: self.who, lambda: self.what, lambda: self.keep)
        self.steps: dict[int, Step] = {}
        self.number = 0
        self._column = column(self, MARGIN)
        self._column.setSpacing(ROOM)
        self._column.addWidget(heading(Message("Start a new assessment"), 2))
        self._where = paragraph("", "place")
        self._column.addWidget(self._where)
        self.buttons = QFrame()
        self.buttons.setProperty("role", "bar")
        self.inner = QWidget(self.buttons)
        self.inner.setLayout(self._buttons())
        middle = QHBoxLayout(self.buttons)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self.inner, _MOST)
        middle.addStretch(1)
        self._enter(0)

    @cached_property
    def who(self) -> WhoStep:
        """The first step."""
        return self._add(0, WhoStep())

    @cached_property
    def what(self) -> WhatStep:
        """The second step; made when it is first asked for."""
        return self._add(1, WhatStep(self._pack))

    @cached_property
    def keep(self) -> KeepStep:
        """The third step; made when it is first asked for."""
        return self._add(2, KeepStep(self._pack))

    @property
    def tab_order(self) -> list[QWidget]:
        """The widgets at which the Tab key stops, in order."""
        fields = [field for _, step in sorted(self.steps.items()) for field in step.tab_order]
        return [*fields, self.next, self.create_now, self.create_button, self.back]

    def take_focus(self) -> None:
        """Puts the focus into the first field of the step."""
        self.steps[self.number].tab_order[0].setFocus()

    def go(self, by: int) -> None:
        """Shows the next step (1) or the previous one (-1). Stays at a step in which something is missing."""
        fault = self.steps[self.number].fault() if by > 0 else None
        if fault is not None:
            fault.setFocus()
        elif 0 <= self.number + by < len(self._steps):
            self._enter(self.number + by)
            self.take_focus()

    def make_file(self) -> None:
        """Creates the file, or leads to the field in which something is missing."""
        self.keep.suggest(self.who.name, self.who.language.currentData())
        for number, step in sorted(self.steps.items()):
            fault = step.fault()
            if fault is not None:
                self._lead_to(number, fault)
                return
        try:
            document = self._make()
        except WorkbenchError as error:
            self._lead_to(2, self.keep.path_box)
            self.refused.emit(error)
            return
        self.made.emit(document)

    @cached_property
    def _pack(self) -> Pack:
        from workbench.checklist.pack_reader import load_pack

        return load_pack(CHECKLIST)

    def _make(self) -> Document:
        from workbench.operations.assessment import Beginning, create_assessment

        beginning = Beginning(wording=self.keep.texts)
        if 1 in self.steps:
            scope = self.what.objectives.text().strip()
            beginning = Beginning(scope, self.what.chosen_mode, self.what.chosen_areas, self.keep.texts)
        return create_assessment(
            self.keep.path,
            pack=self._pack,
            language=self.who.language.currentData(),
            administration=self.who.administration.text().strip(),
            station=self.who.station.text().strip(),
            beginning=beginning,
            identity=self._identity,
        )

    def _lead_to(self, number: int, field: QWidget) -> None:
        if number != self.number:
            self._enter(number)
        field.setFocus()

    def _add(self, number: int, step: StepT) -> StepT:
        self._column.addWidget(step)
        self.steps[number] = step
        step.grown.connect(self.entered)
        self.entered.emit()
        return step

    def _enter(self, number: int) -> None:
        last = len(self._steps) - 1
        for other in self.steps.values():
            other.hide()
        step = self._steps[number]()
        self.number = number
        if isinstance(step, KeepStep):
            step.suggest(self.who.name, self.who.language.currentData())
        told = Message("Step {number} of {steps}: {title}", number=number + 1, steps=last + 1, title=step.title)
        self._where.setText(tr(told))
        step.setAccessibleName(tr(told))
        step.show()
        self.back.setVisible(number > 0)
        self.next.setVisible(number < last)
        self.create_now.setVisible(number < last)
        self.create_button.setVisible(number == last)
        self.entered.emit()

    def _buttons(self) -> QHBoxLayout:
        self.back = self._button(Message("&Back"), lambda: self.go(-1))
        self.next = self._button(Message("&Next"), lambda: self.go(1))
        self.create_now = self._button(Message("&Create now"), self.make_file)
        self.create_button = self._button(Message("&Create the assessment"), self.make_file)
        for main in (self.next, self.create_button):
            main.setProperty("role", "main")
        self.create_button.setIcon(icon("new", "on_accent"))
        self.create_now.setAccessibleDescription(tr(Message("You can fill in the rest later, on the page Scope.")))
        self.create_now.setToolTip(tip(tr(Message("You can fill in the rest later, on the page Scope."))))
        row = QHBoxLayout()
        row.setContentsMargins(WIDE, GAP, WIDE, GAP)
        for button in (self.next, self.create_button, self.create_now):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.back)
        return row

    def _button(self, text: Message, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(tr(text), self)
        button.setAutoDefault(True)
        button.clicked.connect(run)
        return button

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter continues, in a field that does not use it."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            QTimer.singleShot(0, self._on_enter)
            return
        super().keyPressEvent(event)

    def _on_enter(self) -> None:
        if self.number < len(self._steps) - 1:
            self.go(1)
        else:
            self.make_file()
