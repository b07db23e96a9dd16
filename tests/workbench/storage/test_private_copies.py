"""Copies for other programs: for this account only, read-only, and gone afterwards."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from workbench.errors import DiskFull, StorageFailed
from workbench.storage import private_copies
from workbench.storage.private_copies import PrivateCopies, clear_forsaken


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system keeps temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_copy_is_for_this_account_only_and_cannot_be_written_to(temporary: Path):
    copies = PrivateCopies()
    path = copies.put("a" * 64, "law.pdf", b"%PDF-1")
    assert path.read_bytes() == b"%PDF-1"
    assert path.name == "law.pdf"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)} == {0o700}
    assert copies.put("a" * 64, "law.pdf", b"%PDF-1") == path, "a second time it is the same one"
    other = copies.put("b" * 64, "law.pdf", b"%PDF-2")
    assert other.name == "law.pdf"
    assert other != path
    copies.clear()
    assert list(temporary.iterdir()) == []
    copies.clear()


def test_after_clearing_copies_are_made_again(temporary: Path):
    copies = PrivateCopies()
    copies.put("a" * 64, "law.pdf", b"%PDF-1")
    copies.clear()
    assert copies.put("a" * 64, "law.pdf", b"%PDF-1").is_file()
    copies.clear()
    assert list(temporary.iterdir()) == []


def test_a_copy_that_somebody_removed_is_made_again():
    copies = PrivateCopies()
    path = copies.put("a" * 64, "law.pdf", b"%PDF-1")
    path.unlink()
    assert copies.put("a" * 64, "law.pdf", b"%PDF-1").read_bytes() == b"%PDF-1"
    copies.clear()


@pytest.mark.skipif(os.name != "posix", reason="Windows refuses to remove what a running program holds open")
def test_what_a_crash_left_is_cleared_and_nothing_else(temporary: Path, monkeypatch: pytest.MonkeyPatch):
    running = PrivateCopies()
    kept = running.put("a" * 64, "law.pdf", b"%PDF-1")
    crashed = PrivateCopies()
    with monkeypatch.context() as patch:
        patch.setattr(private_copies.os, "getpid", lambda: 0x7FFFFFF0)
        crashed.put("b" * 64, "plan.pdf", b"%PDF-2")
    precious = temporary / "precious"
    precious.write_text("kept")
    (crashed._folder / "x").mkdir()
    (crashed._folder / "x" / "link").symlink_to(precious)
    others = [temporary / "integrity-workbench-open-", temporary / "integrity-workbench-open-1-short"]
    for other in others:
        other.mkdir()
    (temporary / "integrity-workbench-open-7ffffff0-abcdefgh").symlink_to(precious)
    clear_forsaken()
    assert not crashed._folder.exists()
    assert precious.read_text() == "kept"
    assert kept.is_file()
    assert all(other.is_dir() for other in others)
    running.clear()


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_copies.os, "open", full)
    with pytest.raises(DiskFull):
        PrivateCopies().put("a" * 64, "law.pdf", b"%PDF-1")


def test_no_folder_for_temporary_files_is_told(temporary: Path):
    temporary.rmdir()
    with pytest.raises(StorageFailed):
        PrivateCopies().put("a" * 64, "law.pdf", b"%PDF-1")
    clear_forsaken()
