"""An assessment on a stick."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def in_another_process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs lines of Python in a process of its own; ``arguments`` arrive in ``sys.argv``."""

    def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)

    return run


@pytest.fixture
def on_stick(stick, _empty_file: Path) -> Path:
    """An assessment on the stick, closed."""
    return Path(shutil.copy(_empty_file, stick.folder / "station.integrity"))
