"""Raised hands: counted for levels and for statuses, with the day; they set neither."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue, StillInUse
from workbench.model.ids import link_id
from workbench.model.raised_hands import hands_on_question
from workbench.model.rows import Hand, Rating, SessionArea
from workbench.model.vocabulary import Criterion, HandChoice, Level, MeasureStatus
from workbench.operations import activities, assessment, hands, sessions


def counts(document: Document, **about: str) -> dict[str, int]:
    return {row.choice.value: row.count for row in document.read.where(Hand, **about)}


def test_a_choice_is_a_level_or_a_status_that_somebody_can_be_for() -> None:
    statuses = [status.value for status in MeasureStatus if status is not MeasureStatus.NOT_JUDGED]
    assert [choice.value for choice in HandChoice] == [level.value for level in Level] + statuses


def test_raised_hands_stand_beside_the_level_and_change_none(station: Document, ids: SimpleNamespace) -> None:
    about = {"activity": ids.loose, "criterion": Criterion.URGENCY}
    activities.rate_activity(station, level=Level.LOW, **about)
    hands.count_hands(station, hands={Level.LOW: 2, Level.HIGH: 9}, **about)
    hands.count_hands(station, hands={Level.MEDIUM: 4}, **about)
    rating = link_id(ids.loose, "urgency")
    assert counts(station, rating_id=rating) == {"low": 2, "medium": 4, "high": 9}
    assert station.get(Rating, rating).level is Level.LOW
    hands.count_hands(station, hands={Level.LOW: 0, Level.MEDIUM: 4}, **about)
    assert counts(station, rating_id=rating) == {"medium": 4, "high": 9}, "nobody is no row"


def test_hands_are_raised_for_a_rating_that_nobody_has_agreed_on(station: Document, ids: SimpleNamespace) -> None:
    rating = link_id(ids.loose, "cost")
    hands.count_hands(station, activity=ids.loose, criterion=Criterion.COST, hands={Level.LOW: 0})
    assert station.get(Rating, rating) is None
    assert station.undo_label is None
    hands.count_hands(station, activity=ids.loose, criterion=Criterion.COST, hands={Level.LOW: 1})
    assert station.get(Rating, rating).level is None


def test_hands_on_a_question_set_no_status_and_show_that_the_session_covers_it(station: Document) -> None:
    hands.count_hands_on_question(station, question="3.20", hands={MeasureStatus.NONE: 3, MeasureStatus.ON_PAPER: 11})
    assert counts(station, question_id="kf3.q20") == {"none": 3, "on_paper": 11}
    assert station.read.answer("kf3.q20").status is MeasureStatus.NOT_JUDGED
    assert station.read.where(SessionArea, area_id="kf3")
    with pytest.raises(ValueError, match="not_judged"):
        hands.count_hands_on_question(station, question="3.20", hands={MeasureStatus.NOT_JUDGED: 3})


def test_the_same_choice_has_the_same_id_on_every_computer(station: Document) -> None:
    hands.count_hands_on_question(station, question="kf1.q1", hands={MeasureStatus.NONE: 3})
    assert station.get(Hand, link_id("kf1.q1", "none")).count == 3


def test_the_day_is_that_of_the_last_count_that_changed_something(station: Document, clock) -> None:
    def days() -> list[str]:
        return [row.date for row in station.read.where(Hand, question_id="kf1.q1")]

    said = {MeasureStatus.NONE: 3, MeasureStatus.IN_PART: 4}
    hands.count_hands_on_question(station, question="kf1.q1", hands=said)
    (first,) = set(days())
    assert first == f"{station.now().astimezone():%Y-%m-%d}"
    clock.go_on(3 * 24 * 3600)
    hands.count_hands_on_question(station, question="kf1.q1", hands=said)
    assert set(days()) == {first}
    hands.count_hands_on_question(station, question="kf1.q1", hands=said | {MeasureStatus.NONE: 5})
    assert first not in days()
    assert len(set(days())) == 1


@pytest.mark.parametrize("year", [1, 1601, 1969, 3000, 9999])
def test_a_clock_that_has_stopped_leaves_no_day_that_nobody_can_read(station: Document, clock, year: int) -> None:
    """A day that a file cannot have would make it one for reading only at its next opening."""
    clock.moment = datetime(year, 6, 1, tzinfo=UTC)
    hands.count_hands_on_question(station, question="kf1.q1", hands={MeasureStatus.NONE: 3})
    assert [row.date for row in station.read.where(Hand, question_id="kf1.q1")] == [""]
    station.close()
    with Document.open(station.path) as again:
        assert (again.read_only, again.damages) == (None, ())


@pytest.mark.parametrize("count", [-1, 1000])
def test_counts_that_cannot_be(station: Document, ids: SimpleNamespace, count: int) -> None:
    with pytest.raises(InvalidValue, match="Enter a number from 0 to 999"):
        hands.count_hands(station, activity=ids.loose, criterion=Criterion.COST, hands={Level.LOW: 1, Level.HIGH: count})
    with pytest.raises(InvalidValue, match="Enter a number from 0 to 999"):
        hands.count_hands_on_question(station, question="kf1.q1", hands={MeasureStatus.NONE: count})
    assert station.read.every(Hand) == []


def test_a_removed_activity_takes_its_hands_along(station: Document, ids: SimpleNamespace) -> None:
    for activity in (ids.open_line, ids.loose):
        hands.count_hands(station, activity=activity, criterion=Criterion.COST, hands={Level.LOW: 6})
    activities.remove_activity(station, activity=ids.open_line)
    assert [row.rating_id for row in station.read.every(Hand)] == [link_id(ids.loose, "cost")]
    station.undo()
    assert len(station.read.every(Hand)) == 2


def test_an_own_question_with_raised_hands_is_not_removed(station: Document, ids: SimpleNamespace) -> None:
    hands.count_hands_on_question(station, question=ids.own, hands={MeasureStatus.NONE: 1})
    with pytest.raises(StillInUse):
        assessment.remove_own_question(station, question=ids.own)


def test_raised_hands_belong_to_the_session_in_which_they_were_counted(station: Document, ids: SimpleNamespace) -> None:
    hands.count_hands_on_question(station, question="kf1.q1", hands={MeasureStatus.NONE: 3, MeasureStatus.IN_PART: 4})
    assert {row.session_id for row in station.read.where(Hand, question_id="kf1.q1")} == {ids.meeting}
    sessions.remove_session(station, session=ids.meeting)
    rows = station.read.where(Hand, question_id="kf1.q1")
    assert ({row.session_id for row in rows}, hands_on_question(rows)[MeasureStatus.IN_PART]) == ({None}, 4)
    hands.count_hands_on_question(station, question="kf1.q1", hands={MeasureStatus.NONE: 5})
    station.undo()
    station.undo()
    assert {row.session_id for row in station.read.where(Hand, question_id="kf1.q1")} == {ids.meeting}
