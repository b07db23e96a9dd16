"""Every drop-down list shows all of its entries under a window manager, in all themes and sizes, in both directions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.display import display, window_manager

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "openbox")
AT_LEAST = 45

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"not all of {', '.join(TOOLS)} are on this system"),
]


def test_every_list_shows_all_its_entries(sample_file: Path) -> None:
    with display("1024x768") as shown, window_manager(shown):
        environment = {**os.environ, "DISPLAY": shown, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, Path(__file__).with_name("open_lists.py"), sample_file]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    *cut, count = done.stdout.splitlines()
    assert cut == []
    assert int(count) >= AT_LEAST
