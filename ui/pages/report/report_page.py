"""The last stage: create the report, see what is missing in it, and write its concluding texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.editors.field_form import FieldForm, FormField
from ui.link.bridge import DocumentBridge
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.pages.page import Page, column, heading, paragraph, scrolling
from ui.pages.report.gap_list import GapList
from ui.pages.report.names_step import NamesStep
from ui.pages.report.preview_step import PreviewStep
from ui.pages.report.report_writer import ReportWriter
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import Assessment
from workbench.operations.assessment import describe_assessment
from workbench.reports.completeness import Gap, gaps, name_gaps
from workbench.reports.names import names_in_public
from workbench.reports.snapshot import take_snapshot

if TYPE_CHECKING:
    from ui.pages.desks import ReportDesk
    from ui.paper.paper_view import PaperView
    from workbench.reports.data import ReportData
    from workbench.reports.formats import ReportFormat
    from workbench.reports.frames import Job

_PAUSE_MS = 300
_LONG_PAUSE_MS = 1500

_CLOSING = (
    FormField("key_messages", lines=5, help=Message("What a reader with one minute should know, one message a line.")),
    FormField("challenges"),
    FormField("lessons"),
    FormField("recommendations", lines=5),
)


def _pages_of(data: ReportData) -> Job[bytes]:
    from workbench.reports.preview import ReportPages

    return ReportPages(data)


class ReportPage(Page):
    """From top to bottom: the choices with the button, the gaps, the concluding texts."""

    stage = Stage.REPORT

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.writer = ReportWriter(bridge)
        self.gaps = GapList()
        self.closing = FieldForm(bridge, Assessment, _CLOSING, describe_assessment)
        self.closing.bind(bridge.document.read.assessment().id)
        self._missing: tuple[Gap, ...] = ()
        self._named: tuple[Gap, ...] = ()
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(partial(self._look_if_shown, self._look_for_gaps))
        self._names_later = QTimer(self, singleShot=True, interval=_LONG_PAUSE_MS)
        self._names_later.timeout.connect(partial(self._look_if_shown, self._look_for_names))
        self._lay_out()
        self.names = NamesStep(bridge, self.stack, self.area)
        self.pages = PreviewStep(self.stack, self.area, self._make_preview, _pages_of, back_to=self.writer.preview_button)
        self.names.wanted.connect(self._go)
        self.names.ended.connect(self.writer.write_button.setFocus)
        self.writer.job.review = self.names
        self.writer.preview_wanted.connect(self.pages.show)
        self.gaps.wanted.connect(self._go)

    def entered(self) -> None:
        """Looks again for what is missing, because it may have changed."""
        self.refresh()

    def show_row(self, row_id: str) -> None:
        """Leads to a concluding text by its field."""
        editor = self.closing.editors.get(row_id)
        if editor is not None:
            editor.setFocus()
            self.area.ensureWidgetVisible(editor)

    def flush(self) -> bool:
        """Also closes the preview and the names, which may be confidential."""
        self.names.leave()
        self.pages.leave()
        return super().flush()

    @property
    def report_desk(self) -> ReportDesk:
        """The page itself: reports are created from it."""
        return self

    def write_as(self, report_format: ReportFormat) -> None:
        """Sets the format, asks for the file, and creates the report."""
        self.writer.write_as(report_format)

    def print_page(self) -> bool:
        """Prints the preview, or shows it first."""
        if not self.pages.print_if_shown():
            self.writer.look()
        return True

    def _make_preview(self) -> PaperView:
        from ui.paper.paper_view import PaperView

        return PaperView(self)

    def refresh(self) -> None:
        """Looks again at what is missing, and for names in public texts."""
        self._look(self._look_for_gaps, self._look_for_names)

    def on_changes(self, changes: Changes) -> None:
        """Looks again a moment after a change. Names, which take longer, wait for a longer pause."""
        del changes
        if self.isVisible():
            self._later.start()
            self._names_later.start()

    def _look(self, *ways: Callable[[], None]) -> None:
        try:
            for look in ways:
                look()
        except WorkbenchError as error:
            self.bridge.messages.error(error)
            return
        self.gaps.show_gaps((*self._missing, *self._named))

    def _look_for_gaps(self) -> None:
        self._later.stop()
        self._missing = gaps(take_snapshot(self.bridge.document))

    def _look_for_names(self) -> None:
        self._names_later.stop()
        self._named = name_gaps(names_in_public(self.bridge.document))

    def _look_if_shown(self, way: Callable[[], None]) -> None:
        if self.isVisible():
            self._look(way)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("page-area")
        layout = column(inside)
        layout.setContentsMargins(MARGIN, 10, MARGIN, MARGIN)
        layout.addWidget(heading(Message("Report")))
        layout.addWidget(self.writer)
        layout.addWidget(heading(Message("Still missing in the report"), 2))
        layout.addWidget(self.gaps)
        layout.addWidget(heading(Message("Concluding texts"), 2))
        layout.addWidget(paragraph(Message("Write strengths, gaps and causes of each area on the page Assessment."), "help"))
        layout.addWidget(self.closing)
        layout.addStretch(1)
        self.area = scrolling(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.area)
        outer.addWidget(self.stack)

    def _go(self, stage: Stage, row_id: str) -> None:
        if stage is self.stage:
            self.show_row(row_id)
        else:
            self.go_to.emit(stage, row_id)
