"""Where else an assessment is open: told, with a way to go on, and nobody is held out."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from ui.frame import open_places
from ui.frame.open_places import OpenPlaces
from ui.kit import file_choice
from workbench.carrying.opening import open_for_work
from workbench.document.document import ReadOnlyReason
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.storage.open_record import OpenRecord, leave_record, record_of
from workbench.system.drives import Drive

ROOT = Path(__file__).parents[3]


def places_of(window) -> OpenPlaces:
    (found,) = window.findChildren(OpenPlaces)
    return found


def press(window, name: str) -> None:
    QTest.mouseClick(window.bar.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def twice(open_window, empty_file, tmp_path, open_elsewhere):
    """A window with a file of which a copy made by hand is open in another process."""
    (tmp_path / "stick").mkdir()
    other = Path(shutil.copyfile(empty_file, tmp_path / "stick" / "copy.integrity"))
    open_elsewhere(other)
    window = open_window(empty_file)
    places_of(window).begin()
    return window, other


def test_a_moment_after_opening_it_says_that_it_is_open_and_at_closing_takes_it_back(qtbot, open_window, empty_file):
    window = open_window(empty_file)
    places = places_of(window)
    assert places._soon.isActive()
    assert places._soon.interval() == open_places.SOON_MS
    assert record_of(empty_file) is None
    places._soon.timeout.emit()
    assert record_of(empty_file) is not None
    window.close_file()
    assert record_of(empty_file) is None
    assert window.open_file(empty_file)
    places.begin()
    window.close()
    assert record_of(empty_file) is None


def test_the_same_assessment_in_another_folder_is_told_and_work_can_go_on(twice):
    window, other = twice
    assert f"also open in another window, as {other}." in window.bar.text
    write_answer(window.bridge.document, question="kf1.q1", text="here")
    window.bar.clear()
    places_of(window).begin()
    assert window.bar.text == "", "it is told once"


def test_one_can_continue_there(twice):
    window, _ = twice
    press(window, "message-action")
    assert window.bridge is None


def test_one_can_read_here_and_write_there(twice):
    window, _ = twice
    press(window, "message-other")
    assert window.bridge.document.read_only is ReadOnlyReason.ASKED


def test_a_file_that_is_only_read_says_nothing_to_others(open_window, empty_file):
    window = open_window()
    assert window.open_file(empty_file, read_only=True)
    assert not places_of(window)._soon.isActive()
    assert record_of(empty_file) is None


@pytest.mark.parametrize(
    ("computer", "told"), [("POST-3", "on the computer POST-3 since"), ("", "open on another computer")]
)
def test_a_record_of_another_computer_is_told_though_the_lock_was_free(open_window, empty_file, computer: str, told: str):
    leave_record(empty_file, OpenRecord(computer, datetime.now(UTC) - timedelta(minutes=1), "0123"))
    window = open_window(empty_file)
    assert window.bridge.document.read_only is None
    places_of(window).begin()
    assert told in window.bar.text
    found = record_of(empty_file)
    assert found is not None
    assert found.token != "0123"


def test_somebody_who_opens_it_later_where_locks_do_nothing_is_told_once(qtbot, open_window, empty_file):
    window = open_window(empty_file)
    places = places_of(window)
    places.begin()
    assert places._often.isActive()
    assert places._often.interval() == open_places.OFTEN_MS
    places.look()
    qtbot.waitUntil(lambda: not places._looking)
    assert window.bar.text == ""
    leave_record(empty_file, OpenRecord("POST-3", datetime.now(UTC) - timedelta(minutes=1), "0123"))
    places._often.timeout.emit()
    qtbot.waitUntil(lambda: "on the computer POST-3 since" in window.bar.text)
    assert not places._often.isActive()
    window.close_file()
    assert record_of(empty_file) is not None, "it is not ours to take away"
    assert not places._often.isActive()


def test_a_clock_that_is_years_ahead_is_not_repeated(open_window, empty_file):
    leave_record(empty_file, OpenRecord("POST-3", datetime.now(UTC) + timedelta(days=3650), "0123"))
    window = open_window(empty_file)
    places_of(window).begin()
    assert "open on another computer" in window.bar.text
    assert "20" not in window.bar.text


def test_the_record_goes_with_the_work_that_goes_on_elsewhere(open_window, empty_file, tmp_path, monkeypatch):
    target = tmp_path / "new place.integrity"
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: target)
    window = open_window(empty_file)
    places_of(window).begin()
    window.storing.save_elsewhere()
    assert window.bridge.run(write_answer, question="kf1.q1", text="elsewhere")
    assert record_of(empty_file) is None
    places_of(window).begin()
    assert record_of(target) is not None


def test_who_only_reads_a_file_of_a_stick_hears_of_work_that_waits_for_it(open_window, stick, empty_file):
    path = Path(shutil.copy(empty_file, stick.folder / "station.integrity"))
    with open_for_work(path) as document:
        write_answer(document, question=QuestionId("kf1.q1"), text="Only on this laptop.")
    window = open_window()
    assert window.open_file(path, read_only=True)
    assert "Newer work on station.integrity is on this laptop, and is not in the file yet." in window.bar.text


def test_where_work_is_in_a_working_copy_nobody_is_told_that_a_file_is_destroyed(open_window, stick, empty_file):
    path = Path(shutil.copy(empty_file, stick.folder / "station.integrity"))
    stick.kind = Drive.SHARE
    leave_record(path, OpenRecord("POST-3", datetime.now(UTC), "1" * 16))
    window = open_window(path)
    places_of(window).begin()
    assert "open on the computer POST-3" in window.bar.text
    assert "both are kept" in window.bar.text
    assert "destroy" not in window.bar.text


def test_a_stick_is_not_in_another_computer_but_there_may_be_newer_work(open_window, stick, empty_file):
    path = Path(shutil.copy(empty_file, stick.folder / "station.integrity"))
    leave_record(path, OpenRecord("POST-3", datetime.now(UTC), "1" * 16))
    window = open_window(path)
    places_of(window).begin()
    assert window.bar.text.startswith("This file has not been closed on the computer POST-3, where it was opened at ")
    assert "There may be newer work there." in window.bar.text
