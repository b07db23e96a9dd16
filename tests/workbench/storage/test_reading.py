"""Reading a file that another program has open: one state, whoever writes, and nobody is disturbed."""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentChangedElsewhere, DocumentInUse
from workbench.model.rows import Answer, QuestionId
from workbench.operations.answers import write_answer
from workbench.storage import connection, meanwhile
from workbench.storage.files import ReadOnlyReason
from workbench.storage.open_record import OpenRecord, leave_record, record_of

ROOT = Path(__file__).parents[3]
QUESTION = QuestionId("kf1.q1")
READS = 200
RECORD = OpenRecord("POST-3", datetime(2026, 11, 22, 9, 12, tzinfo=UTC), "0123")

WRITES_ALWAYS = """
import sys, time
from dataclasses import replace
from pathlib import Path
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer
from workbench.storage import connection, file_lock
path, stop, locks = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if locks == "none":
    address = connection._address
    connection._address = lambda path, mode: address(path, mode) + "&vfs=unix-none"
    file_lock._taken = lambda handle, path: True
number = 0
with Document.open(path) as document:
    rows = document.read.every(Answer)[:20]
    while not stop.exists():
        number += 1
        with document.change(Message("all")) as transaction:
            for row in rows:
                transaction.put(replace(row, causes=f"{number} " * 20))
        document.end_burst()
        time.sleep(0.02)
        if number == 1:
            print("begun", flush=True)
print(number, flush=True)
"""
STOPS_IN_A_CHANGE = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer
document = Document.open(Path(sys.argv[1]))
document._connection._raw.execute("PRAGMA cache_size=2")
with document.change(Message("all")) as transaction:
    for row in document.read.every(Answer):
        transaction.put(replace(row, causes="Half of a change. " * 500))
    print("begun", flush=True)
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))
"""
GOES_ON_WITHOUT_LOCKS = f"""
import sys
from workbench.storage import connection, file_lock
address = connection._address
connection._address = lambda path, mode: address(path, mode) + "&vfs=unix-none"
file_lock._taken = lambda handle, path: True
{STOPS_IN_A_CHANGE}
document.close()
print("done", flush=True)
"""
WAITS = """
import sys
from pathlib import Path
from workbench.document.document import Document
with Document.open(Path(sys.argv[1])):
    print("begun", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "READING_MILLISECONDS", 1)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk says that it locks, and does not."""
    if sys.platform != "linux":
        pytest.skip("only this build of SQLite can do without locks")
    address = connection._address
    monkeypatch.setattr(connection, "_address", lambda path, mode: address(path, mode) + "&vfs=unix-none")
    monkeypatch.setattr("workbench.storage.file_lock._taken", lambda *_: True)


def state_of(document: Document) -> int:
    """The number of the change that these answers are of; they are always written together."""
    (state,) = {answer.causes for answer in document.read.every(Answer)[:20]}
    return int(state.split()[0])


@pytest.mark.slow
def test_two_hundred_reads_beside_a_writer_are_all_of_one_state(small_file: Path, tmp_path: Path, started, no_patience):
    writer = started(WRITES_ALWAYS, small_file, tmp_path / "stop", "all")
    states = []
    for _ in range(READS):
        with Document.open(small_file, read_only=True) as document:
            assert (document.read_only, document.damages) == (ReadOnlyReason.OPEN_ELSEWHERE, ())
            assert document.as_of is not None
            states.append(state_of(document))
    (tmp_path / "stop").touch()
    written = int(writer.communicate()[0])
    assert states == sorted(states)
    assert 0 < states[0] < states[-1] <= written
    with Document.open(small_file) as document:
        assert (state_of(document), document.damages, document.recovered) == (written, (), None)


@pytest.mark.slow
def test_where_locks_do_nothing_the_record_keeps_a_reader_from_the_journal(
    small_file: Path, tmp_path: Path, started, no_locks
):
    leave_record(small_file, RECORD)
    writer = started(WRITES_ALWAYS, small_file, tmp_path / "stop", "none")
    states = []
    for _ in range(READS // 4):
        try:
            with Document.open(small_file, read_only=True) as document:
                assert document.damages == ()
                states.append(state_of(document))
        except DocumentInUse:
            assert writer.poll() is None
    (tmp_path / "stop").touch()
    written = int(writer.communicate()[0])
    assert len(states) > 1
    assert states == sorted(states)
    with Document.open(small_file) as document:
        assert (state_of(document), document.damages, document.recovered) == (written, (), None)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be halted here")
def test_where_locks_do_nothing_a_change_under_way_is_not_taken_for_a_crash(
    small_file: Path, started, no_locks, monkeypatch: pytest.MonkeyPatch
):
    """The other goes on while the reader looks whether its journal stays as it is."""
    leave_record(small_file, RECORD)
    writer, looks, real = started(GOES_ON_WITHOUT_LOCKS, small_file, "SIGSTOP"), [], meanwhile._look_at

    def look_at(path: Path) -> object:
        looks.append(path)
        if len(looks) == 3:
            writer.send_signal(signal.SIGCONT)
            assert writer.stdout.readline() == "done\n"
        return real(path)

    monkeypatch.setattr(meanwhile, "_look_at", look_at)
    with Document.open(small_file, read_only=True) as document:
        assert (document.damages, document.recovered) == ((), None)
        assert all(answer.causes.startswith("Half") for answer in document.read.every(Answer))
    with Document.open(small_file) as document:
        assert (document.damages, document.recovered) == ((), None)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be halted here")
def test_a_change_that_is_half_written_is_neither_read_nor_touched(
    small_file: Path, started, no_patience, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(meanwhile, "_SECONDS", 0.05)
    started(STOPS_IN_A_CHANGE, small_file, "SIGSTOP")
    journal = small_file.with_name(small_file.name + "-journal")
    before = small_file.read_bytes(), journal.read_bytes()
    assert before[1]
    with pytest.raises(DocumentInUse, match="open in another window or program"):
        Document.open(small_file, read_only=True)
    assert (small_file.read_bytes(), journal.read_bytes()) == before
    assert sorted(path.name for path in small_file.parent.iterdir()) == [small_file.name, journal.name]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a process cannot be killed so here")
def test_what_a_killed_writer_left_is_put_in_order_for_a_reader(small_file: Path, started, monkeypatch: pytest.MonkeyPatch):
    """Also beside its record, which nobody has removed."""
    monkeypatch.setattr(meanwhile, "_SECONDS", 0.05)
    for stale in (False, True):
        if stale:
            leave_record(small_file, RECORD)
        assert started(STOPS_IN_A_CHANGE, small_file, "SIGKILL").wait() != 0
        with Document.open(small_file, read_only=True) as document:
            assert document.read_only is ReadOnlyReason.ASKED
            assert document.recovered is not None
            assert document.as_of is None
            assert all(not answer.causes.startswith("Half") for answer in document.read.every(Answer))


def test_where_locks_do_nothing_the_second_to_write_is_stopped_and_loses_nothing(
    small_file: Path, tmp_path: Path, started, no_locks
):
    with Document.open(small_file) as document:
        write_answer(document, question=QUESTION, text="written here")
        other = started(GOES_ON_WITHOUT_LOCKS, small_file, "SIGCONT")
        assert other.stdout.readline() == "done\n"
        theirs = small_file.read_bytes()
        with pytest.raises(DocumentChangedElsewhere):
            write_answer(document, question=QUESTION, text="over theirs")
        assert small_file.read_bytes() == theirs
        document.save_elsewhere(tmp_path / "mine.integrity")
        answer = document.read.answer(QUESTION)
        assert answer is not None
        assert answer.text == "written here"
    with Document.open(small_file) as document:
        assert document.damages == ()
        assert all(answer.causes.startswith("Half") for answer in document.read.every(Answer))


def test_a_record_that_a_crash_left_holds_nobody_out(small_file: Path):
    leave_record(small_file, RECORD)
    with Document.open(small_file, read_only=True) as document:
        assert (document.read_only, document.as_of) == (ReadOnlyReason.ASKED, None)
    with Document.open(small_file) as document:
        write_answer(document, question=QUESTION, text="goes on")
    assert record_of(small_file) == RECORD, "a window takes it away, not the core"


def test_a_reader_sees_one_state_though_others_write_meanwhile(small_file: Path):
    with Document.open(small_file, read_only=True) as reader:
        before = reader.read.answer(QUESTION)
        with Document.open(small_file) as writer:
            write_answer(writer, question=QUESTION, text="written meanwhile")
        assert reader.read.answer(QUESTION) == before
        assert reader.as_of is None


def test_a_damaged_file_that_is_open_elsewhere_is_called_damaged(small_file: Path, started, no_patience):
    started(WAITS, small_file)
    text = b"The rest is hearsay."
    raw = small_file.read_bytes()
    with small_file.open("r+b") as stream:
        stream.write(raw.replace(text, text.upper()))
    with Document.open(small_file, read_only=True) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert document.damages
