"""What a row of the action plan still lacks."""

from __future__ import annotations

import pytest

from workbench.language.i18n import ENGLISH
from workbench.model.rows import Activity
from workbench.plan.row import RowPart, missing_parts, row_state

WHOLE = Activity(id="a", output_id="o", target="All shifts", end_quarter="2027-Q3")


def test_an_empty_row_lacks_all_five_parts():
    assert missing_parts(Activity(id="a"), responsible=(), indicators=0) == tuple(RowPart)


def test_a_whole_row_lacks_nothing():
    assert missing_parts(WHOLE, responsible=("Lena",), indicators=1) == ()
    assert ENGLISH(row_state(())) == "Nothing is missing in this row of the plan."


@pytest.mark.parametrize(
    ("fields", "part"),
    [({"output_id": None}, RowPart.OUTPUT), ({"target": "\n "}, RowPart.TARGET), ({"end_quarter": ""}, RowPart.TIMELINE)],
)
def test_one_part_is_missing(fields, part):
    values = {"output_id": "o", "target": "All shifts", "end_quarter": "2027-Q3", **fields}
    assert missing_parts(Activity(id="a", **values), responsible=("Lena",), indicators=1) == (part,)


def test_what_is_missing_is_named():
    said = ENGLISH(row_state((RowPart.TARGET, RowPart.TIMELINE)))
    assert said == "Still missing in this row of the plan: performance target, timeline."
