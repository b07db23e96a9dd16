"""Contributions: who says what about a question, in which part, with an own judgement; notes about no question."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue
from workbench.model.ids import link_id
from workbench.model.rows import Contribution, Session
from workbench.model.vocabulary import Agreement, Confidentiality, ContributionKind, Level, MeasureStatus
from workbench.operations import answers, sessions, voices

DISSENT, NOTE, BEFORE = ContributionKind.DISSENT, ContributionKind.NOTE, ContributionKind.BEFORE


def contribution(document: Document, row_id: str) -> Contribution:
    found = document.get(Contribution, row_id)
    assert found is not None
    return found


def test_a_group_speaks_as_one_and_a_person_before_the_meeting(station: Document, ids: SimpleNamespace) -> None:
    assert contribution(station, ids.first).kind is ContributionKind.GROUP
    assert contribution(station, ids.second).kind is BEFORE
    assert ids.first == link_id("kf1.q1", ids.red, "group"), "the same row on every computer"


def test_what_a_group_says_later_is_added_to_what_it_said(station: Document, ids: SimpleNamespace) -> None:
    added = voices.add_contribution(station, question="1.1", group=ids.red, text="And more")
    assert added == ids.first
    assert contribution(station, added).text == "Red says\n\nAnd more"
    voices.add_contribution(station, question="kf1.q1", group=ids.red, text="And more")
    voices.add_contribution(station, question="kf1.q1", group=ids.red)
    assert contribution(station, added).text == "Red says\n\nAnd more"


def test_a_row_that_became_something_else_is_not_written_over(station: Document, ids: SimpleNamespace) -> None:
    taken = Contribution(id=link_id("kf1.q2", ids.red, "group"), question_id="kf1.q2", kind=DISSENT, text="Mine")
    with station.change(voices._label(None)) as transaction:
        transaction.put(taken)
    added = voices.add_contribution(station, question="kf1.q2", group=ids.red, text="Ours")
    assert added != taken.id
    assert contribution(station, taken.id).text == "Mine"


def test_dissent_can_be_of_a_person_a_group_or_nobody_by_name(station: Document, ids: SimpleNamespace) -> None:
    about = {"question": "kf1.q1", "kind": DISSENT, "text": "No."}
    made = [
        voices.add_contribution(station, contributor=ids.bo, **about),
        voices.add_contribution(station, group=ids.red, **about),
        voices.add_contribution(station, **about),
    ]
    rows = [contribution(station, row_id) for row_id in made]
    assert [(row.group_id, row.contributor_id) for row in rows] == [(None, ids.bo), (ids.red, None), (None, None)]
    assert {row.kind for row in rows} == {DISSENT}
    assert contribution(station, ids.first).text == "Red says"


def test_only_a_note_is_about_no_question(station: Document, ids: SimpleNamespace) -> None:
    note = voices.add_contribution(station, question=None, kind=NOTE, text="The canteen")
    assert contribution(station, note).question_id is None
    assert str(station.undo_label) == "add note"
    for kind in (None, BEFORE, DISSENT):
        with pytest.raises(InvalidValue, match="Choose a question"):
            voices.add_contribution(station, question=None, kind=kind, contributor=ids.bo)
    with pytest.raises(InvalidValue, match="about no question"):
        voices.take_contribution(station, contribution=note)
    with pytest.raises(InvalidValue, match="another kind"):
        voices.edit_contribution(station, contribution=note, kind=DISSENT)


@pytest.mark.parametrize("kind", [None, *ContributionKind])
def test_nobody_is_a_group_and_a_person(station: Document, ids: SimpleNamespace, kind: ContributionKind | None) -> None:
    with pytest.raises(InvalidValue, match="one group or from one person"):
        voices.add_contribution(station, question="kf1.q1", kind=kind, group=ids.red, contributor=ids.bo)


def test_a_group_has_a_name(station: Document) -> None:
    with pytest.raises(InvalidValue, match="working group is missing"):
        voices.add_contribution(station, question="kf1.q1", kind=ContributionKind.GROUP)
    with pytest.raises(ValueError, match="keep_not_chosen"):
        voices.add_contribution(station, question="kf1.q1", kind=ContributionKind.NOT_CHOSEN)


def test_a_contribution_judges_for_itself(station: Document, ids: SimpleNamespace) -> None:
    judged = {"status": MeasureStatus.NONE, "priority": Level.HIGH, "causes": "No money"}
    voices.edit_contribution(station, contribution=ids.second, **judged)
    row, answer = contribution(station, ids.second), station.read.answer("kf1.q1")
    assert (row.status, row.priority, row.causes) == (MeasureStatus.NONE, Level.HIGH, "No money")
    assert (answer.status, answer.priority, answer.causes) == (MeasureStatus.NOT_JUDGED, None, "")


def test_a_view_becomes_dissent_and_a_group_stays_a_group(station: Document, ids: SimpleNamespace) -> None:
    voices.edit_contribution(station, contribution=ids.second, kind=DISSENT)
    assert contribution(station, ids.second).kind is DISSENT
    for row_id, kind in ((ids.first, DISSENT), (ids.second, ContributionKind.GROUP)):
        with pytest.raises(InvalidValue, match="another kind"):
            voices.edit_contribution(station, contribution=row_id, kind=kind)


@pytest.mark.parametrize("name", ["question_id", "group_id", "contributor_id", "place", "id", "nothing"])
def test_who_says_it_about_what_stays(station: Document, ids: SimpleNamespace, name: str) -> None:
    with pytest.raises(KeyError):
        voices.edit_contribution(station, contribution=ids.first, **{name: "kf1.q2"})


def test_a_text_that_was_not_chosen_is_kept_once(station: Document) -> None:
    for text in ("Theirs", "Theirs"):
        voices.keep_not_chosen(station, question="kf1.q1", change="sitting/3", text=text, status=MeasureStatus.NONE)
    voices.keep_not_chosen(station, question="kf1.q1", change="sitting/4", text="  \n")
    kind = ContributionKind.NOT_CHOSEN
    (row,) = station.read.where(Contribution, kind=kind.value)
    assert (row.id, row.text, row.status) == (link_id("kf1.q1", "sitting/3", "not_chosen"), "Theirs", MeasureStatus.NONE)
    assert (row.group_id, row.contributor_id, row.is_confidential) == (None, None, False)
    assert station.read.where(Contribution, question_id="kf1.q1")[-1] == row


def test_what_was_not_chosen_of_a_confidential_answer_is_confidential(station: Document) -> None:
    answers.mark_answer_confidential(station, question="kf1.q1", confidential=True)
    voices.keep_not_chosen(station, question="kf1.q1", change="sitting/3", text="Theirs")
    (row,) = station.read.where(Contribution, kind="not_chosen")
    assert row.confidential is Confidentiality.INHERITED


def test_an_answer_is_agreed_in_the_session_that_runs(station: Document, ids: SimpleNamespace) -> None:
    def said() -> tuple[Agreement | None, str | None]:
        row = station.read.answer("kf1.q1")
        return row.agreed, row.agreed_session_id

    assert said() == (None, None)
    answers.agree_answer(station, question="kf1.q1", agreed=Agreement.PROPOSED)
    assert said() == (Agreement.PROPOSED, None)
    answers.agree_answer(station, question="kf1.q1", agreed=Agreement.AGREED)
    assert said() == (Agreement.AGREED, ids.meeting)
    later = sessions.start_session(station)
    answers.agree_answer(station, question="kf1.q1", agreed=Agreement.AGREED)
    assert said() == (Agreement.AGREED, ids.meeting), "said again, nothing changes"
    sessions.stop_session(station, session=later)
    answers.edit_answer(station, question="kf1.q1", text="Changed")
    assert said() == (Agreement.AGREED, ids.meeting)
    answers.agree_answer(station, question="kf1.q1", agreed=None)
    assert said() == (None, None)
    answers.agree_answer(station, question="kf1.q1", agreed=Agreement.AGREED)
    assert said() == (Agreement.AGREED, None), "no session runs"


def test_what_was_agreed_stays_agreed_without_its_session(station: Document, ids: SimpleNamespace) -> None:
    answers.agree_answer(station, question="kf1.q1", agreed=Agreement.AGREED)
    sessions.remove_session(station, session=ids.meeting)
    row = station.read.answer("kf1.q1")
    assert (row.agreed, row.agreed_session_id, station.get(Session, ids.meeting)) == (Agreement.AGREED, None, None)
    station.undo()
    assert station.read.answer("kf1.q1").agreed_session_id == ids.meeting
