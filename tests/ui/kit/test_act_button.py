"""A button that does one thing: with the mouse, with Space, and with Enter while it has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from ui.kit.act_button import act_button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_each_of_these_keys_presses_the_button_that_has_the_focus_and_not_the_default_of_the_dialog(qtbot, key):
    dialog, done = QDialog(), []
    take = act_button(dialog, "Use the other text", lambda: done.append("take"))
    later = act_button(dialog, "Decide later", lambda: done.append("later"))
    line, layout = QLineEdit(dialog), QVBoxLayout(dialog)
    for part in (line, take, later):
        layout.addWidget(part)
    later.setDefault(True)
    qtbot.addWidget(dialog)
    dialog.show()
    take.setFocus()
    qtbot.keyClick(take, key)
    assert done == ["take"]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert done == ["take", "later"], "elsewhere in the dialog Enter is for its default"


def test_enter_presses_it_outside_of_a_dialog(qtbot, shown):
    done = []
    part = QWidget()
    button = act_button(part, "Recover", lambda: done.append(True))
    shown(part)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert done == [True]
