"""A button that gives way: as much of its words as fits, and all of them for who cannot see it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.kit.fitting_button import FittingButton
from ui.look import style

NAME = "Karsk harbour & container terminal, office of the second shift"


@pytest.fixture
def button(shown):
    made = FittingButton(NAME)
    shown(made)
    return made


def test_all_words_are_shown_where_there_is_room(qtbot, button):
    button.window().resize(1200, 200)
    qtbot.waitUntil(lambda: button.text() == NAME.replace("&", "&&"))
    assert button.width() == button.sizeHint().width()


def test_words_give_way_and_are_told_in_full(qtbot, button):
    button.window().resize(260, 200)
    qtbot.waitUntil(lambda: "…" in button.text())
    assert button.window().width() == 260
    assert button.accessibleName() == NAME
    assert button.toolTip() == NAME
    button.window().resize(1200, 200)
    qtbot.waitUntil(lambda: "…" not in button.text())


def test_it_grows_with_the_zoom(qtbot, button):
    before = button.sizeHint()
    style.look().magnify(200)
    qtbot.waitUntil(lambda: button.sizeHint().width() > before.width() * 1.5)
    assert button.sizeHint().height() > before.height()


def test_enter_presses_it_and_a_large_one_is_higher(qtbot, button, shown):
    large = FittingButton(NAME, large=True)
    shown(large)
    assert large.height() > button.height()
    with qtbot.waitSignal(large.clicked):
        qtbot.keyClick(large, Qt.Key.Key_Return)
