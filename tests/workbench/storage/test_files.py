"""Opening, creating and copying: what each leaves on the disk, and what it refuses."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import struct
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.errors import (
    DocumentDamaged,
    DocumentInUse,
    DocumentReadOnly,
    DocumentTooNew,
    FileExists,
    InvalidValue,
    StorageFailed,
)
from workbench.language.i18n import Message
from workbench.model.rows import Answer, QuestionId
from workbench.operations.answers import write_answer
from workbench.storage import files
from workbench.storage.connection import Connection
from workbench.storage.files import ReadOnlyReason
from workbench.storage.schema import FORMAT_VERSION
from workbench.system import retries

QUESTION = QuestionId("kf1.q1")


def _altered(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def _newer(path: Path) -> None:
    _altered(
        path,
        "CREATE TABLE photographs (id TEXT PRIMARY KEY NOT NULL, picture BLOB) STRICT",
        "ALTER TABLE answers ADD COLUMN mood TEXT",
        "CREATE INDEX photographs_by_picture ON photographs (picture)",
        f"PRAGMA user_version={FORMAT_VERSION + 1}",
    )


def _damaged_row(path: Path) -> None:
    _altered(path, "UPDATE answers SET text = 'changed behind the back of the program' WHERE question_id = 'kf1.q1'")


def _state(folder: Path) -> list[tuple[str, bytes, int]]:
    return sorted((path.name, path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda _: None, None),
        (_newer, ReadOnlyReason.NEWER_FORMAT),
        (_damaged_row, ReadOnlyReason.DAMAGED),
    ],
    ids=["sound", "newer", "damaged"],
)
def test_opening_never_writes(small_file: Path, content_of, prepare, reason, read_only: bool):
    prepare(small_file)
    before = _state(small_file.parent)
    with Document.open(small_file, read_only=read_only) as document:
        assert document.read_only is (reason or (ReadOnlyReason.ASKED if read_only else None))
        content_of(document)
        names = [path.name for path in small_file.parent.iterdir()]
    assert names == ["small.integrity"]
    assert _state(small_file.parent) == before


@pytest.mark.parametrize(
    ("prepare", "advice"),
    [
        (_newer, "Install the newer version"),
        (_damaged_row, "Recover what is in it into a new file"),
        (lambda _: None, "Save a copy under another name"),
    ],
    ids=["newer", "damaged", "asked"],
)
def test_what_is_open_for_reading_refuses_every_change(small_file: Path, prepare, advice: str):
    prepare(small_file)
    before = small_file.read_bytes()
    with Document.open(small_file, read_only=True) as document:
        with pytest.raises(DocumentReadOnly, match=advice):
            write_answer(document, question=QUESTION, text="No.")
        with pytest.raises(DocumentReadOnly), document.change(Message("x")):
            raise AssertionError("the block must not be entered")
        assert document.undo() is None
    assert small_file.read_bytes() == before


def test_a_newer_format_is_read_and_can_be_copied(small_file: Path, content_of, tmp_path: Path):
    with Document.open(small_file) as document:
        expected = content_of(document)
    _newer(small_file)
    with Document.open(small_file) as document:
        assert document.read_only is ReadOnlyReason.NEWER_FORMAT
        assert content_of(document) == expected
        assert document.get(Answer, expected["answers"][0]["id"]) is not None
        document.save_copy(tmp_path / "copy.integrity")
    with Document.open(tmp_path / "copy.integrity") as document:
        assert document.read_only is ReadOnlyReason.NEWER_FORMAT
        assert content_of(document) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE answers DROP COLUMN causes",
        "CREATE TABLE 'more, and more' (x)",
        "DELETE FROM assessment",
        "CREATE VIEW everything AS SELECT * FROM answers",
        "CREATE TRIGGER t AFTER INSERT ON answers BEGIN DELETE FROM answers; END",
        "CREATE VIRTUAL TABLE search USING fts4(text)",
        "ALTER TABLE answers ADD COLUMN shout TEXT AS (upper(text))",
    ],
)
def test_a_newer_format_that_cannot_be_read_is_refused(small_file: Path, statement: str):
    connection = sqlite3.connect(small_file)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(statement)
    connection.execute(f"PRAGMA user_version={FORMAT_VERSION + 1}")
    connection.commit()
    connection.close()
    with pytest.raises(DocumentTooNew):
        Document.open(small_file)


def test_a_newer_file_is_not_waited_for_without_end(small_file: Path, monkeypatch: pytest.MonkeyPatch):
    _altered(
        small_file,
        "CREATE TABLE slow (n INTEGER)",
        "CREATE INDEX slowly ON slow (length(hex(zeroblob(200000 + n))))",
        "INSERT INTO slow (n) WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 900) SELECT i FROM c",
        f"PRAGMA user_version={FORMAT_VERSION + 1}",
    )
    monkeypatch.setattr(files, "_PATIENCE_SECONDS", 0.05)
    with pytest.raises(DocumentTooNew):
        Document.open(small_file)


_ENDLESS = """CREATE VIEW evidence AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c)
    SELECT i AS id, i AS answer_id, i AS document_id, '' AS note, x'00' AS digest FROM c"""
HOSTILE = {
    "a view in place of a table": (
        "PRAGMA foreign_keys=OFF",
        "DROP TABLE evidence",
        _ENDLESS,
    ),
    "one more view": ("CREATE VIEW everything AS SELECT * FROM answers",),
    "a trigger": ("CREATE TRIGGER t AFTER UPDATE ON answers BEGIN DELETE FROM answers; END",),
    "a virtual table": ("CREATE VIRTUAL TABLE search USING fts4(text)",),
    "one more index": ("CREATE INDEX by_text ON answers (text)",),
    "an index that computes": ("CREATE INDEX by_nothing ON answers (length(hex(zeroblob(9000000))))",),
    "one more table": ("CREATE TABLE extra (x)",),
    "one more column": ("ALTER TABLE answers ADD COLUMN extra TEXT",),
    "a computed column": ("ALTER TABLE answers ADD COLUMN bomb TEXT AS (hex(zeroblob(500000000)))",),
    "a default that loads code": ("ALTER TABLE answers ADD COLUMN extra TEXT DEFAULT 'load_extension'",),
    "a table less": ("DROP TABLE measurements",),
    "statistics": ("ANALYZE",),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_tables_that_are_not_exactly_ours_are_refused_at_once(small_file: Path, case: str, in_limited_time):
    _altered(small_file, *HOSTILE[case])
    before = _state(small_file.parent)
    with in_limited_time(2), pytest.raises(DocumentDamaged):
        Document.open(small_file)
    assert _state(small_file.parent) == before


def test_a_changed_statement_in_the_schema_is_refused(small_file: Path):
    connection = sqlite3.connect(small_file)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'ON DELETE RESTRICT', 'ON DELETE CASCADE') WHERE name = 'evidence'"
    )
    connection.commit()
    connection.close()
    with pytest.raises(DocumentDamaged):
        Document.open(small_file)


def test_a_schema_of_the_future_inside_the_present_format_is_damage(small_file: Path):
    with small_file.open("r+b") as stream:
        stream.seek(44)
        stream.write(struct.pack(">I", 9))
    with pytest.raises(DocumentDamaged):
        Document.open(small_file)


def test_a_file_without_its_assessment_is_damaged(small_file: Path):
    _altered(small_file, "DELETE FROM assessment")
    with pytest.raises(DocumentDamaged):
        Document.open(small_file)


def test_a_write_protected_file_opens_for_reading(small_file: Path, content_of, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = _state(small_file.parent)
    with Document.open(small_file) as document:
        assert document.read_only is ReadOnlyReason.WRITE_PROTECTED
        assert content_of(document)["assessment"]
    assert _state(small_file.parent) == before


def test_a_write_protected_disk_that_only_shows_at_the_attempt(small_file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(retries, "PAUSES", ())
    real = Connection.open

    def attempt(path: Path, *, writable: bool) -> Connection:
        if writable:
            raise DocumentReadOnly(Message("no"), advice=Message("no"))
        return real(path, writable=False)

    monkeypatch.setattr(Connection, "open", attempt)
    with Document.open(small_file) as document:
        assert document.read_only is ReadOnlyReason.WRITE_PROTECTED


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="accounts are changed like this only on POSIX")
def test_a_file_in_a_folder_of_somebody_else(small_file: Path, in_another_process):
    code = """
