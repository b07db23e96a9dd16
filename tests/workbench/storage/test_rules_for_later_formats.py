"""What every later format must keep to, so that older programs can read its files and no digest ever changes.

The rules are in ``docs/file-format.md``. Each is broken here once, on purpose, so that it is known that the check works.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field as stored
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from workbench.model import declared as has
from workbench.model.declared import FIRST_DERIVED, Kind, declared
from workbench.model.rows import ROW_TYPES, Outcome, Row
from workbench.storage.migrations import LAYOUTS
from workbench.storage.schema import FORMAT_VERSION, SCHEMA, layout, statement
from workbench.storage.verify import table_of
from workbench.system.frozen import frozen

ROOT = Path(__file__).parents[3]
TYPES = {"TEXT", "INTEGER"}
NEVER = re.compile(r"\b(WITHOUT|CREATE (?:UNIQUE )?INDEX|VIEW|TRIGGER|VIRTUAL|GENERATED|AS|COLLATE|CASCADE|AUTOINCREMENT)\b")
"""The type of a column is asked by itself."""
NOW, NEXT = FORMAT_VERSION, FORMAT_VERSION + 1


def columns_in(statement: str) -> dict[str, str]:
    """The definition of each column, by name."""
    lines = [line.strip().removesuffix(",") for line in statement.splitlines()[1:-1]]
    return {line.split()[0]: line.split(maxsplit=1)[1] for line in lines if line[0].islower()}


def faults_of(statement: str) -> list[str]:
    """What no table may have."""
    faults = [f"{table_of(statement)} is not STRICT"] * (not statement.endswith("\n) STRICT"))
    faults += [f"{table_of(statement)} has {found[0]}" for found in NEVER.finditer(re.sub(r"'[^']*'", "''", statement))]
    for name, words in columns_in(statement).items():
        kind = words.split()[0]
        if kind not in TYPES and not (kind == "BLOB" and name in ("digest", "data")):
            faults.append(f"{table_of(statement)}.{name} is {kind}")
    return faults


def faults_between(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """What a later format may not do to an earlier one."""
    older, newer = ({table_of(each): each for each in layout} for layout in (before, after))
    faults = [f"{table} is gone" for table in older.keys() - newer.keys()]
    if list(newer)[: len(older)] != list(older):
        faults.append("a table was put between others")
    for table in older.keys() & newer.keys():
        had, has_now = columns_in(older[table]), columns_in(newer[table])
        if list(has_now.items())[: len(had)] != list(had.items()):
            faults.append(f"the columns of {table} are others")
        for name, words in list(has_now.items())[len(had) :]:
            optional = "NOT NULL" not in words
            if not (optional or "DEFAULT" in words) or "UNIQUE" in words or ("REFERENCES" in words and not optional):
                faults.append(f"{table}.{name} cannot be added")
    return faults


@pytest.mark.parametrize("number", range(FIRST_DERIVED, FORMAT_VERSION + 1))
def test_the_rules_hold_for_every_derived_format(number: int) -> None:
    assert [fault for each in LAYOUTS[number] for fault in faults_of(each)] == []
    if number > FIRST_DERIVED:
        assert faults_between(LAYOUTS[number - 1], LAYOUTS[number]) == []


OUTCOMES = next(each for each in SCHEMA if table_of(each) == "outcomes")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (") STRICT", ")"),
        (") STRICT", ") STRICT, WITHOUT ROWID"),
        ("title TEXT", "title REAL"),
        ("title TEXT", "title ANY"),
        ("title TEXT", "title BLOB"),
        ("title TEXT", "title DECIMAL(10, 2)"),
        ("title TEXT NOT NULL DEFAULT ''", "title TEXT GENERATED ALWAYS AS (id)"),
        ("title TEXT", "title TEXT COLLATE NOCASE"),
        ("CREATE TABLE outcomes", "CREATE VIEW outcomes"),
    ],
)
def test_what_no_table_may_have_is_noticed(was: str, becomes: str) -> None:
    assert was in OUTCOMES
    assert faults_of(OUTCOMES.replace(was, becomes)) != []


def test_a_word_in_a_default_is_no_fault() -> None:
    assert faults_of(OUTCOMES.replace("title TEXT NOT NULL DEFAULT ''", "title TEXT NOT NULL DEFAULT 'as is, real'")) == []


LINE = "    title TEXT NOT NULL DEFAULT '',\n"


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("title", "heading"),
        (LINE, ""),
        (LINE, f"    more TEXT,\n{LINE}"),
        ("title TEXT", "title INTEGER"),
        ("title TEXT NOT NULL DEFAULT ''", "title TEXT NOT NULL DEFAULT 'x'"),
        ("title TEXT NOT NULL DEFAULT ''", "title TEXT DEFAULT ''"),
        ("\n) STRICT", ",\n    more TEXT NOT NULL\n) STRICT"),
        ("\n) STRICT", ",\n    more TEXT UNIQUE\n) STRICT"),
        ("\n) STRICT", ",\n    more TEXT NOT NULL DEFAULT '' REFERENCES outputs(id) ON DELETE RESTRICT\n) STRICT"),
    ],
)
def test_what_no_step_may_do_is_noticed(was: str, becomes: str) -> None:
    assert was in OUTCOMES
    later = OUTCOMES.replace(was, becomes, 1)
    assert later != OUTCOMES
    assert faults_between(SCHEMA, [later if each == OUTCOMES else each for each in SCHEMA]) != []


def test_a_lost_table_and_one_between_others_are_noticed() -> None:
    assert faults_between(SCHEMA, SCHEMA[:-1]) == ["attached_bytes is gone", "a table was put between others"]
    more = "CREATE TABLE more (\n    id TEXT PRIMARY KEY NOT NULL\n) STRICT"
    assert faults_between(SCHEMA, (*SCHEMA[:5], more, *SCHEMA[5:])) == ["a table was put between others"]
    assert faults_between(SCHEMA, (*SCHEMA, more)) == []


def later_outcome(**fields: object) -> type[Row]:
    """The class of a table with other fields, as somebody could declare them."""
    body = {"__annotations__": dict.fromkeys(fields, "str"), "table": "outcomes", "__module__": __name__, **fields}
    return frozen(kw_only=True)(type("LaterOutcome", (Outcome,), body))


def test_what_is_declared_with_since_keeps_the_rules_by_itself() -> None:
    """Wherever a field is written in its class: the layout puts it last, and it must have a default."""
    later = later_outcome(
        aim=stored(default="", metadata=has.text(since=NEXT)),
        until=stored(default="", metadata=has.date(since=NEXT)),
        answer_id=stored(default=None, metadata=has.refers("answers", since=NEXT)),
    )
    kinds = tuple(later if kind is Outcome else kind for kind in ROW_TYPES)
    assert layout(NOW, kinds) == SCHEMA
    assert faults_between(SCHEMA, layout(NEXT, kinds)) == []
    assert [fault for each in layout(NEXT, kinds) for fault in faults_of(each)] == []


def test_what_is_declared_wrongly_is_noticed() -> None:
    def faults(**fields: object) -> list[str]:
        made = statement(later_outcome(**fields), NEXT)
        return faults_between(SCHEMA, [made if each == OUTCOMES else each for each in SCHEMA])

    assert faults(aim=stored(metadata=has.text(since=NEXT))) == ["outcomes.aim cannot be added"]
    assert faults(aim=stored(default="", metadata=has.refers("answers", since=NEXT))) == ["outcomes.aim cannot be added"]
    assert faults(title=stored(default="x", metadata=has.line())) == ["the columns of outcomes are others"]
    assert faults(title=stored(default="", metadata=has.line(since=NEXT))) == ["the columns of outcomes are others"]


def test_no_field_holds_a_number_with_a_point() -> None:
    """A decimal number is a text, as it was written: 0.1 is not 0.1 for a computer, and no digest could be computed of it."""
    for kind in ROW_TYPES:
        for name, hint in get_type_hints(kind).items():
            assert float not in (hint, *get_args(hint)), f"{kind.table}.{name}"
        for field in declared(kind).values():
            assert not isinstance(field.default, float)
    assert {kind.value for kind in Kind}.isdisjoint({"real", "float", "decimal"})


def test_no_statement_of_the_storage_makes_an_index_or_a_table_besides_the_layout() -> None:
    made = re.compile(r"CREATE\s+(UNIQUE\s+)?(INDEX|VIEW|TRIGGER|VIRTUAL|TEMP)", re.IGNORECASE)
    for path in (ROOT / "workbench").rglob("*.py"):
        assert not made.search(path.read_text(encoding="utf-8")), path.name
