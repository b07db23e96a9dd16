"""The profile chart as vector graphics: a bar for each area, a texture for each status, the count in each segment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable

from workbench.language.fonts import BOLD
from workbench.model.labels import label
from workbench.model.vocabulary import MeasureStatus
from workbench.reports.charts import TEXTURES, Bar, Segment, Texture, chart_order, profile
from workbench.reports.contents import area_title
from workbench.reports.parts import Part
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import cell, fitting, head_row, one_line, quiet, row, shortened
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.flow import stacked, unbroken
from workbench.reports.pdf.grid import Grid
from workbench.reports.pdf.text import TextParagraph
from workbench.reports.words import answered_of, withheld_in_figures

_BAR: Final = 15.0
_COUNT_SIZE: Final = 7.6
_LABEL_SHARE: Final = 0.42
_GAP: Final = 10.0
_MOST_LINES: Final = 3
_TITLE_SHARE: Final = 0.29
_TIGHT: Final = (3.0, 3.0, 3.0)
_FILLS: Final[Mapping[Texture, Color]] = {
    Texture.SOLID: styles.ACCENT,
    Texture.DIAGONAL: HexColor("#7FB0B9"),
    Texture.DOTS: HexColor("#E9D9A6"),
    Texture.CROSS: HexColor("#E3A887"),
    Texture.LINES: HexColor("#DDE2E4"),
    Texture.EMPTY: styles.WHITE,
    Texture.GRID: styles.WHITE,
}
_MARKS: Final = HexColor("#33454B")
_STEP: Final = 5.0


def profile_part(book: Book) -> list[Flowable]:
    """The chapter with the chart, its legend, and the same figures as a table."""
    story = book.part(Part.PROFILE)
    mirrored = book.translate.right_to_left
    bars = profile(book.data.areas, mirrored=mirrored)
    if not bars:
        return [*story, quiet(book.word("no_questions"))]
    whole = book.data.progress
    names = {status: book.say(label(status)) for status in chart_order(whole)}
    story += [quiet(book.word("profile_lead")), quiet(book.say(answered_of(whole.answered, whole.total)))]
    if book.data.withheld:
        story.append(quiet(book.say(withheld_in_figures(book.data.withheld))))
    story += [Legend(names, mirrored=mirrored), Spacer(1, 8)]
    for bar in bars:
        answered = book.say(answered_of(bar.progress.answered, bar.progress.total))
        story.append(ProfileBar(bar, answered, mirrored=mirrored))
    figures: list[Flowable] = [book.title(book.word("profile_table"), styles.HEADING_3), _figures(book, names, bars)]
    return [*story, *unbroken(figures, styles.PORTRAIT_WIDTH, styles.PORTRAIT_HEIGHT)]


def _figures(book: Book, names: Mapping[MeasureStatus, str], bars: tuple[Bar, ...]) -> Grid:
    whole = book.data.progress
    entries = [(area_title(bar.entry.number, bar.entry.title), bar.progress) for bar in bars]
    rows = []
    for name, progress in [*entries, (book.word("total"), whole)]:
        counts = [progress.total, progress.answered, *(progress.statuses.get(status, 0) for status in names)]
        last = progress is whole
        figures = [cell(str(count), styles.FIGURE_STRONG if last else styles.FIGURE) for count in counts]
        shown = cell(name, styles.SMALL_STRONG if last else styles.SMALL)
        rows.append(row([shown, *figures], margins=_TIGHT, background=styles.BAND if last else None))
    heads = [book.word("questions"), book.word("answered"), *names.values()]
    width = styles.PORTRAIT_WIDTH
    narrow = width * (1 - _TITLE_SHARE) / len(heads)
    style = fitting(heads, styles.NARROW_FIGURE_HEAD, narrow - 2 * _TIGHT[2])
    figure_heads = [cell(text, style) for text in heads]
    head = head_row([cell(book.word("area"), styles.NARROW_HEAD), *figure_heads], margins=_TIGHT)
    return book.table(head, rows, [width * _TITLE_SHARE, *[narrow] * len(heads)])


class Legend(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The legend: what each texture means."""

    def __init__(self, names: Mapping[MeasureStatus, str], *, mirrored: bool) -> None:
        super().__init__()
        self._names = names
        self._mirrored = mirrored

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the page, as high as its lines of three entries."""
        self.width, self.height = available_width, 2.0 + 17 * -(-len(self._names) // 3)
        return self.width, self.height

    def draw(self) -> None:
        """Draws a sample and a name for each status."""
        room = self.width / 3
        for number, (status, name) in enumerate(self._names.items()):
            x, y = number % 3 * room, self.height - 14 - number // 3 * 17
            sample, text = (self.width - x - 20, self.width - x - 26) if self._mirrored else (x, x + 26)
            fill(self.canv, TEXTURES[status], sample, y, 20, 10)
            one_line(self.canv, name, styles.SMALL, text, y + 2, room - 30, from_left=not self._mirrored)


class ProfileBar(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """One area: title, how many questions are answered, and bar."""

    def __init__(self, bar: Bar, answered: str, *, mirrored: bool) -> None:
        super().__init__()
        self.spaceAfter = 8
        self._bar = bar
        self._mirrored = mirrored
        self._title = area_title(bar.entry.number, bar.entry.title)
        self._answered = answered
        self._lines: list[TextParagraph] = []

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the page, as high as its words or its bar."""
        self.width = available_width
        room = available_width * _LABEL_SHARE - _GAP
        name = shortened(self._title, styles.CHART_LABEL, room, _MOST_LINES)
        self._lines = [name, shortened(self._answered, styles.CHART_NOTE, room)]
        for line in self._lines:
            line.side = int(self._mirrored)
        self.height = max(_BAR, sum(map(sum, stacked(self._lines, room))))
        return self.width, self.height

    def draw(self) -> None:
        """Draws the words, and the bar at the middle of their height."""
        room = self.width * _LABEL_SHARE
        y = self.height
        for line in self._lines:
            y -= line.height
            line.drawOn(self.canv, self.width - room + _GAP if self._mirrored else 0, y)
        for segment in self._bar.segments:
            self._segment(segment, 0 if self._mirrored else room, self.width - room)

    def _segment(self, segment: Segment, left: float, width: float) -> None:
        texture = TEXTURES[segment.status]
        x, y = left + segment.start * width, (self.height - _BAR) / 2
        fill(self.canv, texture, x, y, segment.width * width, _BAR)
        count = str(segment.count)
        needed = stringWidth(count, BOLD, _COUNT_SIZE) + 4
        if needed > segment.width * width:
            return
        middle = left + segment.middle * width
        if texture is not Texture.SOLID:
            self.canv.setFillColor(styles.WHITE)
            self.canv.roundRect(middle - needed / 2, y + 2.5, needed, _BAR - 5, 2, stroke=0, fill=1)
        self.canv.setFillColor(styles.WHITE if texture is Texture.SOLID else styles.INK)
        self.canv.setFont(BOLD, _COUNT_SIZE)
        self.canv.drawCentredString(middle, y + 4.6, count)


