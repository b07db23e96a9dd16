"""``strings`` over all that is left after something was forgotten: nothing of it, however it was written.

Names are written in every text field of every kind of row, as people and systems write them: composed and decomposed letters,
large and small ones, in rows and in what the history has of them. It is then looked for in the file, its journal, copies
that were made afterwards, and what the program keeps in temporary folders; as UTF-8 and as UTF-16.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.lived import live
from workbench.document.document import Document
from workbench.errors import DiskFull
from workbench.language.i18n import Message
from workbench.model.declared import Kind, declared
from workbench.model.rows import ROW_TYPES, Answer, Assessment, Contributor, Row, Wording
from workbench.model.vocabulary import WordingOrigin
from workbench.operations import answers, people
from workbench.operations.forgetting import forget_history, forget_person, forget_question
from workbench.operations.handing_on import copy_without_history
from workbench.storage.connection import Connection

pytestmark = pytest.mark.slow

NAME = "Zoë Łódźewska"
WORDS = ("Zoë", "Łódźewska")
CASES: dict[str, Callable[[str], str]] = {"as it is": str, "large": str.upper, "small": str.lower, "folded": str.casefold}
SHAPES = ("NFC", "NFD")
WAYS = tuple((case, shape) for case in CASES for shape in SHAPES)
SINGULAR = (Assessment,)
"""Kinds of which a file has one row."""


def written(case: str, shape: str, text: str = NAME) -> str:
    return unicodedata.normalize(shape, CASES[case](text))


def left_in(folder: Path, *words: str) -> set[str]:
    """Where any of these words is, in any letters, composed or not, in any of three encodings."""
    needles = {
        written(case, shape, word).encode(code): f"{word} {case} {shape} {code}"
        for word in words
        for case, shape in WAYS
        for code in ("utf-8", "utf-16-le", "utf-16-be")
    }
    found = {path: path.name.encode() + b"\n" + path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {f"{path.name}: {told}" for path, data in found.items() for needle, told in needles.items() if needle in data}


@pytest.fixture
def room(station_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that holds all that is written: the file, and temporary folders."""
    temporary = station_file.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield station_file.parent
    monkeypatch.setattr(tempfile, "tempdir", None)


def fields_with_texts(kind: type[Row]) -> list[str]:
    return [name for name, each in declared(kind).items() if each.kind in (Kind.TEXT, Kind.LINE) and name != "id"]


def write_everywhere(document: Document, text: Callable[[], str]) -> None:
    """Puts a text into every text field of a row of each kind, and then takes it away from half of them."""
    for kind in ROW_TYPES:
        names = fields_with_texts(kind)
        rows = [row for row in document.read.every(kind) if getattr(row, "origin", None) is not WordingOrigin.PACK][:3]
        for number, row in enumerate(rows):
            before = {name: getattr(row, name) for name in names if isinstance(getattr(row, name), str)}
            allowed = {name: f"Since {text()} came." for name in before if declared(kind)[name].written}
            with document.change(Message("written by {name}", name=text())) as transaction:
                transaction.put(replace(row, **allowed))
            document.end_burst()
            if number % 2:
                document.undo()
            elif not isinstance(row, (Assessment, Wording)):
                with document.change(Message("other words")) as transaction:
                    transaction.put(replace(row, **dict.fromkeys(allowed, "Other words.")))


@pytest.mark.parametrize("seed", range(4 * (20 if os.environ.get("INTEGRITY_LONG_TESTS") else 1)))
def test_a_name_however_it_is_written(room: Path, station_file: Path, open_document, seed: int) -> None:
    chance = random.Random(seed)
    with open_document(station_file) as document:
        person = people.add_contributor(document, name=NAME, contact="zoe@lodzewska.example")
        other = people.add_contributor(document, name="Otto Quellfleck")
        live(document, chance, 2)
        document.remember()
        write_everywhere(document, lambda: written(*chance.choice(WAYS)))
        for case, shape in WAYS:
            answers.write_answer(
                document, question="kf1.q2", text=f"{written(case, shape)} took it. " * chance.randrange(1, 200)
            )
            document.end_burst()
        answers.write_answer(document, question="kf1.q2", text="Somebody took it.")
        document.undo()
        document.redo()
        assert left_in(room, *WORDS)
        forget_person(document, person)
        assert left_in(room, *WORDS, "lodzewska") == set()
        document.remember()
        document.save_copy(room / "copy.integrity")
        copy_without_history(document, room / "handed.integrity")
        assert document.get(Contributor, other) is not None
        assert (document.undo(), document.redo()) == (None, None)
    with Document.open(station_file) as again:
        assert again.damages == ()
    assert left_in(room, *WORDS, "lodzewska") == set()


FORGET: dict[str, Callable[[Document], object]] = {
    "a question": lambda document: forget_question(document, "kf1.q1"),
    "the history": forget_history,
}


@pytest.mark.parametrize("what", FORGET)
def test_texts_of_all_lengths(room: Path, station_file: Path, open_document, what: str) -> None:
    """Texts in their cells, over several pages, moved to other pages by what came between: no byte of a free place has them."""
    chance = random.Random(what)
    with open_document(station_file) as document:
        for number in range(60):
            answers.write_answer(
                document, question="kf1.q1", text=f"{NAME} {number} " * chance.choice((1, 3, 40, 300, 2000))
            )
            document.end_burst()
            if number % 7 == 0:
                live(document, chance, 1)
        answers.write_answer(document, question="kf1.q1", text="Somebody took it.")
        FORGET[what](document)
        assert left_in(room, *WORDS) == set()


def test_where_the_file_cannot_be_written_anew_it_is_known_until_it_can(
    room: Path, empty_file: Path, open_document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite overwrites a row where it stands, but often not what it left behind when it moved the row to another page."""
    assert empty_file.parent == room
    document = open_document(empty_file)
    chance = random.Random(5)
    questions = [row.question_id for row in document.read.every(Answer)]
    for number, question in enumerate(questions):
        answers.write_answer(document, question=question, text=f"{NAME} {number} " * chance.randrange(1, 70))
    for question in questions:
        answers.write_answer(document, question=question, text="")

    def full(_: Connection) -> None:
        raise DiskFull(Message("The disk is full."), safe=Message("."), advice=Message("."))

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "rewrite", full)
        forget_history(document)
        assert document.to_be_rewritten
        answers.write_answer(document, question="kf1.q1", text="Work goes on.")
        document.close()
        copy = Path(shutil.copyfile(empty_file, room / "by-system.integrity"))
    connection = sqlite3.connect(empty_file)
    assert connection.execute("SELECT remains FROM file").fetchall() == [(1,)]
    connection.close()
    for path in (empty_file, copy):
        content = path.read_bytes()
        with Document.open(path, read_only=True) as again:
            assert again.damages == ()
        assert path.read_bytes() == content, "looking writes nothing"
        with Document.open(path) as again:
            assert again.read.answer("kf1.q1").text == "Work goes on."
    assert left_in(room, *WORDS) == set()
    with Document.open(empty_file) as again:
        assert (again.damages, again.to_be_rewritten) == ((), False)
