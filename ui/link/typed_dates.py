"""Dates as the user of this computer types them: in the order of its system, or chosen from a calendar."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QDate, QLocale, Qt

from ui.link.language import current
from workbench.language.dates import first_day
from workbench.language.typed_dates import TypedDate, order_of, read_date
from workbench.model.declared import Kind

_DAY: Final = len("2026-03-03")


def read_typed_date(text: str) -> TypedDate | None:
    """What somebody means who types this; None when it is no date."""
    return read_date(text, order_of(QLocale.system().dateFormat(QLocale.FormatType.ShortFormat)))


def stored_date(text: str, kind: Kind) -> str:
    """A typed date as a field of this kind stores it. What it cannot take stays as it is typed, and the core says why."""
    found = read_typed_date(text) if text.strip() else None
    return found.iso if found is not None and (kind is Kind.DATE or len(found.iso) == _DAY) else text.strip()


def first_day_of_week() -> Qt.DayOfWeek:
    """The day with which weeks begin where this computer is."""
    return QLocale.system().firstDayOfWeek()


def calendar_locale() -> QLocale:
    """The locale for the words of a calendar: the language of the interface, English as in Britain."""
    language = current().language
    return QLocale("en_GB" if language == "en" else language)


def as_qdate(iso: str) -> QDate:
    """The first day of a stored date, for Qt; an invalid one for a text that is no date."""
    return QDate.fromString(first_day(iso), Qt.DateFormat.ISODate)
