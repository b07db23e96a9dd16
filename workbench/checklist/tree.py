"""The checklist of one file in one language, as a tree: the window, the command ``show`` and the reports present it.

A text that the file does not have in this language is in English, or else in another language that the file has.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.checklist.pack import EVERYWHERE, GUIDANCE_FIELDS, shown_area_number
from workbench.document.document import Document
from workbench.language.i18n import Message, load_translator
from workbench.model.labels import label
from workbench.model.rows import Area, AreaId, Question, QuestionId, Section, SectionId, Wording
from workbench.model.vocabulary import AreaKind, WordingField, WordingOrigin
from workbench.storage.queries import Queries
from workbench.system.frozen import frozen


@frozen
class GuidancePart:
    """One part of a guidance text: why it matters, good practice, what to ask, what evidence helps."""

    field: WordingField
    text: str


@frozen
class QuestionEntry:
    """A question as people see it. ``included`` is false if a targeted assessment excludes it.

    ``origin`` is where its wording comes from, ``language`` the language of that wording: another than the chosen one if the
    file has no wording in that, and empty if the file has no wording at all.
    """

    id: QuestionId
    number: str
    wording: str
    included: bool
    origin: WordingOrigin = WordingOrigin.PACK
    language: str = ""


@frozen
class SectionEntry:
    """A section with its questions and its guidance; ``title`` is empty if the area has one unnamed section."""

    id: SectionId
    number: str
    title: str
    guidance: tuple[GuidancePart, ...]
    examples: tuple[str, ...]
    questions: tuple[QuestionEntry, ...]


@frozen
class AreaEntry:
    """An area with its sections. ``number`` is 1 to 10, CA1, GE or X."""

    id: AreaId
    kind: AreaKind
    number: str
    title: str
    introduction: str
    sections: tuple[SectionEntry, ...]

    @property
    def questions(self) -> tuple[QuestionEntry, ...]:
        """All questions of the area in order."""
        return tuple(question for section in self.sections for question in section.questions)


@frozen
class Term:
    """A glossary term; ``source`` is the kind of source of its definition.

    ``forms`` are other words for it in texts; ``not_marked`` the ids of questions and sections where the word has another
    meaning, or :data:`~workbench.checklist.pack.EVERYWHERE` for a word that is in nearly every text and would only disturb.
    """

    id: str
    term: str
    definition: str
    source: str
    forms: tuple[str, ...] = ()
    not_marked: tuple[str, ...] = ()

    def is_marked_in(self, place: str) -> bool:
        """Whether the term is marked in the question or section with this id, if its word stands there."""
        return place not in self.not_marked and EVERYWHERE not in self.not_marked


@frozen
class Checklist:
    """The whole checklist of a file in one language."""

    language: str
    areas: tuple[AreaEntry, ...]
    terms: tuple[Term, ...]

    @property
    def sections(self) -> tuple[SectionEntry, ...]:
        """All sections in order."""
        return tuple(section for entry in self.areas for section in entry.sections)

    @property
    def questions(self) -> tuple[QuestionEntry, ...]:
        """All questions in order."""
        return tuple(question for entry in self.areas for question in entry.questions)

    def place_of(self, question: str) -> tuple[AreaEntry, SectionEntry, QuestionEntry] | None:
        """A question with its area and section; None for an unknown id."""
        for entry in self.areas:
            for section in entry.sections:
                for candidate in section.questions:
                    if candidate.id == question:
                        return entry, section, candidate
        return None


class _Texts:
    """Looks up a text in the chosen language, then in English, then in any other that the file has."""

    def __init__(self, read: Queries, language: str) -> None:
        self._wanted: Mapping[tuple[str, str], Wording] = read.wordings(language)
        others = [other for other in read.wording_languages() if other != language]
        self._fallback = [read.wordings(other) for other in sorted(others, key=lambda code: code != "en")]

    def found(self, subject: str, field: WordingField) -> Wording | None:
        """The text with its language and origin; None if the file has it in no language."""
        for texts in (self._wanted, *self._fallback):
            found = texts.get((subject, field.value))
            if found is not None:
                return found
        return None

    def __call__(self, subject: str, field: WordingField) -> str:
        found = self.found(subject, field)
        return found.text if found is not None else ""

    def terms(self) -> tuple[Term, ...]:
        subjects = dict.fromkeys(
            subject
            for texts in (self._wanted, *self._fallback)
            for subject, field in texts
            if field == WordingField.TERM.value
        )
        terms = (
            Term(
                subject.removeprefix("term."),
                self(subject, WordingField.TERM),
                self(subject, WordingField.DEFINITION),
                self(subject, WordingField.SOURCE),
                tuple(self(subject, WordingField.FORMS).splitlines()),
                tuple(self(subject, WordingField.NOT_MARKED).splitlines()),
            )
            for subject in subjects
        )
        return tuple(sorted(terms, key=lambda term: term.term.casefold()))


def read_checklist(document: Document, language: str | None = None) -> Checklist:
    """The checklist of an open file in ``language`` (default: that of the assessment)."""
    read = document.read
    chosen = language or read.assessment().language
    texts = _Texts(read, chosen)
    questions: dict[str, list[QuestionEntry]] = {}
    for row in read.every(Question):
        questions.setdefault(row.section_id, []).append(_question(row, texts))
    sections: dict[str, list[SectionEntry]] = {}
    for section in read.every(Section):
        sections.setdefault(section.area_id, []).append(_section(section, texts, tuple(questions.get(section.id, ()))))
    areas = tuple(_area(row, texts, tuple(sections.get(row.id, ())), chosen) for row in read.every(Area))
    return Checklist(chosen, areas, texts.terms())


def _question(row: Question, texts: _Texts) -> QuestionEntry:
    found = texts.found(row.id, WordingField.QUESTION)
    if found is None:
        return QuestionEntry(QuestionId(row.id), row.number, "", row.included)
    return QuestionEntry(QuestionId(row.id), row.number, found.text, row.included, found.origin, found.language)


def _section(row: Section, texts: _Texts, questions: tuple[QuestionEntry, ...]) -> SectionEntry:
    parts = tuple(GuidancePart(field, texts(row.id, field)) for field in GUIDANCE_FIELDS)
    examples = texts(row.id, WordingField.EXAMPLES)
    return SectionEntry(
        SectionId(row.id),
        row.number,
        texts(row.id, WordingField.TITLE),
        tuple(part for part in parts if part.text),
        tuple(examples.splitlines()),
        questions,
    )


def _area(row: Area, texts: _Texts, sections: tuple[SectionEntry, ...], language: str) -> AreaEntry:
    title = texts(row.id, WordingField.TITLE) or load_translator(language)(label(row.kind))
    introduction = texts(row.id, WordingField.INTRODUCTION)
    return AreaEntry(AreaId(row.id), row.kind, shown_area_number(row.id), title, introduction, sections)


GUIDANCE_HEADINGS: Mapping[WordingField, Message] = {
    WordingField.WHY: Message("Why it matters"),
    WordingField.GOOD_PRACTICE: Message("Good practice"),
    WordingField.ASK: Message("What to ask in the room"),
    WordingField.EVIDENCE: Message("Which evidence helps"),
    WordingField.EXAMPLES: Message("Examples from other administrations"),
}
"""The headings of the parts of a guidance text."""
