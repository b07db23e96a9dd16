"""Files of formats 1 and 2 become files of format 3: the same ones on every computer, with every text that was ever in them."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentDamaged
from workbench.model.rows import Session
from workbench.operations.answers import write_answer
from workbench.storage.connection import Connection
from workbench.storage.damage import DamageKind
from workbench.storage.files import ReadOnlyReason
from workbench.storage.history import Form
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.older import convert
from workbench.storage.older.check import older_digest
from workbench.storage.older.names import COLUMNS_BEFORE_3, NAMES_BEFORE_3
from workbench.storage.past import past_of
from workbench.storage.verify import content_damages

FILES = Path(__file__).parents[3] / "files"
ANSWER = "kf2.q2"
NOT_TAKEN_OVER = frozenset({"place", "rank", "responsible", "responsible_id"})
"""Columns that are no more, under their later names: their last values are in other rows and columns."""
MARKS = {"0": "open", "1": "marked"}


class OldFile:
    """A file of format 1 or 2, written to as its program did: a digest for each row, and one seal."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(path)

    def write(self, change: str, column: str, new: str, *, question: str = ANSWER, going_on: bool = False) -> None:
        """Changes a text of an answer; ``going_on`` replaces the entry of the same change, as a burst of typing did."""
        run = self._connection.execute
        row_id, old = run(f"SELECT id, {column} FROM answers WHERE question_id = ?", (question,)).fetchone()
        run(f"UPDATE answers SET {column} = ? WHERE id = ?", (new, row_id))
        if going_on:
            run("UPDATE history SET new = ? WHERE sequence = (SELECT max(sequence) FROM history)", (new,))
        else:
            self.enter(change, "answers", row_id, column, old, new)

    def enter(self, change: str, table: str, row_id: str, column: str, old: str | None, new: str | None) -> None:
        """Adds an entry to the history."""
        self._connection.execute(
            "INSERT INTO history SELECT coalesce(max(sequence), 0) + 1, ?, ?, 'B', 'desk', 'typed', ?, ?, ?, ?, ?, x'00' "
            "FROM history",
            (change, "2026-11-22T09:00:00.000+00:00", table, row_id, column, old, new),
        )

    def seal(self) -> Path:
        """Computes all digests and the seal, and closes the file."""
        total = count = 0
        names = [name for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in (name for name in names if name != "seal"):
            columns = [name for _, name, *_ in self._connection.execute(f"PRAGMA table_info({table})") if name != "digest"]
            for rowid, *values in self._connection.execute(f"SELECT rowid, {', '.join(columns)} FROM {table}").fetchall():
                digest = older_digest(table, values)
                self._connection.execute(f"UPDATE {table} SET digest = ? WHERE rowid = ?", (digest, rowid))
                total, count = (total + int.from_bytes(digest, "big")) % (1 << 256), count + 1
        self._connection.execute("UPDATE seal SET digest = ?, rows = ?", (total.to_bytes(32, "big"), count))
        self._connection.commit()
        self._connection.close()
        return self.path


@pytest.fixture(params=[1, 2])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(FILES / f"format-{request.param}.integrity", tmp_path / "old.integrity"))


def _worked_on(path: Path, change: str = "more") -> Path:
    """An old file with a burst, an undo, texts that are longer and shorter, and entries that would hide each other."""
    file = OldFile(path)
    for number, text in enumerate(
        ("A first word.", "A first word. And a second one.", "", "Something else altogether. " * 40)
    ):
        file.write(f"{change} {number}", "text", text)
        file.write(f"{change} {number}", "text", f"{text}!", going_on=True)
    file.write(f"{change} again", "causes", "one")
    file.write(f"{change} again", "causes", "two")
    row = {"id": "gone", "title": "Said and removed", "position": 4}
    file.enter(f"{change} row", "sections", "gone", "*", None, json.dumps(row))
    file.enter(f"{change} row", "sections", "gone", "number", "before", "after")
    file.enter(f"{change} row", "sections", "gone", "*", json.dumps({**row, "number": "after"}), None)
    return file.seal()


