"""The assessment as a whole: created from a pack, described, with questions included, excluded and added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from workbench.checklist.pack import Pack, shown_area_number, wording_row
from workbench.document.document import Clock, Document, Identity
from workbench.errors import NotFound
from workbench.language.i18n import Message
from workbench.model.ids import link_id, new_id
from workbench.model.limits import MOST_ROUNDS
from workbench.model.rows import (
    ActivityQuestion,
    Answer,
    Area,
    AreaId,
    Assessment,
    Contribution,
    Evidence,
    Finding,
    GroupArea,
    Hand,
    Question,
    QuestionId,
    Row,
    Section,
    SectionId,
    SessionArea,
    Wording,
)
from workbench.model.texts import is_blank, storable
from workbench.model.vocabulary import AreaKind, Mode, Scope, WordingField, WordingOrigin
from workbench.operations.common import (
    append,
    changed,
    drop_links,
    existing,
    fitting,
    invalid,
    known_language,
    refuse_if_used,
)
from workbench.system.frozen import frozen

OWN_AREA = AreaId("x")
_OWN_SECTION = SectionId("x.s1")
_NEVER_GIVEN = frozenset({"3.19", "kf3.q19"})
"""The guide's numbers skip this question, so people look for it."""


@frozen
class Beginning:
    """What is decided about an assessment before its file is created; all of it can be changed later.

    ``areas`` are those of a targeted assessment (None: the whole checklist); ``wording`` are the administration's own texts,
    by question id, in the language of the assessment.
    """

    objectives: str = ""
    mode: Mode = Mode.SELF_ASSESSMENT
    areas: Collection[AreaId] | None = None
    wording: Mapping[str, str] = field(default_factory=dict)


def create_assessment(
    path: Path,
    *,
    pack: Pack,
    language: str = "en",
    administration: str = "",
    station: str = "",
    beginning: Beginning | None = None,
    identity: Identity | None = None,
    clock: Clock | None = None,
) -> Document:
    """A new file with the pack frozen into it and an empty answer for every question, open for work.

    Raises :class:`~workbench.errors.InvalidValue` for an unknown language and for a targeted assessment without areas,
    :class:`~workbench.errors.NotFound` for an unknown area or question, FileExists, StorageFailed or DiskFull. No file is
    then made.
    """
    known_language(language)
    begun = beginning or Beginning()
    _check_beginning(begun, pack)
    assessment = Assessment(
        id=new_id(),
        administration=fitting(Assessment, "administration", administration.strip()),
        station=fitting(Assessment, "station", station.strip()),
        language=language,
        checklist=pack.id,
        checklist_version=pack.version,
        objectives=storable(begun.objectives),
        mode=begun.mode,
        scope=Scope.COMPREHENSIVE if begun.areas is None else Scope.TARGETED,
    )
    rows = _first_rows(assessment, pack, begun)
    return Document.create(path, rows, label=Message("create assessment"), identity=identity, clock=clock)


def _check_beginning(begun: Beginning, pack: Pack) -> None:
    known = {entry.id for entry in pack.areas} | {question.id for question in pack.questions}
    for name in (*(begun.areas or ()), *begun.wording):
        if name not in known:
            raise NotFound(
                Message("The checklist has no area or question {name}.", name=name),
                safe=Message("No file was made."),
                advice=Message("Choose one that it has."),
            )
    if begun.areas is not None and not begun.areas:
        raise invalid(Message("No area is ticked."), Message("Tick at least one area, or choose the whole checklist."))


def _first_rows(assessment: Assessment, pack: Pack, begun: Beginning) -> Iterator[Row]:
    yield assessment
    worded = {row.id: row for row in _wording_rows(begun.wording, assessment.language)}
    left_out = _sections_left_out(pack, begun.areas)
    for row in pack.rows():
        if isinstance(row, Question) and row.section_id in left_out:
            yield changed(row, {"included": False})
        elif row.id not in worded:
            yield row
    yield from worded.values()
    for entry in pack.areas:
        yield Finding(id=link_id(assessment.id, entry.id), area_id=entry.id)
    for question in pack.questions:
        yield Answer(id=link_id(assessment.id, question.id), question_id=question.id)


