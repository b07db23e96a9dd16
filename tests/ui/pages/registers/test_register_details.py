"""Registers as people use them: by keyboard, marks in words, removal and its undo, files that are only read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOptionViewItem, QTableView

from ui.editors.check_editor import CheckEditor
from ui.editors.choice_editor import ChoiceBox, ChoiceEditor
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look import style
from ui.pages.registers.documents_page import DocumentsPage
from ui.pages.registers.indicators_page import IndicatorsPage
from ui.pages.registers.people_page import PeoplePage
from ui.pages.registers.register import Register
from ui.pages.scope.scope_page import ScopePage
from ui.pages.sessions.sessions_page import SessionsPage
from workbench.document.document import Document
from workbench.model.rows import BackgroundDocument, Contributor, Indicator, Measurement, Question, Session
from workbench.model.vocabulary import MANDATORY_INDICATOR_FIELDS
from workbench.operations import documents, indicators, people, sessions
from workbench.operations.assessment import include_questions

pytestmark = pytest.mark.slow

REGISTERS = (
    (DocumentsPage, documents.add_document, BackgroundDocument),
    (SessionsPage, sessions.add_session, Session),
    (IndicatorsPage, indicators.add_indicator, Indicator),
)


@pytest.fixture
def open_page(bridge, shown):
    def open_it(page_type):
        page = page_type(bridge)
        shown(page).resize(700, 560)
        return page

    return open_it


def shown_texts(table):
    model = table.model
    return [[model.index(row, place).data() for place in range(model.columnCount())] for row in range(model.rowCount())]


@pytest.mark.parametrize(("page_type", "add", "row_type"), REGISTERS)
def test_control_delete_removes_and_the_offered_undo_brings_back(
    qtbot, open_page, bridge, notices, page_type, add, row_type
):
    first, second = add(bridge.document), add(bridge.document)
    register = open_page(page_type).register
    qtbot.keyClick(register.table.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [row.id for row in bridge.document.read.every(row_type)] == [second]
    assert "removed" in notices[-1].text
    notices[-1].run()
    assert [row.id for row in bridge.document.read.every(row_type)] == [first, second]
    assert register.table.model.rowCount() == 2


@pytest.mark.parametrize(("page_type", "add", "row_type"), REGISTERS)
def test_the_only_row_comes_back_with_its_details(open_page, bridge, page_type, add, row_type):
    key = add(bridge.document)
    register = open_page(page_type).register
    register.table.remove_row()
    assert not register.details.isVisible()
    assert register.table.empty_label.isVisible()
    bridge.undo()
    assert register.table.current_id() == key
    assert register.details.isVisible()


@pytest.mark.parametrize(("page_type", "add", "row_type"), REGISTERS)
def test_the_details_are_reached_with_tab(qtbot, open_page, bridge, page_type, add, row_type):
    add(bridge.document)
    register = open_page(page_type).register
    register.table.grid.setFocus()
    reached = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached[:2] == [register.table.add_button, register.table.remove_button]
    ticked = [links.list for links in register.links if links.list.isVisible()]
    assert reached[2] is next(iter([*ticked, *register.form.editors.values()]))


def test_insert_adds_a_person_whose_name_is_typed_at_once(qtbot, open_page, bridge):
    table = open_page(PeoplePage).contributors.table
    qtbot.keyClick(table, Qt.Key.Key_Insert)
    qtbot.keyClicks(QApplication.focusWidget(), "Lena Orvalt")
    assert bridge.flush()
    assert [row.name for row in bridge.document.read.every(Contributor)] == ["Lena Orvalt"]


def mark_of(table, row=0):
    """The cell of the mark: where it is, whether it is ticked, and how it is spoken."""
    (column,) = [place for place, one in enumerate(table.model.spec.columns) if one.field == "confidential"]
    index = table.model.index(row, column)
    return index, index.data(Qt.ItemDataRole.CheckStateRole), index.data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize(("page_type", "add", "row_type"), REGISTERS)
def test_the_mark_in_a_cell_is_the_one_below_and_is_ticked_by_space_and_by_a_click(
    qtbot, open_page, bridge, page_type, add, row_type
):
    add(bridge.document)
    register = open_page(page_type).register
    grid, box = register.table.grid, register.form.editors["confidential"]
    index, *told = mark_of(register.table)
    assert told == [Qt.CheckState.Unchecked, "Confidential: No"]
    box.click()
    assert mark_of(register.table)[1:] == (Qt.CheckState.Checked, "Confidential: Yes")
    label = bridge.document.undo_label
    bridge.undo()
    grid.setCurrentIndex(index)
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert box.isChecked()
    assert bridge.document.undo_label == label
    option = QStyleOptionViewItem()
    grid.initViewItemOption(option)
    option.rect = grid.visualRect(index)
    register.table.grid.cells.initStyleOption(option, index)
    tick = grid.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, grid)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=tick.center())
    assert not box.isChecked()
    assert not bridge.document.read.every(row_type)[0].is_confidential


def test_a_mark_is_not_taken_off_by_emptying_or_pasting_over_its_cell(qtbot, open_page, bridge):
    people.add_contributor(bridge.document, name="Lena Orvalt", job_title="Head", confidential=True)
    table = open_page(PeoplePage).contributors.table
    table.grid.selectAll()
    qtbot.keyClick(table.grid, Qt.Key.Key_Delete)
    (row,) = bridge.document.read.every(Contributor)
    assert (row.name, row.is_confidential) == ("", True)
    index = mark_of(table)[0]
    assert table.model.copied(index) == "Confidential"
    table.grid.setCurrentIndex(index)
    QApplication.clipboard().setText("")
    table.grid.paste()
    assert bridge.document.read.every(Contributor)[0].is_confidential


def test_indicators_are_numbered_and_what_the_guide_requires_is_said(open_page, bridge):
    indicators.add_indicator(bridge.document, name="One")
    indicators.add_indicator(bridge.document, name="Two")
    register = open_page(IndicatorsPage).register
    assert register.table.grid.verticalHeader().isVisible()
    assert register.table.model.headerData(1, Qt.Orientation.Vertical) == 2
    told = {name: editor.accessibleDescription() for name, editor in register.form.editors.items()}
    missing = {name for name, words in told.items() if words == "required, still missing"}
    assert missing == set(MANDATORY_INDICATOR_FIELDS) - {"name"}
    assert told["name"] == "required"
    assert len(register.form.editors) == 15 + 1, "the sheet, and its mark"


def test_the_head_of_a_sheet_counts_what_is_missing(qtbot, open_page, bridge):
    key = indicators.add_indicator(bridge.document, name="One")
    page = open_page(IndicatorsPage)
    register = page.register
    assert tr(page.state.badge.word) == "8 required fields of 9 are still missing."
    assert shown_texts(register.table)[0][-1] == "8 missing"
    qtbot.keyClicks(register.form.editors["rationale"], "Few clerks")
    assert bridge.flush()
    assert bridge.document.get(Indicator, key).rationale == "Few clerks"
    assert tr(page.state.badge.word) == "7 required fields of 9 are still missing."
    assert tr(register.form.labels["rationale"].badge.word) == "required"
    bridge.undo()
    assert tr(register.form.labels["rationale"].badge.word) == "required, still missing"
    assert register.form.labels["target"].badge is None


def test_a_whole_sheet_says_so(open_page, bridge):
    key = indicators.add_indicator(bridge.document, **dict.fromkeys(MANDATORY_INDICATOR_FIELDS, "written"))
    page = open_page(IndicatorsPage)
    assert tr(page.state.badge.word) == "All 9 required fields have a text."
    assert shown_texts(page.register.table)[0][-1] == "Complete"
    indicators.remove_indicator(bridge.document, indicator=key)
    assert page.state.badge is None


def test_a_name_typed_in_the_sheet_is_in_the_table(qtbot, open_page, bridge):
    indicators.add_indicator(bridge.document)
    register = open_page(IndicatorsPage).register
    qtbot.keyClicks(register.form.editors["name"], "Cases per clerk")
    assert bridge.flush()
    assert shown_texts(register.table)[0][0] == "Cases per clerk"


def test_a_measurement_is_dated_and_marked_as_baseline(open_page, bridge):
    indicators.add_indicator(bridge.document, name="One")
    page = open_page(IndicatorsPage)
    page.measurements.add_row()
    assert bridge.flush()
    model = page.measurements.model
    assert model.setData(model.index(0, 0), "2026-03-31")
    assert model.setData(model.index(0, 3), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    (measurement,) = bridge.document.read.every(Measurement)
    assert (measurement.date, measurement.baseline) == ("2026-03-31", True)


def test_a_change_from_elsewhere_leaves_what_is_typed(qtbot, open_page, bridge):
    key = documents.add_document(bridge.document, title="Act")
    form = open_page(DocumentsPage).register.form
    qtbot.keyClicks(form.editors["note"], "half a sent")
    documents.edit_document(bridge.document, entry=key, reference="Order 12", note="from elsewhere")
    assert form.editors["reference"].text() == "Order 12"
    assert form.editors["note"].text() == "half a sent"


def test_all_areas_are_seen_on_the_scope_page_at_the_smallest_size(qtbot, open_window, sample_file):
    window = open_window(sample_file)
    assert window.go(Stage.SCOPE)
    areas = window.workspace.page(Stage.SCOPE).areas
    assert areas.count() == 14
    qtbot.waitUntil(lambda: areas.viewport().rect().contains(areas.visualItemRect(areas.item(13))))


def test_an_area_in_part_says_so_and_is_included_whole(open_page, bridge):
    page = open_page(ScopePage)
    include_questions(bridge.document, questions=["ge.q1", "ge.q2"], included=False)
    item = page.areas.item(13)
    assert item.checkState() == Qt.CheckState.PartiallyChecked
    assert item.text().endswith("(questions: 12 of 14)")
    item.setCheckState(Qt.CheckState.Checked)
    assert all(row.included for row in bridge.document.read.every(Question))
    assert "of 14" not in item.text()


def test_a_file_that_is_only_read_is_shown_and_not_changed(open_window, sample_file):
    window = open_window()
    window.show_document(Document.open(sample_file, read_only=True))
    assert window.go(Stage.DOCUMENTS)
    register = window.workspace.page(Stage.DOCUMENTS).register
    assert register.table.model.rowCount() == 34
    assert not register.table.add_button.isEnabled()
    assert not register.table.remove_button.isEnabled()
    for editor in register.form.editors.values():
        simple = isinstance(editor, CheckEditor | ChoiceEditor)
        assert not editor.isEnabled() if simple else editor.isReadOnly()


@pytest.mark.parametrize("stage", [Stage.PEOPLE, Stage.DOCUMENTS, Stage.SESSIONS, Stage.INDICATORS])
def test_a_register_shows_all_its_columns_in_the_smallest_window(qtbot, open_window, sample_file, stage):
    window = open_window(sample_file)
    assert window.go(stage)
    page = window.workspace.page(stage)
    register = page.contributors if stage is Stage.PEOPLE else page.register
    qtbot.waitUntil(lambda: register.table.grid.viewport().width() > 500)
    assert register.table.grid.horizontalScrollBar().maximum() == 0


def test_a_cell_is_as_high_as_its_words_at_the_width_that_they_have(open_page, bridge):
    documents.add_document(bridge.document, title="Report of the national integrity diagnostic with experts of the WCO")
    grid = open_page(DocumentsPage).register.table.grid
    option = QStyleOptionViewItem()
    grid.initViewItemOption(option)
    index = grid.model().index(0, 0)
    option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText
    whole = option.fontMetrics.horizontalAdvance(index.data())
    option.rect = QRect(0, 0, whole + 40, 20)
    one_line = grid.itemDelegate().sizeHint(option, index).height()
    option.rect = QRect(0, 0, whole + 8, 20)
    assert grid.itemDelegate().sizeHint(option, index).height() > one_line


def test_a_box_that_grows_while_the_form_places_its_rows_gets_its_room(qtbot, open_window, sample_file):
    window = open_window(sample_file)
    assert window.go(Stage.ASSESSMENT)
    qtbot.wait(50)  # the window stands as it does when somebody goes on to another page
    assert window.go(Stage.SCOPE)
    editors = window.workspace.page(Stage.SCOPE).forms[2].editors
    method, below = editors["method"], editors["strategic_plan"].parentWidget()
    qtbot.waitUntil(lambda: method.height() > 8 * method.fontMetrics().lineSpacing())
    qtbot.waitUntil(lambda: method.geometry().bottom() < below.geometry().top())


@pytest.mark.parametrize("stage", [Stage.INDICATORS, Stage.PEOPLE, Stage.DOCUMENTS])
def test_with_very_large_letters_table_and_fields_keep_their_lines(qtbot, open_window, sample_file, request, stage):
    request.addfinalizer(lambda: style.look().magnify(100))
    window = open_window(sample_file, (1000, 600))
    window.go(stage)
    page = window.workspace.page(stage)
    (register,) = [each for each in page.findChildren(Register) if each.isVisible()]
    style.look().magnify(250)
    line = register.table.grid.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: register.table.grid.height() >= 9 * line and register.details.height() >= 8 * line)


def test_the_fields_below_the_table_say_whose_they_are(open_page, bridge):
    one = people.add_contributor(bridge.document, name="Ana Petrovic")
    register = open_page(PeoplePage).contributors
    assert register.about.text() == "More about Ana Petrovic"
    people.edit_contributor(bridge.document, contributor=one, name="Ana Marin")
    assert register.about.text() == "More about Ana Marin"
    people.edit_contributor(bridge.document, contributor=one, name="")
    assert register.about.text() == "More about the selected row"


def test_the_fields_take_no_more_height_than_they_need(qtbot, open_window, sample_file):
    window = open_window(sample_file, (1024, 900))
    window.go(Stage.PEOPLE)
    page = window.workspace.page(Stage.PEOPLE)
    inside = page.contributors.details.widget()
    qtbot.waitUntil(lambda: inside.height() == inside.heightForWidth(inside.width()))
    qtbot.waitUntil(lambda: page.contributors.details.height() == inside.height())
    assert page.contributors.table.height() > 1.5 * inside.height(), "the table has the rest"


@pytest.mark.parametrize(("size", "beside"), [((800, 600), True), ((560, 600), False)])
def test_short_fields_share_a_line_where_there_is_room(qtbot, open_window, sample_file, size, beside):
    window = open_window(sample_file, size)
    window.go(Stage.PEOPLE)
    editors = window.workspace.page(Stage.PEOPLE).contributors.form.editors
    gender, contact = editors["gender"], editors["contact"]
    qtbot.waitUntil(lambda: (gender.y() == contact.y()) is beside)
    gender.setFocus()
    qtbot.keyClick(gender, Qt.Key.Key_Tab)
    assert window.focusWidget() is contact


@pytest.mark.parametrize(
    "stage", [Stage.PEOPLE, Stage.DOCUMENTS, Stage.SESSIONS, Stage.INDICATORS, Stage.PRIORITIES, Stage.PLAN]
)
def test_what_adds_rows_stands_at_the_head_of_every_table(qtbot, open_window, sample_file, stage):
    window = open_window(sample_file)
    window.go(stage)
    page = window.workspace.page(stage)
    word = {Stage.PLAN: "Add outcome", Stage.PRIORITIES: "Add activity"}.get(stage)
    table = next(view for view in page.findChildren(QTableView) if view.isVisible())
    buttons = [
        each for each in page.findChildren(QPushButton) if each.isVisible() and each.text().startswith(word or "Add ")
    ]
    add = buttons[0]

    def top(part):
        return part.mapTo(page, QPoint(0, 0))

    qtbot.waitUntil(lambda: top(add).y() + add.height() <= top(table).y())
    assert abs(top(add).x() - top(table).x()) <= 4
    assert any(each.isVisible() and each.text() == "Remove" for each in page.findChildren(QPushButton))


def test_a_list_in_a_cell_is_as_wide_as_its_longest_choice(qtbot, open_page, bridge):
    people.add_contributor(bridge.document, name="Ana")
    table = open_page(PeoplePage).contributors.table
    index = table.model.index(0, 1)
    table.grid.open_cell(index)
    box = next(each for each in table.grid.viewport().findChildren(ChoiceBox) if each.isVisible())
    assert table.grid.visualRect(index).width() < box.sizeHint().width() <= box.width(), "the column is narrower"


def test_a_sorted_table_says_so_and_a_hidden_row_is_led_to(open_page, bridge):
    boris, ana = (people.add_contributor(bridge.document, name=name) for name in ("Boris", "Ana"))
    register = open_page(PeoplePage).contributors
    register.table.shown.sort(0)
    assert [row[0] for row in shown_texts(register.table)] == ["Ana", "Boris"]
    assert register.table.shown.said.text() == "Sorted by Name"
    register.table.shown.narrow("ana")
    assert register.table.shown.said.text() == "Sorted by Name · 1 row is hidden"
    register.show_row(boris)
    assert register.table.current_id() == boris
    register.show_row(ana)
    assert register.table.current_id() == ana
