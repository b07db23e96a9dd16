"""``python -m benchmarks.year_of_copies``: which automatic copies stay after a year of work, and how much room they take.

A clock that nobody waits for runs through a year. On each working day an answer is written, and others are changed, every
hour and in the last days every quarter of an hour; each time a real copy is made, checked and thinned, as the window does.
More in the first months would leave nothing more: of these days only the last copy stays.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final

from benchmarks.full_assessment import sentence_of
from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Clock, Document, Identity
from workbench.keeping.folder import Cause, KeptCopy
from workbench.keeping.keeper import Keeper, bytes_of
from workbench.keeping.thinning import ALL_DAYS, DAILY, MONTHLY, WEEKLY
from workbench.model.rows import Question, QuestionId
from workbench.operations.answers import write_answer
from workbench.operations.assessment import create_assessment
from workbench.system.frozen import frozen

BEGIN: Final = datetime(2026, 1, 5, tzinfo=UTC)
YEAR: Final = 362
"""Days, from a Monday to a Friday."""
_WORDS: Final = 120
_FIRST_HOUR, _LAST_HOUR = 9, 17
_SATURDAY: Final = 5
_CLOSELY: Final = 3
"""Days at the end of which every quarter of an hour is simulated."""

PERIODS: Final = (
    (f"all of the last {ALL_DAYS} days", ALL_DAYS),
    (f"then one a day, {DAILY} days", ALL_DAYS + DAILY),
    (f"then one a week, {WEEKLY} weeks", ALL_DAYS + DAILY + 7 * WEEKLY),
    (f"then one a month, {MONTHLY} months", 100_000),
)
"""What a period is called, and how many days ago it began."""


@frozen
class Worked:
    """What a year of work left: how many copies were ``made``, which are ``kept``, and the ``size`` of the file in bytes."""

    made: int
    kept: tuple[KeptCopy, ...]
    size: int
    end: datetime


def moments(days: int) -> Iterator[datetime]:
    """The times at which a copy is made, from Monday to Friday."""
    for day in range(days):
        at = BEGIN + timedelta(days=day, hours=_FIRST_HOUR)
        if at.weekday() < _SATURDAY:
            quarters = 4 if day >= days - _CLOSELY else 1
            steps = (_LAST_HOUR - _FIRST_HOUR) * quarters
            yield from (at + timedelta(hours=step / quarters) for step in range(1, steps + 1))


def work(folder: Path, days: int = YEAR, tell: Callable[[datetime], object] = lambda _: None) -> Worked:
    """Works for so many days on one assessment in this folder."""
    source, now = random.Random(20261122), [BEGIN]
    clock = Clock(lambda: now[0], lambda: (now[0] - BEGIN) / timedelta(seconds=1))
    path = folder / "year.integrity"
    create_assessment(path, pack=load_pack("idg-2021"), identity=Identity("year", "year")).close()
    made = set[str]()
    with Document.open(path, clock=clock, identity=Identity("year", "year")) as document:
        questions = [row.id for row in document.read.every(Question)]
        keeper = Keeper(document.read.assessment().id, root=folder / "copies")
        for now[0] in moments(days):
            # a year is enough to come to the last question
            reached = 1 + (now[0] - BEGIN).days * (len(questions) - 1) // max(1, days - 1)
            question = QuestionId(questions[source.randrange(reached)])
            write_answer(document, question=question, text=sentence_of(_WORDS, source))
            document.end_burst()
            made.add(keeper.keep(bytes_of(document), now[0], Cause.TIME, path).path.name)
            tell(now[0])
    return Worked(len(made), tuple(keeper.copies()), path.stat().st_size, now[0])


def told(worked: Worked) -> Iterator[str]:
    """The outcome, as lines for people."""
    total = sum(copy.size for copy in worked.kept)
    sound = sum(copy.is_sound() for copy in worked.kept)
    yield f"{worked.made:,} copies were made, {len(worked.kept)} stay, {sound} of them undamaged."
    yield f"They take {_megabytes(total)}; the file itself takes {_megabytes(worked.size)}."
    yield ""
    yield f"{'':32}{'copies':>7}{'size':>10}   from       to"
    for name, copies in _by_period(worked):
        size = _megabytes(sum(copy.size for copy in copies))
        days = f"   {copies[-1].at:%Y-%m-%d} {copies[0].at:%Y-%m-%d}" if copies else ""
        yield f"{name:32}{len(copies):>7}{size:>10}{days}"
    yield ""
    for day, of_day in groupby(worked.kept, key=lambda copy: copy.at.date()):
        yield _told_day(day, [copy.at for copy in of_day])


def _by_period(worked: Worked) -> Iterator[tuple[str, list[KeptCopy]]]:
    since = -1.0
    for name, until in PERIODS:
        ages = ((worked.end - copy.at) / timedelta(days=1) for copy in worked.kept)
        yield name, [copy for copy, age in zip(worked.kept, ages, strict=True) if since < age <= until]
        since = until


def _told_day(day: date, times: list[datetime]) -> str:
    if len(times) == 1:
        return f"{day:%a %Y-%m-%d}  {times[0]:%H:%M}"
    return f"{day:%a %Y-%m-%d}  {times[-1]:%H:%M} to {times[0]:%H:%M}, {len(times)} copies"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def main() -> None:
    """Works for a year, and prints what is left."""
    shown = [0]

    def tell(at: datetime) -> None:
        if at.month != shown[0]:
            shown[0] = at.month
            print(f"{at:%B %Y} …", file=sys.stderr)

    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(told(work(Path(folder), tell=tell))))


if __name__ == "__main__":
    main()
