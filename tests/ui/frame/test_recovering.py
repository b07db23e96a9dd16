"""Recover in the window, in each state in which somebody needs it."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from ui.frame import recovering
from ui.frame.damage_desk import ALL
from ui.frame.recovering import CONTINUE, RECOVER
from ui.link.language import tr
from ui.link.stages import Stage
from workbench.document.document import Document, ReadOnlyReason
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper, bytes_of
from workbench.language.i18n import Message
from workbench.operations.answers import write_answer
from workbench.recovering import recover as core

pytestmark = pytest.mark.slow

WRITTEN = "What the group has agreed about it."


@pytest.fixture
def written(empty_file: Path) -> Path:
    with Document.open(empty_file) as document:
        for number in (1, 2, 3):
            write_answer(document, question=f"kf1.q{number}", text=f"{number}. {WRITTEN}")
    return empty_file


def harm(path: Path, sql: str) -> Path:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def damaged(written: Path) -> Path:
    """A file with one answer that something else has changed."""
    return harm(written, "UPDATE answers SET text = 'Changed by a bad disk' WHERE question_id = 'kf1.q2'")


@pytest.fixture
def history_damaged(written: Path) -> Path:
    return harm(written, "UPDATE entries SET old = 'never written' WHERE rowid = 1")


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def link(window, text: Message) -> QPushButton | None:
    return next((button for button in window.damage.row.links if button.text() == tr(text)), None)


def told(window, qtbot):
    """The dialog of the recovery, when it says what was found."""
    qtbot.waitUntil(
        lambda: window.damage.recovering.dialog is not None and window.damage.recovering.dialog.found.isVisible(),
        timeout=30_000,
    )
    return window.damage.recovering.dialog


def texts(window) -> list[str]:
    return [window.bridge.document.read.answer(f"kf1.q{number}").text for number in (1, 2, 3)]


def test_a_damaged_file_becomes_a_new_one_that_is_open_and_says_what_came_from_where(qtbot, open_window, damaged, target):
    before = damaged.read_bytes()
    window = open_window(damaged)
    assert "recover what is in it" in window.read_only_banner.text()
    click(link(window, RECOVER))
    dialog = window.damage.recovering.dialog
    assert dialog.isVisible()
    assert not dialog.isModal()
    dialog = told(window, qtbot)
    assert window.bridge.document.path == target
    assert window.bridge.document.read_only is None
    assert not window.damage.row.isVisible()
    said = dialog.found.toPlainText()
    assert said.startswith("recovered.integrity is ready, and it is open now. The damaged file was not changed.\n")
    assert "1.2" in said
    assert dialog.found.accessibleDescription() == dialog.told.text() == said.splitlines()[0]
    assert WRITTEN not in said
    click(dialog.copy)
    assert QGuiApplication.clipboard().text() == said
    dialog.places.setCurrentRow(0)
    window.go(Stage.SCOPE)
    click(dialog.show_it)
    assert window.workspace.page(Stage.ASSESSMENT).shown_row == "kf1.q2"
    assert damaged.read_bytes() == before


def test_what_is_missing_comes_from_the_automatic_copy_with_its_time(qtbot, open_window, written, target):
    with Document.open(written) as document:
        Keeper(document.read.assessment().id).keep(bytes_of(document), document.now(), Cause.TIME, written)
        write_answer(document, question="kf1.q2", text="Newer than the copy. " * 20)
    data = written.read_bytes()
    pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    written.write_bytes(b"".join(bytes(4096) if b"Newer than the copy" in page else page for page in pages))
    os.utime(written, (4_000_000_000, 4_000_000_000))  # newer than the copy by its time, and yet damaged
    window = open_window(written)
    assert window.bridge is None, "whole pages are lost"
    click(window.bar.findChild(QPushButton, "message-action"))
    dialog = told(window, qtbot)
    assert "1 answer is as it was in the automatic copy of" in dialog.found.toPlainText()
    assert texts(window)[1] == f"2. {WRITTEN}"


def test_a_file_that_does_not_open_is_recovered_from_the_first_page(qtbot, open_window, written, target):
    data = written.read_bytes()
    written.write_bytes(data[: len(data) // 4096 * 3 // 4 * 4096])
    window = open_window(written)
    assert window.bridge is None
    assert window._start.isVisible()
    assert window.bar.notice.action == tr(RECOVER)
    click(window.bar.findChild(QPushButton, "message-action"))
    told(window, qtbot)
    assert window.bridge.document.path == target
    assert written.read_bytes() == data[: len(data) // 4096 * 3 // 4 * 4096]


def test_a_damaged_first_sector_is_not_the_end(qtbot, open_window, written, target):
    data = written.read_bytes()
    written.write_bytes(bytes(512) + data[512:])
    window = open_window(written)
    click(window.bar.findChild(QPushButton, "message-action"))
    told(window, qtbot)
    assert texts(window) == [f"{number}. {WRITTEN}" for number in (1, 2, 3)]


def test_another_kind_of_file_and_an_empty_one_offer_no_recovery(open_window, tmp_path, empty_file):
    window = open_window(empty_file)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleague")
    nothing = tmp_path / "nothing.integrity"
    nothing.touch()
    for path in (letter, nothing, tmp_path / "absent.integrity"):
        assert not window.open_file(path)
        assert window.bar.notice.action == ""
    assert window.bridge is not None


def test_what_cannot_be_recovered_is_told_and_leaves_no_file(qtbot, open_window, tmp_path, target):
    noise = tmp_path / "noise.integrity"
    noise.write_bytes(b"nothing of an assessment " * 1000)
    window = open_window(noise)
    window.bar.notice.run()
    qtbot.waitUntil(lambda: window.damage.recovering.dialog is None, timeout=30_000)
    assert window.bar.notice is not None
    assert window.bridge is None
    assert not target.exists()


def test_a_flipped_bit_of_an_answer_is_not_told_as_damage_of_the_history(qtbot, open_window, written):
    data = written.read_bytes()
    at = data.index(f"2. {WRITTEN}".encode()) + 5
    written.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    window = open_window(written)
    qtbot.waitUntil(lambda: link(window, CONTINUE) is not None, timeout=30_000)
    click(link(window, CONTINUE))
    box = window.damage.recovering.question
    assert "history" not in box.text()
    click(next(button for button in box.buttons() if button.text() == "Continue in this file"))
    told(window, qtbot)
    assert texts(window) == [f"{number}. {WRITTEN}" for number in (1, 2, 3)]


def test_who_opens_another_file_meanwhile_stays_there(qtbot, open_window, damaged, target, sample_file, monkeypatch):
    window = open_window(damaged)
    click(link(window, RECOVER))
    monkeypatch.setattr(recovering.background, "stop_all", lambda: None)
    window.open_file(sample_file)
    qtbot.waitUntil(lambda: window.bar.text == "recovered.integrity is ready.", timeout=30_000)
    assert window.bridge.document.path == sample_file
    window.bar.notice.run()
    assert window.bridge.document.path == target


def test_with_a_damaged_history_one_question_leads_on(qtbot, open_window, history_damaged):
    before = history_damaged.read_bytes()
    window = open_window(history_damaged)
    qtbot.waitUntil(lambda: window.bridge.document.read_only is ReadOnlyReason.DAMAGED, timeout=10_000)
    qtbot.waitUntil(lambda: link(window, CONTINUE) is not None, timeout=30_000)
    click(link(window, CONTINUE))
    box = window.damage.recovering.question
    assert box.text() == "All answers, and everything else, can be read as they were saved."
    assert box.defaultButton().text() == "Read only"
    click(next(button for button in box.buttons() if button.text() == "Continue in this file"))
    dialog = told(window, qtbot)
    assert window.bridge.document.path == history_damaged
    assert window.bridge.document.read_only is None
    assert texts(window) == [f"{number}. {WRITTEN}" for number in (1, 2, 3)]
    kept = history_damaged.with_name("station.damaged.integrity")
    assert kept.read_bytes() == before
    assert dialog.told.text() == "You continue in station.integrity. The damaged file is kept as station.damaged.integrity."
    write_answer(window.bridge.document, question="kf1.q1", text="Work continues.")


def test_who_only_wants_to_read_changes_nothing(qtbot, open_window, history_damaged):
    before = history_damaged.read_bytes()
    window = open_window(history_damaged)
    qtbot.waitUntil(lambda: link(window, CONTINUE) is not None, timeout=30_000)
    click(link(window, CONTINUE))
    click(window.damage.recovering.question.defaultButton())
    assert window.bridge.document.read_only is ReadOnlyReason.DAMAGED
    assert history_damaged.read_bytes() == before
    assert [path.name for path in history_damaged.parent.glob("*.integrity")] == ["station.integrity"]


def test_with_a_damaged_answer_nobody_can_continue_in_the_file(qtbot, open_window, damaged):
    window = open_window(damaged)
    with qtbot.waitSignal(window.damage.recovering.whole, timeout=3000, raising=False) as signal:
        pass
    assert not signal.signal_triggered
    assert link(window, CONTINUE) is None
    assert link(window, ALL) is not None


def test_the_check_leads_to_the_recovery(qtbot, open_window, damaged, target):
    window = open_window(damaged)
    click(link(window, ALL))
    check = window.damage.check.dialog
    qtbot.waitUntil(check.found.isVisible, timeout=20_000)
    click(check.recover)
    told(window, qtbot)
    assert window.bridge.document.path == target


def test_values_that_nobody_can_have_typed_are_not_recovered(open_window, written):
    harm(written, "UPDATE answers SET text = text")
    window = open_window(written)
    window.bridge.document.read_only = ReadOnlyReason.BEYOND_LIMITS
    window.damage._show_links()
    assert link(window, RECOVER) is None


def test_after_a_recovery_the_list_is_there_at_once(qtbot, open_window, damaged, target):
    window = open_window(damaged)
    click(link(window, RECOVER))
    dialog = told(window, qtbot)
    assert dialog.places.item(0).text() == "Question 1.2: Answer, marked confidential by the recovery"
    assert dialog.accept_them.isVisible()
    assert not dialog.stop.isVisible()


def test_a_recovery_can_be_cancelled_and_leaves_nothing(qtbot, open_window, damaged, target, monkeypatch):
    reading, cancelled = threading.Event(), threading.Event()
    picture_of = core.picture_of

    def slowly(path):
        reading.set()
        assert cancelled.wait(30)
        return picture_of(path)

    monkeypatch.setattr(core, "picture_of", slowly)
    window = open_window(damaged)
    click(link(window, RECOVER))
    dialog = window.damage.recovering.dialog
    assert reading.wait(30)
    qtbot.waitUntil(lambda: dialog.progress.maximum() == core.STEPS)
    click(dialog.stop)
    assert window.damage.recovering.dialog is None
    assert window.bar.text == "The recovery is cancelled: no file is made. The damaged file is not changed."
    cancelled.set()
    qtbot.waitUntil(lambda: not window.damage.recovering._busy, timeout=30_000)
    assert list(target.parent.iterdir()) == []
    assert window.bridge.document.path == damaged
