"""Checklist packs as immutable values, and the rows that freeze them into a new file.

``checklists/README.md`` explains the layout of a pack; :mod:`workbench.checklist.pack_reader` reads it and finds its faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from workbench.model.order_keys import keys
from workbench.model.rows import Area, AreaId, Question, QuestionId, Row, Section, SectionId, Wording
from workbench.model.vocabulary import AreaKind, WordingField
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from workbench.checklist.help_pages import HelpPage  # not imported: the start needs no help pages

GUIDANCE_FIELDS = (WordingField.WHY, WordingField.GOOD_PRACTICE, WordingField.ASK, WordingField.EVIDENCE)
"""The four parts of a guidance text, in the order in which they are shown."""


@frozen
class PackQuestion:
    """A question with its permanent id, in the pack's language."""

    id: QuestionId
    wording: str


@frozen
class PackSection:
    """A section with its questions; ``guidance`` has the parts that are written, ``examples`` facts with sources."""

    id: SectionId
    number: str
    title: str
    questions: tuple[PackQuestion, ...]
    guidance: tuple[tuple[WordingField, str], ...] = ()
    examples: tuple[str, ...] = ()


@frozen
class PackArea:
    """An area with its sections; ``introduction`` is empty until it is written."""

    id: AreaId
    kind: AreaKind
    title: str
    introduction: str
    sections: tuple[PackSection, ...]


EVERYWHERE: Final = "everywhere"
"""In ``not_marked``: the word of the term stands in nearly every text, so marking it would only disturb."""


@frozen
class PackTerm:
    """A glossary term; ``source`` is the kind of source of its definition.

    ``forms`` are other words for it in texts; ``not_marked`` the ids of questions and sections where the word has another
    meaning, or :data:`EVERYWHERE`.
    """

    id: str
    term: str
    definition: str
    source: str
    forms: tuple[str, ...] = ()
    not_marked: tuple[str, ...] = ()


@frozen
class Pack:
    """A whole checklist pack in its own language. A new file freezes all of it except the help."""

    id: str
    version: str
    title: str
    language: str
    areas: tuple[PackArea, ...]
    terms: tuple[PackTerm, ...]
    help: tuple[HelpPage, ...] = ()

    @property
    def sections(self) -> tuple[PackSection, ...]:
        """All sections in order."""
        return tuple(section for entry in self.areas for section in entry.sections)

    @property
    def questions(self) -> tuple[PackQuestion, ...]:
        """All questions in order."""
        return tuple(question for section in self.sections for question in section.questions)

    def rows(self) -> Iterator[Row]:
        """The rows that freeze this pack into a file, parents first."""
        section_places, question_places = iter(keys(len(self.sections))), iter(keys(len(self.questions)))
        for entry, area_place in zip(self.areas, keys(len(self.areas)), strict=True):
            yield Area(id=entry.id, kind=entry.kind, place=area_place)
            yield from self._wordings(
                entry.id, (WordingField.TITLE, entry.title), (WordingField.INTRODUCTION, entry.introduction)
            )
            for section in entry.sections:
                yield Section(id=section.id, area_id=entry.id, number=section.number, place=next(section_places))
                examples = (WordingField.EXAMPLES, "\n".join(section.examples))
                yield from self._wordings(section.id, (WordingField.TITLE, section.title), *section.guidance, examples)
                for question in section.questions:
                    number = shown_number(question.id)
                    yield Question(id=question.id, section_id=section.id, number=number, place=next(question_places))
                    yield from self._wordings(question.id, (WordingField.QUESTION, question.wording))
        for term in self.terms:
            yield from self._wordings(
                f"term.{term.id}",
                (WordingField.TERM, term.term),
                (WordingField.DEFINITION, term.definition),
                (WordingField.SOURCE, term.source),
                (WordingField.FORMS, "\n".join(term.forms)),
                (WordingField.NOT_MARKED, "\n".join(term.not_marked)),
            )

    def _wordings(self, subject: str, *texts: tuple[WordingField, str]) -> Iterator[Wording]:
        for field, text in texts:
            if text:
                yield wording_row(subject, field, self.language, text)


def wording_row(subject: str, field: WordingField, language: str, text: str) -> Wording:
    """The row of one text of the checklist, with the same id in every file."""
    return Wording(id=f"{subject}/{field.value}/{language}", subject=subject, field=field, language=language, text=text)


def shown_number(question_id: str) -> str:
    """The number of a question as people say it: ``kf3.q20`` is 3.20, ``ca1.q4`` CA1.4, ``ge.q14`` GE.14."""
    area_id, _, number = question_id.partition(".q")
    return f"{area_id.removeprefix('kf') if area_id.startswith('kf') else area_id.upper()}.{number}"


def shown_area_number(area_id: str) -> str:
    """The number of an area as people say it: ``kf3`` is 3, ``ca1`` is CA1, ``ge`` is GE."""
    return area_id.removeprefix("kf") if area_id.startswith("kf") else area_id.upper()
