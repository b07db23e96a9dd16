"""The key for Confidential: the room sees nothing from that moment on, whatever the disk or the one screen is doing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ui.link.stages import Stage
from workbench.model.rows import Activity

Key = Qt.Key


@pytest.mark.parametrize("alone", [False, True])
def test_what_was_typed_just_before_is_stored_and_not_shown(room, qtbot, alone) -> None:
    one = room(alone=alone)
    one.show("kf1.q9")
    if alone:
        one.press(Key.Key_Return)
        QTest.keyClicks(one.control.view, " A NAME")
        one.press(Key.Key_F3)
    else:
        one.answer.moveCursor(one.answer.textCursor().MoveOperation.End)
        QTest.keyClicks(one.answer, " A NAME")
        one.shortcut(Key.Key_F3)
    assert one.control.blank
    assert "A NAME" not in one.text
    qtbot.waitUntil(lambda: one.document.read.answer("kf1.q9").is_confidential)
    assert one.document.read.answer("kf1.q9").text.endswith(" A NAME")
    one.window.undo()
    assert not one.document.read.answer("kf1.q9").is_confidential
    assert one.document.read.answer("kf1.q9").text.endswith(" A NAME"), "only the mark is taken back"
    assert "A NAME" not in one.text, "it is shown when somebody says so"


@pytest.mark.parametrize("alone", [False, True])
def test_it_is_blank_also_when_the_disk_is_full(room, full_disk, alone) -> None:
    one = room(alone=alone)
    one.show("kf1.q9")
    if alone:
        one.press(Key.Key_Return)
        QTest.keyClicks(one.control.view, " A NAME")
    else:
        QTest.keyClicks(one.answer, " A NAME")
    if alone:
        one.press(Key.Key_F3)
    else:
        one.shortcut(Key.Key_F3)
    assert one.control.blank
    assert "A NAME" not in one.text
    assert "A NAME" in one.answer.text(), "nothing typed is lost"
    full_disk()
    assert one.window.bridge.try_again()
    assert "A NAME" in one.document.read.answer("kf1.q9").text


@pytest.mark.parametrize("stage", [Stage.PRIORITIES, Stage.PLAN])
def test_on_the_other_pages_it_is_blank_before_the_file_takes_the_mark(room, full_disk, stage) -> None:
    one = room()
    row = next(row for row in one.document.read.every(Activity) if not row.is_confidential)
    one.window.go(stage, row.id)
    one.control.refresh()
    assert row.title in one.text
    one.shortcut(Key.Key_F3)
    assert one.control.blank
    assert one.text == ""
    assert not one.document.get(Activity, row.id).is_confidential
    full_disk()
    one.window.bridge.try_again()
    one.shortcut(Key.Key_F3)
    assert one.document.get(Activity, row.id).is_confidential


def test_it_is_blank_also_while_something_is_asked(room) -> None:
    one = room(alone=True)
    one.show("kf1.q9")
    one.press(Key.Key_F6)
    entry = one.control.view.entry
    QTest.keyClicks(entry, "Draw lanes")
    QTest.keyClick(entry, Key.Key_F3)
    assert one.control.blank
    assert one.document.read.answer("kf1.q9").is_confidential
    assert entry.text() == "Draw lanes", "nothing typed is lost"
    assert entry.echoMode() == QLineEdit.EchoMode.Password, "nobody reads it"
    QTest.keyClick(entry, Key.Key_Return)
    made = [row for row in one.document.read.every(Activity) if row.title == "Draw lanes"]
    assert [row.is_confidential for row in made] == [True]
    assert "Draw lanes" not in one.text


def test_no_other_key_acts_while_something_is_asked(room) -> None:
    one = room(alone=True)
    one.show("kf1.q9")
    before = one.document.read.answer("kf1.q9")
    known = len(one.document.read.every(Activity))
    one.press(Key.Key_F6)
    entry = one.control.view.entry
    QTest.keyClicks(entry, "x")
    for key in (Key.Key_F6, Key.Key_F4, Key.Key_F8, Key.Key_F12, Key.Key_F5):
        QTest.keyClick(entry, key)
    QTest.sendKeyEvent(QTest.KeyAction.Click, entry, Key.Key_Ampersand, "&", Qt.KeyboardModifier.AltModifier)
    assert one.control.open
    assert (entry.isVisible(), entry.text()) == (True, "x")
    assert one.document.read.answer("kf1.q9") == before
    assert len(one.document.read.every(Activity)) == known


def test_it_is_blank_also_while_the_keys_are_listed(room) -> None:
    one = room(alone=True)
    one.show("kf1.q9")
    one.press(Key.Key_Question)
    one.press(Key.Key_F3)
    assert one.control.blank
    assert one.document.read.answer("kf1.q9").is_confidential
