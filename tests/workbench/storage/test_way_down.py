"""A copy for an older format: undamaged there, the same where nothing was added, and nothing is left out in silence.

There is no later format yet. These tests invent one: answers have a column and a word more, hands a word, and there is one
more table. Its files are made by the derived step up; what reads the copies is the program as it is.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import field as stored
from pathlib import Path

import pytest

from tests.forged import Step, forge
from workbench.document.document import Document
from workbench.errors import FileExists
from workbench.model import declared as has
from workbench.model.rows import ROW_TYPES, Answer, Hand, Row
from workbench.model.vocabulary import Choice, Confidentiality, HandChoice, MeasureStatus
from workbench.operations.answers import edit_answer, write_answer
from workbench.storage import migrations
from workbench.storage.connection import Connection
from workbench.storage.copying import copy_file
from workbench.storage.migrations import Ladder, upgrade
from workbench.storage.schema import FORMAT_VERSION, READABLE_FROM, SCHEMA, layout
from workbench.storage.seal import read_seal
from workbench.storage.seen import seen_by
from workbench.storage.verify import layout_differs
from workbench.storage.way_down import FORMATS, Loss, LossKind, copy_for, words_of
from workbench.system.frozen import frozen

NOW, NEXT = FORMAT_VERSION, FORMAT_VERSION + 1
FILES = Path(__file__).parents[2] / "files"


class LaterStatus(Choice):
    NOT_JUDGED = "not_judged"
    NONE = "none"
    ON_PAPER = "on_paper"
    IN_PART = "in_part"
    EFFECTIVE = "effective"
    NOT_APPLICABLE = "not_applicable"
    FOR_NOW = "not_applicable_for_now", NEXT


class LaterHand(Choice):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    NONE = "none"
    IN_PART = "in_part"
    FOR_NOW = "not_applicable_for_now", NEXT


@frozen(kw_only=True)
class LaterAnswer(Answer):
    table = "answers"
    status: LaterStatus = stored(default=LaterStatus.NOT_JUDGED, metadata=has.choice(LaterStatus))  # type: ignore[assignment]
    remark: str = stored(default="nothing", metadata=has.text(since=NEXT))


@frozen(kw_only=True)
class LaterCount(Hand):
    table = "hands"
    choice: LaterHand = stored(metadata=has.choice(LaterHand))  # type: ignore[assignment]


@frozen(kw_only=True)
class Progress(Row):
    table = "progress"
    since = NEXT
    answer_id: str = stored(metadata=has.refers("answers"))
    hand_id: str | None = stored(default=None, metadata=has.refers("hands"))


LATER = {Answer: LaterAnswer, Hand: LaterCount}
KINDS: tuple[type[Row], ...] = (*(LATER.get(kind, kind) for kind in ROW_TYPES), Progress)
LADDER = Ladder(
    {NOW: lambda it: migrations.add(it, NEXT, KINDS)}, {NOW: SCHEMA, NEXT: layout(NEXT, KINDS)}, NEXT
)  # fmt: skip
ANSWER = "(SELECT id FROM answers WHERE question_id = 'kf1.q1')"
BESIDES = (
    "UPDATE answers SET remark = 'said later' WHERE question_id IN ('kf1.q1', 'kf1.q2')",
    "UPDATE answers SET status = 'not_applicable_for_now' WHERE question_id = 'kf1.q3'",
    "UPDATE hands SET choice = 'not_applicable_for_now' WHERE choice = 'in_part'",
    f"INSERT INTO progress SELECT 'a step', zeroblob(32), {ANSWER}, NULL",
    "INSERT INTO entries (subject, change, form, old) SELECT 9999, max(sequence), 'whole', '' FROM changes",
    f"INSERT INTO subjects SELECT 9999, 'answers', {ANSWER}, 'remark'",
)


@pytest.fixture
def later(small_file: Path, tmp_path: Path) -> Callable[..., Connection]:
    """The small file, brought to the next format, with what a program of that format would have written besides."""

    def make(*steps: Step) -> Connection:
        upgrade(small_file, NOW, copy_file, LADDER)
        return Connection.open(forge(small_file, tmp_path / "later.integrity", *steps), writable=False)

    return make


def rows(
    connection: Connection | sqlite3.Connection, table: str, kinds: tuple[type[Row], ...] = ROW_TYPES
) -> dict[str, dict]:
    """The rows of a table by id, with the digest, as far as format 3 has columns for them."""
    names = [name for kind in kinds if kind.table == table for name in has.declared(kind)]
    read = connection.read if isinstance(connection, Connection) else lambda sql: connection.execute(sql).fetchall()
    return {
        row[0]: dict(zip([*names, "digest"], row, strict=True))
        for row in read(f"SELECT {', '.join(names)}, digest FROM {table}")
    }


def test_a_format_without_any_addition_comes_back_as_it_was(small_file: Path, tmp_path: Path, later, content_of, damages_in):
    with Document.open(small_file) as document:
        before, seal = content_of(document), read_seal(document.read.connection)
        history = [document.read.connection.read(f"SELECT * FROM {table}") for table in ("changes", "entries", "subjects")]
    connection = later()
    assert connection.read("PRAGMA user_version") == [(NEXT,)]
    copy = tmp_path / "copy.integrity"
    assert copy_for(connection, copy, NOW, KINDS) == ()
    connection.close()
    assert damages_in(copy) == []
    with Document.open(copy) as document:
        assert document.read_only is None
        assert content_of(document) == before
        made, there = read_seal(document.read.connection), document.read.connection
        assert made is not None
        assert seal is not None
        assert made.without("file") == seal.without("file"), "not one digest of contents or history is another"
        assert made.content() == seal.content()
        assert [there.read(f"SELECT * FROM {table}") for table in ("changes", "entries", "subjects")] == history
        assert there.read("PRAGMA user_version") == [(NOW,)]
        assert there.read("SELECT readable_from FROM file") == [(READABLE_FROM,)]
        assert not layout_differs(there, SCHEMA)
        write_answer(document, question="kf1.q1", text="Work goes on with the older version.")
    assert damages_in(copy) == []


def test_a_copy_is_a_copy_of_its_own_and_has_seen_the_same(tmp_path: Path, later):
    connection = later()
    copy_for(connection, tmp_path / "copy.integrity", NOW, KINDS)
    with Document.open(tmp_path / "copy.integrity") as document:
        there = document.read.connection
        assert seen_by(there) == seen_by(connection)
        assert there.read("SELECT copy FROM file") != connection.read("SELECT copy FROM file")
        assert there.read("SELECT id FROM assessment") == connection.read("SELECT id FROM assessment")


def test_what_has_no_place_is_listed_and_all_else_is_there(tmp_path: Path, later, damages_in):
    connection, copy = later(*BESIDES), tmp_path / "copy.integrity"
    before = {kind.table: rows(connection, kind.table) for kind in ROW_TYPES}
    assert set(copy_for(connection, copy, NOW, KINDS)) == {
        Loss(LossKind.TABLE, "progress", count=1),
        Loss(LossKind.COLUMN, "answers", "remark", count=2),
        Loss(LossKind.VALUE, "answers", "status", "not_applicable_for_now"),
        Loss(LossKind.ROW, "hands", "choice", "not_applicable_for_now"),
        Loss(LossKind.HISTORY),
    }
    assert damages_in(copy) == []
    with Document.open(copy) as document:
        assert (document.read_only, document.unknown) == (None, ())
        after = {kind.table: rows(document.read.connection, kind.table) for kind in ROW_TYPES}
    for table, theirs in before.items():
        for row_id, row in theirs.items():
            kept = after[table].get(row_id)
            if table == "hands" and row["choice"] == "not_applicable_for_now":
                assert kept is None
                continue
            assert kept is not None
            changed = {name for name in row if name != "digest" and kept[name] != row[name]}
            is_later = table == "answers" and row["status"] == "not_applicable_for_now"
            assert changed == ({"status"} if is_later else set())
            remarked = table == "answers" and row["question_id"] in ("kf1.q1", "kf1.q2")
            assert (kept["digest"] == row["digest"]) is not (is_later or remarked)


def test_the_digests_are_those_that_the_older_program_computes(small_file: Path, tmp_path: Path, later):
    with Document.open(small_file) as document:
        before = rows(document.read.connection, "answers")
    copy_for(later(BESIDES[0]), tmp_path / "copy.integrity", NOW, KINDS)
    with Document.open(tmp_path / "copy.integrity") as document:
        assert rows(document.read.connection, "answers") == before


def test_nothing_of_what_is_not_in_the_copy_is_in_its_history(tmp_path: Path, later, damages_in):
    step = "UPDATE entries SET old = 'a secret remark' WHERE subject = 9999"
    gone = "INSERT INTO subjects VALUES (9998, 'progress', 'gone', '*')"
    row = "INSERT INTO entries (subject, change, form, old) SELECT 9998, max(sequence), 'row', '{\"id\":\"secret\"}' FROM changes"
    said = '{"id":"removed","text":"kept","remark":"secret"}'
    removed = (
        "INSERT INTO subjects VALUES (9997, 'answers', 'removed', '*')",
        f"INSERT INTO entries (subject, change, form, old) SELECT 9997, max(sequence), 'row', '{said}' FROM changes",
    )
    copy = tmp_path / "copy.integrity"
    losses = copy_for(later(*BESIDES, step, gone, row, *removed), copy, NOW, KINDS)
    assert Loss(LossKind.HISTORY, count=2) in losses
    assert b"secret" not in copy.read_bytes()
    assert b'{"id":"removed","text":"kept"}' in copy.read_bytes()
    assert damages_in(copy) == []


def test_an_earlier_value_is_told_though_the_newest_is_not_there(small_file: Path, tmp_path: Path, later):
    with Document.open(small_file) as document:
        for status in (MeasureStatus.EFFECTIVE, MeasureStatus.NOT_APPLICABLE, MeasureStatus.NONE):
            edit_answer(document, question="kf1.q3", status=status)
            document.end_burst()
    newest = "SELECT max(entries.id) FROM entries JOIN subjects ON subject = subjects.id WHERE column_name = 'status'"
    steps = (BESIDES[1], f"UPDATE entries SET form = 'diff', old = '14,0,' WHERE id = ({newest})")
    copy_for(later(*steps), tmp_path / "copy.integrity", NOW, KINDS)
    with Document.open(tmp_path / "copy.integrity") as document:
        answer = document.read.answer("kf1.q3")
        assert answer is not None
        assert answer.status is MeasureStatus.NOT_JUDGED
        told = [entry.old for entry in document.read.history(answer, "status")]
        assert told[-2:] == ["effective", "not_applicable"]


def test_what_refers_to_something_that_is_not_there_is_listed_too(small_file: Path, tmp_path: Path, damages_in):
    """As this version reads a file of a newer one: there it knows nothing of what was added."""
    path = forge(
        small_file,
        tmp_path / "newer.integrity",
        "UPDATE areas SET kind = 'of the future' WHERE id = 'ca1'",
        "UPDATE changes SET kind = 'brought_in' WHERE sequence = 2",
        "UPDATE sessions SET date = 'in spring' WHERE title = 'Opening'",
        f"PRAGMA user_version={NEXT}",
    )
    with Document.open(path) as document:
        there = document.read.connection
        losses = Counter({(loss.kind, loss.table): loss.count for loss in copy_for(there, tmp_path / "copy.integrity", NOW)})
        question = "IN (SELECT id FROM questions WHERE section_id = 'ca1.s1')"
        ((notes,),) = there.read(f"SELECT count(*) FROM contributions WHERE question_id {question}")
    assert losses[LossKind.ROW, "areas"] == 1
    assert losses[LossKind.REFERRING, "sections"] == 1
    assert losses[LossKind.REFERRING, "questions"] == losses[LossKind.REFERRING, "answers"] == 5
    assert losses[LossKind.REFERENCE, "contributions"] == notes
    assert losses[LossKind.VALUE, "changes"] == losses[LossKind.VALUE, "sessions"] == 1
    assert damages_in(tmp_path / "copy.integrity") == []
    with Document.open(tmp_path / "copy.integrity") as document:
        assert document.read_only is None


def test_an_unknown_mark_hides_in_the_copy(small_file: Path, tmp_path: Path):
    steps = ("UPDATE documents SET confidential = 'headquarters'", f"PRAGMA user_version={NEXT}")
    with Document.open(forge(small_file, tmp_path / "newer.integrity", *steps)) as document:
        losses = copy_for(document.read.connection, tmp_path / "copy.integrity", NOW)
    assert losses == (Loss(LossKind.VALUE, "documents", "confidential", "headquarters"),)
    connection = sqlite3.connect(tmp_path / "copy.integrity")
    assert connection.execute("SELECT DISTINCT confidential FROM documents").fetchall() == [(Confidentiality.MARKED,)]
    connection.close()


def test_another_file_is_never_covered(small: Document, tmp_path: Path):
    taken = tmp_path / "taken.integrity"
    taken.write_bytes(b"somebody's file")
    with pytest.raises(FileExists):
        copy_for(small.read.connection, taken, NOW)
    assert taken.read_bytes() == b"somebody's file"


def test_a_way_down_that_does_not_arrive_leaves_no_file(small: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workbench.storage.way_down.layout_differs", lambda *_: True)
    with pytest.raises(RuntimeError, match="does not lead to format"):
        copy_for(small.read.connection, tmp_path / "copy.integrity", NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder"]


def test_the_words_of_a_format_follow_from_the_choice():
    assert words_of(LaterStatus, NOW) == words_of(MeasureStatus, NOW) == words_of(MeasureStatus, NEXT)
    assert words_of(LaterStatus, NEXT) - words_of(LaterStatus, NOW) == {"not_applicable_for_now"}
    assert words_of(LaterHand, NOW) < words_of(HandChoice, NOW)


def test_every_derived_format_can_be_written():
    assert tuple(sorted(FORMATS)) == FORMATS
    assert {*FORMATS} == {number for number in migrations.LAYOUTS if number >= has.FIRST_DERIVED}
