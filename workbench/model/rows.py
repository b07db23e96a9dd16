"""The words of the field as frozen values: one class a noun, one class a table of the file.

Everything here is immutable; a change makes a new value (:func:`dataclasses.replace`) and hands it to the one write path.
A text that nobody has written yet is the empty string; ``None`` is for a reference or a choice that has not been made.
Dates are ISO 8601 (``2026-11-21``), times of day ``HH:MM``. Sources: parts and annexes of the Integrity Development
Guide (2021).
"""

from __future__ import annotations

from typing import ClassVar, NewType, TypeVar

from workbench.model.vocabulary import (
    AreaKind,
    Criterion,
    DocumentKind,
    Level,
    MeasureStatus,
    Mode,
    PersonRole,
    Recurrence,
    Scope,
    WordingField,
    WordingOrigin,
)
from workbench.system.frozen import frozen

AreaId = NewType("AreaId", str)
SectionId = NewType("SectionId", str)
QuestionId = NewType("QuestionId", str)


@frozen(kw_only=True)
class Row:
    """A row of the file. ``id`` is permanent and the same in every copy of the file."""

    table: ClassVar[str]
    id: str


RowT = TypeVar("RowT", bound=Row)


@frozen(kw_only=True)
class Assessment(Row):
    """One self-assessment: scope (Part II, step 1), method and the texts that open and close the report (step 6)."""

    table = "assessment"
    administration: str = ""
    station: str = ""
    language: str = "en"
    checklist: str
    checklist_version: str
    round: int = 1
    scope: Scope = Scope.COMPREHENSIVE
    recurrence: Recurrence = Recurrence.ONE_OFF
    mode: Mode = Mode.SELF_ASSESSMENT
    start_date: str = ""
    end_date: str = ""
    objectives: str = ""
    departments: str = ""
    responsible: str = ""
    strategic_plan: str = ""
    confidentiality_mark: str = ""
    method: str = ""
    key_messages: str = ""
    challenges: str = ""
    lessons: str = ""
    recommendations: str = ""


@frozen(kw_only=True)
class Area(Row):
    """One of the 14 lists as frozen into the file, or the administration's own list ``x``."""

    table = "lists"
    kind: AreaKind
    position: int


@frozen(kw_only=True)
class Section(Row):
    """A numbered group of questions inside a list; ``number`` is I, II, III.a ... or empty."""

    table = "sections"
    list_id: AreaId
    number: str
    position: int


@frozen(kw_only=True)
class Question(Row):
    """A question by its official number. ``included`` is false where a targeted assessment leaves it out."""

    table = "questions"
    section_id: SectionId
    number: str
    position: int
    included: bool = True


@frozen(kw_only=True)
class Wording(Row):
    """One text of the checklist in one language, frozen into the file. ``id`` is ``subject/field/language``."""

    table = "wordings"
    subject: str
    field: WordingField
    language: str
    text: str
    origin: WordingOrigin = WordingOrigin.PACK


@frozen(kw_only=True)
class Answer(Row):
    """The agreed text for a question, how far the measure works, and why it does not (Part II, step 5).

    A parked question was put off, ``parked_note`` says until when or why; what is written for it stays and counts.
    """

    table = "answers"
    question_id: QuestionId
    text: str = ""
    status: MeasureStatus = MeasureStatus.NOT_JUDGED
    priority: Level | None = None
    causes: str = ""
    confidential: bool = False
    parked: bool = False
    parked_note: str = ""


@frozen(kw_only=True)
class Contribution(Row):
    """What one working group, or one person before the workshop, wrote for a question."""

    table = "contributions"
    question_id: QuestionId
    group_id: str | None = None
    contributor_id: str | None = None
    text: str = ""
    confidential: bool = False


@frozen(kw_only=True)
class Finding(Row):
    """What the group found in one list: strengths, gaps and their causes, for the report (Part II, step 6)."""

    table = "findings"
    list_id: AreaId
    strengths: str = ""
    gaps: str = ""
    causes: str = ""
    confidential: bool = False


@frozen(kw_only=True)
class Contributor(Row):
    """A person who takes part. ``confidential`` keeps the name out of public reports."""

    table = "contributors"
    name: str = ""
    role: PersonRole = PersonRole.INTERNAL
    position: str = ""
    unit: str = ""
    organization: str = ""
    background: str = ""
    gender: str = ""
    contact: str = ""
    confidential: bool = False
    place: int = 0


@frozen(kw_only=True)
class WorkingGroup(Row):
    """A group or sub-group; its rapporteur presents what it found to everybody."""

    table = "working_groups"
    name: str = ""
    rapporteur_id: str | None = None
    place: int = 0


@frozen(kw_only=True)
class GroupMember(Row):
    """A contributor in a working group."""

    table = "group_members"
    group_id: str
    contributor_id: str