import os, sys
from pathlib import Path
from workbench.document.document import Document
path = Path(sys.argv[1])
os.chdir(path.parent)
if os.getuid() == 0:
    os.setresuid(65534, 65534, 65534)
with Document.open(Path(path.name)) as document:
    print(document.read_only, document.read.assessment().station)
"""
    with tempfile.TemporaryDirectory() as name:
        path = Path(shutil.copyfile(small_file, Path(name) / "small.integrity"))
        path.chmod(0o644)
        path.parent.chmod(0o555)
        done = in_another_process(code, path)
        path.parent.chmod(0o755)
    assert done.stdout.split() == ["write_protected", "Karsk"], done.stderr


@pytest.mark.skipif(os.name != "posix", reason="there are no such permissions elsewhere")
def test_what_the_program_makes_is_for_this_account_only(small: Document, small_file: Path, builder, tmp_path: Path):
    seen: dict[str, int] = {}
    real = os.fsync

    def look(handle: int) -> None:
        for path in tmp_path.rglob("*"):
            seen.setdefault(path.name.partition(".part")[0] if ".part" in path.name else path.name, path.stat().st_mode)
        real(handle)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", look)
        small.save_copy(tmp_path / "copy.integrity")
        with Document.create(tmp_path / "new.integrity", builder.rows(), label=Message("new")) as document:
            write_answer(document, question=QUESTION, text="x")
            journal = tmp_path / "new.integrity-journal"
            assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    made = [path for path in tmp_path.iterdir() if path.is_file()]
    assert {path.name for path in made} == {"copy.integrity", "new.integrity"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    unfinished = {name: mode for name, mode in seen.items() if name.startswith(".")}
    assert len(unfinished) == 2
    assert {stat.S_IMODE(mode) for mode in unfinished.values()} == {0o600}


def test_a_new_file_never_covers_an_old_one(small_file: Path, builder, tmp_path: Path):
    before = small_file.read_bytes()
    link = tmp_path / "link.integrity"
    link.symlink_to(tmp_path / "gone.integrity")
    for path in (small_file, small_file.parent, link):
        with pytest.raises(FileExists, match="It was not changed"):
            Document.create(path, builder.rows(), label=Message("new"))
    assert small_file.read_bytes() == before
    assert not (tmp_path / "gone.integrity").exists()


def test_a_new_file_in_a_folder_that_does_not_exist(builder, tmp_path: Path):
    with pytest.raises(StorageFailed, match=r"new\.integrity cannot be written in that folder"):
        Document.create(tmp_path / "no such folder" / "new.integrity", builder.rows(), label=Message("new"))


def test_a_new_file_whose_rows_fail_leaves_nothing(builder, tmp_path: Path):
    def rows() -> Any:
        yield from list(builder.rows())[:9]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Document.create(tmp_path / "new.integrity", rows(), label=Message("new"))
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_the_same_and_independent(small: Document, tmp_path: Path, content_of, damages_in):
    write_answer(small, question=QUESTION, text="Before the copy.")
    small.save_copy(tmp_path / "copy.integrity")
    before = content_of(small)
    write_answer(small, question=QUESTION, text="After the copy.")
    assert damages_in(tmp_path / "copy.integrity") == []
    with Document.open(tmp_path / "copy.integrity") as copy:
        assert content_of(copy) == before
        answer = copy.read.answer(QUESTION)
        assert answer is not None
        assert copy.read.history(answer, "text")[-1].new == "Before the copy."


def test_a_copy_cannot_take_the_place_of_the_file_itself(small: Document, small_file: Path, tmp_path: Path):
    (tmp_path / "link.integrity").symlink_to(small_file)
    (tmp_path / "hard.integrity").hardlink_to(small_file)
    before = small_file.stat().st_size
    for target in (small_file, tmp_path / "link.integrity", tmp_path / "hard.integrity"):
        with pytest.raises(InvalidValue, match="cannot take the place of the file"):
            small.save_copy(target)
    assert small_file.stat().st_size == before


def test_a_copy_cannot_take_the_place_of_a_file_that_is_open(
    small: Document, builder, tmp_path: Path, open_document: Callable[[Path], Document]
):
    builder.build(tmp_path / "other.integrity")
    other = open_document(tmp_path / "other.integrity")
    with pytest.raises(DocumentInUse):
        small.save_copy(tmp_path / "other.integrity")
    write_answer(other, question=QUESTION, text="Nobody has covered this.")
    other.close()
    small.save_copy(tmp_path / "other.integrity")


def test_a_copy_cannot_take_the_place_of_a_file_that_another_process_has_open(
    small: Document, builder, tmp_path: Path, in_another_process, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "other.integrity"
    builder.build(target)
    before = target.read_bytes()
    monkeypatch.setattr("workbench.storage.connection.BUSY_MILLISECONDS", 50)
    code = """
import sys
from pathlib import Path
from workbench.document.document import Document
with Document.open(Path(sys.argv[1])):
    Path(sys.argv[2]).touch()
    while Path(sys.argv[2]).exists():
        pass
"""
    signal = tmp_path / "open"
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(in_another_process, code, target, signal)
        while not signal.exists():
            assert not done.done(), done.result().stderr
        try:
            with pytest.raises(DocumentInUse):
                small.save_copy(target)
        finally:
            signal.unlink()
    assert done.result().returncode == 0
    assert target.read_bytes() == before


def test_a_copy_that_is_not_the_same_is_not_kept(small: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    real = Connection.copy_into

    def spoil(connection: Connection, target: Path) -> None:
        real(connection, target)
        _damaged_row(target)

    monkeypatch.setattr(Connection, "copy_into", spoil)
    with pytest.raises(DocumentDamaged, match=r"The copy copy\.integrity is not the same as the file"):
        small.save_copy(tmp_path / "copy.integrity")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []
