"""Recent files on the start page: continue, what is known of each, what is gone, and forgetting."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ui.link import background
from ui.link.recent_files import RecentFile
from ui.link.stages import Stage
from ui.pages.start import start_words
from ui.pages.start.start_page import StartPage
from workbench.document.document import Document
from workbench.operations.answers import write_answer
from workbench.operations.assessment import describe_assessment


@pytest.fixture
def file(empty_file):
    with Document.open(empty_file) as document:
        describe_assessment(document, administration="Customs of Veldora", station="Irsel & Bridge")
        write_answer(document, question="kf3.q17", text="A secret of the group.")
    return empty_file


def start(window):
    return window.findChild(StartPage)


def texts(page):
    return [label.text() for label in page.recent.findChildren(QLabel) if label.isVisible()]


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def leave_at(window, question, cursor):
    window.go(Stage.ASSESSMENT, question)
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    place = box.textCursor()
    place.setPosition(cursor)
    box.setTextCursor(place)
    window.close()


def test_one_press_of_enter_continues_at_the_page_the_question_and_the_cursor(qtbot, open_window, file):
    leave_at(open_window(file), "kf3.q17", 9)
    window = open_window()
    window.activateWindow()
    page = start(window)
    assert page.recent.go_on.text() == "Continue: Irsel && Bridge"
    assert page.recent.go_on.accessibleName() == "Continue: Irsel & Bridge"
    now = datetime.now().astimezone()
    (said,) = texts(page)
    assert said.startswith("Assessment, question 3.17 · Answered: 1 of 282 · ")
    assert said.endswith((f"today {now:%H:%M}", f"today {now - timedelta(minutes=1):%H:%M}"))
    assert page.recent.go_on.accessibleDescription() == said
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    questions = window.workspace.page(Stage.ASSESSMENT)
    assert questions.current_question == "kf3.q17"
    assert questions.panel.answer.textCursor().position() == 9
    assert window.focusWidget() is questions.panel.answer


def test_the_others_are_opened_with_one_press(qtbot, open_window, memory, file, sample_file):
    memory.add(file)
    memory.add(sample_file)
    window = open_window()
    links = [entry for entry in window.findChildren(QPushButton) if entry.property("role") == "link" and entry.isVisible()]
    assert [entry.text() for entry in links] == ["station", "Clear this list"]
    assert links[0].toolTip() == str(file)
    press(qtbot, links[0])
    assert window.windowTitle() == "station - Integrity Workbench"


def test_the_open_file_is_only_shown_again(qtbot, open_window, file):
    window = open_window(file)
    window.go(Stage.PLAN)
    workspace = window.workspace
    window.show_start()
    press(qtbot, start(window).recent.go_on)
    assert window.workspace is workspace
    assert workspace.isVisible()
    assert workspace.current_stage is Stage.PLAN


def test_nothing_is_asked_of_the_disk_before_the_first_paint(qtbot, open_window, memory, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(RecentFile, "is_there", property(lambda entry: asked.append(entry.path) or False))
    memory.keep([RecentFile(tmp_path / "gone.integrity")])
    from ui.app import build_window

    window = build_window(None, memory)
    assert asked == []
    window.show()
    qtbot.waitUntil(lambda: asked == [tmp_path / "gone.integrity"])
    window.close()
    window.deleteLater()


def test_a_file_that_is_gone_is_shown_as_not_found_and_can_be_removed(qtbot, open_window, memory, file, tmp_path):
    memory.add(file)
    memory.keep([RecentFile(tmp_path / "stick" / "gone.integrity", station="Karsk"), *memory.entries])
    window = open_window()
    page = start(window)
    qtbot.waitUntil(lambda: any("not found" in text for text in texts(page)))
    assert page.recent.go_on.text() == "Continue: station"
    assert window.focusWidget() is page.recent.go_on
    assert "not found · gone.integrity in stick" in texts(page)
    names = {button.accessibleName(): button for button in page.recent.findChildren(QPushButton) if button.isVisible()}
    assert not names["Karsk"].isEnabled()
    press(qtbot, names["Remove Karsk from this list"])
    assert [entry.path for entry in memory.entries] == [file]
    assert not any("not found" in text for text in texts(page))
    window.bar.findChild(QPushButton, "message-action").click()
    assert [entry.title for entry in memory.entries] == ["Karsk", "station"]


def test_a_file_that_vanished_a_moment_ago_is_told(qtbot, open_window, memory, file):
    memory.add(file)
    window = open_window()
    page = start(window)
    qtbot.waitUntil(lambda: not page.recent._unchecked and not background._RUNNING and not page.recent._later.isActive())
    file.unlink()
    press(qtbot, page.recent.go_on)
    assert "station.integrity" in window.bar.text
    assert page.isVisible()


def test_the_list_can_be_cleared_and_brought_back(qtbot, open_window, memory, file, sample_file):
    memory.add(file)
    memory.add(sample_file)
    window = open_window()
    page = start(window)
    press(qtbot, page.recent.forget)
    assert memory.entries == []
    assert ".integrity" not in memory._file.read_text(encoding="utf-8")
    assert file.exists()
    assert page.recent.go_on is None
    assert window.focusWidget() is page.new.who.administration
    window.bar.findChild(QPushButton, "message-action").click()
    assert [entry.path for entry in memory.entries] == [sample_file, file]
    assert page.recent.go_on.isVisible()


def test_a_broken_memory_is_a_first_start(open_window, memory):
    memory._file.parent.mkdir(parents=True, exist_ok=True)
    memory._file.write_bytes(b'{"recent": ["/x"], "places": {"/x":')
    memory.__init__(memory._file)
    page = start(open_window())
    assert page.recent.go_on is None
    assert page.new is not None


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"stage": "assessment", "question": "ca1.q4"}, "Assessment, question CA1.4"),
        ({"stage": "assessment", "question": "kf3"}, "Assessment, area 3"),
        ({"stage": "plan", "question": "kf3.q1"}, "Action plan"),
        ({"stage": "cellar", "answered": 0, "questions": 31}, "Answered: 0 of 31"),
        ({"last": "2026-11-20T23:59:00"}, "yesterday 23:59"),
        ({"last": "2026-11-19T12:00:00"}, "19 November 2026"),
        ({"last": "the day before"}, ""),
        ({}, ""),
    ],
)
def test_what_is_known_is_said_in_words(tmp_path, entry, said):
    known = RecentFile(tmp_path / "a.integrity", **entry)
    now = datetime(2026, 11, 21, 0, 5).astimezone()
    parts = start_words.place(known), start_words.progress(known), start_words.when(known, now)
    assert start_words.in_one_line(*parts) == said
