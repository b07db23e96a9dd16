"""Tables that people fill in, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.editors.choice_editor import ChoiceBox
from ui.editors.held_text import PAUSE_MS
from ui.editors.row_table import RowTable
from ui.link.bridge import DocumentBridge
from ui.models.row_table_model import Column, TableSpec
from workbench.language.i18n import Message
from workbench.model.rows import Contributor
from workbench.model.vocabulary import PersonRole
from workbench.operations.people import (
    add_contributor,
    edit_contributor,
    remove_contributor,
)

pytestmark = pytest.mark.slow

PEOPLE = TableSpec(
    row_type=Contributor,
    columns=(
        Column("name", width=20, help=Message("First name and surname")),
        Column("role"),
        Column("confidential"),
        Column(heading=Message("Initial"), text=lambda _document, row: row.name[:1]),
    ),
    edit=edit_contributor,
    identify="contributor",
)


def names(document):
    return [row.name for row in document.read.every(Contributor)]


def texts(model, column=0):
    return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.fixture
def people(document):
    return [add_contributor(document, name=name) for name in ("Ana", "Bo", "Cem")]


@pytest.fixture
def table(bridge, shown, people):
    made = RowTable(
        bridge,
        PEOPLE,
        name=Message("Contributors"),
        empty=Message("Nobody yet: add the first person."),
        add=lambda: bridge.call(add_contributor),
        remove=lambda key: bridge.run(remove_contributor, contributor=key),
        removed=Message("The person was removed."),
    )
    shown(made, QLineEdit()).resize(700, 400)
    made.grid.setFocus()
    made.grid.setCurrentIndex(made.model.index(0, 0))
    return made


def cell_box(table):
    return QApplication.focusWidget()


def test_typing_in_a_cell_reaches_the_document_without_leaving_it(qtbot, table, document):
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    box = cell_box(table)
    box.selectAll()
    qtbot.keyClicks(box, "Anna Maria")
    qtbot.waitUntil(lambda: names(document)[0] == "Anna Maria", timeout=PAUSE_MS * 5)
    assert cell_box(table) is box


def test_enter_edits_and_ends_a_cell(qtbot, table, document):
    qtbot.keyClick(table.grid, Qt.Key.Key_Return)
    box = cell_box(table)
    box.selectAll()
    qtbot.keyClicks(box, "Anna")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert names(document)[0] == "Anna"
    assert cell_box(table) is table.grid


def test_tab_goes_on_to_the_next_cell(qtbot, table, document):
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    box = cell_box(table)
    box.selectAll()
    qtbot.keyClicks(box, "Anna")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert names(document)[0] == "Anna"
    assert table.grid.currentIndex().column() == 1
    assert isinstance(cell_box(table), ChoiceBox)


def test_a_choice_in_a_cell_is_written_as_a_choice(qtbot, table, document, people):
    table.grid.setCurrentIndex(table.model.index(0, 1))
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    box = cell_box(table)
    qtbot.keyClick(box, Qt.Key.Key_End)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert document.get(Contributor, people[0]).role is PersonRole.STEERING_GROUP


def test_leaving_the_table_writes_the_cell(qtbot, table, document):
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    box = cell_box(table)
    box.selectAll()
    qtbot.keyClicks(box, "Anna")
    table.parentWidget().findChild(QLineEdit).setFocus()
    assert names(document)[0] == "Anna"


def test_the_bridge_writes_an_open_cell(qtbot, table, bridge, document):
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    box = cell_box(table)
    box.selectAll()
    qtbot.keyClicks(box, "Anna")
    assert bridge.flush()
    assert names(document)[0] == "Anna"


def test_a_cell_that_cannot_be_written_stays_open(qtbot, table, bridge, document, notices, full_disk):
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    box = cell_box(table)
    box.selectAll()
    qtbot.keyClicks(box, "Anna")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert notices[-1].text == "There is no room. Free some space."
    assert cell_box(table) is box
    assert box.text() == "Anna"
    assert bridge.flush() is False
    full_disk()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert names(document)[0] == "Anna"


def test_shift_enter_makes_a_new_line_in_a_cell(qtbot, table, document):
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    box = cell_box(table)
    box.selectAll()
    qtbot.keyClicks(box, "Ana")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box, "Maria")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert names(document)[0] == "Ana\nMaria"


def test_insert_adds_a_row_and_begins_to_edit_it(qtbot, table, document):
    qtbot.keyClick(table.grid, Qt.Key.Key_Insert)
    assert names(document) == ["Ana", "Bo", "Cem", ""]
    box = cell_box(table)
    qtbot.keyClicks(box, "Dag")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert names(document)[-1] == "Dag"


def test_control_delete_removes_the_row_and_offers_to_undo(qtbot, table, document, notices):
    table.grid.setCurrentIndex(table.model.index(1, 0))
    qtbot.keyClick(table.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert names(document) == ["Ana", "Cem"]
    assert (notices[-1].text, notices[-1].action) == ("The person was removed.", "Undo")
    notices[-1].run()
    assert names(document) == ["Ana", "Bo", "Cem"]


def test_undo_is_offered_for_this_removal_only(qtbot, table, document, notices):
    qtbot.keyClick(table.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    offer = notices[-1]
    add_contributor(document, name="Dag")
    offer.run()
    assert names(document) == ["Bo", "Cem", "Dag"]


def test_an_empty_table_says_what_to_do(qtbot, table, document, people):
    assert not table.empty_label.isVisible()
    for key in people:
        remove_contributor(document, contributor=key)
    assert table.empty_label.isVisible()
    said = table.empty_label.text().splitlines()
    assert said == [
        "Nobody yet: add the first person.",
        "Rows that are copied in Excel or Word can be pasted here (Ctrl+V).",
    ]
    assert not table.grid.isVisible()
    qtbot.mouseClick(table.add_button, Qt.MouseButton.LeftButton)
    assert table.grid.isVisible()


def test_rows_are_shown_by_their_id(table, people):
    chosen = []
    table.chosen.connect(chosen.append)
    assert table.show_row(people[2])
    assert table.current_id() == people[2]
    assert chosen == [people[2]]
    assert not table.show_row("nobody")


def test_long_texts_wrap_and_make_the_row_higher(qtbot, table, document, people):
    before = table.grid.rowHeight(0)
    edit_contributor(document, contributor=people[0], name="A very long name indeed " * 8)
    qtbot.waitUntil(lambda: table.grid.rowHeight(0) > before * 2)


def test_a_read_only_table_is_only_read(qtbot, empty_file, open_document):
    with open_document(empty_file) as document:
        key = add_contributor(document, name="Ana")
    document = open_document(empty_file, read_only=True)
    bridge = DocumentBridge(document)
    table = RowTable(
        bridge,
        PEOPLE,
        name=Message("Contributors"),
        empty=Message("Nobody."),
        add=lambda: bridge.call(add_contributor),
        remove=lambda key: bridge.run(remove_contributor, contributor=key),
    )
    qtbot.addWidget(table)
    table.show_row(key)
    assert not table.add_button.isEnabled()
    assert not table.remove_button.isEnabled()
    table.add_row()
    table.remove_row()
    assert not table.model.flags(table.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert not table.model.flags(table.model.index(0, 2)) & Qt.ItemFlag.ItemIsUserCheckable
    assert names(document) == ["Ana"]
