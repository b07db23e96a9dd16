"""How fast the work of a day goes, and how long the rest takes at that pace; from the history of the file."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from workbench.model.moments import moment
from workbench.model.texts import is_blank
from workbench.storage.history import WHOLE_ROW, Entry
from workbench.system.frozen import frozen

BREAK: Final = timedelta(minutes=20)
"""A silence longer than this is a break: a group may well talk for a quarter of an hour before a sentence is typed."""

FIRST: Final = timedelta(minutes=3)
"""What is counted for the talk before the first sentence of the day, and after a break."""


@frozen
class Pace:
    """What was answered today, in how many minutes of work, and how many questions are left."""

    answered: int
    worked: timedelta
    left: int

    @property
    def each(self) -> timedelta | None:
        """The time for one answer; None until people wrote three: one says nothing, and a program has no pace."""
        each = self.worked / self.answered if self.answered >= _ENOUGH else timedelta()
        return each if each >= _FASTEST else None

    @property
    def needed(self) -> timedelta | None:
        """The time for what is left, at this pace; None where there is no pace yet."""
        return self.each * self.left if self.each is not None else None


_ENOUGH: Final = 3
_FASTEST: Final = timedelta(seconds=30)


def start_of_day(now: datetime) -> datetime:
    """Midnight in the time zone of ``now``, in UTC."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def pace_of(entries: Sequence[Entry], *, answered: frozenset[str], left: int) -> Pace:
    """The pace of the day.

    ``entries`` are today's of the texts of answers, oldest first; ``answered`` the ids of the answers (not of the questions)
    that are not blank now. An answer counts when it was blank before its first entry of the day.
    """
    first: dict[str, Entry] = {}
    moments = []
    for entry in entries:
        if entry.column == WHOLE_ROW:
            continue
        first.setdefault(entry.row_id, entry)
        at = moment(entry.stamp.at)
        if at is not None:
            moments.append(at)
    fresh = sum(is_blank(entry.old or "") and question in answered for question, entry in first.items())
    return Pace(fresh, _worked(sorted(moments)), left)


def _worked(moments: Sequence[datetime]) -> timedelta:
    """The time between the first and the last moment, less breaks."""
    if not moments:
        return timedelta()
    gaps = (after - before for before, after in itertools.pairwise(moments))
    return FIRST + sum((gap if gap <= BREAK else FIRST for gap in gaps), timedelta())
