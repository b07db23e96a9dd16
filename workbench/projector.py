"""What the projector view may show: slides for a room full of people, without anything confidential.

This is the only door. A slide (:mod:`workbench.slides`) never has the text of a confidential answer or activity, so that
nothing behind the door can show, read out or keep it. Of contributions only different views have a slide, when somebody asks
for it; people are named only as responsible for an activity, and beside such a view. Sessions have no slide at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from workbench.checklist.progress import progress_by_area
from workbench.checklist.tree import AreaEntry, Checklist
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.labels import label
from workbench.model.rows import (
    Activity,
    Answer,
    Assessment,
    Contribution,
    Contributor,
    GroupMember,
    Hand,
    Markable,
    Outcome,
    Output,
    Rating,
    WorkingGroup,
)
from workbench.model.texts import is_blank
from workbench.model.vocabulary import AreaKind, ContributionKind, Criterion, Level, MeasureStatus
from workbench.plan.headings import lines_for_the_room
from workbench.plan.order import LineKind, Lines
from workbench.plan.people import without_hidden
from workbench.privacy.group_names import open_groups
from workbench.privacy.person_names import NameFinder, instead_of
from workbench.slides import (
    ActivityLine,
    ActivitySlide,
    AreaCount,
    Decision,
    PlanRow,
    PlanSlide,
    PrioritiesSlide,
    ProgressSlide,
    QuestionSlide,
    Slide,
    TitleSlide,
    Voice,
    VoicesSlide,
)

CONFIDENTIAL_ANSWER: Final = Message("The answer to this question is confidential. It is not shown here.")
CONFIDENTIAL_ACTIVITY: Final = Message("This activity is confidential. It is not shown here.")
CONFIDENTIAL_HEADING: Final = Message("Confidential, not shown here")
NO_ANSWER: Final = Message("Unanswered")
NOT_RATED: Final = Message("not rated")

_DEPTH: Final = {LineKind.OUTCOME: 0, LineKind.OUTPUT: 1, LineKind.ACTIVITY: 2, LineKind.UNPLANNED: 0}
_DOT: Final = "•"
_DOTS: Final = _DOT * 3
_SHOWN: Final = (Answer, Activity, Outcome, Output, Contribution, Contributor, WorkingGroup)
_ONE_UNIT: Final = 0xFFFF
"""Characters above this count twice in the positions of Qt's editors, which count in UTF-16."""


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
        dotted, made = self._dotted, slide
        match slide:
            case QuestionSlide():
                made = replace(slide, wording=dotted(slide.wording), text=dotted(slide.text))
            case VoicesSlide():
                voices = (replace(voice, who=self._named(voice.who), text=dotted(voice.text)) for voice in slide.voices)
                made = replace(slide, wording=dotted(slide.wording), voices=tuple(voices))
            case ActivitySlide():
                made = replace(slide, title=dotted(slide.title))
            case PrioritiesSlide():
                made = replace(slide, lines=tuple(replace(line, title=dotted(line.title)) for line in slide.lines))
            case PlanSlide():
                made = replace(slide, rows=tuple(map(self._row_without_names, slide.rows)))
            case TitleSlide():
                made = replace(slide, administration=dotted(slide.administration), station=dotted(slide.station))
            case ProgressSlide():
                pass
        return made

    def _row_without_names(self, row: PlanRow) -> PlanRow:
        named = (self._named(name) or _DOTS for name in row.who)
        return replace(row, title=row.title and self._dotted(row.title), who=tuple(named))

    def _named(self, name: str) -> str:
        """A name that stands alone; empty if it must not be told."""
        return without_hidden(name, self._finder, _DOTS)

    def _dotted(self, text: str) -> str:
        spans = ((hit.start, hit.end, _dots(text[hit.start : hit.end])) for hit in self._finder.certain(text))
        return instead_of(text, spans)


def _dots(text: str) -> str:
    # stars stay: without them bold words beside the name would show theirs
    return "".join(sign if sign == "*" else _DOT * (2 if ord(sign) > _ONE_UNIT else 1) for sign in text)


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
        Decision() if answer is None or withheld else Decision(answer.status, answer.priority, answer.parked),
        answer.id if answer is not None else "",
    )


def named_groups(
    groups: Iterable[WorkingGroup], members: Iterable[GroupMember], people: Iterable[Contributor]
) -> Mapping[str, str]:
    """The names, by id, of the working groups that the room may know: those that a public edition names."""
    candidates = [row for row in groups if not row.is_confidential]
    named = open_groups(candidates, members, {row.id for row in people if not row.is_confidential}).named
    return {row.id: row.name for row in candidates if row.id in named}


