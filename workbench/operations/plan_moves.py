"""Works out where a line of the plan can move to, and under which heading a new one goes.

A line moves one place up or down, into the gap where it is dropped, or under another heading. These are pure functions over
the lines of the plan; they return the operation that the caller can run as one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.model.rows import Activity, Outcome, Output
from workbench.operations.activities import move_activity
from workbench.operations.plan import move_outcome, move_output
from workbench.plan.order import Line, LineKind, Lines, by_heading
from workbench.system.frozen import frozen


@frozen
class Move:
    """A moving operation with its keyword arguments, without document and initiator."""

    operation: Callable[..., None]
    arguments: Mapping[str, object]


@frozen
class Drop:
    """The place of a dropped line: ``gap`` is the number of lines above it; ``move`` is None if that changes nothing."""

    gap: int
    move: Move | None


@frozen
class Home:
    """A heading for a line, None for "not planned yet"; ``move`` is None if the line is already under it."""

    heading: Line | None
    move: Move | None


def drop_at(lines: Lines, line: Line, gap: int) -> Drop | None:
    """What happens to a line dropped into a gap (0 is above the first line); None if it cannot be dropped there.

    No line lands inside another: an output goes between whole outputs, an outcome between whole outcomes.
    """
    if isinstance(line.row, Activity):
        return _drop_activity(lines, line, gap)
    if isinstance(line.row, Output):
        return _drop_output(lines, line, gap)
    return _drop_outcome(lines, line, gap) if isinstance(line.row, Outcome) else None


def move_by(lines: Lines, line: Line, step: int) -> Move | None:
    """The move of a line one place up (-1) or down (1); None if there is no such place.

    From the first or last place under its heading a line moves to the heading before or after it.
    """
    if line.kind is LineKind.UNPLANNED:
        return None
    under, above = _ids_by_heading(lines), line.above
    index = under[above].index(line.line_id) + step
    if not 0 <= index < len(under[above]):
        headings = _headings(lines, line)
        after = headings.index(above) + step if above else -1
        if not 0 <= after < len(headings):
            return None
        above = headings[after]
        index = 0 if step > 0 else len(under.get(above, ()))
    return _move(line, above, index)


def homes(lines: Lines, line: Line) -> list[Home]:
    """All headings that are possible for an activity or an output, in order; a move puts it at the end there."""
    under, headings = _ids_by_heading(lines), {other.line_id: other for other in lines}
    return [
        Home(
            headings.get(row_id) if row_id != LineKind.UNPLANNED.value else None,
            None if row_id == line.above else _move(line, row_id, len(under.get(row_id, ()))),
        )
        for row_id in _headings(lines, line)
    ]


def outcome_of_new(lines: Lines, line: Line | None) -> str | None:
    """The outcome for a new output: the last one at or above the selected ``line``, or of all without a line; or None."""
    end = len(lines) if line is None else lines.index(line) + 1
    return next((other.line_id for other in reversed(lines[:end]) if other.kind is LineKind.OUTCOME), None)


def output_of_new(lines: Lines, line: Line | None) -> str | None:
    """The output for a new activity while ``line`` is selected; None: it is not planned yet."""
    row = line.row if line is not None else None
    if isinstance(row, Activity):
        return row.output_id
    if isinstance(row, Outcome):
        return next((other.line_id for other in reversed(by_heading(lines).get(row.id, ()))), None)
    return row.id if isinstance(row, Output) else None


def _move(line: Line, above: str, index: int) -> Move:
    """The operation that puts a line under a heading; ``index`` counts from 0 among the others there."""
    if line.kind is LineKind.ACTIVITY:
        output = None if above == LineKind.UNPLANNED.value else above
        return Move(move_activity, {"activity": line.line_id, "output": output, "index": index})
    if line.kind is LineKind.OUTPUT:
        return Move(move_output, {"output": line.line_id, "outcome": above, "index": index})
    return Move(move_outcome, {"outcome": line.line_id, "index": index})


def _headings(lines: Lines, line: Line) -> list[str]:
    """The ids of the headings that are possible for a line, "not planned yet" included even if it is not among the lines."""
    wanted = {LineKind.ACTIVITY: LineKind.OUTPUT, LineKind.OUTPUT: LineKind.OUTCOME}.get(line.kind)
    found = [other.line_id for other in lines if other.kind is wanted]
    return [*found, LineKind.UNPLANNED.value] if line.kind is LineKind.ACTIVITY else found


def _ids_by_heading(lines: Lines) -> dict[str, list[str]]:
    return {row_id: [other.line_id for other in below] for row_id, below in by_heading(lines).items()}


def _drop_activity(lines: Lines, line: Line, gap: int) -> Drop | None:
    over = lines[gap - 1] if 0 < gap <= len(lines) else None
    if over is None or over.kind is LineKind.OUTCOME:
        return None
    above = over.above if over.kind is LineKind.ACTIVITY else over.line_id
    siblings = _ids_by_heading(lines).get(above, [])
    return _landing(line, above, siblings, gap, siblings.index(over.line_id) + 1 if over.line_id in siblings else 0)


def _drop_output(lines: Lines, line: Line, gap: int) -> Drop | None:
    """Drops an output after the output that the pointer is in, or directly below the heading of the outcome."""
    outcomes = [at for at, other in enumerate(lines[:gap]) if other.kind is LineKind.OUTCOME]
    if not outcomes:
        return None
    start = outcomes[-1]
    end = _next(lines, start + 1, LineKind.OUTCOME, LineKind.UNPLANNED)
    if gap > start + 1:
        gap = min(end, _next(lines, min(gap, end), LineKind.OUTPUT, LineKind.OUTCOME, LineKind.UNPLANNED))
    above = lines[start].line_id
    index = sum(other.kind is LineKind.OUTPUT for other in lines[start:gap])
    return _landing(line, above, _ids_by_heading(lines).get(above, []), gap, index)


def _drop_outcome(lines: Lines, line: Line, gap: int) -> Drop | None:
    """Drops an outcome after the outcome that the pointer is in, or at the top."""
    if gap > 0:
        gap = _next(lines, gap, LineKind.OUTCOME, LineKind.UNPLANNED)
    gap = min(gap, _next(lines, 0, LineKind.UNPLANNED))
    index = sum(other.kind is LineKind.OUTCOME for other in lines[:gap])
    return _landing(line, "", _ids_by_heading(lines)[""], gap, index)


def _landing(line: Line, above: str, siblings: list[str], gap: int, index: int) -> Drop:
    """A drop under a heading. ``index`` counts the ``siblings`` above the gap; the move itself does not count the line."""
    if line.line_id in siblings:
        now = siblings.index(line.line_id)
        if index in (now, now + 1):
            return Drop(gap, None)
        index -= index > now
    return Drop(gap, _move(line, above, index))


def _next(lines: Lines, start: int, *kinds: LineKind) -> int:
    """The index of the first line of these kinds at or after ``start``; the number of lines if there is none."""
    return next((index for index in range(start, len(lines)) if lines[index].kind in kinds), len(lines))
