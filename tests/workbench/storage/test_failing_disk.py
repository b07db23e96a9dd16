"""The disk fails at the n-th call, for every n: the change is there or it is not, and the document goes on working."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.errors import DiskFull, StorageFailed
from workbench.language.i18n import Message
from workbench.model.rows import Answer, QuestionId
from workbench.operations.answers import write_answer
from workbench.operations.forgetting import forget_question
from workbench.storage import connection as connection_module
from workbench.storage import writing
from workbench.system import retries

FULL, WRITE, SYNC, TRUNCATE, DELETE = 13, 10 | (3 << 8), 10 | (4 << 8), 10 | (6 << 8), 10 | (10 << 8)
ALL = {"write": WRITE, "sync": SYNC, "truncate": TRUNCATE, "delete": DELETE}
ONCE, FROM_THEN_ON = 1, float("inf")
FAULTS: dict[str, tuple[dict[str, int], float, type[StorageFailed]]] = {
    "full for a moment": ({"write": FULL}, ONCE, DiskFull),
    "full": ({"write": FULL}, FROM_THEN_ON, DiskFull),
    "one sync fails": ({"sync": SYNC}, ONCE, StorageFailed),
    "one call fails": (ALL, ONCE, StorageFailed),
    "gone": (ALL, FROM_THEN_ON, StorageFailed),
}


def _one_answer(document: Document) -> None:
    write_answer(document, question=QuestionId("kf2.q3"), text="New. " * 2000)


def _all_answers(document: Document) -> None:
    document._connection._raw.execute("PRAGMA cache_size=4")
    with document.change(Message("much")) as transaction:
        for row in document.read.every(Answer):
            transaction.put(replace(row, text=row.text + " More was said." * 400))


def _expected(path: Path, work: Callable[[Document], None], read: Callable[[Document], Any]) -> list[Any]:
    with Document.open(Path(shutil.copyfile(path, path.with_name("expected.integrity")))) as document:
        write_answer(document, question=QuestionId("kf1.q1"), text="Acknowledged.")
        states = [read(document)]
        work(document)
        return [*states, read(document)]


def _error_of(action: Callable[[], object], expected: type[Exception]) -> Exception | None:
    try:
        action()
    except expected as error:
        return error
    return None


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("work", "step"), [(_one_answer, 1), (_all_answers, 29)], ids=["one answer", "all answers"])
def test_a_failure_at_any_call_leaves_the_old_or_the_new_state(small_file, disk, content_of, damages_in, fault, work, step):
    codes, times, expected = FAULTS[fault]
    states = _expected(small_file, work, content_of)
    for call in range(0, 1000, step):
        path = Path(shutil.copyfile(small_file, small_file.with_name("each.integrity")))
        with Document.open(path) as document:
            write_answer(document, question=QuestionId("kf1.q1"), text="Acknowledged.")
            told: list[object] = []
            document.subscribe(told.append)
            disk.fail(call, times=times, **codes)
            error = _error_of(lambda: work(document), expected)
            assert disk.failed() == (error is not None)
            disk.heal()
            assert len(told) == (error is None)
            # only the very last sync can fail after the change is in the file; the error says "may not be stored"
            allowed = states[1:] if error is None else states[:1] if isinstance(error, DiskFull) else states
            assert content_of(document) in allowed
            write_answer(document, question=QuestionId("ca1.q5"), text="It goes on.")
            last = content_of(document)
        assert damages_in(path) == []
        with Document.open(path) as document:
            assert document.read_only is None
            assert content_of(document) == last
        if error is None:
            break
        assert "each.integrity" in str(error)
    assert call > 0
    assert error is None


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_forgetting_with_a_failure_at_any_call(small_file, disk, content_of, damages_in, fault):
    """It is forgotten or it is not; work goes on, and as soon as the disk works again nothing is left of it in any byte."""
    codes, times, expected = FAULTS[fault]
    with Document.open(small_file) as document:
        for number in range(8):
            write_answer(document, question=QuestionId("kf1.q1"), text=f"Zanzibarrow {number} " * 200)
            document.end_burst()
    for call in range(0, 2000, 1 if "sync" in codes and "write" not in codes else 17):
        path = Path(shutil.copyfile(small_file, small_file.with_name("each.integrity")))
        with Document.open(path) as document:
            write_answer(document, question=QuestionId("kf1.q2"), text="Acknowledged.")
            told: list[object] = []
            document.subscribe(told.append)
            disk.fail(call, times=times, **codes)
            error = _error_of(lambda: forget_question(document, "kf1.q1"), expected)
            failed, due = disk.failed(), document.to_be_rewritten
            disk.heal()
            assert due <= failed
            assert len(told) == (error is None)
            write_answer(document, question=QuestionId("ca1.q5"), text="It goes on.")
            document.remember()
            assert not document.to_be_rewritten
            forgotten = document.read.answer("kf1.q1").text == ""
            assert forgotten or error is not None
            last = content_of(document)
        assert (b"Zanzibarrow" in path.read_bytes()) is not forgotten
        assert damages_in(path) == []
        with Document.open(path) as document:
            assert (document.read_only, content_of(document)) == (None, last)
        if not failed:
            break
    assert call > 8
    assert not failed


@pytest.fixture
def target(tmp_path: Path, small_file: Path) -> Path:
    """An old copy that a new one is to replace."""
    return Path(shutil.copyfile(small_file, tmp_path / "target.integrity"))


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_a_copy_that_fails_at_any_write_leaves_the_old_one_and_nothing_else(disk, small_file, tmp_path, target: Path):
    old = target.read_bytes()
    with Document.open(small_file) as document:
        write_answer(document, question=QuestionId("kf1.q1"), text="New.")
        for call in range(0, 1000, 5):
            disk.fail(call, times=FROM_THEN_ON, write=FULL)
            error = _error_of(lambda: document.save_copy(target), DiskFull)
            disk.heal()
            assert _left(tmp_path) == {"target.integrity"}
            if error is None:
                break
            assert str(error).startswith("There is not enough room on the disk to write target.integrity.")
            assert target.read_bytes() == old
    assert call > 0
    assert target.read_bytes() != old


def test_a_new_file_that_fails_at_any_write_leaves_nothing(disk, builder, tmp_path):
    path = tmp_path / "new.integrity"

    def create() -> None:
        Document.create(path, builder.rows(), label=Message("create assessment")).close()

    for call in range(0, 1000, 23):
        disk.fail(call, times=FROM_THEN_ON, write=FULL)
        error = _error_of(create, DiskFull)
        disk.heal()
        if error is None:
            break
        assert str(error).startswith("There is not enough room on the disk to write new.integrity.")
        assert _left(tmp_path) == set()
    assert call > 0
    assert _left(tmp_path) == {"new.integrity"}


@pytest.fixture(params=["simulated", "real"])
def tiny_disk(tmp_path: Path, disk: Any, request: pytest.FixtureRequest) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A folder on a disk of one megabyte, and how to make room on it. Where no disk may be mounted, a simulated one."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if (
        request.param == "real"
        and shutil.which("mount")
        and not subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        ballast = folder / "ballast"
        ballast.write_bytes(bytes(300_000))
        yield folder, ballast.unlink
        subprocess.run(["umount", "-l", str(folder)], check=True)
    else:
        disk.room = 400_000

        def make_room() -> None:
            disk.room += 300_000

        yield folder, make_room


def _write_until_full(document: Document) -> dict[str, str]:
    """The answers that were acknowledged."""
    kept: dict[str, str] = {}
    questions = itertools.cycle([QuestionId(f"kf{number}.q{other}") for number in (1, 2) for other in range(1, 6)])
    for number, question in zip(range(1000), questions, strict=False):
        text = f"{number} officers say that the queue grows. " * 150
        try:
            write_answer(document, question=question, text=text)
        except DiskFull:
            return kept
        kept[question] = text
        document.end_burst()
    raise AssertionError("the disk did not fill up")


def test_a_full_disk_loses_nothing(small_file, tiny_disk: tuple[Path, Callable[[], None]], content_of, damages_in):
    folder, make_room = tiny_disk
    path = Path(shutil.copyfile(small_file, folder / "small.integrity"))
    with Document.open(path) as document:
        kept = _write_until_full(document)
        before = content_of(document)
        assert {row["question_id"]: row["text"] for row in before["answers"] if row["question_id"] in kept} == kept
        with pytest.raises(DiskFull):
            document.save_copy(folder / "copy.integrity")
        with pytest.raises(DiskFull):
            Document.create(folder / "new.integrity", [], label=Message("create assessment"))
        assert _left(folder) - {"ballast", "small.integrity-journal"} == {"small.integrity"}
        make_room()
        write_answer(document, question=QuestionId("ca1.q1"), text="There is room again.")
        last = content_of(document)
    assert _left(folder) == {"small.integrity"}
    assert damages_in(path) == []
    with Document.open(path) as document:
        assert content_of(document) == last


def test_a_disk_that_refuses_the_new_name_for_a_moment_gets_it_in_the_end(
    small, tmp_path, target: Path, monkeypatch: pytest.MonkeyPatch
):
    write_answer(small, question=QuestionId("kf1.q1"), text="New.")
    refusals = [PermissionError(errno.EACCES, "a virus scanner has it")] * 5
    real = Path.replace

    def replace_it(path: Path, other: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return real(path, other)

    monkeypatch.setattr(Path, "replace", replace_it)
    monkeypatch.setattr(retries.time, "sleep", lambda _: None)
    small.save_copy(target)
    with Document.open(target, read_only=True) as copy:
        answer = copy.read.answer("kf1.q1")
    assert answer is not None
    assert answer.text == "New."


@pytest.mark.parametrize(
    ("number", "error"), [(errno.EACCES, StorageFailed), (errno.ENOSPC, DiskFull), (errno.EIO, StorageFailed)]
)
@pytest.mark.parametrize("owner_and_name", [(writing, "to_disk"), (Path, "replace"), (connection_module, "new_private")])
def test_a_copy_that_cannot_be_finished_leaves_the_old_one(
    small, tmp_path, target: Path, monkeypatch: pytest.MonkeyPatch, owner_and_name, number: int, error
):
    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    write_answer(small, question=QuestionId("kf1.q1"), text="New.")
    old = target.read_bytes()
    monkeypatch.setattr(retries.time, "sleep", lambda _: None)
    monkeypatch.setattr(*owner_and_name, refuse)
    with pytest.raises(error, match=r"What was there before is unchanged\."):
        small.save_copy(target)
    monkeypatch.undo()
    assert target.read_bytes() == old
    assert _left(tmp_path) == {"target.integrity"}


def test_a_folder_that_cannot_be_synced_is_no_failure(small, target: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(folder: Path) -> None:
        raise OSError(errno.EINVAL, "folders cannot be synced here")

    monkeypatch.setattr(writing, "folder_to_disk", refuse)
    old = target.read_bytes()
    write_answer(small, question=QuestionId("kf1.q1"), text="New.")
    small.save_copy(target)
    assert target.read_bytes() != old


def test_what_a_crash_left_unfinished_is_swept_once_it_is_old(small, tmp_path):
    old, young = (tmp_path / f".another.pdf.{name}.part" for name in ("01d00000", "f00d0000"))
    for path in (old, young):
        path.write_bytes(b"%PDF-1.4 half")
    os.utime(old, (0, 0))
    small.save_copy(tmp_path / "target.integrity")
    assert _left(tmp_path) == {"target.integrity", young.name}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("linked", [False, True])
def test_a_pipe_or_a_device_is_never_replaced_by_a_file(tmp_path: Path, *, linked: bool):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    target = tmp_path / "link.pdf" if linked else pipe
    if linked:
        target.symlink_to(pipe)
    with pytest.raises(StorageFailed) as told, writing.finished_or_absent(target) as part:
        part.write_bytes(b"a report")
    assert "is no file" in str(told.value.what)
    assert pipe.is_fifo()
