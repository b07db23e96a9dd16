"""What holds for every operation without exception: one change, one step of undo that restores all of it, one echo.

``INTEGRITY_LONG_TESTS=1`` undoes and redoes twenty-five times as many sequences of operations.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import os
import pkgutil
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from workbench import operations
from workbench.document.document import Document
from workbench.errors import DocumentReadOnly, InvalidValue, NotFound, StillInUse
from workbench.model.changes import ChangeKind, Changes
from workbench.model.rows import ROW_TYPES, Activity, ActivityPerson, Contributor, DocumentPerson, IndicatorPerson, Question
from workbench.model.vocabulary import (
    Agreement,
    ContributionKind,
    Criterion,
    IndicatorRole,
    Level,
    MeasureStatus,
    Mode,
    PersonRole,
)
from workbench.operations import (
    activities,
    answers,
    assessment,
    attachments,
    documents,
    hands,
    indicators,
    list_rows,
    notes,
    people,
    plan,
    replacing,
    roles,
    sessions,
    voices,
    wording,
)
from workbench.operations.attachments import NewFile
from workbench.operations.forgetting import forget_history, forget_name, forget_person, forget_question
from workbench.operations.handing_on import begin_from, copy_without_history
from workbench.storage.verify import content_damages

pytestmark = pytest.mark.slow

SEQUENCES = 12 * (25 if os.environ.get("INTEGRITY_LONG_TESTS") else 1)
IN_ONE_TEST = 6


def case(function: Callable[..., Any], note: str = "", /, **values: Any) -> Any:
    """An operation with its values; ``@name`` stands for the id of what the station holds under that name."""
    name = function.__name__
    return pytest.param(function, values, id=f"{name}: {note}" if note else name)


SETTING = [
    case(answers.write_answer, question="kf1.q1", text="Другой ответ\nجواب"),
    case(answers.write_causes, question="kf1.q1", causes="No money"),
    case(answers.judge_answer, question="kf1.q1", status=MeasureStatus.IN_PART),
    case(answers.set_answer_priority, question="kf1.q1", priority=Level.HIGH),
    case(answers.mark_answer_confidential, question="kf1.q1", confidential=True),
    case(answers.park_question, question="kf1.q1", note="After lunch"),
    case(answers.unpark_question, question="kf2.q1"),
    case(answers.edit_answer, question="x.1", text="Much", status=MeasureStatus.NONE),
    case(answers.set_evidence, question="kf1.q1", documents=["@plan", "@survey"]),
    case(answers.set_evidence, "none", question="kf1.q1", documents=[]),
    case(answers.agree_answer, question="kf1.q1", agreed=Agreement.AGREED),
    case(hands.count_hands_on_question, question="kf1.q1", hands={MeasureStatus.NONE: 3, MeasureStatus.IN_PART: 9}),
    case(hands.count_line_on_question, question="kf1.q1", line="2 7 3"),
    case(voices.add_contribution, "of a group", question="kf1.q1", group="@blue", text="Blue says"),
    case(voices.add_contribution, "of a group again", question="kf1.q1", group="@red", text="And Red says more"),
    case(voices.keep_not_chosen, question="kf1.q1", change="laptop 2/7", text="There is no programme."),
    case(voices.change_kind, contribution="@second", kind=ContributionKind.DISSENT),
    case(voices.change_author, contribution="@second", group="@red"),
    case(voices.edit_contribution, "done", contribution="@note", done=True),
    case(notes.give_note, note="@note", question="3.20"),
    case(replacing.replace_words, hits="@says", words="replies"),
    case(voices.edit_contribution, contribution="@first", text="Red changed its mind", confidential=True),
    case(voices.take_contribution, contribution="@first"),
    case(
        activities.edit_activity,
        activity="@loose",
        title="A",
        start_quarter="2027-Q1",
        end_quarter="2027-Q1",
        output_id="@charter",
    ),
    case(activities.rate_activity, activity="@loose", criterion=Criterion.URGENCY, level=Level.MEDIUM),
    case(activities.rate_activity, "back", activity="@open_line", criterion=Criterion.COST, level=None),
    case(activities.note_rating, activity="@open_line", criterion=Criterion.COST, note="Paid already"),
    case(activities.mark_rating_confidential, activity="@open_line", criterion=Criterion.COST, confidential=True),
    case(hands.count_hands, activity="@loose", criterion=Criterion.URGENCY, hands={Level.HIGH: 7}),
    case(activities.rank_activity, activity="@loose", index=0),
    case(activities.prioritize_activity, activity="@loose", priority=Level.LOW, reason="No hurry"),
    case(activities.set_activity_questions, activity="@open_line", questions=["3.20", "ge.q14"]),
    case(activities.set_activity_indicators, activity="@open_line", indicators=["@other_kpi"]),
    case(activities.move_activity, activity="@staff_line", output="@charter", index=0),
    case(activities.move_activity, "out", activity="@staff_line", output=None, index=0),
    case(
        assessment.describe_assessment,
        administration="Customs",
        mode=Mode.REMOTE,
        round=2,
        start_date="2026-01-01",
        end_date="2026-01-01",
    ),
    case(assessment.include_questions, "out", questions=["kf1.q1", "kf1.q2", "kf4.q1"], included=False),
    case(assessment.include_questions, "in", questions=["kf4.q1"], included=True),
    case(assessment.word_own_question, question="x.1", wording="What do the brokers say?"),
    case(assessment.describe_finding, area_id="kf9", strengths="Old\nNew", confidential=True),
    case(documents.edit_document, entry="@law", date="2019-05-01", note="Part II"),
    case(indicators.edit_indicator, indicator="@kpi", rationale="Trust"),
    case(indicators.edit_measurement, measurement="@later", value="7"),
    case(indicators.edit_measurement, "marked", measurement="@later", confidential=True),
    case(indicators.edit_indicator, "marked", indicator="@kpi", confidential=True),
    case(plan.edit_outcome, "marked", outcome="@trust", confidential=True),
    case(plan.edit_output, "marked", output="@charter", confidential=True),
    case(people.edit_group, "marked", group="@red", confidential=True),
    case(roles.name_people, of=ActivityPerson, owner="@loose", text="Cem, head of the desk; the ferries, Ana"),
    case(roles.name_people, "others", of=ActivityPerson, owner="@staff_line", text="The night shift, Cem"),
    case(roles.name_people, "steward", of=IndicatorPerson, owner="@kpi", role=IndicatorRole.STEWARD, text="Bo"),
    case(roles.name_people, "keeper", of=DocumentPerson, owner="@law", text="Ana, the archive"),
    case(roles.add_person, of=ActivityPerson, owner="@staff_line", contributor="@cem"),
    case(roles.add_person, "words", of=IndicatorPerson, owner="@kpi", name="Internal audit"),
    case(roles.move_person, of=ActivityPerson, person="@helping", index=0),
    case(people.edit_contributor, contributor="@ana", name="Anna", role=PersonRole.STEERING_GROUP),
    case(list_rows.move_row, of=Contributor, row="@cem", index=0),
    case(people.edit_group, group="@red", name="Scarlet", rapporteur_id=None),
    case(people.set_group_members, group="@red", contributors=["@bo", "@cem"]),
    case(people.set_group_areas, group="@red", areas=["kf2", "x"]),
    case(sessions.edit_session, session="@closing", start_time="09:30", minutes=0, confidential=True),
    case(sessions.start_session, session="@closing"),
    case(sessions.stop_session, session="@meeting"),
    case(sessions.set_session_participants, session="@opening", contributors=["@bo"]),
    case(sessions.set_session_areas, session="@opening", areas=["ca1", "ge"]),
    case(plan.edit_outcome, outcome="@trust", title="More trust"),
    case(plan.move_outcome, outcome="@empty", index=0),
    case(plan.edit_output, output="@charter", title="Two charters"),
    case(plan.move_output, output="@hotline", outcome="@order", index=0),
    case(wording.replace_wording, language="en", texts={"kf1.q1": "Our wording", "x.1": "And ours"}),
    case(wording.replace_wording, "other language", language="ar", texts={"kf1.q1": "ما هي الاستراتيجية؟"}),
]
"""Operations that say how something should be: said twice, the second time changes nothing."""

ADDING = [
    case(list_rows.duplicate_row, of=Contributor, row="@cem"),
    case(list_rows.duplicate_row, "with links", of=Activity, row="@loose"),
    case(voices.add_contribution, question="kf1.q1", contributor="@cem", text="Cem says"),
    case(voices.add_contribution, "nameless", question="kf1.q1", kind=ContributionKind.DISSENT, text="No"),
    case(voices.add_contribution, "note", question=None, kind=ContributionKind.NOTE, text="The canteen"),
    case(notes.plan_note, note="@note"),
    case(activities.add_activity, title="New", questions=["kf1.q1", "3.20"]),
    case(assessment.add_own_question, wording="And the brokers?"),
    case(documents.add_document, title="Report"),
    case(attachments.attach, entry="@survey", found=[NewFile("survey.txt", 4, b"9 %\n")]),
    case(attachments.add_documents, "evidence", question="kf1.q1", found=[NewFile("a.pdf", 9, path="a.pdf")]),
    case(indicators.add_indicator, name="Delays"),
    case(indicators.add_measurement, indicator="@other_kpi", value="3"),
    case(people.add_contributor, name="Dua"),
    case(people.add_group, name="Green", rapporteur_id="@bo"),
    case(sessions.add_session, title="Review"),
    case(plan.add_outcome, title="Speed"),
    case(plan.add_output, outcome="@empty", title="A queue"),
]
"""Operations that add one more thing each time."""

REMOVING = [
    case(voices.remove_contribution, contribution="@first"),
    case(activities.remove_activity, activity="@open_line"),
    case(assessment.remove_own_question, question="@own"),
    case(documents.remove_document, entry="@survey"),
    case(attachments.remove_attachment, attachment="@paper"),
    case(indicators.remove_indicator, indicator="@kpi"),
    case(indicators.remove_measurement, measurement="@baseline"),
    case(people.remove_contributor, contributor="@ana"),
    case(people.remove_group, group="@blue"),
    case(roles.remove_person, of=ActivityPerson, person="@answering"),
    case(sessions.remove_session, session="@opening"),
    case(plan.remove_outcome, outcome="@empty"),
    case(plan.remove_output, output="@hotline"),
]
"""Operations that take something away: done twice, the second time there is nothing to take away."""


EVERY = SETTING + ADDING + REMOVING
each = pytest.mark.parametrize(("operation", "values"), EVERY)


NO_STEPS = (forget_question, forget_person, forget_name, forget_history, begin_from, copy_without_history)
"""Operations that are no step of undo: they empty it, or write another file."""


def test_no_operation_has_been_forgotten() -> None:
    """What users do is a public verb with keywords; what runs inside another operation takes its transaction or none."""
    public = set()
    for module in pkgutil.iter_modules(operations.__path__):
        name = f"workbench.operations.{module.name}"
        for verb, function in inspect.getmembers(importlib.import_module(name), inspect.isfunction):
            known = inspect.signature(function).parameters
            keywords = any(each.kind is each.KEYWORD_ONLY for each in known.values())
            own = function.__module__ == name and not verb.startswith("_") and next(iter(known), "") == "document"
            if own and ("initiator" in known or (keywords and "transaction" not in known)):
                public.add(function)
    assert {parameters.values[0] for parameters in EVERY} | {*NO_STEPS} == public


@each
def test_one_change_one_echo_and_one_step_of_undo_that_restores_everything(
    operation, values, station: Document, given, rows
) -> None:
    before = rows(station)
    heard: list[Changes] = []
    station.subscribe(heard.append)
    me = object()
    operation(station, **given(values), initiator=me)
    after = rows(station)
    assert after != before
    (changes,) = heard
    assert (changes.initiator, changes.kind) == (me, ChangeKind.DONE)
    assert changes.rows
    assert str(changes.label) == str(station.undo_label)

    station.undo()
    assert rows(station) == before
    assert station.undo_label is None
    assert (heard[-1].initiator, heard[-1].kind) == (None, ChangeKind.UNDONE)

    station.redo()
    assert rows(station) == after
    station.undo()
    assert rows(station) == before


@each
def test_it_is_on_the_disk_and_the_file_is_sound(operation, values, station: Document, given, rows, open_document) -> None:
    operation(station, **given(values))
    expected = rows(station)
    station.close()
    again = open_document(station.path, read_only=True)
    assert again.damages == ()
    assert rows(again) == expected


@pytest.mark.parametrize(("operation", "values"), SETTING)
def test_saying_it_again_changes_nothing(operation, values, station: Document, given, rows) -> None:
    operation(station, **given(values))
    before = rows(station)
    heard: list[Changes] = []
    station.subscribe(heard.append)
    station.end_burst()
    operation(station, **given(values))
    assert heard == []
    assert rows(station) == before
    station.undo()
    assert station.undo_label is None


@pytest.mark.parametrize(("operation", "values"), ADDING)
def test_adding_again_adds_another(operation, values, station: Document, given) -> None:
    assert operation(station, **given(values)) != operation(station, **given(values))


@pytest.mark.parametrize(("operation", "values"), REMOVING)
def test_removing_again_finds_nothing(operation, values, station: Document, given, rows) -> None:
    operation(station, **given(values))
    before = rows(station)
    with pytest.raises(NotFound):
        operation(station, **given(values))
    assert rows(station) == before


@each
def test_a_read_only_document_refuses(operation, values, closed_station: Document, given, rows) -> None:
    before = rows(closed_station)
    with pytest.raises(DocumentReadOnly):
        operation(closed_station, **given(values))
    assert rows(closed_station) == before


@pytest.mark.parametrize("seed", range(4))
def test_a_day_of_work_is_undone_and_redone_step_by_step(seed: int, station: Document, given, rows) -> None:
    states = [rows(station)]
    for parameters in Random(seed).sample(EVERY, len(EVERY)):
        operation, values = parameters.values
        with contextlib.suppress(InvalidValue, NotFound, StillInUse):
            operation(station, **given(values))
        station.end_burst()
        if rows(station) != states[-1]:
            states.append(rows(station))
    assert len(states) > 40
    for state in reversed(states[:-1]):
        station.undo()
        assert rows(station) == state
    assert station.undo_label is None
    for state in states[1:]:
        station.redo()
        assert rows(station) == state


def _stored(document: Document) -> list[tuple[Any, ...]]:
    """Every value of every row with its digest, to the byte, and the seals; without the history, which only grows.

    Nor the bytes of attachments: those that nothing refers to any more go when the file is closed.
    """
    read = document._connection.read
    sql = "SELECT * FROM seal WHERE table_name NOT IN ('sittings', 'changes', 'attached_bytes') ORDER BY 1"
    found: list[tuple[Any, ...]] = read(sql)
    for row_type in ROW_TYPES:
        names = ", ".join(f"quote({column[1]})" for column in read(f"PRAGMA table_info({row_type.table})"))
        found += read(f"SELECT {names} FROM {row_type.table} ORDER BY id")
    return found


@pytest.mark.parametrize("first", range(0, SEQUENCES, IN_ONE_TEST))
def test_any_sequence_is_undone_and_redone_to_the_byte(first: int, station_file, open_document, given, rows, clock) -> None:
    """All operations in any order, some in one burst, with undo and redo between them; again in a second sitting."""
    for seed in range(first, first + IN_ONE_TEST):
        chance, station = Random(seed), open_document(station_file)
        start, shown = _stored(station), rows(station)
        for _ in range(chance.randrange(5, 120)):
            clock.go_on(chance.choice((0.1, 3)))
            clock.moment += timedelta(days=chance.choice((0, 0, 1000, -1000)))
            luck = chance.random()
            if luck < 0.7:
                operation, values = chance.choice(EVERY).values
                with contextlib.suppress(InvalidValue, NotFound, StillInUse):
                    operation(station, **given(values))
            elif luck < 0.8:
                write_in_a_burst(station, chance)
            elif luck < 0.95:
                station.undo()
            else:
                station.redo()
        while station.redo_label is not None:
            station.redo()
        end = _stored(station)
        steps = _all(station.undo)
        assert (_stored(station), rows(station)) == (start, shown)
        assert _all(station.redo) == steps
        assert _stored(station) == end
        assert content_damages(station._connection) == []
        if chance.random() < 0.5:
            _all(station.undo)
        station.close()


def write_in_a_burst(station: Document, chance: Random) -> None:
    question = chance.choice(station.read.every(Question)).id
    for _ in range(chance.randrange(1, 4)):
        answers.write_answer(station, question=question, text="The queue grows. " * chance.randrange(9))


def _all(step: Callable[[], object]) -> int:
    return sum(1 for _ in iter(step, None))
