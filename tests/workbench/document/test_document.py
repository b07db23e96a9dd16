"""The one write path: durable, then undoable, then told; and an exception leaves everything as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Clock, Document, Identity
from workbench.errors import StorageFailed, TextNotStorable
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes
from workbench.model.computer import account_name, computer_name
from workbench.model.rows import ROW_TYPES, Answer, Contributor, Indicator, Outcome, Output, QuestionId
from workbench.model.vocabulary import Confidentiality
from workbench.operations.answers import write_answer
from workbench.storage.past import Entry
from workbench.storage.verify import content_damages

QUESTION = QuestionId("kf1.q1")


def _answer(document: Document) -> Answer:
    found = document.read.answer(QUESTION)
    assert found is not None
    return found


def _history(document: Document, column: str = "text") -> list[Entry]:
    """The entries of the answer's text since the file was made."""
    return [entry for entry in document.read.history(_answer(document), column) if not entry.whole_row]


def _everything(document: Document) -> list[Any]:
    return [document.read.every(row_type) for row_type in ROW_TYPES]


def _write(document: Document, text: str) -> None:
    write_answer(document, question=QUESTION, text=text)


@pytest.fixture
def told(document: Document) -> list[Changes]:
    """What the document has told its subscribers."""
    changes: list[Changes] = []
    document.subscribe(changes.append)
    return changes


def test_a_change_is_on_the_disk_before_anybody_is_told(document: Document, empty_file: Path):
    seen: list[int] = []
    document.subscribe(lambda _: seen.append(empty_file.read_bytes().count(b"A sentence that nobody wrote before.")))
    _write(document, "A sentence that nobody wrote before.")
    assert seen == [1], "in the answer alone: the history leads back and need not repeat it"


def test_a_change_is_told_with_what_it_changed(document: Document, told: list[Changes]):
    before, editor = _answer(document), object()
    write_answer(document, question=QUESTION, text="New", initiator=editor)
    (changes,) = told
    assert changes.initiator is editor
    assert changes.kind is ChangeKind.DONE
    assert str(changes.label) == "change answer 1.1"
    assert [(row.table, row.row_id, row.before, row.after) for row in changes.rows] == [
        ("answers", before.id, before, replace(before, text="New"))
    ]


def test_an_equal_row_is_no_change(document: Document, told: list[Changes]):
    _write(document, "Same")
    saved_at, history = document.saved_at, _history(document)
    _write(document, "Same")
    with document.change(Message("nothing")) as transaction:
        assert not transaction.put(_answer(document))
        assert not transaction.drop(Indicator, "there is no such row")
    assert len(told) == 1
    assert document.saved_at == saved_at
    assert _history(document) == history
    assert str(document.undo_label) == "change answer 1.1"
    document.undo()
    assert document.undo_label is None


def test_an_exception_leaves_everything_as_it_was(document: Document, told: list[Changes]):
    _write(document, "Before")
    before, history, saved_at = _everything(document), _history(document), document.saved_at
    with pytest.raises(ZeroDivisionError), document.change(Message("fails")) as transaction:
        _break_off(document, transaction)
    assert _everything(document) == before
    assert _history(document) == history
    assert document.saved_at == saved_at
    assert len(told) == 1
    assert str(document.undo_label) == "change answer 1.1"
    assert content_damages(document._connection) == []
    _write(document, "After")
    assert _answer(document).text == "After"
    assert content_damages(document._connection) == []


def _break_off(document: Document, transaction: Any) -> None:
    transaction.put(replace(_answer(document), text="Lost"))
    transaction.put(Outcome(id="new"))
    assert transaction.get(Outcome, "new") is not None
    raise ZeroDivisionError


def test_a_failure_in_the_middle_of_a_burst_does_not_disturb_it(document: Document, clock):
    key = "typing"
    with document.change(Message("typing"), merge_key=key) as transaction:
        transaction.put(replace(_answer(document), text="one"))
    with pytest.raises(ZeroDivisionError), document.change(Message("typing"), merge_key=key) as transaction:
        _break_off(document, transaction)
    with document.change(Message("typing"), merge_key=key) as transaction:
        transaction.put(replace(_answer(document), text="one two"))
    assert content_damages(document._connection) == []
    assert [entry.new for entry in _history(document)][-1] == "one two"
    document.undo()
    assert _answer(document).text == ""
    assert document.undo_label is None


