"""Ratings that come from a spreadsheet: a block from the current cell on, or the whole table as it was copied here."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.models.ratings_model import PRIORITY, SUGGESTION
from ui.pages.priorities.priorities_page import PrioritiesPage
from workbench.model.rows import Activity
from workbench.model.vocabulary import Level
from workbench.operations.activities import add_activity

pytestmark = pytest.mark.slow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(show_page, document):
    for title in ("Draw the lanes by lot", "Publish the fees"):
        add_activity(document, title=title)
    return partial(show_page, PrioritiesPage)(document)


def levels(page):
    model = page.grid.ratings
    return [
        [model.level_at(model.index(row, column)) for column in range(PRIORITY + 1) if column != SUGGESTION]
        for row in range(model.rowCount())
    ]


def paste(qtbot, page, text):
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(page.grid, Qt.Key.Key_V, CONTROL)


def test_a_block_is_written_from_the_current_cell_on_as_one_change(qtbot, page, document, told):
    page.grid.setCurrentIndex(page.grid.sorted.index(0, 1))
    paste(qtbot, page, "High\tlow\nnot rated\tMEDIUM\n")
    none = [None] * 6
    assert levels(page) == [[None, Level.HIGH, Level.LOW, *none], [None, None, Level.MEDIUM, *none]]
    assert told[-1].text == "3 ratings were pasted."
    document.undo()
    assert {level for row in levels(page) for level in row} == {None}


def test_the_whole_table_comes_back_wherever_the_cursor_is(qtbot, page, document):
    qtbot.keyClicks(page.grid, "hml")
    page.grid.setCurrentIndex(page.grid.sorted.index(1, 0))
    qtbot.keyClicks(page.grid, "lll")
    before = levels(page)
    page.grid.copy()
    copied = QGuiApplication.clipboard().text()
    for _ in range(6):
        document.undo()
    page.grid.setCurrentIndex(page.grid.sorted.index(1, 5))
    paste(qtbot, page, copied)
    assert levels(page) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("High\n3 points", "“3 points” is not low, medium or high."),
        ("High\n" * 3, "There are not so many cells from here on."),
        ("\tUrgency\nNobody knows this one\tHigh", "This page has no row or column “Nobody knows this one”."),
    ],
)
def test_what_fits_nowhere_changes_nothing(qtbot, page, document, told, text, said):
    page.grid.setCurrentIndex(page.grid.sorted.index(0, 0))
    paste(qtbot, page, text)
    assert told[-1].text.startswith(said)
    assert "Nothing was changed." in told[-1].text
    assert {level for row in levels(page) for level in row} == {None}


def test_a_suggestion_cannot_be_pasted_over(qtbot, page, document):
    page.grid.setCurrentIndex(page.grid.sorted.index(0, SUGGESTION))
    paste(qtbot, page, "Low\tHigh")
    assert document.read.every(Activity)[0].priority is Level.HIGH
    assert levels(page)[0][:-1] == [None] * 8
