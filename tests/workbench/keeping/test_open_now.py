"""Which windows have an assessment open: seen by its id, from other processes, and never after a crash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.document.document import Document, Identity
from workbench.keeping import open_now
from workbench.keeping.open_now import Presence
from workbench.storage import file_lock
from workbench.storage.open_record import OpenRecord, leave_record, record_of, remove_record
from workbench.system import drives
from workbench.system.drives import Drive

ROOT = Path(__file__).parents[3]
IS_OPEN = """
import sys
from pathlib import Path
from workbench.document.document import Document
from workbench.keeping.open_now import Presence
with Document.open(Path(sys.argv[1])) as document:
    presence = Presence(document, root=Path(sys.argv[2]))
    print("begun", flush=True)
    sys.stdin.read()
    presence.end()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def in_another_window(root: Path, started: Callable[..., subprocess.Popen[str]]) -> Callable[[Path], subprocess.Popen[str]]:
    """Opens a file in another process, as a window does."""
    return lambda path: started(IS_OPEN, path, root)


def copied(path: Path, folder: Path) -> Path:
    """A copy made by hand, with the same ids."""
    folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(path, folder / path.name))


def test_the_same_assessment_in_two_folders_is_noticed_while_both_are_open(
    empty_file: Path, sample_file: Path, tmp_path: Path, root: Path, in_another_window
):
    other = copied(empty_file, tmp_path / "stick")
    window = in_another_window(other)
    in_another_window(sample_file)
    with Document.open(empty_file) as document:
        presence = Presence(document, root=root)
        assert [place.path for place in presence.others()] == [other]
        assert presence.others()[0].since is not None
        window.communicate("")
        assert presence.others() == []
        presence.end()


def test_what_a_crash_left_is_no_window_and_goes(empty_file: Path, tmp_path: Path, root: Path, in_another_window):
    other = copied(empty_file, tmp_path / "stick")
    window = in_another_window(other)
    window.kill()
    window.wait()
    assert record_of(other) is not None
    assert len(list((root / "open").iterdir())) == 1
    with Document.open(other) as document:
        presence = Presence(document, root=root)
        assert presence.left is None, "it was on this computer, and is no longer"
        assert presence.others() == []
        assert len(list((root / "open").iterdir())) == 1
        presence.end()
    assert list((root / "open").iterdir()) == []
    assert record_of(other) is None


def test_a_crash_of_somebody_who_names_no_computer_is_known_by_its_token(empty_file: Path, root: Path):
    (root / "open").mkdir(parents=True)
    (root / "open" / "0123.json").write_text("{}")
    leave_record(empty_file, OpenRecord("", datetime(2026, 11, 21, tzinfo=UTC), "0123"))
    with Document.open(empty_file) as document:
        presence = Presence(document, root=root)
        assert presence.left is None
        presence.end()


def test_the_record_that_a_crash_left_goes_when_another_file_is_opened(
    empty_file: Path, sample_file: Path, root: Path, in_another_window
):
    window = in_another_window(sample_file)
    window.kill()
    window.wait()
    assert record_of(sample_file) is not None
    with Document.open(empty_file) as document:
        presence = Presence(document, root=root)
        assert presence.others() == []
        presence.end()
    assert record_of(sample_file) is None


def test_a_record_on_a_share_is_not_looked_for_after_a_crash(
    empty_file: Path, sample_file: Path, root: Path, in_another_window, monkeypatch: pytest.MonkeyPatch
):
    window = in_another_window(sample_file)
    (entry,) = (root / "open").iterdir()
    entry.write_text(entry.read_text().replace('"local"', '"share"'))
    window.kill()
    window.wait()
    with Document.open(empty_file) as document:
        presence = Presence(document, root=root)
        monkeypatch.setattr(open_now, "remove_record", lambda *_: pytest.fail("a share that is away holds up for minutes"))
        assert presence.others() == []
        monkeypatch.undo()
        presence.end()


@pytest.mark.parametrize(("kind", "left"), [(Drive.SHARE, True), (Drive.CLOUD, True), (Drive.REMOVABLE, False)])
def test_where_many_computers_look_the_record_comes_back_after_another_has_taken_it_away(
    empty_file: Path, root: Path, monkeypatch: pytest.MonkeyPatch, kind: Drive, *, left: bool
):
    monkeypatch.setattr(drives, "drive_of", lambda _: kind)
    with Document.open(empty_file) as document:
        presence = Presence(document, root=root)
        leave_record(empty_file, OpenRecord("POST-3", datetime.now(UTC), "another"))
        assert presence.replaced_by() is not None
        remove_record(empty_file, "another")
        assert presence.replaced_by() is None
        assert (record_of(empty_file) is not None) is left
        presence.end()
        assert presence.replaced_by() is None
    assert record_of(empty_file) is None


