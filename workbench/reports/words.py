"""The words of HTML and PDF reports that are not headings of parts: column heads, notes and counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from workbench.language.i18n import LANGUAGES, Message
from workbench.model.declared import label_of
from workbench.model.labels import SHORT_CRITERIA, label
from workbench.model.rows import (
    Activity,
    Answer,
    Assessment,
    BackgroundDocument,
    Contributor,
    Measurement,
    Session,
    WorkingGroup,
)
from workbench.model.vocabulary import ContributionKind, Edition, Level, WordingOrigin
from workbench.reports.data import ActivityReport, ReportData, WordingUse
from workbench.reports.parts import ALL_PARTS, Part

WORDS: Final[Mapping[str, Message]] = {
    "skip": Message("Skip to the report"),
    "confidential": label_of(Answer, "confidential"),
    "public_note": Message(
        "This is the public edition: what the administration has marked as confidential is not included."
    ),
    "made_at": Message("Created on"),
    "checklist": label_of(Assessment, "checklist"),
    "edition": Message("Edition"),
    "name": label_of(Contributor, "name"),
    "role": label_of(Contributor, "role"),
    "position": Message("Job title, department and organization"),
    "background": label_of(Contributor, "background"),
    "groups": Message("Working groups"),
    "group": Message("Working group"),
    "rapporteur": label_of(WorkingGroup, "rapporteur_id"),
    "members": Message("Members"),
    "areas": Message("Areas"),
    "title": label_of(BackgroundDocument, "title"),
    "kind": label_of(BackgroundDocument, "kind"),
    "source": Message("Source and date"),
    "date": label_of(Measurement, "date"),
    "note": label_of(BackgroundDocument, "note"),
    "topics": label_of(Session, "topics"),
    "participants": Message("Participants"),
    "results": label_of(Session, "results"),
    "area": Message("Area"),
    "questions": Message("Questions"),
    "answered": Message("Answered", context="questions"),
    "profile_lead": Message(
        "Status of the measures covered by the questions. Each bar stands for one area; the figures are "
        "numbers of questions."
    ),
    "profile_table": Message("The same figures as a table"),
    "total": Message("All areas"),
    "priorities_lead": Message(
        "Each activity was rated low, medium or high on eight criteria. High ratings support an early "
        "start; for cost the opposite applies. A fixed rule derives a suggested priority from the "
        "ratings. The group decides, and gives its reason where it differs."
    ),
    "priority": label_of(Activity, "priority"),
    "reason": Message("Reason for the priority"),
    "rating_notes": Message("Reasons for the ratings"),
    "follows_from": Message("Based on questions"),
    "not_rated": Message("not rated"),
    "causes": label_of(Answer, "causes"),
    "contributions": Message("Individual contributions"),
    "views": label(ContributionKind.DISSENT),
    "hands": Message("Raised hands"),
    "evidence": Message("Evidence"),
    "activities": Message("Activities"),
    "measurements": Message("Measurements"),
    "value": label_of(Measurement, "value"),
    "baseline": Message("baseline"),
    "challenges": Message("Challenges"),
    "lessons": label_of(Assessment, "lessons"),
    "no_people": Message("No contributors are listed."),
    "no_documents": Message("No background documents are listed."),
    "no_sessions": Message("No sessions are listed."),
    "no_findings": Message("No findings provided."),
    "no_activities": Message("There are no activities."),
    "no_plan": Message("No activity is in the plan."),
    "no_indicators": Message("There are no indicators."),
    "no_questions": Message("No questions are included in this assessment."),
    "no_terms": Message("This report uses no glossary terms."),
}
"""Fixed words, by the names that templates and the PDF use."""

_PRIORITY_HEADINGS: Final = (
    (Level.HIGH, Message("High priority")),
    (Level.MEDIUM, Message("Medium priority")),
    (Level.LOW, Message("Low priority")),
)
_OTHER_PRIORITY: Final = Message("Priority not known to this version")
_NO_PRIORITY: Final = Message("No priority decided")


def by_priority(activities: Collection[ActivityReport]) -> tuple[tuple[Message, tuple[ActivityReport, ...]], ...]:
    """The groups of the chapter on priorities, high first, each with its heading, without empty ones."""

    def group(*levels: Level | None) -> tuple[ActivityReport, ...]:
        return tuple(entry for entry in activities if entry.activity.priority in levels)

    others = {entry.activity.priority for entry in activities} - {None, *Level}
    known = tuple((heading, group(level)) for level, heading in _PRIORITY_HEADINGS)
    every = (*known, (_OTHER_PRIORITY, group(*others)), (_NO_PRIORITY, group(None)))
    return tuple((heading, entries) for heading, entries in every if entries)


def outcome_heading(number: str) -> Message:
    """The heading of an outcome, without its title."""
    return Message("Outcome {number}", number=number)


def indicator_heading(number: int) -> Message:
    """The heading of an indicator, without its name."""
    return Message("Indicator {number}", number=number)


def round_number(number: int) -> Message:
    """Which assessment of the station this is."""
    return Message("Round {number}", number=number)


_CHECKLISTS: Final = {"idg-2021": Message("Integrity Development Guide (2021), Annex 3")}
"""The titles of the checklists that come with the program; a file has only their ids."""


def checklist_name(assessment: Assessment) -> Message:
    """Which checklist the assessment follows, so that rounds can be compared; by its name if the program brings it."""
    name = _CHECKLISTS.get(assessment.checklist, assessment.checklist)
    return Message("{name}, version {version}", name=name, version=assessment.checklist_version)


def withheld_in_figures(count: int) -> Message:
    """How the public edition counts confidential answers."""
    return Message(
        "{count} confidential answer is counted as answered and as having no status yet.",
        "{count} confidential answers are counted as answered and as having no status yet.",
        count=count,
    )


def glossary_source(source: str) -> Message:
    """The source of a definition."""
    return Message("Source: {source}", source=source)


def criteria_in_full() -> tuple[tuple[Message, Message], ...]:
    """The shortened column heads of criteria, each with the full name."""
    return tuple((short, label(criterion)) for criterion, short in SHORT_CRITERIA.items() if short != label(criterion))


def answered_of(answered: int, total: int) -> Message:
    """How many questions are answered."""
    return Message("Questions answered: {answered} of {total}", answered=answered, total=total)


def colophon(data: ReportData, characters: str, moment: str) -> tuple[Message, ...]:
    """The last lines: what is in the report, which wordings of questions it has, and which program created it."""
    counts = data.counts
    chosen = () if set(data.parts) == set(ALL_PARTS) else (only_parts(data.parts),)
    state = (*((damage(data.damaged),) if data.damaged else ()), *((not_known(data.unknown),) if data.unknown else ()))
    made = Message("Created with Integrity Workbench {version}, {moment}.", version=data.program_version, moment=moment)
    if Part.ANSWERS not in data.parts:
        return *chosen, *state, made
    held = _held(counts.answered, counts.answered + data.withheld, characters)
    worded = (*chosen, *state, *map(_worded, data.wordings))
    if data.edition is Edition.FULL:
        return held, *worded, made
    withheld = Message(
        "{count} confidential answer is not included in this edition.",
        "{count} confidential answers are not included in this edition.",
        count=data.withheld,
    )
    return held, withheld, *worded, made


def only_parts(parts: Collection[Part]) -> Message:
    """The sentence for a report without all its parts."""
    return Message(
        "This is {count} part of the report of the assessment; {left} are omitted.",
        "These are {count} parts of the report of the assessment; {left} are omitted.",
        count=len(parts),
        left=len(ALL_PARTS) - len(parts),
    )


def left_out(count: int) -> Message:
    """The sentence above the answers when questions without one are not printed."""
    return Message(
        "{count} question about which nothing was written is omitted.",
        "{count} questions about which nothing was written are omitted.",
        count=count,
    )


def _held(written: int, every: int, characters: str) -> Message:
    if written == every > 0:
        return Message(
            "This report contains the one answer of the assessment ({characters} characters).",
            "This report contains all {count} answers of the assessment ({characters} characters).",
            count=every,
            characters=characters,
        )
    return Message(
        "Answers of the assessment in this report: {written} of {every} ({characters} characters).",
        written=written,
        every=every,
        characters=characters,
    )


def damage(count: int) -> Message:
    """The sentence for a report of a damaged file."""
    return Message(
        "The file of the assessment is damaged: {count} part of it is not as it was saved. Compare this "
        "report with an undamaged copy.",
        "The file of the assessment is damaged: {count} parts of it are not as they were saved. Compare "
        "this report with an undamaged copy.",
        count=count,
    )


def not_known(count: int) -> Message:
    """The sentence for a report of a file of a newer version."""
    return Message(
        "A newer version of the program made the file of the assessment: {count} value in it is not known to the version "
        "that created this report.",
        "A newer version of the program made the file of the assessment: {count} values in it are not known to the version "
        "that created this report.",
        count=count,
    )


def _worded(use: WordingUse) -> Message:
    """How many questions have a wording of one origin, with the language by its own name."""
    count, language = use.questions, LANGUAGES.get(use.language, use.language)
    if use.origin is WordingOrigin.WORDING_FILE:
        return Message(
            "{count} question is printed in the wording of the administration ({language}).",
            "{count} questions are printed in the wording of the administration ({language}).",
            count=count,
            language=language,
        )
    if use.origin is WordingOrigin.OWN:
        return Message(
            "{count} question was added by the administration ({language}).",
            "{count} questions were added by the administration ({language}).",
            count=count,
            language=language,
        )
    return Message(
        "{count} question is printed in the wording of the checklist ({language}).",
        "{count} questions are printed in the wording of the checklist ({language}).",
        count=count,
        language=language,
    )
