"""The panel of the chosen activity: its form, its indicators, the sheet of one, and the questions about its target."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.models.plan_model import INDICATORS, RESPONSIBLE
from workbench.model import Activity, ActivityIndicator, Indicator
from workbench.operations.activities import name_responsible
from workbench.operations.people import add_contributor, edit_contributor


def test_the_form_edits_the_chosen_activity(page, qtbot, plan, document):
    person = add_contributor(document, name="Lena Torvik")
    page.table.show_line(plan["draw"])
    editors, people = page.activity.form.editors, page.activity.people
    qtbot.keyClicks(people.box, "Lena Torvik, with Freight Control")
    qtbot.keyClicks(editors["target"], "Every shift")
    page.flush()
    assert document.get(Activity, plan["draw"]).responsible_id == person
    assert page.model.index_of(plan["draw"], RESPONSIBLE).data() == "Lena Torvik, with Freight Control"
    page.table.show_line(plan["watch"])
    assert editors["target"].text() == ""
    assert people.box.text() == ""
    page.table.show_line(plan["first"])
    assert page.activity.key == ""
    assert page.detail.isHidden()


def test_a_new_indicator_measures_the_activity(page, qtbot, plan, document, notices):
    page.table.show_line(plan["draw"])
    panel = page.activity.indicators
    qtbot.mouseClick(panel.new, Qt.MouseButton.LeftButton)
    assert "Write the name" in notices[-1].text
    qtbot.keyClicks(panel.name, "Drawn shifts")
    qtbot.mouseClick(panel.new, Qt.MouseButton.LeftButton)
    (indicator,) = document.read.every(Indicator)
    (link,) = document.read.every(ActivityIndicator)
    assert (indicator.name, link.activity_id) == ("Drawn shifts", plan["draw"])
    assert page.model.index_of(plan["draw"], INDICATORS).data() == "• Drawn shifts"
    panel.links.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert document.read.every(ActivityIndicator) == []


def test_people_are_chosen_from_the_list_by_keys(page, qtbot, plan, document):
    lena, omar = (add_contributor(document, name=name) for name in ("Lena Torvik", "Omar & Sons"))
    page.table.show_line(plan["draw"])
    box = page.activity.people.box
    box.setFocus()
    for _ in range(2):
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.menu.isVisible()
        entry = next(entry for entry in box.menu.actions() if not entry.isChecked())
        box.menu.setActiveAction(entry)
        qtbot.keyClick(box.menu, Qt.Key.Key_Return)
    row = document.get(Activity, plan["draw"])
    assert (row.responsible_id, row.responsible) == (lena, "Omar & Sons")
    box.fill_list()
    assert [entry.isChecked() for entry in box.menu.actions()] == [True, True]
    box.menu.actions()[0].trigger()
    row = document.get(Activity, plan["draw"])
    assert (row.responsible_id, row.responsible) == (omar, "")
    page.bridge.undo()
    assert box.text() == "Lena Torvik, Omar & Sons"


def test_a_name_is_completed_behind_a_comma(page, qtbot, plan, document):
    add_contributor(document, name="Lena Torvik")
    page.table.show_line(plan["draw"])
    box = page.activity.people.box
    qtbot.keyClicks(box, "The unit, tor")
    completer = box.completer()
    assert completer.completionCount() == 1
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "The unit, Lena Torvik"
    assert page.flush()


def test_a_mended_name_is_shown(page, plan, document):
    lena = add_contributor(document, name="Lena")
    name_responsible(document, activity=plan["draw"], text="Lena, the unit")
    page.table.show_line(plan["draw"])
    edit_contributor(document, contributor=lena, name="Lena Torvik")
    assert page.activity.people.box.text() == "Lena Torvik, the unit"
