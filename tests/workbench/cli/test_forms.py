"""The commands that make forms to print."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from workbench.operations.sessions import add_session

pytestmark = pytest.mark.slow


def test_sheets_of_chosen_areas(run, empty_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "sheets.pdf"
    said = run("sheets", empty_file, "--output", target, "--area", "3", "--area", "ge", "--paper", "letter").says()
    assert said.startswith("Questions on the sheets: ")
    pages = PdfReader(target).pages
    assert int(pages[0].mediabox.width) == 612
    assert pages[0].extract_text().count("Not applicable") == 2


def test_an_area_that_is_not_there(run, empty_file: Path, tmp_path: Path) -> None:
    told = run("sheets", empty_file, "--output", tmp_path / "x.pdf", "--area", "33").error()
    assert "There is no area 33." in told
    assert not (tmp_path / "x.pdf").exists()


def test_the_attendance_list_of_a_session(run, empty_file: Path, tmp_path: Path, open_document) -> None:
    assert "session" in run("attendance", empty_file, "--output", tmp_path / "x.pdf").error()
    document = open_document(empty_file)
    add_session(document, title="First", date="2026-12-01")
    add_session(document, title="Second", date="2026-12-02")
    document.close()
    for which, title in ((None, "Second"), ("1", "First"), ("2026-12-02", "Second")):
        chosen = () if which is None else ("--session", which)
        target = tmp_path / f"{title}.pdf"
        assert run("attendance", empty_file, "--output", target, *chosen).says().startswith("Names on the sheet: 0.")
        assert title in PdfReader(target).pages[0].extract_text()
    assert "from 1 to 2" in run("attendance", empty_file, "--output", tmp_path / "x.pdf", "--session", "7").error()
