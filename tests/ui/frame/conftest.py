"""What tests of the frame share: a folder of copies of their own, windows with a file on a stick or with copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Stick
from ui.frame import copies as automatic_copies
from ui.kit import file_choice
from ui.link.stages import Stage
from workbench.model.rows import QuestionId

QUESTION = QuestionId("kf1.q1")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Automatic copies of a test lie apart."""
    monkeypatch.setenv("INTEGRITY_WORKBENCH_COPIES", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def no_copies_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """No automatic copy is made while a window is about to be closed."""
    monkeypatch.setattr(automatic_copies, "SOON_MS", 10_000_000)


@pytest.fixture
def on_stick(stick: Stick, _empty_file: Path) -> Path:
    """An assessment on the stick, closed."""
    return Path(shutil.copy(_empty_file, stick.folder / "station.integrity"))


def settled(qtbot, window) -> None:
    """Waits until nothing is being put where it belongs."""
    qtbot.waitUntil(lambda: window.storing.carrying is None or not window.storing.carrying.at_work)


@pytest.fixture
def carried_window(open_window, on_stick: Path, qtbot):
    """A window with that assessment, when everything has settled."""
    made = open_window(on_stick)
    made.go(Stage.ASSESSMENT, QUESTION)
    settled(qtbot, made)
    return made


@pytest.fixture
def window_with_copies(open_window, empty_file: Path) -> Iterator:
    """A window of which no copy is still being made at the end."""
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT, QUESTION)
    yield made
    assert not made.storing.copies.making


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where somebody wants the new file."""
    wanted = tmp_path / "new" / "recovered.integrity"
    wanted.parent.mkdir()
    monkeypatch.setattr(file_choice.QFileDialog, "getSaveFileName", lambda *_, **__: (str(wanted), ""))
    return wanted
