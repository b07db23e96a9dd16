"""What is made from something confidential is confidential too, until people decide otherwise; and their decision stays."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.document.inheritance import reason
from workbench.model.rows import Activity, Answer
from workbench.model.vocabulary import Confidentiality
from workbench.operations import activities, answers, voices

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
    assert mark_of(secret, made) is OPEN
    activities.set_activity_questions(secret, activity=made, questions=["3.18", "kf1.q1"])
    assert mark_of(secret, made) is OPEN
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
