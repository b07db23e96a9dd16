"""Which automatic copies stay: many of the last days, fewer of the time before.

Pure functions over times. A clock that was wrong for a while must not cost a copy: what is dated after now counts as new.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

ALL_DAYS: Final = 2
"""All copies of so many days stay."""

DAILY: Final = 12
"""Then the last one of each day, for so many days."""

WEEKLY: Final = 10
MONTHLY: Final = 9
FEWEST: Final = 3
"""So many of the newest sound copies always stay, however old or large they are."""

_MONTH: Final = timedelta(days=31)

_PERIODS: Final[Sequence[tuple[timedelta, Callable[[datetime], Hashable]]]] = (
    (timedelta(days=ALL_DAYS + DAILY), lambda at: at.date()),
    (timedelta(days=ALL_DAYS + DAILY) + timedelta(weeks=WEEKLY), lambda at: at.isocalendar()[:2]),
    (timedelta(days=ALL_DAYS + DAILY) + timedelta(weeks=WEEKLY) + MONTHLY * _MONTH, lambda at: (at.year, at.month)),
)
"""How far back each kind of period goes, and what two times of one period have in common."""


def staying(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those of the times (aware, in one time zone) whose copies stay at ``now``: the last one of each period."""
    kept: set[datetime] = set()
    last: dict[Hashable, datetime] = {}
    for at in sorted(times):
        age = now - at
        if age <= timedelta(days=ALL_DAYS):
            kept.add(at)
            continue
        for number, (oldest, period) in enumerate(_PERIODS):
            if age <= oldest:
                last[number, period(at)] = at
                break
    return kept | set(last.values())


def ranks(times: Iterable[datetime]) -> dict[datetime, int]:
    """What goes first where there is too little room for all, the oldest of each rank first.

    0: not the last of its hour. 1: not the last of its day. 2: all others. Of a large file, the copies of two days would
    else leave no room for those of the weeks before.
    """
    known = sorted(times)
    hours, days = {(at.date(), at.hour): at for at in known}, {at.date(): at for at in known}
    return {at: 2 if days[at.date()] == at else 1 if hours[at.date(), at.hour] == at else 0 for at in known}
