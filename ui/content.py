"""What the window keeps in memory of the open file, so that a page is shown without a question to the disk."""

from __future__ import annotations

from workbench.changes import Changes
from workbench.checklist import Checklist, ListEntry, QuestionEntry, SectionEntry, read_checklist
from workbench.document import Document
from workbench.model import Answer, ChecklistList, Question, Section, Wording
from workbench.progress import Progress, answers_by_question, progress_of

_CHECKLIST_TABLES = frozenset(row_type.table for row_type in (ChecklistList, Section, Question, Wording))
_ANSWERS = "answers"

Place = tuple[ListEntry, SectionEntry, QuestionEntry]


class Content:
    """The checklist and the answers of one open file; each is read when first asked for and then follows the changes.

    ``places`` finds list, section and question by question id.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._checklist: Checklist | None = None
        self._places: dict[str, Place] = {}
        self._answers: dict[str, Answer] | None = None

    @property
    def checklist(self) -> Checklist:
        """The checklist in the language of the assessment, as worded in the file."""
        if self._checklist is None:
            self._checklist = read_checklist(self._document)
            self._places = {
                question.id: (entry, section, question)
                for entry in self._checklist.lists
                for section in entry.sections
                for question in section.questions
            }
        return self._checklist

    @property
    def places(self) -> dict[str, Place]:
        """List, section and question, by question id."""
        return self._places if self.checklist else {}

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by question id, as they are on the disk."""
        if self._answers is None:
            self._answers = answers_by_question(self._document.read.every(Answer))
        return self._answers

    def progress(self) -> Progress:
        """The counts over the whole checklist."""
        return progress_of(self.checklist.questions, self.answers)

    def follow(self, changes: Changes) -> None:
        """Takes a change over. Called by the bridge before anybody else hears of it."""
        tables = changes.tables
        if not tables.isdisjoint(_CHECKLIST_TABLES) or _language_changed(changes):
            self._checklist = None
        if self._answers is not None and _ANSWERS in tables:
            for change in changes.of(_ANSWERS):
                row = change.after or change.before
                if isinstance(change.after, Answer):
                    self._answers[change.after.question_id] = change.after
                elif isinstance(row, Answer):
                    self._answers.pop(row.question_id, None)


def checklist_changed(changes: Changes) -> bool:
    """Whether a change touches the lists, the questions or their wording."""
    return not changes.tables.isdisjoint(_CHECKLIST_TABLES) or _language_changed(changes)


def _language_changed(changes: Changes) -> bool:
    return any(
        getattr(change.before, "language", None) != getattr(change.after, "language", None)
        for change in changes.of("assessment")
    )
