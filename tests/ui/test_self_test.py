"""The self-test of the whole program, as it is run in a package: without a screen, with a status, and with a broken page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.self_test import STEPS
from workbench import self_test
from workbench.language.i18n import ENGLISH

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow

BROKEN = """
import sys
from ui.pages.plan import plan_page
plan_page.PlanPage.entered = lambda self: 1 / 0
from ui.__main__ import program
program()
"""


def run(tmp_path: Path, *start: str) -> subprocess.CompletedProcess[str]:
    own = {
        "HOME": tmp_path,
        "XDG_CONFIG_HOME": tmp_path / "c",
        "XDG_CACHE_HOME": tmp_path / "k",
        "XDG_DATA_HOME": tmp_path / "d",
    }
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "LC_ALL": "C.UTF-8"}
    environment |= {name: str(value) for name, value in own.items()}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "INTEGRITY_WORKBENCH_COPIES"):
        environment.pop(name, None)
    command = [sys.executable, *start, "--self-test"]
    return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_everything_works_without_a_screen(tmp_path: Path):
    done = run(tmp_path, "-m", "ui")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[1:-1] == [f"{ENGLISH(step)}: works." for step, _ in (*self_test.STEPS, *STEPS)]
    assert lines[-1] == "Everything works."
    left = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent.name != "k" and "k" not in path.parts]
    assert left == [], "no file, no copy, no memory of the window"


def test_a_page_that_cannot_be_shown_is_found(tmp_path: Path):
    done = run(tmp_path, "-c", BROKEN)
    assert done.returncode == 1
    assert "Open a window, show every page, write a text: does not work" in done.stdout
    assert done.stdout.endswith("Send these lines to the person who supports this program.\n")


def test_with_anything_else_it_is_not_understood(tmp_path: Path):
    done = run(tmp_path, "-m", "ui", "something")
    assert done.returncode == 2
