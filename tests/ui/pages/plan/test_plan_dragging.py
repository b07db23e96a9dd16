"""Lines of the plan are dragged: by the events that the mouse makes, into other outputs, in one step that can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from ui.pages.plan.plan_drag import LINE_OF_PLAN
from workbench.model.rows import Activity, Output

pytestmark = pytest.mark.slow

MOUSE = (Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def drag(page):
    """Drags a line above or below another; says whether it might land there."""

    def drag_it(key, beside, *, below=True, drop=True):
        table = page.table
        table.resizeRowsToContents()
        row = page.model.index_of(beside).row()
        height = table.rowHeight(row)
        place = QPoint(30, table.rowViewportPosition(row) + (height - 2 if below else 2))
        action, button, modifier = MOUSE
        data = QMimeData()
        data.setData(LINE_OF_PLAN, key.encode())
        QApplication.sendEvent(table.viewport(), QDragEnterEvent(place, action, data, button, modifier))
        move = QDragMoveEvent(place, action, data, button, modifier)
        QApplication.sendEvent(table.viewport(), move)
        if drop:
            QApplication.sendEvent(table.viewport(), QDropEvent(QPointF(place), action, data, button, modifier))
        return move.isAccepted()

    return drag_it


def test_an_activity_is_dragged_to_another_output(page, plan, document, drag):
    assert drag(plan["draw"], plan["fees"])
    assert document.get(Activity, plan["draw"]).output_id == plan["fees"]
    assert page.table.current_id() == plan["draw"]
    page.bridge.undo()
    assert document.get(Activity, plan["draw"]).output_id == plan["lanes"]


def test_an_activity_is_dragged_out_of_the_plan_and_into_it(plan, document, drag):
    assert drag(plan["draw"], plan["later"])
    assert document.get(Activity, plan["draw"]).output_id is None
    assert drag(plan["later"], plan["watch"], below=False)
    row = document.get(Activity, plan["later"])
    assert (row.output_id, row.place < document.get(Activity, plan["watch"]).place) == (plan["lanes"], True)


def test_an_output_is_dragged_with_its_activities(plan, document, drag):
    assert drag(plan["lanes"], plan["second"])
    assert document.get(Output, plan["lanes"]).outcome_id == plan["second"]
    assert document.get(Activity, plan["draw"]).output_id == plan["lanes"]


def test_an_activity_cannot_stand_under_an_outcome(plan, document, drag):
    assert not drag(plan["draw"], plan["second"])
    assert document.get(Activity, plan["draw"]).output_id == plan["lanes"]


def test_where_it_stands_already_nothing_is_written(page, plan, document, drag):
    steps = []
    document.subscribe(steps.append)
    drag(plan["draw"], plan["lanes"])
    assert steps == []


def test_the_place_is_shown_until_the_pointer_is_gone(page, plan, drag):
    drag(plan["draw"], plan["fees"], drop=False)
    assert page.table._dragging.drop.gap == page.model.index_of(plan["fees"]).row() + 1
    page.table.grab()
    QApplication.sendEvent(page.table.viewport(), QDragLeaveEvent())
    assert page.table._dragging.drop is None


def test_something_from_elsewhere_is_not_taken(page, qtbot):
    data = QMimeData()
    data.setText("words")
    enter = QDragEnterEvent(QPoint(30, 60), *MOUSE[:1], data, *MOUSE[1:])
    QApplication.sendEvent(page.table.viewport(), enter)
    assert not enter.isAccepted()


def test_the_dragged_line_is_pictured_with_its_title(page, plan):
    drag = page.table._dragging.picture(plan["draw"])
    assert bytes(drag.mimeData().data(LINE_OF_PLAN).data()).decode() == plan["draw"]
    assert not drag.pixmap().isNull()
    drag.deleteLater()


def test_an_activity_lands_in_the_output_wherever_it_is_let_go_on_it(plan, document, drag):
    for output in (plan["fees"], plan["lanes"]):
        assert drag(plan["draw"], output, below=False)
        assert document.get(Activity, plan["draw"]).output_id == output
