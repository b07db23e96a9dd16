"""Rows and headings in a window that is read from the other side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.kit.direction import in_row, leading
from ui.pages.page import heading
from workbench.language.bidi import resolve
from workbench.language.i18n import Message

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def mirrored(qapp):
    qapp.setLayoutDirection(RTL)
    yield
    qapp.setLayoutDirection(LTR)


@pytest.mark.usefixtures("mirrored")
@pytest.mark.parametrize(
    "text", ["14 of 23", "1.1: Lanes are drawn.", "2027-Q1 to 2027-Q2", "95 per cent\nfrom April 2027."]
)
def test_the_words_of_a_row_stay_in_their_order(text):
    for line, plain in zip(in_row(text).split("\n"), text.split("\n"), strict=True):
        assert line[1:-1] == plain
        assert set(resolve(line, 1).levels[1:-1]) == {2}
        assert set(resolve(plain, 1).levels) != {2}, "without the marks it would be torn"


@pytest.mark.usefixtures("mirrored")
def test_an_arabic_row_runs_from_right_to_left():
    line = in_row("1.1  القرعة")
    assert {level for letter, level in zip(line, resolve(line, 1).levels, strict=True) if letter.isalpha()} == {3}
    assert in_row("") == ""


def test_in_a_window_from_left_to_right_only_other_scripts_are_marked(qapp):
    assert qapp.layoutDirection() is LTR
    assert in_row("14 of 23") == "14 of 23"
    assert in_row("Frontière") == "Frontière"
    assert in_row("القرعة.")[0] == "\u2068"


def test_headings_stand_at_the_side_where_lines_begin(qapp):
    absolute = Qt.AlignmentFlag.AlignAbsolute
    assert leading() == Qt.AlignmentFlag.AlignLeft | absolute
    qapp.setLayoutDirection(RTL)
    try:
        assert heading(Message("Action plan")).alignment() & Qt.AlignmentFlag.AlignRight
    finally:
        qapp.setLayoutDirection(LTR)
