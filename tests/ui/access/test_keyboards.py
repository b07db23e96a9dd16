"""The keys on keyboards of the world: pressed by their places in a real window, where there is a display for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.display import display, window_manager

from .layouts import LAYOUTS

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ("Xvfb", "openbox", "xdotool", "setxkbmap")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pressed(_sample_file, tmp_path_factory) -> dict[str, dict[str, str]]:
    """What each key did on each layout."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"there is no {' and no '.join(missing)} on this system")
    path = Path(shutil.copy(_sample_file, tmp_path_factory.mktemp("keyboards") / "station.integrity"))
    script = Path(__file__).with_name("keyboards.py")
    with display("1100x760") as name, window_manager(name):
        environment = {**os.environ, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, script, path], env=environment, capture_output=True, text=True, timeout=300, check=False
        )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(line) for line in done.stdout.splitlines())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_key_does_the_same_on_every_layout(pressed, layout):
    assert {key: done for key, done in pressed[layout.name].items() if done != "done"} == {}
    assert len(pressed[layout.name]) > 30


def test_alt_with_a_digit_is_never_a_text(pressed):
    assert {layout: keys["no text"] for layout, keys in pressed.items()} == {layout.name: "done" for layout in LAYOUTS}
