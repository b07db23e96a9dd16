"""The rows of the file as immutable values: one class for each noun, and for each table.

To change one, make a new value (:func:`dataclasses.replace`) and put it into a transaction. A text that nobody has written
yet is the empty string; ``None`` is for a number, reference or choice that nobody has given. Dates are ISO 8601
(``2026-11-21``, or only ``2026-11`` or ``2026``), times of day ``HH:MM``. Sources: parts and annexes of the Integrity
Development Guide (2021). Each field has its declaration beside it (:mod:`workbench.model.declared`).
"""

from __future__ import annotations

from workbench.model.rows.answers import (
    Answer,
    Attachment,
    BackgroundDocument,
    Contribution,
    DocumentPerson,
    Evidence,
    Finding,
)
from workbench.model.rows.checklist import Area, Assessment, Question, Section, Wording
from workbench.model.rows.people import (
    Contributor,
    GroupArea,
    GroupMember,
    Session,
    SessionArea,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.rows.plan import (
    Activity,
    ActivityIndicator,
    ActivityPerson,
    ActivityQuestion,
    Hand,
    Indicator,
    IndicatorPerson,
    Measurement,
    Outcome,
    Output,
    Rating,
)
from workbench.model.rows.row import AreaId, Markable, MarkableT, PersonLink, QuestionId, Row, RowT, SectionId

# fmt: off
ROW_TYPES: tuple[type[Row], ...] = (
    Assessment, Area, Section, Question, Wording, Session, Answer, Finding, Contributor, WorkingGroup,
    GroupMember, GroupArea, Contribution, SessionParticipant, SessionArea, BackgroundDocument,
    DocumentPerson, Evidence, Outcome, Output, Activity, ActivityPerson, Rating, Hand, ActivityQuestion, Indicator,
    IndicatorPerson, ActivityIndicator, Measurement, Attachment,
)
# fmt: on
"""Every class of rows; a row refers only to rows of classes before its own."""

PEOPLE_TYPES: tuple[type[PersonLink], ...] = (ActivityPerson, IndicatorPerson, DocumentPerson)
"""The classes of rows that give somebody a role in something."""

__all__ = [
    "PEOPLE_TYPES",
    "ROW_TYPES",
    "Activity",
    "ActivityIndicator",
    "ActivityPerson",
    "ActivityQuestion",
    "Answer",
    "Area",
    "AreaId",
    "Assessment",
    "Attachment",
    "BackgroundDocument",
    "Contribution",
    "Contributor",
    "DocumentPerson",
    "Evidence",
    "Finding",
    "GroupArea",
    "GroupMember",
    "Hand",
    "Indicator",
    "IndicatorPerson",
    "Markable",
    "MarkableT",
    "Measurement",
    "Outcome",
    "Output",
    "PersonLink",
    "Question",
    "QuestionId",
    "Rating",
    "Row",
    "RowT",
    "Section",
    "SectionId",
    "Session",
    "SessionArea",
    "SessionParticipant",
    "Wording",
    "WorkingGroup",
]
