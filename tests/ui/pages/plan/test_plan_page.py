"""The page of the action plan: building it, typing in place, moving, removing, and the form of one activity."""

from __future__ import annotations

from html import escape

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QStyleOptionViewItem

from ui.app import build_window
from ui.link import language
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from ui.models.plan_model import PlanModel
from workbench.checklist.help_pages import Topic, load_help
from workbench.language.i18n import Translator
from workbench.model.rows import Activity, Outcome, Output
from workbench.model.vocabulary import ActivityRole, Confidentiality
from workbench.operations.activities import add_activity, edit_activity
from workbench.plan.columns import PLAN_COLUMNS, PLAN_HEADINGS, position_of
from workbench.plan.order import read_plan

pytestmark = pytest.mark.slow


def shown(page):
    return [page.model.index(place, 0).data() for place in range(page.model.rowCount())]


def box_of(page):
    (box,) = (box for box in page.table.viewport().findChildren(QPlainTextEdit) if box.isVisible())
    return box


def type_in_cell(qtbot, page, text, key=Qt.Key.Key_Return):
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    box = box_of(page)
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, key)


def test_the_plan_is_shown_in_its_order(page):
    assert shown(page) == [
        "Outcome 1: Fewer bribes",
        "1.1: Lanes are drawn",
        "1.1.1  Draw the lanes",
        "1.1.2  Watch the draw",
        "1.2: Fees are known",
        "Outcome 2: Trust",
        "Not planned yet",
        "A1  Train brokers",
    ]
    assert page.table.columnSpan(0, 0) == 7
    assert page.table.columnSpan(2, 0) == 1


def test_an_empty_plan_says_how_to_begin(open_page, document, qtbot):
    page = open_page(document)
    assert "Start with an outcome" in page.empty.text()
    assert not page.empty.isHidden()
    page.take_focus()
    assert page.window().focusWidget() is page.outcome_button
    qtbot.mouseClick(page.outcome_button, Qt.MouseButton.LeftButton)
    assert page.empty.isHidden()
    qtbot.keyClicks(box_of(page), "Fewer bribes")
    qtbot.keyClick(box_of(page), Qt.Key.Key_Return)
    assert [row.title for row in document.read.every(Outcome)] == ["Fewer bribes"]
    page.bridge.undo()
    page.bridge.undo()
    assert not page.empty.isHidden()


def test_an_output_needs_an_outcome(open_page, document, told):
    page = open_page(document)
    page.add_output()
    assert "Add an outcome first" in told[-1].text
    assert document.read.every(Output) == []


