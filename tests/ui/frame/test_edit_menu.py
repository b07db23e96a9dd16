"""The menu Edit acts on what has the focus, and offers only what is possible there; Ctrl+S reassures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from ui.kit.edit_acts import EditAct, do, possible_acts
from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.model.rows import Contributor
from workbench.operations.answers import write_answer

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window, empty_file, qtbot):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT, "kf1.q1")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    QGuiApplication.clipboard().clear()
    return made


@pytest.fixture
def answer(window):
    editor = window.workspace.page(Stage.ASSESSMENT).panel.answer
    editor.setFocus()
    return editor


def offered(window) -> set[EditAct]:
    menu = window.window_actions.edit_menu
    menu.update_state()
    return {act for act, entry in menu.actions.items() if entry.isEnabled()}


def test_the_entries_are_in_the_menu_with_their_keys(window):
    texts = [action.text().replace("&", "") for action in window.window_actions._edit.actions()]
    for text in ("Cut\tCtrl+X", "Copy\tCtrl+C", "Paste\tCtrl+V", "Select all\tCtrl+A", "Find…", "Find and replace…"):
        assert text in texts


def test_what_is_possible_follows_the_text(window, answer, qtbot):
    assert offered(window) == set()
    qtbot.keyClicks(answer, "typed")
    assert offered(window) == {EditAct.SELECT_ALL}
    window.window_actions.edit_menu.actions[EditAct.SELECT_ALL].trigger()
    assert offered(window) == {EditAct.SELECT_ALL, EditAct.CUT, EditAct.COPY}
    window.window_actions.edit_menu.actions[EditAct.CUT].trigger()
    assert answer.text() == ""
    assert offered(window) == {EditAct.PASTE}
    window.window_actions.edit_menu.actions[EditAct.PASTE].trigger()
    assert answer.text() == "typed"
    assert window.bridge.flush()
    assert window.bridge.document.read.answer("kf1.q1").text == "typed"


def test_the_menu_keeps_the_part_that_had_the_focus(window, answer, qtbot):
    qtbot.keyClicks(answer, "typed")
    window.menuBar().setFocus()
    window.window_actions.edit_menu.actions[EditAct.SELECT_ALL].trigger()
    assert answer.textCursor().selectedText() == "typed"


def test_a_line_is_pasted_on_one_line(window, qtbot):
    box = window.workspace.page(Stage.ASSESSMENT).checklist.find_box
    box.setFocus()
    QGuiApplication.clipboard().setText("two\nlines")
    assert offered(window) == {EditAct.PASTE}
    window.window_actions.edit_menu.actions[EditAct.PASTE].trigger()
    assert box.text() == "two lines"


def test_nothing_is_written_into_a_file_for_reading_only(open_window, sample_file):
    window = open_window()
    window.show_document(Document.open(sample_file, read_only=True))
    window.go(Stage.ASSESSMENT)
    answer = window.workspace.page(Stage.ASSESSMENT).panel.answer
    answer.selectAll()
    QGuiApplication.clipboard().setText("x")
    assert set(possible_acts(answer)) == {EditAct.COPY, EditAct.SELECT_ALL}
    assert not do(EditAct.PASTE, answer)


class Table(QPushButton):
    """A part that takes part by its methods, as tables do."""

    done = ""

    def copy(self) -> None:
        self.done = "copied"

    def paste(self) -> None:
        self.done = "pasted"


class SayingTable(Table):
    """One that says itself what is possible."""

    def edit_acts(self):
        return {EditAct.PASTE}


def test_any_part_can_take_part(qtbot):
    plain, saying = Table(), SayingTable()
    for each in (plain, saying):
        qtbot.addWidget(each)
    QGuiApplication.clipboard().clear()
    assert set(possible_acts(plain)) == {EditAct.COPY}
    assert do(EditAct.COPY, plain)
    assert plain.done == "copied"
    assert not do(EditAct.COPY, saying)
    assert do(EditAct.PASTE, saying)
    assert saying.done == "pasted"
    saying.setEnabled(False)
    assert not do(EditAct.PASTE, saying)
    assert not do(EditAct.COPY, None)


def test_a_text_that_is_only_read_can_be_copied(qtbot):
    label = QLabel("Read me")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    qtbot.addWidget(label)
    assert not do(EditAct.COPY, label)
    label.setSelection(0, 4)
    assert do(EditAct.COPY, label)
    assert QGuiApplication.clipboard().text() == "Read"
    secret = QLineEdit()
    qtbot.addWidget(secret)
    assert set(possible_acts(secret)) == {EditAct.PASTE}


def test_ctrl_s_stores_and_says_so_for_a_moment(window, answer, qtbot, monkeypatch):
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert window.bar.text == "Everything is saved. Nothing was changed since the file was opened."
    qtbot.keyClicks(answer, "typed")
    qtbot.keyClick(answer, Qt.Key.Key_S, CONTROL)
    at = window.bridge.document.saved_at.astimezone()
    assert window.bar.text == f"Everything is saved, the last change at {at:%H:%M:%S}."
    assert window.bridge.document.read.answer("kf1.q1").text == "typed"
    window.storing._reassures.timeout.emit()
    assert not window.bar.isVisible()


def test_ctrl_s_does_not_say_so_when_it_is_not(window, answer, qtbot, full_disk):
    qtbot.keyClicks(answer, "typed")
    qtbot.keyClick(answer, Qt.Key.Key_S, CONTROL)
    assert "There is no room." in window.bar.text
    full_disk()


def test_a_message_that_came_later_stays(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    write_answer(window.bridge.document, question="1.1", text="x")
    window.bridge.offer_undo(type(window.bridge.document.undo_label)("Something else."))
    window.storing._reassures.timeout.emit()
    assert window.bar.text == "Something else."


def test_a_table_is_pasted_into_a_list_without_rows(window, qtbot):
    window.go(Stage.PEOPLE)
    table = window.workspace.page(Stage.PEOPLE).contributors.table
    assert table.add_button.hasFocus()
    assert offered(window) == set()
    QGuiApplication.clipboard().setText("Name\tRole\nAna\tSteering group\nBo\tSteering group\n")
    assert offered(window) == {EditAct.PASTE}
    for ask in (
        window.window_actions.edit_menu.actions[EditAct.PASTE].trigger,
        lambda: qtbot.keyClick(table.add_button, Qt.Key.Key_V, CONTROL),
    ):
        ask()
        dialog = table.acts.clipboard.dialog
        assert dialog is not None
        dialog.reject()
    qtbot.keyClick(table.add_button, Qt.Key.Key_V, CONTROL)
    table.acts.clipboard.dialog.accept()
    assert [row.name for row in window.bridge.document.read.every(Contributor)] == ["Ana", "Bo"]
    assert table.edit_acts() == ()


def test_a_click_into_an_empty_list_leads_there_to_paste(window, qtbot):
    window.go(Stage.PEOPLE)
    table = window.workspace.page(Stage.PEOPLE).contributors.table
    assert "Ctrl+V" in table.empty_label.text()
    window.workspace.stages.setFocus()
    qtbot.mouseClick(table.empty_label, Qt.MouseButton.LeftButton)
    assert table.add_button.hasFocus()
