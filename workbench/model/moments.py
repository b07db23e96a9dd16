"""Moments as files and clocks give them, brought to the clock of this computer; none where that cannot be.

A file from outside may hold any text where a time belongs, and systems refuse to convert years that they do not know:
Windows all before 1970 and after 3000. Nothing that is shown may fail because of that.
"""

from __future__ import annotations

from datetime import datetime

from workbench.model.limits import FIRST_YEAR, LAST_YEAR


def moment(text: str) -> datetime | None:
    """An aware time from a text in ISO 8601, by the clock of this computer; None for anything else."""
    try:
        return local(datetime.fromisoformat(text))
    except ValueError:
        return None


def local(at: datetime) -> datetime | None:
    """A time by the clock of this computer; None where a system would not know the year, and where this one fails."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        return None
    try:
        return at.astimezone()
    except (ValueError, OverflowError, OSError):
        return None
