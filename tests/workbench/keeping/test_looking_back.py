"""What a copy has and the file has not comes back, all or one by one, and nothing confidential becomes open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper
from workbench.keeping.looking_back import bring_back_all, bring_back_answer, bring_back_contribution, look_into, open_copy
from workbench.language.i18n import Message
from workbench.model.rows import ROW_TYPES, Answer, BackgroundDocument, Contribution, Contributor, QuestionId, WorkingGroup
from workbench.operations import activities, people, plan, voices
from workbench.operations.answers import edit_answer, mark_answer_confidential, write_answer
from workbench.operations.attached_files import bytes_of
from workbench.operations.attachments import NewFile, attach, remove_attachment

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
QUESTION = QuestionId("kf1.q1")


@pytest.fixture
def then(tmp_path: Path, sample: Document) -> Iterator[Document]:
    """The sample as it was, opened from a copy."""
    write_answer(sample, question=QUESTION, text="As it was")
    keeper = Keeper(sample.read.assessment().id, root=tmp_path / "copies")
    copy = keeper.keep(sample.read.connection.content(), AT, Cause.TIME, sample.path)
    with open_copy(copy) as document:
        yield document


def all_rows(document: Document) -> dict[str, dict[str, object]]:
    return {kind.table: {row.id: row for row in document.read.every(kind)} for kind in ROW_TYPES}


def text_of(document: Document) -> str:
    answer = document.read.answer(QUESTION)
    assert answer is not None
    return answer.text


def test_nothing_differs_at_first(sample: Document, then: Document):
    found = look_into(sample, then)
    assert (found.differences, found.elsewhere) == ((), 0)
    assert 0 < found.answered < found.questions


def test_each_question_that_differs_is_named(sample: Document, then: Document):
    write_answer(sample, question=QUESTION, text="")
    voices.add_contribution(sample, question="kf2.q3", contributor=sample.read.every(Contributor)[0].id, text="New")
    people.add_contributor(sample, name="Somebody else")
    found = look_into(sample, then)
    first = found.differences[0]
    assert (first.number, first.then, first.now) == ("1.1", "As it was", "")
    assert [row.number for row in found.differences] == ["1.1", "2.3"]
    assert found.elsewhere == 1


def test_one_answer_comes_back_as_one_step(sample: Document, then: Document):
    edit_answer(sample, question=QUESTION, text="", causes="Other causes")
    write_answer(sample, question=QuestionId("kf1.q2"), text="Written since")
    sample.end_burst()
    bring_back_answer(sample, then, question=QUESTION)
    assert sample.read.answer(QUESTION) == then.read.answer(QUESTION)
    assert [row.number for row in look_into(sample, then).differences] == ["1.2"]
    sample.undo()
    assert text_of(sample) == ""


def test_contributions_that_are_gone_come_back_and_newer_ones_stay(sample: Document, then: Document):
    old = then.read.every(Contribution)[0]
    assert old.question_id is not None
    voices.remove_contribution(sample, contribution=old.id)
    person = sample.read.every(Contributor)[0].id
    new = voices.add_contribution(sample, question=old.question_id, contributor=person, text="New")
    bring_back_answer(sample, then, question=old.question_id)
    assert sample.get(Contribution, old.id) == old
    assert sample.get(Contribution, new) is not None


def test_one_contribution_comes_back_and_newer_ones_and_the_answer_stay(sample: Document, then: Document):
    old = next(row for row in then.read.every(Contribution) if row.question_id is not None)
    write_answer(sample, question=QuestionId(old.question_id), text="Written since")
    voices.edit_contribution(sample, contribution=old.id, text="Written over", confidential=True)
    (found,) = (row for row in look_into(sample, then).differences if row.question == old.question_id)
    assert [(part.contribution, part.then, part.now) for part in found.parts] == [(old.id, old.text, "Written over")]
    sample.end_burst()
    bring_back_contribution(sample, then, contribution=old.id)
    back = sample.get(Contribution, old.id)
    assert back is not None
    assert (back.text, back.is_confidential) == (old.text, True), "what is confidential now stays so"
    answer = sample.read.answer(QuestionId(old.question_id))
    assert answer is not None
    assert answer.text == "Written since"
    sample.undo()
    again = sample.get(Contribution, old.id)
    assert again is not None
    assert again.text == "Written over"


def test_a_contribution_that_nobody_can_have_said_is_refused(sample: Document, then: Document):
    old = next(row for row in then.read.every(Contribution) if row.contributor_id is not None and row.question_id)
    voices.remove_contribution(sample, contribution=old.id)
    with sample.change(Message("gone")) as transaction:
        for kind in reversed(ROW_TYPES):
            for row in sample.read.every(kind):
                if getattr(row, "contributor_id", None) == old.contributor_id:
                    transaction.drop(kind, row.id)
        transaction.drop(Contributor, old.contributor_id)
    with pytest.raises(InvalidValue, match="no longer in the register"):
        bring_back_contribution(sample, then, contribution=old.id)
    with pytest.raises(InvalidValue, match="does not have this contribution"):
        bring_back_contribution(sample, then, contribution="unknown")


def test_what_is_confidential_now_stays_so(sample: Document, then: Document):
    mark_answer_confidential(sample, question=QUESTION, confidential=True)
    write_answer(sample, question=QUESTION, text="")
    bring_back_answer(sample, then, question=QUESTION)
    answer = sample.read.answer(QUESTION)
    assert answer is not None
    assert (answer.text, answer.is_confidential) == ("As it was", True)
    group = sample.read.every(WorkingGroup)[0]
    people.edit_group(sample, group=group.id, name="Other", confidential=True)
    bring_back_all(sample, then)
    back = sample.get(WorkingGroup, group.id)
    assert back is not None
    assert (back.name, back.is_confidential) == (group.name, True)
    answer = sample.read.answer(QUESTION)
    assert answer is not None
    assert answer.is_confidential


def test_what_was_confidential_when_it_was_removed_does_not_come_back_open(sample: Document, then: Document):
    part = next(part for part in then.read.every(Contribution) if part.question_id is not None and not part.is_confidential)
    assert part.question_id is not None
    made = next(row for row in then.read.every(activities.Activity) if not row.is_confidential)
    voices.edit_contribution(sample, contribution=part.id, confidential=True)
    voices.remove_contribution(sample, contribution=part.id)
    activities.edit_activity(sample, activity=made.id, confidential=True)
    activities.remove_activity(sample, activity=made.id)
    bring_back_answer(sample, then, question=part.question_id)
    back = sample.get(Contribution, part.id)
    assert back is not None
    assert (back.text, back.is_confidential) == (part.text, True)
    bring_back_all(sample, then)
    for row in (sample.get(Contribution, part.id), sample.get(activities.Activity, made.id)):
        assert row is not None
        assert row.is_confidential


def test_everything_comes_back_as_one_step_that_can_be_undone(sample: Document, then: Document):
    outcome = plan.add_outcome(sample, title="New outcome")
    output = plan.add_output(sample, outcome=outcome, title="New output")
    made = activities.add_activity(sample, title="New activity", questions=["1.1"])
    old = sample.read.every(activities.Activity)[0]
    with sample.change(Message("move")) as transaction:
        transaction.put(replace(old, output_id=output))
    activities.remove_activity(sample, activity=sample.read.every(activities.Activity)[1].id)
    write_answer(sample, question=QUESTION, text="Other")
    before = all_rows(sample)
    sample.end_burst()
    bring_back_all(sample, then)
    assert all_rows(sample) == all_rows(then)
    assert look_into(sample, then).differences == ()
    assert sample.get(activities.Activity, made) is None
    sample.undo()
    assert all_rows(sample) == before
    sample.redo()
    assert all_rows(sample) == all_rows(then)


def test_a_copy_of_another_assessment_is_refused(sample: Document, then: Document, tmp_path: Path):
    row = sample.read.assessment()
    other = Document.create(
        tmp_path / "other.integrity",
        [replace(row, id="another"), *(found for kind in ROW_TYPES[1:] for found in sample.read.every(kind))],
        label=Message("another"),
    )
    with other:
        for refused in (
            lambda: look_into(other, then),
            lambda: bring_back_answer(other, then, question=QUESTION),
            lambda: bring_back_all(other, then),
        ):
            with pytest.raises(InvalidValue):
                refused()
        assert len(other.read.every(Answer)) == len(sample.read.every(Answer))


def test_a_question_that_the_copy_does_not_have_is_refused(sample: Document, then: Document):
    with pytest.raises(InvalidValue):
        bring_back_answer(sample, then, question="x.none")


def test_everything_comes_back_with_the_bytes_of_an_attachment_that_was_removed_since(sample: Document, tmp_path: Path):
    entry = sample.read.every(BackgroundDocument)[0].id
    data = b"%PDF-1.4 the only copy"
    (made,) = attach(sample, entry=entry, found=[NewFile("Paper.pdf", len(data), data)])
    keeper = Keeper(sample.read.assessment().id, root=tmp_path / "copies")
    copy = keeper.keep(sample.read.connection.content(), AT, Cause.TIME, sample.path)
    remove_attachment(sample, attachment=made)
    sample.close()  # takes the bytes out
    with Document.open(sample.path) as again, open_copy(copy) as then:
        bring_back_all(again, then)
        assert bytes_of(again, made)[1] == data
        assert not again.damages


def test_what_would_be_too_large_together_does_not_come_back(
    sample: Document, then: Document, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("workbench.keeping.looking_back.ALL_STORED_BYTES", 1)
    write_answer(sample, question=QUESTION, text="Stays")
    with pytest.raises(InvalidValue, match="would take more than"):
        bring_back_all(sample, then)
    assert text_of(sample) == "Stays"