def test_buttons_add_under_what_is_chosen(page, qtbot, document, plan):
    page.table.show_line(plan["watch"])
    qtbot.mouseClick(page.activity_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(box_of(page), "Tell the drivers")
    qtbot.keyClick(box_of(page), Qt.Key.Key_Return)
    row = document.read.every(Activity)[-1]
    assert "1.1.3  Tell the drivers" in shown(page)
    assert {row.output_id for row in document.read.every(Activity) if row.title == "Tell the drivers"} == {plan["lanes"]}
    assert row is not None
    page.table.show_line(plan["second"])
    qtbot.mouseClick(page.output_button, Qt.MouseButton.LeftButton)
    page.flush()
    assert [output.outcome_id for output in document.read.every(Output)].count(plan["second"]) == 1


def test_insert_adds_an_activity(page, qtbot, document, plan):
    page.table.show_line(plan["fees"])
    qtbot.keyClick(page.table, Qt.Key.Key_Insert)
    qtbot.keyClicks(box_of(page), "Publish the fees")
    page.flush()
    assert [row.title for row in document.read.where(Activity, output_id=plan["fees"])] == ["Publish the fees"]


def test_an_activity_that_nobody_names_goes_when_the_page_is_left(page, qtbot, document, plan):
    page.table.show_line(plan["fees"])
    qtbot.keyClick(page.table, Qt.Key.Key_F6)
    assert len(document.read.where(Activity, output_id=plan["fees"])) == 1
    page.add_activity()
    assert len(document.read.where(Activity, output_id=plan["fees"])) == 1, "the key leads to the one that is still empty"
    page.flush()
    assert document.read.where(Activity, output_id=plan["fees"]) == []


def test_titles_and_cells_are_typed_in_place(page, qtbot, document, plan):
    page.table.show_line(plan["first"])
    type_in_cell(qtbot, page, "No bribes")
    page.table.show_line(plan["lanes"])
    type_in_cell(qtbot, page, "Lanes by lot")
    page.table.show_line(plan["draw"], position_of("budget"))
    type_in_cell(qtbot, page, "None needed")
    assert shown(page)[:2] == ["Outcome 1: No bribes", "1.1: Lanes by lot"]
    assert document.get(Activity, plan["draw"]).budget == "None needed"


def test_what_is_typed_in_a_cell_is_written_before_the_page_is_left(page, qtbot, document, plan):
    page.table.show_line(plan["draw"], position_of("budget"))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    qtbot.keyClicks(box_of(page), "500 dalen")
    assert page.flush()
    assert document.get(Activity, plan["draw"]).budget == "500 dalen"


def test_the_order_changes_with_the_keys(page, qtbot, document, plan):
    page.table.show_line(plan["draw"])
    page.move_line(1)
    assert shown(page)[2:4] == ["1.1.1  Watch the draw", "1.1.2  Draw the lanes"]
    page.move_line(1)
    assert document.get(Activity, plan["draw"]).output_id == plan["fees"]
    page.move_line(1)
    assert document.get(Activity, plan["draw"]).output_id is None
    assert shown(page)[-2:] == ["A1  Draw the lanes", "A2  Train brokers"]
    page.move_line(-1)
    assert document.get(Activity, plan["draw"]).output_id == plan["fees"]
    assert page.table.current_id() == plan["draw"]
    for _ in range(4):
        page.bridge.undo()
    assert shown(page)[2:4] == ["1.1.1  Draw the lanes", "1.1.2  Watch the draw"]


def test_alt_and_an_arrow_go_to_another_row_and_with_control_and_shift_they_move_it(page, qtbot, plan):
    page.table.show_line(plan["watch"])
    page.activateWindow()
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.table.current_id() == plan["draw"]
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert shown(page)[2] == "1.1.1  Watch the draw"


def test_outputs_and_outcomes_move_too(page, plan, document):
    page.table.show_line(plan["fees"])
    page.move_line(1)
    assert document.get(Output, plan["fees"]).outcome_id == plan["second"]
    page.move_line(1)
    assert document.get(Output, plan["fees"]).outcome_id == plan["second"]
    page.table.show_line(plan["second"])
    page.move_line(-1)
    assert shown(page)[0] == "Outcome 1: Trust"


def test_the_menu_moves_to_any_output(page, plan, document):
    page.table.show_line(plan["later"])
    page.menu.aboutToShow.emit()
    texts = [action.text() for action in page.menu.actions()]
    assert texts == ["1.1: Lanes are drawn", "1.2: Fees are known", "Not planned yet"]
    assert [action.isEnabled() for action in page.menu.actions()] == [True, True, False]
    page.menu.actions()[0].trigger()
    assert "1.1.3  Train brokers" in shown(page)
    assert "Not planned yet" not in shown(page)
    assert page.table.current_id() == plan["later"]


def test_removing_offers_to_undo(page, qtbot, plan, document, told):
    page.table.show_line(plan["draw"])
    qtbot.keyClick(page.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert document.get(Activity, plan["draw"]) is None
    told[-1].run()
    assert document.get(Activity, plan["draw"]) is not None
    page.table.show_line(plan["lanes"])
    page.remove()
    assert shown(page)[-4:] == ["Not planned yet", "A1  Train brokers", "A2  Draw the lanes", "A3  Watch the draw"]
    told[-1].run()
    assert shown(page)[1:3] == ["1.1: Lanes are drawn", "1.1.1  Draw the lanes"]


def test_an_outcome_with_outputs_stays(page, plan, document, told):
    page.table.show_line(plan["first"])
    page.remove()
    assert "still has 2 outputs" in told[-1].text
    assert document.get(Outcome, plan["first"]) is not None


def test_a_change_from_elsewhere_keeps_what_is_typed(page, qtbot, plan, document):
    page.table.show_line(plan["draw"])
    target = page.activity.form.editors["target"]
    target.setFocus()
    qtbot.keyClicks(target, "Every shift")
    edit_activity(document, activity=plan["draw"], budget="none")
    add_activity(document, title="From elsewhere")
    assert target.text() == "Every shift"
    assert page.flush()
    row = document.get(Activity, plan["draw"])
    assert (row.target, row.budget) == ("Every shift", "none")


def test_a_cell_that_is_typed_in_stays_when_rows_come_and_go(page, qtbot, plan, document):
    page.table.show_line(plan["draw"], position_of("budget"))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    qtbot.keyClicks(box_of(page), "500")
    add_activity(document, title="From elsewhere")
    qtbot.keyClicks(box_of(page), " dalen")
    assert page.flush()
    assert document.get(Activity, plan["draw"]).budget == "500 dalen"


def test_a_row_leads_from_a_gap(page, plan):
    page.show_row(plan["later"])
    assert page.table.current_id() == plan["later"]
    assert page.activity.row_id == plan["later"]


def test_what_is_confidential_is_marked_in_words(page, plan, document):
    edit_activity(document, activity=plan["draw"], confidential=True)
    assert page.model.index_of(plan["draw"]).data() == "1.1.1  Draw the lanes\nConfidential"


@pytest.mark.parametrize(
    ("name", "kind", "shown_as"),
    [
        ("first", Outcome, "Outcome 1: Fewer bribes"),
        ("lanes", Output, "1.1: Lanes are drawn"),
        ("draw", Activity, "1.1.1  Draw the lanes"),
    ],
)
def test_every_line_of_the_plan_can_be_marked_with_the_button_and_its_key(qtbot, page, plan, document, name, kind, shown_as):
    row_id = plan[name]
    page.table.show_line(row_id)
    assert page.mark_button.isEnabled()
    assert not page.mark_button.isChecked()
    qtbot.mouseClick(page.mark_button, Qt.MouseButton.LeftButton)
    assert document.get(kind, row_id).confidential is Confidentiality.MARKED
    assert page.model.index_of(row_id).data() == f"{shown_as}\nConfidential"
    assert page.mark_button.isChecked()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F3)
    assert document.get(kind, row_id).confidential is Confidentiality.OPEN
    assert page.model.index_of(row_id).data() == shown_as
    assert not page.mark_button.isChecked()


def test_the_heading_of_what_is_not_planned_has_no_mark(page):
    page.table.setCurrentIndex(page.model.index(page.model.rowCount() - 2, 0))
    assert page.model.line_at(page.table.currentIndex()).row is None
    assert not page.mark_button.isEnabled()


@pytest.fixture
def meanings(document):
    """What the help says of each column, by its name there: the names of the columns."""
    page = load_help(document.read.assessment().checklist, Topic.PLAN_COLUMNS, "en")
    return {entry.name: escape(entry.meaning) for entry in page.entries}


def test_each_head_is_explained_by_the_help_about_itself(page, meanings):
    for place in range(page.model.columnCount()):
        head, tip = (
            page.model.headerData(place, Qt.Orientation.Horizontal, role)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        )
        assert tip.startswith(f"<p>{meanings[head]}</p>"), head
    assert page.model.columnCount() == len(PLAN_COLUMNS)


def test_each_editor_is_explained_by_the_help_about_its_column(page, meanings):
    people = page.activity.people[ActivityRole.RESPONSIBLE]
    editors = {**page.activity.form.editors, "responsible": people.box, "timeline": page.activity.timeline}
    explained = {name: editor.toolTip() for name, editor in editors.items() if name in PLAN_HEADINGS}
    assert set(explained) == set(PLAN_HEADINGS) - {"indicators"}
    for name, tip in explained.items():
        assert tip.startswith(f"<p>{meanings[tr(PLAN_HEADINGS[name])]}</p>"), name


def test_keys_add_an_outcome_and_an_output(page, qtbot, plan, document):
    page.activateWindow()
    page.table.show_line(plan["second"])
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.table, Qt.Key.Key_U, both)
    page.flush()
    assert [row.outcome_id for row in document.read.every(Output)].count(plan["second"]) == 1
    qtbot.keyClick(page.table, Qt.Key.Key_O, both)
    page.flush()
    assert len(document.read.every(Outcome)) == 3


