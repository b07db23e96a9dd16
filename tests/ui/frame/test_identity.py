"""The program has a face of its own."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

import ui
from ui.frame import identity

ROOT = Path(ui.__file__).resolve().parent.parent


@pytest.fixture
def no_icon(qapp):
    before = qapp.windowIcon()
    qapp.setWindowIcon(QIcon())
    yield
    qapp.setWindowIcon(before)


@pytest.mark.usefixtures("no_icon")
def test_every_size_that_systems_ask_for_is_drawn(qapp):
    identity.give_icon(qapp)
    icon = qapp.windowIcon()
    assert {size.width() for size in icon.availableSizes()} >= {16, 24, 32, 48, 64, 256}
    for side in (16, 32, 256):
        image = icon.pixmap(QSize(side, side)).toImage()
        colours = {image.pixelColor(x, y).name() for x in range(side) for y in range(side)}
        assert len(colours) > 2
        assert image.pixelColor(0, 0).alpha() < 30


@pytest.mark.usefixtures("no_icon")
def test_without_its_file_the_window_has_that_of_the_system(qapp, monkeypatch, tmp_path):
    monkeypatch.setattr(identity, "_ICON", tmp_path / "none.ico")
    identity.give_icon(qapp)
    assert qapp.windowIcon().isNull()


def test_the_program_takes_it_and_goes_on_without_a_task_bar(monkeypatch):
    identity.stand_alone()  # no Windows: nothing happens
    source = "import sys; from ui import app; from ui.frame import identity; identity.give_icon = lambda _: sys.exit(7); app.run(None)"
    environment = {"QT_QPA_PLATFORM": "offscreen", "PATH": "", "HOME": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 7, done.stderr


def test_it_goes_with_the_program():
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
    assert "look/*.ico" in data["ui"]