def voices_slide(
    slide: QuestionSlide,
    contributions: Iterable[Contribution],
    hands: Iterable[Hand],
    people: Iterable[Contributor],
    groups: Mapping[str, str],
) -> VoicesSlide:
    """The raised hands for a question and those who see it differently, without what is confidential.

    ``slide`` is that of the question, ``contributions`` and ``hands`` are all that belong to it, ``people`` is the register,
    ``groups`` are the names of :func:`named_groups`. Somebody else speaks without a name.
    """
    made = VoicesSlide(slide.place, slide.number, slide.wording, withheld=slide.withheld, row_id=slide.row_id)
    if slide.withheld:
        return made
    names = {row.id: row.name for row in people if not row.is_confidential}
    counted = {row.choice.value: row for row in hands}
    order = list(MeasureStatus)
    statuses = sorted(
        map(MeasureStatus.of, counted), key=lambda status: order.index(status) if status in order else len(order)
    )
    found = tuple((status, counted[status.value].count) for status in statuses)
    voices = (
        Voice(
            names.get(row.contributor_id or "") or groups.get(row.group_id or "", ""), row.text, row.id, row.group_id or ""
        )
        for row in contributions
        if row.kind is ContributionKind.DISSENT and not row.is_confidential and not is_blank(row.text)
    )
    date = max((row.date for row in counted.values()), default="")
    return replace(made, hands=found, counted=date, voices=tuple(voices))


def activity_slide(
    numbered: Sequence[tuple[str, Activity]], ratings: Iterable[Rating], activity_id: str, current: Criterion | None = None
) -> ActivitySlide | None:
    """An activity by its id; None for an unknown id. ``numbered`` are all activities with their numbers."""
    for position, (number, activity) in enumerate(numbered, 1):
        if activity.id != activity_id:
            continue
        if activity.is_confidential:
            return ActivitySlide(withheld=True, position=position, count=len(numbered), row_id=activity.id)
        levels = {rating.criterion: rating.level for rating in ratings if rating.activity_id == activity_id}
        return ActivitySlide(
            activity.title,
            number,
            tuple((criterion, levels.get(criterion)) for criterion in Criterion),
            activity.priority,
            current=current,
            position=position,
            count=len(numbered),
            row_id=activity.id,
        )
    return None


def priorities_slide(numbered: Sequence[tuple[str, Activity]], current: str = "") -> PrioritiesSlide:
    """All activities in the given order, without the confidential ones; ``current`` is the id of one."""
    lines = (
        ActivityLine(number, activity.title, activity.priority, activity.id == current, activity.id)
        for number, activity in numbered
        if not activity.is_confidential
    )
    return PrioritiesSlide(tuple(lines), sum(activity.is_confidential for _, activity in numbered))


def plan_slide(lines: Lines, responsible: Mapping[str, tuple[str, ...]], current: str = "") -> PlanSlide:
    """The plan, without confidential activities and without headings that would reveal them; ``lines`` is the whole plan.

    ``responsible`` are the names of responsible people by the id of the activity, ``current`` is the id of a line.
    """
    rows = []
    for line in lines_for_the_room(lines):
        row = line.row
        made = PlanRow(_DEPTH[line.kind], line.number, "", current=line.line_id == current, row_id=line.line_id)
        if row is None:
            made = replace(made, number=None)
        elif not row.is_confidential:
            made = replace(made, title=row.title)
        else:
            made = replace(made, title=None)
        if isinstance(row, Activity):
            who = responsible.get(row.id, ())
            made = replace(made, who=who, start=row.start_quarter, end=row.end_quarter)
        rows.append(made)
    return PlanSlide(tuple(rows))


def withdrawn(slide: Slide, hidden: Collection[str]) -> Slide:
    """A slide that is held, without the rows that have become confidential since.

    ``hidden`` are the ids of all confidential rows.
    """
    made = slide
    match slide:
        case QuestionSlide() if slide.row_id in hidden:
            made = replace(slide, text="", withheld=True, decision=Decision())
        case VoicesSlide() if slide.row_id in hidden:
            made = replace(slide, hands=(), counted="", voices=(), withheld=True)
        case VoicesSlide():
            left_over = (voice for voice in slide.voices if voice.row_id not in hidden)
            nameless = (replace(voice, who="", group_id="") if voice.group_id in hidden else voice for voice in left_over)
            made = replace(slide, voices=tuple(nameless))
        case ActivitySlide() if slide.row_id in hidden:
            made = ActivitySlide(withheld=True, position=slide.position, count=slide.count, row_id=slide.row_id)
        case PrioritiesSlide():
            left = tuple(line for line in slide.lines if line.row_id not in hidden)
            made = PrioritiesSlide(left, slide.withheld + len(slide.lines) - len(left))
        case PlanSlide():
            rows = (row for row in slide.rows if row.depth < _DEPTH[LineKind.ACTIVITY] or row.row_id not in hidden)
            made = PlanSlide(tuple(replace(row, title=None) if row.row_id in hidden else row for row in rows))
    return made


def title_slide(assessment: Assessment, stage: Message | str = "") -> TitleSlide:
    """The slide for a page without its own, with the name of its stage."""
    return TitleSlide(assessment.administration, assessment.station, stage)


def shows_again(changes: Changes) -> bool:
    """Whether a mark "confidential" was removed from something that the room could see then.

    Also by undo and redo. The facilitator is asked first: nobody may have thought of the room.
    """
    marked = (
        (change.before, change.after)
        for change in changes.rows
        if isinstance(change.before, Markable) and isinstance(change.after, Markable)
    )
    return any(
        before.is_confidential and not after.is_confidential and isinstance(after, _SHOWN) for before, after in marked
    )


def level_word(level: Level | None) -> Message:
    """A level in a word; None is "not rated"."""
    return label(level) if level is not None else NOT_RATED
