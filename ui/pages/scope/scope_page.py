"""What is assessed, how, when and by whom; which areas are included; and the wording of the questions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFileDialog, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.editors.field_form import FieldForm, FormField
from ui.editors.whole_list import WholeList
from ui.kit.direction import in_row
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import MARGIN
from ui.pages.page import Page, column, heading, paragraph, scrolling
from ui.pages.scope.first_steps import FirstSteps
from workbench.checklist.tree import AreaEntry
from workbench.exchange.wording_file import load_wording
from workbench.language.i18n import LANGUAGES, Message
from workbench.model.changes import Changes
from workbench.model.rows import Assessment
from workbench.operations.assessment import describe_assessment, include_questions

_ID = Qt.ItemDataRole.UserRole

PARTS: tuple[tuple[Message, tuple[FormField, ...]], ...] = (
    (
        Message("Who and where"),
        (
            FormField("administration", label=Message("Customs administration")),
            FormField("station", label=Message("Station or office")),
            FormField(
                "responsible", lines=2, grows_to=6, help=Message("The person, and the group that steers the assessment.")
            ),
            FormField("departments", lines=2, grows_to=6),
        ),
    ),
    (
        Message("What kind of assessment"),
        (
            FormField("scope"),
            FormField("mode"),
            FormField("recurrence"),
            FormField("round", help=Message("Which round is this? 1 is the first assessment.")),
            FormField("start_date"),
            FormField("end_date"),
        ),
    ),
    (
        Message("What for, and how"),
        (
            FormField("objectives", lines=3, grows_to=12),
            FormField("method", lines=3, grows_to=12),
            FormField(
                "strategic_plan",
                lines=2,
                grows_to=6,
                help=Message("The plan that the activities are linked to, with its goals."),
            ),
            FormField(
                "classification",
                help=Message("Printed on every page of the full edition, for example “For official use only”."),
            ),
        ),
    ),
)


class ScopePage(Page):
    """A form in parts, the areas with ticks, and a button for a wording file."""

    stage = Stage.SCOPE

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        inside = QWidget()
        inside.setObjectName("page-area")
        content = column(inside, MARGIN)
        content.addWidget(heading(Message("Scope")))
        self.first_steps = FirstSteps(bridge)
        self.first_steps.wanted.connect(self._lead_on)
        content.addWidget(self.first_steps)
        self.forms = [self._part(content, title, fields) for title, fields in PARTS]
        content.addWidget(heading(Message("Areas that are assessed"), 2))
        content.addWidget(
            paragraph(Message("A targeted assessment excludes areas. Their answers stay in the file."), "help")
        )
        self.areas = self._build_areas()
        content.addWidget(self.areas)
        content.addWidget(heading(Message("Wording of the questions"), 2))
        content.addWidget(
            paragraph(
                Message(
                    "An administration that has the official or a national wording can load it from a CSV file "
                    "(columns id and text; an id is for example kf3.q20)."
                ),
                "help",
            )
        )
        self.load_button = QPushButton(tr(Message("Load a wording file…")), self)
        self.load_button.setEnabled(not bridge.read_only)
        self.load_button.clicked.connect(self._ask_wording)
        content.addWidget(self.load_button, 0, Qt.AlignmentFlag.AlignLeading)
        content.addStretch(1)
        column(self).addWidget(scrolling(inside))
        self._show_areas()

    def show_row(self, row_id: str) -> None:
        """Leads to a field of the assessment."""
        for form in self.forms:
            if row_id in form.editors:
                form.editors[row_id].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """The first field: the buttons of the first steps stand above it, but are not what one comes for."""
        self.forms[0].editors["administration"].setFocus(Qt.FocusReason.OtherFocusReason)

    def on_changes(self, changes: Changes) -> None:
        """Shows again which areas are assessed."""
        if not changes.tables.isdisjoint({"questions", "areas", "wordings"}):
            self._show_areas()

    def load_wording(self, path: Path) -> bool:
        """Replaces the wording in the language of the assessment by that of a file. Returns whether it succeeded."""
        language = self.bridge.document.read.assessment().language
        if not self.bridge.flush():
            return False
        count = self.bridge.call(load_wording, path=path, language=language)
        if count is None:
            return False
        self.bridge.messages.info(
            Message(
                "The wording of {count} question is replaced (language: {language}).",
                "The wording of {count} questions is replaced (language: {language}).",
                count=count,
                language=LANGUAGES.get(language, language),
            )
        )
        return True

    def _lead_on(self, stage: Stage) -> None:
        self.go_to.emit(stage, "")

    def _part(self, content: QVBoxLayout, title: Message, fields: tuple[FormField, ...]) -> FieldForm:
        form = FieldForm(self.bridge, Assessment, fields, describe_assessment)
        form.bind(self.bridge.document.read.assessment().id)
        content.addWidget(heading(title, 2))
        content.addWidget(form)
        return form

    def _build_areas(self) -> WholeList:
        areas = WholeList(self)
        areas.setAccessibleName(tr(Message("Areas that are assessed")))
        areas.itemChanged.connect(self._ticked)
        return areas

    def _show_areas(self) -> None:
        entries = self.bridge.cached_content.checklist.areas
        with QSignalBlocker(self.areas):
            if [self.areas.item(row).data(_ID) for row in range(self.areas.count())] != [e.id for e in entries]:
                self.areas.clear()
                for entry in entries:
                    QListWidgetItem(self.areas).setData(_ID, entry.id)
            for row, entry in enumerate(entries):
                self._show_area(self.areas.item(row), entry)
        self.areas.fit()

    def _show_area(self, item: QListWidgetItem, entry: AreaEntry) -> None:
        """Shows an area. One that is excluded in part says so in words, because the look of its box is easily missed."""
        count = len(entry.questions)
        taken = sum(question.included for question in entry.questions)
        in_part = Message("{area} (questions: {taken} of {count})", area=_name(entry), taken=taken, count=count)
        item.setText(in_row(tr(in_part) if 0 < taken < count else _name(entry)))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if not self.bridge.read_only:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        whole = Qt.CheckState.Checked if taken == count else Qt.CheckState.PartiallyChecked
        item.setCheckState(whole if taken else Qt.CheckState.Unchecked)

    def _ticked(self, item: QListWidgetItem) -> None:
        row_id = item.data(_ID)
        entry = next(entry for entry in self.bridge.cached_content.checklist.areas if entry.id == row_id)
        included = item.checkState() == Qt.CheckState.Checked
        questions = [question.id for question in entry.questions]
        if not self.bridge.flush() or not self.bridge.run(include_questions, questions=questions, included=included):
            self._show_areas()

    def _ask_wording(self) -> None:
        caption, kinds = tr(Message("Load a wording file")), tr(Message("Wording files (*.csv);;All files (*)"))
        path, _ = QFileDialog.getOpenFileName(self, caption, "", kinds)
        if path:
            self.load_wording(Path(path))


def _name(entry: AreaEntry) -> str:
    return f"{entry.number}  {entry.title}"
