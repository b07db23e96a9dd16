"""What is known about a file without touching it: whether it can be worked in, and who else can read it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.storage.write_access import may_be_read_by_others, may_be_written


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter, as far as those above it may be entered."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_name_that_cannot_be_is_not_written(tmp_path: Path):
    assert not may_be_written(tmp_path / "a\0b", for_work=True)
    assert not may_be_written(tmp_path / "gone" / "a", for_work=True)


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights otherwise")
@pytest.mark.parametrize(("file", "folder", "exposed"), [(0o644, 0o755, True), (0o600, 0o755, False), (0o644, 0o700, False)])
def test_a_file_that_every_account_can_read_is_remarked(
    empty_file: Path, open_folder: Path, capsys: pytest.CaptureFixture[str], file: int, folder: int, exposed: bool
):
    path = open_folder / "station.integrity"
    path.write_bytes(empty_file.read_bytes())
    path.chmod(file)
    open_folder.chmod(folder)
    assert may_be_read_by_others(path) is exposed
    assert main(["check", str(path)]) == 0
    assert ("Every account on this computer can read station.integrity" in capsys.readouterr().out) is exposed
    assert path.stat().st_mode & 0o777 == file, "whose rights it came with is not for the program to change"
    assert not may_be_read_by_others(open_folder / "gone")
