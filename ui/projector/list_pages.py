"""Pages of slides that are lists: areas, activities, the plan, raised hands and different views, keys."""

from __future__ import annotations

from math import ceil
from typing import Any, Final

from ui.link.language import current, tr
from ui.projector.flow import Page, height_of
from ui.projector.keys_slide import KeysSlide
from ui.projector.pieces import BarRow, Cell, CellRow, Gap, Piece
from ui.projector.setting import BODIES, HEADS, MOST_LINES, Setting, lines, sign_of
from ui.projector.typesetting import Block
from workbench.language.dates import shown_date, shown_quarter
from workbench.language.i18n import Message
from workbench.model.labels import SHORT_CRITERIA, label
from workbench.model.vocabulary import Level
from workbench.plan.columns import timeline_of
from workbench.projector import (
    CONFIDENTIAL_ACTIVITY,
    CONFIDENTIAL_ANSWER,
    CONFIDENTIAL_HEADING,
    level_word,
)
from workbench.slides import (
    ActivityLine,
    ActivitySlide,
    AreaCount,
    PlanRow,
    PlanSlide,
    PrioritiesSlide,
    ProgressSlide,
    VoicesSlide,
)

_ACTIVITY_DEPTH: Final = 2
_MOST_FOR_TIMES: Final = 0.45
"""The share of the width that times may take at the end of a line."""


def voices(setting: Setting, slide: VoicesSlide) -> list[Page]:
    """The question, the raised hands as bars, and below them who sees it differently."""
    unit = setting.frame.unit
    eyebrow = setting.eyebrow(tr(Message("Raised hands and different views")))
    room = setting.room
    numbered = f"{slide.number}   {slide.wording}"
    head = setting.fitting(numbered, HEADS[3:], room * 0.35, bold=True, lead=len(slide.number))
    first = [*lines(eyebrow), Gap(unit * 0.15), *lines(head)]
    if slide.withheld:
        said = setting.fitting(tr(CONFIDENTIAL_ANSWER), BODIES[2:], room - height_of(first), ink="quiet", to_side=True)
        return setting.flow(first, [], lines(said))
    bodies: list[list[Piece]] = list(filter(None, [_bars(setting, slide)]))
    for voice in slide.voices:
        who = tr(
            Message("{who} sees it differently", who=voice.who) if voice.who else Message("Somebody sees it differently")
        )
        spoken = lines(setting.set(voice.text, setting.frame.size(18), structured=True))
        over = [Gap(unit * 0.5)] if bodies else []
        bodies.append([*over, *lines(setting.set(who, unit, bold=True, ink="mark", to_side=True)), *spoken])
    if not bodies:
        nothing = Message("No hands were raised, and nobody has said to see it differently.")
        bodies.append(lines(setting.fitting(tr(nothing), BODIES[2:], room / 3, ink="quiet", to_side=True)))
    return setting.flow(first, [*lines(eyebrow), setting.rule()], *bodies)


def _bars(setting: Setting, slide: VoicesSlide) -> list[Piece]:
    unit = setting.frame.unit
    if not slide.hands:
        return []
    most = max(count for _, count in slide.hands)
    names = [setting.natural(tr(label(status)), unit) for status, _ in slide.hands]
    widest = min(max(name.width for name in names) + 2, setting.frame.inner * 0.5)
    rows: list[Piece] = []
    for status, count in slide.hands:
        name = setting.set(tr(label(status)), unit, width=widest, to_side=True)
        number = setting.natural(str(count), unit, bold=True)
        rows.append(BarRow(name, number, count / most if most else 0.0, sign_of(status), unit))
    date = shown_date(slide.counted, current())
    if date:
        rows += lines(setting.set(tr(Message("Counted on {date}", date=date)), unit, ink="quiet", to_side=True))
    return rows


def activity(setting: Setting, slide: ActivitySlide) -> list[Page]:
    """One activity with its eight ratings and its priority."""
    eyebrow = setting.eyebrow(tr(Message("Priorities of the activities")))
    room = setting.room
    if slide.withheld:
        said = setting.fitting(tr(CONFIDENTIAL_ACTIVITY), BODIES[:3], room - eyebrow.height, ink="quiet", to_side=True)
        return setting.flow(lines(eyebrow), [], lines(said))
    title = slide.title or tr(Message("An activity without a title"))
    numbered = f"{slide.number}   {title}"
    for share in (0.4, 0.3, 0.2):
        head = setting.fitting(numbered, HEADS, room * share - eyebrow.height, bold=True, lead=len(slide.number))
        first = [*lines(eyebrow), Gap(setting.frame.unit * 0.15), *lines(head)]
        left = room - height_of(first) - setting.rule().height
        rows = _rating_rows(setting, slide, left)
        if height_of(rows) <= left:
            break
    return setting.flow(first, [*lines(eyebrow), setting.rule()], rows)


