"""Whatever places the rows of a file have, adding and moving puts a row where it was put, and writes few others."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.declared import declared
from workbench.model.order_keys import MOST_CHARACTERS, is_order_key
from workbench.model.rows import (
    ROW_TYPES,
    Activity,
    BackgroundDocument,
    Contribution,
    Contributor,
    Indicator,
    Measurement,
    Outcome,
    Output,
    Question,
    Row,
    Session,
    WorkingGroup,
)
from workbench.operations import activities, assessment, documents, indicators, people, plan, sessions, voices
from workbench.operations.list_rows import move_row
from workbench.plan.order import place_of, read_activities

ORDERED = [kind for kind in ROW_TYPES if any(field.orders for field in declared(kind).values())]
KEYS: dict[str, Callable[[int], str]] = {
    "as made": lambda _: "",
    "all equal": lambda _: "V",
    "without order": lambda _: "",
    "without room at the end": lambda index: "z" * (MOST_CHARACTERS - 1) + "123456789"[min(index, 8)],
    "without room at the start": lambda index: "0" * (MOST_CHARACTERS - 1) + "123456789"[min(index, 8)],
}


@pytest.fixture(params=KEYS)
def disordered(station: Document, request: pytest.FixtureRequest) -> Document:
    """The station with other keys in all ordered tables."""
    if request.param != "as made":
        with station.change(Message("disorder")) as transaction:
            for kind in ORDERED:
                for index, row in enumerate(station.read.every(kind)):
                    changes = {"place": KEYS[request.param](index)}
                    if isinstance(row, Activity):
                        changes["rank"] = changes["place"]
                    transaction.put(replace(row, **changes))
    return station


def ids_of(document: Document, kind: type[Row], **among: str | None) -> list[str]:
    return [row.id for row in document.read.where(kind, **among)]


def sound(document: Document) -> bool:
    """Whether every key could be read again."""
    rows = (row for kind in ORDERED for row in document.read.every(kind))
    return all(not row.place or is_order_key(row.place) for row in rows)


ADDED = {
    "contributor": (Contributor, lambda document, _: people.add_contributor(document)),
    "group": (WorkingGroup, lambda document, _: people.add_group(document)),
    "session": (Session, lambda document, _: sessions.add_session(document)),
    "started session": (Session, lambda document, _: sessions.start_session(document)),
    "document": (BackgroundDocument, lambda document, _: documents.add_document(document)),
    "indicator": (Indicator, lambda document, _: indicators.add_indicator(document)),
    "outcome": (Outcome, lambda document, _: plan.add_outcome(document)),
    "question": (Question, lambda document, _: assessment.add_own_question(document, wording="Who asks?")),
}


@pytest.mark.parametrize("name", ADDED)
def test_a_new_row_is_the_last(disordered: Document, ids: SimpleNamespace, name: str) -> None:
    kind, add = ADDED[name]
    before = ids_of(disordered, kind)
    expected = [*before, add(disordered, ids)]
    assert ids_of(disordered, kind) == expected
    assert sound(disordered)
    disordered.undo()
    assert ids_of(disordered, kind) == before


def test_a_new_row_is_the_last_of_its_list(disordered: Document, ids: SimpleNamespace) -> None:
    lists = {
        (Output, "outcome_id", ids.trust): lambda: plan.add_output(disordered, outcome=ids.trust),
        (Activity, "output_id", ids.hotline): lambda: activities.add_activity(disordered, output_id=ids.hotline),
        (Activity, "output_id", None): lambda: activities.add_activity(disordered),
        (Contribution, "question_id", "kf1.q1"): lambda: voices.add_contribution(
            disordered, question="kf1.q1", contributor=ids.ana
        ),
        (Measurement, "indicator_id", ids.kpi): lambda: indicators.add_measurement(disordered, indicator=ids.kpi),
    }
    for (kind, column, value), add in lists.items():
        before = ids_of(disordered, kind, **{column: value})
        expected = [*before, add()]
        assert ids_of(disordered, kind, **{column: value}) == expected
    assert sound(disordered)


def test_a_running_session_ends_although_its_place_changes_too(disordered: Document) -> None:
    assert [row.running for row in disordered.read.every(Session)].count(True) == 1
    added = sessions.start_session(disordered)
    assert [row.id for row in disordered.read.every(Session) if row.running] == [added]


def test_a_hundred_moves_put_every_row_where_it_was_put(disordered: Document, ids: SimpleNamespace) -> None:
    source = random.Random(11)
    shown = {output: ids_of(disordered, Activity, output_id=output) for output in (ids.hotline, ids.charter, None)}
    moves = {
        "outcome": (Outcome, plan.move_outcome, ids_of(disordered, Outcome)),
        "row": (Contributor, partial(move_row, of=Contributor), ids_of(disordered, Contributor)),
    }
    for _ in range(50):
        activity, output = source.choice([row for rows in shown.values() for row in rows]), source.choice(list(shown))
        for rows in shown.values():
            if activity in rows:
                rows.remove(activity)
        index = source.randrange(len(shown[output]) + 1)
        shown[output].insert(index, activity)
        activities.move_activity(disordered, activity=activity, output=output, index=index)
        assert {under: ids_of(disordered, Activity, output_id=under) for under in shown} == shown
        for name, (kind, move, rows) in moves.items():
            row, index = source.choice(rows), source.randrange(len(rows))
            rows.remove(row)
            rows.insert(index, row)
            move(disordered, **{name: row}, index=index)
            assert ids_of(disordered, kind) == rows
    assert sound(disordered)


def test_every_order_of_start_can_be_reached(disordered: Document) -> None:
    def in_order() -> list[str]:
        return [row.id for row in activities.ranked(row for _, row in read_activities(disordered))]

    source, order = random.Random(12), in_order()
    for _ in range(40):
        activity, index = source.choice(order), source.randrange(len(order))
        order.remove(activity)
        order.insert(index, activity)
        activities.rank_activity(disordered, activity=activity, index=index)
        assert in_order() == order
    assert all(not row.rank or is_order_key(row.rank) for row in disordered.read.every(Activity))


def test_two_laptops_that_move_other_rows_write_other_rows(station: Document, tmp_path: Path, ids: SimpleNamespace) -> None:
    station.save_copy(tmp_path / "copy.integrity")
    with Document.open(tmp_path / "copy.integrity") as copy:
        before = {row.id: row for row in station.read.every(Contributor)}
        move_row(station, of=Contributor, row=ids.ana, index=2)
        move_row(copy, of=Contributor, row=ids.cem, index=0)
        here = {row.id for row in station.read.every(Contributor) if row != before[row.id]}
        there = {row.id for row in copy.read.every(Contributor) if row != before[row.id]}
        assert (here, there) == ({ids.ana}, {ids.cem})
        added = people.add_contributor(station), people.add_contributor(copy)
        assert added[0] != added[1]


def test_a_few_activities_are_sorted_as_the_plan_does(disordered: Document) -> None:
    rows = [row for _, row in read_activities(disordered)]
    assert len({row.output_id for row in rows}) == 3
    random.Random(3).shuffle(rows)
    assert sorted(rows, key=lambda row: place_of(disordered, row)) == [row for _, row in read_activities(disordered)]
