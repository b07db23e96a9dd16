"""An assessment that people have worked on: history, undo, own questions, raised hands, voices, people, something forgotten."""

from __future__ import annotations

import random

from workbench.document.document import Document
from workbench.model.rows import ActivityPerson, AreaId, Question
from workbench.model.vocabulary import ContributionKind, Criterion, Level, MeasureStatus
from workbench.operations import activities, answers, assessment, hands, indicators, people, plan, roles, sessions, voices
from workbench.operations.forgetting import forget_question

SENTENCES = (
    "The queue grows on Friday evening.",
    "Никто не читал правил.",
    "يعرف الموظفون القواعد 🧭",
    "Nobody signs for it.",
)


def live(document: Document, chance: random.Random, rounds: int = 12) -> None:
    """Works on a document, something of everything in each round; in the first something is forgotten."""
    for number in range(rounds):
        questions = document.read.every(Question)
        question = chance.choice(questions).id
        _answer(document, chance, question)
        _own_question(document, number)
        _people(document, question, number)
        _plan(document, question, number)
        if number == 0:
            forget_question(document, chance.choice(questions).id)
        for _ in range(chance.randrange(4)):
            document.undo()
        document.redo()


def _answer(document: Document, chance: random.Random, question: str) -> None:
    text = ""
    for _ in range(chance.randrange(2, 9)):
        text += " ".join(chance.choice(SENTENCES) for _ in range(chance.randrange(40))) + "\n"
        answers.write_answer(document, question=question, text=text)
        document.end_burst()
    answers.judge_answer(document, question=question, status=chance.choice([*MeasureStatus][1:]))
    answers.write_causes(document, question=question, causes=chance.choice(SENTENCES))
    hands.count_hands_on_question(document, question=question, hands={MeasureStatus.NONE: 3, MeasureStatus.IN_PART: 7})
    if chance.random() < 0.3:
        answers.park_question(document, question=question, note=chance.choice(SENTENCES))
    if chance.random() < 0.3:
        answers.mark_answer_confidential(document, question=question, confidential=True)


def _own_question(document: Document, number: int) -> None:
    own = assessment.add_own_question(document, wording=f"What about matter {number}?")
    answers.write_answer(document, question=own, text=f"Matter {number} is settled.")
    if number % 3 == 0:
        answers.write_answer(document, question=own, text="")
        assessment.remove_own_question(document, question=own)
    if number % 5 == 0:
        assessment.describe_finding(document, area_id=AreaId("kf1"), strengths=f"Strength {number}", gaps=SENTENCES[1])


def _people(document: Document, question: str, number: int) -> None:
    person = people.add_contributor(document, name=f"Officer {number}", contact=f"{number}@station.example")
    group = people.add_group(document, name=f"Shift {number}", rapporteur_id=person)
    people.set_group_members(document, group=group, contributors=[person])
    session = sessions.add_session(document, title=f"Meeting {number}", date="2026-11-02")
    sessions.set_session_participants(document, session=session, contributors=[person])
    voice = voices.add_contribution(document, question=question, contributor=person, text=SENTENCES[2])
    voices.add_contribution(document, question=question, group=group, kind=ContributionKind.DISSENT, text=SENTENCES[0])
    voices.edit_contribution(document, contribution=voice, text=SENTENCES[3], confidential=number % 2 == 0)
    if number % 4 == 0:
        voices.remove_contribution(document, contribution=voice)
        people.remove_group(document, group=people.add_group(document, name="Nobody"))


def _plan(document: Document, question: str, number: int) -> None:
    outcome = plan.add_outcome(document, title=f"Outcome {number}")
    output = plan.add_output(document, outcome=outcome, title=f"Output {number}")
    activity = activities.add_activity(document, title=f"Activity {number}", questions=[question], output_id=output)
    roles.name_people(document, of=ActivityPerson, owner=activity, text=f"Officer {number}, the night shift")
    activities.rate_activity(document, activity=activity, criterion=Criterion.COST, level=Level.LOW)
    hands.count_hands(document, activity=activity, criterion=Criterion.COST, hands={Level.HIGH: number + 1})
    activities.move_activity(document, activity=activity, output=None, index=0)
    indicator = indicators.add_indicator(document, name=f"Indicator {number}")
    indicators.add_measurement(document, indicator=indicator, value=f"{number},5", date="2026-11-30")
    activities.set_activity_indicators(document, activity=activity, indicators=[indicator])
    if number % 3 == 1:
        activities.remove_activity(document, activity=activity)
