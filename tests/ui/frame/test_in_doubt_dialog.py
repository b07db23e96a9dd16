"""What is in doubt after a recovery, in the window: gone through, accepted, and undone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.operations.answers import write_answer
from workbench.recovering.recover import recover

pytestmark = pytest.mark.slow


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def doubtful(empty_file: Path, tmp_path: Path) -> Path:
    """A recovered file with three answers in doubt."""
    with Document.open(empty_file) as document:
        for number in (1, 2, 3):
            write_answer(document, question=f"kf1.q{number}", text=f"{number}. What the group has agreed about it.")
    connection = sqlite3.connect(empty_file)
    connection.execute("UPDATE answers SET text = text || '!' WHERE question_id LIKE 'kf1.q_' AND text <> ''")
    connection.commit()
    connection.close()
    recover(empty_file, tmp_path / "recovered.integrity")
    return tmp_path / "recovered.integrity"


def in_doubt_link(window) -> QPushButton | None:
    return next((button for button in window.damage.row.links if "In doubt since" in button.text()), None)


def go_through(qtbot, window):
    qtbot.waitUntil(lambda: in_doubt_link(window) is not None, timeout=10_000)
    click(in_doubt_link(window))
    return window.damage.recovering.dialog


def test_what_is_in_doubt_is_gone_through_and_accepted_and_comes_back_with_undo(qtbot, open_window, doubtful):
    window = open_window(doubtful)
    dialog = go_through(qtbot, window)
    assert in_doubt_link(window).text() == "In doubt since the recovery (3)…"
    listed = [dialog.places.item(row).text() for row in range(dialog.places.count())]
    assert listed == [f"Question 1.{n}: Answer, marked confidential by the recovery" for n in (1, 2, 3)]
    window.go(Stage.SCOPE)
    dialog.places.setCurrentRow(1)
    click(dialog.show_it)
    assert window.workspace.page(Stage.ASSESSMENT).shown_row == "kf1.q2"
    dialog.places.selectAll()
    click(dialog.accept_them)
    box = dialog.question
    assert box.text() == "3 parts will be accepted."
    assert box.informativeText().startswith("3 parts are confidential only because the recovery could not read")
    assert box.defaultButton().text() == "Accept and keep the marks"
    click(next(button for button in box.buttons() if button.text() == "Accept and take the marks off"))
    answers = [window.bridge.document.read.answer(f"kf1.q{n}") for n in (1, 2, 3)]
    assert not any(answer.is_confidential for answer in answers)
    assert dialog.places.count() == 0
    qtbot.waitUntil(lambda: in_doubt_link(window) is None, timeout=10_000)
    window.undo()
    assert dialog.places.count() == 3
    qtbot.waitUntil(lambda: in_doubt_link(window) is not None, timeout=10_000)


def test_who_cancels_the_question_accepts_nothing_and_marks_stay_with_enter(qtbot, open_window, doubtful):
    window = open_window(doubtful)
    dialog = go_through(qtbot, window)
    click(dialog.accept_them)
    click(next(button for button in dialog.question.buttons() if button.text() == "Cancel"))
    assert dialog.places.count() == 3
    click(dialog.accept_them)
    click(dialog.question.defaultButton())
    assert dialog.places.count() == 2
    assert window.bridge.document.read.answer("kf1.q1").is_confidential


def test_the_list_goes_with_its_file(qtbot, open_window, doubtful, sample_file):
    window = open_window(doubtful)
    go_through(qtbot, window)
    window.open_file(sample_file)
    assert window.damage.recovering.dialog is None
    assert in_doubt_link(window) is None
