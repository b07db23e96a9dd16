"""Another stick of the same name, an older state, another letter: nothing goes astray, and what lies there is told as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.conftest import Stick
from tests.ui.frame.test_carrying import QUESTION, changed_by_somebody_else, press, put, text_in, write
from workbench.carrying.working_copy import copies_in

pytestmark = pytest.mark.usefixtures("no_copies_by_themselves")


@pytest.fixture
def window(carried_window):
    return carried_window


def test_nothing_is_put_upon_another_stick_of_the_same_name(window, qtbot, on_stick: Path, stick: Stick, sample_file: Path):
    write(window, "Ours.")
    put(qtbot, window)
    stick.pull_out()
    write(window, "While it was away.")
    stick.folder.mkdir()
    shutil.copy(sample_file, on_stick)
    put(qtbot, window)
    assert window.bar.text.startswith("Another assessment lies where station.integrity belongs")
    assert window.saved_text.endswith(". It is not on the USB stick that is connected.")
    assert list(stick.folder.glob("*.integrity")) == [on_stick]
    assert on_stick.read_bytes() == sample_file.read_bytes()
    assert not window.close()
    assert "Another assessment lies where station.integrity belongs" in window.bar.text
    press(window, "message-close")
    assert window.storing.carrying._idle.isActive()
    shutil.rmtree(stick.folder)
    stick.put_in()
    window.storing.carrying._idle.timeout.emit()
    qtbot.waitUntil(lambda: "has everything now" in window.bar.text)
    assert text_in(on_stick) == "While it was away."


def test_an_older_state_there_is_not_called_somebody_s_change(window, qtbot, on_stick: Path, stick: Stick):
    before = on_stick.read_bytes()
    write(window, "Ours.")
    put(qtbot, window)
    write(window, "Ours, later.")
    put(qtbot, window)
    on_stick.write_bytes(before)
    write(window, "Ours, last.")
    put(qtbot, window)
    assert window.bar.text.startswith("station.integrity lies there in an older state")
    assert not window.bar.findChild(QPushButton, "message-action").isVisible()
    assert on_stick.read_bytes() == before
    (beside,) = [path for path in stick.folder.glob("*.integrity") if path != on_stick]
    assert text_in(beside) == "Ours, last."


def test_what_cannot_be_read_there_is_not_called_somebody_s_change(window, qtbot, on_stick: Path, stick: Stick):
    on_stick.write_bytes(b"x" * 5000)
    write(window, "Ours.")
    put(qtbot, window)
    assert window.bar.text.startswith("station.integrity can no longer be read where it lies")
    assert on_stick.read_bytes() == b"x" * 5000
    (beside,) = [path for path in stick.folder.glob("*.integrity") if path != on_stick]
    assert text_in(beside) == "Ours."


def test_work_that_waits_for_another_stick_of_the_same_name_is_told_of(open_window, qtbot, stick, on_stick, sample_file):
    first = open_window(on_stick)
    write(first, "While it was away.")
    stick.pull_out()
    first.close()
    press(first, "message-action")
    stick.folder.mkdir()
    shutil.copy(sample_file, on_stick)
    second = open_window(on_stick)
    qtbot.waitUntil(lambda: "Work on another file of this name waits on this laptop: Karsk." in second.bar.text)
    assert second.close()
    shutil.rmtree(stick.folder)
    third = open_window(on_stick)
    assert third.bridge.document.read.answer(QUESTION).text == "While it was away."


@pytest.fixture
def moved(open_window, stick: Stick, on_stick: Path) -> Path:
    """A file of a stick under another name; work waits for it under the one before."""
    first = open_window(on_stick)
    write(first, "Put there.")
    first.window_actions.put.trigger()
    first.storing.carrying._task.wait()
    write(first, "While it was away.")
    stick.pull_out()
    first.close()
    press(first, "message-action")
    stick.put_in()
    return on_stick.rename(on_stick.with_name("renamed.integrity"))


def test_work_that_waits_under_another_path_is_told_of_and_goes_on_here(open_window, qtbot, moved, on_stick, work_elsewhere):
    second = open_window(moved)
    qtbot.waitUntil(lambda: f"waits on this laptop, for {on_stick}: perhaps it is the same USB stick" in second.bar.text)
    assert second.bridge.document.read.answer(QUESTION).text == "Put there."
    press(second, "message-action")
    assert second.bridge.document.read.answer(QUESTION).text == "While it was away."
    assert second.bridge.document.path == moved
    put(qtbot, second)
    assert text_in(moved) == "While it was away."
    assert not on_stick.exists()
    assert second.close()
    assert [copy.home for copy in copies_in(work_elsewhere)] == [moved]


def test_what_was_written_meanwhile_is_not_left_out_for_work_that_waits(open_window, qtbot, moved, on_stick, work_elsewhere):
    second = open_window(moved)
    qtbot.waitUntil(lambda: "perhaps it is the same USB stick" in second.bar.text)
    write(second, "Written meanwhile.")
    press(second, "message-action")
    assert second.bridge.document.read.answer(QUESTION).text == "While it was away."
    assert second.bridge.document.path == on_stick
    assert text_in(moved) == "Written meanwhile."
    second.close()
    press(second, "message-action")
    assert sorted(copy.home.name for copy in copies_in(work_elsewhere)) == ["renamed.integrity", "station.integrity"]


def test_work_for_a_file_that_has_gone_on_can_be_shown(open_window, qtbot, moved, on_stick):
    changed_by_somebody_else(moved, "Theirs.")
    second = open_window(moved)
    qtbot.waitUntil(lambda: "Work on the same assessment waits on this laptop" in second.bar.text)
    press(second, "message-action")
    assert second.bridge.document.read.answer(QUESTION).text == "While it was away."
    assert text_in(moved) == "Theirs."
    second.close()
    press(second, "message-action")
