"""What a report still lacks: each gap appears, and disappears when it is filled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.document.document import Document
from workbench.model.declared import Kind, declared
from workbench.model.rows import ActivityPerson, Assessment, Question
from workbench.model.rows.checklist import SCOPE_OF_A_REPORT
from workbench.model.vocabulary import MANDATORY_INDICATOR_FIELDS, ActivityRole, Criterion, Level
from workbench.operations import activities, answers, assessment, indicators, people, plan, roles, sessions
from workbench.reports.completeness import Gap, gaps
from workbench.reports.snapshot import take_snapshot
from workbench.reports.text_places import TextPage

pytestmark = pytest.mark.slow

CA2 = "CA2 Customs-to-Customs cooperation"


def told(document: Document) -> list[str]:
    return [str(gap.what) for gap in gaps(take_snapshot(document))]


def test_an_empty_assessment_lacks_everything(document: Document) -> None:
    found = gaps(take_snapshot(document))
    assert [gap.kind for gap in found if gap.kind is not TextPage.ASSESSMENT] == [
        *[TextPage.SCOPE] * 4,
        TextPage.PEOPLE,
        TextPage.SESSIONS,
        TextPage.PRIORITIES,
        *[TextPage.REPORT] * 4,
    ]
    assert [gap.row_id for gap in found if gap.kind is TextPage.ASSESSMENT][-1] == "ge"
    assert len([gap for gap in found if gap.kind is TextPage.ASSESSMENT]) == 14


@pytest.mark.parametrize(
    ("field", "sentence", "value"),
    [
        ("administration", "The name of the administration is missing.", "Customs"),
        ("start_date", "The date when the assessment started is missing.", "2026-01-01"),
        ("responsible", "Who is responsible for the assessment is missing.", "The head"),
        ("objectives", "The objectives are not described.", "Less waiting"),
        ("method", "The method is not described.", "Workshops"),
        ("key_messages", "There are no key messages.", "Act now"),
        ("recommendations", "There are no recommendations.", "Do it"),
        ("challenges", "The challenges are not described.", "Time"),
        ("lessons", "The lessons learned are not described.", "Start early"),
    ],
)
def test_what_the_assessment_itself_lacks(document: Document, field: str, sentence: str, value: str) -> None:
    blank = " \u200b\n" if declared(Assessment)[field].kind is Kind.TEXT else ""
    assessment.describe_assessment(document, **{field: blank})
    assert sentence in told(document)
    assert field in {gap.row_id for gap in gaps(take_snapshot(document))}
    assessment.describe_assessment(document, **{field: value})
    assert sentence not in told(document)


def test_the_scope_lacks_what_its_row_says(document: Document) -> None:
    assessment.describe_assessment(document, **dict.fromkeys(SCOPE_OF_A_REPORT, ""))
    lacking = [gap.row_id for gap in gaps(take_snapshot(document)) if gap.kind is TextPage.SCOPE]
    assert lacking == list(document.read.assessment().missing_scope) == list(SCOPE_OF_A_REPORT)


def test_people_and_sessions(document: Document) -> None:
    assert "No contributors are listed." in told(document)
    person = people.add_contributor(document, name="Ana")
    assert "No contributors are listed." not in told(document)
    assert "No sessions are listed." in told(document)
    session = sessions.add_session(document, title="Opening")
    assert "No sessions are listed." not in told(document)
    wanted = {
        "Session “Opening” has no date.": {"date": "2026-03-02"},
        "Session “Opening” has no duration.": {"minutes": 90},
        "Session “Opening” has no results.": {"results": "Agreed"},
    }
    for sentence, values in wanted.items():
        assert sentence in told(document)
        sessions.edit_session(document, session=session, **values)
        assert sentence not in told(document)
    assert "Session “Opening” has no participants." in told(document)
    sessions.set_session_participants(document, session=session, contributors=[person])
    assert not [sentence for sentence in told(document) if "Session" in sentence]


def test_a_session_that_runs_lacks_its_end_and_nothing_else_about_time(document: Document) -> None:
    sessions.start_session(document)
    said = [sentence for sentence in told(document) if "Session" in sentence]
    assert [sentence for sentence in said if "duration" in sentence or "date" in sentence] == []
    assert len([sentence for sentence in said if sentence.endswith("is still running.")]) == 1


def test_somebody_without_a_name_is_told(document: Document) -> None:
    person = people.add_contributor(document)
    assert "A contributor has no name." in told(document)
    people.edit_contributor(document, contributor=person, name="Ana")
    assert "A contributor has no name." not in told(document)


def test_a_planned_session_lacks_its_duration_and_not_its_date(document: Document) -> None:
    sessions.add_session(document, title="Opening", date="2026-03-02")
    assert "Session “Opening” has no duration." in told(document)
    assert "Session “Opening” has no date." not in told(document)


def test_a_session_without_title_is_named_by_its_date_or_its_place(document: Document) -> None:
    sessions.add_session(document, date="2026-03-02")
    sessions.add_session(document)
    found = told(document)
    assert "Session “2 March 2026” has no results." in found
    assert "Session “2” has no results." in found


def test_open_questions_are_counted_by_area(document: Document) -> None:
    ids = [row.id for row in document.read.every(Question) if row.id.startswith("ca2.")]
    assert f"{CA2}: 6 questions are unanswered." in told(document)
    for question in ids[:-1]:
        answers.write_answer(document, question=question, text="Agreed.")
    assert f"{CA2}: 1 question is unanswered." in told(document)
    answers.write_answer(document, question=ids[-1], text="Agreed.")
    assert not [sentence for sentence in told(document) if CA2 in sentence]


def test_questions_left_out_are_not_missing(document: Document) -> None:
    ids = [row.id for row in document.read.every(Question) if row.id.startswith("ca2.")]
    assessment.include_questions(document, questions=ids, included=False)
    assert not [sentence for sentence in told(document) if CA2 in sentence]


@pytest.fixture
def activity(document: Document) -> str:
    return activities.add_activity(document, title="Open the line")


def test_priorities(document: Document, activity: str) -> None:
    assert "There are no activities." not in told(document)
    for criterion in Criterion:
        assert "Activity A1 is not rated on all criteria." in told(document)
        activities.rate_activity(document, activity=activity, criterion=criterion, level=Level.HIGH)
    assert "Activity A1 is not rated on all criteria." not in told(document)
    assert "Activity A1 has no priority." in told(document)
    activities.prioritize_activity(document, activity=activity, priority=Level.HIGH)
    assert "Activity A1 has no priority." not in told(document)
    overruled = "Activity A1: the priority differs from the suggestion, and the reason is missing."
    assert overruled not in told(document)
    activities.prioritize_activity(document, activity=activity, priority=Level.LOW, reason=" ")
    assert overruled in told(document)
    activities.prioritize_activity(document, activity=activity, priority=Level.LOW, reason="No budget before 2028")
    assert overruled not in told(document)


def test_there_are_no_activities(document: Document) -> None:
    assert "There are no activities." in told(document)


@pytest.mark.parametrize(
    ("sentence", "fill"),
    [
        ("has no responsible person", lambda d, a: roles.name_people(d, of=ActivityPerson, owner=a, text="The head")),
        (
            "has no responsible person",
            lambda d, a: roles.add_person(d, of=ActivityPerson, owner=a, contributor=people.add_contributor(d, name="Ana")),
        ),
        (
            "has no indicator",
            lambda d, a: activities.set_activity_indicators(d, activity=a, indicators=[indicators.add_indicator(d)]),
        ),
        ("has no performance target", lambda d, a: activities.edit_activity(d, activity=a, target="All windows")),
        ("has no timeline", lambda d, a: activities.edit_activity(d, activity=a, end_quarter="2027-Q1")),
    ],
)
def test_the_annex_9_fields(document: Document, activity: str, sentence: str, fill: Callable) -> None:
    activities.edit_activity(document, activity=activity, target="\n", start_quarter="2026-Q1")
    roles.name_people(document, of=ActivityPerson, owner=activity, role=ActivityRole.STAFF, text="Two officers")
    assert f"Activity A1 {sentence}." in told(document)
    fill(document, activity)
    assert f"Activity A1 {sentence}." not in told(document)


def test_an_activity_outside_the_plan(document: Document, activity: str) -> None:
    assert "Activity A1 is not in the plan." in told(document)
    output = plan.add_output(document, outcome=plan.add_outcome(document))
    activities.move_activity(document, activity=activity, output=output, index=0)
    assert "Activity 1.1.1 is not in the plan." not in told(document)
    assert Gap(TextPage.PLAN, gaps_of(document, "has no timeline"), activity) in gaps(take_snapshot(document))


def gaps_of(document: Document, words: str):
    return next(gap.what for gap in gaps(take_snapshot(document)) if words in str(gap.what))


def test_the_sheet_of_an_indicator_has_mandatory_fields(document: Document) -> None:
    optional = {"types", "databases", "periodicity", "target", "country_example", "considerations"}
    assert optional.isdisjoint(MANDATORY_INDICATOR_FIELDS)
    indicator = indicators.add_indicator(document, **dict.fromkeys(optional, "filled"))
    count = len(MANDATORY_INDICATOR_FIELDS)
    for name in MANDATORY_INDICATOR_FIELDS:
        verb = "field of its sheet is" if count == 1 else "fields of its sheet are"
        assert f"Indicator 1: {count} required {verb} missing." in told(document)
        indicators.edit_indicator(document, indicator=indicator, **{name: "filled"})
        count -= 1
    assert not [sentence for sentence in told(document) if "Indicator" in sentence]


def test_a_complete_assessment_lacks_nothing(document: Document) -> None:
    texts = ("key_messages", "recommendations", "challenges", "lessons")
    written = dict.fromkeys((*SCOPE_OF_A_REPORT, *texts), "Written")
    assessment.describe_assessment(document, **written | {"start_date": "2026-01-01"})
    person = people.add_contributor(document, name="Ana")
    session = sessions.add_session(document, title="All", date="2026-01-01", minutes=60, results="Agreed")
    sessions.set_session_participants(document, session=session, contributors=[person])
    every = [row.id for row in document.read.every(Question)]
    assessment.include_questions(document, questions=every[1:], included=False)
    answers.write_answer(document, question=every[0], text="Agreed.")
    output = plan.add_output(document, outcome=plan.add_outcome(document))
    indicator = indicators.add_indicator(document, **dict.fromkeys(MANDATORY_INDICATOR_FIELDS, "filled"))
    activity = activities.add_activity(document, target="All", end_quarter="2027-Q1")
    roles.add_person(document, of=ActivityPerson, owner=activity, contributor=person)
    activities.move_activity(document, activity=activity, output=output, index=0)
    activities.set_activity_indicators(document, activity=activity, indicators=[indicator])
    for criterion in Criterion:
        activities.rate_activity(document, activity=activity, criterion=criterion, level=Level.MEDIUM)
    activities.prioritize_activity(document, activity=activity, priority=Level.MEDIUM)
    assert told(document) == []
