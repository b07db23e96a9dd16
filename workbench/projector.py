"""What the projector view may show: slides for a room full of people, without anything confidential.

This is the only door. A slide is an immutable value that contains only what the room may see. It never has the text of a
confidential answer or activity, so that nothing behind the door can show, read out or keep it. Contributions, people and
sessions have no slide at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from workbench.checklist.progress import progress_by_area
from workbench.checklist.tree import AreaEntry, Checklist
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes
from workbench.model.labels import label
from workbench.model.rows import Activity, Answer, Assessment, Contributor, Markable, Outcome, Output, Rating
from workbench.model.texts import is_blank
from workbench.model.vocabulary import AreaKind, Criterion, Level
from workbench.plan.headings import lines_for_the_room
from workbench.plan.order import LineKind, Lines
from workbench.privacy.person_names import NameFinder, instead_of
from workbench.system.frozen import frozen

CONFIDENTIAL_ANSWER: Final = Message("The answer to this question is confidential. It is not shown here.")
CONFIDENTIAL_ACTIVITY: Final = Message("This activity is confidential. It is not shown here.")
CONFIDENTIAL_HEADING: Final = Message("Confidential, not shown here")
NO_ANSWER: Final = Message("Unanswered")
NOT_RATED: Final = Message("not rated")

_DEPTH: Final = {LineKind.OUTCOME: 0, LineKind.OUTPUT: 1}
_DOT: Final = "•"
_ONE_UNIT: Final = 0xFFFF
"""Characters above this count twice in the positions of Qt's editors, which count in UTF-16."""


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
class QuestionSlide:
    """One question with its agreed text. ``withheld``: the answer is confidential, so ``text`` is empty."""

    place: str
    number: str
    wording: str
    text: str
    withheld: bool
    progress: ProgressSlide


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


@frozen
class ActivityLine:
    """One of all activities. ``current``: the room is talking about it."""

    number: str
    title: str
    priority: Level | None
    current: bool = False


@frozen
class PrioritiesSlide:
    """All activities with their priorities; ``withheld`` is the number of confidential ones, which are not shown."""

    lines: tuple[ActivityLine, ...]
    withheld: int


@frozen
class PlanSlide:
    """The headings of the plan as (depth, number, title); depth is 0 for outcomes and 1 for outputs.

    The title of a confidential heading is None.
    """

    headings: tuple[tuple[int, str, str | None], ...]


@frozen
class TitleSlide:
    """The title of the assessment and the current stage: for every page without a slide of its own."""

    administration: str
    station: str
    stage: Message | str = ""


Slide = QuestionSlide | ActivitySlide | PrioritiesSlide | ProgressSlide | PlanSlide | TitleSlide


class ProjectorDoor:
    """Lets slides through, with dots in the place of whole names of confidential people.

    There are as many dots as characters in the name: where there is only one screen, people type on the slide, and positions
    in its text must be those in the editor.
    """

    def __init__(self) -> None:
        self._people: Sequence[Contributor] = ()
        self._finder = NameFinder(())

    def let_through(self, slide: Slide, people: Sequence[Contributor]) -> Slide:
        """A slide as the room may see it."""
        if self._people != people:
            self._people, self._finder = people, NameFinder(people)
        return slide if self._finder.idle else self._without_names(slide)

    def _without_names(self, slide: Slide) -> Slide:
        match slide:
            case QuestionSlide():
                return replace(slide, wording=self._dotted(slide.wording), text=self._dotted(slide.text))
            case ActivitySlide():
                return replace(slide, title=self._dotted(slide.title))
            case PrioritiesSlide():
                return replace(slide, lines=tuple(replace(line, title=self._dotted(line.title)) for line in slide.lines))
            case PlanSlide():
                headings = ((depth, number, title and self._dotted(title)) for depth, number, title in slide.headings)
                return replace(slide, headings=tuple(headings))
            case TitleSlide():
                return replace(slide, administration=self._dotted(slide.administration), station=self._dotted(slide.station))
            case ProgressSlide():
                return slide

    def _dotted(self, text: str) -> str:
        spans = ((hit.start, hit.end, _dots(text[hit.start : hit.end])) for hit in self._finder.certain(text))
        return instead_of(text, spans)


