"""Writing the report: the choices, the one button, the progress, and what was written."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFormLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.editors.choice_editor import ChoiceBox
from ui.kit import file_choice
from ui.kit.flow_row import FlowRow
from ui.link import background, exports
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.page import paragraph
from ui.pages.report.names_step import Review, at_once
from workbench.errors import WorkbenchError
from workbench.language.i18n import LANGUAGES, Message, interface_languages
from workbench.model.labels import label
from workbench.model.vocabulary import Edition
from workbench.reports.data import ReportData
from workbench.reports.export import ExportResult, check_target, write_report
from workbench.reports.formats import ReportFormat
from workbench.reports.names import check_file_name
from workbench.reports.snapshot import take_snapshot

_GROUP: Final = 4


class ReportWriter(QWidget):
    """Takes the picture on this thread, writes it in another process; the window stays usable meanwhile.

    Signal ``preview_wanted`` carries the picture whose pages are to be shown. ``review`` is the step before: it is given the
    picture, and hands on the one that may be written or shown.
    """

    preview_wanted = Signal(object)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._task: background.Task | None = None
        self.result: ExportResult | None = None
        self.review: Review = at_once
        self.format, self.edition, self.language = ChoiceBox(self), ChoiceBox(self), ChoiceBox(self)
        self.write_button = QPushButton(tr(Message("Create the report…")), self)
        self.write_button.setProperty("role", "main")
        self.preview_button = QPushButton(tr(Message("Preview")), self)
        self.cancel_button = QPushButton(tr(Message("Cancel")), self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, exports.STEPS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr(Message("Progress of the report")))
        self._fill()
        self._lay_out()
        self.write_button.clicked.connect(self.write)
        self.preview_button.clicked.connect(self.look)
        self.cancel_button.clicked.connect(self.cancel)
        self.open_button.clicked.connect(partial(self._open, folder=False))
        self.folder_button.clicked.connect(partial(self._open, folder=True))
        self._show_busy(busy=False)

    @property
    def busy(self) -> bool:
        """Whether a report is being written."""
        return self._task is not None

    def write(self) -> None:
        """Asks for the file, and writes the report."""
        if self.busy or not self._bridge.flush():
            return
        report_format = list(ReportFormat)[self.format.currentIndex()]
        target = self._ask(report_format)
        if target is None:
            return
        try:
            check_target(target)
            check_file_name(self._bridge.document, target, self._edition())
        except WorkbenchError as error:
            self._bridge.messages.error(error)
            return
        data = self._picture()
        if data is not None:
            self.review(data, partial(self._start, target=target, report_format=report_format))

    def write_as(self, report_format: ReportFormat) -> None:
        """Chooses a format, asks for the file, and writes the report."""
        self.format.setCurrentIndex(list(ReportFormat).index(report_format))
        self.write()

    def look(self) -> None:
        """Asks for the pages of the report in the chosen edition and language."""
        data = self._picture() if self._bridge.flush() else None
        if data is not None:
            self.review(data, self.preview_wanted.emit)

    def _picture(self) -> ReportData | None:
        language = self._languages[self.language.currentIndex()]
        try:
            return take_snapshot(self._bridge.document, language=language, edition=self._edition())
        except WorkbenchError as error:
            self._bridge.messages.error(error)
            return None

    def _edition(self) -> Edition:
        return list(Edition)[self.edition.currentIndex()]

    def _start(self, data: ReportData, target: Path, report_format: ReportFormat) -> None:
        self.done.hide()
        self._show_busy(busy=True)
        self._task = exports.write(
            lambda progress, maker: write_report(data, target, report_format, progress=progress, maker=maker),
            on_done=self._on_done,
            on_error=self._on_error,
            on_progress=self._on_progress,
            on_cancelled=self._on_cancelled,
        )
        self._task.ended.connect(self._on_ended)

    def cancel(self) -> None:
        """Stops writing at once; the file that was there stays as it was."""
        if self._task is not None:
            self.cancel_button.setEnabled(False)
            self._task.cancel()

    def suggested_name(self, report_format: ReportFormat) -> str:
        """A name that tells nothing of station or people."""
        date = f"{datetime.now().astimezone():%Y-%m-%d}"
        name = Message("integrity report {date}", date=date)
        if self._edition() is Edition.PUBLIC:
            name = Message("integrity report {date}, public edition", date=date)
        return f"{tr(name)}{report_format.suffix}"

    # Building

    def _fill(self) -> None:
        self.format.addItems([tr(choice.spec.label) for choice in ReportFormat])
        self.edition.addItems([tr(label(edition)) for edition in Edition])
        self._languages = interface_languages()
        self.language.addItems([LANGUAGES.get(code, code) for code in self._languages])
        spoken = self._bridge.document.read.assessment().language
        self.language.setCurrentIndex(self._languages.index(spoken) if spoken in self._languages else 0)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        named = (
            (Message("Format"), self.format),
            (Message("Edition"), self.edition),
            (Message("Language of the report"), self.language),
        )
        for text, box in named:
            box.setAccessibleName(tr(text))
            form.addRow(tr(text), box)
        form.setRowVisible(self.language, len(self._languages) > 1)
        self.hint = paragraph(Message("What is marked confidential is not in the public edition."), "help")
        buttons = FlowRow(self)
        buttons.add(self.write_button, self.preview_button, self.progress, self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addWidget(buttons)
        layout.addWidget(self._done_part())

    def _done_part(self) -> QWidget:
        self.done = QWidget(self)
        self.counts, self.fingerprint = paragraph(""), QLabel(self.done)
        self.fingerprint.setTextFormat(Qt.TextFormat.PlainText)
        self.fingerprint.setWordWrap(True)
        self.fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.open_button = QPushButton(tr(Message("Open the report")), self.done)
        self.folder_button = QPushButton(tr(Message("Open the folder")), self.done)
        row = FlowRow(self.done)
        row.add(self.open_button, self.folder_button)
        layout = QVBoxLayout(self.done)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.counts)
        layout.addWidget(self.fingerprint)
        layout.addWidget(row)
        self.done.hide()
        return self.done

    # Internal

    def _ask(self, report_format: ReportFormat) -> Path | None:
        suggested = self._bridge.document.path.parent / self.suggested_name(report_format)
        filters = tr(Message("Report (*{ending})", ending=report_format.suffix))
        return file_choice.ask_save(self, Message("Create the report"), suggested, filters, may_replace=True)

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.progress.setValue(0)
        self.cancel_button.setVisible(busy)
        self.cancel_button.setEnabled(busy)
        self.write_button.setEnabled(not busy)
        self.preview_button.setEnabled(not busy)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_done(self, result: ExportResult) -> None:
        self.result = result
        self.counts.setText(f"{result.target.name}\n{tr(result.sentence())}")
        digest = result.sha256
        groups = " ".join(digest[place : place + _GROUP] for place in range(0, len(digest), _GROUP))
        self.fingerprint.setText(tr(Message("Fingerprint (SHA-256): {digest}", digest=groups)))
        self.fingerprint.setAccessibleName(self.fingerprint.text())
        self.done.show()
        self.open_button.setFocus()

    def _on_error(self, error: WorkbenchError) -> None:
        self._bridge.messages.error(error)

    def _on_cancelled(self) -> None:
        self._bridge.messages.info(Message("The report was not created."))

    def _on_ended(self) -> None:
        self._task = None
        self._show_busy(busy=False)

    def _open(self, *, folder: bool) -> None:
        if self.result is None:
            return
        path = self.result.target.parent if folder else self.result.target
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._bridge.messages.warning(
                Message("The system could not open {path}. Open it from the folder yourself.", path=str(path))
            )
