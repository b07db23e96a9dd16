"""One rule of focus: every key that leads to a question ends in its answer, from every field; and ten acts, counted in keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.frame.main_window import MainWindow
from ui.link.stages import Stage
from workbench.model.rows import Activity, Answer, Contribution, Hand
from workbench.model.vocabulary import ContributionKind, Level, MeasureStatus
from workbench.operations.answers import write_answer
from workbench.operations.assessment import add_own_question

K, M = Qt.Key, Qt.KeyboardModifier
QUESTION, NEXT = "kf3.q10", "kf3.q11"
TO_ANSWER = {
    "Alt+Down": (K.Key_Down, M.AltModifier),
    "Alt+Up": (K.Key_Up, M.AltModifier),
    "F8": (K.Key_F8, M.NoModifier),
    "Esc": (K.Key_Escape, M.NoModifier),
}


class Desk:
    """The window on a question, and keys that go where the focus is; ``strokes`` counts them, letters of a text aside."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.page = window.workspace.page(Stage.ASSESSMENT)
        self.panel, self.answer = self.page.panel, self.page.panel.answer
        self.document = window.bridge.document
        self.strokes = 0

    def show(self, question: str = QUESTION) -> None:
        assert self.window.go(Stage.ASSESSMENT, question)
        self.answer.setFocus()

    def press(self, key, modifier=M.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
        self.strokes += 1

    def type(self, text: str) -> None:
        QTest.keyClicks(self.window.focusWidget(), text)

    def row(self, question: str = QUESTION) -> Answer:
        return self.document.read.answer(question)

    def stops(self) -> list[QWidget]:
        """Every field of the page that takes the focus now."""
        found = [each for each in self.page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        return [each for each in found if each.isVisible() and each.isEnabled()]


@pytest.fixture
def desk(open_window, sample_file, qtbot) -> Desk:
    window = open_window(sample_file, (1400, 900))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = Desk(window)
    made.show()
    return made


@pytest.mark.parametrize("name", TO_ANSWER)
@pytest.mark.parametrize("tab", range(5))
def test_every_key_that_leads_to_a_question_ends_in_its_answer_from_every_field(desk, name, tab):
    key, modifier = TO_ANSWER[name]
    desk.panel.tabs.setCurrentIndex(tab)
    desk.page.panel.parked.toggle()
    number = len(desk.stops())
    assert number > 15
    walked = 0
    for position in range(number):
        desk.show()
        desk.panel.tabs.setCurrentIndex(tab)
        field = desk.stops()[position : position + 1]
        if not field:
            continue
        field[0].setFocus()
        if not field[0].hasFocus():
            continue
        walked += 1
        desk.press(key, modifier)
        assert desk.answer.hasFocus(), (
            f"{name} in {field[0]} ({field[0].accessibleName()}) ends in {desk.window.focusWidget()}"
        )
        assert (desk.page.current_question != QUESTION) is (name != "Esc")
    assert walked > 12


def test_what_is_typed_after_a_side_step_is_the_next_answer_and_no_activity(desk):
    before = len(desk.document.read.every(Activity))
    desk.press(K.Key_F6)
    desk.type("Write a hotline card")
    desk.press(K.Key_Down, M.AltModifier)
    desk.type(" The public sees results")
    assert desk.page.flush()
    assert desk.row(NEXT).text.endswith(" The public sees results")
    assert len(desk.document.read.every(Activity)) == before + 1


@pytest.mark.parametrize("key", [K.Key_F4, K.Key_F6])
def test_enter_in_a_line_leads_back_to_the_answer(desk, key):
    desk.press(key)
    desk.type("Ask the head of the station")
    desk.press(K.Key_Return)
    assert desk.answer.hasFocus()


def test_the_cursor_is_where_it_was_and_at_the_end_of_an_answer_that_was_not_shown(desk):
    for question in (QUESTION, NEXT):
        desk.show("kf3.q9")
        write_answer(desk.document, question=question, text="One two three.")
    desk.show(QUESTION)
    assert desk.answer.textCursor().position() == len("One two three.")
    cursor = desk.answer.textCursor()
    cursor.setPosition(3)
    desk.answer.setTextCursor(cursor)
    desk.press(K.Key_Down, M.AltModifier)
    desk.press(K.Key_Up, M.AltModifier)
    desk.type(" and")
    assert desk.page.flush()
    assert desk.row().text == "One and two three."


def test_the_last_question_keeps_the_keys_in_the_answer(desk):
    last = desk.window.bridge.cached_content.checklist.questions[-1].id
    desk.show(last)
    desk.panel.status.setFocus()
    desk.press(K.Key_Down, M.AltModifier)
    assert desk.page.current_question == last
    assert desk.answer.hasFocus()


def test_an_activity_without_a_title_never_stays(desk):
    before = len(desk.document.read.every(Activity))
    desk.press(K.Key_F6)
    desk.press(K.Key_F6)
    assert len(desk.document.read.every(Activity)) == before + 1
    desk.press(K.Key_Escape)
    assert len(desk.document.read.every(Activity)) == before
    desk.press(K.Key_F6)
    desk.press(K.Key_F8)
    assert len(desk.document.read.every(Activity)) == before
    desk.press(K.Key_Z, M.ControlModifier)
    assert all(row.title for row in desk.document.read.every(Activity)), "undo does not bring the empty one back"


@pytest.mark.parametrize("tab", range(5))
def test_a_key_leads_into_each_tab_and_another_back(desk, tab):
    desk.press(K.Key_1 + tab, M.ControlModifier | M.ShiftModifier)
    assert desk.panel.tabs.currentIndex() == tab
    assert desk.panel.tabs.isAncestorOf(desk.window.focusWidget())
    desk.press(K.Key_Return, M.AltModifier)
    assert desk.answer.hasFocus()
    desk.press(K.Key_Return, M.AltModifier)
    assert desk.panel.tabs.isAncestorOf(desk.window.focusWidget())


def test_confidential_hides_what_the_room_sees_before_it_is_stored(desk, full_disk):
    order = []
    desk.page.hide_now.connect(lambda: order.append(desk.row().is_confidential))
    desk.press(K.Key_F3)
    assert order == [False]
    full_disk()
    desk.press(K.Key_F3)
    assert desk.row().is_confidential
    desk.press(K.Key_F3)
    assert not desk.row().is_confidential
    assert order == [False, False], "to remove the mark hides nothing"


def test_confidential_blanks_the_projector_view(desk, monkeypatch):
    desk.window.toggle_projector()
    desk.window.activateWindow()
    desk.press(K.Key_F3)
    assert desk.window.projector.blank
    desk.press(K.Key_F3)
    assert desk.window.projector.blank, "people decide when the room may read it again"


def test_a_key_that_removes_a_mark_says_so_and_offers_to_undo_it(desk):
    desk.press(K.Key_F3)
    assert "was removed" not in desk.window.bar.text
    desk.press(K.Key_F3)
    assert desk.window.bar.text == "The mark “Confidential” was removed."
    desk.window.bar.notice.run()
    assert desk.row().is_confidential


def test_below_a_question_of_2000_characters_the_answer_is_in_sight(desk, qtbot):
    desk.window.resize(900, 600)
    long = add_own_question(desk.document, wording="Who decides on the order of lanes, and when? " * 44)
    desk.show()
    desk.page.show_entry(long)
    qtbot.waitUntil(lambda: not desk.answer.visibleRegion().isEmpty())
    assert desk.answer.visibleRegion().boundingRect().height() >= desk.answer.fontMetrics().lineSpacing() * 2


def activity(desk) -> bool:
    desk.press(K.Key_F6)
    desk.type("Draw the lanes by lot")
    desk.press(K.Key_Return)
    return "Draw the lanes by lot" in {row.title for row in desk.document.read.every(Activity)}


def park(desk) -> bool:
    desk.press(K.Key_F4)
    desk.type("Ask the head")
    desk.press(K.Key_Return)
    return desk.row().parked_note == "Ask the head"


def dissent(desk) -> bool:
    desk.press(K.Key_F11)
    desk.type("Not at night.")
    desk.press(K.Key_Escape)
    said = desk.document.read.where(Contribution, question_id=QUESTION, kind=ContributionKind.DISSENT.value)
    return desk.page.flush() and [row.text for row in said] == ["Not at night."]


def hands(desk) -> bool:
    desk.press(K.Key_F11, M.ShiftModifier)
    desk.type("2 7 3")
    desk.press(K.Key_Return)
    return sorted(row.count for row in desk.document.read.where(Hand, question_id=QUESTION)) == [2, 3, 7]


def jump(desk) -> bool:
    desk.press(K.Key_K, M.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "3.20")
    desk.press(K.Key_Return)
    return desk.page.current_question == "kf3.q20"


def undo(desk) -> bool:
    before = desk.row().status
    desk.panel.acts.judge(MeasureStatus.NONE)
    assert desk.row().status is not before
    desk.press(K.Key_Z, M.ControlModifier)
    return desk.row().status is before


def countdown(desk) -> bool:
    desk.window.toggle_projector()
    desk.window.activateWindow()
    desk.press(K.Key_F5, M.AltModifier)
    return desk.window.projector.countdown.text == "5:00"


def rate(desk) -> bool:
    """One criterion, and on to the next."""
    desk.window.go(Stage.PRIORITIES)
    grid = desk.window.workspace.page(Stage.PRIORITIES).grid
    here = grid.currentIndex()
    desk.press(K.Key_H)
    done = grid.ratings.level_at(grid.sorted.mapToSource(here)) is Level.HIGH and grid.currentIndex() != here
    desk.show()
    return done


def reorder(desk) -> bool:
    desk.window.go(Stage.PLAN)
    table = desk.window.workspace.page(Stage.PLAN).table
    row = next(row for row in desk.document.read.every(Activity) if row.output_id)
    table.show_line(row.id)
    before = table.currentIndex().row()
    desk.press(K.Key_Down, M.ControlModifier | M.ShiftModifier)
    done = table.currentIndex().row() != before and table.current_id() == row.id
    desk.show()
    return done


def one(key, modifier, done):
    def act(desk) -> bool:
        desk.press(key, modifier)
        return done(desk)

    return act


ACTS = {
    "judge": one(K.Key_3, M.AltModifier, lambda desk: desk.row().status is MeasureStatus.IN_PART),
    "priority": one(K.Key_9, M.AltModifier, lambda desk: desk.row().priority is Level.HIGH),
    "next question": one(K.Key_Down, M.AltModifier, lambda desk: desk.page.current_question == NEXT),
    "confidential": one(K.Key_F3, M.NoModifier, lambda desk: desk.row().is_confidential),
    "park with a note": park,
    "somebody sees it differently": dissent,
    "raised hands": hands,
    "jump to 3.20": jump,
    "make an activity": activity,
    "undo": undo,
    "countdown": countdown,
    "rate a criterion": rate,
    "re-order": reorder,
}
MOST_STROKES = 3


@pytest.mark.parametrize("name", ACTS)
def test_an_act_takes_three_strokes_at_most_and_ends_in_the_answer(desk, name):
    assert ACTS[name](desk)
    assert desk.strokes <= MOST_STROKES
    assert desk.answer.hasFocus()
