"""Where a file is to be written: names as people type them get the ending by which they are found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.kit import file_choice
from ui.kit.file_choice import ask_save
from workbench.language.i18n import Message


@pytest.mark.parametrize(
    ("typed", "suggested", "name"),
    [
        ("Karsk", "Karsk (recovered).integrity", "Karsk.integrity"),
        ("Karsk 22.11", "Karsk (recovered).integrity", "Karsk 22.11.integrity"),
        ("Karsk v1.2.INTEGRITY", "Karsk (recovered).integrity", "Karsk v1.2.INTEGRITY"),
        ("Report", "Integrity report.pdf", "Report.pdf"),
        ("Report.html", "Integrity report.pdf", "Report.html"),
        ("notes", "README", "notes"),
    ],
)
def test_a_name_gets_the_ending_of_its_kind(qapp, monkeypatch, tmp_path: Path, typed: str, suggested: str, name: str):
    monkeypatch.setattr(file_choice.QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / typed), ""))
    assert ask_save(None, Message("Where?"), tmp_path / suggested) == tmp_path / name


def test_who_changes_their_mind_chooses_nothing(qapp, monkeypatch, tmp_path: Path):
    monkeypatch.setattr(file_choice.QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    assert ask_save(None, Message("Where?"), tmp_path / "x.integrity") is None
