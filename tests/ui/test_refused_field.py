"""A field whose value is refused says so itself, keeps its page, and is named when somebody leaves without it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from ui.link.stages import Stage

REASON = "2026-13-40 is not a date. Write it like 3 March 2026 or 2026-03-03, or only the month or the year."


@pytest.fixture
def window(open_window, empty_file):
    opened = open_window(empty_file)
    opened.activateWindow()
    opened.go(Stage.SCOPE)
    return opened


@pytest.fixture
def form(window):
    page = window.workspace.page(Stage.SCOPE)
    return next(form for form in page.forms if "start_date" in form.editors)


@pytest.fixture
def box(qtbot, form):
    editor = form.editors["start_date"]
    editor.setFocus()
    qtbot.keyClicks(editor, "2026-13-40")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    return editor


def press(qtbot, window, name):
    qtbot.mouseClick(window.bar.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_the_field_says_it_and_nothing_else_does(window, form, box):
    note = form.notes["start_date"]
    assert (note.text(), note.property("role"), note.isVisible()) == (REASON, "bad", True)
    assert box.property("refused") is True
    assert box.accessibleDescription() == REASON
    assert window.bar.text == ""
    assert window.saved_text == "Not saved yet"


def test_it_stops_when_it_is_right(qtbot, window, form, box):
    box.selectAll()
    qtbot.keyClicks(box, "3 March 2026")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    note = form.notes["start_date"]
    assert (note.text(), note.isVisible(), box.property("refused"), box.accessibleDescription()) == ("", False, False, "")
    assert window.bridge.document.read.assessment().start_date == "2026-03-03"


def test_esc_puts_back_what_is_stored(qtbot, form, box):
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), box.property("refused"), form.notes["start_date"].isVisible()) == ("", False, False)


def test_the_page_is_kept_with_a_way_out_that_goes_when_it_is_no_longer_needed(qtbot, window, box):
    window.workspace.page(Stage.SCOPE).areas.setFocus()
    assert not window.go(Stage.PEOPLE)
    assert window.workspace.current_stage is Stage.SCOPE
    told = f"{REASON} Not saved: the text typed last in “Start date”. Correct it, or leave it as it was."
    assert window.bar.text == told
    assert box.hasFocus()
    box.setText("3 March 2026")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.bar.text == ""
    assert window.go(Stage.PEOPLE)
    assert window.bar.text == ""


def test_leaving_it_as_it_was_is_one_click(qtbot, window, box):
    assert not window.go(Stage.PEOPLE)
    press(qtbot, window, "message-action")
    assert (box.text(), window.bar.text, window.bridge.held) == ("", "", [])
    assert window.go(Stage.PEOPLE)


def test_esc_takes_the_message_away_too(qtbot, window, box):
    assert not window.go(Stage.PEOPLE)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert window.bar.text == ""


def test_undo_waits_and_says_why(window, box):
    window.undo()
    assert "Not saved: the text typed last in “Start date”." in window.bar.text


def test_closing_names_the_field(qtbot, window, box):
    window.close()
    assert window.isVisible()
    assert window.bar.text.startswith(REASON)
    assert "Not saved: the text typed last in “Start date”." in window.bar.text
    press(qtbot, window, "message-action")
    question = window.findChild(QMessageBox, "leave-question")
    assert question.text() == "If you close now, this is lost for good: the text typed last in “Start date”."
    question.reject()
    box.link.revert()
