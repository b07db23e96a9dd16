"""The table of what is recovered: every way of damaging a file is in it, and at least 99 of 100 readable answers came back."""

from __future__ import annotations

from tests import damages
from tests.workbench.recovering.test_number import AT_LEAST, KINDS

from .test_papers import rows

TABLE = rows(damages.HEADING.strip().removeprefix("## "))


def test_every_way_is_there_with_three_hundred_files() -> None:
    assert {row[0] for row in TABLE} == {*KINDS}
    assert {row[1] for row in TABLE} == {"300"}


def test_what_could_be_read_came_back() -> None:
    for kind, _, readable, back, *_ in TABLE:
        assert int(readable) > 0, kind
        assert int(back) >= AT_LEAST * int(readable), kind


def test_answers_that_did_not_come_back_are_told() -> None:
    row: dict[str, object] = {"kind": "cut off", "tried": 300, "readable": 100, "missed": 3, "more": 2, "nothing": 1}
    assert damages.table([row]).endswith("| cut off | 300 | 100 | 97 | 2 | 1 |\n")