def _rating_rows(setting: Setting, slide: ActivitySlide, room: float) -> list[Piece]:
    rows: list[Piece] = []
    for columns in (2, 1):
        for part in BODIES:
            rows = _ratings_in(setting, slide, columns, setting.frame.size(part))
            if height_of(rows) <= room and all(_unbroken(row) for row in rows):
                return rows
    return rows


def _ratings_in(setting: Setting, slide: ActivitySlide, columns: int, pixels: int) -> list[Piece]:
    gap = setting.frame.unit * 1.8
    width = (setting.frame.inner - gap * (columns - 1)) / columns
    cells = [
        setting.level_cell(tr(SHORT_CRITERIA[criterion]), level, width, pixels, chosen=criterion is slide.current)
        for criterion, level in slide.levels
    ]
    per_column = ceil(len(cells) / columns)
    rows: list[Piece] = [CellRow(tuple(cells[row::per_column]), gap, columns) for row in range(per_column)]
    priority = setting.level_cell(tr(Message("Priority")), slide.priority, setting.frame.inner, pixels, bold=True)
    return [*rows, setting.rule(), CellRow((priority,), gap)]


def priorities(setting: Setting, slide: PrioritiesSlide) -> list[Page]:
    """All activities with their priorities: on one page, as far as that goes, and then with their whole titles."""
    eyebrow = setting.eyebrow(tr(Message("Priorities of the activities")))
    unit, inner = setting.frame.unit, setting.frame.inner
    rows: list[Piece] = []
    for line in slide.lines:
        cell = setting.level_cell(f"{line.number}  {_title_of(line)}", line.priority, inner, unit, chosen=line.current)
        rows.append(CellRow((cell,), 0))
    if slide.withheld:
        text = Message(
            "{count} activity is confidential and not shown here.",
            "{count} activities are confidential and not shown here.",
            count=slide.withheld,
        )
        rows.extend([setting.rule(), *lines(setting.set(tr(text), unit, ink="quiet", to_side=True))])
    whole = setting.flow(lines(eyebrow), [*lines(eyebrow), setting.rule()], rows)
    return whole if len(whole) == 1 else [*_on_one_page(setting, slide), *whole]


def _title_of(line: ActivityLine) -> str:
    return line.title or tr(Message("An activity without a title"))


