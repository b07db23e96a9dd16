"""A full assessment to measure with: 282 answers of 120 words, 60 activities with all ratings, 40 indicators."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Final

from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Document, Identity
from workbench.language.i18n import Message
from workbench.model.declared import declared
from workbench.model.ids import link_id
from workbench.model.order_keys import keys
from workbench.model.rows import (
    Activity,
    ActivityIndicator,
    ActivityPerson,
    ActivityQuestion,
    Answer,
    Indicator,
    Outcome,
    Output,
    Question,
    Rating,
)
from workbench.model.vocabulary import Criterion, Level, MeasureStatus
from workbench.operations.assessment import create_assessment

ANSWER_WORDS: Final = 120
ACTIVITIES: Final = 60
INDICATORS: Final = 40
_OUTPUTS: Final = 10

_WORDS: Final = [
    "the",
    "officers",
    "at",
    "our",
    "station",
    "know",
    "procedure",
    "but",
    "few",
    "have",
    "read",
    "it",
    "since",
    "last",
    "year",
    "and",
    "queue",
    "in",
    "lane",
    "three",
    "grows",
    "on",
    "friday",
    "evening",
    "when",
    "only",
    "one",
    "supervisor",
    "is",
    "present",
    "so",
    "declarations",
    "wait",
    "until",
    "monday",
    "or",
    "somebody",
    "signs",
    "for",
    "two",
    "people",
    "register",
    "rotation",
    "broker",
    "complaint",
    "training",
    "code",
    "conduct",
    "report",
    "manager",
    "audit",
    "goods",
    "risk",
    "channel",
    "system",
    "log",
]


def sentence_of(words: int, source: random.Random) -> str:
    """A text of so many ``words``, the same for the same state of ``source``."""
    chosen = [source.choice(_WORDS) for _ in range(words)]
    for start in range(0, words, 14):
        chosen[start] = chosen[start].capitalize()
        end = min(start + 13, words - 1)
        chosen[end] += "."
    return " ".join(chosen)


def write_full_assessment(path: Path) -> None:
    """Makes the file. Everything but the ids is the same each time."""
    source = random.Random(20261121)
    identity = Identity("benchmark", "benchmark")
    with create_assessment(
        path, pack=load_pack("idg-2021"), administration="Customs", station="Station", identity=identity
    ) as document:
        _answers(document, source)
        _plan(document, source)


def _answers(document: Document, source: random.Random) -> None:
    statuses = list(MeasureStatus)
    with document.change(Message("full assessment")) as transaction:
        for answer in document.read.every(Answer):
            text = sentence_of(ANSWER_WORDS, source)
            transaction.put(replace(answer, text=text, status=source.choice(statuses), causes=sentence_of(20, source)))


def _plan(document: Document, source: random.Random) -> None:
    questions = document.read.every(Question)
    texts = [name for name, field in declared(Indicator).items() if field.written and name != "id"]
    with document.change(Message("full plan")) as transaction:
        (only,) = keys(1)
        transaction.put(Outcome(id="outcome", title=sentence_of(12, source), place=only))
        for number, place in enumerate(keys(_OUTPUTS), 1):
            transaction.put(Output(id=f"output{number}", outcome_id="outcome", title=sentence_of(10, source), place=place))
        for number, place in enumerate(keys(INDICATORS), 1):
            values = {name: sentence_of(8, source) for name in texts}
            transaction.put(Indicator(id=f"indicator{number}", place=place, **values))
        for number, place in enumerate(keys(ACTIVITIES), 1):
            activity = Activity(
                id=f"activity{number}",
                title=sentence_of(12, source),
                priority=source.choice(list(Level)),
                output_id=f"output{number % _OUTPUTS + 1}",
                target=sentence_of(6, source),
                budget=sentence_of(5, source),
                start_quarter="2027-Q1",
                end_quarter="2027-Q4",
                strategic_link="Goal 3",
                place=place,
            )
            transaction.put(activity)
            transaction.put(ActivityPerson(id=f"person{number}", activity_id=activity.id, name="Head of unit"))
            for criterion in Criterion:
                row_id, level = link_id(activity.id, criterion.value), source.choice(list(Level))
                transaction.put(Rating(id=row_id, activity_id=activity.id, criterion=criterion, level=level))
            question = questions[number * 4]
            row_id = link_id(activity.id, question.id)
            transaction.put(ActivityQuestion(id=row_id, activity_id=activity.id, question_id=question.id))
            indicator = f"indicator{number % INDICATORS + 1}"
            row_id = link_id(activity.id, indicator)
            transaction.put(ActivityIndicator(id=row_id, activity_id=activity.id, indicator_id=indicator))