def test_a_change_inside_a_change_is_refused_and_takes_the_outer_one_back(document: Document, told: list[Changes]):
    before = _everything(document)

    def outer() -> None:
        with document.change(Message("outer")) as transaction:
            transaction.put(Outcome(id="outer"))
            _write(document, "inner")

    with pytest.raises(RuntimeError, match="a change inside a change"):
        outer()
    assert _everything(document) == before
    assert told == []
    _write(document, "Now it works")
    assert _answer(document).text == "Now it works"


@pytest.mark.parametrize("action", ["undo", "redo"])
def test_undo_inside_a_change_is_refused(document: Document, action: str):
    _write(document, "one")
    if action == "redo":
        document.undo()
    with pytest.raises(RuntimeError, match="a change inside a change"), document.change(Message("outer")):
        getattr(document, action)()
    assert (document.undo_label is None) == (action == "redo")
    assert getattr(document, action)() is not None


def test_a_burst_of_typing_is_one_step_and_one_entry(document: Document, clock):
    for text in ("T", "Th", "The", "The queue"):
        _write(document, text)
        clock.go_on(1.9)
    assert [(entry.old, entry.new) for entry in _history(document)] == [("", "The queue")]
    assert _history(document)[0].stamp.at == "2026-11-21T09:00:05.700+00:00"
    document.undo()
    assert _answer(document).text == ""
    assert document.undo_label is None


@pytest.mark.parametrize("what", ["a pause", "the end of the burst", "another field", "another question", "an undo"])
def test_what_begins_a_new_step(document: Document, clock, what: str):
    _write(document, "one")
    if what == "a pause":
        clock.go_on(2.0)
    elif what == "the end of the burst":
        document.end_burst()
    elif what == "another field":
        with document.change(Message("causes"), merge_key="causes") as transaction:
            transaction.put(replace(_answer(document), causes="x"))
    elif what == "another question":
        write_answer(document, question=QuestionId("kf1.q2"), text="x")
    else:
        _write(document, "one, and more")
        document.end_burst()
        _write(document, "x")
        document.undo()
    _write(document, "one two")
    assert _history(document)[-1].new == "one two"
    assert _history(document)[-1].old != ""
    document.undo()
    assert _answer(document).text.startswith("one")


def test_undo_and_redo_are_named_told_and_kept_in_the_history(document: Document, told: list[Changes]):
    _write(document, "one")
    undone, redone = document.undo(), document.redo()
    assert undone is told[1]
    assert redone is told[2]
    assert [str(changes.told) for changes in told] == [
        "change answer 1.1",
        "Undo: change answer 1.1",
        "Redo: change answer 1.1",
    ]
    assert [changes.kind for changes in told] == [ChangeKind.DONE, ChangeKind.UNDONE, ChangeKind.REDONE]
    assert [changes.initiator for changes in told] == [None, None, None]
    assert [(entry.old, entry.new) for entry in _history(document)] == [("", "one"), ("one", ""), ("", "one")]
    stamps = [entry.stamp for entry in _history(document)]
    assert [stamp.kind for stamp in stamps] == [ChangeKind.DONE, ChangeKind.UNDONE, ChangeKind.REDONE]
    assert {(stamp.label, stamp.fields) for stamp in stamps} == {("change answer {number}", '{"number":"1.1"}')}
    assert [stamp.number for stamp in stamps] == [1, 2, 3]
    assert len({stamp.sitting.id for stamp in stamps}) == 1


def test_a_new_change_forgets_what_was_undone(document: Document):
    _write(document, "one")
    document.undo()
    assert str(document.redo_label) == "change answer 1.1"
    _write(document, "two")
    assert document.redo_label is None
    assert document.redo() is None


def test_after_opening_there_is_nothing_to_undo(document: Document, empty_file: Path, open_document):
    _write(document, "one")
    document.close()
    again = open_document(empty_file)
    assert again.undo_label is None
    assert again.undo() is None
    assert again.redo() is None
    assert _answer(again).text == "one"


def test_undo_of_a_burst_that_binds_rows_to_new_ones(document: Document):
    """A later change of the burst adds a row, and lets a row that was changed before refer to it."""
    with document.change(Message("setting")) as transaction:
        transaction.put(Outcome(id="old"))
        transaction.put(Output(id="output", outcome_id="old"))
    before = _everything(document)
    with document.change(Message("plan"), merge_key="plan") as transaction:
        transaction.put(Output(id="output", outcome_id="old", title="Training"))
    with document.change(Message("plan"), merge_key="plan") as transaction:
        transaction.put(Outcome(id="new"))
        transaction.put(Output(id="output", outcome_id="new", title="Training"))
    after = _everything(document)
    document.undo()
    assert _everything(document) == before
    document.redo()
    assert _everything(document) == after


