"""Who gives way on the assessment page, and a row of controls that goes on in the next line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.kit.flow_row import FlowRow
from ui.link.stages import Stage
from ui.look import style


@pytest.fixture
def page(open_window, sample_file):
    window = open_window(sample_file, size=(1024, 768))
    window.go(Stage.ASSESSMENT, "kf3.q14")
    return window.workspace.page(Stage.ASSESSMENT)


def shown(page):
    return page.checklist.isVisible(), page.centre.isVisible(), page.guidance.isVisible()


def test_large_letters_leave_room_for_the_question_alone(qtbot, page):
    page.window().resize(1366, 768)
    qtbot.waitUntil(lambda: shown(page) == (True, True, True))
    page.window().resize(1024, 768)
    qtbot.waitUntil(lambda: shown(page) == (True, True, False))
    style.look().magnify(200)
    qtbot.waitUntil(lambda: shown(page) == (False, True, False))
    qtbot.mouseClick(page.panel.unfold, Qt.MouseButton.LeftButton)
    assert shown(page) == (True, False, False)
    page.take_focus()
    assert shown(page) == (False, True, False)
    qtbot.mouseClick(page.panel.fold, Qt.MouseButton.LeftButton)
    assert shown(page) == (False, False, True)
    page.panel.fold.click()
    assert shown(page) == (False, True, False)
    style.look().magnify(100)
    qtbot.waitUntil(lambda: page.checklist.isVisible() and page.centre.isVisible())


def test_in_a_small_window_the_guidance_takes_the_place_of_the_checklist(qtbot, page):
    page.window().resize(800, 600)
    qtbot.waitUntil(lambda: shown(page) == (True, True, False))
    page.panel.fold.click()
    assert shown(page) == (False, True, True)
    qtbot.mouseClick(page.panel.unfold, Qt.MouseButton.LeftButton)
    assert shown(page) == (True, True, False)


def test_the_search_shows_the_checklist_and_a_question_shows_itself(qtbot, page):
    style.look().magnify(200)
    qtbot.waitUntil(lambda: not page.checklist.isVisible())
    page.find_desk.find()
    assert shown(page) == (True, False, False)
    page.checklist.opened.emit()
    assert shown(page) == (False, True, False)


@pytest.fixture
def row(qtbot):
    made = FlowRow()
    qtbot.addWidget(made)
    buttons = [QPushButton(text) for text in ("First", "Second", "Third")]
    made.add(*buttons[:2])
    made.add_spring()
    made.add(buttons[2])
    return made, buttons


def test_a_row_breaks_where_it_must_and_mirrors(qtbot, row):
    made, (first, second, third) = row
    made.resize(600, 40)
    made.show()
    qtbot.waitUntil(lambda: first.y() == second.y() == third.y() and third.geometry().right() == 599)
    made.resize(made.minimumSizeHint().width(), made.heightForWidth(made.minimumSizeHint().width()))
    qtbot.waitUntil(lambda: first.y() < second.y() < third.y())
    assert made.rect().contains(third.geometry())
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.resize(600, 40)
    qtbot.waitUntil(lambda: first.geometry().right() == 599 and third.x() == 0)


def test_a_row_makes_room_for_a_longer_word(qtbot, row):
    made, (first, second, _) = row
    made.resize(600, 40)
    made.show()
    qtbot.waitUntil(lambda: second.x() > 0)
    before = second.x()
    first.setText("A much longer text than before")
    qtbot.waitUntil(lambda: second.x() > before)
    second.hide()
    qtbot.waitUntil(lambda: made.sizeHint().width() < 600)


def test_lines_of_the_answer_are_no_longer_than_the_eye_can_follow(qtbot, open_window, sample_file):
    window = open_window(sample_file, size=(1920, 1080))
    window.go(Stage.ASSESSMENT, "kf1.q9")
    qtbot.wait(50)
    answer = window.workspace.page(Stage.ASSESSMENT).panel.answer
    longest = 75 * answer.fontMetrics().averageCharWidth()
    assert answer.width() > longest + 50
    assert longest - 2 <= answer.viewport().width() <= longest + 2
    before = answer.viewport().x()
    answer.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert answer.viewport().geometry().right() == answer.width() - 1 - before
    window.resize(800, 600)
    qtbot.wait(50)
    assert answer.viewport().width() > 0.85 * answer.width()
