"""Undo and redo are never out of sight: the page leads there, or it is told where it happened, with the way there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from ui.link.stages import Stage
from ui.pages.assessment.detail_tabs import ACTIVITIES, CAUSES, EVIDENCE
from workbench.document.together import together
from workbench.language.i18n import Message
from workbench.model.vocabulary import Criterion, Level
from workbench.operations import activities, answers, assessment, documents, people


@pytest.fixture
def window(open_window, empty_file):
    return open_window(empty_file)


def press(window, name: str) -> None:
    button = window.bar.findChild(QPushButton, name)
    assert button.isVisible()
    button.click()


def test_what_is_undone_on_another_page_is_told_and_can_be_shown(window, qtbot):
    document = window.bridge.document
    answers.write_answer(document, question="1.2", text="Three minutes of work")
    window.go(Stage.PLAN)
    window.undo()
    assert window.workspace.current_stage is Stage.PLAN, "the page that the room sees stays"
    assert window.bar.text == "Undone: change answer 1.2. It is on the page Assessment."
    press(window, "message-action")
    assert window.workspace.current_stage is Stage.ASSESSMENT
    assert window.workspace.page(Stage.ASSESSMENT).current_question == "kf1.q2"


def test_redo_stands_beside_it(window):
    document = window.bridge.document
    answers.write_answer(document, question="1.2", text="Three minutes of work")
    window.go(Stage.PEOPLE)
    window.undo()
    press(window, "message-other")
    assert document.read.answer("kf1.q2").text == "Three minutes of work"
    assert window.bar.text == "Redone: change answer 1.2. It is on the page Assessment."
    answers.write_answer(document, question="1.3", text="Newer")
    assert not window.bar.isVisible(), "the next change makes it no longer true"


def test_what_is_undone_on_this_page_is_shown(window, qtbot):
    document = window.bridge.document
    answers.write_causes(document, question="1.2", causes="No money")
    window.go(Stage.ASSESSMENT, "kf3.q1")
    page = window.workspace.page(Stage.ASSESSMENT)
    page.panel.tabs.setCurrentIndex(EVIDENCE)
    window.undo()
    qtbot.waitUntil(lambda: page.current_question == "kf1.q2" and page.panel.tabs.currentIndex() == CAUSES)
    assert not window.bar.isVisible()


@pytest.mark.parametrize("stage", [Stage.PEOPLE, Stage.DOCUMENTS, Stage.PLAN, Stage.PRIORITIES])
def test_the_row_that_comes_back_is_selected(window, qtbot, stage):
    document = window.bridge.document
    add, remove, word = {
        Stage.PEOPLE: (lambda title: people.add_contributor(document, name=title), people.remove_contributor, "contributor"),
        Stage.DOCUMENTS: (lambda title: documents.add_document(document, title=title), documents.remove_document, "entry"),
    }.get(
        stage,
        (lambda title: activities.add_activity(document, title=title), activities.remove_activity, "activity"),
    )
    first, second = add("First"), add("Second")
    window.go(stage, first)
    page = window.workspace.page(stage)
    remove(document, **{word: second})
    page.show_row(first)
    assert page.shown_row == first
    window.undo()
    qtbot.waitUntil(lambda: page.shown_row == second)
    assert not window.bar.isVisible()


def test_the_message_says_which_one(window):
    document = window.bridge.document
    row = people.add_contributor(document, name="Ana Petrovic")
    people.remove_contributor(document, contributor=row)
    window.go(Stage.PLAN)
    window.undo()
    assert window.bar.text == "Undone: remove contributor (“Ana Petrovic”). It is on the page People."


def test_the_scope_leads_to_its_field(window):
    assessment.describe_assessment(window.bridge.document, station="Karsk Ferry", initiator=window)
    assessment.describe_assessment(window.bridge.document, lessons="Listen more")
    window.go(Stage.PLAN)
    window.undo()
    assert "on the page Report" in window.bar.text
    window.undo()
    assert "on the page Scope" in window.bar.text


def test_what_is_removed_is_named_with_what_went_with_it(window, qtbot):
    document = window.bridge.document
    person = people.add_contributor(document, name="Ana Petrovic")
    people.add_group(document, name="Red", rapporteur_id=person)
    law = documents.add_document(document, title="The law")
    for question in ("1.1", "1.2"):
        answers.set_evidence(document, question=question, documents=[law])
    window.go(Stage.PEOPLE, person)
    window.workspace.page(Stage.PEOPLE).contributors.table.remove_row()
    assert window.bar.text == "The person “Ana Petrovic” was removed. 1 group has no rapporteur now."
    window.go(Stage.DOCUMENTS, law)
    window.workspace.page(Stage.DOCUMENTS).register.table.remove_row()
    assert window.bar.text == "The document “The law” was removed. It supported 2 answers."
    press(window, "message-action")
    assert document.read.every(type(document.get(documents.BackgroundDocument, law)))


def test_what_has_no_name_says_so(window):
    person = people.add_contributor(window.bridge.document)
    window.go(Stage.PEOPLE, person)
    window.workspace.page(Stage.PEOPLE).contributors.table.remove_row()
    assert window.bar.text == "The person “without a name” was removed."


def test_an_activity_of_the_question_that_is_shown_is_in_sight(window):
    document = window.bridge.document
    window.go(Stage.ASSESSMENT, "kf1.q2")
    row = activities.add_activity(document, title="Publish", questions=["1.2"])
    window.undo()
    assert not window.bar.isVisible()
    window.redo()
    page = window.workspace.page(Stage.ASSESSMENT)
    assert page.panel.tabs.currentIndex() == ACTIVITIES
    window.go(Stage.ASSESSMENT, "kf1.q3")
    activities.edit_activity(document, activity=row, title="Publish all")
    window.undo()
    assert window.bar.text == "Undone: change activity (“Publish”). It is on the page Action plan."


def test_the_menu_says_which_row_undo_and_redo_are_about(window):
    document, menu = window.bridge.document, window.window_actions
    activity = activities.add_activity(document, title="Rotate officers & chiefs")
    activities.edit_activity(document, activity=activity, budget="None")
    assert menu.undo.text() == "&Undo: change activity (“Rotate officers && chiefs”)"
    window.undo()
    assert menu.redo.text() == "&Redo: change activity (“Rotate officers && chiefs”)"
    activities.rate_activity(document, activity=activity, criterion=Criterion.URGENCY, level=Level.HIGH)
    assert "(“Rotate officers && chiefs”)" in menu.undo.text(), "a rating has no name: its activity has"
    answers.write_answer(document, question="1.2", text="Words")
    assert menu.undo.text() == "&Undo: change answer 1.2"


def test_a_step_about_several_rows_names_none_of_them(window):
    document = window.bridge.document
    first, second = (people.add_contributor(document, name=name) for name in ("Ana", "Boris"))
    with together(document, Message("remove {count} row", "remove {count} rows", count=2)):
        for row in (first, second):
            people.remove_contributor(document, contributor=row)
    assert window.window_actions.undo.text() == "&Undo: remove 2 rows"
