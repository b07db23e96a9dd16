"""Screens that come and go while the projector view is open, and windows that close."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

SECRET = "The answer to this question is confidential. It is not shown here."
Key = Qt.Key


def test_the_screen_goes_and_comes_back(room, qtbot) -> None:
    one = room()
    one.show("kf1.q9")
    view = one.control.view
    assert view.geometry() == one.projector.area
    QTest.keyClicks(one.answer, "not lost ")
    one.screens.unplug(one.projector)
    assert view.isHidden()
    assert one.control.open
    assert view.slide.texts() == ()
    assert one.window.isVisible()
    QTest.keyClicks(one.answer, "at all ")
    one.screens.plug(one.projector)
    assert view.isVisible()
    assert view.geometry() == one.projector.area
    assert "not lost at all" in one.text
    one.window.bridge.flush()
    assert one.document.read.answer("kf1.q9").text.endswith("not lost at all ")


def test_f5_shows_a_projector_view_that_waits_for_its_screen_here(room) -> None:
    one = room()
    one.screens.unplug(one.projector)
    one.control.toggle()
    assert one.control.alone
    assert one.control.view.isVisible()
    one.show("kf1.q9")
    one.press(Key.Key_Return)
    QTest.keyClicks(one.control.view, "here")
    one.screens.plug(one.projector)
    assert not one.control.alone
    assert not one.control.view.typing
    assert "Esc" not in one.text
    assert one.document.read.answer("kf1.q9").text.endswith("here")


def test_the_projector_view_follows_the_size_of_its_screen(room) -> None:
    one = room()
    one.control.view.resize(1920, 1080)
    assert one.slide.size().toTuple() == (1920, 1080)
    assert one.slide.frame.unit == 54


def test_closing_the_projector_view_leaves_the_laptop(room) -> None:
    one = room()
    one.show("kf1.q9")
    focus, text = one.page.current_question, one.answer.text()
    one.control.view.close()
    assert not one.control.open
    assert one.window.isVisible()
    assert (one.page.current_question, one.answer.text()) == (focus, text)


def test_closing_the_window_closes_the_projector_view(room) -> None:
    one = room()
    view = one.control.view
    one.window.close()
    assert not view.isVisible()
    assert not one.control.open
