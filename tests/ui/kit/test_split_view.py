"""Tabs: a page that nobody has looked at costs nothing, and stands where it would have stood from the start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.kit.split_view import Tabs


@pytest.fixture
def made():
    return []


@pytest.fixture
def tabs(qtbot, made):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    tabs = Tabs("More", window)
    tabs.addTab(QLineEdit(), "First")

    def make() -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        for stop in (QLineEdit(), QPushButton("Go")):
            inside.addWidget(stop)
        made.append(page)
        return page

    tabs.add_late("Second", make)
    tabs.addTab(QWidget(), "Third")
    column.addWidget(tabs)
    column.addWidget(QLineEdit())
    window.show()
    yield tabs
    window.close()


def test_a_page_is_made_when_somebody_looks(tabs, made):
    assert not tabs.is_made(1)
    assert made == []
    tabs.setCurrentIndex(1)
    assert made == [tabs.currentWidget()]
    assert tabs.is_made(1)
    assert [tabs.tabText(place) for place in range(3)] == ["First", "Second", "Third"]
    tabs.setCurrentIndex(0)
    tabs.setCurrentIndex(1)
    assert len(made) == 1


def test_a_page_that_is_asked_for_is_made_without_being_shown(tabs, made):
    page = tabs.page_at(1)
    assert made == [page]
    assert tabs.currentIndex() == 0
    assert not page.isVisible()
    tabs.setCurrentWidget(page)
    assert page.isVisible()
    with pytest.raises(IndexError):
        tabs.page_at(3)


def test_tab_comes_to_a_late_page_before_what_stands_below(tabs):
    line, button = (tabs.page_at(1).findChild(kind) for kind in (QLineEdit, QPushButton))
    below = tabs.window().layout().itemAt(1).widget()
    order, widget = [], tabs.tabBar()
    while len(order) < 3:
        widget = widget.nextInFocusChain()
        if widget in (line, button, below):
            order.append(widget)
    assert order == [line, button, below]


def test_the_wheel_scrolls_the_page_and_changes_no_tab(tabs):
    bar = tabs.tabBar()
    at = QPointF(bar.tabRect(0).center())
    down = QPoint(0, -120)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(at, bar.mapToGlobal(at), down, down, buttons, keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(bar, event)
    assert (tabs.currentIndex(), event.isAccepted()) == (0, False)
