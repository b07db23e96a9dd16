"""What the window keeps in memory of the open file, so that a page is shown without reading from the disk."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from workbench.checklist.progress import answers_by_question, is_answered
from workbench.checklist.tree import AreaEntry, Checklist, QuestionEntry, SectionEntry, read_checklist
from workbench.document.document import Document
from workbench.model.changes import Changes
from workbench.model.rows import Answer, Area, Question, Row, Section, Wording

_CHECKLIST_TABLES = frozenset(row_type.table for row_type in (Area, Section, Question, Wording))
_ANSWERS = "answers"

Place = tuple[AreaEntry, SectionEntry, QuestionEntry]


class CachedContent:
    """The checklist and the answers of one open file; each is read when first asked for and then follows the changes.

    ``places`` finds area, section and question by question id.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._checklist: Checklist | None = None
        self._places: dict[str, Place] = {}
        self._answers: dict[str, Answer] | None = None
        self._answered: set[str] | None = None

    @property
    def checklist(self) -> Checklist:
        """The checklist in the language of the assessment, as worded in the file."""
        if self._checklist is None:
            self._checklist = read_checklist(self._document)
            self._places = {
                question.id: (entry, section, question)
                for entry in self._checklist.areas
                for section in entry.sections
                for question in section.questions
            }
        return self._checklist

    @property
    def places(self) -> dict[str, Place]:
        """Area, section and question, by question id."""
        return self._places if self.checklist else {}

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by question id, as they are on the disk."""
        if self._answers is None:
            self._answers = answers_by_question(self._document.read.every(Answer))
        return self._answers

    @property
    def answered(self) -> AbstractSet[str]:
        """The ids of the questions that have an answer, excluded or not."""
        if self._answered is None:
            self._answered = {row_id for row_id, answer in self.answers.items() if is_answered(answer)}
        return self._answered

    def count(self, questions: Iterable[QuestionEntry]) -> tuple[int, int]:
        """How many of these questions are answered, and how many there are. Excluded questions do not count."""
        included, answered = [question.id for question in questions if question.included], self.answered
        return sum(row_id in answered for row_id in included), len(included)

    def follow(self, changes: Changes) -> None:
        """Brings the memory up to date after a change. The bridge calls this before anybody else hears of the change."""
        if checklist_changed(changes):
            self._checklist = None
        if self._answers is not None and _ANSWERS in changes.tables:
            for change in changes.of(_ANSWERS):
                self._follow_answer(change.before, change.after)

    def _follow_answer(self, before: Row | None, after: Row | None) -> None:
        if isinstance(before, Answer):
            (self._answers or {}).pop(before.question_id, None)
            (self._answered or set()).discard(before.question_id)
        if isinstance(after, Answer):
            if self._answers is not None:
                self._answers[after.question_id] = after
            if self._answered is not None and is_answered(after):
                self._answered.add(after.question_id)


def checklist_changed(changes: Changes) -> bool:
    """Whether a change touches the areas, the questions or their wording."""
    return not changes.tables.isdisjoint(_CHECKLIST_TABLES) or _language_changed(changes)


def _language_changed(changes: Changes) -> bool:
    return any(
        getattr(change.before, "language", None) != getattr(change.after, "language", None)
        for change in changes.of("assessment")
    )
