"""A file that is open elsewhere: the window says where, and what can be done meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from ui.app import build_window
from ui.kit import file_choice
from ui.link.stages import Stage
from workbench.carrying.opening import open_for_work
from workbench.carrying.working_copy import copies_in
from workbench.document.document import Document, ReadOnlyReason
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.storage import connection

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_MILLISECONDS", 20)
    monkeypatch.setattr(connection, "READING_MILLISECONDS", 20)


def question_of(window) -> QMessageBox:
    found = window.findChildren(QMessageBox, "in-use-question")
    assert found
    return found[-1]


def press(window, text: str) -> None:
    (button,) = [button for button in question_of(window).findChildren(QPushButton) if button.text() == text]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_second_is_told_where_it_is_open_and_asked_how_to_go_on(qtbot, open_window, empty_file, open_elsewhere):
    open_elsewhere(empty_file)
    window = open_window(empty_file)
    question = question_of(window)
    qtbot.waitUntil(question.isVisible)
    assert question.text().startswith("The file station.integrity has been open on the computer POST-3 since ")
    assert [button.text() for button in question.findChildren(QPushButton)] == [
        "Only read it",
        "Work on a copy…",
        "Try again",
        "Cancel",
    ]
    assert question.defaultButton().text() == "Only read it"
    assert window.bridge is None
    press(window, "Cancel")
    assert window.bridge is None
    assert window.bar.text == ""


def test_the_question_waits_until_its_window_is_shown(qtbot, memory, empty_file, open_elsewhere):
    open_elsewhere(empty_file)
    window = build_window(empty_file, memory)
    qtbot.addWidget(window)
    assert not question_of(window).isVisible()
    window.show()
    qtbot.waitUntil(question_of(window).isVisible)


def test_it_can_be_read_as_it_is_now_and_nothing_is_written(open_window, empty_file, open_elsewhere):
    open_elsewhere(empty_file)
    before = {path.name: path.read_bytes() for path in empty_file.parent.iterdir() if path.is_file()}
    window = open_window(empty_file)
    press(window, "Only read it")
    document = window.bridge.document
    assert document.read_only is ReadOnlyReason.OPEN_ELSEWHERE
    assert document.read.answer("kf1.q1").text == "Written on POST-3"
    time = f"{document.as_of.astimezone():%H:%M:%S}"
    told = f"This file is open elsewhere. You can read it as it was at {time}, but not change it."
    assert window.read_only_banner.text() == told
    assert "on the computer POST-3 since" in window.bar.text
    assert f"how it was at {time}" in window.bar.text
    window.go(Stage.ASSESSMENT)
    window.storing.save_now()
    window.close_file()
    assert {path.name: path.read_bytes() for path in empty_file.parent.iterdir() if path.is_file()} == before


def test_from_reading_one_goes_on_to_work_when_it_is_free(qtbot, open_window, empty_file, open_elsewhere):
    other = open_elsewhere(empty_file)
    window = open_window(empty_file)
    press(window, "Only read it")
    other.communicate("")
    qtbot.mouseClick(window.bar.findChild(QPushButton, "message-action"), Qt.MouseButton.LeftButton)
    assert window.bridge.document.read_only is None
    assert not window.read_only_banner.isVisible()


def test_work_can_go_on_in_a_copy(open_window, empty_file, open_elsewhere, tmp_path, monkeypatch):
    target = tmp_path / "mine.integrity"
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: target)
    open_elsewhere(empty_file)
    window = open_window(empty_file)
    press(window, "Work on a copy…")
    document = window.bridge.document
    assert (document.path, document.read_only) == (target, None)
    assert document.read.answer("kf1.q1").text == "Written on POST-3"


def test_who_names_no_place_for_the_copy_has_changed_nothing(open_window, empty_file, open_elsewhere, monkeypatch):
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: None)
    open_elsewhere(empty_file)
    window = open_window(empty_file)
    press(window, "Work on a copy…")
    assert window.bridge is None


def test_a_copy_that_cannot_be_made_is_told(open_window, empty_file, open_elsewhere, tmp_path, monkeypatch):
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: tmp_path / "missing" / "mine.integrity")
    open_elsewhere(empty_file)
    window = open_window(empty_file)
    press(window, "Work on a copy…")
    assert window.bridge is None
    assert window.bar.text


def test_trying_again_opens_it_when_it_is_free_and_asks_again_when_not(open_window, empty_file, open_elsewhere):
    other = open_elsewhere(empty_file)
    window = open_window(empty_file)
    press(window, "Try again")
    assert window.bridge is None
    other.communicate("")
    press(window, "Try again")
    assert window.bridge.document.read_only is None


def test_the_open_file_stays_while_another_is_in_use(open_window, empty_file, sample_file, open_elsewhere):
    open_elsewhere(empty_file)
    window = open_window(sample_file)
    window.open_file(empty_file)
    press(window, "Cancel")
    assert window.bridge.document.path == sample_file
    with Document.open(empty_file, read_only=True) as document:
        assert document.as_of is not None


def test_a_symbolic_link_leads_to_what_is_told_of_the_file(open_window, empty_file, open_elsewhere, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.integrity"
    link.symlink_to(empty_file)
    open_elsewhere(empty_file)
    assert "on the computer POST-3" in question_of(open_window(link)).text()


def test_a_hard_link_is_known_for_the_same_file(open_window, empty_file, open_elsewhere, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    hard = tmp_path / "elsewhere" / "hard.integrity"
    hard.hardlink_to(empty_file)
    open_elsewhere(empty_file)
    window = open_window(hard)
    assert question_of(window).text() == f"The file hard.integrity is open in another window, as {empty_file}."
    press(window, "Only read it")
    assert window.bridge.document.read.answer("kf1.q1").text == "Written on POST-3"


@pytest.fixture
def carried_elsewhere(stick, _empty_file, work_elsewhere, open_elsewhere) -> Path:
    """A file of a stick that another window has open; what that window has written is only in the working copy."""
    path = Path(shutil.copy(_empty_file, stick.folder / "station.integrity"))
    with open_for_work(path) as document:
        write_answer(document, question=QuestionId("kf1.q2"), text="Typed before.")
    (copy,) = copies_in(work_elsewhere)
    open_elsewhere(copy.file)
    return path


def test_of_a_file_of_a_stick_the_newest_state_is_read(open_window, carried_elsewhere):
    window = open_window(carried_elsewhere)
    press(window, "Only read it")
    document = window.bridge.document
    assert document.read.answer("kf1.q1").text == "Written on POST-3"
    assert document.path == carried_elsewhere
    assert "What you read here has it" in window.bar.text
    window.close_file()


def test_of_a_file_of_a_stick_the_newest_state_is_copied(open_window, carried_elsewhere, tmp_path, monkeypatch):
    target = tmp_path / "mine.integrity"
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: target)
    window = open_window(carried_elsewhere)
    press(window, "Work on a copy…")
    assert window.bridge.document.path == target
    assert window.bridge.document.read.answer("kf1.q1").text == "Written on POST-3"
    assert window.bar.text.startswith("mine.integrity has what station.integrity had at ")


def test_the_file_of_the_stick_itself_is_no_copy(open_window, carried_elsewhere, monkeypatch):
    before = carried_elsewhere.read_bytes()
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: carried_elsewhere)
    window = open_window(carried_elsewhere)
    press(window, "Work on a copy…")
    assert window.bridge is None
    assert "cannot take the place of the file" in window.bar.text
    assert carried_elsewhere.read_bytes() == before


def test_who_would_read_another_state_than_that_of_the_other_window_hears_it_first(open_window, carried_elsewhere):
    with Document.open(carried_elsewhere) as document:
        write_answer(document, question=QuestionId("kf1.q1"), text="Somebody else's.")
    window = open_window(carried_elsewhere)
    assert question_of(window).informativeText().startswith("Somebody else has changed it meanwhile: ")
    press(window, "Only read it")
    assert window.bridge.document.read.answer("kf1.q1").text == "Somebody else's."
    assert "does not have it" in window.bar.text
