"""Where a recovered assessment is to be: what is suggested, and what can be done if it cannot be there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.frame.test_recovering import click, harm, link, told
from ui.frame.recovering import RECOVER
from ui.kit import file_choice
from ui.link.language import tr
from workbench.document.document import Document
from workbench.errors import DiskFull
from workbench.language.i18n import Message
from workbench.operations.answers import write_answer

pytestmark = pytest.mark.slow


@pytest.fixture
def written(empty_file: Path) -> Path:
    with Document.open(empty_file) as document:
        write_answer(document, question="kf1.q2", text="What the group has agreed about it.")
    return empty_file


@pytest.fixture
def damaged(written: Path) -> Path:
    """A file with one answer that something else has changed."""
    return harm(written, "UPDATE answers SET text = 'Changed by a bad disk' WHERE question_id = 'kf1.q2'")


def test_after_a_name_that_is_taken_somebody_can_choose_another_at_once(qtbot, open_window, written, target):
    written.write_bytes(written.read_bytes()[: len(written.read_bytes()) // 4096 * 3 // 4 * 4096])
    target.write_text("something else", encoding="utf-8")
    window = open_window(written)
    assert "recover what is in it into a new file" in window.bar.text
    click(window.bar.findChild(QPushButton, "message-action"))
    qtbot.waitUntil(lambda: "There is already a file" in window.bar.text, timeout=30_000)
    assert window.bar.notice.action == tr(RECOVER)
    target.unlink()
    click(window.bar.findChild(QPushButton, "message-action"))
    told(window, qtbot)
    assert window.bridge.document.path == target


def test_where_nothing_can_be_recovered_nobody_is_led_in_a_circle(qtbot, open_window, empty_file, target):
    empty_file.write_text("Dear all, this is no assessment. " * 50, encoding="utf-8")
    window = open_window(empty_file)
    click(window.bar.findChild(QPushButton, "message-action"))
    qtbot.waitUntil(lambda: "Nothing of an assessment was found" in window.bar.text, timeout=30_000)
    assert window.bar.notice.action == ""


def test_the_name_that_is_suggested_is_free(open_window, damaged, monkeypatch):
    suggested = []

    def ask(_parent, _title, path, *_, **__):
        suggested.append(Path(path).name)
        return "", ""

    monkeypatch.setattr(file_choice.QFileDialog, "getSaveFileName", ask)
    window = open_window(damaged)
    for name in ("station (recovered).integrity", "station (recovered 2).integrity"):
        click(link(window, RECOVER))
        damaged.with_name(name).touch()
    click(link(window, RECOVER))
    assert suggested == [f"station (recovered{number}).integrity" for number in ("", " 2", " 3")]


def test_who_chooses_no_place_changes_nothing(open_window, damaged, monkeypatch):
    monkeypatch.setattr(file_choice.QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    window = open_window(damaged)
    click(link(window, RECOVER))
    assert window.damage.recovering.dialog is None
    assert window.bridge.document.path == damaged


def test_a_full_disk_is_told_and_the_damaged_file_stays_open(qtbot, open_window, damaged, target, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise DiskFull(Message("There is no room."), advice=Message("Free some space."))

    monkeypatch.setattr("workbench.recovering.recover.recover", full)
    window = open_window(damaged)
    click(link(window, RECOVER))
    qtbot.waitUntil(lambda: window.damage.recovering.dialog is None, timeout=30_000)
    assert window.bar.text.startswith("There is no room.")
    assert window.bridge.document.path == damaged
