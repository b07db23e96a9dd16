"""A file of a stick in the window: when it is put back, what the line says, and every way in which a stick can go and come."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.conftest import Stick
from tests.ui.frame.conftest import settled
from ui.frame import carrying as carrying_module
from ui.link import keys
from workbench.carrying import publishing
from workbench.carrying.working_copy import copies_in
from workbench.document.document import Document
from workbench.errors import DiskFull
from workbench.language.i18n import Message
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.operations.forgetting import forget_history
from workbench.system.drives import Drive

QUESTION = QuestionId("kf1.q1")
OTHER = QuestionId("kf1.q2")


pytestmark = pytest.mark.usefixtures("no_copies_by_themselves")


@pytest.fixture
def window(carried_window):
    return carried_window


def write(window, text: str, question: QuestionId = QUESTION) -> None:
    write_answer(window.bridge.document, question=question, text=text)


def put(qtbot, window) -> None:
    window.window_actions.put.trigger()
    settled(qtbot, window)


def text_in(path: Path, question: QuestionId = QUESTION) -> str:
    with Document.open(path, read_only=True) as document:
        assert document.damages == ()
        answer = document.read.answer(question)
        return answer.text if answer is not None else ""


def changed_by_somebody_else(path: Path, text: str) -> None:
    with Document.open(path) as document:
        write_answer(document, question=QUESTION, text=text)


def press(window, name: str) -> None:
    QTest.mouseClick(window.bar.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_a_file_of_this_computer_knows_nothing_of_it(open_window, empty_file: Path, stick: Stick, work_elsewhere: Path):
    window = open_window(empty_file)
    assert window.storing.carrying is None
    assert not window.window_actions.put.isEnabled()
    assert window.saved_text == "Saved as you type"
    assert not work_elsewhere.exists()


def test_the_line_says_both(window, qtbot, on_stick: Path):
    assert window.saved_text.startswith("You work in a copy on this laptop. The USB stick has the state of ")
    write(window, "Typed.")
    assert window.saved_text.startswith("Saved on this laptop ")
    assert ". The USB stick has the state of " in window.saved_text
    assert window.storing.label.accessibleName() == "Saved on this laptop"
    assert text_in(on_stick) == ""
    assert window.windowTitle().startswith("station")


def test_it_is_put_there_when_somebody_asks(window, qtbot, on_stick: Path):
    assert window.window_actions.put.shortcut().toString() == keys.Act.PUT.keys[0]
    write(window, "Typed.")
    put(qtbot, window)
    assert text_in(on_stick) == "Typed."
    assert "has everything now" in window.bar.text


def test_it_is_put_there_a_while_after_the_last_change(open_window, on_stick: Path, qtbot, monkeypatch):
    monkeypatch.setattr(carrying_module, "IDLE_MS", 1)
    window = open_window(on_stick)
    write(window, "Typed.")
    qtbot.waitUntil(lambda: not window.storing.carrying.copy.is_waiting)
    assert text_in(on_stick) == "Typed."


def test_it_is_put_there_on_closing(window, on_stick: Path, work_elsewhere: Path):
    write(window, "Typed.")
    assert window.close()
    assert text_in(on_stick) == "Typed."
    (copy,) = copies_in(work_elsewhere)
    assert not copy.is_waiting


def test_what_is_not_back_stays_even_on_a_shared_laptop(window, stick: Stick, work_elsewhere: Path, memory):
    memory.leave_nothing = True
    write(window, "Typed.")
    stick.pull_out()
    assert not window.close()
    press(window, "message-action")
    assert window.bridge is None
    (copy,) = copies_in(work_elsewhere)
    assert copy.is_waiting


def test_a_pulled_stick_is_said_and_gets_everything_when_it_is_back(
    window, qtbot, stick: Stick, on_stick: Path, monkeypatch
):
    stick.pull_out()
    write(window, "While it was away.")
    put(qtbot, window)
    assert "is not connected" in window.bar.text
    assert "The USB stick is not connected; it has the state of " in window.saved_text
    write(window, "More, while it was away.")
    stick.put_in()
    window.storing.carrying._look_for_it()
    qtbot.waitUntil(lambda: text_in(on_stick) == "More, while it was away.")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: "has everything now" in window.bar.text)
    assert "The USB stick has the state of " in window.saved_text


def test_closing_without_the_stick_says_so_once(window, stick: Stick, work_elsewhere: Path):
    write(window, "While it was away.")
    stick.pull_out()
    assert not window.close()
    assert "nothing is lost" in window.bar.text
    press(window, "message-action")
    assert window.bridge is None
    assert copies_in(work_elsewhere)[0].is_waiting


def test_the_start_page_shows_what_waits_and_goes_on_without_the_stick(
    open_window, qtbot, stick: Stick, on_stick: Path, memory
):
    first = open_window(on_stick)
    write(first, "While it was away.")
    stick.pull_out()
    first.close()
    press(first, "message-action")
    second = open_window()
    part = second._start.waiting
    qtbot.waitUntil(lambda: bool(part.tab_order))
    (button,) = part.tab_order
    assert button.text() == "Karsk"
    assert second._start.recent.go_on is not None, "it is no file that cannot be found"
    button.click()
    assert second.bridge.document.read.answer(QUESTION).text == "While it was away."
    settled(qtbot, second)
    assert second.saved_text.startswith("Saved on this laptop "), "in the sitting before"
    assert ". The USB stick is not connected; it has the state of " in second.saved_text
    stick.put_in()
    put(qtbot, second)
    assert text_in(on_stick) == "While it was away."


def test_what_somebody_else_changed_stays_and_both_are_shown(window, qtbot, on_stick: Path, stick: Stick):
    write(window, "Ours.")
    changed_by_somebody_else(on_stick, "Theirs.")
    put(qtbot, window)
    assert "Somebody else has changed station.integrity" in window.bar.text
    (beside,) = [path for path in stick.folder.glob("*.integrity") if path != on_stick]
    assert beside.name.startswith("station (from this laptop, 20")
    assert (text_in(on_stick), text_in(beside)) == ("Theirs.", "Ours.")
    assert window.windowTitle().startswith("station (from this laptop")
    press(window, "message-action")
    dialog = window.storing.copies.dialog
    assert "somebody else" in dialog.copies.item(0).text()
    assert dialog.then.toPlainText() == "Theirs."
    assert dialog.now.toPlainText() == "Ours."
    dialog.close()
    write(window, "Ours, later.")
    put(qtbot, window)
    assert (text_in(on_stick), text_in(beside)) == ("Theirs.", "Ours, later.")


def test_what_was_changed_while_the_program_was_closed_costs_one_notice(open_window, qtbot, stick: Stick, on_stick: Path):
    first = open_window(on_stick)
    write(first, "Ours.")
    stick.pull_out()
    first.close()
    press(first, "message-action")
    stick.put_in()
    changed_by_somebody_else(on_stick, "Theirs.")
    second = open_window(on_stick)
    qtbot.waitUntil(lambda: "Both are kept" in second.bar.text)
    (beside,) = [path for path in stick.folder.glob("*.integrity") if path != on_stick]
    assert (text_in(on_stick), text_in(beside)) == ("Theirs.", "Ours.")


def test_a_full_stick_is_said_and_the_work_goes_on(window, qtbot, on_stick: Path, monkeypatch):
    def full(*_):
        raise OSError(28, "no space")

    write(window, "Typed.")
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "write_some", full)
        put(qtbot, window)
        assert "not enough room" in window.bar.text
        assert "Your work is on this laptop" in window.bar.text
        assert text_in(on_stick) == ""
        write(window, "More.")
        assert not window.close()
    press(window, "message-other")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: text_in(on_stick) == "More.")


def test_a_file_that_is_gone_is_put_back_when_somebody_says_so(window, qtbot, on_stick: Path):
    write(window, "Typed.")
    on_stick.unlink()
    put(qtbot, window)
    assert "no longer there" in window.bar.text
    assert not on_stick.exists()
    press(window, "message-action")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: "has everything now" in window.bar.text)
    assert text_in(on_stick) == "Typed."


def test_what_is_forgotten_goes_from_the_stick_at_once(window, qtbot, on_stick: Path):
    write(window, "A canary that is to go")
    put(qtbot, window)
    assert b"A canary that is to go" in on_stick.read_bytes()
    write(window, "")
    forget_history(window.bridge.document)
    window.storing.forget_elsewhere([])
    settled(qtbot, window)
    assert b"A canary that is to go" not in on_stick.read_bytes()
    qtbot.waitUntil(lambda: window.bar.text == "It is forgotten, and station.integrity was put there anew without it.")


def test_it_is_said_where_something_still_is_that_was_forgotten(window, qtbot, on_stick: Path, stick: Stick):
    write(window, "A canary that is to go")
    put(qtbot, window)
    stick.pull_out()
    write(window, "")
    forget_history(window.bridge.document)
    window.storing.forget_elsewhere([Message("A copy is left.")])
    settled(qtbot, window)
    still = "A copy is left. station.integrity still has what was forgotten, where it belongs. The disk with"
    qtbot.waitUntil(lambda: window.bar.text.startswith(still))
    stick.put_in()
    window.storing.carrying._look.timeout.emit()
    qtbot.waitUntil(lambda: window.bar.text == "A copy is left.")
    assert b"A canary that is to go" not in on_stick.read_bytes()


def test_a_full_stick_still_has_what_was_forgotten(window, qtbot, on_stick: Path, monkeypatch):
    def full(*_):
        raise OSError(28, "no space")

    write(window, "A canary that is to go")
    put(qtbot, window)
    write(window, "")
    forget_history(window.bridge.document)
    monkeypatch.setattr(publishing, "write_some", full)
    window.storing.forget_elsewhere([])
    qtbot.waitUntil(lambda: "still has what was forgotten, where it belongs. There is not enough room" in window.bar.text)


def test_a_disk_of_an_unknown_kind_is_treated_like_a_stick_and_that_is_said(
    open_window, qtbot, stick: Stick, on_stick: Path
):
    stick.kind = Drive.UNKNOWN
    window = open_window(on_stick)
    qtbot.waitUntil(lambda: "treats it like a USB stick" in window.bar.text)
    assert "Its own disk has the state of" in window.saved_text


def test_a_new_assessment_on_a_stick_is_carried_from_the_beginning(open_window, qtbot, stick: Stick, empty_file: Path):
    window = open_window()
    made = Path(shutil.copy(empty_file, stick.folder / "new.integrity"))
    window._start._show_made(Document.open(made))
    assert window.storing.carrying is not None
    assert window.bridge.document.path == made
    settled(qtbot, window)


def test_saving_elsewhere_onto_a_stick_goes_on_in_a_working_copy(open_window, qtbot, stick: Stick, empty_file, monkeypatch):
    window = open_window(empty_file)
    target = stick.folder / "elsewhere.integrity"
    monkeypatch.setattr("ui.kit.file_choice.ask_save", lambda *_, **__: target)
    window.storing.save_elsewhere()
    qtbot.waitUntil(lambda: window.storing.carrying is not None)
    assert window.bridge.document.path == target
    settled(qtbot, window)


def test_the_line_is_true_when_closing_finds_the_stick_away_and_it_is_looked_for(
    window, qtbot, stick: Stick, on_stick: Path
):
    write(window, "While it was away.")
    stick.pull_out()
    assert not window.close()
    assert "The USB stick is not connected; it has the state of " in window.saved_text
    assert window.bar.findChild(QPushButton, "message-close").text() == "Keep it open"
    press(window, "message-close")
    assert window.bridge is not None
    stick.put_in()
    window.storing.carrying._look.timeout.emit()
    qtbot.waitUntil(lambda: text_in(on_stick) == "While it was away.")


def test_it_does_not_close_as_if_both_were_kept_when_there_is_no_room_for_both(
    window, on_stick: Path, stick: Stick, monkeypatch
):
    def full(*_):
        raise OSError(28, "no space")

    write(window, "Ours.")
    changed_by_somebody_else(on_stick, "Theirs.")
    monkeypatch.setattr(publishing, "write_some", full)
    assert not window.close()
    assert "not enough room" in window.bar.text
    assert "Your work is on this laptop." in window.bar.text
    press(window, "message-close")
    assert window.bridge is not None


def test_closing_says_that_both_are_kept(window, on_stick: Path, stick: Stick):
    write(window, "Ours.")
    changed_by_somebody_else(on_stick, "Theirs.")
    assert not window.close()
    assert window.bar.text.startswith("Somebody else has changed station.integrity since you opened it. Both are kept")
    press(window, "message-action")
    assert window.bridge is None
    (beside,) = [path for path in stick.folder.glob("*.integrity") if path != on_stick]
    assert (text_in(on_stick), text_in(beside)) == ("Theirs.", "Ours.")


def test_who_asks_while_it_is_being_put_there_gets_what_was_typed_since_and_hears_of_it(window, qtbot, on_stick: Path):
    write(window, "Before.")
    carrying = window.storing.carrying
    carrying.put()
    assert carrying.at_work
    write(window, "Since.")
    window.window_actions.put.trigger()
    qtbot.waitUntil(lambda: "has everything now" in window.bar.text)
    assert text_in(on_stick) == "Since."


def test_a_copy_that_fails_does_not_cover_that_something_is_not_saved(window):
    error = DiskFull(Message("No room for a copy."), advice=Message("-"))
    window.bridge.failure = error
    window.messages.error(Message("Not saved."), action=Message("Save elsewhere"), run=lambda: None)
    window.storing.copies._failed(error)
    assert window.bar.text == "Not saved."
    window.bridge.failure = None
    window.storing.copies._failed(error)
    assert "No room for a copy." in window.bar.text
