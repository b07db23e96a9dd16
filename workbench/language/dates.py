"""Dates, quarters of a year and lengths of time, as they are written in the language of the reader."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from workbench.language.i18n import Message, Translator, known_language_or_english

_HOUR: Final = 60


def locale_of(translate: Translator) -> str:
    """Where Babel has the words of dates and numbers from: English is the international kind, with the day first."""
    language = known_language_or_english(translate.language)
    return "en_GB" if language == "en" else language


def shown_date(text: str, translate: Translator) -> str:
    """An ISO date in the reader's language; the text itself where it is none."""
    from babel.dates import format_date

    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return format_date(day, format="d MMMM y", locale=locale_of(translate))


def shown_moment(moment: datetime, translate: Translator) -> str:
    """A moment as date and time, in the reader's language."""
    from babel.dates import format_datetime

    return format_datetime(moment.replace(tzinfo=None), format="d MMMM y, HH:mm", locale=locale_of(translate))


def shown_quarter(text: str, translate: Translator) -> str:
    """``2027-Q1`` as people say it; the two parts stay on one line."""
    year, _, quarter = text.partition("-Q")
    return translate(Message("Q{quarter} {year}", quarter=quarter, year=year)).replace(" ", "\u00a0") if quarter else text


def duration(minutes: int) -> Message:
    """So many minutes, in hours and minutes; a part that is nothing is left out."""
    hours, left = divmod(minutes, _HOUR)
    if hours and left:
        return Message("{hours} h {minutes} min", hours=hours, minutes=left)
    return Message("{hours} h", hours=hours) if hours else Message("{minutes} min", minutes=left)
