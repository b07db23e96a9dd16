"""The fixed choices in words, the same on screen and in reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from workbench.language.i18n import LANGUAGES, Message, load_translator
from workbench.model.rows import Contributor, WorkingGroup
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

NOT_KNOWN: Final = Message("Not known to this version")
"""In the place of a choice that only a later version knows."""

NOT_READ: Final = Message("(could not be read)")
"""In the place of a name or title that nobody can read any more, after a recovery."""

_LABELS: Final[Mapping[Choice, Message]] = {
    AreaKind.KEY_FACTOR: Message("Key factor"),
    AreaKind.COLLECTIVE_ACTION: Message("Collective action"),
    AreaKind.GENDER_EQUALITY: Message("Gender equality and diversity"),
    AreaKind.OWN: Message("Own questions"),
    Scope.COMPREHENSIVE: Message("Comprehensive: the whole checklist"),
    Scope.TARGETED: Message("Targeted: selected areas and questions"),
    Recurrence.ONE_OFF: Message("One-off"),
    Recurrence.RECURRING: Message("Recurring"),
    Mode.ON_SITE: Message("Mode 1: external facilitators on site"),
    Mode.REMOTE: Message("Mode 2: external facilitators, remotely"),
    Mode.SELF_ASSESSMENT: Message("Mode 3: self-assessment with local facilitators"),
    MeasureStatus.NOT_JUDGED: Message("No status yet"),
    MeasureStatus.NONE: Message("Does not exist"),
    MeasureStatus.ON_PAPER: Message("On paper only"),
    MeasureStatus.IN_PART: Message("Applied in part"),
    MeasureStatus.EFFECTIVE: Message("Applied and effective"),
    MeasureStatus.NOT_APPLICABLE: Message("Not applicable"),
    Agreement.PROPOSED: Message("Proposed"),
    Agreement.AGREED: Message("Agreed"),
    ContributionKind.BEFORE: Message("View before the meeting"),
    ContributionKind.GROUP: Message("Working group"),
    ContributionKind.DISSENT: Message("Sees it differently"),
    ContributionKind.NOT_CHOSEN: Message("Text of another copy"),
    ContributionKind.NOTE: Message("Note", context="contribution"),
    Level.LOW: Message("Low"),
    Level.MEDIUM: Message("Medium"),
    Level.HIGH: Message("High"),
    Criterion.IMPORTANCE: Message("Importance"),
    Criterion.URGENCY: Message("Urgency"),
    Criterion.CONSEQUENCE: Message("Consequence of failure"),
    Criterion.COMMITMENT: Message("Probability of executive and employee commitment"),
    Criterion.IMPACT: Message("Impact"),
    Criterion.OBLIGATIONS: Message("National and international obligations"),
    Criterion.EASE: Message("Ease of implementation"),
    Criterion.COST: Message("Cost"),
    PersonRole.LOCAL_FACILITATOR: Message("Local facilitator"),
    PersonRole.EXTERNAL_FACILITATOR: Message("External facilitator"),
    PersonRole.INTERNAL: Message("Internal contributor"),
    PersonRole.EXTERNAL: Message("External contributor"),
    PersonRole.STEERING_GROUP: Message("Steering group"),
    ActivityRole.RESPONSIBLE: Message("Responsible person"),
    ActivityRole.STAFF: Message("Staff"),
    ActivityRole.EXTERNAL: Message("External help"),
    ActivityRole.COORDINATOR: Message("Coordinator"),
    IndicatorRole.OWNER: Message("Indicator owner"),
    IndicatorRole.CUSTODIAN: Message("Data custodian"),
    IndicatorRole.STEWARD: Message("Data steward"),
    DocumentRole.KEEPER: Message("Kept by"),
    DocumentRole.PROVIDER: Message("Provided by"),
    DocumentKind.EARLIER_MISSIONS: Message("Earlier missions and initiatives"),
    DocumentKind.LAW_AND_CODES: Message("Anti-corruption law and codes of conduct"),
    DocumentKind.PLANS: Message("Organization, strategic and operational plans"),
    DocumentKind.AGREEMENTS: Message("Memoranda of understanding"),
    DocumentKind.PERFORMANCE_REPORTS: Message("Performance reports"),
    DocumentKind.PARTNERSHIPS: Message("Partnerships and international instruments"),
    DocumentKind.STATISTICS: Message("Statistics and survey results"),
    DocumentKind.COUNTRY_REPORTS: Message("Country reports of other organizations"),
    DocumentKind.GENDER_REPORTS: Message("Reports on gender, diversity and integrity"),
    Confidentiality.OPEN: Message("Not confidential"),
    Confidentiality.MARKED: Message("Confidential"),
    Confidentiality.INHERITED: Message("Confidential, because what it was made from is"),
    Confidentiality.LIFTED: Message("Not confidential, although what it was made from is"),
    Edition.FULL: Message("Full edition"),
    Edition.PUBLIC: Message("Public edition"),
}

SHORT_CRITERIA: Final[Mapping[Criterion, Message]] = {
    **{criterion: _LABELS[criterion] for criterion in Criterion},
    Criterion.CONSEQUENCE: Message("Consequence"),
    Criterion.COMMITMENT: Message("Commitment"),
    Criterion.OBLIGATIONS: Message("Obligations"),
    Criterion.EASE: Message("Ease"),
}
"""The criteria as narrow column heads."""

CRITERION_HELP: Final[Mapping[Criterion, Message]] = {
    Criterion.IMPORTANCE: Message("How much does it matter for the integrity of the station and the administration?"),
    Criterion.URGENCY: Message("How soon must it start before harm is done?"),
    Criterion.CONSEQUENCE: Message("How bad is it if this is not done, or done and failing?"),
    Criterion.COMMITMENT: Message("How likely is it that managers and staff will support it?"),
    Criterion.IMPACT: Message("How much will change once it is done?"),
    Criterion.OBLIGATIONS: Message("How far do national law or international commitments demand it?"),
    Criterion.EASE: Message("How easily can it be carried out with the people and skills available?"),
    Criterion.COST: Message(
        "How much does it cost? A high cost is a reason to wait, a low cost is a reason to start early."
    ),
}
"""What each criterion asks, for the row or column head of a rating grid."""


def label(choice: Choice) -> Message:
    """The text of a choice. Raises KeyError for a choice that is never shown."""
    return _LABELS[choice] if choice.is_known else NOT_KNOWN


def not_known(count: int) -> Message:
    """How many values of a file of a newer version this version does not know."""
    return Message(
        "{count} value in it is not known to this version. A choice is shown as “{label}”, a date or a number not at all.",
        "{count} values in it are not known to this version. A choice is shown as “{label}”, a date or a number not at all.",
        count=count,
        label=NOT_KNOWN,
    )


def names_by_id(rows: Iterable[Contributor | WorkingGroup], *, unnamed: str = "") -> dict[str, str]:
    """The names of people and groups by their ids; ``unnamed`` stands for an empty name."""
    return {row.id: row.name or unnamed for row in rows}


def is_not_read(words: str) -> bool:
    """Whether a name or title only says that it could not be read, in any language of the program."""
    return not words[:1].isalnum() and words in _not_read()


@cache
def _not_read() -> frozenset[str]:
    return frozenset(load_translator(language)(NOT_READ) for language in LANGUAGES)
