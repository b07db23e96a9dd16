"""A calm page in the place of one that could not be shown: the other pages stay usable, and it can be tried again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication

from ui.kit.act_button import act_button
from ui.kit.flow_row import FlowRow
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.pages.page import Page, WrappedPart, column, heading, paragraph, scrolling
from workbench.language.i18n import Message
from workbench.system.mistakes import places


class FailedPage(Page):
    """Says that the page of ``stage`` could not be shown. Signal ``again`` carries this page: somebody wants to try again.

    ``details`` say where in the program it happened, without anything that people wrote. ``often``: it has failed before.
    """

    again = Signal(object)

    def __init__(self, stage: Stage, bridge: DocumentBridge, error: Exception, *, often: bool = False) -> None:
        super().__init__(bridge)
        self.stage = stage
        self.details = "\n".join(places(error))
        self.repeat = act_button(self, tr(Message("Try again")), self._ask_again)
        self.copy = act_button(self, tr(Message("Copy the details")), self._copy)
        what = Message("The program made a mistake and could not show this page. Your texts are safe in the file.")
        if often:
            what = Message("This page could not be shown again. Your texts are safe in the file.")
        advice = Message(
            "All other pages work. If trying again does not help, restart the program; if that does not help, send the "
            "details to the person who supports this program. Nothing that was written is in them."
        )
        inside = WrappedPart()
        layout = column(inside, MARGIN)
        buttons = FlowRow(inside)
        buttons.add(self.repeat, self.copy)
        buttons.add_spring()
        for part in (heading(stage.spec.title), paragraph(what), paragraph(advice, "help"), buttons):
            layout.addWidget(part)
        layout.addStretch(1)
        column(self).addWidget(scrolling(inside))
        self.setFocusProxy(self.repeat)

    def take_focus(self) -> None:
        """The first thing to do is to try again."""
        self.repeat.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_again(self) -> None:
        self.again.emit(self)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
