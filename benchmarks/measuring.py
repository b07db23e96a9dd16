"""How things are measured: in many rounds, each beside its baseline, so that whatever slows the machine slows both.

Time is processor time wherever nothing waits for a disk, because it does not count other programs. Other programs still
disturb short steps: there several rounds make one value, and each step is taken from the round in which it was least
disturbed. Values are added until the verdict would hardly change: until the budget lies outside the 95 % confidence interval
of their median, or until there are :data:`MOST_ROUNDS`. The spread is that of the values whose median counts.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

LEAST_ROUNDS = 9
MOST_ROUNDS = 41
_FEW = 3


@dataclass(frozen=True, slots=True)
class Result:
    """One budget, and the values that were measured: ratios to the baseline, or plain values when there is none.

    ``terms`` are what was measured and its baseline, in ``unit``; without them the values are. The median counts.
    """

    work: str
    values: tuple[float, ...]
    budget: float
    unit: str
    terms: tuple[float, float] | None = None

    @property
    def value(self) -> float:
        """The value that is compared with the budget."""
        return statistics.median(self.values)

    @property
    def holds(self) -> bool:
        """Whether the budget holds."""
        return self.value <= self.budget

    def line(self) -> str:
        """The result for a person: the median, the spread of the values, the two terms, the budget."""
        sign = "x" if self.terms else self.unit
        terms = f"({self.terms[0]:.2f} / {self.terms[1]:.2f} {self.unit})" if self.terms else ""
        over = "holds" if self.holds else f"BROKEN by {self.value / self.budget - 1:.0%}"
        spread = f"{min(self.values):.2f} to {max(self.values):.2f} in {len(self.values)}"
        return f"{self.work:<46} {self.value:6.2f} {sign:<2} [{spread}]  {terms:<22} at most {self.budget:g} {sign}: {over}"


def is_settled(ratios: list[float], budget: float) -> bool:
    """Whether enough rounds were made: more would hardly change the verdict about their median."""
    if len(ratios) < LEAST_ROUNDS:
        return False
    # the interval of order statistics around the median: no assumption about how the noise is distributed
    rank = math.floor((len(ratios) - 1.96 * math.sqrt(len(ratios))) / 2)
    ordered = sorted(ratios)
    low, high = ordered[max(0, rank - 1)], ordered[min(len(ordered) - 1, len(ordered) - rank)]
    return len(ratios) >= MOST_ROUNDS or not low <= budget <= high


def agree(values: list[float], budget: float, *, most: int) -> bool:
    """Whether all of a few values give the same verdict, or ``most`` of them have been measured."""
    return len(values) >= most or (len(values) >= _FEW and len({value <= budget for value in values}) == 1)


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes, with waiting for the disk."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor_milliseconds(work: Callable[[], object]) -> float:
    """The processor time of this thread in one call."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def alternate(work: Callable[[], object], baseline: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Calls both in turn. Returns the lowest decile of the seconds of each."""
    pairs = [(seconds(work), seconds(baseline)) for _ in range(rounds)]
    return percentile([pair[0] for pair in pairs], 10), percentile([pair[1] for pair in pairs], 10)


def percentile(values: list[float], share: int) -> float:
    """The value that ``share`` per cent of the values do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]
