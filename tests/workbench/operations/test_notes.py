"""Notes about no question: given to a question, made an activity, done; nothing of them is lost."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue
from workbench.model.limits import LINE_CHARACTERS
from workbench.model.rows import Activity, ActivityQuestion, Contribution
from workbench.model.vocabulary import Confidentiality, ContributionKind, Edition
from workbench.operations import notes, people, voices
from workbench.reports.snapshot import take_snapshot

NOTE = ContributionKind.NOTE


def added(document: Document, text: str, question: str | None = None) -> str:
    return voices.add_contribution(document, question=question, kind=NOTE, text=text)


def test_open_notes_come_first_and_keep_their_order(station: Document, ids: SimpleNamespace) -> None:
    others = [added(station, "The pier"), added(station, "The dogs")]
    added(station, "Not here", "kf1.q1")
    voices.edit_contribution(station, contribution=ids.note, done=True)
    assert [row.id for row in notes.notes_of(station)] == [*others, ids.note]


def test_a_note_becomes_one_about_a_question_and_about_another(station: Document, ids: SimpleNamespace) -> None:
    voices.edit_contribution(station, contribution=ids.note, done=True)
    notes.give_note(station, note=ids.note, question="1.1")
    row = station.read.where(Contribution, question_id="kf1.q1")[-1]
    assert (row.id, row.kind, row.text, row.done) == (ids.note, NOTE, "The canteen\nIt is cold", False)
    notes.give_note(station, note=ids.note, question="3.20")
    assert [row.id for row in station.read.where(Contribution, question_id="kf3.q20")] == [ids.note]
    station.undo()
    station.undo()
    assert [row.id for row in notes.notes_of(station)] == [ids.note]


def test_an_activity_of_a_note_has_its_whole_text(station: Document, ids: SimpleNamespace) -> None:
    made = station.get(Activity, notes.plan_note(station, note=ids.note))
    assert (made.title, made.description) == ("The canteen", "The canteen\nIt is cold")
    assert station.get(Contribution, ids.note).done
    short = station.get(Activity, notes.plan_note(station, note=added(station, " Paint the gate ")))
    assert (short.title, short.description, short.is_confidential) == ("Paint the gate", "", False)
    long = station.get(Activity, notes.plan_note(station, note=added(station, "a" * 3000)))
    assert (long.title, long.description) == ("a" * LINE_CHARACTERS, "a" * 3000)


def test_an_activity_of_a_note_inherits_and_follows_from_its_question(station: Document, ids: SimpleNamespace) -> None:
    voices.edit_contribution(station, contribution=ids.note, confidential=True)
    made = notes.plan_note(station, note=ids.note)
    assert station.get(Activity, made).confidential is Confidentiality.INHERITED
    assert station.read.where(ActivityQuestion, activity_id=made) == []
    made = notes.plan_note(station, note=added(station, "Ask the port", "kf3.q20"))
    assert [link.question_id for link in station.read.where(ActivityQuestion, activity_id=made)] == ["kf3.q20"]


def test_what_is_no_note_and_an_empty_one_are_refused(station: Document, ids: SimpleNamespace) -> None:
    for refused in (
        lambda: notes.give_note(station, note=ids.second, question="3.20"),
        lambda: notes.plan_note(station, note=ids.second),
        lambda: notes.plan_note(station, note=added(station, " ")),
    ):
        with pytest.raises(InvalidValue):
            refused()


@pytest.mark.parametrize("speaker", ["person", "group"])
def test_an_activity_made_of_what_somebody_confidential_noted_inherits(document: Document, speaker: str) -> None:
    person = people.add_contributor(document, name="Amina", confidential=True)
    group = people.add_group(document, name="Night shift")
    people.set_group_members(document, group=group, contributors=[person])
    who = {"contributor": person} if speaker == "person" else {"group": group}
    note = voices.add_contribution(document, question=None, kind=ContributionKind.NOTE, text="The gate is sold", **who)
    activity = document.get(Activity, notes.plan_note(document, note=note))
    assert activity is not None
    assert activity.confidential is Confidentiality.INHERITED
    assert "The gate is sold" not in repr(take_snapshot(document, edition=Edition.PUBLIC))
