"""A page with a refused cell can be left: the cell is as it was, and what was typed is told."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.link.stages import Stage
from workbench.model.rows import BackgroundDocument
from workbench.operations.documents import add_document

pytestmark = pytest.mark.slow


def test_a_refused_date_holds_nobody_on_the_page(qtbot, open_window, empty_file):
    window = open_window(empty_file, (1024, 768))
    row = add_document(window.bridge.document, title="Act", date="2019")
    told = []
    window.bridge.messages.told.connect(told.append)
    assert window.go(Stage.DOCUMENTS)
    grid = window.workspace.page(Stage.DOCUMENTS).register.table.grid
    grid.open_cell(grid.model().index(0, 3))
    box = grid.cells._open or QApplication.focusWidget()
    box.selectAll()
    box.insertPlainText("2025-13")
    assert window.go(Stage.PEOPLE)
    assert window.workspace.current_stage is Stage.PEOPLE
    assert window.bridge.document.get(BackgroundDocument, row).date == "2019"
    assert "“2025-13” was not saved in “Date”" in told[-1].text
    assert window.bridge.held == []
    assert "2025-13" in window.bar.text
    add_document(window.bridge.document, title="Survey")
    assert not window.bar.text, "work goes on: what was told is no longer over the pages"
