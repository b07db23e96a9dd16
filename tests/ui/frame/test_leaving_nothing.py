"""On a computer that several people use: what stays of a file of a stick, and what goes after one question."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from tests.conftest import Stick
from tests.ui.frame.test_carrying import press, text_in, write
from workbench.carrying.working_copy import copies_in
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper, bytes_of

pytestmark = pytest.mark.usefixtures("no_copies_by_themselves")


@pytest.fixture
def window(carried_window):
    return carried_window


def leave_nothing(window, answer: str) -> QMessageBox:
    window.window_actions.leave.trigger()
    (question,) = window.findChildren(QMessageBox, "leave-nothing-question")
    (button,) = [button for button in question.findChildren(QPushButton) if button.text() == answer]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return question


def keep_a_copy(window) -> Keeper:
    keeper = Keeper(window.bridge.document.read.assessment().id)
    keeper.keep(bytes_of(window.bridge.document), datetime.now(UTC), Cause.ASKED, window.bridge.document.path)
    return keeper


def test_only_the_working_copy_goes_from_a_shared_laptop_and_that_is_said(window, on_stick, work_elsewhere, memory):
    leave_nothing(window, "Only the working copy")
    assert "What stays: automatic copies of the whole assessment, and its path and station" in window.bar.text
    again = type(memory)(memory._file)
    assert (memory.leave_nothing, again.leave_nothing, again.leave_no_trace) == (True, True, False)
    keeper = keep_a_copy(window)
    write(window, "Typed.")
    assert window.close()
    assert text_in(on_stick) == "Typed."
    assert list(work_elsewhere.iterdir()) == []
    assert len(keeper.copies()) == 1
    assert str(on_stick) in memory._file.read_text("utf-8")


def test_everything_goes_from_a_shared_laptop_if_somebody_wants_that(open_window, window, on_stick, work_elsewhere, memory):
    leave_nothing(window, "Remove these too")
    assert "are removed. What stays: the settings of the program, words" in window.bar.text
    assert type(memory)(memory._file).leave_no_trace
    keeper = keep_a_copy(window)
    write(window, "Typed.")
    assert window.close()
    assert text_in(on_stick) == "Typed."
    assert list(work_elsewhere.iterdir()) == []
    assert not keeper.folder.exists()
    said = memory._file.read_text("utf-8")
    assert (str(on_stick) in said, "Karsk" in said) == (False, False)
    again = open_window(on_stick)
    assert str(on_stick) not in memory._file.read_text("utf-8"), "also while it is open: the program may be killed"
    assert again.close()


def test_automatic_copies_of_a_file_of_this_computer_stay(window, on_stick, empty_file: Path, memory):
    """Both have the same assessment: one was made of the other."""
    keeper = Keeper(window.bridge.document.read.assessment().id)
    for path in (on_stick, empty_file):
        with_content = path.read_bytes()
        keeper.keep(with_content, datetime(2026, 1, 5, 9, 0, tzinfo=UTC), Cause.TIME, path)
    memory.leave_nothing = memory.leave_no_trace = True
    window.close()
    assert [copy.is_of(empty_file) for copy in keeper.copies()] == [True]


def test_automatic_copies_stay_as_long_as_work_waits(window, stick: Stick, work_elsewhere: Path, memory):
    leave_nothing(window, "Remove these too")
    keeper = keep_a_copy(window)
    write(window, "While it was away.")
    stick.pull_out()
    assert not window.close()
    press(window, "message-action")
    assert copies_in(work_elsewhere)[0].is_waiting
    assert len(keeper.copies()) == 1


def test_a_file_of_this_computer_is_remembered_all_the_same(open_window, empty_file: Path, memory):
    window = open_window(empty_file)
    leave_nothing(window, "Remove these too")
    keeper = keep_a_copy(window)
    window.close()
    assert len(keeper.copies()) == 1
    assert "Karsk" in memory._file.read_text("utf-8")


def test_who_changes_their_mind_leaves_everything_as_it_was(window, memory):
    question = leave_nothing(window, "Cancel")
    assert question.text().startswith("The working copy of a file on a USB stick")
    assert (memory.leave_nothing, window.window_actions.leave.isChecked()) == (False, False)
    memory.leave_nothing = memory.leave_no_trace = True
    window.window_actions.leave.setChecked(True)
    window.window_actions.leave.trigger()
    assert (memory.leave_nothing, memory.leave_no_trace) == (False, False)