def test_one_failing_subscriber_does_not_silence_the_others(document: Document, told: list[Changes]):
    later: list[Changes] = []

    def fail(_: Changes) -> None:
        raise ZeroDivisionError

    document.subscribe(fail)
    document.subscribe(later.append)
    with pytest.raises(ZeroDivisionError):
        _write(document, "one")
    assert len(told) == len(later) == 1
    assert _answer(document).text == "one"
    assert str(document.undo_label) == "change answer 1.1"


def test_who_has_gone_is_not_told_not_even_by_a_change_under_way(document: Document, told: list[Changes]):
    gone: list[Changes] = []
    leave: list[Callable[[], None]] = []
    document.subscribe(lambda _: leave[0]())
    leave.append(document.subscribe(gone.append))
    _write(document, "one")
    assert gone == []
    assert len(told) == 1


def test_who_leaves_twice_does_not_make_another_leave(document: Document):
    told: list[Changes] = []
    first, _ = document.subscribe(told.append), document.subscribe(told.append)
    first()
    first()
    _write(document, "one")
    assert len(told) == 1


def test_a_change_by_a_subscriber_is_a_change_of_its_own(document: Document, told: list[Changes]):
    def answer_the_next(changes: Changes) -> None:
        if str(changes.label) == "change answer 1.1":
            write_answer(document, question=QuestionId("kf1.q2"), text="an echo")

    document.subscribe(answer_the_next)
    _write(document, "one")
    assert [str(changes.label) for changes in told] == ["change answer 1.1", "change answer 1.2"]
    assert str(document.undo_label) == "change answer 1.2"


def test_the_time_of_the_last_saving(document: Document, clock):
    assert document.saved_at is None
    _write(document, "one")
    assert document.saved_at == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    clock.go_on(60)
    with pytest.raises(TextNotStorable):
        _write(document, "bad \ud800")
    assert document.saved_at == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    document.undo()
    assert document.saved_at == datetime(2026, 11, 21, 9, 1, tzinfo=UTC)


def test_the_history_tells_who_when_and_where(document: Document):
    _write(document, "one")
    (entry,) = _history(document)
    assert (entry.stamp.sitting.who, entry.stamp.sitting.computer) == ("facilitator", "laptop")
    assert entry.stamp.at == "2026-11-21T09:00:00.000+00:00"
    assert document.read.last_change() == entry.stamp


def test_rows_that_come_and_go_are_kept_whole_in_the_history(document: Document):
    person = Contributor(id="someone", name="A. Officer", department="Counter", confidential=Confidentiality.MARKED)
    with document.change(Message("added")) as transaction:
        transaction.put(person)
    with document.change(Message("removed")) as transaction:
        transaction.drop(Contributor, "someone")
    come, go = document.read.history(person, "name")
    assert (come.old, come.new, go.old, go.new) == (None, "A. Officer", "A. Officer", None)
    assert come.whole_row
    assert go.whole_row
    (gone,) = document._connection.read("SELECT old FROM entries WHERE form = 'row'")
    assert json.loads(gone[0]) == {"id": "someone", "name": "A. Officer", "department": "Counter", "confidential": "marked"}


def test_who_is_at_the_keyboard(monkeypatch: pytest.MonkeyPatch):
    assert Identity.of_this_session() == Identity(account_name(), computer_name())

    def nobody() -> str:
        raise KeyError("no such account")

    monkeypatch.setattr("workbench.model.computer.getpass.getuser", nobody)
    assert Identity.of_this_session().who == ""


def test_the_clock_of_the_program_tells_the_time_in_utc():
    clock = Clock()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=10)
    assert clock.now().tzinfo is UTC
    assert clock.seconds() <= clock.seconds()


def test_a_document_that_is_closed_tells_nobody_any_more(document: Document, told: list[Changes]):
    document.close()
    with pytest.raises(Exception, match="closed"):
        _write(document, "x")
    assert told == []


def test_the_path_of_a_document_whose_disk_is_gone_is_told(document: Document, empty_file: Path):
    empty_file.unlink()
    with pytest.raises(StorageFailed, match=empty_file.name):
        _write(document, "x")
