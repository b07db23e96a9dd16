"""What a page lets others do with it: said by the page, for no other page."""

import pytest

from ui.link.stages import Stage
from workbench.model.rows import Activity


@pytest.fixture
def window(open_window, sample_file):
    return open_window(sample_file)


def test_each_desk_is_the_page_that_it_belongs_to_and_no_other(window):
    pages = {stage: window.workspace.page(stage) for stage in Stage}
    desks = {stage: (page.answer_desk, page.rating_desk, page.report_desk) for stage, page in pages.items()}
    none = (None, None, None)
    known = {
        Stage.ASSESSMENT: (pages[Stage.ASSESSMENT], None, None),
        Stage.PRIORITIES: (None, pages[Stage.PRIORITIES], None),
        Stage.REPORT: (None, None, pages[Stage.REPORT]),
    }
    assert desks == {stage: known.get(stage, none) for stage in Stage}


def test_the_answer_desk_gives_the_editor_of_the_question_that_it_holds_and_of_no_other(window):
    window.go(Stage.ASSESSMENT, "kf3.q20")
    page = window.workspace.page(Stage.ASSESSMENT)
    desk = page.answer_desk
    assert desk.shown_id == "kf3.q20"
    assert desk.answer_editor("kf3.q20") is page.panel.answer
    assert desk.answer_editor("kf3.q21") is None
    assert desk.answer_editor("nobody") is None


def test_the_answer_desk_tells_of_letters_and_of_the_cursor(qtbot, window):
    window.go(Stage.ASSESSMENT, "kf3.q20")
    desk = window.workspace.page(Stage.ASSESSMENT).answer_desk
    with qtbot.waitSignal(desk.cursor_moved), qtbot.waitSignal(desk.answer_typed):
        desk.answer_editor("kf3.q20").insertPlainText("One word more. ")


def test_the_answer_desk_goes_on_and_tells_so(qtbot, window):
    window.go(Stage.ASSESSMENT, "kf3.q20")
    desk = window.workspace.page(Stage.ASSESSMENT).answer_desk
    with qtbot.waitSignal(desk.shown):
        desk.go_by(1)
    assert desk.shown_id == "kf3.q21"


def test_the_rating_desk_stays_in_its_column_and_tells_where_it_is(qtbot, window):
    first, second = window.bridge.document.read.every(Activity)[:2]
    window.go(Stage.PRIORITIES, first.id)
    desk = window.workspace.page(Stage.PRIORITIES).rating_desk
    key, column = desk.shown_cell
    assert key == first.id
    with qtbot.waitSignal(desk.cell_chosen) as told:
        desk.go_by(1)
    assert desk.shown_cell[1] == column
    assert told.args == [desk.shown_cell[0], column]
    assert desk.shown_cell[0] != key
    desk.go_by(-1)
    assert desk.shown_cell == (key, column)
    assert second.id  # there is one to go to
