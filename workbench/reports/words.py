"""The labels of HTML and PDF reports that are not headings: column heads, notes and counts."""

from __future__ import annotations

from collections.abc import Mapping
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
from workbench.model.vocabulary import Edition, Level, WordingOrigin
from workbench.reports.data import ReportData, WordingUse

WORDS: Final[Mapping[str, Message]] = {
    "skip": Message("Skip to the report"),
    "confidential": label_of(Answer, "confidential"),
    "public_note": Message("This is the public edition: what the administration has marked as confidential is not in it."),
    "made_at": Message("Made on"),
    "checklist": label_of(Assessment, "checklist"),
    "edition": Message("Edition"),
    "name": label_of(Contributor, "name"),
    "role": label_of(Contributor, "role"),
    "position": Message("Position, unit and organization"),
    "background": label_of(Contributor, "background"),
    "groups": Message("Working groups"),
    "group": Message("Working group"),
    "rapporteur": label_of(WorkingGroup, "rapporteur_id"),
    "members": Message("Members"),
    "lists": Message("Lists"),
    "title": label_of(BackgroundDocument, "title"),
    "kind": label_of(BackgroundDocument, "kind"),
    "source": Message("Source and date"),
    "date": label_of(Measurement, "date"),
    "note": label_of(BackgroundDocument, "note"),
    "topics": label_of(Session, "topics"),
    "participants": Message("Participants"),
    "results": label_of(Session, "results"),
    "list": Message("List"),
    "questions": Message("Questions"),
    "answered": Message("Answered"),
    "profile_lead": Message(
        "How far the measures asked about exist, are applied and work. Each bar is one list; numbers are questions."
    ),
    "profile_table": Message("The same figures as a table"),
    "total": Message("All lists"),
    "priorities_lead": Message(
        "Each activity is rated on eight criteria in words. High speaks for an early start and low against it; cost is the "
        "other way round. A rule suggests a priority from the ratings. The group decides, and says why where it decides "
        "otherwise."
    ),
    "priority": label_of(Activity, "priority"),
    "reason": Message("Reason"),
    "rating_notes": Message("Notes on the ratings"),
    "follows_from": Message("Follows from questions"),
    "not_rated": Message("not rated"),
    "causes": label_of(Answer, "causes"),
    "contributions": Message("What groups and persons wrote"),
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
    "no_findings": Message("No findings have been written for this list yet."),
    "no_activities": Message("There are no activities yet."),
    "no_plan": Message("No activity is in the plan yet."),
    "no_indicators": Message("There are no indicators yet."),
    "no_questions": Message("No questions are included in this assessment."),
    "no_terms": Message("No term of a glossary is used in this report."),
}
"""Labels without fields, by the name that the templates use."""

PRIORITY_HEADINGS: Final[Mapping[Level | None, Message]] = {
    Level.HIGH: Message("High priority"),
    Level.MEDIUM: Message("Medium priority"),
    Level.LOW: Message("Low priority"),
    None: Message("No priority yet"),
}
"""The groups of the chapter on priorities, the most pressing first."""


def outcome_heading(number: str) -> Message:
    """The number of an outcome as the bar over its outputs says it."""
    return Message("Outcome {number}", number=number)


def indicator_heading(number: int) -> Message:
    """The number of an indicator as the heading of its sheet says it."""
    return Message("Indicator {number}", number=number)


def round_number(number: int) -> Message:
    """Which assessment of the station this is."""
    return Message("Round {number}", number=number)


def checklist_name(assessment: Assessment) -> Message:
    """Which checklist the assessment follows, so that rounds can be compared."""
    return Message("{name}, version {version}", name=assessment.checklist, version=assessment.checklist_version)


def withheld_in_figures(count: int) -> Message:
    """Where the confidential answers are among the figures of the public edition."""
    return Message(
        "{count} confidential answer is among the answered questions and among those not yet judged.",
        "{count} confidential answers are among the answered questions and among those not yet judged.",
        count=count,
    )


def glossary_source(source: str) -> Message:
    """What a definition rests on."""
    return Message("Source: {source}", source=source)


def criteria_in_full() -> tuple[tuple[Message, Message], ...]:
    """The criteria whose column heads are shortened, with their whole names."""
    return tuple((short, label(criterion)) for criterion, short in SHORT_CRITERIA.items() if short != label(criterion))


def answered_of(answered: int, total: int) -> Message:
    """How much of a list is answered."""
    return Message(
        "{answered} of {count} question answered", "{answered} of {count} questions answered", count=total, answered=answered
    )


def colophon(data: ReportData, characters: str, moment: str) -> tuple[Message, ...]:
    """The last lines: what the report holds, whose wording of the questions it prints, and what made it."""
    counts = data.counts
    held = Message(
        "This report holds {written} of {count} answer of the assessment ({characters} characters).",
        "This report holds {written} of {count} answers of the assessment ({characters} characters).",
        count=counts.answered + data.withheld,
        written=counts.answered,
        characters=characters,
    )
    worded = (*((damage(data.damaged),) if data.damaged else ()), *map(_worded, data.wordings))
    made = Message("Made with Integrity Workbench {version}, {moment}.", version=data.program_version, moment=moment)
    if data.edition is Edition.FULL:
        return held, *worded, made
    withheld = Message(
        "{count} confidential answer is not in this edition.",
        "{count} confidential answers are not in this edition.",
        count=data.withheld,
    )
    return held, withheld, *worded, made


def damage(count: int) -> Message:
    """That the report was made from a file in which something is not as it was written."""
    return Message(
        "The file of the assessment is damaged: {count} part of it is not as it was written. "
        "Compare this report with a sound copy.",
        "The file of the assessment is damaged: {count} parts of it are not as they were written. "
        "Compare this report with a sound copy.",
        count=count,
    )


def _worded(use: WordingUse) -> Message:
    """Whose wording of the questions was printed, by its language's own name."""
    count, language = use.questions, LANGUAGES.get(use.language, use.language)
    if use.origin is WordingOrigin.WORDING_FILE:
        return Message(
            "{count} question is printed as the wording file of the administration has it ({language}).",
            "{count} questions are printed as the wording file of the administration has them ({language}).",
            count=count,
            language=language,
        )
    if use.origin is WordingOrigin.OWN:
        return Message(
            "{count} question is the administration's own, printed as it was written ({language}).",
            "{count} questions are the administration's own, printed as they were written ({language}).",
            count=count,
            language=language,
        )
    return Message(
        "{count} question is printed as the checklist of the program has it ({language}).",
        "{count} questions are printed as the checklist of the program has them ({language}).",
        count=count,
        language=language,
    )
