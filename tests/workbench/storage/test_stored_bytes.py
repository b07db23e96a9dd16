"""The bytes of documents: stored once, in rows that are the same in every copy; read only when asked for, and checked then."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.forged import forge
from workbench.document.document import Document
from workbench.errors import BeyondLimits, DocumentDamaged
from workbench.language.i18n import Message
from workbench.model.rows import Attachment, BackgroundDocument
from workbench.operations.answers import write_answer
from workbench.operations.forgetting import forget_history
from workbench.storage import bounds, stored_bytes
from workbench.storage.connection import Connection
from workbench.storage.damage import Damage, DamageKind
from workbench.storage.files import ReadOnlyReason
from workbench.storage.schema import BYTES
from workbench.storage.seal import read_seal
from workbench.storage.stored_bytes import PART
from workbench.storage.verify import byte_damages, content_damages, later_damages, left_for_later

MUCH = random.Random(1).randbytes(3 * PART + 5)
"""More than is read at opening."""
CANARY = b"ZanzibarrowInAScan"


def store(document: Document, data: bytes, row_id: str = "new", name: str = "scan.pdf") -> Attachment:
    owner = document.read.every(BackgroundDocument)[0]
    with document.change(Message("attach file")) as transaction:
        content = transaction.store_bytes(data)
        row = Attachment(id=row_id, document_id=owner.id, name=name, content=content, size=len(data))
        transaction.put(row)
    return row


def drop(document: Document, row_id: str = "new") -> None:
    with document.change(Message("remove file")) as transaction:
        transaction.drop(Attachment, row_id)


def ids(document: Document) -> list[str]:
    return [row_id for (row_id,) in document.read.connection.read(f"SELECT id FROM {BYTES} ORDER BY id")]


@pytest.fixture
def large(small_file: Path) -> Path:
    """The small file with a document of more than three parts."""
    with Document.open(small_file) as document:
        store(document, MUCH)
    return small_file


def test_bytes_come_back_as_they_were(small: Document):
    row = store(small, MUCH)
    connection = small.read.connection
    assert stored_bytes.content(connection, row.content) == MUCH
    assert stored_bytes.size_of(connection, row.content) == len(MUCH)
    assert stored_bytes.sizes(connection)[row.content] == len(MUCH)
    assert stored_bytes.size_of(connection, "0" * 64) is None
    assert stored_bytes.content(connection, "0" * 64) is None
    assert content_damages(connection) == []


def test_equal_bytes_are_stored_once_and_have_the_same_rows_in_every_copy(small: Document, tmp_path: Path):
    small.save_copy(tmp_path / "other.integrity")
    before = ids(small)
    first, second = store(small, MUCH, "one"), store(small, MUCH, "two")
    assert first.content == second.content
    assert [row.removeprefix(f"{first.content}/") for row in ids(small) if row not in before] == [
        "0000",
        "0001",
        "0002",
        "0003",
    ]
    with Document.open(tmp_path / "other.integrity") as other:
        store(other, MUCH, "three")
        rows = f"SELECT id, digest FROM {BYTES} ORDER BY id"
        assert other.read.connection.read(rows) == small.read.connection.read(rows)


def test_contents_are_the_same_where_the_bytes_are_absent(small: Document):
    store(small, MUCH)
    seal = read_seal(small.read.connection)
    assert seal is not None
    assert seal.tables[BYTES].rows > 1
    assert seal.content() == seal.without(BYTES).content()


def test_undo_takes_the_row_and_redo_brings_it_back_with_its_bytes(small: Document):
    row = store(small, MUCH)
    stored = ids(small)
    small.undo()
    assert small.get(Attachment, row.id) is None
    assert ids(small) == stored, "the bytes wait, so that redo need not have them a second time"
    small.redo()
    assert stored_bytes.content(small.read.connection, row.content) == MUCH
    drop(small)
    small.undo()
    assert stored_bytes.content(small.read.connection, row.content) == MUCH
    assert content_damages(small.read.connection) == []


def test_what_was_removed_is_gone_from_the_file_when_it_is_closed(small_file: Path, damages_in: Callable[[Path], object]):
    with Document.open(small_file) as document:
        store(document, CANARY * 200_000)
        drop(document)
        assert CANARY in small_file.read_bytes()
        large = small_file.stat().st_size
    assert CANARY not in small_file.read_bytes()
    assert small_file.stat().st_size < large / 5
    assert damages_in(small_file) == []
    with Document.open(small_file) as document:
        assert not stored_bytes.has_unused(document.read.connection)
        assert len(ids(document)) == 1, "what is attached stays"


def test_closing_twice_does_no_harm(small_file: Path):
    document = Document.open(small_file)
    store(document, MUCH)
    drop(document)
    document.close()
    document.close()


def test_looking_at_a_file_takes_nothing_out_of_it(large: Path, tmp_path: Path):
    path = forge(large, tmp_path / "orphan.integrity", "DELETE FROM attachments WHERE id = 'new'")
    before = path.read_bytes()
    Document.open(path).close()
    assert path.read_bytes() == before
    with Document.open(path) as document:
        write_answer(document, question="kf1.q1", text="Work.")
    with Document.open(path) as document:
        assert not stored_bytes.has_unused(document.read.connection)


def test_what_was_removed_is_not_in_a_copy(small: Document, tmp_path: Path):
    store(small, CANARY * 1000)
    drop(small)
    small.save_copy(tmp_path / "copy.integrity")
    assert CANARY not in (tmp_path / "copy.integrity").read_bytes()
    small.undo()
    small.save_copy(tmp_path / "again.integrity")
    assert CANARY in (tmp_path / "again.integrity").read_bytes()


def test_forgetting_the_history_takes_what_was_removed_at_once(small: Document, small_file: Path):
    store(small, CANARY * 1000)
    drop(small)
    forget_history(small)
    assert CANARY not in small_file.read_bytes()
    assert content_damages(small.read.connection) == []


def test_an_edit_asks_nothing_more_of_a_file_with_many_bytes(large: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    for method in ("read", "write", "each"):
        real = getattr(Connection, method)
        monkeypatch.setattr(
            Connection, method, lambda self, sql, *rest, real=real: (asked.append(sql), real(self, sql, *rest))[1]
        )
    with Document.open(large) as document:
        write_answer(document, question="kf1.q1", text="First.")
        document.end_burst()
        asked.clear()
        write_answer(document, question="kf1.q1", text="Second.")
        assert asked
        assert not [sql for sql in asked if BYTES in sql or Attachment.table in sql]


def _reads(path: Path, monkeypatch: pytest.MonkeyPatch, *, history_later: bool) -> list[str]:
    asked: list[str] = []
    for method in ("read", "each"):
        real = getattr(Connection, method)
        monkeypatch.setattr(
            Connection, method, lambda self, sql, *rest, real=real: (asked.append(sql), real(self, sql, *rest))[1]
        )
    with Document.open(path, history_later=history_later) as document:
        assert document.read_only is None
        document.history_is_sound()
        document.remember()
    return [sql for sql in asked if BYTES in sql or "integrity_check" in sql]


@pytest.mark.parametrize("history_later", [True, False])
def test_opening_does_not_read_many_bytes(large: Path, monkeypatch: pytest.MonkeyPatch, history_later: bool):
    found = _reads(large, monkeypatch, history_later=history_later)
    assert "PRAGMA integrity_check(1)" not in found
    assert f"PRAGMA integrity_check({BYTES})" not in found
    assert "PRAGMA integrity_check(answers)" in found
    assert not [sql for sql in found if "data" in sql.replace("length(data)", "")]


def test_opening_reads_few_bytes_like_all_else(small_file: Path):
    with Document.open(small_file) as document:
        assert len(ids(document)) == 1
        assert left_for_later(document.read.connection) == frozenset()
    connection = sqlite3.connect(small_file)
    with connection:
        connection.execute(f"UPDATE {BYTES} SET data = x'00'")
    connection.close()
    with Document.open(small_file) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert {damage.table for damage in document.damages} == {BYTES}


def _flipped(path: Path, at: int) -> None:
    """Changes one bit of the stored document where it lies in the file."""
    data = bytearray(path.read_bytes())
    place = bytes(data).index(MUCH[at : at + 60])
    data[place + 10] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("at", [30, PART + 9000, 2 * PART + 500])
def test_one_changed_bit_is_noticed_and_named(large: Path, at: int, tmp_path: Path):
    _flipped(large, at)
    content = stored_bytes.name_of(MUCH)
    with Document.open(large) as document:
        assert document.read_only is None, "texts can be worked on"
        assert not later_damages(document.read.connection)
        found = byte_damages(document.read.connection)
        assert found == [Damage(DamageKind.ROW, BYTES, f"{content}/{at // PART:04}")]
        assert stored_bytes.content(document.read.connection, content) is None
        with pytest.raises(DocumentDamaged):
            document.save_copy(tmp_path / "copy.integrity")
        assert not (tmp_path / "copy.integrity").exists()
        write_answer(document, question="kf1.q1", text="Work goes on.")
        drop(document)
    with Document.open(large) as document:
        assert byte_damages(document.read.connection) == []
        document.save_copy(tmp_path / "copy.integrity")


@pytest.mark.parametrize(
    "steps",
    [
        [f"UPDATE {BYTES} SET id = replace(id, substr(id, 1, 8), '00000000')"],
        [f"UPDATE {BYTES} SET id = id || '5'"],
        [f"UPDATE {BYTES} SET id = substr(id, 1, 65) || '0009' WHERE id LIKE '%/0001'"],
        [f"UPDATE {BYTES} SET id = 'x'"],
        [f"DELETE FROM {BYTES} WHERE id LIKE '%/0002'"],
    ],
    ids=["another hash", "a longer id", "a part out of order", "no hash", "a part is lost"],
)
def test_bytes_of_a_stranger_that_are_not_what_they_say_are_noticed(large: Path, tmp_path: Path, steps: list[str]):
    steps = [f"DELETE FROM {BYTES} WHERE id NOT LIKE '{stored_bytes.name_of(MUCH)}%'", *steps]
    if "id = 'x'" in steps[1]:
        steps.insert(1, f"DELETE FROM {BYTES} WHERE id NOT LIKE '%/0000'")
    path = forge(large, tmp_path / "strange.integrity", *steps)
    with Document.open(path, read_only=True) as document:
        found = [*document.damages, *byte_damages(document.read.connection)]
        assert found
        assert {damage.table for damage in found} == {BYTES}
        assert stored_bytes.content(document.read.connection, stored_bytes.name_of(MUCH)) in (None, MUCH)


@pytest.mark.parametrize("all_bytes", [PART, 3 * PART])
def test_too_many_bytes_are_refused_before_they_are_read(large: Path, monkeypatch: pytest.MonkeyPatch, all_bytes: int):
    monkeypatch.setattr(bounds, "ALL_STORED_BYTES", all_bytes)
    with pytest.raises(BeyondLimits):
        Document.open(large)


def test_a_part_that_is_too_large_is_refused(large: Path, tmp_path: Path):
    path = forge(large, tmp_path / "huge.integrity", f"UPDATE {BYTES} SET data = zeroblob({PART + 1})")
    with pytest.raises(BeyondLimits):
        Document.open(path)


def test_a_lost_row_of_bytes_is_noticed_at_opening(large: Path):
    connection = sqlite3.connect(large)
    with connection:
        connection.execute(f"DELETE FROM {BYTES} WHERE id LIKE '%/0002'")
    connection.close()
    with Document.open(large, history_later=True) as document:
        assert Damage(DamageKind.SUM, BYTES) in document.damages
        assert document.get(Attachment, "new") is not None


def test_a_broken_page_of_bytes_does_not_hide_the_texts(large: Path):
    data = bytearray(large.read_bytes())
    tree = data.index(stored_bytes.name_of(MUCH).encode() + b"/0003")
    data[tree - 8 : tree] = b"\xff" * 8
    large.write_bytes(data)
    with Document.open(large) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        answer = document.read.answer("kf1.q1")
        assert answer is not None
        assert answer.text


def test_a_damaged_file_gives_up_the_bytes_that_can_be_read(large: Path):
    connection = sqlite3.connect(large)
    with connection:
        connection.execute("UPDATE answers SET text = 'never written' WHERE question_id = 'kf1.q1'")
    connection.close()
    with Document.open(large) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert stored_bytes.content(document.read.connection, stored_bytes.name_of(MUCH)) == MUCH


def test_after_the_disk_failed_the_texts_are_saved_elsewhere_and_the_documents_are_said_to_be_absent(
    large: Path, tmp_path: Path, damages_in: Callable[[Path], object]
):
    with Document.open(large) as document:
        document.remember()
        write_answer(document, question="kf1.q1", text="The last sentence.")
        large.rename(large.with_name("gone"))
        large.with_name("gone").write_bytes(b"")
        document.save_elsewhere(tmp_path / "saved.integrity")
        row = document.get(Attachment, "new")
        assert row is not None
        assert row.size == len(MUCH)
        assert stored_bytes.size_of(document.read.connection, row.content) is None
        answer = document.read.answer("kf1.q1")
        assert answer is not None
        assert answer.text == "The last sentence."
    assert damages_in(tmp_path / "saved.integrity") == []


def test_a_row_may_refer_to_bytes_that_are_not_there(small: Document, tmp_path: Path):
    row = store(small, MUCH)
    with small.change(Message("another")) as transaction:
        transaction.put(replace(row, id="absent", content="0" * 64))
    assert content_damages(small.read.connection) == []
    small.save_copy(tmp_path / "copy.integrity")
