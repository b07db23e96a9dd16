"""What nobody can have written costs little: circles, holes, pages that claim to be full of rows, and hostile texts."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from tests.damaging import PAGE, garble, overwrite
from workbench.document.document import Document
from workbench.errors import BeyondLimits, NotOurFile
from workbench.model.limits import MOST_ROWS
from workbench.model.rows import Answer
from workbench.model.texts import is_storable
from workbench.operations.answers import write_answer
from workbench.recovering.recover import recover
from workbench.storage.torn.picture import picture_of

InLimitedTime = Callable[[float], AbstractContextManager[None]]


def rows_in(path: Path, table: str) -> int:
    with closing(picture_of(path).connection) as connection:
        return int(connection.read(f"SELECT count(*) FROM {table}")[0][0])


def leaf_of(cell: bytes, cells: int) -> bytes:
    """A page that says that it has so many cells, all of which are the same one."""
    page = bytearray(PAGE)
    page[:8] = b"\x0d\0\0" + struct.pack(">HH", cells, PAGE - 64) + b"\0"
    page[8 : 8 + 2 * cells] = struct.pack(">H", PAGE - 64) * cells
    page[PAGE - 64 : PAGE - 64 + len(cell)] = cell
    return bytes(page)


def add_answers(path: Path, number: int) -> None:
    """Answers to questions that are not there, with wrong digests."""
    connection = sqlite3.connect(path)
    rows = ((f"r{each}", bytes(32), f"q{each}") for each in range(number))
    connection.executemany("INSERT INTO answers (id, digest, question_id) VALUES (?, ?, ?)", rows)
    connection.commit()
    connection.close()


def test_a_hole_of_two_gigabytes_is_passed_over(sample_file: Path, in_limited_time: InLimitedTime):
    expected = rows_in(sample_file, "answers")
    with sample_file.open("r+b") as stream:
        stream.truncate(2 << 30)
    with in_limited_time(60):
        assert rows_in(sample_file, "answers") == expected


def test_more_than_any_file_has_is_refused(sample_file: Path):
    with sample_file.open("r+b") as stream:
        stream.truncate((4 << 30) + 1)
    with pytest.raises(BeyondLimits):
        picture_of(sample_file)


def test_pages_in_a_circle_end(sample_file: Path):
    """An inner page that leads to itself, and a chain of a long row that does."""
    expected, end = rows_in(sample_file, "answers"), sample_file.stat().st_size
    number = end // PAGE + 1
    inner = bytearray(PAGE)
    inner[:12] = b"\x05\0\0" + struct.pack(">HHBI", 1, PAGE - 64, 0, number)
    inner[12:14] = struct.pack(">H", PAGE - 64)
    inner[PAGE - 64 : PAGE - 59] = struct.pack(">IB", number, 1)
    chain = struct.pack(">I", number + 2) + b"x" * (PAGE - 4)
    long_row = b"\x87\xff\xff\x7f\x01" + bytes(40)
    overwrite(sample_file, end, bytes(inner) + leaf_of(long_row, 1) + chain)
    assert rows_in(sample_file, "answers") == expected


def test_pages_full_of_the_same_row_end(tmp_path: Path, in_limited_time: InLimitedTime):
    path = tmp_path / "full.integrity"
    path.write_bytes(leaf_of(b"\x06\x01\x05\x00\x11\x11\x11aabbcc", 1900) * 300)
    with in_limited_time(120), pytest.raises((NotOurFile, BeyondLimits)):
        picture_of(path)


def test_a_free_list_that_is_none_costs_no_page(sample_file: Path):
    expected = rows_in(sample_file, "answers")
    overwrite(sample_file, 32, struct.pack(">II", 5, 10))
    assert rows_in(sample_file, "answers") == expected


def test_a_hostile_text_becomes_one_that_can_be_stored(empty_file: Path):
    with Document.open(empty_file) as document:
        write_answer(document, question="kf1.q5", text="Everybody knows the rules at this station")
    garble(empty_file, "knows the", "\x1b[2J\u202e\x00\x07")
    picture = picture_of(empty_file)
    with closing(picture.connection):
        (found,) = (each for each in picture.doubtful if isinstance(each.row, Answer))
        assert isinstance(found.row, Answer)
        assert is_storable(found.row.text)
        assert found.row.is_confidential


def test_many_rows_that_lead_to_the_same_pages_are_refused(sample_file: Path):
    """Each of the cells claims a row over all of the chain, whose header then says something else."""
    first, pages = sample_file.stat().st_size // PAGE + 1, 400
    chain = b"".join(struct.pack(">I", first + at + 1) + b"\xff" * (PAGE - 4) for at in range(pages - 1))
    here = (PAGE - 12) * 32 // 255 - 23
    size = here + (pages - 1) * (PAGE - 4)
    cell = struct.pack(">BBBB", 0x80 | size >> 14, 0x80 | size >> 7 & 0x7F, size & 0x7F, 1)
    cell += b"\x03\0\0".ljust(here, b"\0") + struct.pack(">I", first)
    page, count = bytearray(PAGE), 1500
    page[:8] = b"\x0d\0\0" + struct.pack(">HH", count, PAGE - len(cell)) + b"\0"
    page[8 : 8 + 2 * count] = struct.pack(">H", PAGE - len(cell)) * count
    page[PAGE - len(cell) :] = cell
    overwrite(sample_file, sample_file.stat().st_size, chain + bytes(PAGE) + bytes(page))
    with pytest.raises(BeyondLimits):
        picture_of(sample_file)


def test_more_doubtful_rows_than_there_is_room_for_are_refused(sample_file: Path):
    add_answers(sample_file, MOST_ROWS["answers"] + 1)
    with pytest.raises(BeyondLimits):
        picture_of(sample_file)


def test_doubtful_rows_that_are_too_many_only_with_the_others_are_refused_in_the_same_words(sample_file: Path):
    """Not with the advice to remove something, which nobody can follow in a damaged file."""
    add_answers(sample_file, MOST_ROWS["answers"] - 1)
    new = sample_file.with_name("new.integrity")
    with pytest.raises(BeyondLimits):
        recover(sample_file, new)
    assert not new.exists()
