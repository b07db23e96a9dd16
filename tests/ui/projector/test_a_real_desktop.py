"""Two monitors, a window manager, real keys and clicks: the projector view never takes the keyboard, whatever happens.

Only where Xvfb, openbox, xdotool and xrandr are there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.display import display, window_manager

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ("Xvfb", "openbox", "xdotool", "xrandr")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"not all of {', '.join(TOOLS)} are on this system"),
]


def run(name: str, path: Path, *arguments: str, scale: str = "") -> subprocess.CompletedProcess[str]:
    with display("2464x768") as shown, window_manager(shown):
        environment = {**os.environ, "DISPLAY": shown, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        if scale:
            environment["QT_SCREEN_SCALE_FACTORS"] = scale
        script = Path(__file__).with_name(name)
        command = [sys.executable, script, path, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)


@pytest.mark.parametrize("scale", ["", "BEAM=3"])
def test_nothing_that_is_typed_beside_the_projector_view_is_lost(sample_file, scale) -> None:
    """Also where one of the screens is shown at 300 %."""
    done = run("desktop.py", sample_file, scale=scale)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert done.stdout.splitlines()[-1] == "all of it is in the file"


@pytest.mark.skipif(shutil.which("setxkbmap") is None, reason="there is no setxkbmap on this system")
@pytest.mark.parametrize(
    ("screens", "clicks", "layout"), [("two", 3, "fr"), ("two", 3, "ara,us"), ("one", 0, "us"), ("one", 0, "ara,us")]
)
def test_a_workshop_with_a_projector_loses_nothing(empty_file, screens, clicks, layout) -> None:
    """The numbers are printed: how many keys the same workshop needs beside a projector, and with one screen.

    Beside a projector the keys go the usual way, which the layout ``us`` of the test above has too.
    """
    done = run("desktop_workshop.py", empty_file, screens, layout)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    said = done.stdout.splitlines()[-1]
    print(f"{screens}, {layout}: {said}")  # noqa: T201
    assert said.endswith(f" {clicks} clicks on the projector view")
