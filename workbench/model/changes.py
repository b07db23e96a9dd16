"""What a change did, as immutable values for the subscribers of a document."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.language.i18n import Message
from workbench.model.rows import Row
from workbench.model.vocabulary import Choice
from workbench.system.frozen import frozen


@frozen
class RowChange:
    """One row before and after. ``before`` is None for an added row, ``after`` for a removed one."""

    table: str
    row_id: str
    before: Row | None
    after: Row | None

    def inverse(self) -> RowChange:
        """The change that undoes this one."""
        return RowChange(self.table, self.row_id, self.after, self.before)


class ChangeKind(Choice):
    """How a change came about."""

    CREATED = "created"
    """The file was made with these rows."""
    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"
    FORGOTTEN = "forgotten"
    """Somebody had something forgotten for good."""


@frozen
class Changes:
    """What one transaction changed, in the order of writing.

    ``initiator`` is what the caller passed, so that an editor can ignore its own change; None after undo and redo.
    """

    label: Message
    rows: tuple[RowChange, ...]
    initiator: object | None = None
    kind: ChangeKind = ChangeKind.DONE

    @property
    def told(self) -> Message:
        """What happened, for people: the label of the step, and whether it was undone, redone or for good."""
        if self.kind is ChangeKind.UNDONE:
            return Message("Undo: {what}", what=self.label)
        if self.kind is ChangeKind.REDONE:
            return Message("Redo: {what}", what=self.label)
        if self.kind is ChangeKind.FORGOTTEN:
            return Message("Something was forgotten for good.")
        return self.label

    @property
    def tables(self) -> frozenset[str]:
        """The names of the changed tables."""
        return frozenset(row.table for row in self.rows)

    def of(self, table: str) -> Iterator[RowChange]:
        """The changes of one table."""
        return (row for row in self.rows if row.table == table)