def test_the_record_of_another_computer_is_told_once_and_holds_nobody_out(empty_file: Path, root: Path):
    said = OpenRecord("POST-3", datetime(2026, 11, 21, tzinfo=UTC), "0123")
    leave_record(empty_file, said)
    for left in (said, None):
        with Document.open(empty_file) as document:
            presence = Presence(document, root=root)
            assert presence.left == left
            presence.end()


def test_it_tells_the_computer_of_the_history_and_no_name(empty_file: Path, root: Path):
    for identity, computer in ((Identity("I. Bridge", "LAPTOP"), "LAPTOP"), (Identity.in_role("Facilitator, Karsk"), "")):
        with Document.open(empty_file, identity=identity) as document:
            presence = Presence(document, root=root)
            record = record_of(empty_file)
            assert record is not None
            assert record.computer == computer
            said = empty_file.with_name(empty_file.name + "-open").read_text()
            assert "Bridge" not in said
            assert "Karsk" not in said
            presence.end()
    assert [path.name for path in empty_file.parent.iterdir() if "-open" in path.name] == []


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_nobody_else_can_read_what_is_open(empty_file: Path, root: Path):
    with Document.open(empty_file) as document:
        presence = Presence(document, root=root)
        (entry,) = (root / "open").iterdir()
        assert entry.stat().st_mode & 0o777 == 0o600
        assert (root / "open").stat().st_mode & 0o777 == 0o700
        assert root.stat().st_mode & 0o777 == 0o700
        presence.end()


def test_what_is_told_stands_at_the_beginning_as_on_windows_too(
    empty_file: Path, root: Path, monkeypatch: pytest.MonkeyPatch
):
    """There a handle stands where its lock is, a gigabyte behind the beginning."""
    real = file_lock._taken

    def taken(handle: int, path: Path) -> bool:
        os.lseek(handle, 0x40000000, os.SEEK_SET)
        return real(handle, path)

    monkeypatch.setattr(file_lock, "_taken", taken)
    with Document.open(empty_file) as document:
        presence = Presence(document, root=root)
        (entry,) = (root / "open").iterdir()
        assert entry.stat().st_size < 1000
        presence.end()


def test_a_folder_that_cannot_be_used_costs_no_work(empty_file: Path, tmp_path: Path):
    (tmp_path / "data").write_text("in the way")
    with Document.open(empty_file) as document:
        presence = Presence(document, root=tmp_path / "data")
        assert presence.others() == []
        presence.end()


def test_on_a_disk_that_is_away_nothing_is_made(empty_file: Path, tmp_path: Path):
    with Document.open(empty_file) as document:
        presence = Presence(document, root=tmp_path / "E" / "copies")
        assert presence.others() == []
        presence.end()
    assert not (tmp_path / "E").exists()


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b"{}", b'{"path": 1, "assessment": 2}', b"\xff"])
def test_strange_files_in_the_folder_are_passed_over(
    empty_file: Path, root: Path, said: bytes, monkeypatch: pytest.MonkeyPatch
):
    (root / "open").mkdir(parents=True)
    (root / "open" / "x.json").write_bytes(said)
    (root / "open" / "other.txt").write_bytes(said)
    monkeypatch.setattr(open_now, "_is_alive", lambda _: True)
    with Document.open(empty_file) as document:
        presence = Presence(document, root=root)
        assert presence.others() == []
        presence.end()
    assert sorted(path.name for path in (root / "open").iterdir()) == ["other.txt", "x.json"]


def test_two_windows_of_one_process_take_no_lock_from_each_other(empty_file: Path, tmp_path: Path, root: Path):
    other = copied(empty_file, tmp_path / "stick")
    code = (
        "import sys; from pathlib import Path; from workbench.keeping.open_now import _is_alive; "
        "print([_is_alive(entry) for entry in Path(sys.argv[1]).iterdir()])"
    )
    with Document.open(empty_file) as first, Document.open(other) as second:
        here, there = Presence(first, root=root), Presence(second, root=root)
        assert here.others() == there.others() == []
        asked = subprocess.run(
            [sys.executable, "-c", code, str(root / "open")],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
        )
        assert asked.stdout == "[True, True]\n"
        there.end()
        here.end()
