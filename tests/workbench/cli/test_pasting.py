"""The command that adds the rows of a table, with the same look as the window: what is left out is told with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.model.rows import Activity, Contributor

pytestmark = pytest.mark.slow


def names(file: Path) -> list[str]:
    with Document.open(file, read_only=True) as document:
        return [row.name for row in document.read.every(Contributor)]


def test_rows_are_added_and_those_that_are_there_are_told(empty_file: Path, run) -> None:
    said = run("paste", empty_file, "people", stdin="Name\tDepartment\nAna\tRisk\nÉva\tIT\n".encode()).says()
    assert said == "Added: 2 people.\n"
    again = run("paste", empty_file, "people", stdin=b"Name\tDepartment\nAna\tRisk\nBoris\tIT\n").says()
    assert again == "Row 2 is not added: Ana. This name is there already.\nAdded: 1 person.\n"
    assert names(empty_file) == ["Ana", "Éva", "Boris"]


def test_a_dry_run_changes_nothing(empty_file: Path, run, tmp_path: Path) -> None:
    table = tmp_path / "table.html"
    table.write_text("<table><tr><td>Draw lanes</td></tr><tr><td>Publish fees</td></tr></table>", encoding="utf-8")
    before = empty_file.read_bytes()
    assert run("paste", empty_file, "activities", table, "--dry-run").says() == "It would add 2 activities.\n"
    assert empty_file.read_bytes() == before
    run("paste", empty_file, "activities", table).says()
    with Document.open(empty_file, read_only=True) as document:
        assert [row.title for row in document.read.every(Activity)] == ["Draw lanes", "Publish fees"]


@pytest.mark.parametrize("table", [b"", b"\t\n\t", b"<p>no table</p>"])
def test_what_is_no_table_is_refused(empty_file: Path, run, table: bytes) -> None:
    outcome = run("paste", empty_file, "people", stdin=table)
    assert outcome.status == 1
    assert "There is no table." in outcome.err
    assert names(empty_file) == []


def test_a_file_that_is_not_there_is_told(empty_file: Path, run, tmp_path: Path) -> None:
    outcome = run("paste", empty_file, "people", tmp_path / "gone.txt")
    assert outcome.status == 1
    assert "gone.txt" in outcome.err
