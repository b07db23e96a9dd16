"""Names offered while typing: the list takes nothing from the text until Down has entered it, and shows the room nobody."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.operations.people import add_contributor


@pytest.fixture
def window(open_window, empty_file, qtbot):
    with Document.open(empty_file) as document:
        add_contributor(document, name="Anna Petrovic")
        add_contributor(document, name="Anna Lang")
        add_contributor(document, name="Annabel Hammerstein", confidential=True)
    made = open_window(empty_file)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go(Stage.ASSESSMENT, "kf1.q1")
    made.window_actions.words.begin()
    return made


@pytest.fixture
def names(window):
    return window.window_actions.words._completion


@pytest.fixture
def answer(window):
    editor = window.workspace.page(Stage.ASSESSMENT).panel.answer
    editor.setFocus()
    return editor


def offered(names):
    return (
        []
        if names.list.isHidden()
        else [names.list.item(row).text().strip("\u2066\u2069\u2068\u200e") for row in range(names.list.count())]
    )


def test_three_letters_offer_names_and_two_do_not(qtbot, answer, names):
    qtbot.keyClicks(answer, "An")
    assert offered(names) == []
    qtbot.keyClicks(answer, "n")
    assert offered(names) == ["Anna Petrovic", "Anna Lang", "Annabel Hammerstein"]
    qtbot.keyClick(answer, Qt.Key.Key_Backspace)
    assert offered(names) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Space])
def test_before_it_is_entered_the_list_takes_no_key(qtbot, answer, names, key):
    qtbot.keyClicks(answer, "Ann")
    qtbot.keyClick(answer, key)
    assert "Petrovic" not in answer.text()
    assert offered(names) == []
    assert answer.text() == {Qt.Key.Key_Return: "Ann\n", Qt.Key.Key_Space: "Ann "}.get(key, "Ann")


def test_tab_leaves_the_text_as_ever(qtbot, answer, names):
    qtbot.keyClicks(answer, "Ann")
    qtbot.keyClick(answer, Qt.Key.Key_Tab)
    assert not answer.hasFocus()
    assert answer.text() == "Ann"
    assert offered(names) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_down_enters_the_list_and_then_a_name_is_taken(qtbot, answer, names, key):
    qtbot.keyClicks(answer, "seen by ann")
    qtbot.keyClick(answer, Qt.Key.Key_Down)
    qtbot.keyClick(answer, Qt.Key.Key_Down)
    qtbot.keyClick(answer, key)
    assert answer.text() == "seen by Anna Lang"
    assert answer.hasFocus()
    assert offered(names) == []


def test_up_leaves_the_list_and_esc_closes_it(qtbot, answer, names):
    qtbot.keyClicks(answer, "Ann")
    qtbot.keyClick(answer, Qt.Key.Key_Down)
    qtbot.keyClick(answer, Qt.Key.Key_Up)
    assert names.list.currentRow() == -1
    qtbot.keyClick(answer, Qt.Key.Key_Escape)
    assert offered(names) == []
    assert answer.hasFocus()


def test_a_click_takes_a_name(qtbot, answer, names):
    qtbot.keyClicks(answer, "Ann")
    middle = names.list.visualItemRect(names.list.item(0)).center()
    qtbot.mouseClick(names.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert answer.text() == "Anna Petrovic"


def test_with_the_projector_view_open_nobody_confidential_is_offered(qtbot, window, answer, names):
    window.toggle_projector()
    answer.setFocus()
    qtbot.keyClicks(answer, "Ann")
    assert offered(names) == ["Anna Petrovic", "Anna Lang"]
    window.toggle_projector()


def test_whoever_becomes_confidential_is_no_longer_offered_in_the_room(qtbot, window, answer, names):
    from workbench.model.rows import Contributor
    from workbench.operations.people import edit_contributor

    window.toggle_projector()
    answer.setFocus()
    qtbot.keyClicks(answer, "Ann")
    qtbot.keyClick(answer, Qt.Key.Key_Escape)
    lang = next(row for row in window.bridge.document.read.every(Contributor) if row.name == "Anna Lang")
    window.bridge.run(edit_contributor, contributor=lang.id, confidential=True)
    qtbot.keyClicks(answer, "a")
    assert offered(names) == ["Anna Petrovic"]
    window.toggle_projector()


def test_what_others_write_offers_nothing(window, answer, names):
    answer.insertPlainText("Ann")
    assert offered(names) == []


def test_one_setting_switches_it_off(qtbot, window, answer, names):
    window.window_actions.words.complete.trigger()
    assert window.memory.completing is False
    qtbot.keyClicks(answer, "Ann")
    assert offered(names) == []


def test_a_list_that_is_open_does_not_stay_when_the_projector_view_opens(qtbot, window, answer, names):
    qtbot.keyClicks(answer, "Ann")
    assert "Annabel Hammerstein" in offered(names)
    window.toggle_projector()
    assert "Annabel Hammerstein" not in offered(names)
    window.toggle_projector()
