"""What is forgotten is gone: from the rows, the history, what undo would bring back, and from every byte of the file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.document.versions import earlier_versions
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes
from workbench.model.rows import ActivityPerson, Answer, Contribution, Contributor, Hand, Session, WorkingGroup
from workbench.model.vocabulary import Agreement, Confidentiality, ContributionKind, Edition, MeasureStatus
from workbench.operations import activities, answers, hands, people, roles, sessions, voices
from workbench.operations.copies import copies_of
from workbench.operations.forgetting import Forecast, forget_history, forget_person, forget_question
from workbench.reports.snapshot import take_snapshot
from workbench.storage.verify import content_damages, structure_damaged

QUESTION = "kf1.q1"
SECRETS = ("Zanzibarrow", "Quellfleck", "Murmansk-Ost", "Tschaikenholm")


def _left(path: Path) -> list[str]:
    """The secrets that some byte of the folder still has."""
    bytes_ = b"".join(found.read_bytes() for found in path.parent.rglob("*") if found.is_file())
    return [secret for secret in SECRETS if secret.encode() in bytes_]


def _write(document: Document, clock, *texts: str) -> None:
    for text in texts:
        answers.write_answer(document, question=QUESTION, text=text)
        clock.go_on(5)


def _answer(document: Document) -> Answer:
    found = document.read.answer(QUESTION)
    assert found is not None
    return found


def _sound(document: Document) -> bool:
    return not content_damages(document._connection) and not structure_damaged(document._connection)


def test_a_question_is_forgotten_with_every_version(document: Document, clock):
    _write(document, clock, "Zanzibarrow took it.", "Quellfleck took it.", "It was taken.")
    answers.write_causes(document, question=QUESTION, causes="Murmansk-Ost")
    person = people.add_contributor(document, name="Ana")
    voices.add_contribution(document, question=QUESTION, contributor=person, text="Tschaikenholm did")
    hands.count_hands_on_question(document, question=QUESTION, hands={MeasureStatus.NONE: 3})
    answers.agree_answer(document, question=QUESTION, agreed=Agreement.AGREED)
    assert set(_left(document.path)) == set(SECRETS)
    seen = forget_question(document, QUESTION, only_look=True)
    assert set(_left(document.path)) == set(SECRETS), "to look changes nothing"
    told: list[Changes] = []
    document.subscribe(told.append)
    assert forget_question(document, QUESTION) == seen
    assert (seen.rows, seen.texts) == (2, 3)
    assert seen.versions >= 4
    assert _left(document.path) == []
    assert (_answer(document).text, _answer(document).causes, document.read.every(Contribution)) == ("", "", [])
    assert (_answer(document).agreed, document.read.every(Hand)) == (None, [])
    assert earlier_versions(document, _answer(document), "text") == ()
    assert document.undo() is None
    assert [changes.kind for changes in told] == [ChangeKind.FORGOTTEN]
    assert _sound(document)
    last = document.read.last_change()
    assert last is not None
    assert (last.kind, last.label, last.fields) == (ChangeKind.FORGOTTEN, "forget", "")


def test_work_goes_on_after_forgetting(document: Document, clock):
    _write(document, clock, "Zanzibarrow")
    forget_question(document, QUESTION)
    _write(document, clock, "One", "Two")
    document.undo()
    assert _answer(document).text == "One"
    assert [version.text for version in earlier_versions(document, _answer(document), "text")] == ["Two"]
    path = document.path
    document.close()
    with Document.open(path) as again:
        assert again.read_only is None
        assert again.history_is_sound()


def test_a_person_is_forgotten_wherever_the_name_stands(document: Document, clock):
    person = people.add_contributor(document, name="Ilyana Zanzibarrow", contact="ilyana@zanzibarrow.example")
    other = people.add_contributor(document, name="Otto Quellfleck")
    session = sessions.add_session(document, title="Opening")
    sessions.set_session_participants(document, session=session, contributors=[person, other])
    _write(document, clock, "Ilyana Zanzibarrow was told.", "Somebody was told.", "Somebody, Otto Quellfleck says.")
    said = {"text": "What Ilyana Zanzibarrow saw", "kind": ContributionKind.DISSENT}
    row_id = voices.add_contribution(document, question=QUESTION, contributor=person, **said)
    voices.edit_contribution(document, contribution=row_id, causes="Ask Ilyana Zanzibarrow")
    found = forget_person(document, person)
    assert found.mentions == 2
    (contribution,) = document.read.every(Contribution)
    assert (contribution.text, contribution.contributor_id) == ("What [name forgotten] saw", None)
    assert (contribution.causes, contribution.is_confidential) == ("Ask [name forgotten]", False)
    assert [row.name for row in document.read.every(Contributor)] == ["Otto Quellfleck"]
    assert document.get(Session, session) is not None
    assert _left(document.path) == ["Quellfleck"]
    assert b"zanzibarrow.example" not in document.path.read_bytes()
    assert _answer(document).text == "Somebody, Otto Quellfleck says."
    assert _sound(document)


def test_what_a_confidential_person_said_does_not_become_public_without_the_name(document: Document):
    person = people.add_contributor(document, name="Ilyana Zanzibarrow", confidential=True)
    voices.add_contribution(document, question=QUESTION, contributor=person, text="I saw it.")
    assert take_snapshot(document, edition=Edition.PUBLIC).questions[0].contributions == ()
    forget_person(document, person)
    assert take_snapshot(document, edition=Edition.PUBLIC).questions[0].contributions == ()
    assert take_snapshot(document).questions[0].contributions[0].text == "I saw it."


@pytest.mark.parametrize("way", [forget_person, lambda document, row: people.remove_contributor(document, contributor=row)])
def test_a_group_and_a_session_of_confidential_people_are_not_public_without_them(document: Document, way):
    first, last = (people.add_contributor(document, name=name, confidential=True) for name in ("Ana", "Ben"))
    others = [people.add_contributor(document, name=name) for name in ("Cem", "Dua")]
    group = people.add_group(document, name="The informers", rapporteur_id=last)
    mixed = people.add_group(document, name="The drivers")
    session = sessions.add_session(document, title="In the back room")
    people.set_group_members(document, group=group, contributors=[first, last])
    people.set_group_members(document, group=mixed, contributors=[first, *others])
    sessions.set_session_participants(document, session=session, contributors=[first, last])
    voices.add_contribution(document, question=QUESTION, group=group, text="We saw it.")
    for person in (first, last):
        assert "The informers" not in repr(take_snapshot(document, edition=Edition.PUBLIC))
        way(document, person)
    picture = take_snapshot(document, edition=Edition.PUBLIC)
    assert "The informers" not in repr(picture)
    assert "We saw it" not in repr(picture)
    assert "back room" not in repr(picture)
    assert "The drivers" in repr(picture), "whoever is left may be named"
    assert "We saw it" in repr(take_snapshot(document))
    rows = (document.get(WorkingGroup, group), document.get(Session, session))
    assert [row.confidential for row in rows if row is not None] == [Confidentiality.INHERITED] * 2


def test_a_group_of_open_people_stays_open_without_them(document: Document):
    person = people.add_contributor(document, name="Ana")
    group = people.add_group(document, name="Red")
    people.set_group_members(document, group=group, contributors=[person])
    forget_person(document, person)
    row = document.get(WorkingGroup, group)
    assert row is not None
    assert not row.is_confidential


def test_a_forgotten_person_has_no_role_any_more(document: Document):
    person = people.add_contributor(document, name="Ilyana Zanzibarrow")
    activity = activities.add_activity(document, title="Train")
    for text in (
        "Ilyana Zanzibarrow, with I. Zanzibarrow",
        "Ilyana Zanzibarrow, with I. Zanzibarrow and the unit, the desk",
    ):
        roles.name_people(document, of=ActivityPerson, owner=activity, text=text)
        document.end_burst()
    before = {row.id for row in document.read.where(ActivityPerson, activity_id=activity)}
    forget_person(document, person)
    rows = document.read.where(ActivityPerson, activity_id=activity)
    assert [(row.contributor_id, row.name) for row in rows] == [
        (None, "with [name forgotten] and the unit"),
        (None, "the desk"),
    ]
    assert {row.id for row in rows} <= before, "an id says nothing about the words"
    assert _left(document.path) == []
    assert _sound(document)


def test_the_history_is_forgotten_and_what_is_there_stays(document: Document, clock):
    _write(document, clock, "Zanzibarrow", "Quellfleck")
    before = {row.id: row for row in document.read.every(Answer)}
    forget_history(document)
    assert {row.id: row for row in document.read.every(Answer)} == before
    assert _left(document.path) == ["Quellfleck"]
    assert earlier_versions(document, _answer(document), "text") == ()
    sittings = document._connection.read("SELECT who, computer FROM sittings")
    assert ("facilitator", "laptop") not in sittings[:-1]
    assert _sound(document)


def test_only_the_older_history_is_forgotten(document: Document, clock):
    _write(document, clock, "Zanzibarrow", "Quellfleck")
    clock.go_on(3600)
    middle = document.now().isoformat(timespec="milliseconds")
    _write(document, clock, "Murmansk-Ost", "Tschaikenholm")
    forget_history(document, middle)
    assert _left(document.path) == ["Quellfleck", "Murmansk-Ost", "Tschaikenholm"]
    assert [version.text for version in earlier_versions(document, _answer(document), "text")] == [
        "Murmansk-Ost",
        "Quellfleck",
    ]
    assert _sound(document)


def test_every_kind_of_change_is_written_and_what_happens_is_told(document: Document, clock):
    told: list[str] = []
    document.subscribe(lambda changes: told.append(str(changes.told)))
    _write(document, clock, "One")
    document.undo()
    document.redo()
    forget_history(document)
    assert told == [
        "change answer 1.1",
        "Undo: change answer 1.1",
        "Redo: change answer 1.1",
        "Something was forgotten for good.",
    ]
    kinds = {kind for (kind,) in document._connection.read("SELECT kind FROM changes")}
    assert kinds == {kind.value for kind in ChangeKind}


AN_HOUR = 3600
LATER = "2026-11-22T00:00:00.000+00:00"
"""The limit of the next tests: work begins on 2026-11-21, and goes on after midnight."""
YEARS = 10 * 365 * 24 * AN_HOUR


def _sitting(path: Path, clock, *texts: str, wrong_by: float = 0.0) -> None:
    """Writes texts in a sitting of its own, with a clock that may be years wrong."""
    clock.moment += timedelta(seconds=wrong_by)
    with Document.open(path, clock=clock.clock()) as document:
        _write(document, clock, *texts)
    clock.moment -= timedelta(seconds=wrong_by)


def _without_older(path: Path, limit: str = LATER) -> tuple[list[str], Forecast]:
    """What is left in the file when what was replaced before a time is forgotten."""
    with Document.open(path) as document:
        found = forget_history(document, limit)
        assert _sound(document)
    return _left(path), found


def test_a_sitting_whose_clock_was_far_back_does_not_take_later_versions_with_it(empty_file: Path, clock):
    _sitting(empty_file, clock, "Zanzibarrow", "Somebody")
    clock.go_on(24 * AN_HOUR)
    _sitting(empty_file, clock, "Quellfleck", "Somebody")
    _sitting(empty_file, clock, "Murmansk-Ost", "Somebody", "Nobody", wrong_by=-YEARS)
    _sitting(empty_file, clock, "Tschaikenholm", "Somebody")
    left, found = _without_older(empty_file)
    assert left == ["Quellfleck", "Murmansk-Ost", "Tschaikenholm"]
    assert found.misdated == 3


def test_a_sitting_whose_clock_was_far_ahead_goes_with_those_around_it(empty_file: Path, clock):
    _sitting(empty_file, clock, "Zanzibarrow", "Somebody")
    _sitting(empty_file, clock, "Quellfleck", "Somebody", wrong_by=YEARS)
    for _ in range(2):
        _sitting(empty_file, clock, "Murmansk-Ost", "Somebody")
    clock.go_on(24 * AN_HOUR)
    _sitting(empty_file, clock, "Tschaikenholm", "Somebody")
    left, found = _without_older(empty_file)
    assert left == ["Tschaikenholm"]
    assert found.misdated == 0


def test_a_clock_that_was_put_back_for_one_change_takes_nothing_with_it(empty_file: Path, clock):
    with Document.open(empty_file, clock=clock.clock()) as document:
        _write(document, clock, "Zanzibarrow", "Somebody")
        clock.go_on(24 * AN_HOUR)
        _write(document, clock, "Quellfleck", "Somebody")
        clock.moment -= timedelta(seconds=YEARS)
        _write(document, clock, "Murmansk-Ost")
        clock.moment += timedelta(seconds=YEARS)
        _write(document, clock, "Tschaikenholm", "Somebody")
    left, found = _without_older(empty_file)
    assert left == ["Quellfleck", "Murmansk-Ost", "Tschaikenholm"]
    assert found.misdated == 1


@pytest.mark.parametrize(("limit", "left"), [("1970-01-01T00:00:00+00:00", 4), ("9999-12-31T00:00:00+00:00", 0)])
def test_before_all_nothing_goes_and_after_all_everything(empty_file: Path, clock, limit: str, left: int):
    for secret in SECRETS:
        _sitting(empty_file, clock, secret, "Somebody")
    assert len(_without_older(empty_file, limit)[0]) == left


def test_a_file_after_forgetting_is_smaller_and_its_copy_is_whole(document: Document, clock, tmp_path: Path):
    _write(document, clock, *("Zanzibarrow " * 3000 + str(number) for number in range(5)), "")
    size = document.path.stat().st_size
    forget_history(document)
    assert document.path.stat().st_size < size
    document.save_copy(tmp_path / "copy.integrity")
    with Document.open(tmp_path / "copy.integrity") as copy:
        assert copy.read_only is None


def test_copies_beside_the_file_are_named(document: Document, tmp_path: Path):
    beside = document.path.with_name("yesterday.integrity")
    document.save_copy(beside)
    (document.path.parent / f"{document.path.name}.rescue-1").mkdir()
    (document.path.parent / "notes.integrity").write_text("no file of ours")
    assert copies_of(document.path, document.read.assessment().id) == [
        document.path.parent / f"{document.path.name}.rescue-1",
        beside,
    ]


def test_an_unknown_question_or_person_is_refused(document: Document):
    from workbench.errors import NotFound

    for refused in (lambda: forget_question(document, "9.999"), lambda: forget_person(document, "nobody")):
        with pytest.raises(NotFound):
            refused()
    assert document.read.last_change().kind == ChangeKind.CREATED  # type: ignore[union-attr]


def test_what_is_copied_in_memory_is_forgotten_too(document: Document, clock):
    document.remember()
    _write(document, clock, "Zanzibarrow")
    forget_question(document, QUESTION)
    assert not document._memory
    document.remember()
    assert document._memory
    with document.change(Message("more")) as transaction:
        transaction.put(Contributor(id="x", name="X"))
