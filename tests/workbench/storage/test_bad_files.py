"""Files that no program of ours could have written: rows in a circle, rows with one id, rows that refer to nothing."""

from __future__ import annotations

import sqlite3
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.forged import forge
from workbench.document.document import Document
from workbench.errors import DocumentDamaged, WorkbenchError
from workbench.model.declared import declared
from workbench.model.rows import ROW_TYPES, QuestionId
from workbench.operations.answers import write_answer
from workbench.operations.handing_on import begin_from
from workbench.privacy.withholding import NameDecision
from workbench.storage.damage import DamageKind
from workbench.storage.files import ReadOnlyReason


def test_no_rows_can_refer_to_each_other_in_a_circle():
    graph = {kind.table: {field.refers for field in declared(kind).values() if field.refers} for kind in ROW_TYPES}
    assert set(TopologicalSorter(graph).static_order()) == set(graph)


def test_an_assessment_that_was_started_from_itself_is_one_like_any_other(sample_file: Path, tmp_path: Path):
    path = forge(sample_file, tmp_path / "forged.integrity", "UPDATE assessment SET previous = id")
    with Document.open(path) as document:
        assert document.read_only is None
        begin_from(document, tmp_path / "next.integrity", names=NameDecision.LEAVE)
        own = document.read.assessment().id
    with Document.open(tmp_path / "next.integrity") as made:
        assert made.read.assessment().previous == own != made.read.assessment().id


def test_two_rows_with_one_id_are_refused(sample_file: Path, tmp_path: Path):
    """The tables of a format take each id once: whoever wants two must change the table, and that is noticed."""

    def twice(connection: sqlite3.Connection) -> None:
        ((sql,),) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'outcomes'").fetchall()
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(outcomes)")]
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(sql.replace("CREATE TABLE outcomes", "CREATE TABLE other").replace("PRIMARY KEY", ""))
        for _ in range(2):
            connection.execute(f"INSERT INTO other SELECT {', '.join(columns)} FROM outcomes")
        connection.execute("DROP TABLE outcomes")
        connection.execute("ALTER TABLE other RENAME TO outcomes")

    path = forge(sample_file, tmp_path / "forged.integrity", twice)
    with pytest.raises(WorkbenchError):
        Document.open(path)


IN_CONTENTS = (
    "UPDATE evidence SET document_id = 'nowhere'",
    "UPDATE activity_people SET activity_id = (SELECT id FROM contributors LIMIT 1)",
)
IN_THE_HISTORY = ("UPDATE changes SET sitting = 999", "UPDATE entries SET change = 99999 WHERE id = 1")


def _pointing_nowhere(source: Path, target: Path, statement: str) -> Path:
    def without_checks(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA foreign_keys=OFF")
        assert connection.execute(statement).rowcount

    with Document.open(source) as document:
        write_answer(document, question=QuestionId("kf1.q1"), text="Something")
    return forge(source, target, without_checks)


@pytest.mark.parametrize("statement", IN_CONTENTS)
def test_a_row_that_refers_to_nothing_is_never_worked_with(sample_file: Path, tmp_path: Path, statement: str):
    path = _pointing_nowhere(sample_file, tmp_path / "forged.integrity", statement)
    before = path.read_bytes()
    with pytest.raises(DocumentDamaged):
        Document.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("statement", IN_THE_HISTORY)
def test_a_history_that_refers_to_nothing_makes_a_file_for_reading_only(sample_file: Path, tmp_path: Path, statement: str):
    path = _pointing_nowhere(sample_file, tmp_path / "forged.integrity", statement)
    with Document.open(path) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert DamageKind.REFERENCE in {damage.kind for damage in document.damages}
