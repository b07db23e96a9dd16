"""How things are measured: alternately with their baseline, so that a machine that slows down slows down both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One budget: the two terms in one unit, and what their ratio (or the first term alone) may be at most."""

    work: str
    measured: float
    baseline: float | None
    unit: str
    budget: float

    @property
    def ratio(self) -> float:
        """Measured against the baseline; the measured value itself where the budget is absolute."""
        return self.measured if self.baseline is None else self.measured / self.baseline

    @property
    def holds(self) -> bool:
        """Whether the budget holds."""
        return self.ratio <= self.budget

    def line(self) -> str:
        """The result for a person: the ratio, its two terms, the budget."""
        verdict = "holds" if self.holds else "BROKEN"
        if self.baseline is None:
            value = f"{self.measured:8.2f} {self.unit:<3}"
            return f"{self.work:<52} {value} {'':<28} at most {self.budget:g} {self.unit}  {verdict}"
        terms = f"({self.measured:.2f} / {self.baseline:.2f} {self.unit})"
        return f"{self.work:<52} {self.ratio:8.2f} x   {terms:<28} at most {self.budget:g} x  {verdict}"


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternate(work: Callable[[], object], baseline: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median seconds of both, called in turn."""
    pairs = [(seconds(work), seconds(baseline)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def percentile(values: list[float], share: int) -> float:
    """The value that so many per cent of the values do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]
