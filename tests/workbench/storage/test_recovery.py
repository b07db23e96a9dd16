"""What lies beside a file after a crash: a true journal brings the file back, everything else does it no harm."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import ChangeCutShort, DiskFull, DocumentDamaged, DocumentTooNew, StorageFailed
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.storage import files, recovery
from workbench.storage.driver_errors import translated
from workbench.storage.files import ReadOnlyReason
from workbench.storage.header import read_header
from workbench.storage.schema import FORMAT_VERSION
from workbench.system import retries

pytestmark = pytest.mark.slow

QUESTION = QuestionId("kf1.q1")

KILLED_IN_THE_MIDDLE = """
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


@pytest.fixture
def interrupted(small_file: Path, in_another_process) -> Path:
    """A file whose program was killed in the middle of a change that was already half in the file."""
    whole = small_file.read_bytes()
    done = in_another_process(KILLED_IN_THE_MIDDLE, small_file)
    assert done.returncode == -9, done.stderr
    assert _journal(small_file).stat().st_size > 0
    assert small_file.read_bytes() != whole
    return small_file


@pytest.fixture
def content(small_file: Path, content_of):
    """What the small file holds before anything happens to it."""
    with Document.open(small_file, read_only=True) as document:
        return content_of(document)


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
def test_a_change_that_was_killed_is_taken_back(content, interrupted: Path, content_of, damages_in, read_only: bool):
    with Document.open(interrupted, read_only=read_only) as document:
        assert document.damages == ()
        assert document.read_only is (ReadOnlyReason.ASKED if read_only else None)
        assert content_of(document) == content
    assert _names(interrupted.parent) == ["small.integrity"]
    assert damages_in(interrupted) == []


def test_a_change_that_was_killed_is_taken_back_behind_a_link(content, interrupted: Path, content_of, tmp_path: Path):
    link = tmp_path / "link.integrity"
    link.symlink_to(interrupted)
    with Document.open(link) as document:
        assert content_of(document) == content
    assert _names(interrupted.parent) == ["small.integrity"]


def test_a_header_that_is_ahead_of_the_file_is_not_a_cut_file(content, small_file: Path, disk, content_of):
    """The first page, with the new size, reaches the disk before the pages that make the file longer."""
    before = small_file.read_bytes()
    with Document.open(small_file) as document:
        write_answer(document, question=QUESTION, text="Long. " * 16_000)
    writes = [event for event in disk.events if event.kind == "write"]
    first = next(place for place, event in enumerate(writes) if event.path == str(small_file))
    journal = bytearray()
    for event in writes[:first]:
        journal[event.at : event.at + len(event.data)] = event.data
    page = writes[first]
    assert page.at == 0
    small_file.write_bytes(page.data + before[len(page.data) :])
    _journal(small_file).write_bytes(journal)
    with pytest.raises(DocumentDamaged, match="has been cut short"):
        read_header(small_file)
    with Document.open(small_file) as document:
        assert document.damages == ()
        assert content_of(document) == content
    assert _names(small_file.parent) == ["small.integrity"]


def test_an_empty_journal_goes_with_the_next_session(content, small_file: Path, content_of):
    _journal(small_file).touch()
    with Document.open(small_file) as document:
        assert content_of(document) == content
    assert _names(small_file.parent) == ["small.integrity"]


def _foreign_journal(path: Path, in_another_process, tmp_path: Path, builder) -> bytes:
    other = tmp_path / "other.integrity"
    builder.build(other)
    with Document.open(other) as document:
        write_answer(document, question=QUESTION, text="Quite another text. " * 2000)
    assert in_another_process(KILLED_IN_THE_MIDDLE, other).returncode == -9
    journal = _journal(other).read_bytes()
    _journal(path).write_bytes(journal)
    return journal


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
def test_a_journal_of_another_file_is_put_aside(
    content, small_file: Path, in_another_process, tmp_path: Path, builder, content_of, read_only: bool
):
    with Document.open(small_file) as document:
        write_answer(document, question=QuestionId("ca1.q5"), text="Mine. " * 5000)
        mine = content_of(document)
    before = small_file.read_bytes()
    journal = _foreign_journal(small_file, in_another_process, tmp_path, builder)
    with Document.open(small_file, read_only=read_only) as document:
        assert document.damages == ()
        assert content_of(document) == mine
    assert small_file.read_bytes() == before
    (rescue,) = [path for path in small_file.parent.iterdir() if path.is_dir()]
    assert rescue.name.startswith("small.integrity.rescue-")
    assert {path.name: path.read_bytes() for path in rescue.iterdir()} == {"journal": journal}
    if os.name == "posix":
        assert rescue.stat().st_mode & 0o777 == 0o700
    assert _names(small_file.parent) == ["small.integrity", rescue.name]


