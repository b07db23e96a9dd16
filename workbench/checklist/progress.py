"""The progress of an assessment: pure functions that count answers.

A question is answered when its agreed text is not blank. A status alone is not an answer: the guide says that a bare yes or
no is not enough (Part II, step 5). Excluded questions do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field

from workbench.checklist.tree import Checklist, QuestionEntry
from workbench.model.rows import Answer
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ACTION_NEEDED, STATUS_NOT_KNOWN, MeasureStatus
from workbench.system.frozen import frozen


@frozen
class Progress:
    """Counts over some questions. ``statuses`` has the number of included questions with each status.

    Those whose status this version does not know are under :data:`~workbench.model.vocabulary.STATUS_NOT_KNOWN`.
    """

    total: int
    answered: int
    statuses: Mapping[MeasureStatus, int] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """The number of unanswered questions."""
        return self.total - self.answered

    @property
    def action_needed(self) -> int:
        """The number of answers whose status asks for something to be done."""
        return sum(self.statuses.get(status, 0) for status in ACTION_NEEDED)

    @property
    def percent(self) -> int:
        """The answered part, from 0 to 100. It is 100 only if nothing is open, also where there is nothing to answer."""
        return 100 if self.open == 0 else self.answered * 100 // self.total


def is_answered(answer: Answer | None) -> bool:
    """Whether a question counts as answered."""
    return answer is not None and not is_blank(answer.text)


def progress_of(questions: Iterable[QuestionEntry], answers: Mapping[str, Answer]) -> Progress:
    """The counts over some questions; ``answers`` are by question id."""
    statuses: Counter[MeasureStatus] = Counter()
    total = answered = 0
    for question in questions:
        if not question.included:
            continue
        answer = answers.get(question.id)
        total += 1
        answered += is_answered(answer)
        status = answer.status if answer is not None else MeasureStatus.NOT_JUDGED
        statuses[status if status.is_known else STATUS_NOT_KNOWN] += 1
    return Progress(total, answered, dict(statuses))


def progress_by_area(checklist: Checklist, answers: Mapping[str, Answer]) -> dict[str, Progress]:
    """The counts of each area, by area id, in order."""
    return {entry.id: progress_of(entry.questions, answers) for entry in checklist.areas}


def answers_by_question(answers: Iterable[Answer]) -> dict[str, Answer]:
    """The answers by question id."""
    return {answer.question_id: answer for answer in answers}
