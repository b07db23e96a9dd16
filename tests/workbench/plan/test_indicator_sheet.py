"""What a sheet of an indicator still lacks."""

from __future__ import annotations

from dataclasses import fields

import pytest

from workbench.language.i18n import ENGLISH
from workbench.model.rows import Indicator
from workbench.model.vocabulary import MANDATORY_INDICATOR_FIELDS
from workbench.plan.indicator_sheet import field_state, is_required, missing_fields, sheet_state

FULL = dict.fromkeys(MANDATORY_INDICATOR_FIELDS, "written")


def sheet(**values: str) -> Indicator:
    return Indicator(id="i", **{**FULL, **values})


def test_a_new_sheet_lacks_all_that_is_required():
    assert missing_fields(Indicator(id="i")) == MANDATORY_INDICATOR_FIELDS


def test_only_blanks_are_missing_and_they_keep_the_order_of_the_sheet():
    assert missing_fields(sheet(source=" \n", name="")) == ("name", "source")
    assert missing_fields(sheet(target="", types="")) == ()


@pytest.mark.parametrize(
    ("empty", "said"),
    [
        ((), "All 9 required fields have a text."),
        (("name",), "1 required field of 9 is still missing."),
        (("name", "rationale", "source"), "3 required fields of 9 are still missing."),
    ],
)
def test_the_head_counts(empty, said):
    assert ENGLISH(sheet_state(sheet(**dict.fromkeys(empty, "")))) == said


def test_each_field_tells_its_state():
    row = sheet(rationale="")
    said = {name: ENGLISH(field_state(row, name)) for name in ("name", "rationale", "target")}
    assert said == {"name": "required", "rationale": "required, still missing", "target": "optional"}


def test_what_is_required_is_a_field_of_an_indicator():
    known = {each.name for each in fields(Indicator)}
    assert all(name in known and is_required(name) for name in MANDATORY_INDICATOR_FIELDS)
