"""Automatic copies are made soundly or not at all, and none goes before a new one is safe."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import DiskFull, StorageFailed
from workbench.keeping import keeper as keepers
from workbench.keeping.folder import Cause, folder_of, listed, name_of
from workbench.keeping.keeper import Keeper
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
QUESTION = QuestionId("kf1.q1")


@pytest.fixture
def keeper(tmp_path: Path, sample: Document) -> Keeper:
    return Keeper(sample.read.assessment().id, root=tmp_path / "copies")


def keep(keeper: Keeper, document: Document, at: datetime = AT, cause: Cause = Cause.TIME) -> Path:
    content = document.read.connection.content()
    return keeper.keep(content, at, cause, document.path).path


def test_a_copy_is_the_file_for_this_account_only(keeper: Keeper, sample: Document):
    write_answer(sample, question=QUESTION, text="As it is now")
    path = keep(keeper, sample)
    with Document.open(path, read_only=True) as copy:
        answer = copy.read.answer(QUESTION)
        assert answer is not None
        assert answer.text == "As it is now"
        assert copy.damages == ()
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [copy.path for copy in keeper.copies()] == [path]
    assert keeper.copies()[0].is_sound()


def test_what_did_not_change_is_not_kept_twice(keeper: Keeper, sample: Document):
    first = keep(keeper, sample)
    assert keep(keeper, sample, AT + timedelta(hours=1)) == first
    write_answer(sample, question=QUESTION, text="Other")
    assert keep(keeper, sample, AT + timedelta(hours=2)) != first
    assert len(keeper.copies()) == 2


def test_a_damaged_newest_copy_is_made_again(keeper: Keeper, sample: Document):
    first = keep(keeper, sample)
    flip(first)
    second = keep(keeper, sample, AT + timedelta(hours=1))
    assert [copy.is_sound() for copy in keeper.copies()] == [True, False]
    assert second != first


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(5000), b"x" * 100_000])
def test_what_is_no_file_of_ours_is_not_kept(keeper: Keeper, content: bytes):
    with pytest.raises(StorageFailed):
        keeper.keep(content, AT, Cause.TIME, Path("file.integrity"))
    assert keeper.copies() == []


def test_a_damaged_picture_is_not_kept_in_the_place_of_a_sound_copy(keeper: Keeper, sample: Document):
    keep(keeper, sample)
    content = bytearray(sample.read.connection.content())
    at = content.find(b"integrity")
    content[at] ^= 4
    with pytest.raises(StorageFailed):
        keeper.keep(bytes(content), AT + timedelta(days=400), Cause.TIME, sample.path)
    assert len(keeper.copies()) == 1


def test_the_newest_three_sound_copies_stay_whatever_their_age_and_size(keeper: Keeper, sample: Document):
    for number in range(5):
        write_answer(sample, question=QUESTION, text=f"Text {number}")
        keep(keeper, sample, AT + timedelta(days=number))
    keeper._most_bytes = 1
    keeper.thin(AT + timedelta(days=4000))
    assert [copy.at.day for copy in keeper.copies()] == [26, 25, 24]
    flip(keeper.copies()[0].path)
    keeper.thin(AT + timedelta(days=4000))
    assert len(keeper.copies()) == 3, "only two are sound: none may go"


def test_the_room_for_copies_is_kept_to(keeper: Keeper, sample: Document):
    for number in range(6):
        write_answer(sample, question=QUESTION, text=f"Text {number}")
        keep(keeper, sample, AT + timedelta(minutes=number))
    keeper._most_bytes = 4 * keeper.copies()[0].size
    keeper.thin(AT + timedelta(minutes=6))
    assert [copy.at.minute for copy in keeper.copies()] == [5, 4, 3, 2]


def test_what_others_put_into_the_folder_is_neither_shown_nor_removed(keeper: Keeper, sample: Document):
    path = keep(keeper, sample)
    strangers = ["notes.txt", "20261122T100000000Z-time-zz.integrity", path.name.replace("time", "other"), "x.integrity"]
    for name in strangers:
        (keeper.folder / name).write_text("not ours")
    (keeper.folder / name_of(AT, Cause.TIME, b"", path)).mkdir()
    if os.name == "posix":
        (keeper.folder / name_of(AT, Cause.CLOSED, b"", path)).symlink_to(path)
    assert [copy.path for copy in keeper.copies()] == [path]
    keeper.thin(AT + timedelta(days=4000))
    assert keeper.forget() == 0
    assert keeper.copies() == []
    assert all((keeper.folder / name).exists() for name in strangers)


def test_a_copy_is_due_after_a_day_or_when_a_clock_was_wrong(keeper: Keeper, sample: Document):
    assert keeper.is_due(AT, sample.path)
    keep(keeper, sample)
    assert not keeper.is_due(AT + timedelta(hours=23), sample.path)
    assert keeper.is_due(AT + timedelta(hours=24), sample.path)
    assert keeper.is_due(AT - timedelta(days=3650), sample.path)


def test_a_full_disk_costs_no_copy_and_no_room_of_the_assessment(
    keeper: Keeper, sample: Document, monkeypatch: pytest.MonkeyPatch
):
    keep(keeper, sample)
    write_answer(sample, question=QUESTION, text="Other")
    monkeypatch.setattr(keepers.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(DiskFull) as told:
        keep(keeper, sample, AT + timedelta(hours=1))
    assert "not enough room" in str(told.value.what)
    assert len(keeper.copies()) == 1


def test_a_file_in_the_place_of_the_folder_is_said(keeper: Keeper, sample: Document):
    keeper.folder.parent.parent.mkdir(exist_ok=True, parents=True)
    keeper.folder.parent.write_text("in the way")
    with pytest.raises(StorageFailed) as told:
        keep(keeper, sample)
    assert "cannot be used" in str(told.value.what)
    assert keeper.copies() == []


def test_a_disk_that_keeps_something_else_is_noticed(keeper: Keeper, sample: Document, monkeypatch: pytest.MonkeyPatch):
    keep(keeper, sample)
    write_answer(sample, question=QUESTION, text="Other")
    replace = Path.replace

    def spoil(self: Path, target: Path) -> Path:
        flip(self)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", spoil)
    with pytest.raises(StorageFailed) as told:
        keep(keeper, sample, AT + timedelta(hours=1))
    assert "did not keep" in str(told.value.what)
    assert len(keeper.copies()) == 1


@pytest.mark.parametrize("name", ["../../etc", "a/b", "", "..", "C:\\x", "x" * 5000, "\ud800", "con"])
def test_the_id_of_a_stranger_leads_nowhere_else(tmp_path: Path, name: str):
    folder = folder_of(tmp_path, name)
    assert folder.parent == tmp_path
    assert len(folder.name) == 64


def test_a_folder_that_is_gone_has_no_copies(tmp_path: Path):
    assert listed(tmp_path / "nowhere") == []


def test_copies_are_found_again_when_the_file_has_another_name(keeper: Keeper, sample: Document, tmp_path: Path):
    path = keep(keeper, sample)
    moved = Path(shutil.copy(sample.path, tmp_path / "other.integrity"))
    sample.close()
    with Document.open(moved) as document:
        again = Keeper(document.read.assessment().id, root=tmp_path / "copies")
        assert [copy.path for copy in again.copies()] == [path]


def test_what_a_crash_left_of_a_copy_is_forgotten_too(tmp_path: Path):
    keeper = Keeper("9f3c2d1e-0000-4000-8000-000000000001", root=tmp_path)
    keeper.folder.mkdir(parents=True)
    left = keeper.folder / ".20261122T100000000Z-time-aa.integrity.1-0a1b2c3d.part"
    working = keeper.folder / f".20261122T100000000Z-time-aa.integrity.{os.getpid():x}-0a1b2c3d.part"
    foreign = keeper.folder / "notes.txt"
    for path in (left, working, foreign):
        path.write_bytes(b"everything")
    assert keeper.forget() == 0
    assert sorted(keeper.folder.iterdir()) == sorted([working, foreign])


@pytest.mark.parametrize("refused", [PermissionError(13, "no"), OSError(30, "read-only"), OSError(5, "failing")], ids=str)
def test_a_folder_that_cannot_be_written_is_said_in_words_that_people_know(
    keeper: Keeper, sample: Document, monkeypatch, refused
):
    def refuse(_path: Path) -> None:
        raise refused

    keep(keeper, sample)
    write_answer(sample, question=QUESTION, text="Other")
    with monkeypatch.context() as patch:
        patch.setattr(keepers, "new_private", refuse)
        with pytest.raises(StorageFailed, match="No automatic copy was made") as told:
            keep(keeper, sample, AT + timedelta(hours=1))
    assert "-time-" not in str(told.value), "the name of a copy says nothing to people"
    assert [path.suffix for path in keeper.folder.iterdir()] == [".integrity"]


def test_a_disk_that_fills_up_meanwhile_costs_no_copy(keeper: Keeper, sample: Document, monkeypatch):
    def refuse(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    first = keep(keeper, sample)
    write_answer(sample, question=QUESTION, text="Other")
    monkeypatch.setattr(keepers, "new_private", refuse)
    with pytest.raises(DiskFull, match="not enough room for an automatic copy on the disk of"):
        keep(keeper, sample, AT + timedelta(hours=1))
    assert [copy.path for copy in keeper.copies()] == [first]


@pytest.mark.skipif(os.name != "posix", reason="only there a folder has an owner that can be asked for")
def test_a_folder_of_another_account_is_not_used(keeper: Keeper, sample: Document, monkeypatch):
    keeper.folder.mkdir(parents=True)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(StorageFailed, match="belongs to another account"):
        keep(keeper, sample)
    assert list(keeper.folder.iterdir()) == []


def test_a_clock_that_goes_back_ten_years_costs_no_copy_as_long_as_it_is_wrong(keeper: Keeper, sample: Document):
    before = keep(keeper, sample)
    made = [before]
    for hour in range(5):
        write_answer(sample, question=QUESTION, text=f"Then {hour}")
        sample.end_burst()
        made.append(keep(keeper, sample, AT - timedelta(days=3650) + timedelta(hours=hour)))
    assert {copy.path for copy in keeper.copies()} == set(made)
    assert keeper.is_due(AT - timedelta(days=3650), sample.path)
    write_answer(sample, question=QUESTION, text="The clock is right again")
    newest = keep(keeper, sample, AT + timedelta(hours=1))
    left = [copy.path for copy in keeper.copies()]
    assert left[:2] == [newest, before]
    assert len(left) >= 3, "three sound ones always stay"


def test_two_files_with_one_assessment_share_their_folder_and_lose_nothing_of_the_last_days(
    keeper: Keeper, sample: Document, tmp_path: Path
):
    target = tmp_path / "stick.integrity"
    sample.save_copy(target)
    made = []
    with Document.open(target) as other:
        for hour in range(4):
            for document in (sample, other):
                write_answer(document, question=QUESTION, text=f"{document.path.name} {hour}")
                document.end_burst()
                made.append(keep(keeper, document, AT + timedelta(hours=hour, minutes=len(made))))
    assert {copy.path for copy in keeper.copies()} == set(made)
    assert all(copy.is_sound() for copy in keeper.copies())
