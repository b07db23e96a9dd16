"""Find and replace in the window: marked, walked, replaced as one change, and back to where one was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStyleOptionViewItem, QTextEdit

from ui.editors.cell_delegate import CellBox
from ui.link.stages import Stage
from ui.look import style
from ui.pages.assessment.detail_tabs import CAUSES
from workbench.model.limits import LINE_CHARACTERS
from workbench.model.vocabulary import ContributionKind
from workbench.operations import activities, answers, people, plan, voices

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window, empty_file, qtbot):
    made = open_window(empty_file, (1024, 768))
    document = made.bridge.document
    answers.write_answer(document, question="1.2", text="A Gift\nis \U0001f381 a gift.")
    answers.write_causes(document, question="1.2", causes="gifts")
    answers.write_answer(document, question="3.20", text="No GIFT")
    answers.mark_answer_confidential(document, question="3.20", confidential=True)
    made.go(Stage.ASSESSMENT, "kf1.q1")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def page(window):
    return window.workspace.page(Stage.ASSESSMENT)


@pytest.fixture
def panel(window, qtbot):
    def open_it(words: str = "gift"):
        qtbot.keyClick(window, Qt.Key.Key_H, CONTROL)
        panel = window.window_actions.finding.panel
        panel.box.setText(words)
        panel.look()
        return panel

    return open_it


def marked(box: QTextEdit) -> list[str]:
    return [each.cursor.selectedText() for each in box.extraSelections()]


def rows(panel) -> list[str]:
    model = panel.model
    found = []
    for row in range(model.rowCount()):
        area = model.item(row)
        found.append(area.text())
        found += [area.child(child).text() for child in range(area.rowCount())]
    return [text.strip("\u2066\u2067\u2068\u2069\u200e\u200f") for text in found]


def test_places_are_listed_by_area_with_their_counts(panel, window):
    opened = panel()
    assert opened.isVisible()
    assert rows(opened) == [
        "1  Leadership and commitment (3)",
        "1.2 Answer:  A [Gift] is \U0001f381 a gift.",
        "1.2 Answer:  A Gift is \U0001f381 a [gift].",
        "1.2 Causes:  [gift]s",
        "3  Transparency (1)",
        "3.20 Answer (confidential):  No [GIFT]",
    ]
    assert opened.count.text() == "Places found: 4, in 2 areas or pages."
    opened.exact.setChecked(True)
    assert opened.model.count == 2
    opened.whole.setChecked(True)
    assert opened.model.count == 1


def test_tab_leads_from_the_words_to_what_replaces_them_and_then_to_the_buttons(panel, window, qtbot):
    opened = panel()
    opened.box.setFocus()
    stops = []
    for _ in range(9):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        stops.append(window.focusWidget())
    acting = [opened.replacement, opened.replace, opened.previous, opened.next]
    assert stops == [*acting, opened.where, opened.exact, opened.whole, opened.close_button, opened.list]


def test_enter_walks_and_stays_in_the_search(panel, page, qtbot, window):
    opened = panel()
    opened.box.setFocus()
    seen = []
    for _ in range(5):
        qtbot.keyClick(opened.box, Qt.Key.Key_Return)
        assert opened.box.hasFocus(), "another Enter must write nothing"
        box = page.panel.causes if page.panel.causes.textCursor().hasSelection() else page.panel.answer
        seen.append((page.current_question, box.textCursor().selectedText()))
    assert seen[:2] == [("kf1.q2", "Gift"), ("kf1.q2", "gift")]
    assert seen[3:] == [("kf3.q20", "GIFT"), ("kf1.q2", "Gift")]
    qtbot.keyClick(opened.box, Qt.Key.Key_Return, SHIFT)
    assert page.current_question == "kf3.q20"
    assert window.bridge.document.read.answer("kf3.q20").text == "No GIFT"


def test_all_places_are_marked_in_the_text_in_every_set_of_colours(panel, page, window):
    from ui.look import style

    opened = panel()
    opened.step(1, focus=False)
    for theme in (style.Theme.LIGHT, style.Theme.DARK, style.Theme.CONTRAST):
        style.look().choose(theme)
        assert marked(page.panel.answer) == ["Gift", "gift"]
        first = page.panel.answer.extraSelections()[0]
        formats = first.format
        assert formats.background().color().name() == style.colours().soft
        assert formats.foreground().color().name() == style.colours().on_soft
    assert marked(page.panel.causes) == ["gift"]
    opened.closed.emit()
    assert marked(page.panel.answer) == []


def test_marks_follow_what_is_typed(panel, page, qtbot):
    opened = panel()
    opened.step(1, focus=True)
    assert page.panel.answer.hasFocus()
    page.panel.answer.moveCursor(page.panel.answer.textCursor().MoveOperation.End)
    qtbot.keyClicks(page.panel.answer, " gift")
    assert marked(page.panel.answer) == ["Gift", "gift", "gift"]


def test_a_place_in_the_list_opens_with_its_words_selected(panel, page):
    opened = panel()
    index = opened.model.index_of(2)
    opened.list.activated.emit(index)
    assert page.current_question == "kf1.q2"
    assert page.panel.tabs.currentIndex() == CAUSES
    assert page.panel.causes.hasFocus()
    assert page.panel.causes.textCursor().selectedText() == "gift"


def test_next_and_previous_work_from_the_text(panel, page, qtbot, window):
    panel()
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL)
    assert (page.current_question, page.panel.answer.textCursor().selectionStart()) == ("kf1.q2", 15)
    assert page.panel.answer.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL | SHIFT)
    assert page.panel.answer.textCursor().selectionStart() == 2


def test_escape_leads_back_to_where_the_cursor_was(panel, page, qtbot, window):
    answers.write_answer(window.bridge.document, question="1.1", text="Here I was typing")
    page.panel.answer.setFocus()
    cursor = page.panel.answer.textCursor()
    cursor.setPosition(4)
    page.panel.answer.setTextCursor(cursor)
    opened = panel()
    opened.step(1, focus=False)
    assert page.current_question == "kf1.q2"
    qtbot.keyClick(opened.box, Qt.Key.Key_Escape)
    assert not opened.isVisible()
    assert page.current_question == "kf1.q1"
    assert page.panel.answer.hasFocus()
    assert page.panel.answer.textCursor().position() == 4
    assert opened.model.rowCount() == 0, "texts do not stay where nobody sees them"


def test_what_is_selected_is_looked_for(page, qtbot, window):
    page.show_entry("kf3.q20")
    page.panel.answer.setFocus()
    page.panel.answer.selectAll()
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_H, CONTROL)
    panel = window.window_actions.finding.panel
    assert panel.box.text() == "No GIFT"
    assert panel.replacement.hasFocus()


def test_replacing_is_one_change_with_one_undo(panel, window):
    document = window.bridge.document
    opened = panel()
    opened.replacement.setText("present")
    assert opened.replace.text() == "Replace 4 places"
    opened.replace.click()
    texts = [document.read.answer(row).text for row in ("kf1.q2", "kf3.q20")]
    assert texts == ["A present\nis \U0001f381 a present.", "No present"]
    assert document.read.answer("kf3.q20").is_confidential
    assert window.bar.text == "4 places were replaced."
    window.bar.findChild(QPushButton, "message-action").click()
    assert document.read.answer("kf1.q2").text == "A Gift\nis \U0001f381 a gift."
    assert document.read.answer("kf3.q20").text == "No GIFT"


def test_only_what_is_ticked_is_replaced(panel, window):
    opened = panel()
    area = opened.model.item(0)
    area.setCheckState(Qt.CheckState.Unchecked)
    assert opened.replace.text() == "Replace 1 place"
    opened.look()
    assert opened.replace.text() == "Replace 1 place", "what was cleared stays so while the texts change"
    opened.replacement.setText("present")
    opened.replace.click()
    assert window.bridge.document.read.answer("kf1.q2").text == "A Gift\nis \U0001f381 a gift."
    assert window.bridge.document.read.answer("kf3.q20").text == "No present"


def test_what_would_be_too_long_is_refused_and_nothing_is_changed(panel, window):
    plan.add_outcome(window.bridge.document, title="gift" + "x" * (LINE_CHARACTERS - 4))
    opened = panel()
    opened.where.setCurrentIndex(opened.where.count() - 1)
    opened.look()
    opened.replacement.setText("present")
    opened.replace.click()
    assert "Nothing was changed." in window.bar.text
    assert "Outcome" in window.bar.text
    assert window.bridge.document.read.answer("kf3.q20").text == "No GIFT"


def test_other_pages_are_searched_too(panel, window, qtbot):
    document = window.bridge.document
    activity = activities.add_activity(document, title="Publish", description="Every gift is listed")
    note = voices.add_contribution(document, question=None, kind=ContributionKind.NOTE, text="A gift for the pier")
    person = people.add_contributor(document, name="Bo")
    given = voices.add_contribution(document, question="1.3", contributor=person, text="We saw a gift")
    window.go(Stage.PEOPLE)
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    opened = window.window_actions.finding.panel
    assert opened.isVisible()
    assert opened.box.hasFocus()
    opened.box.setText("gift")
    opened.look()
    shown = []
    for _ in opened.model.hits:
        opened.step(1, focus=True)
        shown.append((window.workspace.current_stage, window.workspace.current_page.shown_row))
    assert (Stage.ASSESSMENT, "kf1.q3") in shown
    assert shown[-1] == (Stage.PLAN, activity)
    page = window.workspace.page(Stage.ASSESSMENT)
    number = next(place for place, hit in enumerate(opened.model.hits) if hit.where.row.id == given)
    opened.list.activated.emit(opened.model.index_of(number))
    assert page.panel.contributions.given.text.textCursor().selectedText() == "gift"
    number = next(place for place, hit in enumerate(opened.model.hits) if hit.where.row.id == note)
    opened.list.activated.emit(opened.model.index_of(number))
    assert page.notes_panel.notes.text.textCursor().selectedText() == "gift"


def test_the_search_of_the_checklist_marks_and_walks(window, page, qtbot):
    page.panel.answer.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    box = page.checklist.find_box
    assert box.hasFocus()
    qtbot.keyClicks(box, "gift")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (page.current_question, page.panel.answer.textCursor().selectedText()) == ("kf1.q2", "Gift")
    assert marked(page.panel.answer) == ["Gift", "gift"]
    assert box.hasFocus()
    for _ in range(3):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (page.current_question, page.panel.answer.textCursor().selectedText()) == ("kf3.q20", "GIFT")
    qtbot.keyClick(box, Qt.Key.Key_Return, SHIFT)
    assert page.panel.causes.textCursor().selectedText() == "gift"
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL)
    assert page.panel.answer.hasFocus()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert page.current_question == "kf1.q1"
    assert page.panel.answer.hasFocus()
    assert marked(page.panel.answer) == []


def test_the_arrow_down_leads_to_what_was_found(window, page, qtbot):
    page.checklist.find_box.setFocus()
    qtbot.keyClick(page.checklist.find_box, Qt.Key.Key_Down)
    assert page.checklist.tree.hasFocus()


def test_words_only_in_the_question_lead_to_the_question(window, page, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(page.checklist.find_box, "minister")
    qtbot.keyClick(page.checklist.find_box, Qt.Key.Key_Return)
    assert page.current_question in page.checklist.shown


def test_a_read_only_file_is_searched_and_not_changed(open_window, sample_file, qtbot):
    from workbench.document.document import Document

    window = open_window()
    window.show_document(Document.open(sample_file, read_only=True))
    window.window_actions.replace.trigger()
    panel = window.window_actions.finding.panel
    assert panel.box.hasFocus() or not window.isActiveWindow()
    assert not panel.replace.isVisible()
    panel.box.setText("the")
    panel.look()
    assert panel.model.count > 500
    assert panel.count.text() == f"Places found: {panel.model.count}. The first 500 are listed."


def test_the_panel_goes_with_its_file(panel, window):
    panel()
    window.close_file()
    assert window.window_actions.finding.panel is None
    assert not window.window_actions.find.isEnabled()


def option_of(grid, row, column):
    option, index = QStyleOptionViewItem(), grid.model().index(row, column)
    grid.cells.initStyleOption(option, index)
    return option


def test_cells_and_lines_with_the_words_are_marked_also_an_open_one(panel, window, qtbot):
    people.add_contributor(window.bridge.document, name="Gift Mbeki", contact="gifts@station")
    window.go(Stage.PEOPLE)
    register = window.workspace.page(Stage.PEOPLE).contributors
    grid = register.table.grid
    found = panel("gift")
    assert option_of(grid, 0, 0).font.underline()
    assert not option_of(grid, 0, 2).font.underline()
    contact = register.form.editors["contact"]
    assert contact.property("found") is True
    grid.open_cell(grid.model().index(0, 0))
    box = next(each for each in grid.viewport().findChildren(CellBox) if each.isVisible())
    qtbot.waitUntil(lambda: marked(box) == ["Gift"])
    register.table.grid.setFocus()
    found.box.setFocus()
    qtbot.keyClick(found.box, Qt.Key.Key_Escape)
    assert not option_of(grid, 0, 0).font.underline()
    assert contact.property("found") is False


def test_in_a_low_window_the_panel_folds_and_the_place_is_in_sight(open_window, empty_file, qtbot, request):
    window = open_window(empty_file, (800, 600))
    request.addfinalizer(lambda: style.look().magnify(100))
    answers.write_answer(window.bridge.document, question="1.1", text="words " * 300 + "gift " + "words " * 300)
    window.go(Stage.ASSESSMENT, "kf1.q1")
    style.look().magnify(200)
    window.window_actions.finding.replace()
    panel = window.window_actions.finding.panel
    panel.box.setText("gift")
    panel.look()
    panel.step(1, focus=False)
    qtbot.waitUntil(lambda: panel.more.isVisible() and not panel.list.isVisible())
    assert panel.height() < window.height() * 0.4
    assert panel.replacement.isVisible(), "it was opened to replace"
    answer = window.workspace.page(Stage.ASSESSMENT).panel.answer

    def is_in_sight():
        place = answer.cursorRect()
        return answer.viewport().visibleRegion().contains(place.center())

    qtbot.waitUntil(is_in_sight)
    panel.more.click()
    assert panel.list.isVisible()
    assert panel.where.isVisible()
    style.look().magnify(100)
    qtbot.waitUntil(lambda: not panel.more.isVisible() and panel.list.isVisible())
