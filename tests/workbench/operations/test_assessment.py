"""The assessment as a whole: made, described, fitted to what is assessed, and the administration's own questions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.checklist.progress import answers_by_question, progress_of
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.errors import FileExists, InvalidValue, NotFound, StillInUse, TextNotStorable
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Area, Finding, Question, Section, Wording
from workbench.model.vocabulary import AreaKind, Mode, Recurrence, Scope, WordingOrigin
from workbench.operations import answers, assessment
from workbench.operations.assessment import Beginning, create_assessment, existing_question


def test_a_new_assessment_holds_the_whole_checklist_and_nothing_else(document: Document, pack) -> None:
    read = document.read
    assert len(read.every(Area)) == 14
    assert len(read.every(Section)) == 60
    assert [row.id for row in read.every(Question)] == [question.id for question in pack.questions]
    assert {row.question_id for row in read.every(Answer)} == {question.id for question in pack.questions}
    assert all(row.text == "" and row.priority is None and not row.is_confidential for row in read.every(Answer))
    assert sorted(row.area_id for row in read.every(Finding)) == sorted(entry.id for entry in pack.areas)
    row = read.assessment()
    assert (row.administration, row.station, row.language) == ("Customs of Veldora", "Karsk", "en")
    assert (row.checklist, row.checklist_version, row.round) == (pack.id, pack.version, 1)
    assert document.undo_label is None


def test_two_assessments_are_never_the_same(tmp_path: Path, document: Document, pack) -> None:
    with create_assessment(tmp_path / "other.integrity", pack=pack) as other:
        assert other.read.assessment().id != document.read.assessment().id
        ours = {row.id for row in document.read.every(Answer)}
        assert ours.isdisjoint(row.id for row in other.read.every(Answer))


def test_a_new_assessment_in_an_unknown_language_leaves_no_file(tmp_path: Path, pack) -> None:
    with pytest.raises(InvalidValue, match="tlh is not a language"):
        create_assessment(tmp_path / "new.integrity", pack=pack, language="tlh")
    with pytest.raises(TextNotStorable):
        create_assessment(tmp_path / "new.integrity", pack=pack, station="a\x00")
    assert list(tmp_path.iterdir()) == []


def test_a_targeted_assessment_begins_with_its_areas_its_mode_and_its_wording(tmp_path: Path, pack) -> None:
    texts = {"kf3.q1": "¿Quién decide?", "kf1.q1": "¿Quién dirige?"}
    begun = Beginning("The night shift.", Mode.REMOTE, ("kf3", "ge"), texts)
    with create_assessment(tmp_path / "new.integrity", pack=pack, language="es", beginning=begun) as document:
        row = document.read.assessment()
        assert (row.objectives, row.mode, row.scope) == ("The night shift.", Mode.REMOTE, Scope.TARGETED)
        checklist = read_checklist(document)
        assert {question.id.partition(".")[0] for question in checklist.questions if question.included} == {"kf3", "ge"}
        assert len(checklist.questions) == 282
        assert len(document.read.every(Answer)) == 282
        worded = {row.subject: row.text for row in document.read.every(Wording) if row.language == "es"}
        assert worded == texts
        assert checklist.areas[2].questions[0].wording == "¿Quién decide?"
        assert document.undo_label is None


def test_own_wording_takes_the_place_of_that_of_the_pack(tmp_path: Path, pack) -> None:
    begun = Beginning(wording={"kf1.q1": "Who leads?"})
    with create_assessment(tmp_path / "new.integrity", pack=pack, beginning=begun) as document:
        (row,) = [row for row in document.read.every(Wording) if row.subject == "kf1.q1"]
        assert (row.text, row.origin) == ("Who leads?", WordingOrigin.WORDING_FILE)
        assert document.read.assessment().scope is Scope.COMPREHENSIVE


@pytest.mark.parametrize(
    ("begun", "error"),
    [
        (Beginning(areas=()), InvalidValue),
        (Beginning(areas=("kf99",)), NotFound),
        (Beginning(wording={"kf3.q19": "There is none."}), NotFound),
        (Beginning(wording={"kf1.q1": " "}), InvalidValue),
        (Beginning(objectives="a\x00"), TextNotStorable),
    ],
)
def test_a_beginning_that_cannot_be_leaves_no_file(tmp_path: Path, pack, begun, error) -> None:
    with pytest.raises(error):
        create_assessment(tmp_path / "new.integrity", pack=pack, beginning=begun)
    assert list(tmp_path.iterdir()) == []


def test_a_new_assessment_never_covers_a_file(empty_file: Path, pack) -> None:
    before = empty_file.read_bytes()
    with pytest.raises(FileExists):
        create_assessment(empty_file, pack=pack)
    assert empty_file.read_bytes() == before


def test_the_assessment_is_described(station: Document) -> None:
    fields = {
        "administration": "Customs of Veldora",
        "station": "Karsk",
        "language": "fr",
        "round": 2,
        "scope": Scope.TARGETED,
        "recurrence": Recurrence.RECURRING,
        "mode": Mode.ON_SITE,
        "start_date": "2026-01-31",
        "end_date": "2026-01-31",
        "objectives": "o",
        "departments": "d",
        "responsible": "r",
        "strategic_plan": "s",
        "classification": "c",
        "method": "m",
        "key_messages": "k",
        "challenges": "ch",
        "lessons": "l",
        "recommendations": "re",
    }
    assessment.describe_assessment(station, **fields)
    row = station.read.assessment()
    assert {name: getattr(row, name) for name in fields} == fields


@pytest.mark.parametrize("count", [0, -1])
def test_rounds_are_counted_from_one(station: Document, count: int) -> None:
    with pytest.raises(InvalidValue, match="counted from 1"):
        assessment.describe_assessment(station, round=count)


def test_the_dates_are_compared_in_whatever_order_they_are_written(station: Document) -> None:
    assessment.describe_assessment(station, end_date="2026-01-31")
    with pytest.raises(InvalidValue, match="cannot end before it starts"):
        assessment.describe_assessment(station, start_date="2026-02-01")
    assessment.describe_assessment(station, end_date="")
    assessment.describe_assessment(station, start_date="2026-02-01")


def test_questions_are_left_out_and_included_again_with_their_answers(station: Document) -> None:
    questions = read_checklist(station).questions
    total = progress_of(questions, answers_by_question(station.read.every(Answer))).total
    assessment.include_questions(station, questions=["kf1.q1", "1.2"], included=False)
    assert station.read.answer("kf1.q1").text == "We have a programme."
    excluded = {question.id for question in read_checklist(station).questions if not question.included}
    assert excluded == {"kf1.q1", "kf1.q2", "kf4.q1"}
    left = progress_of(read_checklist(station).questions, answers_by_question(station.read.every(Answer)))
    assert left.total == total - 2
    assessment.include_questions(station, questions=["kf1.q1", "kf1.q2", "kf4.q1"], included=True)
    assert all(question.included for question in read_checklist(station).questions)


def test_own_questions_stand_in_an_area_of_their_own_at_the_end(document: Document) -> None:
    first = assessment.add_own_question(document, wording="What do drivers say?")
    second = assessment.add_own_question(document, wording="And the brokers?")
    assert first != second
    assert {name[:2] for name in (first, second)} == {"x."}
    last = read_checklist(document).areas[-1]
    assert (last.id, last.kind, last.number, last.title) == ("x", AreaKind.OWN, "X", "Own questions")
    assert [(q.id, q.number, q.wording) for q in last.questions] == [
        (first, "X.1", "What do drivers say?"),
        (second, "X.2", "And the brokers?"),
    ]
    answers.write_answer(document, question="x.2", text="They wait.")
    assert document.read.answer(second).text == "They wait."
    assert document.get(Wording, f"{first}/question/en").origin is WordingOrigin.OWN


def test_an_own_question_is_worded_in_the_language_of_the_assessment(document: Document) -> None:
    assessment.describe_assessment(document, language="fr")
    question = assessment.add_own_question(document, wording="Et les transporteurs ?")
    assert document.get(Wording, f"{question}/question/fr").text == "Et les transporteurs ?"
    assert read_checklist(document, "ar").areas[-1].questions[0].wording == "Et les transporteurs ?"


def test_own_questions_number_on_after_ten(document: Document) -> None:
    made = [assessment.add_own_question(document, wording=f"Question {number}?") for number in range(1, 13)]
    questions = read_checklist(document).areas[-1].questions
    assert [question.id for question in questions] == made
    assert [question.number for question in questions] == [f"X.{number}" for number in range(1, 13)]


def test_two_computers_never_give_the_same_id_to_different_questions(document: Document, tmp_path: Path) -> None:
    """Both number their question X.1; only somebody who chooses in the window can say which one is meant."""
    document.save_copy(tmp_path / "other.integrity")
    here = assessment.add_own_question(document, wording="Do brokers wait?")
    with Document.open(tmp_path / "other.integrity") as other:
        there = assessment.add_own_question(other, wording="Are parcels opened?")
        assert other.read.answer(there).id != document.read.answer(here).id
        rows = [other.get(Question, there), other.get(Wording, f"{there}/question/en"), other.read.answer(there)]
    with document.change(Message("brought in")) as transaction:
        for row in rows:
            transaction.put(row)
    with pytest.raises(InvalidValue, match=r"2 questions have the number X\.1"):
        existing_question(document, "x.1")
    assert existing_question(document, there).number == "X.1"
    third = assessment.add_own_question(document, wording="And who pays?")
    assert existing_question(document, "X.2").id == third


def test_an_own_question_that_was_taken_back_leaves_its_id_to_nobody(document: Document) -> None:
    first = assessment.add_own_question(document, wording="Do brokers wait?")
    document.undo()
    assert assessment.add_own_question(document, wording="Are parcels opened?") != first


def test_the_findings_of_an_area(station: Document, ids: SimpleNamespace) -> None:
    assessment.describe_finding(station, area_id="x", strengths="We ask", gaps="We forget", causes="No time")
    (row,) = station.read.where(Finding, area_id="x")
    assert (row.strengths, row.gaps, row.causes, row.is_confidential) == ("We ask", "We forget", "No time", False)


@pytest.mark.parametrize("said", ["kf3.q20", "3.20", "ca1.q4", "CA1.4", "ca1.4", "ge.14", "x.1"])
def test_a_question_is_found_by_id_and_by_number(station: Document, ids: SimpleNamespace, said: str) -> None:
    assert existing_question(station, said).id in ("kf3.q20", "ca1.q4", "ge.q14", ids.own)


def test_the_last_own_question_takes_its_area_with_it(document: Document) -> None:
    before = [entry.id for entry in read_checklist(document).areas]
    first, second = (assessment.add_own_question(document, wording=text) for text in ("One?", "Two?"))
    assessment.word_own_question(document, question=second, wording="Two, then?")
    assessment.remove_own_question(document, question=first)
    assert [question.wording for question in read_checklist(document).areas[-1].questions] == ["Two, then?"]
    assessment.remove_own_question(document, question=second)
    assert [entry.id for entry in read_checklist(document).areas] == before


def test_an_own_question_about_which_something_is_written_stays(document: Document) -> None:
    own = assessment.add_own_question(document, wording="What do drivers say?")
    answers.write_answer(document, question=own, text="They wait.")
    with pytest.raises(StillInUse, match=r"X\.1"):
        assessment.remove_own_question(document, question=own)
    for change in (assessment.remove_own_question, partial(assessment.word_own_question, wording="Ours")):
        with pytest.raises(InvalidValue, match="belongs to the checklist"):
            change(document, question="kf1.q1")


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026", "2026"), ("2026-11", "2026"), ("2026-11-21", "2026-11"), ("2026", "2026-01-05"), ("2026-12", "2027-01-01")],
)
def test_a_period_may_be_known_by_years_and_months(station, start: str, end: str) -> None:
    assessment.describe_assessment(station, start_date=start, end_date=end)
    row = station.read.assessment()
    assert (row.start_date, row.end_date) == (start, end)


@pytest.mark.parametrize(("start", "end"), [("2027", "2026"), ("2027", "2026-12-31"), ("2026-11", "2026-10-31")])
def test_a_period_that_ends_in_an_earlier_year_or_month_is_refused(station, start: str, end: str) -> None:
    with pytest.raises(InvalidValue, match="cannot end before"):
        assessment.describe_assessment(station, start_date=start, end_date=end)
