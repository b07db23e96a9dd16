"""Dates, quarters and lengths of time are written alike in reports and in the window."""

from __future__ import annotations

import pytest

from workbench.language.dates import duration, shown_date, shown_quarter
from workbench.language.i18n import ENGLISH


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (1, "1 min"), (59, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (120, "2 h"), (1440, "24 h")],
)
def test_a_length_of_time_leaves_out_what_is_nothing(minutes: int, said: str) -> None:
    assert ENGLISH(duration(minutes)) == said


@pytest.mark.parametrize(("text", "shown"), [("2026-11-21", "21 November 2026"), ("soon", "soon"), ("", "")])
def test_a_date_is_written_out_and_what_is_none_stays(text: str, shown: str) -> None:
    assert shown_date(text, ENGLISH) == shown


@pytest.mark.parametrize(("text", "shown"), [("2027-Q1", "Q1\u00a02027"), ("later", "later"), ("", "")])
def test_a_quarter_is_one_word(text: str, shown: str) -> None:
    assert shown_quarter(text, ENGLISH) == shown
