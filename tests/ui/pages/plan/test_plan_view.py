"""The plan sorted by a heading or narrowed by words: the view says so, leads back, and the plan keeps its order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from workbench.operations.activities import add_activity, edit_activity
from workbench.plan.columns import position_of
from workbench.plan.order import read_plan

pytestmark = pytest.mark.slow

TIMELINE = position_of("timeline")


@pytest.fixture
def sorted_page(page, document, plan):
    edit_activity(document, activity=plan["draw"], start_quarter="2027-Q4", end_quarter="2028-Q1")
    edit_activity(document, activity=plan["later"], start_quarter="2027-Q1", end_quarter="2027-Q2")
    page.shown.sort(TIMELINE)
    return page


def shown(page):
    return [page.model.index(place, 0).data() for place in range(page.model.rowCount())]


def test_a_heading_sorts_and_what_is_sorted_says_so_and_leads_back(sorted_page, document):
    page, before = sorted_page, [line.line_id for line in read_plan(document)]
    assert shown(page) == ["A1  Train brokers", "1.1.1  Draw the lanes", "1.1.2  Watch the draw"]
    assert page.shown.said.text() == "Sorted by Timeline"
    assert page.shown.all.isVisible()
    assert page.shown.all.text() == "As in the document"
    page.shown.sort(TIMELINE)
    assert shown(page) == ["1.1.1  Draw the lanes", "A1  Train brokers", "1.1.2  Watch the draw"], "empty ones stay last"
    assert [line.line_id for line in read_plan(document)] == before, "the plan has its own order"
    page.shown.all.click()
    assert [line.line_id for line in page.model.lines] == before
    assert not page.shown.said.isVisible()


def test_nothing_is_moved_while_the_plan_is_sorted(sorted_page, plan):
    page = sorted_page
    page.table.show_line(plan["watch"])
    assert not page.can_move(-1)
    assert not page.up_button.isEnabled()
    index = page.model.index_of(plan["watch"])
    assert not page.model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    page.move_line(-1)
    assert shown(page)[-1] == "1.1.2  Watch the draw"
    page._fill_menu()
    assert "1.2: Fees are known" in [action.text() for action in page.menu.actions()]


def test_words_leave_the_headings_that_are_needed(page):
    page.shown.narrow("draw")
    assert shown(page) == [
        "Outcome 1: Fewer bribes",
        "1.1: Lanes are drawn",
        "1.1.1  Draw the lanes",
        "1.1.2  Watch the draw",
    ]
    assert page.shown.said.text() == "1 row is hidden"
    page.shown.narrow("nothing like that")
    assert shown(page) == []
    assert page.parts.isVisible(), "the plan is not empty"
    page.shown.show_all()
    assert len(shown(page)) == 8


def test_a_line_that_is_hidden_is_led_to_and_new_ones_are_seen(page, document, plan):
    page.shown.narrow("draw")
    page.show_row(plan["later"])
    assert page.table.current_id() == plan["later"]
    page.shown.sort(0)
    page.add_outcome()
    assert not page.model.is_arranged()
    assert page.table.is_editing()


def test_a_line_stays_where_it_is_while_it_is_edited_and_new_ones_come_last(sorted_page, document, plan):
    tester = QAbstractItemModelTester(sorted_page.model)
    edit_activity(document, activity=plan["later"], start_quarter="2029-Q1", end_quarter="2029-Q2")
    add_activity(document, title="Added")
    assert [text.split("  ")[1] for text in shown(sorted_page)] == [
        "Train brokers",
        "Draw the lanes",
        "Watch the draw",
        "Added",
    ]
    del tester
