"""What a change was: small past-tense values that screens decide about by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from workbench.language.i18n import Message
from workbench.model.rows import Row
from workbench.system.frozen import frozen


@frozen
class RowChange:
    """One row before and after. ``before`` is None for a row that was added, ``after`` for one that was removed.

    ``position`` is where an added or removed row stands in its table, so that it comes back there and not at the end.
    """

    table: str
    row_id: str
    before: Row | None
    after: Row | None
    position: int | None = field(default=None, compare=False, repr=False)

    def inverse(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.row_id, self.after, self.before, self.position)


class ChangeKind(StrEnum):
    """How a change came about."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"


@frozen
class Changes:
    """What one transaction changed, in the order of writing.

    ``initiator`` is whatever the caller passed, so that an editor can skip its own echo; None after undo and redo.
    """

    label: Message
    rows: tuple[RowChange, ...]
    initiator: object | None = None
    kind: ChangeKind = ChangeKind.DONE

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that were touched."""
        return frozenset(row.table for row in self.rows)

    def of(self, table: str) -> Iterator[RowChange]:
        """The changes of one table."""
        return (row for row in self.rows if row.table == table)
