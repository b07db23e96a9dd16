"""Decides, cell by cell, between two copies of one assessment that were worked on apart.

No clock and no text is needed. A copy has *seen* a change if it has the change's sitting up to that number at least; of each
cell it knows the change that wrote it last. So it is known which of two texts replaces the other, and when neither has seen
the other. It still holds after earlier texts were forgotten: sittings, numbers and the last writer of a cell stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from workbench.system.frozen import frozen

Seen = Mapping[str, int]
"""The highest number of a change that a copy has, by sitting."""


class Writer(NamedTuple):
    """The change that wrote a cell last."""

    sitting: str
    number: int


FROM_THE_BEGINNING = Writer("", 0)
"""The writer of a cell that nobody has changed since the file was made: every copy has seen it."""


class Decision(StrEnum):
    """What a cell of two copies becomes."""

    SAME = "same"
    KEEP = "keep"
    """Ours is newer."""
    TAKE = "take"
    """Theirs is newer; it keeps its writer."""
    CONFLICT = "conflict"
    """Both were changed, apart from each other: people must choose."""


@frozen
class Side:
    """One copy's side of a cell: its value, who wrote it last, and what this copy has seen."""

    value: object
    writer: Writer
    seen: Seen

    def has_seen(self, writer: Writer) -> bool:
        """Whether the change is in this copy."""
        return writer == FROM_THE_BEGINNING or self.seen.get(writer.sitting, 0) >= writer.number


def decide(ours: Side, theirs: Side) -> Decision:
    """What becomes of a cell of two copies; the result is the same whoever brings them together."""
    if ours.writer == theirs.writer:
        return Decision.SAME
    if ours.has_seen(theirs.writer):
        return Decision.KEEP
    if theirs.has_seen(ours.writer):
        return Decision.TAKE
    # apart from each other, but alike: the smaller writer stands for both, so that all copies agree on one
    if ours.value == theirs.value:
        return Decision.TAKE if theirs.writer < ours.writer else Decision.KEEP
    return Decision.CONFLICT


def united(one: Seen, other: Seen) -> dict[str, int]:
    """What a copy has seen after it took over all of another."""
    return {sitting: max(one.get(sitting, 0), other.get(sitting, 0)) for sitting in sorted({*one, *other})}
