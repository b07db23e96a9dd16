"""A damaged file in the window: every page can be visited, and nothing breaks on what is lost."""

from __future__ import annotations

import sqlite3

import pytest

from ui.link.stages import Stage
from workbench.document.document import ReadOnlyReason


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
