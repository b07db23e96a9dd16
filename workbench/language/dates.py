"""Dates, quarters of a year and durations in the language of the reader."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from workbench.language.i18n import Message, Translator, Worded, known_language_or_english
from workbench.system.frozen import frozen

_HOUR: Final = 60
_YEAR: Final = len("2026")
_MONTH: Final = len("2026-11")
_FIRST: Final = {_YEAR: "-01-01", _MONTH: "-01"}


def locale_of(translate: Translator) -> str:
    """Babel's locale for dates and numbers; English is British, with the day first."""
    language = known_language_or_english(translate.language)
    return "en_GB" if language == "en" else language


def first_day(text: str) -> str:
    """The first day of a date: ``2026-11-01`` of ``2026-11``. A text that is no date is none after it, either."""
    return text + _FIRST.get(len(text), "")


def shown_date(text: str, translate: Translator, *, short: bool = False) -> str:
    """An ISO date in the reader's language, a month or a year as such; a text that is no date stays as it is.

    ``short`` is for a narrow column: the month is still a word.
    """
    from babel.dates import format_date, format_skeleton

    try:
        day = date.fromisoformat(first_day(text))
    except ValueError:
        return text
    if len(text) == _MONTH:
        return format_skeleton("yMMM" if short else "yMMMM", day, locale=locale_of(translate))
    return (
        text
        if len(text) == _YEAR
        else format_date(day, format="d MMM y" if short else "d MMMM y", locale=locale_of(translate))
    )


def shown_moment(moment: datetime, translate: Translator) -> str:
    """A moment as date and time in the reader's language, without its time zone."""
    from babel.dates import format_datetime

    return format_datetime(moment.replace(tzinfo=None), format="d MMMM y, HH:mm", locale=locale_of(translate))


@frozen
class Day(Worded):
    """A date in a sentence; ``text`` is as :func:`shown_date` takes it."""

    text: str

    def worded(self, translate: Translator) -> str:
        """The date in the reader's language."""
        return shown_date(self.text, translate)


@frozen
class At(Worded):
    """A moment (an aware time) in a sentence, by the clock of this computer; without its day if ``now`` is on the same."""

    moment: datetime
    now: datetime | None = None

    def worded(self, translate: Translator) -> str:
        """The time, or the day and the time, in the reader's language."""
        here = self.moment.astimezone()
        if self.now is not None and here.date() == self.now.astimezone().date():
            return f"{here:%H:%M}"
        return shown_moment(here, translate)


def shown_quarter(text: str, translate: Translator) -> str:
    """``2027-Q1`` as people write it, with a no-break space; a text that is no quarter stays as it is."""
    year, _, quarter = text.partition("-Q")
    return translate(Message("Q{quarter} {year}", quarter=quarter, year=year)).replace(" ", "\u00a0") if quarter else text


def duration(minutes: int) -> Message:
    """Minutes as hours and minutes, without a part that is zero."""
    hours, left = divmod(minutes, _HOUR)
    if hours and left:
        return Message("{hours} h {minutes} min", hours=hours, minutes=left)
    return Message("{hours} h", hours=hours) if hours else Message("{minutes} min", minutes=left)
