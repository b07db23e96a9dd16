"""What holds for every page: it can be reached and named without a mouse, and it fits the smallest screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.link.stages import Stage

STAGES = list(Stage)


def name_of(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return name or widget.accessibleName()


def in_tab_order(widget):
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def nameless(whole):
    """The widgets that take the focus and have no name.

    Parts that Qt makes inside others are named by those; what is hidden by itself (not by its page) cannot take the focus.
    """
    found = []
    for widget in whole.findChildren(QWidget):
        inside = widget.window() is not whole.window() or widget.isHidden() or widget.objectName().startswith("qt_")
        if in_tab_order(widget) and not inside and not isinstance(widget, QScrollArea) and not name_of(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def cut_off(whole):
    """The texts that have less room than they need."""
    return [f"{type(widget).__name__}: {text!r}" for widget in whole.findChildren(QWidget) for text in _cut(widget)]


def _cut(widget):
    if not widget.isVisible():
        return []
    if isinstance(widget, QLabel):
        return [widget.text()] if widget.text() and _label_is_cut(widget) else []
    if isinstance(widget, QTabBar):
        return [widget.tabText(place) for place in range(widget.count()) if _tab_is_cut(widget, place)]
    if isinstance(widget, QComboBox):
        return [widget.currentText()] if _advance(widget, widget.currentText()) + 24 > widget.width() else []
    if isinstance(widget, QCheckBox | QRadioButton | QPushButton | QToolButton):
        needs = _advance(widget, widget.text()) + (18 if isinstance(widget, QCheckBox | QRadioButton) else 8)
        low = widget.height() < QFontMetrics(widget.font()).height()
        return [widget.text()] if widget.text() and (needs > widget.width() or low) else []
    return []


def _advance(widget, text):
    return QFontMetrics(widget.font()).horizontalAdvance(text.replace("&", ""))


def _label_is_cut(label):
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height()


def _tab_is_cut(bar, place):
    return bar.tabRect(place).width() < _advance(bar, bar.tabText(place)) + 4


@pytest.fixture(params=["sample", "empty"])
def file(request, sample_file, empty_file):
    return {"sample": sample_file, "empty": empty_file}[request.param]


@pytest.mark.parametrize("stage", STAGES)
def test_every_control_has_a_name(open_window, file, stage):
    window = open_window(file)
    assert window.go(stage)
    assert nameless(window) == []


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_is_cut_off_on_the_smallest_screen(qtbot, open_window, file, stage):
    window = open_window(file)
    assert window.go(stage)
    qtbot.wait(50)
    assert (window.width(), window.height()) == (800, 600)
    hint = window.minimumSizeHint()
    assert (hint.width() <= 800, hint.height() <= 600) == (True, True), hint
    assert cut_off(window) == []


@pytest.mark.parametrize("stage", STAGES)
def test_pages_do_not_scroll_sideways(open_window, file, stage):
    window = open_window(file)
    assert window.go(stage)
    pages = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    assert [area for area in pages if area.widget().minimumSizeHint().width() > area.viewport().width()] == []


def test_the_parts_of_the_assessment_page_have_names_and_room(qtbot, open_window, sample_file):
    window = open_window(sample_file)
    window.go(Stage.ASSESSMENT, "kf3.q14")
    page = window.workspace.page(Stage.ASSESSMENT)
    for place in range(page.panel.tabs.count()):
        page.panel.tabs.setCurrentIndex(place)
        qtbot.wait(20)
        assert nameless(window) == []
        assert cut_off(window) == []
    page.show_entry("kf3")
    qtbot.wait(20)
    assert nameless(window) == []
    assert cut_off(window) == []


def test_the_start_page_has_names_and_room(qtbot, open_window):
    window = open_window()
    assert nameless(window) == []
    assert cut_off(window) == []


def test_messages_fit(qtbot, open_window, sample_file):
    from workbench.language.i18n import Message

    window = open_window(sample_file)
    window.go(Stage.ASSESSMENT)
    window.messages.error(Message("A long message. " * 20), action=Message("Try it once more"))
    qtbot.wait(20)
    assert cut_off(window) == []
    assert (window.width(), window.height()) == (800, 600)


@pytest.mark.parametrize("stage", STAGES)
def test_every_control_is_reached_with_tab(qtbot, open_window, file, stage):
    window = open_window(file)
    window.go(stage)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.workspace.page(stage)
    page.setFocus()
    window.workspace.stages.setFocus()
    reached = set()
    for _ in range(400):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        if focused is window.workspace.stages:
            break
        reached.add(focused)
    wanted = {
        widget
        for widget in page.findChildren(QWidget)
        if in_tab_order(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractScrollArea)
        and isinstance(widget, QAbstractButton | QComboBox | QAbstractScrollArea)
        and not isinstance(widget, QScrollArea)
    }
    assert {f"{type(widget).__name__} {name_of(widget)}" for widget in wanted - reached} == set()
