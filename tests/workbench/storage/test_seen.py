"""Real files that were copied and worked on apart know enough to be brought together, also after something was forgotten."""

from __future__ import annotations

import shutil
from pathlib import Path

from workbench.document.document import Document
from workbench.model.merging import FROM_THE_BEGINNING, Decision, Side, decide
from workbench.model.rows import ActivityPerson, Answer, Contributor
from workbench.operations.activities import add_activity
from workbench.operations.answers import write_answer
from workbench.operations.forgetting import forget_history, forget_name, forget_question
from workbench.operations.people import add_contributor, edit_contributor, remove_contributor
from workbench.operations.roles import add_person, name_people
from workbench.storage.seen import last_writers, seen_by, writer_of


def _side(document: Document, question: str) -> Side:
    answer = document.read.answer(question)
    assert answer is not None
    writer = writer_of(last_writers(document._connection), Answer.table, answer.id, "text")
    return Side(answer.text, writer, seen_by(document._connection))


def _decisions(one: Path, other: Path, *questions: str) -> list[Decision]:
    with Document.open(one, read_only=True) as ours, Document.open(other, read_only=True) as theirs:
        return [decide(_side(ours, question), _side(theirs, question)) for question in questions]


def _work(path: Path, **texts: str) -> None:
    with Document.open(path) as document:
        for question, text in texts.items():
            write_answer(document, question=question.replace("_", "."), text=text)
            document.end_burst()


def _three(empty_file: Path) -> tuple[Path, Path, Path]:
    """A file with one answer, a copy made by the program, and one made by the system, which has the same copy id."""
    _work(empty_file, kf1_q1="Before the copies")
    made, copied = empty_file.with_name("made.integrity"), empty_file.with_name("copied.integrity")
    with Document.open(empty_file) as document:
        document.save_copy(made)
    shutil.copyfile(empty_file, copied)
    return empty_file, made, copied


def test_the_newer_text_is_known_without_a_clock(empty_file: Path):
    mother, made, copied = _three(empty_file)
    _work(made, kf1_q1="Newer", kf1_q2="There")
    _work(copied, kf1_q2="Here", kf1_q3="Alone")
    questions = ("kf1.q1", "kf1.q2", "kf1.q3", "kf1.q4")
    assert _decisions(mother, made, *questions) == [Decision.TAKE, Decision.TAKE, Decision.SAME, Decision.SAME]
    assert _decisions(made, mother, *questions) == [Decision.KEEP, Decision.KEEP, Decision.SAME, Decision.SAME]
    assert _decisions(made, copied, *questions) == [Decision.KEEP, Decision.CONFLICT, Decision.TAKE, Decision.SAME]
    assert _decisions(copied, made, *questions) == [Decision.TAKE, Decision.CONFLICT, Decision.KEEP, Decision.SAME]


def test_it_is_still_known_after_forgetting(empty_file: Path):
    mother, made, copied = _three(empty_file)
    _work(made, kf1_q1="Newer")
    _work(copied, kf1_q1="Also newer")
    with Document.open(made) as document:
        forget_history(document)
    with Document.open(copied) as document:
        forget_question(document, "kf1.q1")
    assert _decisions(mother, made, "kf1.q1") == [Decision.TAKE]
    assert _decisions(mother, copied, "kf1.q1") == [Decision.TAKE], "what was forgotten there must not come back from here"
    assert _decisions(made, copied, "kf1.q1") == [Decision.CONFLICT]


def test_a_name_in_words_that_was_forgotten_in_one_copy_does_not_come_back_unseen_from_another(empty_file: Path):
    with Document.open(empty_file) as document:
        activity = add_activity(document, title="Train")
        row_id = add_person(document, of=ActivityPerson, owner=activity, name="Otto Quellfleck")
    mother, made, copied = _three(empty_file)
    with Document.open(made) as document:
        forget_name(document, "Otto Quellfleck")
    with Document.open(copied) as document:
        name_people(document, of=ActivityPerson, owner=activity, text="Otto Quellfleck and others")
    assert _decision_on_name(mother, made, row_id) is Decision.TAKE
    assert _decision_on_name(made, mother, row_id) is Decision.KEEP, "an old copy brings nothing back"
    assert _decision_on_name(made, copied, row_id) is Decision.CONFLICT, "who wrote it again meanwhile is asked"


def _decision_on_name(one: Path, other: Path, row_id: str) -> Decision:
    sides = []
    for path in (one, other):
        with Document.open(path, read_only=True) as document:
            row = document.get(ActivityPerson, row_id)
            writer = writer_of(last_writers(document._connection), ActivityPerson.table, row_id, "name")
            sides.append(Side(row.name if row is not None else None, writer, seen_by(document._connection)))
    return decide(*sides)


def test_a_row_that_came_back_was_written_by_who_brought_it_back(empty_file: Path):
    with Document.open(empty_file) as document:
        person = add_contributor(document, name="Ana")
        edit_contributor(document, contributor=person, name="Anna")
        remove_contributor(document, contributor=person)
        document.undo()
        writers = last_writers(document._connection)
        last = max(seen_by(document._connection).values())
        assert writer_of(writers, Contributor.table, person, "name").number == last
        assert writer_of(writers, Contributor.table, person, "contact").number == last


def test_a_file_that_nobody_has_changed_has_seen_only_its_making(empty_file: Path):
    with Document.open(empty_file, read_only=True) as document:
        assert list(seen_by(document._connection).values()) == [1]
        assert last_writers(document._connection) == {}
        assert _side(document, "kf1.q1").writer == FROM_THE_BEGINNING


def test_opening_begins_no_sitting_and_the_second_change_no_other(empty_file: Path):
    with Document.open(empty_file) as document:
        before = seen_by(document._connection)
    _work(empty_file, kf1_q1="One", kf1_q2="Two")
    with Document.open(empty_file) as document:
        after = seen_by(document._connection)
        (sitting,) = set(after) - set(before)
        assert after[sitting] == 2
