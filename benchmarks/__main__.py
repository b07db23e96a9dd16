"""``make benchmark``: prints each ratio, its two terms and the budget; the exit status is 1 when a budget is broken."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import editing, paging, pasting, projecting, starting
from benchmarks.full_assessment import ACTIVITIES, ANSWER_WORDS, INDICATORS, write_full_assessment
from benchmarks.measuring import Result


def main() -> int:
    """Measures all budgets on one full assessment. Returns the exit status."""
    print(f"Full assessment: 282 answers of {ANSWER_WORDS} words, {ACTIVITIES} activities, {INDICATORS} indicators.")
    # on the disk of the checkout: a temporary folder may be in memory, where a commit costs nothing
    build = Path("build")
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build) as name:
        folder = Path(name)
        full = folder / "full.integrity"
        write_full_assessment(full)
        results: list[Result] = [*starting.measure(full), editing.measure(full, folder), *paging.measure(full, folder)]
        results += projecting.measure(full, folder)
        results += pasting.measure(full, folder)
    for result in results:
        print(result.line())
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
