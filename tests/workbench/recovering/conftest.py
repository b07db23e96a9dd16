"""Files to damage, alone in their folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    """A small file with something of everything in it, closed."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Path(shutil.copyfile(ROOT / "tests" / "files" / "format-4.integrity", folder / "small.integrity"))


@pytest.fixture
def alone(sample_file: Path, tmp_path: Path) -> Path:
    """The sample assessment, alone in its folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return sample_file.rename(folder / sample_file.name)
