"""Where a line of the plan goes when it is moved up or down: within its heading, at its edge to the neighbouring one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ui.models.plan_order import Line, LineKind, Lines
from workbench.model import Activity, Output
from workbench.operations.activities import move_activity
from workbench.operations.plan import move_outcome, move_output


@dataclass(frozen=True, slots=True)
class Move:
    """An operation with its arguments."""

    operation: Callable[..., None]
    arguments: Mapping[str, object]


def move_by(lines: Lines, line: Line, step: int) -> Move | None:
    """The move of a line one place up (-1) or down (1); None where there is no such place."""
    if isinstance(line.row, Activity):
        return _move_activity(lines, line.row, step)
    if isinstance(line.row, Output):
        return _move_output(lines, line.row, step)
    if line.kind is not LineKind.OUTCOME:
        return None
    keys = [other.key for other in lines if other.kind is LineKind.OUTCOME]
    place = keys.index(line.key) + step
    return Move(move_outcome, {"outcome": line.key, "index": place}) if 0 <= place < len(keys) else None


def _move_activity(lines: Lines, row: Activity, step: int) -> Move | None:
    siblings = [other.key for other in lines if isinstance(other.row, Activity) and other.row.output_id == row.output_id]
    place, output = siblings.index(row.id) + step, row.output_id
    if not 0 <= place < len(siblings):
        outputs: list[str | None] = [*(other.key for other in lines if other.kind is LineKind.OUTPUT), None]
        after = outputs.index(row.output_id) + step
        if not 0 <= after < len(outputs):
            return None
        output = outputs[after]
        there = [other for other in lines if isinstance(other.row, Activity) and other.row.output_id == output]
        place = 0 if step > 0 else len(there)
    return Move(move_activity, {"activity": row.id, "output": output, "index": place})


def _move_output(lines: Lines, row: Output, step: int) -> Move | None:
    siblings = [other.key for other in lines if isinstance(other.row, Output) and other.row.outcome_id == row.outcome_id]
    place, outcome = siblings.index(row.id) + step, row.outcome_id
    if not 0 <= place < len(siblings):
        outcomes = [other.key for other in lines if other.kind is LineKind.OUTCOME]
        after = outcomes.index(row.outcome_id) + step
        if not 0 <= after < len(outcomes):
            return None
        outcome = outcomes[after]
        there = [other for other in lines if isinstance(other.row, Output) and other.row.outcome_id == outcome]
        place = 0 if step > 0 else len(there)
    return Move(move_output, {"output": row.id, "outcome": outcome, "index": place})
