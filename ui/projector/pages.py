"""Turns slides into pages: text as large as fits, never below the smallest size, divided only between lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from ui.link.language import tr
from ui.projector.colours import ProjectorColours
from ui.projector.flow import Flow, Page, height_of
from ui.projector.pieces import Cell, CellRow, Frame, Gap, LinePiece, Piece, ProgressStrip
from ui.projector.typesetting import Block, Style, Typesetter
from workbench.language.i18n import Message
from workbench.model.labels import SHORT_CRITERIA
from workbench.model.vocabulary import Level
from workbench.projector import (
    CONFIDENTIAL_ACTIVITY,
    CONFIDENTIAL_ANSWER,
    CONFIDENTIAL_HEADING,
    NO_ANSWER,
    ActivitySlide,
    AreaCount,
    PlanSlide,
    PrioritiesSlide,
    ProgressSlide,
    QuestionSlide,
    Slide,
    TitleSlide,
    level_word,
)

_HEADS: Final = (11, 12.5, 14, 16, 17.5)
_BODIES: Final = (12.5, 14, 16, 18, 20)
"""Sizes of text as divisors of the height, largest text first; the last is used when no other fits."""
_HEAD_PART: Final = 0.45
_AGAIN_PART: Final = 0.47
"""The share of the room that a question may take before its text shrinks, and with which it is repeated on later pages."""


class Composer:
    """Makes the pages of a slide for one size and one set of colours."""

    def __init__(self, frame: Frame, colours: ProjectorColours, setter: Typesetter) -> None:
        self.frame, self._colours, self._setter = frame, colours, setter
        self._foot_line = self._strip_room = 0.0

    @property
    def _top(self) -> float:
        return self.frame.margin * 0.75

    @property
    def _strip(self) -> float:
        return self.frame.unit * 0.5

    @property
    def _bottom(self) -> float:
        """Where the room for the slide ends; below it are the strip, the counts and the line of keys."""
        return self.frame.height - self.frame.margin * 0.6 - self.frame.hint - self._foot_line - self._strip_room

    def pages(self, slide: Slide) -> tuple[Page, ...]:
        """All pages of a slide; at least one."""
        widest = self._counts(_MANY, _MANY, slide)
        self._foot_line = widest.height if widest is not None else 0.0
        self._strip_room = self._strip * (1.7 if isinstance(slide, QuestionSlide) else 0.4)
        if isinstance(slide, QuestionSlide):
            made = self._question(slide)
        elif isinstance(slide, ActivitySlide):
            made = self._activity(slide)
        elif isinstance(slide, ProgressSlide):
            made = self._progress(slide)
        elif isinstance(slide, PrioritiesSlide):
            made = self._priorities(slide)
        elif isinstance(slide, PlanSlide):
            made = self._plan(slide)
        else:
            made = self._title(slide)
        done = tuple(page.with_foot(self._foot(number, len(made), slide)) for number, page in enumerate(made, 1))
        self._setter.finish()
        return done

    # The slides

    def _question(self, slide: QuestionSlide) -> list[Page]:
        eyebrow = self._eyebrow(slide.place)
        numbered = f"{slide.number}   {slide.wording}" if slide.number else slide.wording
        room = self._bottom - self._top
        head = self._fitting(numbered, _HEADS, room * _HEAD_PART - eyebrow.height, bold=True, lead=len(slide.number))
        first = [*_lines(eyebrow), Gap(self.frame.unit * 0.15), *_lines(head)]
        body_room = room - height_of(first) - self._rule().height
        if slide.withheld or not slide.text:
            said = tr(CONFIDENTIAL_ANSWER if slide.withheld else NO_ANSWER)
            body = self._fitting(said, _BODIES[2:], body_room, ink="quiet")
            return self._flow(first, [*first, self._rule()], _lines(body))
        body = self._fitting(slide.text, _BODIES, body_room)
        again: Sequence[Piece] = [*first, self._rule()]
        if height_of(first) > room * _AGAIN_PART:
            short = self._set(slide.number, self.frame.unit, bold=True, ink="mark", width=self._beside_corner, to_side=True)
            again = [*_lines(short), self._rule()] if slide.number else []
        return self._flow(first, again, _lines(body, of_answer=True))

    def _activity(self, slide: ActivitySlide) -> list[Page]:
        eyebrow = self._eyebrow(tr(Message("Priorities of the activities")))
        room = self._bottom - self._top
        if slide.withheld:
            said = self._fitting(tr(CONFIDENTIAL_ACTIVITY), _BODIES[:3], room - eyebrow.height, ink="quiet")
            return self._flow(_lines(eyebrow), [], _lines(said))
        title = slide.title or tr(Message("An activity without a title"))
        head = self._fitting(
            f"{slide.number}   {title}", _HEADS, room * 0.4 - eyebrow.height, bold=True, lead=len(slide.number)
        )
        first = [*_lines(eyebrow), Gap(self.frame.unit * 0.15), *_lines(head)]
        rows = self._rating_rows(slide, room - height_of(first) - self._rule().height)
        return self._flow(first, [*_lines(eyebrow), self._rule()], rows)

    def _rating_rows(self, slide: ActivitySlide, room: float) -> list[Piece]:
        rows: list[Piece] = []
        for columns in (2, 1):
            for part in _BODIES:
                rows = self._ratings_in(slide, columns, self.frame.size(part))
                if height_of(rows) <= room and all(_unbroken(row) for row in rows):
                    return rows
        return rows

    def _ratings_in(self, slide: ActivitySlide, columns: int, pixels: int) -> list[Piece]:
        gap = self.frame.unit * 1.8
        width = (self.frame.inner - gap * (columns - 1)) / columns
        cells = [
            self._level_cell(tr(SHORT_CRITERIA[criterion]), level, width, pixels, chosen=criterion is slide.current)
            for criterion, level in slide.levels
        ]
        per_column = ceil(len(cells) / columns)
        rows: list[Piece] = [CellRow(tuple(cells[row::per_column]), gap, columns) for row in range(per_column)]
        priority = self._level_cell(tr(Message("Priority")), slide.priority, self.frame.inner, pixels, bold=True)
        return [*rows, self._rule(), CellRow((priority,), gap)]

    def _level_cell(
        self, name: str, level: Level | None, width: float, pixels: int, *, chosen: bool = False, bold: bool = False
    ) -> Cell:
        value = self._natural(tr(level_word(level)), pixels, bold=bold or level is Level.HIGH)
        sign = value.lines[0].height * 0.8
        left = max(pixels * 3.0, width - value.width - sign - pixels * 0.6)
        block = self._set(name, pixels, width=left, bold=chosen or bold, to_side=True)
        return Cell(block, value, level, has_sign=True, chosen=chosen)

    def _priorities(self, slide: PrioritiesSlide) -> list[Page]:
        eyebrow = self._eyebrow(tr(Message("Priorities of the activities")))
        unit, inner = self.frame.unit, self.frame.inner
        rows: list[Piece] = []
        for line in slide.lines:
            title = line.title or tr(Message("An activity without a title"))
            cell = self._level_cell(f"{line.number}  {title}", line.priority, inner, unit, chosen=line.current)
            rows.append(CellRow((cell,), 0))
        if slide.withheld:
            text = Message(
                "{count} activity is confidential and not shown here.",
                "{count} activities are confidential and not shown here.",
                count=slide.withheld,
            )
            rows.extend([self._rule(), *_lines(self._set(tr(text), unit, ink="quiet"))])
        return self._flow(_lines(eyebrow), [*_lines(eyebrow), self._rule()], rows)

    def _progress(self, slide: ProgressSlide) -> list[Page]:
        eyebrow = self._eyebrow(tr(Message("Progress by area")))
        total = tr(Message("Questions answered: {done} of {total}", done=slide.answered, total=slide.total))
        head = self._fitting(total, _HEADS[2:], self.frame.height / 4, bold=True)
        first = [*_lines(eyebrow), *_lines(head)]
        room = self._bottom - self._top - height_of(first) - self._rule().height
        rows: list[Piece] = []
        for part in (16, 18, 20):
            rows = [self._count_row(entry, self.frame.size(part)) for entry in slide.areas]
            if height_of(rows) <= room:
                break
        return self._flow(first, [*_lines(eyebrow), self._rule()], rows)

    def _count_row(self, entry: AreaCount, pixels: int) -> CellRow:
        count = tr(Message("{done} of {total}", done=entry.answered, total=entry.total))
        value = self._natural(count, pixels, bold=entry.current)
        width = self.frame.inner - value.width - pixels
        name = self._set(f"{entry.number}  {entry.title}", pixels, width=width, bold=entry.current, to_side=True)
        return CellRow((Cell(name, value, chosen=entry.current),), 0)

    def _plan(self, slide: PlanSlide) -> list[Page]:
        eyebrow = self._eyebrow(tr(Message("Action plan")))
        unit = self.frame.unit
        body: list[Piece] = []
        for depth, number, title in slide.headings:
            said = CONFIDENTIAL_HEADING if title is None else title or Message("missing")
            shown = f"{number}   {tr(said)}"
            indent = unit * 1.2 * depth
            width = self.frame.inner - indent
            size = self.frame.size(20 if depth else 16)
            block = self._set(shown, size, width=width, bold=not depth, lead=len(number))
            if body and not depth:
                body.append(Gap(unit * 0.5))
            body.extend(LinePiece(line, indent) for line in block.lines)
        if not body:
            body = _lines(self._set(tr(Message("Nothing is planned yet")), self.frame.size(14), ink="quiet"))
        return self._flow(_lines(eyebrow), [*_lines(eyebrow), self._rule()], body)

    def _title(self, slide: TitleSlide) -> list[Page]:
        stage = slide.stage if isinstance(slide.stage, str) else tr(slide.stage)
        room = self._bottom - self._top
        body: list[Piece] = []
        for text, parts, bold, ink in (
            (slide.administration, _HEADS, True, "text"),
            (slide.station, _BODIES, False, "text"),
            (stage, _BODIES, True, "mark"),
        ):
            if text:
                body.append(Gap(self.frame.unit * (0.6 if body else 0)))
                body.extend(_lines(self._fitting(text, parts, room * 0.35, bold=bold, ink=ink)))
        over = max(0.0, (room - height_of(body)) * 0.4)
        return Flow(self._top, self._bottom).add([*self._clear, Gap(over), *body], self._clear).pages()

    # Parts

    def _foot(self, number: int, count: int, slide: Slide) -> list[tuple[float, Piece]]:
        strip_top = self.frame.height - self.frame.margin * 0.6 - self.frame.hint - self._foot_line - self._strip * 1.15
        foot: list[tuple[float, Piece]] = []
        if isinstance(slide, QuestionSlide):
            foot.append((strip_top, ProgressStrip(slide.progress.areas, self._strip)))
        row = self._counts(number, count, slide)
        return [*foot, (strip_top + self._strip * 1.3, row)] if row is not None else foot

    def _counts(self, number: int, count: int, slide: Slide) -> CellRow | None:
        """The line at the foot: the progress of the area, and the number of the page."""
        left = right = ""
        current = slide.progress.current if isinstance(slide, QuestionSlide) else None
        if current is not None:
            left = tr(Message("Answered: {done} of {total}", done=current.answered, total=current.total))
        elif isinstance(slide, ActivitySlide) and slide.count > 1:
            left = tr(Message("Activity {place} of {count}", place=slide.position, count=slide.count))
        if count > 1:
            right = tr(Message("Page {page} of {pages}", page=number, pages=count))
        if not left and not right:
            return None
        value = self._natural(right or " ", self.frame.unit, bold=True)
        room = max(self.frame.unit, self.frame.inner - value.width - self.frame.unit)
        name = self._set(left, self.frame.unit, width=room, to_side=True)
        return CellRow((Cell(name, value),), 0)

    @property
    def _beside_corner(self) -> float:
        return max(self.frame.unit * 4.0, self.frame.inner - self.frame.corner)

    def _eyebrow(self, text: str) -> Block:
        return self._set(text, self.frame.unit, width=self._beside_corner, ink="quiet", to_side=True)

    def _rule(self) -> Gap:
        return Gap(self.frame.unit * 0.7, ruled=True)

    def _set(
        self,
        text: str,
        pixels: int,
        *,
        width: float | None = None,
        bold: bool = False,
        ink: str = "text",
        lead: int = 0,
        to_side: bool = False,
    ) -> Block:
        style = Style(pixels, bold, ink)
        wide = self.frame.inner if width is None else width
        mirrored, colour = self.frame.mirrored, self._colours.mark
        return self._setter.set(text, wide, style, mirrored=mirrored, to_side=to_side, lead=lead, colour=colour)

    def _natural(self, text: str, pixels: int, *, bold: bool = False, ink: str = "text") -> Block:
        """A short text, set as wide as it is."""
        wide = self._set(text, pixels, bold=bold, ink=ink).width
        return self._set(text, pixels, width=ceil(wide) + 2, bold=bold, ink=ink)

    def _fitting(
        self,
        text: str,
        parts: Sequence[float],
        room: float,
        *,
        bold: bool = False,
        ink: str = "text",
        lead: int = 0,
    ) -> Block:
        """A text in the largest size that fits the room, else in the smallest size."""
        # A long text takes the smallest size at once: trying the others would take time while somebody types.
        tried = parts if len(text) <= _LONG else parts[-1:]
        for part in tried:
            block = self._set(text, self.frame.size(part), bold=bold, ink=ink, lead=lead)
            if block.height <= room:
                break
        return block

    @property
    def _clear(self) -> list[Piece]:
        """Keeps the corner of the countdown free, on a page that starts with nothing else."""
        return [Gap(self.frame.unit * 1.4)] if self.frame.corner else []

    def _flow(self, first: Sequence[Piece], again: Sequence[Piece], body: Sequence[Piece]) -> list[Page]:
        """The head, a line, and the body below it. The first two lines of the body stay together."""
        below = [self._rule(), *body]
        flow = Flow(self._top, self._bottom).add(first, self._clear)
        return flow.add(below, again or self._clear, keep=min(3, len(below))).pages()


_MANY: Final = 88
"""A number as wide as any number of pages."""

_LONG: Final = 4000
"""A text with more characters never fits one page, whatever its size."""


def _lines(block: Block, *, of_answer: bool = False) -> list[Piece]:
    return [LinePiece(line, of_answer=of_answer) for line in block.lines]


def _unbroken(piece: Piece) -> bool:
    return not isinstance(piece, CellRow) or all(len(cell.name.lines) == 1 for cell in piece.cells)
