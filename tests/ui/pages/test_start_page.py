"""The start page: begin, go on, or look at the sample."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.pages import start_page
from ui.pages.start_page import StartPage
from workbench.document import Document
from workbench.i18n import LANGUAGES


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


def test_a_new_assessment_is_made_where_the_user_says(qtbot, window, page, place):
    target, asked = place
    qtbot.keyClicks(page.administration, "Customs of Veldora")
    qtbot.keyClicks(page.station, "Karsk: bridge/east")
    press(qtbot, page._new)
    assert asked == ["Karsk  bridge east.integrity"]
    assert window.windowTitle() == "made - Integrity Workbench"
    row = window.bridge.document.read.assessment()
    assert (row.administration, row.station, row.language) == ("Customs of Veldora", "Karsk: bridge/east", "en")
    window.close()
    with Document.open(target, read_only=True) as document:
        assert len(document.read.every(type(row))) == 1


def test_every_language_can_be_chosen_and_the_wording_is_told(qtbot, window, page, place):
    assert [page.language.itemText(place) for place in range(page.language.count())] == list(LANGUAGES.values())
    page.language.setCurrentIndex(page.language.findData("ar"))
    press(qtbot, page._new)
    assert window.bridge.document.read.assessment().language == "ar"
    assert "العربية" in window.bar.text


def test_nothing_is_made_when_no_place_is_chosen(qtbot, window, page, monkeypatch):
    monkeypatch.setattr(start_page, "ask_save", lambda *_, **__: None)
    press(qtbot, page._new)
    press(qtbot, page._sample)
    assert window.bridge is None


def test_a_file_that_is_there_is_not_covered(qtbot, window, page, place):
    target, _ = place
    target.write_bytes(b"precious")
    press(qtbot, page._new)
    assert target.read_bytes() == b"precious"
    assert "There is already a file made.integrity." in window.bar.text
    assert window.bridge is None


def test_the_sample_is_a_file_of_the_users_own(qtbot, window, page, place):
    press(qtbot, page._sample)
    assert window.bridge.document.path == place[0]
    assert len(window.bridge.content.answered) > 100


def test_recent_files_are_opened_with_one_press(qtbot, open_window, memory, empty_file, sample_file):
    memory.add(empty_file)
    memory.add(sample_file)
    window = open_window()
    buttons = [entry for entry in window.findChildren(QPushButton) if entry.property("role") == "link"]
    assert [entry.toolTip() for entry in buttons] == [str(sample_file), str(empty_file)]
    press(qtbot, buttons[1])
    assert window.windowTitle() == "station - Integrity Workbench"


def test_open_asks_for_a_file(qtbot, window, page, monkeypatch, empty_file):
    from ui import file_choice

    monkeypatch.setattr(file_choice, "ask_open", lambda *_: empty_file)
    press(qtbot, page._open)
    assert window.windowTitle() == "station - Integrity Workbench"


def test_a_new_assessment_can_be_begun_while_a_file_is_open(qtbot, open_window, empty_file, place):
    window = open_window(empty_file)
    window.show_start()
    page = window.findChild(StartPage)
    assert page.isVisible()
    press(qtbot, page._new)
    assert window.bridge.document.path == place[0]


def test_the_open_file_stays_open_when_the_new_one_cannot_be_made(qtbot, open_window, empty_file, place):
    place[0].write_bytes(b"precious")
    window = open_window(empty_file)
    window.show_start()
    press(qtbot, window.findChild(StartPage)._new)
    assert window.bridge is not None
    assert window.bridge.document.path == empty_file
