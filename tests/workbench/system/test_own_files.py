"""Files for this account only, and the folders of the program."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from workbench.system import own_files
from workbench.system.own_files import SHORT_NAME, new_private, private_folder, put_private

needs_posix = pytest.mark.skipif(os.name != "posix", reason="modes of files")


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which an account keeps the data of its programs; not made yet."""
    monkeypatch.setattr(own_files, "data_folder", lambda: tmp_path / "share" / SHORT_NAME)
    return tmp_path / "share"


@needs_posix
def test_a_new_file_is_closed_to_others_whatever_the_account_usually_does(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with new_private(tmp_path / "new") as stream:
            assert os.fstat(stream.fileno()).st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


def test_a_file_that_is_there_is_not_opened(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        new_private(taken)
    assert taken.read_bytes() == b"kept"


def test_what_was_written_can_be_read_again(tmp_path: Path) -> None:
    with new_private(tmp_path / "new") as stream:
        stream.write(b"one\r\ntwo\n\x1a")
        stream.seek(0)
        assert stream.read() == b"one\r\ntwo\n\x1a"


@needs_posix
def test_a_small_file_is_put_whole_into_a_folder_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "words.txt"
    put_private(path, b"first")
    put_private(path, b"second")
    assert path.read_bytes() == b"second"
    assert [entry.name for entry in path.parent.iterdir()] == ["words.txt"]
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@needs_posix
def test_all_folders_that_are_made_are_for_this_account_only(tmp_path: Path, account: Path) -> None:
    made = account / SHORT_NAME / "copies" / "of one"
    private_folder(made)
    private_folder(made)
    for folder in (made, made.parent, made.parent.parent, account):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert tmp_path.exists()


@needs_posix
def test_the_program_s_folder_is_closed_also_if_it_is_there_from_before(account: Path) -> None:
    (account / SHORT_NAME).mkdir(parents=True, mode=0o755)
    before = account.stat().st_mode
    private_folder(account / SHORT_NAME / "work")
    assert (account / SHORT_NAME).stat().st_mode & 0o777 == 0o700
    assert account.stat().st_mode == before, "what is not ours is left alone"


def test_a_file_in_the_way_is_an_error(account: Path) -> None:
    account.mkdir()
    (account / SHORT_NAME).write_text("in the way")
    with pytest.raises(OSError, match=r"exists|directory"):
        private_folder(account / SHORT_NAME)
    with pytest.raises(OSError, match=r"exists|directory"):
        private_folder(account / SHORT_NAME / "work")


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "words.txt"
    put_private(path, b"old")

    def full(_part: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        put_private(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["words.txt"]


def test_what_a_crash_left_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.with_name(f"words.txt.{os.getpid()}.part").write_bytes(b"half")
    put_private(path, b"whole")
    assert path.read_bytes() == b"whole"


def test_the_folders_have_the_program_s_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    folders = [own_files.settings_folder(), own_files.data_folder()]
    assert {SHORT_NAME in folder.parts for folder in folders} == {True}


@needs_posix
def test_all_that_is_missing_above_a_folder_is_closed_to_others_too(tmp_path: Path) -> None:
    """Whoever may write into a folder above ours could put another one in its place."""
    before = os.umask(0)
    try:
        private_folder(tmp_path / "one" / "two" / "three")
        put_private(tmp_path / "four" / "five" / "words.txt", b"words")
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o077 for path in tmp_path.rglob("*")} == {0}
    private_folder(tmp_path / "one" / "two")
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(FileExistsError):
        private_folder(tmp_path / "taken")


def test_what_a_kill_left_of_a_small_file_goes_when_it_is_written_an_hour_later(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    old, young, others = (tmp_path / name for name in ("window.json.77.part", "window.json.78.part", "words.txt.77.part"))
    for part in (old, young, others):
        part.write_bytes(b"Gate of Ilyana")
    for part in (old, others):
        os.utime(part, (0, 0))
    put_private(path, b"{}")
    assert sorted(tmp_path.iterdir()) == sorted([path, young, others])
