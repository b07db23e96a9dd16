"""The panel of the chosen activity: its form, its indicators, the sheet of one, and the questions about its target."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from workbench.model.rows import ActivityIndicator, ActivityPerson, Indicator
from workbench.model.vocabulary import ActivityRole
from workbench.operations.activities import edit_activity, set_activity_indicators
from workbench.operations.indicators import add_indicator, edit_indicator
from workbench.operations.people import add_contributor, edit_contributor
from workbench.operations.roles import name_people
from workbench.plan.columns import position_of
from workbench.plan.indicator_sheet import missing_fields

pytestmark = pytest.mark.slow

RESPONSIBLE, COORDINATOR = ActivityRole.RESPONSIBLE, ActivityRole.COORDINATOR


def linked(document, activity, role=RESPONSIBLE):
    """Who has a role in an activity: ids of contributors, and other names."""
    rows = document.read.where(ActivityPerson, activity_id=activity, role=role.value)
    return [row.contributor_id or row.name for row in rows]


def test_the_form_edits_the_chosen_activity(page, qtbot, plan, document):
    person = add_contributor(document, name="Lena Torvik")
    page.table.show_line(plan["draw"])
    editors, people = page.activity.form.editors, page.activity.people[RESPONSIBLE]
    qtbot.keyClicks(people.box, "Lena Torvik, with Freight Control")
    qtbot.keyClicks(editors["target"], "Every shift")
    page.flush()
    assert linked(document, plan["draw"]) == [person, "with Freight Control"]
    assert page.model.index_of(plan["draw"], position_of("responsible")).data() == "Lena Torvik, with Freight Control"
    page.table.show_line(plan["watch"])
    assert editors["target"].text() == ""
    assert people.box.text() == ""
    page.table.show_line(plan["first"])
    assert page.activity.row_id == ""
    assert page.detail.isHidden()


def test_a_new_indicator_measures_the_activity(page, qtbot, plan, document, told):
    page.table.show_line(plan["draw"])
    panel = page.activity.indicators
    qtbot.mouseClick(panel.new, Qt.MouseButton.LeftButton)
    assert "Write the name" in told[-1].text
    qtbot.keyClicks(panel.name, "Drawn shifts")
    qtbot.mouseClick(panel.new, Qt.MouseButton.LeftButton)
    (indicator,) = document.read.every(Indicator)
    (link,) = document.read.every(ActivityIndicator)
    assert (indicator.name, link.activity_id) == ("Drawn shifts", plan["draw"])
    assert page.model.index_of(plan["draw"], position_of("indicators")).data() == "• Drawn shifts"
    panel.links.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert document.read.every(ActivityIndicator) == []


def test_people_are_chosen_from_the_list_by_keys(page, qtbot, plan, document):
    lena, omar = (add_contributor(document, name=name) for name in ("Lena Torvik", "Omar & Sons"))
    page.table.show_line(plan["draw"])
    box = page.activity.people[RESPONSIBLE].box
    box.setFocus()
    for _ in range(2):
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.menu.isVisible()
        entry = next(entry for entry in box.menu.actions() if not entry.isChecked())
        box.menu.setActiveAction(entry)
        qtbot.keyClick(box.menu, Qt.Key.Key_Return)
    assert linked(document, plan["draw"]) == [lena, omar]
    box.fill_list()
    assert [entry.isChecked() for entry in box.menu.actions()] == [True, True]
    box.menu.actions()[0].trigger()
    assert linked(document, plan["draw"]) == [omar]
    page.bridge.undo()
    assert box.text() == "Lena Torvik, Omar & Sons"


def test_a_name_is_completed_behind_a_comma(page, qtbot, plan, document):
    add_contributor(document, name="Lena Torvik")
    page.table.show_line(plan["draw"])
    box = page.activity.people[RESPONSIBLE].box
    qtbot.keyClicks(box, "The unit, tor")
    completer = box.completer()
    assert completer.completionCount() == 1
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "The unit, Lena Torvik"
    assert page.flush()


def test_a_mended_name_is_shown(page, plan, document):
    lena = add_contributor(document, name="Lena")
    name_people(document, of=ActivityPerson, owner=plan["draw"], text="Lena, the unit")
    page.table.show_line(plan["draw"])
    edit_contributor(document, contributor=lena, name="Lena Torvik")
    assert page.activity.people[RESPONSIBLE].box.text() == "Lena Torvik, the unit"


def test_several_people_are_completed_one_behind_the_other(page, qtbot, plan, document):
    people = [add_contributor(document, name=name) for name in ("Lena Torvik", "Omar Saad")]
    page.table.show_line(plan["draw"])
    box = page.activity.people[RESPONSIBLE].box
    box.setFocus()
    for typed in ("tor", ", the unit, saa"):
        qtbot.keyClicks(box, typed)
        assert box.completer().popup().isVisible()
        qtbot.keyClick(box.completer().popup(), Qt.Key.Key_Down)
        qtbot.keyClick(box.completer().popup(), Qt.Key.Key_Return)
    assert box.text() == "Lena Torvik, the unit, Omar Saad"
    assert page.flush()
    assert linked(document, plan["draw"]) == [people[0], "the unit", people[1]]


def test_every_role_has_a_box_of_its_own(page, qtbot, plan, document):
    lena = add_contributor(document, name="Lena Torvik")
    page.table.show_line(plan["draw"])
    boxes = {role: editor.box for role, editor in page.activity.people.items()}
    assert [box.accessibleName() for box in boxes.values()] == [
        "Responsible person", "Staff", "External help", "Coordinator",
    ]  # fmt: skip
    qtbot.keyClicks(boxes[RESPONSIBLE], "Freight Control")
    assert page.flush()
    qtbot.keyClicks(boxes[COORDINATOR], "Lena Torvik")
    assert page.flush()
    assert linked(document, plan["draw"]) == ["Freight Control"]
    assert linked(document, plan["draw"], COORDINATOR) == [lena]
    shown = page.model.index_of(plan["draw"], position_of("responsible"))
    assert shown.data() == "Freight Control\nCoordinator: Lena Torvik"
    assert shown.data(Qt.ItemDataRole.EditRole) == "Freight Control"
    page.table.show_line(plan["watch"])
    assert all(box.text() == "" for box in boxes.values())
    page.table.show_line(plan["draw"])
    page.bridge.undo()
    assert (boxes[RESPONSIBLE].text(), boxes[COORDINATOR].text()) == ("Freight Control", "")


def test_what_a_target_leaves_open_is_asked_quietly(page, qtbot, plan, document, told):
    page.table.show_line(plan["draw"])
    smart = page.activity.smart
    assert smart.isHidden()
    qtbot.keyClicks(page.activity.form.editors["target"], "Better")
    page.flush()
    assert "To ask yourselves (SMART)" in smart.text()
    assert "Time-bound: By which date or quarter?" in smart.text()
    assert told == []
    qtbot.keyClicks(page.activity.timeline.picker.end, "20274")
    page.flush()
    assert "Time-bound" not in smart.text()


def test_the_sheet_says_what_the_guide_still_requires(page, qtbot, plan, document):
    page.table.show_line(plan["draw"])
    panel = page.activity.indicators
    assert panel.sheet.isHidden()
    panel.take_focus()
    qtbot.keyClicks(panel.name, "Drawn shifts")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    (indicator,) = document.read.every(Indicator)
    assert not panel.sheet.isHidden()
    assert "8 required fields of 9 are still missing." in panel.missing.text()
    assert "Missing: " in panel.missing.text()
    for name in missing_fields(indicator):
        edit_indicator(document, indicator=indicator.id, **{name: "written"})
    assert panel.missing.text() == "All 9 required fields have a text."


def test_enter_on_the_cell_of_indicators_leads_to_their_list(page, qtbot, plan, document):
    add_indicator(document, name="Drawn shifts")
    page.fold.setChecked(False)
    page.table.show_line(plan["draw"], position_of("indicators"))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    chosen = page.activity.indicators.links.list
    assert page.detail.isVisible()
    assert chosen.hasFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Space)
    assert [link.activity_id for link in document.read.every(ActivityIndicator)] == [plan["draw"]]


def test_keys_fold_the_details_and_lead_into_them(page, qtbot, plan):
    page.table.show_line(plan["draw"])
    page.activateWindow()
    page.fold.setChecked(False)
    assert page.detail.isHidden()
    qtbot.keyClick(page.table, Qt.Key.Key_F9)
    assert page.detail.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert page.activity.form.editors["title"].hasFocus()
    qtbot.keyClick(page.activity.form.editors["title"], Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert page.table.hasFocus()


def test_details_stand_beside_the_table_where_there_is_room(page, qtbot, plan):
    page.table.show_line(plan["draw"])
    assert page.parts.orientation() == Qt.Orientation.Vertical
    page.resize(2200, 900)
    qtbot.waitUntil(lambda: page.parts.orientation() == Qt.Orientation.Horizontal)
    page.resize(800, 600)
    qtbot.waitUntil(lambda: page.parts.orientation() == Qt.Orientation.Vertical)


def test_the_panel_says_what_the_row_still_lacks(page, qtbot, plan, document):
    page.table.show_line(plan["draw"])
    assert page.activity.state.text() == (
        "Still missing in this row of the plan: responsible person, indicator, performance target, timeline."
    )
    name_people(document, of=ActivityPerson, owner=plan["draw"], text="Freight Control")
    edit_activity(document, activity=plan["draw"], target="Every shift", end_quarter="2027-Q3")
    assert page.activity.state.text() == "Still missing in this row of the plan: indicator."
    set_activity_indicators(document, activity=plan["draw"], indicators=[add_indicator(document, name="Drawn shifts")])
    assert "Nothing is missing in this row" in page.activity.state.text()
