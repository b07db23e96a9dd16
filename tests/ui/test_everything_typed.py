"""Every box of the window into which somebody can type is found by walking through it; what is typed into it is stored."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)

import ui
from ui.editors import held_text
from ui.editors.date_editor import DateEditor, DayEditor, NumberEditor, QuarterEditor, TimeEditor
from ui.editors.quarter_picker import QuarterBox
from ui.frame.main_window import MainWindow
from ui.frame.workspace import Workspace
from ui.link.stages import Stage
from ui.pages.assessment.hands_box import HandsBox
from workbench.model.declared import Kind

NOT_FOR_THE_FILE = {
    "Find a question": "it narrows the checklist",
    "Show only rows with these words": "it narrows a table",
    "Page": "it turns the pages of the preview",
    "Number of the question that the note is about": "it says where a note goes",
}
"""By their names: boxes whose text is no part of the assessment."""

SOMETHING = {
    DateEditor: "2031-01",
    DayEditor: "2031-01-02",
    TimeEditor: "09:41",
    QuarterEditor: "2031-Q3",
    QuarterBox: "2031-Q3",
    HandsBox: "4 8",
}
CELLS = {Kind.DATE: DateEditor, Kind.DAY: DayEditor, Kind.TIME: TimeEditor}
EARLY = {"start_date": "2019-01-02", "Starts in": "2019-Q1"}
FEWEST_BOXES = 60
NUMBERS = count(1)


@pytest.fixture
def window(qtbot, open_window, sample_file, monkeypatch) -> MainWindow:
    monkeypatch.setattr(held_text, "PAUSE_MS", 10)
    made = open_window(sample_file, size=(1200, 900))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def boxes_of(whole: QWidget) -> list[QWidget]:
    """What can be typed into, also on pages that are not shown at the moment."""
    found = []
    for box in whole.findChildren(QWidget):
        inside = isinstance(box.parentWidget(), QAbstractSpinBox | QComboBox)
        if isinstance(box, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox) and not inside:
            readable = not box.isReadOnly()
            if readable and box.isEnabled():
                found.append(box)
        assert not (isinstance(box, QComboBox) and box.isEditable()), "a new kind of box: let it hold its text"
    return found


def name_of(box: QWidget) -> str:
    return box.accessibleName() or box.objectName() or type(box).__name__


def words_for(box: QWidget) -> str:
    cell = getattr(box, "kind", None)
    if cell in CELLS:
        return SOMETHING[CELLS[cell]]
    if isinstance(box, QAbstractSpinBox | NumberEditor) or cell is Kind.NUMBER:
        return "7"
    if box.objectName() in EARLY or box.accessibleName() in EARLY:
        return EARLY.get(box.objectName()) or EARLY[box.accessibleName()]
    if "Numbers of the questions" in box.accessibleName():
        return "3.20"
    return next((text for kind, text in SOMETHING.items() if isinstance(box, kind)), f"Zq {next(NUMBERS)}")


def clear(box: QWidget) -> None:
    line = box.lineEdit() if isinstance(box, QAbstractSpinBox) else box
    line.selectAll()


def is_stored(window: MainWindow, box: QWidget, qtbot) -> bool:
    """Types, and looks whether that is held at the first key and in the file a moment later."""
    bridge = window.bridge
    assert bridge.flush()
    before = bridge.document._store.sealed
    clear(box)
    text = words_for(box)
    typed_into = box.lineEdit() if isinstance(box, QAbstractSpinBox) else box
    QTest.keyClicks(typed_into, text[0])
    held = bool(bridge.held) or bridge.document._store.sealed != before
    QTest.keyClicks(typed_into, text[1:])
    qtbot.waitUntil(lambda: not bridge.held, timeout=20_000)
    return held and bridge.document._store.sealed != before


def stages(window: MainWindow) -> Iterator[tuple[Stage, QWidget]]:
    for stage in Stage:
        assert window.go(stage)
        page = window.workspace.page(stage)
        if stage is Stage.ASSESSMENT:
            page.show_entry("kf3")
            yield stage, page.area_panel
            page.show_entry("kf3.q14")
            if page.panel.parked.isHidden():
                page.panel.parked.toggle()
            yield stage, page.panel
            page.panel.tabs.setCurrentWidget(page.panel.contributions)
            page.show_notes(write=True)
            yield stage, page.notes_panel
            continue
        yield stage, page


def test_every_box_holds_and_stores_what_is_typed(window: MainWindow, qtbot) -> None:
    failing, seen = [], 0
    for stage, whole in stages(window):
        for box in boxes_of(whole):
            if name_of(box) in NOT_FOR_THE_FILE or box.window() is not window:
                continue
            seen += 1
            if not is_stored(window, box, qtbot):
                failing.append(f"{stage.value}: {type(box).__name__} {name_of(box)}")
    assert failing == []
    assert seen >= FEWEST_BOXES, seen


def cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """An editable cell of each column, in the first row that has one."""
    model = view.model()
    for column in range(model.columnCount()):
        rows = [model.index(row, column) for row in range(model.rowCount())]
        rows += [model.index(0, column, parent) for parent in [model.index(row, 0) for row in range(model.rowCount())]]
        found = next((index for index in rows if index.flags() & Qt.ItemFlag.ItemIsEditable), None)
        if found is not None:
            yield found


WITH_CELLS = {Stage.PEOPLE: 4, Stage.DOCUMENTS: 3, Stage.SESSIONS: 5, Stage.PLAN: 5}
"""The stages with tables, and the fewest columns that are typed into there."""


def tables(whole: QWidget) -> list[QAbstractItemView]:
    found = [*whole.findChildren(QTableView), *whole.findChildren(QTreeView)]
    return [view for view in found if view.isVisible() and view.isEnabled() and view.model() is not None]


@pytest.mark.parametrize("stage", list(Stage), ids=lambda stage: stage.value)
def test_every_cell_holds_and_stores_what_is_typed(window: MainWindow, qtbot, stage: Stage) -> None:
    failing, seen = [], 0
    assert window.go(stage)
    for view in tables(window.workspace.page(stage)):
        for index in list(cells(view)):
            view.setFocus()
            view.setCurrentIndex(index)
            view.edit(index)
            box = QApplication.focusWidget()
            if not isinstance(box, QLineEdit | QPlainTextEdit):
                QTest.keyClick(view, Qt.Key.Key_Escape)
                continue
            seen += 1
            name = f"{type(box).__name__} {name_of(box)}"
            if not is_stored(window, box, qtbot):
                failing.append(name)
            assert shiboken6.isValid(box), f"storing closed {name}"
            QTest.keyClick(box, Qt.Key.Key_Escape)
            QApplication.processEvents()
    assert failing == []
    assert seen >= WITH_CELLS.get(stage, 0), seen


def test_nothing_else_keeps_a_clock_for_typing() -> None:
    """A timer that is started by a change of text belongs to the one class, or stores nothing."""
    root = Path(ui.__file__).parent
    found = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "hold"
    ]
    assert found == ["editors/held_text.py"]


def test_the_walk_goes_through_a_whole_window(window: MainWindow) -> None:
    assert isinstance(window.workspace, Workspace)
    assert {stage for stage, _ in stages(window)} == set(Stage)
