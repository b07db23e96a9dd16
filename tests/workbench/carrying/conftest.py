"""An assessment on a stick."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def on_stick(stick, _empty_file: Path) -> Path:
    """An assessment on the stick, closed."""
    return Path(shutil.copy(_empty_file, stick.folder / "station.integrity"))
