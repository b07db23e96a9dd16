"""Dates and times as people write them, read as they are stored: a day, a month or a year; a time of day.

Understood are ``3 March 2026``, ``March 3, 2026``, ``03/03/2026``, ``3.3.2026``, ``2026-03-03``, ``March 2019``,
``06/2025``, ``2025-06`` and ``2019``, with the names of months and days of the week, whole or short, in every language of
the program, and with the digits of any script. Names come from Babel (CLDR); no name means two months, in any language.

Where a day and a month are both numbers, the order is that of the reader's system, unless only one order gives a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from workbench.language.folding import WORDS, fold
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from babel import Locale

_LOCALES: Final = ("en_GB", "fr", "es", "pt", "ru", "ar", "ar_SY", "ar_DZ", "ar_MA", "ar_MR")
"""The languages of the program; for Arabic also those of its countries where months have other names."""

_JOINING: Final = frozenset(
    {"de", "del", "do", "le", "el", "of", "the", "st", "nd", "rd", "th", "er", "o", "г", "год", "года"}
)
"""What stands between the parts of a date in these languages, or behind a number."""

_NUMBER: Final = re.compile(r"[0-9]+")
_ALLOWED_BETWEEN: Final = re.compile(r"[\s./,،'’–-]*")
_LONGEST: Final = 60
"""Nobody writes a date with more characters."""
_YEAR_FIGURES: Final = 4
_SHORT: Final = 2
"""The most figures of a day or a month, and those of a year without its century."""
_MONTHS: Final = 12
_TIME: Final = re.compile(r"([0-9]{1,2})[:.h]([0-9]{2})(?::[0-9]{2})?(?:\s*([ap])\.?m\.?)?")
_NOON: Final = 12
_FIRST_OF_LAST_CENTURY: Final = 69
"""69 to 99 are of the last century, 00 to 68 of this one, as POSIX reads a year of two figures."""


class Order(StrEnum):
    """The order in which somebody writes the numbers of a date."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@frozen
class TypedDate:
    """What was read. ``iso`` is the day, month or year as it is stored.

    ``doubtful``: in another order the same numbers would be another day, or the century was added. It should then be said
    in words what was understood.
    """

    iso: str
    doubtful: bool = False


def order_of(pattern: str) -> Order:
    """The order in a pattern of CLDR or Qt for a short date, for example ``M/d/yy``."""
    month, day = pattern.find("M"), pattern.find("d")
    return Order.MONTH_FIRST if 0 <= month < day and pattern.find("y") > month else Order.DAY_FIRST


def system_order() -> Order:
    """The order that the environment of the process asks for; the window asks Qt, which also knows other systems."""
    from babel import Locale, UnknownLocaleError, default_locale

    name = default_locale("LC_TIME") or ""
    if not name or name.endswith("POSIX"):
        return Order.DAY_FIRST
    try:
        return order_of(Locale.parse(name).date_formats["short"].pattern)
    except UnknownLocaleError:
        return Order.DAY_FIRST


def read_date(text: str, order: Order = Order.DAY_FIRST) -> TypedDate | None:
    """What somebody means who writes this; None when it is no day, month or year."""
    folded = fold(text).strip().rstrip(".").rstrip()
    if not folded or len(folded) > _LONGEST or not folded[0].isalnum():
        return None
    numbers = _NUMBER.findall(folded)
    words = _NUMBER.sub(" ", folded)
    if not numbers or _ALLOWED_BETWEEN.fullmatch(WORDS.sub("", words)) is None:
        return None
    named = _named(words)
    if named is None:
        return None
    month, weekday = named
    found = _with_name(numbers, month) if month else _in_numbers(numbers, order, dotted=folded.count(".") > 1)
    if found is not None and weekday is not None and not _falls_on(found.iso, weekday):
        return None
    return found


