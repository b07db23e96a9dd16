"""The picture that every report is made of: complete in the full edition, and silent in the public one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, get_type_hints

import pytest

from workbench.document import Document
from workbench.i18n import Message
from workbench.model import (
    Activity,
    ActivityIndicator,
    ActivityQuestion,
    Answer,
    BackgroundDocument,
    Contribution,
    Contributor,
    Evidence,
    Finding,
    GroupMember,
    Indicator,
    Measurement,
    Outcome,
    Output,
    Rating,
    Row,
    Session,
    SessionParticipant,
    WorkingGroup,
)
from workbench.operations import activities, answers, assessment, documents, indicators, people, plan, sessions, wording
from workbench.reports.data import ReportData
from workbench.reports.snapshot import take_snapshot
from workbench.vocabulary import Criterion, Edition, Level, MeasureStatus, WordingOrigin

FULL, PUBLIC = Edition.FULL, Edition.PUBLIC
MARKED = (Answer, Contribution, Finding, Contributor, Session, BackgroundDocument, Activity)
"""The kinds of rows that can be marked confidential."""


def strings_in(value: Any) -> Iterator[str]:
    """Every text in a value, however deep; an unknown type fails, so that nothing is passed over."""
    if isinstance(value, str):
        yield str(value)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, content in value.items():
            yield from strings_in(key)
            yield from strings_in(content)
    elif isinstance(value, tuple | frozenset):
        for content in value:
            yield from strings_in(content)
    elif value is not None and not isinstance(value, bool | int | datetime):
        raise AssertionError(f"the picture holds something that can change: {type(value)}")


def canary(row: Row) -> Row:
    """The row with a text of its own in every field that holds text."""
    hints = get_type_hints(type(row))
    texts = {
        field.name: f"CANARY {row.table} {row.id} {field.name}"
        for field in fields(row)
        if hints[field.name] is str and field.name != "id" and not field.name.endswith("_id")
    }
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return type(row)(**values | texts)


def confidential_rows(document: Document) -> Iterator[Row]:
    """Something confidential of every kind, and what hangs on it alone."""
    answer = document.read.answer("kf1.q1")
    open_answer = document.read.answer("kf1.q2")
    (finding,) = document.read.where(Finding, list_id="kf2")
    yield canary(Answer(id=answer.id, question_id="kf1.q1", confidential=True))
    yield canary(Finding(id=finding.id, list_id="kf2", confidential=True))
    yield canary(Contributor(id="spy", confidential=True))
    yield canary(Session(id="secret meeting", confidential=True))
    yield canary(BackgroundDocument(id="secret file", confidential=True))
    yield BackgroundDocument(id="open file", title="Open file", place=1)
    yield canary(Evidence(id="e1", answer_id=open_answer.id, document_id="secret file"))
    yield canary(Evidence(id="e2", answer_id=answer.id, document_id="open file"))
    yield WorkingGroup(id="group", name="Open group", rapporteur_id="spy")
    yield GroupMember(id="m1", group_id="group", contributor_id="spy")
    yield Session(id="open meeting", title="Open meeting")
    yield SessionParticipant(id="p1", session_id="open meeting", contributor_id="spy")
    yield canary(Contribution(id="c1", question_id="kf1.q2", group_id="group", confidential=True))
    yield canary(Contribution(id="c2", question_id="kf1.q2", contributor_id="spy"))
    yield canary(Contribution(id="c3", question_id="kf1.q1", group_id="group"))
    yield canary(Outcome(id="secret outcome", place=1))
    yield canary(Output(id="secret output", outcome_id="secret outcome", place=1))
    yield Outcome(id="open outcome", title="Open outcome", place=2)
    yield canary(Output(id="half secret", outcome_id="open outcome", place=1))
    yield Output(id="open output", outcome_id="open outcome", title="Open output", place=2)
    yield canary(Activity(id="a1", output_id="secret output", confidential=True))
    yield canary(Activity(id="a2", output_id="half secret", confidential=True))
    yield canary(Activity(id="a3", output_id="open output", confidential=True))
    yield canary(Activity(id="a4", confidential=True))
    yield Activity(id="a5", output_id="open output", title="Open activity", responsible_id="spy")
    yield canary(Rating(id="r1", activity_id="a1", criterion=Criterion.COST, level=Level.LOW))
    yield ActivityQuestion(id="q1", activity_id="a1", question_id="kf1.q2")
    yield canary(Indicator(id="secret kpi", place=1))
    yield canary(Measurement(id="n1", indicator_id="secret kpi"))
    yield Indicator(id="shared kpi", name="Shared", place=2)
    for number, (activity, indicator) in enumerate([("a1", "secret kpi"), ("a1", "shared kpi"), ("a5", "shared kpi")]):
        yield ActivityIndicator(id=f"i{number}", activity_id=activity, indicator_id=indicator)


@pytest.fixture
def guarded(document: Document) -> tuple[Document, set[str]]:
    """A document with a canary in every confidential text, and the canaries."""
    rows = list(confidential_rows(document))
    with document.change(Message("canaries")) as transaction:
        for row in rows:
            transaction.put(row)
    return document, {text for row in rows for text in strings_in(row) if text.startswith("CANARY")}


def test_every_kind_of_row_that_can_be_marked_is_guarded(guarded: tuple[Document, set[str]]) -> None:
    from workbench.model import ROW_TYPES

    assert {row_type for row_type in ROW_TYPES if "confidential" in get_type_hints(row_type)} == set(MARKED)
    _, canaries = guarded
    for row_type in MARKED:
        assert [text for text in canaries if text.startswith(f"CANARY {row_type.table} ")]
    assert len(canaries) > 60


def test_the_full_edition_holds_every_confidential_text(guarded: tuple[Document, set[str]]) -> None:
    document, canaries = guarded
    assert canaries - set(strings_in(take_snapshot(document, edition=FULL))) == set()


def test_the_public_edition_holds_none(guarded: tuple[Document, set[str]]) -> None:
    document, _ = guarded
    data = take_snapshot(document, edition=PUBLIC)
    assert [text for text in strings_in(data) if "CANARY" in text] == []
    assert data.edition is PUBLIC


def test_the_public_edition_keeps_what_is_not_confidential(guarded: tuple[Document, set[str]]) -> None:
    document, _ = guarded
    data = take_snapshot(document, edition=PUBLIC)
    assert [entry.group.name for entry in data.groups] == ["Open group"]
    assert [entry.session.title for entry in data.sessions] == ["Open meeting"]
    assert [row.title for row in data.documents] == ["Open file"]
    assert [entry.outcome.title for entry in data.plan] == ["Open outcome"]
    assert [entry.output.title for entry in data.plan[0].outputs] == ["Open output"]
    assert [entry.activity.title for entry in data.activities] == ["Open activity"]
    assert [entry.indicator.name for entry in data.indicators] == ["Shared"]
    assert data.unplanned == ()


def test_a_confidential_person_is_nowhere_in_the_public_edition(guarded: tuple[Document, set[str]]) -> None:
    document, _ = guarded
    data = take_snapshot(document, edition=PUBLIC)
    assert data.contributors == ()
    assert (data.groups[0].rapporteur, data.groups[0].members) == ("", ())
    assert data.sessions[0].participants == ()
    assert data.activities[0].responsible == ""
    assert all(question.contributions == () for question in data.questions)
    full = take_snapshot(document)
    name = "CANARY contributors spy name"
    assert (full.groups[0].rapporteur, full.groups[0].members) == (name, (name,))
    assert [entry.participants for entry in full.sessions if entry.session.id == "open meeting"] == [(name,)]
    assert [entry.responsible for entry in full.activities if entry.activity.id == "a5"] == [name]


def test_the_mark_on_every_page_is_that_of_the_full_edition(document: Document) -> None:
    assessment.describe_assessment(document, confidentiality_mark="Restricted", method="Open")
    assert take_snapshot(document).assessment.confidentiality_mark == "Restricted"
    public = take_snapshot(document, edition=PUBLIC).assessment
    assert (public.confidentiality_mark, public.method) == ("", "Open")


def test_withheld_answers_are_counted_where_there_was_an_answer(document: Document) -> None:
    answers.edit_answer(document, question="kf1.q1", text="Secret", confidential=True, status=MeasureStatus.NONE)
    answers.edit_answer(document, question="kf1.q2", confidential=True, status=MeasureStatus.NONE, causes="Secret")
    answers.write_answer(document, question="kf1.q3", text="Open")
    public, full = (take_snapshot(document, edition=edition) for edition in (PUBLIC, FULL))
    assert (public.withheld, full.withheld) == (1, 0)
    first, second, third = public.questions[:3]
    assert (first.withheld, second.withheld, third.withheld) == (True, False, False)
    assert (first.answer.status, first.answer.text, first.answered) == (MeasureStatus.NOT_JUDGED, "", False)
    assert (second.answer.status, second.answer.causes) == (MeasureStatus.NOT_JUDGED, "")
    assert (public.counts.answered, public.counts.characters) == (1, 4)
    assert (full.counts.answered, full.counts.characters, full.counts.questions) == (2, 10, 282)
    assert (public.progress.total, public.progress.answered) == (full.progress.total, full.progress.answered)


def test_the_sums_do_not_tell_how_a_withheld_answer_was_judged(document: Document) -> None:
    answers.edit_answer(document, question="kf1.q1", text="Secret", confidential=True, status=MeasureStatus.NONE)
    answers.edit_answer(document, question="kf1.q2", text="Open", status=MeasureStatus.EFFECTIVE)
    public, full = (take_snapshot(document, edition=edition) for edition in (PUBLIC, FULL))
    assert full.lists[0].progress.statuses.get(MeasureStatus.NONE) == 1
    for progress in (public.lists[0].progress, public.progress):
        assert progress.statuses.get(MeasureStatus.NONE, 0) == 0
        assert progress.statuses[MeasureStatus.EFFECTIVE] == 1
        assert (progress.answered, sum(progress.statuses.values())) == (2, progress.total)


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
    activities.edit_activity(planned, activity=activity, responsible_id=person, responsible="and the shift leaders")
    entry = next(entry for entry in take_snapshot(planned).activities if entry.activity.id == activity)
    assert entry.responsible == "Ana, and the shift leaders"


def test_sessions_stand_in_the_order_of_time(document: Document) -> None:
    sessions.add_session(document, title="No date")
    sessions.add_session(document, title="Last", date="2026-12-01")
    sessions.add_session(document, title="Afternoon", date="2026-03-02", start_time="14:00")
    sessions.add_session(document, title="Morning", date="2026-03-02", start_time="09:00")
    sessions.add_session(document, title="First", date="2026-01-15")
    titles = [entry.session.title for entry in take_snapshot(document).sessions]
    assert titles == ["First", "Morning", "Afternoon", "Last", "No date"]


def test_people_and_lists_stand_in_their_own_order(document: Document) -> None:
    ana, bo = (people.add_contributor(document, name=name) for name in ("Ana", "Bo"))
    group = people.add_group(document, name="Red", rapporteur_id=bo)
    session = sessions.add_session(document, title="Meeting")
    people.set_group_members(document, group=group, contributors=[bo, ana])
    sessions.set_session_participants(document, session=session, contributors=[bo, ana])
    people.set_group_lists(document, group=group, lists=["ge", "kf10", "kf2"])
    sessions.set_session_lists(document, session=session, lists=["ca1", "kf1"])
    data = take_snapshot(document)
    assert (data.groups[0].rapporteur, data.groups[0].members) == ("Bo", ("Ana", "Bo"))
    assert [entry.number for entry in data.groups[0].lists] == ["2", "10", "GE"]
    assert data.sessions[0].participants == ("Ana", "Bo")
    assert [entry.number for entry in data.sessions[0].lists] == ["1", "CA1"]


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
    answers.add_contribution(document, question="kf1.q1", contributor=nameless, text="I was asked not to sign.")
    answers.add_contribution(document, question="kf1.q1", group=group, text="So were we.")
    for edition in Edition:
        contributions = take_snapshot(document, edition=edition).questions[0].contributions
        assert [part.text for part in contributions] == ["I was asked not to sign.", "So were we."]


def test_questions_left_out_are_not_in_the_report_and_lists_without_questions_neither(document: Document) -> None:
    answers.write_answer(document, question="kf1.q1", text="Written before")
    gone = ["kf1.q1", *(f"ca2.q{number}" for number in range(1, 7))]
    assessment.include_questions(document, questions=gone, included=False)
    data = take_snapshot(document)
    assert len(data.questions) == 282 - 7
    assert "kf1.q1" not in {question.question.id for question in data.questions}
    assert "ca2" not in {entry.entry.id for entry in data.lists}
    assert (data.progress.total, data.progress.answered) == (275, 0)
    assert data.counts.answered == 0


def test_sections_without_questions_are_left_out(document: Document) -> None:
    section = next(part for part in take_snapshot(document).lists[0].sections)
    assessment.include_questions(
        document, questions=[question.question.id for question in section.questions], included=False
    )
    assert section.section.id not in {part.section.id for part in take_snapshot(document).lists[0].sections}


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


def test_statuses_are_found_by_list(document: Document) -> None:
    answers.judge_answer(document, question="kf1.q2", status=MeasureStatus.EFFECTIVE)
    answers.judge_answer(document, question="kf1.q5", status=MeasureStatus.NONE)
    first = take_snapshot(document).lists[0]
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
        assert (len(data.lists), len(data.questions), data.activities, data.withheld) == (14, 282, (), 0)
