"""Raised hands as one line: in any digits, and only as many as a room has."""

from __future__ import annotations

import pytest

from workbench.errors import InvalidValue
from workbench.model.raised_hands import COUNTED, read_hands, written_hands


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("2 7 3", [2, 7, 3, 0, 0]),
        ("  2,7 ; 3\t1\u00a00 ", [2, 7, 3, 1, 0]),
        ("0 0 12", [0, 0, 12, 0, 0]),
        ("٢ ٧ ٣", [2, 7, 3, 0, 0]),
        ("۲،۷،۳", [2, 7, 3, 0, 0]),
        ("1/2/3", [1, 2, 3, 0, 0]),
        ("007", [7, 0, 0, 0, 0]),
        ("", [0, 0, 0, 0, 0]),
        (" ,; ", [0, 0, 0, 0, 0]),
    ],
)
def test_a_line_of_counts_is_read_in_any_digits(line: str, counts: list[int]) -> None:
    assert read_hands(line) == dict(zip(COUNTED, counts, strict=True))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("two", "whole numbers"),
        ("2 x 3", "whole numbers"),
        ("-2 3", "whole numbers"),
        ("2.5", "whole numbers"),
        ("²", "whole numbers"),
        ("½", "whole numbers"),
        ("1e3", "whole numbers"),
        ("1 2 3 4 5 6", "more numbers than the 5 statuses"),
        ("1000", "Enter a number from 0 to 999"),
        ("9" * 50_000, "Enter a number from 0 to 999"),
    ],
)
def test_a_line_that_is_no_counts_is_refused(line: str, told: str) -> None:
    with pytest.raises(InvalidValue, match=told):
        read_hands(line)


def test_counts_are_written_as_they_are_typed() -> None:
    for line in ("", "2 7 3", "0 0 0 0 4", "1"):
        assert written_hands(read_hands(line)) == line
    assert written_hands({}) == ""