def read_time(text: str) -> str:
    """A time of day as it is stored (``09:30``), of ``9:30``, ``9.30``, ``9h30`` and ``9:30 am``. Other text stays."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        return text.strip()
    hour = int(found[1])
    if found[3]:
        hour = hour % _NOON + (_NOON if found[3] == "p" else 0)
    return f"{hour:02}:{found[2]}"


def _with_name(numbers: Sequence[str], month: int) -> TypedDate | None:
    """A date whose month is a word: the other numbers are the year, and perhaps the day."""
    match numbers:
        case [year]:
            return _month(year, month)
        case [year, day] if len(year) == _YEAR_FIGURES:
            return _day(year, month, day)
        case [day, year]:
            return _day(year, month, day)
        case _:
            return None


def _in_numbers(numbers: Sequence[str], order: Order, *, dotted: bool) -> TypedDate | None:
    match numbers:
        case [year]:
            return TypedDate(year) if len(year) == _YEAR_FIGURES else None
        case [year, month] if len(year) == _YEAR_FIGURES:
            return _month(year, _number(month))
        case [month, year]:
            return _month(year, _number(month))
        case [year, month, day] if len(year) == _YEAR_FIGURES:
            return _day(year, _number(month), day)
        case [first, second, year]:
            return _in_order(first, second, year, Order.DAY_FIRST if dotted else order, dotted=dotted)
        case _:
            return None


def _in_order(first: str, second: str, year: str, order: Order, *, dotted: bool) -> TypedDate | None:
    """Two numbers before a year. With full stops the day is always first."""
    day_first, month_first = _day(year, _number(second), first), _day(year, _number(first), second)
    if dotted:
        return day_first
    wanted, other = (day_first, month_first) if order is Order.DAY_FIRST else (month_first, day_first)
    if wanted is None or other is None or wanted.iso == other.iso:
        return wanted or other
    return TypedDate(wanted.iso, doubtful=True)


def _day(year: str, month: int, day: str) -> TypedDate | None:
    full = _full_year(year)
    try:
        return TypedDate(date(int(full), month, _number(day)).isoformat(), doubtful=full != year)
    except ValueError:
        return None


def _month(year: str, month: int) -> TypedDate | None:
    whole = len(year) == _YEAR_FIGURES and 1 <= month <= _MONTHS
    return TypedDate(f"{year}-{month:02}") if whole else None


def _number(figures: str) -> int:
    """The number of a day or a month; 0, which is none, if it has too many figures."""
    return int(figures) if len(figures) <= _SHORT else 0


def _full_year(year: str) -> str:
    """A year with four figures; "" for one that has neither two nor four."""
    if len(year) == _SHORT:
        return f"{'19' if int(year) >= _FIRST_OF_LAST_CENTURY else '20'}{year}"
    return year if len(year) == _YEAR_FIGURES else ""


def _falls_on(iso: str, weekday: int) -> bool:
    return len(iso) == len("2026-03-03") and date.fromisoformat(iso).weekday() == weekday


def _named(words: str) -> tuple[int, int | None] | None:
    """The month (0: none) and the day of the week that words name; None when another word is there."""
    rest = " ".join(WORDS.findall(words))
    if not rest:
        return 0, None
    month, rest = _taken(rest, _months())
    weekday, rest = _taken(rest, _weekdays())
    return None if set(rest.split()) - _JOINING else (month or 0, weekday)


def _taken(words: str, names: Mapping[str, int]) -> tuple[int | None, str]:
    """What the longest name among the words stands for, and the words without it."""
    for name in sorted(names, key=len, reverse=True):
        found = re.search(rf"(?:^| ){re.escape(name)}(?= |$)", words)
        if found is not None:
            return names[name], words[: found.start()] + words[found.end() :]
    return None, words


@cache
def _months() -> Mapping[str, int]:
    return {name: month for locale in _locales() for name, month in _forms(locale.months)}


@cache
def _weekdays() -> Mapping[str, int]:
    return {name: day for locale in _locales() for name, day in _forms(locale.days)}


def _locales() -> Iterator[Locale]:
    from babel import Locale

    return (Locale.parse(name) for name in _LOCALES)


def _forms(names: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Iterator[tuple[str, int]]:
    """The whole and the short names of Babel, folded, with the number of each; one that has no letters is left out."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in names[context][width].items():
                words = " ".join(WORDS.findall(fold(name)))
                if words:
                    yield words, number
