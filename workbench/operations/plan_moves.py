"""Where a line of the plan goes, and where a new one begins.

A line goes one place up or down, to the gap where it is dropped, or under another heading. These are pure functions over the
lines of the plan; they answer with the operation to run, so that the caller can run it as one step.
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
    """An operation with its arguments."""

    operation: Callable[..., None]
    arguments: Mapping[str, object]


@frozen
class Drop:
    """Where a dragged line would land: ``gap`` is the number of lines above it; ``move`` is None where it stands already."""

    gap: int
    move: Move | None


@frozen
class Home:
    """A heading that a line may stand under, None for "not planned yet"; ``move`` is None where it stands already."""

    heading: Line | None
    move: Move | None


def drop_at(lines: Lines, line: Line, gap: int) -> Drop | None:
    """The landing of a line dropped into a gap (0 above the first line); None where no line of its kind may stand.

    A line only lands where it leaves others whole: an output between outputs, an outcome between outcomes.
    """
    if isinstance(line.row, Activity):
        return _drop_activity(lines, line, gap)
    if isinstance(line.row, Output):
        return _drop_output(lines, line, gap)
    return _drop_outcome(lines, line, gap) if isinstance(line.row, Outcome) else None


def move_by(lines: Lines, line: Line, step: int) -> Move | None:
    """The move of a line one place up (-1) or down (1); None where there is no such place.

    At the end of its heading a line goes on into the next one.
    """
    if line.kind is LineKind.UNPLANNED:
        return None
    under, above = _keys_by_heading(lines), line.above
    place = under[above].index(line.key) + step
    if not 0 <= place < len(under[above]):
        headings = _headings(lines, line)
        after = headings.index(above) + step if above else -1
        if not 0 <= after < len(headings):
            return None
        above = headings[after]
        place = 0 if step > 0 else len(under.get(above, ()))
    return _move(line, above, place)


def homes(lines: Lines, line: Line) -> list[Home]:
    """Every heading that an activity or an output may stand under, in their order; a move puts it there at the end."""
    under, headings = _keys_by_heading(lines), {other.key: other for other in lines}
    return [
        Home(
            headings.get(key) if key != LineKind.UNPLANNED.value else None,
            None if key == line.above else _move(line, key, len(under.get(key, ()))),
        )
        for key in _headings(lines, line)
    ]


def outcome_of_new(lines: Lines, line: Line | None) -> str | None:
    """The outcome that a new output goes under while ``line`` is the chosen one: that above it, or the last."""
    end = len(lines) if line is None else lines.index(line) + 1
    return next((other.key for other in reversed(lines[:end]) if other.kind is LineKind.OUTCOME), None)


def output_of_new(lines: Lines, line: Line | None) -> str | None:
    """The output that a new activity goes under while ``line`` is the chosen one; None: it is not planned yet."""
    row = line.row if line is not None else None
    if isinstance(row, Activity):
        return row.output_id
    if isinstance(row, Outcome):
        return next((other.key for other in reversed(by_heading(lines).get(row.id, ()))), None)
    return row.id if isinstance(row, Output) else None


def _move(line: Line, above: str, index: int) -> Move:
    """The operation that puts a line under a heading; ``index`` counts from 0 among the others there."""
    if line.kind is LineKind.ACTIVITY:
        output = None if above == LineKind.UNPLANNED.value else above
        return Move(move_activity, {"activity": line.key, "output": output, "index": index})
    if line.kind is LineKind.OUTPUT:
        return Move(move_output, {"output": line.key, "outcome": above, "index": index})
    return Move(move_outcome, {"outcome": line.key, "index": index})


def _headings(lines: Lines, line: Line) -> list[str]:
    """The keys of the headings that a line may stand under; one that has nothing unplanned below it is there too."""
    wanted = {LineKind.ACTIVITY: LineKind.OUTPUT, LineKind.OUTPUT: LineKind.OUTCOME}.get(line.kind)
    found = [other.key for other in lines if other.kind is wanted]
    return [*found, LineKind.UNPLANNED.value] if line.kind is LineKind.ACTIVITY else found


def _keys_by_heading(lines: Lines) -> dict[str, list[str]]:
    return {key: [other.key for other in below] for key, below in by_heading(lines).items()}


def _drop_activity(lines: Lines, line: Line, gap: int) -> Drop | None:
    over = lines[gap - 1] if 0 < gap <= len(lines) else None
    if over is None or over.kind is LineKind.OUTCOME:
        return None
    above = over.above if over.kind is LineKind.ACTIVITY else over.key
    siblings = _keys_by_heading(lines).get(above, [])
    return _landing(line, above, siblings, gap, siblings.index(over.key) + 1 if over.key in siblings else 0)


def _drop_output(lines: Lines, line: Line, gap: int) -> Drop | None:
    """Into the gap at the end of the output that the pointer is in, or below the heading of its outcome."""
    outcomes = [place for place, other in enumerate(lines[:gap]) if other.kind is LineKind.OUTCOME]
    if not outcomes:
        return None
    start = outcomes[-1]
    end = _next(lines, start + 1, LineKind.OUTCOME, LineKind.UNPLANNED)
    if gap > start + 1:
        gap = min(end, _next(lines, min(gap, end), LineKind.OUTPUT, LineKind.OUTCOME, LineKind.UNPLANNED))
    above = lines[start].key
    index = sum(other.kind is LineKind.OUTPUT for other in lines[start:gap])
    return _landing(line, above, _keys_by_heading(lines).get(above, []), gap, index)


def _drop_outcome(lines: Lines, line: Line, gap: int) -> Drop | None:
    """Into the gap at the end of the outcome that the pointer is in."""
    if gap > 0:
        gap = _next(lines, gap, LineKind.OUTCOME, LineKind.UNPLANNED)
    gap = min(gap, _next(lines, 0, LineKind.UNPLANNED))
    index = sum(other.kind is LineKind.OUTCOME for other in lines[:gap])
    return _landing(line, "", _keys_by_heading(lines)[""], gap, index)


def _landing(line: Line, above: str, siblings: list[str], gap: int, index: int) -> Drop:
    """``index`` counts the lines of ``siblings`` above the gap; the operation counts without the line that moves."""
    if line.key in siblings:
        now = siblings.index(line.key)
        if index in (now, now + 1):
            return Drop(gap, None)
        index -= index > now
    return Drop(gap, _move(line, above, index))


def _next(lines: Lines, start: int, *kinds: LineKind) -> int:
    """The first line of one of these kinds at or below ``start``; the end where there is none."""
    return next((place for place in range(start, len(lines)) if lines[place].kind in kinds), len(lines))
