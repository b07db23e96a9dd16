"""Turns slides into pages: text as large as fits, never below the smallest size, divided only between lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from ui.link.language import tr
from ui.projector import list_pages
from ui.projector.colours import ProjectorColours
from ui.projector.flow import Flow, Page, Placed, height_of
from ui.projector.keys_slide import KeysSlide
from ui.projector.pieces import Cell, CellRow, Frame, Gap, Piece, ProgressStrip, Sign, SignRow
from ui.projector.setting import BODIES, HEADS, Setting, lines, sign_of
from ui.projector.typesetting import Typesetter
from workbench.language.i18n import Message
from workbench.model.labels import label
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.projector import CONFIDENTIAL_ANSWER, NO_ANSWER
from workbench.slides import (
    ActivitySlide,
    PlanSlide,
    PrioritiesSlide,
    ProgressSlide,
    QuestionSlide,
    Slide,
    TitleSlide,
    VoicesSlide,
)

Shown = Slide | KeysSlide
"""What can stand in the projector view."""

_HEAD_PART: Final = 0.5
_AGAIN_PART: Final = 0.47
"""The share of the room that a question may take before its text shrinks, and with which it is repeated on later pages."""

_MANY: Final = 88
"""A number as wide as any number of pages."""

_PRIORITIES: Final[Mapping[Level, Message]] = {
    Level.LOW: Message("Low priority"),
    Level.MEDIUM: Message("Medium priority"),
    Level.HIGH: Message("High priority"),
}


class Composer:
    """Makes the pages of a slide for one size and one set of colours. ``fresh``: what of the decision has just changed."""

    def __init__(
        self, frame: Frame, colours: ProjectorColours, setter: Typesetter, fresh: frozenset[str] = frozenset()
    ) -> None:
        self._setting, self._setter, self._fresh = Setting(frame, colours, setter), setter, fresh

    def pages(self, slide: Shown) -> tuple[Page, ...]:
        """All pages of a slide; at least one."""
        setting = self._setting
        setting.foot = height_of(self._foot(_MANY, _MANY, slide))
        made = _MAKERS[type(slide)](setting, slide)
        count = len(made)
        done = tuple(page.with_foot(partial(self._placed, number, count, slide)) for number, page in enumerate(made, 1))
        self._setter.finish()
        return done

    def _placed(self, number: int, count: int, slide: Shown) -> Placed:
        y, foot = self._setting.bottom, []
        for piece in self._foot(number, count, slide):
            foot.append((y, piece))
            y += piece.height
        return tuple(foot)

    def _foot(self, number: int, count: int, slide: Shown) -> list[Piece]:
        """What stands below the slide: the decision, the number of the page, and the areas."""
        setting, unit = self._setting, self._setting.frame.unit
        page = tr(Message("Page {page} of {pages}", page=number, pages=count)) if count > 1 else ""
        if isinstance(slide, QuestionSlide):
            strip = [] if setting.frame.few else _strip(setting, slide.progress)
            return [Gap(unit * 0.2), *_decision(setting, slide, page, self._fresh), *strip]
        left = ""
        if isinstance(slide, ActivitySlide) and slide.count > 1:
            left = tr(Message("Activity {place} of {count}", place=slide.position, count=slide.count))
        if not left and not page:
            return []
        value = setting.natural(page or " ", unit, bold=True)
        room = max(unit, setting.frame.inner - value.width - unit)
        return [Gap(unit * 0.3), CellRow((Cell(setting.set(left, unit, width=room, to_side=True), value),), 0)]


def _decision(setting: Setting, slide: QuestionSlide, page: str, fresh: frozenset[str]) -> list[Piece]:
    """Status, priority and "parked", and at the end the number of the page; in several rows where one is too narrow."""
    unit, decision = setting.frame.unit, slide.decision
    signs: list[Sign] = []
    if not slide.withheld:
        said = tr(label(decision.status))
        quiet = decision.status is MeasureStatus.NOT_JUDGED
        words = setting.natural(said, unit, bold=not quiet, ink="quiet" if quiet else "text")
        signs.append(Sign(words, sign_of(decision.status), fresh="status" in fresh))
        if decision.priority is not None:
            level = decision.priority
            known = _PRIORITIES.get(level, Message("Priority: {priority}", priority=label(level)))
            words = setting.natural(tr(known), unit, bold=True)
            signs.append(Sign(words, sign_of(decision.priority), fresh="priority" in fresh))
        if decision.parked:
            signs.append(Sign(setting.natural(tr(Message("Parked")), unit, bold=True), "park", fresh="parked" in fresh))
    number = setting.natural(page or " ", unit, bold=True)
    rows: list[list[Sign]] = [[]]
    left = setting.frame.inner - number.width - (unit if page else 0)
    for sign in signs:
        if sign.width > left and (rows[-1] or (page and len(rows) == 1)):
            rows.append([])
            left = setting.frame.inner
        rows[-1].append(sign)
        left -= sign.width
    return [SignRow(tuple(row), number if index == 0 else None, unit) for index, row in enumerate(rows)]


def _strip(setting: Setting, progress: ProgressSlide) -> list[Piece]:
    unit = setting.frame.unit
    numbers = tuple(setting.natural(entry.number, unit, bold=entry.current) for entry in progress.areas)
    return [Gap(unit * 0.15), ProgressStrip(progress.areas, numbers, unit * 0.4)]


def _question(setting: Setting, slide: QuestionSlide) -> list[Page]:
    frame = setting.frame
    eyebrow = [] if frame.few else [_where(setting, slide)]
    numbered = f"{slide.number}   {slide.wording}" if slide.number else slide.wording
    room = setting.room
    head_room = room * _HEAD_PART - height_of(eyebrow)
    head = setting.fitting(numbered, HEADS, head_room, bold=True, lead=len(slide.number))
    first: list[Piece] = [*eyebrow, *(setting.clear if frame.few else [Gap(frame.unit * 0.15)]), *lines(head)]
    body_room = room - height_of(first) - setting.rule().height
    if slide.withheld or not slide.text:
        said = tr(CONFIDENTIAL_ANSWER if slide.withheld else NO_ANSWER)
        body = setting.fitting(said, BODIES[2:], body_room, ink="quiet", to_side=True)
        return setting.flow(first, [*first, setting.rule()], lines(body))
    body = setting.fitting(slide.text, BODIES, body_room, structured=True)
    again: Sequence[Piece] = [*first, setting.rule()]
    if frame.few or height_of(first) > room * _AGAIN_PART:
        short = setting.set(slide.number, frame.unit, bold=True, ink="mark", width=setting.beside_corner, to_side=True)
        again = [*lines(short), setting.rule()] if slide.number else []
    return setting.flow(first, again, lines(body, of_answer=True))


def _where(setting: Setting, slide: QuestionSlide) -> Piece:
    """The area, and beside it how many of its questions are answered, where the countdown leaves room for that."""
    unit, frame = setting.frame.unit, setting.frame
    current = slide.progress.current
    said = ""
    if current is not None and not frame.corner:
        said = tr(Message("{done} of {total}", done=current.answered, total=current.total))
    value = setting.natural(said or " ", unit, ink="quiet")
    room = min(setting.beside_corner, frame.inner - value.width - unit)
    name = setting.set(slide.place, unit, width=room, ink="quiet", to_side=True)
    return CellRow((Cell(name, value),), 0)


def _title(setting: Setting, slide: TitleSlide) -> list[Page]:
    stage = slide.stage if isinstance(slide.stage, str) else tr(slide.stage)
    room, unit = setting.room, setting.frame.unit
    body: list[Piece] = []
    for text, parts, bold, ink in (
        (slide.administration, HEADS, True, "text"),
        (slide.station, BODIES, False, "text"),
        (stage, BODIES, True, "mark"),
    ):
        if text:
            body.append(Gap(unit * (0.6 if body else 0)))
            body.extend(lines(setting.fitting(text, parts, room * 0.35, bold=bold, ink=ink)))
    over = max(0.0, (room - height_of(body)) * 0.4)
    return Flow(setting.top, setting.bottom).add([*setting.clear, Gap(over), *body], setting.clear).pages()


_MAKERS: Final[Mapping[type, Callable[[Setting, Any], list[Page]]]] = {
    QuestionSlide: _question,
    TitleSlide: _title,
    VoicesSlide: list_pages.voices,
    ActivitySlide: list_pages.activity,
    PrioritiesSlide: list_pages.priorities,
    ProgressSlide: list_pages.progress,
    PlanSlide: list_pages.plan,
    KeysSlide: list_pages.keys,
}
