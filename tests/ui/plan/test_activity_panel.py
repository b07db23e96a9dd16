"""The panel of the chosen activity: its form, its indicators, the sheet of one, and the questions about its target."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.models.plan_model import INDICATORS, RESPONSIBLE
from workbench.model import Activity, ActivityIndicator, Indicator
from workbench.operations.people import add_contributor


def test_the_form_edits_the_chosen_activity(page, qtbot, plan, document):
    person = add_contributor(document, name="Lena Torvik")
    page.table.show_line(plan["draw"])
    editors = page.activity.form.editors
    choice = editors["responsible_id"]
    choice.setCurrentIndex(choice.findText("Lena Torvik"))
    choice.activated.emit(choice.currentIndex())
    qtbot.keyClicks(editors["responsible"], "with Freight Control")
    qtbot.keyClicks(editors["target"], "Every shift")
    page.flush()
    assert document.get(Activity, plan["draw"]).responsible_id == person
    assert page.model.index_of(plan["draw"], RESPONSIBLE).data() == "Lena Torvik, with Freight Control"
    page.table.show_line(plan["watch"])
    assert editors["target"].text() == ""
    assert choice.value() is None
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
