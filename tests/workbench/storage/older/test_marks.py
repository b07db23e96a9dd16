"""The marks of old files become words; nothing that was confidential opens."""

from __future__ import annotations

import copy

import pytest

from workbench.model.rows import ROW_TYPES, Markable
from workbench.model.vocabulary import Confidentiality
from workbench.storage.older import marks

OLD = ("answers", "findings", "contributions", "documents", "contributors", "sessions", "activities")
NEW = ("working_groups", "outcomes", "outputs", "ratings", "indicators", "measurements")


def converted(table: str, *values: object) -> list[str]:
    rows = {table: [{"id": str(number), "confidential": value} for number, value in enumerate(values)]}
    marks.convert(rows)
    return [row["confidential"] for row in rows[table]]


@pytest.mark.parametrize("table", OLD)
def test_yes_and_no_become_words(table: str):
    assert converted(table, 0, 1, 0) == ["open", "marked", "open"]


@pytest.mark.parametrize("value", [2, -1, None, "", "0", "no", b"\x00", 0.0, False])
def test_what_is_no_clear_no_hides(value: object):
    assert converted("answers", value) == ["marked"]


@pytest.mark.parametrize("table", NEW)
def test_rows_that_had_no_mark_are_open(table: str):
    rows = {table: [{"id": "a"}, {"id": "b"}]}
    marks.convert(rows)
    assert rows == {table: [{"id": "a", "confidential": "open"}, {"id": "b", "confidential": "open"}]}


def test_every_table_with_a_mark_is_converted_and_no_other():
    assert {kind.table for kind in ROW_TYPES if issubclass(kind, Markable)} == {*OLD, *NEW}
    rows = {"questions": [{"id": "q", "included": 1}], "evidence": []}
    before = copy.deepcopy(rows)
    marks.convert(rows)
    assert rows == before


def test_the_words_are_those_of_the_vocabulary():
    assert {Confidentiality(word) for word in converted("answers", 0, 1)} == {Confidentiality.OPEN, Confidentiality.MARKED}


def test_a_marked_row_without_its_column_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        marks.convert({"answers": [{"id": "a"}]})
