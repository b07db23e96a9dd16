"""A place is found by a few letters, the likeliest first."""

from __future__ import annotations

import pytest

from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.finding.places import Place, PlaceKind, find_places, places_of

PLACES = (
    Place(PlaceKind.QUESTION, "kf3.q2", "3.2", "Who publishes the fees?"),
    Place(PlaceKind.QUESTION, "kf3.q20", "3.20", "Are fees known to drivers?"),
    Place(PlaceKind.QUESTION, "kf1.q9", "1.9", "How are managers chosen?"),
    Place(PlaceKind.PERSON, "p", "", "Fee Drossel"),
    Place(PlaceKind.ACTIVITY, "a", "", "Publish the FEES"),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("3.2", ["kf3.q2", "kf3.q20"]),
        ("3.20", ["kf3.q20"]),
        ("fee", ["p", "kf3.q2", "kf3.q20", "a"]),
        ("FEES publish", ["kf3.q2", "a"]),
        ("dross", ["p"]),
        ("nobody", []),
        ("", []),
        ("  ", []),
    ],
)
def test_the_likeliest_comes_first(query: str, found: list[str]) -> None:
    assert [place.row_id for place in find_places(PLACES, query)] == found


def test_no_more_are_found_than_are_wanted() -> None:
    assert len(find_places(PLACES, "fee", most=2)) == 2


def test_the_places_of_the_sample(sample: Document) -> None:
    places = places_of(sample, read_checklist(sample))
    counts = {kind: sum(place.kind is kind for place in places) for kind in PlaceKind}
    assert counts[PlaceKind.QUESTION] == 282
    assert counts[PlaceKind.PERSON] == 26
    assert counts[PlaceKind.ACTIVITY] == 26
    assert min(counts.values()) > 0
    assert find_places(places, "GE.14")[0].row_id == "ge.q14"
