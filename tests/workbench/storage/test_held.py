"""Rows that are kept in memory are what the file has, and are read only once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Outcome, Output, Question, QuestionId, Session
from workbench.operations.answers import write_answer
from workbench.storage import files, held

QUESTION = QuestionId("kf1.q1")


@contextmanager
def reads(document: Document) -> Iterator[list[str]]:
    """The queries that SQLite gets in the block."""
    said: list[str] = []
    document._connection._raw.set_trace_callback(lambda sql: said.append(sql) if sql.startswith("SELECT") else None)
    try:
        yield said
    finally:
        document._connection._raw.set_trace_callback(None)


def test_typing_on_reads_nothing_again(small: Document):
    for text in ("O", "One"):
        write_answer(small, question=QUESTION, text=text)
    with reads(small) as said:
        write_answer(small, question=QUESTION, text="One word")
        assert small.get(Question, QUESTION) is not None
        answer = small.read.answer(QUESTION)
    assert said == []
    assert answer is not None
    assert answer.text == "One word"


def test_what_another_row_says_is_found_by_its_new_value(small: Document):
    with small.change(Message("rows")) as transaction:
        transaction.put(Outcome(id="a"))
        transaction.put(Output(id="b", outcome_id="a", title="first"))
        assert [row.title for row in small.read.where(Output, outcome_id="a")] == ["first"]
        transaction.put(Output(id="b", outcome_id="a", title="second"))
        assert [row.title for row in small.read.where(Output, outcome_id="a")] == ["second"]
    small.undo()
    assert small.read.where(Output, outcome_id="a") == []
    assert small.get(Outcome, "a") is None


def test_a_change_that_fails_leaves_nothing_in_memory(small: Document):
    before = small.read.answer(QUESTION)
    assert before is not None
    running = small.read.where(Session, running=1)
    with suppress(ZeroDivisionError), small.change(Message("fails")) as transaction:
        transaction.put(replace(before, text="never said"))
        transaction.put(Outcome(id="never"))
        raise ZeroDivisionError
    assert small.read.answer(QUESTION) == small.get(Answer, before.id) == before
    assert small.get(Outcome, "never") is None
    assert small.read.where(Session, running=1) == running


def test_a_list_that_is_changed_by_its_reader_stays_as_it_is(small: Document):
    rows = small.read.where(Answer, question_id=QUESTION)
    rows.clear()
    assert len(small.read.where(Answer, question_id=QUESTION)) == 1


def test_somebody_who_reads_a_large_file_sees_what_others_write(small_file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "HELD_BYTES", 0)
    with Document.open(small_file, read_only=True) as reader:
        before = reader.read.answer(QUESTION)
        with Document.open(small_file) as writer:
            write_answer(writer, question=QUESTION, text="written meanwhile")
        now = reader.read.answer(QUESTION)
    assert before is not None
    assert now is not None
    assert now.text == "written meanwhile" != before.text


def test_what_is_forgotten_is_not_kept(small: Document):
    write_answer(small, question=QUESTION, text="a name")
    with small.forgetting(Message("forget")) as transaction:
        answer = small.read.answer(QUESTION)
        assert answer is not None
        transaction.put(replace(answer, text=""))
        transaction.forget()
    known = small.read.held
    assert not known._rows
    assert not known._lists


def test_only_so_many_rows_are_kept(small: Document, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(held, "_MOST", 2)
    for answer in small.read.every(Answer):
        assert small.read.answer(answer.question_id) == answer
        assert small.read.where(Answer, question_id=answer.question_id) == [answer]
        assert len(small.read.held._rows) <= 2
        assert len(small.read.held._lists["answers"]) <= 2
