"""The ratings as a table for other programs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.pages.priorities.priorities_page import PrioritiesPage
from workbench.model.vocabulary import Criterion, Level
from workbench.operations.activities import add_activity, rate_activity
from workbench.tables.cells import read_text

pytestmark = pytest.mark.slow


def test_control_c_copies_all_ratings_with_titles_and_headings(qtbot, show_page, document, told):
    key = add_activity(document, title="=Draw", confidential=True)
    add_activity(document, title="Publish")
    rate_activity(document, activity=key, criterion=Criterion.IMPORTANCE, level=Level.HIGH)
    page = show_page(PrioritiesPage, document)
    qtbot.keyClick(page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    cells = read_text(QGuiApplication.clipboard().text())
    assert cells[0][1] == "Importance"
    assert [row[:2] for row in cells[1:]] == [("A1  =Draw\nConfidential", "High"), ("A2  Publish", "")]
    assert told[-1].text == "The ratings were copied. Confidential activities: 1."
