"""A disk that loses a write leaves a page that is sound in itself and older: nothing of it may pass as what was written last."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.damaging import PAGE, keep, lose, overwrite, pages_of, rows_of
from tests.lived import SENTENCES, live
from workbench.document.document import Document
from workbench.errors import StillInUse
from workbench.model.rows import Answer, Contribution, Contributor, Markable, Question, Row
from workbench.operations import answers
from workbench.operations import people as people_room
from workbench.recovering.going_on import goes_on
from workbench.recovering.outcome import Recovered
from workbench.recovering.recover import recover

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("INTEGRITY_LONG_TESTS"))
TIMES = 300 if LONG else 8
STATES = 40


def work(document: Document, chance: random.Random) -> None:
    """One change to a row that is there, or a new or a removed one."""
    question = chance.choice(list(document.read.every(Question))).id
    text = document.read.answer(question).text
    people = list(document.read.every(Contributor))
    match chance.randrange(9):
        case 0 | 1 | 2:
            answers.write_answer(document, question=question, text=f"{text} {chance.choice(SENTENCES)}")
        case 3:
            answers.write_answer(document, question=question, text=text[chance.randrange(len(text) + 1) :] + "!")
        case 4 | 5:
            closed = document.read.answer(question).is_confidential
            answers.mark_answer_confidential(document, question=question, confidential=not closed)
        case 6:
            people_room.add_contributor(document, name=f"Ana {chance.randrange(1000)}")
        case 7 if len(people) > 2:
            with contextlib.suppress(StillInUse):
                people_room.remove_contributor(document, contributor=chance.choice(people).id)
        case _:
            document.undo()
    document.end_burst()


@pytest.fixture
def states(small_file: Path) -> list[bytes]:
    """The bytes of a file after each change of a day of work, the newest last."""
    chance, found = random.Random(7), []
    with Document.open(small_file) as document:
        live(document, chance, 2)
        for _ in range(STATES):
            work(document, chance)
            found.append(small_file.read_bytes())
    return found


def is_doubted(row: Row, found: Recovered, numbers: dict[str, str]) -> bool:
    """Whether somebody is told to look at a row, or at the other pages."""
    if isinstance(row, Answer):
        return numbers[row.question_id] in (*found.doubtful, *found.copied, *found.lost)
    return bool(found.others) or not found.is_complete


@pytest.mark.parametrize("without", [(), ("seal",), ("seal", "changes"), ("seal", "entries")], ids=", ".join)
def test_no_older_row_passes_as_the_newest(states: list[bytes], small_file: Path, tmp_path: Path, without: tuple[str, ...]):
    small_file.write_bytes(states[-1])
    with Document.open(small_file) as document:
        newest = rows_of(document)
    chance, counts, new = random.Random(str(without)), Counter[str](), tmp_path / "new.integrity"
    for _ in range(TIMES):
        before = states[-2 - min(int(chance.expovariate(0.2)), STATES - 2)]
        pages = range(0, len(before), PAGE)
        page = chance.choice([at for at in pages if before[at : at + PAGE] != states[-1][at : at + PAGE]])
        small_file.write_bytes(states[-1])
        also = [at * PAGE for at in pages_of(small_file, "seal")] if chance.random() < 0.5 else []
        for at in (page, *also):  # the seals are written in the same moment as what they seal
            overwrite(small_file, at, before[at : at + PAGE])
        lose(small_file, *without)
        found = recover(small_file, new, root=tmp_path / "none")
        with Document.open(new) as document:
            rows = rows_of(document)
            numbers = {row.id: row.number or row.id for row in document.read.every(Question)}
        new.unlink()
        for table, known in newest.items():
            for row_id, row in known.items():
                there = rows[table].get(row_id)
                assert there == row or is_doubted(there or row, found, numbers), (page, row)
                if isinstance(row, Markable) and row.is_confidential and there is not None:
                    assert there.is_confidential, (page, row)
            for row_id in rows[table].keys() - known.keys():
                assert not found.is_as_it_was, (page, rows[table][row_id])
        counts["as it was"] += found.is_as_it_was
        counts["doubtful"] += len(found.doubtful)
        counts["lost"] += len(found.lost)
    sys.stdout.write(f"{without}: {dict(counts)}\n")  # shown with -rP


FIRST, SECOND = "The chief takes money", "The chief takes money, and so does the deputy"


@pytest.fixture
def question(sample_file: Path) -> str:
    """A question whose answer has the first text, open."""
    with Document.open(sample_file) as document:
        open_ones = (row for row in document.read.every(Answer) if not row.is_confidential)
        found = next(row.question_id for row in open_ones)
        answers.write_answer(document, question=found, text=FIRST)
    return found


def mark(document: Document, question: str) -> None:
    answers.mark_answer_confidential(document, question=question, confidential=True)


def write(document: Document, question: str) -> None:
    answers.write_answer(document, question=question, text=SECOND)


def empty(document: Document, question: str) -> None:
    answers.write_answer(document, question=question, text="")


def keep_older(data: bytes, root: Path) -> None:
    """Makes an automatic copy of an earlier state."""
    root.mkdir()
    path = root / "older.integrity"
    path.write_bytes(data)
    keep(path, root)
    path.unlink()


def written_and_lost(path: Path, question: str, work: Callable[[Document, str], None]) -> None:
    """Does something with an answer, of which the disk then loses the page with the answer."""
    old = path.read_bytes()
    with Document.open(path) as document:
        work(document, question)
    (page,) = [at for at in pages_of(path, "answers") if FIRST.encode() in old[at * PAGE : (at + 1) * PAGE]]
    overwrite(path, page * PAGE, old[page * PAGE : (page + 1) * PAGE])


@pytest.mark.parametrize("work", [mark, write, empty])
def test_seals_that_were_lost_with_it_prove_nothing(
    sample_file: Path, tmp_path: Path, question: str, work: Callable[[Document, str], None]
):
    old = sample_file.read_bytes()
    written_and_lost(sample_file, question, work)
    for page in pages_of(sample_file, "seal"):
        overwrite(sample_file, page * PAGE, old[page * PAGE : (page + 1) * PAGE])
    keep_older(old, tmp_path / "copies")
    assert not goes_on(sample_file)
    found = recover(sample_file, tmp_path / "new.integrity", root=tmp_path / "copies")
    with Document.open(tmp_path / "new.integrity") as document:
        assert document.read.answer(question).is_confidential
        assert found.doubtful == (document.get(Question, question).number,)


@pytest.mark.parametrize("without", [(), ("seal",), ("seal", "labels")], ids=", ".join)
@pytest.mark.parametrize("work", [mark, write, empty])
def test_an_answer_whose_last_write_the_disk_has_lost_is_doubtful_and_closed(
    sample_file: Path, tmp_path: Path, question: str, work: Callable[[Document, str], None], without: tuple[str, ...]
):
    written_and_lost(sample_file, question, work)
    lose(sample_file, *without)
    assert not goes_on(sample_file)
    found = recover(sample_file, tmp_path / "new.integrity", root=tmp_path / "none")
    with Document.open(tmp_path / "new.integrity") as document:
        row = document.read.answer(question)
        assert (row.text, row.is_confidential) == (FIRST, True)
        number = document.get(Question, question).number
        assert document.read.where(Contribution, question_id=question, kind="note")
    assert number in found.doubtful
    if without != ("seal", "labels"):
        assert found.doubtful == (number,)


def test_the_seal_says_that_a_copy_has_what_the_disk_has_lost(sample_file: Path, tmp_path: Path, question: str):
    old = sample_file.read_bytes()
    with Document.open(sample_file) as document:
        write(document, question)
    keep(sample_file, tmp_path / "copies")
    (page,) = [at for at in pages_of(sample_file, "answers") if FIRST.encode() in old[at * PAGE : (at + 1) * PAGE]]
    overwrite(sample_file, page * PAGE, old[page * PAGE : (page + 1) * PAGE])
    found = recover(sample_file, tmp_path / "new.integrity", root=tmp_path / "copies")
    assert (found.doubtful, found.copied, found.lost) == ((), (), ())
    with Document.open(tmp_path / "new.integrity") as document:
        row = document.read.answer(question)
        assert (row.text, row.is_confidential) == (SECOND, False)
        assert not document.read.where(Contribution, question_id=question, kind="note")


@pytest.mark.parametrize("lost", [("entries",), ("labels",)])
def test_the_copy_is_proven_also_where_the_history_is_lost(
    sample_file: Path, tmp_path: Path, question: str, lost: tuple[str, ...]
):
    old = sample_file.read_bytes()
    with Document.open(sample_file) as document:
        write(document, question)
    keep(sample_file, tmp_path / "copies")
    (page,) = [at for at in pages_of(sample_file, "answers") if FIRST.encode() in old[at * PAGE : (at + 1) * PAGE]]
    overwrite(sample_file, page * PAGE, old[page * PAGE : (page + 1) * PAGE])
    lose(sample_file, *lost)
    found = recover(sample_file, tmp_path / "new.integrity", root=tmp_path / "copies")
    assert (found.doubtful, found.copied, found.lost) == ((), (), ())
    with Document.open(tmp_path / "new.integrity") as document:
        row = document.read.answer(question)
        assert (row.text, row.is_confidential) == (SECOND, False)


def test_seals_that_are_older_than_the_history_close_nothing(sample_file: Path, tmp_path: Path, question: str):
    old = sample_file.read_bytes()
    with Document.open(sample_file) as document:
        write(document, question)
        expected = rows_of(document)
    for page in pages_of(sample_file, "seal"):
        overwrite(sample_file, page * PAGE, old[page * PAGE : (page + 1) * PAGE])
    found = recover(sample_file, tmp_path / "new.integrity", root=tmp_path / "none")
    assert (found.doubtful, found.lost) == ((), ())
    with Document.open(tmp_path / "new.integrity") as document:
        assert rows_of(document) == expected


def test_somebody_who_was_removed_comes_back_closed_at_most(sample_file: Path, tmp_path: Path):
    with Document.open(sample_file) as document:
        person = people_room.add_contributor(document, name="Zoe Removed")
    old = sample_file.read_bytes()
    with Document.open(sample_file) as document:
        people_room.remove_contributor(document, contributor=person)
    for page in pages_of(sample_file, "contributors"):
        overwrite(sample_file, page * PAGE, old[page * PAGE : (page + 1) * PAGE])
    lose(sample_file, "seal")
    found = recover(sample_file, tmp_path / "new.integrity", root=tmp_path / "none")
    assert not found.is_as_it_was
    with Document.open(tmp_path / "new.integrity") as document:
        row = document.get(Contributor, person)
        assert row is None or row.is_confidential


def test_a_missing_answer_is_told_also_where_ids_follow_another_rule(small_file: Path, tmp_path: Path):
    connection = sqlite3.connect(small_file)
    connection.execute("DELETE FROM answers WHERE question_id = 'kf1.q1'")
    connection.commit()
    connection.close()
    found = recover(small_file, tmp_path / "new.integrity", root=tmp_path / "none")
    assert "kf1.1" in found.lost
