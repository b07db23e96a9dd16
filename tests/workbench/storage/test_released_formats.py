"""A file of every format that was ever released opens with what was in it, and looking at it does not change it.

``tests/files/build_format.py`` tells how the files came about. They are never made anew after the release.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.model.changes import ChangeKind
from workbench.model.declared import declared
from workbench.model.rows import Activity, Answer, Hand, QuestionId, Session
from workbench.operations.answers import write_answer
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.older.names import COLUMNS_BEFORE_3, NAMES_BEFORE_3
from workbench.storage.schema import FORMAT_VERSION

FILES = Path(__file__).parents[2] / "files"
FORMATS = sorted(int(path.stem.partition("-")[2]) for path in FILES.glob("format-*.integrity"))


@pytest.fixture(params=FORMATS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, list[dict[str, Any]]]]:
    """A copy of the file of a format, and every value that was in it when that format was released."""
    name = f"format-{request.param}"
    content = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    return Path(shutil.copyfile(FILES / f"{name}.integrity", tmp_path / f"{name}.integrity")), content


def test_there_is_a_file_of_every_format():
    assert list(range(1, FORMAT_VERSION + 1)) == FORMATS


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
def test_an_old_file_opens_with_all_that_was_in_it(old, content_of, read_only: bool):
    path, expected = old
    with Document.open(path, read_only=read_only) as document:
        found = content_of(document)
        assert document.damages == ()
    for old_table, rows in expected.items():
        table = NAMES_BEFORE_3.get(old_table, old_table)
        then = [_as_now(table, row) for row in rows] if int(path.stem.partition("-")[2]) < 3 else rows
        if not any(field.orders for field in declared(TYPE_OF_TABLE[table]).values()):
            then = sorted(then, key=lambda row: row["id"])
        kept = [{name: row[name] for name in was} for row, was in zip(found[table], then, strict=True)]
        assert kept == then, table
        assert rows, f"the file has nothing in {table}"


_TOLD_ELSEWHERE = ("place", "rank", "responsible_id", "responsible", "hands_low", "hands_medium", "hands_high")
"""The place of a row is its place in the list; who is responsible, and raised hands, stand in rows of their own
(``older/test_people.py``, ``older/test_voices.py``).
"""


def _as_now(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of format 1 or 2 under its present names, with words where there were yes and no."""
    renamed = COLUMNS_BEFORE_3.get(table, {})
    named = {renamed.get(name, name): value for name, value in row.items()}
    if "confidential" in named:
        named["confidential"] = "marked" if named["confidential"] else "open"
    return {name: value for name, value in named.items() if name not in _TOLD_ELSEWHERE}


def test_looking_at_the_file_of_the_present_format_does_not_change_it(content_of):
    path = FILES / f"format-{FORMAT_VERSION}.integrity"
    before, modified = hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns
    for read_only in (False, True):
        with Document.open(path, read_only=read_only) as document:
            content_of(document)
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert path.stat().st_mtime_ns == modified
    assert not list(FILES.glob(f"{path.name}?*"))


def test_an_old_file_can_be_worked_with(old, damages_in):
    path, _ = old
    with Document.open(path) as document:
        write_answer(document, question=QuestionId("kf1.q1"), text="A year later.")
        document.undo()
        document.redo()
    assert damages_in(path) == []
    with Document.open(path) as document:
        answer = document.read.answer("kf1.q1")
        assert answer is not None
        assert answer.text == "A year later."
        first, *_, last = document.read.history(answer, "text")
        assert (first.whole_row, last.old, last.new) == (True, first.new, "A year later.")


def test_the_history_of_format_1_is_readable():
    with Document.open(FILES / "format-1.integrity", read_only=True) as document:
        answer = document.read.where(Answer, question_id="kf2.q2")[0]
        told = [(entry.stamp, entry.whole_row, entry.new) for entry in document.read.history(answer, "text")]
    assert [(stamp.sitting.who, stamp.sitting.computer, whole, new) for stamp, whole, new in told] == [
        ("facilitator", "laptop", True, ""),
        ("facilitator", "laptop", False, "Since spring there is a list at the counter."),
    ]
    assert [stamp.kind for stamp, *_ in told] == [ChangeKind.CREATED, ChangeKind.DONE]
    assert told[0][0].at < told[1][0].at


def test_the_builder_still_makes_the_same_content(builder, tmp_path: Path):
    """Of the present format; the bytes may differ with another SQLite."""
    builder.build(tmp_path / "again.integrity")
    with Document.open(tmp_path / "again.integrity", read_only=True) as document:
        again = json.loads(json.dumps(builder.content(document)))
    assert again == json.loads((FILES / f"format-{FORMAT_VERSION}.json").read_text(encoding="utf-8"))


def test_what_format_1_did_not_have_is_empty_when_it_is_opened(tmp_path: Path):
    path = Path(shutil.copyfile(FILES / "format-1.integrity", tmp_path / "old.integrity"))
    with Document.open(path) as document:
        assert document.read_only is None
        answers, sessions = document.read.every(Answer), document.read.every(Session)
        assert {(answer.parked, answer.parked_note) for answer in answers} == {(False, "")}
        assert {(session.running, session.planned_minutes) for session in sessions} == {(False, None)}
        assert {activity.rank for activity in document.read.every(Activity)} == {""}
        assert document.read.every(Hand) == []
    assert sorted(found.name for found in tmp_path.iterdir()) == ["old.format-1.integrity", "old.integrity"]
