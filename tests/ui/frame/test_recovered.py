"""After a crash: what the next opening says, and how people choose between two versions of a text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.frame.recovered import LOOK
from ui.link.language import tr
from ui.link.recent_files import RecentFiles
from workbench.document.document import Document, ReadOnlyReason
from workbench.model.rows import QuestionId
from workbench.operations.answers import mark_answer_confidential, write_answer
from workbench.storage import unfinished
from workbench.storage.unfinished import UnfinishedText, keep

QUESTIONS = [QuestionId("kf1.q1"), QuestionId("kf1.q2")]
SAVED, TYPED = "Saved.", "Saved. And typed last."


@pytest.fixture
def left_behind(empty_file: Path) -> Path:
    """A file beside which a power cut has left two texts that were just being saved."""
    with Document.open(empty_file) as document:
        texts = []
        for question in QUESTIONS:
            write_answer(document, question=question, text=SAVED)
            texts.append(UnfinishedText("answers", document.read.answer(question).id, "text", TYPED))
        assessment = document.read.assessment().id
    folder = empty_file.parent / f"{empty_file.name}.rescue-0a0a0a0a"
    folder.mkdir()
    keep(folder, assessment, texts)
    return empty_file


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(window) -> list[str]:
    return [window.bridge.document.read.answer(question).text for question in QUESTIONS]


def asked(window):
    assert window.bar.notice.action == tr(LOOK)
    window.bar.notice.run()
    return window.storing.recovered.dialog


def test_both_versions_stand_side_by_side_and_somebody_chooses(open_window, left_behind):
    window = open_window(left_behind)
    assert window.bar.text == (
        "2 texts that were just being saved are kept beside the file. Look at both versions of each, and choose."
    )
    dialog = asked(window)
    assert (dialog.what.text(), dialog.saved.toPlainText(), dialog.unsaved.toPlainText()) == (
        "1 of 2: Question 1.1: Answer",
        SAVED,
        TYPED,
    )
    assert dialog.saved.accessibleDescription() == "1 of 2: Question 1.1: Answer"
    click(dialog.use)
    assert (texts(window), dialog.what.text()) == ([TYPED, SAVED], "2 of 2: Question 1.2: Answer")
    click(dialog.keep)
    assert window.storing.recovered.dialog is None
    assert "asked" not in window.bar.text, "nothing is left to be decided"
    assert texts(window) == [TYPED, SAVED]
    window.undo()
    assert texts(window) == [SAVED, SAVED]
    (folder,) = left_behind.parent.glob("*.rescue-*")
    assert [path.name for path in folder.iterdir()] == [unfinished.NOT_TAKEN]


def test_who_decides_later_is_asked_at_the_next_opening(open_window, left_behind):
    window = open_window(left_behind)
    click(asked(window).later)
    assert window.bar.text == "Nothing was changed. You will be asked again when this file is opened next."
    QTest.keyClick(asked(window), Qt.Key.Key_Escape)
    click(asked(window).use)
    window.storing.recovered.dialog.reject()
    assert window.bar.text == "You will be asked about the rest again when this file is opened next."
    window.close_file()
    window.open_file(left_behind)
    dialog = asked(window)
    assert dialog.what.text() == "Question 1.2: Answer"
    window.close_file()
    assert window.storing.recovered.dialog is None
    assert window.bar.text == "", "who leaves the file has decided nothing"


def test_a_confidential_text_says_so_before_somebody_turns_the_laptop_around(open_window, left_behind):
    with Document.open(left_behind) as document:
        mark_answer_confidential(document, question=QUESTIONS[0], confidential=True)
    dialog = asked(open_window(left_behind))
    assert dialog.what.text() == "1 of 2: Question 1.1: Answer (confidential)"
    dialog.reject()


def test_a_text_of_a_row_that_nobody_can_mark_is_shown_too(open_window, left_behind):
    with Document.open(left_behind) as document:
        assessment = document.read.assessment()
    (folder,) = left_behind.parent.glob("*.rescue-*")
    keep(folder, assessment.id, [UnfinishedText("assessment", assessment.id, "objectives", TYPED)])
    dialog = asked(open_window(left_behind))
    assert dialog.unsaved.toPlainText() == TYPED
    dialog.reject()


def test_what_cannot_be_used_is_told_in_the_dialog_and_stays_to_be_decided(open_window, left_behind, full_disk):
    window = open_window(left_behind)
    dialog = asked(window)
    click(dialog.use)
    assert dialog.bar.isVisible()
    assert dialog.bar.text.startswith("There is no room.")
    assert dialog.what.text() == "1 of 2: Question 1.1: Answer"
    full_disk()
    click(dialog.use)
    assert texts(window) == [TYPED, SAVED]
    dialog.reject()


def test_in_a_file_that_is_only_read_nothing_can_be_used(open_window, left_behind):
    window = open_window(left_behind)
    window.bridge.document.read_only = ReadOnlyReason.WRITE_PROTECTED
    assert not asked(window).use.isEnabled()


def test_another_assessment_with_that_name_is_asked_nothing(open_window, left_behind, sample_file):
    left_behind.write_bytes(sample_file.read_bytes())
    window = open_window(left_behind)
    assert window.bar.text == ""


def test_a_program_that_ended_without_closing_the_file_is_told_with_the_last_saved_time(open_window, empty_file, memory):
    window = open_window(empty_file)
    assert window.bar.text == "", "it was never open before"
    write_answer(window.bridge.document, question=QUESTIONS[0], text=SAVED)
    crashed = RecentFiles(memory._file)  # what is on the disk while the file is open, and after a power cut
    window.close()
    memory.entries, saved = crashed.entries, memory.entries
    window = open_window(empty_file)
    at = datetime.now(UTC).astimezone()
    told = window.bar.text
    assert told.startswith("The program was stopped in the middle of work. Everything saved until")
    assert f"{at:%H:}" in told
    assert told.endswith("Look whether the words that you typed last are there.")
    window.close()
    memory.entries = saved
    assert open_window(empty_file).bar.text == "", "it was closed as it should be"
