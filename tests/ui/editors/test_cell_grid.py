"""Cells as in a spreadsheet: Tab, Enter, Esc, typing over, emptying, and a way out of a refused text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QStyledItemDelegate

from ui.editors.cell_choice import CellChoiceBox
from ui.editors.cell_delegate import CellBox
from ui.editors.held_text import PAUSE_MS
from ui.editors.row_table import RowTable
from ui.models.row_table_model import Column, TableSpec
from workbench.language.i18n import Message
from workbench.model.rows import BackgroundDocument
from workbench.model.vocabulary import DocumentKind
from workbench.operations.documents import add_document, edit_document, remove_document

pytestmark = pytest.mark.slow

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

DOCUMENTS = TableSpec(
    row_type=BackgroundDocument,
    columns=(
        Column("title", width=20),
        Column("kind"),
        Column("source"),
        Column(heading=Message("Letters"), text=lambda _document, row: str(len(row.title)), editable=False),
        Column("date"),
    ),
    edit=edit_document,
    identify="entry",
)


@pytest.fixture
def entries(document):
    return [add_document(document, title=title, source="Customs") for title in ("Act", "Code", "Plan")]


@pytest.fixture
def table(bridge, shown, entries):
    made = RowTable(
        bridge,
        DOCUMENTS,
        name=Message("Documents"),
        empty=Message("Nothing yet."),
        add=lambda: bridge.call(add_document),
        remove=lambda key: bridge.run(remove_document, entry=key),
    )
    shown(made, QLineEdit()).resize(500, 330)
    made.grid.setFocus()
    made.grid.setCurrentIndex(made.model.index(0, 0))
    return made


def box():
    return QApplication.focusWidget()


def type_over(qtbot, table, text):
    qtbot.keyClicks(table.grid, text[0])
    qtbot.keyClicks(box(), text[1:])


def rows(document):
    return [(row.title, row.source) for row in document.read.every(BackgroundDocument)]


def place(table):
    return table.grid.currentIndex().row(), table.grid.currentIndex().column()


def test_typing_replaces_what_is_in_the_cell(qtbot, table, document):
    type_over(qtbot, table, "Survey")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    assert rows(document)[0] == ("Survey", "Customs")


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_key_edits_with_the_cursor_at_the_end(qtbot, table, document, key):
    qtbot.keyClick(table.grid, key)
    qtbot.keyClicks(box(), " 2019")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    assert rows(document)[0][0] == "Act 2019"


def test_one_click_selects_and_two_edit_at_the_end(qtbot, table, document):
    view = table.grid.viewport()
    at = table.grid.visualRect(table.model.index(1, 0)).center()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert (place(table), table.grid.is_editing()) == ((1, 0), False)
    assert table.grid.editTriggers() == QAbstractItemView.EditTrigger.AnyKeyPressed  # a second click does not open it either
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    qtbot.keyClicks(box(), "x")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    assert rows(document)[1][0] == "Codex"


def test_tab_opens_every_cell_that_can_be_edited_and_shift_tab_goes_back(qtbot, table):
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    seen = []
    for _ in range(4):
        seen.append((place(table), type(box())))
        qtbot.keyClick(box(), Qt.Key.Key_Tab)
    assert seen == [((0, 0), CellBox), ((0, 1), CellChoiceBox), ((0, 2), CellBox), ((0, 4), CellBox)]
    assert place(table) == (1, 0)
    assert isinstance(box(), CellBox)
    qtbot.keyClick(box(), Qt.Key.Key_Backtab, SHIFT)
    assert place(table) == (0, 4)
    assert isinstance(box(), CellBox)


@pytest.mark.parametrize(("key", "column"), [(Qt.Key.Key_Tab, 2), (Qt.Key.Key_Backtab, 0)])
def test_tab_in_an_open_list_takes_the_entry_and_goes_on(qtbot, table, document, entries, key, column):
    table.grid.setCurrentIndex(table.model.index(0, 1))
    table.grid.open_cell(table.model.index(0, 1))
    choice = box()
    choice.showPopup()
    choice.view().setCurrentIndex(choice.model().index(2, 0))
    qtbot.keyClick(choice.view(), key)
    assert document.get(BackgroundDocument, entries[0]).kind is list(DocumentKind)[2]
    assert (table.grid.currentIndex().column(), type(box())) == (column, CellBox)


def test_tab_opens_the_next_cell_although_the_row_grows(qtbot, table, document, entries):
    """A new last row, a text that wraps, a scroll bar that comes: the next word goes into the next cell."""
    for number in range(4):
        add_document(document, title=f"Report {number}")
    table.add_row()
    qtbot.keyClicks(box(), "Emma Longname-Hammerstein von und zu Grossenbrode " * 3)
    qtbot.keyClick(box(), Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert place(table) == (7, 1)
    assert isinstance(box(), CellChoiceBox)
    qtbot.keyClick(box(), Qt.Key.Key_Tab)
    qtbot.keyClicks(box(), "freight forwarders association")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    assert rows(document)[-1][1] == "freight forwarders association"
    assert len(rows(document)) == 8


def test_tab_behind_the_last_cell_adds_a_row_says_so_and_undo_takes_it_back(qtbot, table, document, notices):
    table.grid.open_cell(table.model.index(2, 4))
    qtbot.keyClick(box(), Qt.Key.Key_Tab)
    assert [title for title, _ in rows(document)] == ["Act", "Code", "Plan", ""]
    assert (place(table), notices[-1].text, notices[-1].action) == ((3, 0), "A row was added at the end.", "Undo")
    assert isinstance(box(), CellBox)
    notices[-1].run()
    assert len(rows(document)) == 3


def test_where_no_row_can_be_added_tab_leaves(qtbot, table):
    table.grid.grows = False
    table.grid.open_cell(table.model.index(2, 4))
    qtbot.keyClick(box(), Qt.Key.Key_Tab)
    assert not table.grid.isAncestorOf(box())
    assert not table.grid.is_editing()


def test_shift_tab_before_the_first_cell_leaves(qtbot, table):
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    qtbot.keyClick(box(), Qt.Key.Key_Backtab, SHIFT)
    assert not table.grid.is_editing()
    assert box() is not table.grid


def test_enter_goes_down_and_tab_then_goes_on(qtbot, table, document):
    qtbot.keyClicks(table.grid, "A")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    assert (place(table), box()) == ((1, 0), table.grid)
    qtbot.keyClicks(table.grid, "B")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    assert [title for title, _ in rows(document)] == ["A", "B", "Plan"]
    qtbot.keyClick(table.grid, Qt.Key.Key_Tab)
    assert place(table) == (2, 1)


def test_esc_ends_filling_in_and_tab_leaves_the_table(qtbot, table):
    qtbot.keyClicks(table.grid, "A")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    qtbot.keyClick(table.grid, Qt.Key.Key_Escape)
    qtbot.keyClick(table.grid, Qt.Key.Key_Tab)
    assert not table.grid.isAncestorOf(box())
    assert box() is not table.grid


def test_esc_puts_back_what_was_there_before_it_was_stored(qtbot, table, document):
    type_over(qtbot, table, "Wrong")
    qtbot.keyClick(box(), Qt.Key.Key_Escape)
    assert rows(document)[0][0] == "Act"
    assert not table.grid.is_editing()


def test_esc_puts_back_what_was_stored_while_it_was_typed(qtbot, table, document, entries):
    label = document.undo_label
    type_over(qtbot, table, "Wrong")
    qtbot.waitUntil(lambda: rows(document)[0][0] == "Wrong", timeout=PAUSE_MS * 5)
    document.end_burst()
    qtbot.keyClicks(box(), " again")
    qtbot.waitUntil(lambda: rows(document)[0][0] == "Wrong again", timeout=PAUSE_MS * 5)
    qtbot.keyClick(box(), Qt.Key.Key_Escape)
    assert rows(document)[0][0] == "Act"
    assert document.undo_label == label
    document.undo()
    assert [title for title, _ in rows(document)] == ["Act", "Code"]


def kind_of(document, entries):
    return document.get(BackgroundDocument, entries[0]).kind


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("stat", DocumentKind.STATISTICS),
        ("CODES", DocumentKind.LAW_AND_CODES),
        ("law and", DocumentKind.LAW_AND_CODES),
        ("m", DocumentKind.AGREEMENTS),
        ("pp", DocumentKind.PARTNERSHIPS),
    ],
)
def test_letters_typed_over_a_choice_choose_an_entry(qtbot, table, document, entries, typed, kind):
    edit_document(document, entry=entries[0], kind=DocumentKind.COUNTRY_REPORTS)
    table.grid.setCurrentIndex(table.model.index(0, 1))
    type_over(qtbot, table, typed)
    assert kind_of(document, entries) is kind
    assert not table.grid.cells.remark.isVisible()
    qtbot.keyClick(box(), Qt.Key.Key_Escape)
    assert kind_of(document, entries) is DocumentKind.COUNTRY_REPORTS


def test_letters_that_fit_no_entry_are_said_at_the_cell(qtbot, table, document, entries):
    table.grid.setCurrentIndex(table.model.index(0, 1))
    type_over(qtbot, table, "plx")
    remark, choice = table.grid.cells.remark, box()
    assert remark.isVisible()
    assert remark.text() == "No entry has a word that starts with “plx”."
    assert choice.accessibleDescription() == remark.text()
    assert kind_of(document, entries) is DocumentKind.PLANS, "what fitted so far stays"
    qtbot.keyClick(choice, Qt.Key.Key_Backspace)
    assert not remark.isVisible()
    choice.begin_anew()
    qtbot.keyClicks(choice, "x")
    assert remark.isVisible()
    qtbot.keyClick(choice, Qt.Key.Key_Return)
    assert not remark.isVisible()


def test_esc_leaves_a_choice_as_it_was(qtbot, table, document, entries):
    first = document.get(BackgroundDocument, entries[0]).kind
    table.grid.open_cell(table.model.index(0, 1))
    qtbot.keyClick(box(), Qt.Key.Key_Down if first is not tuple(DocumentKind)[-1] else Qt.Key.Key_Up)
    assert document.get(BackgroundDocument, entries[0]).kind is not first
    qtbot.keyClick(box(), Qt.Key.Key_Escape)
    assert document.get(BackgroundDocument, entries[0]).kind is first


def test_delete_empties_the_cells_that_are_chosen_in_one_step(qtbot, table, document):
    table.grid.setCurrentIndex(table.model.index(0, 2))
    qtbot.keyClick(table.grid, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(table.grid, Qt.Key.Key_Delete)
    assert [source for _, source in rows(document)] == ["", "", "Customs"]
    document.undo()
    assert [source for _, source in rows(document)] == ["Customs"] * 3


def test_a_refused_date_says_so_at_the_cell_and_how_to_get_out(qtbot, table, document, notices):
    table.grid.open_cell(table.model.index(0, 4))
    qtbot.keyClicks(box(), "2025-13")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    remark = table.grid.cells.remark
    assert remark.isVisible()
    assert "2025-13" in remark.text()
    assert "Esc" in remark.text()
    assert remark.text() in box().accessibleDescription()
    assert not remark.geometry().intersects(box().geometry())
    assert notices == [], "it is told once, at the cell"
    qtbot.keyClick(box(), Qt.Key.Key_Escape)
    assert not remark.isVisible()
    assert notices == []
    assert table.bridge.flush()


def test_esc_in_the_table_leaves_a_refused_cell_as_the_remark_says(qtbot, table, document):
    table.grid.open_cell(table.model.index(0, 4))
    qtbot.keyClicks(box(), "2025-13")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    table.grid.setFocus()
    qtbot.keyClick(table.grid, Qt.Key.Key_Escape)
    assert not table.grid.cells.remark.isVisible()
    assert not table.grid.is_editing()
    assert table.bridge.flush()


def test_what_was_told_of_a_cell_is_taken_back_when_it_is_right(qtbot, table, notices):
    table.grid.open_cell(table.model.index(0, 4))
    qtbot.keyClicks(box(), "2025-13")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    qtbot.keyClick(box(), Qt.Key.Key_Backspace)
    qtbot.keyClicks(box(), "2")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    assert not table.grid.cells.remark.isVisible()
    assert notices == []


def test_a_page_can_be_left_with_a_refused_date_and_what_was_typed_is_told(qtbot, table, document, notices, entries):
    table.grid.open_cell(table.model.index(0, 4))
    qtbot.keyClicks(box(), "2025-13")
    assert not table.bridge.flush()
    assert table.bridge.give_up()
    assert not table.grid.is_editing()
    assert "2025-13" in notices[-1].text
    assert document.get(BackgroundDocument, entries[0]).date == ""


def test_a_disk_that_is_full_is_no_reason_to_give_up_a_text(qtbot, table, full_disk):
    type_over(qtbot, table, "Survey")
    assert not table.bridge.flush()
    assert not table.bridge.give_up()
    assert box().text() == "Survey"
    full_disk()


def test_an_open_cell_does_not_cover_the_next_row(qtbot, table):
    table.grid.open_cell(table.model.index(0, 0))
    below = table.grid.visualRect(table.model.index(1, 0))
    assert box().geometry().bottom() <= below.top()


def test_the_right_button_keeps_the_cells_that_are_chosen(qtbot, table):
    table.grid.setCurrentIndex(table.model.index(0, 0))
    qtbot.keyClick(table.grid, Qt.Key.Key_Down, SHIFT)
    at = table.grid.visualRect(table.model.index(0, 0)).center()
    QTest.mousePress(table.grid.viewport(), Qt.MouseButton.RightButton, pos=QPoint(at))
    assert table.grid.chosen_rows() == [0, 1]


def test_the_size_of_a_cell_is_worked_out_once(table, document, monkeypatch):
    for number in range(30):
        add_document(document, title=f"Rule {number}")
    asked = []
    usual = QStyledItemDelegate.sizeHint

    def count(self, option, index):
        asked.append((index.row(), index.column(), option.rect.width()))
        return usual(self, option, index)

    monkeypatch.setattr(QStyledItemDelegate, "sizeHint", count)
    table.grid.setColumnWidth(0, 137)
    table.grid.resizeRowsToContents()
    table.grid.resizeRowsToContents()
    first = [cell for cell in asked if cell[1] == 0]
    assert len(first) >= 30
    assert len(asked) == len(set(asked))
    assert len(asked) - len(first) < 10  # cells with the same text are one


def test_a_text_that_grows_makes_its_row_higher(table, document):
    entry = document.read.every(BackgroundDocument)[0].id
    before = table.grid.rowHeight(0)
    edit_document(document, entry=entry, title="Rules for the night shift " * 20)
    assert table.grid.rowHeight(0) > 2 * before


@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_Home, 0), (Qt.Key.Key_Up, 0), (Qt.Key.Key_End, 2)])
def test_the_row_where_ctrl_leads_is_the_one_that_is_removed(qtbot, table, document, entries, key, row):
    table.grid.setCurrentIndex(table.model.index(1, 0))
    qtbot.keyClick(table.grid, key, CONTROL)
    assert table.grid.chosen_rows() == [table.grid.currentIndex().row()] == [row]
    qtbot.keyClick(table.grid, Qt.Key.Key_Delete, CONTROL)
    assert [entry.id for entry in document.read.every(BackgroundDocument)] == [
        key for place, key in enumerate(entries) if place != row
    ]
