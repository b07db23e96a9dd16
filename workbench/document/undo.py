"""Undo and redo as stacks of steps: what each step changed, its name, and whether more typing still belongs to it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from workbench.language.i18n import Message
from workbench.model.changes import RowChange

BURST_SECONDS: Final = 2.0
"""A pause of this length ends a burst of typing, and with it the step of undo."""

MOST_STEPS: Final = 200
"""Older steps can no longer be undone."""


@dataclass(slots=True)
class Step:
    """One step of undo, with its changes in the order of writing.

    ``at`` is the time of the last one in seconds, ``number`` that of the change in its sitting.
    """

    label: Message
    changes: list[RowChange]
    merge_key: Hashable | None
    at: float
    number: int


class UndoStack:
    """The steps that can be undone, and those that can be redone."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open = False

    @property
    def undo_label(self) -> Message | None:
        """The name of the step that comes next to undo."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> Message | None:
        """The name of the step that comes next to redo."""
        return self._undone[-1].label if self._undone else None

    def open_step(self, merge_key: Hashable | None, at: float) -> Step | None:
        """The step that a change with this merge key, at this time in seconds, continues; None if it starts a new one."""
        last = self._done[-1] if self._done and self._open and not self._undone else None
        if last is None or merge_key is None or last.merge_key != merge_key or at - last.at >= BURST_SECONDS:
            return None
        return last

    def push(self, step: Step) -> None:
        """Adds a new step. Steps that were undone before can no longer be redone."""
        self._undone.clear()
        self._done.append(step)
        del self._done[:-MOST_STEPS]
        self._open = True

    def extend(self, step: Step, changes: list[RowChange], at: float) -> None:
        """Adds changes to a step: of each row it keeps the first ``before`` and the last ``after``.

        A step without any change left is removed.
        """
        step.at = at
        for change in changes:
            _fold(step.changes, change)
        if not step.changes and self._done and self._done[-1] is step:
            self._done.pop()
            self._open = False

    def drop_idle(self, since: Step | None) -> None:
        """Forgets the steps after ``since`` (None: all steps) if together they leave every row as it was."""
        found = [index for index, step in enumerate(self._done, 1) if step is since]
        if since is not None and not found:
            return
        first = found[0] if found else 0
        left: list[RowChange] = []
        for change in (change for step in self._done[first:] for change in step.changes):
            _fold(left, change)
        if not left:
            del self._done[first:]
            self._open = False

    def clear(self) -> None:
        """Forgets all steps: what they would bring back must not come back."""
        self._done.clear()
        self._undone.clear()
        self._open = False

    def end_burst(self) -> None:
        """Makes the next change a step of its own."""
        self._open = False

    def next_undo(self) -> Step | None:
        """The step to undo, or None."""
        return self._done[-1] if self._done else None

    def next_redo(self) -> Step | None:
        """The step to redo, or None."""
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """Notes that the newest step has been undone."""
        self._undone.append(self._done.pop())
        self._open = False

    def redone(self) -> None:
        """Notes that the newest undone step has been redone."""
        self._done.append(self._undone.pop())
        self._open = False


def _fold(changes: list[RowChange], change: RowChange) -> None:
    """Adds a change to a step, merged with the earlier change of the same row if the order of changes allows it.

    It does not if a row was added or removed in between, since this row may refer to it. Both changes then stay, in their
    order.
    """
    for index in range(len(changes) - 1, -1, -1):
        known = changes[index]
        if (known.table, known.row_id) == (change.table, change.row_id) and known.after is not None:
            changes[index] = RowChange(known.table, known.row_id, known.before, change.after)
            if known.before == change.after:
                del changes[index]
            return
        if known.before is None or known.after is None:
            break
    changes.append(change)
