"""The seal of each table: kept right by every change, blind to who wrote, and on one page."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.document.document import Document, Identity
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Outcome, QuestionId
from workbench.operations.answers import write_answer
from workbench.storage.digests import MODULUS
from workbench.storage.schema import SCHEMA
from workbench.storage.seal import CHANGES, NO_ROWS, Seal, TableSeal, seal_of_table, sum_of
from workbench.storage.verify import sealed_tables, table_of
from workbench.storage.witness import PAGE_BYTES

DIGESTS = st.lists(st.binary(min_size=32, max_size=32), max_size=8)
SETTINGS = settings(max_examples=200, derandomize=True, deadline=None, database=None)
MOST_TABLES = 61
"""As many tables with names of 20 letters have their seals on one page; the 28 of today use less than half of it."""


@SETTINGS
@given(DIGESTS, DIGESTS)
def test_rows_come_and_go_and_the_sum_is_that_of_those_that_are_there(stay, pass_by):
    seal = NO_ROWS
    for digest in (*stay, *pass_by):
        seal = seal.counting(None, digest)
    for digest in pass_by:
        seal = seal.counting(digest, None)
    assert seal == sum_of(reversed(stay))
    assert seal.total < MODULUS
    assert len(seal.digest()) == 32


def test_a_row_that_is_changed_counts_once():
    seal = NO_ROWS.counting(None, b"\xff" * 32).counting(b"\xff" * 32, b"\x01" * 32)
    assert (seal.digest(), seal.rows) == (b"\x01" * 32, 1)


def test_what_is_no_digest_counts_as_a_row_only():
    assert sum_of([None, "text", b""]) == TableSeal(0, 3)


def test_the_content_does_not_tell_who_wrote_it_and_an_empty_table_changes_nothing():
    content = {"answers": TableSeal(7, 1), "outcomes": TableSeal(9, 2)}
    for more in (
        {},
        {"file": TableSeal(1, 1)},
        {"sittings": TableSeal(2, 3), CHANGES: TableSeal(5, 8)},
        {"a table of a later format": NO_ROWS},
    ):
        assert Seal({**more, **content}).content() == Seal(content).content()
    assert Seal({**content, "outcomes": TableSeal(9, 3)}).content() != Seal(content).content()
    assert Seal({**content, "outputs": content["outcomes"]}).content() != Seal(content).content()


def test_every_change_leaves_the_seal_of_each_table_right(small: Document, clock):
    answer = small.read.every(Answer)[0]
    for step in (
        lambda: write_answer(small, question=QuestionId("kf1.q1"), text="One."),
        lambda: write_answer(small, question=QuestionId("kf1.q1"), text="One. Two."),
        lambda: _put(small, Outcome(id="o", title="Added")),
        lambda: _put(small, Outcome(id="o", title="Changed"), replace(answer, causes="Nobody.")),
        small.undo,
        small.undo,
        small.redo,
        lambda: clock.go_on(3),
        lambda: write_answer(small, question=QuestionId("kf1.q1"), text=""),
    ):
        step()
        seal = small._store.read_seal()
        tables = sealed_tables(small._connection)
        assert seal.tables == {table: seal_of_table(small._connection, table) for table in tables}


def _put(document: Document, *rows: Answer | Outcome) -> None:
    with document.change(Message("x")) as transaction:
        for row in rows:
            transaction.put(row)


def test_every_change_leaves_another_page_also_within_one_moment(small: Document, clock):
    """The guard tells states of the file apart by the page with the seal; the clock of a computer may stand still."""
    before = small._store.read_seal()
    seals = [before]
    for text in ("a", "ab", "abc"):
        write_answer(small, question=QuestionId("kf1.q1"), text=text)
        seals.append(small._store.read_seal())
    clock.go_on(3)
    small.undo()
    seals.append(small._store.read_seal())
    pages = [b"".join(table.digest() for table in seal.tables.values()) for seal in seals]
    for number, seal in enumerate(seals):
        assert [seal.is_on(page) for page in pages] == [place == number for place in range(len(pages))]
    assert small._store.read_seal().content() == before.content()
    assert small._store.read_seal() != before


def test_two_people_who_write_the_same_have_the_same_content(small_file: Path, tmp_path: Path, clock):
    files = [tmp_path / "one.integrity", tmp_path / "other.integrity"]
    for path, who in zip(files, ("A", "B"), strict=True):
        with Document.open(small_file) as document:
            document.save_copy(path)
        with Document.open(path, identity=Identity(who, who)) as document:
            write_answer(document, question=QuestionId("kf1.q1"), text="The same." if who == "A" else "Another first.")
            document.end_burst()
            write_answer(document, question=QuestionId("kf1.q1"), text="The same.")
    seals = []
    for path in files:
        with Document.open(path) as document:
            seals.append(document._store.read_seal())
    assert seals[0].content() == seals[1].content()
    assert seals[0].tables[CHANGES] != seals[1].tables[CHANGES]


def _page_of_the_seal(connection: sqlite3.Connection) -> bytes:
    ((page,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'seal'").fetchall()
    data = connection.serialize()
    return data[(page - 1) * PAGE_BYTES : page * PAGE_BYTES]


@pytest.mark.parametrize("fits", [True, False], ids=["room", "no more"])
def test_the_seals_of_so_many_tables_are_on_one_page(fits: bool):
    """The guard looks at one page before each change. Where this fails, it must look at all pages of the seal."""
    count = MOST_TABLES if fits else MOST_TABLES + 1
    connection = sqlite3.connect(":memory:")
    connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
    connection.execute(next(statement for statement in SCHEMA if table_of(statement) == "seal"))
    marks = [bytes([number + 1]) * 32 for number in range(count)]
    for number, mark in enumerate(marks):
        values = (f"a_table_of_20_le{number:04}", mark, 1 << 40)
        connection.execute("INSERT INTO seal (table_name, digest, rows) VALUES (?, ?, ?)", values)
    page = _page_of_the_seal(connection)
    assert all(mark in page for mark in marks) is fits
    connection.close()


def test_the_tables_of_today_have_room_for_as_many_more(small: Document):
    longest = max(len(table) for table in sealed_tables(small._connection))
    assert longest <= 20
    assert len(sealed_tables(small._connection)) <= MOST_TABLES // 2 + 4
