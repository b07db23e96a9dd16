"""Questions to the system that may not be answered: a network share that is gone can block a thread for half a minute."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

AnswerT = TypeVar("AnswerT")


def within(seconds: float, job: Callable[[], AnswerT], otherwise: AnswerT) -> AnswerT:
    """What the job returns, or ``otherwise`` when it takes longer than that or the system refuses it (OSError).

    The job runs on a thread of its own, and may continue there after the time is over: it must only look, never change.
    """
    answers: list[AnswerT] = []

    def look() -> None:
        try:
            answers.append(job())
        except OSError:
            answers.append(otherwise)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else otherwise
