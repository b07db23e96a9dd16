"""Raised hands for a status, typed as one line: which number is which, bars, bad input, and back to the answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link.stages import Stage
from workbench.errors import InvalidValue
from workbench.model.raised_hands import hands_on_question, read_hands
from workbench.model.rows import Hand
from workbench.operations.sessions import edit_session, start_session


@pytest.fixture
def window(qtbot, open_window, empty_file):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def document(window):
    return window.bridge.document


@pytest.fixture
def page(window):
    page = window.workspace.page(Stage.ASSESSMENT)
    page.show_entry("kf3.q20")
    return page


@pytest.fixture
def field(qtbot, page):
    page.take_focus()
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    assert page.panel.hands.box.hasFocus()
    return page.panel.hands


def counted(document):
    return [*hands_on_question(document.read.where(Hand, question_id="kf3.q20")).values()]


def rows(field):
    return [(name.text(), number.text(), name.font().bold()) for name, _, number in field.panel._rows.values()]


def test_a_line_is_counted_for_the_statuses_in_their_order(qtbot, field, page, document):
    qtbot.keyClicks(field.box, "2 7 ")
    assert rows(field) == [
        ("Does not exist", "2", False),
        ("On paper only", "7", False),
        ("Applied in part", "0", True),
        ("Applied and effective", "0", False),
        ("Not applicable", "0", False),
    ]
    qtbot.keyClicks(field.box, "3")
    qtbot.keyClick(field.box, Qt.Key.Key_Return)
    assert counted(document) == [2, 7, 3, 0, 0]
    assert page.panel.answer.hasFocus()
    assert field.panel.isHidden()
    assert field.bars.isVisible()
    assert "On paper only: 7" in field.box.accessibleDescription()
    document.undo()
    assert (counted(document), field.box.text(), field.bars.isHidden()) == ([0, 0, 0, 0, 0], "", True)


def test_the_day_and_the_session_are_told(qtbot, field, document):
    assert "One number for each status" in field.panel.said.text()
    edit_session(document, session=start_session(document), title="Morning")
    qtbot.keyClicks(field.box, "1")
    assert field.held.flush()
    field._explain()
    assert "in the session “Morning”" in field.panel.said.text()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("two", "Raised hands are whole numbers"),
        ("1 2 3 4 5 6", "more numbers than the 5 statuses"),
        ("1 99999999999999999999", "not possible"),
        ("-1", "Raised hands are whole numbers"),
    ],
)
def test_a_line_that_is_wrong_is_told_kept_and_never_counted(qtbot, field, page, document, typed, told):
    qtbot.keyClicks(field.box, typed)
    assert told in field.panel.said.text()
    assert not page.flush()
    assert (field.box.text(), document.read.every(Hand)) == (typed, [])
    qtbot.keyClick(field.box, Qt.Key.Key_Escape)
    assert (field.box.text(), field.held.pending) == ("", False)
    assert page.panel.answer.hasFocus()
    assert page.flush()


def test_arabic_digits_are_counted_and_nothing_clears_the_count(qtbot, field, document):
    field.box.insert("٢ ٧ ٣")
    assert field.held.flush()
    assert counted(document) == [2, 7, 3, 0, 0]
    field.box.clear()
    assert field.held.flush()
    assert document.read.every(Hand) == []


def test_hands_stay_with_their_question(qtbot, field, page, document):
    qtbot.keyClicks(field.box, "4 1")
    page.go_by(1)
    assert (field.box.text(), counted(document)) == ("4 1", [4, 1, 0, 0, 0]) or page.flush()
    assert counted(document) == [4, 1, 0, 0, 0]
    page.show_entry("kf3.q20")
    assert field.box.text() == "4 1"


def test_the_hint_is_not_taken_for_hands_that_were_counted(field):
    assert field.box.placeholderText() == "like 2 7 3"
    with pytest.raises(InvalidValue):
        read_hands(field.box.placeholderText())