def _on_one_page(setting: Setting, slide: PrioritiesSlide) -> list[Page]:
    """All activities in as many columns as they need; titles are cut. What the signs mean stands above them.

    No page where so many columns would not even have room for the numbers.
    """
    unit, inner = setting.frame.unit, setting.frame.inner
    nothing = setting.set("", unit, width=unit)
    known = (Cell(nothing, setting.natural(tr(level_word(level)), unit), sign_of(level)) for level in reversed(Level))
    legend = CellRow(tuple(known), unit * 0.5, len(Level))
    sample = CellRow((Cell(setting.set("1", unit, width=unit), setting.natural(" ", unit)),), 0, tight=True)
    room = setting.room - legend.height - setting.rule().height
    per_column = max(1, int(room // sample.height))
    columns = ceil(len(slide.lines) / per_column)
    per_column = ceil(len(slide.lines) / columns)
    gap = unit * 0.6
    width = (inner - gap * (columns - 1)) / columns
    numbers = (setting.natural(line.number, unit, bold=line.current).width for line in slide.lines)
    if max(numbers, default=0.0) > width - unit * 1.6:
        return []
    cells = [_short_cell(setting, line, width) for line in slide.lines]
    rows = [CellRow(tuple(cells[row::per_column]), gap, columns, tight=True) for row in range(per_column)]
    return setting.flow([legend], [], rows)


def _short_cell(setting: Setting, line: ActivityLine, width: float) -> Cell:
    unit = setting.frame.unit
    value = setting.natural(" ", unit)
    left = max(unit * 1.5, width - value.width - value.lines[0].height * 0.8)
    text = setting.cut(f"{line.number}  {_title_of(line)}", left, unit)
    if not text.startswith(line.number):
        text = line.number
    return Cell(setting.set(text, unit, width=left, to_side=True), value, sign_of(line.priority), chosen=line.current)


def progress(setting: Setting, slide: ProgressSlide) -> list[Page]:
    """All areas with their counts."""
    eyebrow = setting.eyebrow(tr(Message("Progress by area")))
    total = tr(Message("Questions answered: {done} of {total}", done=slide.answered, total=slide.total))
    head = setting.fitting(total, HEADS[2:], setting.frame.height / 4, bold=True, to_side=True)
    first = [*lines(eyebrow), *lines(head)]
    room = setting.room - height_of(first) - setting.rule().height
    rows: list[Piece] = []
    for part in (16, 18, 20):
        rows = [_count_row(setting, entry, setting.frame.size(part)) for entry in slide.areas]
        if height_of(rows) <= room:
            break
    return setting.flow(first, [*lines(eyebrow), setting.rule()], rows)


def _count_row(setting: Setting, entry: AreaCount, pixels: int) -> CellRow:
    count = tr(Message("{done} of {total}", done=entry.answered, total=entry.total))
    value = setting.natural(count, pixels, bold=entry.current)
    width = setting.frame.inner - value.width - pixels
    name = setting.set(f"{entry.number}  {entry.title}", pixels, width=width, bold=entry.current, to_side=True)
    return CellRow((Cell(name, value, chosen=entry.current),), 0)


def plan(setting: Setting, slide: PlanSlide) -> list[Page]:
    """The plan: headings, and below them the activities with who and when."""
    eyebrow = setting.eyebrow(tr(Message("Action plan")))
    body: list[Piece] = []
    for row in slide.rows:
        if body and not row.depth:
            body.append(Gap(setting.frame.unit * 0.5))
        body.append(_plan_row(setting, row))
    if not body:
        body = lines(setting.set(tr(Message("Nothing is planned yet")), setting.frame.size(14), ink="quiet", to_side=True))
    return setting.flow(lines(eyebrow), [*lines(eyebrow), setting.rule()], body)


def _plan_row(setting: Setting, row: PlanRow) -> Piece:
    """A line of the plan: title and responsible people, and when at the end of the line, or below where that is narrow."""
    unit, frame = setting.frame.unit, setting.frame
    pixels = unit if row.depth else frame.size(16)
    when = timeline_of(shown_quarter(row.start, current()), shown_quarter(row.end, current()), current())
    value = setting.natural(when or " ", unit)
    below = current().listed(row.who)
    if value.width > frame.inner * _MOST_FOR_TIMES:
        below, value = current().listed(filter(None, (below, when))), setting.natural(" ", unit)
    width = frame.inner - value.width - unit
    number = row.number or ""
    text = "   ".join(filter(None, (number, _plan_title(row))))
    how: dict[str, Any] = {"width": width, "bold": row.depth < _ACTIVITY_DEPTH or row.current, "to_side": True}
    name = setting.short(text, MOST_LINES - 1, pixels, lead=len(number), **how)
    if below:
        name = Block((*name.lines, *setting.short(below, MOST_LINES - 1, pixels, **how).lines))
    return CellRow((Cell(name, value, chosen=row.current),), 0, tight=True)


def _plan_title(row: PlanRow) -> str:
    if row.title is None:
        return tr(CONFIDENTIAL_HEADING)
    if row.number is None:
        return tr(Message("Not planned yet"))
    if row.title:
        return row.title
    return tr(Message("An activity without a title") if row.depth == _ACTIVITY_DEPTH else Message("missing"))


def keys(setting: Setting, slide: KeysSlide) -> list[Page]:
    """All keys of the projector view."""
    unit = setting.frame.unit
    eyebrow = setting.eyebrow(tr(Message("Keys of the projector view")))
    rows: list[Piece] = []
    for key, what in slide.rows:
        value = setting.natural(key, unit, bold=True)
        name = setting.set(what, unit, width=max(unit * 4.0, setting.frame.inner - value.width - unit), to_side=True)
        rows.append(CellRow((Cell(name, value),), 0, tight=True))
    return setting.flow(lines(eyebrow), [*lines(eyebrow), setting.rule()], rows)


def _unbroken(piece: Piece) -> bool:
    return not isinstance(piece, CellRow) or all(len(cell.name.lines) == 1 for cell in piece.cells)
