"""The assessment page: what is done on it reaches the document, and every question is one step away."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from ui.link.stages import Stage
from workbench.model.rows import Activity, ActivityQuestion, BackgroundDocument, Contribution, Evidence, Finding, Question
from workbench.model.vocabulary import Confidentiality, Level, MeasureStatus
from workbench.operations.answers import edit_answer, write_answer
from workbench.operations.assessment import include_questions
from workbench.operations.documents import add_document
from workbench.operations.people import add_contributor, add_group
from workbench.operations.voices import add_contribution
from workbench.operations.wording import replace_wording

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window, empty_file):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    return made


@pytest.fixture
def document(window):
    return window.bridge.document


@pytest.fixture
def page(window):
    return window.workspace.page(Stage.ASSESSMENT)


@pytest.fixture
def panel(page):
    page.show_entry("kf3.q20")
    return page.panel


def test_a_new_assessment_begins_with_the_first_question(page):
    assert page.current_question == "kf1.q1"


def test_work_goes_on_where_it_stopped(open_window, empty_file, open_document):
    before = open_document(empty_file)
    write_answer(before, question="kf3.q20", text="So far.")
    before.close()
    window = open_window(empty_file)
    window.go(Stage.ASSESSMENT)
    assert window.workspace.page(Stage.ASSESSMENT).current_question == "kf3.q20"


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def answer(document, question="kf3.q20"):
    return document.read.answer(question)


def test_the_question_is_shown_with_its_place(page, panel):
    assert panel.number.text() == "3.20"
    assert panel.wording.wording == page.bridge.cached_content.places["kf3.q20"][2].wording
    assert panel.place.text().startswith("3  Transparency  ›  ")
    assert panel.place.textFormat() == Qt.TextFormat.PlainText


def test_the_status_says_in_which_order_to_ask(panel):
    order = ("Does it exist?", "Is it applied?", "Does it work?", "Causes")
    places = [panel.status.toolTip().index(part) for part in order]
    assert places == sorted(places)


def test_answer_and_causes_are_written(qtbot, panel, document):
    panel.answer.setFocus()
    qtbot.keyClicks(panel.answer, "Every officer knows it.")
    panel.causes.setPlainText("No training")
    assert panel.words.text() == "4 words"
    panel.answer.flush()
    panel.causes.flush()
    row = answer(document)
    assert (row.text, row.causes) == ("Every officer knows it.", "No training")
    assert panel.tabs.tabText(0) == "Causes ✓"


def test_status_priority_and_confidentiality_are_written(qtbot, panel, document):
    panel.status.setFocus()
    qtbot.keyClicks(panel.status, "on paper")
    panel.priority.setFocus()
    qtbot.keyClicks(panel.priority, "high")
    press(qtbot, panel.confidential)
    row = answer(document)
    assert (row.status, row.priority, row.is_confidential) == (MeasureStatus.ON_PAPER, Level.HIGH, True)


def test_evidence_is_chosen_from_the_register(qtbot, panel, document):
    first, second = add_document(document, title="Law"), add_document(document, title="Survey")
    entries = panel.evidence.links.list
    assert [entries.item(place).text() for place in range(entries.count())] == ["Law", "Survey"]
    entries.item(1).setCheckState(Qt.CheckState.Checked)
    assert [row.document_id for row in document.read.where(Evidence, answer_id=answer(document).id)] == [second]
    assert panel.tabs.tabText(1) == "Evidence (1)"
    document.undo()
    assert entries.item(1).checkState() == Qt.CheckState.Unchecked
    assert panel.tabs.tabText(1) == "Evidence"
    assert document.get(BackgroundDocument, first)


def test_contributions_are_added_edited_taken_over_and_removed(qtbot, panel, document):
    red = add_group(document, name="Red")
    ana = add_contributor(document, name="Ana")
    panel.tabs.setCurrentWidget(panel.contributions)
    tab = panel.contributions.given
    tab.menu.aboutToShow.emit()
    assert [action.text() for action in tab.menu.actions() if action.text()] == ["Red", "Ana"]
    tab.add_for(group=red)
    assert tab.text.hasFocus()
    qtbot.keyClicks(tab.text, "Red says no.")
    tab.add_for(contributor=ana)
    qtbot.keyClicks(tab.text, "Ana says yes.")
    assert tab.bridge.flush()
    rows = document.read.where(Contribution, question_id="kf3.q20")
    assert [(row.group_id, row.contributor_id, row.text) for row in rows] == [
        (red, None, "Red says no."),
        (None, ana, "Ana says yes."),
    ]
    assert panel.tabs.tabText(2) == "Contributions (2)"
    write_answer(document, question="kf3.q20", text="Agreed: maybe.")
    press(qtbot, tab.copy)
    assert answer(document).text == "Agreed: maybe.\n\nAna says yes."
    document.undo()
    assert answer(document).text == "Agreed: maybe."
    tab.list.setCurrentRow(0)
    assert tab.text.text() == "Red says no."
    press(qtbot, tab.remove)
    assert [row.text for row in document.read.where(Contribution, question_id="kf3.q20")] == ["Ana says yes."]


def test_an_answer_and_its_activity_say_from_what_they_are_confidential(qtbot, panel, document):
    group = add_group(document, name="Red")
    contribution = add_contribution(document, question="kf3.q20", group=group, text="It was Mr Hidden.")
    panel.tabs.setCurrentWidget(panel.activities)
    press(qtbot, panel.activities.make)
    assert not panel.activities.confidential.isChecked()
    tab = panel.contributions.given
    panel.tabs.setCurrentWidget(tab)
    tab.confidential.click()
    assert document.get(Contribution, contribution).is_confidential
    press(qtbot, tab.copy)
    assert answer(document).confidential is Confidentiality.INHERITED
    assert panel.confidential.isChecked()
    assert panel.confidential.reason.isVisible()
    assert panel.confidential.reason.text().startswith("Confidential because a confidential contribution was added to it.")
    panel.tabs.setCurrentWidget(panel.activities)
    mark = panel.activities.confidential
    assert (mark.isChecked(), mark.reason.text().partition(" To show")[0]) == (
        True,
        "Confidential because question 3.20 is confidential.",
    )
    mark.click()
    (row,) = document.read.every(Activity)
    assert row.confidential is Confidentiality.LIFTED


def test_the_text_of_a_contribution_is_written_before_another_is_shown(qtbot, panel, document):
    first = add_contribution(document, question="kf3.q20", group=add_group(document, name="Red"))
    add_contribution(document, question="kf3.q20", group=add_group(document, name="Blue"))
    tab = panel.contributions.given
    panel.tabs.setCurrentWidget(tab)
    tab.list.setCurrentRow(0)
    tab.text.setPlainText("typed")
    tab.list.setCurrentRow(1)
    assert document.get(Contribution, first).text == "typed"
    assert tab.text.text() == ""


def test_an_answer_becomes_an_activity(qtbot, window, panel, document):
    panel.tabs.setCurrentWidget(panel.activities)
    press(qtbot, panel.activities.make)
    assert panel.activities.title.hasFocus()
    qtbot.keyClicks(panel.activities.title, "Rotate the officers")
    qtbot.keyClick(panel.activities.title, Qt.Key.Key_Return)
    (row,) = document.read.every(Activity)
    assert row.title == "Rotate the officers"
    assert [link.question_id for link in document.read.where(ActivityQuestion, activity_id=row.id)] == ["kf3.q20"]
    assert panel.tabs.tabText(3) == "Activities (1)"
    press(qtbot, panel.activities.remove)
    assert document.read.every(Activity) == []
    window.undo()
    assert panel.activities.title.text() == "Rotate the officers"


def test_next_and_previous_by_key_keep_the_focus_in_the_answer(qtbot, page, document):
    page.show_entry("kf1.q1")
    page.panel.answer.setFocus()
    qtbot.keyClicks(page.panel.answer, "one")
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_Down, ALT)
    assert page.current_question == "kf1.q2"
    assert page.panel.answer.hasFocus()
    assert answer(document, "kf1.q1").text == "one"
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_Up, ALT)
    assert page.current_question == "kf1.q1"
    assert page.panel.answer.text() == "one"
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_Up, ALT)
    assert page.current_question == "kf1.q1"


def test_next_unanswered_skips_answers_and_goes_round(qtbot, window, page, document):
    questions = [question.id for question in page.bridge.cached_content.checklist.questions]
    for key in questions[1:4]:
        write_answer(document, question=key, text="Yes.")
    include_questions(document, questions=[questions[4]], included=False)
    page.show_entry(questions[0])
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert page.current_question == questions[5]
    assert page.panel.answer.hasFocus()
    page.show_entry(questions[-1])
    press(qtbot, page.panel.next_unanswered)
    assert page.current_question == questions[0]


def test_when_all_is_answered_it_says_so(window, page, document):
    questions = [question.id for question in page.bridge.cached_content.checklist.questions]
    include_questions(document, questions=questions[1:], included=False)
    write_answer(document, question=questions[0], text="Yes.")
    page.go_to_next_unanswered()
    assert window.bar.text == "Every question is answered."


def test_next_leaves_out_what_is_left_out(page, document):
    include_questions(document, questions=["kf1.q2", "kf1.q3"], included=False)
    page.show_entry("kf1.q1")
    page.go_by(1)
    assert page.current_question == "kf1.q4"


def test_choosing_in_the_tree_shows_the_question(qtbot, page):
    tree = page.checklist.tree
    page.show_entry("kf1.q1")
    page.checklist.settle()
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert page.current_question == "kf1.q2"
    assert tree.hasFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert page.panel.answer.hasFocus()


def test_whoever_opens_a_section_sees_its_questions_at_once(page):
    tree, model = page.checklist.tree, page.checklist.model
    question = model.index_of("kf4.q1")
    page.checklist.settle()
    tree.expand(question.parent().parent())
    tree.expand(question.parent())
    assert question.data().startswith("4.1  ")
    assert tree.isFirstColumnSpanned(question.row(), question.parent())


def test_a_search_shows_questions_with_their_words_at_once(page):
    page.checklist.find_box.setText("rotation")
    shown = page.checklist.shown
    assert shown
    assert all(page.checklist.model.index_of(row_id).data() for row_id in shown)


def test_the_questions_of_closed_sections_get_their_words_soon(qtbot, page):
    def all_have_words():
        assert all(index.data() for _, index in page.checklist.model.question_indexes())

    qtbot.waitUntil(all_have_words)


def test_find_narrows_the_tree_and_gives_it_back(qtbot, page, document):
    write_answer(document, question="kf3.q20", text="The weighbridge is broken.")
    qtbot.keyClick(page, Qt.Key.Key_F, CONTROL)
    find = page.checklist.find_box
    assert find.hasFocus()
    qtbot.keyClicks(find, "weighbridge")
    tree, model = page.checklist.tree, page.checklist.model
    shown = [key for key, index in model.question_indexes() if not tree.isRowHidden(index.row(), index.parent())]
    assert shown == ["kf3.q20"]
    areas = [model.entry_at(model.index(row, 0)).id for row in range(model.rowCount())]
    assert [key for row, key in enumerate(areas) if not tree.isRowHidden(row, model.index_of("kf3").parent())] == ["kf3"]
    assert page.checklist.found.text() == "1 question found"
    qtbot.keyClick(find, Qt.Key.Key_Escape)
    assert not any(tree.isRowHidden(index.row(), index.parent()) for _, index in model.question_indexes())
    assert not page.checklist.found.isVisible()


def test_an_area_shows_its_findings(qtbot, page, document):
    page.show_entry("kf3")
    panel = page.area_panel
    assert panel.isVisible()
    assert panel.title.text() == "3  Transparency"
    panel.findings.editors["gaps"].setPlainText("No notice board")
    assert page.flush()
    assert document.read.where(Finding, area_id="kf3")[0].gaps == "No notice board"
    page.show_entry("kf4")
    assert panel.findings.editors["gaps"].text() == ""
    press(qtbot, panel.first)
    assert page.current_question == "kf4.q1"


def test_an_area_is_left_out_and_included(qtbot, page, document):
    page.show_entry("kf3")
    press(qtbot, page.area_panel.include)
    assert not any(document.get(Question, key).included for key in ("kf3.q1", "kf3.q20"))
    assert "excluded" in page.area_panel.progress.text()
    press(qtbot, page.area_panel.include)
    assert document.get(Question, "kf3.q1").included


def test_an_own_question_is_added_and_shown(qtbot, page, document):
    page.show_entry("kf3")
    page.area_panel.own.setPlainText("What do the drivers say?")
    press(qtbot, page.area_panel.add_own)
    question = page.current_question
    assert question.startswith("x.")
    assert page.panel.wording.text() == "What do the drivers say?"
    assert page.panel.answer.hasFocus()
    qtbot.keyClicks(page.panel.answer, "They wait.")
    assert page.flush()
    assert answer(document, question).text == "They wait."


def test_a_blank_own_question_is_refused_and_stays(qtbot, window, page):
    page.show_entry("kf3")
    page.area_panel.own.setPlainText("  ")
    press(qtbot, page.area_panel.add_own)
    assert window.bar.text == "Write the question first."


def test_the_menu_leaves_a_question_out(page, panel, document):
    entry = page.bridge.cached_content.places["kf3.q20"][2]
    menu = page.menus.menu_of(entry)
    menu.actions()[0].trigger()
    assert document.get(Question, "kf3.q20").included is False
    assert panel.left_out.isVisible()
    menu.deleteLater()


def test_other_words_are_shown_at_once(panel, document):
    replace_wording(document, language="en", texts={"kf3.q20": "Who may decide?"})
    assert panel.wording.text() == "Who may decide?"


def test_undo_leads_to_what_it_changed(window, page, document):
    write_answer(document, question="kf5.q2", text="Yes.")
    page.show_entry("kf1.q1")
    window.undo()
    assert page.current_question == "kf5.q2"


def test_a_change_elsewhere_is_shown(panel, document):
    edit_answer(document, question="kf3.q20", text="From elsewhere", status=MeasureStatus.NONE, priority=Level.LOW)
    assert panel.answer.text() == "From elsewhere"
    assert panel.status.value() is MeasureStatus.NONE
    assert panel.priority.value() is Level.LOW


def test_the_guidance_folds_where_there_is_no_room(qtbot, window, page):
    assert not page.guidance.isVisible()
    window.resize(1200, 700)
    qtbot.waitUntil(page.guidance.isVisible)
    qtbot.keyClick(page, Qt.Key.Key_F9)
    assert not page.guidance.isVisible()
    window.resize(1300, 700)
    qtbot.wait(50)
    assert not page.guidance.isVisible()


def test_other_pages_lead_to_a_question_or_an_area(window, page):
    assert window.go(Stage.ASSESSMENT, "kf7.q3")
    assert page.current_question == "kf7.q3"
    assert window.go(Stage.ASSESSMENT, "kf7")
    assert page.centre.currentWidget() is page.area_panel


def test_the_next_question_is_there_within_a_frame(qtbot, window, page):
    page.show_entry("kf1.q1")
    took = []
    for _ in range(40):
        start = time.process_time()
        page.go_by(1)
        took.append(time.process_time() - start)
    assert sorted(took)[len(took) // 2] < 0.016


def test_no_area_is_left_without_a_name(page):
    names = [widget.accessibleName() for widget in page.findChildren(QListWidget)]
    assert all(names)
