"""Which glossary terms a report explains: those that its own texts use, and no others.

The public edition is judged by its own texts too, so a term that stands in a confidential text alone does not tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checklist.glossary import terms_in
from workbench.checklist.tree import Term
from workbench.language.i18n import Translator
from workbench.plan.columns import PLAN_COLUMNS, PLAN_HEADINGS, text_of
from workbench.reports.contents import FINDING_FIELDS, INDICATOR_FIELDS
from workbench.reports.data import ActivityReport, AreaReport, IndicatorReport, QuestionReport, ReportData

_OPENING = ("objectives", "departments", "responsible", "strategic_plan", "method")
_CLOSING = ("key_messages", "challenges", "lessons", "recommendations")


def report_terms(data: ReportData, translate: Translator) -> tuple[Term, ...]:
    """The terms of the checklist that the report uses, in the order of the glossary.

    ``translate`` speaks the language of the report: the heads of the plan and of the indicator sheets use terms as well.
    """
    return terms_in(_texts(data, translate), data.checklist.terms)


def _texts(data: ReportData, translate: Translator) -> Iterator[str]:
    """The texts that every format prints; not the introductions of the areas, which JSON alone holds."""
    for name in (*_OPENING, *_CLOSING):
        yield getattr(data.assessment, name)
    yield from _people(data)
    for entry in data.areas:
        yield from _area(entry)
    for outcome in data.plan:
        yield outcome.outcome.title
        yield from (output.output.title for output in outcome.outputs)
    for activity in data.activities:
        yield from _activity(activity)
    for indicator in data.indicators:
        yield from _indicator(indicator)
    if data.activities:
        yield from map(translate, PLAN_HEADINGS.values())
    if data.indicators:
        yield from map(translate, INDICATOR_FIELDS.values())


def _people(data: ReportData) -> Iterator[str]:
    """People, documents and sessions."""
    for person in data.contributors:
        yield from (person.position, person.unit, person.organization, person.background)
    for group in data.groups:
        yield group.group.name
    for document in data.documents:
        yield from (document.title, document.source, document.note)
    for session in data.sessions:
        yield from (session.session.title, session.session.topics, session.session.results)


def _area(entry: AreaReport) -> Iterator[str]:
    yield entry.entry.title
    yield from (getattr(entry.finding, name) for name in FINDING_FIELDS)
    for part in entry.sections:
        yield part.section.title
        for question in part.questions:
            yield from _question(question)


def _question(entry: QuestionReport) -> Iterator[str]:
    yield from (entry.question.wording, entry.answer.text, entry.answer.causes)
    for contribution in entry.contributions:
        yield contribution.text
    for document, note in entry.evidence:
        yield from (document.title, note)


def _activity(entry: ActivityReport) -> Iterator[str]:
    row = entry.activity
    yield from (row.description, row.priority_reason, entry.responsible)
    yield from (text_of(row, column.name) for column in PLAN_COLUMNS if not column.made)
    yield from (rating.note for rating in entry.ratings.values())


def _indicator(entry: IndicatorReport) -> Iterator[str]:
    yield from (getattr(entry.indicator, name) for name in INDICATOR_FIELDS)
    for measurement in entry.measurements:
        yield from (measurement.value, measurement.note)
