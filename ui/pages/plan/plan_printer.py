"""The plan alone as PDF: the edition is asked, the file is written in another process, and its pages are shown."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.kit import file_choice
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.report.names_step import Review, at_once
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message, interface_languages
from workbench.model.labels import label
from workbench.model.vocabulary import Edition

if TYPE_CHECKING:
    from ui.link import background
    from workbench.reports.data import ReportData
    from workbench.reports.plan_print import PlanResult


class PlanPrinter(QObject):
    """A button with a menu of the editions; while a plan is written it is the button that stops it.

    Signal ``written`` carries the picture whose pages were written. ``review`` is the step before, as for the report.
    """

    written = Signal(object)

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._window = bridge, parent
        self._task: background.Task | None = None
        self.review: Review = at_once
        self.menu = QMenu(parent)
        self.menu.setToolTipsVisible(True)
        for edition in Edition:
            entry = self.menu.addAction(tr(Message("{edition}…", edition=label(edition))))
            entry.triggered.connect(partial(self._on_chosen, edition))
        self.menu.actions()[-1].setToolTip(tip(tr(Message("Without what is marked confidential"))))
        self.button = QPushButton(parent)
        self.button.clicked.connect(self.cancel)
        self._show_busy(busy=False)

    @property
    def busy(self) -> bool:
        """Whether the plan is being written."""
        return self._task is not None

    def write(self, edition: Edition) -> None:
        """Asks for the file, and writes the plan in an edition."""
        if self.busy or not self._bridge.flush():
            return
        suggested = self._bridge.document.path.parent / self.suggested_name(edition)
        filters = tr(Message("Plan (*.pdf)"))
        target = file_choice.ask_save(self._window, Message("Save the plan"), suggested, filters, may_replace=True)
        data = self._picture(target, edition) if target is not None else None
        if target is not None and data is not None:
            self.review(data, partial(self._start, target=target))

    def suggested_name(self, edition: Edition) -> str:
        """A name that tells nothing of station or people."""
        date = f"{datetime.now().astimezone():%Y-%m-%d}"
        name = Message("integrity action plan {date}", date=date)
        if edition is Edition.PUBLIC:
            name = Message("integrity action plan {date}, public edition", date=date)
        return f"{tr(name)}.pdf"

    def _picture(self, target: Path, edition: Edition) -> ReportData | None:
        from workbench.reports.export import check_target
        from workbench.reports.names import check_file_name
        from workbench.reports.plan_picture import plan_picture
        from workbench.reports.snapshot import take_snapshot

        document, spoken = self._bridge.document, interface_languages()
        language = document.read.assessment().language
        try:
            check_target(target)
            check_file_name(document, target, edition)
            chosen = language if language in spoken else spoken[0]
            return plan_picture(take_snapshot(document, language=chosen, edition=edition))
        except WorkbenchError as error:
            self._bridge.messages.error(error)
            return None

    def _start(self, data: ReportData, target: Path) -> None:
        from ui.link import exports
        from workbench.reports.plan_print import write_plan

        self._show_busy(busy=True)
        self._task = exports.write(
            lambda progress, maker: write_plan(data, target, progress=progress, maker=maker),
            on_done=partial(self._on_done, data),
            on_error=self._bridge.messages.error,
            on_cancelled=lambda: self._bridge.messages.info(Message("The plan was not saved.")),
        )
        self._task.ended.connect(self._on_ended)

    def cancel(self) -> None:
        """Stops writing at once; the file that was there stays as it was."""
        if self._task is not None:
            self._task.cancel()

    def _show_busy(self, *, busy: bool) -> None:
        stop, begin = Message("Cancel the PDF"), Message("Save the plan as PDF")
        explained = Message("Make a PDF of the plan alone, ready to print (Ctrl+P)")
        self.button.setText(tr(stop if busy else begin))
        self.button.setToolTip("" if busy else tip(tr(explained)))
        self.button.setMenu(None if busy else self.menu)  # type: ignore[arg-type]  # Qt takes none, its stubs do not know

    def _on_chosen(self, edition: Edition, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt passes it
        self.write(edition)

    def _on_done(self, data: ReportData, result: PlanResult) -> None:
        told = Message("{name} was saved. {sentence}", name=result.target.name, sentence=result.sentence())
        self._bridge.messages.info(told, action=Message("Open the plan"), run=partial(self._open, result.target))
        self.written.emit(data)

    def _on_ended(self) -> None:
        self._task = None
        self._show_busy(busy=False)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._bridge.messages.warning(
                Message("The system could not open {path}. Open it from the folder yourself.", path=str(path))
            )
