"""The main window: files, menus, undo everywhere, and closing without losing a word."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from ui.frame.about import AboutDialog
from ui.frame.main_window import MainWindow
from ui.kit import file_choice
from ui.link.stages import Stage
from ui.pages.start.start_page import StartPage
from workbench.document.document import Document
from workbench.operations.answers import write_answer
from workbench.operations.assessment import describe_assessment

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def text_of(path, question="kf1.q1"):
    with Document.open(path, read_only=True) as document:
        return document.read.answer(question).text


@pytest.fixture
def window(open_window, empty_file):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    return made


@pytest.fixture
def page(window):
    return window.workspace.page(Stage.ASSESSMENT)


def type_answer(qtbot, page, text, question="kf1.q1"):
    page.show_entry(question)
    page.panel.answer.setFocus()
    qtbot.keyClicks(page.panel.answer, text)


def test_the_title_names_the_file(window):
    assert window.windowTitle() == "station - Integrity Workbench"


def test_without_a_file_the_start_page_is_shown(open_window):
    window = open_window()
    assert window.windowTitle() == "Integrity Workbench"
    assert window.findChild(StartPage).isVisible()
    assert not window.window_actions.save_copy.isEnabled()
    assert not window.go(Stage.ASSESSMENT)


def test_a_new_assessment_begins_with_the_first_stage(open_window, empty_file):
    window = open_window(empty_file)
    assert window.workspace.current_stage is Stage.SCOPE


def test_work_under_way_goes_on_with_the_questions(open_window, empty_file):
    with Document.open(empty_file) as document:
        write_answer(document, question="kf3.q20", text="Yes.")
    window = open_window(empty_file)
    assert window.workspace.current_stage is Stage.ASSESSMENT
    assert window.workspace.page(Stage.ASSESSMENT).current_question == "kf3.q20"


def test_closing_writes_what_is_typed_and_leaves_one_file(qtbot, window, page, empty_file):
    type_answer(qtbot, page, "typed a moment ago")
    window.close()
    assert text_of(empty_file) == "typed a moment ago"
    assert [path.name for path in empty_file.parent.glob("station*")] == ["station.integrity"]


def test_changing_the_page_writes_what_is_typed(qtbot, window, page):
    type_answer(qtbot, page, "typed")
    other = next(stage for stage in Stage if stage is not Stage.ASSESSMENT)
    assert window.go(other)
    assert window.bridge.document.read.answer("kf1.q1").text == "typed"


def test_changing_the_question_writes_what_is_typed(qtbot, window, page):
    type_answer(qtbot, page, "typed")
    page.go_by(1)
    assert window.bridge.document.read.answer("kf1.q1").text == "typed"
    assert page.panel.answer.text() == ""


def test_ctrl_z_in_a_text_box_is_the_undo_of_the_document(qtbot, window, page):
    document = window.bridge.document
    type_answer(qtbot, page, "first")
    page.go_by(1)
    page.panel.answer.setFocus()
    qtbot.keyClicks(page.panel.answer, "second")
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_Z, CONTROL)
    assert document.read.answer("kf1.q2").text == ""
    assert page.panel.answer.text() == ""
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_Z, CONTROL)
    assert document.read.answer("kf1.q1").text == ""
    assert page.current_question == "kf1.q1"
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert document.read.answer("kf1.q1").text == "first"
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_Y, CONTROL)
    assert document.read.answer("kf1.q2").text == "second"


def test_ctrl_z_outside_a_text_box_is_the_same_undo(qtbot, window, page):
    type_answer(qtbot, page, "typed")
    page.checklist.tree.setFocus()
    qtbot.keyClick(page.checklist.tree, Qt.Key.Key_Z, CONTROL)
    assert window.bridge.document.read.answer("kf1.q1").text == ""


def test_one_ctrl_z_is_one_step(qtbot, window, page, monkeypatch):
    steps = []
    monkeypatch.setattr(MainWindow, "undo", lambda window: steps.append(window.windowTitle()))
    page.panel.answer.setFocus()
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_Z, CONTROL)
    page.checklist.find_box.setFocus()
    qtbot.keyClick(page.checklist.find_box, Qt.Key.Key_Z, CONTROL)
    assert len(steps) == 2


def test_undo_goes_across_pages(qtbot, window, page):
    type_answer(qtbot, page, "typed")
    other = next(stage for stage in Stage if stage is not Stage.ASSESSMENT)
    window.go(other)
    window.window_actions.undo.trigger()
    assert window.bridge.document.read.answer("kf1.q1").text == ""


def test_undo_and_redo_say_what_they_do(window):
    actions = window.window_actions
    assert not actions.redo.isEnabled()
    write_answer(window.bridge.document, question="kf3.q20", text="Yes.")
    assert actions.undo.text() == "&Undo: change answer 3.20"
    actions.undo.trigger()
    assert actions.redo.text() == "&Redo: change answer 3.20"
    assert actions.redo.isEnabled()
    assert window.storing.told.text() == "Undo: change answer 3.20"


def test_the_status_bar_tells_when_the_last_sentence_reached_the_disk(window, monkeypatch):
    assert window.saved_text == "Saved as you type"
    moment = datetime(2026, 11, 21, 10, 42, 7, tzinfo=UTC)
    window.bridge.document.saved_at = moment
    window.bridge.saved.emit(moment)
    assert window.saved_text == f"Saved at {moment.astimezone():%H:%M:%S}"
    write_answer(window.bridge.document, question="kf3.q20", text="Yes.")
    assert window.saved_text == f"Saved at {window.bridge.document.saved_at.astimezone():%H:%M:%S}"


def test_a_full_disk_keeps_the_window_open_until_the_user_decides(qtbot, window, page, empty_file, full_disk):
    type_answer(qtbot, page, "do not lose me")
    window.close()
    assert window.isVisible()
    assert page.panel.answer.text() == "do not lose me"
    assert window.bar.text.startswith("There is no room. Free some space. The file stays open")
    full_disk()
    window.close()
    assert not window.isVisible()
    assert text_of(empty_file) == "do not lose me"


def test_a_full_disk_keeps_the_page(qtbot, window, page, full_disk):
    type_answer(qtbot, page, "do not lose me")
    other = next(stage for stage in Stage if stage is not Stage.ASSESSMENT)
    assert not window.go(other)
    assert window.workspace.current_stage is Stage.ASSESSMENT
    assert window.workspace.stages.currentItem().text() == "Assessment"
    page.go_by(1)
    assert page.current_question == "kf1.q1"
    assert page.panel.answer.text() == "do not lose me"


def test_a_file_that_cannot_be_opened_is_told_in_the_window(open_window, tmp_path):
    stranger = tmp_path / "photo.integrity"
    stranger.write_bytes(b"not ours" * 1000)
    window = open_window(stranger)
    assert window.bar.isVisible()
    assert "photo.integrity" in window.bar.text
    assert window.bridge is None
    assert window.findChild(StartPage).isVisible()


def test_a_second_window_is_told_that_the_file_is_open(open_window, empty_file):
    open_window(empty_file)
    second = open_window(empty_file)
    assert second.bridge is None
    assert "station.integrity" in second.findChild(QMessageBox, "in-use-question").text()


def test_a_read_only_file_says_so_and_why(open_window, empty_file):
    path = empty_file.with_name("protected.integrity")
    shutil.copy(empty_file, path)
    window = open_window()
    document = Document.open(path, read_only=True)
    window.show_document(document)
    assert window.read_only_banner.isVisible()
    assert window.read_only_banner.text() == "This file is open for reading only."
    window.go(Stage.ASSESSMENT)
    page = window.workspace.page(Stage.ASSESSMENT)
    assert page.panel.answer.isReadOnly()
    assert not page.panel.status.isEnabled()
    assert not page.panel.activities.make.isEnabled()
    assert not window.window_actions.undo.isEnabled()


def test_opening_another_file_closes_the_first(qtbot, window, page, empty_file, sample_file):
    type_answer(qtbot, page, "typed")
    assert window.open_file(sample_file)
    assert text_of(empty_file) == "typed"
    assert window.windowTitle() == "sample - Integrity Workbench"
    assert window.memory.paths == [sample_file, empty_file]


@pytest.mark.parametrize(("name", "advice"), [("notes.txt", "ends in .integrity"), ("broken.integrity", "newest copy")])
def test_a_wrong_file_leaves_the_good_one_open(qtbot, window, page, empty_file, name, advice):
    wrong = empty_file.with_name(name)
    wrong.write_bytes(b"Minutes of the meeting, nothing else. " * 40)
    type_answer(qtbot, page, "typed")
    assert not window.open_file(wrong)
    assert name in window.bar.text
    assert advice in window.bar.text
    assert window.workspace.isVisible()
    assert window.windowTitle() == "station - Integrity Workbench"
    type_answer(qtbot, page, " and more")
    assert window.close_file()
    assert text_of(empty_file) == "typed and more"


def test_the_open_file_can_be_opened_again(qtbot, window, page, empty_file):
    type_answer(qtbot, page, "typed")
    assert window.open_file(empty_file)
    assert window.workspace.page(Stage.ASSESSMENT).panel.answer.text() == "typed"


def test_save_a_copy_has_what_was_just_typed(qtbot, window, page, empty_file, monkeypatch):
    target = empty_file.with_name("copy.integrity")
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: target)
    type_answer(qtbot, page, "typed")
    window.window_actions.save_copy.trigger()
    assert text_of(target) == "typed"
    assert "copy.integrity" in window.bar.text


def test_recent_files_are_offered(window, sample_file, empty_file):
    window.open_file(sample_file)
    menu = window.window_actions.recent
    menu.aboutToShow.emit()
    assert [action.toolTip() for action in menu.actions()] == [str(sample_file), str(empty_file)]
    menu.actions()[1].trigger()
    assert window.windowTitle() == "station - Integrity Workbench"


def test_stages_have_keys(qtbot, window):
    for number, stage in enumerate(Stage, 1):
        qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), CONTROL)
        assert window.workspace.current_stage is stage


def test_stages_say_how_far_they_have_come(qtbot, window):
    items = [window.workspace.stages.item(row) for row in range(window.workspace.stages.count())]
    spoken = {item.text(): item.data(Qt.ItemDataRole.AccessibleTextRole) for item in items}
    assert spoken["Assessment"] == "Assessment: 0 of 282"
    write_answer(window.bridge.document, question="kf3.q20", text="Yes.")
    item = next(item for item in items if item.text() == "Assessment")
    qtbot.waitUntil(lambda: item.data(Qt.ItemDataRole.AccessibleTextRole) == "Assessment: 1 of 282")


def test_pages_are_made_when_they_are_first_visited(window):
    assert Stage.ASSESSMENT in window.workspace.pages
    assert set(window.workspace.pages) < set(Stage)


def test_about_tells_the_versions(window):
    window.show_about()
    box = window.findChild(AboutDialog)
    for name in ("Integrity Workbench: ", "Qt: ", "SQLite: ", "Python: ", "File format: "):
        assert name in box.text.toPlainText()
    box.close()


def test_the_window_comes_back_where_it_was(open_window, empty_file, memory):
    window = open_window(empty_file, size=(720, 560))
    window.close()
    again = MainWindow(memory)
    assert again.size().toTuple() == (720, 560)
    again.deleteLater()


def test_building_a_window_sets_nothing_for_others(qapp, open_window, empty_file):
    before = (qapp.styleSheet(), qapp.font(), qapp.layoutDirection(), qapp.palette().cacheKey())
    open_window(empty_file)
    assert (qapp.styleSheet(), qapp.font(), qapp.layoutDirection(), qapp.palette().cacheKey()) == before


def test_a_change_of_the_description_is_undone_from_anywhere(qtbot, window):
    describe_assessment(window.bridge.document, responsible="Ana")
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert window.bridge.document.read.assessment().responsible == ""
