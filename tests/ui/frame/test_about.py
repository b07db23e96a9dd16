"""What the box About tells: what the program is, where data lie, what it is made of; and how it is handed on."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from ui.frame.about import AboutDialog
from workbench.keeping.folder import default_root


@pytest.fixture
def box(open_window, empty_file):
    window = open_window(empty_file)
    window.show_about()
    return window.findChild(AboutDialog)


def test_it_says_what_the_program_is_and_where_data_lie(box, empty_file, memory):
    said = box.text.toPlainText()
    for part in ("never uses a network", "Apache License 2.0", str(empty_file), str(default_root()), str(memory.folder)):
        assert part in said


def test_it_is_copied_whole_and_can_be_selected(box):
    box.copy_button.click()
    assert QGuiApplication.clipboard().text() == box.text.toPlainText()
    assert box.isVisible()
    assert box.text.isReadOnly()


def test_it_is_seen_whole_in_the_smallest_window(box):
    assert box.width() <= 800
    assert box.height() <= 600
    assert box.text.verticalScrollBar().maximum() == 0


def test_without_a_file_it_says_so(open_window):
    window = open_window()
    window.show_about()
    assert "No assessment is open." in window.findChild(AboutDialog).text.toPlainText()