def _wording_rows(texts: Mapping[str, str], language: str) -> Iterator[Wording]:
    for question, text in texts.items():
        if is_blank(text):
            raise invalid(Message("The question has no text."), Message("Write the question."))
        row = wording_row(question, WordingField.QUESTION, language, storable(text))
        yield changed(row, {"origin": WordingOrigin.WORDING_FILE})


def _sections_left_out(pack: Pack, areas: Collection[AreaId] | None) -> set[SectionId]:
    return {section.id for entry in pack.areas if areas is not None and entry.id not in areas for section in entry.sections}


def describe_assessment(document: Document, *, initiator: object | None = None, **values: Any) -> None:
    """Changes fields of the assessment: scope, mode, method, key messages and others.

    Raises :class:`~workbench.errors.InvalidValue` for a wrong date, an end before the start, a round out of bounds, and an
    unknown language.
    """
    before = document.read.assessment()
    after = changed(before, values)
    if after.language != before.language:
        known_language(after.language)
    if _ends_too_early(after):
        raise invalid(Message("The assessment cannot end before it starts."), Message("Change one of the two dates."))
    if not 1 <= after.round <= MOST_ROUNDS:
        raise invalid(Message("The round is counted from 1."), Message("Write 1 for the first assessment."))
    merge_key = ("assessment", *sorted(values))
    with document.change(Message("change Scope"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(after)


def _ends_too_early(row: Assessment) -> bool:
    """Whether the end is before the start, as far as both are known: a year ends in any of its months."""
    known = min(len(row.start_date), len(row.end_date))
    return row.end_date[:known] < row.start_date[:known]


def include_questions(
    document: Document, *, questions: list[QuestionId], included: bool, initiator: object | None = None
) -> None:
    """Includes questions in a targeted assessment, or excludes them. Their answers stay in the file in both cases."""
    rows = [existing_question(document, question) for question in questions]
    label = Message("include questions") if included else Message("exclude questions")
    with document.change(label, initiator=initiator) as transaction:
        for row in rows:
            transaction.put(changed(row, {"included": included}))


def add_own_question(document: Document, *, wording: str, initiator: object | None = None) -> QuestionId:
    """Adds an own question to the area of own questions. Its id is permanent, and no other computer gives the same.

    Its number is only shown: two computers may give the same one, to different questions.
    Raises :class:`~workbench.errors.InvalidValue` for a blank wording.
    """
    wording = storable(wording)
    if is_blank(wording):
        raise invalid(Message("The question has no text."), Message("Write the question."))
    assessment = document.read.assessment()
    questions = document.read.every(Question)
    question_id = QuestionId(f"{OWN_AREA}.{new_id()}")
    shown = _next_own_number([row.number for row in questions if row.section_id == _OWN_SECTION])
    with document.change(Message("add question"), initiator=initiator) as transaction:
        _own_area(document, transaction, assessment)
        append(transaction, questions, Question(id=question_id, section_id=_OWN_SECTION, number=shown))
        transaction.put(_own_wording(question_id, assessment.language, wording))
        transaction.put(Answer(id=link_id(assessment.id, question_id), question_id=question_id))
    return question_id


def word_own_question(document: Document, *, question: QuestionId, wording: str, initiator: object | None = None) -> None:
    """Changes the wording of an own question. Raises :class:`~workbench.errors.InvalidValue` for a blank wording."""
    row, wording = _own_question(document, question), storable(wording)
    if is_blank(wording):
        raise invalid(Message("The question has no text."), Message("Write the question."))
    text = _own_wording(row.id, document.read.assessment().language, wording)
    with document.change(Message("change question"), merge_key=("own question", row.id), initiator=initiator) as transaction:
        transaction.put(text)


def remove_own_question(document: Document, *, question: QuestionId, initiator: object | None = None) -> None:
    """Removes an own question; after the last one also the area of own questions, unless something refers to it.

    Raises :class:`~workbench.errors.StillInUse` if anything has been written about the question.
    """
    row = _own_question(document, question)
    answer = existing(document, Answer, link_id(document.read.assessment().id, row.id))
    used = int(answer != Answer(id=answer.id, question_id=QuestionId(row.id)))
    used += sum(len(document.read.where(kind, question_id=row.id)) for kind in (Contribution, Hand, ActivityQuestion))
    used += len(document.read.where(Evidence, answer_id=answer.id))
    refuse_if_used([(Message("Something has been written about question {number}.", number=row.number), used)])
    last = len(document.read.where(Question, section_id=_OWN_SECTION)) == 1
    with document.change(Message("remove question"), initiator=initiator) as transaction:
        transaction.drop(Answer, answer.id)
        drop_links(document, transaction, Wording, subject=row.id)
        transaction.drop(Question, row.id)
        finding = document.read.where(Finding, area_id=OWN_AREA)
        linked = any(document.read.where(kind, area_id=OWN_AREA) for kind in (GroupArea, SessionArea))
        if last and not linked and finding == [Finding(id=row.id, area_id=OWN_AREA) for row in finding]:
            drop_links(document, transaction, Finding, area_id=OWN_AREA)
            transaction.drop(Section, _OWN_SECTION)
            transaction.drop(Area, OWN_AREA)


def _next_own_number(taken: Sequence[str]) -> str:
    last = (number.rpartition(".")[2] for number in taken)
    return f"{shown_area_number(OWN_AREA)}.{1 + max((int(digits) for digits in last if digits.isdecimal()), default=0)}"


def _own_question(document: Document, question: str) -> Question:
    row = existing_question(document, question)
    if row.section_id != _OWN_SECTION:
        raise invalid(
            Message("Question {number} belongs to the checklist.", number=row.number), Message("Exclude it instead.")
        )
    return row


def _own_area(document: Document, transaction: Any, assessment: Assessment) -> None:
    if document.get(Area, OWN_AREA) is not None:
        return
    areas, sections = document.read.every(Area), document.read.every(Section)
    append(transaction, areas, Area(id=OWN_AREA, kind=AreaKind.OWN))
    append(transaction, sections, Section(id=_OWN_SECTION, area_id=OWN_AREA, number=""))
    transaction.put(Finding(id=link_id(assessment.id, OWN_AREA), area_id=OWN_AREA))


def _own_wording(question: str, language: str, text: str) -> Wording:
    row_id = f"{question}/{WordingField.QUESTION.value}/{language}"
    field, origin = WordingField.QUESTION, WordingOrigin.OWN
    return Wording(id=row_id, subject=question, field=field, language=language, text=text, origin=origin)


def existing_question(document: Document, question: str) -> Question:
    """The question with this id or this number (3.20, CA1.4).

    Raises :class:`~workbench.errors.NotFound`, and :class:`~workbench.errors.InvalidValue` for a number that several own
    questions have.
    """
    row = document.get(Question, question) if question.isascii() else None
    if row is None and question.isascii():
        found = document.read.where(Question, number=question.upper())
        if len(found) > 1:
            raise invalid(
                Message("{count} questions have the number {number}.", count=len(found), number=found[0].number),
                Message("Open the assessment in the window, and choose there which one is meant."),
            )
        row = found[0] if found else None
    if row is None:
        advice = Message("Write the number as in the checklist, for example 3.20.")
        if question in _NEVER_GIVEN:
            advice = Message("The checklist has no question 3.19: after 3.18 comes 3.20.")
        raise NotFound(
            Message("There is no question {question} in this assessment.", question=question),
            safe=Message("Nothing was changed."),
            advice=advice,
        )
    return row


def describe_finding(document: Document, *, area_id: AreaId, initiator: object | None = None, **values: Any) -> None:
    """Changes strengths, gaps and causes of one area; in each text, one item to a line (Part II, step 6)."""
    found = document.read.where(Finding, area_id=area_id)
    before = existing(document, Finding, found[0].id if found else "")
    merge_key = ("finding", before.id, *sorted(values))
    with document.change(Message("change findings"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(changed(before, values))
