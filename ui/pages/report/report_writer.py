"""Creates the report: the choices, the button, the progress, and what was written."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.editors.choice_editor import ChoiceBox
from ui.kit.flow_row import FlowRow
from ui.link import exports
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.page import paragraph
from ui.pages.report.file_job import FileJob, WantedFile, unused
from ui.pages.report.report_selection import ReportSelection
from workbench.language.i18n import LANGUAGES, Message, interface_languages
from workbench.model.labels import label
from workbench.model.vocabulary import Edition
from workbench.reports.data import ReportData
from workbench.reports.export import ExportResult, write_report
from workbench.reports.formats import ReportFormat
from workbench.reports.selection import selected
from workbench.reports.snapshot import take_snapshot

_GROUP: Final = 4


class ReportWriter(QWidget):
    """The choices of a report, and the :class:`FileJob` that writes it.

    Signal ``preview_wanted`` carries the picture whose pages are to be shown, after the review of the job.
    """

    preview_wanted = Signal(object)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.job = FileJob(bridge, self, not_written=Message("The report was not created."))
        self.result: ExportResult | None = None
        self.format, self.edition, self.language = ChoiceBox(self), ChoiceBox(self), ChoiceBox(self)
        self.selection = ReportSelection(self)
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
        self.format.currentIndexChanged.connect(lambda _index: self._offer_parts())
        self._offer_parts()
        self.open_button.clicked.connect(partial(self._open, folder=False))
        self.folder_button.clicked.connect(partial(self._open, folder=True))
        self.job.began.connect(self._on_began)
        self.job.progressed.connect(self._on_progress)
        self.job.done.connect(self._on_done)
        self.job.ended.connect(self._on_ended)
        self._show_busy(busy=False)

    @property
    def busy(self) -> bool:
        """Whether a report is being written."""
        return self.job.busy

    def _format(self) -> ReportFormat:
        return list(ReportFormat)[max(0, self.format.currentIndex())]

    def _offer_parts(self) -> None:
        self.selection.offer(parts=self._format().spec.in_parts)

    def write(self) -> None:
        """Asks for the file, and writes the report."""
        report_format = self._format()
        wanted = WantedFile(
            title=Message("Create the report"),
            kind=Message("Report (*{ending})", ending=report_format.suffix),
            name=self.suggested_name(report_format),
            edition=self._edition(),
            picture=self._picture,
            write=lambda data, target, **told: write_report(data, target, report_format, **told),
        )
        self.job.begin(wanted)

    def write_as(self, report_format: ReportFormat) -> None:
        """Sets the format, asks for the file, and writes the report."""
        self.format.setCurrentIndex(list(ReportFormat).index(report_format))
        self.write()

    def look(self) -> None:
        """Asks for the preview of the report in the selected edition and language."""
        data = self.job.picture(self._picture) if self._bridge.flush() else None
        if data is not None:
            self.job.review(data, self.preview_wanted.emit)

    def _picture(self) -> ReportData:
        language = self._languages[self.language.currentIndex()]
        data = take_snapshot(self._bridge.document, language=language, edition=self._edition())
        return selected(data, self.selection.wanted)

    def _edition(self) -> Edition:
        return list(Edition)[self.edition.currentIndex()]

    def cancel(self) -> None:
        """Stops writing at once. A file that was there before stays unchanged."""
        self.cancel_button.setEnabled(False)
        self.job.cancel()

    def suggested_name(self, report_format: ReportFormat) -> str:
        """A file name that reveals neither station nor people."""
        date = f"{datetime.now().astimezone():%Y-%m-%d}"
        name = Message("integrity report {date}", date=date)
        if self._edition() is Edition.PUBLIC:
            name = Message("integrity report {date}, public edition", date=date)
        return unused(self._bridge.document.path.parent, tr(name), report_format.suffix)

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
        form.addRow(tr(Message("Content")), self.selection)
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

    def _on_done(self, _data: ReportData, result: ExportResult) -> None:
        self.result = result
        where = Message("{name} in {folder}", name=result.target.name, folder=str(result.target.parent))
        self.counts.setText(f"{tr(where)}\n{tr(result.sentence())}")
        digest = result.sha256
        groups = " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))
        self.fingerprint.setText(tr(Message("Fingerprint (SHA-256): {digest}", digest=groups)))
        self.fingerprint.setAccessibleName(self.fingerprint.text())
        self.done.show()
        self.open_button.setFocus()

    def _on_began(self) -> None:
        self.done.hide()
        self._show_busy(busy=True)

    def _on_ended(self) -> None:
        self._show_busy(busy=False)

    def _open(self, *, folder: bool) -> None:
        if self.result is not None:
            self.job.open(self.result.target.parent if folder else self.result.target)
