"""The plan in its order: each line with the number that people say, under the heading that it belongs to."""

from __future__ import annotations

from workbench.document.document import Document
from workbench.model.rows import Activity, Outcome, Output
from workbench.plan.order import LineKind, activities_of, by_heading, plan_lines, read_activities, read_plan
from workbench.reports.snapshot import take_snapshot

OUTCOMES = [Outcome(id="o1"), Outcome(id="o2")]
OUTPUTS = [Output(id="p1", outcome_id="o1"), Output(id="q1", outcome_id="o2"), Output(id="p2", outcome_id="o1")]
ACTIVITIES = [Activity(id="a1", output_id="p2"), Activity(id="a2"), Activity(id="a3", output_id="p2"), Activity(id="a4")]
LINES = plan_lines(OUTCOMES, OUTPUTS, ACTIVITIES)


def test_numbers_run_through_the_headings() -> None:
    assert [(line.number, line.line_id) for line in LINES] == [
        ("1", "o1"), ("1.1", "p1"), ("1.2", "p2"), ("1.2.1", "a1"), ("1.2.2", "a3"), ("2", "o2"), ("2.1", "q1"),
        ("", "unplanned"), ("A1", "a2"), ("A2", "a4"),
    ]  # fmt: skip
    assert [number for number, _ in activities_of(LINES)] == ["1.2.1", "1.2.2", "A1", "A2"]


def test_every_line_but_an_outcome_stands_under_the_last_heading_above_it() -> None:
    last = {}
    for line in LINES:
        over = {
            LineKind.OUTCOME: "",
            LineKind.OUTPUT: last.get(LineKind.OUTCOME),
            LineKind.ACTIVITY: last.get("lowest"),
            LineKind.UNPLANNED: "",
        }
        assert line.above == over[line.kind]
        last[line.kind] = line.line_id
        if line.kind is not LineKind.ACTIVITY:
            last["lowest"] = line.line_id


def test_lines_by_their_heading() -> None:
    found = {key: [line.line_id for line in below] for key, below in by_heading(LINES).items()}
    assert found == {"": ["o1", "o2"], "o1": ["p1", "p2"], "p2": ["a1", "a3"], "o2": ["q1"], "unplanned": ["a2", "a4"]}


def test_an_empty_plan_has_no_lines() -> None:
    assert plan_lines((), (), ()) == []
    assert by_heading([]) == {}


def test_what_is_not_planned_has_a_heading_only_where_something_stands_below_it() -> None:
    assert [line.kind for line in plan_lines(OUTCOMES, (), ())] == [LineKind.OUTCOME, LineKind.OUTCOME]
    assert [line.number for line in plan_lines((), (), ACTIVITIES[1:2])] == ["", "A1"]


def test_the_report_says_the_same_numbers(sample: Document) -> None:
    data = take_snapshot(sample)
    said = [(entry.number, entry.activity.id) for entry in data.activities]
    assert said == [(number, row.id) for number, row in read_activities(sample)]
    headings = [(line.number, line.line_id) for line in read_plan(sample) if isinstance(line.row, Outcome | Output)]
    assert headings == [
        (part.number, key)
        for outcome in data.plan
        for part, key in ((outcome, outcome.outcome.id), *((output, output.output.id) for output in outcome.outputs))
    ]
