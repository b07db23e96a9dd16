"""What is left of a damaged history is true: a text that leads over a gap is not told."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.model.rows import Answer
from workbench.operations.answers import write_answer
from workbench.recovering.recover import recover
from workbench.storage.connection import Connection
from workbench.storage.torn import mending

TEXTS = ["The gate is open", "The gate is open at night", "The gate is shut at night", "The gate is shut by day", "Shut"]


@pytest.fixture
def lived(empty_file: Path) -> Path:
    with Document.open(empty_file) as document:
        for text in TEXTS:
            write_answer(document, question="kf1.q1", text=text)
            document.end_burst()
            write_answer(document, question="kf1.q2", text=f"{text}.")
            document.end_burst()
    return empty_file


def told(path: Path, question: str) -> list[str | None]:
    """The earlier texts of an answer, oldest first, and the present one."""
    with Document.open(path) as document:
        assert (document.read_only, document.damages) == (None, ())
        row = document.read.answer(question)
        assert row is not None
        entries = document.read.history(row, "text")
        return [entry.new for entry in entries if entry.new is not None]


def change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def sittings_of(path: Path) -> list[tuple[int, int]]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT sitting, number FROM changes ORDER BY sequence").fetchall()
    connection.close()
    return found


def test_a_sound_history_stays(lived: Path, tmp_path: Path):
    new = tmp_path / "new.integrity"
    assert recover(lived, new).history.is_whole
    assert told(new, "kf1.q1") == ["", *TEXTS]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entries SET old = '0,0,Somebody lied' WHERE change = 6",
        "DELETE FROM entries WHERE change = 6",
        "DELETE FROM changes WHERE sequence = 6",
        "UPDATE changes SET at = at + 1 WHERE sequence = 6",
        "DELETE FROM labels WHERE id = (SELECT label FROM changes WHERE sequence = 6)",
        "UPDATE changes SET digest = zeroblob(32) WHERE sequence = 6",
        "DELETE FROM subjects WHERE row_id = (SELECT id FROM answers WHERE question_id = 'kf1.q1')",
    ],
)
def test_nothing_is_told_over_a_gap(lived: Path, tmp_path: Path, sql: str):
    with Document.open(lived, read_only=True) as document:
        expected = {row.id: row for row in document.read.every(Answer)}
    change(lived, sql)
    new = tmp_path / "new.integrity"
    found = recover(lived, new)
    assert found.is_as_it_was
    assert not found.history.is_whole
    with Document.open(new) as document:
        assert {row.id: row for row in document.read.every(Answer)} == expected
    for question, end in (("kf1.q1", ""), ("kf1.q2", ".")):
        true = ["", *(text + end for text in TEXTS)]
        found_texts = told(new, question)
        assert found_texts[-1:] in ([], [TEXTS[-1] + end])
        assert set(found_texts) <= set(true), "a wrong text looks like one that somebody wrote"


def test_the_places_of_changes_stay_for_comparing_copies(lived: Path, tmp_path: Path):
    before = sittings_of(lived)
    change(lived, "UPDATE entries SET old = '0,0,Somebody lied' WHERE change = 6")
    new = tmp_path / "new.integrity"
    recover(lived, new)
    assert sittings_of(new)[: len(before)] == before


def test_to_write_changes_anew_reads_all_entries_once(lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Once for each of them, a history of 200,000 changes would take hours."""
    change(lived, "UPDATE changes SET digest = zeroblob(32)")
    new, read, written = tmp_path / "new.integrity", list[bool](), list[int]()
    entries_by_change, write_anew = mending.entries_by_change, mending._write_anew

    def noted(picture: Connection) -> Any:
        read.append(True)
        return entries_by_change(picture)

    def counted(picture: Connection, sequence: int, entries: list[Any]) -> None:
        written.append(sequence)
        write_anew(picture, sequence, entries)

    monkeypatch.setattr(mending, "entries_by_change", noted)
    monkeypatch.setattr(mending, "_write_anew", counted)
    recover(lived, new)
    assert len(written) > 1
    assert len(read) == 1
    with Document.open(new) as document:
        assert (document.read_only, document.damages) == (None, ())
