"""What the projector view may show: pictures made for a room full of people, without anything confidential.

This is the only door. A slide is an immutable value that holds nothing but what the projector view may show: of a
confidential answer or activity it does not have the text, so that nothing behind the door can show, read out or remember it.
Contributions, people and sessions have no slide at all.
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
from workbench.model.rows import Activity, Answer, Assessment, Contributor, Outcome, Output, Rating
from workbench.model.texts import is_blank
from workbench.model.vocabulary import AreaKind, Criterion, Level
from workbench.plan.headings import lines_for_the_room
from workbench.plan.order import LineKind, Lines
from workbench.privacy.person_names import NameFinder, instead_of
from workbench.system.frozen import frozen

CONFIDENTIAL_ANSWER: Final = Message("The answer to this question is confidential. It is not shown here.")
CONFIDENTIAL_ACTIVITY: Final = Message("This activity is confidential. It is not shown here.")
NO_ANSWER: Final = Message("Unanswered")
NOT_RATED: Final = Message("not rated")

_DEPTH: Final = {LineKind.OUTCOME: 0, LineKind.OUTPUT: 1}
_DOT: Final = "•"
_ONE_UNIT: Final = 0xFFFF
"""Signs beyond this count twice in the places of a text in an editor."""


@frozen
class AreaCount:
    """How far one area has come. ``current``: the area that the room is working on."""

    number: str
    title: str
    answered: int
    total: int
    current: bool = False


@frozen
class ProgressSlide:
    """All areas with their counts; those that are left out whole are not among them."""

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
    """One question with its agreed text. ``withheld``: the answer is confidential, and ``text`` is empty."""

    place: str
    number: str
    wording: str
    text: str
    withheld: bool
    progress: ProgressSlide


@frozen
class ActivitySlide:
    """One activity with its eight ratings in words. ``withheld``: it is confidential, and all but ``position`` is empty."""

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
    """An activity among all of them. ``current``: the one that is talked about."""

    number: str
    title: str
    priority: Level | None
    current: bool = False


@frozen
class PrioritiesSlide:
    """All activities with the priority that the group has given them; ``withheld`` counts those that are confidential."""

    lines: tuple[ActivityLine, ...]
    withheld: int


@frozen
class PlanSlide:
    """The headings of the plan with their numbers, outcomes (depth 0) and outputs (depth 1)."""

    headings: tuple[tuple[int, str, str], ...]


@frozen
class TitleSlide:
    """The title of the assessment and what is being done: for every page that has no slide of its own."""

    administration: str
    station: str
    stage: Message | str = ""


Slide = QuestionSlide | ActivitySlide | PrioritiesSlide | ProgressSlide | PlanSlide | TitleSlide


class ProjectorDoor:
    """Lets slides through, with dots in the place of whole names of confidential people.

    The dots are as many as the signs they stand for: on one screen the slide is typed on, and the places of its text are
    those of the editor.
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
                headings = tuple((depth, number, self._dotted(title)) for depth, number, title in slide.headings)
                return replace(slide, headings=headings)
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
    """An area as the projector view names it: number and title."""
    return entry.title if entry.kind is AreaKind.OWN else f"{entry.number}  {entry.title}"


def progress_slide(checklist: Checklist, answers: Mapping[str, Answer], current: str = "") -> ProgressSlide:
    """How far each area has come; ``current`` is the id of an area. An answer counts whether it is confidential or not."""
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
    """A question by its id; None for an unknown one.

    ``typed`` is the text as somebody is typing it, where that is further than what is stored. It is dropped, like the stored
    text, while the answer is marked confidential or where nobody knows whether it is.
    """
    place = checklist.place_of(question)
    if place is None:
        return None
    entry, _, found = place
    answer = answers.get(question)
    withheld = answer is None or answer.confidential
    text = "" if answer is None or answer.confidential else answer.text if typed is None else typed
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
    """An activity by its id among all of them with their numbers, and its ``ratings``; None for an unknown one."""
    for position, (number, activity) in enumerate(numbered, 1):
        if activity.id != activity_id:
            continue
        if activity.confidential:
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
    """All activities with their priorities, less the confidential ones; ``current`` is the id of one."""
    lines = (
        ActivityLine(number, activity.title, activity.priority, activity.id == current)
        for number, activity in numbered
        if not activity.confidential
    )
    return PrioritiesSlide(tuple(lines), sum(activity.confidential for _, activity in numbered))


def plan_slide(lines: Lines) -> PlanSlide:
    """The headings of the plan, less those that would tell of confidential activities; ``lines`` are all of the plan."""
    shown = [(line, line.row) for line in lines_for_the_room(lines)]
    return PlanSlide(tuple((_DEPTH[x.kind], x.number, row.title) for x, row in shown if isinstance(row, Outcome | Output)))


def title_slide(assessment: Assessment, stage: Message | str = "") -> TitleSlide:
    """The title of the assessment, and the name of a stage."""
    return TitleSlide(assessment.administration, assessment.station, stage)


def shows_again_by_undo(changes: Changes) -> bool:
    """Whether undo or redo has taken a mark "confidential" away: nobody has decided that the room may read it again."""
    marked = (
        (change.before, change.after)
        for change in changes.rows
        if isinstance(change.before, Answer | Activity) and isinstance(change.after, Answer | Activity)
    )
    return changes.kind is not ChangeKind.DONE and any(
        before.confidential and not after.confidential for before, after in marked
    )


def level_word(level: Level | None) -> Message:
    """A level as a word; one that is not agreed yet is open."""
    return label(level) if level is not None else NOT_RATED
