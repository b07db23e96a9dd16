"""Two laptops where the same is typed have the same text: é is one character in every file, however it came there."""

from __future__ import annotations

import shutil
import sqlite3
import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.forged import forge
from tests.workbench.storage.older.test_convert import OldFile
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.declared import declared
from workbench.model.rows import ROW_TYPES, Activity, ActivityPerson, Answer, Contributor, QuestionId, Row
from workbench.operations.answers import write_answer
from workbench.operations.people import add_contributor
from workbench.operations.roles import name_people
from workbench.storage.mapping import mapping_of
from workbench.storage.seal import read_seal

FILES = Path(__file__).parents[2] / "files"
QUESTION = QuestionId("kf1.q1")
TYPED = "José a été à la réunion d’Ångström; Йошкар-Ола, أمين, Việt"
APART = unicodedata.normalize("NFD", TYPED)


def content(document: Document) -> bytes:
    seal = read_seal(document.read.connection)
    assert seal is not None
    return seal.content()


def worked(path: Path, text: str) -> bytes:
    with Document.open(path) as document:
        write_answer(document, question=QUESTION, text=text)
        activity = document.read.every(Activity)[0]
        name_people(document, of=ActivityPerson, owner=activity.id, text=text.partition(";")[0])
        return content(document)


def test_the_same_words_typed_on_two_systems_are_the_same_contents(small_file: Path, tmp_path: Path):
    other = Path(shutil.copyfile(small_file, tmp_path / "other.integrity"))
    assert TYPED != APART
    assert worked(small_file, TYPED) == worked(other, APART)


def test_a_name_that_is_typed_again_in_other_characters_is_the_same_row(small: Document):
    activity = small.read.every(Activity)[0]

    def people(name: str) -> list[ActivityPerson]:
        name_people(small, of=ActivityPerson, owner=activity.id, text=name)
        return small.read.where(ActivityPerson, activity_id=activity.id)

    assert people(TYPED) == people(APART)


@pytest.mark.parametrize("kind", ROW_TYPES, ids=lambda kind: kind.table)
def test_no_field_with_text_can_be_stored_otherwise(kind: type[Row]):
    """The door is the transaction: what a pack or a file from outside brings passes it, too."""
    mapping = mapping_of(kind)
    written = [field.name for field in declared(kind).values() if field.written and field.name != "id"]
    values = {field.name: APART if field.name in written else None for field in fields(kind)}
    row = mapping.composed(kind(**values))
    assert {getattr(row, name) for name in written} <= {TYPED}
    assert mapping.composed(row) is row


def test_a_row_that_differs_only_in_its_characters_is_no_change(small: Document):
    write_answer(small, question=QUESTION, text=TYPED)
    answer = small.read.answer(QUESTION)
    assert answer is not None
    told: list[object] = []
    small.subscribe(told.append)
    with small.change(Message("typed again")) as transaction:
        assert not transaction.put(replace(answer, text=APART))
    assert told == []
    small.undo()
    small.redo()
    assert small.read.answer(QUESTION) == answer


def test_undo_and_an_earlier_version_give_what_was_stored(small: Document):
    for text in (APART, f"{APART} encore", ""):
        write_answer(small, question=QUESTION, text=text)
        small.end_burst()
    answer = small.read.answer(QUESTION)
    assert answer is not None
    versions = [entry.new for entry in small.read.history(answer, "text")][-3:]
    assert versions == [TYPED, f"{TYPED} encore", ""]
    small.undo()
    small.undo()
    assert getattr(small.read.answer(QUESTION), "text", None) == TYPED


def test_a_name_is_found_however_its_accents_are_typed(small: Document):
    person = add_contributor(small, name=unicodedata.normalize("NFD", "José Ångström"))
    activity = small.read.every(Activity)[0]
    name_people(small, of=ActivityPerson, owner=activity.id, text="José Ångström")
    assert getattr(small.get(Contributor, person), "name", None) == "José Ångström"
    linked = small.read.where(ActivityPerson, activity_id=activity.id)
    assert person in [row.contributor_id for row in linked]


def _older(number: int, path: Path, form: Callable[[str], str]) -> Path:
    file = OldFile(Path(shutil.copyfile(FILES / f"format-{number}.integrity", path)))
    for change, text in enumerate((TYPED, f"{TYPED} encore", "x", f"{TYPED} enfin " * 30)):
        file.write(f"more {change}", "text", form(text))
    file.enter("gone", "sections", "gone", "*", '{"id": "gone", "number": "' + form("é") + '"}', None)
    return file.seal()


@pytest.mark.parametrize("number", [1, 2])
def test_an_older_file_is_composed_with_all_of_its_history(number: int, tmp_path: Path, damages_in):
    found = []
    for form in ("NFC", "NFD"):
        path = _older(number, tmp_path / f"{form}.integrity", lambda text, form=form: unicodedata.normalize(form, text))
        with Document.open(path) as document:
            assert document.read_only is None
            answer = document.read.answer("kf2.q2")
            assert answer is not None
            versions = [entry.new for entry in document.read.history(answer, "text")]
            assert all(text == unicodedata.normalize("NFC", text or "") for text in versions)
            assert versions[-1] == answer.text == f"{TYPED} enfin " * 30
            found.append((content(document), versions))
        assert damages_in(path) == []
        connection = sqlite3.connect(path)
        (row,) = connection.execute("SELECT old FROM entries WHERE form = 'row' AND old LIKE '%gone%'").fetchone()
        connection.close()
        assert "é" in row
    assert found[0] == found[1]


def test_a_text_that_another_program_left_apart_is_composed_when_its_row_is_written_next(small_file: Path, tmp_path: Path):
    step = ("UPDATE answers SET text = ? WHERE question_id = ?", (APART, QUESTION))
    with Document.open(forge(small_file, tmp_path / "apart.integrity", step)) as document:
        answer = document.read.answer(QUESTION)
        assert answer is not None
        assert (document.read_only, answer.text) == (None, APART), "it is no damage, and reading changes nothing"
        with document.change(Message("judged")) as transaction:
            transaction.put(replace(answer, causes="none"))
        assert getattr(document.get(Answer, answer.id), "text", None) == TYPED
        document.undo()
        assert getattr(document.get(Answer, answer.id), "text", None) == TYPED, "undo passes the same door"
