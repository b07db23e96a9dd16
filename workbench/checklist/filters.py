"""Selects questions of the checklist: unanswered, parked, action needed, those of one group ...

The window narrows its tree by these pure functions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Final

from workbench.checklist.progress import is_answered
from workbench.checklist.tree import Checklist
from workbench.language.i18n import Message
from workbench.model.rows import Answer
from workbench.model.vocabulary import ACTION_NEEDED, Level, MeasureStatus


class Filter(StrEnum):
    """Which questions are shown. All but the first omit questions that the assessment excludes."""

    EVERY = "every"
    UNANSWERED = "unanswered"
    NOT_JUDGED = "not_judged"
    ACTION_NEEDED = "action_needed"
    PARKED = "parked"
    CONFIDENTIAL = "confidential"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


FILTER_LABELS: Final[Mapping[Filter, Message]] = {
    Filter.EVERY: Message("All questions"),
    Filter.UNANSWERED: Message("Unanswered", context="questions"),
    Filter.NOT_JUDGED: Message("Answered, no status yet"),
    Filter.ACTION_NEEDED: Message("Action needed"),
    Filter.PARKED: Message("Parked", context="questions"),
    Filter.CONFIDENTIAL: Message("Confidential", context="questions"),
    Filter.HIGH: Message("High priority"),
    Filter.MEDIUM: Message("Medium priority"),
    Filter.LOW: Message("Low priority"),
}

_RULES: Final[Mapping[Filter, Callable[[Answer], bool]]] = {
    Filter.UNANSWERED: lambda answer: not is_answered(answer),
    Filter.NOT_JUDGED: lambda answer: is_answered(answer) and answer.status is MeasureStatus.NOT_JUDGED,
    Filter.ACTION_NEEDED: lambda answer: answer.status in ACTION_NEEDED,
    Filter.PARKED: lambda answer: answer.parked,
    Filter.CONFIDENTIAL: lambda answer: answer.is_confidential,
    Filter.HIGH: lambda answer: answer.priority is Level.HIGH,
    Filter.MEDIUM: lambda answer: answer.priority is Level.MEDIUM,
    Filter.LOW: lambda answer: answer.priority is Level.LOW,
}


def _any(_: Answer) -> bool:
    return True


def chosen_questions(
    checklist: Checklist,
    answers: Mapping[str, Answer],
    *,
    choice: Filter = Filter.EVERY,
    areas: Collection[str] | None = None,
) -> frozenset[str] | None:
    """The ids of the questions to show; None for all, excluded ones too.

    ``areas`` limits them to some areas, for example those of a working group. ``answers`` are by question id.
    """
    if choice is Filter.EVERY and areas is None:
        return None
    rule = _RULES.get(choice, _any)
    return frozenset(
        question.id
        for entry in checklist.areas
        if areas is None or entry.id in areas
        for question in entry.questions
        if question.included and question.id in answers and rule(answers[question.id])
    )