def test_without_that_care_the_journal_of_another_file_destroys_this_one(
    content, small_file: Path, in_another_process, tmp_path: Path, builder, monkeypatch: pytest.MonkeyPatch
):
    """The danger is real: this is what SQLite does by itself."""
    _foreign_journal(small_file, in_another_process, tmp_path, builder)
    before = small_file.read_bytes()
    connection = sqlite3.connect(small_file)
    with contextlib.suppress(sqlite3.Error):
        connection.execute("SELECT count(*) FROM answers").fetchall()
    connection.close()
    assert small_file.read_bytes() != before


def test_a_journal_that_no_longer_fits_a_damaged_file_destroys_nothing(
    content, small_file: Path, in_another_process, tmp_path: Path, builder
):
    connection = sqlite3.connect(small_file)
    connection.execute("UPDATE answers SET text = 'one row is damaged' WHERE question_id = 'kf1.q1'")
    connection.commit()
    connection.close()
    before = small_file.read_bytes()
    _foreign_journal(small_file, in_another_process, tmp_path, builder)
    with Document.open(small_file) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
    assert small_file.read_bytes() == before


def test_a_true_journal_of_a_damaged_file_is_used_and_both_are_kept(small_file: Path, in_another_process):
    code = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("UPDATE contributors SET department = 'damaged before the crash'")
connection.execute("PRAGMA cache_size=2")
connection.execute("BEGIN")
connection.execute("UPDATE answers SET text = 'half of a change', causes = hex(zeroblob(5000))")
os.kill(os.getpid(), 9)
"""
    assert in_another_process(code, small_file).returncode == -9
    halfway, journal = small_file.read_bytes(), _journal(small_file).read_bytes()
    with Document.open(small_file) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert {damage.table for damage in document.damages} == {"contributors"}
    (rescue,) = [path for path in small_file.parent.iterdir() if path.is_dir()]
    assert {path.name: path.read_bytes() for path in rescue.iterdir()} == {"small.integrity": halfway, "journal": journal}


@pytest.mark.parametrize("garbage", [b"\0" * 4096, b"garbage" * 999, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 999])
def test_garbage_in_place_of_a_journal(content, small_file: Path, content_of, garbage: bytes):
    before = small_file.read_bytes()
    _journal(small_file).write_bytes(garbage)
    with Document.open(small_file) as document:
        assert content_of(document) == content
    assert small_file.read_bytes() == before
    assert not _journal(small_file).exists()


def _write_ahead_log(path: Path, tmp_path: Path) -> bytes:
    """A log that SQLite would believe: it belongs to this file in another life."""
    other = Path(shutil.copyfile(path, tmp_path / "other.integrity"))
    connection = sqlite3.connect(other, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("UPDATE answers SET text = 'from the log'")
    log = other.with_name(other.name + "-wal").read_bytes()
    connection.close()
    return log


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
def test_a_write_ahead_log_is_never_ours(content, small_file: Path, content_of, tmp_path: Path, read_only: bool):
    before = small_file.read_bytes()
    log = _write_ahead_log(small_file, tmp_path)
    assert log
    small_file.with_name("small.integrity-wal").write_bytes(log)
    small_file.with_name("small.integrity-shm").write_bytes(bytes(32768))
    with Document.open(small_file, read_only=read_only) as document:
        assert content_of(document) == content
    assert small_file.read_bytes() == before
    left = {path.name for path in small_file.parent.rglob("*") if path.is_file()}
    assert left == {"small.integrity", "wal", "shm"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_journal_does_not_hold_up_the_program(content, small_file: Path, content_of):
    os.mkfifo(_journal(small_file))
    with Document.open(small_file) as document:
        assert content_of(document) == content


def test_a_journal_far_larger_than_the_file_is_put_aside_without_being_copied(
    content, small_file: Path, content_of, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(recovery, "_MOST_BEYOND_THE_FILE", 1000)
    monkeypatch.setattr(shutil, "copyfile", lambda *_, **__: pytest.fail("it was copied"))
    with _journal(small_file).open("wb") as stream:
        stream.write(recovery._JOURNAL_MAGIC)
        stream.truncate(2 * small_file.stat().st_size + 1001)
    with Document.open(small_file) as document:
        assert content_of(document) == content
    assert any("rescue" in name for name in _names(small_file.parent))
    assert not _journal(small_file).exists()


def test_a_link_in_place_of_a_journal_is_not_followed(content, small_file: Path, content_of, tmp_path: Path):
    precious = tmp_path / "precious.txt"
    precious.write_text("not to be touched")
    _journal(small_file).symlink_to(precious)
    with Document.open(small_file) as document:
        assert content_of(document) == content
        write_answer(document, question=QUESTION, text="x")
    assert precious.read_text() == "not to be touched"


@pytest.mark.parametrize("cache", [2, 2000], ids=["half of it in the file", "only the journal written"])
def test_nothing_is_recovered_while_another_process_works(small_file: Path, in_another_process, cache: int):
    code = """
