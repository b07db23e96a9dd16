"""The lines of the plan that others may see: no confidential activity, and no heading that would reveal one.

A heading that has only confidential activities says what they are about, so it is omitted with them. A heading that is
confidential itself stays over what others may see, without its title.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.model.rows import Activity, Outcome, Output
from workbench.plan.order import Line, Lines, plan_lines


def lines_for_the_room(lines: Lines) -> list[Line]:
    """The lines for the projector, with the numbers of the whole plan: the facilitator sees the same ones.

    Empty headings are shown: the room has just written them, and is about to fill them.
    """
    return _open_lines(lines, empty_too=True)


def lines_for_the_public(lines: Lines) -> list[Line]:
    """The lines for the public edition, numbered anew: a gap in the numbers would reveal that something is missing.

    Empty headings are omitted: they may be what is left of a confidential activity.
    """
    rows = [line.row for line in _open_lines(lines, empty_too=False)]
    return plan_lines(
        [row for row in rows if isinstance(row, Outcome)],
        [row for row in rows if isinstance(row, Output)],
        [row for row in rows if isinstance(row, Activity)],
    )


def _open_lines(lines: Lines, *, empty_too: bool) -> list[Line]:
    """The lines without confidential activities, and without headings that have nothing else below them."""
    filled = {line.above for line in lines}
    shown: list[Line] = []
    above: set[str] = set()
    for line in reversed(lines):
        if isinstance(line.row, Activity):
            is_open = not line.row.is_confidential
        else:
            is_open = line.line_id in above or (empty_too and line.line_id not in filled)
        if is_open:
            shown.append(_without_title(line))
            above.add(line.above)
    return shown[::-1]


def _without_title(line: Line) -> Line:
    row = line.row
    if isinstance(row, Outcome | Output) and row.is_confidential:
        return replace(line, row=replace(row, title=""))
    return line
