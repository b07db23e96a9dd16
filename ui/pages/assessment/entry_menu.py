"""The menu of a question, a section or an area in the checklist."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.models.checklist_tree_model import Entry
from workbench.checklist.tree import QuestionEntry
from workbench.language.i18n import Message
from workbench.operations.assessment import include_questions


class EntryMenus:
    """Makes the menus. ``ask_own_question`` and ``forget`` (with the id of a question) are what the page does."""

    def __init__(
        self,
        bridge: DocumentBridge,
        page: QWidget,
        ask_own_question: Callable[[], object],
        forget: Callable[[str], object],
    ) -> None:
        self._bridge, self._page = bridge, page
        self._ask_own_question, self._forget = ask_own_question, forget

    def menu_of(self, entry: Entry) -> QMenu:
        """What can be done with a question, a section or an area."""
        questions = (entry,) if isinstance(entry, QuestionEntry) else entry.questions
        included = any(question.included for question in questions)
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = Message("Exclude from this assessment") if included else Message("Include in this assessment")
        ids = [question.id for question in questions]
        self._add(menu, text, lambda: self._include(ids, included=not included))
        self._add(menu, Message("Add own question…"), self._ask_own_question)
        if isinstance(entry, QuestionEntry):
            self._add(menu, Message("Forget what was written here…"), lambda: self._forget(entry.id))
        return menu

    def _add(self, menu: QMenu, text: Message, run: Callable[[], object]) -> None:
        action = menu.addAction(tr(text))
        action.setEnabled(not self._bridge.read_only)
        action.triggered.connect(lambda _=False: run())

    def _include(self, questions: Sequence[str], *, included: bool) -> None:
        if self._bridge.flush():
            self._bridge.run(include_questions, questions=questions, included=included)
