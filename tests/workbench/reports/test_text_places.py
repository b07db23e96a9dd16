"""Every text of a picture is visited: the fields are found by their types, so that one that is added later is searched too."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import pytest

from workbench.model import declared as has
from workbench.model.rows import Activity
from workbench.model.vocabulary import Edition
from workbench.reports.data import ReportData
from workbench.reports.snapshot import take_snapshot
from workbench.reports.text_places import TextPage, every_text
from workbench.system.frozen import frozen


class Maker:
    """Makes a value of any type that a picture is made of, with a text of its own in every field for texts."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def make(self, wanted: Any, path: str) -> Any:
        if isinstance(wanted, NewType) or wanted is str:
            self.texts[path] = f"text of {path}"
            return self.texts[path]
        if get_origin(wanted) is not None:
            return self._several(get_origin(wanted), get_args(wanted), path)
        if is_dataclass(wanted):
            hints = get_type_hints(wanted)
            return wanted(**{field.name: self.make(hints[field.name], f"{path}.{field.name}") for field in fields(wanted)})
        if issubclass(wanted, Enum):
            return next(iter(wanted))
        return {int: 1, bool: False, datetime: datetime(2026, 11, 21, tzinfo=UTC)}[wanted]

    def _several(self, origin: Any, inside: tuple[Any, ...], path: str) -> Any:
        if origin in (Union, types.UnionType):
            return self.make(next(kind for kind in inside if kind is not type(None)), path)
        if origin is tuple:
            kinds = inside[:1] if inside[-1] is Ellipsis else inside
            return tuple(self.make(kind, f"{path}.{number}") for number, kind in enumerate(kinds))
        if issubclass(origin, Mapping):
            return {self.make(inside[0], f"{path}.key"): self.make(inside[1], f"{path}.value")}
        raise TypeError(f"a picture is not made of {origin}")


def read_by_people(path: str) -> bool:
    name = next(part for part in reversed(path.split(".")) if not part.isdigit())
    return name not in ("id", "language", "key", "not_marked", "place", "rank") and not name.endswith("_id")


def test_every_field_that_holds_a_text_is_visited() -> None:
    maker = Maker()
    data = maker.make(ReportData, "report")
    wanted = {text for path, text in maker.texts.items() if read_by_people(path)}
    assert len(wanted) > 150
    seen = {}
    every_text(data, lambda text, place: seen.setdefault(text, place) and text)
    assert wanted - set(seen) == set()
    assert set(seen) - wanted == set()


def test_every_text_can_be_changed_and_stays_where_it_was() -> None:
    maker = Maker()
    data = maker.make(ReportData, "report")
    assert every_text(data, lambda text, _: text) is data
    changed = every_text(data, lambda text, _: f"<{text}>")
    again: list[str] = []
    every_text(changed, lambda text, _: again.append(text) or text)
    assert {text[1:-1] for text in again} == {text for path, text in maker.texts.items() if read_by_people(path)}


def test_a_field_that_is_added_later_is_visited_and_its_place_is_told() -> None:
    @frozen(kw_only=True)
    class Later(Activity):
        risk_note: str = field(default="", metadata=has.text())

    maker = Maker()
    data = maker.make(ReportData, "report")
    entry = replace(data.unplanned[0], number="A7", activity=Later(id="a", risk_note="Amina knows"))
    seen = {}
    every_text(replace(data, unplanned=(entry,)), lambda text, place: seen.setdefault(text, place) and text)
    assert str(seen["Amina knows"].what) == "Activity A7: risk note"


def test_a_kind_of_value_that_nobody_knows_is_not_passed_over() -> None:
    @dataclass(frozen=True)
    class Odd:
        notes: list[str]

    data = Maker().make(ReportData, "report")
    with pytest.raises(TypeError, match="list"):
        every_text(replace(data, unplanned=(Odd(["Amina"]),)), lambda text, _: text)


@pytest.fixture
def places(sample: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    every_text(
        take_snapshot(sample, edition=Edition.FULL), lambda text, place: found.setdefault(str(place.what), place) and text
    )
    return found


def test_places_are_told_in_words_and_lead_to_the_page(places: dict[str, Any], sample: Any) -> None:
    assert (places["Key messages"].page, places["Key messages"].row_id) == (TextPage.REPORT, "key_messages")
    assert (places["Method"].page, places["Method"].row_id) == (TextPage.SCOPE, "method")
    assert (places["Answer to 1.1"].page, places["Answer to 1.1"].row_id) == (TextPage.ASSESSMENT, "kf1.q1")
    assert places["Findings of area 1: Strengths"].row_id == "kf1"
    assert places["Activity 1.1.1: Responsible person"].page is TextPage.PLAN
    assert places["Activity 1.1.1: Reason for the rating"].page is TextPage.PRIORITIES
    for name, page in (("Session 1: Results", TextPage.SESSIONS), ("Document 1", TextPage.DOCUMENTS)):
        assert places[name].page is page
    for name in (
        "Person 1: Background",
        "Working group 1: Name",
        "Indicator 1: Calculation method",
        "Outcome 1",
        "Output 1.1",
    ):
        assert name in places, sorted(places)
