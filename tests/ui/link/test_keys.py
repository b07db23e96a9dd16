"""The table of keys: no key means two things in one place, on any layout; what judges stands in the row of digits."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QKeySequence

from tests.ui.access.layouts import LAYOUTS
from ui.link.keys import Act, Where, all_keys, alone_keys

WINDOW = {Where.ASSESSMENT, Where.PRIORITIES, Where.PLAN, Where.PROJECTED}
OF_WIDGETS = ("Tab", "Return", "Enter", "Del", "Esc", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Alt+F4", "F2")
"""Keys of widgets and of systems: nothing of ours may be there."""


def places(spec) -> set[Where]:
    """Where a key works: what works everywhere works on each page."""
    return set(spec.said) | (WINDOW if Where.WINDOW in spec.said else set())


def clashes(specs, written) -> list[tuple[str, str]]:
    """The keys of two acts that are the same key of the keyboard in the same place."""
    return [
        (one.keys[0], other.keys[0])
        for one, other in combinations(specs, 2)
        if places(one) & places(other) and {written(key) for key in one.keys} & {written(key) for key in other.keys}
    ]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_key_means_two_things(layout):
    row = {sign: f"the key {number}" for number, sign in enumerate(layout.row)}

    def pressed(key: str) -> str:
        head, _, sign = key.rpartition("+")
        if not head or len(sign) != 1:
            return key
        if sign.isdigit():
            return f"{head}+the key {'1234567890'.index(sign)}"
        by_place = {"-": 10, "=": 11}
        return f"{head}+the key {by_place[sign]}" if sign in by_place and row.get(sign) is None else f"{head}+{sign}"

    assert clashes(all_keys(), pressed) == []


def test_where_the_projector_view_covers_the_only_screen_no_key_means_two_things():
    """H rates there while an activity with its ratings is shown, and holds elsewhere; arrows go along the ratings."""
    both = [spec for spec in alone_keys() if Where.ALONE in spec.said]
    rating = [spec for spec in alone_keys() if Where.ALONE_RATING in spec.said]
    assert clashes(both, str) == []
    assert clashes(rating, str) == []
    kept = [QKeySequence(key).toString() for spec in all_keys() for key in spec.keys]
    assert not {QKeySequence(key).toString() for spec in alone_keys() for key in spec.keys}.intersection(kept)


def test_a_key_that_means_two_things_would_be_found():
    specs = [Act.PARK, Act.PARK]
    assert clashes(specs, str) == [("F4", "F4")]
    assert clashes([Act.CONFIDENTIAL, Act.FIND_NEXT], str) == [], "the guide is a window of its own"


def test_no_key_is_one_of_widgets_or_systems():
    ours = {QKeySequence(key).toString() for spec in all_keys() for key in spec.keys}
    assert ours.isdisjoint({QKeySequence(key).toString() for key in OF_WIDGETS})


def test_every_key_is_one_that_qt_knows_and_says_what_it_does():
    for spec in all_keys():
        assert all(QKeySequence(key).toString() for key in spec.keys)
        assert spec.said


def test_an_act_has_one_key_wherever_it_works():
    told = [(where, str(said)) for spec in all_keys() for where, said in spec.said.items()]
    again = {entry for entry in told if told.count(entry) > 1}
    assert {where for where, _ in again} == {Where.PRIORITIES, Where.PLAN}, "Ins in tables and F6 both add an activity"
