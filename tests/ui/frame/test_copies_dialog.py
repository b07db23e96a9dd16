"""The list of automatic copies: what it shows of each, what brings something back, and what it says where nothing is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.frame.test_copies import QUESTION, click, made, opened, press, text_of, write
from workbench.document.document import ReadOnlyReason
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper
from workbench.model.rows import Contribution
from workbench.model.vocabulary import ContributionKind
from workbench.operations import people, voices
from workbench.operations.answers import write_answer


@pytest.fixture
def window(window_with_copies):
    return window_with_copies


def test_each_time_that_a_copy_is_asked_for_and_cannot_be_made_the_dialog_says_so(window, qtbot, own_folder: Path):
    own_folder.write_text("no folder", encoding="utf-8")
    copies = window.storing.copies
    dialog = opened(window)
    for _ in range(2):
        click(dialog.make)
        qtbot.waitUntil(lambda: not copies.making)
        assert dialog.bar.isVisible()
        assert dialog.bar.text.startswith("No automatic copy was made.")
        dialog.bar.clear()
    dialog.accept()


def test_where_no_copy_is_made_nobody_is_told_to_wait_for_one(window):
    dialog = opened(window)
    assert dialog.told.text().startswith("There is no copy yet. The first is made a moment")
    dialog.switch.click()
    assert dialog.told.text() == "There is no copy yet. Automatic copies are switched off."
    dialog.accept()


def test_in_a_file_that_is_only_read_no_copy_is_offered_and_nothing_comes_back(window, qtbot):
    window.bridge.document.read_only = ReadOnlyReason.DAMAGED
    dialog = opened(window)
    assert dialog.told.text() == "There is no copy on this computer. None is made of a file that is only read."
    assert not dialog.make.isEnabled()
    dialog.accept()
    window.bridge.document.read_only = None
    write(window, "As it was")
    made(window, qtbot)
    write(window, "Written over")
    window.bridge.document.read_only = ReadOnlyReason.DAMAGED
    dialog = opened(window)
    assert dialog.differences.count() == 1
    assert [button.isEnabled() for button in (dialog.one, dialog.all, dialog.make, dialog.save)] == [
        False,
        False,
        False,
        True,
    ]
    dialog.accept()
    window.bridge.document.read_only = None


def test_the_list_tells_what_differs_and_brings_one_answer_back(window, qtbot):
    write(window, "As it was")
    made(window, qtbot)
    write(window, "Written over")
    dialog = opened(window)
    assert (dialog.copies.count(), dialog.differences.count()) == (1, 1)
    assert dialog.copies.item(0).text().split()[1].isalpha(), "the month is a word"
    assert "1.1" in dialog.differences.item(0).text()
    assert (dialog.then.toPlainText(), dialog.now.toPlainText()) == ("As it was", "Written over")
    click(dialog.one)
    assert text_of(window) == "As it was"
    assert dialog.differences.count() == 0
    assert not dialog.one.isEnabled()
    assert "Everything is as now" in dialog.told.text()
    dialog.accept()
    assert window.storing.copies.dialog is None
    window.undo()
    assert text_of(window) == "Written over"


def test_after_one_answer_came_back_a_second_press_does_not_bring_back_everything(window, qtbot):
    questions = [entry.id for entry in window.bridge.cached_content.checklist.questions[:2]]
    for text in ("Rules were read.", "Rules are read."):
        for question in questions:
            write_answer(window.bridge.document, question=question, text=text)
        if text == "Rules were read.":
            made(window, qtbot)
    dialog = opened(window)
    dialog.one.setFocus()
    qtbot.keyClick(dialog.one, Qt.Key.Key_Space)
    assert dialog.differences.count() == 1
    assert dialog.focusWidget() is dialog.differences
    dialog.accept()


def test_everything_comes_back_and_the_state_before_is_a_copy_too(window, qtbot):
    write(window, "As it was")
    made(window, qtbot)
    write(window, "Written over")
    dialog = opened(window)
    click(dialog.all)
    assert text_of(window) == "As it was"
    qtbot.waitUntil(lambda: not window.storing.copies.making)
    assert dialog.copies.count() == 2
    dialog.copies.setCurrentRow(0)
    assert dialog.then.toPlainText() == "Written over"
    dialog.accept()


def test_one_contribution_comes_back_and_the_others_stay(window, qtbot):
    document = window.bridge.document
    group = people.add_group(document, name="Night shift")
    of_group = voices.add_contribution(document, question=QUESTION, group=group, text="As it was")
    unnamed = voices.add_contribution(document, question=QUESTION, kind=ContributionKind.BEFORE, text="Nobody's")
    made(window, qtbot)
    voices.edit_contribution(document, contribution=of_group, text="Written over")
    voices.remove_contribution(document, contribution=unnamed)
    dialog = opened(window)
    lines = [dialog.differences.item(row).text() for row in range(dialog.differences.count())]
    assert [line.replace("\u2068", "").replace("\u2069", "")[:4].strip() for line in lines] == ["1.1", "1.1", "1.1"]
    assert sum("Night shift" in line for line in lines) == sum("Somebody who is not named" in line for line in lines) == 1
    assert dialog.one.text() == "Bring back this answer"
    dialog.differences.setCurrentRow(next(row for row, line in enumerate(lines) if "Night shift" in line))
    assert (dialog.then.toPlainText(), dialog.now.toPlainText()) == ("As it was", "Written over")
    assert dialog.one.text() == "Bring back this contribution"
    click(dialog.one)
    assert document.get(Contribution, of_group).text == "As it was"
    assert document.get(Contribution, unnamed) is None
    dialog.accept()
    window.undo()
    assert document.get(Contribution, of_group).text == "Written over"


@pytest.mark.parametrize("first", [True, False])
def test_with_copies_switched_off_everything_comes_back_only_after_a_question(window, qtbot, first):
    write(window, "As it was")
    made(window, qtbot)
    write(window, "Written over")
    window.memory.keep_copies = False
    dialog = opened(window)
    click(dialog.all)
    assert text_of(window) == "Written over"
    box = dialog.question
    assert "switched off" in box.text()
    press(box, "Make one copy first" if first else "Bring back without a copy")
    assert text_of(window) == "As it was"
    causes = [copy.cause for copy in window.storing.copies.keeper.copies()]
    assert causes == ([Cause.BEFORE, Cause.TIME] if first else [Cause.TIME])
    dialog.accept()


def test_if_the_present_state_cannot_be_copied_nothing_comes_back_without_a_question(window, qtbot, monkeypatch):
    write(window, "As it was")
    made(window, qtbot)
    write(window, "Written over")
    monkeypatch.setattr("workbench.keeping.keeper._ROOM_LEFT", 1 << 60)
    dialog = opened(window)
    click(dialog.all)
    assert text_of(window) == "Written over"
    assert "not enough room" in dialog.question.text()
    assert "Make one copy first" not in [button.text() for button in dialog.question.buttons()]
    press(dialog.question, "Change nothing")
    assert text_of(window) == "Written over"
    dialog.accept()


def test_the_copy_that_is_brought_back_may_go_for_the_one_that_is_made_before(window, qtbot, monkeypatch):
    write(window, "As it was")
    (path,) = made(window, qtbot)
    write(window, "Written over")
    dialog, real = opened(window), Keeper.keep

    def keep(*arguments):
        made_now = real(*arguments)
        path.unlink()
        return made_now

    monkeypatch.setattr(Keeper, "keep", keep)
    click(dialog.all)
    assert text_of(window) == "As it was"
    dialog.accept()


def test_a_copy_becomes_a_file(window, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made(window, qtbot)
    target = tmp_path / "beside.integrity"
    monkeypatch.setattr("ui.kit.file_choice.ask_save", lambda *_: target)
    dialog = opened(window)
    click(dialog.save)
    assert target.exists()
    assert dialog.bar.text == window.bar.text == "The copy was saved as beside.integrity."
    click(dialog.bar.findChild(QPushButton, "message-action"))
    assert window.storing.copies.dialog is None
    assert window.bridge.document.path == target


def test_a_damaged_copy_is_said_and_offers_nothing(window, qtbot):
    (path,) = made(window, qtbot)
    path.write_bytes(b"x" * 5000)
    dialog = opened(window)
    assert "cannot be read" in dialog.told.text()
    assert not any(button.isEnabled() for button in (dialog.one, dialog.all, dialog.save))
    click(dialog.make)
    qtbot.waitUntil(lambda: not window.storing.copies.making)
    assert dialog.copies.count() == 2
    dialog.accept()


def test_without_a_copy_the_list_says_when_the_first_is_made(window):
    dialog = opened(window)
    assert "There is no copy yet" in dialog.told.text()
    assert not any(button.isEnabled() for button in (dialog.one, dialog.all, dialog.save))
    dialog.accept()


def test_room_and_switch_are_remembered(window, memory):
    dialog = opened(window)
    dialog.switch.click()
    dialog.room.setCurrentIndex(dialog.room.findData(100))
    dialog.accept()
    again = type(memory)(memory._file)
    assert (again.keep_copies, again.copies_megabytes) == (False, 100)
