"""A year of copies: all of the last days, one a day, one a week, one a month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.keeping.thinning import staying

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


def worked_for_a_year() -> set[datetime]:
    """A copy each quarter of an hour, from nine to five, thinned after each one as the program does."""
    kept: set[datetime] = set()
    at = NOW - timedelta(days=365)
    while at <= NOW:
        if 9 <= at.hour < 17:
            kept = staying({*kept, at}, at)
        at += timedelta(minutes=15)
    return kept


def test_a_year_of_work_leaves_some_dozens_of_copies():
    kept = worked_for_a_year()
    ages = [(NOW - at).days for at in kept]
    assert sum(age < 2 for age in ages) == 2 * 8 * 4
    assert len({at.date() for at in kept if 2 <= (NOW - at).days < 14}) == 12
    assert sum(2 <= age < 14 for age in ages) in (12, 13), "the first of these days began before, among those with all"
    assert 9 <= sum(14 <= age < 84 for age in ages) <= 11
    assert 8 <= sum(age >= 84 for age in ages) <= 11
    assert max(ages) >= 330
    assert 90 <= len(kept) <= 100


def test_the_last_of_a_day_stays_and_not_the_first():
    day = NOW - timedelta(days=5)
    times = {day.replace(hour=hour) for hour in (9, 12, 16)}
    assert staying(times, NOW) == {day.replace(hour=16)}


def test_what_a_wrong_clock_dated_later_stays():
    later = NOW + timedelta(days=3650)
    assert staying({later, NOW}, NOW) == {later, NOW}
    back = NOW - timedelta(days=3650)
    assert staying({NOW, back}, back) == {NOW, back}


def test_what_is_older_than_all_periods_goes():
    assert staying({NOW - timedelta(days=3000)}, NOW) == set()


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.sets(st.integers(0, 400 * 24 * 60), max_size=200))
def test_thinning_twice_is_thinning_once_and_new_copies_always_stay(minutes: set[int]):
    times = {NOW - timedelta(minutes=minute) for minute in minutes}
    kept = staying(times, NOW)
    assert kept <= times
    assert staying(kept, NOW) == kept
    assert {at for at in times if NOW - at <= timedelta(days=2)} <= kept