def test_a_line_that_is_led_to_is_in_sight(open_page, sample, qtbot):
    key = read_plan(sample)[-1].line_id
    page = open_page(sample, key)
    assert page.table.current_id() == key
    qtbot.waitUntil(lambda: cut(page) == [])
    assert page.table.viewport().rect().intersects(page.table.visualRect(page.model.index_of(key)))


def test_the_chosen_line_stays_in_sight_when_the_details_unfold(open_page, sample, qtbot):
    page = open_page(sample)
    page.fold.setChecked(False)
    last = page.model.lines[-1].line_id
    page.show_row(last)
    page.fold.setChecked(True)
    qtbot.waitUntil(lambda: page.table.viewport().rect().intersects(page.table.visualRect(page.table.currentIndex())))


def cut(page):
    """The cells whose row is lower than their text."""
    low, table = [], page.table
    for row in range(page.model.rowCount()):
        for column in range(page.model.columnCount()):
            index, option = page.model.index(row, column), QStyleOptionViewItem()
            table.initViewItemOption(option)
            option.rect = table.visualRect(index).adjusted(style.TIGHT, 0, -style.TIGHT, 0)
            table.itemDelegate().initStyleOption(option, index)
            room = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, table).width() - 6
            flags = int(Qt.TextFlag.TextWordWrap)
            needed = QFontMetrics(option.font).boundingRect(0, 0, room, 9999, flags, option.text).height()
            if needed > table.rowHeight(row) - 2 * style.TIGHT:
                low.append((row, column))
    return low


