"""What no operation takes: ids that are not in the file, texts that no report can carry, values that no field can hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue, NotFound, TextNotStorable
from workbench.model.changes import Changes
from workbench.model.rows import ActivityPerson, Contributor, DocumentPerson, IndicatorPerson
from workbench.model.vocabulary import ContributionKind, Criterion, MeasureStatus
from workbench.operations import (
    activities,
    answers,
    assessment,
    documents,
    indicators,
    list_rows,
    notes,
    people,
    plan,
    roles,
    sessions,
    voices,
    wording,
)

NOWHERE = "nobody-has-this-id"
BAD = "a\x00b"


def case(function: Callable[..., Any], note: str = "", /, **values: Any) -> Any:
    """An operation with its values; ``@name`` stands for the id of what the station holds under that name."""
    name = function.__name__
    return pytest.param(function, values, id=f"{name}: {note}" if note else name)


UNKNOWN = [
    case(answers.write_answer, question=NOWHERE, text="a"),
    case(answers.write_answer, "3.19", question="kf3.q19", text="a"),
    case(answers.write_causes, question=NOWHERE, causes="a"),
    case(answers.judge_answer, question=NOWHERE, status=MeasureStatus.NONE),
    case(answers.set_answer_priority, question=NOWHERE, priority=None),
    case(answers.mark_answer_confidential, question=NOWHERE, confidential=True),
    case(answers.edit_answer, question=NOWHERE, text="a"),
    case(answers.set_evidence, question=NOWHERE, documents=[]),
    case(answers.set_evidence, "document", question="kf1.q1", documents=["@plan", NOWHERE]),
    case(voices.add_contribution, question=NOWHERE, group="@red"),
    case(voices.add_contribution, "group", question="kf1.q1", group=NOWHERE),
    case(voices.add_contribution, "person", question="kf1.q1", contributor=NOWHERE),
    case(voices.edit_contribution, contribution=NOWHERE, text="a"),
    case(voices.remove_contribution, contribution=NOWHERE),
    case(voices.change_kind, contribution=NOWHERE, kind=ContributionKind.DISSENT),
    case(voices.change_author, contribution=NOWHERE),
    case(voices.change_author, "person", contribution="@second", contributor=NOWHERE),
    case(notes.give_note, note=NOWHERE, question="kf1.q1"),
    case(notes.give_note, "question", note="@note", question=NOWHERE),
    case(notes.plan_note, note=NOWHERE),
    case(activities.add_activity, "question", questions=["kf1.q1", NOWHERE]),
    case(activities.add_activity, "output", output_id=NOWHERE),
    case(activities.edit_activity, activity=NOWHERE, title="a"),
    case(activities.edit_activity, "output", activity="@loose", output_id=NOWHERE),
    case(roles.name_people, of=ActivityPerson, owner=NOWHERE, text="Ana"),
    case(roles.add_person, of=DocumentPerson, owner=NOWHERE, name="Ana"),
    case(roles.add_person, "person", of=IndicatorPerson, owner="@kpi", contributor=NOWHERE),
    case(roles.move_person, of=ActivityPerson, person=NOWHERE, index=0),
    case(roles.remove_person, of=ActivityPerson, person=NOWHERE),
    case(activities.rate_activity, activity=NOWHERE, criterion=Criterion.COST, level=None),
    case(activities.note_rating, activity=NOWHERE, criterion=Criterion.COST, note="a"),
    case(activities.prioritize_activity, activity=NOWHERE, priority=None),
    case(activities.set_activity_questions, activity=NOWHERE, questions=[]),
    case(activities.set_activity_questions, "question", activity="@loose", questions=["kf1.q1", "3.19"]),
    case(activities.set_activity_indicators, activity=NOWHERE, indicators=[]),
    case(activities.set_activity_indicators, "indicator", activity="@open_line", indicators=[NOWHERE]),
    case(activities.move_activity, activity=NOWHERE, output=None, index=0),
    case(activities.move_activity, "output", activity="@loose", output=NOWHERE, index=0),
    case(activities.remove_activity, activity=NOWHERE),
    case(assessment.include_questions, questions=["kf1.q1", NOWHERE], included=False),
    case(assessment.describe_finding, area_id="kf11", gaps="a"),
    case(documents.edit_document, entry=NOWHERE, title="a"),
    case(documents.remove_document, entry=NOWHERE),
    case(indicators.edit_indicator, indicator=NOWHERE, name="a"),
    case(indicators.remove_indicator, indicator=NOWHERE),
    case(indicators.add_measurement, indicator=NOWHERE),
    case(indicators.edit_measurement, measurement=NOWHERE, value="1"),
    case(indicators.remove_measurement, measurement=NOWHERE),
    case(people.edit_contributor, contributor=NOWHERE, name="a"),
    case(people.remove_contributor, contributor=NOWHERE),
    case(list_rows.move_row, of=Contributor, row=NOWHERE, index=0),
    case(people.add_group, "rapporteur", rapporteur_id=NOWHERE),
    case(people.edit_group, group=NOWHERE, name="a"),
    case(people.edit_group, "rapporteur", group="@red", rapporteur_id=NOWHERE),
    case(people.set_group_members, group=NOWHERE, contributors=[]),
    case(people.set_group_members, "person", group="@red", contributors=["@cem", NOWHERE]),
    case(people.set_group_areas, group=NOWHERE, areas=[]),
    case(people.set_group_areas, "list", group="@red", areas=["kf11"]),
    case(people.remove_group, group=NOWHERE),
    case(sessions.edit_session, session=NOWHERE, title="a"),
    case(sessions.set_session_participants, session=NOWHERE, contributors=[]),
    case(sessions.set_session_participants, "person", session="@opening", contributors=[NOWHERE]),
    case(sessions.set_session_areas, session=NOWHERE, areas=[]),
    case(sessions.set_session_areas, "list", session="@opening", areas=["kf11"]),
    case(sessions.remove_session, session=NOWHERE),
    case(plan.edit_outcome, outcome=NOWHERE, title="a"),
    case(plan.move_outcome, outcome=NOWHERE, index=0),
    case(plan.remove_outcome, outcome=NOWHERE),
    case(plan.add_output, outcome=NOWHERE),
    case(plan.edit_output, output=NOWHERE, title="a"),
    case(plan.move_output, output=NOWHERE, outcome="@trust", index=0),
    case(plan.move_output, "outcome", output="@hotline", outcome=NOWHERE, index=0),
    case(plan.remove_output, output=NOWHERE),
    case(wording.replace_wording, language="en", texts={"kf1.q1": "a", NOWHERE: "b"}),
]
"""Every way to name something that is not in the file."""

UNSTORABLE = [
    case(answers.write_answer, question="kf1.q1", text=BAD),
    case(answers.write_causes, question="kf1.q1", causes=BAD),
    case(voices.add_contribution, question="kf1.q1", group="@red", text=BAD),
    case(voices.edit_contribution, contribution="@first", text=BAD),
    case(activities.add_activity, title=BAD),
    case(activities.edit_activity, activity="@loose", target=BAD),
    case(activities.note_rating, activity="@loose", criterion=Criterion.EASE, note=BAD),
    case(activities.prioritize_activity, activity="@loose", priority=None, reason=BAD),
    case(assessment.describe_assessment, key_messages=BAD),
    case(assessment.describe_finding, area_id="kf1", gaps=BAD),
    case(assessment.add_own_question, wording=BAD),
    case(documents.add_document, title=BAD),
    case(documents.edit_document, entry="@law", note=BAD),
    case(indicators.add_indicator, name=BAD),
    case(indicators.edit_indicator, indicator="@kpi", links=BAD),
    case(indicators.add_measurement, indicator="@kpi", value=BAD),
    case(indicators.edit_measurement, measurement="@later", note=BAD),
    case(people.add_contributor, name=BAD),
    case(people.edit_contributor, contributor="@ana", department=BAD),
    case(people.add_group, name=BAD),
    case(people.edit_group, group="@red", name=BAD),
    case(sessions.add_session, title=BAD),
    case(sessions.edit_session, session="@opening", results=BAD),
    case(plan.add_outcome, title=BAD),
    case(plan.edit_outcome, outcome="@trust", title=BAD),
    case(plan.add_output, outcome="@trust", title=BAD),
    case(plan.edit_output, output="@hotline", title=BAD),
    case(wording.replace_wording, language="en", texts={"kf1.q1": BAD}),
]
"""Every way to bring in a text that no report can carry."""

INVALID = [
    case(voices.add_contribution, "a contribution from nobody", question="kf1.q1"),
    case(voices.add_contribution, "a contribution from both", question="kf1.q1", group="@red", contributor="@bo"),
    case(activities.add_activity, "an activity that ends before it starts", start_quarter="2027-Q2", end_quarter="2027-Q1"),
    case(activities.edit_activity, "a quarter that is none", activity="@loose", end_quarter="2027-Q5"),
    case(
        assessment.describe_assessment,
        "an assessment that ends before it starts",
        start_date="2026-02-01",
        end_date="2026-01-31",
    ),
    case(assessment.describe_assessment, "round nought", round=0),
    case(assessment.describe_assessment, "no round", round=None),
    case(assessment.describe_assessment, "an assessment in an unknown language", language="tlh"),
    case(assessment.add_own_question, "an own question without text", wording=" \u200b\n"),
    case(sessions.edit_session, "a session of a negative length", session="@opening", minutes=-1),
    case(sessions.add_session, "a session of more than a day", minutes=1441),
    case(sessions.add_session, "a session at a time that is none", start_time="9:30"),
    case(sessions.add_session, "a session on a date that is none", date="2026-02-30"),
    case(documents.edit_document, "a document of a date that is none", entry="@law", date="soon"),
    case(indicators.edit_measurement, "a measurement on a date that is none", measurement="@later", date="May"),
    case(wording.replace_wording, "a wording in an unknown language", language="tlh", texts={"kf1.q1": "nuq"}),
    case(wording.replace_wording, "a wording without text", language="en", texts={"kf1.q1": "\u2060 "}),
]
"""Values that no field can hold."""


def nothing_changes(error: type[Exception], document: Document, operation, values: dict[str, Any], rows) -> None:
    before = rows(document)
    heard: list[Changes] = []
    unsubscribe = document.subscribe(heard.append)
    with pytest.raises(error):
        operation(document, **values)
    unsubscribe()
    assert rows(document) == before
    assert heard == []
    assert document.undo_label is None


@pytest.mark.parametrize(("operation", "values"), UNKNOWN)
def test_what_is_not_there_cannot_be_changed(operation, values, same_station: Document, given, rows) -> None:
    nothing_changes(NotFound, same_station, operation, given(values), rows)


@pytest.mark.parametrize(("operation", "values"), UNSTORABLE)
def test_a_text_that_cannot_be_printed_is_not_stored(operation, values, same_station: Document, given, rows) -> None:
    nothing_changes(TextNotStorable, same_station, operation, given(values), rows)


@pytest.mark.parametrize(("operation", "values"), INVALID)
def test_a_value_that_is_none_is_not_stored(operation, values, same_station: Document, given, rows) -> None:
    nothing_changes(InvalidValue, same_station, operation, given(values), rows)
