"""Every place of the window for a screen reader, and in a window that is read from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QSplitter, QWidget

from .places import PLACES, Configuration
from .readings import findings_by_ear

CONFIGURATIONS = [Configuration(1024, 768), Configuration(1024, 768, mirrored=True)]


@pytest.mark.parametrize("place", [place.name for place in PLACES])
@pytest.mark.parametrize("configuration", CONFIGURATIONS, ids=str)
def test_a_place_is_read_as_it_is_written(walk_by_ear, configuration, place):
    assert walk_by_ear(configuration)[place] == []


def test_the_rules_find_what_is_wrong(qtbot):
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rows, box, parts = QListWidget(whole), QLineEdit(whole), QSplitter(whole)
    rows.addItems(["14 of 23", "\u206814 of 23\u2069", "\u20681.1: lanes.\u2069", "1.1: lanes."])
    box.setToolTip("<p>Meaning</p>")
    parts.addWidget(QWidget())
    parts.addWidget(QWidget())
    whole.show()
    found = findings_by_ear(whole)
    assert sum("is torn" in each for each in found) == 2
    assert sum("markup" in each for each in found) == 1
    assert sum("has no name" in each for each in found) == 2
