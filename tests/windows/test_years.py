"""A mistyped year does not stop a page, on a system whose clock begins in 1970."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workbench.document.session_times import can_begin, moment_of
from workbench.model.rows import Session


@pytest.mark.usefixtures("windows_years")
@pytest.mark.parametrize("date", ["0206-11-21", "1969-12-31", "3001-01-01", "9999-12-31"])
def test_a_session_in_a_year_that_the_clock_does_not_know(date: str) -> None:
    session = Session(id="s", date=date, start_time="09:00")
    assert moment_of(session) is None
    assert can_begin(session, datetime(2026, 11, 21, 9, tzinfo=UTC)) in (True, False)