def _converted(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the file as it is now, with its number."""
    Document.open(path).close()
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = {table: connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall() for table in tables}
    connection.close()
    return found


def test_two_computers_make_the_same_file_of_one_old_file(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _worked_on(old)
    files = []
    for name in ("here", "there"):
        folder = tmp_path / name
        folder.mkdir()
        files.append(_converted(Path(shutil.copyfile(old, folder / f"{name}.integrity"))))
        monkeypatch.setenv("TZ", "Pacific/Auckland")
        monkeypatch.setenv("USER", "somebody else")
    assert files[0] == files[1]
    assert len(files[0]["changes"]) > 8


def _changes(path: Path) -> dict[tuple[str, int], bytes]:
    connection = sqlite3.connect(path)
    sql = "SELECT sittings.sitting, number, changes.digest FROM changes JOIN sittings ON sittings.id = changes.sitting"
    found = {(sitting, number): digest for sitting, number, digest in connection.execute(sql)}
    connection.close()
    return found


def test_copies_that_went_apart_keep_what_was_common(old: Path, tmp_path: Path):
    """Also where a burst went on in one of them: the change is then the same one, and has gone on."""
    _worked_on(old)
    other = Path(shutil.copyfile(old, tmp_path / "other.integrity"))
    common = Path(shutil.copyfile(old, tmp_path / "common.integrity"))
    for path, change, text in ((old, "here", "Written here."), (other, "there", "Written there.")):
        file = OldFile(path)
        file.write(change, "text", text)
        file.seal()
    for path in (old, other, common):
        Document.open(path).close()
    ours, theirs, base = _changes(old), _changes(other), _changes(common)
    assert ours.items() & theirs.items() == base.items()
    assert len(ours) == len(theirs) == len(base) + 1
    assert ours.keys() & theirs.keys() == base.keys()


def test_a_burst_that_went_on_in_one_copy_is_the_same_change(old: Path, tmp_path: Path):
    file = OldFile(old)
    file.write("burst", "text", "Hel")
    file.seal()
    other = Path(shutil.copyfile(old, tmp_path / "other.integrity"))
    file = OldFile(other)
    file.write("burst", "text", "Hello", going_on=True)
    file.seal()
    for path in (old, other):
        Document.open(path).close()
    assert _changes(old).keys() == _changes(other).keys()


def _old_texts(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Every text that the old history has, by the present name of its table, its row, and the present name of its column."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT table_name, row_id, column_name, old, new FROM history ORDER BY sequence").fetchall()
    connection.close()
    for old_table, row_id, old_column, *values in found:
        table = NAMES_BEFORE_3.get(old_table, old_table)
        renamed = COLUMNS_BEFORE_3.get(table, {})
        for value in values:
            said = {old_column: value} if old_column != "*" else json.loads(value or "{}")
            for name, text in said.items():
                column = renamed.get(name, name)
                if text not in (None, "") and column not in NOT_TAKEN_OVER and column in _columns(table):
                    yield table, row_id, column, _as_now(column, str(text))


def _columns(table: str) -> frozenset[str]:
    row_type = TYPE_OF_TABLE.get(table)
    return frozenset(row_type.__dataclass_fields__) if row_type is not None else frozenset()


def _as_now(column: str, text: str) -> str:
    return MARKS.get(text, text) if column == "confidential" else text


def _texts_now(document: Document, table: str, row_id: str, column: str) -> set[str | None]:
    """Every text that a cell has or had, also of a row that is no more."""
    row = document.get(TYPE_OF_TABLE[table], row_id)
    if row is not None:
        return {text for entry in past_of(document._connection, row, column) for text in (entry.old, entry.new)}
    sql = (
        "SELECT old FROM entries JOIN subjects ON subjects.id = subject "
        "WHERE table_name = ? AND row_id = ? AND form IN ('row', 'whole') AND column_name IN ('*', ?)"
    )
    texts: set[str | None] = set()
    for (said,) in document._connection.read(sql, (table, row_id, column)):
        texts.add(json.loads(said).get(column) if said and said.startswith("{") else said)
    return texts


def test_every_text_that_was_ever_in_an_old_file_is_still_found(old: Path):
    _worked_on(old)
    wanted = list(_old_texts(old))
    assert len(wanted) > 100
    with Document.open(old) as document:
        for table, row_id, column, text in wanted:
            if text not in _texts_now(document, table, row_id, column):
                # what is not in the row's past is a default of a row that was added and removed
                raise AssertionError((table, row_id, column, text))


def test_the_past_of_a_text_is_told_as_it_was(old: Path):
    _worked_on(old)
    with Document.open(old) as document:
        answer = document.read.answer(ANSWER)
        assert answer is not None
        told = [entry.new for entry in document.read.history(answer, "text")]
        assert told == [
            "",
            "Since spring there is a list at the counter.",
            "A first word.!",
            "A first word. And a second one.!",
            "!",
            "Something else altogether. " * 40 + "!",
        ]
        causes = [(entry.old, entry.new) for entry in document.read.history(answer, "causes")]
        assert causes[-2:] == [("", "one"), ("one", "two")]
        forms = document._connection.read("SELECT DISTINCT form FROM entries")
        assert {form for (form,) in forms} == {form.value for form in (Form.ABSENT, Form.ROW, Form.WHOLE, Form.DIFFERENCE)}


def test_what_is_written_after_the_conversion_stands_on_what_was_before(old: Path, damages_in):
    _worked_on(old)
    with Document.open(old) as document:
        write_answer(document, question=ANSWER, text="Written with the new version.")
        document.undo()
        answer = document.read.answer(ANSWER)
        assert answer is not None
        assert [entry.new for entry in document.read.history(answer, "text")][-3:] == [
            answer.text,
            "Written with the new version.",
            answer.text,
        ]
    assert damages_in(old) == []


def test_a_damaged_old_history_spares_what_is_older(old: Path):
    """One wrong entry is damage; no other past text may change because of it."""
    _worked_on(old)
    connection = sqlite3.connect(old)
    connection.execute("UPDATE history SET new = 'Never said.', old = 'Never said.' WHERE new LIKE 'A first word. And%'")
    connection.commit()
    connection.close()
    with Document.open(old) as document:
        assert document.damages
        answer = document.read.answer(ANSWER)
        assert answer is not None
        told = [entry.new for entry in document.read.history(answer, "text")]
        assert told[:2] == ["", "Since spring there is a list at the counter."]
        assert told[-1] == answer.text


def test_two_rows_that_would_become_one_are_damage_and_not_left_out(old: Path, monkeypatch: pytest.MonkeyPatch):
    def twice(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
        rows["measurements"].append(dict(rows["measurements"][0]))
        return rows

    before = hashlib.sha256(old.read_bytes()).digest()
    real = convert.converted
    monkeypatch.setattr(convert, "converted", lambda rows: twice(real(rows)))
    with Document.open(old) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert document.damages
    assert hashlib.sha256(old.read_bytes()).digest() == before


def test_a_converted_file_is_one_of_the_present_format_in_every_respect(old: Path):
    _worked_on(old)
    Document.open(old).close()
    connection = Connection.open(old, writable=False)
    assert content_damages(connection) == []
    assert connection.read("SELECT count(*) FROM sqlite_schema WHERE name IN ('history', 'lists')") == [(0,)]
    assert connection.read("SELECT count(*) FROM answers") == [(15,)]
    connection.close()


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
@pytest.mark.parametrize(
    "statement", ["UPDATE sessions SET date = 'next Friday'", "UPDATE answers SET text = text || char(27) || '[2J'"]
)
def test_what_nobody_can_have_typed_is_shown_for_reading_without_it(old: Path, statement: str, read_only: bool):
    """Formats 1 and 2 are checked for it only when they are converted: it must not hide the rest."""
    file = OldFile(old)
    file._connection.execute(statement)
    file.seal()
    before = old.read_bytes()
    with Document.open(old, read_only=read_only) as document:
        assert document.read_only is (ReadOnlyReason.BEYOND_LIMITS if read_only else ReadOnlyReason.DAMAGED)
        assert {damage.kind for damage in document.damages} == {DamageKind.LIMIT}
        assert {row.date for row in document.read.every(Session)} <= {"", "2026-11-02"}
        answer = document.read.answer("kf1.q1")
        assert answer is not None
        assert answer.text
        assert "\x1b" not in answer.text
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir()] == ["old.integrity"]


def test_a_word_that_no_choice_has_and_cannot_be_left_open_is_refused(old: Path):
    file = OldFile(old)
    file._connection.execute("UPDATE lists SET kind = 'a kind that does not exist'")
    file.seal()
    with pytest.raises(DocumentDamaged):
        Document.open(old)
