"""The start page as a whole: what stands on it, in which order, and what it leads to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from tests.ui.test_every_page import cut_off, nameless
from ui.kit import file_choice
from ui.link.recent_files import RecentFile
from ui.look import style
from ui.pages.start import start_page
from ui.pages.start.start_page import StartPage


@pytest.fixture
def window(open_window):
    return open_window()


@pytest.fixture
def page(window):
    return window.findChild(StartPage)


@pytest.fixture
def place(monkeypatch, tmp_path):
    """Answers the question for a place, and keeps what was suggested."""
    asked = []
    target = tmp_path / "made.integrity"

    def ask_save(_parent, _title, suggested, *_, **__):
        asked.append(suggested.name)
        return target

    monkeypatch.setattr(start_page, "ask_save", ask_save)
    return target, asked


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_recent_files_the_first_key_is_for_a_new_assessment(window, page):
    assert window.focusWidget() is page.new.who.administration
    assert page.recent.go_on is None
    assert not page.begin.isVisible()


def test_a_first_start_offers_the_sample_and_the_guide_above_all_else(qtbot, window, page):
    newcomer, field = page.newcomer, page.new.who.administration
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect().height() == field.height())
    assert newcomer.geometry().bottom() < page.new.geometry().top()
    assert newcomer.sample.visibleRegion().boundingRect().height() == newcomer.sample.height()
    press(qtbot, newcomer.guide)
    assert window.guide.isVisible()
    window.guide.close()


def test_with_recent_files_the_sample_and_the_guide_stand_below(open_window, memory, empty_file):
    memory.add(empty_file)
    page = open_window().findChild(StartPage)
    assert page.newcomer.geometry().top() > page.open_button.geometry().bottom()


def test_with_recent_files_the_first_key_is_for_the_newest(open_window, memory, empty_file):
    memory.add(empty_file)
    window = open_window()
    page = window.findChild(StartPage)
    assert window.focusWidget() is page.recent.go_on
    assert page.new is None
    assert page.begin.isVisible()


def test_the_sample_is_a_file_of_the_users_own(qtbot, window, page, place):
    press(qtbot, page.newcomer.sample)
    assert place[1] == ["sample assessment.integrity"]
    assert window.bridge.document.path == place[0]
    assert len(window.bridge.cached_content.answered) > 100


def test_the_sample_covers_no_file(qtbot, window, page, place):
    place[0].write_bytes(b"precious")
    press(qtbot, page.newcomer.sample)
    assert place[0].read_bytes() == b"precious"
    assert "There is already a file made.integrity." in window.bar.text
    assert window.bridge is None


def test_nothing_is_made_when_no_place_is_chosen(qtbot, window, page, monkeypatch):
    monkeypatch.setattr(start_page, "ask_save", lambda *_, **__: None)
    press(qtbot, page.newcomer.sample)
    assert window.bridge is None


def test_open_asks_for_a_file(qtbot, window, page, monkeypatch, empty_file):
    monkeypatch.setattr(file_choice, "ask_open", lambda *_: empty_file)
    press(qtbot, page.open_button)
    assert window.windowTitle() == "station - Integrity Workbench"


def test_ctrl_n_leads_to_a_new_assessment_while_a_file_is_open(qtbot, open_window, empty_file):
    window = open_window(empty_file)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = window.findChild(StartPage)
    assert page.isVisible()
    assert window.focusWidget() is page.new.who.administration
    assert window.bridge.document.path == empty_file


def test_the_tab_key_goes_from_above_to_below(qtbot, open_window, memory, empty_file, tmp_path):
    memory.add(empty_file)
    memory.keep([*memory.entries, RecentFile(tmp_path / "gone.integrity")])
    window = open_window(size=(1024, 768))
    window.activateWindow()
    page = window.findChild(StartPage)
    qtbot.waitUntil(lambda: "gone" in str(page.recent._missing))
    page.begin_new()
    page.new.go(1)
    page.new.what.scope.setCurrentIndex(1)
    qtbot.wait(20)
    page.new.take_focus()
    reached = [window.focusWidget()]
    while (now := _tab(qtbot, window)) is not reached[0] and len(reached) < 30:
        reached.append(now)
    what, new = page.new.what, page.new
    fields = [what.objectives, what.mode, what.scope, what.areas, new.next, new.create_now, new.back]
    assert reached[: len(fields)] == fields
    assert [entry.accessibleName() or entry.text() for entry in reached[len(fields) : -3]] == [
        "Continue: station",
        "Remove gone from this list",
        "Clear this list",
    ]
    assert reached[-3:] == [page.open_button, page.newcomer.sample, page.newcomer.guide]


@pytest.mark.parametrize("size", [(800, 600), (1024, 768)])
@pytest.mark.parametrize("zoom", [100, 150])
def test_the_buttons_of_the_steps_are_always_in_sight(qtbot, open_window, memory, tmp_path, size, zoom):
    memory.keep([RecentFile(tmp_path / f"{number}.integrity") for number in range(12)])
    style.look().magnify(zoom)
    window = open_window(size=size)
    page = window.findChild(StartPage)
    page.begin_new()
    for step in range(3):
        if step == 1:
            page.new.what.scope.setCurrentIndex(1)
            page.new.what.areas.item(0).setCheckState(Qt.CheckState.Checked)
        qtbot.wait(30)
        buttons = [button for button in (page.new.next, page.new.create_now, page.new.create_button) if button.isVisible()]
        assert buttons
        for button in buttons:
            assert button.visibleRegion().boundingRect() == button.rect()
        field = window.focusWidget()
        assert not field.visibleRegion().isEmpty()
        page.new.go(1)


def _tab(qtbot, window):
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    while isinstance(window.focusWidget(), QScrollArea) or window.focusWidget() is window.menuBar():
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    return window.focusWidget()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("step", [0, 1, 2])
def test_every_step_has_names_and_room(qtbot, open_window, memory, empty_file, tmp_path, step, zoom):
    style.look().magnify(zoom)
    memory.keep([RecentFile(empty_file, station="Karsk " * 30), RecentFile(tmp_path / ("gone" * 30))])
    window = open_window()
    page = window.findChild(StartPage)
    page.begin_new()
    page.new.go(step)
    if step == 1:
        page.new.what.scope.setCurrentIndex(1)
    qtbot.waitUntil(lambda: cut_off(window) == [])
    assert nameless(window) == []
    inside = page._area.widget()
    assert inside.minimumSizeHint().width() <= page._area.viewport().width()
