"""Automatic copies while the window is open: when they are made, what the list shows, and what brings something back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.frame import copies as automatic_copies
from ui.link.stages import Stage
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper
from workbench.keeping.looking_back import open_copy
from workbench.model.rows import QuestionId, Wording
from workbench.operations.answers import write_answer

QUESTION = QuestionId("kf1.q1")
SECRET = "Zanzibarrow"
OLDER = Path(__file__).resolve().parents[2] / "files" / "format-2.integrity"


@pytest.fixture
def window(window_with_copies):
    return window_with_copies


def made(window, qtbot, cause: Cause = Cause.TIME) -> list[Path]:
    copies = window.storing.copies
    copies.make(cause)
    qtbot.waitUntil(lambda: not copies.making)
    return [copy.path for copy in copies.keeper.copies()]


def write(window, text: str) -> None:
    write_answer(window.bridge.document, question=QUESTION, text=text)
    window.bridge.document.end_burst()


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press(box, wanted: str) -> None:
    next(button for button in box.buttons() if button.text() == wanted).click()


def opened(window):
    window.window_actions.copies.trigger()
    return window.storing.copies.dialog


def text_of(window) -> str:
    return window.bridge.document.read.answer(QUESTION).text


def test_a_copy_is_made_a_moment_after_opening_if_the_last_one_is_old(window, qtbot):
    copies = window.storing.copies
    assert copies._soon.isActive()
    assert copies._soon.interval() == automatic_copies.SOON_MS
    copies._make_if_due()
    qtbot.waitUntil(lambda: not copies.making)
    assert [copy.cause for copy in copies.keeper.copies()] == [Cause.OPENED]
    write(window, "Changed")
    copies._make_if_due()
    assert len(copies.keeper.copies()) == 1, "it is not a day old"


def test_while_something_changes_a_copy_is_made_every_quarter_of_an_hour(window, qtbot):
    copies = window.storing.copies
    assert not copies._often.isActive()
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    box.setFocus()
    QTest.keyClicks(box, "Some words")
    assert window.bridge.flush()
    assert copies._often.isActive()
    assert copies._often.interval() == 15 * 60 * 1000
    copies._often.timeout.emit()
    qtbot.waitUntil(lambda: not copies.making)
    assert [copy.cause for copy in copies.keeper.copies()] == [Cause.TIME]


def test_who_switched_copies_off_gets_none_but_on_request(window, qtbot):
    window.memory.keep_copies = False
    assert made(window, qtbot) == []
    assert len(made(window, qtbot, Cause.ASKED)) == 1


def test_without_a_file_nothing_is_made_and_nothing_is_shown(window):
    window.close_file()
    copies = window.storing.copies
    assert not copies._soon.isActive()
    copies.make(Cause.TIME)
    copies.show_copies()
    assert (copies.keeper, copies.dialog) == (None, None)
    assert not window.window_actions.copies.isEnabled()


def test_a_folder_that_cannot_be_used_is_told_once_and_typing_goes_on(window, qtbot, own_folder: Path):
    own_folder.write_text("in the way")
    assert made(window, qtbot) == []
    assert "No automatic copy was made" in window.bar.text
    window.bar.clear()
    assert made(window, qtbot) == []
    assert window.bar.text == ""
    write(window, "goes on")


def test_a_mistake_of_the_program_while_a_copy_is_made_does_not_end_the_copies(window, qtbot, monkeypatch):
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(Keeper, "keep", fail)
        assert made(window, qtbot) == []
    assert [each[0] for each in caught] == [ZeroDivisionError]
    assert len(made(window, qtbot)) == 1


def test_a_large_file_is_copied_once_a_day_while_it_stays_open(window, qtbot, monkeypatch):
    monkeypatch.setattr("workbench.keeping.keeper.takes_a_moment", lambda _: True)
    assert len(made(window, qtbot)) == 1, "there was none of this day"
    write(window, "Changed")
    assert len(made(window, qtbot)) == 1
    monkeypatch.setattr(Keeper, "is_due", lambda *_: True)
    assert len(made(window, qtbot)) == 2


def test_before_a_wording_is_brought_in_the_present_state_is_a_copy(window, qtbot, tmp_path: Path):
    write(window, "As it was")
    (wording := tmp_path / "wording.csv").write_text("id,text\nkf1.q1,Another wording?\n", encoding="utf-8")
    assert window.workspace.page(Stage.SCOPE).load_wording(wording)
    copies = window.storing.copies
    qtbot.waitUntil(lambda: not copies.making)
    (copy,) = copies.keeper.copies()
    with open_copy(copy) as then:
        assert copy.cause is Cause.BEFORE
        assert "Another wording?" not in {row.text for row in then.read.every(Wording)}


def test_after_an_older_file_was_converted_there_is_a_copy_at_once(open_window, tmp_path: Path, qtbot):
    path = Path(shutil.copy(OLDER, tmp_path / "older.integrity"))
    window = open_window(path)
    copies = window.storing.copies
    assert window.bridge.document.migrated_copy is not None
    copies.keeper.keep(window.bridge.document.read.connection.content(), window.bridge.document.now(), Cause.TIME, path)
    write(window, "Changed")
    assert not copies.keeper.is_due(window.bridge.document.now(), window.bridge.document.path)
    copies._soon.timeout.emit()
    qtbot.waitUntil(lambda: not copies.making)
    assert [copy.cause for copy in copies.keeper.copies()] == [Cause.OPENED, Cause.TIME]
