"""Where a line of the plan goes: one place up or down by a key, or to the gap between two lines where it is dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.model.rows import Activity, Outcome, Output
from workbench.operations.activities import move_activity
from workbench.operations.plan import move_outcome, move_output
from workbench.plan.order import Line, LineKind, Lines
from workbench.system.frozen import frozen


@frozen
class Move:
    """An operation with its arguments."""

    operation: Callable[..., None]
    arguments: Mapping[str, object]


@frozen
class Drop:
    """Where a dragged line would land: ``gap`` is the number of lines above it; ``move`` is None where it stands already."""

    gap: int
    move: Move | None


def drop_at(lines: Lines, line: Line, gap: int) -> Drop | None:
    """The landing of a line dropped into a gap (0 above the first line); None where no line of its kind may stand.

    A line only lands where it leaves others whole: an output between outputs, an outcome between outcomes.
    """
    if isinstance(line.row, Activity):
        return _drop_activity(lines, line.row, gap)
    if isinstance(line.row, Output):
        return _drop_output(lines, line.row, gap)
    return _drop_outcome(lines, line.row, gap) if isinstance(line.row, Outcome) else None


def _drop_activity(lines: Lines, row: Activity, gap: int) -> Drop | None:
    above = lines[gap - 1] if 0 < gap <= len(lines) else None
    if above is None or above.kind is LineKind.OUTCOME:
        return None
    inside = above.row is None or isinstance(above.row, Activity)
    output = getattr(above.row, "output_id", None) if inside else above.key
    siblings = [other.key for other in lines if isinstance(other.row, Activity) and other.row.output_id == output]
    index = siblings.index(above.key) + 1 if above.key in siblings else 0
    if output == row.output_id:
        now = siblings.index(row.id)
        if index in (now, now + 1):
            return Drop(gap, None)
        index -= index > now
    return Drop(gap, Move(move_activity, {"activity": row.id, "output": output, "index": index}))


def _drop_output(lines: Lines, row: Output, gap: int) -> Drop | None:
    """Into the gap at the end of the output that the pointer is in, or below the heading of its outcome."""
    outcomes = [place for place, other in enumerate(lines[:gap]) if other.kind is LineKind.OUTCOME]
    if not outcomes:
        return None
    start = outcomes[-1]
    end = _next(lines, start + 1, LineKind.OUTCOME, LineKind.UNPLANNED)
    if gap > start + 1:
        gap = min(end, _next(lines, min(gap, end), LineKind.OUTPUT, LineKind.OUTCOME, LineKind.UNPLANNED))
    keys = [other.key for other in lines[start:end] if other.kind is LineKind.OUTPUT]
    index = sum(other.kind is LineKind.OUTPUT for other in lines[start:gap])
    if row.id in keys:
        now = keys.index(row.id)
        if index in (now, now + 1):
            return Drop(gap, None)
        index -= index > now
    return Drop(gap, Move(move_output, {"output": row.id, "outcome": lines[start].key, "index": index}))


def _drop_outcome(lines: Lines, row: Outcome, gap: int) -> Drop | None:
    """Into the gap at the end of the outcome that the pointer is in."""
    if gap > 0:
        gap = _next(lines, gap, LineKind.OUTCOME, LineKind.UNPLANNED)
    unplanned = _next(lines, 0, LineKind.UNPLANNED)
    gap = min(gap, unplanned)
    keys = [other.key for other in lines if other.kind is LineKind.OUTCOME]
    index, now = sum(other.kind is LineKind.OUTCOME for other in lines[:gap]), keys.index(row.id)
    if index in (now, now + 1):
        return Drop(gap, None)
    return Drop(gap, Move(move_outcome, {"outcome": row.id, "index": index - (index > now)}))


def _next(lines: Lines, start: int, *kinds: LineKind) -> int:
    """The first line of one of these kinds at or below ``start``; the end where there is none."""
    return next((place for place in range(start, len(lines)) if lines[place].kind in kinds), len(lines))


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