def _dots(text: str) -> str:
    return "".join(_DOT * (2 if ord(sign) > _ONE_UNIT else 1) for sign in text)


def area_place(entry: AreaEntry) -> str:
    """The name of an area on a slide: number and title, or the title alone for the own questions."""
    return entry.title if entry.kind is AreaKind.OWN else f"{entry.number}  {entry.title}"


def progress_slide(checklist: Checklist, answers: Mapping[str, Answer], current: str = "") -> ProgressSlide:
    """The progress of all areas; ``current`` is the id of an area. Confidential answers count, too."""
    counts = progress_by_area(checklist, answers)
    return ProgressSlide(
        tuple(
            AreaCount(entry.number, entry.title, counts[entry.id].answered, counts[entry.id].total, entry.id == current)
            for entry in checklist.areas
            if counts[entry.id].total
        )
    )


def question_slide(
    checklist: Checklist, answers: Mapping[str, Answer], question: str, typed: str | None = None
) -> QuestionSlide | None:
    """A question by its id; None for an unknown id.

    ``typed`` is the text in the editor, if it is newer than the saved one. It is dropped, like the saved text, while the
    answer is confidential or missing.
    """
    place = checklist.place_of(question)
    if place is None:
        return None
    entry, _, found = place
    answer = answers.get(question)
    withheld = answer is None or answer.is_confidential
    text = "" if answer is None or answer.is_confidential else answer.text if typed is None else typed
    return QuestionSlide(
        area_place(entry),
        found.number,
        found.wording,
        "" if is_blank(text) else text,
        withheld,
        progress_slide(checklist, answers, entry.id),
    )


def activity_slide(
    numbered: Sequence[tuple[str, Activity]], ratings: Iterable[Rating], activity_id: str, current: Criterion | None = None
) -> ActivitySlide | None:
    """An activity by its id; None for an unknown id. ``numbered`` are all activities with their numbers."""
    for position, (number, activity) in enumerate(numbered, 1):
        if activity.id != activity_id:
            continue
        if activity.is_confidential:
            return ActivitySlide(withheld=True, position=position, count=len(numbered))
        levels = {rating.criterion: rating.level for rating in ratings if rating.activity_id == activity_id}
        return ActivitySlide(
            activity.title,
            number,
            tuple((criterion, levels.get(criterion)) for criterion in Criterion),
            activity.priority,
            current=current,
            position=position,
            count=len(numbered),
        )
    return None


def priorities_slide(numbered: Sequence[tuple[str, Activity]], current: str = "") -> PrioritiesSlide:
    """All activities with their priorities, without the confidential ones; ``current`` is the id of one."""
    lines = (
        ActivityLine(number, activity.title, activity.priority, activity.id == current)
        for number, activity in numbered
        if not activity.is_confidential
    )
    return PrioritiesSlide(tuple(lines), sum(activity.is_confidential for _, activity in numbered))


def plan_slide(lines: Lines) -> PlanSlide:
    """The headings of the plan, without those that would reveal confidential activities; ``lines`` is the whole plan."""
    return PlanSlide(
        tuple(
            (_DEPTH[line.kind], line.number, None if line.row.is_confidential else line.row.title)
            for line in lines_for_the_room(lines)
            if isinstance(line.row, Outcome | Output)
        )
    )


def title_slide(assessment: Assessment, stage: Message | str = "") -> TitleSlide:
    """The slide for a page without its own, with the name of its stage."""
    return TitleSlide(assessment.administration, assessment.station, stage)


def shows_again_by_undo(changes: Changes) -> bool:
    """Whether undo or redo removed a mark "confidential": nobody has then decided that the room may read the text."""
    marked = (
        (change.before, change.after)
        for change in changes.rows
        if isinstance(change.before, Markable) and isinstance(change.after, Markable)
    )
    return changes.kind is not ChangeKind.DONE and any(
        before.is_confidential and not after.is_confidential for before, after in marked
    )


def level_word(level: Level | None) -> Message:
    """A level in a word; None is "not rated"."""
    return label(level) if level is not None else NOT_RATED
