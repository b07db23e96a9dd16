"""On which screen the projector view is: the other one, the one of last time, never the one of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRect, QSizeF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.projector.conftest import FakeScreen
from ui.link.recent_files import RecentFiles
from ui.projector.projector_window import Command

Key = Qt.Key
THIRD = FakeScreen("third", QRect(3000, 0, 640, 480))


def test_the_other_screen_and_the_window_change_places(room) -> None:
    one = room()
    assert one.screens.used is one.projector
    one.do(Command.OTHER_SCREEN)
    assert one.screens.used is one.facilitator
    assert one.screens.facilitator is one.projector, "the window has gone to the projector"
    one.do(Command.OTHER_SCREEN)
    assert one.screens.used is one.projector
    assert one.screens.facilitator is one.facilitator


def test_with_three_screens_the_window_stays(room) -> None:
    one = room()
    one.screens.plug(THIRD)
    assert one.screens.used is one.projector
    for expected in (THIRD, one.projector, THIRD):
        one.do(Command.OTHER_SCREEN)
        assert one.screens.used is expected
    assert one.screens.facilitator is one.facilitator
    one.screens.unplug(THIRD)
    assert one.screens.used is one.projector


def test_the_screen_is_remembered_also_when_the_window_stands_on_it(room) -> None:
    one = room()
    one.screens.plug(THIRD)
    one.do(Command.OTHER_SCREEN)
    one.control.close()
    assert RecentFiles(one.window.memory._file).projector_screen == "third"
    one.control.toggle()
    assert one.screens.used is THIRD
    one.control.close()
    one.screens.facilitator = THIRD
    one.control.toggle()
    assert one.screens.used is THIRD
    assert one.screens.facilitator is not THIRD
    assert "window is now on this screen" in one.window.bar.text


def test_a_window_that_is_dragged_onto_the_view_changes_places_with_it(room) -> None:
    one = room()
    one.screens.facilitator = one.projector
    QApplication.sendEvent(one.window, QEvent(QEvent.Type.ScreenChangeInternal))
    assert one.screens.used is one.facilitator
    assert "now on the other screen" in one.window.bar.text
    assert one.window.bar.notice.action == "Swap the screens"
    one.window.bar.notice.run()
    assert one.screens.used is one.projector


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [((1600, 900), (310, 170), True), ((310, 170), (1600, 900), False), ((310, 170), (0, 0), False)],
)
def test_a_window_on_the_larger_screen_is_told(room, own, other, told) -> None:
    one = room()
    one.control.close()
    one.window.bar.clear()
    one.window.memory.projector_screen, one.window.memory.projector_known = "", False
    one.screens.facilitator = FakeScreen("own", QRect(0, 0, 800, 600), QSizeF(*own))
    one.screens.known = [one.screens.facilitator, FakeScreen("other", QRect(2000, 0, 1024, 768), QSizeF(*other))]
    one.control.toggle()
    assert ("on the larger screen" in one.window.bar.text) is told
    assert one.window.memory.projector_known is not told, "one thing at a time"


def test_the_message_that_the_screen_is_gone_goes_when_it_is_back_or_the_view_is_closed(room) -> None:
    one = room()
    one.window.bar.clear()
    one.screens.unplug(one.projector)
    assert "is gone" in one.window.bar.text
    one.screens.plug(one.projector)
    assert one.window.bar.text == ""
    one.screens.unplug(one.projector)
    one.control.close()
    assert one.window.bar.text == ""


def test_a_view_beside_the_window_never_takes_the_keyboard(room) -> None:
    one = room()
    view = one.control.view
    assert view.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert view.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    one.screens.unplug(one.projector)
    one.control.toggle()
    assert one.control.alone
    assert not view.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    one.screens.plug(one.projector)
    assert view.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_a_key_that_strays_into_the_view_is_typed_where_it_belongs(room, qtbot) -> None:
    one = room()
    one.show("kf1.q9")
    one.answer.clear()
    one.answer.setFocus()
    for sign in "big cab. 3.7?":
        QTest.keyClick(one.control.view, sign)
    assert one.answer.text() == "big cab. 3.7?"
    assert one.control.shows_plainly
    number = one.slide.shown.number
    QTest.keyClick(one.control.view, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: one.slide.shown.number != number)
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(one.control.view, event)
    assert not one.control.open
