"""The file on the disk, checked on another thread: what is noticed, what is no damage, and that no lock is lost by it."""

from __future__ import annotations

import os
import random
import shutil
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentChangedElsewhere, StorageFailed
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.operations.attachments import NewFile, add_documents
from workbench.storage import disk_check, stored_bytes
from workbench.storage.connection import Connection
from workbench.storage.disk_check import DiskCheck
from workbench.storage.witness import Witness

QUESTION = QuestionId("kf1.q1")
FLIPS = 60


MUCH = random.Random(5).randbytes(9_000_000)


@pytest.fixture(params=["in memory", "page by page"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are read whole, large ones page by page."""
    if request.param == "page by page":
        monkeypatch.setattr(disk_check, "HELD_BYTES", 1000)
        monkeypatch.setattr(Witness, "content_apart", None)


def attach_much(document: Document) -> None:
    add_documents(document, question=QUESTION, found=[NewFile("much.pdf", len(MUCH), MUCH)])


def check_of(document: Document) -> DiskCheck:
    found = DiskCheck.of(document.read.connection)
    assert found is not None
    return found


def on_another_thread(ask: Callable[[], bool]) -> bool:
    """The answer of another thread, or what it raised."""
    answers: list[bool | BaseException] = []

    def run() -> None:
        try:
            answers.append(ask())
        except BaseException as error:  # noqa: BLE001
            answers.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    (answer,) = answers
    if isinstance(answer, BaseException):
        raise answer
    return answer


@pytest.mark.usefixtures("both_ways")
def test_a_sound_file_is_as_saved_also_after_changes(small: Document):
    assert on_another_thread(check_of(small).is_as_saved)
    write_answer(small, question=QUESTION, text="changed")
    assert on_another_thread(check_of(small).is_as_saved)
    small.undo()
    assert on_another_thread(check_of(small).is_as_saved)


@pytest.mark.usefixtures("both_ways")
def test_what_is_saved_meanwhile_outdates_a_check_and_is_no_damage(small: Document):
    check = check_of(small)
    assert not check.is_outdated()
    write_answer(small, question=QUESTION, text="meanwhile")
    assert not on_another_thread(check.is_as_saved)
    assert check.is_outdated()
    small.remember(closely=True)
    write_answer(small, question=QUESTION, text="goes on")


def test_a_file_that_is_only_read_needs_no_check(small_file: Path):
    with Document.open(small_file, read_only=True) as document:
        assert DiskCheck.of(document.read.connection) is None


def test_a_large_file_is_read_page_by_page_and_never_whole(small: Document, monkeypatch: pytest.MonkeyPatch):
    """Counted: what is in memory of it at a time is a few rows, not the file."""
    monkeypatch.setattr(disk_check, "HELD_BYTES", 1000)
    monkeypatch.setattr(Witness, "content_apart", None)
    monkeypatch.setattr(Witness, "content", None)
    store = small.read.connection
    attach_much(small)
    size = sum(stored_bytes.sizes(store).values())
    assert size > 8_000_000
    check = check_of(small)
    assert check.takes_long
    tracemalloc.start()
    try:
        assert on_another_thread(check.is_as_saved)
        assert tracemalloc.get_traced_memory()[1] < size // 2
    finally:
        tracemalloc.stop()


def test_a_flipped_bit_in_an_attachment_of_a_large_file_is_noticed(
    small: Document, small_file: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(disk_check, "HELD_BYTES", 1000)
    attach_much(small)
    small.remember()
    check, known, now = check_of(small), small_file.stat(), bytearray(small_file.read_bytes())
    now[now.rindex(MUCH[-400:-200]) + 3] ^= 1
    _put(small_file, bytes(now), known.st_mtime_ns)
    assert not on_another_thread(check.is_as_saved)
    assert not check.is_outdated()


@pytest.mark.usefixtures("both_ways")
@pytest.mark.slow
def test_every_changed_bit_that_matters_is_noticed_and_stops_all_writing(small_file: Path, tmp_path: Path):
    """With the time put back, as a failing disk changes bytes. What is not noticed has changed no content."""
    whole, chance = small_file.read_bytes(), random.Random(13)
    noticed = 0
    for number in range(FLIPS):
        path = Path(shutil.copyfile(small_file, tmp_path / f"{number}.integrity"))
        with Document.open(path) as document:
            write_answer(document, question=QUESTION, text="saved")
            document.remember()
            check = check_of(document)
            known, now = path.stat(), bytearray(path.read_bytes())
            at = chance.choice([at for at, byte in enumerate(now) if byte])  # the rest is mostly room that is free
            now[at] ^= 1 << chance.randrange(8)
            _put(path, bytes(now), known.st_mtime_ns)
            if not on_another_thread(check.is_as_saved):
                noticed += 1
                assert not check.is_outdated()
                with pytest.raises(DocumentChangedElsewhere):
                    document.remember(closely=True)
                with pytest.raises(DocumentChangedElsewhere):
                    write_answer(document, question=QUESTION, text="not saved")
                assert path.read_bytes() == bytes(now), "nothing was written into it"
                document.save_elsewhere(tmp_path / f"saved-{number}.integrity")
                write_answer(document, question=QUESTION, text="goes on")
    assert noticed > FLIPS // 2
    assert small_file.read_bytes() == whole


def _put(path: Path, content: bytes, modified: int) -> None:
    with path.open("r+b") as stream:
        stream.write(content)
    os.utime(path, ns=(modified, modified))


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("to", ["nothing", "half", "another"])
def test_a_file_that_was_cut_or_replaced_in_place_is_noticed(small: Document, small_file: Path, sample_file: Path, to: str):
    check, whole = check_of(small), small_file.read_bytes()
    now = {"nothing": b"", "half": whole[: len(whole) // 2], "another": sample_file.read_bytes()}[to]
    with small_file.open("r+b") as stream:
        stream.truncate(0)
        stream.write(now)
    assert not on_another_thread(check.is_as_saved)
    with pytest.raises(DocumentChangedElsewhere):
        small.remember(closely=True)
    assert small_file.read_bytes() == now


@pytest.mark.usefixtures("both_ways")
@pytest.mark.skipif(os.name != "posix", reason="Windows does not move an open file")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_no_longer_in_its_place_is_noticed(
    small: Document, small_file: Path, sample_file: Path, replaced: bool
):
    check = check_of(small)
    small_file.rename(small_file.with_name("moved.integrity"))
    if replaced:
        shutil.copyfile(sample_file, small_file)
    assert not on_another_thread(check.is_as_saved)
    assert not check.is_outdated()
    with pytest.raises(StorageFailed, match="is no longer where it was"):
        small.remember(closely=True)
    small_file.with_name("moved.integrity").replace(small_file)
    small.remember(closely=True)
    write_answer(small, question=QUESTION, text="goes on")


@pytest.mark.usefixtures("both_ways")
def test_a_check_takes_no_lock_away(small: Document, small_file: Path, in_another_process):
    """To open and close the file a second time would let another program write into it."""
    assert on_another_thread(check_of(small).is_as_saved)
    code = """
import sys
from pathlib import Path
from workbench.document.document import Document
from workbench.errors import DocumentInUse
from workbench.storage import connection
connection.BUSY_MILLISECONDS = 20
try:
    Document.open(Path(sys.argv[1]))
except DocumentInUse:
    print("in use")
"""
    assert in_another_process(code, small_file).stdout == "in use\n"


def test_a_file_that_is_closed_meanwhile_is_read_no_more(small_file: Path):
    document = Document.open(small_file)
    check, witness = check_of(document), document.read.connection.witness
    document.close()
    assert not on_another_thread(check.is_as_saved)
    assert witness is not None
    with pytest.raises(OSError, match="has been closed"):
        witness.content_apart()


def test_closing_waits_for_a_part_and_no_other_file_is_read_in_its_place(
    small_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The number of a closed handle is given to the next file that is opened."""
    document = Document.open(small_file)
    check, real = check_of(document), Witness._part_apart
    begun, closed = threading.Event(), threading.Event()

    def slow(witness: Witness, at: int) -> bytes:
        if at:
            begun.set()
            assert closed.wait(30)
        return real(witness, at)

    monkeypatch.setattr(Witness, "_part_apart", slow)
    answers: list[object] = []

    def ask() -> None:
        try:
            answers.append(check.is_as_saved())
        except StorageFailed as error:
            answers.append(type(error))

    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(30)
    document.close()
    with (tmp_path / "other").open("wb"):
        closed.set()
        thread.join()
    assert answers == [StorageFailed]


def test_a_disk_that_does_not_answer_is_told_as_such(small: Document, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    check = check_of(small)
    monkeypatch.setattr(Witness, "_read", fail)
    with pytest.raises(StorageFailed, match="did not respond"):
        on_another_thread(check.is_as_saved)


def test_writing_goes_on_while_the_bytes_are_checked(small: Document, monkeypatch: pytest.MonkeyPatch):
    """The other thread is held in the middle of its check: nobody waits for it."""
    check, real = check_of(small), Connection.in_memory
    begun, go_on = threading.Event(), threading.Event()

    def held(*arguments: object, **named: object) -> Connection:
        begun.set()
        assert go_on.wait(30)
        return real(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Connection, "in_memory", held)
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(check.is_as_saved()))
    thread.start()
    assert begun.wait(30)
    for number in range(5):
        write_answer(small, question=QUESTION, text=f"typed {number}")
        small.end_burst()
    go_on.set()
    thread.join()
    assert answers == [True], "its bytes were of the state before"
    assert check.is_outdated()
