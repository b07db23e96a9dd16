"""Who was responsible in a file of an older format: links where names are certain, and every other word in its place."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbench.model.ids import link_id
from workbench.model.named import joined
from workbench.model.order_keys import keys
from workbench.model.rows import ActivityPerson
from workbench.storage.mapping import mapping_of
from workbench.storage.older.people import convert

CONTRIBUTORS = [
    {"id": "lena", "name": "Lena Torvik"},
    {"id": "omar", "name": "Omar Saad"},
    {"id": "ann 1", "name": "Ann"},
    {"id": "ann 2", "name": "ANN"},
    {"id": "nobody", "name": ""},
]


def converted(responsible_id: str | None, responsible: str) -> list[dict[str, Any]]:
    rows = {
        "contributors": copy.deepcopy(CONTRIBUTORS),
        "activities": [{"id": "draw", "title": "Draw", "responsible_id": responsible_id, "responsible": responsible}],
    }
    convert(rows)
    assert rows["activities"] == [{"id": "draw", "title": "Draw"}]
    assert rows["indicator_people"] == rows["document_people"] == []
    return rows["activity_people"]


def who(people: list[dict[str, Any]]) -> list[str]:
    return [f"@{row['contributor_id']}" if row["contributor_id"] else row["name"] for row in people]


@pytest.mark.parametrize(
    ("responsible_id", "responsible", "wanted"),
    [
        (None, "", []),
        ("lena", "", ["@lena"]),
        ("lena", "Freight Control", ["@lena", "Freight Control"]),
        ("lena", "with Freight Control; the night shift", ["@lena", "with Freight Control; the night shift"]),
        ("lena", "the unit, omar  saad, the night shift", ["@lena", "the unit", "@omar", "the night shift"]),
        ("lena", "Lena Torvik", ["@lena", "Lena Torvik"]),
        ("ann 1", "Ann", ["@ann 1", "Ann"]),
        ("nobody", "the unit", ["@nobody", "the unit"]),
        (None, "Ann, Omar Saad", ["Ann", "@omar"]),
        (None, "with Omar Saad", ["with Omar Saad"]),
        (None, "line one\nline two", ["line one\nline two"]),
        (None, "the unit, Omar Saad (acting), a, b", ["the unit", "Omar Saad (acting)", "a", "b"]),
    ],
)
def test_what_becomes_of_it(responsible_id, responsible, wanted):
    assert who(converted(responsible_id, responsible)) == wanted


@given(
    some.sampled_from([None, "lena", "ann 1"]),
    some.lists(some.sampled_from(["Lena Torvik", "OMAR SAAD", "Ann", "the unit", " ", ""])).map(", ".join),
)
def test_the_same_words_are_printed(responsible_id, responsible):
    names = {row["id"]: row["name"] for row in CONTRIBUTORS}
    before = ", ".join(part for part in (names.get(responsible_id, ""), responsible) if part)
    after = joined(
        names[row["contributor_id"]] if row["contributor_id"] else row["name"]
        for row in converted(responsible_id, responsible)
    )

    def words(text: str) -> list[str]:
        return text.replace(",", " ").casefold().split()

    assert words(after) == words(before)


def test_the_rows_are_those_of_the_table_with_ids_that_say_nothing_about_words():
    people = converted("lena", "the unit, Omar Saad, the unit")
    assert all(tuple(row) == mapping_of(ActivityPerson).columns for row in people)
    assert [row["id"] for row in people] == [
        link_id("draw", "lena", "responsible"),
        link_id("draw", "1", "in words", "responsible"),
        link_id("draw", "omar", "responsible"),
        link_id("draw", "2", "in words", "responsible"),
    ]
    assert [row["place"] for row in people] == keys(4)
    assert people == converted("lena", "the unit, Omar Saad, the unit")


def test_a_file_without_activities():
    rows: dict[str, list[dict[str, Any]]] = {"contributors": [], "activities": []}
    convert(rows)
    assert rows["activity_people"] == []
