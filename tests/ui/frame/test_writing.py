"""The menu Format works on the text with the cursor, with its keys and with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link.keys import Act
from ui.link.stages import Stage

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
