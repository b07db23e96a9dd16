"""One process writes, with every pragma as it should be, inside a transaction, in the file where it is."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import (
    DiskFull,
    DocumentDamaged,
    DocumentInUse,
    DocumentReadOnly,
    InvalidValue,
    StorageFailed,
    WorkbenchError,
)
from workbench.language.i18n import Message
from workbench.model.rows import Indicator, QuestionId
from workbench.operations.answers import write_answer
from workbench.storage import connection as connection_module
from workbench.storage.connection import Connection
from workbench.storage.driver_errors import translated

QUESTION = QuestionId("kf1.q1")
EXPECTED = {
    "locking_mode": "exclusive",
    "journal_mode": "truncate",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
}
OPEN_IT = """
import sys
from pathlib import Path
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.storage import connection
connection.BUSY_MILLISECONDS = 50
try:
    with Document.open(Path(sys.argv[1]), read_only=sys.argv[2] == "read") as document:
        if sys.argv[2] == "write":
            write_answer(document, question=QuestionId("kf1.q1"), text="from outside")
        print(document.read.answer("kf1.q1").text[:12])
except WorkbenchError as error:
    print(type(error).__name__, error)
"""


def test_every_pragma_reads_back(small: Document):
    for name, expected in EXPECTED.items():
        assert small._connection.read(f"PRAGMA {name}") == [(expected,)], name
    write_answer(small, question=QUESTION, text="x")
    for name, expected in EXPECTED.items():
        assert small._connection.read(f"PRAGMA {name}") == [(expected,)], name


def test_every_pragma_of_a_reader_reads_back(small_file: Path):
    with contextlib.closing(Connection.open(small_file, writable=False)) as connection:
        for name in ("foreign_keys", "trusted_schema", "cell_size_check", "mmap_size", "temp_store"):
            assert connection.read(f"PRAGMA {name}") == [(EXPECTED[name],)], name
        assert connection.read("PRAGMA query_only") == [(1,)]


@pytest.mark.parametrize(
    ("pragma", "error"),
    [
        (("journal_mode", "DELETE", "truncate"), DocumentInUse),
        (("synchronous", "OFF", 2), StorageFailed),
        (("no_such", 1, 1), StorageFailed),
    ],
)
def test_a_pragma_that_is_refused_in_silence_is_noticed(small_file: Path, monkeypatch: pytest.MonkeyPatch, pragma, error):
    before = small_file.read_bytes()
    monkeypatch.setattr(connection_module, "_WRITING", (pragma,))
    with pytest.raises(error):
        Document.open(small_file)
    assert small_file.read_bytes() == before


def test_another_process_is_refused_until_the_file_is_closed(small_file: Path, in_another_process):
    with Document.open(small_file) as document:
        write_answer(document, question=QUESTION, text="from inside")
        told = in_another_process(OPEN_IT, small_file, "write").stdout
        assert told.startswith("DocumentInUse The file small.integrity is open in another window or program.")
        assert in_another_process(OPEN_IT, small_file, "read").stdout == "from inside\n"
    assert [path.name for path in small_file.parent.iterdir()] == ["small.integrity"]
    assert in_another_process(OPEN_IT, small_file, "write").stdout == "from outside\n"
    assert [path.name for path in small_file.parent.iterdir()] == ["small.integrity"]


def test_another_process_is_refused_before_the_first_change(small_file: Path, in_another_process):
    with Document.open(small_file):
        assert in_another_process(OPEN_IT, small_file, "write").stdout.startswith("DocumentInUse")


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
def test_a_second_document_in_this_process_is_refused_and_takes_no_lock_away(
    small: Document, small_file: Path, in_another_process, tmp_path: Path, read_only: bool
):
    """Closing any handle on a file gives up the locks of the whole process on it; so the second one must not look at it."""
    link, hard = tmp_path / "link.integrity", tmp_path / "hard.integrity"
    link.symlink_to(small_file)
    hard.hardlink_to(small_file)
    for path in (small_file, link, hard):
        with pytest.raises(DocumentInUse):
            Document.open(path, read_only=read_only)
    assert in_another_process(OPEN_IT, small_file, "write").stdout.startswith("DocumentInUse")
    write_answer(small, question=QUESTION, text="still mine")


def test_a_closed_document_can_be_opened_again_and_a_lost_one_too(small_file: Path):
    Document.open(small_file).close()
    document = Document.open(small_file)
    document._connection._raw.close()
    del document
    with Document.open(small_file) as document:
        assert document.read_only is None


def test_a_reader_of_the_disk_is_told_when_somebody_else_begins_to_work(small_file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection_module, "READING_MILLISECONDS", 50)
    with contextlib.closing(Connection.open(small_file, writable=False)) as reader:
        assert reader.read("SELECT count(*) FROM assessment") == [(1,)]
        with Document.open(small_file) as writer:
            write_answer(writer, question=QUESTION, text="written")
            with pytest.raises(DocumentInUse):
                reader.read("SELECT count(*) FROM assessment")
        assert reader.read("SELECT text FROM answers WHERE question_id = 'kf1.q1'") == [("written",)]


def test_two_readers_do_not_disturb_each_other(small_file: Path, in_another_process):
    with Document.open(small_file, read_only=True) as document:
        document.read.assessment()
        assert "InUse" not in in_another_process(OPEN_IT, small_file, "read").stdout
        document.read.assessment()


def test_a_write_outside_a_change_is_a_mistake_of_the_program(small: Document, content_of):
    before = content_of(small)
    connection = small._connection
    for attempt in (
        lambda: connection.write("DELETE FROM answers"),
        lambda: connection.read("DELETE FROM answers"),
        lambda: connection.read("UPDATE answers SET text = 'x' RETURNING text"),
    ):
        with pytest.raises(RuntimeError, match="every write goes through Document"):
            attempt()
    with small.change(Message("x")) as transaction:
        pass
    with pytest.raises(RuntimeError, match="this transaction is over"):
        transaction.put(small.read.assessment())
    with pytest.raises(RuntimeError, match="this transaction is over"):
        transaction.drop(Indicator, "x")
    assert content_of(small) == before


def test_a_reader_cannot_write_whatever_it_asks(small_file: Path):
    with Document.open(small_file, read_only=True) as document, pytest.raises(sqlite3.Error):
        document._connection._raw.execute("DELETE FROM measurements")


@pytest.mark.skipif(os.name != "posix", reason="Windows refuses to move a file that is open")
@pytest.mark.parametrize("what", ["moved", "removed", "replaced"])
def test_a_file_that_is_no_longer_there_is_noticed(small_file: Path, builder, content_of, tmp_path: Path, what: str):
    with Document.open(small_file) as document:
        write_answer(document, question=QUESTION, text="first")
        before = content_of(document)
        if what == "removed":
            small_file.unlink()
        else:
            small_file.rename(tmp_path / "elsewhere.integrity")
        if what == "replaced":
            builder.build(small_file)
        with pytest.raises(StorageFailed, match=r"small\.integrity is no longer where it was"):
            write_answer(document, question=QUESTION, text="lost without a word")
        assert content_of(document) == before
        rescued = tmp_path / "rescued.integrity" if what == "replaced" else small_file
        document.save_copy(rescued)
    with Document.open(rescued) as document:
        assert content_of(document) == before


def test_reading_on_is_possible_after_the_file_was_put_back(small_file: Path, tmp_path: Path):
    with Document.open(small_file) as document:
        small_file.rename(tmp_path / "elsewhere.integrity")
        with pytest.raises(StorageFailed):
            write_answer(document, question=QUESTION, text="x")
        (tmp_path / "elsewhere.integrity").rename(small_file)
        write_answer(document, question=QUESTION, text="x")


def test_texts_too_long_for_one_row_are_told(small: Document, monkeypatch: pytest.MonkeyPatch, content_of):
    before = content_of(small)
    small._connection._raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 50_000)
    with pytest.raises(InvalidValue, match="too long to be saved together"):
        write_answer(small, question=QUESTION, text="x" * 100_000)
    assert content_of(small) == before
    write_answer(small, question=QUESTION, text="shorter")


def _driver_error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("told by the driver")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_BUSY", DocumentInUse),
        ("SQLITE_BUSY_SNAPSHOT", DocumentInUse),
        ("SQLITE_LOCKED", DocumentInUse),
        ("SQLITE_READONLY", DocumentReadOnly),
        ("SQLITE_READONLY_DIRECTORY", DocumentReadOnly),
        ("SQLITE_READONLY_DBMOVED", StorageFailed),
        ("SQLITE_IOERR_FSYNC", StorageFailed),
        ("SQLITE_CANTOPEN", StorageFailed),
        ("SQLITE_CORRUPT", DocumentDamaged),
        ("SQLITE_NOTADB", DocumentDamaged),
    ],
)
def test_the_errors_of_the_driver_become_ours(name: str, expected: type[WorkbenchError]):
    told = translated(_driver_error(name), Path("folder/station.integrity"))
    assert type(told) is expected
    assert isinstance(told, WorkbenchError)
    assert "station.integrity" in str(told)
    assert "SQL" not in str(told)
    assert told.safe is not None


def test_a_mistake_in_our_own_sql_is_not_told_to_the_user():
    error = _driver_error("SQLITE_ERROR")
    assert translated(error, Path("x")) is error
    assert isinstance(translated(error, Path("x"), trusted=False), DocumentDamaged)


def test_an_error_of_the_caller_inside_a_change_stays_what_it_is(small: Document):
    with pytest.raises(UnicodeDecodeError), small.change(Message("x")):
        b"\xff".decode()


def test_waiting_for_another_process_is_short(small_file: Path, in_another_process, monkeypatch: pytest.MonkeyPatch):
    holder = sqlite3.connect(small_file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(connection_module, "BUSY_MILLISECONDS", 100)
    began = time.monotonic()
    with pytest.raises(DocumentInUse):
        Document.open(small_file)
    assert time.monotonic() - began < 5
    holder.execute("COMMIT")
    holder.close()


def test_closing_twice_does_no_harm(small: Document):
    small.close()
    small.close()


def test_another_thread_cannot_use_the_connection(small_file: Path, open_document: Callable[[Path], Document]):
    from concurrent.futures import ThreadPoolExecutor

    document = open_document(small_file)
    with ThreadPoolExecutor(1) as pool, pytest.raises(sqlite3.ProgrammingError):
        pool.submit(document.read.assessment).result()


def test_a_connection_is_made_for_this_account_only(tmp_path: Path):
    path = tmp_path / "part"
    connection = Connection.create(path, called=tmp_path / "name.integrity")
    assert connection.path.name == "name.integrity"
    connection.close()
    assert os.name != "posix" or path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        Connection.create(path, called=path)
