"""Saves the plan alone as PDF: asks for the edition, writes the file in another process, and shows its pages."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.report.file_job import FileJob, WantedFile, unused
from workbench.language.i18n import Message, interface_languages
from workbench.model.labels import label
from workbench.model.vocabulary import Edition

if TYPE_CHECKING:
    from workbench.reports.data import ReportData
    from workbench.reports.frames import Job
    from workbench.reports.plan_print import PlanResult


def pages_of(data: ReportData) -> Job[bytes]:
    """The work that draws the pages of the plan."""
    from workbench.reports.plan_print import PlanPages

    return PlanPages(data)


class PlanPrinter(QObject):
    """A button with a menu of the editions; while a plan is being written, the button cancels it.

    Signal ``written`` carries the picture that was written.
    """

    written = Signal(object)

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.job = FileJob(bridge, parent, not_written=Message("The plan was not saved."))
        self.job.began.connect(partial(self._show_busy, busy=True))
        self.job.done.connect(self._on_done)
        self.job.ended.connect(partial(self._show_busy, busy=False))
        self.menu = QMenu(parent)
        self.menu.setToolTipsVisible(True)
        for edition in Edition:
            entry = self.menu.addAction(tr(Message("{edition}…", edition=label(edition))))
            entry.triggered.connect(partial(self._on_chosen, edition))
        self.menu.actions()[-1].setToolTip(tip(tr(Message("Without what is marked confidential"))))
        self.button = QPushButton(parent)
        self.button.clicked.connect(self.job.cancel)
        self._show_busy(busy=False)

    @property
    def busy(self) -> bool:
        """Whether the plan is being written."""
        return self.job.busy

    def write(self, edition: Edition) -> None:
        """Asks for the file, and writes the plan in an edition."""
        wanted = WantedFile(
            title=Message("Save the plan"),
            kind=Message("Plan (*.pdf)"),
            name=self.suggested_name(edition),
            edition=edition,
            picture=partial(self._picture, edition),
            write=_write_plan,
        )
        self.job.begin(wanted)

    def suggested_name(self, edition: Edition) -> str:
        """A file name that reveals neither station nor people."""
        date = f"{datetime.now().astimezone():%Y-%m-%d}"
        name = Message("integrity action plan {date}", date=date)
        if edition is Edition.PUBLIC:
            name = Message("integrity action plan {date}, public edition", date=date)
        return unused(self._bridge.document.path.parent, tr(name), ".pdf")

    def _picture(self, edition: Edition) -> ReportData:
        from workbench.reports.plan_picture import plan_picture
        from workbench.reports.snapshot import take_snapshot

        document, spoken = self._bridge.document, interface_languages()
        language = document.read.assessment().language
        chosen = language if language in spoken else spoken[0]
        return plan_picture(take_snapshot(document, language=chosen, edition=edition))

    def _show_busy(self, *, busy: bool) -> None:
        stop, begin = Message("Cancel the PDF"), Message("Save the plan as PDF")
        explained = Message("Make a PDF of the plan alone, ready to print")
        self.button.setText(tr(stop if busy else begin))
        self.button.setToolTip("" if busy else tip(tr(explained)))
        self.button.setMenu(None if busy else self.menu)  # type: ignore[arg-type]  # Qt takes none, its stubs do not know

    def _on_chosen(self, edition: Edition, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt passes it
        self.write(edition)

    def _on_done(self, data: ReportData, result: PlanResult) -> None:
        told = Message("{name} was saved. {sentence}", name=result.target.name, sentence=result.sentence())
        self._bridge.messages.info(told, action=Message("Open the plan"), run=partial(self.job.open, result.target))
        self.written.emit(data)


def _write_plan(data: ReportData, target: Path, **told: Any) -> PlanResult:
    from workbench.reports.plan_print import write_plan

    return write_plan(data, target, **told)
