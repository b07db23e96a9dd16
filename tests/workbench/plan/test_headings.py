"""Who may see which lines of the plan: no heading tells of confidential activities by standing there alone."""

from __future__ import annotations

from itertools import product

from workbench.model.rows import Activity, Outcome, Output
from workbench.model.vocabulary import Confidentiality
from workbench.plan.headings import lines_for_the_public, lines_for_the_room
from workbench.plan.order import LineKind, Lines, plan_lines

OPEN, MARKED = Confidentiality.OPEN, Confidentiality.MARKED
UNDER = {"empty": (), "open": (False,), "secret": (True, True), "both": (True, False)}
"""What may stand under an output: activities by their mark."""


def plan_of(outputs: list[list[str]], loose: str = "empty") -> Lines:
    """A plan: for each outcome the outputs by what stands under them, and what is not planned."""
    outcomes = [Outcome(id=f"o{first}") for first in range(len(outputs))]
    headings, activities = [], []
    for first, kinds in enumerate(outputs):
        for second, kind in enumerate(kinds):
            headings.append(Output(id=f"p{first}{second}", outcome_id=f"o{first}"))
            activities += _under(headings[-1].id, kind)
    return plan_lines(outcomes, headings, [*activities, *_under(None, loose)])


def _under(output: str | None, kind: str) -> list[Activity]:
    return [
        Activity(id=f"{output}{at}", output_id=output, confidential=MARKED if mark else OPEN)
        for at, mark in enumerate(UNDER[kind])
    ]


def shown(lines: Lines) -> list[tuple[str, str]]:
    return [(line.number, line.line_id) for line in lines]


def test_the_room_sees_all_but_the_confidential_with_the_numbers_of_the_whole_plan() -> None:
    lines = plan_of([["secret", "secret"], ["secret", "both", "empty"], []], "both")
    assert shown(lines_for_the_room(lines)) == [
        ("2", "o1"), ("2.2", "p11"), ("2.2.2", "p111"), ("2.3", "p12"), ("3", "o2"), ("", "unplanned"), ("A2", "None1"),
    ]  # fmt: skip


def test_the_public_sees_what_stands_over_something_open_numbered_anew() -> None:
    lines = plan_of([["secret", "secret"], ["secret", "both", "empty"], []], "both")
    assert shown(lines_for_the_public(lines)) == [
        ("1", "o1"), ("1.1", "p11"), ("1.1.1", "p111"), ("", "unplanned"), ("A1", "None1"),
    ]  # fmt: skip


def test_what_is_not_planned_has_no_heading_over_confidential_activities_alone() -> None:
    assert shown(lines_for_the_room(plan_of([], "secret"))) == []
    assert shown(lines_for_the_public(plan_of([], "secret"))) == []


def test_nothing_confidential_is_shown_and_every_open_activity_is() -> None:
    """Every plan of two outcomes with at most two outputs, and every kind of what is not planned."""
    parts = [[], *([kind] for kind in UNDER), *(list(pair) for pair in product(UNDER, repeat=2))]
    for first, second, loose in product(parts, parts, UNDER):
        lines = plan_of([first, second], loose)
        is_open = [line.line_id for line in lines if isinstance(line.row, Activity) and not line.row.is_confidential]
        for seen in (lines_for_the_room(lines), lines_for_the_public(lines)):
            assert [line.line_id for line in seen if line.kind is LineKind.ACTIVITY] == is_open
        public = lines_for_the_public(lines)
        assert {line.above for line in public} - {""} == {
            line.line_id for line in public if line.kind is not LineKind.ACTIVITY
        }
        told = {line.line_id for line in lines_for_the_room(lines)}
        for line in lines:
            below = [other for other in lines if other.above == line.line_id]
            if line.kind is not LineKind.ACTIVITY:
                assert (line.line_id in told) == (not below or any(other.line_id in told for other in below))


def test_a_confidential_heading_stands_without_its_title_and_takes_nothing_with_it() -> None:
    outcomes = [
        Outcome(id="o", title="Secret", confidential=Confidentiality.INHERITED),
        Outcome(id="bare", confidential=MARKED),
    ]
    outputs = [
        Output(id="p", outcome_id="o", title="Also secret", confidential=MARKED),
        Output(id="q", outcome_id="o", title="Lifted", confidential=Confidentiality.LIFTED),
    ]
    lines = plan_lines(outcomes, outputs, [Activity(id="a", output_id="p", title="A"), Activity(id="b", output_id="q")])
    for found, rest in ((lines_for_the_room(lines), [("2", "bare")]), (lines_for_the_public(lines), [])):
        assert shown(found) == [("1", "o"), ("1.1", "p"), ("1.1.1", "a"), ("1.2", "q"), ("1.2.1", "b"), *rest]
        assert [line.row.title for line in found if line.row is not None][:5] == ["", "", "A", "Lifted", ""]
