"""The history: what each entry leads back to, through bursts, failures, undo, and rows that come and go."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind
from workbench.model.rows import Answer, Outcome, QuestionId, Row
from workbench.operations.answers import write_answer
from workbench.storage.connection import Connection
from workbench.storage.files import new_database
from workbench.storage.history import HISTORY_TABLES, WHOLE_ROW, Form, Sitting, Stamp, row_from_json, text_before, texts_of
from workbench.storage.history_check import history_damages
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.rows import RowStore, Transaction
from workbench.storage.verify import content_damages

QUESTION = QuestionId("kf1.q2")
SITTING = Sitting("sitting", "copy", "2026-11-21T09:00:00.000+00:00", 60, "A", "laptop", "0.4.0")
IDS = ("a", "b", "c")


def _stamp(number: int, kind: ChangeKind = ChangeKind.DONE) -> Stamp:
    return Stamp(SITTING, number, f"2026-11-21T09:{number % 60:02}:00.000+00:00", kind, "change")


def _count(document: Document | Connection, table: str) -> int:
    connection = document._connection if isinstance(document, Document) else document
    return int(connection.read(f"SELECT count(*) FROM {table}")[0][0])


def _texts(document: Document) -> list[tuple[str | None, str | None]]:
    answer = document.read.answer(QUESTION)
    assert answer is not None
    return [(entry.old, entry.new) for entry in document.read.history(answer, "text")]


def _tables(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {table: connection.read(f"SELECT * FROM {table} ORDER BY rowid") for table in HISTORY_TABLES}


# Bursts


def test_a_burst_is_one_change_however_many_transactions_it_has(small: Document, clock):
    write_answer(small, question=QUESTION, text="x")
    before = {table: _count(small, table) for table in HISTORY_TABLES}
    for length in range(2, 30):
        clock.go_on(1.9)
        write_answer(small, question=QUESTION, text="x" * length)
    assert {table: _count(small, table) for table in HISTORY_TABLES} == before
    assert _texts(small)[-1] == ("", "x" * 29)
    clock.go_on(2)
    write_answer(small, question=QUESTION, text="y")
    assert _texts(small)[-2:] == [("", "x" * 29), ("x" * 29, "y")]
    assert history_damages(small._connection) == []


def test_a_burst_that_ends_where_it_began_leaves_a_change_without_difference(small: Document):
    write_answer(small, question=QUESTION, text="typed")
    write_answer(small, question=QUESTION, text="")
    assert _texts(small)[-1] == ("", "")
    assert history_damages(small._connection) == []


def test_the_time_of_a_burst_is_that_of_its_end(small: Document, clock):
    write_answer(small, question=QUESTION, text="a")
    clock.go_on(1.5)
    write_answer(small, question=QUESTION, text="ab")
    assert small.read.last_change().at == clock.moment.isoformat(timespec="milliseconds")


def test_a_burst_goes_on_after_a_change_that_failed(small: Document):
    """A failed transaction needs a new writer, which reads from the file what the change has already."""
    write_answer(small, question=QUESTION, text="Hel")
    changes = _count(small, "changes")
    answer = small.read.answer(QUESTION)
    assert answer is not None
    with pytest.raises(ZeroDivisionError), small.change(Message("x"), merge_key=object()) as transaction:
        transaction.put(replace(answer, text="x" * (1 // 0)))
    write_answer(small, question=QUESTION, text="Hello")
    assert _count(small, "changes") == changes
    assert _texts(small)[-1] == ("", "Hello")
    assert content_damages(small._connection) == []


def test_a_copy_ends_the_burst_so_that_no_change_is_another_one_in_two_files(small: Document, tmp_path: Path):
    write_answer(small, question=QUESTION, text="Hel")
    small.save_copy(tmp_path / "copy.integrity")
    write_answer(small, question=QUESTION, text="Hello")
    with Document.open(tmp_path / "copy.integrity", read_only=True) as copy:
        theirs, ours = (_changes(document) for document in (copy, small))
    assert len(ours) == len(theirs) + 1
    assert {name: ours[name] for name in theirs} == theirs
    assert _texts(small)[-2:] == [("", "Hel"), ("Hel", "Hello")]


def _changes(document: Document) -> dict[tuple[str, int], bytes]:
    sql = "SELECT sittings.sitting, number, changes.digest FROM changes JOIN sittings ON sittings.id = changes.sitting"
    return {(sitting, number): digest for sitting, number, digest in document._connection.read(sql)}


# What makes the file, and what makes it smaller


def test_the_first_rows_have_no_entries_and_yet_a_past(small: Document):
    answer = small.read.answer("kf1.q1")
    assert answer is not None
    (created,) = small.read.history(answer, "text")
    assert (created.whole_row, created.old, created.new) == (True, None, answer.text)
    assert created.stamp.kind is ChangeKind.CREATED or created.stamp.kind == ChangeKind.CREATED.value


def test_a_row_that_is_added_costs_one_entry_without_a_text(small: Document):
    entries = _count(small, "entries")
    with small.change(Message("x")) as transaction:
        transaction.put(Outcome(id="o", title="A title that is said in the row alone"))
    assert _count(small, "entries") == entries + 1
    assert small._connection.read("SELECT form, old FROM entries ORDER BY id DESC LIMIT 1") == [("absent", None)]


def test_a_row_that_is_removed_is_kept_without_its_defaults(small: Document):
    with small.change(Message("x")) as transaction:
        transaction.put(Outcome(id="o", title="Gone"))
    with small.change(Message("y")) as transaction:
        transaction.drop(Outcome, "o")
    ((form, old),) = small._connection.read("SELECT form, old FROM entries ORDER BY id DESC LIMIT 1")
    assert (form, json.loads(old)) == ("row", {"id": "o", "title": "Gone"})


def test_undo_and_redo_are_changes_of_their_kind_with_the_label_of_the_step(small: Document):
    write_answer(small, question=QUESTION, text="Typed.")
    small.undo()
    small.redo()
    found = small._connection.read("SELECT kind, label FROM changes ORDER BY sequence DESC LIMIT 3")
    assert [kind for kind, _ in found] == ["redone", "undone", "done"]
    assert len({label for _, label in found}) == 1
    assert _texts(small)[-3:] == [("", "Typed."), ("Typed.", ""), ("", "Typed.")]


def test_undo_of_a_removal_brings_back_the_past_of_the_row(small: Document, clock):
    with small.change(Message("x")) as transaction:
        transaction.put(Outcome(id="o", title="First"))
    with small.change(Message("y")) as transaction:
        transaction.put(Outcome(id="o", title="Second"))
    with small.change(Message("z")) as transaction:
        transaction.drop(Outcome, "o")
    small.undo()
    row = small.get(Outcome, "o")
    assert row is not None
    told = [(entry.whole_row, entry.old, entry.new) for entry in small.read.history(row, "title")]
    assert told == [(True, None, "First"), (False, "First", "Second"), (True, "Second", None), (True, None, "Second")]


def test_a_row_that_comes_and_goes_in_one_change_leaves_no_text(small: Document):
    with small.change(Message("x")) as transaction:
        transaction.put(Outcome(id="o", title="Never committed"))
        transaction.drop(Outcome, "o")
    assert small._connection.read("SELECT count(*) FROM entries WHERE old LIKE '%Never%'") == [(0,)]
    assert content_damages(small._connection) == []


def test_a_row_that_is_changed_and_removed_in_one_burst_is_kept_as_it_was_before_the_burst(small: Document):
    with small.change(Message("x")) as transaction:
        transaction.put(Outcome(id="o", title="Before the burst"))
    for step in (Outcome(id="o", title="Within the burst"), None, Outcome(id="o", title="After all")):
        with small.change(Message("y"), merge_key="key") as transaction:
            transaction.drop(Outcome, "o") if step is None else transaction.put(step)
    row = small.get(Outcome, "o")
    assert row is not None
    told = [(entry.old, entry.new) for entry in small.read.history(row, "title")]
    assert told == [(None, "Before the burst"), ("Before the burst", "After all")]


def test_the_fields_of_a_label_are_kept_apart_from_its_sentence(small: Document):
    for number in (1, 2, 1):
        with small.change(Message("change {number}", number=number)) as transaction:
            transaction.put(Outcome(id="o", title=f"{_count(small, 'changes')}"))
    found = small._connection.read("SELECT text, fields FROM labels WHERE text = 'change {number}' ORDER BY fields")
    assert found == [("change {number}", '{"number":"1"}'), ("change {number}", '{"number":"2"}')]


def test_a_clock_that_is_put_back_confuses_no_past_text(small: Document, clock):
    for seconds, text in ((10, "one"), (-3600, "two"), (10, "three")):
        clock.go_on(abs(seconds))
        clock.moment = clock.moment.replace(hour=9 if seconds > 0 else 8)
        small.end_burst()
        write_answer(small, question=QUESTION, text=text)
    since = "2026-11-21T09:00:00.000+00:00"
    answer = small.read.answer(QUESTION)
    assert answer is not None
    entries = (entry for entry in small.read.written_since(Answer, "text", since) if entry.row_id == answer.id)
    assert [(entry.old, entry.new) for entry in entries] == [("", "one"), ("two", "three")]


# Sizes


def test_typing_a_long_text_in_bursts_costs_at_most_four_times_its_size(empty_file: Path, clock, open_document):
    document = open_document(empty_file)
    before = document.path.stat().st_size
    text = ("The queue grows on Friday evening, and one supervisor is present. " * 400)[:20_000]
    for end in range(50, 20_001, 50):
        for part in (end - 30, end - 10, end):
            write_answer(document, question=QUESTION, text=text[:part])
        clock.go_on(3)
    answer = document.read.answer(QUESTION)
    assert answer is not None
    versions = [entry.new for entry in document.read.history(answer, "text")]
    assert versions == ["", *(text[:end] for end in range(50, 20_001, 50))]
    assert document.path.stat().st_size - before <= 4 * 20_000


def test_a_long_text_takes_the_pages_of_the_one_before(empty_file: Path, open_document):
    """SQLite would write it beside the old one, whose pages would then be free, but stay in the file."""
    document, sizes = open_document(empty_file), list[int]()
    for version in range(9):
        document.end_burst()
        write_answer(document, question=QUESTION, text="Again. " * version + "The queue grows. " * 1500)
        sizes.append(document.path.stat().st_size)
    assert max(sizes) - sizes[0] <= 4096


# Any sequence of changes


class Walk:
    """Goes back from the present rows through all changes, as another program would that knows the format only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.rows: dict[tuple[str, str], dict[str, str | None]] = {}
        for table, row_type in TYPE_OF_TABLE.items():
            names = [str(name) for _, name, *_ in connection.read(f"PRAGMA table_info({table})") if name != "digest"]
            for values in connection.read(f"SELECT {', '.join(names)} FROM {table}"):
                texts = {name: None if it is None else str(it) for name, it in zip(names, values, strict=True)}
                self.rows[table, str(texts["id"])] = texts
            assert row_type.table == table

    def back(self) -> Iterator[tuple[tuple[str, int], dict[tuple[str, str], dict[str, str | None]]]]:
        """Each change, newest first, with the rows before it."""
        sql = (
            "SELECT sequence, sittings.sitting, number FROM changes JOIN sittings ON sittings.id = changes.sitting "
            "ORDER BY sequence DESC"
        )
        for sequence, sitting, number in self._connection.read(sql):
            self._undo(sequence)
            yield (sitting, number), {name: dict(row) for name, row in self.rows.items()}

    def _undo(self, sequence: int) -> None:
        sql = (
            "SELECT table_name, row_id, column_name, form, old FROM entries JOIN subjects ON subjects.id = subject "
            "WHERE change = ?"
        )
        entries = self._connection.read(sql, (sequence,))
        whole = {(table, row_id) for table, row_id, column, *_ in entries if column == WHOLE_ROW}
        for table, row_id, column, form, old in entries:
            row = self.rows.get((table, row_id))
            if (table, row_id) in whole and column != WHOLE_ROW:
                continue  # what the whole row was says all
            if form == Form.ABSENT:
                self.rows.pop((table, row_id), None)
            elif form == Form.ROW:
                found = row_from_json(TYPE_OF_TABLE[table], old)
                assert found is not None
                self.rows[table, row_id] = found
            elif row is not None:
                row[column] = text_before(form, old, row[column])


STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(IDS),
        st.one_of(st.none(), st.text("ab \n", max_size=12), st.sampled_from(["x" * 60, "x" * 60 + "y", "z" + "x" * 60])),
        st.booleans(),
    ),
    max_size=25,
)


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(STEPS)
def test_walking_back_gives_every_earlier_state(tmp_path_factory: pytest.TempPathFactory, steps):
    """Steps of a change (the same or a new one, by a new writer or not) that put or drop rows, in one transaction or more."""
    path = tmp_path_factory.mktemp("walk") / "file.integrity"
    connection = new_database(path, called=path)
    store, number = RowStore(connection), 1
    state: dict[str, Row] = {}
    before: dict[int, dict[str, Row]] = {}
    for way, row_id, title, anew in steps:
        number += way == 0
        before.setdefault(number, dict(state))
        if anew:
            store = RowStore(connection)
        with store.transaction(_stamp(number)) as transaction:
            _step(transaction, state, row_id, title)
            if way == 3:
                for other in IDS:
                    _step(transaction, state, other, None if title is None else title[::-1])
    sitting = [change for change, _ in Walk(connection).back()]
    assert sitting == sorted(sitting, reverse=True)
    for (_, changed), rows in Walk(connection).back():
        expected = {("outcomes", key): texts_of(row) for key, row in before[changed].items()}
        assert rows == expected
    assert content_damages(connection) == []
    connection.close()


