"""The speed of a day's work, and the time needed for the rest at that speed, from the history of the file."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from workbench.model.moments import moment
from workbench.model.texts import is_blank
from workbench.storage.past import Entry
from workbench.system.frozen import frozen

BREAK: Final = timedelta(minutes=20)
"""A longer silence is a break. A shorter one is not: a group may talk for a quarter of an hour about one sentence."""

FIRST: Final = timedelta(minutes=3)
"""What is counted for the talk before the first sentence of the day, and before the first after a break."""


@frozen
class Pace:
    """How many questions were answered today, in how much time of work, and how many are left."""

    answered: int
    worked: timedelta
    left: int

    @property
    def each(self) -> timedelta | None:
        """The time for one answer; None below three answers, which say little, and if a program wrote them."""
        each = self.worked / self.answered if self.answered >= _ENOUGH else timedelta()
        return each if each >= _FASTEST else None

    @property
    def needed(self) -> timedelta | None:
        """The time for what is left, at this speed; None if that is not known yet."""
        return self.each * self.left if self.each is not None else None


_ENOUGH: Final = 3
_FASTEST: Final = timedelta(seconds=30)
"""People take at least this long for an answer; a program that fills in a file is faster."""


def start_of_day(now: datetime) -> datetime:
    """Midnight in the time zone of ``now``, in UTC."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def pace_of(entries: Sequence[Entry], *, answered: frozenset[str], left: int) -> Pace:
    """The speed of today's work.

    ``entries`` are today's history of the texts of answers, oldest first; ``answered`` the ids of the answers (not of the
    questions) that are not blank now. An answer counts if it was blank before its first entry of today.
    """
    first: dict[str, Entry] = {}
    moments = []
    for entry in entries:
        if entry.whole_row:
            continue
        first.setdefault(entry.row_id, entry)
        at = moment(entry.stamp.at)
        if at is not None:
            moments.append(at)
    fresh = sum(is_blank(entry.old or "") and answer in answered for answer, entry in first.items())
    return Pace(fresh, _worked(sorted(moments)), left)


def _worked(moments: Sequence[datetime]) -> timedelta:
    """The time from the first moment to the last without breaks, with :data:`FIRST` before each stretch of work."""
    if not moments:
        return timedelta()
    gaps = (after - before for before, after in itertools.pairwise(moments))
    return FIRST + sum((gap if gap <= BREAK else FIRST for gap in gaps), timedelta())
