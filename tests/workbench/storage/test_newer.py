"""A file of a newer format: shown as far as it says that this format is enough, and what is not known here is named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forged import forge
from workbench.document.document import Document
from workbench.errors import DocumentTooNew
from workbench.model.declared import Kind, declared
from workbench.model.rows import ROW_TYPES, Answer, Session
from workbench.model.vocabulary import MeasureStatus
from workbench.storage.damage import DamageKind
from workbench.storage.files import ReadOnlyReason
from workbench.storage.newer import UnknownValue
from workbench.storage.schema import FORMAT_VERSION

NEXT = f"PRAGMA user_version={FORMAT_VERSION + 1}"
MORE = (
    "ALTER TABLE answers ADD COLUMN mood TEXT NOT NULL DEFAULT 'as it is'",
    "CREATE TABLE steps (id TEXT PRIMARY KEY NOT NULL, digest BLOB NOT NULL, title TEXT NOT NULL DEFAULT '') STRICT",
    "INSERT INTO seal VALUES ('steps', zeroblob(32), 0)",
    "ALTER TABLE changes ADD COLUMN via INTEGER",
)


@pytest.fixture
def newer(small_file: Path, tmp_path: Path) -> Callable[..., Path]:
    """The small file as a later version has written it, sealed as that one would."""
    return lambda *steps: forge(small_file, tmp_path / "newer.integrity", *MORE, *steps, NEXT)


def _altered(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_what_was_only_added_hides_nothing_and_is_no_damage(newer, small_file: Path, content_of):
    with Document.open(small_file) as document:
        expected = content_of(document)
    with Document.open(newer("UPDATE answers SET mood = 'glad' WHERE question_id = 'kf1.q1'")) as document:
        assert document.read_only is ReadOnlyReason.NEWER_FORMAT
        assert (document.damages, document.unknown) == ((), ())
        assert content_of(document) == expected
        assert document.history_is_sound(), "what a later version has in its history is not called damage"
        assert document.read.history(document.read.answer("kf2.q2"), "text")[-1].new.startswith("Since spring")


def test_a_word_that_is_not_known_is_a_choice_of_its_own_and_is_named(newer):
    path = newer("UPDATE answers SET status = 'under review' WHERE question_id = 'kf1.q1'")
    with Document.open(path) as document:
        answer = document.read.answer("kf1.q1")
        assert answer is not None
        assert answer.status == MeasureStatus.unknown("under review")
        assert not answer.status.is_known
        assert answer.text
        assert document.unknown == (UnknownValue("answers", answer.id, "status", "under review"),)
        assert document.damages == ()
        assert document.get(Answer, answer.id) == answer


def test_a_date_of_a_kind_that_is_not_known_is_named_and_not_shown(newer):
    with Document.open(newer("UPDATE sessions SET date = 'in spring 2027' WHERE title = 'Opening'")) as document:
        session = next(row for row in document.read.every(Session) if row.title == "Opening")
        assert session.date == ""
        assert document.unknown == (UnknownValue("sessions", session.id, "date", "in spring 2027"),)


def test_every_choice_may_have_a_word_of_the_future(newer):
    """Also one without which a row means little: it depends on ``readable_from`` alone whether a file can be read."""
    columns = [
        (kind.table, field.name)
        for kind in ROW_TYPES
        for field in declared(kind).values()
        if field.kind is Kind.CHOICE and field.name != "id"
    ]
    steps = [f"UPDATE {table} SET {column} = 'of the future'" for table, column in columns]
    with Document.open(newer(*steps)) as document:
        assert {(value.table, value.column) for value in document.unknown} == set(columns)
        assert {value.value for value in document.unknown} == {"of the future"}
        for kind in ROW_TYPES:
            for row in document.read.every(kind):
                assert document.get(kind, row.id) == row


@pytest.mark.parametrize(
    "step",
    [
        f"UPDATE file SET readable_from = {FORMAT_VERSION + 1}",
        "DELETE FROM file",
        "DROP TABLE file",
        "DROP TABLE entries",
        "ALTER TABLE changes RENAME COLUMN label TO title",
        "ALTER TABLE sittings DROP COLUMN who",
    ],
)
def test_what_this_version_cannot_read_is_too_new(newer, step: str):
    path = newer()
    _altered(path, step)
    before = path.read_bytes()
    with pytest.raises(DocumentTooNew, match=r"made by a newer version of Integrity Workbench"):
        Document.open(path)
    assert path.read_bytes() == before


def test_a_file_that_any_format_can_read_is_shown(newer):
    with Document.open(newer("UPDATE file SET readable_from = 1")) as document:
        assert document.read_only is ReadOnlyReason.NEWER_FORMAT


def test_damage_that_every_version_can_see_is_named(newer, small_file: Path, tmp_path: Path):
    path = newer()
    _altered(path, "UPDATE answers SET text = 'changed behind the back' WHERE question_id = 'kf1.q1'")
    _altered(path, "DELETE FROM measurements")
    with Document.open(path) as document:
        assert document.read_only is ReadOnlyReason.NEWER_FORMAT
        assert {(damage.kind, damage.table) for damage in document.damages} == {
            (DamageKind.ROW, "answers"),
            (DamageKind.SUM, "measurements"),
        }
        document.save_copy(tmp_path / "copy.integrity")
    with Document.open(tmp_path / "copy.integrity") as copy:
        assert copy.damages, "a copy does not pass for sound"
