"""Any one row of any table is lost: the file is refused or shown with the damage named, and nothing breaks on it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.document.document import Document
from workbench.errors import DocumentDamaged
from workbench.model.rows import ROW_TYPES, Answer, Evidence, Finding
from workbench.operations.answers import write_answer
from workbench.storage.damage import DamageKind
from workbench.storage.digests import MODULUS
from workbench.storage.files import ReadOnlyReason
from workbench.storage.schema import SCHEMA
from workbench.storage.verify import table_of

TABLES = [table_of(statement) for statement in SCHEMA]
NOTICED_IN_ANY_CASE = ("answers", "findings", "seal", "sittings", "labels", "changes", "subjects", "entries")
"""A lost row of these is noticed even where the sums are right: others belong to it."""


def _sealed(connection: sqlite3.Connection) -> None:
    """Makes the sums right again, as somebody would who knows the format."""
    for (table,) in connection.execute("SELECT table_name FROM seal").fetchall():
        digests = connection.execute(f"SELECT digest FROM {table}").fetchall()
        total = sum(int.from_bytes(digest, "big") for (digest,) in digests) % MODULUS
        values = (total.to_bytes(32, "big"), len(digests), table)
        connection.execute("UPDATE seal SET digest = ?, rows = ? WHERE table_name = ?", values)


def _without(path: Path, table: str, rowid: int, *, sealed: bool) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
    if sealed:
        _sealed(connection)
    connection.commit()
    connection.close()


def _rows(path: Path, table: str) -> Iterator[int]:
    """The first, one in the middle and the last."""
    connection = sqlite3.connect(path)
    found = [rowid for (rowid,) in connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]
    connection.close()
    assert found, table
    yield from sorted({found[0], found[len(found) // 2], found[-1]})


def _ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    status = main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    assert "Traceback" not in told.err + told.out
    assert status in (0, 1, 2)
    return status, told.out


@pytest.mark.slow
@pytest.mark.parametrize("sealed", [False, True], ids=["as lost", "sealed again"])
@pytest.mark.parametrize("table", TABLES)
def test_a_lost_row_breaks_nothing(small_file: Path, tmp_path: Path, capsys, table: str, sealed: bool):
    whole = small_file.read_bytes()
    for rowid in _rows(small_file, table):
        small_file.write_bytes(whole)
        _without(small_file, table, rowid, sealed=sealed)
        before = small_file.read_bytes()
        try:
            with Document.open(small_file) as document:
                for row_type in ROW_TYPES:
                    document.read.every(row_type)
                damaged = document.read_only is not None
                if not sealed or table in NOTICED_IN_ANY_CASE:
                    assert document.read_only is ReadOnlyReason.DAMAGED
                    assert document.damages
        except DocumentDamaged:
            damaged = True
        status, told = _ran(capsys, "check", small_file, "--json")
        assert status == int(damaged)
        assert json.loads(told)["damaged"] is damaged
        _ran(capsys, "check", small_file)
        _ran(capsys, "info", small_file)
        _ran(capsys, "show", small_file, "kf1.q1")
        _ran(capsys, "report", small_file, "--output", tmp_path / "report.json")
        assert small_file.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("table", ["answers", "findings", "assessment", "ratings", "wordings"])
@pytest.mark.parametrize("report", ["report.pdf", "report.html"])
def test_reports_of_a_file_that_lost_a_row_come_out(small_file: Path, tmp_path: Path, capsys, table: str, report: str):
    _without(small_file, table, next(_rows(small_file, table)), sealed=False)
    status, _ = _ran(capsys, "report", small_file, "--output", tmp_path / report)
    assert (status == 0) == (tmp_path / report).exists()
    assert status == 0 or table in ("answers", "assessment")


@pytest.mark.parametrize("sealed", [False, True], ids=["as lost", "sealed again"])
def test_a_row_that_is_made_with_the_file_is_shown_empty_and_named(small_file: Path, tmp_path: Path, sealed: bool):
    with Document.open(small_file) as document:
        supported = {row.answer_id for row in document.read.every(Evidence)}
        answer = next(row for row in document.read.every(Answer) if row.text and row.id not in supported)
        finding = document.read.every(Finding)[0]
    for row in (answer, finding):
        connection = sqlite3.connect(small_file)
        ((rowid,),) = connection.execute(f"SELECT rowid FROM {row.table} WHERE id = ?", (row.id,)).fetchall()
        connection.close()
        _without(small_file, row.table, rowid, sealed=sealed)
    with Document.open(small_file) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        missing = {(damage.table, damage.row_id) for damage in document.damages if damage.kind is DamageKind.MISSING}
        assert missing == {("answers", answer.question_id), ("findings", finding.area_id)}
        found = document.read.answer(answer.question_id)
        assert found is not None
        assert (found.question_id, found.text) == (answer.question_id, "")
        document.save_copy(tmp_path / "copy.integrity")
    with Document.open(tmp_path / "copy.integrity") as document:
        assert document.read.answer(answer.question_id) == found


@pytest.mark.slow
def test_what_refers_to_a_lost_answer_finds_its_place_again(sample_file: Path, tmp_path: Path, capsys):
    with Document.open(sample_file) as document:
        evidence = document.read.every(Evidence)[0]
    connection = sqlite3.connect(sample_file)
    ((rowid,),) = connection.execute("SELECT rowid FROM answers WHERE id = ?", (evidence.answer_id,)).fetchall()
    connection.close()
    _without(sample_file, "answers", rowid, sealed=False)
    with Document.open(sample_file) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        found = document.get(Answer, evidence.answer_id)
        assert found is not None
        assert found.text == ""
        assert evidence in document.read.every(Evidence)
    assert _ran(capsys, "report", sample_file, "--output", tmp_path / "report.html")[0] == 0


def test_no_sound_file_misses_a_row(sample: Document, small: Document):
    for document in (sample, small):
        assert document.damages == ()
        write_answer(document, question=document.read.every(Answer)[0].question_id, text="x")
