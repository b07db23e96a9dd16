"""What a file of this program can hold: declared once, for what is typed and for what a file from outside brings.

Each limit is far above what a station writes, and low enough that every page, the wall and every report stay usable with a
file that is full to the brim. Operations refuse what goes beyond; :mod:`workbench.storage.bounds` looks at files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

TEXT_CHARACTERS: Final = 100_000
"""The longest text of one field: some forty printed pages."""

TEXT_LINES: Final = 5_000
"""The most lines of one text."""

LINE_CHARACTERS: Final = 2_000
"""The longest name, title or other text that stands on a line of its own, in heads and in lists."""

FILE_TEXT_BYTES: Final = 32 * 1024 * 1024
"""All texts of a file together, as UTF-8, without the history: 282 answers of 50,000 letters of any alphabet."""

MOST_HANDS: Final = 999
"""A show of hands: more than a room can hold."""

MOST_ROUNDS: Final = 999
"""Assessments of one station: one a year for a thousand years."""

MOST_MINUTES: Final = 24 * 60
"""A session: a day."""

LAST_SEQUENCE: Final = 1 << 53
"""The last number that an entry of the history can have; nobody comes near it."""

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2999
"""What the clocks of all systems know. A typing slip such as 0206 is none of these years."""
_FIRST_YEARS: Final[Mapping[str, int]] = {"documents": 1500}
"""A law or a treaty may be much older than a computer."""

MOST_ROWS: Final[Mapping[str, int]] = {
    "assessment": 1,
    "lists": 100,
    "sections": 1_000,
    "questions": 3_000,
    "wordings": 50_000,
    "answers": 3_000,
    "findings": 100,
    "contributors": 2_000,
    "working_groups": 200,
    "group_members": 10_000,
    "group_lists": 5_000,
    "contributions": 20_000,
    "sessions": 1_000,
    "session_participants": 50_000,
    "session_lists": 20_000,
    "documents": 2_000,
    "evidence": 20_000,
    "outcomes": 200,
    "outputs": 1_000,
    "activities": 2_000,
    "ratings": 16_000,
    "activity_questions": 20_000,
    "indicators": 1_000,
    "activity_indicators": 10_000,
    "measurements": 20_000,
}
"""The most rows of each table. The history has no limit: nobody is ever kept from writing because much was written."""

_TEXTS: Final[Mapping[str, frozenset[str]]] = {
    "assessment": frozenset(
        ("objectives", "departments", "responsible", "strategic_plan", "method", "key_messages", "challenges", "lessons",
         "recommendations")
    ),
    "wordings": frozenset(("text",)),
    "answers": frozenset(("text", "causes", "parked_note")),
    "findings": frozenset(("strengths", "gaps", "causes")),
    "contributors": frozenset(("background",)),
    "contributions": frozenset(("text",)),
    "sessions": frozenset(("topics", "results")),
    "documents": frozenset(("note",)),
    "evidence": frozenset(("note",)),
    "activities": frozenset(("description", "priority_reason", "responsible", "target", "budget", "strategic_link")),
    "ratings": frozenset(("note",)),
    "indicators": frozenset(
        ("description", "dimension", "calculation", "rationale", "links", "types", "source", "databases", "periodicity",
         "disaggregation", "target", "country_example", "disclosure", "considerations")
    ),
    "measurements": frozenset(("note",)),
}  # fmt: skip
"""The columns that hold whole texts; all others are names, titles, choices and references."""

_NUMBERS: Final[Mapping[str, tuple[int, int]]] = {
    "round": (1, MOST_ROUNDS),
    "minutes": (0, MOST_MINUTES),
    "planned_minutes": (0, MOST_MINUTES),
    "hands_low": (0, MOST_HANDS),
    "hands_medium": (0, MOST_HANDS),
    "hands_high": (0, MOST_HANDS),
    "place": (0, 1_000_000_000),
    "position": (0, 1_000_000_000),
    "rank": (0, 1_000_000_000),
}
_NAMED_LIKE_NUMBERS: Final = frozenset((("contributors", "position"),))
_DATE: Final = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_QUARTER: Final = re.compile(r"([0-9]{4})-Q[1-4]")


def most_characters(table: str, column: str) -> int:
    """How long a text of a column can be."""
    return TEXT_CHARACTERS if column in _TEXTS.get(table, ()) else LINE_CHARACTERS


def first_year(table: str) -> int:
    """The first year that a date of a table can be in."""
    return _FIRST_YEARS.get(table, FIRST_YEAR)


def is_date(text: str, table: str = "") -> bool:
    """Whether a text is a day of the calendar (``2026-11-21``), in a year that the table can hold."""
    from datetime import date

    found = _DATE.fullmatch(text)
    if found is None or not first_year(table) <= int(found[1]) <= LAST_YEAR:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_time(text: str) -> bool:
    """Whether a text is a time of day (``09:30``)."""
    return _TIME.fullmatch(text) is not None


def is_quarter(text: str) -> bool:
    """Whether a text is a quarter of a year (``2027-Q1``)."""
    found = _QUARTER.fullmatch(text)
    return found is not None and FIRST_YEAR <= int(found[1]) <= LAST_YEAR


def shape_of(table: str, column: str) -> Callable[[Any], bool] | None:
    """What tells whether a column can hold a value that is not empty; None where any value of its type will do."""
    if column.endswith("date"):
        return lambda value: is_date(value, table)
    if column.endswith("_time"):
        return is_time
    if column.endswith("_quarter"):
        return is_quarter
    if column in _NUMBERS and (table, column) not in _NAMED_LIKE_NUMBERS:
        least, most = _NUMBERS[column]
        return lambda value: type(value) is int and least <= value <= most
    return None
