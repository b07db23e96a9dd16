"""Where a dragged line of the plan lands, gap by gap."""

from __future__ import annotations

import pytest

from ui.models.plan_moves import drop_at
from workbench.model.rows import Activity, Outcome, Output
from workbench.plan.order import Line, LineKind

LINES = [
    Line(LineKind.OUTCOME, "1", Outcome(id="o1")),
    Line(LineKind.OUTPUT, "1.1", Output(id="p1", outcome_id="o1")),
    Line(LineKind.ACTIVITY, "1.1.1", Activity(id="a1", output_id="p1")),
    Line(LineKind.ACTIVITY, "1.1.2", Activity(id="a2", output_id="p1")),
    Line(LineKind.OUTPUT, "1.2", Output(id="p2", outcome_id="o1")),
    Line(LineKind.OUTCOME, "2", Outcome(id="o2")),
    Line(LineKind.UNPLANNED, "", None),
    Line(LineKind.ACTIVITY, "A1", Activity(id="a3")),
]
BY_KEY = {line.key: line for line in LINES}


def landings(key, lines=LINES):
    """For each gap: the gap where the line is drawn, and "heading:index"; - where it stands already, x where it may not."""
    told = []
    for gap in range(len(lines) + 1):
        drop = drop_at(lines, BY_KEY[key], gap)
        if drop is None:
            told.append("x")
        elif drop.move is None:
            told.append("-")
        else:
            arguments = drop.move.arguments
            where = arguments.get("output") if key[0] == "a" else arguments.get("outcome", "") if key[0] == "p" else ""
            told.append(f"{drop.gap} {where}:{arguments['index']}")
    return told


def test_an_activity_lands_below_outputs_and_activities():
    assert landings("a1") == ["x", "x", "-", "-", "4 p1:1", "5 p2:0", "x", "7 None:0", "8 None:1"]
    assert landings("a3") == ["x", "x", "2 p1:0", "3 p1:1", "4 p1:2", "5 p2:0", "x", "-", "-"]


def test_an_output_leaves_others_whole():
    assert landings("p1") == ["x", "-", "-", "-", "-", "5 o1:1", "6 o2:0", "6 o2:0", "6 o2:0"]
    assert landings("p2") == ["x", "1 o1:0", "-", "-", "-", "-", "6 o2:0", "6 o2:0", "6 o2:0"]


def test_an_outcome_leaves_others_whole():
    assert landings("o1") == ["-", "-", "-", "-", "-", "-", "6 :1", "6 :1", "6 :1"]
    assert landings("o2") == ["0 :0", *["-"] * 8]


@pytest.mark.parametrize("gap", range(len(LINES) + 1))
def test_the_heading_of_what_is_not_planned_cannot_be_dragged(gap):
    assert drop_at(LINES, BY_KEY["unplanned"], gap) is None
