"""The picture of which a report is made, as immutable values. Every format renders these and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from workbench.checklist.progress import Progress, is_answered
from workbench.checklist.tree import AreaEntry, Checklist, QuestionEntry, SectionEntry
from workbench.model.rows import (
    Activity,
    Answer,
    Assessment,
    BackgroundDocument,
    Contribution,
    Contributor,
    Finding,
    Indicator,
    Measurement,
    Outcome,
    Output,
    Rating,
    Session,
    WorkingGroup,
)
from workbench.model.texts import is_blank
from workbench.model.vocabulary import (
    ActivityRole,
    ContributionKind,
    Criterion,
    Edition,
    Level,
    MeasureStatus,
    WordingOrigin,
)
from workbench.plan.people import People, names_with
from workbench.plan.priorities import Suggestion
from workbench.plan.row import RowPart, missing_parts
from workbench.reports.parts import ALL_PARTS, Part
from workbench.system.frozen import frozen


@frozen
class ContributionReport:
    """A contribution; ``author`` is the name of the group or person, or says that nobody is named.

    It is empty for a text that was not chosen, which is that of another copy of the file, and for a note of nobody in
    particular.
    """

    author: str
    contribution: Contribution

    @property
    def text(self) -> str:
        """What was contributed."""
        return self.contribution.text

    @property
    def is_confidential(self) -> bool:
        """Whether the contribution is confidential."""
        return self.contribution.is_confidential


@frozen
class HandsReport:
    """The raised hands for the statuses of a question, the day on which they were counted, and the title of the session."""

    counts: tuple[tuple[MeasureStatus, int], ...]
    date: str
    session: str

    @property
    def most(self) -> int:
        """The largest count."""
        return max(count for _, count in self.counts)


@frozen
class QuestionReport:
    """A question with its answer. ``withheld``: there is an answer that is not in the public edition.

    ``hands`` are the raised hands, if there are any and the edition has them.
    """

    question: QuestionEntry
    answer: Answer
    contributions: tuple[ContributionReport, ...]
    evidence: tuple[tuple[BackgroundDocument, str], ...]
    activities: tuple[str, ...]
    withheld: bool
    hands: HandsReport | None = None

    @property
    def views(self) -> tuple[ContributionReport, ...]:
        """Of the contributions those that see it differently from the answer."""
        return tuple(part for part in self.contributions if part.contribution.kind is ContributionKind.DISSENT)

    @property
    def other_contributions(self) -> tuple[ContributionReport, ...]:
        """The contributions that are not among the different views."""
        return tuple(part for part in self.contributions if part.contribution.kind is not ContributionKind.DISSENT)

    @property
    def answered(self) -> bool:
        """Whether this edition shows an answer."""
        return is_answered(self.answer)

    @property
    def has_nothing(self) -> bool:
        """Whether this edition shows nothing of the question but its wording."""
        answer = self.answer
        chosen = answer.status is not MeasureStatus.NOT_JUDGED or answer.priority is not None or answer.agreed is not None
        written = self.answered or not is_blank(answer.causes) or self.contributions or self.evidence
        return not (self.withheld or answer.is_confidential or chosen or written or self.activities or self.hands)


@frozen
class SectionReport:
    """A section with its included questions."""

    section: SectionEntry
    questions: tuple[QuestionReport, ...]

    @property
    def told(self) -> tuple[QuestionReport, ...]:
        """The questions of which there is more than the wording."""
        return tuple(entry for entry in self.questions if not entry.has_nothing)

    @property
    def untold(self) -> tuple[QuestionReport, ...]:
        """The other questions: they come together, after those, so that "not answered" is said once."""
        return tuple(entry for entry in self.questions if entry.has_nothing)


@frozen
class AreaReport:
    """An area with its findings and answers.

    ``progress`` counts every answer, in both editions; in the public one, withheld answers count as having no status yet.
    """

    entry: AreaEntry
    sections: tuple[SectionReport, ...]
    finding: Finding
    progress: Progress

    @property
    def questions(self) -> tuple[QuestionReport, ...]:
        """All questions of the area in order."""
        return tuple(question for section in self.sections for question in section.questions)

    def with_status(self, *statuses: MeasureStatus) -> tuple[QuestionReport, ...]:
        """The questions of the area with one of these statuses."""
        return tuple(question for question in self.questions if question.answer.status in statuses)


@frozen
class GroupReport:
    """A working group with the names of its members and rapporteur, and its areas."""

    group: WorkingGroup
    rapporteur: str
    members: tuple[str, ...]
    areas: tuple[AreaEntry, ...]


@frozen
class SessionReport:
    """A session with the names of its participants and the areas that it covered.

    ``planned``: it had not taken place when the picture was made (:func:`workbench.document.session_times.is_planned`);
    ``to_come``: its day or time was still ahead.
    """

    session: Session
    participants: tuple[str, ...]
    areas: tuple[AreaEntry, ...]
    planned: bool = False
    to_come: bool = False


@frozen
class DocumentReport:
    """A background document with its people, and the names of the files that are attached to it."""

    document: BackgroundDocument
    people: People
    attached: tuple[str, ...] = ()


@frozen
class IndicatorReport:
    """An indicator with its people, and its measurements, oldest first."""

    number: int
    indicator: Indicator
    people: People
    measurements: tuple[Measurement, ...]


@frozen
class ActivityReport:
    """An activity with people, ratings, questions and indicators. ``number`` is 1.2.3 in the plan, A1 outside it."""

    number: str
    activity: Activity
    people: People
    ratings: Mapping[Criterion, Rating]
    suggestion: Suggestion
    questions: tuple[QuestionEntry, ...]
    indicators: tuple[IndicatorReport, ...]

    @property
    def missing(self) -> tuple[RowPart, ...]:
        """The missing parts of its row of the plan."""
        responsible = names_with(ActivityRole.RESPONSIBLE, self.people)
        return missing_parts(self.activity, responsible=responsible, indicators=len(self.indicators))

    def level(self, criterion: Criterion) -> Level | None:
        """The level on one criterion; None if it is not rated."""
        rating = self.ratings.get(criterion)
        return rating.level if rating is not None else None


@frozen
class OutputReport:
    """An output of the plan with its activities; ``number`` has the form 1.2."""

    number: str
    output: Output
    activities: tuple[ActivityReport, ...]


@frozen
class OutcomeReport:
    """An outcome of the plan with its outputs; ``number`` has the form 1."""

    number: str
    outcome: Outcome
    outputs: tuple[OutputReport, ...]


@frozen
class Counts:
    """How much an export must contain: questions, answers, characters in answers, activities."""

    questions: int
    answered: int
    characters: int
    activities: int


@frozen
class WordingUse:
    """How many questions of the report have a wording of this origin and language."""

    origin: WordingOrigin
    language: str
    questions: int


@frozen
class ReportData:
    """The whole picture. ``language`` is that of the report's own words; ``made_at`` is local time with its zone.

    ``checklist`` is in the language of the assessment. ``parts`` are those that are written, ``unanswered`` the number of
    questions that were left out because nobody wrote anything about them. ``withheld`` is the number of withheld answers,
    ``damaged`` that of the damaged parts of the file, ``unknown`` that of the values which this version does not know.
    ``notes`` are contributions to no question.
    """

    assessment: Assessment
    checklist: Checklist
    edition: Edition
    language: str
    made_at: datetime
    program_version: str
    areas: tuple[AreaReport, ...]
    contributors: tuple[Contributor, ...]
    groups: tuple[GroupReport, ...]
    sessions: tuple[SessionReport, ...]
    documents: tuple[DocumentReport, ...]
    plan: tuple[OutcomeReport, ...]
    unplanned: tuple[ActivityReport, ...]
    indicators: tuple[IndicatorReport, ...]
    notes: tuple[ContributionReport, ...]
    withheld: int
    damaged: int = 0
    unknown: int = 0
    parts: tuple[Part, ...] = ALL_PARTS
    unanswered: int = 0

    @property
    def activities(self) -> tuple[ActivityReport, ...]:
        """All activities: first those of the plan in its order, then the others."""
        planned = (entry for outcome in self.plan for output in outcome.outputs for entry in output.activities)
        return (*planned, *self.unplanned)

    @property
    def planned_rows(self) -> tuple[ActivityReport, ...]:
        """The activities that must be in the file: those of the part with the plan, which has all."""
        return self.activities if Part.PLAN in self.parts else ()

    @property
    def told_areas(self) -> tuple[AreaReport, ...]:
        """The areas whose questions are written: those with an answer, when only answers are wanted."""
        return tuple(entry for entry in self.areas if entry.sections or not self.unanswered)

    @property
    def questions(self) -> tuple[QuestionReport, ...]:
        """All questions of the report in order."""
        return tuple(question for entry in self.areas for question in entry.questions)

    @property
    def wordings(self) -> tuple[WordingUse, ...]:
        """The origins and languages of the wordings of all questions, with how many questions have each."""
        found = Counter(
            (entry.question.origin, entry.question.language) for entry in self.questions if entry.question.language
        )
        origins = [*WordingOrigin, *(origin for origin, _ in found if not origin.is_known)]
        order = sorted(found, key=lambda use: (origins.index(use[0]), use[1]))
        return tuple(WordingUse(origin, language, found[origin, language]) for origin, language in order)

    @property
    def progress(self) -> Progress:
        """The counts over all areas."""
        statuses: dict[MeasureStatus, int] = {}
        for entry in self.areas:
            for status, count in entry.progress.statuses.items():
                statuses[status] = statuses.get(status, 0) + count
        total = sum(entry.progress.total for entry in self.areas)
        return Progress(total, sum(entry.progress.answered for entry in self.areas), statuses)

    @property
    def counts(self) -> Counts:
        """How much this edition contains."""
        answered = [question.answer.text for question in self.questions if question.answered]
        return Counts(len(self.questions), len(answered), sum(map(len, answered)), len(self.planned_rows))
