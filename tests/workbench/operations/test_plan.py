"""Outcomes and outputs: the headings of the action plan and their order."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import StillInUse
from workbench.model.rows import Activity, Outcome, Output
from workbench.operations import activities, plan


def outcomes(document: Document) -> list[str]:
    return [row.id for row in document.read.every(Outcome)]


def outputs(document: Document, outcome: str) -> list[str]:
    return [row.id for row in document.read.where(Output, outcome_id=outcome)]


def test_outcomes_are_added_at_the_end_moved_and_renamed(station: Document, ids: SimpleNamespace) -> None:
    added = plan.add_outcome(station, title="Speed")
    assert outcomes(station)[-1] == added
    plan.move_outcome(station, outcome=added, index=1)
    assert outcomes(station) == [ids.trust, added, ids.order, ids.empty]
    plan.edit_outcome(station, outcome=added, title="More speed")
    assert station.get(Outcome, added).title == "More speed"


def test_outputs_are_counted_within_their_outcome(station: Document, ids: SimpleNamespace) -> None:
    added = plan.add_output(station, outcome=ids.order, title="A register")
    assert outputs(station, ids.order) == [ids.archive, added]
    plan.edit_output(station, output=added, title="Two registers")
    assert station.get(Output, added).title == "Two registers"


def test_an_output_is_moved_to_another_outcome(station: Document, ids: SimpleNamespace) -> None:
    plan.move_output(station, output=ids.charter, outcome=ids.order, index=0)
    assert outputs(station, ids.order) == [ids.charter, ids.archive]
    assert outputs(station, ids.trust) == [ids.hotline]
    plan.move_output(station, output=ids.charter, outcome=ids.order, index=99)
    assert outputs(station, ids.order) == [ids.archive, ids.charter]


def test_an_outcome_with_outputs_cannot_be_removed(station: Document, ids: SimpleNamespace, rows) -> None:
    before = rows(station)
    with pytest.raises(StillInUse, match="still has 2 outputs"):
        plan.remove_outcome(station, outcome=ids.trust)
    with pytest.raises(StillInUse, match="still has 1 output"):
        plan.remove_outcome(station, outcome=ids.order)
    assert rows(station) == before
    plan.remove_output(station, output=ids.archive)
    plan.remove_outcome(station, outcome=ids.order)
    assert outcomes(station) == [ids.trust, ids.empty]


def test_the_activities_of_a_removed_output_wait_unplanned_in_their_order(station: Document, ids: SimpleNamespace) -> None:
    activities.move_activity(station, activity=ids.staff_line, output=ids.hotline, index=0)
    plan.remove_output(station, output=ids.hotline)
    waiting = station.read.where(Activity, output_id=None)
    assert [row.id for row in waiting] == [ids.loose, ids.staff_line, ids.open_line]
    assert len({row.place for row in waiting}) == 3
    station.undo()
    assert [row.id for row in station.read.where(Activity, output_id=ids.hotline)] == [ids.staff_line, ids.open_line]
