"""Indicators and their measurements."""

from __future__ import annotations

from dataclasses import fields, replace
from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue
from workbench.model.rows import ActivityIndicator, Indicator, Measurement
from workbench.operations import indicators


def test_every_field_of_the_annex_11_sheet_is_kept(station: Document) -> None:
    names = [field.name for field in fields(Indicator) if field.name not in ("id", "place", "confidential")]
    assert len(names) == 15
    sheet = {name: f"the {name}" for name in names}
    added = indicators.add_indicator(station)
    indicators.edit_indicator(station, indicator=added, **sheet)
    row = station.read.every(Indicator)[-1]
    assert row.id == added
    assert {name: getattr(row, name) for name in names} == sheet


def test_measurements_are_dated_texts(station: Document, ids: SimpleNamespace) -> None:
    added = indicators.add_measurement(
        station, indicator=ids.kpi, date="2024-02-29", value="about 7 %", note="n", baseline=True
    )
    row = station.get(Measurement, added)
    assert replace(row, place="") == Measurement(
        id=added, indicator_id=ids.kpi, date="2024-02-29", value="about 7 %", note="n", baseline=True
    )
    assert station.read.where(Measurement, indicator_id=ids.kpi)[-1] == row
    indicators.edit_measurement(station, measurement=added, date="", baseline=False)
    assert (station.get(Measurement, added).date, station.get(Measurement, added).baseline) == ("", False)
    indicators.remove_measurement(station, measurement=added)
    assert station.get(Measurement, added) is None


@pytest.mark.parametrize(
    "date",
    ["2025-02-29", "2026-13-01", "2026-1-1", "20260101", "2026-1", "2026-", "202601", "01.01.2026", "٢٠٢٦-٠١-٠١"],
)
def test_a_date_is_one_of_the_calendar(station: Document, ids: SimpleNamespace, date: str) -> None:
    with pytest.raises(InvalidValue, match="is not a date"):
        indicators.add_measurement(station, indicator=ids.kpi, date=date)


@pytest.mark.parametrize("date", ["2024", "2024-02", "2024-02-29"])
def test_a_date_may_be_a_year_or_a_month(station: Document, ids: SimpleNamespace, date: str) -> None:
    added = indicators.add_measurement(station, indicator=ids.kpi, date=date)
    assert station.get(Measurement, added).date == date


def test_a_removed_indicator_takes_its_measurements_and_links_along(station: Document, ids: SimpleNamespace) -> None:
    indicators.remove_indicator(station, indicator=ids.kpi)
    assert station.read.every(Measurement) == []
    assert [link.indicator_id for link in station.read.every(ActivityIndicator)] == [ids.other_kpi]
