"""What is shown while no file is open: begin, go on, or look at the sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.editors.boxes import LineBox
from ui.editors.choice_editor import ChoiceBox
from ui.file_choice import EXTENSION, ask_save
from ui.language import current, tr
from ui.pages.page import column, heading, paragraph, scrolling
from ui.style import MARGIN
from workbench.document import Document
from workbench.errors import WorkbenchError
from workbench.i18n import LANGUAGES, Message

if TYPE_CHECKING:
    from ui.main_window import MainWindow

CHECKLIST: Final = "idg-2021"
_MOST_RECENT: Final = 5


class StartPage(QWidget):
    """New assessment, open, recent files, sample."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("page-area")
        inside = QWidget()
        inside.setObjectName("page-area")
        inside.setMaximumWidth(860)
        layout = column(inside, MARGIN)
        layout.addWidget(heading(Message("Integrity Workbench")))
        layout.addWidget(
            paragraph(
                Message(
                    "Assess the integrity of your customs administration in your own words: answer the questions of the "
                    "checklist together, decide what comes first, plan it, and hand in a finished report. Everything stays "
                    "in one file on this computer; no network is needed."
                )
            )
        )
        layout.addWidget(heading(Message("Begin a new assessment"), 2))
        layout.addLayout(self._new_form())
        layout.addWidget(heading(Message("Go on with an assessment"), 2))
        self._open = self._button(Message("Open a file…"), window.ask_open)
        layout.addLayout(_in_row(self._open))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        layout.addLayout(self._recent)
        layout.addWidget(heading(Message("Look around first"), 2))
        layout.addWidget(
            paragraph(
                Message(
                    "The sample is an invented border station, well under way. You can change everything in it: it is "
                    "a file of your own."
                )
            )
        )
        self._sample = self._button(Message("Open the sample…"), self.make_sample)
        layout.addLayout(_in_row(self._sample))
        layout.addStretch(1)
        self._scroll(inside)

    def _scroll(self, inside: QWidget) -> None:
        area = scrolling(inside)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def entered(self) -> None:
        """Shows the files that were opened last."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for path in self._window.memory.paths[:_MOST_RECENT]:
            self._recent.addWidget(self._recent_button(path))

    def make_new(self) -> None:
        """Asks for the place of the file, makes the assessment and opens it."""
        from workbench.operations.assessment import create_assessment
        from workbench.pack_reader import load_pack

        station, administration = self.station.text().strip(), self.administration.text().strip()
        name = _file_name(station or administration) or tr(Message("assessment"))
        target = ask_save(self, Message("Where should the new assessment be?"), self._folder() / f"{name}{EXTENSION}")
        if target is None:
            return
        self._make(
            lambda: create_assessment(
                target,
                pack=load_pack(CHECKLIST),
                language=self.language.currentData(),
                administration=administration,
                station=station,
            )
        )

    def make_sample(self) -> None:
        """Asks for the place of the file, writes the sample there and opens it."""
        from workbench.pack_reader import load_pack
        from workbench.sample import sample_languages, write_sample

        suggested = self._folder() / (tr(Message("sample assessment")) + EXTENSION)
        target = ask_save(self, Message("Where should the sample be?"), suggested)
        if target is None:
            return
        wished = current().language
        chosen = wished if wished in sample_languages(CHECKLIST) else "en"
        self._make(lambda: write_sample(target, pack=load_pack(CHECKLIST), language=chosen))

    def _make(self, maker: Callable[[], Document]) -> None:
        try:
            document = maker()
        except WorkbenchError as error:
            self._window.messages.error(error)
            return
        if not self._window.close_file(start=False):
            document.close()
            return
        self.administration.clear()
        self.station.clear()
        self._window.show_document(document)
        language = document.read.assessment().language
        if language not in document.read.wording_languages():
            self._window.messages.info(
                Message(
                    "The questions are in English until a wording file in {language} is loaded; "
                    "answers can be in any language.",
                    language=LANGUAGES[language],
                )
            )

    def _new_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        self.administration, self.station, self.language = LineBox(), LineBox(), ChoiceBox()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(current().language)))
        for editor, text in (
            (self.administration, Message("Customs administration")),
            (self.station, Message("Station or office")),
            (self.language, Message("Language of the assessment")),
        ):
            label = QLabel(tr(text))
            label.setBuddy(editor)
            editor.setAccessibleName(tr(text))
            form.addRow(label, editor)
        self._new = self._button(Message("Choose a place and begin…"), self.make_new)
        self._new.setProperty("role", "main")
        form.addRow("", _in_row(self._new))
        return form

    def _button(self, text: Message, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(tr(text))

        def clicked() -> None:
            run()

        button.clicked.connect(clicked)
        return button

    def _recent_button(self, path: Path) -> QPushButton:
        button = QPushButton(f"{path.stem}   {path.parent}".replace("&", "&&"))
        button.setProperty("role", "link")
        button.setToolTip(str(path))
        button.setAccessibleName(tr(Message("Open {name}", name=path.name)))
        button.clicked.connect(lambda: self._window.open_file(path))
        return button

    def _folder(self) -> Path:
        from PySide6.QtCore import QStandardPaths

        known = self._window.memory.paths
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return known[0].parent if known else Path(place or Path.home())


def _in_row(button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    return row


def _file_name(text: str) -> str:
    """A name that every disk takes, exFAT and FAT32 among them."""
    return "".join(" " if sign in '\\/:*?"<>|' or not sign.isprintable() else sign for sign in text).strip(" .")[:80]
