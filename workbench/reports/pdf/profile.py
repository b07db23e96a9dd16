"""The profile chart as vector graphics: a bar for each list, a texture for each status, the count in each segment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable

from workbench.labels import label
from workbench.reports.charts import CHART_ORDER, TEXTURES, Bar, Segment, Texture, profile
from workbench.reports.contents import Part
from workbench.reports.fonts import BOLD, REGULAR, drawable
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import cell, quiet, table
from workbench.reports.pdf.book import Book
from workbench.reports.words import answered_of
from workbench.vocabulary import MeasureStatus

_ROW: Final = 27.0
_BAR: Final = 15.0
_LABEL_SHARE: Final = 0.42
_FILLS: Final[Mapping[Texture, Color]] = {
    Texture.SOLID: styles.ACCENT,
    Texture.DIAGONAL: HexColor("#7FB0B9"),
    Texture.DOTS: HexColor("#E9D9A6"),
    Texture.CROSS: HexColor("#E3A887"),
    Texture.LINES: HexColor("#DDE2E4"),
    Texture.EMPTY: styles.WHITE,
}
_MARKS: Final = HexColor("#33454B")
_STEP: Final = 5.0


def profile_part(book: Book) -> list[Flowable]:
    """The chart, its legend, and the same figures as a table."""
    story = book.heading(Part.PROFILE)
    bars = profile(book.data.lists)
    if not bars:
        return [*story, quiet(book.word("no_questions"))]
    names = {status: book.say(label(status)) for status in CHART_ORDER}
    story += [quiet(book.word("profile_lead")), Legend(names), Spacer(1, 8)]
    story += [ProfileBar(bar, book.say(answered_of(bar.progress.answered, bar.progress.total))) for bar in bars]
    return [*story, Spacer(1, 14), _figures(book, names, bars)]


def _figures(book: Book, names: Mapping[MeasureStatus, str], bars: tuple[Bar, ...]) -> Flowable:
    head = [book.word("list"), book.word("questions"), book.word("answered"), *names.values()]
    whole = book.data.progress
    entries = [(f"{bar.entry.number}  {bar.entry.title}", bar.progress) for bar in bars]
    rows = []
    for name, progress in [*entries, (book.word("total"), whole)]:
        counts = [str(progress.statuses.get(status, 0)) for status in CHART_ORDER]
        style = styles.SMALL_STRONG if progress is whole else styles.SMALL
        rows.append([cell(text, style) for text in (name, str(progress.total), str(progress.answered), *counts)])
    width = styles.PORTRAIT_WIDTH
    narrow = [("LEFTPADDING", (1, 0), (-1, -1), 3), ("RIGHTPADDING", (1, 0), (-1, -1), 3)]
    widths = [width * 0.3, *[width * 0.7 / 8] * 8]
    return table(head, rows, widths, head_style=styles.NARROW_HEAD, extra=narrow)


class Legend(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """What each texture stands for."""

    def __init__(self, names: Mapping[MeasureStatus, str]) -> None:
        super().__init__()
        self._names = names

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Two lines of three."""
        self.width, self.height = available_width, 36.0
        return self.width, self.height

    def draw(self) -> None:
        """Draws a sample and a name for each status."""
        for number, (status, name) in enumerate(self._names.items()):
            x = number % 3 * self.width / 3
            y = self.height - 14 - number // 3 * 17
            fill(self.canv, TEXTURES[status], x, y, 20, 10)
            self.canv.setFillColor(styles.INK)
            self.canv.setFont(REGULAR, styles.SMALL.fontSize)
            self.canv.drawString(x + 26, y + 1.5, name)


class ProfileBar(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """One list: its title, its bar, how much of it is answered."""

    def __init__(self, bar: Bar, answered: str) -> None:
        super().__init__()
        self._bar = bar
        self._answered = answered

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the page, one row high."""
        self.width, self.height = available_width, _ROW
        return self.width, self.height

    def draw(self) -> None:
        """Draws the row."""
        canvas = self.canv
        room = self.width * _LABEL_SHARE
        canvas.setFillColor(styles.INK)
        title = _fitting(f"{self._bar.entry.number}  {drawable(self._bar.entry.title)}", REGULAR, 8.6, room - 10)
        canvas.setFont(REGULAR, 8.6)
        canvas.drawString(0, 13, title)
        canvas.setFillColor(styles.QUIET)
        canvas.setFont(REGULAR, 7.4)
        canvas.drawString(0, 3.5, self._answered)
        for segment in self._bar.segments:
            self._segment(segment, room, self.width - room)

    def _segment(self, segment: Segment, left: float, width: float) -> None:
        texture = TEXTURES[segment.status]
        x, y = left + segment.start * width, 5.0
        fill(self.canv, texture, x, y, segment.width * width, _BAR)
        count = str(segment.count)
        needed = stringWidth(count, BOLD, 8) + 5
        if needed > segment.width * width:
            return
        middle = left + segment.middle * width
        if texture is not Texture.SOLID:
            self.canv.setFillColor(styles.WHITE)
            self.canv.roundRect(middle - needed / 2, y + 2.5, needed, _BAR - 5, 2, stroke=0, fill=1)
        self.canv.setFillColor(styles.WHITE if texture is Texture.SOLID else styles.INK)
        self.canv.setFont(BOLD, 8)
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


_TEXTURE_MARKS: Final[Mapping[Texture, Callable[[Any, float, float, float, float], None]]] = {
    Texture.DIAGONAL: _diagonal,
    Texture.CROSS: _cross,
    Texture.DOTS: _dots,
    Texture.LINES: _lines,
}


def _fitting(text: str, font: str, size: float, room: float) -> str:
    """A title cut to its room; the table under the chart has it whole."""
    while text and stringWidth(text, font, size) > room:
        text = text[:-2].rstrip() + "…"
    return text
