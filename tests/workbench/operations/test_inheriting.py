"""What is made from something confidential is confidential too, until people decide otherwise; and their decision stays."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.document.document import Document
from workbench.document.inheritance import is_withheld, reason
from workbench.model.rows import Activity, ActivityQuestion, Answer, Contribution, Session, WorkingGroup
from workbench.model.vocabulary import Confidentiality, ContributionKind
from workbench.operations import activities, answers, people, sessions, voices

OPEN, MARKED, INHERITED, LIFTED = Confidentiality


def mark_of(document: Document, activity: str) -> Confidentiality:
    row = document.get(Activity, activity)
    assert row is not None
    return row.confidential


def answer_of(document: Document, question: str = "kf1.q1") -> Answer:
    row = document.read.answer(question)
    assert row is not None
    return row


def why(document: Document, row: Answer | Activity | None) -> str:
    assert row is not None
    return str(reason(document, row) or "")


@pytest.fixture
def secret(station: Document) -> Document:
    """The answer to 3.18 is confidential, and nothing was made from it."""
    answers.edit_answer(station, question="kf3.q18", text="A name", confidential=True)
    return station


def test_an_activity_made_from_a_confidential_answer_inherits(secret: Document) -> None:
    made = activities.add_activity(secret, title="Move him", questions=["kf1.q1", "3.18"])
    assert mark_of(secret, made) is INHERITED
    assert why(secret, secret.get(Activity, made)) == "Confidential because question 3.18 is confidential."
    assert mark_of(secret, activities.add_activity(secret, questions=["kf1.q1"])) is OPEN
    assert mark_of(secret, activities.add_activity(secret, questions=["3.18"], confidential=True)) is MARKED


def test_an_activity_linked_to_a_confidential_answer_inherits(secret: Document, ids: SimpleNamespace) -> None:
    activities.set_activity_questions(secret, activity=ids.open_line, questions=["kf1.q1", "kf3.q18"])
    assert mark_of(secret, ids.open_line) is INHERITED
    secret.undo()
    assert mark_of(secret, ids.open_line) is OPEN


def test_lifting_stays(secret: Document) -> None:
    made = activities.add_activity(secret, questions=["3.18"])
    activities.edit_activity(secret, activity=made, confidential=False)
    assert mark_of(secret, made) is LIFTED
    assert why(secret, secret.get(Activity, made)) == "Not confidential, although question 3.18 is."
    answers.mark_answer_confidential(secret, question="kf1.q1", confidential=True)
    activities.set_activity_questions(secret, activity=made, questions=["3.18", "kf1.q1"])
    assert mark_of(secret, made) is LIFTED
    answers.mark_answer_confidential(secret, question="kf3.q18", confidential=False)
    answers.mark_answer_confidential(secret, question="kf3.q18", confidential=True)
    assert mark_of(secret, made) is LIFTED
    activities.edit_activity(secret, activity=made, confidential=True)
    assert mark_of(secret, made) is MARKED


def test_a_link_that_was_there_is_not_inherited_again(secret: Document) -> None:
    made = activities.add_activity(secret, questions=["3.18"])
    activities.edit_activity(secret, activity=made, confidential=True)
    activities.edit_activity(secret, activity=made, confidential=False)
    assert mark_of(secret, made) is LIFTED
    activities.set_activity_questions(secret, activity=made, questions=["3.18", "kf1.q1"])
    assert mark_of(secret, made) is LIFTED
    assert why(secret, secret.get(Activity, made)) == "Not confidential, although question 3.18 is."


def test_an_answer_that_becomes_confidential_takes_its_activities_with_it(station: Document, ids: SimpleNamespace) -> None:
    answers.mark_answer_confidential(station, question="kf1.q1", confidential=True)
    assert (answer_of(station).confidential, mark_of(station, ids.open_line)) == (MARKED, INHERITED)
    assert mark_of(station, ids.loose) is OPEN
    station.undo()
    assert (answer_of(station).confidential, mark_of(station, ids.open_line)) == (OPEN, OPEN)


def test_what_was_inherited_stays_when_its_source_is_opened(station: Document, ids: SimpleNamespace) -> None:
    answers.mark_answer_confidential(station, question="kf1.q1", confidential=True)
    answers.mark_answer_confidential(station, question="kf1.q1", confidential=False)
    assert (answer_of(station).confidential, mark_of(station, ids.open_line)) == (OPEN, INHERITED)
    said = why(station, station.get(Activity, ids.open_line))
    assert said == "Confidential because it was made from something that was confidential."


def test_a_contribution_is_added_at_the_end_of_the_answer(station: Document, ids: SimpleNamespace) -> None:
    voices.take_contribution(station, contribution=ids.first)
    voices.take_contribution(station, contribution=ids.second)
    assert answer_of(station).text == "We have a programme.\n\nRed says\n\nBo says"
    assert answer_of(station).confidential is OPEN
    assert [str(station.undo_label), station.undo() is not None] == ["add contribution to answer 1.1", True]
    assert answer_of(station).text == "We have a programme.\n\nRed says"


def test_an_answer_inherits_from_a_contribution_and_hands_it_on(station: Document, ids: SimpleNamespace) -> None:
    voices.edit_contribution(station, contribution=ids.first, confidential=True)
    voices.take_contribution(station, contribution=ids.first)
    row = answer_of(station)
    assert (row.text, row.confidential) == ("We have a programme.\n\nRed says", INHERITED)
    assert mark_of(station, ids.open_line) is INHERITED
    assert why(station, row) == "Confidential because a confidential contribution was added to it."
    assert why(station, station.get(Activity, ids.open_line)) == "Confidential because question 1.1 is confidential."


def test_an_answer_that_was_lifted_or_marked_keeps_the_decision(station: Document, ids: SimpleNamespace) -> None:
    voices.edit_contribution(station, contribution=ids.first, confidential=True)
    voices.take_contribution(station, contribution=ids.first)
    answers.mark_answer_confidential(station, question="kf1.q1", confidential=False)
    assert answer_of(station).confidential is LIFTED
    voices.take_contribution(station, contribution=ids.first)
    assert answer_of(station).confidential is LIFTED
    assert why(station, answer_of(station)) == "Not confidential, although a confidential contribution was added to it."
    answers.mark_answer_confidential(station, question="kf1.q1", confidential=True)
    voices.take_contribution(station, contribution=ids.first)
    assert answer_of(station).confidential is MARKED
    assert why(station, answer_of(station)) == ""


def test_what_stands_at_the_end_is_not_added_again(station: Document, ids: SimpleNamespace) -> None:
    voices.take_contribution(station, contribution=ids.first)
    voices.take_contribution(station, contribution=ids.first)
    assert answer_of(station).text == "We have a programme.\n\nRed says"
    answers.write_answer(station, question="kf1.q1", text="So Red says")
    voices.take_contribution(station, contribution=ids.first)
    assert answer_of(station).text == "So Red says\n\nRed says"
    answers.write_answer(station, question="kf1.q1", text=" ")
    voices.take_contribution(station, contribution=ids.first)
    assert answer_of(station).text == "Red says"


def test_an_empty_contribution_adds_nothing(station: Document, ids: SimpleNamespace) -> None:
    voices.edit_contribution(station, contribution=ids.first, text=" \n", confidential=True)
    before = answer_of(station)
    voices.take_contribution(station, contribution=ids.first)
    assert answer_of(station) == before


def test_several_sources_are_named(secret: Document) -> None:
    answers.mark_answer_confidential(secret, question="kf1.q1", confidential=True)
    made = activities.add_activity(secret, questions=["kf1.q1", "kf3.q18", "kf2.q1"])
    assert why(secret, secret.get(Activity, made)) == "Confidential because these questions are confidential: 1.1, 3.18."
    activities.edit_activity(secret, activity=made, confidential=False)
    assert why(secret, secret.get(Activity, made)) == "Not confidential, although these questions are: 1.1, 3.18."


def test_a_contribution_that_is_marked_after_it_was_added_takes_answer_and_activities_with_it(
    station: Document, ids: SimpleNamespace
) -> None:
    voices.take_contribution(station, contribution=ids.first)
    assert (answer_of(station).confidential, mark_of(station, ids.open_line)) == (OPEN, OPEN)
    voices.edit_contribution(station, contribution=ids.first, confidential=True)
    assert (answer_of(station).confidential, mark_of(station, ids.open_line)) == (INHERITED, INHERITED)
    assert why(station, answer_of(station)) == "Confidential because a confidential contribution was added to it."
    station.undo()
    assert (answer_of(station).confidential, mark_of(station, ids.open_line)) == (OPEN, OPEN)


def test_a_contribution_that_was_not_added_does_not(station: Document, ids: SimpleNamespace) -> None:
    voices.take_contribution(station, contribution=ids.second)
    voices.edit_contribution(station, contribution=ids.first, confidential=True)
    assert answer_of(station).confidential is OPEN
    assert why(station, answer_of(station)) == ""


def test_a_text_that_was_not_chosen_is_another_version_of_the_answer(station: Document) -> None:
    voices.keep_not_chosen(station, question="kf1.q1", change="laptop 2/7", text="There is none.")
    answers.mark_answer_confidential(station, question="kf1.q1", confidential=True)
    (kept,) = station.read.where(Contribution, kind=ContributionKind.NOT_CHOSEN.value)
    assert kept.confidential is INHERITED
    assert str(reason(station, kept)) == "Confidential because the answer is confidential."
    voices.edit_contribution(station, contribution=kept.id, confidential=False)
    (kept,) = station.read.where(Contribution, kind=ContributionKind.NOT_CHOSEN.value)
    assert (kept.confidential, str(reason(station, kept))) == (LIFTED, "Not confidential, although the answer is.")


def test_what_only_confidential_people_say_makes_the_answer_confidential(station: Document, ids: SimpleNamespace) -> None:
    people.edit_contributor(station, contributor=ids.bo, confidential=True)
    voices.take_contribution(station, contribution=ids.second)
    assert (answer_of(station).confidential, mark_of(station, ids.open_line)) == (INHERITED, INHERITED)
    assert why(station, answer_of(station)) == "Confidential because a confidential contribution was added to it."


def test_somebody_who_becomes_confidential_takes_along_what_was_said(station: Document, ids: SimpleNamespace) -> None:
    voices.take_contribution(station, contribution=ids.second)
    assert answer_of(station).confidential is OPEN
    people.edit_contributor(station, contributor=ids.bo, name="Bo B.")
    assert answer_of(station).confidential is OPEN
    people.edit_contributor(station, contributor=ids.bo, confidential=True)
    assert (answer_of(station).confidential, mark_of(station, ids.open_line)) == (INHERITED, INHERITED)
    answers.mark_answer_confidential(station, question="kf1.q1", confidential=False)
    people.edit_contributor(station, contributor=ids.bo, department="Audit")
    assert answer_of(station).confidential is LIFTED


def test_a_group_that_becomes_confidential_takes_along_what_it_said(station: Document, ids: SimpleNamespace) -> None:
    voices.take_contribution(station, contribution=ids.first)
    people.edit_group(station, group=ids.red, confidential=True)
    assert answer_of(station).confidential is INHERITED


@pytest.mark.parametrize("then", [[], ["ana"], ["ana", "bo"]])
def test_a_group_of_confidential_people_stays_closed_when_others_take_its_place(
    station: Document, ids: SimpleNamespace, then: list[str]
) -> None:
    people.edit_group(station, group=ids.red, rapporteur_id=None)
    people.set_group_members(station, group=ids.red, contributors=[ids.bo])
    people.edit_contributor(station, contributor=ids.bo, confidential=True)
    people.set_group_members(station, group=ids.red, contributors=[getattr(ids, name) for name in then])
    row = station.get(WorkingGroup, ids.red)
    assert row is not None
    assert row.confidential is INHERITED
    people.edit_group(station, group=ids.red, confidential=False)
    people.set_group_members(station, group=ids.red, contributors=[ids.ana])
    row = station.get(WorkingGroup, ids.red)
    assert row is not None
    assert row.confidential is not INHERITED, "a decision stays"


def test_a_session_of_confidential_people_stays_closed_when_others_are_noted(
    station: Document, ids: SimpleNamespace
) -> None:
    session = station.read.every(Session)[0].id
    sessions.set_session_participants(station, session=session, contributors=[ids.bo])
    people.edit_contributor(station, contributor=ids.bo, confidential=True)
    sessions.set_session_participants(station, session=session, contributors=[])
    row = station.get(Session, session)
    assert row is not None
    assert row.confidential is INHERITED


def test_what_somebody_confidential_said_stays_closed_when_it_gets_another_author(
    station: Document, ids: SimpleNamespace
) -> None:
    people.edit_contributor(station, contributor=ids.bo, confidential=True)
    moved = voices.change_author(station, contribution=ids.second, contributor=ids.ana)
    row = station.get(Contribution, moved)
    assert row is not None
    assert row.confidential is INHERITED


def test_an_answer_inherits_when_what_it_took_gets_a_confidential_author(station: Document, ids: SimpleNamespace) -> None:
    voices.take_contribution(station, contribution=ids.second)
    people.edit_contributor(station, contributor=ids.ana, confidential=True)
    assert answer_of(station).confidential is OPEN
    voices.change_author(station, contribution=ids.second, contributor=ids.ana)
    assert answer_of(station).confidential is INHERITED


def _hidden_where_it_must_be(document: Document) -> None:
    """Nothing that was made from something confidential is open without somebody having decided so."""
    for question in ("kf1.q1", "kf3.q20"):
        answer = answer_of(document, question)
        given = document.read.where(Contribution, question_id=question)
        if any(part.taken and is_withheld(document, part) for part in given):
            assert answer.confidential is not OPEN
        for link in document.read.where(ActivityQuestion, question_id=question):
            assert not answer.is_confidential or mark_of(document, link.activity_id) is not OPEN
        for part in given:
            assert (
                not answer.is_confidential or part.kind is not ContributionKind.NOT_CHOSEN or part.confidential is not OPEN
            )


QUESTIONS = st.sampled_from(["kf1.q1", "kf3.q20"])
ACTIVITIES = st.sampled_from(["open_line", "loose"])
PARTS = st.sampled_from(["first", "second"])
STEPS = st.one_of(
    st.tuples(st.just("take"), PARTS),
    st.tuples(st.just("mark contribution"), PARTS, st.booleans()),
    st.tuples(st.just("mark answer"), QUESTIONS, st.booleans()),
    st.tuples(st.just("mark activity"), ACTIVITIES, st.booleans()),
    st.tuples(st.just("link"), ACTIVITIES, st.lists(QUESTIONS, unique=True, max_size=2)),
    st.tuples(st.just("not chosen"), QUESTIONS, st.integers(1, 3)),
    st.tuples(st.just("person"), st.sampled_from(["ana", "bo"]), st.booleans()),
    st.tuples(st.just("members"), st.lists(st.sampled_from(["ana", "bo"]), unique=True)),
    st.tuples(st.just("author"), st.sampled_from(["ana", "bo"])),
    st.tuples(st.just("make"), st.lists(QUESTIONS, unique=True, max_size=2)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def _step(document: Document, ids: SimpleNamespace, what: str, *about: Any) -> None:
    match what, *about:
        case "take", part:
            voices.take_contribution(document, contribution=getattr(ids, part))
        case "mark contribution", part, mark:
            voices.edit_contribution(document, contribution=getattr(ids, part), confidential=mark)
        case "mark answer", question, mark:
            answers.mark_answer_confidential(document, question=question, confidential=mark)
        case "mark activity", name, mark:
            activities.edit_activity(document, activity=getattr(ids, name), confidential=mark)
        case "link", name, questions:
            activities.set_activity_questions(document, activity=getattr(ids, name), questions=questions)
        case "not chosen", question, number:
            voices.keep_not_chosen(document, question=question, change=f"laptop/{number}", text=f"Other {number}")
        case "make", questions:
            activities.add_activity(document, questions=questions)
        case _:
            _step_of_people(document, ids, what, *about)


def _step_of_people(document: Document, ids: SimpleNamespace, what: str, *about: Any) -> None:
    match what, *about:
        case "person", name, mark:
            people.edit_contributor(document, contributor=getattr(ids, name), confidential=mark)
        case "members", names:
            people.set_group_members(document, group=ids.red, contributors=[getattr(ids, name) for name in names])
        case "author", name:
            voices.change_author(document, contribution=ids.second, contributor=getattr(ids, name))
        case ("undo",):
            document.undo()
        case ("redo",):
            document.redo()


@pytest.mark.slow
def test_in_whatever_order_people_mark_take_link_and_lift_nothing_is_open_by_accident(
    station_file: Path, ids: SimpleNamespace, tmp_path: Path
) -> None:
    @settings(max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEPS, min_size=3, max_size=12))
    def in_any_order(steps: list[tuple[Any, ...]]) -> None:
        path = Path(shutil.copy(station_file, tmp_path / "again.integrity"))
        with Document.open(path) as document:
            for step in steps:
                document.end_burst()
                lifted = {row.id for row in document.read.every(Activity) if row.confidential is LIFTED}
                _step(document, ids, *step)
                _hidden_where_it_must_be(document)
                now = {row.id for row in document.read.every(Activity) if row.confidential in (LIFTED, MARKED)}
                assert step[0] in ("undo", "redo") or lifted <= now, "a decision stays"

    in_any_order()
