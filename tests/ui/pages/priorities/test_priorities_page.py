"""The page of priorities: ratings by key, the suggestion, the decision and its reason, adding and removing."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.app import build_window
from ui.editors.choice_editor import ChoiceBox
from ui.link.bridge import DocumentBridge
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.models.ratings_model import PRIORITY, SUGGESTION, RatingsModel
from ui.pages.priorities.priorities_page import PrioritiesPage
from ui.pages.priorities.ratings_bar import Shown
from workbench.model.rows import Activity, ActivityQuestion, Hand, Rating
from workbench.model.vocabulary import Criterion, HandChoice, Level
from workbench.operations.activities import add_activity, edit_activity, rate_activity
from workbench.operations.wording import replace_wording

pytestmark = pytest.mark.slow


@pytest.fixture
def open_page(show_page):
    return partial(show_page, PrioritiesPage)


@pytest.fixture
def page(open_page, document):
    for title in ("Draw the lanes by lot", "Publish the fees"):
        add_activity(document, title=title)
    return open_page(document)


def level(document, activity, criterion):
    found = [row for row in document.read.where(Rating, activity_id=activity) if row.criterion is criterion]
    return found[0].level if found else None


def first(document):
    return document.read.every(Activity)[0]


def rate_all(document, activity, of=Level.HIGH):
    for criterion in Criterion:
        rate_activity(document, activity=activity, criterion=criterion, level=of)


def test_keys_rate_and_go_on(page, qtbot, document):
    qtbot.keyClicks(page.grid, "hml")
    key = first(document).id
    assert level(document, key, Criterion.IMPORTANCE) is Level.HIGH
    assert level(document, key, Criterion.URGENCY) is Level.MEDIUM
    assert level(document, key, Criterion.CONSEQUENCE) is Level.LOW
    assert page.grid.currentIndex().column() == list(Criterion).index(Criterion.COMMITMENT)


def test_digits_rate_where_a_keyboard_has_no_such_letters(page, qtbot, document):
    qtbot.keyClicks(page.grid, "321")
    key = first(document).id
    rated = [level(document, key, criterion) for criterion in list(Criterion)[:3]]
    assert rated == [Level.HIGH, Level.MEDIUM, Level.LOW]


def test_keys_go_past_the_suggestion_to_the_priority_and_the_next_row(page, qtbot, document):
    qtbot.keyClicks(page.grid, "h" * 9)
    assert first(document).priority is Level.HIGH
    index = page.grid.currentIndex()
    assert (index.row(), index.column()) == (1, 0)
    qtbot.keyClicks(page.grid, "l")
    assert level(document, document.read.every(Activity)[1].id, Criterion.IMPORTANCE) is Level.LOW


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_0, Qt.Key.Key_Backspace])
def test_a_rating_is_taken_back(page, qtbot, document, key):
    qtbot.keyClicks(page.grid, "h")
    qtbot.keyClick(page.grid, Qt.Key.Key_Left)
    qtbot.keyClick(page.grid, key)
    assert level(document, first(document).id, Criterion.IMPORTANCE) is None
    assert page.grid.currentIndex().column() == 0


def test_the_suggestion_cannot_be_typed(page, qtbot, document):
    page.grid.show_activity(first(document).id, SUGGESTION)
    qtbot.keyClicks(page.grid, "h")
    assert page.grid.currentIndex().column() == SUGGESTION
    assert document.read.every(Rating) == []


def test_f2_offers_the_levels(page, qtbot, document):
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    (box,) = page.grid.viewport().findChildren(ChoiceBox)
    assert [box.itemText(place) for place in range(box.count())] == ["Not rated", "Low", "Medium", "High"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert level(document, first(document).id, Criterion.IMPORTANCE) is Level.MEDIUM


def test_undo_takes_a_rating_back_on_the_screen_too(page, qtbot, document):
    qtbot.keyClicks(page.grid, "h")
    page.bridge.undo()
    assert page.grid.sorted.index(0, 0).data() == ""
    assert level(document, first(document).id, Criterion.IMPORTANCE) is None


def test_the_suggestion_is_told_in_sentences(page, document):
    rate_all(document, first(document).id)
    assert "Suggested: High." in page.activity.suggestion.text()
    assert "Reasons to wait: Cost (high)." in page.activity.suggestion.text()
    assert page.grid.sorted.index(0, SUGGESTION).data() == "High"


def test_a_priority_that_overrules_is_asked_for_its_reason(page, qtbot, document):
    rate_all(document, first(document).id)
    assert page.activity.overruled.isHidden()
    choice = page.activity.decision.editors["priority"]
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert first(document).priority is Level.LOW
    assert "Please give the reason above" in page.activity.overruled.text()
    assert not page.activity.overruled.isHidden()
    reason = page.activity.decision.editors["priority_reason"]
    qtbot.keyClicks(reason, "No money before 2028")
    assert page.flush()
    assert first(document).priority_reason == "No money before 2028"
    assert "its reason is given" in page.activity.overruled.text()


def test_the_note_of_the_chosen_rating(page, qtbot, document):
    page.grid.show_activity(first(document).id, 1)
    assert "Reason for this rating: Urgency" in page.activity.note_caption.text()
    qtbot.keyClicks(page.activity.note, "The season begins in May")
    page.grid.show_activity(first(document).id, 2)
    assert page.activity.note.text() == ""
    (rating,) = document.read.every(Rating)
    assert (rating.criterion, rating.note, rating.level) == (Criterion.URGENCY, "The season begins in May", None)
    page.grid.show_activity(first(document).id, 1)
    assert page.activity.note.text() == "The season begins in May"


def test_there_is_no_note_for_the_priority(page, document):
    page.grid.show_activity(first(document).id, PRIORITY)
    assert page.activity.note.isHidden()


def test_adding_lets_the_title_be_typed(page, qtbot, document):
    qtbot.keyClick(page.grid, Qt.Key.Key_Insert)
    title = page.activity.what.editors["title"]
    qtbot.keyClicks(title, "Train the night shift")
    page.flush()
    assert [row.title for row in document.read.every(Activity)][-1] == "Train the night shift"
    assert "A3  Train the night shift" in page.model.headerData(2, Qt.Orientation.Vertical)


def test_removing_offers_to_undo(page, qtbot, document, told):
    qtbot.mouseClick(page.remove_button, Qt.MouseButton.LeftButton)
    assert [row.title for row in document.read.every(Activity)] == ["Publish the fees"]
    assert page.activity.what.editors["title"].text() == "Publish the fees"
    told[-1].run()
    assert len(document.read.every(Activity)) == 2


def test_removing_the_last_leaves_an_empty_page(page, qtbot, document):
    page.remove()
    page.remove()
    assert not page.empty.isHidden()
    assert "no activities yet" in page.empty.text()
    assert page.parts.isHidden()
    assert page.activity.row_id == ""
    page.bridge.undo()
    assert page.empty.isHidden()
    assert page.activity.what.editors["title"].text() == "Publish the fees"


def test_questions_are_given_by_their_numbers(page, qtbot, document, told):
    box = page.activity.questions.box
    qtbot.keyClicks(box, "3.20; 1.1")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert {row.question_id for row in document.read.every(ActivityQuestion)} == {"kf3.q20", "kf1.q1"}
    assert box.text() == "1.1, 3.20"
    page.activity.questions.menu.aboutToShow.emit()
    with qtbot.waitSignal(page.go_to) as asked:
        page.activity.questions.menu.actions()[0].trigger()
    assert asked.args == [Stage.ASSESSMENT, "kf1.q1"]


def test_an_ampersand_in_a_question_is_shown_in_the_menu(page, qtbot, document):
    replace_wording(document, language="en", texts={"kf1.q1": "What of R&D?"})
    box = page.activity.questions.box
    qtbot.keyClicks(box, "1.1")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    page.activity.questions.menu.aboutToShow.emit()
    assert [action.text() for action in page.activity.questions.menu.actions()] == ["1.1 What of R&&D?"]


def test_a_number_that_is_no_question_stays_and_is_told(page, qtbot, document, told):
    box = page.activity.questions.box
    qtbot.keyClicks(box, "3.19")
    assert not page.flush()
    assert "There is no question 3.19" in told[-1].text
    assert box.text() == "3.19"
    assert document.read.every(ActivityQuestion) == []


def test_a_head_sorts_without_changing_what_is_stored(page, qtbot, document):
    low, high = document.read.every(Activity)
    rate_activity(document, activity=low.id, criterion=Criterion.URGENCY, level=Level.MEDIUM)
    rate_activity(document, activity=high.id, criterion=Criterion.URGENCY, level=Level.HIGH)
    before = document.read.every(Activity)
    head = page.grid.horizontalHeader()
    point = QPoint(head.sectionViewportPosition(1) + 5, 10)
    shown = []
    for _ in range(3):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=point)
        shown.append(page.grid.sorted.headerData(0, Qt.Orientation.Vertical)[:2])
    assert sorted(shown[:2]) == ["A1", "A2"]
    assert shown[2] == "A1"
    assert document.read.every(Activity) == before


def test_a_row_stays_where_it_is_while_it_is_rated(page, qtbot, document):
    page.grid.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    row = page.grid.currentIndex().row()
    key = page.grid.current_id()
    qtbot.keyClicks(page.grid, "h")
    assert (page.grid.currentIndex().row(), page.grid.current_id()) == (row, key)


def test_heads_ask_their_whole_question(page):
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "How soon must it start" in page.model.headerData(1, Qt.Orientation.Horizontal, role)
    assert page.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Urgency: Not rated"


def test_a_change_from_elsewhere_keeps_what_is_typed(page, qtbot, document):
    title = page.activity.what.editors["title"]
    title.setFocus()
    qtbot.keyClick(title, Qt.Key.Key_End)
    qtbot.keyClicks(title, " every day")
    add_activity(document, title="From the assessment page")
    assert title.text().endswith("every day")
    assert page.flush()
    assert first(document).title == "Draw the lanes by lot every day"


def test_read_only_shows_and_does_not_edit(sample_file, open_document, open_page, qtbot):
    document = open_document(sample_file, read_only=True)
    page = open_page(document)
    before = document.read.every(Rating)
    qtbot.keyClicks(page.grid, "lmh")
    assert document.read.every(Rating) == before
    assert page.model.rowCount() == len(document.read.every(Activity))
    assert not page.add_button.isEnabled()
    assert page.activity.questions.box.isReadOnly()


def test_the_model_keeps_the_rules(sample, qtbot):
    bridge = DocumentBridge(sample)
    model = RatingsModel(bridge)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    key = add_activity(sample, title="New")
    rate_activity(sample, activity=key, criterion=Criterion.COST, level=Level.LOW)
    bridge.undo()
    bridge.undo()
    assert model.rowCount() == 26
    del tester


def test_it_fits_a_small_window(sample_file, tmp_path, qtbot):
    window = build_window(sample_file, RecentFiles(tmp_path / "settings"))
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    window.go(Stage.PRIORITIES)
    page = window.workspace.page(Stage.PRIORITIES)
    assert (window.width(), window.height()) == (800, 600)
    assert page.grid.horizontalScrollBar().maximum() == 0
    assert page.detail.horizontalScrollBar().maximum() == 0
    window.resize(1600, 900)
    window.resize(800, 600)
    assert page.grid.horizontalScrollBar().maximum() == 0


def titles(page):
    model = page.grid.sorted
    return [model.headerData(row, Qt.Orientation.Vertical).split("  ")[1] for row in range(model.rowCount())]


def test_a_show_of_hands_is_kept_beside_the_level(page, document, qtbot):
    page.grid.setCurrentIndex(page.grid.sorted.index(0, 1))
    hands = page.activity.hands
    box = hands.boxes[Level.HIGH]
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "12")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    (rating,) = document.read.where(Rating, activity_id=first(document).id)
    assert (rating.criterion, rating.level) == (Criterion.URGENCY, None)
    assert [(row.choice, row.count) for row in document.read.where(Hand, rating_id=rating.id)] == [(HandChoice.HIGH, 12)]
    document.undo()
    assert box.value() == 0
    page.grid.setCurrentIndex(page.grid.sorted.index(0, PRIORITY))
    assert not hands.isVisible()


def test_each_criterion_is_explained_by_an_example_of_each_level(page):
    for column, criterion in enumerate(Criterion):
        page.grid.setCurrentIndex(page.grid.sorted.index(0, column))
        lines = page.activity.examples.text.text().splitlines()
        assert [line.split(":")[0] for line in lines] == ["Low", "Medium", "High"], criterion
    page.grid.setCurrentIndex(page.grid.sorted.index(0, SUGGESTION))
    assert page.activity.examples.isHidden()


def test_the_group_orders_the_activities_by_key(page, document, qtbot):
    add_activity(document, title="Ask the brokers")
    page.bar.choose_order(own=True)
    page.grid.show_activity(document.read.every(Activity)[2].id)
    for _ in range(3):
        qtbot.keyClick(page.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert titles(page) == ["Ask the brokers", "Draw the lanes by lot", "Publish the fees"]
    assert page.grid.current_id() == document.read.every(Activity)[2].id
    ranked = {row.title: row.rank for row in document.read.every(Activity) if row.rank}
    assert sorted(ranked, key=ranked.__getitem__) == ["Ask the brokers", "Draw the lanes by lot"], "only what was said"
    document.undo()
    assert titles(page) == ["Draw the lanes by lot", "Ask the brokers", "Publish the fees"]
    page.bar.choose_order(own=False)
    assert titles(page) == ["Draw the lanes by lot", "Publish the fees", "Ask the brokers"]


def test_the_group_orders_the_activities_by_dragging_their_titles(page, document):
    page.bar.choose_order(own=True)
    head = page.grid.verticalHeader()
    assert head.sectionsMovable()
    head.moveSection(0, 1)
    assert titles(page) == ["Publish the fees", "Draw the lanes by lot"]
    assert [head.visualIndex(row) for row in range(2)] == [0, 1]
    first, second = document.read.every(Activity)
    assert "" < second.rank < first.rank
    page.bar.choose_order(own=False)
    assert not head.sectionsMovable()


def test_only_some_activities_are_shown_until_others_are_wanted(page, document, qtbot):
    page.grid.setCurrentIndex(page.grid.sorted.index(0, PRIORITY))
    page.bar.narrowed.emit(Shown.UNDECIDED)
    assert len(titles(page)) == 2
    qtbot.keyClicks(page.grid, "h")
    assert len(titles(page)) == 2, "a row stays while it is rated"
    page.bar.narrowed.emit(Shown.HIGH)
    assert titles(page) == ["Draw the lanes by lot"]
    page.bar.narrowed.emit(Shown.LOW)
    assert titles(page) == []
    page.bar.narrowed.emit(Shown.ALL)
    assert len(titles(page)) == 2


def test_a_confidential_activity_says_so_at_its_title(page, document):
    activity = document.read.every(Activity)[0]
    edit_activity(document, activity=activity.id, confidential=True)
    heads = [page.grid.model().headerData(row, Qt.Orientation.Vertical) for row in range(2)]
    assert ["Confidential" in head for head in heads] == [True, False]


def test_a_priority_that_is_not_decided_says_so_in_its_cell_as_in_its_form(page):
    model = page.grid.ratings
    assert model.choices(model.spec.columns[PRIORITY])[0][1] == "Not decided yet"
    assert model.index(0, PRIORITY).data(Qt.ItemDataRole.AccessibleTextRole).endswith(": Not decided yet")
    assert "Not decided yet" in {box.itemText(0) for box in page.activity.findChildren(ChoiceBox)}
