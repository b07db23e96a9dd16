"""Says calmly that the program made a mistake: what is saved, what can be passed on, and how to continue."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from ui.kit.act_button import act_button
from ui.kit.flow_row import FlowRow
from ui.link.bridge import SAVE_ELSEWHERE
from ui.link.language import tr
from ui.look.style import MARGIN
from ui.pages.page import WrappedPart, column, paragraph
from workbench import __version__
from workbench.language.i18n import Message
from workbench.model.computer import system_name
from workbench.system.frozen import frozen

_WIDE: Final = 76
"""Characters across."""
_HIGH: Final = 22
"""Lines."""
_LEAST: Final = 3
"""Lines of the details in a low window."""


@frozen
class Account:
    """What can be said of the open file: in words, and whether all of it is ``saved``."""

    told: Message
    saved: bool


class MistakeDialog(QDialog):
    """One dialog for all mistakes that are made while it is open.

    Signals: ``restart`` and ``elsewhere``, when somebody wants the program to restart, or the work saved elsewhere.
    ``said`` has the account of what is saved; ``details`` what can be copied: no answer, no name and no path is in it.
    ``go_on``, ``restarts``, ``saves`` and ``copies`` are the buttons.
    """

    restart = Signal()
    elsewhere = Signal()

    def __init__(self, over: QWidget, account: Account, details: str) -> None:
        super().__init__(over)
        self.setWindowTitle(tr(Message("A mistake of the program")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.said = paragraph(tr(account.told))
        self.details = QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(tr(Message("Details")))
        self.details.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST)
        self.details.setPlainText("\n".join([f"Integrity Workbench {__version__}, {system_name()}", details]))
        self.go_on = self._button(Message("Continue"))
        self.restarts = self._button(Message("Restart the program"), self.restart)
        self.saves = self._button(SAVE_ELSEWHERE, self.elsewhere)
        self.saves.setVisible(not account.saved)
        self.copies = act_button(self, tr(Message("Copy the details")), self._copy)
        self._lay_out()
        first = self.go_on if account.saved else self.saves
        first.setDefault(True)
        self.details.setFocus()  # a button would take the next space of who is typing for an answer
        self.details.setAccessibleDescription(self.said.text())  # read out with the part that has the focus
        self.resize(self.sizeHint())

    def add(self, details: str) -> None:
        """Adds the details of another mistake."""
        self.details.appendPlainText(f"\n{details}")

    def _button(self, name: Message, then: SignalInstance | None = None) -> QPushButton:
        """A button that closes the dialog; ``then`` is sent after that."""

        def clicked() -> None:
            self.accept()
            if then is not None:
                then.emit()

        return act_button(self, tr(name), clicked)

    def _lay_out(self) -> None:
        inside = WrappedPart()
        layout = column(inside, MARGIN)
        what = Message("The program made a mistake and could not finish that step.")
        advice = Message(
            "You can continue. If it happens again, restart the program: it opens this file at the same place. Send the "
            "details to the person who supports this program. They say where in the program it happened; no answer and no "
            "name is in them."
        )
        buttons = FlowRow(inside)
        buttons.add(self.copies)
        buttons.add_spring()
        buttons.add(self.saves, self.restarts, self.go_on)
        for part in (paragraph(what), self.said, paragraph(advice, "help")):
            layout.addWidget(part)
        layout.addWidget(self.details, 1)
        layout.addWidget(buttons)
        column(self).addWidget(inside, 1)

    def sizeHint(self) -> QSize:
        """Room for the sentences and some lines of details, within the window that it lies over."""
        letters = self.fontMetrics()
        wanted = QSize(letters.averageCharWidth() * _WIDE, letters.lineSpacing() * _HIGH)
        over = self.parentWidget()
        return wanted.boundedTo(over.size() * 0.95) if isinstance(over, QWidget) else wanted

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
