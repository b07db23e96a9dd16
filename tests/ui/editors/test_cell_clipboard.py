"""Copying and pasting cells and rows: from Excel, Calc and Word, after one look, as one undo, and back again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.workbench.tables.clips import CALC, EXCEL, PEOPLE, WORD
from ui.pages.plan.plan_page import PlanPage
from ui.pages.registers.documents_page import DocumentsPage
from ui.pages.registers.people_page import PeoplePage
from workbench.model.rows import Activity, ActivityPerson, BackgroundDocument, Contributor
from workbench.model.vocabulary import PersonRole
from workbench.operations.activities import add_activity, remove_activity
from workbench.operations.documents import add_document
from workbench.operations.people import add_contributor, edit_contributor
from workbench.operations.plan import add_outcome, add_output
from workbench.operations.roles import name_people
from workbench.tables.cells import MOST_ROWS, read_text, write_text

pytestmark = pytest.mark.slow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def people(bridge, shown):
    page = PeoplePage(bridge)
    shown(page).resize(800, 560)
    table = page.contributors.table
    table.grid.setFocus()
    return table


def on_clipboard(text="", html=""):
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def paste(qtbot, table):
    qtbot.keyClick(table.grid, Qt.Key.Key_V, CONTROL)
    return table.acts.clipboard.dialog


def persons(document):
    return [(row.name, row.job_title, row.department, row.organization) for row in document.read.every(Contributor)]


WANTED = [(*row[:4],) for row in PEOPLE[1:]]


@pytest.mark.parametrize("clip", [EXCEL, CALC, WORD], ids=["Excel", "Calc", "Word"])
def test_several_rows_become_people_after_one_look_and_as_one_undo(qtbot, people, document, clip, notices):
    on_clipboard("what the program also offers", clip)
    people.acts.paste()
    dialog = people.acts.clipboard.dialog
    assert document.read.every(Contributor) == []
    assert dialog.headings.isChecked()
    assert [box.currentData() for box in dialog.boxes] == ["name", "job_title", "department", "organization", None]
    assert dialog.add.text() == "Add 3 people"
    dialog.add.click()
    assert persons(document) == WANTED
    assert notices[-1].action == "Undo"
    notices[-1].run()
    assert document.read.every(Contributor) == []


def test_text_with_tabs_does_the_same(qtbot, people, document):
    on_clipboard(write_text(PEOPLE))
    people.acts.paste()
    people.acts.clipboard.dialog.accept()
    assert persons(document) == WANTED


def test_the_look_can_be_changed_and_left(qtbot, people, document):
    on_clipboard("Ana\tHead\nBo\tAnalyst\n")
    people.acts.paste()
    dialog = people.acts.clipboard.dialog
    assert not dialog.headings.isChecked()
    dialog.choose_column(0, "department")
    dialog.choose_column(1, "name")
    assert [box.currentData() for box in dialog.boxes] == ["department", "name"]
    dialog.model.setData(dialog.model.index(2, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.add.text() == "Add 1 person"
    dialog.accept()
    assert persons(document) == [("Head", "", "Ana", "")]
    people.acts.paste()
    people.acts.clipboard.dialog.reject()
    assert len(persons(document)) == 1


def test_a_name_that_is_twice_in_the_table_is_told_as_that(people, document):
    add_contributor(document, name="Cem")
    on_clipboard("Name\tFunction\nAna\tHead\nBo\tClerk\nAna\tHead\nCem\tClerk")
    people.acts.paste()
    told = people.acts.clipboard.dialog.summary.text()
    assert told == "On the clipboard: 2 people. 1 name is there already. 1 name is twice in the table."


def test_refused_rows_and_names_that_are_there_are_told_in_the_look(qtbot, people, document):
    add_contributor(document, name="Ana")
    on_clipboard("Name\tRole\nana\tSteering group\nBo\tParticipant of today\nCem\tSteering group")
    people.acts.paste()
    dialog = people.acts.clipboard.dialog
    said = [dialog.model.index(row, 0).data() for row in range(1, dialog.model.rowCount())]
    assert said == [
        "Is not added. This name is there already.",
        "Not possible: “Participant of today” is no choice for “Role”.",
        "Is added.",
    ]
    for row in (1, 2):
        assert dialog.view.sizeHintForIndex(dialog.model.index(row, 0)).width() <= dialog.view.columnWidth(0)
    assert dialog.summary.text() == "On the clipboard: 1 person. 1 row cannot be added. 1 name is there already."
    dialog.accept()
    assert [row.name for row in document.read.every(Contributor)] == ["Ana", "Cem"]


def test_one_cell_goes_into_the_cells_that_are_chosen(qtbot, people, document):
    for name in ("Ana", "Bo"):
        add_contributor(document, name=name)
    people.grid.setCurrentIndex(people.model.index(0, 1))
    qtbot.keyClick(people.grid, Qt.Key.Key_Down, SHIFT)
    on_clipboard("Steering group")
    assert paste(qtbot, people) is None
    assert {row.role for row in document.read.every(Contributor)} == {PersonRole.STEERING_GROUP}
    document.undo()
    assert PersonRole.STEERING_GROUP not in {row.role for row in document.read.every(Contributor)}


def test_a_block_can_be_written_over_the_cells_from_the_selected_one_on(qtbot, people, document):
    for name in ("Ana", "Bo", "Cem"):
        add_contributor(document, name=name)
    people.grid.setCurrentIndex(people.model.index(1, 3))
    on_clipboard("Integrity\tCustoms\nFreight\tPort")
    people.acts.paste()
    dialog = people.acts.clipboard.dialog
    dialog.over.click()
    assert dialog.add.text() == "Write over"
    dialog.add.click()
    assert [(row.department, row.organization) for row in document.read.every(Contributor)] == [
        ("", ""),
        ("Integrity", "Customs"),
        ("Freight", "Port"),
    ]
    document.undo()
    assert {row.department for row in document.read.every(Contributor)} == {""}


def test_a_block_that_does_not_fit_is_not_written(qtbot, people, document, notices):
    add_contributor(document, name="Ana")
    people.grid.setCurrentIndex(people.model.index(0, 3))
    assert not people.acts.clipboard.write_over(read_text("a\nb"))
    assert "Nothing was written over" in notices[-1].text
    assert persons(document) == [("Ana", "", "", "")]


def test_what_is_copied_comes_back_equal(qtbot, people, document):
    add_contributor(document, name="=Ana", job_title="two\nlines", department='"D"', role=PersonRole.STEERING_GROUP)
    add_contributor(document, name="Bo", organization="+Port", confidential=True)
    before = [
        (*row, kind) for row, kind in zip(persons(document), [r.role for r in document.read.every(Contributor)], strict=True)
    ]
    people.grid.selectAll()
    qtbot.keyClick(people.grid, Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert "'=Ana" in data.text()
    assert "Confidential" in data.text()
    assert "<td" in data.html()
    for row in document.read.every(Contributor):
        edit_contributor(document, contributor=row.id, name=f"Old {row.name}")
    people.acts.paste()
    people.acts.clipboard.dialog.accept()
    rows = document.read.every(Contributor)[2:]
    assert [(row.name, row.job_title, row.department, row.organization, row.role) for row in rows] == before
    assert [row.is_confidential for row in rows] == [False, True]


def test_copying_a_confidential_row_is_told(qtbot, people, document, notices):
    add_contributor(document, name="Ana", confidential=True)
    people.grid.setCurrentIndex(people.model.index(0, 0))
    qtbot.keyClick(people.grid, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Ana"
    assert notices[-1].text == "1 confidential row was copied."


def test_copying_with_headings(qtbot, people, document):
    add_contributor(document, name="Ana")
    people.grid.selectAll()
    people.acts.clipboard.copy(headings=True)
    assert read_text(QGuiApplication.clipboard().text())[0][:2] == ("Name", "Role")


def test_documents_with_dates(qtbot, bridge, shown, document):
    page = DocumentsPage(bridge)
    shown(page)
    table = page.register.table
    add_document(document, title="Customs Act", date="2019-03")
    table.grid.selectAll()
    table.acts.copy()
    document.undo()
    assert document.read.every(BackgroundDocument) == []
    table.acts.paste()
    table.acts.clipboard.dialog.accept()
    assert [(row.title, row.date) for row in document.read.every(BackgroundDocument)] == [("Customs Act", "2019-03")]


def test_activities_are_copied_and_come_back_equal(qtbot, bridge, shown, document):
    output = add_output(document, outcome=add_outcome(document, title="Fewer bribes"), title="Lanes")
    for title in ("Draw", "Watch"):
        row = add_activity(
            document, title=title, output_id=output, start_quarter="2027-Q1", end_quarter="2027-Q3", budget="- none"
        )
        name_people(document, of=ActivityPerson, owner=row, text="Freight Control, Port")
    page = PlanPage(bridge)
    shown(page).resize(1000, 700)
    table = page.table
    texts = [[table.plan.index(row, column).data() for column in range(7)] for row in (2, 3)]
    table.selectionModel().clear()
    for row in (2, 3):
        for column in range(7):
            table.selectionModel().select(table.plan.index(row, column), table.selectionModel().SelectionFlag.Select)
    table.acts.copy()
    for row in document.read.every(Activity):
        bridge.run(remove_activity, activity=row.id)
    assert document.read.every(Activity) == []
    table.show_line(output)
    table.acts.paste()
    dialog = table.acts.clipboard.dialog
    assert dialog.add.text() == "Add 2 activities"
    dialog.accept()
    assert [[table.plan.index(row, column).data() for column in range(7)] for row in (2, 3)] == texts


def test_of_several_tables_one_is_chosen_and_text_beside_them_is_told(qtbot, people, document):
    one, two = "<table><tr><td>Ana<td>Head</table>", "<table><tr><td>Bo<td>Analyst<tr><td>Cem<td>Clerk</table>"
    on_clipboard("", f"<p>Chapter</p>{one}{two}")
    people.acts.paste()
    dialog = people.acts.clipboard.dialog
    assert dialog.beside.isVisibleTo(dialog)
    assert [dialog.which.itemText(place) for place in range(2)] == [
        "Table 1 (rows: 1, columns: 2)",
        "Table 2 (rows: 2, columns: 2)",
    ]
    dialog.which.setCurrentIndex(1)
    dialog.which.activated.emit(1)
    dialog.accept()
    assert [row.name for row in document.read.every(Contributor)] == ["Bo", "Cem"]


def test_too_much_is_refused_and_nothing_is_cut(qtbot, people, document, notices):
    on_clipboard("Ana\n" * (MOST_ROWS + 1))
    people.acts.paste()
    assert people.acts.clipboard.dialog is None
    assert "more than 5000 rows" in notices[-1].text.replace(",", "")
    assert document.read.every(Contributor) == []


def test_an_empty_clipboard_is_told(qtbot, people, notices):
    QGuiApplication.clipboard().setMimeData(QMimeData())
    people.acts.paste()
    assert notices[-1].text == "There is no text and no table on the clipboard."


def test_a_table_of_five_thousand_rows_is_looked_at_without_a_widget_for_each(qtbot, people, document):
    on_clipboard("".join(f"Person {number}\tClerk\n" for number in range(MOST_ROWS)))
    people.acts.paste()
    dialog = people.acts.clipboard.dialog
    assert dialog.model.rowCount() == MOST_ROWS + 1
    assert len(dialog.boxes) == 2
    dialog.accept()
    assert document.read.every(Contributor) == []  # a file holds fewer people: told, and nothing is changed


def test_a_read_only_table_pastes_nothing(qtbot, people, document, monkeypatch):
    monkeypatch.setattr(type(people.bridge), "read_only", True)
    on_clipboard("Ana\tHead")
    people.acts.paste()
    assert people.acts.clipboard.dialog is None


def test_paste_into_an_open_cell_is_text(qtbot, people, document):
    add_contributor(document, name="Ana")
    people.grid.open_cell(people.model.index(0, 0))
    on_clipboard("Maria")
    box = QApplication.focusWidget()
    assert not isinstance(box, QLineEdit)
    qtbot.keyClick(box, Qt.Key.Key_V, CONTROL)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert document.read.every(Contributor)[0].name == "AnaMaria"