def _step(transaction: Transaction, state: dict[str, Row], row_id: str, title: str | None) -> None:
    if title is None:
        transaction.drop(Outcome, row_id)
        state.pop(row_id, None)
    else:
        state[row_id] = Outcome(id=row_id, title=title)
        transaction.put(state[row_id])


def test_every_state_of_a_real_file_is_found_again(sample_file: Path, clock, open_document):
    document = open_document(sample_file)
    states = [_rows(document)]
    questions = itertools.cycle([QuestionId(f"kf1.q{number}") for number in range(1, 4)])
    for number, question in zip(range(30), questions, strict=False):
        write_answer(document, question=question, text=f"{number} said so. " * (number % 5))
        clock.go_on(3)
        states.append(_rows(document))
        if number % 4 == 3:
            document.undo()
            states.append(_rows(document))
    earlier = [rows for _, rows in Walk(document._connection).back()]
    assert earlier[: len(states) - 1] == states[:-1][::-1]


def _rows(document: Document) -> dict[tuple[str, str], dict[str, str | None]]:
    return {
        (table, row.id): texts_of(row) for table, row_type in TYPE_OF_TABLE.items() for row in document.read.every(row_type)
    }


def test_two_writers_of_one_burst_write_what_one_writes(tmp_path: Path):
    files = []
    for anew in (False, True):
        connection = new_database(tmp_path / f"{anew}.integrity", called=tmp_path / f"{anew}.integrity")
        store = RowStore(connection)
        for number, title in ((1, "a"), (1, "ab"), (1, None), (1, "abc"), (2, "x"), (2, None)):
            store = RowStore(connection) if anew else store
            with store.transaction(_stamp(number)) as transaction:
                _step(transaction, {}, "a", title)
        files.append((_tables(connection), store.read_seal().without("file")))
        connection.close()
    assert files[0] == files[1]
