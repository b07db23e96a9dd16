"""What a field accepts follows from its declaration."""

from __future__ import annotations

import pytest

from workbench.model.declared import Kind, declared
from workbench.model.limits import is_date, is_day, shape_of
from workbench.model.rows import ROW_TYPES

DAYS = ["2026-11-21", "2024-02-29", "1970-01-01", "2999-12-31"]
PARTS = ["2026", "2026-11", "1970", "2999-12"]
NEITHER = ["", "26", "2026-", "2026-1", "2026-13", "2026-00", "2026-02-30", "2025-02-29", "202611", "20261121", "2026-W01-1"]
NEITHER += [
    "2026-11-",
    "2026-11-2",
    "2026-11-21T",
    " 2026",
    "2026 ",
    "1969",
    "1969-12-31",
    "3000",
    "٢٠٢٦",
    "２０２６",
    "2026-Q1",
]


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_a_day_and_a_date(text: str) -> None:
    assert is_day(text)
    assert is_date(text)


@pytest.mark.parametrize("text", PARTS)
def test_a_year_and_a_month_are_dates_and_no_days(text: str) -> None:
    assert is_date(text)
    assert not is_day(text)


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)
    assert not is_day(text)


def test_dates_sort_as_texts_and_a_year_stands_before_its_months() -> None:
    dates = ["2025-12-31", "2026", "2026-01", "2026-01-01", "2026-02", "2027"]
    assert sorted(set(dates)) == dates


def test_of_the_real_world_a_date_may_be_known_in_part_and_what_the_program_notes_is_a_day() -> None:
    kinds = {
        f"{kind.table}.{field.name}": field.kind
        for kind in ROW_TYPES
        for field in declared(kind).values()
        if field.kind in (Kind.DATE, Kind.DAY)
    }
    assert kinds == {
        "assessment.start_date": Kind.DATE,
        "assessment.end_date": Kind.DATE,
        "sessions.date": Kind.DAY,
        "documents.date": Kind.DATE,
        "hands.date": Kind.DAY,
        "measurements.date": Kind.DATE,
    }


def test_the_test_of_a_field_is_that_of_its_kind() -> None:
    for kind in ROW_TYPES:
        for field in declared(kind).values():
            fits = shape_of(field)
            if fits is not None and field.kind in (Kind.DATE, Kind.DAY):
                assert fits("2026") is (field.kind is Kind.DATE)
                assert fits("2026-11-21")
