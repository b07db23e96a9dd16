"""What is missing in a report: a list for the facilitator, never a reason to refuse the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from workbench.language.dates import Day
from workbench.language.i18n import Message
from workbench.model.labels import is_not_read
from workbench.model.texts import is_blank
from workbench.plan.indicator_sheet import missing_fields
from workbench.plan.priorities import is_overruled
from workbench.plan.row import RowPart
from workbench.privacy.person_names import MentionKind
from workbench.reports.data import ActivityReport, ReportData
from workbench.reports.names import NameHit, not_searched
from workbench.reports.text_places import TextPage
from workbench.system.frozen import frozen


@frozen
class Gap:
    """One thing that is missing. ``row_id`` is the id of its row, or the name of a field of the assessment, or empty."""

    kind: TextPage
    what: Message
    row_id: str = ""


def gaps(data: ReportData) -> tuple[Gap, ...]:
    """All that would be missing in a report of this picture, in the order of the stages."""
    return (*_scope(data), *_people(data), *_answers(data), *_activities(data), *_indicators(data), *_closing(data))


def _named(place: Message, words: str) -> Message:
    return Message("{place} names “{words}”, who is confidential.", place=place, words=words)


def _reached(place: Message, words: str) -> Message:
    return Message("{place} has contact details of a confidential person: “{words}”.", place=place, words=words)


def _placed(place: Message, words: str) -> Message:
    return Message("{place} has the job title of a confidential person: “{words}”.", place=place, words=words)


_TOLD: Final = {
    MentionKind.NAME: _named,
    MentionKind.PART: _named,
    MentionKind.CONTACT: _reached,
    MentionKind.POSITION: _placed,
}


def name_gaps(hits: Iterable[NameHit]) -> tuple[Gap, ...]:
    """What a public edition would reveal of confidential people: one gap for each place and person."""
    found: dict[tuple[TextPage, str, str, str], Gap] = {}
    for hit in hits:
        kind = hit.place.page
        told = _TOLD[hit.kind](hit.place.what, hit.written)
        found.setdefault((kind, hit.place.row_id, str(hit.place.what), hit.person), Gap(kind, told, hit.place.row_id))
    return tuple(found.values())


_SCOPE: Final = {
    "administration": Message("The name of the administration is missing."),
    "responsible": Message("Who is responsible for the assessment is missing."),
    "start_date": Message("The date when the assessment started is missing."),
    "objectives": Message("The objectives are not described."),
    "method": Message("The method is not described."),
}


def _scope(data: ReportData) -> Iterator[Gap]:
    return (Gap(TextPage.SCOPE, _SCOPE[name], name) for name in data.assessment.missing_scope)


def _people(data: ReportData) -> Iterator[Gap]:
    if not data.contributors:
        yield Gap(TextPage.PEOPLE, Message("No contributors are listed."))
    for person in data.contributors:
        if is_blank(person.name):
            yield Gap(TextPage.PEOPLE, Message("A contributor has no name."), person.id)
    lost = [person for person in data.contributors if is_not_read(person.name)]
    if lost:
        yield Gap(TextPage.PEOPLE, not_searched(len(lost)), lost[0].id)
    yield from _sessions(data)


def _sessions(data: ReportData) -> Iterator[Gap]:
    if not data.sessions:
        yield Gap(TextPage.SESSIONS, Message("No sessions are listed."))
    for number, entry in enumerate(data.sessions, 1):
        title = entry.session.title or (Day(entry.session.date) if entry.session.date else number)
        if entry.to_come:
            what = Message("Session “{title}” has not taken place yet.", title=title)
            yield Gap(TextPage.SESSIONS, what, entry.session.id)
            continue
        if not entry.session.date:
            yield Gap(TextPage.SESSIONS, Message("Session “{title}” has no date.", title=title), entry.session.id)
        if entry.session.running:
            yield Gap(TextPage.SESSIONS, Message("Session “{title}” is still running.", title=title), entry.session.id)
        elif entry.session.minutes is None:
            yield Gap(TextPage.SESSIONS, Message("Session “{title}” has no duration.", title=title), entry.session.id)
        if not entry.participants:
            yield Gap(TextPage.SESSIONS, Message("Session “{title}” has no participants.", title=title), entry.session.id)
        if is_blank(entry.session.results):
            yield Gap(TextPage.SESSIONS, Message("Session “{title}” has no results.", title=title), entry.session.id)


def _answers(data: ReportData) -> Iterator[Gap]:
    for entry in data.areas:
        if entry.progress.open:
            what = Message(
                "{area}: {count} question is unanswered.",
                "{area}: {count} questions are unanswered.",
                area=f"{entry.entry.number} {entry.entry.title}",
                count=entry.progress.open,
            )
            yield Gap(TextPage.ASSESSMENT, what, entry.entry.id)


def _activities(data: ReportData) -> Iterator[Gap]:
    if not data.activities:
        yield Gap(TextPage.PRIORITIES, Message("There are no activities."))
    for entry in data.activities:
        if entry.suggestion.missing:
            what = Message("Activity {number} is not rated on all criteria.", number=entry.number)
            yield Gap(TextPage.PRIORITIES, what, entry.activity.id)
        elif entry.activity.priority is None:
            what = Message("Activity {number} has no priority.", number=entry.number)
            yield Gap(TextPage.PRIORITIES, what, entry.activity.id)
        if is_overruled(entry.suggestion, entry.activity.priority) and is_blank(entry.activity.priority_reason):
            what = Message(
                "Activity {number}: the priority differs from the suggestion, and the reason is missing.",
                number=entry.number,
            )
            yield Gap(TextPage.PRIORITIES, what, entry.activity.id)
        yield from _planned(entry)


def _planned(entry: ActivityReport) -> Iterator[Gap]:
    what = {
        RowPart.OUTPUT: Message("Activity {number} is not in the plan.", number=entry.number),
        RowPart.RESPONSIBLE: Message("Activity {number} has no responsible person.", number=entry.number),
        RowPart.INDICATORS: Message("Activity {number} has no indicator.", number=entry.number),
        RowPart.TARGET: Message("Activity {number} has no performance target.", number=entry.number),
        RowPart.TIMELINE: Message("Activity {number} has no timeline.", number=entry.number),
    }
    for part in entry.missing:
        yield Gap(TextPage.PLAN, what[part], entry.activity.id)


def _indicators(data: ReportData) -> Iterator[Gap]:
    for entry in data.indicators:
        empty = missing_fields(entry.indicator)
        if empty:
            what = Message(
                "Indicator {number}: {count} required field of its sheet is missing.",
                "Indicator {number}: {count} required fields of its sheet are missing.",
                number=entry.number,
                count=len(empty),
            )
            yield Gap(TextPage.INDICATORS, what, entry.indicator.id)


def _closing(data: ReportData) -> Iterator[Gap]:
    wanted = (
        ("key_messages", Message("There are no key messages.")),
        ("recommendations", Message("There are no recommendations.")),
        ("challenges", Message("The challenges are not described.")),
        ("lessons", Message("The lessons learned are not described.")),
    )
    for name, what in wanted:
        if is_blank(getattr(data.assessment, name)):
            yield Gap(TextPage.REPORT, what, name)
