"""A power cut that tears the first page: the journal beside it decides, and only beside a file that is ours."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentDamaged, NotOurFile
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.storage.files import ReadOnlyReason

QUESTION = QuestionId("kf1.q1")
HALF_A_CHANGE = """
import os, sys
from dataclasses import replace
from pathlib import Path
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer
document = Document.open(Path(sys.argv[1]))
document._connection._raw.execute("PRAGMA cache_size=2")
with document.change(Message("all")) as transaction:
    for row in document.read.every(Answer):
        transaction.put(replace(row, text="Half of a change. " * 500))
    os.kill(os.getpid(), 9)
"""
ANOTHER_PROGRAM = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("CREATE TABLE notes (text)")
connection.execute("INSERT INTO notes VALUES (zeroblob(100000))")
connection.execute("PRAGMA cache_size=2")
connection.execute("BEGIN")
connection.execute("UPDATE notes SET text = hex(zeroblob(50000))")
connection.execute("INSERT INTO notes SELECT * FROM notes")
os.kill(os.getpid(), 9)
"""
TORN: dict[str, Callable[[bytes], bytes]] = {
    "zeros": lambda data: bytes(512) + data[512:],
    "garbage": lambda data: random.Random(4).randbytes(512) + data[512:],
    "half a sector": lambda data: data[:20] + b"\xa5" * 300 + data[320:],
    "the whole page zeros": lambda data: bytes(4096) + data[4096:],
    "the whole page garbage": lambda data: random.Random(4).randbytes(4096) + data[4096:],
    "the mark of the program": lambda data: data[:68] + b"\xff" * 4 + data[72:],
    "the format": lambda data: data[:60] + b"\xff" * 4 + data[64:],
}


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def interrupted(small_file: Path, in_another_process) -> Path:
    assert in_another_process(HALF_A_CHANGE, small_file).returncode == -9
    return small_file


@pytest.fixture
def content(small_file: Path, content_of):
    with Document.open(small_file, read_only=True) as document:
        return content_of(document)


@pytest.mark.slow
@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
@pytest.mark.parametrize("how", TORN)
def test_a_torn_first_page_is_brought_back_by_its_journal(content, interrupted: Path, content_of, how: str, read_only: bool):
    interrupted.write_bytes(TORN[how](interrupted.read_bytes()))
    with Document.open(interrupted, read_only=read_only) as document:
        assert document.damages == ()
        assert document.read_only is (ReadOnlyReason.ASKED if read_only else None)
        assert content_of(document) == content
    assert _names(interrupted.parent) == ["small.integrity"]


@pytest.mark.parametrize("how", ["zeros", "garbage", "the whole page garbage"])
def test_a_torn_first_page_without_its_journal_is_called_damage(small_file: Path, how: str):
    small_file.write_bytes(TORN[how](small_file.read_bytes()))
    before = small_file.read_bytes()
    with pytest.raises(DocumentDamaged, match=r"^The file small\.integrity is damaged\."):
        Document.open(small_file)
    assert small_file.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
def test_the_journal_of_another_program_is_not_played_back_for_it(tmp_path: Path, in_another_process, read_only: bool):
    path = tmp_path / "notes.integrity"
    assert in_another_process(ANOTHER_PROGRAM, path).returncode == -9
    before = path.read_bytes(), _journal(path).read_bytes()
    assert len(before[1]) > 0
    with pytest.raises(NotOurFile, match="was not made by Integrity Workbench"):
        Document.open(path, read_only=read_only)
    assert (path.read_bytes(), _journal(path).read_bytes()) == before
    assert _names(tmp_path) == ["notes.integrity", "notes.integrity-journal"]


def test_a_journal_that_names_another_file_removes_nothing(content, interrupted: Path, content_of, tmp_path: Path):
    """SQLite would look for the journal of a change of several files, and remove it at the end."""
    precious = tmp_path / "precious.txt"
    precious.write_text("Not to be removed by opening a file.")
    named = os.fsencode(precious)
    total = sum(byte - 256 if byte > 127 else byte for byte in named) % 2**32
    last = len(named).to_bytes(4, "big") + total.to_bytes(4, "big") + b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    with _journal(interrupted).open("ab") as stream:
        page = (0x40000000 // 4096 + 1).to_bytes(4, "big")
        stream.write(page + named + last)
    other = Path(shutil.copyfile(interrupted, tmp_path / "other.db"))
    shutil.copyfile(_journal(interrupted), _journal(other))
    with pytest.raises(DocumentDamaged):
        Document.open(interrupted).close()
    assert precious.exists()
    (rescue,) = [path for path in interrupted.parent.iterdir() if path.is_dir()]
    assert [path.name for path in rescue.iterdir()] == ["journal"]
    connection = sqlite3.connect(other)
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    connection.close()
    assert not precious.exists(), "the danger is real: this is what SQLite does by itself"


def test_after_a_recovery_the_time_of_the_last_change_is_known(small_file: Path, in_another_process):
    with Document.open(small_file) as document:
        assert document.recovered is None
        write_answer(document, question=QUESTION, text="The last that was stored.")
        stored = document.saved_at
    assert in_another_process(HALF_A_CHANGE, small_file).returncode == -9
    with Document.open(small_file) as document:
        assert stored is not None
        assert document.recovered is not None
        assert abs(document.recovered - stored) < timedelta(milliseconds=1)
        assert document.recovered <= datetime.now(UTC)
    with Document.open(small_file) as document:
        assert document.recovered is None


def test_what_was_no_interrupted_change_is_not_told_as_one(small_file: Path):
    for garbage in (b"", b"\0" * 512, b"garbage" * 99):
        _journal(small_file).write_bytes(garbage)
        with Document.open(small_file) as document:
            assert document.recovered is None


def test_a_stale_journal_that_cannot_be_removed_takes_nothing_away(
    small_file: Path, in_another_process, content_of, monkeypatch: pytest.MonkeyPatch
):
    """Its change was committed; whoever plays it back takes back what was acknowledged."""
    assert in_another_process(HALF_A_CHANGE, small_file).returncode == -9
    journal = _journal(small_file).read_bytes()
    Document.open(small_file).close()
    with Document.open(small_file) as document:
        write_answer(document, question=QUESTION, text="Acknowledged.")
        expected = content_of(document)
    _journal(small_file).write_bytes(journal)
    real = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "small.integrity-journal":
            raise PermissionError(13, "a scanner has it")
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr("workbench.system.retries.PAUSES", ())
    monkeypatch.setattr(Path, "unlink", refuse)
    with Document.open(small_file) as document:
        assert content_of(document) == expected
    monkeypatch.undo()
    with Document.open(small_file) as document:
        assert content_of(document) == expected
