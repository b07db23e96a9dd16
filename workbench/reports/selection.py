"""The picture of a report of which only some parts are wanted.

What is not wanted is taken out of the picture, not skipped by the formats: so no format can print it, it is counted nowhere,
and confidential names are looked for only in what is written. Sums of areas stay those of the whole assessment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from workbench.errors import InvalidValue
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Assessment, Finding
from workbench.model.vocabulary import MeasureStatus
from workbench.reports.data import ActivityReport, AreaReport, OutcomeReport, QuestionReport, ReportData, SectionReport
from workbench.reports.parts import ALL_PARTS, Part, Selection

_EVERYWHERE = ("administration", "station", "round", "mode", "classification", "start_date", "end_date", "language")
"""What cover and headers show of the assessment."""

_CLOSING = {
    Part.KEY_MESSAGES: ("key_messages",),
    Part.CHALLENGES: ("challenges", "lessons"),
    Part.RECOMMENDATIONS: ("recommendations",),
}


def selected(data: ReportData, wanted: Selection) -> ReportData:
    """The picture with only what is wanted. Raises :class:`~workbench.errors.InvalidValue` when that is no part at all."""
    if wanted.is_whole:
        return data
    parts = tuple(part for part in ALL_PARTS if part in wanted.parts)
    if not parts:
        raise InvalidValue(
            Message("A report needs at least one part."),
            safe=Message("No file was created."),
            advice=Message("Choose what the report is to contain."),
        )
    if wanted.areas is not None:
        data = replace(data, areas=tuple(entry for entry in data.areas if entry.entry.id in wanted.areas), notes=())
    data = _without_parts(data, parts)
    return _only_answered(data) if wanted.only_answered else data


def _without_parts(data: ReportData, parts: tuple[Part, ...]) -> ReportData:
    has = frozenset(parts).__contains__
    areas = data.areas if any(map(has, (Part.PROFILE, Part.FINDINGS, Part.ANSWERS))) else ()
    acts = has(Part.PLAN) or has(Part.PRIORITIES)
    return replace(
        data,
        parts=parts,
        assessment=_assessment(data.assessment, parts),
        areas=tuple(_area(entry, parts) for entry in areas),
        contributors=data.contributors if has(Part.PEOPLE) else (),
        groups=data.groups if has(Part.PEOPLE) else (),
        sessions=data.sessions if has(Part.SESSIONS) else (),
        documents=data.documents if has(Part.DOCUMENTS) else (),
        plan=_each_activity(data, parts) if acts else (),
        unplanned=tuple(_activity(entry, parts) for entry in data.unplanned) if acts else (),
        indicators=data.indicators if has(Part.INDICATORS) or has(Part.PLAN) else (),
        notes=data.notes if has(Part.ANSWERS) else (),
        withheld=data.withheld if areas else 0,
    )


def _assessment(row: Assessment, parts: tuple[Part, ...]) -> Assessment:
    if Part.SCOPE in parts:
        away = [name for part, names in _CLOSING.items() if part not in parts for name in names]
        emptied: dict[str, Any] = dict.fromkeys(away, "")
        return replace(row, **emptied)
    kept = [*_EVERYWHERE, *(name for part, names in _CLOSING.items() if part in parts for name in names)]
    if Part.PLAN in parts:
        kept.append("strategic_plan")
    bare = Assessment(id=row.id, checklist=row.checklist, checklist_version=row.checklist_version)
    return replace(bare, **{name: getattr(row, name) for name in kept})


def _area(entry: AreaReport, parts: tuple[Part, ...]) -> AreaReport:
    finding = entry.finding if Part.FINDINGS in parts else Finding(id=entry.finding.id, area_id=entry.finding.area_id)
    if Part.ANSWERS in parts:
        return replace(entry, finding=finding)
    sections = (
        replace(part, questions=tuple(_only_status(question, parts) for question in part.questions))
        for part in entry.sections
    )
    return replace(entry, finding=finding, sections=tuple(sections))


def _only_status(entry: QuestionReport, parts: tuple[Part, ...]) -> QuestionReport:
    """A question whose answer is not written: the findings name it by its status."""
    status = entry.answer.status if Part.FINDINGS in parts else MeasureStatus.NOT_JUDGED
    answer = Answer(id=entry.answer.id, question_id=entry.answer.question_id, status=status)
    return replace(entry, answer=answer, contributions=(), evidence=(), activities=(), hands=None)


def _each_activity(data: ReportData, parts: tuple[Part, ...]) -> tuple[OutcomeReport, ...]:
    return tuple(
        replace(
            outcome,
            outputs=tuple(
                replace(output, activities=tuple(_activity(entry, parts) for entry in output.activities))
                for output in outcome.outputs
            ),
        )
        for outcome in data.plan
    )


def _activity(entry: ActivityReport, parts: tuple[Part, ...]) -> ActivityReport:
    """An activity without what only chapters show that are left out."""
    if Part.PRIORITIES not in parts:
        row = replace(entry.activity, description="", priority_reason="")
        entry = replace(entry, activity=row, ratings={}, questions=())
    return entry if {Part.PLAN, Part.INDICATORS} & set(parts) else replace(entry, indicators=())


def _only_answered(data: ReportData) -> ReportData:
    before = len(data.questions)
    areas = tuple(replace(entry, sections=tuple(_told_sections(entry))) for entry in data.areas)
    left = replace(data, areas=areas)
    return replace(left, unanswered=before - len(left.questions) if Part.ANSWERS in data.parts else 0)


def _told_sections(entry: AreaReport) -> Iterable[SectionReport]:
    return (replace(part, questions=part.told) for part in entry.sections if part.told)
