"""What all formats of the report share: the headings in order, labels of fields, numbers, counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from workbench.language.dates import duration, locale_of, shown_date, shown_quarter
from workbench.language.i18n import Message, Translator
from workbench.model.declared import label_of
from workbench.model.labels import label
from workbench.model.raised_hands import counted_on
from workbench.model.rows import Assessment, Contribution, Finding, Indicator, Row
from workbench.model.vocabulary import Choice, ContributionKind, MeasureStatus
from workbench.plan.columns import timeline_of
from workbench.plan.indicator_sheet import SHEET_FIELDS
from workbench.reports.data import ActivityReport, HandsReport, ReportData, SessionReport
from workbench.system.frozen import frozen


@frozen
class RenderedCounts:
    """What a renderer has really written into a report, counted while it was written."""

    answers: int
    characters: int
    activities: int


Progress = Callable[[float], None]
"""Called with the finished share of some work, from 0 to 1, after each piece. An exception from it ends the work."""


def untold(share: float) -> None:
    """The :data:`Progress` for work whose progress nobody wants to know."""
    del share


def part_of_work(progress: Progress, start: float, end: float) -> Progress:
    """The :data:`Progress` for a part of some work, which is the share from ``start`` to ``end`` of the whole."""
    return lambda share: progress(start + (end - start) * share)


TITLE: Final = Message("Integrity self-assessment")
CONTENTS: Final = Message("Contents")
NOTES: Final = Message("Notes about no question")
NOT_ANSWERED: Final = Message("Not answered.")
WITHHELD: Final = Message("Answered; confidential, not included in the public edition.")
NOTHING_WRITTEN: Final = Message("No information provided.")
NOTHING_OF_SESSION: Final = Message("No information provided about this session.")
UNPLANNED: Final = Message("Activities outside the plan")

_SCOPE_FIELDS: Final = (
    "administration",
    "station",
    "round",
    "scope",
    "recurrence",
    "mode",
    "period",
    "departments",
    "responsible",
    "strategic_plan",
    "objectives",
    "method",
)


def _labels(row_type: type[Row], names: Iterable[str], otherwise: Mapping[str, Message] | None = None) -> dict[str, Message]:
    """The labels of fields in a report, in the order of the names; ``otherwise`` has labels that differ or have no field."""
    own = otherwise or {}
    return {name: own[name] if name in own else label_of(row_type, name) for name in names}


ASSESSMENT_FIELDS: Final = _labels(Assessment, _SCOPE_FIELDS, {"period": Message("Period")})
"""The rows of the scope table; ``period`` is made from the two dates."""

INDICATOR_FIELDS: Final = _labels(Indicator, SHEET_FIELDS)
"""The fields of an indicator's sheet, in the order of Annex 11."""

FINDING_FIELDS: Final = _labels(Finding, ("strengths", "gaps", "causes"))


def shown_number(number: int, translate: Translator) -> str:
    """A whole number with the separators of the report's language."""
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=locale_of(translate))).replace("\u202f", "\u00a0")


def span(start: str, end: str, translate: Translator) -> str:
    """A period in words, also with one end only; ``start`` and ``end`` are already in the reader's language."""
    if start and end:
        return translate(Message("{start} to {end}", start=start, end=end))
    if start:
        return translate(Message("from {start}", start=start))
    return translate(Message("until {end}", end=end)) if end else ""


def period(assessment: Assessment, translate: Translator) -> str:
    """The period of the assessment, as far as it is known."""
    start, end = (shown_date(text, translate) for text in (assessment.start_date, assessment.end_date))
    return span(start, end, translate)


def timeline(entry: ActivityReport, translate: Translator) -> str:
    """The quarters of an activity."""
    start, end = (shown_quarter(text, translate) for text in (entry.activity.start_quarter, entry.activity.end_quarter))
    return timeline_of(start, end, translate)


def session_duration(entry: SessionReport, translate: Translator) -> str:
    """The duration of a session, as far as it is known; a planned one is said to be planned."""
    session = entry.session
    if session.running:
        return translate(Message("not ended yet"))
    if entry.planned:
        return _planned_for(session.minutes if session.planned_minutes is None else session.planned_minutes, translate)
    return translate(duration(session.minutes)) if session.minutes is not None else ""


def _planned_for(minutes: int | None, translate: Translator) -> str:
    if minutes is None:
        return translate(Message("planned"))
    return translate(Message("planned ({duration})", duration=duration(minutes)))


def session_title(entry: SessionReport, translate: Translator) -> str:
    """The title of a session, or else its date."""
    session = entry.session
    if session.title or not session.date:
        return session.title or translate(Message("Session"))
    return translate(Message("Session of {date}", date=shown_date(session.date, translate)))


def session_line(entry: SessionReport, translate: Translator) -> str:
    """Date, time, duration and place of a session in one line."""
    session = entry.session
    parts = (shown_date(session.date, translate), session.start_time, session_duration(entry, translate), session.location)
    return translate.listed(part for part in parts if part)


def scope_value(name: str, data: ReportData, translate: Translator) -> str:
    """The value of a row of the scope table."""
    if name == "period":
        return period(data.assessment, translate)
    value = getattr(data.assessment, name)
    return translate(label(value)) if isinstance(value, Choice) else str(value)


def area_title(number: str, title: str) -> str:
    """An area as a heading."""
    return f"{number}  {title}"


def kind_and_judgement(row: Contribution, known: ContributionKind | None = None) -> tuple[Message, ...]:
    """In which part somebody contributes, with the status and the priority that he or she sees.

    ``known`` is the part that a heading has named already.
    """
    parts = [label(row.kind)] if row.kind is not known else []
    if row.status is not MeasureStatus.NOT_JUDGED:
        parts.append(Message("Status: {status}", status=label(row.status)))
    if row.priority is not None:
        parts.append(Message("Priority: {priority}", priority=label(row.priority)))
    if row.done:
        parts.append(label_of(Contribution, "done"))
    return tuple(parts)


def hands_counted(hands: HandsReport, translate: Translator) -> str:
    """When raised hands were counted; empty if nobody knows."""
    return translate(counted_on(shown_date(hands.date, translate), hands.session)) if hands.date else ""
