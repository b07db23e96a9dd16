"""Files are taken where they are dropped; everything else goes where it went before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtWidgets import QPlainTextEdit

from tests.ui.dropped import drop, mime_of
from ui.kit.file_drops import FileDrops


@pytest.fixture
def box(qtbot):
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def taken(box):
    found: list[tuple[list[Path], QPoint]] = []
    FileDrops(box, [box.viewport()], lambda paths, at: found.append((paths, at)))
    return found


def test_files_are_taken_a_moment_later(qtbot, box, taken, tmp_path):
    assert drop(box.viewport(), mime_of([tmp_path / "a.pdf", tmp_path / "b.pdf"]), QPoint(3, 4))
    assert taken == []
    qtbot.waitUntil(lambda: bool(taken))
    assert taken == [([tmp_path / "a.pdf", tmp_path / "b.pdf"], box.viewport().mapToGlobal(QPoint(3, 4)))]
    assert box.toPlainText() == ""


def test_text_is_dropped_as_before(qtbot, box, taken):
    data = QMimeData()
    data.setText("words")
    assert drop(box.viewport(), data)
    qtbot.wait(1)
    assert taken == []
    assert box.toPlainText() == "words"


@pytest.mark.parametrize("place", ["https://example.org/law.pdf", "smb://server/law.pdf"])
def test_what_lies_on_no_disk_here_is_not_taken(qtbot, box, taken, tmp_path, place):
    drop(box.viewport(), mime_of([place, tmp_path / "a.pdf"]))
    qtbot.wait(1)
    assert taken == []
