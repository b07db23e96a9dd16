"""Activities: their ratings, what they follow from, and their places in the plan and outside."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue
from workbench.model.rows import Activity, ActivityIndicator, ActivityQuestion, Rating
from workbench.model.vocabulary import Confidentiality, Criterion, Level
from workbench.operations import activities
from workbench.plan.order import read_activities


def in_order(document: Document, output: str | None) -> list[str]:
    return [row.id for row in document.read.where(Activity, output_id=output)]


def planned(document: Document) -> list[str]:
    return [row.id for _, row in read_activities(document)]


def in_order_of_start(document: Document) -> list[str]:
    return [row.id for row in activities.ranked(row for _, row in read_activities(document))]


def rating(document: Document, activity: str, criterion: Criterion) -> Rating:
    (found,) = document.read.where(Rating, activity_id=activity, criterion=criterion.value)
    return found


def test_a_new_activity_comes_last_and_follows_from_its_questions(station: Document, ids: SimpleNamespace) -> None:
    added = activities.add_activity(station, questions=["kf1.q1", "3.20", "kf1.q1"], title="Draft", budget="100 000")
    row = station.get(Activity, added)
    assert row is not None
    assert (row.title, row.budget, row.output_id, row.priority) == ("Draft", "100 000", None, None)
    assert in_order(station, None)[-1] == added
    linked = [link.question_id for link in station.read.where(ActivityQuestion, activity_id=added)]
    assert sorted(linked) == ["kf1.q1", "kf3.q20"]


def test_every_annex_9_field_is_kept(station: Document, ids: SimpleNamespace) -> None:
    fields = {
        "title": "Publish the tariff",
        "description": "At every window",
        "target": "All windows by June",
        "budget": "Own means",
        "start_quarter": "2027-Q1",
        "end_quarter": "2027-Q2",
        "strategic_link": "Goal 3",
        "confidential": True,
    }
    activities.edit_activity(station, activity=ids.loose, **fields)
    row = station.get(Activity, ids.loose)
    assert {name: getattr(row, name) for name in fields} == fields | {"confidential": Confidentiality.MARKED}


@pytest.mark.parametrize("quarter", ["2027-Q0", "2027-Q5", "2027Q1", "27-Q1", "2027-q1", "2027-Q1 ", "٢٠٢٧-Q1", "soon"])
def test_a_quarter_is_a_year_and_one_of_four(station: Document, ids: SimpleNamespace, quarter: str) -> None:
    with pytest.raises(InvalidValue, match="is not a quarter"):
        activities.edit_activity(station, activity=ids.loose, start_quarter=quarter)


def test_the_end_may_not_come_before_the_start_in_whatever_order_they_are_written(
    station: Document, ids: SimpleNamespace
) -> None:
    activities.edit_activity(station, activity=ids.loose, end_quarter="2027-Q1")
    with pytest.raises(InvalidValue, match="cannot end before it starts"):
        activities.edit_activity(station, activity=ids.loose, start_quarter="2027-Q2")
    activities.edit_activity(station, activity=ids.loose, start_quarter="2027-Q2", end_quarter="2028-Q1")
    activities.edit_activity(station, activity=ids.loose, end_quarter="")


def test_a_rating_is_a_word_and_its_note_stays_with_it(station: Document, ids: SimpleNamespace) -> None:
    activities.rate_activity(station, activity=ids.loose, criterion=Criterion.EASE, level=Level.LOW)
    activities.note_rating(station, activity=ids.loose, criterion=Criterion.EASE, note="Nobody trained")
    activities.rate_activity(station, activity=ids.loose, criterion=Criterion.EASE, level=Level.MEDIUM)
    row = rating(station, ids.loose, Criterion.EASE)
    assert (row.level, row.note) == (Level.MEDIUM, "Nobody trained")
    activities.rate_activity(station, activity=ids.loose, criterion=Criterion.EASE, level=None)
    row = rating(station, ids.loose, Criterion.EASE)
    assert (row.level, row.note) == (None, "Nobody trained")


def test_taking_back_a_rating_that_was_never_made_is_no_change(station: Document, ids: SimpleNamespace, rows) -> None:
    before = rows(station)
    activities.rate_activity(station, activity=ids.loose, criterion=Criterion.EASE, level=None)
    activities.note_rating(station, activity=ids.loose, criterion=Criterion.EASE, note="")
    assert rows(station) == before
    assert station.undo_label is None


def test_the_priority_is_the_groups_and_the_reason_stays_until_it_is_changed(
    station: Document, ids: SimpleNamespace
) -> None:
    activities.prioritize_activity(station, activity=ids.loose, priority=Level.HIGH, reason="The Minister asked")
    activities.prioritize_activity(station, activity=ids.loose, priority=Level.MEDIUM)
    row = station.get(Activity, ids.loose)
    assert (row.priority, row.priority_reason) == (Level.MEDIUM, "The Minister asked")
    activities.prioritize_activity(station, activity=ids.loose, priority=None, reason="")
    row = station.get(Activity, ids.loose)
    assert (row.priority, row.priority_reason) == (None, "")


def test_questions_and_indicators_are_exactly_what_was_said(station: Document, ids: SimpleNamespace) -> None:
    activities.set_activity_questions(station, activity=ids.open_line, questions=["ge.q14", "kf1.q1"])
    linked = {link.question_id for link in station.read.where(ActivityQuestion, activity_id=ids.open_line)}
    assert linked == {"kf1.q1", "ge.q14"}
    activities.set_activity_indicators(station, activity=ids.open_line, indicators=[])
    assert station.read.where(ActivityIndicator, activity_id=ids.open_line) == []
    assert len(station.read.where(ActivityIndicator, activity_id=ids.staff_line)) == 1


@pytest.mark.parametrize(
    ("index", "expected"),
    [(-7, ["loose", "a", "b"]), (0, ["loose", "a", "b"]), (1, ["a", "loose", "b"]), (9, ["a", "b", "loose"])],
)
def test_a_move_writes_the_moved_row_and_no_other(
    station: Document, ids: SimpleNamespace, index: int, expected: list[str]
) -> None:
    names = {ids.open_line: "a", ids.staff_line: "b", ids.loose: "loose"}
    before = {row.id: row for row in station.read.every(Activity)}
    activities.move_activity(station, activity=ids.loose, output=ids.hotline, index=index)
    assert [names[key] for key in in_order(station, ids.hotline)] == expected
    assert {row.id for row in station.read.every(Activity) if row != before[row.id]} == {ids.loose}
    assert in_order(station, None) == []


def test_a_move_within_the_same_output(station: Document, ids: SimpleNamespace) -> None:
    activities.move_activity(station, activity=ids.open_line, output=ids.hotline, index=1)
    assert in_order(station, ids.hotline) == [ids.staff_line, ids.open_line]
    activities.move_activity(station, activity=ids.open_line, output=ids.hotline, index=0)
    assert in_order(station, ids.hotline) == [ids.open_line, ids.staff_line]


def test_who_gives_it_another_output_puts_it_at_the_end_there(station: Document, ids: SimpleNamespace) -> None:
    activities.edit_activity(station, activity=ids.write, output_id=ids.hotline)
    assert in_order(station, ids.hotline) == [ids.open_line, ids.staff_line, ids.write]


def test_a_move_to_where_it_stands_is_no_change(station: Document, ids: SimpleNamespace) -> None:
    activities.move_activity(station, activity=ids.staff_line, output=ids.hotline, index=1)
    assert station.undo_label is None


def test_a_removed_activity_takes_its_ratings_and_links_along(station: Document, ids: SimpleNamespace) -> None:
    activities.remove_activity(station, activity=ids.open_line)
    for row_type in (Rating, ActivityQuestion, ActivityIndicator):
        assert station.read.where(row_type, activity_id=ids.open_line) == []
    assert station.get(Activity, ids.open_line) is None
    assert len(station.read.where(ActivityIndicator, activity_id=ids.staff_line)) == 1


def test_the_group_says_in_which_order_it_would_begin(station: Document, ids: SimpleNamespace) -> None:
    first, *_, last = planned(station)
    activities.rank_activity(station, activity=last, index=0)
    assert in_order_of_start(station)[:2] == [last, first]
    assert [row.id for row in station.read.every(Activity) if row.rank] == [last], "about the others nothing was said"
    added = activities.add_activity(station, title="Later")
    assert in_order_of_start(station)[-1] == added
    station.undo()
    station.undo()
    assert {row.rank for row in station.read.every(Activity)} == {""}


def test_who_is_put_after_undecided_ones_decides_on_them_too(station: Document, ids: SimpleNamespace) -> None:
    first, second, *others = planned(station)
    activities.rank_activity(station, activity=others[-1], index=1)
    assert in_order_of_start(station) == [first, others[-1], second, *others[:-1]]
    assert {row.id for row in station.read.every(Activity) if row.rank} == {first, others[-1]}
    activities.rank_activity(station, activity=first, index=99)
    assert in_order_of_start(station) == [others[-1], second, *others[:-1], first]
    assert all(row.rank for row in station.read.every(Activity))
    activities.move_activity(station, activity=second, output=None, index=99)
    assert in_order_of_start(station) == [others[-1], second, *others[:-1], first], "a decision is not changed by the plan"


def test_those_without_a_rank_follow_the_plan(station: Document, ids: SimpleNamespace) -> None:
    activities.rank_activity(station, activity=ids.loose, index=0)
    assert in_order_of_start(station) == [ids.loose, ids.open_line, ids.staff_line, ids.write]
    activities.move_activity(station, activity=ids.staff_line, output=ids.hotline, index=0)
    assert in_order_of_start(station) == [ids.loose, ids.staff_line, ids.open_line, ids.write]


def test_every_order_of_start_can_be_reached_by_moves(station: Document) -> None:
    source = random.Random(7)
    order = planned(station)
    for _ in range(60):
        activity, index = source.choice(order), source.randrange(-1, len(order) + 1)
        order.remove(activity)
        order.insert(max(0, index), activity)
        activities.rank_activity(station, activity=activity, index=index)
        assert in_order_of_start(station) == order
