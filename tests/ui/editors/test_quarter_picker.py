"""The two boxes for quarters, by keys and by the mouse; and the field of the timeline, which writes both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from ui.editors.quarter_picker import QuarterPicker, as_quarter
from ui.link.bridge import DocumentBridge
from ui.pages.plan.timeline_editor import TimelineEditor
from workbench.model.rows import Activity
from workbench.operations.activities import add_activity, edit_activity


@pytest.fixture
def picker(qtbot):
    picker = QuarterPicker()
    qtbot.addWidget(picker)
    picker.show()
    picker.start.setFocus()
    return picker


@pytest.fixture
def activity(document):
    return add_activity(document, title="Draw the lanes")


@pytest.fixture
def told():
    return []


@pytest.fixture
def editor(qtbot, document, activity, told):
    bridge = DocumentBridge(document)
    bridge.messages.told.connect(told.append)
    editor = TimelineEditor(bridge, edit_activity)
    bridge.setParent(editor)
    qtbot.addWidget(editor)
    editor.show()
    editor.bind(activity)
    editor.picker.start.setFocus()
    return editor


def quarters(document, key):
    row = document.get(Activity, key)
    return row.start_quarter, row.end_quarter


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("", ""),
        ("2027-Q3", "2027-Q3"),
        ("2027 q3", "2027-Q3"),
        ("20273", "2027-Q3"),
        ("Q3 2027", "2027-Q3"),
        ("3/2027", "2027-Q3"),
        ("٢٠٢٧/٣", "2027-Q3"),
        (" 2027 ", "2027-Q4"),
        ("2027-Q5", None),
        ("soon", None),
    ],
)
def test_what_a_text_means(text, quarter):
    assert as_quarter(text, 4) == quarter


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("2027q2", "2027-Q2"), ("2027-3", "2027-Q3"), ("20x27 4", "2027-Q4"), ("Q2 2027", "2027-Q2"), ("3/2027", "2027-Q3")],
)
def test_a_quarter_is_typed_in_several_ways(picker, qtbot, typed, shown):
    qtbot.keyClicks(picker.start, typed)
    assert picker.start.text() == shown


def test_a_year_alone_is_its_first_quarter_or_its_last(picker, qtbot):
    qtbot.keyClicks(picker.start, "2027")
    qtbot.keyClick(picker.start, Qt.Key.Key_Tab)
    qtbot.keyClicks(picker.end, "2028")
    qtbot.keyClick(picker.end, Qt.Key.Key_Return)
    assert picker.value() == ("2027-Q1", "2028-Q4")


def test_arrows_change_what_the_cursor_stands_in(picker, qtbot):
    picker.show_value("2027-Q4", "")
    picker.start.setCursorPosition(7)
    qtbot.keyClick(picker.start, Qt.Key.Key_Up)
    assert picker.start.text() == "2028-Q1"
    picker.start.setCursorPosition(0)
    qtbot.keyClick(picker.start, Qt.Key.Key_Down)
    assert picker.start.text() == "2027-Q1"
    qtbot.keyClick(picker.start, Qt.Key.Key_PageUp)
    assert picker.start.text() == "2028-Q1"


def test_another_figure_takes_the_place_of_the_quarter(picker, qtbot):
    picker.show_value("2027-Q4", "")
    picker.start.end(False)
    qtbot.keyClicks(picker.start, "2")
    assert picker.start.text() == "2027-Q2"


def test_an_empty_end_begins_at_the_start(picker, qtbot):
    picker.show_value("2031-Q2", "")
    qtbot.keyClick(picker.end, Qt.Key.Key_Up)
    assert picker.value() == ("2031-Q2", "2031-Q2")


def test_the_end_never_lies_before_the_start(picker, qtbot):
    picker.show_value("2027-Q2", "2027-Q2")
    with qtbot.waitSignal(picker.stopped):
        qtbot.keyClick(picker.end, Qt.Key.Key_Down)
    assert picker.value() == ("2027-Q2", "2027-Q2")
    picker.start.end(False)
    qtbot.keyClick(picker.start, Qt.Key.Key_Up)
    assert picker.value() == ("2027-Q3", "2027-Q3")


def test_the_mouse_steps_by_quarters(picker, qtbot):
    picker.show_value("2027-Q4", "")
    later, earlier = sorted(
        picker.start.findChildren(QToolButton), key=lambda button: "later" not in button.accessibleName()
    )
    qtbot.mouseClick(later, Qt.MouseButton.LeftButton)
    assert picker.start.text() == "2028-Q1"
    qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert picker.start.text() == "2027-Q4"


def test_a_quarter_is_not_cut(picker):
    for box in (picker.start, picker.end):
        taken = sum(button.width() for button in box.findChildren(QToolButton))
        assert box.width() - taken >= box.fontMetrics().horizontalAdvance("2027-Q4")


def test_only_shown_it_cannot_be_changed(picker, qtbot):
    picker.show_value("2027-Q4", "")
    picker.set_read_only(read_only=True)
    qtbot.keyClick(picker.start, Qt.Key.Key_Up)
    qtbot.keyClicks(picker.start, "1")
    assert picker.value() == ("2027-Q4", "")
    assert not any(button.isVisible() for button in picker.findChildren(QToolButton))


def test_both_quarters_are_written(editor, qtbot, document, activity):
    qtbot.keyClicks(editor.picker.start, "2027q1")
    assert quarters(document, activity) == ("2027-Q1", "")
    qtbot.keyClicks(editor.picker.end, "2027")
    assert editor.flush()
    assert quarters(document, activity) == ("2027-Q1", "2027-Q4")
    document.undo()
    assert editor.picker.value() == quarters(document, activity)


def test_leaving_writes_and_a_wrong_text_stays(editor, qtbot, document, activity, told):
    qtbot.keyClicks(editor.picker.start, "202")
    assert not editor.flush()
    assert "is not a quarter" in told[-1].text
    assert not editor.bind("")
    qtbot.keyClicks(editor.picker.start, "8")
    other = QWidget(editor)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.show()
    other.setFocus()
    assert quarters(document, activity) == ("2028-Q1", "")


def test_an_end_before_the_start_is_told(editor, qtbot, document, activity, told):
    edit_activity(document, activity=activity, start_quarter="2027-Q2", end_quarter="2027-Q2")
    qtbot.keyClick(editor.picker.end, Qt.Key.Key_Down)
    assert "cannot end before it starts" in told[-1].text
    assert quarters(document, activity) == ("2027-Q2", "2027-Q2")
