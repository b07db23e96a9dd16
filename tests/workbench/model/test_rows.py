"""The model: frozen, complete, and without a number for a level anywhere."""

from __future__ import annotations

import pickle
import re
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from typing import get_args, get_type_hints

import pytest

from workbench.model import rows
from workbench.model.rows import ROW_TYPES, Answer, Contributor, Finding, Row
from workbench.model.vocabulary import Confidentiality, Criterion, Level, MeasureStatus
from workbench.storage.schema import SCHEMA

NUMBERS = {"round", "minutes", "planned_minutes", "count", "size"}
"""All fields that hold a number, in the whole model."""


def row_classes() -> set[type[Row]]:
    kinds = {kind for kind in vars(rows).values() if isinstance(kind, type) and issubclass(kind, Row)}
    return {kind for kind in kinds if hasattr(kind, "table")}


def test_every_kind_of_row_is_known_and_has_a_table_of_its_own() -> None:
    assert set(ROW_TYPES) == row_classes()
    assert len({kind.table for kind in ROW_TYPES}) == len(ROW_TYPES) == 30


@pytest.mark.parametrize("kind", ROW_TYPES)
def test_rows_are_frozen_and_have_no_other_fields(kind: type[Row]) -> None:
    assert is_dataclass(kind)
    assert kind.__setattr__ is not object.__setattr__
    assert "__dict__" not in dir(kind)


def test_a_row_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Contributor(id="a").name = "Somebody else"  # type: ignore[misc]


def test_parents_come_before_children() -> None:
    order = [kind.table for kind in ROW_TYPES]
    for statement in (each for each in SCHEMA if table(each) in order):
        for parent in re.findall(r"REFERENCES (\w+)", statement):
            assert order.index(parent) < order.index(table(statement))
    assert set(order) <= {table(statement) for statement in SCHEMA}


def table(statement: str) -> str:
    return re.search(r"CREATE TABLE (\w+)", statement).group(1)


def test_a_new_row_says_nothing_yet() -> None:
    answer = Answer(id="a", question_id="kf1.q1")
    assert (answer.text, answer.causes, answer.priority, answer.confidential) == ("", "", None, Confidentiality.OPEN)


def test_levels_are_words() -> None:
    assert [level.value for level in Level] == ["low", "medium", "high"]
    assert len(Criterion) == 8
    for level in Level:
        with pytest.raises(ValueError, match="invalid literal"):
            int(level)
        assert not hasattr(level, "__index__")


@pytest.mark.parametrize("kind", ROW_TYPES)
def test_no_field_of_the_model_holds_a_number_that_could_be_a_level(kind: type[Row]) -> None:
    hints = get_type_hints(kind)
    for field in fields(kind):
        types = set(get_args(hints[field.name]) or (hints[field.name],)) - {type(None)}
        assert float not in types
        if int in types:
            assert field.name in NUMBERS
        if field.name in ("level", "priority"):
            assert types == {Level}


def test_the_file_keeps_levels_as_text() -> None:
    columns = [
        (table(statement), *column)
        for statement in SCHEMA
        for column in re.findall(r"^\s+(\w+) (TEXT|INTEGER|BLOB|REAL|ANY)", statement, re.MULTILINE)
    ]
    assert {kind for _, name, kind in columns if name in ("level", "priority")} == {"TEXT"}
    assert not [name for _, name, kind in columns if kind in ("REAL", "ANY")]
    numbers = {
        (owner, name) for owner, name, kind in columns if kind == "INTEGER" and owner in {row.table for row in ROW_TYPES}
    }
    assert {name for _, name in numbers} - NUMBERS == {"included", "baseline", "done", "parked", "running", "taken"}
    assert len([name for _, name, _ in columns if name in ("level", "priority")]) == 4


ANSWER = Answer(id="1", question_id="kf1.q1", text="We rotate officers.")


@pytest.mark.parametrize("field", [field.name for field in fields(Answer) if field.name != "status"])
def test_rows_are_the_same_when_every_value_is(field):
    assert replace(ANSWER) == ANSWER
    assert hash(ANSWER) == hash(replace(ANSWER))
    assert replace(ANSWER, **{field: "another"}) != ANSWER
    assert replace(ANSWER, status=MeasureStatus.NONE) != ANSWER


def test_rows_of_two_kinds_are_never_the_same():
    one, other = Finding(id="1", area_id="kf1"), Answer(id="1", question_id="kf1")
    assert one != other
    assert ANSWER != "1"
    assert pickle.loads(pickle.dumps(ANSWER)) == ANSWER


def test_a_row_shows_itself_as_it_could_be_written():
    assert repr(ANSWER).startswith("Answer(id='1', confidential=<Confidentiality.OPEN: 'open'>, question_id='kf1.q1', ")
    assert repr(ANSWER).endswith(")")
