"""Notes about no question: written with one key, found, done, given to a question, made an activity."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link.stages import Stage
from workbench.checklist.tree import read_checklist
from workbench.finding.places import PlaceKind, find_places, places_of
from workbench.model.rows import Activity, Contribution
from workbench.model.vocabulary import ContributionKind
from workbench.operations import voices


@pytest.fixture
def window(qtbot, open_window, empty_file):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def document(window):
    return window.bridge.document


@pytest.fixture
def page(window):
    page = window.workspace.page(Stage.ASSESSMENT)
    page.show_entry("kf3.q20")
    return page


def written(qtbot, page, text):
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    notes = page.notes_panel.notes
    assert notes.text.hasFocus()
    qtbot.keyClicks(notes.text, text)
    assert page.flush()
    return notes


def test_one_key_writes_a_note_and_another_leads_back(qtbot, page, document):
    page.take_focus()
    notes = written(qtbot, page, "The canteen")
    (row,) = document.read.every(Contribution)
    assert (row.kind, row.question_id, row.text) == (ContributionKind.NOTE, None, "The canteen")
    assert notes.list.item(0).text() == "The canteen"
    assert page.checklist.notes.text() == "Notes (1)"
    page.show_entry("kf3.q20")
    page.take_focus()
    assert page.panel.answer.hasFocus()


def test_a_note_that_is_done_counts_no_more_and_comes_last(qtbot, page, document):
    notes = written(qtbot, page, "The canteen")
    written(qtbot, page, "The pier")
    notes.list.setCurrentRow(0)
    notes.done.click()
    assert [notes.list.item(at).text() for at in range(2)] == ["The pier", "The canteen (done)"]
    assert page.checklist.notes.text() == "Notes (1)"
    notes.list.setCurrentRow(1)
    notes.remove.click()
    assert len(document.read.every(Contribution)) == 1


def test_a_note_is_given_to_a_question_by_its_number(qtbot, page, document, window):
    notes = written(qtbot, page, "Ask the port")
    qtbot.keyClicks(notes.number, "99.99")
    qtbot.keyClick(notes.number, Qt.Key.Key_Return)
    assert document.read.every(Contribution)[0].question_id is None
    notes.number.setText("3.20")
    qtbot.keyClick(notes.number, Qt.Key.Key_Return)
    assert document.read.every(Contribution)[0].question_id == "kf3.q20"
    assert (page.current_question, page.centre.currentWidget()) == ("kf3.q20", page.panel)


def test_a_note_becomes_an_activity(qtbot, page, document, window):
    notes = written(qtbot, page, "Paint the gate")
    notes.plan.click()
    (made,) = document.read.every(Activity)
    assert made.title == "Paint the gate"
    assert window.workspace.current_page.stage is Stage.PRIORITIES
    assert document.read.every(Contribution)[0].done


def test_notes_and_contributions_are_found(qtbot, page, document):
    written(qtbot, page, "The canteen is cold")
    voices.add_contribution(document, question="kf3.q20", kind=ContributionKind.DISSENT, text="Nobody eats there")
    page.checklist.find_box.setText("EATS there")
    assert page.checklist.shown >= {"kf3.q20"}
    assert page.checklist.found.text() == "1 question found"
    page.checklist.find_box.setText("cold canteen")
    assert page.checklist.notes.text() == "1 note found"
    page.show_entry("kf1.q1")
    page.checklist.notes.click()
    assert page.notes_panel.notes.text.text() == "The canteen is cold"
    places = places_of(document, read_checklist(document))
    (found,) = [place for place in find_places(places, "canteen") if place.kind is PlaceKind.NOTE]
    page.show_entry("kf1.q1")
    page.show_row(found.row_id)
    assert page.centre.currentWidget() is page.notes_panel


def test_a_note_typed_meets_undo_and_another_writer(qtbot, page, document):
    notes = written(qtbot, page, "The canteen")
    voices.edit_contribution(document, contribution=notes.current_id, text="The kitchen")
    assert (notes.text.text(), notes.list.item(0).text()) == ("The kitchen", "The kitchen")
    document.undo()
    document.undo()
    document.undo()
    assert notes.list.count() == 0
    assert notes.list.isHidden()
