"""Sessions as they happen: begun, broken off, gone on with, ended, forgotten; and what they cover by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from workbench.document.document import Document
from workbench.document.session_times import (
    can_begin,
    forgotten_session,
    is_planned,
    minutes_of,
    moment_of,
    present_at,
    running_session,
    session_number,
)
from workbench.errors import InvalidValue
from workbench.model.limits import MOST_MINUTES
from workbench.model.rows import Answer, Session, SessionArea
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.operations import answers, sessions


def begin(document: Document, session: str | None = None) -> str:
    return sessions.start_session(document, session=session)


def minutes(document: Document, session: str) -> int | None:
    row = document.get(Session, session)
    assert row is not None
    return row.minutes


def covered(document: Document, session: str) -> list[str]:
    return sorted(link.area_id for link in document.read.where(SessionArea, session_id=session))


def test_a_session_begins_now_and_ends_now(document, clock) -> None:
    key = begin(document)
    local = clock.moment.astimezone()
    row = running_session(document)
    assert (row.id, row.date, row.start_time, row.minutes) == (key, f"{local:%Y-%m-%d}", f"{local:%H:%M}", None)
    clock.go_on(85 * 60)
    assert minutes_of(document, row, clock.moment) == 85
    sessions.stop_session(document, session=key)
    assert running_session(document) is None
    assert minutes(document, key) == 85


def test_a_planned_session_takes_place_at_another_time(document) -> None:
    planned = sessions.add_session(
        document, title="Lists 1 to 3", date="2026-12-01", start_time="14:00", planned_minutes=120
    )
    begin(document, planned)
    row = document.get(Session, planned)
    assert row.date != "2026-12-01"
    assert (row.title, row.planned_minutes, row.running) == ("Lists 1 to 3", 120, True)


def test_only_one_session_runs(document, clock) -> None:
    first = begin(document)
    clock.go_on(600)
    second = begin(document)
    assert [row.id for row in document.read.where(Session, running=1)] == [second]
    assert minutes(document, first) == 10
    document.undo()
    assert running_session(document).id == first
    assert document.get(Session, second) is None


def test_a_break_is_left_out(document, clock) -> None:
    key = begin(document)
    clock.go_on(30 * 60)
    sessions.stop_session(document, session=key)
    began = document.get(Session, key).start_time
    clock.go_on(60 * 60)
    begin(document, key)
    clock.go_on(15 * 60)
    assert minutes_of(document, running_session(document), clock.moment) == 45
    sessions.stop_session(document, session=key)
    assert minutes(document, key) == 45
    assert document.get(Session, key).start_time == began


def test_an_end_that_was_taken_back_is_no_new_start(document, clock) -> None:
    key = begin(document)
    clock.go_on(30 * 60)
    sessions.stop_session(document, session=key)
    begin(document, key)
    clock.go_on(10 * 60)
    sessions.stop_session(document, session=key)
    clock.go_on(5 * 60)
    document.undo()
    clock.go_on(5 * 60)
    sessions.stop_session(document, session=key)
    assert minutes(document, key) == 50


def test_a_session_goes_on_after_midnight(document, clock) -> None:
    late = clock.moment.astimezone().replace(hour=23, minute=30)
    clock.go_on((late - clock.moment).total_seconds())
    key = begin(document)
    clock.go_on(90 * 60)
    sessions.stop_session(document, session=key)
    assert minutes(document, key) == 90
    begin(document, key)
    clock.go_on(15 * 60)
    sessions.stop_session(document, session=key)
    assert minutes(document, key) == 105
    assert document.get(Session, key).date == f"{late:%Y-%m-%d}"


def test_a_start_that_was_put_right_counts(document, clock) -> None:
    key = begin(document)
    earlier = (clock.moment - timedelta(minutes=20)).astimezone()
    sessions.edit_session(document, session=key, start_time=f"{earlier:%H:%M}", date=f"{earlier:%Y-%m-%d}")
    clock.go_on(40 * 60)
    sessions.stop_session(document, session=key)
    assert minutes(document, key) == 60


def test_a_start_without_a_time_counts_from_the_press_of_the_button(document, clock) -> None:
    key = begin(document)
    sessions.edit_session(document, session=key, start_time="")
    clock.go_on(40 * 60)
    sessions.stop_session(document, session=key)
    assert minutes(document, key) == 40


def test_a_session_of_another_day_does_not_go_on(document, clock) -> None:
    key = begin(document)
    sessions.stop_session(document, session=key)
    clock.go_on(25 * 3600)
    with pytest.raises(InvalidValue, match="on another day"):
        begin(document, key)
    assert running_session(document) is None


def test_no_session_is_longer_than_a_day_or_shorter_than_nothing(document, clock) -> None:
    key = begin(document)
    clock.go_on(40 * 3600)
    sessions.stop_session(document, session=key)
    assert minutes(document, key) == MOST_MINUTES
    other = begin(document)
    sessions.stop_session(document, session=other, at=clock.moment - timedelta(hours=1))
    assert minutes(document, other) == 0
    with pytest.raises(InvalidValue, match="between 0 minutes and a day"):
        sessions.edit_session(document, session=other, planned_minutes=-5)


def test_what_is_answered_is_covered(document) -> None:
    answers.write_answer(document, question="3.20", text="Before")
    key = begin(document)
    answers.write_answer(document, question="3.20", text="Agreed")
    answers.judge_answer(document, question="ge.q1", status=MeasureStatus.NONE)
    assert covered(document, key) == ["ge", "kf3"]


def test_covering_is_taken_back_with_the_answer_and_made_again_with_it(document) -> None:
    key = begin(document)
    answers.write_answer(document, question="3.20", text="Agreed")
    document.undo()
    assert document.read.answer("kf3.q20").text == ""
    assert covered(document, key) == []
    document.redo()
    assert covered(document, key) == ["kf3"]


def test_a_second_answer_of_the_area_changes_the_answer_alone(document) -> None:
    begin(document)
    answers.write_answer(document, question="3.18", text="One")
    heard = []
    document.subscribe(heard.append)
    answers.write_answer(document, question="3.20", text="Two")
    assert [row.table for row in heard[0].rows] == [Answer.table]


def test_marks_and_equal_texts_cover_nothing(document) -> None:
    answers.write_answer(document, question="3.20", text="Agreed")
    key = begin(document)
    answers.write_answer(document, question="3.20", text="Agreed")
    answers.mark_answer_confidential(document, question="3.20", confidential=True)
    answers.set_answer_priority(document, question="3.20", priority=Level.HIGH)
    assert covered(document, key) == []
    sessions.stop_session(document, session=key)
    answers.write_answer(document, question="3.20", text="Later")
    assert covered(document, key) == []


def test_a_session_is_forgotten_after_a_silence(document, clock) -> None:
    assert forgotten_session(document) is None
    key = begin(document)
    clock.go_on(50 * 60)
    answers.write_answer(document, question="3.20", text="The last word")
    last = clock.moment
    clock.go_on(10 * 60)
    assert forgotten_session(document) is None
    clock.go_on(14 * 3600)
    forgotten = forgotten_session(document)
    assert (forgotten.session.id, forgotten.at) == (key, last)
    sessions.stop_session(document, session=key, at=forgotten.at)
    assert minutes(document, key) == 50


def test_numbers_and_who_is_present(document) -> None:
    first, second = begin(document), begin(document)
    assert (session_number(document, first), session_number(document, second), session_number(document, "x")) == (1, 2, 0)
    assert present_at(document, second) == []
    assert moment_of(Session(id="a", date="2026-11-21")) is None


def test_what_can_be_started(document, clock) -> None:
    planned = document.get(Session, sessions.add_session(document, title="Lists 1 to 3", date="2026-12-01"))
    assert can_begin(planned, clock.moment)
    key = begin(document)
    assert not can_begin(document.get(Session, key), clock.moment)
    sessions.stop_session(document, session=key)
    ended = document.get(Session, key)
    assert can_begin(ended, clock.moment + timedelta(hours=20))
    assert not can_begin(ended, clock.moment + timedelta(hours=25))


def test_what_is_planned(clock) -> None:
    """The clock says 21 November 2026."""
    today = f"{clock.moment.astimezone():%Y-%m-%d}"
    for planned in (
        Session(id="a"),
        Session(id="a", date="2026-11-22", minutes=90),
        Session(id="a", date="2026-11-22", minutes=90, results="Written too early."),
        Session(id="a", date="2026-12-01"),
        Session(id="a", date="2026-11-02"),  # nothing says that it took place
        Session(id="a", date=today, start_time="23:59", minutes=90),
    ):
        assert is_planned(planned, clock.moment)
    for over in (
        Session(id="a", minutes=90),
        Session(id="a", date="2026-11-20", minutes=90),
        Session(id="a", date="2026-11-20", results="Agreed."),
        Session(id="a", date=today, minutes=90),
        Session(id="a", date=today, start_time="00:00", minutes=90),
        Session(id="a", date="2026-11-22", running=True),
        Session(id="a", date="next Friday", minutes=90),
    ):
        assert not is_planned(over, clock.moment)


@pytest.mark.parametrize("values", [{"start_time": "14:00"}, {"start_time": ""}])
def test_a_planned_session_with_a_duration_begins_anew_and_keeps_it_as_planned(document, clock, values) -> None:
    key = sessions.add_session(document, date="2026-11-25", minutes=90, **values)
    assert can_begin(document.get(Session, key), clock.moment)
    begin(document, key)
    row = document.get(Session, key)
    assert (row.date, row.minutes, row.planned_minutes) == (f"{clock.moment.astimezone():%Y-%m-%d}", None, 90)
    clock.go_on(3600)
    sessions.stop_session(document, session=key)
    assert minutes(document, key) == 60


@pytest.mark.parametrize("date", ["2026", "2026-11", "2026-11-31"])
def test_a_session_has_a_day_because_the_clock_starts_it(document, date: str):
    with pytest.raises(InvalidValue, match=f"{date} is not a day"):
        sessions.add_session(document, date=date)
    with pytest.raises(InvalidValue, match="The year of 0206-11-21 is not between"):
        sessions.add_session(document, date="0206-11-21")
