"""Who does not answer is not waited for."""

from __future__ import annotations

import threading
import time

from workbench.system.patience import within


def test_an_answer_in_time_is_the_answer() -> None:
    assert within(60, lambda: 7, 0) == 7


def test_a_silent_one_is_left_alone() -> None:
    wake = threading.Event()
    begun = time.monotonic()
    assert within(0.05, lambda: wake.wait(60), "nobody") == "nobody"
    wake.set()
    assert time.monotonic() - begun < 30


def test_a_refusal_of_the_system_is_no_answer() -> None:
    def refuse() -> str:
        raise PermissionError(13, "no")

    assert within(60, refuse, "nothing") == "nothing"
