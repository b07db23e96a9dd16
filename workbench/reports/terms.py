"""The glossary terms that a report explains: those that its texts use.

For the public edition these are its own texts, so a term that only a confidential text uses does not reveal that text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from workbench.checklist.glossary import terms_in
from workbench.checklist.tree import Term
from workbench.language.i18n import Translator
from workbench.model.declared import Kind, declared
from workbench.model.labels import label
from workbench.model.rows import (
    Activity,
    BackgroundDocument,
    Contributor,
    Indicator,
    Measurement,
    Outcome,
    Output,
    Row,
    Session,
    WorkingGroup,
)
from workbench.plan.columns import PLAN_HEADINGS
from workbench.reports.contents import INDICATOR_FIELDS
from workbench.reports.data import ActivityReport, AreaReport, DocumentReport, IndicatorReport, QuestionReport, ReportData

_LINES: Final[Mapping[type[Row], Collection[str]]] = {
    Contributor: ("job_title", "department", "organization"),
    WorkingGroup: ("name",),
    BackgroundDocument: ("title", "source"),
    Session: ("title",),
    Outcome: ("title",),
    Output: ("title",),
    Activity: ("title",),
    Indicator: ("name",),
    Measurement: ("value",),
}
"""The LINE fields that may use a term: titles and job titles, but no names of people or places."""


def report_terms(data: ReportData, translate: Translator) -> tuple[Term, ...]:
    """The terms of the checklist that the report uses, in the order of the glossary.

    ``translate`` is that of the report: the headings of the plan and of the indicator sheets use terms, too.
    """
    return terms_in(_texts(data, translate), data.checklist.terms)


def _texts(data: ReportData, translate: Translator) -> Iterator[str]:
    """The texts in every format; not the introductions of the areas, which only JSON has."""
    yield from _written(data.assessment)
    for row in _register(data):
        yield from _written(row)
    for entry in data.areas:
        yield from _area(entry)
    for outcome in data.plan:
        yield from _written(outcome.outcome)
        for output in outcome.outputs:
            yield from _written(output.output)
    for activity in data.activities:
        yield from _activity(activity)
    for indicator in data.indicators:
        yield from _indicator(indicator)
    yield from _people(data, translate)
    if data.activities:
        yield from map(translate, PLAN_HEADINGS.values())
    if data.indicators:
        yield from map(translate, INDICATOR_FIELDS.values())


def _register(data: ReportData) -> Iterator[Row]:
    """The rows that stand alone, in no area and not in the plan."""
    yield from data.contributors
    yield from (entry.group for entry in data.groups)
    yield from (entry.document for entry in data.documents)
    yield from (entry.session for entry in data.sessions)
    yield from (entry.contribution for entry in data.notes)


def _written(row: Row) -> Iterator[str]:
    """The texts of a row that the report prints and that may use a term."""
    lines = _LINES.get(type(row), ())
    for name, field in declared(type(row)).items():
        if field.label is not None and (field.kind is Kind.TEXT or name in lines):
            yield getattr(row, name)


def _area(entry: AreaReport) -> Iterator[str]:
    yield entry.entry.title
    yield from _written(entry.finding)
    for part in entry.sections:
        yield part.section.title
        for question in part.questions:
            yield from _question(question)


def _question(entry: QuestionReport) -> Iterator[str]:
    yield entry.question.wording
    yield from _written(entry.answer)
    for part in entry.contributions:
        yield from _written(part.contribution)
    for document, note in entry.evidence:
        yield from (document.title, note)


def _activity(entry: ActivityReport) -> Iterator[str]:
    yield from _written(entry.activity)
    for rating in entry.ratings.values():
        yield from _written(rating)


def _people(data: ReportData, translate: Translator) -> Iterator[str]:
    """The names of posts and units, and the roles that the report prints."""
    entries: tuple[ActivityReport | IndicatorReport | DocumentReport, ...]
    entries = (*data.activities, *data.indicators, *data.documents)
    for people in (people for entry in entries for people in entry.people):
        yield from (translate(label(people.role)), *people.names)


def _indicator(entry: IndicatorReport) -> Iterator[str]:
    yield from _written(entry.indicator)
    for measurement in entry.measurements:
        yield from _written(measurement)
