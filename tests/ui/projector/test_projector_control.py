"""The projector view in a workshop: what it follows, what it hides, what is done with it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.projector.said import said_by
from ui.editors import held_text
from ui.frame.main_window import MainWindow
from ui.link.stages import Stage
from ui.projector.projector_window import Command
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Activity, Answer
from workbench.model.vocabulary import Criterion, Level
from workbench.operations.activities import rate_activity
from workbench.operations.answers import write_answer
from workbench.slides import (
    ActivitySlide,
    PlanSlide,
    PrioritiesSlide,
    ProgressSlide,
    QuestionSlide,
    TitleSlide,
    VoicesSlide,
)

SECRET = "The answer to this question is confidential. It is not shown here."
Key = Qt.Key


def settle(qtbot) -> None:
    qtbot.wait(30)


def confidential(document: Document) -> str:
    return next(row.question_id for row in document.read.every(Answer) if row.is_confidential)


def test_f5_opens_and_closes_it(open_window, sample_file, qtbot) -> None:
    window: MainWindow = open_window(sample_file)
    assert window.projector is None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Key.Key_F5)
    assert window.projector.open
    assert window.projector.view.isVisible()
    QTest.keyClick(window.projector.view, Key.Key_F5)  # there is one screen only: the view covers the window
    assert not window.projector.open
    assert window.isVisible()


def test_the_code_of_the_projector_view_is_loaded_when_it_is_opened() -> None:
    code = "import sys, ui.app, ui.pages.assessment.assessment_page; print([name for name in sys.modules if name.startswith('ui.projector')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_shows_the_question_and_what_is_typed_at_once(room, qtbot, monkeypatch) -> None:
    for pause in ("PAUSE_MS", "LATEST_MS"):
        monkeypatch.setattr(held_text, pause, 60_000)
    one = room()
    one.show("kf1.q9")
    assert "How clear and how transparent is the procedure" in one.text
    one.window.activateWindow()
    qtbot.waitUntil(one.window.isActiveWindow)
    one.answer.selectAll()
    QTest.keyClicks(one.answer, "We agree on this")
    assert one.document.read.answer("kf1.q9").text != "We agree on this"
    qtbot.waitUntil(lambda: "We agree on this" in one.text)
    assert one.document.read.answer("kf1.q9").text != "We agree on this", "it was shown before it was written"
    QTest.keyClick(one.answer, Key.Key_Backspace)
    qtbot.waitUntil(lambda: "We agree on thi" in one.text and "this" not in one.text)


def test_the_first_slide_after_a_letter_has_it(room, qtbot, monkeypatch) -> None:
    """How long that takes is measured in ``benchmarks/projecting.py``."""
    for pause in ("PAUSE_MS", "LATEST_MS"):
        monkeypatch.setattr(held_text, pause, 60_000)
    one = room()
    one.show("kf1.q9")
    one.answer.moveCursor(QTextCursor.MoveOperation.Start)
    slides: list[str] = []
    real = one.slide.show_slide
    monkeypatch.setattr(
        one.slide,
        "show_slide",
        lambda slide, *rest, **how: (slides.append(getattr(slide, "text", "")), real(slide, *rest, **how)),
    )
    for letter in "typing is quick":
        slides.clear()
        QTest.keyClick(one.answer, letter)
        qtbot.waitUntil(lambda: bool(slides))
        assert slides[0] == one.answer.text()
        assert one.slide.shown.text == one.answer.text()


def test_it_follows_the_laptop_to_questions_areas_and_pages(room, qtbot) -> None:
    one = room()
    one.show("kf3.q2")
    assert one.slide.shown.number == "3.2"
    one.page.go_by(1)
    settle(qtbot)
    assert one.slide.shown.number == "3.3"
    one.page.show_entry("kf3")
    settle(qtbot)
    assert isinstance(one.slide.shown, ProgressSlide)
    assert one.slide.shown.current.number == "3"
    one.window.go(Stage.PRIORITIES)
    settle(qtbot)
    assert isinstance(one.slide.shown, ActivitySlide)
    one.window.go(Stage.PLAN)
    settle(qtbot)
    assert isinstance(one.slide.shown, PlanSlide)
    for stage in (Stage.SCOPE, Stage.PEOPLE, Stage.DOCUMENTS, Stage.SESSIONS, Stage.INDICATORS, Stage.REPORT):
        one.window.go(stage)
        settle(qtbot)
        assert isinstance(one.slide.shown, TitleSlide)
        assert one.slide.shown.administration


def test_ratings_follow_the_grid(room, qtbot) -> None:
    one = room()
    row = next(row for row in one.document.read.every(Activity) if not row.is_confidential)
    one.window.go(Stage.PRIORITIES, row.id)
    settle(qtbot)
    assert row.title in one.text
    rate_activity(one.document, activity=row.id, criterion=Criterion.COST, level=None)
    assert "not rated" in one.text
    rate_activity(one.document, activity=row.id, criterion=Criterion.COST, level=Level.HIGH)
    assert "not rated" not in one.text
    page = one.window.workspace.page(Stage.PRIORITIES)
    page.grid.setCurrentIndex(page.grid.currentIndex().siblingAtColumn(2))
    settle(qtbot)
    assert one.slide.shown.current is Criterion.CONSEQUENCE


def test_a_mark_takes_the_answer_off_at_once(room) -> None:
    one = room()
    one.show("kf1.q9")
    text = one.document.read.answer("kf1.q9").text
    assert text[:20] in one.text
    one.page.panel.confidential.click()
    assert one.document.read.answer("kf1.q9").is_confidential
    assert SECRET in one.text
    assert text[:20] not in one.text
    assert text[:20] not in one.slide.accessibleName()
    one.window.undo()
    assert not one.document.read.answer("kf1.q9").is_confidential
    assert one.control.blank
    assert text[:20] not in one.text
    assert "the projector view is blank" in one.window.bar.text
    one.control.toggle_blank()
    assert text[:20] in one.text
    assert one.window.bar.text == ""


def test_however_a_mark_is_removed_the_facilitator_is_asked_before_the_room_reads_the_text(room) -> None:
    one = room()
    one.show("kf1.q9")
    text = one.document.read.answer("kf1.q9").text
    one.page.panel.confidential.click()
    one.document.end_burst()
    one.page.panel.confidential.click()
    assert not one.document.read.answer("kf1.q9").is_confidential
    assert one.text == ""
    assert one.window.bar.notice.action == "Show it to the room"
    one.window.bar.notice.run()
    assert text[:20] in one.text
    one.window.undo()
    assert SECRET in one.text
    one.window.redo()
    assert one.text == ""


def test_what_is_typed_into_a_confidential_answer_is_not_shown(room, qtbot) -> None:
    one = room()
    key = confidential(one.document)
    one.show(key)
    QTest.keyClicks(one.answer, "A name nobody may read")
    settle(qtbot)
    assert "nobody may read" in one.answer.text()
    assert "nobody may" not in one.text
    one.page.go_by(1)
    assert "nobody may" not in one.text
    settle(qtbot)
    assert "nobody may" not in one.text


def test_going_from_a_confidential_answer_to_an_open_one_shows_nothing_of_it_in_between(room, monkeypatch) -> None:
    one = room()
    key = confidential(one.document)
    one.show(key)
    said: list[str] = []
    real = one.slide.show_slide
    monkeypatch.setattr(
        one.slide, "show_slide", lambda slide, *rest, **how: (said.append(repr(slide)), real(slide, *rest, **how))
    )
    secret = one.document.read.answer(key).text
    QTest.keyClicks(one.answer, "Unwritten secret ")
    one.page.go_by(1)
    one.control.refresh()
    assert said
    assert all("Unwritten" not in text and secret[:30] not in text for text in said)


def test_confidential_answers_of_the_sample_are_never_in_the_projector_view(room) -> None:
    one = room()
    secrets = [row for row in one.document.read.every(Answer) if row.is_confidential]
    assert len(secrets) > 5
    for row in secrets:
        one.show(row.question_id)
        everything = said_by(one.control.view)
        for other in secrets:
            for part in (other.text[:25], other.causes[:25]):
                assert not part or part not in everything
    for row in one.document.read.every(Activity):
        one.window.go(Stage.PRIORITIES, row.id)
        one.control.refresh()
        shown = said_by(one.control.view)
        assert (row.title[:20] in shown) is not row.is_confidential
        one.control.toggle_hold()
        one.control.toggle_hold()


def test_no_control_no_path_and_no_pointer_is_on_it(room, sample_file) -> None:
    one = room()
    view = one.control.view
    assert view.findChildren(QPushButton) == []
    assert view.findChildren(QLabel) == []
    assert view.cursor().shape() == Qt.CursorShape.BlankCursor
    assert view.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert sample_file.stem not in said_by(view)
    one.window.messages.info(Message("Something for the facilitator"))
    assert "facilitator" not in said_by(view)
    assert "Esc" not in one.text


def test_blank_shows_nothing_until_it_is_taken_back(room) -> None:
    one = room()
    one.show("kf1.q9")
    one.do(Command.BLANK)
    assert one.text == ""
    assert one.slide.accessibleName() == ""
    image = one.slide.grab().toImage()
    assert {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)} == {
        one.slide.colours.ground
    }
    one.do(Command.BLANK)
    assert "How clear and how transparent" in one.text


def test_an_overview_of_all_areas_and_of_all_activities(room, qtbot) -> None:
    one = room()
    one.show("kf3.q2")
    one.do(Command.OVERVIEW)
    assert isinstance(one.slide.shown, ProgressSlide)
    assert one.slide.shown.current.number == "3"
    one.window.go(Stage.PRIORITIES)
    qtbot.waitUntil(lambda: isinstance(one.slide.shown, PrioritiesSlide))
    rows = one.document.read.every(Activity)
    said = " ".join(" ".join(text for page in one.slide.pages for text in page.texts).split())
    assert all((" ".join(row.title.split()) in said) is not row.is_confidential for row in rows)
    one.do(Command.OVERVIEW)
    assert isinstance(one.slide.shown, ActivitySlide)


def test_light_and_dark_change_places(room) -> None:
    one = room()
    before = one.slide.colours
    one.do(Command.TURN_COLOURS)
    assert one.slide.colours != before
    one.do(Command.TURN_COLOURS)
    assert one.slide.colours == before


def test_another_file_takes_the_place_of_the_first(room, empty_file, qtbot) -> None:
    one = room()
    one.show("kf1.q9")
    one.control.toggle_hold()
    assert one.window.open_file(empty_file)
    settle(qtbot)
    assert one.slide.shown.administration == "Customs of Veldora"
    assert not one.control.holds
    one.window.close_file()
    assert one.text == ""


def test_it_writes_nothing_anywhere(room, tmp_path, memory) -> None:
    one = room()
    one.show("kf1.q9")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    one.control.toggle_hold()
    one.control.close()
    one.control.toggle()
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    assert "kf1" not in repr(memory.__dict__)


def test_the_pages_turn_and_the_end_is_followed(room, qtbot) -> None:
    one = room()
    write_answer(one.document, question="kf1.q9", text="A sentence of this length. " * 60)
    one.show("kf1.q9")
    assert one.slide.page == 0
    count = len(one.slide.pages)
    assert count > 2
    one.do(Command.NEXT_PAGE)
    assert f"Page 2 of {count}" in one.text
    one.shortcut(Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert one.slide.page == 0
    one.answer.moveCursor(one.answer.textCursor().MoveOperation.End)
    QTest.keyClicks(one.answer, "The end.")
    qtbot.waitUntil(lambda: one.slide.page == len(one.slide.pages) - 1)
    assert "end." in one.text
    write_answer(one.document, question="kf1.q2", text="elsewhere")
    assert one.slide.page == len(one.slide.pages) - 1


def test_the_countdown_stands_in_the_projector_view(room, qtbot) -> None:
    one = room()
    one.show("kf1.q9")
    one.control.countdown.begin(5)
    assert "5:00" in one.text
    one.do(Command.PAUSE)
    assert "paused" in one.text
    one.do(Command.MORE_TIME)
    assert "6:00 paused" in one.text
    one.control.countdown.remove()
    assert ":00" not in one.text


def test_the_menu_is_there_while_the_projector_view_is_open(room) -> None:
    one = room()
    menu = one.window.window_actions.projector_menu
    assert menu.menuAction().isVisible()
    one.control.menu.hold.trigger()
    assert one.control.menu.hold.isChecked()
    one.control.close()
    assert not menu.menuAction().isVisible()
    assert not one.control.menu.hold.isEnabled()


@pytest.mark.parametrize("place", [QPoint(5, 5), QPoint(300, 300)])
def test_the_mouse_does_nothing(room, place) -> None:
    one = room()
    one.show("kf1.q9")
    before = one.text
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        QTest.mouseClick(one.control.view, button, pos=place)
    assert one.text == before
    assert QApplication.activePopupWidget() is None


def test_different_views_are_asked_for_one_question_only(room, qtbot) -> None:
    one = room()
    one.show("kf1.q1")
    one.do(Command.VOICES)
    assert isinstance(one.slide.shown, VoicesSlide)
    one.shortcut(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(30)
    assert (type(one.slide.shown), one.slide.shown.number) == (QuestionSlide, "1.2")
    assert not one.control.voices
    assert not one.control.menu.voices.isChecked()
    one.show("kf1.q1")
    assert isinstance(one.slide.shown, QuestionSlide), "nobody has asked again"
