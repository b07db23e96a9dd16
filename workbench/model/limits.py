"""What a file of this program can contain, both for what is typed and for files from outside.

How long a text, how old a date and how large a number can be follows from the declaration of the field.

Each limit is far above what a station writes, and low enough that every page, the projector view and every report stay
usable with a file that is completely full. Operations refuse what exceeds a limit; :mod:`workbench.storage.bounds` checks
files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from workbench.language.dates import first_day
from workbench.model.declared import Declared, Kind
from workbench.model.order_keys import is_order_key

TEXT_CHARACTERS: Final = 100_000
"""The longest text of one field: about forty printed pages."""

TEXT_LINES: Final = 5_000
"""The most lines of one text."""

LINE_CHARACTERS: Final = 2_000
"""The longest name, title or other text of one line."""

FILE_TEXT_BYTES: Final = 32 * 1024 * 1024
"""All texts of a file together, as UTF-8, without the history: 282 answers of 50,000 letters of any alphabet."""

MOST_STORED_BYTES: Final = 20 * 1000 * 1000
"""The largest document that is stored in a file. A larger one can be linked."""

MANY_STORED_BYTES: Final = 200 * 1000 * 1000
"""From here on, people are told that copying the file and sending it takes long."""

ALL_STORED_BYTES: Final = 400 * 1000 * 1000
"""All documents that are stored in a file together: it must fit into memory when it has to be repaired."""

MOST_FILE_BYTES: Final = 1 << 50
"""The size of a linked file: more than any disk has."""

MOST_HANDS: Final = 999
"""Raised hands for one level: more than any room has."""

MOST_ROUNDS: Final = 999
"""Assessments of one station: one each year for a thousand years."""

MOST_MINUTES: Final = 24 * 60
"""The longest session: a day."""

LAST_SEQUENCE: Final = 1 << 53
"""The last number that an entry of the history can have; no file comes near it."""

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2999
"""The years that the clocks of all systems know. A typing error like 0206 is outside."""
FIRST_YEAR_OF_A_LAW: Final = 1500
"""A law or a treaty may be much older than a computer."""

MOST_ROWS: Final[Mapping[str, int]] = {
    "assessment": 1,
    "areas": 100,
    "sections": 1_000,
    "questions": 3_000,
    "wordings": 50_000,
    "answers": 3_000,
    "findings": 100,
    "contributors": 2_000,
    "working_groups": 200,
    "group_members": 10_000,
    "group_areas": 5_000,
    "contributions": 20_000,
    "sessions": 1_000,
    "session_participants": 50_000,
    "session_areas": 20_000,
    "documents": 2_000,
    "document_people": 10_000,
    "evidence": 20_000,
    "outcomes": 200,
    "outputs": 1_000,
    "activities": 2_000,
    "activity_people": 20_000,
    "ratings": 16_000,
    "hands": 63_000,
    "activity_questions": 20_000,
    "indicators": 1_000,
    "indicator_people": 10_000,
    "activity_indicators": 10_000,
    "measurements": 20_000,
    "attachments": 4_000,
}
"""The most rows of each table. The history has no limit: nobody must be unable to write because much was written before."""

_DAY: Final = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_QUARTER: Final = re.compile(r"([0-9]{4})-Q[1-4]")


def most_characters(field: Declared) -> int:
    """How many characters a field can contain.

    A key of order is shorter, but one that is too long only loses its row's place: it is no reason to refuse a file.
    """
    return TEXT_CHARACTERS if field.kind in (Kind.TEXT, Kind.ORDER) else LINE_CHARACTERS


def first_year(field: Declared) -> int:
    """The earliest year that a field with a date or a day accepts."""
    return FIRST_YEAR if field.least is None else field.least


def is_date(text: str, first: int = FIRST_YEAR) -> bool:
    """Whether a text is a day, a month or a year (``2026-11-21``, ``2026-11``, ``2026``), in the year ``first`` or later."""
    return is_day(first_day(text), first)


def is_day(text: str, first: int = FIRST_YEAR) -> bool:
    """Whether a text is a day of the calendar (``2026-11-21``), in the year ``first`` or later."""
    from datetime import date

    found = _DAY.fullmatch(text)
    if found is None or not first <= int(found[1]) <= LAST_YEAR:
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


def shape_of(field: Declared) -> Callable[[Any], bool] | None:
    """The test that a value of this field must pass unless it is empty; None if any value of its type is accepted."""
    match field.kind:
        case Kind.DATE | Kind.DAY:
            fits, first = is_date if field.kind is Kind.DATE else is_day, first_year(field)
            return lambda value: fits(value, first)
        case Kind.TIME:
            return is_time
        case Kind.QUARTER:
            return is_quarter
        case Kind.NUMBER:
            least, most = field.least or 0, field.most or 0
            return lambda value: type(value) is int and least <= value <= most
        case Kind.ORDER:
            return is_order_key
        case _:
            return None
