"""Every text that people wrote into an assessment, with its place, and the words that somebody looks for in these texts.

The fields are those that the declarations call written; a field that is added later is searched by itself. Names and
contacts of people are not here: who is meant is decided on their page. Nor is the checklist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from workbench.checklist.tree import Checklist
from workbench.document.document import Document
from workbench.finding.words import Span, Wanted, WordFinder
from workbench.language.i18n import Message
from workbench.model.declared import Declared, declared
from workbench.model.rows import (
    Activity,
    Answer,
    Assessment,
    BackgroundDocument,
    Contribution,
    Evidence,
    Finding,
    Indicator,
    Markable,
    Measurement,
    Outcome,
    Output,
    Rating,
    Row,
    Session,
)
from workbench.system.frozen import frozen


class Part(StrEnum):
    """A part of the assessment in which words can be looked for."""

    ANSWERS = "answers"
    CONTRIBUTIONS = "contributions"
    FINDINGS = "findings"
    PLAN = "plan"
    INDICATORS = "indicators"
    SESSIONS = "sessions"
    DOCUMENTS = "documents"
    SCOPE = "scope"


PART_LABELS: Final[Mapping[Part, Message]] = {
    Part.ANSWERS: Message("Answers"),
    Part.CONTRIBUTIONS: Message("Contributions and notes"),
    Part.FINDINGS: Message("Findings of the areas"),
    Part.PLAN: Message("Action plan"),
    Part.INDICATORS: Message("Indicators"),
    Part.SESSIONS: Message("Sessions"),
    Part.DOCUMENTS: Message("Documents"),
    Part.SCOPE: Message("Scope and conclusions"),
}

_ROWS: Final[Mapping[Part, tuple[type[Row], ...]]] = {
    Part.ANSWERS: (Answer,),
    Part.CONTRIBUTIONS: (Contribution,),
    Part.FINDINGS: (Finding,),
    Part.PLAN: (Outcome, Output, Activity, Rating),
    Part.INDICATORS: (Indicator, Measurement),
    Part.SESSIONS: (Session,),
    Part.DOCUMENTS: (BackgroundDocument, Evidence),
    Part.SCOPE: (Assessment,),
}

_UNLABELLED: Final[Mapping[tuple[type[Row], str], Message]] = {
    (Answer, "parked_note"): Message("Note of the parked question"),
}
_NOT_FREE: Final = frozenset({(Assessment, "language"), (Assessment, "checklist"), (Assessment, "checklist_version")})
"""Fields that have a label and are not written by people."""

_NAMES: Final = ("title", "name")
_AROUND: Final = 40
"""How many characters before and behind a hit are shown with it."""


@frozen
class WrittenText:
    """One text of one row. ``row`` is the row as it was read.

    ``label`` names the field. ``number`` is that of the question; ``title`` what the row is called, which is a text of the
    user, or empty. ``area`` is the id of the area of the checklist, empty for other parts.
    """

    part: Part
    row: Row
    field: str
    label: Message
    number: str
    title: str
    area: str
    is_confidential: bool

    @property
    def text(self) -> str:
        """The text itself."""
        return str(getattr(self.row, self.field))


@frozen
class Hit:
    """Words that were found: from ``start`` to ``end`` in a text, in characters."""

    where: WrittenText
    start: int
    end: int

    def around(self, most: int = _AROUND) -> tuple[str, str, str]:
        """The words with what stands before and behind them, on one line; … where the text continues."""
        text = self.where.text
        first, last = max(0, self.start - most), min(len(text), self.end + most)
        before, found, behind = text[first : self.start], text[self.start : self.end], text[self.end : last]
        if first > 0:
            before = f"…{before.partition(' ')[2] or before}"
        if last < len(text):
            behind = f"{behind.rpartition(' ')[0] or behind}…"
        return _on_one_line(before), _on_one_line(found), _on_one_line(behind)


def _on_one_line(text: str) -> str:
    return " ".join(text.replace("\t", " ").split("\n"))


def written_texts(document: Document, checklist: Checklist, parts: Collection[Part] = tuple(Part)) -> list[WrittenText]:
    """All texts of these parts that are not empty, in the order of the parts and of their pages."""
    return [text for part in Part if part in parts for text in _Reader(document, checklist).of(part)]


def find_words(texts: Iterable[WrittenText], wanted: Wanted, finder: WordFinder | None = None) -> list[Hit]:
    """All places of words in texts, in their order. A ``finder`` that is given again finds the next letters faster."""
    finder = finder or WordFinder()
    return [Hit(text, *span) for text in texts for span in finder.find(text.text, wanted)]


def spans_of(hits: Iterable[Hit]) -> dict[tuple[str, str], list[Span]]:
    """The places of hits, by the id of their row and the name of the field."""
    spans: dict[tuple[str, str], list[Span]] = {}
    for hit in hits:
        spans.setdefault((hit.where.row.id, hit.where.field), []).append((hit.start, hit.end))
    return spans


class _Reader:
    """Reads the texts of a document part by part."""

    def __init__(self, document: Document, checklist: Checklist) -> None:
        self._document = document
        self._order: dict[str, int] = {entry.id: index for index, entry in enumerate(checklist.questions)}
        self._numbers: dict[str, str] = {entry.id: entry.number for entry in checklist.questions}
        self._areas: dict[str, str] = {entry.id: area.id for area in checklist.areas for entry in area.questions}

    def of(self, part: Part) -> Iterator[WrittenText]:
        for row_type in _ROWS[part]:
            fields = _fields_of(row_type)
            for row in self._rows(row_type):
                given = [(field, label) for field, label in fields if getattr(row, field.name)]
                place = self._place(row) if given else ("", "", "")
                for field, label in given:
                    yield WrittenText(part, row, field.name, label, *place, self._is_confidential(row))

    def _rows(self, row_type: type[Row]) -> list[Row]:
        rows: list[Row] = list(self._document.read.every(row_type))
        if row_type in (Answer, Contribution):
            last = len(self._order)
            return sorted(rows, key=lambda row: self._order.get(_question_of(row), last))
        return rows

    def _place(self, row: Row) -> tuple[str, str, str]:
        """The number of the question, the title of the row, and the area."""
        question, read = _question_of(row), self._document.get
        if isinstance(row, Evidence):
            answer, entry = read(Answer, row.answer_id), read(BackgroundDocument, row.document_id)
            question = answer.question_id if answer is not None else ""
            return self._numbers.get(question, ""), entry.title if entry is not None else "", ""
        if question:
            return self._numbers.get(question, ""), "", self._areas.get(question, "")
        if isinstance(row, Finding):
            return "", "", row.area_id
        owner: Row | None = row
        if isinstance(row, Rating):
            owner = read(Activity, row.activity_id)
        elif isinstance(row, Measurement):
            owner = read(Indicator, row.indicator_id)
        return "", next((str(getattr(owner, name)) for name in _NAMES if getattr(owner, name, "")), ""), ""

    def _is_confidential(self, row: Row) -> bool:
        """Whether the text is withheld from public editions by a mark of its row, or of what the row belongs to."""
        rows: list[Row | None] = [row]
        read = self._document.get
        if isinstance(row, Evidence):
            rows += [read(Answer, row.answer_id), read(BackgroundDocument, row.document_id)]
        elif isinstance(row, Rating):
            rows.append(read(Activity, row.activity_id))
        elif isinstance(row, Measurement):
            rows.append(read(Indicator, row.indicator_id))
        return any(isinstance(each, Markable) and each.is_confidential for each in rows)


def _question_of(row: Row) -> str:
    return getattr(row, "question_id", None) or ""


def _fields_of(row_type: type[Row]) -> list[tuple[Declared, Message]]:
    found = []
    for name, field in declared(row_type).items():
        label = _UNLABELLED.get((row_type, name), field.label)
        if field.written and label is not None and (row_type, name) not in _NOT_FREE:
            found.append((field, label))
    return found
