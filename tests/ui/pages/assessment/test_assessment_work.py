"""What a facilitator does with a question in a workshop: filter, judge by one key, park, prompt, go back to a version."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link.stages import Stage
from workbench.checklist.filters import Filter
from workbench.language.i18n import Message
from workbench.model.rows import ActivityQuestion, Session, SessionArea
from workbench.model.vocabulary import MeasureStatus
from workbench.operations import people
from workbench.operations.answers import mark_answer_confidential, park_question, write_answer
from workbench.operations.assessment import include_questions

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(open_window, empty_file):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    return made


@pytest.fixture
def page(window):
    made = window.workspace.page(Stage.ASSESSMENT)
    made.show_entry("kf1.q1")
    made.panel.answer.setFocus()
    return made


@pytest.fixture
def document(window):
    return window.bridge.document


def shown(page):
    tree, model = page.checklist.tree, page.checklist.model
    return [key for key, index in model.question_indexes() if not tree.isRowHidden(index.row(), index.parent())]


@pytest.mark.parametrize(("number", "status"), list(enumerate(MeasureStatus)))
def test_each_status_has_a_key_that_works_while_typing(qtbot, page, document, number, status):
    qtbot.keyClicks(page.panel.answer, "Half a sen")
    for wanted in (MeasureStatus.EFFECTIVE, status):
        qtbot.keyClick(page.panel.answer, Qt.Key(Qt.Key.Key_0 + list(MeasureStatus).index(wanted)), ALT)
    qtbot.keyClicks(page.panel.answer, "tence")
    page.flush()
    answer = document.read.answer("kf1.q1")
    assert (answer.status, answer.text) == (status, "Half a sentence")


def test_a_parked_question_says_so_keeps_its_note_and_is_found(qtbot, page, document):
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_F4)
    assert page.panel.parked.isVisible()
    assert page.panel.parked.note.hasFocus()
    assert not page.panel.park.isEnabled()
    qtbot.keyClicks(page.panel.parked.note, "Ask the night shift")
    page.flush()
    answer = document.read.answer("kf1.q1")
    assert (answer.parked, answer.parked_note) == (True, "Ask the night shift")
    page.go_by(1)
    assert not page.panel.parked.isVisible()
    page.checklist.filter.choose(Filter.PARKED)
    qtbot.waitUntil(lambda: shown(page) == ["kf1.q1", "kf1.q2"])
    page.show_entry("kf1.q1")
    page.panel.parked.take_up.click()
    assert not page.panel.parked.isVisible()
    assert page.panel.park.isEnabled()
    assert not document.read.answer("kf1.q1").parked
    document.undo()
    assert page.panel.parked.isVisible()
    assert page.panel.parked.note.text() == "Ask the night shift"


def test_prompts_are_stored_with_the_first_word_and_not_before(qtbot, page, document):
    assert page.panel.prompts.isVisible()
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_F7)
    assert page.panel.answer.text().splitlines()[1] == "How it works in practice: "
    assert not page.panel.prompts.isVisible()
    page.flush()
    assert document.read.answer("kf1.q1").text == ""
    page.go_by(1)
    page.go_by(-1)
    assert page.panel.answer.text() == ""
    page.panel.answer.setFocus()
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_F7)
    qtbot.keyClicks(page.panel.answer, "a list")
    page.flush()
    assert document.read.answer("kf1.q1").text.startswith("What exists: a list\nHow it works")


def test_prompts_never_touch_an_answer_that_is_there(qtbot, page, document):
    qtbot.keyClicks(page.panel.answer, "Ours")
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_F7)
    assert page.panel.answer.text() == "Ours"


def test_an_activity_is_made_with_one_key(qtbot, page, document):
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_F6)
    assert page.panel.activities.title.hasFocus()
    assert [link.question_id for link in document.read.every(ActivityQuestion)] == ["kf1.q1"]


def test_an_earlier_version_is_brought_back_and_that_can_be_undone(qtbot, page, document):
    for text in ("The first version.", "The second one."):
        write_answer(document, question="kf1.q1", text=text)
        document.end_burst()
    versions = page.panel.versions
    page.panel.tabs.setCurrentWidget(versions)
    assert versions.list.count() == 1
    assert "3 words" in versions.list.item(0).text()
    assert versions.text.text() == "The first version."
    versions.bring_back.click()
    assert document.read.answer("kf1.q1").text == "The first version."
    assert versions.text.text() == "The second one."
    document.undo()
    assert page.panel.answer.text() == "The second one."
    page.go_by(1)
    assert versions.list.count() == 0


def test_a_filter_leads_from_one_of_its_questions_to_the_next(qtbot, page, document):
    for key in ("kf1.q3", "kf2.q2", "ge.q14"):
        mark_answer_confidential(document, question=key, confidential=True)
    page.checklist.filter.choose(Filter.CONFIDENTIAL)
    qtbot.waitUntil(lambda: page.checklist.shown is not None)
    assert shown(page) == ["kf1.q1", "kf1.q3", "kf2.q2", "ge.q14"]
    for key in ("kf1.q3", "kf2.q2", "ge.q14"):
        page.go_by(1)
        assert page.current_question == key
    page.checklist.filter.show_all()
    qtbot.waitUntil(lambda: page.checklist.shown is None)
    assert len(shown(page)) == 282


def test_the_question_that_is_answered_does_not_vanish_under_the_hand(qtbot, page, document):
    page.checklist.filter.choose(Filter.UNANSWERED)
    qtbot.waitUntil(lambda: page.checklist.shown is not None)
    page.panel.answer.setFocus()
    qtbot.keyClicks(page.panel.answer, "Now")
    page.flush()
    qtbot.wait(50)
    assert "kf1.q1" in shown(page)
    page.go_by(1)
    page.checklist.filter.chosen.emit()
    qtbot.waitUntil(lambda: "kf1.q1" not in shown(page))


def test_a_group_sees_the_questions_of_its_areas(qtbot, page, document):
    group = people.add_group(document, name="Night shift")
    people.set_group_areas(document, group=group, areas=["ca1"])
    choice = page.checklist.filter
    choice.setCurrentIndex(choice.findText("Group: Night shift"))
    choice.chosen.emit()
    qtbot.waitUntil(lambda: page.checklist.shown is not None)
    assert shown(page) == ["kf1.q1", *(f"ca1.q{number}" for number in range(1, 11))]
    people.edit_group(document, group=group, name="Day shift")
    assert choice.currentText() == "Group: Day shift"


def test_the_pace_is_told_when_there_is_one(qtbot, page, document, monkeypatch):
    pace = page.checklist.pace
    pace.count()
    assert pace.label.text() == "282 questions unanswered"
    for number in range(1, 4):
        write_answer(document, question=f"kf1.q{number}", text="Yes, every day.")
        document.end_burst()
    pace.count()
    assert pace.label.text().startswith(
        "279 questions unanswered\nAnswers today: 3, 1 min each; time needed for the rest: about "
    )


def test_what_is_left_follows_answers_and_excluded_areas(page, document):
    pace = page.checklist.pace
    pace.count()
    write_answer(document, question="kf1.q1", text="Yes.")
    assert pace._later.isActive(), "it counts again a moment after each change"
    pace.count()
    assert pace.label.text().splitlines()[0] == "281 questions unanswered"
    area = next(entry for entry in page.bridge.cached_content.checklist.areas if entry.id == "kf2")
    include_questions(document, questions=[question.id for question in area.questions], included=False)
    pace.count()
    answered, total = page.bridge.cached_content.count(page.bridge.cached_content.checklist.questions)
    assert (answered, total) == (1, 282 - len(area.questions))
    assert pace.label.text().splitlines()[0] == f"{total - answered} questions unanswered"


def test_the_pace_knows_what_the_session_planned(qtbot, page, document):
    now = document.now().astimezone()
    session = Session(
        id="s", date=f"{now:%Y-%m-%d}", start_time=f"{now:%H:%M}", planned_minutes=90, running=True, title="Morning"
    )
    with document.change(Message("session")) as transaction:
        transaction.put(session)
        transaction.put(SessionArea(id="l", session_id="s", area_id="ca1"))
    pace = page.checklist.pace
    pace.count()
    assert pace.label.text().splitlines()[1] in {f"Time left in this session: {minutes} min" for minutes in (88, 89, 90)}


def test_a_parked_question_of_a_read_only_file_cannot_be_taken_up(open_document, open_window, empty_file):
    with open_document(empty_file) as document:
        park_question(document, question="kf1.q1", note="Later")
    window = open_window()
    window.show_document(open_document(empty_file, read_only=True))
    window.go(Stage.ASSESSMENT, "kf1.q1")
    panel = window.workspace.page(Stage.ASSESSMENT).panel
    assert panel.parked.isVisible()
    assert not panel.parked.take_up.isEnabled()
    assert not panel.park.isEnabled()
    assert not panel.prompts.isVisible()
