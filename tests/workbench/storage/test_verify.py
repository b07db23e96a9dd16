"""Not one changed bit of content passes for sound, no sound file is called damaged, and no damaged one breaks the program.

``INTEGRITY_LONG_TESTS=1`` flips and mutates twenty times as much.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentDamaged, DocumentTooNew, NotOurFile
from workbench.language.i18n import Message
from workbench.model.rows import ROW_TYPES, Answer, BackgroundDocument, QuestionId
from workbench.operations.answers import write_answer
from workbench.reports.snapshot import take_snapshot
from workbench.storage.damage import MOST_DAMAGES, Damage, DamageKind
from workbench.storage.files import ReadOnlyReason
from workbench.storage.header import damaged
from workbench.storage.history import HISTORY_TABLES

TIMES = 20 if os.environ.get("INTEGRITY_LONG_TESTS") else 1
FLIPS = 600 * TIMES
MUTATIONS = 600 * TIMES


def _everything(document: Document, *, by_id: bool = True) -> dict[str, Any]:
    """All that a reader can ask: every row in order, every row by its id, and the history."""
    found: dict[str, Any] = {}
    for row_type in ROW_TYPES:
        rows = found[row_type.table] = document.read.every(row_type)
        if by_id:
            assert [document.get(row_type, row.id) for row in rows] == rows
    for table in HISTORY_TABLES:
        found[table] = document._connection.read(f"SELECT * FROM {table} ORDER BY rowid")
    return found


def _flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def _outcome(path: Path, expected: dict[str, Any], *, thorough: bool = False) -> str:
    """What opening for work told about a file, and whether what it shows is what was written."""
    try:
        document = Document.open(path)
    except (DocumentDamaged, NotOurFile, DocumentTooNew):
        return "refused"
    with document:
        same = _everything(document, by_id=document.read_only is None) == expected
        if document.read_only is None:
            return "sound" if same else "NOT NOTICED"
        if document.read_only is ReadOnlyReason.NEWER_FORMAT:
            return "newer" if same else "NOT NOTICED"
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert document.damages
        if thorough:
            take_snapshot(document)
        return "shown, nothing lost" if same else "shown, damage named"


@pytest.mark.slow
def test_every_flipped_bit_of_content_is_noticed(small_file: Path):
    with Document.open(small_file) as document:
        expected = _everything(document)
    data = small_file.read_bytes()
    used = [place for place, byte in enumerate(data) if byte]
    chance = random.Random(1)
    outcomes: Counter[str] = Counter()
    for number in range(FLIPS):
        # four of five where something is written, the fifth anywhere
        place = chance.choice(used) if number % 5 else chance.randrange(len(data))
        flipped = _flipped(data, place * 8 + chance.randrange(8))
        small_file.write_bytes(flipped)
        outcomes[_outcome(small_file, expected, thorough=number % 10 == 3)] += 1
        assert small_file.read_bytes() == flipped
        assert [path.name for path in small_file.parent.iterdir()] == ["small.integrity"]
    assert outcomes["NOT NOTICED"] == 0
    assert min(outcomes["sound"], outcomes["refused"], outcomes["shown, nothing lost"]) > 10
    # a third of what is written in so small a file is its layout, without which nothing is shown
    assert outcomes["shown, damage named"] + outcomes["shown, nothing lost"] > FLIPS * 2 // 5


@pytest.mark.slow
def test_every_bit_of_the_header_can_flip(small_file: Path, damages_in):
    with Document.open(small_file) as document:
        expected = _everything(document)
    data = small_file.read_bytes()
    outcomes: Counter[str] = Counter()
    for bit in range(0, 100 * 8, 1 if TIMES > 1 else 5):
        small_file.write_bytes(_flipped(data, bit))
        outcome = _outcome(small_file, expected)
        outcomes[outcome] += 1
        if outcome == "sound":
            _can_be_worked_with(small_file, damages_in)
    assert outcomes["NOT NOTICED"] == 0
    assert min(outcomes["sound"], outcomes["refused"], outcomes["newer"], outcomes["shown, nothing lost"]) > 0


def _can_be_worked_with(path: Path, damages_in) -> None:
    with Document.open(path) as document:
        write_answer(document, question=QuestionId("kf1.q1"), text="Work goes on. " * 900)
        write_answer(document, question=QuestionId("kf1.q2"), text="")
    assert damages_in(path) == []


def _altered(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


ALTERATIONS = {
    "a text": ("UPDATE answers SET text = text || '.' WHERE question_id = 'kf1.q1'", "row", "answers"),
    "a choice": ("UPDATE answers SET status = 'effective' WHERE question_id = 'kf1.q2'", "row", "answers"),
    "a choice that does not exist": ("UPDATE answers SET status = 'splendid'", "row", "answers"),
    "a row removed": ("DELETE FROM measurements WHERE baseline = 1", "sum", "measurements"),
    "the history": ("UPDATE entries SET old = 'never said' WHERE id = 2", "row", "changes"),
    "an entry of the history removed": ("DELETE FROM entries WHERE id = 2", "row", "changes"),
    "a change of the history removed": ("DELETE FROM changes WHERE sequence = 5", "sum", "changes"),
    "who worked": ("UPDATE sittings SET who = 'somebody else'", "row", "sittings"),
    "the name of a change": ("UPDATE labels SET text = 'never done' WHERE id = 3", "row", "changes"),
    "the seal": ("UPDATE seal SET rows = rows + 1 WHERE table_name = 'answers'", "sum", "answers"),
    "no seal of a table": ("DELETE FROM seal WHERE table_name = 'outcomes'", "sum", "outcomes"),
    "a seal of no table": ("INSERT INTO seal VALUES ('more', zeroblob(32), 0)", "sum", "more"),
    "no seal": ("DELETE FROM seal", "sum", "answers"),
    "the file itself": ("UPDATE file SET copy = 'another'", "row", "file"),
    "no word of the file itself": ("DELETE FROM file", "sum", "file"),
    "a digest": ("UPDATE outcomes SET digest = zeroblob(32)", "row", "outcomes"),
    "a short digest": ("UPDATE outcomes SET digest = x'00'", "row", "outcomes"),
    "a text that is none": (
        "UPDATE answers SET text = CAST(x'41ff42' AS TEXT) WHERE question_id = 'kf1.q1'",
        "row",
        "answers",
    ),
    "two rows exchanged": ("UPDATE activities SET place = 3 - place", "row", "activities"),
}


FOUND_LATE = ("the history", "an entry of the history removed", "who worked", "the name of a change")
"""What only the check of the history finds."""


@pytest.mark.parametrize("case", ALTERATIONS)
def test_a_change_behind_the_back_of_the_program_is_named(small_file: Path, case: str):
    statement, kind, table = ALTERATIONS[case]
    _altered(small_file, statement)
    with Document.open(small_file) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert (DamageKind(kind), table) in {(damage.kind, damage.table) for damage in document.damages}
        assert "�" in document.read.answer("kf1.q1").text or "none" not in case
        take_snapshot(document)


@pytest.mark.parametrize("case", ALTERATIONS)
def test_what_is_looked_at_later_is_found_then(small_file: Path, case: str):
    """With the history left for later, only what is within a change may be found late; a missing one is noticed at once."""
    statement, *_ = ALTERATIONS[case]
    _altered(small_file, statement)
    with Document.open(small_file, history_later=True) as document:
        late = case in FOUND_LATE
        assert document.read_only is (None if late else ReadOnlyReason.DAMAGED)
        assert document.history_is_sound() is (not late and case != "a change of the history removed")


def test_a_history_that_cannot_be_read_is_not_sound(small_file: Path):
    with Document.open(small_file, history_later=True) as document:
        assert document.history_is_sound()
        with mock.patch.object(document._connection, "each", side_effect=damaged(small_file)):
            assert not document.history_is_sound()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE areas SET kind = 'a kind that does not exist'",
        "UPDATE answers SET question_id = 'kf9.q9' WHERE question_id = 'kf1.q1'",
        "DELETE FROM questions WHERE id = 'kf1.q1'",
        "DELETE FROM assessment",
    ],
)
def test_what_nothing_could_be_made_of_is_refused(small_file: Path, statement: str):
    _altered(small_file, statement)
    before = small_file.read_bytes()
    for read_only in (False, True):
        with pytest.raises(DocumentDamaged):
            Document.open(small_file, read_only=read_only)
    assert small_file.read_bytes() == before


def test_damaged_rows_are_named_by_their_keys(small_file: Path):
    _altered(small_file, "UPDATE answers SET text = 'x' WHERE question_id IN ('kf1.q1', 'kf2.q2')")
    with Document.open(small_file) as document:
        keys = {row.id for row in document.read.every(Answer) if row.question_id in ("kf1.q1", "kf2.q2")}
        assert set(document.damages) == {Damage(DamageKind.ROW, "answers", key) for key in keys}


def test_of_a_ruin_not_every_stone_is_named(small_file: Path):
    with Document.open(small_file) as document:
        _fill_history(document)
    _altered(small_file, "UPDATE entries SET form = 'x'", "UPDATE wordings SET text = 'x'", "UPDATE ratings SET note = 'x'")
    with Document.open(small_file) as document:
        assert len(document.damages) == MOST_DAMAGES


def test_a_copy_of_a_damaged_file_stays_a_damaged_file(small_file: Path, tmp_path: Path):
    _altered(small_file, "UPDATE answers SET text = 'x' WHERE question_id = 'kf1.q1'")
    with Document.open(small_file) as document:
        damages = document.damages
        document.save_copy(tmp_path / "copy.integrity")
    with Document.open(tmp_path / "copy.integrity") as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert document.damages == damages


def test_a_copy_of_a_file_whose_index_is_damaged_is_whole(small_file: Path, tmp_path: Path, damages_in):
    with Document.open(small_file) as document:
        expected = _everything(document)
    _damage_an_index(small_file)
    with Document.open(small_file) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert document.damages == (Damage(DamageKind.STRUCTURE),)
        assert _everything(document) == expected
        document.save_copy(tmp_path / "copy.integrity")
    assert damages_in(tmp_path / "copy.integrity") == []
    with Document.open(tmp_path / "copy.integrity") as document:
        assert document.read_only is None
        assert _everything(document) == expected


def _page_of(path: Path, name: str) -> int:
    connection = sqlite3.connect(path)
    ((page,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchall()
    connection.close()
    return int(page)


def _damage_an_index(path: Path) -> None:
    data = bytearray(path.read_bytes())
    start = (_page_of(path, "sqlite_autoindex_answers_1") - 1) * 4096
    place = data.index(b"-", start)
    data[place] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("table", ["entries", "changes", "subjects"])
def test_a_history_that_cannot_be_read_to_its_end_hides_no_answer(small_file: Path, table: str):
    with Document.open(small_file) as document:
        _fill_history(document)
        expected = _everything(document)
    data = bytearray(small_file.read_bytes())
    root = (_page_of(small_file, table) - 1) * 4096
    # the second page of the table: the interior page's cell pointers begin after its 12 bytes of header
    cell = root + int.from_bytes(data[root + 14 : root + 16], "big")
    leaf = (int.from_bytes(data[cell : cell + 4], "big") - 1) * 4096
    data[leaf : leaf + 4096] = b"\xaa" * 4096
    small_file.write_bytes(data)
    with Document.open(small_file) as document:
        assert Damage(DamageKind.STRUCTURE, table) in document.damages
        found = _everything(document)
        read, whole = found.pop(table), expected.pop(table)
        assert found == expected
        assert set(read) < set(whole)
        assert read[0] == whole[0]
        assert read[-1] == whole[-1]
        for row in document.read.every(Answer):
            document.read.history(row, "text")
        take_snapshot(document)


def _fill_history(document: Document) -> None:
    """More changes than fit on three pages of each table of the history."""
    for number in range(400):
        with document.change(Message("change {number}", number=number)) as transaction:
            transaction.put(BackgroundDocument(id=f"a document of a long name {number}", title=f"Number {number}"))


MUTATE = """
import json, random, resource, sys, time
from collections import Counter
from pathlib import Path
from unittest import mock
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.model.rows import ROW_TYPES
resource.setrlimit(resource.RLIMIT_AS, (1536 << 20, 1536 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]),) * 2)
path, count = Path(sys.argv[1]), int(sys.argv[2])
whole = path.read_bytes()
chance = random.Random(7)
pages = len(whole) // 4096

