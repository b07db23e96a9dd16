"""The step before a public edition is written or previewed: somebody decides about the names of confidential people."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QWidget

from ui.link.bridge import DocumentBridge
from workbench.language.i18n import Message
from workbench.model.rows import Contributor
from workbench.model.vocabulary import Edition

if TYPE_CHECKING:
    from ui.pages.report.names_panel import Go, NamesPanel
    from workbench.reports.data import ReportData
    from workbench.reports.name_review import NameReview, Verdicts


Review = Callable[["ReportData", "Go"], None]
"""Gets a picture, and passes on the one that may be written: at once, later, or never."""


def at_once(data: ReportData, go: Go) -> None:
    """Passes a picture on as it is, without a review."""
    go(data)


class NamesStep(QObject):
    """Shows the panel instead of ``area`` when there is something to decide, and continues at once when there is not.

    Decisions are remembered while the page lives, and shown again. Where names could not be read after damage, so that
    nobody can look for them, it says so first, and continues when somebody wants it. Signals: ``wanted`` as in the panel;
    ``ended`` when the page is shown again.
    """

    wanted = Signal(object, str)
    ended = Signal()

    def __init__(self, bridge: DocumentBridge, stack: QStackedWidget | QStackedLayout, area: QWidget) -> None:
        super().__init__(area)
        self._bridge, self._stack, self._area = bridge, stack, area
        self._verdicts: Verdicts = {}
        self._told: Message | None = None
        self.panel: NamesPanel | None = None

    def __call__(self, data: ReportData, go: Go) -> None:
        """Gives ``go`` the picture that may be written, now or when everything is decided."""
        if data.edition is not Edition.PUBLIC:
            go(data)
            return
        from workbench.reports.name_review import NameReview
        from workbench.reports.names import nobody_can_look_for

        people = self._bridge.document.read.every(Contributor)
        unsearched = nobody_can_look_for(people)
        if unsearched is not None and unsearched != self._told:
            self._ask_first(unsearched, partial(self, data, go))
            return
        review = NameReview(data, people, self._verdicts)
        if not review.hits:
            go(data)
            return
        self.show(review, go)

    def _ask_first(self, unsearched: Message, then: Callable[[], None]) -> None:
        """Says that names are not known; continues when somebody wants it, and does not ask again on this page."""

        def go_on() -> None:
            self._told = unsearched
            then()

        advice = Message("{what} Read this edition before you give it away: it may name them.", what=unsearched)
        self._bridge.messages.warning(advice, action=Message("Continue"), run=go_on, passing=True)

    def show(self, review: NameReview, go: Go) -> None:
        """Shows the panel instead of the page."""
        panel = self._made()
        self._stack.setCurrentWidget(panel)
        panel.ask(review, go)

    def leave(self) -> None:
        """Shows the page again, if the panel is shown. Nothing is written."""
        if self.panel is not None and self._stack.currentWidget() is self.panel:
            self.panel.forget()
            self._stack.setCurrentWidget(self._area)
            self.ended.emit()

    def _made(self) -> NamesPanel:
        if self.panel is None:
            from ui.pages.report.names_panel import NamesPanel

            self.panel = NamesPanel()
            self.panel.left.connect(self.leave)
            self.panel.wanted.connect(self.wanted)
            self._stack.addWidget(self.panel)
        return self.panel
