"""A projector view that is held: a still picture, from which only a new mark takes something."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.projector.said import said_by
from ui.projector.projector_window import Command
from workbench.model.vocabulary import ContributionKind, MeasureStatus
from workbench.operations.answers import judge_answer, mark_answer_confidential, write_answer
from workbench.operations.forgetting import forget_question
from workbench.operations.people import add_contributor, add_group, edit_contributor, set_group_members
from workbench.operations.voices import add_contribution

SECRET = "The answer to this question is confidential. It is not shown here."
Key = Qt.Key


def test_what_is_held_is_a_still_picture(room, qtbot) -> None:
    one = room()
    one.show("kf1.q1")
    before = one.text
    one.shortcut(Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(one.answer, "DRAFT WHILE HELD ")
    qtbot.wait(30)
    write_answer(one.document, question="kf1.q1", text="Changed while it is held")
    judge_answer(one.document, question="kf1.q1", status=MeasureStatus.NONE)
    one.show("kf1.q5")
    qtbot.wait(30)
    assert one.text == before
    one.shortcut(Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert one.slide.shown.number == "1.5"


def test_only_a_new_mark_takes_a_text_from_what_is_held(room) -> None:
    one = room()
    one.show("kf1.q9")
    text = one.document.read.answer("kf1.q9").text
    one.control.toggle_hold()
    one.show("kf1.q5")
    mark_answer_confidential(one.document, question="kf1.q9", confidential=True)
    assert text[:20] not in one.text
    assert text[:20] not in said_by(one.control.view)
    mark_answer_confidential(one.document, question="kf1.q9", confidential=False)
    one.control.toggle_blank()
    assert SECRET in one.text, "the picture that is held does not come back"


def test_a_person_who_becomes_confidential_becomes_dots_in_what_is_held(room) -> None:
    one = room()
    person = add_contributor(one.document, name="Amina Rahimova")
    write_answer(one.document, question="kf1.q9", text="Told by Amina Rahimova")
    one.show("kf1.q9")
    one.control.toggle_hold()
    edit_contributor(one.document, contributor=person, confidential=True)
    assert "Amina" not in one.text


def test_what_is_forgotten_for_good_is_not_held(room) -> None:
    one = room()
    one.show("kf1.q9")
    text = one.document.read.answer("kf1.q9").text
    one.control.toggle_hold()
    forget_question(one.document, question="kf1.q9")
    assert not one.control.holds
    assert text[:20] not in said_by(one.control.view)


def test_one_key_takes_the_picture_from_the_room_before_the_mark_is_set(room, qtbot) -> None:
    one = room()
    one.show("kf1.q9")
    text = one.document.read.answer("kf1.q9").text
    one.control.toggle_hold()
    one.shortcut(Key.Key_F3)
    assert one.control.blank
    assert one.text == ""
    qtbot.waitUntil(lambda: one.document.read.answer("kf1.q9").is_confidential)
    assert text[:20] not in said_by(one.control.view)
    one.control.toggle_hold()
    one.control.toggle_blank()
    assert SECRET in one.text
    one.shortcut(Key.Key_F3)
    assert not one.document.read.answer("kf1.q9").is_confidential
    assert one.text == "", "it does not come back unasked"
    one.window.bar.notice.run()
    assert text[:20] in one.text


def test_a_group_whose_member_becomes_confidential_loses_its_name_in_what_is_held(room) -> None:
    one = room()
    person, group = add_contributor(one.document, name="Amina Rahimova"), add_group(one.document, name="Night shift")
    set_group_members(one.document, group=group, contributors=[person])
    kind = ContributionKind.DISSENT
    add_contribution(one.document, question="kf1.q9", kind=kind, group=group, text="Not at night")
    one.show("kf1.q9")
    one.do(Command.VOICES)
    one.control.toggle_hold()
    assert "Night shift" in one.text
    edit_contributor(one.document, contributor=person, confidential=True)
    assert "Night shift" not in one.text
    assert "Not at night" in one.text
