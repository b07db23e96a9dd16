"""The bar that tells: plain text, out of the way, with what can be done about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from ui.kit.message_bar import MessageBar
from ui.link.messages import Messages, Weight
from workbench.errors import DiskFull
from workbench.language.i18n import Message


@pytest.fixture
def messages():
    return Messages()


@pytest.fixture
def bar(shown, messages):
    made = MessageBar()
    shown(made)
    made.follow(messages)
    return made


def button(bar, name):
    return bar.findChild(QPushButton, name)


def test_an_error_says_all_its_sentences(bar, messages):
    messages.error(DiskFull(Message("No room."), safe=Message("Nothing is lost."), advice=Message("Make room.")))
    assert bar.isVisible()
    assert bar.text == "No room. Nothing is lost. Make room."
    assert bar.notice.weight is Weight.ERROR


def test_text_is_never_taken_for_markup(bar, messages):
    messages.info(Message("The file {name} is open.", name="<b>x</b><img src='http://example.invalid/'>"))
    label = bar.findChild(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>x</b>" in label.text()


def test_escape_and_the_button_close_it(qtbot, bar, messages):
    messages.info(Message("Done."))
    button(bar, "message-close").setFocus()
    qtbot.keyClick(button(bar, "message-close"), Qt.Key.Key_Escape)
    assert not bar.isVisible()
    messages.warning(Message("Look."))
    qtbot.mouseClick(button(bar, "message-close"), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert bar.text == ""


def test_the_offered_action_is_done_once_and_the_bar_goes(qtbot, bar, messages):
    done = []
    messages.info(Message("Removed."), action=Message("Undo"), run=lambda: done.append(True))
    assert button(bar, "message-action").text() == "Undo"
    qtbot.mouseClick(button(bar, "message-action"), Qt.MouseButton.LeftButton)
    assert done == [True]
    assert not bar.isVisible()


def test_the_same_told_again_takes_no_offered_action_away(qtbot, bar, messages):
    done = []
    messages.error(Message("No room."), action=Message("Save elsewhere"), run=lambda: done.append(True))
    messages.error(Message("No room."))
    assert button(bar, "message-action").isVisible()
    qtbot.mouseClick(button(bar, "message-action"), Qt.MouseButton.LeftButton)
    assert done == [True]
    messages.error(Message("No room."), action=Message("Save elsewhere"), run=lambda: done.append(True))
    messages.error(Message("Broken."))
    assert bar.text == "Broken."
    assert not button(bar, "message-action").isVisible()


def test_only_what_is_passing_passes(bar, messages):
    messages.info(Message("Removed."), passing=True)
    messages.withdrawn.emit()
    assert not bar.isVisible()
    messages.error(Message("Broken."))
    messages.withdrawn.emit()
    assert bar.isVisible()


def test_details_of_a_bug_are_copied_not_shown(qtbot, bar, messages):
    messages.bug("Traceback: somewhere")
    assert "Traceback" not in bar.text
    qtbot.mouseClick(button(bar, "message-copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Traceback: somewhere"
    messages.info(Message("Done."))
    assert not button(bar, "message-copy").isVisible()


def test_a_message_does_not_take_the_focus(qtbot, bar, messages):
    from PySide6.QtWidgets import QLineEdit

    line = QLineEdit()
    bar.parentWidget().layout().addWidget(line)
    line.show()
    line.setFocus()
    assert line.hasFocus()
    messages.error(Message("Broken."))
    assert line.hasFocus()


def test_enter_presses_the_offered_action(qtbot, bar, messages):
    done = []
    messages.error(
        DiskFull(Message("No room."), advice=Message("Make room.")),
        action=Message("Save elsewhere"),
        run=lambda: done.append(True),
    )
    qtbot.keyClick(button(bar, "message-action"), Qt.Key.Key_Return)
    assert done == [True]
