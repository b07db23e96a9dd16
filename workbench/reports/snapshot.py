"""Takes one consistent, immutable picture of an assessment (:class:`~workbench.reports.data.ReportData`).

The public edition is made here, once: its picture has nothing that is marked confidential or not declared public, so that no
format can leak it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from workbench import __version__
from workbench.checklist.progress import answers_by_question, is_answered, progress_of
from workbench.checklist.tree import AreaEntry, SectionEntry, read_checklist
from workbench.document.document import Document
from workbench.document.session_times import is_planned, is_to_come
from workbench.language.i18n import Message, load_translator
from workbench.model.declared import declared
from workbench.model.labels import names_by_id
from workbench.model.raised_hands import hands_on_question
from workbench.model.rows import (
    Activity,
    ActivityIndicator,
    ActivityPerson,
    ActivityQuestion,
    Answer,
    Assessment,
    Attachment,
    BackgroundDocument,
    Contribution,
    Contributor,
    DocumentPerson,
    Evidence,
    Finding,
    GroupArea,
    GroupMember,
    Hand,
    Indicator,
    IndicatorPerson,
    MarkableT,
    Measurement,
    Outcome,
    Output,
    PersonLink,
    Rating,
    RowT,
    Session,
    SessionArea,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import ContributionKind, Criterion, Edition, MeasureStatus
from workbench.plan.headings import lines_for_the_public
from workbench.plan.order import Line, LineKind, Lines, activities_of, by_heading, read_plan
from workbench.plan.people import People, people_by_owner, publicly_named, without_hidden
from workbench.plan.priorities import suggest_priority
from workbench.privacy.group_names import open_groups
from workbench.privacy.person_names import NameFinder
from workbench.privacy.withholding import NAME_WITHHELD, WITHHELD_HERE
from workbench.reports import public_side
from workbench.reports.data import (
    ActivityReport,
    AreaReport,
    ContributionReport,
    DocumentReport,
    GroupReport,
    HandsReport,
    IndicatorReport,
    OutcomeReport,
    OutputReport,
    QuestionReport,
    ReportData,
    SectionReport,
    SessionReport,
)
from workbench.reports.public_fields import public_fields_only

HeadingT = TypeVar("HeadingT", Outcome, Output)
Contributions = Mapping[str | None, list[ContributionReport]]
"""Contributions by question; those to no question by None."""


def take_snapshot(
    document: Document, *, language: str = "en", edition: Edition = Edition.FULL, made_at: datetime | None = None
) -> ReportData:
    """The picture of a document in its present state.

    ``language`` is that of the report's own words. The checklist is in the language of the assessment: a report prints the
    questions that were asked.
    """
    data = _Camera(document, language, edition).picture(made_at or datetime.now().astimezone())
    return public_fields_only(data) if edition is Edition.PUBLIC else data


class _Camera:
    """Reads everything once and puts the picture together, without what the edition omits."""

    def __init__(self, document: Document, language: str, edition: Edition) -> None:
        self._read = document.read
        self._damaged, self._unknown = len(document.damages), len(document.unknown)
        self._language = language
        self._edition = edition
        self._public = edition is Edition.PUBLIC
        self._checklist = read_checklist(document)
        self._entries = {entry.id: entry for entry in self._checklist.areas}
        self._questions = {question.id: question for question in self._checklist.questions}
        self._answers = answers_by_question(self._read.every(Answer))
        self._told = [row_id for row_id in self._questions if self._allowed([self._answers[row_id]])]
        self._counted = {row_id: self._as_counted(answer) for row_id, answer in self._answers.items()}
        people = self._read.every(Contributor)
        self._finder = NameFinder(people if self._public else ())
        self._contributors = self._allowed(people)
        self._names = names_by_id(self._contributors)
        self._members = self._read.every(GroupMember)
        groups = self._allowed(self._read.every(WorkingGroup))
        self._unnamed: frozenset[str] = frozenset()
        if self._public:
            shown = open_groups(groups, self._members, self._names)
            groups, self._unnamed = [group for group in groups if group.id in shown.named], shown.unnamed
        self._groups = {group.id: group for group in groups}
        self._documents = {row.id: row for row in self._allowed(self._read.every(BackgroundDocument))}
        lines = read_plan(document)
        self._lines = lines_for_the_public(lines) if self._public else lines
        self._people_of_activities = self._people(ActivityPerson)
        self._indicators = {entry.indicator.id: entry for entry in self._read_indicators()}

    def picture(self, made_at: datetime) -> ReportData:
        """The picture, before fields that are not public are removed."""
        plan, unplanned = self._plan()
        contributions = self._contributions()
        areas = self._areas(self._activity_numbers(plan, unplanned), contributions, self._hands())
        return ReportData(
            assessment=self._assessment(),
            checklist=self._checklist,
            edition=self._edition,
            language=self._language,
            made_at=made_at,
            program_version=__version__,
            areas=areas,
            contributors=tuple(self._contributors),
            groups=self._group_reports(),
            sessions=self._session_reports(made_at),
            documents=self._document_reports(),
            plan=plan,
            unplanned=unplanned,
            indicators=tuple(self._indicators.values()),
            notes=tuple(contributions.get(None, ())),
            withheld=sum(question.withheld for entry in areas for question in entry.questions),
            damaged=self._damaged,
            unknown=self._unknown,
        )

    def _assessment(self) -> Assessment:
        """The row of the assessment; in the public edition without names of confidential people as responsible."""
        row = self._read.assessment()
        return replace(row, responsible=self._without_names(row.responsible)) if self._public else row

    def _without_names(self, text: str) -> str:
        """A text about who is responsible, without confidential people."""
        return text if self._finder.idle else without_hidden(text, self._finder, self._withheld_name())

    def _say(self, words: Message) -> str:
        return load_translator(self._language)(words)

    def _withheld_name(self) -> str:
        return self._say(NAME_WITHHELD)

    def _people(self, link_type: type[PersonLink]) -> Mapping[str, People]:
        """Everybody with a role, by the id of the owner; in the public edition nobody who must not be named there."""
        if self._public and not declared(link_type)["name"].public:
            return {}
        found = people_by_owner(self._read.every(link_type), self._names)
        if self._finder.idle:
            return found
        return {owner: publicly_named(people, self._finder, self._withheld_name()) for owner, people in found.items()}

    def _document_reports(self) -> tuple[DocumentReport, ...]:
        people = self._people(DocumentPerson)
        names: dict[str, tuple[str, ...]] = {}
        for file in () if self._public else self._read.every(Attachment):
            names[file.document_id] = (*names.get(file.document_id, ()), file.name)
        rows = self._documents.values()
        return tuple(DocumentReport(row, people.get(row.id, ()), names.get(row.id, ())) for row in rows)

    def _allowed(self, rows: list[MarkableT]) -> list[MarkableT]:
        return [row for row in rows if not row.is_confidential] if self._public else rows

    def _as_counted(self, answer: Answer) -> Answer:
        """An answer for the counts; a withheld one without its status, which the sums of an area would reveal."""
        return answer if self._allowed([answer]) else replace(answer, status=MeasureStatus.NOT_JUDGED)

    def _contributions(self) -> Contributions:
        found: dict[str | None, list[ContributionReport]] = {}
        for row in self._allowed(self._read.every(Contribution)):
            if public_side.says_nothing(row) or (self._public and row.done):
                continue
            author = self._author(row)
            if author is not None:
                found.setdefault(row.question_id, []).append(ContributionReport(author, row))
        return found

    def _hands(self) -> Mapping[str, HandsReport]:
        """The raised hands by question. Not in the public edition: a single hand can tell whose it was."""
        rows: dict[str, list[Hand]] = {}
        for row in () if self._public else self._read.every(Hand):
            if row.question_id is not None:
                rows.setdefault(row.question_id, []).append(row)
        titles = {session.id: session.title for session in self._read.every(Session)} if rows else {}
        found = {}
        for question, counted in rows.items():
            newest = max(counted, key=lambda row: row.date)
            counts = tuple(hands_on_question(counted).items())
            found[question] = HandsReport(counts, newest.date, titles.get(newest.session_id or "", ""))
        return found

    def _areas(
        self,
        numbers: Mapping[str, tuple[str, ...]],
        contributions: Contributions,
        hands: Mapping[str, HandsReport],
    ) -> tuple[AreaReport, ...]:
        findings = {row.area_id: row for row in self._read.every(Finding)}
        evidence: dict[str, list[tuple[BackgroundDocument, str]]] = {}
        for link in self._in_order(self._read.every(Evidence), "document_id", self._documents):
            evidence.setdefault(link.answer_id, []).append((self._documents[link.document_id], link.note))
        return tuple(
            self._area(entry, findings[entry.id], contributions, evidence, numbers, hands)
            for entry in self._checklist.areas
            if any(question.included for question in entry.questions)
        )

    @staticmethod
    def _in_order(links: list[RowT], column: str, shown: Iterable[str]) -> list[RowT]:
        """The links to rows that are shown, in the order of these rows."""
        order = {row_id: index for index, row_id in enumerate(shown)}
        return sorted(
            (link for link in links if getattr(link, column) in order), key=lambda link: order[getattr(link, column)]
        )

    def _author(self, row: Contribution) -> str | None:
        """Who contributes, or that nobody is named; None if the contribution must not be shown."""
        if row.group_id in self._unnamed:
            return self._say(public_side.SOME_GROUP)
        name: str | None = ""
        if row.group_id is not None:
            name = self._groups[row.group_id].name if row.group_id in self._groups else None
        elif row.contributor_id is not None:
            name = self._names.get(row.contributor_id)
        nobodys = row.kind in (ContributionKind.NOT_CHOSEN, ContributionKind.NOTE)
        return self._say(public_side.NOT_NAMED) if name == "" and not nobodys else name

    def _area(
        self,
        entry: AreaEntry,
        finding: Finding,
        contributions: Contributions,
        evidence: Mapping[str, list[tuple[BackgroundDocument, str]]],
        numbers: Mapping[str, tuple[str, ...]],
        hands: Mapping[str, HandsReport],
    ) -> AreaReport:
        if not self._allowed([finding]):
            finding = Finding(id=finding.id, area_id=finding.area_id)

        def section(part: SectionEntry) -> SectionReport:
            questions = []
            for question in part.questions:
                if not question.included:
                    continue
                answer = self._answers[question.id]
                withheld, told = not self._allowed([answer]), is_answered(answer)
                if withheld:
                    answer = public_side.withheld_answer(answer, told=told)
                questions.append(
                    QuestionReport(
                        question,
                        answer,
                        () if withheld else tuple(contributions.get(question.id, ())),
                        () if withheld else tuple(evidence.get(answer.id, ())),
                        numbers.get(question.id, ()),
                        withheld and told,
                        hands.get(question.id),
                    )
                )
            return SectionReport(part, tuple(questions))

        progress = progress_of(entry.questions, self._counted)
        sections = (section(part) for part in entry.sections)
        return AreaReport(entry, tuple(part for part in sections if part.questions), finding, progress)

    def _group_reports(self) -> tuple[GroupReport, ...]:
        areas = self._read.every(GroupArea)
        return tuple(
            GroupReport(
                group,
                self._names.get(group.rapporteur_id or "", ""),
                self._named([link.contributor_id for link in self._members if link.group_id == group.id]),
                self._named_areas([link.area_id for link in areas if link.group_id == group.id]),
            )
            for group in self._groups.values()
        )

    def _session_reports(self, made_at: datetime) -> tuple[SessionReport, ...]:
        present = self._read.every(SessionParticipant)
        areas = self._read.every(SessionArea)
        sessions = self._allowed(self._read.every(Session))
        if self._public:
            sessions = public_side.open_sessions(sessions, present, self._names)
        sessions.sort(key=lambda row: (row.date or "9999", row.start_time))
        return tuple(
            SessionReport(
                session,
                self._named([link.contributor_id for link in present if link.session_id == session.id]),
                self._named_areas([link.area_id for link in areas if link.session_id == session.id]),
                planned=is_planned(session, made_at),
                to_come=is_to_come(session, made_at),
            )
            for session in sessions
        )

    def _named(self, ids: list[str]) -> tuple[str, ...]:
        return tuple(person.name for person in self._contributors if person.id in ids)

    def _named_areas(self, ids: list[str]) -> tuple[AreaEntry, ...]:
        return tuple(entry for row_id, entry in self._entries.items() if row_id in ids)

    def _read_indicators(self) -> tuple[IndicatorReport, ...]:
        measurements: dict[str, list[Measurement]] = {}
        for row in sorted(self._allowed(self._read.every(Measurement)), key=lambda row: row.date):
            measurements.setdefault(row.indicator_id, []).append(row)
        people = self._people(IndicatorPerson)
        return tuple(
            IndicatorReport(number, row, people.get(row.id, ()), tuple(measurements.get(row.id, ())))
            for number, row in enumerate(self._shown_indicators(), 1)
        )

    def _shown_indicators(self) -> list[Indicator]:
        every = self._allowed(self._read.every(Indicator))
        if not self._public:
            return every
        shown = {activity.id for _, activity in activities_of(self._lines)}
        return public_side.open_indicators(every, self._read.every(ActivityIndicator), shown)

    def _plan(self) -> tuple[tuple[OutcomeReport, ...], tuple[ActivityReport, ...]]:
        under = by_heading(self._lines)

        def output(line: Line, row: Output) -> OutputReport:
            return OutputReport(line.number, self._titled(row), self._activity_reports(under.get(row.id, ())))

        def outcome(line: Line, row: Outcome) -> OutcomeReport:
            below = under.get(row.id, ())
            outputs = tuple(output(x, x.row) for x in below if isinstance(x.row, Output))
            return OutcomeReport(line.number, self._titled(row), outputs)

        plan = tuple(outcome(x, x.row) for x in under.get("", ()) if isinstance(x.row, Outcome))
        return plan, self._activity_reports(under.get(LineKind.UNPLANNED.value, ()))

    def _titled(self, row: HeadingT) -> HeadingT:
        """A heading of the plan; a confidential one stands in the public edition without its title, over what is public."""
        if not (self._public and row.is_confidential):
            return row
        title: dict[str, Any] = {"title": self._say(WITHHELD_HERE)}
        return replace(row, **title)

    def _activity_reports(self, lines: Lines) -> tuple[ActivityReport, ...]:
        return tuple(self._activity(row, number) for number, row in activities_of(lines))

    def _activity(self, row: Activity, number: str) -> ActivityReport:
        rated = {rating.criterion: rating for rating in self._read.where(Rating, activity_id=row.id)}
        ratings = {criterion: rated[criterion] for criterion in Criterion if criterion in rated}
        indicators = self._in_order(
            self._read.where(ActivityIndicator, activity_id=row.id), "indicator_id", self._indicators
        )
        questions = self._in_order(self._read.where(ActivityQuestion, activity_id=row.id), "question_id", self._told)
        if self._public:
            ratings = {name: public_side.without_confidential_note(rating) for name, rating in ratings.items()}
        return ActivityReport(
            number,
            row,
            self._people_of_activities.get(row.id, ()),
            ratings,
            suggest_priority({criterion: rating.level for criterion, rating in ratings.items()}),
            tuple(self._questions[link.question_id] for link in questions),
            tuple(self._indicators[link.indicator_id] for link in indicators),
        )

    @staticmethod
    def _activity_numbers(
        plan: tuple[OutcomeReport, ...], unplanned: tuple[ActivityReport, ...]
    ) -> dict[str, tuple[str, ...]]:
        planned = [entry for outcome in plan for output in outcome.outputs for entry in output.activities]
        numbers: dict[str, tuple[str, ...]] = {}
        for entry in (*planned, *unplanned):
            for question in entry.questions:
                numbers[question.id] = (*numbers.get(question.id, ()), entry.number)
        return numbers
