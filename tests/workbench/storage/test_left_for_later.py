"""A table may be left out when a file is opened, because it is too large to be read first; it is checked a moment later.

The bytes of attachments have rules of their own (``test_stored_bytes.py``). No other table is left out; these tests invent one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forged import forge
from workbench.document.document import Document
from workbench.model.rows import ROW_TYPES, Evidence
from workbench.storage.connection import Connection
from workbench.storage.damage import Damage, DamageKind
from workbench.storage.files import ReadOnlyReason
from workbench.storage.schema import FORMAT_VERSION
from workbench.storage.verify import content_damages, later_damages, left_for_later, structure_damaged


@pytest.fixture
def evidence_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the evidence were large."""
    monkeypatch.setattr(Evidence, "checked_at_opening", False)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What SQLite was asked."""
    asked: list[str] = []
    read, each = Connection.read, Connection.each

    def noted(method: Callable[..., object]) -> Callable[..., object]:
        return lambda self, sql, *rest: (asked.append(sql), method(self, sql, *rest))[1]

    monkeypatch.setattr(Connection, "read", noted(read))
    monkeypatch.setattr(Connection, "each", noted(each))
    return asked


def _altered(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def _connection(path: Path) -> Connection:
    return Connection.open(path, writable=False)


def test_of_the_present_format_everything_is_read_at_opening(small: Document, statements: list[str]):
    assert all(kind.checked_at_opening for kind in ROW_TYPES)
    assert left_for_later(small.read.connection) == frozenset()
    assert not structure_damaged(small.read.connection, without=left_for_later(small.read.connection))
    assert "PRAGMA integrity_check(1)" in statements, "the free pages, too"


def test_opening_reads_only_the_sum_of_a_table_that_is_left_for_later(
    small_file: Path, evidence_later: None, statements: list[str]
):
    with Document.open(small_file, history_later=True) as document:
        assert document.read_only is None
        about = [sql for sql in statements if "evidence" in sql and sql.startswith(("SELECT digest", "PRAGMA integrity"))]
        assert about == ["SELECT digest FROM evidence NOT INDEXED"]
        assert "PRAGMA integrity_check(1)" not in statements
        assert "PRAGMA integrity_check(answers)" in statements
        statements.clear()
        assert document.history_is_sound()
        assert "PRAGMA integrity_check(1)" in statements
        assert "SELECT id, answer_id, document_id, note, digest FROM evidence NOT INDEXED" in statements


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE evidence SET note = 'never written'", DamageKind.ROW),
        ("UPDATE evidence SET document_id = 'nothing'", DamageKind.REFERENCE),
    ],
)
def test_what_is_wrong_there_is_noticed_later(small_file: Path, evidence_later: None, statement: str, kind: DamageKind):
    _altered(small_file, statement)
    with Document.open(small_file, history_later=True) as document:
        assert document.read_only is None
        assert not document.history_is_sound()
        assert kind in {damage.kind for damage in later_damages(document.read.connection)}
    assert content_damages(_connection(small_file)), "whoever does not wait for it gets it at once"


def test_a_lost_row_is_noticed_at_opening(small_file: Path, evidence_later: None):
    _altered(small_file, "DELETE FROM evidence")
    with Document.open(small_file, history_later=True) as document:
        assert Damage(DamageKind.SUM, "evidence") in document.damages


MORE = (
    "CREATE TABLE parts (id TEXT PRIMARY KEY NOT NULL, digest BLOB NOT NULL, data TEXT) STRICT",
    "INSERT INTO parts VALUES ('one', zeroblob(32), printf('%.100000c', 'x'))",
    "INSERT INTO seal VALUES ('parts', zeroblob(32), 1)",
    f"PRAGMA user_version={FORMAT_VERSION + 1}",
)


def test_what_a_newer_file_has_besides_is_only_added_up(small_file: Path, tmp_path: Path, statements: list[str]):
    path = forge(small_file, tmp_path / "newer.integrity", *MORE)
    with Document.open(path) as document:
        assert document.read_only is ReadOnlyReason.NEWER_FORMAT
        assert document.damages == ()
        assert [sql for sql in statements if "parts" in sql] == ["SELECT digest FROM parts NOT INDEXED"]
        assert content_damages(document.read.connection) == [], "and it can be checked like any other"
    _altered(path, "DELETE FROM parts")
    with Document.open(path) as document:
        assert document.damages == (Damage(DamageKind.SUM, "parts"),)
