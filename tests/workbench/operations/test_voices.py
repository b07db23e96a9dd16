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
    with pytest.raises(InvalidValue, match="Only a note can be about no question"):
        voices.change_kind(station, contribution=note, kind=DISSENT)


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


def test_a_view_becomes_dissent_and_keeps_its_place(station: Document, ids: SimpleNamespace) -> None:
    before = contribution(station, ids.second)
    assert voices.change_kind(station, contribution=ids.second, kind=DISSENT) == ids.second
    after = contribution(station, ids.second)
    assert (after.kind, after.text, after.place) == (DISSENT, before.text, before.place)
    assert voices.change_kind(station, contribution=ids.second, kind=DISSENT) == ids.second
    station.undo()
    assert contribution(station, ids.second) == before
    assert station.undo_label is None


def test_what_a_group_said_becomes_something_else_and_again_what_it_says(station: Document, ids: SimpleNamespace) -> None:
    before = contribution(station, ids.first)
    row_id = voices.change_kind(station, contribution=ids.first, kind=DISSENT)
    assert station.get(Contribution, ids.first) is None, "its id is that of what the group says"
    assert contribution(station, row_id).place == before.place
    voices.edit_contribution(station, contribution=row_id, status=MeasureStatus.NONE)
    again = voices.change_kind(station, contribution=row_id, kind=ContributionKind.GROUP)
    assert (again, contribution(station, again).status) == (ids.first, MeasureStatus.NONE)
    for _ in range(3):
        station.undo()
    assert contribution(station, ids.first) == before


def test_a_group_has_one_voice_also_when_a_kind_or_an_author_changes(station: Document, ids: SimpleNamespace) -> None:
    dissent = voices.add_contribution(station, question="kf1.q1", group=ids.red, kind=DISSENT, text="Not all of us")
    with pytest.raises(InvalidValue, match="has a contribution to this question already"):
        voices.change_kind(station, contribution=dissent, kind=ContributionKind.GROUP)
    with pytest.raises(InvalidValue, match="working group is missing"):
        voices.change_kind(station, contribution=ids.second, kind=ContributionKind.GROUP)
    blue = voices.add_contribution(station, question="kf1.q1", group=ids.blue, text="Blue says")
    with pytest.raises(InvalidValue, match="has a contribution to this question already"):
        voices.change_author(station, contribution=blue, group=ids.red)
    with pytest.raises(InvalidValue, match="working group is missing"):
        voices.change_author(station, contribution=blue)
    voices.remove_contribution(station, contribution=ids.first)
    assert voices.change_author(station, contribution=blue, group=ids.red) == ids.first


def test_an_author_is_named_later_or_taken_away(station: Document, ids: SimpleNamespace) -> None:
    row_id = voices.add_contribution(station, question="kf1.q1", kind=DISSENT, text="No.")
    for who in ({"contributor": ids.bo}, {"group": ids.red}, {}):
        assert voices.change_author(station, contribution=row_id, **who) == row_id
        row = contribution(station, row_id)
        assert (row.group_id, row.contributor_id) == (who.get("group"), who.get("contributor"))
    with pytest.raises(InvalidValue, match="one group or from one person"):
        voices.change_author(station, contribution=row_id, group=ids.red, contributor=ids.bo)


def test_a_text_of_another_copy_is_nobodys_until_it_is_something_else(station: Document, ids: SimpleNamespace) -> None:
    voices.keep_not_chosen(station, question="kf1.q1", change="sitting/3", text="Theirs")
    (row,) = station.read.where(Contribution, kind="not_chosen")
    with pytest.raises(InvalidValue, match="text of another copy"):
        voices.change_author(station, contribution=row.id, contributor=ids.bo)
    with pytest.raises(ValueError, match="keep_not_chosen"):
        voices.change_kind(station, contribution=ids.second, kind=ContributionKind.NOT_CHOSEN)
    assert voices.change_kind(station, contribution=row.id, kind=DISSENT) == row.id
    voices.keep_not_chosen(station, question="kf1.q1", change="sitting/3", text="Theirs")
    assert station.read.where(Contribution, kind="not_chosen") == [], "it is kept once, whatever it has become"


def test_only_a_note_is_done(station: Document, ids: SimpleNamespace) -> None:
    with pytest.raises(InvalidValue, match="Only a note can be marked as done"):
        voices.edit_contribution(station, contribution=ids.second, done=True)
    row_id = voices.add_contribution(station, question="kf1.q1", kind=NOTE, text="Ask the port")
    voices.edit_contribution(station, contribution=row_id, done=True)
    voices.change_kind(station, contribution=row_id, kind=BEFORE)
    assert not contribution(station, row_id).done


@pytest.mark.parametrize("name", ["question_id", "group_id", "contributor_id", "kind", "place", "id", "nothing"])
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
