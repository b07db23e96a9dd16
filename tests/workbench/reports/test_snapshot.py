"""The picture that every report is made of: complete in the full edition, and silent in the public one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from workbench.document.document import Document
from workbench.model.rows import (
    Activity,
    ActivityPerson,
    DocumentPerson,
    IndicatorPerson,
)
from workbench.model.vocabulary import (
    ActivityRole,
    Criterion,
    DocumentRole,
    Edition,
    IndicatorRole,
    Level,
    MeasureStatus,
    WordingOrigin,
)
from workbench.operations import (
    activities,
    answers,
    assessment,
    documents,
    indicators,
    people,
    plan,
    roles,
    sessions,
    voices,
    wording,
)
from workbench.plan.people import RolePeople
from workbench.reports.data import ReportData
from workbench.reports.snapshot import take_snapshot

FULL, PUBLIC = Edition.FULL, Edition.PUBLIC


@pytest.fixture
def planned(document: Document) -> Document:
    """A plan of two outcomes with activities, and two activities outside it."""
    trust = plan.add_outcome(document, title="Trust")
    order = plan.add_outcome(document, title="Order")
    hotline = plan.add_output(document, outcome=trust, title="Hotline")
    charter = plan.add_output(document, outcome=trust, title="Charter")
    plan.add_output(document, outcome=order, title="Archive")
    for title, output, question in (
        ("Staff it", hotline, "3.20"),
        ("Open it", hotline, "1.1"),
        ("Write it", charter, "1.1"),
        ("Wait", None, "1.1"),
        ("Think", None, "3.20"),
    ):
        activity = activities.add_activity(document, title=title, questions=[question])
        if output is not None:
            activities.move_activity(document, activity=activity, output=output, index=0)
    return document


def numbers(data: ReportData) -> dict[str, str]:
    return {entry.activity.title: entry.number for entry in data.activities}


def test_activities_are_numbered_in_the_plan_and_with_a_letter_outside(planned: Document) -> None:
    data = take_snapshot(planned)
    assert numbers(data) == {"Open it": "1.1.1", "Staff it": "1.1.2", "Write it": "1.2.1", "Wait": "A1", "Think": "A2"}
    assert [(outcome.number, [output.number for output in outcome.outputs]) for outcome in data.plan] == [
        ("1", ["1.1", "1.2"]),
        ("2", ["2.1"]),
    ]
    by_id = {question.question.id: question for question in data.questions}
    assert by_id["kf1.q1"].activities == ("1.1.1", "1.2.1", "A1")
    assert by_id["kf3.q20"].activities == ("1.1.2", "A2")
    assert by_id["kf3.q18"].activities == ()
    assert data.counts.activities == 5


def test_an_activity_names_questions_and_indicators_in_their_order(planned: Document) -> None:
    first = indicators.add_indicator(planned, name="First")
    second = indicators.add_indicator(planned, name="Second")
    activity = planned.read.where(Activity, title="Open it")[0].id
    activities.set_activity_questions(planned, activity=activity, questions=["ge.14", "10.1", "2.1"])
    activities.set_activity_indicators(planned, activity=activity, indicators=[second, first])
    entry = next(entry for entry in take_snapshot(planned).activities if entry.activity.id == activity)
    assert [question.number for question in entry.questions] == ["2.1", "10.1", "GE.14"]
    assert [(found.number, found.indicator.name) for found in entry.indicators] == [(1, "First"), (2, "Second")]


def test_ratings_and_the_suggestion_come_with_the_activity(planned: Document) -> None:
    activity = planned.read.where(Activity, title="Wait")[0].id
    for criterion in Criterion:
        activities.rate_activity(planned, activity=activity, criterion=criterion, level=Level.HIGH)
    entry = next(entry for entry in take_snapshot(planned).activities if entry.activity.id == activity)
    assert entry.suggestion.level is Level.HIGH
    assert entry.level(Criterion.COST) is Level.HIGH
    other = next(entry for entry in take_snapshot(planned).activities if entry.activity.id != activity)
    assert (other.suggestion.level, other.level(Criterion.COST)) == (None, None)


def test_who_is_responsible_is_the_person_and_the_free_text(planned: Document) -> None:
    person = people.add_contributor(planned, name="Ana")
    activity = planned.read.where(Activity, title="Wait")[0].id
    roles.name_people(planned, of=ActivityPerson, owner=activity, text="The desk, ana, and the shift leaders")
    roles.name_people(planned, of=ActivityPerson, owner=activity, role=ActivityRole.COORDINATOR, text="Ana")
    people.edit_contributor(planned, contributor=person, name="Ana Torel")
    entry = next(entry for entry in take_snapshot(planned).activities if entry.activity.id == activity)
    assert entry.people == (
        RolePeople(ActivityRole.RESPONSIBLE, ("The desk", "Ana Torel", "and the shift leaders")),
        RolePeople(ActivityRole.COORDINATOR, ("Ana Torel",)),
    )


def test_indicators_and_documents_come_with_their_people(document: Document) -> None:
    indicator, entry = indicators.add_indicator(document, name="Draws"), documents.add_document(document, title="Law")
    roles.name_people(document, of=IndicatorPerson, owner=indicator, text="Head of station")
    roles.name_people(document, of=DocumentPerson, owner=entry, role=DocumentRole.PROVIDER, text="The ministry")
    data = take_snapshot(document)
    assert data.indicators[0].people == (RolePeople(IndicatorRole.OWNER, ("Head of station",)),)
    assert data.documents[0].people == (RolePeople(DocumentRole.PROVIDER, ("The ministry",)),)


def test_sessions_stand_in_the_order_of_time(document: Document) -> None:
    sessions.add_session(document, title="No date")
    sessions.add_session(document, title="Last", date="2026-12-01")
    sessions.add_session(document, title="Afternoon", date="2026-03-02", start_time="14:00")
    sessions.add_session(document, title="Morning", date="2026-03-02", start_time="09:00")
    sessions.add_session(document, title="First", date="2026-01-15")
    titles = [entry.session.title for entry in take_snapshot(document).sessions]
    assert titles == ["First", "Morning", "Afternoon", "Last", "No date"]


def test_people_and_areas_stand_in_their_own_order(document: Document) -> None:
    ana, bo = (people.add_contributor(document, name=name) for name in ("Ana", "Bo"))
    group = people.add_group(document, name="Red", rapporteur_id=bo)
    session = sessions.add_session(document, title="Meeting")
    people.set_group_members(document, group=group, contributors=[bo, ana])
    sessions.set_session_participants(document, session=session, contributors=[bo, ana])
    people.set_group_areas(document, group=group, areas=["ge", "kf10", "kf2"])
    sessions.set_session_areas(document, session=session, areas=["ca1", "kf1"])
    data = take_snapshot(document)
    assert (data.groups[0].rapporteur, data.groups[0].members) == ("Bo", ("Ana", "Bo"))
    assert [entry.number for entry in data.groups[0].areas] == ["2", "10", "GE"]
    assert data.sessions[0].participants == ("Ana", "Bo")
    assert [entry.number for entry in data.sessions[0].areas] == ["1", "CA1"]


def test_measurements_stand_oldest_first(document: Document) -> None:
    indicator = indicators.add_indicator(document, name="Delays")
    for date in ("2026-06-30", "2026-01-31", "2026-03-31"):
        indicators.add_measurement(document, indicator=indicator, date=date, value=date)
    (entry,) = take_snapshot(document).indicators
    assert [row.value for row in entry.measurements] == ["2026-01-31", "2026-03-31", "2026-06-30"]


def test_evidence_stands_in_the_order_of_the_register(document: Document) -> None:
    first, second = (documents.add_document(document, title=title) for title in ("First", "Second"))
    answers.set_evidence(document, question="kf1.q1", documents=[second, first])
    assert [row.title for row, _ in take_snapshot(document).questions[0].evidence] == ["First", "Second"]


def test_a_contribution_of_somebody_without_a_name_is_not_lost(document: Document) -> None:
    nameless = people.add_contributor(document, name="")
    group = people.add_group(document, name="")
    voices.add_contribution(document, question="kf1.q1", contributor=nameless, text="I was asked not to sign.")
    voices.add_contribution(document, question="kf1.q1", group=group, text="So were we.")
    for edition in Edition:
        contributions = take_snapshot(document, edition=edition).questions[0].contributions
        assert [part.text for part in contributions] == ["I was asked not to sign.", "So were we."]


def test_questions_left_out_are_not_in_the_report_and_areas_without_questions_neither(document: Document) -> None:
    answers.write_answer(document, question="kf1.q1", text="Written before")
    gone = ["kf1.q1", *(f"ca2.q{number}" for number in range(1, 7))]
    assessment.include_questions(document, questions=gone, included=False)
    data = take_snapshot(document)
    assert len(data.questions) == 282 - 7
    assert "kf1.q1" not in {question.question.id for question in data.questions}
    assert "ca2" not in {entry.entry.id for entry in data.areas}
    assert (data.progress.total, data.progress.answered) == (275, 0)
    assert data.counts.answered == 0


def test_sections_without_questions_are_left_out(document: Document) -> None:
    section = next(part for part in take_snapshot(document).areas[0].sections)
    assessment.include_questions(
        document, questions=[question.question.id for question in section.questions], included=False
    )
    assert section.section.id not in {part.section.id for part in take_snapshot(document).areas[0].sections}


def test_questions_are_printed_as_they_were_asked_whatever_the_report_speaks(document: Document) -> None:
    wording.replace_wording(document, language="ar", texts={"kf1.q1": "سؤال؟"})
    asked_in_english = take_snapshot(document, language="ar").questions[0].question.wording
    assessment.describe_assessment(document, language="ar")
    for language in ("en", "ar"):
        data = take_snapshot(document, language=language)
        assert data.questions[0].question.wording == "سؤال؟"
        assert data.questions[1].question.wording == take_snapshot(document).questions[1].question.wording
        assert (data.language, data.checklist.language) == (language, "ar")
    assert asked_in_english != "سؤال؟"


def test_the_picture_knows_whose_wording_it_prints(document: Document) -> None:
    wording.replace_wording(document, language="ar", texts={"kf1.q1": "سؤال؟", "kf1.q2": "كيف؟"})
    assessment.describe_assessment(document, language="ar")
    assessment.add_own_question(document, wording="سؤالنا؟")
    assessment.include_questions(document, questions=["kf1.q3"], included=False)
    uses = [(use.origin, use.language, use.questions) for use in take_snapshot(document).wordings]
    assert uses == [
        (WordingOrigin.PACK, "en", 279),
        (WordingOrigin.WORDING_FILE, "ar", 2),
        (WordingOrigin.OWN, "ar", 1),
    ]


def test_statuses_are_found_by_area(document: Document) -> None:
    answers.judge_answer(document, question="kf1.q2", status=MeasureStatus.EFFECTIVE)
    answers.judge_answer(document, question="kf1.q5", status=MeasureStatus.NONE)
    first = take_snapshot(document).areas[0]
    chosen = first.with_status(MeasureStatus.NONE, MeasureStatus.EFFECTIVE)
    assert [question.question.id for question in chosen] == ["kf1.q2", "kf1.q5"]


def test_the_picture_does_not_change_any_more(planned: Document) -> None:
    moment = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    data = take_snapshot(planned, made_at=moment)
    same = take_snapshot(planned, made_at=moment)
    assert data == same
    answers.write_answer(planned, question="kf1.q1", text="Later")
    assert data == same
    assert data.questions[0].answer.text == ""
    assert data.made_at == moment
    with pytest.raises(FrozenInstanceError):
        data.language = "fr"  # type: ignore[misc]


def test_the_moment_is_local_time_with_its_zone(document: Document) -> None:
    assert take_snapshot(document).made_at.tzinfo is not None


def test_an_empty_assessment_makes_a_picture_too(document: Document) -> None:
    for edition in Edition:
        data = take_snapshot(document, edition=edition)
        assert (len(data.areas), len(data.questions), data.activities, data.withheld) == (14, 282, (), 0)
