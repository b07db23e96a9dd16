"""The history of a file is checked a moment after the window stands, so that the window stands sooner."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import Qt

from ui.link.stages import Stage
from workbench.document.document import Document, ReadOnlyReason
from workbench.operations.answers import write_answer


@pytest.fixture
def file_with_damaged_history(empty_file):
    with Document.open(empty_file) as document:
        write_answer(document, question="kf1.q1", text="What was written.")
    connection = sqlite3.connect(empty_file)
    connection.execute("UPDATE entries SET old = 'never written'")
    connection.commit()
    connection.close()
    return empty_file


def test_a_damaged_history_is_told_and_what_was_typed_meanwhile_is_kept(qtbot, open_window, file_with_damaged_history):
    window = open_window(file_with_damaged_history)
    assert not window.bridge.read_only
    window.go(Stage.ASSESSMENT)
    page = window.workspace.page(Stage.ASSESSMENT)
    page.show_entry("kf1.q2")
    page.panel.answer.setFocus()
    qtbot.keyClicks(page.panel.answer, "Typed before the check.")
    qtbot.waitUntil(lambda: window.bridge.document.read_only is ReadOnlyReason.DAMAGED, timeout=5000)
    assert window.read_only_banner.isVisible()
    assert window.bridge.document.read.answer("kf1.q1").text == "What was written."
    assert window.bridge.document.read.answer("kf1.q2").text == "Typed before the check."


def test_a_sound_file_stays_open_as_it_is(qtbot, open_window, empty_file):
    window = open_window(empty_file)
    bridge = window.bridge
    qtbot.waitUntil(lambda: not window._history_check.isActive(), timeout=5000)
    assert window.bridge is bridge
    assert not bridge.read_only
    qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.bridge is None
