"""Which lines of the plan may be seen by others: no confidential activity, and no heading that would tell of one.

A heading over confidential activities only names what they are about, so it is left out with them.
"""

from __future__ import annotations

from workbench.model.rows import Activity, Outcome, Output
from workbench.plan.order import Line, Lines, plan_lines


def lines_for_the_room(lines: Lines) -> list[Line]:
    """What the projector may show, with the numbers of the whole plan, as the facilitator says them.

    An empty heading is shown: the room has just written it, and is about to fill it.
    """
    return _open_lines(lines, empty_too=True)


def lines_for_the_public(lines: Lines) -> list[Line]:
    """What the public edition may print, numbered anew: a gap would tell that something is missing.

    An empty heading stays out: it may be what is left of a confidential activity.
    """
    rows = [line.row for line in _open_lines(lines, empty_too=False)]
    return plan_lines(
        [row for row in rows if isinstance(row, Outcome)],
        [row for row in rows if isinstance(row, Output)],
        [row for row in rows if isinstance(row, Activity)],
    )


def _open_lines(lines: Lines, *, empty_too: bool) -> list[Line]:
    """The lines less confidential activities and the headings over nothing else, from the lowest line to the highest."""
    filled = {line.above for line in lines}
    shown: list[Line] = []
    above: set[str] = set()
    for line in reversed(lines):
        if isinstance(line.row, Activity):
            is_open = not line.row.confidential
        else:
            is_open = line.line_id in above or (empty_too and line.line_id not in filled)
        if is_open:
            shown.append(line)
            above.add(line.above)
    return shown[::-1]
