"""Real file systems in a file, mounted: put back, full, write-protected, pulled out and back. Only for root on Linux."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbench.carrying.test_opening import QUESTION, answer, answer_in, opened, put, the_copy
from workbench.carrying.opening import open_for_work
from workbench.carrying.publishing import Outcome
from workbench.errors import DiskFull, StorageFailed
from workbench.operations.answers import write_answer
from workbench.storage.files import ReadOnlyReason
from workbench.system import drives
from workbench.system.drives import Drive

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount"),
]
MAKERS = {"vfat": ["mkfs.vfat"], "exfat": ["mkfs.exfat"], "ext4": ["mkfs.ext4", "-q", "-F"]}
_BYTES = 12_000_000


class RealDisk:
    """A file system in a file."""

    def __init__(self, image: Path, place: Path) -> None:
        self.image, self.place = image, place
        place.mkdir()

    def mount(self, *options: str) -> None:
        """Puts it in."""
        done = subprocess.run(  # noqa: PLW1510
            ["mount", "-o", ",".join(("loop", *options)), str(self.image), str(self.place)], capture_output=True, text=True
        )
        if done.returncode:
            pytest.skip(f"this system does not mount it: {done.stderr.strip()}")

    def pull_out(self) -> None:
        """Takes it away, whoever has it open."""
        subprocess.run(["umount", "-l", str(self.place)], check=False, capture_output=True)

    def fill(self) -> None:
        """Leaves no room on it."""
        with (self.place / "rest").open("wb", buffering=0) as stream:
            try:
                while True:
                    stream.write(bytes(4096))
            except OSError:
                return


@pytest.fixture(params=sorted(MAKERS))
def disk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealDisk]:
    maker = MAKERS[request.param]
    if shutil.which(maker[0]) is None:
        pytest.skip(f"{maker[0]} is not installed")
    image = tmp_path / "image"
    with image.open("wb") as stream:
        stream.truncate(_BYTES)
    subprocess.run([*maker, str(image)], check=True, capture_output=True)
    made = RealDisk(image, tmp_path / "E")
    made.mount()
    if request.param == "ext4":  # a disk in a file is no stick to the system, but may stand for one
        real = drives.drive_of
        on_it = lambda path: made.place in (path, *path.parents) and os.path.ismount(made.place)  # noqa: E731
        monkeypatch.setattr(drives, "drive_of", lambda path: Drive.REMOVABLE if on_it(path) else real(path))
    yield made
    made.pull_out()


@pytest.fixture
def file(disk: RealDisk, empty_file: Path) -> Path:
    return Path(shutil.copyfile(empty_file, disk.place / "station.integrity"))


def test_it_is_a_stick_and_gets_what_is_typed(disk: RealDisk, file: Path):
    assert drives.drive_of(file) is Drive.REMOVABLE
    with opened(file) as document:
        for number in range(5):
            write_answer(document, question=QUESTION, text=f"Typed {number}.")
            assert put(document) is Outcome.PUT
            assert answer_in(file) == f"Typed {number}."
    assert sorted(path.name for path in disk.place.iterdir() if path.is_file()) == [file.name]


def test_pulled_out_and_put_back(disk: RealDisk, file: Path):
    with opened(file) as document:
        write_answer(document, question=QUESTION, text="Before.")
        assert put(document) is Outcome.PUT
        disk.pull_out()
        write_answer(document, question=QUESTION, text="While it was away.")
        assert put(document) is Outcome.AWAY
    with opened(file) as document:
        assert answer(document) == "While it was away."
        disk.mount()
        assert put(document) is Outcome.PUT
    assert answer_in(file) == "While it was away."


def test_full_it_keeps_what_it_has(disk: RealDisk, file: Path):
    before = file.read_bytes()
    disk.fill()
    with opened(file) as document:
        write_answer(document, question=QUESTION, text="No room.")
        with pytest.raises(DiskFull):
            put(document)
        assert file.read_bytes() == before
        assert the_copy(document).is_waiting
        (disk.place / "rest").unlink()
        assert put(document) is Outcome.PUT
    assert answer_in(file) == "No room."


def test_write_protected_it_is_read_and_what_waits_goes_on_waiting(disk: RealDisk, file: Path):
    with opened(file) as document:
        write_answer(document, question=QUESTION, text="Waits.")
        disk.pull_out()
        disk.mount("ro")
        with pytest.raises(StorageFailed):
            put(document)
    with opened(file) as document:
        assert answer(document) == "Waits."
    the_copy(document).remove()
    with open_for_work(file) as document:
        assert document.read_only is ReadOnlyReason.WRITE_PROTECTED
