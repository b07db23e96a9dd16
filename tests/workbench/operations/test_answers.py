"""What is written for a question: the agreed text, what it is judged to be, what rests under it."""

from __future__ import annotations

import unicodedata
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.document.document import Document
from workbench.errors import NotFound
from workbench.language.i18n import Message
from workbench.model.rows import Contribution, Evidence
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.operations import answers, voices


def test_every_field_of_an_answer_is_written_where_it_belongs(station: Document) -> None:
    answers.write_answer(station, question="kf3.q20", text="Agreed")
    answers.write_causes(station, question="kf3.q20", causes="Cause")
    answers.judge_answer(station, question="kf3.q20", status=MeasureStatus.ON_PAPER)
    answers.set_answer_priority(station, question="kf3.q20", priority=Level.MEDIUM)
    answers.mark_answer_confidential(station, question="kf3.q20", confidential=True)
    answer = station.read.answer("kf3.q20")
    assert answer is not None
    assert (answer.text, answer.causes) == ("Agreed", "Cause")
    assert answer.status is MeasureStatus.ON_PAPER
    assert answer.priority is Level.MEDIUM
    assert answer.is_confidential is True


def test_a_priority_can_be_taken_back(station: Document) -> None:
    answers.set_answer_priority(station, question="kf3.q20", priority=Level.LOW)
    answers.set_answer_priority(station, question="kf3.q20", priority=None)
    assert station.read.answer("kf3.q20").priority is None


def test_an_answer_is_found_by_the_number_that_people_say(station: Document) -> None:
    answers.write_answer(station, question="3.20", text="By number")
    answers.write_answer(station, question="ca1.4", text="In any case")
    assert station.read.answer("kf3.q20").text == "By number"
    assert station.read.answer("ca1.q4").text == "In any case"
    question, answer = answers.existing_answer(station, "GE.14")
    assert (question.id, answer.question_id) == ("ge.q14", "ge.q14")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"), max_size=300))
def test_a_text_comes_back_as_it_was_written(station: Document, text: str) -> None:
    """As it was read, too: a letter in one of its two ways of being written is stored in one."""
    answers.write_answer(station, question="kf1.q2", text=text)
    assert station.read.answer("kf1.q2").text == unicodedata.normalize("NFC", text)


def test_a_burst_of_typing_is_one_step_of_undo(station: Document, clock) -> None:
    for text in ("A", "A b", "A bo", "A boat"):
        answers.write_answer(station, question="kf1.q2", text=text)
        clock.go_on(1.9)
    assert str(station.undo_label) == "change answer 1.2"
    station.undo()
    assert station.read.answer("kf1.q2").text == ""
    assert station.undo_label is None


def test_a_pause_another_field_and_another_question_end_the_burst(station: Document, clock) -> None:
    answers.write_answer(station, question="kf1.q2", text="One")
    clock.go_on(2.0)
    answers.write_answer(station, question="kf1.q2", text="One two")
    answers.write_causes(station, question="kf1.q2", causes="Why")
    answers.write_answer(station, question="kf2.q1", text="Elsewhere")
    steps = []
    while station.undo_label is not None:
        station.undo()
        steps.append((station.read.answer("kf1.q2").text, station.read.answer("kf1.q2").causes))
    assert steps == [("One two", "Why"), ("One two", ""), ("One", ""), ("", "")]


def test_several_fields_at_once_are_one_step(station: Document) -> None:
    answers.edit_answer(station, question="kf1.q2", text="T", status=MeasureStatus.EFFECTIVE, priority=Level.HIGH)
    station.undo()
    answer = station.read.answer("kf1.q2")
    assert (answer.text, answer.status, answer.priority) == ("", MeasureStatus.NOT_JUDGED, None)


def test_evidence_is_exactly_what_was_said(station: Document, ids: SimpleNamespace) -> None:
    answers.set_evidence(station, question="kf2.q1", documents=[ids.plan, ids.law, ids.plan])
    answer = station.read.answer("kf2.q1")
    linked = [link.document_id for link in station.read.where(Evidence, answer_id=answer.id)]
    assert sorted(linked) == sorted([ids.plan, ids.law])
    answers.set_evidence(station, question="kf2.q1", documents=[ids.law])
    assert [link.document_id for link in station.read.where(Evidence, answer_id=answer.id)] == [ids.law]


def test_a_link_that_stays_keeps_its_note(station: Document, ids: SimpleNamespace) -> None:
    link = station.read.where(Evidence, document_id=ids.law)[0]
    with station.change(Message("note")) as transaction:
        transaction.put(Evidence(id=link.id, answer_id=link.answer_id, document_id=link.document_id, note="page 4"))
    answers.set_evidence(station, question="kf1.q1", documents=[ids.law, ids.plan])
    assert station.read.where(Evidence, document_id=ids.law)[0].note == "page 4"


def test_contributions_of_a_group_and_of_a_person(station: Document, ids: SimpleNamespace) -> None:
    of_group = voices.add_contribution(station, question="2.1", group=ids.blue, text="We")
    of_person = voices.add_contribution(station, question="2.1", contributor=ids.cem, text="I")
    rows = {row.id: row for row in station.read.where(Contribution, question_id="kf2.q1")}
    assert (rows[of_group].group_id, rows[of_group].contributor_id, rows[of_group].text) == (ids.blue, None, "We")
    assert (rows[of_person].group_id, rows[of_person].contributor_id, rows[of_person].text) == (None, ids.cem, "I")


def test_a_removed_contribution_comes_back_to_its_place(station: Document, ids: SimpleNamespace) -> None:
    before = station.read.where(Contribution, question_id="kf1.q1")
    assert [row.id for row in before] == [ids.first, ids.second]
    voices.remove_contribution(station, contribution=ids.first)
    assert [row.id for row in station.read.where(Contribution, question_id="kf1.q1")] == [ids.second]
    station.undo()
    assert station.read.where(Contribution, question_id="kf1.q1") == before


def test_a_contribution_that_was_undone_cannot_be_edited(station: Document, ids: SimpleNamespace) -> None:
    added = voices.add_contribution(station, question="kf1.q1", group=ids.blue)
    station.undo()
    with pytest.raises(NotFound):
        voices.edit_contribution(station, contribution=added, text="Too late")


def test_a_parked_question_keeps_its_text_and_its_note(station: Document) -> None:
    answers.write_answer(station, question="kf3.q20", text="Half an answer")
    answers.park_question(station, question="kf3.q20", note="Ask the night shift.")
    answers.park_question(station, question="kf3.q20")
    answer = station.read.answer("kf3.q20")
    assert answer is not None
    assert (answer.text, answer.parked, answer.parked_note) == ("Half an answer", True, "Ask the night shift.")
    answers.unpark_question(station, question="kf3.q20")
    answer = station.read.answer("kf3.q20")
    assert answer is not None
    assert (answer.text, answer.parked, answer.parked_note) == ("Half an answer", False, "")
    station.undo()
    answer = station.read.answer("kf3.q20")
    assert answer is not None
    assert (answer.parked, answer.parked_note) == (True, "Ask the night shift.")
