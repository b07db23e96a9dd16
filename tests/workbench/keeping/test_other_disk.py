"""Copies on another disk: it is taken away while the program runs, full, write-protected, put back. Nothing is promised falsely."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.checking.file_check import Part, examine, lines_about, take
from workbench.document.document import Document
from workbench.errors import DiskFull, StorageFailed
from workbench.keeping import keeper as keepers
from workbench.keeping.folder import Cause, is_out_of_reach
from workbench.keeping.keeper import Keeper
from workbench.language.i18n import ENGLISH
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
QUESTION = QuestionId("kf1.q1")
_ROOM = 60_000_000


class Disk:
    """A folder that is somewhere else while the disk is away. ``place`` is where it belongs."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()

    def take_away(self) -> None:
        self.place.rename(self.place.with_name("drawer"))

    def put_back(self) -> None:
        self.place.with_name("drawer").rename(self.place)


class MountedDisk(Disk):
    """A real one. While it is away its place is an empty folder, in which nothing must be kept."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self._mount("-t", "tmpfs", "-o", f"size={_ROOM},mode=700", "tmpfs", str(place))
        self._kept = place.with_name("behind")
        self._kept.mkdir()
        self._mount("--bind", str(place), str(self._kept))

    @staticmethod
    def _mount(*options: str) -> None:
        done = subprocess.run(["mount", *options], check=False, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"this system does not mount it: {done.stderr.strip()}")

    def take_away(self) -> None:
        subprocess.run(["umount", str(self.place)], check=True)

    def put_back(self) -> None:
        self._mount("--bind", str(self._kept), str(self.place))

    def protect(self) -> None:
        self._mount("-o", "remount,bind,ro", str(self.place))

    def fill(self) -> None:
        with (self.place / "rest").open("wb", buffering=0) as stream:
            stream.write(bytes(_ROOM // 2))

    def end(self) -> None:
        for place in (self.place, self._kept):
            subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[MountedDisk]:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount")
    disk = MountedDisk(tmp_path / "E")
    yield disk
    disk.end()


@pytest.fixture(params=["a folder", "a mount", "a link"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Disk:
    if request.param == "a mount":
        found: Disk = request.getfixturevalue("mounted")
        return found
    made = Disk(tmp_path / "E")
    if request.param == "a link":
        (made.place / "copies").mkdir()
        (tmp_path / "linked").symlink_to(made.place / "copies")
    return made


@pytest.fixture
def keeper(disk: Disk, sample: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    monkeypatch.setattr(keepers, "_ROOM_LEFT", 0)
    linked = tmp_path / "linked"
    root = linked if linked.is_symlink() else disk.place / "copies"
    monkeypatch.setenv("INTEGRITY_WORKBENCH_COPIES", str(root))
    return Keeper(sample.read.assessment().id)


def keep(keeper: Keeper, document: Document, hour: int) -> Path:
    write_answer(document, question=QUESTION, text=f"At {hour}")
    document.end_burst()
    content = document.read.connection.content()
    return keeper.keep(content, AT + timedelta(hours=hour), Cause.TIME, document.path).path


def about_copies(document: Document) -> str:
    lines = lines_about(document, examine(take(document)))
    return " ".join(ENGLISH(line.what) for line in lines if line.part is Part.COPY)


def test_taken_away_nothing_is_kept_elsewhere_and_put_back_all_is_there(disk: Disk, keeper: Keeper, sample: Document):
    first = keep(keeper, sample, 1)
    disk.take_away()
    with pytest.raises(StorageFailed) as told:
        keep(keeper, sample, 2)
    assert "The folder with the automatic copies cannot be reached" in str(told.value.what)
    assert str(told.value.advice) == "Connect its disk, or make the folder."
    assert keeper.is_away
    assert keeper.copies() == []
    assert not disk.place.exists() or list(disk.place.iterdir()) == []
    assert about_copies(sample) == "The folder with the automatic copies cannot be reached."
    assert keeper.forget() == 1, "what is forgotten may still be in them, and that is said"
    disk.put_back()
    assert not keeper.is_away
    second = keep(keeper, sample, 3)
    assert [copy.path for copy in keeper.copies()] == [second, first]
    assert all(copy.is_sound() for copy in keeper.copies())


def test_a_program_that_starts_without_the_disk_says_so(
    disk: Disk, keeper: Keeper, sample: Document, monkeypatch: pytest.MonkeyPatch
):
    keep(keeper, sample, 1)
    disk.take_away()
    monkeypatch.setattr(keepers, "_SEEN", set())
    fresh = Keeper(sample.read.assessment().id)
    if disk.place.exists():
        pytest.skip("an empty folder where the disk belongs is one like any other")
    assert fresh.is_away
    assert fresh.forget() == 1
    with pytest.raises(StorageFailed, match="cannot be reached"):
        keep(fresh, sample, 2)
    assert not disk.place.exists()


def test_write_protected_it_says_so_and_keeps_what_there_is(
    mounted: MountedDisk, sample: Document, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keepers, "_ROOM_LEFT", 0)
    keeper = Keeper(sample.read.assessment().id, root=mounted.place / "copies")
    first = keep(keeper, sample, 1)
    mounted.protect()
    with pytest.raises(StorageFailed, match="cannot be used"):
        keep(keeper, sample, 2)
    assert [copy.path for copy in keeper.copies()] == [first]
    assert keeper.forget() == 1
    assert first.exists()


def test_full_it_says_which_disk_and_keeps_what_there_is(mounted: MountedDisk, sample: Document):
    keeper = Keeper(sample.read.assessment().id, root=mounted.place / "copies")
    first = keep(keeper, sample, 1)
    mounted.fill()
    with pytest.raises(DiskFull) as told:
        keep(keeper, sample, 2)
    assert str(mounted.place) in str(told.value.what)
    assert [copy.path for copy in keeper.copies()] == [first]
    (mounted.place / "rest").unlink()
    assert keep(keeper, sample, 3) in [copy.path for copy in keeper.copies()]


def test_the_usual_folder_that_is_not_made_yet_is_not_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workbench.keeping.folder.data_folder", lambda: tmp_path / "not" / "yet")
    assert not is_out_of_reach(tmp_path / "not" / "yet" / "copies")
    assert not is_out_of_reach(tmp_path / "named")
    assert is_out_of_reach(tmp_path / "E" / "named")
