"""One screen only: the facilitator's keys work on the projector view, and a line says what was done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.link.stages import Stage
from ui.projector import key_line
from ui.projector.keys_slide import KeysSlide
from workbench.document.session_times import running_session
from workbench.model.rows import Activity, ActivityQuestion, Contribution, Hand
from workbench.model.vocabulary import ContributionKind, Level, MeasureStatus
from workbench.operations.notes import notes_of

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def one(room):
    made = room(alone=True)
    made.show("kf1.q9")
    return made


def answer(one):
    return one.document.read.answer("kf1.q9")


@pytest.mark.parametrize("typing", [False, True])
def test_the_status_is_set_with_one_key_and_seen(one, typing) -> None:
    before = answer(one).text
    if typing:
        one.press(Key.Key_Return)
        QTest.keyClicks(one.control.view, "!")
    one.press(Key.Key_4, ALT)
    assert answer(one).status is MeasureStatus.EFFECTIVE
    assert answer(one).text == before + "!" * typing
    assert "Applied and effective" in one.text
    assert "status" in one.slide.fresh
    one.slide.calm()
    assert not one.slide.fresh
    assert one.control.view.typing is typing


def test_it_is_parked_with_a_note(one) -> None:
    one.press(Key.Key_F4)
    view = one.control.view
    assert view.entry.isVisible()
    assert "Why is this question parked?" in one.text
    QTest.keyClicks(view.entry, "Ask the night shift")
    assert not answer(one).parked
    QTest.keyClick(view.entry, Key.Key_Return)
    assert (answer(one).parked, answer(one).parked_note) == (True, "Ask the night shift")
    assert not view.entry.isVisible()
    assert "Parked" in one.slide.texts()
    one.press(Key.Key_F4)
    assert not answer(one).parked
    assert not view.entry.isVisible()


def test_esc_leaves_what_is_asked_and_changes_nothing(one) -> None:
    one.press(Key.Key_Return)
    one.press(Key.Key_F4)
    view = one.control.view
    assert not view.typing
    QTest.keyClicks(view.entry, "x")
    QTest.keyClick(view.entry, Key.Key_Escape)
    assert not answer(one).parked
    assert view.isVisible()
    assert view.typing, "typing goes on"
    assert view.entry.text() == ""


def test_an_activity_is_made_from_the_answer(one) -> None:
    known = {row.id for row in one.document.read.every(Activity)}
    one.press(Key.Key_Return)
    QTest.keyClicks(one.control.view, " And now?")
    one.press(Key.Key_F6)
    QTest.keyClicks(one.control.view.entry, "Draw lanes by lot")
    QTest.keyClick(one.control.view.entry, Key.Key_Return)
    (made,) = [row for row in one.document.read.every(Activity) if row.id not in known]
    assert made.title == "Draw lanes by lot"
    assert [link.question_id for link in one.document.read.where(ActivityQuestion, activity_id=made.id)] == ["kf1.q9"]
    assert "add activity" in one.text
    assert answer(one).text.endswith(" And now?")
    one.press(Key.Key_F6)
    QTest.keyClick(one.control.view.entry, Key.Key_Return)
    assert len(one.document.read.every(Activity)) == len(known) + 1, "without a title there is no activity"


def test_who_sees_it_differently_is_written_down_without_a_name(one, qtbot) -> None:
    one.press(Key.Key_F11)
    QTest.keyClicks(one.control.view.entry, "Not at night")
    QTest.keyClick(one.control.view.entry, Key.Key_Return)
    (said,) = one.document.read.where(Contribution, question_id="kf1.q9", kind=ContributionKind.DISSENT.value)
    assert (said.text, said.contributor_id, said.group_id) == ("Not at night", None, None)
    assert "Not at night" not in one.text, "the room sees it when somebody asks for it"
    one.press(Key.Key_V)
    assert "Somebody sees it differently" in one.text
    assert "Not at night" in one.text
    one.press(Key.Key_V)
    assert "Not at night" not in one.text


def test_raised_hands_are_typed_as_one_line_and_seen_as_bars(one) -> None:
    def count(text: str) -> None:
        one.press(Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClicks(one.control.view.entry, text)
        QTest.keyClick(one.control.view.entry, Key.Key_Return)

    count("two")
    assert "whole numbers" in one.text
    assert not one.document.read.where(Hand, question_id="kf1.q9")
    count("2 7 3")
    assert sorted(row.count for row in one.document.read.where(Hand, question_id="kf1.q9")) == [2, 3, 7]
    one.press(Key.Key_V)
    assert one.slide.shown.hands[:3] == (
        (MeasureStatus.NONE, 2),
        (MeasureStatus.ON_PAPER, 7),
        (MeasureStatus.IN_PART, 3),
    )


def test_a_number_leads_to_its_question(one, qtbot) -> None:
    one.press(Key.Key_K, CONTROL)
    QTest.keyClicks(one.control.view.entry, "3.20")
    QTest.keyClick(one.control.view.entry, Key.Key_Return)
    qtbot.waitUntil(lambda: one.slide.shown.number == "3.20")
    one.press(Key.Key_K, CONTROL)
    QTest.keyClicks(one.control.view.entry, "3.99")
    QTest.keyClick(one.control.view.entry, Key.Key_Return)
    assert "There is no question 3.99." in one.text
    assert one.slide.shown.number == "3.20"


def test_other_keys_of_the_laptop_do_what_they_do_there(one, qtbot) -> None:
    running = running_session(one.document)
    one.press(Key.Key_F12)
    assert running_session(one.document) != running
    one.press(Key.Key_Z, CONTROL)
    assert running_session(one.document) == running
    assert "Undo:" in one.text
    one.press(Key.Key_F8)
    qtbot.waitUntil(lambda: one.slide.shown.text == "")
    number = one.slide.shown.number
    one.press(Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: one.slide.shown.number != number)
    one.press(Key.Key_6, CONTROL)
    qtbot.waitUntil(lambda: one.window.workspace.current_stage is Stage.PRIORITIES)
    assert one.control.view.isVisible()
    assert QApplication.activePopupWidget() is None


def test_activities_are_rated(one, qtbot) -> None:
    row = next(row for row in one.document.read.every(Activity) if not row.is_confidential)
    one.window.go(Stage.PRIORITIES, row.id)
    one.control.refresh()
    page = one.window.workspace.page(Stage.PRIORITIES)

    one.press(Key.Key_Delete)
    one.press(Key.Key_H)
    one.press(Key.Key_L)
    assert not one.control.holds
    first, second = (page.model.level_at(page.model.index_of(row.id, column)) for column in (0, 1))
    assert (first, second) == (Level.HIGH, Level.LOW)
    one.press(Key.Key_Up)
    one.press(Key.Key_Delete)
    assert page.model.level_at(page.model.index_of(row.id, 1)) is None
    one.control.one_screen.say("")
    assert "L, M, H: rate" in one.text
    number = one.slide.shown.number
    one.press(Key.Key_N)
    qtbot.waitUntil(lambda: one.slide.shown.number != number)


def test_the_question_mark_lists_all_keys(one) -> None:
    before = one.text
    one.press(Key.Key_Question)
    assert isinstance(one.slide.shown, KeysSlide)
    listed = " ".join(text for page in one.slide.pages for text in page.texts)
    rows = one.slide.shown.rows
    assert all(key in listed and what in listed for key, what in rows)
    assert {"F11", "Shift+F11", "F3", "Shift+F4", "Alt+0 to Alt+5", "Alt+6 to Alt+9"} <= {key for key, _ in rows}
    assert "Space: next page Any other key: back" in one.text
    one.press(Key.Key_Space)
    assert one.slide.page == 1, "the list has several pages"
    one.press(Key.Key_Up)
    assert one.slide.page == 0
    one.press(Key.Key_N)
    assert one.text == before, "any other key leads back, and does nothing else"


def test_what_was_done_is_said_for_a_moment(one) -> None:
    assert "?: all keys" in one.text
    one.press(Key.Key_2, ALT)
    said = one.control.one_screen.hint
    assert said.startswith("Done: ")
    assert "1.9" in said
    one.control.one_screen.say("")
    assert "?: all keys" in one.text


def test_the_line_of_keys_says_how_to_come_back(one) -> None:
    one.press(Key.Key_B)
    assert one.text == "Blank. B: show again Esc: close"
    one.press(Key.Key_B)
    one.press(Key.Key_H)
    assert "Held. Shift+F5: follow again" in one.text
    one.press(Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert not one.control.holds
    one.page.panel.confidential.click()
    one.document.end_burst()
    one.page.panel.confidential.click()
    one.control.one_screen.say("")
    assert one.text == "Blank. B: show again Esc: close", "something is no longer confidential"


def test_the_line_of_keys_is_broken_only_between_two_keys(one) -> None:
    for said in (key_line.READING, key_line.RATING, key_line.BLANK, key_line.HELD):
        parts = key_line.written(said).split("   ")
        assert len(parts) > 2
        assert not any(" " in part for part in parts)
    assert key_line.written(key_line.TYPING) == "You\u00a0are\u00a0typing.   Esc:\u00a0stop"


def test_what_is_too_long_for_the_line_is_refused_as_a_whole_and_said(one) -> None:
    one.press(Key.Key_F6)
    entry = one.control.view.entry
    QTest.keyClicks(entry, "Draw lanes")
    QApplication.clipboard().setText("x" * 1991)
    QTest.keyClick(entry, Key.Key_V, CONTROL)
    assert entry.text() == "Draw lanes"
    assert "Nothing was pasted: it has 1991 characters, and there is room for 1990." in one.text
    QApplication.clipboard().setText("by lot\nevery day")
    QTest.keyClick(entry, Key.Key_V, CONTROL)
    QTest.keyClick(entry, Key.Key_Return)
    assert "Draw lanesby lot every day" in [row.title for row in one.document.read.every(Activity)]


def test_what_cannot_be_stored_stays_on_the_line(one, monkeypatch) -> None:
    one.press(Key.Key_F11)
    entry = one.control.view.entry
    QTest.keyClicks(entry, "Not at night")
    with monkeypatch.context() as broken:
        broken.setattr(one.window.bridge, "run", lambda *_, **__: False)
        QTest.keyClick(entry, Key.Key_Return)
    assert (entry.isVisible(), entry.text()) == (True, "Not at night")
    QTest.keyClick(entry, Key.Key_Z, CONTROL)
    assert entry.text() == "", "undo works on the line itself"
    QTest.keyClicks(entry, "Not at dawn")
    QTest.keyClick(entry, Key.Key_Return)
    (said,) = one.document.read.where(Contribution, question_id="kf1.q9", kind=ContributionKind.DISSENT.value)
    assert said.text == "Not at dawn"


@pytest.mark.parametrize("ended", ["plugged", "closed"])
def test_what_is_on_the_line_is_kept_when_something_else_ends_it(one, ended) -> None:
    one.press(Key.Key_F6)
    QTest.keyClicks(one.control.view.entry, "Draw lanes by lot")
    if ended == "plugged":
        one.screens.plug(one.projector)
    else:
        one.control.close()
    assert "Draw lanes by lot" in [row.title for row in one.document.read.every(Activity)]


def test_a_number_that_was_not_entered_leads_nowhere_when_a_screen_comes(one) -> None:
    one.press(Key.Key_K, CONTROL)
    QTest.keyClicks(one.control.view.entry, "3.20")
    one.screens.plug(one.projector)
    assert one.page.current_question == "kf1.q9"


def test_no_command_with_alt_is_typed(one) -> None:
    one.press(Key.Key_Return)
    before = one.answer.text()
    for key, text in ((Key.Key_X, "x"), (Key.Key_Ampersand, "&"), (Key.Key_9, "9")):
        QTest.sendKeyEvent(QTest.KeyAction.Click, one.control.view, key, text, ALT)
    assert one.answer.text() == before
    QTest.sendKeyEvent(QTest.KeyAction.Click, one.control.view, Key.Key_At, "@", ALT | CONTROL)
    assert one.answer.text() == before + "@", "AltGr writes"


def test_nothing_is_asked_where_nothing_can_be_written(room, sample_file) -> None:
    one = room(alone=True)
    one.window.go(Stage.SCOPE)
    one.control.refresh()
    one.press(Key.Key_F4)
    assert not one.control.view.entry.isVisible()
    assert one.control.view.isVisible()


def test_another_screen_ends_what_is_asked(one) -> None:
    one.press(Key.Key_F6)
    one.screens.plug(one.projector)
    assert not one.control.view.entry.isVisible()
    assert not one.control.alone
    assert one.control.one_screen.hint == ""


def test_a_note_about_no_question_is_written_down(one) -> None:
    known = len(notes_of(one.document))
    one.press(Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(one.control.view.entry, "Ask about the new scanner")
    QTest.keyClick(one.control.view.entry, Key.Key_Return)
    assert "Ask about the new scanner" in [note.text for note in notes_of(one.document)]
    one.press(Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(one.control.view.entry, Key.Key_Return)
    assert len(notes_of(one.document)) == known + 1, "without a text there is no note"


def test_the_arabic_question_mark_lists_the_keys_too(one) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Click, one.control.view, Qt.Key(0x61F), "؟", Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(one.slide.shown, KeysSlide)
