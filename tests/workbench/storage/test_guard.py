"""A file that something else writes into while it is open: noticed before the next change, and nothing held is lost."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentChangedElsewhere, StorageFailed
from workbench.language.i18n import Message
from workbench.model.rows import Answer, QuestionId
from workbench.operations.answers import write_answer
from workbench.storage import guard, witness

pytestmark = pytest.mark.slow

TIMES = 40
QUESTION = QuestionId("kf1.q1")


def _over(path: Path, data: bytes) -> None:
    """What ``cp`` does: the same file, cut to nothing and written anew."""
    with path.open("r+b") as stream:
        stream.truncate(0)
        stream.write(data)


def _put(at: int, data: bytes) -> Callable[[Path], None]:
    def put(path: Path) -> None:
        with path.open("r+b") as stream:
            stream.seek(at)
            stream.write(data)

    return put


def _at_its_end(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(b"one more page" * 300)


WAYS: dict[str, Callable[[Path], None]] = {
    "cut to nothing": lambda path: os.truncate(path, 0),
    "cut to a page": lambda path: os.truncate(path, 4096),
    "cut by a page": lambda path: os.truncate(path, path.stat().st_size - 4096),
    "longer": _at_its_end,
    "another beginning": _put(0, b"Not a database any more."),
    "another counter": _put(24, b"\x00\x00\xff\xff"),
    "zeros in the middle": _put(40960, bytes(8192)),
    "one byte in the middle": _put(50_000, b"\xa5"),
    "all of it another file": lambda path: _over(path, b"another file " * 20_000),
}


def _until_later_than(path: Path) -> None:
    """The time of a file has steps of a few milliseconds: waits for the next."""
    probe = path.parent.parent / "probe"
    probe.touch()
    while probe.stat().st_mtime_ns <= path.stat().st_mtime_ns:
        probe.touch()


def test_an_older_copy_over_the_open_file_is_noticed_every_time(small_file: Path, content_of, tmp_path: Path):
    """The copy may be as old as the opening or only one change old, and of the same size."""
    chance = random.Random(3)
    before_all = small_file.read_bytes()
    for number in range(TIMES):
        _over(small_file, before_all)
        with Document.open(small_file) as document:
            copies = [before_all]
            for step in range(chance.randint(1, 6)):
                write_answer(document, question=QUESTION, text=f"{number} {step} " * chance.choice((1, 300)))
                document.end_burst()
                copies.append(small_file.read_bytes())
            held = content_of(document)
            copies.pop()
            older = chance.choice(copies[-2:] if number % 2 else copies)
            _over(small_file, older)
            with pytest.raises(DocumentChangedElsewhere, match=r"changed or replaced the file small\.integrity"):
                write_answer(document, question=QUESTION, text="lost without a word")
            with pytest.raises(DocumentChangedElsewhere):
                document.undo()
            assert content_of(document) == held
            rescued = tmp_path / f"rescued-{number}.integrity"
            document.save_copy(rescued)
        assert small_file.read_bytes() == older
        assert [path.name for path in small_file.parent.iterdir()] == ["small.integrity"]
        with Document.open(rescued) as document:
            assert document.read_only is None
            assert content_of(document) == held


@pytest.mark.parametrize("edited_before", [False, True], ids=["nothing written yet", "something written"])
@pytest.mark.parametrize("way", WAYS)
def test_whatever_else_writes_into_it_is_noticed(
    small_file: Path, content_of, tmp_path: Path, way: str, edited_before: bool
):
    with Document.open(small_file) as document:
        if edited_before:
            write_answer(document, question=QUESTION, text="Said and stored.")
        held = content_of(document)
        _until_later_than(small_file)
        WAYS[way](small_file)
        changed = small_file.read_bytes()
        for _ in range(2):
            with pytest.raises(DocumentChangedElsewhere):
                write_answer(document, question=QUESTION, text="lost without a word")
        assert content_of(document) == held
        document.save_copy(tmp_path / "rescued.integrity")
    assert small_file.read_bytes() == changed
    with Document.open(tmp_path / "rescued.integrity") as document:
        assert document.read_only is None
        assert content_of(document) == held


def test_everything_is_held_of_a_full_assessment_too(sample: Document, sample_file: Path, content_of, tmp_path: Path):
    """What was read at opening need not be read from the disk again."""
    held = content_of(sample)
    os.truncate(sample_file, 0)
    with pytest.raises(DocumentChangedElsewhere):
        write_answer(sample, question=QUESTION, text="x")
    sample.save_copy(tmp_path / "rescued.integrity")
    with Document.open(tmp_path / "rescued.integrity", read_only=True) as document:
        assert document.damages == ()
        assert content_of(document) == held


def test_a_file_that_is_put_back_as_it_was_can_be_worked_in(small: Document, small_file: Path):
    write_answer(small, question=QUESTION, text="Said and stored.")
    whole = small_file.read_bytes()
    _over(small_file, whole[:5000])
    with pytest.raises(DocumentChangedElsewhere):
        write_answer(small, question=QUESTION, text="x")
    _over(small_file, whole)
    write_answer(small, question=QUESTION, text="It goes on.")


def test_a_file_whose_time_alone_was_set_is_the_same_file(
    small: Document, small_file: Path, monkeypatch: pytest.MonkeyPatch
):
    """Backup programs do that. It costs one look at all bytes, and not at each change."""
    looks = []
    real = guard.Guard._is_what_we_hold
    monkeypatch.setattr(guard.Guard, "_is_what_we_hold", lambda self: looks.append(self) or real(self))
    for number in range(5):
        os.utime(small_file, (number, number))
        write_answer(small, question=QUESTION, text=f"{number}")
    assert len(looks) == 1
    monkeypatch.setattr(guard.time, "monotonic", lambda: float("inf"))
    write_answer(small, question=QUESTION, text="A minute later the doubt is settled.")
    assert len(looks) == 2


def test_a_commit_into_a_file_that_is_being_replaced_is_not_called_stored(
    small: Document, small_file: Path, monkeypatch: pytest.MonkeyPatch, content_of
):
    """Another program writes after SQLite has, but before the change is acknowledged."""
    older = small_file.read_bytes()
    told: list[Any] = []
    small.subscribe(told.append)
    transaction = small._store._connection.transaction

    def replaced():
        context = transaction()

        class Replacing:
            def __enter__(self) -> None:
                context.__enter__()

            def __exit__(self, *error: object) -> bool | None:
                result = context.__exit__(*error)
                _over(small_file, older)
                return result

        return Replacing()

    monkeypatch.setattr(small._store._connection, "transaction", replaced)
    with pytest.raises(DocumentChangedElsewhere):
        write_answer(small, question=QUESTION, text="Stored into nowhere.")
    assert told == []
    assert small.undo_label is None
    monkeypatch.undo()
    with pytest.raises(DocumentChangedElsewhere):
        write_answer(small, question=QUESTION, text="x")
    assert small_file.read_bytes() == older


def test_an_operation_that_fails_leaves_no_doubt(small: Document, small_file: Path):
    answer = small.read.every(Answer)[0]
    with pytest.raises(ZeroDivisionError), small.change(Message("x")) as transaction:
        transaction.put(replace(answer, text="x" * (1 // 0)))
    older = small_file.read_bytes()
    write_answer(small, question=QUESTION, text="Said and stored.")
    _over(small_file, older)
    with pytest.raises(DocumentChangedElsewhere):
        write_answer(small, question=QUESTION, text="x")


@pytest.mark.parametrize("times", [1, float("inf")], ids=["one call", "for a while"])
def test_an_older_copy_is_noticed_after_a_failure_too(small_file: Path, disk, times: float):
    failures = 0
    for call in range(12):
        with Document.open(small_file) as document:
            older = small_file.read_bytes()
            write_answer(document, question=QUESTION, text=f"{call} stored")
            document.end_burst()
            disk.fail(call, times=times, write=10 | (3 << 8), sync=10 | (4 << 8), truncate=10 | (6 << 8))
            try:
                write_answer(document, question=QUESTION, text=f"{call} not stored")
            except StorageFailed:
                failures += 1
            disk.heal()
            _over(small_file, older)
            small_file.with_name("small.integrity-journal").unlink(missing_ok=True)
            with pytest.raises(StorageFailed):
                write_answer(document, question=QUESTION, text="lost without a word")
        _over(small_file, older)
        small_file.with_name("small.integrity-journal").unlink(missing_ok=True)
    assert failures > 0


def test_a_disk_that_cannot_be_looked_at_is_told(small: Document, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(witness.Witness, "look", refuse)
    with pytest.raises(StorageFailed, match="did not respond"):
        write_answer(small, question=QUESTION, text="x")
    monkeypatch.undo()
    write_answer(small, question=QUESTION, text="x")


@pytest.mark.parametrize("name", ["format-1", "format-2"])
def test_the_seal_is_among_what_is_looked_at(tmp_path: Path, name: str):
    """Of migrated files, too: only so does an older copy of the same size differ at a glance."""
    path = Path(shutil.copyfile(Path(__file__).parents[2] / "files" / f"{name}.integrity", tmp_path / "old.integrity"))
    with Document.open(path) as document:
        document.save_copy(tmp_path / "copy.integrity")
    for each in (path, tmp_path / "copy.integrity"):
        with Document.open(each) as document:
            page, seal = document._connection.witness.known.seal, document._store.read_seal()
            assert seal.is_on(page)
            write_answer(document, question=QUESTION, text="Another state.")
            assert not document._store.read_seal().is_on(page)
