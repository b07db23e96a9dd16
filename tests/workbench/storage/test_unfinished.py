"""What was just being saved when the power went: kept beside the file if it is whole in its bytes, and never believed blindly."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from workbench.checking.two_versions import leave, take, two_versions
from workbench.document.document import Document
from workbench.errors import StorageFailed
from workbench.model.rows import QuestionId
from workbench.model.vocabulary import ContributionKind
from workbench.operations.answers import write_answer
from workbench.operations.forgetting import forget_question
from workbench.operations.voices import add_contribution
from workbench.storage import unfinished
from workbench.storage.leftovers import rescues_beside

pytestmark = pytest.mark.slow

QUESTION = QuestionId("kf1.q1")
SAVED, TYPED = "Saved before the power went.", "Saved before the power went. And the sentence typed last."


def cut_in_the_middle(path: Path, disk: Any, work, *, lost: bytes = b"\x0d") -> None:
    """Leaves a file as a power cut does that comes when all pages of a change are on the disk but one.

    That is the first page with ``lost`` in it, after the page of the header; a disk writes in any order.
    """
    before = path.read_bytes()
    disk.events.clear()
    with Document.open(path) as document:
        marks = len(disk.events)
        work(document)
        events = [event for event in disk.events[marks:] if event.kind == "write"]
    torn, journal = bytearray(before), bytearray()
    pages = [event for event in events if event.path == str(path)]
    for event in events:
        if event.path.endswith("-journal"):
            journal[event.at : event.at + len(event.data)] = event.data
    missing = next(event for event in pages if event.at and lost in event.data)
    for event in pages:
        if event is missing:
            continue
        end = event.at + len(event.data)
        torn.extend(b"\0" * (end - len(torn)))
        torn[event.at : end] = event.data
    path.write_bytes(torn)
    path.with_name(path.name + "-journal").write_bytes(journal)


def type_it(document: Document) -> None:
    write_answer(document, question=QUESTION, text=TYPED)


@pytest.fixture
def cut(small_file: Path, disk) -> Path:
    """A file of which the power went while the last sentence was saved."""
    with Document.open(small_file) as document:
        write_answer(document, question=QUESTION, text=SAVED)
    cut_in_the_middle(small_file, disk, type_it)
    return small_file


def text(document: Document) -> str:
    return document.read.answer(QUESTION).text


def rescues(path: Path) -> list[str]:
    return sorted(found.name for folder in path.parent.glob("*.rescue-*") for found in folder.iterdir())


def test_everything_saved_is_there_and_what_was_being_saved_is_kept_beside_it(cut: Path, damages_in):
    with Document.open(cut) as document:
        assert (document.damages, text(document)) == ((), SAVED)
        assert document.recovered is not None
        (versions,) = two_versions(document)
        assert (versions.saved, versions.unsaved) == (SAVED, TYPED)
        assert str(versions.what) == "Question kf1.1: Answer"
    assert damages_in(cut) == []
    assert rescues(cut) == ["unfinished.json"]
    if os.name == "posix":
        (folder,) = cut.parent.glob("*.rescue-*")
        assert (folder.stat().st_mode & 0o777, (folder / "unfinished.json").stat().st_mode & 0o777) == (0o700, 0o600)


def test_it_is_still_there_for_the_window_when_another_program_recovered_the_file(cut: Path):
    Document.open(cut, read_only=True).close()
    with Document.open(cut) as document:
        assert document.recovered is None
        assert [each.unsaved for each in two_versions(document)] == [TYPED]


def test_what_is_taken_is_in_the_file_and_the_other_in_its_history(cut: Path):
    with Document.open(cut) as document:
        (versions,) = two_versions(document)
        take(document, versions)
        assert text(document) == TYPED
        assert two_versions(document) == []
        assert rescues(cut) == []
        document.undo()
        assert text(document) == SAVED
        assert [entry.new for entry in document.read.history(document.read.answer(QUESTION), "text")][-3:].count(SAVED) >= 1


def test_a_text_whose_row_is_gone_meanwhile_is_not_deleted_when_somebody_wants_it(small_file: Path):
    with Document.open(small_file) as document:
        written = add_contribution(document, question=QUESTION, kind=ContributionKind.NOTE, text=SAVED)
        (folder := small_file.with_name(f"{small_file.name}.rescue-0a0a0a0a")).mkdir()
        unfinished.keep(
            folder, document.read.assessment().id, [unfinished.UnfinishedText("contributions", written, "text", TYPED)]
        )
        (versions,) = two_versions(document)
        document.undo()
        take(document, versions)
        assert two_versions(document) == []
    assert json.loads((folder / unfinished.NOT_TAKEN).read_text("utf-8"))["texts"][0][3] == TYPED


def test_what_is_not_taken_is_not_deleted_and_not_asked_again(cut: Path):
    with Document.open(cut) as document:
        (versions,) = two_versions(document)
        leave(versions)
        assert text(document) == SAVED
    with Document.open(cut) as document:
        assert two_versions(document) == []
    assert rescues(cut) == ["not-taken.json"]
    (folder,) = cut.parent.glob("*.rescue-*")
    assert json.loads((folder / "not-taken.json").read_text("utf-8"))["texts"][0][3] == TYPED


def test_who_decides_nothing_is_asked_at_the_next_opening(cut: Path):
    for _ in range(3):
        with Document.open(cut) as document:
            assert len(two_versions(document)) == 1


def test_it_is_never_offered_to_another_assessment_with_the_same_name(cut: Path, empty_file: Path):
    Document.open(cut).close()
    shutil.copy(empty_file, cut)
    with Document.open(cut) as document:
        assert two_versions(document) == []
    assert rescues(cut) == ["unfinished.json"]


def test_a_deleted_file_leaves_what_was_kept_and_its_copy_finds_it(cut: Path, tmp_path: Path):
    Document.open(cut).close()
    kept = Path(shutil.copy(cut, tmp_path / "kept.integrity"))
    cut.unlink()
    assert rescues(cut) == ["unfinished.json"]
    shutil.copy(kept, cut)
    with Document.open(cut) as document:
        assert [each.unsaved for each in two_versions(document)] == [TYPED]


def test_times_of_files_decide_nothing(cut: Path):
    Document.open(cut).close()
    (folder,) = cut.parent.glob("*.rescue-*")
    for path, at in ((folder / "unfinished.json", 0), (cut, 4_000_000_000)):
        os.utime(path, (at, at))
    with Document.open(cut) as document:
        assert [each.unsaved for each in two_versions(document)] == [TYPED]


def test_a_text_that_was_written_again_meanwhile_is_not_asked_about(cut: Path):
    with Document.open(cut) as document:
        write_answer(document, question=QUESTION, text=TYPED)
        assert two_versions(document) == []


def test_what_was_being_forgotten_or_undone_is_not_offered(small_file: Path, disk):
    with Document.open(small_file) as document:
        write_answer(document, question=QUESTION, text=SAVED)
    cut_in_the_middle(small_file, disk, lambda document: forget_question(document, QUESTION))
    Document.open(small_file).close()
    assert unfinished.found_beside(small_file) == []


def test_a_row_that_is_not_whole_is_not_offered(small_file: Path, disk):
    with Document.open(small_file) as document:
        write_answer(document, question=QUESTION, text=SAVED)
    cut_in_the_middle(small_file, disk, type_it, lost=TYPED.encode())
    Document.open(small_file).close()
    assert unfinished.found_beside(small_file) == []


def test_without_room_beside_it_the_file_is_still_brought_back(cut: Path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(unfinished, "put_private", full)
    with Document.open(cut) as document:
        assert (document.damages, text(document)) == ((), SAVED)


def test_when_the_decision_cannot_be_noted_both_texts_are_there(cut: Path, monkeypatch):
    with Document.open(cut) as document:
        (versions,) = two_versions(document)

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError

        monkeypatch.setattr(unfinished, "put_private", refuse)
        with pytest.raises(StorageFailed, match="cannot be noted"):
            leave(versions)
        assert len(two_versions(document)) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"{}", b"\xff", b'{"assessment": 1, "texts": []}', b'{"assessment": "x", "texts": [["answers"]]}',
        b'{"assessment": "x", "texts": [["answers", "i", "question_id", "t"]]}',
        b'{"assessment": "x", "texts": [["sqlite_schema", "i", "sql", "t"]]}',
        b'{"assessment": "x", "texts": [["answers", "i", "text", "\\u0000"]]}',
        b'{"assessment": "x", "texts": [["answers", "i", "text", 5]]}',
        b'{"assessment": "x", "texts": [["answers", "\\ud800", "text", "t"]]}',
        b'{"assessment": "x", "texts": [["answers", "i", "text", "\\ud800"]]}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_strangers_folder_beside_the_file_offers_nothing(small_file: Path, content: bytes):
    folder = small_file.parent / "small.integrity.rescue-00000000"
    folder.mkdir()
    (folder / "unfinished.json").write_bytes(content)
    assert unfinished.found_beside(small_file) == []


@pytest.mark.parametrize("content", [b"A letter of mine.", b'{"assessment": 1}'])
def test_what_is_no_list_of_texts_is_not_lost_when_somebody_decides(cut: Path, content: bytes):
    with Document.open(cut) as document:
        (folder,) = cut.parent.glob("*.rescue-*")
        (folder / "not-taken.json").write_bytes(content)
        (versions,) = two_versions(document)
        leave(versions)
    assert (folder / "not-taken.json.unreadable").read_bytes() == content
    assert json.loads((folder / "not-taken.json").read_text("utf-8"))["texts"][0][3] == TYPED


def test_links_and_very_large_files_are_not_read(small_file: Path, tmp_path: Path):
    good = json.dumps({"assessment": "x", "texts": [["answers", "i", "text", "t"]]}).encode()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "unfinished.json").write_bytes(good)
    (small_file.parent / "small.integrity.rescue-0").symlink_to(folder)
    assert unfinished.found_beside(small_file) == []
    real = small_file.parent / "small.integrity.rescue-1"
    real.mkdir()
    (real / "unfinished.json").write_bytes(good + b" " * unfinished._MOST_BYTES)
    assert unfinished.found_beside(small_file) == []
    (real / "unfinished.json").write_bytes(good)
    assert len(unfinished.found_beside(small_file)) == 1


def test_behind_a_link_and_in_a_working_copy_it_is_found_too(cut: Path, tmp_path: Path):
    link = tmp_path / "link.integrity"
    link.symlink_to(cut)
    with Document.open(link) as document:
        assert rescues_beside(link)
        assert [each.unsaved for each in two_versions(document)] == [TYPED]
        document.path = tmp_path / "on-a-stick.integrity"
        assert [each.unsaved for each in two_versions(document)] == [TYPED]
