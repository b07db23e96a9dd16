"""Check this file in the window: nothing waits for it, it says what it finds, and it leads to what is damaged."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.link.stages import Stage
from workbench.document.document import ReadOnlyReason
from workbench.operations import attached_files
from workbench.operations.attachments import NewFile, add_documents
from workbench.storage import stored_bytes

CANARY = "Zanzibarrow"


def harm(path: Path, *steps: str) -> Path:
    connection = sqlite3.connect(path)
    for sql in steps:
        connection.execute(sql)
    connection.commit()
    connection.close()
    return path


def answers_harmed(path: Path, *questions: str) -> Path:
    return harm(path, *(f"UPDATE answers SET text = '{CANARY}' WHERE question_id = '{question}'" for question in questions))


def checked(window, qtbot):
    window.window_actions.check.trigger()
    dialog = window.damage.check.dialog
    qtbot.waitUntil(dialog.found.isVisible, timeout=20_000)
    return dialog


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def links(window) -> list[str]:
    return [button.text() for button in window.damage.row.links if window.damage.row.isVisible()]


def test_typing_goes_on_while_the_file_is_read(qtbot, open_window, empty_file):
    window = open_window(empty_file)
    window.go(Stage.ASSESSMENT, "kf1.q1")
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    box.setFocus()
    window.window_actions.check.trigger()
    dialog = window.damage.check.dialog
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert dialog.progress.maximum() > 0
    QTest.keyClicks(box, "Typed meanwhile")
    qtbot.waitUntil(dialog.found.isVisible, timeout=20_000)
    assert box.toPlainText() == "Typed meanwhile"
    assert "No damage was found in station.integrity." in dialog.found.toPlainText()
    assert window.bridge.flush()
    assert window.bridge.document.read.answer("kf1.q1").text == "Typed meanwhile"


def test_what_was_found_can_be_read_and_copied_as_text(qtbot, open_window, sample_file):
    window = open_window(sample_file)
    dialog = checked(window, qtbot)
    assert dialog.told.text() == dialog.found.accessibleDescription() == "No damage was found in sample.integrity."
    click(dialog.copy)
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.found.toPlainText()
    for said in ("structure", "history", "attachment", "room on the disk", "no automatic copy"):
        assert said in copied
    assert not dialog.places.isVisible()
    assert not dialog.recover.isVisible()


def test_what_is_shown_is_not_behind_the_dialog_in_a_small_window(qtbot, open_window, sample_file):
    window = open_window(answers_harmed(sample_file, "kf3.q10", "kf3.q11"))
    dialog = checked(window, qtbot)
    dialog.move(window.frameGeometry().center() - dialog.rect().center())
    click(dialog.show_it)
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    shown = box.rect().translated(box.mapToGlobal(box.rect().topLeft()))
    qtbot.waitUntil(lambda: not dialog.frameGeometry().intersects(shown))
    assert dialog.isVisible()
    assert window.frameGeometry().contains(dialog.frameGeometry())
    away = dialog.pos() + window.rect().bottomRight() * 2
    dialog.move(away)
    click(dialog.show_it)
    assert dialog.pos() == away, "on another screen it is in nobody's way"


def test_a_damaged_file_says_where_and_leads_there(qtbot, open_window, sample_file):
    window = open_window(answers_harmed(sample_file, "kf3.q10", "kf3.q11", "kf3.q12", "kf3.q13"))
    assert window.bridge.document.read_only is ReadOnlyReason.DAMAGED
    assert links(window)[:3] == ["Question 3.10: Answer", "Question 3.11: Answer", "Question 3.12: Answer"]
    window.go(Stage.SCOPE)
    click(window.damage.row.links[1])
    page = window.workspace.page(Stage.ASSESSMENT)
    assert (window.workspace.current_stage, page.shown_row) == (Stage.ASSESSMENT, "kf3.q11")
    click(window.damage.row.links[3])
    dialog = window.damage.check.dialog
    qtbot.waitUntil(dialog.found.isVisible, timeout=20_000)
    text = dialog.found.toPlainText()
    assert text.startswith("The file sample.integrity is damaged. Nothing in it was changed.")
    assert "Question 3.13: Answer" in text
    assert CANARY not in text
    assert [dialog.places.item(row).text() for row in range(4)][3].strip(
        "\u2066\u2067\u2068\u2069"
    ) == "Question 3.13: Answer"
    dialog.places.setCurrentRow(3)
    QTest.keyClick(dialog.places, Qt.Key.Key_Return)
    assert page.shown_row == "kf3.q13"
    dialog.places.setCurrentRow(0)
    click(dialog.show_it)
    assert page.shown_row == "kf3.q10"


def test_a_sound_file_has_no_row_of_damage_and_the_next_file_has_its_own(qtbot, open_window, sample_file, empty_file):
    window = open_window(empty_file)
    assert links(window) == []
    window.open_file(answers_harmed(sample_file, "kf3.q10"))
    assert links(window)[0] == "Question 3.10: Answer"
    window.open_file(empty_file)
    assert links(window) == []
    window.open_file(sample_file)
    window.close_file()
    assert links(window) == []


def test_the_check_ends_when_the_file_is_closed_or_the_dialog(qtbot, open_window, sample_file):
    window = open_window(sample_file)
    assert window.window_actions.check.isEnabled()
    window.window_actions.check.trigger()
    assert window.damage.check.dialog is not None
    window.close_file()
    assert window.damage.check.dialog is None
    assert not window.window_actions.check.isEnabled()
    window.open_file(sample_file)
    window.window_actions.check.trigger()
    window.damage.check.dialog.close()
    assert window.damage.check.dialog is None
    assert not window.damage.check._next.isActive()


def test_many_attachments_are_compared_between_two_events(qtbot, open_window, sample_file, monkeypatch):
    monkeypatch.setattr(stored_bytes, "_FEW", 10)
    data = sample_file.read_bytes()
    connection = sqlite3.connect(sample_file)
    ((part,),) = connection.execute("SELECT data FROM attached_bytes LIMIT 1").fetchall()
    connection.close()
    at = data.index(part[-60:-20])
    sample_file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    window = open_window(sample_file)
    assert window.bridge.document.read_only is None
    dialog = checked(window, qtbot)
    assert "1 attachment is damaged:" in dialog.found.toPlainText()
    assert dialog.progress.value() == dialog.progress.maximum()


def test_a_file_that_was_written_over_is_told_with_the_way_out(qtbot, open_window, sample_file):
    window = open_window(sample_file)
    data = bytearray(sample_file.read_bytes())
    data[-100] ^= 1
    sample_file.write_bytes(data)
    window.window_actions.check.trigger()
    assert window.damage.check.dialog is None
    assert window.bar.notice.action == "Save elsewhere…"


def test_a_share_that_does_not_answer_holds_up_nobody(qtbot, open_window, empty_file, monkeypatch):
    """The disk is asked for linked files on the thread of the check, and never on that of the window."""
    asked, let_go, real = threading.Event(), threading.Event(), attached_files.found_at
    main = threading.main_thread()

    def slow(path):
        assert threading.current_thread() is not main
        asked.set()
        let_go.wait(30)
        return real(path)

    window = open_window(empty_file)
    add_documents(window.bridge.document, found=[NewFile("plan.pdf", 4000, path="papers/plan.pdf")])
    window.go(Stage.ASSESSMENT, "kf1.q1")
    monkeypatch.setattr(attached_files, "found_at", slow)
    window.window_actions.check.trigger()
    dialog = window.damage.check.dialog
    assert asked.wait(30)
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    box.setFocus()
    QTest.keyClicks(box, "Typed meanwhile")
    assert not dialog.found.isVisible()
    asked.clear()
    let_go.set()
    qtbot.waitUntil(dialog.found.isVisible, timeout=20_000)
    assert not asked.is_set(), "the disk is asked once"
    assert "1 linked file was not found where it was." in dialog.found.toPlainText()
    assert box.toPlainText() == "Typed meanwhile"


def test_a_share_that_never_answers_is_said_as_that(qtbot, open_window, empty_file, monkeypatch):
    let_go = threading.Event()
    window = open_window(empty_file)
    add_documents(window.bridge.document, found=[NewFile("plan.pdf", 4000, path="papers/plan.pdf")])
    monkeypatch.setattr(attached_files, "found_at", lambda _: let_go.wait(60))
    monkeypatch.setattr("workbench.checking.file_check._PATIENCE_SECONDS", 0.1)
    dialog = checked(window, qtbot)
    let_go.set()
    assert (
        "1 linked file could not be looked for: the disk or share where it is does not answer." in dialog.found.toPlainText()
    )
