"""A damaged file in the window: every page can be visited, and nothing breaks on what is lost.

``INTEGRITY_LONG_TESTS=1`` tears fifty times as many files.
"""

from __future__ import annotations

import os
import random
import sqlite3

import pytest
from PySide6.QtCore import QCoreApplication

from tests.lived import live
from tests.torn import WAYS
from ui.link.stages import Stage
from workbench.document.document import Document, ReadOnlyReason

TIMES = 2 * (50 if os.environ.get("INTEGRITY_LONG_TESTS") else 1)


@pytest.mark.parametrize("table", ["answers", "findings", "ratings", "wordings", "measurements", "session_participants"])
def test_every_page_of_a_file_that_lost_its_first_row_can_be_visited(open_window, sample_file, table):
    connection = sqlite3.connect(sample_file)
    connection.execute(f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")
    connection.commit()
    connection.close()
    window = open_window(sample_file)
    assert window.bridge.document.read_only is ReadOnlyReason.DAMAGED
    for stage in Stage:
        assert window.go(stage)
    window.go(Stage.ASSESSMENT, "kf1.q1")


@pytest.mark.parametrize("way", WAYS)
def test_the_window_opens_what_a_bad_disk_has_torn_or_says_why_not(qtbot, open_window, sample_file, way):
    with Document.open(sample_file) as document:
        live(document, random.Random(1), 3)
    data, chance = sample_file.read_bytes(), random.Random(way)
    for _ in range(TIMES):
        torn, _ = WAYS[way](data, chance)
        sample_file.write_bytes(torn)
        window = open_window(sample_file)
        if window.bridge is None:
            assert window.bar.text
        else:
            qtbot.waitUntil(lambda window=window: not window._history_check.isActive(), timeout=20_000)
            for stage in Stage:
                assert window.go(stage)
                QCoreApplication.processEvents()
        window.close()
        assert sample_file.read_bytes() == torn, "looking at it changes nothing"
