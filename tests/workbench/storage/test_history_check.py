"""The history is checked: whatever somebody changed, removed or added in it by hand is noticed and named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.forged import forge
from workbench.document.document import Document
from workbench.errors import DocumentDamaged
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Outcome, QuestionId
from workbench.operations.answers import write_answer
from workbench.storage.connection import Connection
from workbench.storage.damage import MOST_DAMAGES, Damage, DamageKind
from workbench.storage.files import ReadOnlyReason
from workbench.storage.history_check import history_damages, numbers_beyond
from workbench.storage.verify import content_damages

LONG = "The queue grows on Friday evening, and one supervisor is present."
LAST = "(SELECT max(sequence) FROM changes)"


@pytest.fixture
def worked(small_file: Path) -> Path:
    """The small file with changes of every kind: whole, as a difference, added, removed, undone."""
    with Document.open(small_file) as document:
        for text in (LONG, f"{LONG} Always.", f"{LONG} Never."):
            write_answer(document, question=QuestionId("kf1.q2"), text=text)
            document.end_burst()
        with document.change(Message("add {title}", title="one")) as transaction:
            transaction.put(Outcome(id="o", title="Added"))
        with document.change(Message("remove")) as transaction:
            transaction.drop(Outcome, "o")
        document.undo()
        forms = document._connection.read("SELECT DISTINCT form FROM entries ORDER BY form")
        assert [form for (form,) in forms] == ["absent", "diff", "row", "whole"]
    return small_file


def _altered(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0, statement
    connection.commit()
    connection.close()


def _damages(path: Path) -> list[Damage]:
    connection = Connection.open(path, writable=False)
    try:
        return history_damages(connection)
    finally:
        connection.close()


COPY_OF_THE_FIRST = (
    "INSERT INTO changes (digest, sitting, number, at, kind, label) "
    "SELECT digest, sitting, number, at, kind, label FROM changes WHERE sequence = 1"
)

BY_HAND = {
    "an entry changed": ("UPDATE entries SET old = 'never said' WHERE form = 'whole' AND id = 1",),
    "an entry emptied": ("UPDATE entries SET old = NULL WHERE form = 'whole' AND id = 1",),
    "a difference changed": ("UPDATE entries SET old = '1,0,x' WHERE form = 'diff'",),
    "a difference called a whole text": ("UPDATE entries SET form = 'whole' WHERE form = 'diff'",),
    "an entry called forgotten": ("UPDATE entries SET form = 'forgotten', old = NULL WHERE id = 1",),
    "an entry removed": ("DELETE FROM entries WHERE id = 1",),
    "the newest entry removed": ("DELETE FROM entries WHERE id = (SELECT max(id) FROM entries)",),
    "an entry added": (f"INSERT INTO entries (subject, change, form, old) VALUES (1, {LAST}, 'whole', 'never said')",),
    "an entry of no change": ("INSERT INTO entries (subject, change, form, old) VALUES (1, 999, 'whole', 'x')",),
    "an entry before all changes": ("INSERT INTO entries (subject, change, form, old) VALUES (1, 0, 'whole', 'x')",),
    "an entry of no subject": (f"INSERT INTO entries (subject, change, form, old) VALUES (999, {LAST}, 'whole', 'x')",),
    "an entry moved to another change": (f"UPDATE entries SET change = {LAST} WHERE id = 1",),
    "an entry moved to another subject": ("UPDATE entries SET subject = (SELECT max(id) FROM subjects) WHERE id = 1",),
    "a subject changed": ("UPDATE subjects SET column_name = 'causes' WHERE id = 1",),
    "a subject of another row": ("UPDATE subjects SET row_id = 'another' WHERE id = 1",),
    "a subject removed": ("DELETE FROM subjects WHERE id = 1",),
    "a subject of nothing": ("INSERT INTO subjects (table_name, row_id, column_name) VALUES ('a', 'b', 'c')",),
    "a label changed": ("UPDATE labels SET text = 'never done' WHERE text = 'remove'",),
    "the fields of a label changed": ("UPDATE labels SET fields = '{}' WHERE text = 'add {title}'",),
    "a label removed": ("DELETE FROM labels WHERE text = 'remove'",),
    "a label of nothing": ("INSERT INTO labels (text) VALUES ('never done')",),
    "another label": ("UPDATE changes SET label = (SELECT max(id) FROM labels) WHERE sequence = 2",),
    "who worked": ("UPDATE sittings SET who = 'nobody'",),
    "when it began": ("UPDATE sittings SET began = '2020-01-01T09:00:00.000+00:00'",),
    "a sitting removed": ("DELETE FROM sittings WHERE id = (SELECT max(id) FROM sittings)",),
    "a sitting by another name": ("UPDATE sittings SET sitting = 'another' WHERE id = 1",),
    "a sitting without its digest": ("UPDATE sittings SET digest = x''",),
    "a change in another sitting": (f"UPDATE changes SET sitting = 1 WHERE sequence = {LAST}",),
    "when something was done": ("UPDATE changes SET at = at + 1 WHERE sequence = 3",),
    "what kind of change it was": (f"UPDATE changes SET kind = 'done' WHERE sequence = {LAST}",),
    "a change by another number": (f"UPDATE changes SET number = number + 1 WHERE sequence = {LAST}",),
    "a change removed with its entries": ("DELETE FROM entries WHERE change = 3", "DELETE FROM changes WHERE sequence = 3"),
    "a change added": (
        "INSERT INTO changes (digest, sitting, number, at, label) SELECT digest, sitting, 99, at, label FROM changes LIMIT 1",
    ),
    "a change twice": (COPY_OF_THE_FIRST,),
    "the order of two changes": (
        "UPDATE entries SET change = CASE change WHEN 3 THEN 4 ELSE 3 END WHERE change IN (3, 4)",
        "UPDATE changes SET sequence = -sequence WHERE sequence IN (3, 4)",
        "UPDATE changes SET sequence = CASE sequence WHEN -3 THEN 4 ELSE 3 END WHERE sequence < 0",
    ),
    "two changes exchanged": (
        "UPDATE entries SET change = -change WHERE change IN (3, 4)",
        "UPDATE entries SET change = CASE change WHEN -3 THEN 4 ELSE 3 END WHERE change < 0",
    ),
}


@pytest.mark.parametrize("case", BY_HAND)
def test_what_was_done_by_hand_is_noticed_and_hides_no_answer(worked: Path, case: str):
    _altered(worked, *BY_HAND[case])
    before = worked.read_bytes()
    with Document.open(worked) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert document.damages
        assert {damage.table for damage in document.damages} <= {"sittings", "labels", "changes", "subjects", "entries"}
        answer = document.read.answer("kf1.q2")
        assert answer is not None
        assert answer.text == f"{LONG} Never."
        document.read.last_change()
        for row in document.read.every(Answer):
            document.read.history(row, "text")
        document.read.written_since(Answer, "text", "2026-01-01T00:00:00.000+00:00")
    with Document.open(worked, history_later=True) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED or not document.history_is_sound()
    assert worked.read_bytes() == before


def test_a_history_as_it_was_written_is_sound(worked: Path):
    assert _damages(worked) == []


def test_of_many_damages_not_every_one_is_named(worked: Path):
    with Document.open(worked) as document:
        for number in range(MOST_DAMAGES + 20):
            with document.change(Message("x")) as transaction:
                transaction.put(Outcome(id="o", title=f"{number}"))
    _altered(worked, "UPDATE entries SET old = 'x'")
    assert len(_damages(worked)) == MOST_DAMAGES


BY_A_STRANGER = {
    "a form that nobody knows": "UPDATE entries SET form = 'spell' WHERE id = 1",
    "a kind that nobody knows": "UPDATE changes SET kind = 'dreamt' WHERE sequence = 2",
    "a time that no clock has": "UPDATE changes SET at = 9223372036854775807 WHERE sequence = 2",
    "a time before all clocks": "UPDATE changes SET at = -9223372036854775808 WHERE sequence = 2",
    "a number below zero": "UPDATE changes SET number = -1 WHERE sequence = 2",
    "a name of 9,000 letters": "UPDATE sittings SET who = replace(hex(zeroblob(4500)), '0', 'x')",
    "a name that turns the line": "UPDATE sittings SET computer = char(0x202e) || 'x'",
    "a sitting that began at no time": "UPDATE sittings SET began = 'in spring'",
    "a text that nobody can type": "UPDATE entries SET old = char(27) || '[2J' WHERE form = 'whole' AND id = 1",
    "a label that nobody can type": "UPDATE labels SET text = text || char(7)",
}


@pytest.mark.parametrize("case", BY_A_STRANGER)
def test_what_the_program_cannot_have_written_is_noticed_where_all_digests_are_right(worked: Path, tmp_path, case: str):
    path = forge(worked, tmp_path / "forged.integrity", BY_A_STRANGER[case])
    assert {damage.kind for damage in _damages(path)} == {DamageKind.LIMIT}
    with Document.open(path) as document:
        assert document.read_only is ReadOnlyReason.BEYOND_LIMITS
        for row in document.read.every(Answer):
            document.read.history(row, "text")


def test_two_changes_with_one_number_are_noticed_where_all_digests_are_right(worked: Path, tmp_path: Path):
    path = forge(worked, tmp_path / "forged.integrity", f"UPDATE changes SET number = number - 1 WHERE sequence = {LAST}")
    assert [(damage.kind, damage.table) for damage in _damages(path)] == [(DamageKind.ROW, "changes")]


@pytest.mark.parametrize("old", ["900,0,", "0,900,x", "no difference", ""])
def test_past_an_entry_that_does_not_fit_nothing_is_told(worked: Path, tmp_path: Path, old: str):
    """Nobody but a stranger writes one, with all digests right: it ends the past of its cell, and nothing else."""
    step = ("UPDATE entries SET old = ? WHERE id = (SELECT min(id) FROM entries WHERE form = 'diff')", (old,))
    with Document.open(forge(worked, tmp_path / "forged.integrity", step)) as document:
        answer = document.read.answer("kf1.q2")
        assert answer is not None
        told = document.read.history(answer, "text")
        assert [(entry.old, entry.new) for entry in told] == [
            (None, f"{LONG} Always."),
            (f"{LONG} Always.", f"{LONG} Never."),
        ]
        assert document.damages == ()


def test_a_row_of_which_nothing_is_known_ends_its_past(worked: Path, tmp_path: Path):
    step = "UPDATE entries SET old = '[' WHERE form = 'row'"
    with Document.open(forge(worked, tmp_path / "forged.integrity", step)) as document:
        row = document.get(Outcome, "o")
        assert row is not None
        assert [(entry.old, entry.new) for entry in document.read.history(row, "title")] == [(None, None), (None, "Added")]


def test_entries_in_another_order_than_their_changes_are_no_damage(worked: Path, tmp_path: Path):
    """Entries of one change need not stand together: they are then sorted."""
    steps = ("UPDATE entries SET id = 1000 - id", "UPDATE entries SET id = id - 900 WHERE id % 2")
    path = forge(worked, tmp_path / "forged.integrity", *steps)
    assert _damages(path) == []
    with Document.open(path) as document:
        assert document.damages == ()


@pytest.mark.parametrize("table", ["sittings", "labels", "changes", "subjects", "entries"])
def test_numbers_after_which_none_could_be_given_are_found_at_once(worked: Path, table: str):
    key = "sequence" if table == "changes" else "id"
    last = f"(SELECT max({key}) FROM {table})"
    _altered(worked, f"UPDATE {table} SET {key} = 9223372036854775807 WHERE {key} = {last}")
    connection = Connection.open(worked, writable=False)
    assert numbers_beyond(connection) == [Damage(DamageKind.LIMIT, table)]
    assert content_damages(connection, history_later=True)
    connection.close()
    with Document.open(worked, history_later=True) as document:
        assert document.read_only is not None


def test_a_history_that_cannot_be_read_is_named_as_one_damage(worked: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise DocumentDamaged(Message("x"), advice=Message("y"))

    connection = Connection.open(worked, writable=False)
    monkeypatch.setattr(connection, "each", refuse)
    assert history_damages(connection) == [Damage(DamageKind.STRUCTURE, "changes")]
    connection.close()


def test_a_long_name_of_a_copy_is_noticed_before_a_sitting_has_it(worked: Path, tmp_path: Path):
    path = forge(worked, tmp_path / "forged.integrity", ("UPDATE file SET copy = ?", ("x" * 9_000,)))
    with Document.open(path) as document:
        assert document.read_only is ReadOnlyReason.BEYOND_LIMITS
        assert document.damages == (Damage(DamageKind.LIMIT, "file", "1"),)
