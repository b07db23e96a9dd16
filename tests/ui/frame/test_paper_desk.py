"""What the menu File puts on paper: the page that is shown, question sheets, an attendance list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.kit import file_choice
from ui.link import background
from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.operations.people import add_contributor
from workbench.operations.sessions import add_session
from workbench.reports.parts import Part

pytestmark = pytest.mark.slow


@pytest.fixture
def window(open_window, sample_file):
    yield open_window(sample_file)
    background.stop_all()


def shown(window, qtbot):
    """The dialog with its pages."""
    dialog = window.window_actions.paper.dialog
    qtbot.waitUntil(lambda: dialog.view.pages > 0 and not dialog.view.busy, timeout=30_000)
    return dialog


def text(dialog):
    return dialog.view.picture.accessibleDescription()


def test_every_stage_prints_a_part_of_the_report_or_itself():
    for stage in Stage:
        parts = [Part(name) for name in stage.spec.prints]
        assert parts or stage is Stage.REPORT


@pytest.mark.parametrize(
    ("stage", "word"),
    [(Stage.SCOPE, "Objectives"), (Stage.PEOPLE, "Sabine Torrel"), (Stage.PRIORITIES, "High"), (Stage.PLAN, "Outcome 1")],
)
def test_the_page_that_is_shown_is_printed(window, qtbot, stage, word):
    window.go(stage)
    window.window_actions.print_page.trigger()
    dialog = shown(window, qtbot)
    assert word in text(dialog)
    assert "Contents" not in text(dialog)
    qtbot.keyClick(dialog.view.picture, Qt.Key.Key_Escape)
    assert window.window_actions.paper.dialog is None


def test_of_the_assessment_the_area_is_printed_that_is_shown(window, qtbot):
    area = window.bridge.cached_content.checklist.areas[1]
    window.go(Stage.ASSESSMENT, area.questions[0].id)
    window.window_actions.print_page.trigger()
    dialog = shown(window, qtbot)
    assert area.title in text(dialog)
    assert area.questions[0].number in text(dialog)


def test_on_the_page_of_the_report_the_report_is_shown_first(window, qtbot):
    window.go(Stage.REPORT)
    window.window_actions.print_page.trigger()
    page = window.workspace.current_page
    qtbot.waitUntil(lambda: page.pages.preview.pages > 0, timeout=30_000)
    assert window.window_actions.paper.dialog is None


def test_sheets_follow_what_is_ticked(window, qtbot):
    desk = window.window_actions.paper
    window.window_actions.print_sheets.trigger()
    dialog, choices = shown(window, qtbot), desk.choices
    assert "Question sheets" in dialog.windowTitle()
    few = dialog.view.pages
    choices.list.item(2).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: dialog.view.pages > few and not dialog.view.busy, timeout=30_000)
    choices.every.setCheckState(Qt.CheckState.Checked)
    assert len(choices.areas) == choices.list.count() - 1
    choices.every.setCheckState(Qt.CheckState.Unchecked)
    assert not choices.areas
    qtbot.waitUntil(dialog.view.notices.isVisible, timeout=10_000)
    assert "There is no question to print." in dialog.view.notices.text
    assert dialog.view.pages == 0


def test_the_attendance_list_says_who_is_not_on_it(open_window, empty_file, qtbot):
    with Document.open(empty_file) as document:
        add_contributor(document, name="Emma Hammerstein", confidential=True)
        add_contributor(document, name="Ana Petrovic")
    window = open_window(empty_file)
    actions = window.window_actions
    actions.print_attendance.trigger()
    assert "There is no session yet" in window.bar.text
    add_session(window.bridge.document, title="Opening")
    actions.print_attendance.trigger()
    dialog = shown(window, qtbot)
    assert "Ana Petrovic" in text(dialog)
    assert "Hammerstein" not in text(dialog)
    assert "1 confidential person is not on it" in dialog.view.notices.text
    window.close_file()
    assert actions.paper.dialog is None
    assert not actions.print_page.isEnabled()


def test_the_pages_are_saved_as_they_are_shown(window, qtbot, monkeypatch, tmp_path):
    target = tmp_path / "people.pdf"
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: target)
    window.go(Stage.PEOPLE)
    window.window_actions.print_page.trigger()
    dialog = shown(window, qtbot)
    dialog.view.bar.save_button.click()
    assert target.read_bytes() == dialog.view._pdf
    assert str(tmp_path) in dialog.view.notices.text
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: window.bridge.document.path)
    dialog.view.bar.save_button.click()
    assert window.bridge.document.path.read_bytes()[:6] == b"SQLite"
