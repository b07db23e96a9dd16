"""The menus of a table, several rows at once, and how rows are shown: sorted, narrowed, with widths of one's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.editors.table_menu import TableMenu
from ui.link.column_widths import CHOSEN
from ui.link.recent_files import RecentFiles
from ui.pages.registers.people_page import PeoplePage
from ui.pages.sessions.sessions_page import SessionsPage
from workbench.model.rows import Contributor, Session
from workbench.operations.people import add_contributor, edit_contributor
from workbench.operations.sessions import add_session
from workbench.operations.voices import add_contribution

pytestmark = pytest.mark.slow

NATIVE = QKeySequence.SequenceFormat.NativeText
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(document):
    rows = (("Émile", "Port"), ("ana", "Border"), ("Bo", ""), ("Zoe", "Port"))
    return [add_contributor(document, name=name, department=department) for name, department in rows]


@pytest.fixture
def table(bridge, shown, people):
    page = PeoplePage(bridge)
    shown(page).resize(900, 600)
    CHOSEN.take(None)
    made = page.contributors.table
    made.grid.setFocus()
    made.grid.setCurrentIndex(made.model.index(0, 0))
    return made


def names(document):
    return [row.name for row in document.read.every(Contributor)]


def seen(table, column=0):
    return [table.model.index(row, column).data() for row in range(table.model.rowCount())]


def entry(menu, text):
    return next(action for action in menu.actions() if action.text().partition("\t")[0] == text)


def written(*entries):
    """Entries with their keys as this system writes them."""
    parts = [entry.partition("\t") for entry in entries]
    return [f"{text}\t{QKeySequence(key).toString(NATIVE)}" if key else text for text, _, key in parts]


def choose(qtbot, table, rows):
    for _ in range(rows - 1):
        qtbot.keyClick(table.grid, Qt.Key.Key_Down, SHIFT)


def test_the_menu_says_what_can_be_done_and_with_which_key(table):
    texts = [action.text() for action in table.menu().actions() if action.text()]
    assert texts == written(
        "Edit the cell\tF2",
        "Empty the cells\tDel",
        "Cut\tCtrl+X",
        "Copy\tCtrl+C",
        "Copy with headings",
        "Paste\tCtrl+V",
        "Add a row\tIns",
        "Add the same row",
        "Move the row up\tCtrl+Shift+Up",
        "Move the row down\tCtrl+Shift+Down",
        "Remove the rows\tCtrl+Del",
        "Forget this person for good…",
    )


def test_the_right_button_opens_it_for_the_cell_below(qtbot, table):
    at = table.grid.visualRect(table.model.index(2, 1)).center()
    table.grid.customContextMenuRequested.emit(QPoint(at))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, TableMenu)
    assert table.grid.currentIndex().row() == 2
    menu.close()


def test_several_rows_are_removed_as_one_change(qtbot, table, document, notices):
    choose(qtbot, table, 3)
    qtbot.keyClick(table.grid, Qt.Key.Key_Delete, CONTROL)
    assert names(document) == ["Zoe"]
    assert notices[-1].text == "3 rows were removed."
    notices[-1].run()
    assert len(names(document)) == 4


def test_one_row_that_is_in_use_keeps_all(qtbot, table, document, people, notices):
    add_contribution(document, question="kf1.q1", contributor=people[1], text="Says")
    choose(qtbot, table, 3)
    table.remove_row()
    assert len(names(document)) == 4
    assert "1 contribution" in notices[-1].text
    table.grid.setCurrentIndex(table.model.index(3, 0))
    table.remove_row()
    assert len(names(document)) == 3


def test_a_row_is_duplicated_and_shown(table, document):
    table.grid.setCurrentIndex(table.model.index(1, 0))
    entry(table.menu(), "Add the same row").trigger()
    assert names(document) == ["Émile", "ana", "ana", "Bo", "Zoe"]
    assert table.grid.currentIndex().row() == 2


def test_a_row_is_moved_by_its_key_and_not_while_the_rows_are_sorted(qtbot, table, document):
    qtbot.keyClick(table.grid, Qt.Key.Key_Down, SHIFT | CONTROL)
    assert names(document) == ["ana", "Émile", "Bo", "Zoe"]
    assert table.grid.currentIndex().row() == 1
    table.shown.sort(0)
    qtbot.keyClick(table.grid, Qt.Key.Key_Up, SHIFT | CONTROL)
    assert names(document) == ["ana", "Émile", "Bo", "Zoe"]
    assert not entry(table.menu(), "Move the row up").isEnabled()


def test_a_click_on_a_heading_sorts_and_stores_nothing(qtbot, table, document):
    label = document.undo_label
    head = table.grid.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(0) + 10, head.height() // 2)
    for wanted in (["ana", "Bo", "Émile", "Zoe"], ["Zoe", "Émile", "Bo", "ana"], ["Émile", "ana", "Bo", "Zoe"]):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert seen(table) == wanted
    assert (names(document), document.undo_label) == (["Émile", "ana", "Bo", "Zoe"], label)


def test_blank_cells_come_last_both_ways_and_the_current_row_stays(table):
    table.grid.setCurrentIndex(table.model.index(3, 0))
    chosen = table.current_id()
    table.shown.sort(3)
    assert seen(table, 3) == ["Border", "Port", "Port", ""]
    table.shown.sort(3)
    assert seen(table, 3) == ["Port", "Port", "Border", ""]
    assert table.current_id() == chosen


def test_numbers_are_sorted_as_numbers_and_keep_their_own(bridge, shown, document):
    for minutes in (90, 100, 5):
        add_session(document, title=str(minutes), minutes=minutes)
    page = SessionsPage(bridge)
    shown(page)
    table = page.register.table
    table.shown.sort(3)
    assert [table.model.index(row, 3).data() for row in range(3)] == ["5", "90", "100"]
    head = [table.model.headerData(row, Qt.Orientation.Vertical) for row in range(3)]
    assert head == [3, 1, 2]
    assert len(document.read.every(Session)) == 3


def test_days_are_sorted_by_the_calendar(bridge, shown, document):
    for day in ("2026-11-02", "2025-12-31", "2026-02-10"):
        add_session(document, title=day, date=day)
    page = SessionsPage(bridge)
    shown(page)
    table = page.register.table
    table.shown.sort(1)
    assert seen(table) == ["2025-12-31", "2026-02-10", "2026-11-02"]


def test_a_row_stays_where_it_is_while_it_is_edited(qtbot, table, document):
    table.shown.sort(0)
    table.grid.open_cell(table.model.index(0, 0))
    box = QApplication.focusWidget()
    box.selectAll()
    qtbot.keyClicks(box, "Zzz")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert seen(table) == ["Zzz", "Bo", "Émile", "Zoe"]
    assert (table.grid.currentIndex().row(), table.grid.currentIndex().column()) == (0, 1)


def test_words_in_the_box_narrow_the_rows_and_new_rows_are_shown(qtbot, table, document):
    table.shown.box.setFocus()
    qtbot.keyClicks(table.shown.box, "PORT")
    assert seen(table) == ["Émile", "Zoe"]
    assert table.shown.said.text() == "2 rows are hidden"
    table.add_row()
    assert len(seen(table)) == 3
    table.grid.cells.put_back()
    table.shown.all.click()
    assert (len(seen(table)), table.shown.box.text()) == (5, "")
    assert not table.shown.said.isVisibleTo(table)


def test_words_that_are_nowhere_leave_a_way_back(qtbot, table):
    table.shown.narrow("nobody")
    assert seen(table) == []
    assert table.grid.isVisible()
    assert table.shown.all.isVisible()
    assert not table.empty_label.isVisible()
    table.shown.show_all()
    assert len(seen(table)) == 4


def test_a_heading_offers_rows_like_the_selected_one(table):
    table.grid.setCurrentIndex(table.model.index(0, 0))
    entry(table.shown.menu_of(3), "Show only rows with “Port” here").trigger()
    assert seen(table) == ["Émile", "Zoe"]
    entry(table.shown.menu_of(3), "Show all").trigger()
    assert len(seen(table)) == 4


def test_an_ampersand_of_a_user_is_shown_and_opens_nothing(table, document, people):
    edit_contributor(document, contributor=people[0], department="R&D")
    table.grid.setCurrentIndex(table.model.index(0, 0))
    menu = table.shown.menu_of(3)
    assert entry(menu, "Show only rows with “R&&D” here").isEnabled()
    assert [action.text() for action in menu.actions() if QKeySequence.mnemonic(action.text()).toString()] == []


def test_widths_are_kept_with_the_settings(table, tmp_path):
    memory = RecentFiles(tmp_path / "window.json")
    before = table.grid.columnWidth(0)
    table.grid.horizontalHeader().resizeSection(0, 321)
    memory.save()
    CHOSEN.take(None)
    RecentFiles(tmp_path / "window.json")
    table.grid.resized.emit()
    assert abs(table.grid.columnWidth(0) - 321) <= table.grid.fontMetrics().averageCharWidth()
    table.forget_widths()
    assert table.grid.columnWidth(0) == before


@pytest.mark.parametrize(
    "known", [None, [], {"Contributors": "x"}, {"Contributors": [0, -1]}, {"Contributors": [1.5]}, {1: [5]}]
)
def test_settings_that_are_not_sound_are_forgotten(known):
    CHOSEN.take(known)
    assert CHOSEN.of("Contributors", 2) is None
