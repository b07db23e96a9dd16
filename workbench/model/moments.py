"""Moments from files and clocks, converted to the time zone of this computer where that is possible.

A file from outside may have any text in the place of a time, and systems refuse to convert years that they do not know:
Windows all before 1970 and after 3000. No page may fail because of that.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from workbench.model.limits import FIRST_YEAR, LAST_YEAR


def moment(text: str) -> datetime | None:
    """An aware time, in the time zone of this computer, from a text in ISO 8601; None for any other text."""
    try:
        return local(datetime.fromisoformat(text))
    except ValueError:
        return None


def local(at: datetime) -> datetime | None:
    """A time in the time zone of this computer; None if it cannot be converted, or some other system could not do it."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        return None
    try:
        return at.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def start_in_utc(day: str) -> str:
    """The first moment of a day (``2026-11-21``) on this computer, in UTC, ISO 8601; empty for an empty text."""
    if not day:
        return ""
    at = datetime.combine(date.fromisoformat(day), time.min)
    try:
        there = at.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        there = at.replace(tzinfo=UTC)
    return there.isoformat(timespec="milliseconds")
