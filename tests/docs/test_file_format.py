"""docs/file-format.md is enough for another program: its script reads our files, and it names every table, column and word."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import workbench
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind
from workbench.model.declared import declared
from workbench.model.rows import ROW_TYPES, Contributor, Outcome, Session
from workbench.operations.answers import write_answer
from workbench.operations.forgetting import forget_history, forget_person, forget_question
from workbench.operations.handing_on import begin_from, copy_without_history
from workbench.operations.sessions import remove_session
from workbench.storage.history import Form, texts_of
from workbench.storage.schema import FORMAT_VERSION, SCHEMA
from workbench.storage.seal import read_seal
from workbench.storage.verify import table_of

ROOT = Path(workbench.__file__).resolve().parent.parent
PAPER = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
FILE = ROOT / "tests" / "files" / f"format-{FORMAT_VERSION}.integrity"
Rows = dict[tuple[str, str], dict[str, str | None]]


def section(heading: str) -> str:
    """What stands below a heading, up to the next one of its rank or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,2}} |\Z)", PAPER, re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[2]


def cells(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.split("|")[1:-1]]


def words(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


SCRIPT = re.findall(r"^```python\n(.*?)^```$", PAPER, re.MULTILINE | re.DOTALL)


@pytest.fixture
def script() -> Iterator[dict[str, Any]]:
    """The names that the script of the paper defines. Whatever it opened is closed."""
    names: dict[str, Any] = {"__name__": "script"}
    exec(compile(SCRIPT[0], "docs/file-format.md", "exec"), names)
    opened: list[sqlite3.Connection] = []
    really_open = names["open_file"]

    def opening(path: Path) -> sqlite3.Connection:
        opened.append(really_open(path))
        return opened[-1]

    names["open_file"] = opening
    yield names
    for file in opened:
        file.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of the present format that may be changed."""
    return Path(shutil.copyfile(FILE, tmp_path / "station.integrity"))


def content(document: Document) -> Rows:
    """All rows as the history has them."""
    return {(kind.table, row.id): texts_of(row) for kind in ROW_TYPES for row in document.read.every(kind)}


def last_sequence(document: Document) -> int:
    ((found,),) = document.read.connection.read("SELECT max(sequence) FROM changes")
    return int(found)


def work(document: Document) -> dict[int, Rows]:
    """Changes all kinds of things; the content after each change, by its number."""
    states = {last_sequence(document): content(document)}

    def noted(_: object = None) -> None:
        document.end_burst()
        states[last_sequence(document)] = content(document)

    for text in ("Since 🧭 spring", "Since 🧭 the spring of 2025", '\n\tThe spring, "in part"', "", "Again"):
        write_answer(document, question="kf1.q1", text=text)
        noted()
    with document.change(Message("add outcome")) as transaction:
        transaction.put(Outcome(id="new", title="New", place="2"))
    noted()
    with document.change(Message("remove outcome")) as transaction:
        transaction.put(Outcome(id="new", title="Newer", place="2"))
        transaction.drop(Outcome, "new")
    noted()
    noted(remove_session(document, session=document.read.every(Session)[0].id))
    for _ in range(3):
        noted(document.undo())
    noted(document.redo())
    return states


def test_there_is_one_script_and_it_needs_nothing_but_python():
    assert len(SCRIPT) == 1
    imported = re.findall(r"^(?:import|from) (\w+)", SCRIPT[0], re.MULTILINE)
    assert set(imported) <= {"hashlib", "json", "pathlib", "sqlite3", "sys"}


def test_the_script_runs(file: Path, tmp_path: Path):
    (tmp_path / "script.py").write_text(SCRIPT[0], encoding="utf-8")
    copy = tmp_path / "copy.integrity"
    with Document.open(file) as document:
        document.save_copy(copy)
        write_answer(document, question="kf1.q1", text="Newer")
    told = subprocess.run(
        [sys.executable, "-W", "error", "-I", tmp_path / "script.py", file, copy],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )
    assert told.stderr == ""
    assert told.stdout.count("  undamaged\n") == 2
    assert '  2 done: change answer {number} {"number":"kf2.2"} (facilitator, laptop)\n' in told.stdout
    assert told.stdout.endswith("\nthe first is newer\n")


def test_the_script_finds_released_and_new_files_undamaged(script: dict[str, Any], file: Path):
    assert script["check"](script["open_file"](FILE)) == []
    with Document.open(file) as document:
        work(document)
        forget_question(document, "kf2.q3")
        forget_person(document, document.read.every(Contributor)[0].id)
        write_answer(document, question="kf1.q1", text="Later")
        seal = read_seal(document.read.connection)
    assert seal is not None
    opened = script["open_file"](file)
    assert script["check"](opened) == []
    assert script["content"](opened) == seal.content().hex()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE answers SET text = 'x' WHERE question_id = 'kf1.q1'",
        "UPDATE answers SET parked = 1 - parked WHERE question_id = 'kf1.q1'",
        "DELETE FROM measurements",
        "UPDATE file SET copy = 'x'",
        "UPDATE sittings SET who = 'x'",
        "UPDATE labels SET text = 'x' WHERE text = 'removed'",
        "UPDATE changes SET at = at + 1 WHERE sequence = 3",
        "UPDATE subjects SET column_name = 'x' WHERE column_name = 'running'",
        "UPDATE entries SET old = 'x' WHERE id = 2",
        "DELETE FROM entries WHERE id = 2",
        "DELETE FROM changes WHERE sequence = 7",
        "DELETE FROM seal WHERE table_name = 'outcomes'",
        "UPDATE seal SET rows = rows + 1 WHERE table_name = 'document_people'",
        "DROP TABLE document_people",
    ],
)
def test_the_script_finds_damage(script: dict[str, Any], file: Path, damage: str):
    connection = sqlite3.connect(file)
    with connection:
        connection.execute(damage)
    connection.close()
    assert script["check"](script["open_file"](file)) != []


def test_the_script_leads_back_to_every_earlier_version(script: dict[str, Any], file: Path):
    with Document.open(file) as document:
        states = work(document)
    opened = script["open_file"](file)
    assert len(states) > 10
    for sequence, rows in states.items():
        assert script["rows_after"](opened, sequence) == rows, sequence
    forms = {form for (form,) in opened.execute("SELECT DISTINCT form FROM entries")}
    assert forms == set(Form) - {Form.FORGOTTEN}


def test_what_was_forgotten_is_nowhere_and_the_rest_is_still_there(script: dict[str, Any], file: Path):
    with Document.open(file) as document:
        states = work(document)
        answer = document.read.answer("kf1.q1")
        assert answer is not None
        forget_question(document, "kf1.q1")
    opened = script["open_file"](file)
    for sequence, rows in states.items():
        found = script["rows_after"](opened, sequence)
        gone = {key for key, row in found.items() if "(forgotten)" in row.values()}
        assert ("answers", answer.id) in gone
        assert {table for table, _ in gone} >= {"answers", "contributions", "evidence"}
        assert {key: found[key] for key in found if key not in gone} == {key: rows[key] for key in rows if key not in gone}


def _write(path: Path, question: str, text: str) -> None:
    with Document.open(path) as document:
        write_answer(document, question=question, text=text)


def _forget(path: Path) -> None:
    with Document.open(path) as document:
        forget_history(document)


def _nothing(_: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (_nothing, _nothing, "the same"),
        (lambda path: _write(path, "kf1.q1", "New"), _nothing, "the first is newer"),
        (_nothing, lambda path: _write(path, "kf1.q1", "New"), "the second is newer"),
        (_forget, _nothing, "the first is newer"),
        (
            lambda path: _write(path, "kf1.q1", "New"),
            lambda path: _write(path, "kf1.q2", "New"),
            "both were changed, apart from each other",
        ),
        (_forget, lambda path: _write(path, "kf1.q2", "New"), "both were changed, apart from each other"),
    ],
)
def test_the_script_tells_which_of_two_copies_is_newer(
    script: dict[str, Any], file: Path, first: Callable[[Path], None], second: Callable[[Path], None], told: str
):
    copy = file.with_name("copy.integrity")
    with Document.open(file) as document:
        document.save_copy(copy)
    first(file)
    second(copy)
    assert script["compare"](script["open_file"](file), script["open_file"](copy)) == told


def test_what_is_handed_on_is_as_the_paper_says(script: dict[str, Any], file: Path):
    bare, other = file.with_name("bare.integrity"), file.with_name("other.integrity")
    with Document.open(file, read_only=True) as document:
        copy_without_history(document, bare)
        begin_from(document, other)
    opened, copied, fresh = (script["open_file"](path) for path in (file, bare, other))
    assert script["check"](copied) == script["check"](fresh) == []
    assert script["content"](copied) == script["content"](opened)
    assert {(who, computer) for *_, who, computer, _, _ in script["changes"](copied)} == {("", "")}
    assert script["compare"](opened, fresh) == "two different assessments"
    said = fresh.execute("SELECT previous, previous_digest FROM assessment").fetchone()
    assert said == (opened.execute("SELECT id FROM assessment").fetchone()[0], script["content"](opened))


def columns_of(statement: str) -> list[str]:
    return re.findall(r"^ {4}([a-z_]+) ", statement, re.MULTILINE)


def test_every_table_and_column_is_named_and_no_other():
    found: dict[str, list[str]] = {}
    for names, columns, *_ in cells(section("The tables").partition("\n### ")[0]):
        (table,) = words(names)
        found[table] = words(columns)
    own = {"seal", "file", "sittings", "labels", "changes", "subjects", "entries"}
    said = {table: [*(() if table in own else ("id", "digest")), *columns] for table, columns in found.items()}
    assert said == {table_of(statement): columns_of(statement) for statement in SCHEMA}


def test_every_word_of_a_choice_is_named_and_no_other():
    said = {column: words(choices) for columns, choices in cells(section("Words")) for column in words(columns)}
    known = {}
    for kind in ROW_TYPES:
        for field in declared(kind).values():
            if field.choices is not None:
                name = field.name if field.name == "confidential" else f"{kind.table}.{field.name}"
                known[name] = [choice.value for choice in field.choices]
    assert said == known


def test_every_form_of_an_entry_and_every_kind_of_change_is_named():
    text = section("The history")
    named = {word for first, *_ in cells(text.partition("\n### ")[0]) for word in words(first)}
    assert named == {*Form, *ChangeKind}
