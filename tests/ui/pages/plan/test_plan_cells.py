"""The cells of the plan that are not plain text: people, and the quarters of the timeline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.editors.people_box import PeopleBox
from ui.pages.plan.plan_cells import QuarterCell
from workbench.model.rows import Activity, ActivityPerson
from workbench.operations.activities import edit_activity
from workbench.operations.people import add_contributor
from workbench.plan.columns import position_of

pytestmark = pytest.mark.slow


def open_cell(qtbot, page, kind):
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    (cell,) = (cell for cell in page.table.viewport().findChildren(kind) if cell.isVisible())
    return cell


def cells(page, kind):
    return [cell for cell in page.table.viewport().findChildren(kind) if cell.isVisible()]


def quarters(document, key):
    row = document.get(Activity, key)
    return row.start_quarter, row.end_quarter


def test_the_timeline_is_typed_as_quarters(page, qtbot, document, plan):
    page.table.show_line(plan["draw"], position_of("timeline"))
    cell = open_cell(qtbot, page, QuarterCell)
    qtbot.keyClicks(cell.picker.start, "20271")
    qtbot.keyClick(cell.picker.start, Qt.Key.Key_Tab)
    qtbot.keyClicks(cell.picker.end, "2027q3")
    qtbot.keyClick(cell.picker.end, Qt.Key.Key_Return)
    assert quarters(document, plan["draw"]) == ("2027-Q1", "2027-Q3")
    assert page.model.index_of(plan["draw"], position_of("timeline")).data() == "2027-Q1 to 2027-Q3"
    assert cells(page, QuarterCell) == []


def test_arrow_keys_change_year_and_quarter_in_the_cell(page, qtbot, document, plan):
    edit_activity(document, activity=plan["draw"], start_quarter="2027-Q4", end_quarter="2027-Q4")
    page.table.show_line(plan["draw"], position_of("timeline"))
    cell = open_cell(qtbot, page, QuarterCell)
    qtbot.keyClick(cell.picker.start, Qt.Key.Key_End)
    qtbot.keyClick(cell.picker.start, Qt.Key.Key_Up)
    assert quarters(document, plan["draw"]) == ("2028-Q1", "2028-Q1")
    qtbot.keyClick(cell.picker.start, Qt.Key.Key_Escape)
    assert cells(page, QuarterCell) == []


def test_what_is_no_quarter_stays_in_the_cell(page, qtbot, document, plan, told):
    page.table.show_line(plan["draw"], position_of("timeline"))
    cell = open_cell(qtbot, page, QuarterCell)
    qtbot.keyClicks(cell.picker.start, "202")
    qtbot.keyClick(cell.picker.start, Qt.Key.Key_Return)
    assert "is not a quarter" in page.table.cells.remark.text()
    assert told == []
    assert quarters(document, plan["draw"]) == ("", "")
    assert cells(page, QuarterCell) == [cell]


def test_open_quarters_are_written_before_the_page_is_left(page, qtbot, document, plan):
    page.table.show_line(plan["draw"], position_of("timeline"))
    cell = open_cell(qtbot, page, QuarterCell)
    qtbot.keyClicks(cell.picker.end, "2028")
    assert page.flush()
    assert quarters(document, plan["draw"]) == ("", "2028-Q4")


def test_a_person_is_chosen_or_typed(page, qtbot, document, plan):
    lena = add_contributor(document, name="Lena Torvik")
    page.table.show_line(plan["draw"], position_of("responsible"))
    box = open_cell(qtbot, page, PeopleBox)
    qtbot.keyClicks(box, "lena torvik, Freight Control")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(page, PeopleBox) == [])
    rows = document.read.where(ActivityPerson, activity_id=plan["draw"])
    assert [(row.contributor_id, row.name) for row in rows] == [(lena, ""), (None, "Freight Control")]
    assert page.model.index_of(plan["draw"], position_of("responsible")).data() == "Lena Torvik, Freight Control"


def test_people_are_chosen_in_the_cell(page, qtbot, document, plan):
    lena = add_contributor(document, name="Lena Torvik")
    page.table.show_line(plan["draw"], position_of("responsible"))
    box = open_cell(qtbot, page, PeopleBox)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    box.menu.setActiveAction(box.menu.actions()[0])
    qtbot.keyClick(box.menu, Qt.Key.Key_Return)
    assert [row.contributor_id for row in document.read.where(ActivityPerson, activity_id=plan["draw"])] == [lena]
    assert cells(page, PeopleBox) == [box]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(page, PeopleBox) == [])


def test_after_the_quarters_the_focus_is_in_the_table_and_tab_goes_on(page, qtbot, document, plan):
    page.table.show_line(plan["draw"], position_of("timeline"))
    cell = open_cell(qtbot, page, QuarterCell)
    qtbot.keyClicks(cell.picker.start, "20271")
    qtbot.keyClick(cell.picker.start, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert page.table.current_id() == plan["watch"]
    qtbot.keyClick(page.table, Qt.Key.Key_Tab)
    assert page.table.currentIndex().column() == position_of("timeline") + 1
    assert page.table.is_editing()


def test_esc_puts_the_quarters_back(page, qtbot, document, plan):
    edit_activity(document, activity=plan["draw"], start_quarter="2027-Q4", end_quarter="2027-Q4")
    page.table.show_line(plan["draw"], position_of("timeline"))
    cell = open_cell(qtbot, page, QuarterCell)
    qtbot.keyClick(cell.picker.start, Qt.Key.Key_Up)
    assert quarters(document, plan["draw"]) != ("2027-Q4", "2027-Q4")
    qtbot.keyClick(cell.picker.start, Qt.Key.Key_Escape)
    assert quarters(document, plan["draw"]) == ("2027-Q4", "2027-Q4")


def test_esc_puts_the_people_back(page, qtbot, document, plan):
    page.table.show_line(plan["draw"], position_of("responsible"))
    box = open_cell(qtbot, page, PeopleBox)
    qtbot.keyClicks(box, "Lena")
    page.bridge.flush()
    assert document.read.where(ActivityPerson, activity_id=plan["draw"])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert document.read.where(ActivityPerson, activity_id=plan["draw"]) == []


def test_tab_skips_the_indicators_and_a_row_of_a_heading_has_one_stop(page, qtbot, plan):
    page.table.open_cell(page.model.index_of(plan["lanes"]))
    seen = []
    for _ in range(4):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        seen.append((page.table.current_id(), page.table.currentIndex().column()))
    columns = [position_of(name) for name in ("title", "responsible", "target", "budget")]
    assert seen == [(plan["draw"], column) for column in columns]


def test_delete_empties_a_cell_of_the_plan(page, qtbot, document, plan):
    edit_activity(document, activity=plan["draw"], budget="Two days", start_quarter="2027-Q4", end_quarter="2027-Q4")
    for name in ("budget", "timeline"):
        page.table.show_line(plan["draw"], position_of(name))
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert (document.get(Activity, plan["draw"]).budget, quarters(document, plan["draw"])) == ("", ("", ""))
