"""The assessment page on a small screen: nothing jumps from question to question, and what is needed is always in view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt

from ui.link.kept_shares import WHOLE, KeptShares
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from workbench.operations.answers import write_answer


@pytest.fixture
def open_page(open_window, sample_file):
    def open_it(size: tuple[int, int]):
        window = open_window(sample_file, size)
        window.go(Stage.ASSESSMENT, "kf3.q14")
        settle()
        return window.workspace.page(Stage.ASSESSMENT)

    return open_it


def settle() -> None:
    for _ in range(4):
        QCoreApplication.processEvents()


def place(page, widget) -> QRect:
    return QRect(widget.mapTo(page.window(), QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768)])
def test_the_rows_stay_from_question_to_question_and_while_typing(open_page, size):
    page = open_page(size)
    parts = (page.panel.status, page.panel.tabs, page.panel.previous, page.panel.next_unanswered)
    before = [place(page, part) for part in parts]
    for question in list(page.bridge.cached_content.places)[::7]:
        page.show_entry(question)
        settle()
        assert [place(page, part) for part in parts] == before, question
    row = place(page, page.panel.confidential).top()
    for text in ("", "One", "word " * 12, "word " * 1234):
        page.panel.answer.setPlainText(text)
        settle()
        assert [place(page, part) for part in parts] == before
        assert place(page, page.panel.confidential).top() == row


@pytest.mark.parametrize("size", [(800, 600), (1024, 768)])
def test_the_buttons_are_always_in_view(open_page, size):
    page = open_page(size)
    cut = []
    for question in list(page.bridge.cached_content.places)[::9]:
        page.show_entry(question)
        settle()
        buttons = (page.panel.previous, page.panel.next, page.panel.next_unanswered)
        cut += [question for button in buttons if button.visibleRegion().boundingRect() != button.rect()]
    assert cut == []


def test_four_lines_of_the_answer_are_in_sight_under_the_longest_question_of_a_low_window(open_page):
    page = open_page((800, 600))
    answer, area = page.panel.answer, page.panel.wording_area
    places = page.bridge.cached_content.places
    few, cut = [], 0
    for question in sorted(places, key=lambda key: -len(places[key][2].wording))[:60]:
        page.show_entry(question)
        settle()
        if answer.viewport().height() < 4 * answer.fontMetrics().lineSpacing():
            few.append(question)
        scrolls = area.verticalScrollBar().maximum() > 0
        cut += scrolls
        assert area.viewport().height() >= 3 * page.panel.wording.fontMetrics().lineSpacing()
        assert bool(area.focusPolicy() & Qt.FocusPolicy.TabFocus) is scrolls, "what is cut can be read with the keys"
    assert few == []
    assert cut > 0
    page.window().resize(1024, 768)
    settle()
    assert area.verticalScrollBar().maximum() == 0


def test_guidance_gives_way_and_questions_have_two_lines(open_page):
    page = open_page((1024, 768))
    assert not page.guidance.isVisible()
    assert page.checklist.isVisible()
    tree, model = page.checklist.tree, page.checklist.model
    page.checklist.settle()
    question, area = tree.visualRect(model.index_of("kf3.q14")), tree.visualRect(model.index_of("kf3"))
    line = tree.fontMetrics().height()
    assert question.height() == area.height() + line
    assert question.width() >= 12 * line, "a question can be read"
    page.window().resize(1366, 768)
    settle()
    assert page.guidance.isVisible()


def test_where_a_line_was_put_holds_in_every_file_and_after_the_next_start(open_window, sample_file, empty_file, memory):
    window = open_window(sample_file, (1024, 768))
    window.go(Stage.ASSESSMENT, "kf3.q14")
    settle()
    page = window.workspace.page(Stage.ASSESSMENT)
    page.parts.moveSplitter(330, 1)
    page.panel.split.moveSplitter(page.panel.split.height() // 2, 1)
    settle()
    wide, low = page.checklist.width(), page.panel.split.sizes()[1]
    assert abs(wide - 330) < 5
    page.show_entry("kf9.q1")
    settle()
    assert abs(page.panel.split.sizes()[1] - low) <= 1
    window.open_file(empty_file)
    window.go(Stage.ASSESSMENT)
    settle()
    page = window.workspace.page(Stage.ASSESSMENT)
    assert abs(page.checklist.width() - wide) <= 4
    assert abs(page.panel.split.sizes()[1] - low) <= 2
    window.keep_place()
    again = RecentFiles(memory._file)
    assert again.shares.as_values() == memory.shares.as_values()
    window.resize(1366, 768)
    settle()
    share = memory.shares["checklist"][0] / WHOLE
    assert abs(page.checklist.width() - round(page.width() * share)) <= 7, "less the lines themselves"


@pytest.mark.parametrize("stage", [Stage.PEOPLE, Stage.PRIORITIES, Stage.PLAN])
def test_lines_of_other_pages_stay_too(open_window, sample_file, empty_file, stage):
    window = open_window(sample_file, (1024, 768))

    def parts():
        page = window.workspace.page(stage)
        return page.contributors if stage is Stage.PEOPLE else page.parts

    window.go(stage)
    settle()
    parts().moveSplitter(250, 1)
    settle()
    upper = parts().sizes()[0]
    window.open_file(window.bridge.document.path)
    window.go(stage)
    settle()
    assert abs(parts().sizes()[0] - upper) <= 3
    window.resize(1024, 700)
    window.resize(1024, 768)
    settle()
    assert abs(parts().sizes()[0] - upper) <= 3


def test_shares_from_a_strange_memory_are_ignored():
    wrong = {
        "a": [1, "2"],
        "b": "x",
        3: [1],
        "c": [],
        "d": [500, 500],
        "e" * 99: [1],
        "f": [-1, 5],
        "g": [1] * 9,
        "h": [True, 1],
    }
    assert KeptShares(wrong).as_values() == {"d": [500, 500]}
    assert KeptShares([1, 2]).as_values() == {}
    many = KeptShares({f"name{number}": [1, 2] for number in range(99)})
    assert len(many.as_values()) == 40
    shares = KeptShares()
    shares.note("x", [0, 0])
    assert shares["x"] == []
    shares.note("x", [300, 100])
    assert shares["x"] == [750, 250]


def test_an_answer_that_grows_elsewhere_moves_nothing(open_page):
    page = open_page((1024, 768))
    before = place(page, page.panel.status)
    write_answer(page.bridge.document, question="3.14", text="word " * 500)
    settle()
    assert place(page, page.panel.status) == before
