"""Where a line of the plan goes: dropped gap by gap, step by step, under another heading; and that it really goes there."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.model.rows import Activity, Outcome, Output
from workbench.operations.plan_moves import Move, drop_at, homes, move_by, outcome_of_new, output_of_new
from workbench.plan.order import Line, LineKind, Lines, by_heading, read_plan

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
BY_KEY = {line.line_id: line for line in LINES}


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


DEPTH = {LineKind.OUTCOME: 0, LineKind.UNPLANNED: 0, LineKind.OUTPUT: 1, LineKind.ACTIVITY: 2}


def keys(lines: Lines) -> list[str]:
    return [line.line_id for line in lines]


def moved(document: Document, move: Move) -> list[Line]:
    """The plan after a move, which is taken back."""
    move.operation(document, **move.arguments)
    lines = read_plan(document)
    document.undo()
    return lines


def with_block_at(lines: list[Line], line: Line, gap: int) -> list[str]:
    """The keys with a line, and all that stands under it, taken out and put into a gap."""
    start = lines.index(line)
    end = next((at for at in range(start + 1, len(lines)) if DEPTH[lines[at].kind] <= DEPTH[line.kind]), len(lines))
    assert not start < gap < end
    wanted = keys(lines[:gap]), keys(lines[gap:])
    block = keys(lines[start:end])
    before, after = ([key for key in part if key not in block] for part in wanted)
    every = [*before, *block, *after]
    return every[:-1] if every[-1] == "unplanned" else every


def test_a_dropped_line_stands_in_the_gap_where_it_was_drawn(station: Document) -> None:
    lines = read_plan(station)
    for line in lines:
        for gap in range(len(lines) + 1):
            drop = drop_at(lines, line, gap)
            if drop is not None and drop.move is not None:
                assert keys(moved(station, drop.move)) == with_block_at(lines, line, drop.gap), (line.number, gap)


def test_a_line_goes_down_to_the_end_and_the_same_way_back(station: Document) -> None:
    for line in read_plan(station):
        way = []
        for step in (-1, 1, -1):
            while (
                move := move_by(lines := read_plan(station), next(x for x in lines if x.line_id == line.line_id), step)
            ) is not None:
                move.operation(station, **move.arguments)
                way.append((step, keys(read_plan(station))))
        down = [place for step, place in way if step == 1]
        back = [place for step, place in reversed(way[-len(down) :])]
        assert down[:-1] == back[1:], line.number
        assert len({*map(tuple, down)}) == len(down)


def test_the_heading_of_what_is_not_planned_goes_nowhere() -> None:
    assert [move_by(LINES, BY_KEY["unplanned"], step) for step in (-1, 1)] == [None, None]
    assert homes(LINES, BY_KEY["unplanned"]) == []
    assert homes(LINES, BY_KEY["o1"]) == []


def test_every_heading_that_a_line_may_stand_under(station: Document, ids: SimpleNamespace) -> None:
    lines = read_plan(station)
    outputs = [ids.hotline, ids.charter, ids.archive]
    for line in lines:
        found = homes(lines, line)
        places = [home.heading.line_id if home.heading else "unplanned" for home in found]
        wanted = {LineKind.ACTIVITY: [*outputs, "unplanned"], LineKind.OUTPUT: [ids.trust, ids.order, ids.empty]}
        assert places == wanted.get(line.kind, [])
        for place, home in zip(places, found, strict=True):
            assert (home.move is None) == (place == line.above)
            if home.move is not None:
                assert by_heading(moved(station, home.move))[place][-1].line_id == line.line_id


def test_what_is_not_planned_is_a_home_while_all_is_planned(document: Document) -> None:
    lines = [line for line in LINES if line.line_id not in ("unplanned", "a3")]
    home = homes(lines, BY_KEY["a1"])[-1]
    assert home.heading is None
    assert home.move is not None
    assert home.move.arguments == {"activity": "a1", "output": None, "index": 0}


@pytest.mark.parametrize(
    ("chosen", "output", "outcome"),
    [
        (None, None, "o2"), ("o1", "p2", "o1"), ("p1", "p1", "o1"), ("a2", "p1", "o1"), ("p2", "p2", "o1"), ("o2", None, "o2"),
        ("unplanned", None, "o2"), ("a3", None, "o2"),
    ],
)  # fmt: skip
def test_a_new_line_goes_under_the_heading_where_the_room_is(chosen, output, outcome) -> None:
    line = BY_KEY[chosen] if chosen else None
    assert (output_of_new(LINES, line), outcome_of_new(LINES, line)) == (output, outcome)
    assert (output_of_new([], None), outcome_of_new([], None)) == (None, None)
