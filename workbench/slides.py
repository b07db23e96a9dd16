"""Slides: what the room sees, as immutable values that hold only what it may see.

They are made by :mod:`workbench.projector`, which is the only door. A ``row_id`` names the row that a part of a slide shows,
so that it can be withdrawn from a slide that is held when the row becomes confidential; it is never painted.
"""

from __future__ import annotations

from workbench.language.i18n import Message
from workbench.model.vocabulary import Criterion, Level, MeasureStatus
from workbench.system.frozen import frozen


@frozen
class AreaCount:
    """The progress of one area. ``current``: the room is working on it."""

    number: str
    title: str
    answered: int
    total: int
    current: bool = False


@frozen
class ProgressSlide:
    """All areas with their counts, without those that are excluded completely."""

    areas: tuple[AreaCount, ...]

    @property
    def current(self) -> AreaCount | None:
        """The area that the room is working on."""
        return next((entry for entry in self.areas if entry.current), None)

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(entry.answered for entry in self.areas)

    @property
    def total(self) -> int:
        """How many questions there are to answer."""
        return sum(entry.total for entry in self.areas)


@frozen
class Decision:
    """What the group decided about a question. Nothing of it is known while the answer is confidential."""

    status: MeasureStatus = MeasureStatus.NOT_JUDGED
    priority: Level | None = None
    parked: bool = False


@frozen
class QuestionSlide:
    """One question with its agreed text. ``withheld``: the answer is confidential, so ``text`` is empty."""

    place: str
    number: str
    wording: str
    text: str
    withheld: bool
    progress: ProgressSlide
    decision: Decision = Decision()
    row_id: str = ""


@frozen
class Voice:
    """Somebody who sees it differently from the agreed answer; ``who`` is empty for somebody without a name.

    ``group_id`` names the row of the working group that speaks, if one does.
    """

    who: str
    text: str
    row_id: str = ""
    group_id: str = ""


@frozen
class VoicesSlide:
    """The raised hands for a question as (status, count), and who sees it differently.

    ``counted`` is the date of the count (ISO), or empty. ``withheld``: the answer is confidential, so there is nothing else.
    """

    place: str
    number: str
    wording: str
    hands: tuple[tuple[MeasureStatus, int], ...] = ()
    counted: str = ""
    voices: tuple[Voice, ...] = ()
    withheld: bool = False
    row_id: str = ""


@frozen
class ActivitySlide:
    """One activity with its eight ratings. ``withheld``: it is confidential, so only ``position`` and ``count`` are set."""

    title: str = ""
    number: str = ""
    levels: tuple[tuple[Criterion, Level | None], ...] = ()
    priority: Level | None = None
    withheld: bool = False
    current: Criterion | None = None
    position: int = 0
    count: int = 0
    row_id: str = ""


@frozen
class ActivityLine:
    """One of all activities. ``current``: the room is talking about it."""

    number: str
    title: str
    priority: Level | None
    current: bool = False
    row_id: str = ""


@frozen
class PrioritiesSlide:
    """All activities with their priorities; ``withheld`` is the number of confidential ones, which are not shown."""

    lines: tuple[ActivityLine, ...]
    withheld: int


@frozen
class PlanRow:
    """A line of the plan; ``depth`` is 0 for outcomes, 1 for outputs and 2 for activities.

    The title of a confidential heading is None, and so is the number of the heading "not planned yet". ``who`` are the
    responsible people, ``start`` and ``end`` quarters of a year (``2027-Q1``).
    """

    depth: int
    number: str | None
    title: str | None
    who: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    current: bool = False
    row_id: str = ""


@frozen
class PlanSlide:
    """The plan, as far as the room may see it."""

    rows: tuple[PlanRow, ...]


@frozen
class TitleSlide:
    """The title of the assessment and the current stage: for every page without a slide of its own."""

    administration: str
    station: str
    stage: Message | str = ""


Slide = QuestionSlide | VoicesSlide | ActivitySlide | PrioritiesSlide | ProgressSlide | PlanSlide | TitleSlide