@pytest.mark.parametrize("width", [700, 1000, 1300, 1700])
def test_no_text_is_cut(open_page, sample, qtbot, width):
    page = open_page(sample)
    page.resize(width, 900)
    qtbot.waitUntil(lambda: cut(page) == [])


def test_read_only_shows_and_does_not_edit(sample_file, open_document, open_page, qtbot):
    document = open_document(sample_file, read_only=True)
    page = open_page(document)
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert page.table.viewport().findChildren(QPlainTextEdit) == []
    page.remove()
    page.move_line(1)
    page.add_activity()
    assert len(document.read.every(Activity)) == 26
    assert not page.activity_button.isEnabled()


def test_the_model_keeps_the_rules(sample, qtbot):
    bridge = DocumentBridge(sample)
    model = PlanModel(bridge)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    count = model.rowCount()
    key = add_activity(sample, title="New")
    edit_activity(sample, activity=key, target="All")
    for _ in range(2):
        bridge.undo()
    assert model.rowCount() == count
    del tester


def test_it_fits_a_small_window(sample_file, tmp_path, qtbot):
    window = build_window(sample_file, RecentFiles(tmp_path / "settings"))
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    window.go(Stage.PLAN)
    assert (window.width(), window.height()) == (800, 600)
    window.resize(1024, 768)
    assert window.workspace.page(Stage.PLAN).table.horizontalScrollBar().maximum() == 0


def test_quarters_keep_their_order_between_arabic_words(page, plan, document):
    edit_activity(document, activity=plan["draw"], start_quarter="2027-Q1", end_quarter="2027-Q3")
    language.use(Translator("ar"))
    index = page.model.index_of(plan["draw"], position_of("timeline"))
    assert index.data() == "\u20662027-Q1\u2069 to \u20662027-Q3\u2069"
    assert index.data(Qt.ItemDataRole.EditRole) == "2027-Q1/2027-Q3"
