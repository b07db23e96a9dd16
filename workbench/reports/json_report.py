"""The report as JSON, for other programs: tables of the headquarters, statistics, other systems.

One object in UTF-8. Its promises (``version`` grows when one of these changes its meaning; new names may be added):

- ``format`` is ``integrity-workbench-report``, ``version`` 2 (1 had ``lists`` for ``areas``). ``program``, ``made_at``,
  ``language`` and ``edition`` say where it comes from; ``language`` is that of the report's own words. ``counts`` says how
  much must be in it.
- ``wording``: how many questions have the wording of the checklist (``pack``), of a wording file (``wording_file``), or are
  the administration's own (``own``), and in which language.
- ``assessment`` has scope, mode, method and period; ``report`` the concluding texts.
- ``contributors``, ``working_groups``, ``documents``, ``sessions``; they name areas by number (``3``, ``CA1``). A session
  can be ``planned``: it had not taken place, and its ``minutes`` are the intended ones.
- ``areas`` → ``sections`` → ``questions`` → ``answer``; a question has its permanent ``id`` and the ``number`` that people
  say. Only included questions are here. ``withheld``: there is an answer that is not in the public edition; ``progress``
  counts it as answered and as having no status yet.
- ``contributions`` of a question say who contributes (``author``) and in which part (``kind``), with a status, a priority
  and causes of their own; ``notes`` are those to no question; a note can be ``done``. ``hands`` are the raised hands for
  each status, with the day and the title of the session, or null; the public edition has none. ``agreed``: the answer is
  ``proposed`` or ``agreed``.
- ``plan`` → ``outputs`` → ``activities``; ``unplanned_activities`` are not in the plan yet. An activity names its questions
  by id and its indicators by number.
- ``people`` of an activity, an indicator or a document are the names with each role, in order: ``responsible`` and others.
- ``indicators`` with their ``measurements``, oldest first; ``glossary``: the terms that this edition uses.
- Dates are ISO 8601, or null if none is given. A text that nobody has written is an empty string.
- ``confidential`` is ``open``, ``marked``, ``inherited`` (from something confidential of which it was made) or ``lifted``
  (people decided against that). In the public edition it is ``marked`` where something is withheld, else ``open``.
- Choices are the fixed words of the file (``in_part``, ``high``), or null if nobody has chosen; ``words`` has each of them
  in the language of the report. Levels are words and never numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Final

from workbench.checklist.tree import AreaEntry
from workbench.language.i18n import Translator
from workbench.model.declared import declared
from workbench.model.flat import flat, plain_value
from workbench.model.labels import label
from workbench.model.rows import ActivityPerson, DocumentPerson, IndicatorPerson, PersonLink, Row
from workbench.model.vocabulary import (
    ActivityRole,
    Agreement,
    AreaKind,
    Choice,
    Confidentiality,
    ContributionKind,
    Criterion,
    DocumentKind,
    DocumentRole,
    Edition,
    IndicatorRole,
    Level,
    MeasureStatus,
    Mode,
    PersonRole,
    Recurrence,
    Scope,
)
from workbench.plan.people import People, names_with, roles_of
from workbench.reports.charts import chart_order
from workbench.reports.contents import Progress, RenderedCounts, untold
from workbench.reports.data import (
    ActivityReport,
    AreaReport,
    ContributionReport,
    DocumentReport,
    GroupReport,
    HandsReport,
    IndicatorReport,
    OutcomeReport,
    QuestionReport,
    ReportData,
    SessionReport,
)
from workbench.reports.plain import TURNING
from workbench.reports.terms import report_terms

FORMAT_NAME: Final = "integrity-workbench-report"
FORMAT_VERSION: Final = 2

_WORDS: Final[Mapping[str, type[Choice]]] = {
    "status": MeasureStatus,
    "agreement": Agreement,
    "contribution_kind": ContributionKind,
    "level": Level,
    "criterion": Criterion,
    "area_kind": AreaKind,
    "role": PersonRole,
    "activity_role": ActivityRole,
    "indicator_role": IndicatorRole,
    "document_role": DocumentRole,
    "document_kind": DocumentKind,
    "scope": Scope,
    "recurrence": Recurrence,
    "mode": Mode,
    "confidential": Confidentiality,
    "edition": Edition,
}
_SCOPE: Final = (
    "administration",
    "station",
    "round",
    "checklist",
    "checklist_version",
    "scope",
    "recurrence",
    "mode",
    "start_date",
    "end_date",
    "objectives",
    "departments",
    "responsible",
    "strategic_plan",
    "method",
    "classification",
)
_CLOSING: Final = ("key_messages", "challenges", "lessons", "recommendations")

_COLLECTED: Final = 0.5
"""The share of the work that is done when all is collected and must only be written."""

_ESCAPED: Final = re.compile(f"[{TURNING}\x7f-\x9f]")
"""Characters that JSON allows unescaped, but that could mislead a reader of the file; they occur only within texts."""

Table = dict[str, Any]


def render_json(
    data: ReportData, target: BinaryIO | Path, translate: Translator, progress: Progress = untold
) -> RenderedCounts:
    """Writes the picture as JSON to a path or an open binary stream; returns what was written."""
    table = as_table(data, translate)
    if isinstance(target, Path):
        with target.open("wb") as stream:
            _write(table, stream, progress)
    else:
        _write(table, target, progress)
    return counted(table)


def _write(table: Table, stream: BinaryIO, progress: Progress) -> None:
    progress(_COLLECTED)
    for piece in json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(table):
        stream.write(_ESCAPED.sub(_escape, piece).encode())
        progress(_COLLECTED)
    stream.write(b"\n")


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def answers_in(table: Table) -> dict[str, str]:
    """The answers of a report in this format, by question id, without blank and withheld ones."""
    questions = (question for entry in table["areas"] for section in entry["sections"] for question in section["questions"])
    return {question["id"]: question["answer"]["text"] for question in questions if question["answered"]}


def activities_in(table: Table) -> list[str]:
    """The numbers of the activities of a report in this format: first those of the plan, then the others."""
    planned = (entry for outcome in table["plan"] for output in outcome["outputs"] for entry in output["activities"])
    return [entry["number"] for entry in (*planned, *table["unplanned_activities"])]


def counted(table: Table) -> RenderedCounts:
    """How much a report in this format contains."""
    answers = answers_in(table)
    return RenderedCounts(len(answers), sum(map(len, answers.values())), len(activities_in(table)))


def as_table(data: ReportData, translate: Translator) -> Table:
    """The whole report as values that JSON can write."""
    return {
        "format": FORMAT_NAME,
        "version": FORMAT_VERSION,
        "program": data.program_version,
        "made_at": data.made_at.isoformat(timespec="seconds"),
        "language": data.language,
        "edition": data.edition.value,
        "counts": _counts(data),
        "damaged_parts": data.damaged,
        "unknown_values": data.unknown,
        "wording": [
            {"origin": use.origin.value, "language": use.language, "questions": use.questions} for use in data.wordings
        ],
        "assessment": _some_of(data.assessment, _SCOPE),
        "report": _some_of(data.assessment, _CLOSING),
        "contributors": [flat(row) for row in data.contributors],
        "working_groups": [_group(entry) for entry in data.groups],
        "documents": [_document(number, entry) for number, entry in enumerate(data.documents, 1)],
        "sessions": [_session(entry) for entry in data.sessions],
        "areas": [_area(entry) for entry in data.areas],
        "plan": [_outcome(entry) for entry in data.plan],
        "unplanned_activities": [activity_table(entry) for entry in data.unplanned],
        "notes": [contribution_table(part) for part in data.notes],
        "indicators": [_indicator(entry) for entry in data.indicators],
        "glossary": [
            {"term": term.term, "definition": term.definition, "source": term.source}
            for term in report_terms(data, translate)
        ],
        "words": {name: {choice.value: translate(label(choice)) for choice in choices} for name, choices in _WORDS.items()},
    }


def _counts(data: ReportData) -> Table:
    counts = data.counts
    return {
        "questions": counts.questions,
        "answers": counts.answered,
        "characters": counts.characters,
        "activities": counts.activities,
        "withheld": data.withheld,
    }


def _some_of(row: Row, names: Iterable[str]) -> Table:
    return {name: plain_value(row, declared(type(row))[name]) for name in names}


def _group(entry: GroupReport) -> Table:
    return {
        **flat(entry.group),
        "rapporteur": entry.rapporteur,
        "members": list(entry.members),
        "areas": _numbers(entry.areas),
    }


def _document(number: int, entry: DocumentReport) -> Table:
    return {"number": number, **flat(entry.document), "people": _people(DocumentPerson, entry.people)}


def _people(link_type: type[PersonLink], people: People) -> Table:
    """The names of those with each role, by role."""
    known: Table = {role.value: list(names_with(role, people)) for role in roles_of(link_type)}
    return known | {entry.role.value: list(entry.names) for entry in people if not entry.role.is_known}


def _session(entry: SessionReport) -> Table:
    met = {"participants": list(entry.participants), "areas": _numbers(entry.areas)}
    return flat(entry.session, without=("planned_minutes",), after={"running": {"planned": entry.planned}, "topics": met})


def _area(entry: AreaReport) -> Table:
    return {
        "number": entry.entry.number,
        "kind": entry.entry.kind.value,
        "title": entry.entry.title,
        "introduction": entry.entry.introduction,
        "progress": {
            "questions": entry.progress.total,
            "answered": entry.progress.answered,
            "statuses": {status.value: entry.progress.statuses.get(status, 0) for status in chart_order(entry.progress)},
        },
        "findings": flat(entry.finding),
        "sections": [
            {
                "number": part.section.number,
                "title": part.section.title,
                "questions": [_question(question) for question in part.questions],
            }
            for part in entry.sections
        ],
    }


def _question(entry: QuestionReport) -> Table:
    return {
        "id": entry.question.id,
        "number": entry.question.number,
        "wording": entry.question.wording,
        "answered": entry.answered,
        "withheld": entry.withheld,
        "answer": flat(entry.answer),
        "hands": _hands(entry.hands),
        "contributions": [contribution_table(part) for part in entry.contributions],
        "evidence": [{"document": document.title, "note": note} for document, note in entry.evidence],
        "activities": list(entry.activities),
    }


def _hands(hands: HandsReport | None) -> Table | None:
    if hands is None:
        return None
    counts = {status.value: count for status, count in hands.counts}
    return {"counts": counts, "date": hands.date or None, "session": hands.session}


def contribution_table(entry: ContributionReport) -> Table:
    """A contribution with its author."""
    return {"author": entry.author, **flat(entry.contribution)}


def _outcome(entry: OutcomeReport) -> Table:
    return {
        "number": entry.number,
        **flat(entry.outcome),
        "outputs": [
            {
                "number": output.number,
                **flat(output.output),
                "activities": [activity_table(activity) for activity in output.activities],
            }
            for output in entry.outputs
        ],
    }


def activity_table(entry: ActivityReport) -> Table:
    """Everything about an activity, with questions by id and indicators by number."""
    judged = {
        "suggested_priority": _word(entry.suggestion.level),
        "ratings": {criterion.value: _word(entry.level(criterion)) for criterion in Criterion},
        "rating_notes": {criterion.value: rating.note for criterion, rating in entry.ratings.items() if rating.note},
        "confidential_rating_notes": [
            criterion.value for criterion, rating in entry.ratings.items() if rating.note and rating.is_confidential
        ],
    }
    measured = {
        "people": _people(ActivityPerson, entry.people),
        "indicators": [indicator.number for indicator in entry.indicators],
    }
    follows = {"questions": [question.id for question in entry.questions]}
    after: dict[str, Table] = {"priority_reason": {**judged, **measured}, "strategic_link": follows}
    return {"number": entry.number, **flat(entry.activity, after=after)}


def _indicator(entry: IndicatorReport) -> Table:
    return {
        "number": entry.number,
        **flat(entry.indicator),
        "people": _people(IndicatorPerson, entry.people),
        "measurements": [flat(row) for row in entry.measurements],
    }


def _numbers(areas: tuple[AreaEntry, ...]) -> list[str]:
    return [entry.number for entry in areas]


def _word(choice: StrEnum | None) -> str | None:
    return None if choice is None else choice.value
