"""Moments: what a file says is a time or none, and no system's refusal breaks anything."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workbench.document.document import Document
from workbench.document.session_times import can_begin, forgotten_session, minutes_of, moment_of
from workbench.model.moments import local, moment
from workbench.model.rows import Session
from workbench.operations.sessions import add_session, start_session


@pytest.mark.parametrize(
    "text", ["2026-11-21T09:30", "2026-11-21T09:30:00.000+00:00", "1970-06-01T00:00", "2999-06-01T00:00"]
)
def test_a_time_is_one_of_this_clock(text: str) -> None:
    found = moment(text)
    assert found is not None
    assert found.tzinfo is not None


@pytest.mark.parametrize(
    "text",
    ["", "zzz", "2026-13-01", "0206-11-21T09:00", "4000-01-01T00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
     "2026-11-21T25:00", "<b>", "\0"],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert moment(text) is None


@pytest.mark.parametrize("error", [OSError(22, "Invalid argument"), OverflowError(), ValueError()])
def test_a_system_that_refuses_a_year_is_no_error(error: Exception) -> None:
    class Windows(datetime):
        def astimezone(self, tz=None):  # noqa: ARG002
            raise error

    assert local(Windows(2026, 11, 21)) is None


@pytest.mark.parametrize(
    ("date", "time"), [("0206-11-21", "09:00"), ("9999-12-31", "23:59"), ("next Friday", "09:00"), ("2026-11-21", "noon")]
)
def test_sessions_of_no_moment_are_sessions_all_the_same(document: Document, date: str, time: str) -> None:
    session = Session(id="s", date=date, start_time=time, running=True)
    assert moment_of(session) is None
    assert minutes_of(document, session, datetime.now(UTC)) == 0
    assert not can_begin(Session(id="s", date=date, start_time=time, minutes=5), datetime.now(UTC))


def test_a_history_at_no_time_forgets_no_session(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    start_session(document)
    with monkeypatch.context() as patch:
        patch.setattr("workbench.document.session_times.moment", lambda _: None)
        assert forgotten_session(document) is None


@pytest.mark.parametrize("date", ["0206-11-21", "4000-01-01", "1969-12-31", "3000-01-01"])
def test_a_session_is_not_in_a_year_that_no_clock_knows(document: Document, date: str) -> None:
    from workbench.errors import InvalidValue

    with pytest.raises(InvalidValue, match=f"The year of {date} is not between 1970 and 2999"):
        add_session(document, date=date)


def test_a_document_may_be_older_than_computers(document: Document) -> None:
    from workbench.errors import InvalidValue
    from workbench.operations.documents import add_document

    add_document(document, title="Customs act", date="1952-06-26")
    with pytest.raises(InvalidValue, match="not between 1500 and 2999"):
        add_document(document, title="Customs act", date="0952-06-26")
