"""The three steps of a new assessment on the start page: who, what, and where it is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.editors.boxes import LineBox
from ui.editors.choice_editor import ChoiceBox
from ui.editors.whole_list import WholeList
from ui.kit.direction import in_row
from ui.kit.file_choice import ask_save
from ui.kit.plain_text import tip
from ui.link.language import current, tr
from ui.link.suggested_folders import documents_folder, free_path
from ui.look.style import GAP, ROOM, TIGHT
from ui.pages.page import column, paragraph
from workbench.language.i18n import LANGUAGES, Message
from workbench.model.declared import label_of
from workbench.model.rows import AreaId, Assessment
from workbench.model.vocabulary import Mode, Scope
from workbench.system.places import EXTENSION, cloud_of, file_stem, is_assessment, pasted

if TYPE_CHECKING:
    from workbench.checklist.pack import Pack

_ID: Final = Qt.ItemDataRole.UserRole

EXPLAINED: Final[Mapping[Mode, Message]] = {
    Mode.ON_SITE: Message(
        "Experts from outside come to the station and lead the sessions, together with your own facilitators."
    ),
    Mode.REMOTE: Message(
        "Experts from outside lead the sessions remotely; your own facilitators prepare them and are in the room."
    ),
    Mode.SELF_ASSESSMENT: Message("Facilitators of your own administration lead everything; nobody from outside is needed."),
}

_SHORT: Final[Mapping[Mode | Scope, Message]] = {
    Mode.ON_SITE: Message("Mode 1: on site"),
    Mode.REMOTE: Message("Mode 2: remote"),
    Mode.SELF_ASSESSMENT: Message("Mode 3: self-assessment"),
    Scope.COMPREHENSIVE: Message("The whole checklist"),
    Scope.TARGETED: Message("Selected areas"),
}
"""Shorter than the labels elsewhere, because the explanation stands below."""


class Step(QWidget):
    """One step: fields one below the other, each with its caption above.

    ``title`` names it, ``tab_order`` has its fields in the order of the Tab key; signal ``grown``: a field was added.
    """

    title: Message
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = column(self)
        self.fields.setSpacing(ROOM)
        self.tab_order: list[QWidget] = []
        self.hide()

    def fault(self) -> QWidget | None:
        """The field that must be corrected before the file can be created; the step says why beside it."""
        return None

    def add_field(self, text: Message, editor: QWidget, help_text: Message | None = None, *beside: QWidget) -> None:
        """Adds a field with its caption, and what helps to fill it in."""
        caption = QLabel(tr(text), self)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setWordWrap(True)
        caption.setBuddy(editor)
        self.tab_order += [editor, *beside]
        editor.setAccessibleName(tr(text))
        part = QVBoxLayout()
        part.setSpacing(TIGHT)
        part.addWidget(caption)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(editor, 1)
        for widget in beside:
            row.addWidget(widget)
        part.addLayout(row)
        if help_text is not None:
            part.addWidget(paragraph(help_text, "help"))
            editor.setAccessibleDescription(tr(help_text))
        self.fields.addLayout(part)


class WhoStep(Step):
    """Administration, station, language."""

    title = Message("Who is assessed")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.administration, self.station, self.language = LineBox(self), LineBox(self), ChoiceBox(self)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(current().language)))
        self.add_field(Message("Customs administration"), self.administration)
        self.add_field(Message("Station or office"), self.station)
        self.add_field(Message("Language of the questions"), self.language)

    @property
    def name(self) -> str:
        """A name for the file that every disk accepts: that of the station, else that of the administration."""
        text = self.station.text().strip() or self.administration.text().strip()
        return file_stem(text) or tr(Message("assessment"))


class WhatStep(Step):
    """The scope in words, the mode, and the whole checklist or selected areas."""

    title = Message("What is assessed")

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self.objectives, self.mode, self.scope = LineBox(self), ChoiceBox(self), ChoiceBox(self)
        self._mode_help, self.counted = paragraph("", "help"), paragraph("", "help")
        self.add_field(
            Message("Objectives in a sentence"),
            self.objectives,
            Message("What is assessed, and what for, for example clearance at the export lanes, by day and by night."),
        )
        for mode in Mode:
            self.mode.addItem(tr(_SHORT[mode]), mode.value)
        self.add_field(label_of(Assessment, "mode"), self.mode)
        self.fields.addWidget(self._mode_help)
        self.mode.currentIndexChanged.connect(self._explain)
        self.mode.setCurrentIndex(self.mode.findData(Mode.SELF_ASSESSMENT.value))
        for scope in Scope:
            self.scope.addItem(tr(_SHORT[scope]), scope.value)
        self.add_field(Message("Areas that are assessed"), self.scope)
        self.areas: WholeList | None = None
        self.fields.addWidget(self.counted)
        self.scope.currentIndexChanged.connect(self._choose_scope)
        self._explain()
        self._count()

    @property
    def chosen_mode(self) -> Mode:
        """The selected mode."""
        return Mode(self.mode.currentData())

    @property
    def chosen_areas(self) -> tuple[AreaId, ...] | None:
        """The areas that are ticked; None for the whole checklist."""
        if self.areas is None or self.scope.currentData() == Scope.COMPREHENSIVE.value:
            return None
        items = [self.areas.item(row) for row in range(self.areas.count())]
        return tuple(AreaId(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def fault(self) -> QWidget | None:
        """The list of areas, when a targeted assessment has none."""
        return self.areas if self.chosen_areas == () else None

    def _explain(self) -> None:
        self._mode_help.setText(tr(EXPLAINED[self.chosen_mode]))
        self.mode.setAccessibleDescription(self._mode_help.text())

    def _choose_scope(self) -> None:
        targeted = self.scope.currentData() == Scope.TARGETED.value
        if targeted and self.areas is None:
            self.areas = self._build_areas()
            self.fields.insertWidget(self.fields.indexOf(self.counted), self.areas)
            self.tab_order.append(self.areas)
            self.grown.emit()
        if self.areas is not None:
            self.areas.setVisible(targeted)
            self.areas.fit()
        self._count()

    def _build_areas(self) -> WholeList:
        from workbench.checklist.pack import shown_area_number

        areas = WholeList(self)
        areas.setAccessibleName(tr(Message("Selected areas")))
        areas.setAccessibleDescription(tr(Message("The space bar ticks an area.")))
        with QSignalBlocker(areas):
            for entry in self._pack.areas:
                count = sum(len(section.questions) for section in entry.sections)
                said = Message("{area} ({count} question)", "{area} ({count} questions)", area=entry.title, count=count)
                item = QListWidgetItem(in_row(f"{shown_area_number(entry.id)}  {tr(said)}"), areas)
                item.setData(_ID, entry.id)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
        areas.setCurrentRow(0)
        areas.itemChanged.connect(self._count)
        return areas

    def _count(self) -> None:
        chosen = self.chosen_areas
        entries = [entry for entry in self._pack.areas if chosen is None or entry.id in chosen]
        count = sum(len(section.questions) for entry in entries for section in entry.sections)
        every = len(self._pack.areas)
        told = Message("Areas: {areas} of {every}. Questions: {count}.", areas=len(entries), every=every, count=count)
        self.counted.setText(tr(told if entries else Message("Tick at least one area.")))


class KeepStep(Step):
    """The place where the assessment is kept, and a wording file of the administration's own."""

    title = Message("Where the file is kept")

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Collection[str] = {question.id for question in pack.questions}
        self._language = "en"
        self.texts: Mapping[str, str] = {}
        self.wording, self.path_box = LineBox(self), LineBox(self)
        self.wording_said, self.wording_fault, self.path_fault = (paragraph("", role) for role in ("good", "bad", "bad"))
        choose_wording = self._button(Message("Choose a wording file"), self._choose_wording)
        choose_path = self._button(Message("Choose a place"), self._choose_path)
        self.add_field(Message("Place of the assessment"), self.path_box, None, choose_path)
        self.fields.addWidget(self.path_fault)
        self.cloud = paragraph("", "help")
        self.cloud.hide()
        self.fields.addWidget(self.cloud)
        self.fields.addWidget(
            paragraph(
                Message("Everything stays in this one file. Nothing is sent anywhere, and nothing has to be saved."), "help"
            )
        )
        self.add_field(
            Message("Own wording file (optional)"),
            self.wording,
            Message("The official or a national wording of the questions: a CSV file with the columns id and text."),
            choose_wording,
        )
        for said in (self.wording_said, self.wording_fault, self.path_fault):
            said.hide()
        self.fields.addWidget(self.wording_said)
        self.fields.addWidget(self.wording_fault)
        self.wording.editingFinished.connect(self.read_wording)
        self.path_box.textEdited.connect(self._own_path)
        self._suggested = True

    @property
    def named(self) -> bool:
        """Whether a place is written with a name of a file, not only a folder or a drive."""
        return bool(pasted(self.path_box.text()) and self._written.name)

    @property
    def path(self) -> Path:
        """The path for the file; a folder while no name is written."""
        path = self._written
        return path if is_assessment(path) or not self.named else path.with_name(path.name + EXTENSION)

    @property
    def _written(self) -> Path:
        return documents_folder() / pasted(self.path_box.text())

    def suggest(self, name: str, language: str) -> None:
        """Suggests a free place, unless the user has written one. The wording file is then read for ``language``."""
        self._language = language
        if self._suggested:
            self.path_box.setText(str(free_path(documents_folder(), name)))
        self._say_cloud()
        self.read_wording()

    def fault(self) -> QWidget | None:
        """The field for the place when it is missing, or the one for a wording file that has a fault."""
        self._say_path()
        if not self.named:
            return self.path_box
        return None if self.read_wording() else self.wording

    def read_wording(self) -> bool:
        """Reads the wording file, if one is named, and shows what is in it or its first fault. Returns False for a fault."""
        from workbench.errors import WorkbenchError
        from workbench.exchange.wording_file import read_wording

        name = pasted(self.wording.text())
        self.texts = {}
        if not name:
            self._say_wording()
            return True
        try:
            self.texts = read_wording(documents_folder() / name, self._known)
        except WorkbenchError as error:
            self._say_wording(fault=" ".join(tr(part) for part in (error.what, error.advice)))
            return False
        told = Message(
            "This file has the wording of {count} question (language: {language}).",
            "This file has the wording of {count} questions (language: {language}).",
            count=len(self.texts),
            language=LANGUAGES[self._language],
        )
        self._say_wording(tr(told))
        return True

    def _say_wording(self, text: str = "", *, fault: str = "") -> None:
        for said, now in ((self.wording_said, text), (self.wording_fault, fault)):
            said.setText(now)
            said.setVisible(bool(now))
        self.wording.setAccessibleDescription(text or fault)

    def _say_path(self) -> None:
        self.path_fault.setText(tr(Message("Choose where to keep the file.")))
        self.path_fault.setVisible(not self.named)

    def _own_path(self) -> None:
        self._suggested = False
        self.path_fault.hide()
        self._say_cloud()

    def _say_cloud(self) -> None:
        """Says so when the place is in a folder that a cloud service copies, and names a folder that it does not copy."""
        service = cloud_of(self.path) if self.named else None
        self.cloud.setVisible(service is not None)
        if service is None:
            self.path_box.setAccessibleDescription("")
            return
        self.cloud.setText(
            tr(
                Message(
                    "{service} copies this folder to other computers, and the answers with it. To keep them on this "
                    "computer only, choose another folder, for example {folder}.",
                    service=service,
                    folder=str(Path.home()),
                )
            )
        )
        self.path_box.setAccessibleDescription(self.cloud.text())

    def _choose_wording(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        caption, kinds = tr(Message("Choose a wording file")), tr(Message("Wording files (*.csv);;All files (*)"))
        chosen, _ = QFileDialog.getOpenFileName(self, caption, str(documents_folder()), kinds)
        if chosen:
            self.wording.setText(chosen)
            self.read_wording()

    def _choose_path(self) -> None:
        chosen = ask_save(self, Message("Where should the new assessment be saved?"), self.path)
        if chosen is not None:
            self.path_box.setText(str(chosen))
            self._own_path()

    def _button(self, name: Message, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(tr(Message("Choose…")), self)
        button.setAccessibleName(tr(name))
        button.setToolTip(tip(tr(name)))
        button.setAutoDefault(True)
        button.clicked.connect(run)
        return button
