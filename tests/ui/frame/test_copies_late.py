"""An automatic copy that is finished late: what was forgotten meanwhile is not in it, and no other file pays for it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer

SECRET = "Zanzibarrow"


@pytest.fixture
def window(window_with_copies):
    return window_with_copies


def made(window, qtbot) -> None:
    window.storing.copies.make(Cause.TIME)
    qtbot.waitUntil(lambda: not window.storing.copies.making)


def write(window, text: str) -> None:
    write_answer(window.bridge.document, question=QuestionId("kf1.q1"), text=text)
    window.bridge.document.end_burst()


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Copies that are finished only when this is set."""
    held = threading.Event()
    keep = Keeper.keep

    def slowly(*arguments):
        assert held.wait(10)
        return keep(*arguments)

    monkeypatch.setattr(Keeper, "keep", slowly)
    return held


def test_what_is_forgotten_is_in_no_copy_also_in_one_that_is_just_being_made(
    window, qtbot, own_folder: Path, request: pytest.FixtureRequest
):
    write(window, f"{SECRET} took it")
    made(window, qtbot)
    write(window, f"{SECRET} took it all")
    held = request.getfixturevalue("slow")
    window.storing.copies.make(Cause.TIME)
    window.window_actions.forget.trigger()
    dialog = window.handing_on.dialog
    dialog.look()
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.forget)
    held.set()
    qtbot.waitUntil(lambda: not window.storing.copies.making)
    assert not any(SECRET.encode() in path.read_bytes() for path in own_folder.rglob("*") if path.is_file())


def test_a_window_that_was_closed_makes_no_copy(window):
    """Its clock may still run until the program ends."""
    copies = window.storing.copies
    window.close()
    assert copies.keeper is None
    copies._make_if_due()


@pytest.mark.parametrize("forgotten", [True, False])
def test_a_copy_that_is_finished_after_its_file_was_closed_takes_no_copy_of_another_file(
    window, qtbot, own_folder: Path, sample_file: Path, slow: threading.Event, forgotten
):
    copies = window.storing.copies
    write(window, f"{SECRET} took it")
    copies.make(Cause.TIME)
    if forgotten:
        copies.forget()
    window.open_file(sample_file)
    assert copies.keeper.copies() == []
    other = copies.keeper.folder
    other.mkdir(parents=True)
    kept = other / f"20261122T100000000Z-time-{'a' * 32}.integrity"
    kept.write_bytes(b"of another file")
    if not forgotten:
        copies.forget()  # in the file that is open now
        assert not kept.exists()
    slow.set()
    qtbot.waitUntil(lambda: not copies.making)
    assert kept.exists() == forgotten
    found = any(SECRET.encode() in path.read_bytes() for path in own_folder.rglob("*.integrity"))
    assert found != forgotten