@frozen(kw_only=True)
class GroupArea(Row):
    """A list given to a working group."""

    table = "group_lists"
    group_id: str
    list_id: AreaId


@frozen(kw_only=True)
class Session(Row):
    """A dated meeting; the report lists its date, duration, topics, participants and results (Part II, step 6).

    ``minutes`` is how long it took, ``planned_minutes`` how long it was meant to take; ``running`` is true from its start to
    its end.
    """

    table = "sessions"
    title: str = ""
    date: str = ""
    start_time: str = ""
    minutes: int | None = None
    planned_minutes: int | None = None
    running: bool = False
    location: str = ""
    topics: str = ""
    results: str = ""
    confidential: bool = False
    place: int = 0


@frozen(kw_only=True)
class SessionParticipant(Row):
    """A contributor who was present at a session."""

    table = "session_participants"
    session_id: str
    contributor_id: str


@frozen(kw_only=True)
class SessionArea(Row):
    """A list that a session covered."""

    table = "session_lists"
    session_id: str
    list_id: AreaId


@frozen(kw_only=True)
class BackgroundDocument(Row):
    """An entry in the register of background documents (Part II, step 3)."""

    table = "documents"
    title: str = ""
    kind: DocumentKind = DocumentKind.PERFORMANCE_REPORTS
    source: str = ""
    date: str = ""
    reference: str = ""
    note: str = ""
    confidential: bool = False
    place: int = 0


@frozen(kw_only=True)
class Evidence(Row):
    """A background document that supports an answer; ``note`` says where in it."""

    table = "evidence"
    answer_id: str
    document_id: str
    note: str = ""


@frozen(kw_only=True)
class Outcome(Row):
    """First heading level of the action plan (Annex 9)."""

    table = "outcomes"
    title: str = ""
    place: int = 0


@frozen(kw_only=True)
class Output(Row):
    """Second heading level of the action plan (Annex 9)."""

    table = "outputs"
    outcome_id: str
    title: str = ""
    place: int = 0


@frozen(kw_only=True)
class Activity(Row):
    """Something to be done, with the Annex 9 fields.

    ``priority`` is the group's; ``priority_reason`` says why, where it overrules the suggestion of the eight ratings.
    ``start_quarter`` and ``end_quarter`` are like ``2027-Q1``. ``place`` orders the activities of an output, ``rank`` all of
    them as the group would begin them; 0 where it has not said so.
    """

    table = "activities"
    title: str = ""
    description: str = ""
    priority: Level | None = None
    priority_reason: str = ""
    output_id: str | None = None
    responsible: str = ""
    responsible_id: str | None = None
    target: str = ""
    budget: str = ""
    start_quarter: str = ""
    end_quarter: str = ""
    strategic_link: str = ""
    confidential: bool = False
    place: int = 0
    rank: int = 0


@frozen(kw_only=True)
class Rating(Row):
    """How one activity stands on one criterion; ``level`` is None until the group has agreed.

    The ``hands_`` fields keep a show of hands beside the agreed level: how many people were for each. They are never
    turned into a level.
    """

    table = "ratings"
    activity_id: str
    criterion: Criterion
    level: Level | None = None
    note: str = ""
    hands_low: int = 0
    hands_medium: int = 0
    hands_high: int = 0


@frozen(kw_only=True)
class ActivityQuestion(Row):
    """The question whose answer an activity follows from."""

    table = "activity_questions"
    activity_id: str
    question_id: QuestionId


@frozen(kw_only=True)
class Indicator(Row):
    """A key performance indicator with its metadata sheet (Part III, step 3; Annex 11)."""

    table = "indicators"
    name: str = ""
    description: str = ""
    dimension: str = ""
    calculation: str = ""
    rationale: str = ""
    links: str = ""
    types: str = ""
    source: str = ""
    databases: str = ""
    periodicity: str = ""
    disaggregation: str = ""
    target: str = ""
    country_example: str = ""
    disclosure: str = ""
    considerations: str = ""
    place: int = 0


@frozen(kw_only=True)
class ActivityIndicator(Row):
    """An indicator that measures an activity; an activity may have several."""

    table = "activity_indicators"
    activity_id: str
    indicator_id: str


@frozen(kw_only=True)
class Measurement(Row):
    """A dated value of an indicator; ``baseline`` marks the value before the work began."""

    table = "measurements"
    indicator_id: str
    date: str = ""
    value: str = ""
    note: str = ""
    baseline: bool = False


# fmt: off
ROW_TYPES: tuple[type[Row], ...] = (
    Assessment, Area, Section, Question, Wording, Answer, Finding, Contributor, WorkingGroup,
    GroupMember, GroupArea, Contribution, Session, SessionParticipant, SessionArea, BackgroundDocument,
    Evidence, Outcome, Output, Activity, Rating, ActivityQuestion, Indicator, ActivityIndicator, Measurement,
)
# fmt: on
"""Every kind of row, parents before children."""
