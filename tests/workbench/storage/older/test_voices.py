"""Contributions of older files get their kind, and counted hands become rows."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from workbench.model.ids import link_id
from workbench.model.rows import Contribution, Hand
from workbench.model.vocabulary import ContributionKind, HandChoice
from workbench.storage.mapping import mapping_of
from workbench.storage.older.voices import convert

CONTRIBUTIONS = [
    {"id": "a", "question_id": "kf1.q1", "group_id": "red", "contributor_id": None, "text": "We"},
    {"id": "b", "question_id": "kf1.q1", "group_id": None, "contributor_id": "bo", "text": "I"},
    {"id": "c", "question_id": "kf1.q1", "group_id": "red", "contributor_id": None, "text": "And we"},
]


def rating(row_id: str, low: int, medium: int, high: int) -> dict[str, Any]:
    return {"id": row_id, "level": "high", "hands_low": low, "hands_medium": medium, "hands_high": high}


def test_a_group_speaks_as_one_and_a_person_before_the_meeting():
    rows = {"contributions": copy.deepcopy(CONTRIBUTIONS)}
    convert(rows)
    assert [row.pop("kind") for row in rows["contributions"]] == ["group", "before", "group"]
    assert rows["contributions"] == CONTRIBUTIONS
    assert {ContributionKind("group"), ContributionKind("before")} <= set(ContributionKind)


def test_each_count_is_a_row_and_nobody_is_none():
    rows = {"ratings": [rating("r", 2, 0, 7), rating("s", 0, 0, 0)]}
    convert(rows)
    assert rows["ratings"] == [{"id": "r", "level": "high"}, {"id": "s", "level": "high"}]
    assert [(row["choice"], row["count"], row["rating_id"]) for row in rows["hands"]] == [("low", 2, "r"), ("high", 7, "r")]


@pytest.mark.parametrize("count", [-1, -(1 << 63)])
def test_a_count_below_none_is_none(count: int):
    rows = {"ratings": [rating("r", count, 0, 0)]}
    convert(rows)
    assert rows["hands"] == []


def test_the_rows_are_those_of_the_tables():
    rows = {"ratings": [rating("r", 0, 3, 0)], "contributions": copy.deepcopy(CONTRIBUTIONS)}
    convert(rows)
    (hand,) = rows["hands"]
    assert set(hand) == set(mapping_of(Hand).columns)
    assert mapping_of(Hand).row([hand[name] for name in mapping_of(Hand).columns]) == Hand(
        id=link_id("r", "medium"), rating_id="r", choice=HandChoice.MEDIUM, count=3
    )
    assert set(rows["contributions"][0]) <= set(mapping_of(Contribution).columns)


def test_a_file_without_these_tables_gets_an_empty_one():
    rows: dict[str, list[dict[str, Any]]] = {}
    convert(rows)
    assert rows == {"hands": []}
