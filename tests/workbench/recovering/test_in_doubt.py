"""What is in doubt after a recovery: it is listed, accepted in one step, and no mark goes in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.damaging import PAGE, answer_to, lose, notes_at, rows_of
from workbench.document.document import Document
from workbench.errors import InvalidValue
from workbench.model.rows import Answer, Contribution, Contributor, Session
from workbench.operations.answers import mark_answer_confidential, write_answer
from workbench.operations.voices import edit_contribution, remove_contribution
from workbench.recovering.in_doubt import InDoubt, accept, how_many_marks, in_doubt
from workbench.recovering.recover import recover


@pytest.fixture
def recovered(sample_file: Path, tmp_path: Path) -> Path:
    """A sample of which people and sessions are lost, and a part of the answers."""
    with Document.open(sample_file, read_only=True) as document:
        text = answer_to(document, "kf1.q1").text
    lose(sample_file, "contributors", "sessions")
    lose_page_of(sample_file, text[:40])
    new = tmp_path / "new.integrity"
    found = recover(sample_file, new)
    assert len(found.lost) + len(found.doubtful) > 3
    assert (found.others.lost + found.others.doubtful).total() > 3
    return new


def lose_page_of(path: Path, text: str) -> None:
    """Each page with this text becomes zeros."""
    data = path.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    path.write_bytes(b"".join(bytes(PAGE) if text.encode() in page else page for page in pages))


def answers(found: tuple[InDoubt, ...]) -> list[InDoubt]:
    return [each for each in found if isinstance(each.row, Answer)]


def others(found: tuple[InDoubt, ...]) -> list[InDoubt]:
    return [each for each in found if not isinstance(each.row, Answer)]


def test_all_that_was_noted_or_marked_is_listed_also_after_it_was_opened_again(recovered: Path):
    with Document.open(recovered) as document:
        found = in_doubt(document)
        noted = {row.question_id for row in document.read.where(Contribution, kind="note") if row.question_id}
        assert {each.row.question_id for each in answers(found) if isinstance(each.row, Answer)} >= noted - {None}
        assert all(each.marked and each.note is not None for each in answers(found))
        assert {type(each.row) for each in others(found)} >= {Contributor, Session}
        assert all(each.marked and each.note is None for each in others(found))
        assert how_many_marks(found) == len(found)


def test_a_file_that_was_never_damaged_has_nothing_in_doubt(sample: Document):
    assert in_doubt(sample) == ()


def test_accepting_closes_the_notes_and_leaves_the_marks_as_one_step(recovered: Path):
    with Document.open(recovered) as document:
        before, found = rows_of(document), in_doubt(document)
        accept(document, chosen=answers(found), take_marks_off=False)
        assert answers(in_doubt(document)) == []
        assert all(answer_to(document, each.row.question_id).is_confidential for each in answers(found))  # type: ignore[attr-defined]
        assert others(in_doubt(document)) == others(found)
        document.undo()
        assert rows_of(document) == before
        assert in_doubt(document) == found


def test_the_marks_go_only_where_the_recovery_has_set_them(recovered: Path):
    with Document.open(recovered) as document:
        found = in_doubt(document)
        mark_answer_confidential(document, question="kf2.q1", confidential=True)
        accept(document, chosen=found, take_marks_off=True)
        assert in_doubt(document) == ()
        for each in found:
            row = document.get(type(each.row), each.row.id)
            assert row is not None
            assert not row.is_confidential
        assert answer_to(document, "kf2.q1").is_confidential
        document.undo()
        assert in_doubt(document) == found


def test_one_is_accepted_alone(recovered: Path):
    with Document.open(recovered) as document:
        found = in_doubt(document)
        accept(document, chosen=found[:1], take_marks_off=True)
        assert in_doubt(document) == found[1:]
        assert not answer_to(document, found[0].row.question_id).is_confidential  # type: ignore[attr-defined]


def test_others_stay_listed_with_their_marks_until_all_are_accepted(recovered: Path):
    with Document.open(recovered) as document:
        rest = others(in_doubt(document))
        accept(document, chosen=rest[:1], take_marks_off=False)
        assert others(in_doubt(document)) == rest
        accept(document, chosen=rest, take_marks_off=False)
        assert others(in_doubt(document)) == []
        assert all(document.get(type(each.row), each.row.id).is_confidential for each in rest)  # type: ignore[union-attr]


def test_who_does_it_by_hand_has_done_it_too(recovered: Path):
    """A note that is ticked off, a mark that is taken off, and a note that is removed leave the list."""
    with Document.open(recovered) as document:
        first, second, third, *_ = answers(in_doubt(document))
        assert first.note is not None
        assert second.note is not None
        edit_contribution(document, contribution=first.note.id, done=True)
        remove_contribution(document, contribution=second.note.id)
        assert isinstance(third.row, Answer)
        mark_answer_confidential(document, question=third.row.question_id, confidential=False)
        now = answers(in_doubt(document))
        assert first.row.id not in {each.row.id for each in now}
        assert second.row.id not in {each.row.id for each in now}
        assert [each.marked for each in now if each.row.id == third.row.id] == [False]


def test_nothing_chosen_is_said(recovered: Path):
    with Document.open(recovered) as document, pytest.raises(InvalidValue):
        accept(document, chosen=(), take_marks_off=True)


def test_a_second_recovery_keeps_what_people_wrote_into_the_note(recovered: Path, tmp_path: Path):
    with Document.open(recovered) as document:
        first = answers(in_doubt(document))[0]
        assert first.note is not None
        question = first.row.question_id  # type: ignore[attr-defined]
        edit_contribution(document, contribution=first.note.id, text="Asked Mr B., who remembers it.", done=True)
        write_answer(document, question=question, text="Written once more, and then the disk broke again.")
    lose_page_of(recovered, "Written once more")
    again = tmp_path / "again.integrity"
    recover(recovered, again)
    with Document.open(again) as document:
        assert question in {each.row.question_id for each in answers(in_doubt(document))}  # type: ignore[attr-defined]
        notes = [text for text in notes_at(document, question) if "remembers it" in text]
        assert notes == [notes[0]]
        assert "could not be read" in notes[0]
