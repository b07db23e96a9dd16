"""Stations of formats 1 and 2, written by the source of their time and worked on for days: nothing of them is lost.

``tests/files/build_lived.py`` tells how they came about.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.storage.test_history import Walk
from workbench.document.document import Document
from workbench.model.rows import ROW_TYPES, Activity, ActivityPerson, Answer, Contributor, Hand, Question
from workbench.operations.answers import write_answer
from workbench.storage.older.names import COLUMNS_BEFORE_3, NAMES_BEFORE_3

ROOT = Path(__file__).parents[4]
FILES = ROOT / "tests" / "files"
OPEN_IT = "import sys; from pathlib import Path; from workbench.document.document import Document as D; D.open(Path(sys.argv[1])).close()"
ANYWHERE = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "USER": "somebody"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LANG": "ar_EG.UTF-8", "LC_ALL": "tr_TR.UTF-8", "USER": "другой"},
    {"PYTHONHASHSEED": "3", "TZ": "America/St_Johns", "LANG": "C.UTF-8", "PYTHONUTF8": "0"},
)


@pytest.fixture(params=[1, 2])
def lived(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(FILES / f"lived-{request.param}.integrity", tmp_path / "lived.integrity"))


def _read(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def test_they_have_what_old_files_have(lived: Path):
    """Otherwise these tests would say little."""
    assert len(_read(lived, "SELECT id FROM questions WHERE id LIKE 'x.q%'")) >= 4
    assert len(_read(lived, "SELECT DISTINCT who FROM history")) == 3
    assert len(_read(lived, "SELECT DISTINCT label FROM history")) > 50
    assert len(_read(lived, "SELECT 1 FROM history WHERE label LIKE 'Undo: %'")) > 30
    assert _read(lived, "SELECT 1 FROM history WHERE label LIKE 'Redo: %'")
    assert _read(lived, "SELECT 1 FROM activities WHERE responsible LIKE '%;%'")
    assert _read(lived, "SELECT 1 FROM contributions WHERE confidential = 1")
    assert _read(lived, "SELECT 1 FROM history WHERE column_name = '*' AND new IS NULL"), "rows that were removed"


def _texts(found: Any) -> Iterator[tuple[str, str]]:
    """Every text in rows as they were written beside the file, by table and column."""
    for table, rows in found.items():
        for row in rows:
            yield from ((f"{table}.{name}", text) for name, text in row.items() if isinstance(text, str) and text)


def _old_history(path: Path) -> Iterator[tuple[str, str]]:
    for table, column, *values in _read(path, "SELECT table_name, column_name, old, new FROM history"):
        for value in values:
            said = json.loads(value or "{}") if column == "*" else {column: value}
            yield from ((f"{table}.{name}", str(text)) for name, text in said.items() if text)


def _ever(path: Path) -> set[str]:
    """Every text that the converted file has, or can go back to."""
    with Document.open(path) as document:
        assert (document.read_only, document.damages) == (None, ())
        walk = Walk(document._connection)
        found = {text for row in walk.rows.values() for text in row.values() if text}
        for _, rows in walk.back():
            found |= {text for row in rows.values() for text in row.values() if text}
    return found


def test_every_text_is_in_the_new_file(lived: Path, request: pytest.FixtureRequest):
    number = request.node.callspec.params["lived"]
    content = json.loads((FILES / f"lived-{number}.json").read_text("utf-8"))
    wanted = {*_texts(content), *_old_history(lived)}
    ever = _ever(lived)
    # what was yes, no, or a number has words and keys now, own questions have other ids; earlier ones of the next are gone
    missing = {where for where, text in wanted if text not in ever and not text.isdigit() and not text.startswith("x.q")}
    assert missing <= {"activities.responsible"}
    assert len(wanted) > 300


def test_who_is_responsible_is_said_in_the_same_words(lived: Path, request: pytest.FixtureRequest):
    number = request.node.callspec.params["lived"]
    content = json.loads((FILES / f"lived-{number}.json").read_text("utf-8"))
    with Document.open(lived) as document:
        names = {row.id: row.name for row in document.read.every(Contributor)}
        for then in content["activities"]:
            assert document.get(Activity, then["id"]) is not None
            people = document.read.where(ActivityPerson, activity_id=then["id"])
            now = ", ".join(names.get(row.contributor_id, row.name) for row in people)
            said = ", ".join(part for part in (names.get(then["responsible_id"], ""), then["responsible"]) if part)
            assert now.casefold().split() == said.casefold().split(), "a name is linked in whatever letters it was typed"


def test_own_questions_keep_their_answers(lived: Path, request: pytest.FixtureRequest):
    number = request.node.callspec.params["lived"]
    content = json.loads((FILES / f"lived-{number}.json").read_text("utf-8"))
    wordings = {row["subject"]: row["text"] for row in content["wordings"]}
    then = {wordings[row["question_id"]]: row["text"] for row in content["answers"] if row["question_id"].startswith("x.")}
    with Document.open(lived) as document:
        own = [row.id for row in document.read.every(Question) if row.id.startswith("x.")]
        said = document.read.wordings("en")
        now = {said[question, "question"].text: document.read.answer(question).text for question in own}
    assert now == then
    assert not any(question.startswith("x.q") for question in own)


def test_it_is_the_same_file_in_every_process(lived: Path, tmp_path: Path):
    made = []
    for number, surroundings in enumerate(ANYWHERE):
        path = Path(shutil.copyfile(lived, tmp_path / f"{number}.integrity"))
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
        done = subprocess.run([sys.executable, "-c", OPEN_IT, str(path)], env=environment, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        made.append(path.read_bytes())
    assert made[0] == made[1] == made[2], "to the byte"


def test_it_can_be_worked_with(lived: Path, damages_in):
    with Document.open(lived) as document:
        before = [row.text for row in document.read.every(Answer)]
        for row in document.read.every(Answer):
            write_answer(document, question=row.question_id, text="A year later.")
            document.end_burst()
        while document.undo() is not None:
            pass
        assert [row.text for row in document.read.every(Answer)] == before
        assert all(document.get(type(row), row.id) == row for kind in ROW_TYPES for row in document.read.every(kind))
        assert {row.count for row in document.read.every(Hand)} <= set(range(1, 1000))
    assert damages_in(lived) == []


def test_their_names_of_tables_are_known(lived: Path):
    """A table or a column of an old file that nobody translates would be left out in silence."""
    tables = {name for (name,) in _read(lived, "SELECT name FROM sqlite_schema WHERE type = 'table'")} - {"seal", "history"}
    now = {kind.table: kind for kind in ROW_TYPES}
    gone = {
        "place",
        "position",
        "rank",
        "responsible",
        "responsible_id",
        "hands_low",
        "hands_medium",
        "hands_high",
        "digest",
    }
    for old in tables:
        table = NAMES_BEFORE_3.get(old, old)
        columns = {name for _, name, *_ in _read(lived, f"PRAGMA table_info({old})")} - gone
        renamed = {COLUMNS_BEFORE_3.get(table, {}).get(name, name) for name in columns}
        assert renamed <= {*now[table].__dataclass_fields__}, old
