"""Whole numbers of older formats become keys in the same order, the same on every computer."""

from __future__ import annotations

import copy
import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.declared import declared
from workbench.model.order_keys import is_order_key
from workbench.model.rows import ROW_TYPES
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.older.layouts import LAYOUTS
from workbench.storage.older.names import NAMES_BEFORE_3
from workbench.storage.older.order import _LISTS, convert

Rows = dict[str, list[dict[str, Any]]]


def shown(rows: list[dict[str, Any]], by: str = "place") -> list[str]:
    return [row["id"] for row in sorted(rows, key=lambda row: (row[by], row["id"]))]


def test_rows_keep_their_order_and_equal_numbers_stay_in_that_of_the_table() -> None:
    rows: Rows = {
        "contributors": [{"id": "d", "place": 2}, {"id": "c", "place": 1}, {"id": "b", "place": 2}, {"id": "a", "place": 0}]
    }
    convert(rows)
    assert shown(rows["contributors"]) == ["a", "c", "d", "b"]
    assert [row["id"] for row in rows["contributors"]] == ["d", "c", "b", "a"], "the rows stay where they stand"


def test_each_heading_has_a_list_of_its_own() -> None:
    activities = [
        {"id": "x", "output_id": "o", "place": 1, "rank": 0},
        {"id": "y", "output_id": None, "place": 7, "rank": 0},
        {"id": "z", "output_id": "o", "place": 2, "rank": 0},
    ]
    rows: Rows = {"activities": activities, "outputs": [{"id": "o", "outcome_id": "p", "place": 1}]}
    convert(rows)
    assert [row["place"] for row in activities] == ["K", "V", "f"]
    assert rows["outputs"][0]["place"] == "V"


def test_what_had_no_number_gets_the_order_of_the_table() -> None:
    rows: Rows = {
        "contributions": [{"id": "b", "question_id": "q"}, {"id": "a", "question_id": "q"}, {"id": "c", "question_id": "r"}],
        "measurements": [{"id": "n", "indicator_id": "i"}, {"id": "m", "indicator_id": "i"}],
    }
    convert(rows)
    assert shown(rows["contributions"][:2]) == ["b", "a"]
    assert shown(rows["measurements"]) == ["n", "m"]


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ((0, 0, 0), ["", "", ""]),
        ((2, 0, 1), ["f", "", "K"]),
        ((-3, 5, 5), ["", "K", "f"]),
        ((None, None, None), ["", "", ""]),
    ],
)
def test_who_had_no_rank_has_none(ranks: tuple[int | None, ...], expected: list[str]) -> None:
    """Format 1 knew no ranks."""
    known = [{} if rank is None else {"rank": rank} for rank in ranks]
    rows: Rows = {"activities": [{"id": str(at), "output_id": None, "place": at, **more} for at, more in enumerate(known)]}
    convert(rows)
    assert [row["rank"] for row in rows["activities"]] == expected


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.sampled_from("opq")), max_size=60), st.integers())
def test_any_numbers_become_keys_in_their_order_and_only_they_decide(values: list[tuple[int, int, str]], seed: int) -> None:
    rows: Rows = {
        "activities": [
            {"id": str(random.Random(seed + at).random()), "output_id": output, "place": place, "rank": rank}
            for at, (place, rank, output) in enumerate(values)
        ]
    }
    before, again = copy.deepcopy(rows), copy.deepcopy(rows)
    convert(rows)
    convert(again)
    assert rows == again
    for output in "opq":
        old = sorted((row for row in before["activities"] if row["output_id"] == output), key=lambda row: row["place"])
        now = [row for row in rows["activities"] if row["output_id"] == output]
        assert shown(now) == [row["id"] for row in old]
        assert all(is_order_key(row["place"]) for row in now)
    ranked = sorted((row for row in before["activities"] if row["rank"]), key=lambda row: row["rank"])
    assert shown([row for row in rows["activities"] if row["rank"]], "rank") == [row["id"] for row in ranked]


def test_every_ordered_table_is_converted_in_lists_that_it_has() -> None:
    ordered = {kind.table for kind in ROW_TYPES if any(field.orders for field in declared(kind).values())}
    older = {re.match(r"CREATE TABLE (\w+)", statement).group(1) for statement in LAYOUTS[2]}
    assert set(_LISTS) == ordered & {NAMES_BEFORE_3.get(table, table) for table in older}
    assert all(not column or column in declared(TYPE_OF_TABLE[table]) for table, column in _LISTS.items())


def test_a_file_without_these_tables_is_none_of_our_business() -> None:
    rows: Rows = {"wordings": [{"id": "w", "text": "t"}]}
    convert(rows)
    assert rows == {"wordings": [{"id": "w", "text": "t"}]}
