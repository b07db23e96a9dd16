"""Whatever a bad disk does to a file with a history: it is noticed, or it was in bytes that say nothing.

``INTEGRITY_LONG_TESTS=1`` tears a full assessment 4,000 times; otherwise a small one 150 times.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.lived import live
from tests.torn import INNER_TABLE, PAGE, WAYS, idle_places
from workbench.document.document import Document
from workbench.errors import DocumentDamaged, DocumentTooNew, NotOurFile
from workbench.model.rows import ROW_TYPES, Answer
from workbench.storage.files import ReadOnlyReason
from workbench.storage.history import HISTORY_TABLES

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("INTEGRITY_LONG_TESTS"))
TIMES = {way: (2000 if way == "a bit flipped" else 500) if LONG else 30 for way in WAYS}


@pytest.fixture
def lived(request: pytest.FixtureRequest) -> Path:
    """A file that has everything, and whose texts do not fit on their pages."""
    path: Path = request.getfixturevalue("sample_file" if LONG else "small_file")
    with Document.open(path) as document:
        live(document, random.Random(1), 40 if LONG else 4)
    return path


def _everything(document: Document) -> dict[str, Any]:
    """All that can be asked, by table and through indexes; and the history."""
    found: dict[str, Any] = {}
    for row_type in ROW_TYPES:
        rows = found[row_type.table] = document.read.every(row_type)
        if document.read_only is None:
            assert [document.get(row_type, row.id) for row in rows] == rows
    for table in HISTORY_TABLES:
        found[table] = document._connection.read(f"SELECT * FROM {table} ORDER BY rowid")
    return found


def _outcome(path: Path, expected: dict[str, Any]) -> str:
    """What opening for work told about a file. Any other error fails the test."""
    try:
        document = Document.open(path)
    except (DocumentDamaged, NotOurFile, DocumentTooNew):
        return "refused"
    with document:
        same = _everything(document) == expected
        if document.read_only is None:
            return "sound" if same else "NOT NOTICED"
        assert document.read_only in (ReadOnlyReason.DAMAGED, ReadOnlyReason.NEWER_FORMAT)
        assert document.damages
        return "named"


@pytest.mark.parametrize("way", WAYS)
def test_nothing_torn_is_unnoticed_and_opening_makes_nothing_worse(lived: Path, way: str) -> None:
    with Document.open(lived) as document:
        expected = _everything(document)
    data, idle = lived.read_bytes(), idle_places(lived)
    chance, outcomes = random.Random(way), Counter[str]()
    for _ in range(TIMES[way]):
        torn, places = WAYS[way](data, chance)
        lived.write_bytes(torn)
        outcome = _outcome(lived, expected)
        if outcome == "sound" and torn != data:
            assert _differing(data, torn, places) <= idle, "what is not noticed says nothing"
            outcome = "idle bytes"
        outcomes[outcome] += 1
        assert lived.read_bytes() == torn
        assert [path.name for path in lived.parent.iterdir()] == [lived.name]
    sys.stdout.write(f"{way}: {dict(outcomes)}\n")  # shown with -rP
    assert outcomes["NOT NOTICED"] == 0
    assert outcomes["named"] + outcomes["refused"] > TIMES[way] // 3


def _differing(data: bytes, torn: bytes, places: range) -> set[int]:
    assert len(torn) == len(data), "a file that is too short is never sound"
    return {place for place in places if data[place] != torn[place]}


def test_the_map_of_bytes_is_true(lived: Path) -> None:
    """All bytes that it calls idle can be others, at once, and everything is as it was."""
    with Document.open(lived) as document:
        expected = _everything(document)
    data, idle, chance = bytearray(lived.read_bytes()), idle_places(lived), random.Random(3)
    for place in idle:
        data[place] = chance.randrange(256)
    lived.write_bytes(data)
    assert _outcome(lived, expected) == "sound"
    assert len(idle) > PAGE


@pytest.mark.parametrize("table", ["changes", "entries", "answers"])
def test_a_row_that_says_it_is_longer_than_any_is_damage_and_hides_no_other(small_file: Path, table: str) -> None:
    """It is the own file of somebody whose disk is bad, not one that a stranger filled."""
    connection = sqlite3.connect(small_file)
    ((root,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchall()
    connection.close()
    data = bytearray(small_file.read_bytes())
    page = (root - 1) * PAGE
    while data[page] == INNER_TABLE:
        page = (int.from_bytes(data[page + 8 : page + 12], "big") - 1) * PAGE
    cell = page + min(int.from_bytes(data[at : at + 2], "big") for at in _pointers(data, page))
    row = b"\xc0\x80\x80\x00" + b"\x7f" + b"\x14" + b"\x00" + b"\x9c\x80\x80\x01" * 3
    data[cell : cell + len(row)] = row  # 134 million bytes, of which each column takes 29 million
    small_file.write_bytes(data)
    try:
        with Document.open(small_file) as document:
            assert document.read_only is ReadOnlyReason.DAMAGED
            assert any(row.text for row in document.read.every(Answer))
    except DocumentDamaged:
        assert table == "answers"


def _pointers(data: bytearray, page: int) -> range:
    return range(page + 8, page + 8 + 2 * int.from_bytes(data[page + 3 : page + 5], "big"), 2)