def mutated():
    data = bytearray(whole)
    way = chance.randrange(7)
    if way == 0:
        for _ in range(chance.randrange(1, 200)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif way == 1:
        start = chance.randrange(pages) * 4096 + chance.randrange(8) * 512
        data[start:start + 512] = bytes(512) if chance.random() < 0.5 else chance.randbytes(512)
    elif way == 2:
        one, other = (chance.randrange(1, pages) * 4096 for _ in range(2))
        data[one:one + 4096], data[other:other + 4096] = data[other:other + 4096], data[one:one + 4096]
    elif way == 3:
        for _ in range(chance.randrange(1, 6)):
            start = chance.randrange(pages) * 4096 + (100 if chance.random() < 0.1 else 0)
            data[start + chance.randrange(12)] = chance.randrange(256)
    elif way == 4:
        start = chance.randrange(16, 96)
        data[start:start + 4] = chance.randbytes(4)
    elif way == 5:
        start = chance.randrange(100, 4096 * 4)
        data[start:start + 8] = chance.randbytes(8)
    else:
        del data[chance.randrange(100, len(data)):]
        data += chance.randbytes(len(whole) - len(data))
    return bytes(data)

outcomes, slowest = Counter(), 0.0
for number in range(count):
    data = mutated()
    path.write_bytes(data)
    began = time.perf_counter()
    try:
        with Document.open(path, read_only=number % 2 == 0) as document:
            for row_type in ROW_TYPES:
                document.read.every(row_type)
            document.read.last_change()
            outcomes[str(document.read_only)] += 1
    except WorkbenchError as error:
        outcomes[type(error).__name__] += 1
    slowest = max(slowest, time.perf_counter() - began)
    outcomes["changed"] += path.read_bytes() != data
    outcomes["beside"] += len(list(path.parent.iterdir())) != 1
print(json.dumps([outcomes, slowest]))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="memory and time are limited like this only on POSIX")
def test_mutated_files_are_read_or_refused(small_file: Path, in_another_process):
    done = in_another_process(MUTATE, small_file, MUTATIONS, 100 * TIMES, timeout=200 * TIMES)
    assert done.returncode == 0, done.stderr
    outcomes, slowest = json.loads(done.stdout)
    assert outcomes.pop("changed") == outcomes.pop("beside") == 0
    assert sum(outcomes.values()) == MUTATIONS
    assert set(outcomes) <= {
        "None",
        "asked",
        "damaged",
        "newer_format",
        "DocumentDamaged",
        "DocumentTooNew",
        "NotOurFile",
        "BeyondLimits",
        "beyond_limits",
    }
    assert min(outcomes["damaged"], outcomes["DocumentDamaged"]) > MUTATIONS // 10
    assert slowest < 5
    assert done.stderr == ""