def fill(canvas: Any, texture: Texture, x: float, y: float, width: float, height: float) -> None:
    """Fills a rectangle with a texture, clipped to it."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFillColor(_FILLS[texture])
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.setStrokeColor(_MARKS)
    canvas.setFillColor(_MARKS)
    canvas.setLineWidth(0.5)
    mark = _TEXTURE_MARKS.get(texture)
    if mark is not None:
        mark(canvas, x, y, width, height)
    canvas.restoreState()
    canvas.setStrokeColor(_MARKS)
    canvas.setLineWidth(0.5)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def _diagonal(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    start = x - height
    while start < x + width:
        canvas.line(start, y, start + height, y + height)
        start += _STEP


def _cross(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    _diagonal(canvas, x, y, width, height)
    start = x - height
    while start < x + width:
        canvas.line(start, y + height, start + height, y)
        start += _STEP


def _dots(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    column = x + _STEP / 2
    while column < x + width:
        row = y + _STEP / 2
        while row < y + height:
            canvas.circle(column, row, 0.7, stroke=0, fill=1)
            row += _STEP
        column += _STEP


def _lines(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    row = y + _STEP / 2
    while row < y + height:
        canvas.line(x, row, x + width, row)
        row += _STEP


def _grid(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    _lines(canvas, x, y, width, height)
    column = x + _STEP / 2
    while column < x + width:
        canvas.line(column, y, column, y + height)
        column += _STEP


_TEXTURE_MARKS: Final[Mapping[Texture, Callable[[Any, float, float, float, float], None]]] = {
    Texture.DIAGONAL: _diagonal,
    Texture.CROSS: _cross,
    Texture.DOTS: _dots,
    Texture.LINES: _lines,
    Texture.GRID: _grid,
}
