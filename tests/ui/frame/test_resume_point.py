"""A file is opened where it was left: page, question and cursor."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextCursor

from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.operations.answers import write_answer
from workbench.operations.assessment import describe_assessment

SECRET = "Nobody outside may read this."


@pytest.fixture
def file(empty_file):
    with Document.open(empty_file) as document:
        describe_assessment(document, administration="Customs of Veldora", station="Karsk")
        write_answer(document, question="kf3.q20", text=SECRET)
        write_answer(document, question="kf1.q1", text="Yes.")
    return empty_file


def question_page(window):
    return window.workspace.page(Stage.ASSESSMENT)


def put_cursor(window, question, position):
    window.go(Stage.ASSESSMENT, question)
    box = question_page(window).panel.answer
    cursor = box.textCursor()
    cursor.setPosition(position)
    box.setTextCursor(cursor)


def test_a_file_opens_at_the_question_and_the_cursor(open_window, memory, file):
    first = open_window(file)
    put_cursor(first, "kf3.q20", 7)
    first.close()
    window = open_window(file)
    page = question_page(window)
    assert window.workspace.current_stage is Stage.ASSESSMENT
    assert page.current_question == "kf3.q20"
    assert page.panel.answer.textCursor().position() == 7
    assert window.focusWidget() is page.panel.answer


def test_what_is_remembered_are_names_and_counts(open_window, memory, file):
    window = open_window(file)
    put_cursor(window, "kf3.q20", 7)
    window.close()
    (entry,) = memory.entries
    assert (entry.administration, entry.station, entry.answered, entry.questions) == ("Customs of Veldora", "Karsk", 2, 282)
    assert (entry.stage, entry.question, entry.cursor) == ("assessment", "kf3.q20", 7)
    kept = memory._file.read_text(encoding="utf-8")
    assert json.loads(kept)["recent"] == [str(file)]
    assert SECRET not in kept
    assert "Nobody" not in kept


def test_another_page_is_opened_again_and_the_question_waits_behind_it(open_window, memory, file):
    first = open_window(file)
    put_cursor(first, "kf3.q20", 7)
    first.go(Stage.PLAN)
    first.close()
    second = open_window(file)
    assert second.workspace.current_stage is Stage.PLAN
    assert Stage.ASSESSMENT not in second.workspace.pages
    second.close()
    window = open_window(file)
    window.go(Stage.ASSESSMENT)
    assert question_page(window).current_question == "kf3.q20"
    assert question_page(window).panel.answer.textCursor().position() == 7


def test_an_area_is_opened_again(open_window, file):
    first = open_window(file)
    first.go(Stage.ASSESSMENT, "kf3")
    first.close()
    page = question_page(open_window(file))
    assert page.centre.currentWidget() is page.area_panel
    assert page.area_panel.area_id == "kf3"


def test_a_shorter_answer_has_the_cursor_at_its_end(open_window, file):
    first = open_window(file)
    put_cursor(first, "kf3.q20", 20)
    first.close()
    with Document.open(file) as document:
        write_answer(document, question="kf3.q20", text="Short.")
    box = question_page(open_window(file)).panel.answer
    assert box.textCursor().position() == len("Short.")
    box.moveCursor(QTextCursor.MoveOperation.End)
    assert box.textCursor().position() == len("Short.")


@pytest.mark.parametrize(
    "place", [{"question": "kf99.q1"}, {"question": "", "cursor": 9}, {"stage": "cellar", "question": "x"}]
)
def test_a_question_or_page_that_is_gone_opens_as_usual(open_window, memory, file, place):
    open_window(file).close()
    memory.note(replace(memory.entries[0], **{"stage": "assessment", **place}))
    window = open_window(file)
    assert window.workspace.current_stage is Stage.ASSESSMENT
    assert question_page(window).current_question == "kf1.q1"


def test_opening_another_file_remembers_the_first(open_window, memory, file, sample_file):
    window = open_window(file)
    put_cursor(window, "kf3.q20", 3)
    window.open_file(sample_file)
    window.open_file(file)
    assert question_page(window).current_question == "kf3.q20"
    assert question_page(window).panel.answer.textCursor().position() == 3
    assert [entry.path for entry in memory.entries] == [file, sample_file]


def test_the_start_page_knows_how_far_the_open_file_is(open_window, memory, file):
    window = open_window(file)
    write_answer(window.bridge.document, question="kf1.q2", text="Since then.")
    window.show_start()
    assert memory.entries[0].answered == 3
