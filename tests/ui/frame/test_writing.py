"""The menu Format works on the text with the cursor, with its keys and with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.editors.cell_delegate import CellBox
from ui.link.keys import Act
from ui.link.stages import Stage
from workbench.operations import people

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window, empty_file, qtbot):
    made = open_window(empty_file)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go(Stage.ASSESSMENT, "kf1.q1")
    return made


@pytest.fixture
def answer(window, qtbot):
    editor = window.workspace.page(Stage.ASSESSMENT).panel.answer
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    return editor


def action(window, act):
    key = act.keys[0]
    return next(
        found
        for found in window.actions() + window.findChildren(type(window.window_actions.undo))
        if found.shortcut().toString() == key
    )


def test_keys_make_bold_words_and_lists(qtbot, answer):
    qtbot.keyClicks(answer, "one word")
    qtbot.keyClick(answer, Qt.Key.Key_B, CONTROL)
    assert answer.text() == "one **word**"
    qtbot.keyClick(answer, Qt.Key.Key_B, CONTROL)
    qtbot.keyClick(answer, Qt.Key.Key_8, CONTROL | SHIFT)
    assert answer.text() == "- one word"
    qtbot.keyClick(answer, Qt.Key.Key_7, CONTROL | SHIFT)
    assert answer.text() == "1. one word"
    qtbot.keyClick(answer, Qt.Key.Key_M, CONTROL)
    assert answer.text() == "  1. one word"
    qtbot.keyClick(answer, Qt.Key.Key_M, CONTROL | SHIFT)
    assert answer.text() == "1. one word"


def test_each_act_is_undone_by_itself(qtbot, window, answer):
    qtbot.keyClicks(answer, "one")
    qtbot.keyClick(answer, Qt.Key.Key_8, CONTROL | SHIFT)
    window.undo()
    assert answer.text() == "one"


def test_the_menu_works_on_the_text_where_the_cursor_was(window, answer):
    answer.setPlainText("one")
    action(window, Act.BULLETS).trigger()
    assert answer.text() == "- one"


def test_elsewhere_it_says_what_to_do(qtbot, window, answer):
    window.go(Stage.PRIORITIES)
    told = []
    window.messages.told.connect(told.append)
    action(window, Act.BOLD).trigger()
    assert [notice.text for notice in told] == ["Place the cursor in a text first."]
    assert answer.text() == ""


def test_bold_before_typing_says_that_it_is_on_and_off(qtbot, window, answer):
    qtbot.keyClick(answer, Qt.Key.Key_B, CONTROL)
    assert window.storing.told.text() == "What you type now is bold. Ctrl+B ends it."
    qtbot.keyClicks(answer, "so")
    qtbot.keyClick(answer, Qt.Key.Key_B, CONTROL)
    assert window.storing.told.text() == "What you type now is not bold."
    assert answer.text() == "**so**"


def test_in_a_cell_it_says_that_cells_hold_plain_words(qtbot, window):
    people.add_contributor(window.bridge.document, name="Ana")
    window.go(Stage.PEOPLE)
    table = window.workspace.page(Stage.PEOPLE).contributors.table
    table.grid.open_cell(table.model.index(0, 0))
    box = next(each for each in table.grid.viewport().findChildren(CellBox) if each.isVisible())
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_B, CONTROL)
    assert window.storing.told.text().startswith("This field has plain words only.")
    assert box.text() == "Ana"
    QGuiApplication.clipboard().setText("Maria")
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_V, CONTROL | SHIFT)
    assert box.text() == "Maria"
