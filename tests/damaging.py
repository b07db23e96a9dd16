"""Damage done on purpose to an assessment: pages, rows and texts of its file."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from workbench.document.document import Document
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper
from workbench.model.rows import ROW_TYPES, Answer, Contribution

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PAGE = 4096


def keep(path: Path, root: Path) -> None:
    """Makes an automatic copy of a file, at :data:`AT`."""
    with Document.open(path) as document:
        keeper = Keeper(document.read.assessment().id, root=root)
        keeper.keep(document.read.connection.content(), AT, Cause.TIME, path)


def pages_of(path: Path, table: str) -> list[int]:
    """The pages of a table with rows, counted from 0."""
    connection = sqlite3.connect(path)
    ((root,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchall()
    connection.close()
    data, found, level = path.read_bytes(), [], [root - 1]
    while level:
        page = level.pop()
        start = page * PAGE
        if data[start] == 13:
            found.append(page)
            continue
        count = int.from_bytes(data[start + 3 : start + 5], "big")
        cells = [int.from_bytes(data[at : at + 2], "big") for at in range(start + 12, start + 12 + 2 * count, 2)]
        level += [int.from_bytes(data[start + cell : start + cell + 4], "big") - 1 for cell in cells]
        level.append(int.from_bytes(data[start + 8 : start + 12], "big") - 1)
    return sorted(found)


def overwrite(path: Path, at: int, data: bytes) -> None:
    """Puts other bytes at a place of the file."""
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(data)


def lose(path: Path, *tables: str) -> None:
    """All rows of these tables become zeros."""
    for page in [page for table in tables for page in pages_of(path, table)]:
        overwrite(path, page * PAGE, bytes(PAGE))


def garble(path: Path, text: str, into: str) -> None:
    """Bytes of a text become others, wherever it stands."""
    data = path.read_bytes()
    assert text.encode() in data
    assert len(text.encode()) == len(into.encode())
    path.write_bytes(data.replace(text.encode(), into.encode()))


def rows_of(document: Document) -> dict[str, dict[str, object]]:
    """All rows of an assessment, by table and id."""
    return {kind.table: {row.id: row for row in document.read.every(kind)} for kind in ROW_TYPES}


def answer_to(document: Document, question: str) -> Answer:
    """The answer to a question."""
    found = document.read.answer(question)
    assert found is not None
    return found


def notes_at(document: Document, question: str | None) -> list[str]:
    """The notes about a question."""
    return [row.text for row in document.read.where(Contribution, question_id=question, kind="note")]
