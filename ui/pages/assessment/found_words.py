"""The words in the search of the checklist: marked in the texts of the question, and found one place after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from ui.link.bridge import DocumentBridge
from ui.pages.assessment.detail_tabs import CAUSES

if TYPE_CHECKING:
    from ui.editors.text_editor import TextEditor
    from ui.editors.word_marks import WordMarks
    from ui.pages.assessment.assessment_room import AssessmentRoom
    from ui.pages.assessment.checklist_panel import ChecklistPanel
    from ui.pages.assessment.question_panel import QuestionPanel
    from workbench.finding.words import Span, Wanted, WordFinder


class SearchedPage(Protocol):
    """What the search needs of the page of the questions."""

    checklist: ChecklistPanel
    panel: QuestionPanel
    room: AssessmentRoom

    def show_entry(self, row_id: str) -> bool:
        """Shows a question; False when the one before cannot be left."""
        ...

    def resume_point(self) -> tuple[str, int]:
        """The question and the position of the cursor."""
        ...

    def resume(self, row_id: str, cursor: int) -> None:
        """Leads back there."""
        ...

    def take_focus(self) -> None:
        """Puts the focus into the answer."""
        ...


class _Words(NamedTuple):
    finder: WordFinder
    marks: WordMarks
    select: Callable[[TextEditor, Span], None]


class FoundWords(QObject):
    """Follows the search of the checklist.

    Enter in the search shows the next place and stays in the search, so that a second Enter writes nothing; Shift+Enter
    shows the one before. Esc leads back to where the cursor was.
    """

    def __init__(self, bridge: DocumentBridge, page: SearchedPage) -> None:
        checklist, panel = page.checklist, page.panel
        super().__init__(panel)
        self._bridge, self._page, self._checklist, self._panel = bridge, page, checklist, panel
        self._words: _Words | None = None
        self._from = ("", 0)
        checklist.find_box.textChanged.connect(self._on_words)
        checklist.find_box.returnPressed.connect(self._on_enter)
        checklist.left.connect(self._leave)

    def find(self) -> None:
        """Leads to the search."""
        if not self._checklist.find_box.hasFocus():
            self._from = self._page.resume_point()
        self._page.room.to_checklist()
        self._checklist.to_find()

    def find_next(self, step: int) -> bool:
        """Shows the next or previous place, and puts the focus there."""
        found = self.step(step)
        if found:
            self._page.room.to_centre()
            editor = self._panel.causes if self._panel.causes.textCursor().hasSelection() else self._panel.answer
            editor.setFocus()
        return found

    def _on_words(self, text: str) -> None:
        if len(text) == 1:
            self._from = self._page.resume_point()  # also when somebody clicked into the search
        self._loaded().marks.show_words(self._wanted())

    def _loaded(self) -> _Words:
        """What finds and marks words; loaded with the first letter, because nobody searches at the start."""
        if self._words is None:
            from ui.editors.word_marks import WordMarks, select_span
            from workbench.finding.words import WordFinder

            self._words = _Words(WordFinder(), WordMarks(self._panel), select_span)
        return self._words

    def _leave(self) -> None:
        if self._from[0] and self._from != self._page.resume_point():
            self._page.resume(*self._from)
        self._page.take_focus()

    def step(self, step: int) -> bool:
        """Shows the next (1) or previous (-1) place of the words, after the last the first; False if there is none.

        Where the words are only in the questions themselves, it shows the next of these.
        """
        if not self._wanted() or not self._bridge.flush():
            return False
        spots = self._spots()
        if not spots:
            return self._to_next_question(step)
        here = self._here()
        order = list(self._bridge.cached_content.places)
        found = [(order.index(question), field, span[0]) for question, field, span in spots]
        now = (order.index(here[0]) if here[0] in order else -1, here[1], here[2])
        behind = [index for index, spot in enumerate(found) if spot > now]
        before = [index for index, spot in enumerate(found) if spot < now]
        index = (behind[0] if behind else 0) if step > 0 else (before[-1] if before else len(spots) - 1)
        return self._select(*spots[index])

    def _wanted(self) -> list[Wanted]:
        from workbench.finding.words import Wanted

        return [Wanted(word) for word in self._checklist.find_box.text().split()]

    def _on_enter(self) -> None:
        back = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.step(-1 if back else 1)

    def _spots(self) -> list[tuple[str, int, Span]]:
        """Every place in the answers and causes of the questions that the checklist shows: question, field, where."""
        finder = self._loaded().finder
        content, shown = self._bridge.cached_content, self._checklist.shown
        found = []
        for question in content.places:
            answer = content.answers.get(question)
            if answer is None or (shown is not None and question not in shown):
                continue
            for field, text in enumerate((answer.text, answer.causes)):
                spans = {span for wanted in self._wanted() for span in finder.find(text, wanted)} if text else set()
                found += [(question, field, span) for span in sorted(spans)]
        return found

    def _here(self) -> tuple[str, int, int]:
        """The question that is shown, the field with a selection, and where that starts; -1 before anything is selected."""
        for field, editor in ((1, self._panel.causes), (0, self._panel.answer)):
            cursor = editor.textCursor()
            if cursor.hasSelection():
                text = editor.document().toPlainText().encode("utf-16-le", "surrogatepass")
                before = text[: 2 * cursor.selectionStart()].decode("utf-16-le", "surrogatepass")
                return self._panel.question or "", field, len(before)
        return self._panel.question or "", 0, -1

    def _select(self, question: str, field: int, span: Span) -> bool:
        if self._panel.question != question and not self._page.show_entry(question):
            return False
        editors: tuple[TextEditor, TextEditor] = (self._panel.answer, self._panel.causes)
        for editor in editors:
            cursor = editor.textCursor()
            cursor.clearSelection()
            editor.setTextCursor(cursor)
        if field:
            self._panel.tabs.setCurrentIndex(CAUSES)
        self._loaded().select(editors[field], span)
        return True

    def _to_next_question(self, step: int) -> bool:
        shown = self._checklist.shown or ()
        found = [question for question in self._bridge.cached_content.places if question in shown]
        if not found:
            return False
        here = found.index(self._panel.question) if self._panel.question in found else -1 if step > 0 else 0
        return self._page.show_entry(found[(here + step) % len(found)])
