"""A workshop by keyboard alone in a real window: only where Xvfb and xdotool are there. ``make workshop`` shows it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("workshop.py")


@pytest.mark.skipif(not all(map(shutil.which, ("Xvfb", "xdotool"))), reason="there is no Xvfb or no xdotool on this system")
def test_from_the_start_page_to_a_finished_report_by_keyboard_alone():
    """The script reads the file and the report at the end, and fails where one word is missing."""
    environment = {**os.environ, "PYTHONPATH": str(SCRIPT.parents[2])}
    done = subprocess.run(
        [sys.executable, SCRIPT], env=environment, capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr
    keystrokes, moves = map(int, re.search(r"(\d+) keystrokes, (\d+) pointer moves", done.stdout).groups())
    assert moves == 0
    assert 400 < keystrokes < 700
