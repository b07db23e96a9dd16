"""A real window on a real display, where a second screen is plugged in and out: only where Xvfb and xrandr are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.display import display

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ("Xvfb", "xrandr")


@pytest.fixture
def two_screens() -> Iterator[str]:
    """A display with room for two screens side by side."""
    with display("1824x768") as name:
        yield name


@pytest.mark.slow
@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="there is no Xvfb or no xrandr on this system")
def test_a_screen_is_plugged_in_and_out(two_screens, sample_file) -> None:
    environment = {**os.environ, "DISPLAY": two_screens, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    script = Path(__file__).with_name("two_screens.py")
    done = subprocess.run(
        [sys.executable, script, sample_file], env=environment, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr
    steps = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}
    beam = ["True", "BEAM", "1024", "0", "800", "600"]
    assert steps["opened"] == beam
    assert steps["unplugged"][0] == "False"
    assert steps["plugged"] == beam
    assert steps["here"][0] == "True"
    assert steps["here"][-1] == "alone"
    assert steps["moved"] == beam
    assert steps["stored"] == ["True", "True"]