import subprocess, sys
from pathlib import Path
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer
from dataclasses import replace
path = Path(sys.argv[1])
other = '''
import sys
from pathlib import Path
from workbench.document.document import Document
from workbench.errors import DocumentInUse
from workbench.storage import connection
connection.BUSY_MILLISECONDS = 50
for read_only in (False, True):
    try:
        Document.open(Path(sys.argv[1]), read_only=read_only)
    except DocumentInUse:
        print("in use")
'''
with Document.open(path) as document:
    document._connection._raw.execute(f"PRAGMA cache_size={sys.argv[2]}")
    with document.change(Message("all")) as transaction:
        for row in document.read.every(Answer):
            transaction.put(replace(row, text="Half of a change. " * 500))
        assert path.with_name(path.name + "-journal").stat().st_size > 0
        print(subprocess.run([sys.executable, "-c", other, sys.argv[1]], capture_output=True, text=True).stdout)
    print(sorted(path.name for path in path.parent.iterdir()))
"""
    done = in_another_process(code, small_file, cache)
    assert done.stdout.split("\n")[:2] == ["in use", "in use"], done.stderr
    assert "['small.integrity', 'small.integrity-journal']" in done.stdout
    with Document.open(small_file) as document:
        answer = document.read.answer("kf1.q1")
    assert answer is not None
    assert answer.text.startswith("Half of a change.")


def test_an_interrupted_file_on_a_protected_disk_says_so(interrupted: Path, monkeypatch: pytest.MonkeyPatch):
    before = interrupted.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(
        StorageFailed, match=r"The last change to small\.integrity was interrupted, and its disk is write-prot"
    ):
        Document.open(interrupted)
    assert interrupted.read_bytes() == before


def test_an_interrupted_file_of_a_newer_format_is_not_touched(interrupted: Path):
    with interrupted.open("r+b") as stream:
        stream.seek(63)
        stream.write(bytes([FORMAT_VERSION + 1]))
    before = interrupted.read_bytes(), _journal(interrupted).read_bytes()
    with pytest.raises(DocumentTooNew):
        Document.open(interrupted)
    assert (interrupted.read_bytes(), _journal(interrupted).read_bytes()) == before


def test_without_room_to_try_nothing_is_changed(content, interrupted: Path, content_of, monkeypatch: pytest.MonkeyPatch):
    before = interrupted.read_bytes(), _journal(interrupted).read_bytes()
    full = shutil._ntuple_diskusage(1000, 1000, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recovery.shutil, "disk_usage", lambda _: full)
        with pytest.raises(DiskFull, match=r"there is no room on the disk to check small\.integrity"):
            Document.open(interrupted)
    assert (interrupted.read_bytes(), _journal(interrupted).read_bytes()) == before
    assert _names(interrupted.parent) == ["small.integrity", "small.integrity-journal"]
    with Document.open(interrupted) as document:
        assert content_of(document) == content


def test_the_trial_goes_to_another_disk_when_this_one_is_full(
    content, interrupted: Path, content_of, monkeypatch: pytest.MonkeyPatch
):
    real = shutil.disk_usage

    def usage(path: Path) -> object:
        return shutil._ntuple_diskusage(1000, 1000, 0) if Path(path) == interrupted.parent else real(path)

    monkeypatch.setattr(recovery.shutil, "disk_usage", usage)
    with Document.open(interrupted) as document:
        assert content_of(document) == content
    assert _names(interrupted.parent) == ["small.integrity"]


def test_a_journal_that_cannot_be_put_aside_is_told(
    small_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content_of
):
    small_file.with_name("small.integrity-wal").write_bytes(b"log")
    before = small_file.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(
        StorageFailed, match=r"small\.integrity-wal, left over from an interruption, is in the folder of the file"
    ):
        Document.open(small_file)
    assert small_file.read_bytes() == before
    assert _names(small_file.parent) == ["small.integrity", "small.integrity-wal"]


def test_a_change_cut_short_while_the_file_is_being_opened_is_put_in_order_first(
    small_file: Path, content, content_of, in_another_process, monkeypatch
):
    connect, killed = files._connect, []

    def connect_after_a_kill(path: Path, reason):
        if not killed:
            killed.append(in_another_process(KILLED_IN_THE_MIDDLE, small_file).returncode)
        return connect(path, reason)

    monkeypatch.setattr(files, "_connect", connect_after_a_kill)
    with Document.open(small_file, read_only=True) as document:
        assert document.recovered
        assert content_of(document) == content
    assert killed == [-9]


def test_a_file_whose_changes_are_always_cut_short_is_called_in_use(small_file: Path, monkeypatch):
    def refuses(path: Path, reason):
        raise sqlite_error("SQLITE_READONLY_ROLLBACK", path)

    monkeypatch.setattr(files, "_connect", refuses)
    monkeypatch.setattr(retries, "PAUSES", (0.0, 0.0))
    with pytest.raises(ChangeCutShort, match="open in another window or program"):
        Document.open(small_file)
    with Document.open(small_file, read_only=True) as document:
        assert document.as_of is not None, "between two changes it can be read"


def sqlite_error(name: str, path: Path) -> Exception:
    """What the program makes of an error that the driver calls by this name."""
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorname = name
    return translated(error, path)
