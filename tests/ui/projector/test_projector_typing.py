"""Typing in the projector view where it is the only screen: the same answer, the same autosave, the same undo."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.model.rows import Answer
from workbench.operations.answers import mark_answer_confidential, write_answer
from workbench.operations.people import add_contributor, edit_contributor

SECRET = "The answer to this question is confidential. It is not shown here."
Key = Qt.Key


def settle(qtbot) -> None:
    qtbot.wait(30)


def confidential(document: Document) -> str:
    return next(row.question_id for row in document.read.every(Answer) if row.is_confidential)


def test_alone_it_takes_letters_and_the_disk_has_them(room, qtbot, sample_file) -> None:
    one = room(alone=True)
    one.show("kf1.q9")
    assert "Enter: type" in one.text
    one.press(Key.Key_Return)
    QTest.keyClicks(one.control.view, " Typed on the wall, n and p too.")
    settle(qtbot)
    assert "n and p too." in one.text
    assert one.slide.shown.number == "1.9"
    one.press(Key.Key_Escape)
    assert one.control.open
    assert not one.control.view.typing
    assert one.document.read.answer("kf1.q9").text.endswith("Typed on the wall, n and p too.")
    one.press(Key.Key_Escape)
    assert not one.control.open
    assert one.window.isVisible()


def test_letters_of_all_alphabets_and_input_methods_reach_the_answer(room, qtbot) -> None:
    one = room(alone=True)
    one.show("kf1.q9")
    one.press(Key.Key_Return)
    one.answer.selectAll()
    for letter, code in (("б", 0x0411), ("م", 0x0645), ("€", 0x20AC), ("😀", 0)):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(one.control.view, event)
    composed = QInputMethodEvent()
    composed.setCommitString("ê")
    QApplication.sendEvent(one.control.view, composed)
    assert one.answer.text() == "бم€😀ê"
    one.press(Key.Key_Return)
    one.press(Key.Key_X)
    assert one.answer.text() == "бم€😀ê\nx"
    one.window.bridge.flush()
    assert one.document.read.answer("kf1.q9").text == "бم€😀ê\nx"


def test_on_a_keyboard_without_latin_letters_paste_and_commands_are_where_they_were(room, qtbot) -> None:
    one = room(alone=True)
    one.show("kf1.q9")

    def russian(letter: str, latin: str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        scan, mac = {"v": (47, 9), "b": (48, 11)}[latin]
        at = {"win32": (scan, 0), "darwin": (0, mac)}.get(sys.platform, (scan + 8, 0))
        event = QKeyEvent(QKeyEvent.Type.KeyPress, ord(letter.upper()), modifier, *at, 0, letter)
        QApplication.sendEvent(one.control.view, event)

    russian("и", "b")
    assert one.control.blank
    russian("и", "b")
    one.press(Key.Key_Return)
    one.answer.selectAll()
    russian("и", "b")
    QApplication.clipboard().setText(" pasted")
    russian("м", "v", Qt.KeyboardModifier.ControlModifier)
    assert one.answer.text() == "и pasted"


def test_n_and_p_go_on_and_back_while_nobody_types(room, qtbot) -> None:
    one = room(alone=True)
    one.show("kf1.q9")
    one.press(Key.Key_N)
    assert one.slide.shown.number == "1.10"
    one.press(Key.Key_P)
    one.press(Key.Key_P)
    assert one.slide.shown.number == "1.8"
    one.press(Key.Key_Right)
    assert one.slide.shown.number == "1.9"
    assert one.page.current_question == "kf1.q9"


def test_the_cursor_moves_by_the_lines_of_the_projector_view(room) -> None:
    one = room(alone=True)
    write_answer(one.document, question="kf1.q9", text="word " * 60)
    one.show("kf1.q9")
    one.press(Key.Key_Return)
    lines = [line for page in one.slide.pages for _, line in page.answer]
    assert len(lines) > 3
    one.press(Key.Key_Up)
    assert lines[-2].start <= one.answer.textCursor().position() <= lines[-2].start + lines[-2].length
    one.press(Key.Key_Home)
    assert one.answer.textCursor().position() == lines[-2].start
    one.press(Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert one.answer.textCursor().anchor() == lines[-2].start
    one.press(Key.Key_Down)
    assert one.answer.textCursor().position() >= lines[-1].start


def test_undo_and_redo_work_in_the_projector_view(room) -> None:
    one = room(alone=True)
    one.show("kf1.q9")
    before = one.answer.text()
    one.press(Key.Key_Return)
    QTest.keyClicks(one.control.view, "more")
    one.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert one.document.read.answer("kf1.q9").text == before
    one.press(Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert one.document.read.answer("kf1.q9").text == before + "more"


def test_nobody_types_where_nothing_is_shown(room) -> None:
    one = room(alone=True)
    key = confidential(one.document)
    one.show(key)
    before = one.answer.text()
    one.press(Key.Key_Return)
    QTest.keyClicks(one.control.view, "x")
    assert one.answer.text() == before
    one.show("kf1.q9")
    one.press(Key.Key_Return)
    assert one.control.view.typing
    mark_answer_confidential(one.document, question="kf1.q9", confidential=True)
    assert not one.control.view.typing
    one.window.go(Stage.SCOPE)
    one.press(Key.Key_Return)
    assert not one.control.view.typing


def test_nobody_types_on_a_projector_view_that_is_held(room) -> None:
    one = room(alone=True)
    one.show("kf1.q9")
    before = one.answer.text()
    one.control.toggle_hold()
    one.press(Key.Key_Return)
    QTest.keyClicks(one.control.view, "x")
    assert not one.control.view.typing
    assert one.answer.text() == before
    one.control.toggle_hold()
    one.press(Key.Key_Return)
    assert one.control.view.typing
    one.control.toggle_hold()
    assert not one.control.view.typing


def test_what_cannot_be_stored_is_said_on_the_line_of_keys_only(room, full_disk, qtbot) -> None:
    one = room(alone=True)
    one.show("kf1.q9")
    one.press(Key.Key_Return)
    QTest.keyClicks(one.control.view, "kept")
    one.press(Key.Key_Escape)
    settle(qtbot)
    assert "Not everything is saved yet." in one.text
    assert "There is no room." not in one.text
    full_disk()
    one.press(Key.Key_Escape)
    one.window.bridge.flush()
    assert one.document.read.answer("kf1.q9").text.endswith("kept")


def test_the_name_of_a_confidential_person_is_dots_while_it_is_typed(room, qtbot) -> None:
    one = room(alone=True)
    person = add_contributor(one.document, name="Amina Rahimova", confidential=True)
    one.show("kf1.q9")
    one.press(Key.Key_Return)
    one.answer.selectAll()
    QTest.keyClicks(one.control.view, "Told by amina rahimova twice")
    settle(qtbot)
    assert one.slide.shown.text == f"Told by {'•' * 14} twice"
    assert one.answer.text() == "Told by amina rahimova twice"
    one.window.bridge.flush()
    edit_contributor(one.document, contributor=person, confidential=False)
    settle(qtbot)
    assert one.slide.shown.text == "Told by amina rahimova twice"
