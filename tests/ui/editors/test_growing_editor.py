"""Boxes that are as high as what they hold, and lists that are shown whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from ui.editors.field_link import Binding
from ui.editors.growing_editor import PADDING, GrowingEditor
from ui.editors.whole_list import WholeList
from workbench.model.rows import Assessment
from workbench.operations.assessment import describe_assessment


@pytest.fixture
def editor(bridge, shown):
    made = GrowingEditor(bridge, 2, 6)
    made.bind(Binding(Assessment, bridge.document.read.assessment().id, "method", describe_assessment))
    shown(made).resize(400, 500)
    return made


def lines(editor):
    return round((editor.height() - PADDING) / editor.fontMetrics().lineSpacing())


def test_a_box_grows_with_its_text_and_shrinks_again(editor):
    assert lines(editor) == 2
    editor.setPlainText("\n".join("four"))
    assert lines(editor) == 4
    assert editor.verticalScrollBar().maximum() == 0
    editor.setPlainText("one")
    assert lines(editor) == 2


def test_a_box_stops_growing_and_scrolls_then(editor):
    editor.setPlainText("\n".join("a very long text"))
    assert lines(editor) == 6
    assert editor.verticalScrollBar().maximum() > 0


def test_a_narrower_box_is_higher(qtbot, editor):
    editor.setPlainText("as many words as fit into one line and a bit " * 2)
    before = lines(editor)
    editor.window().resize(220, 500)
    qtbot.waitUntil(lambda: lines(editor) > before)


def test_a_box_that_grows_while_it_is_typed_into_stays_in_sight(qtbot, bridge, shown):
    inside, editor, area = QWidget(), GrowingEditor(bridge, 2, 8), QScrollArea()
    editor.bind(Binding(Assessment, bridge.document.read.assessment().id, "method", describe_assessment))
    layout = QVBoxLayout(inside)
    above = QWidget()
    above.setFixedHeight(200)
    layout.addWidget(above)
    layout.addWidget(editor)
    layout.addStretch(1)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    shown(area).resize(400, 300)
    editor.setFocus()
    for _ in range(7):
        editor.insertPlainText("line\n")

    def seen() -> bool:
        cursor = editor.mapTo(area.viewport(), editor.cursorRect().bottomLeft())
        return lines(editor) == 8 and cursor.y() <= area.viewport().height()

    qtbot.waitUntil(seen)


def test_a_list_is_shown_whole(qtbot, shown):
    made = WholeList()
    for number in range(14):
        QListWidgetItem(f"List {number}", made)
    made.setStyleSheet("QListWidget::item { padding: 6px; }")
    shown(made).resize(300, 200)
    last = made.item(13)
    qtbot.waitUntil(lambda: made.visualItemRect(last).bottom() <= made.viewport().height())
    before = made.height()
    last.setText("A title that is far too long for one line of this list, and so takes several of them")
    made.fit()
    qtbot.waitUntil(lambda: made.visualItemRect(last).bottom() <= made.viewport().height())
    assert made.height() > before
