"""How far an assessment has come: counts of answers by area and section. Pure functions over the model.

A question counts as answered when its agreed text is not blank; a status alone is not an answer, because the guide says
that a bare yes or no is not enough (Part II, step 5). Questions left out of a targeted assessment do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field

from workbench.checklist.tree import Checklist, QuestionEntry
from workbench.model.rows import Answer
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ACTION_NEEDED, MeasureStatus
from workbench.system.frozen import frozen


@frozen
class Progress:
    """Counts over a set of questions. ``statuses`` counts every included question by its status."""

    total: int
    answered: int
    statuses: Mapping[MeasureStatus, int] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """How many questions have no answer yet."""
        return self.total - self.answered

    @property
    def action_needed(self) -> int:
        """How many answers tell of a gap."""
        return sum(self.statuses.get(status, 0) for status in ACTION_NEEDED)

    @property
    def percent(self) -> int:
        """How much is answered, from 0 to 100; 100 only when nothing is left, and for nothing to answer."""
        return 100 if self.open == 0 else self.answered * 100 // self.total


def is_answered(answer: Answer | None) -> bool:
    """Whether a question counts as answered."""
    return answer is not None and not is_blank(answer.text)


def progress_of(questions: Iterable[QuestionEntry], answers: Mapping[str, Answer]) -> Progress:
    """The counts over some questions; ``answers`` are looked up by question id."""
    statuses: Counter[MeasureStatus] = Counter()
    total = answered = 0
    for question in questions:
        if not question.included:
            continue
        answer = answers.get(question.id)
        total += 1
        answered += is_answered(answer)
        statuses[answer.status if answer is not None else MeasureStatus.NOT_JUDGED] += 1
    return Progress(total, answered, dict(statuses))


def progress_by_area(checklist: Checklist, answers: Mapping[str, Answer]) -> dict[str, Progress]:
    """The counts of each area, by area id, in order."""
    return {entry.id: progress_of(entry.questions, answers) for entry in checklist.areas}


def answers_by_question(answers: Iterable[Answer]) -> dict[str, Answer]:
    """Answers as the functions here want them."""
    return {answer.question_id: answer for answer in answers}
