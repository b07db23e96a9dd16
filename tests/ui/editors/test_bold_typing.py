"""Words that become bold while they are typed: the signs come with the first letter, and the cursor stays between them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.slow


def test_bold_before_typing_makes_what_is_typed_bold_until_it_is_pressed_again(qtbot, editor):
    qtbot.keyClicks(editor, "so ")
    editor.bold()
    assert editor.text() == "so ", "nothing empty is ever saved"
    qtbot.keyClicks(editor, "very much")
    assert editor.text() == "so **very much**"
    editor.bold()
    qtbot.keyClicks(editor, " indeed")
    assert editor.text() == "so **very much** indeed"


def test_a_blank_before_bold_ends_stands_behind_the_signs(qtbot, editor):
    editor.bold()
    qtbot.keyClicks(editor, "one ")
    editor.bold()
    qtbot.keyClicks(editor, "two")
    assert editor.text() == "**one** two"


def test_bold_twice_before_typing_is_off_again(qtbot, editor):
    editor.bold()
    editor.bold()
    qtbot.keyClicks(editor, "plain")
    assert editor.text() == "plain"


def test_bold_typing_ends_where_the_cursor_goes_elsewhere_and_with_enter(qtbot, editor):
    qtbot.keyClicks(editor, "one ")
    editor.bold()
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    qtbot.keyClicks(editor, "x")
    assert editor.text() == "xone "
    qtbot.keyClick(editor, Qt.Key.Key_End)
    editor.bold()
    qtbot.keyClicks(editor, "two")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "three")
    assert editor.text() == "xone **two**\nthree"


def test_signs_without_words_go(qtbot, editor):
    editor.bold()
    qtbot.keyClicks(editor, "ab")
    for _ in "ab":
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == ""
    qtbot.keyClicks(editor, "c")
    assert editor.text() == "**c**", "bold stays on, as in a word processor"


def test_bold_is_typed_with_an_input_method_too(qtbot, editor):
    editor.bold()
    event = QInputMethodEvent("é", [])
    QApplication.sendEvent(editor, event)
    event = QInputMethodEvent()
    event.setCommitString("été")
    QApplication.sendEvent(editor, event)
    editor.bold()
    qtbot.keyClicks(editor, ".")
    assert editor.text() == "**été**."
