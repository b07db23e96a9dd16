"""An older file: copied first, then changed in one transaction or not at all; and reachable where it must not be written.

Besides the real steps, these tests invent the format after the present one: its answers have one column more.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import field as stored
from dataclasses import fields
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import DiskFull, DocumentDamaged, DocumentInUse, StorageFailed
from workbench.model import declared as has
from workbench.model import rows
from workbench.model.rows import Answer, Row
from workbench.model.vocabulary import Level
from workbench.storage import files, mapping, migrations, newer, verify, writing
from workbench.storage.connection import Connection
from workbench.storage.copying import copy_file
from workbench.storage.files import ReadOnlyReason
from workbench.storage.migrations import Ladder, upgrade
from workbench.storage.schema import FORMAT_VERSION, SCHEMA, layout, statement
from workbench.storage.verify import content_damages, layout_differs, structure_damaged
from workbench.system.frozen import frozen

FILES = Path(__file__).parents[2] / "files"
NOW, NEXT = FORMAT_VERSION, FORMAT_VERSION + 1


@frozen(kw_only=True)
class AnswerOfNextFormat(Answer):
    """What the model of a later version could look like."""

    table = "answers"
    remark: str = stored(default="from before", metadata=has.text(since=NEXT))


KINDS = tuple(AnswerOfNextFormat if each is Answer else each for each in rows.ROW_TYPES)
SCHEMA_NEXT = layout(NEXT, KINDS)


def add_remarks(connection: Connection) -> None:
    """The step to the next format, as it is derived."""
    migrations.add(connection, NEXT, KINDS)


LADDER = Ladder({NOW: add_remarks}, {NOW: SCHEMA, NEXT: SCHEMA_NEXT}, NEXT)


def _remarks(path: Path) -> set[str]:
    connection = Connection.open(path, writable=False)
    try:
        assert not layout_differs(connection, SCHEMA_NEXT)
        assert not structure_damaged(connection)
        assert content_damages(connection) == []
        assert connection.read("PRAGMA user_version") == [(NEXT,)]
        assert connection.read("PRAGMA foreign_key_check") == []
        return {remark for (remark,) in connection.read("SELECT remark FROM answers")}
    finally:
        connection.close()


def _names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def test_a_step_leads_to_the_next_format_after_a_copy(small_file: Path, damages_in, content_of):
    with Document.open(small_file) as document:
        before = content_of(document)
    upgrade(small_file, NOW, copy_file, LADDER)
    assert _remarks(small_file) == {"from before"}
    assert _names(small_file) == [f"small.format-{NOW}.integrity", "small.integrity"]
    copy = small_file.with_name(f"small.format-{NOW}.integrity")
    assert damages_in(copy) == []
    with Document.open(copy) as document:
        assert document.read_only is None
        assert content_of(document) == before


def test_tables_and_columns_of_a_later_format_are_added_by_themselves(small_file: Path):
    @frozen(kw_only=True)
    class Progress(Row):
        table = "progress"
        since = NEXT
        answer_id: str = stored(metadata=has.refers("answers"))

    @frozen(kw_only=True)
    class MoreAnswer(Answer):
        table = "answers"
        settled: bool = stored(default=True, metadata=has.check(since=NEXT))
        level: Level = stored(default=Level.LOW, metadata=has.choice(Level, since=NEXT))
        later: str = stored(default="", metadata=has.line(since=NEXT + 1))

    before, seals = _digests(small_file), _seals(small_file)
    kinds = (*(MoreAnswer if each is Answer else each for each in rows.ROW_TYPES), Progress)
    wanted = layout(NEXT, kinds)
    upgrade(
        small_file,
        NOW,
        copy_file,
        Ladder({NOW: lambda it: migrations.add(it, NEXT, kinds)}, {NOW: SCHEMA, NEXT: wanted}, NEXT),
    )
    connection = Connection.open(small_file, writable=False)
    assert not layout_differs(connection, wanted)
    assert connection.read("SELECT DISTINCT settled, level FROM answers") == [(1, "low")]
    assert connection.read("SELECT count(*) FROM progress") == [(0,)]
    assert content_damages(connection) == []
    connection.close()
    assert _digests(small_file) == before, "what was compared or noted before stays comparable"
    assert _seals(small_file) == {**seals, "progress": (bytes(32), 0)}


def _digests(path: Path) -> set[bytes]:
    connection = sqlite3.connect(path)
    found = {digest for (digest,) in connection.execute("SELECT digest FROM answers")}
    connection.close()
    return found


def _seals(path: Path) -> dict[str, tuple[bytes, int]]:
    connection = sqlite3.connect(path)
    found = {table: (digest, count) for table, digest, count in connection.execute("SELECT * FROM seal")}
    connection.close()
    return found


def test_a_field_without_a_default_is_not_added(small_file: Path):
    @frozen(kw_only=True)
    class MoreAnswer(Answer):
        table = "answers"
        agreed: bool = stored(metadata=has.check(since=NEXT))

    before = small_file.read_bytes()
    with pytest.raises(TypeError, match=r"answers\.agreed"):
        upgrade(
            small_file,
            NOW,
            copy_file,
            Ladder({NOW: lambda it: migrations.add(it, NEXT, (MoreAnswer,))}, LADDER.layouts, NEXT),
        )
    assert small_file.read_bytes() == before


def test_several_steps_are_one_transaction(small_file: Path):
    seen: list[int] = []

    def second(connection: Connection) -> None:
        seen.append(connection.read("SELECT count(*) FROM answers WHERE remark = 'from before'")[0][0])
        connection.write("ALTER TABLE answers ADD COLUMN later TEXT NOT NULL DEFAULT 'from the next'")

    answers = statement(AnswerOfNextFormat, NEXT)
    longer = answers.replace("\n) STRICT", ",\n    later TEXT NOT NULL DEFAULT 'from the next'\n) STRICT")
    last = tuple(longer if each == answers else each for each in SCHEMA_NEXT)
    ladder = Ladder({NOW: add_remarks, NEXT: second}, {**LADDER.layouts, NEXT + 1: last}, NEXT + 1)
    upgrade(small_file, NOW, copy_file, ladder)
    assert seen == [15]
    connection = Connection.open(small_file, writable=False)
    assert connection.read("SELECT DISTINCT remark, later FROM answers") == [("from before", "from the next")]
    assert connection.read("PRAGMA user_version") == [(NEXT + 1,)]
    assert content_damages(connection) == []
    connection.close()


def test_a_copy_never_covers_another_file(small_file: Path):
    kept = small_file.with_name(f"small.format-{NOW}.integrity")
    kept.write_bytes(b"somebody's file")
    upgrade(small_file, NOW, copy_file, LADDER)
    assert kept.read_bytes() == b"somebody's file"
    assert _names(small_file) == [f"small.format-{NOW}-2.integrity", f"small.format-{NOW}.integrity", "small.integrity"]


def _fails(connection: Connection) -> None:
    add_remarks(connection)
    raise ZeroDivisionError


def _wrong_sql(connection: Connection) -> None:
    add_remarks(connection)
    connection.write("UPDATE no_such_table SET x = 1")


def _leads_elsewhere(connection: Connection) -> None:
    connection.write("ALTER TABLE answers ADD COLUMN remark TEXT")


def _loses_a_parent(connection: Connection) -> None:
    add_remarks(connection)
    connection.write("DELETE FROM questions WHERE number = 'kf1.1'")


def _changes_a_text(connection: Connection) -> None:
    add_remarks(connection)
    connection.write("UPDATE answers SET text = 'rewritten' WHERE question_id = 'kf1.q1'")


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (_fails, ZeroDivisionError),
        (_wrong_sql, sqlite3.OperationalError),
        (_leads_elsewhere, RuntimeError),
        (_loses_a_parent, DocumentDamaged),
        (_changes_a_text, DocumentDamaged),
    ],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(small_file: Path, step: Callable[[Connection], None], error):
    before = small_file.read_bytes()
    with pytest.raises(error):
        upgrade(small_file, NOW, copy_file, Ladder({NOW: step}, LADDER.layouts, NEXT))
    assert small_file.read_bytes() == before
    assert _names(small_file) == ["small.integrity"]
    with Document.open(small_file) as document:
        assert document.damages == ()


def test_without_a_copy_nothing_is_changed(small_file: Path):
    before = small_file.read_bytes()

    def refuse(connection: Connection, target: Path) -> None:
        raise writing.cannot_write(target, OSError(28, "full"))

    with pytest.raises(DiskFull):
        upgrade(small_file, NOW, refuse, LADDER)
    assert small_file.read_bytes() == before
    assert _names(small_file) == ["small.integrity"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answers SET text = 'changed behind the back of the program'",
        "CREATE TRIGGER t AFTER INSERT ON seal BEGIN DELETE FROM answers; END",
        "CREATE TABLE more (x)",
        "DELETE FROM measurements",
    ],
)
def test_a_file_that_is_not_sound_is_not_migrated(small_file: Path, statement: str):
    connection = sqlite3.connect(small_file)
    connection.execute(statement)
    connection.commit()
    connection.close()
    before = small_file.read_bytes()
    with pytest.raises(DocumentDamaged):
        upgrade(small_file, NOW, copy_file, LADDER)
    assert small_file.read_bytes() == before
    assert _names(small_file) == ["small.integrity"]


def test_a_file_that_is_open_elsewhere_is_not_migrated(small_file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workbench.storage.connection.BUSY_MILLISECONDS", 50)
    other = sqlite3.connect(small_file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DocumentInUse):
        upgrade(small_file, NOW, copy_file, LADDER)
    other.close()
    assert _names(small_file) == ["small.integrity"]


@pytest.fixture
def a_later_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Answer]]:
    """The program as it will be with its next format."""
    kind = AnswerOfNextFormat
    known = mapping._MAPPINGS.pop("answers", None)
    monkeypatch.setattr(newer, "ROW_TYPES", KINDS)
    monkeypatch.setitem(mapping.TYPE_OF_TABLE, "answers", kind)
    for module in (files, mapping, verify, migrations):
        monkeypatch.setattr(module, "FORMAT_VERSION", NEXT)
    monkeypatch.setattr(files, "SCHEMA", SCHEMA_NEXT)
    monkeypatch.setattr(verify, "SCHEMA", SCHEMA_NEXT)
    monkeypatch.setattr(migrations, "LADDER", LADDER)
    monkeypatch.setattr(migrations.upgrade, "__defaults__", (LADDER,))
    yield kind
    mapping._MAPPINGS.pop("answers", None)
    if known is not None:
        mapping._MAPPINGS["answers"] = known


def test_a_later_version_opens_an_old_file_for_work(small_file: Path, a_later_version: type[Answer]):
    with Document.open(small_file) as document:
        assert document.read_only is None
        assert {row.remark for row in document.read.every(a_later_version)} == {"from before"}
    assert _remarks(small_file) == {"from before"}
    assert _names(small_file) == [f"small.format-{NOW}.integrity", "small.integrity"]


@pytest.mark.parametrize("number", [1, 2])
def test_a_later_version_converts_a_file_of_the_first_formats_too(
    tmp_path: Path, a_later_version: type[Answer], number: int
):
    path = Path(shutil.copyfile(FILES / f"format-{number}.integrity", tmp_path / "small.integrity"))
    steps = {**migrations.STEPS, NOW: add_remarks}
    upgrade(path, number, copy_file, Ladder(steps, {**migrations.LAYOUTS, NEXT: SCHEMA_NEXT}, NEXT))
    assert _remarks(path) == {"from before"}
    with Document.open(path) as document:
        assert len(document.read.every(a_later_version)) == 15


@pytest.mark.parametrize("reason", [ReadOnlyReason.ASKED, ReadOnlyReason.WRITE_PROTECTED])
def test_a_later_version_reads_an_old_file_without_writing(
    small_file: Path, tmp_path: Path, a_later_version: type[Answer], monkeypatch: pytest.MonkeyPatch, reason
):
    before = small_file.read_bytes()
    if reason is ReadOnlyReason.WRITE_PROTECTED:
        monkeypatch.setattr(os, "access", lambda *_: False)
    with Document.open(small_file, read_only=reason is ReadOnlyReason.ASKED) as document:
        assert document.read_only is reason
        assert {row.remark for row in document.read.every(a_later_version)} == {"from before"}
        document.save_copy(tmp_path / "copy.integrity")
    assert small_file.read_bytes() == before
    assert _names(small_file) == ["small.integrity"]
    assert _remarks(tmp_path / "copy.integrity") == {"from before"}


def test_the_invented_version_has_the_columns_of_its_layout(a_later_version: type[Answer]):
    assert {field.name for field in fields(a_later_version)} > {field.name for field in fields(Answer)}


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, float("inf")], ids=["once", "from then on"])
def test_after_a_failing_disk_at_any_call_everything_is_there(
    small_file: Path, disk, content_of, a_later_version: type[Answer], times: float
):
    before, texts = small_file.read_bytes(), set()
    for call in (*range(0, 400, 11), *range(400, 2000)):
        disk.fail(call, times=times, write=13, sync=10 | (4 << 8), truncate=10 | (6 << 8))
        try:
            upgrade(small_file, NOW, copy_file, LADDER)
            succeeded = True
        except StorageFailed:
            succeeded = False
        disk.heal()
        with Document.open(small_file) as document:
            assert document.read_only is None
            texts.add(tuple(row.text for row in document.read.every(a_later_version)))
        assert _remarks(small_file) == {"from before"}
        assert all(name.startswith(f"small.format-{NOW}") or name == "small.integrity" for name in _names(small_file))
        if succeeded:
            break
        for path in small_file.parent.iterdir():
            path.unlink()
        small_file.write_bytes(before)
    assert call > 0
    assert succeeded
    assert len(texts) == 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["journalling", "unsynced_folders", "fat"])
def test_a_power_cut_in_the_middle_of_a_migration(
    small_file: Path, disk, simulated, tmp_path: Path, a_later_version: type[Answer], kind: str
):
    before = {str(small_file): small_file.read_bytes()}
    upgrade(small_file, NOW, lambda *_: None, LADDER)
    chance, after = random.Random(kind), tmp_path / "after"
    for _ in range(40):
        cut = chance.randint(0, len(disk.events))
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir()
        for path, data in simulated.PowerCut(kind, before, chance).after(disk.events[:cut]).items():
            (after / Path(path).name).write_bytes(data)
        with Document.open(after / "small.integrity") as document:
            assert document.read_only is None
            assert len(document.read.every(a_later_version)) == 15
        assert _remarks(after / "small.integrity") == {"from before"}
        assert not [path for path in after.iterdir() if path.is_dir()]
