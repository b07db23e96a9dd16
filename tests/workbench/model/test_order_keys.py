"""Keys of order: a moved row gets a key between its neighbours, whatever keys they have, and no other row changes."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.model.declared import declared
from workbench.model.limits import most_characters, shape_of
from workbench.model.order_keys import MOST_CHARACTERS, after, between, inserted, is_order_key, keys
from workbench.model.rows import Activity, Outcome

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
KEYS = st.text(DIGITS, min_size=1, max_size=MOST_CHARACTERS).filter(is_order_key)
SHORT = st.text("0Vz", min_size=1, max_size=4).filter(is_order_key)
"""Keys that are often equal, or have no room between them."""


def in_order(keys_: list[str]) -> bool:
    return all(one <= other for one, other in itertools.pairwise(keys_))


@pytest.mark.parametrize("text", ["V", "z", "01", "0z", "a0b", "V" * MOST_CHARACTERS])
def test_a_key(text: str) -> None:
    assert is_order_key(text)


@pytest.mark.parametrize(
    "text", ["", "0", "V0", "V" * (MOST_CHARACTERS + 1), "V" * 10_000, "-1", "V W", "V\n", "ä", "٣", "Ａ", "V\0", "1.5"]
)
def test_no_key(text: str) -> None:
    assert not is_order_key(text)


def test_the_digits_are_in_the_order_in_which_a_file_compares_texts() -> None:
    assert sorted(DIGITS, key=lambda digit: digit.encode()) == list(DIGITS)


@pytest.mark.parametrize("count", [0, 1, 2, 60, 61, 62, 282, 3_000, 3_843, 3_844])
def test_keys_of_a_new_list_are_short_and_far_apart(count: int) -> None:
    made = keys(count)
    assert len(made) == len(set(made)) == count
    assert made == sorted(made)
    assert all(is_order_key(each) for each in made)
    assert max(map(len, made), default=0) <= (1 if count < 62 else 2 if count < 3_844 else 3)
    assert made == keys(count)
    numbers = [DIGITS.index(each[0]) for each in made] if 1 < count < 62 else []
    assert len({b - a for a, b in itertools.pairwise([0, *numbers, 62])}) <= 2


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("", None, "V"),
        ("V", None, "W"),
        ("y", None, "z"),
        ("z", None, "z01"),
        ("z01", None, "z02"),
        ("zyz", None, "zz"),
        ("zz", None, "zz001"),
        ("V5x", None, "W"),
        ("", "V", "U"),
        ("", "2", "1"),
        ("", "1", "0zz"),
        ("", "0zz", "0zy"),
        ("", "01", "00zzz"),
        ("", "V5", "V"),
        ("A", "C", "B"),
        ("A", "B", "AV"),
        ("A", "AV", "AF"),
        ("A", "A1", "A0V"),
        ("Az", "B", "AzV"),
        ("1", "101", "100V"),
    ],
)
def test_a_key_between_two(before: str, behind: str | None, expected: str) -> None:
    assert between(before, behind) == expected


@pytest.mark.parametrize(
    ("before", "behind"),
    [("V", "V"), ("W", "V"), ("", ""), ("V", ""), ("z" * MOST_CHARACTERS, None), ("", "0" * (MOST_CHARACTERS - 1) + "1")],
)
def test_where_there_is_no_room(before: str, behind: str | None) -> None:
    assert between(before, behind) is None


@given(KEYS | st.just(""), KEYS | st.none())
def test_between_any_two_there_is_room_unless_they_are_equal_or_too_long(before: str, behind: str | None) -> None:
    found = between(before, behind)
    if found is None:
        longest = max(len(before), len(behind or ""))
        assert (behind is not None and before >= behind) or longest == MOST_CHARACTERS or before[:32] == "z" * 32
        return
    assert is_order_key(found)
    assert before < found
    assert behind is None or found < behind
    assert found == between(before, behind)


@given(st.lists(KEYS | SHORT | st.just(""), max_size=40).map(sorted), st.integers(0, 40))
@example(["V"] * 30, 15)
@example([""] * 5, 2)
@example(sorted(f"{'z' * 62}{a}{b}" for a in DIGITS[1:30] for b in DIGITS[1:30]), 400)
def test_a_row_stands_where_it_was_put_whatever_keys_the_others_have(others: list[str], index: int) -> None:
    index = min(index, len(others))
    found = inserted(others, index)
    left, new, right = found[:index], found[index], found[index + 1 :]
    assert is_order_key(new)
    assert in_order(found)
    assert all(each < new for each in left)
    assert all(new < each for each in right)
    assert all(is_order_key(each) or each in others for each in found)
    given_anew = [one for one, other in zip(others, [*left, *right], strict=True) if one != other]
    before, behind = others[index - 1] if index else "", others[index] if index < len(others) else None
    if between(before, behind) is not None:
        assert given_anew == []


@pytest.mark.parametrize(
    ("others", "index", "changed"),
    [
        (["V", "V"], 1, 1),
        (["V", "V", "V", "W"], 1, 1),
        (["A", "V", "V", "V", "W"], 2, 1),
        (["A", "V", "V", "V", "W"], 3, 1),
        (["V"] * 9, 4, 4),
        (["V"] * 9, 9, 0),
        (["", "", "V"], 0, 2),
        (["", "", "V"], 1, 1),
        (["", "", "V"], 2, 0),
        (["A", "A" * 63 + "B", "A" * 63 + "C", "B"], 2, 1),
    ],
)
def test_without_room_as_few_rows_as_needed_get_new_keys(others: list[str], index: int, changed: int) -> None:
    found = inserted(others, index)
    assert (
        len([one for one, other in zip(others, found[:index] + found[index + 1 :], strict=True) if one != other]) == changed
    )


@pytest.mark.parametrize("seed", range(5))
def test_thousands_of_moves_keep_the_order_and_short_keys(seed: int) -> None:
    source = random.Random(seed)
    rows = dict(zip(range(40), keys(40), strict=True))
    shown, writes = list(rows), 0
    for _ in range(3_000):
        row, index = source.choice(shown), source.randrange(len(shown))
        shown.remove(row)
        shown.insert(index, row)
        others = [other for other in shown if other != row]
        after_move = dict(zip(shown, inserted([rows[other] for other in others], index), strict=True))
        writes += sum(after_move[each] != rows[each] for each in shown)
        rows = after_move
        assert sorted(rows, key=lambda each: (rows[each], each)) == shown
    assert max(map(len, rows.values())) <= MOST_CHARACTERS
    assert writes < 3_050, "a move writes one row"


@pytest.mark.parametrize("side", ["above all", "below the first", "above the last", "at the end"])
def test_two_thousand_rows_at_one_place(side: str) -> None:
    made, writes = keys(2), 0
    for count in range(2, 2_000):
        index = {"above all": 0, "below the first": 1, "above the last": count - 1, "at the end": count}[side]
        new = inserted(made, index)
        writes += sum(one != other for one, other in zip(made, new[:index] + new[index + 1 :], strict=True))
        made = new
        assert new[max(0, index - 1) : index + 2] == sorted(set(new[max(0, index - 1) : index + 2]))
    assert made == sorted(set(made))
    assert max(map(len, made)) <= MOST_CHARACTERS
    assert writes == 0 if side in ("above all", "at the end") else writes < 10


def test_a_list_that_only_grows_has_short_keys() -> None:
    last, first = "", "V"
    for _ in range(20_000):
        following, leading = after(last), between("", first)
        assert following is not None
        assert leading is not None
        assert following > last
        assert leading < first
        last, first = following, leading
    assert (len(last), len(first)) == (5, 5)


# Three laptops: each row of a copy is one key; what differs from the base was written there.

Copy = dict[int, str]


def moved(copy: Copy, row: int, index: int) -> Copy:
    shown = [each for each in sorted(copy, key=lambda each: (copy[each], each)) if each != row]
    new = inserted([copy[each] for each in shown], min(index, len(shown)))
    shown.insert(min(index, len(shown)), row)
    return dict(zip(shown, new, strict=True))


def written(base: Copy, copy: Copy) -> dict[int, str]:
    return {row: place for row, place in copy.items() if base.get(row) != place}


def merged(base: Copy, copies: list[Copy]) -> tuple[Copy, set[int]]:
    """All that was written anywhere, and the rows that two copies wrote differently."""
    result, conflicts = dict(base), set()
    for row in {row for copy in copies for row in copy}:
        found = {each[row] for each in (written(base, copy) for copy in copies) if row in each}
        if len(found) > 1:
            conflicts.add(row)
        if found:
            result[row] = min(found)
    return result, conflicts


@given(
    st.integers(3, 30),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 29), st.integers(0, 29)), max_size=12),
    st.data(),
)
def test_three_copies_conflict_only_where_two_moved_the_same_row(
    count: int, moves: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    base = dict(enumerate(keys(count)))
    copies, touched = [dict(base) for _ in range(3)], [set() for _ in range(3)]
    for laptop, row, index in moves:
        copies[laptop] = moved(copies[laptop], row % count, index)
        touched[laptop].add(row % count)
    results = [merged(base, list(order)) for order in itertools.permutations(copies)]
    assert all(result == results[0] for result in results), "in whatever order they come back"
    both = {row for one, other in itertools.combinations(touched, 2) for row in one & other}
    result, conflicts = results[0]
    assert conflicts <= both
    for laptop, copy in enumerate(copies):
        alone = touched[laptop] - both
        assert {row: result[row] for row in alone} == {row: copy[row] for row in alone}, "no move is lost"


def test_two_laptops_that_add_at_the_same_place_give_the_same_key() -> None:
    base = dict(enumerate(keys(3)))
    one, other = {**base, 10: after(base[2]) or ""}, {**base, 11: after(base[2]) or ""}
    result, conflicts = merged(base, [one, other])
    assert one[10] == other[11]
    assert conflicts == set()
    assert sorted(result, key=lambda row: (result[row], row)) == [0, 1, 2, 10, 11]
    again = moved(result, 0, 3)
    assert sorted(again, key=lambda row: (again[row], row)) == [1, 2, 10, 0, 11]


def test_a_file_may_have_any_key_that_typing_could_not_make() -> None:
    place, rank = declared(Outcome)["place"], declared(Activity)["rank"]
    for field in (place, rank):
        fits = shape_of(field)
        assert fits is not None
        assert fits("V")
        assert not fits("V" * 10_000)
        assert not fits("ä")
        assert most_characters(field) > 10_000, "too long a key costs the row its place, not the user the file"
    assert replace(Outcome(id="o")).place == ""
