"""Parts change places when there is room, once each time, and not in between."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from ui.kit.beside import BesideOrBelow, letters_across


@pytest.mark.parametrize("beside", [True, False])
def test_parts_are_arranged_only_when_the_answer_changes(beside):
    told, room = [], beside

    parts = BesideOrBelow(lambda: room, told.append, beside=beside)
    parts.follow_width()
    assert told == [], "they stand so from the beginning"
    room = not beside
    parts.follow_width()
    parts.follow_width()
    assert told == [not beside]
    room = beside
    parts.follow_width()
    assert told == [not beside, beside]


def test_a_width_is_told_in_letters_of_the_widget(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    letter = widget.fontMetrics().averageCharWidth()
    widget.resize(80 * letter, 100)
    assert letters_across(widget) == 80
    font = widget.font()
    font.setPointSize(font.pointSize() * 2)
    widget.setFont(font)
    assert letters_across(widget) < 80
