"""Undo and redo as stacks of steps: what each step changed, its name, and when it is still open for more typing."""

from __future__ import annotations

import uuid
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Final

from workbench.language.i18n import Message
from workbench.model.changes import RowChange

BURST_SECONDS: Final = 2.0
"""A pause of this length ends a burst of typing, and with it the step of undo."""

MOST_STEPS: Final = 200


@dataclass(slots=True)
class Step:
    """One step of undo: the changes in the order of writing."""

    label: Message
    changes: list[RowChange]
    merge_key: Hashable | None
    at: float
    change_id: str = field(default_factory=lambda: uuid.uuid4().hex)


class UndoStack:
    """The steps that can be taken back, and those that can be made again."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open = False

    @property
    def undo_label(self) -> Message | None:
        """The name of the step that undo would take back."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> Message | None:
        """The name of the step that redo would make again."""
        return self._undone[-1].label if self._undone else None

    def open_step(self, merge_key: Hashable | None, at: float) -> Step | None:
        """The step that a change with this merge key, at this time in seconds, goes on with; None for a new step."""
        last = self._done[-1] if self._done and self._open and not self._undone else None
        if last is None or merge_key is None or last.merge_key != merge_key or at - last.at >= BURST_SECONDS:
            return None
        return last

    def push(self, step: Step) -> None:
        """A new step has been done: what was undone before can no longer be made again."""
        self._undone.clear()
        self._done.append(step)
        del self._done[:-MOST_STEPS]
        self._open = True

    def extend(self, step: Step, changes: list[RowChange], at: float) -> None:
        """More of the same step: a row keeps its first before and gets its last after. A step that cancels out goes."""
        step.at = at
        for change in changes:
            _fold(step.changes, change)
        if not step.changes and self._done and self._done[-1] is step:
            self._done.pop()
            self._open = False

    def end_burst(self) -> None:
        """The next change is a step of its own."""
        self._open = False

    def next_undo(self) -> Step | None:
        """The step to take back."""
        return self._done[-1] if self._done else None

    def next_redo(self) -> Step | None:
        """The step to make again."""
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """The newest step has been taken back."""
        self._undone.append(self._done.pop())
        self._open = False

    def redone(self) -> None:
        """The newest undone step has been made again."""
        self._done.append(self._undone.pop())
        self._open = False


def _fold(changes: list[RowChange], change: RowChange) -> None:
    """Adds a change to a step, as one with the earlier change of the same row where the order of rows allows that.

    A row that was added or removed in between may be one that this row refers to; and a row that was removed and added
    again has another place in its table. Then both changes stay, in their order.
    """
    for index in range(len(changes) - 1, -1, -1):
        known = changes[index]
        if (known.table, known.row_id) == (change.table, change.row_id) and known.after is not None:
            changes[index] = RowChange(
                known.table, known.row_id, known.before, change.after, known.position or change.position
            )
            if known.before == change.after:
                del changes[index]
            return
        if known.before is None or known.after is None:
            break
    changes.append(change)
