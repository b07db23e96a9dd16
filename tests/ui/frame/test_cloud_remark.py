"""A file that lies in a folder of a cloud is opened as any other, with one calm remark."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from ui.link.messages import Weight
from workbench.document.document import Document


def test_it_is_said_once_and_goes_with_the_next_change(open_window, empty_file, tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveConsumer", str(tmp_path / "copied"))
    (tmp_path / "copied").mkdir()
    path = shutil.copy(empty_file, tmp_path / "copied" / "station.integrity")
    window = open_window(path)
    assert window.bar.text.startswith("OneDrive copies the folder of this file to other computers")
    assert window.bar.notice.weight is Weight.INFO
    assert window.bar.notice.passing
    assert window.open_file(path)
    assert window.bar.text == ""


def test_elsewhere_nothing_is_said(open_window, empty_file):
    assert open_window(empty_file).bar.text == ""


def test_it_does_not_hide_what_is_told_after_a_crash(open_window, empty_file, tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveConsumer", str(tmp_path / "copied"))
    (tmp_path / "copied").mkdir()
    path = Path(shutil.copy(empty_file, tmp_path / "copied" / "station.integrity"))
    window = open_window()
    document = Document.open(path)
    document.recovered = datetime.now(UTC)
    window.show_document(document)
    assert window.bar.text.startswith("The program was stopped in the middle of work.")
    window.bar.clear()
    assert window.open_file(path)
    assert window.bar.text.startswith("OneDrive copies"), "it is said the next time"
