"""What is shown while no file is open: continue where you stopped, start an assessment, or open the sample."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit.file_choice import ask_save
from ui.link.language import current, tr
from ui.link.recent_files import RecentFile
from ui.link.stages import Stage
from ui.look.icons import icon
from ui.look.style import WIDE
from ui.pages.page import column, heading, paragraph, scrolling
from ui.pages.start.start_newcomer import NewcomerPart
from ui.pages.start.start_recent import RecentPart
from ui.pages.start.start_waiting import WaitingPart
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.language.i18n import LANGUAGES, Message
from workbench.system import drives

if TYPE_CHECKING:
    from ui.link.window import StartWindow
    from ui.pages.start.start_new import NewAssessment

CHECKLIST: Final = "idg-2021"
_CHARACTERS: Final = 110
"""The greatest width of the page, in average characters: wider lines are hard to read."""


class StartPage(QWidget):
    """Continue, recent files, a new assessment in three steps, open, the sample."""

    def __init__(self, window: StartWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self.setObjectName("page-area")
        self.setAccessibleName(tr(Message("Start page")))
        self.new: NewAssessment | None = None
        self._inside = QWidget()
        self._inside.setObjectName("page-area")
        self._column = column(self._inside, WIDE)
        self._title = heading(Message("Integrity Workbench"))
        self._column.addWidget(self._title)
        self.about = paragraph(_ABOUT)
        self._column.addWidget(self.about)
        self.recent = RecentPart(window.memory, window.messages)
        self.recent.wanted.connect(window.open_again)
        self.recent.emptied.connect(lambda: self.entered(new=True))
        self.recent.rebuilt.connect(self._order)
        self._column.addWidget(self.recent)
        self.waiting = WaitingPart(window.messages)
        self.waiting.wanted.connect(window.open_again)
        self.waiting.rebuilt.connect(self._order)
        self._column.addWidget(self.waiting)
        self.begin = self._button(Message("Start a new assessment…"), "new", self.begin_new)
        self._column.addLayout(_in_row(self.begin))
        self.open_button = self._button(Message("Open a file…"), "folder", window.ask_open)
        self._column.addLayout(_in_row(self.open_button))
        self.newcomer = NewcomerPart(self.make_sample, window.open_guide)
        self._column.addWidget(self.newcomer)
        self._column.addStretch(1)
        self._area = scrolling(self._inside)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._area, 1)

    def entered(self, *, new: bool = False) -> None:
        """Shows the recent files. Puts the focus on the newest one, or (``new``) into the steps of a new assessment."""
        self._inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS)
        self.recent.refresh()
        self.waiting.refresh()
        self._place_newcomer()
        if new or not self._window.memory.entries:
            self.begin_new()
        else:
            self.recent.take_focus()

    def _place_newcomer(self) -> None:
        """Above all else at a first start, and below all else for those who have files."""
        first = not self._window.memory.entries
        self._column.removeWidget(self.newcomer)
        place = self._column.indexOf(self._title) + 1 if first else self._column.count() - 1  # before the stretch
        self._column.insertWidget(place, self.newcomer)
        self.newcomer.show_in_one_line(one_line=first)

    def begin_new(self) -> None:
        """Shows the steps of a new assessment."""
        if self.new is None:
            from ui.pages.start.start_new import NewAssessment

            self.new = NewAssessment(self._inside, identity=self._window.memory.identity())
            self.new.made.connect(self._show_made)
            self.new.refused.connect(self._window.messages.error)
            self.new.entered.connect(self._on_step)
            self._column.insertWidget(self._column.indexOf(self.recent), self.new)
            self._outer.addWidget(self.new.buttons)
            self.new.inner.setMaximumWidth(self._inside.maximumWidth())
            self.begin.hide()
            self.about.hide()
        self._order()
        self.new.take_focus()
        QTimer.singleShot(0, self._show_step)

    def make_sample(self) -> None:
        """Asks where to save the sample, writes it there and opens it."""
        from ui.link.suggested_folders import documents_folder, free_path
        from workbench.checklist.pack_reader import load_pack
        from workbench.sample import sample_languages, write_sample

        suggested = free_path(documents_folder(), tr(Message("sample assessment")))
        target = ask_save(self, Message("Where should the sample be saved?"), suggested)
        if target is None:
            return
        wished = current().language
        chosen = wished if wished in sample_languages(CHECKLIST) else "en"
        try:
            identity = self._window.memory.identity()
            document = write_sample(target, pack=load_pack(CHECKLIST), language=chosen, identity=identity)
        except WorkbenchError as error:
            self._window.messages.error(error)
            return
        self._take_over(document, RecentFile(document.path.absolute()))

    def _show_made(self, document: Document) -> None:
        first = RecentFile(document.path.absolute(), stage=Stage.SCOPE.value)
        kept = _where_it_is_kept(document)
        if not self._take_over(document, first):
            return
        if self.new is not None:
            for part in (self.new, self.new.buttons):
                part.hide()
                part.deleteLater()
            self.new = None
            self.begin.show()
            self.about.show()
        self._window.messages.info(kept, passing=True)

    def _take_over(self, document: Document, begun: RecentFile) -> bool:
        """Shows a file that was just made instead of the open one. Returns False when that one cannot be closed."""
        if not self._window.close_file(start=False):
            document.close()
            return False
        self._window.memory.put_first(begun)
        if drives.drive_of(document.path) is drives.Drive.LOCAL:
            self._window.show_document(document)
        else:
            document.close()
            self._window.open_again(document.path)  # in a working copy
        return True

    def _on_step(self) -> None:
        self._order()
        QTimer.singleShot(0, self._show_step)

    def _show_step(self) -> None:
        """Scrolls to the step that was entered, and above all to the field with the focus."""
        field = self.window().focusWidget()
        if self.new is not None and field is not None and self.new.isAncestorOf(field):
            self._area.ensureWidgetVisible(self.new)
            self._area.ensureWidgetVisible(field)

    def _order(self) -> None:
        steps = self.new.tab_order if self.new is not None else []
        known = [*steps, *self.recent.tab_order, *self.waiting.tab_order, self.begin, self.open_button]
        new = [self.newcomer.sample, self.newcomer.guide]
        for before, after in pairwise([*known, *new] if self._window.memory.entries else [*new, *known]):
            QWidget.setTabOrder(before, after)

    def _button(self, text: Message, icon_name: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(tr(text))
        button.setIcon(icon(icon_name))
        button.setAutoDefault(True)
        button.clicked.connect(run)
        return button


def _where_it_is_kept(document: Document) -> Message:
    name, folder = document.path.name, str(document.path.parent)
    language = document.read.assessment().language
    if language in document.read.wording_languages():
        return Message("The assessment is kept in {name}, in the folder {folder}.", name=name, folder=folder)
    return Message(
        "The assessment is kept in {name}, in the folder {folder}. The questions stay in English until "
        "a wording file (language: {language}) is loaded; answers can be in any language.",
        name=name,
        folder=folder,
        language=LANGUAGES.get(language, language),
    )


def _in_row(button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    return row


_ABOUT: Final = Message(
    "Assess the integrity of your customs administration in your own words: answer the questions of the checklist together, "
    "decide what comes first, plan it, and hand in a finished report. Everything stays in one file on this computer; no "
    "network is needed."
)
