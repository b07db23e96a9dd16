"""Draws forms to be filled in by hand: question sheets and attendance lists, on A4 or Letter, read from either side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from workbench.checklist.tree import QuestionEntry
from workbench.language.dates import shown_date
from workbench.language.fonts import BOLD
from workbench.language.i18n import Message, Translator
from workbench.model.labels import label
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.reports.contents import Progress, area_title
from workbench.reports.form_picture import AnyForm, AttendanceList, PaperSize, QuestionSheets
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import cell, head_row, row, table, title
from workbench.reports.pdf.headings import Heading
from workbench.reports.pdf.layout import PORTRAIT, ReportTemplate
from workbench.reports.pdf.prose import paragraph
from workbench.reports.words import WORDS

_SIZES: Final = {PaperSize.A4: A4, PaperSize.LETTER: LETTER}
_LINE: Final = 8.5 * mm
"""Between two lines to write on: as in exercise books for adults."""
_FEWEST_LINES: Final = 3
_BOX: Final = 3.4 * mm
_GAP: Final = 6.0
_BETWEEN: Final = 15.0
"""Between two questions, in points."""
_SAFETY: Final = 6.0
"""So much of each share of a page stays free, in points: what is rounded must not push a question to the next page."""
_ROW_MARGINS: Final = (8.0, 8.0, 6.0)

_QUESTION: Final = ParagraphStyle("sheet question", styles.QUESTION, fontSize=11, leading=15, spaceBefore=0, spaceAfter=4)
_FIELD: Final = ParagraphStyle("field", styles.SMALL, fontName=BOLD, textColor=styles.ACCENT, spaceAfter=0)
_CHOICE: Final = ParagraphStyle("choice", styles.SMALL, spaceAfter=0)

SHEETS_TITLE: Final = Message("Question sheets")
ATTENDANCE_TITLE: Final = Message("Attendance sheet")
_FOLD: Final = Message(
    "Write what only the facilitator may know on a sheet of its own, with the number of the question: fold it and hand it "
    "over."
)


def render_form(form: AnyForm, target: BinaryIO | Path, translate: Translator, progress: Progress) -> int:
    """Writes a form; returns how many questions or names were really drawn. The same form gives the same bytes.

    Raises OSError if the target cannot be written.
    """
    counted: list[str] = []
    page = _Page(form.paper, translate, counted.append)
    heading, story = (
        (SHEETS_TITLE, _sheets(form, page))
        if isinstance(form, QuestionSheets)
        else (ATTENDANCE_TITLE, _attendance(form, page))
    )
    template = ReportTemplate(target, form, translate, progress, title=heading, page=page.size)
    template.begin_with(PORTRAIT)
    template.make(story)
    return len(set(counted))


class _Page:
    """The room of a page, and the words in its language."""

    def __init__(self, paper: PaperSize, translate: Translator, drawn: Callable[[str], None]) -> None:
        self.size = _SIZES[paper]
        self.width = self.size[0] - 2 * styles.MARGIN_SIDE
        self.height = self.size[1] - styles.MARGIN_TOP - styles.MARGIN_BOTTOM
        self.say = translate
        self.mirrored = translate.right_to_left
        self.drawn = drawn

    def fields(self, *labels: Message) -> Flowable:
        """Labels side by side, each with a line to write on."""
        return Fields([self.say(text) for text in labels], mirrored=self.mirrored)


class Fields(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Labels in a row, each above a line to write on."""

    def __init__(self, labels: Sequence[str], *, mirrored: bool) -> None:
        super().__init__()
        self._labels = [paragraph(text, _FIELD, base=int(mirrored)) for text in labels]
        self._mirrored = mirrored
        self.spaceAfter = 10

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the page, as high as the highest label and a line."""
        self.width = available_width
        self._each = (available_width - _GAP * 2 * (len(self._labels) - 1)) / len(self._labels)
        self._tall = max(name.wrap(self._each, 0)[1] for name in self._labels)
        self.height = self._tall + _LINE
        return self.width, self.height

    def draw(self) -> None:
        """Draws labels and lines."""
        canvas = self.canv
        canvas.setStrokeColor(styles.INK)
        canvas.setLineWidth(0.6)
        for number, name in enumerate(self._labels):
            x = number * (self._each + 2 * _GAP)
            if self._mirrored:
                x = self.width - x - self._each
            name.drawOn(canvas, x, self.height - self._tall)
            canvas.line(x, 0, x + self._each, 0)


class Ticks(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A label and boxes to tick, each with its word; they wrap at the width of the page."""

    def __init__(self, name: str, choices: Iterable[str], *, mirrored: bool) -> None:
        super().__init__()
        base = int(mirrored)
        self._pieces = [paragraph(name, _FIELD, base=base), *(paragraph(text, _CHOICE, base=base) for text in choices)]
        self._mirrored = mirrored
        self.keepWithNext = 1
        self.spaceAfter = 3

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As high as its rows."""
        self.width = available_width
        self._at: list[tuple[float, int, float]] = []
        x, line = 0.0, 0
        for number, piece in enumerate(self._pieces):
            lead = _BOX + _GAP / 2 if number else 0.0
            widest = max(part.width for part in piece.lines(available_width - lead)) + 0.5
            if x and x + lead + widest > available_width:
                x, line = 0.0, line + 1
            piece.wrap(widest, 0)
            self._at.append((x, line, widest))
            x += lead + widest + 2 * _GAP
        self._leading = _CHOICE.leading + 4
        self.height = (line + 1) * self._leading
        return self.width, self.height

    def draw(self) -> None:
        """Draws the boxes and their words."""
        canvas = self.canv
        canvas.setStrokeColor(styles.INK)
        canvas.setLineWidth(0.7)
        for number, (piece, (x, line, wide)) in enumerate(zip(self._pieces, self._at, strict=True)):
            y = self.height - line * self._leading - _CHOICE.leading
            lead = _BOX + _GAP / 2 if number else 0.0
            start = self.width - x - lead - wide if self._mirrored else x + lead
            if number:
                box = self.width - x - _BOX if self._mirrored else x
                canvas.rect(box, y + 1.2, _BOX, _BOX, stroke=1, fill=0)
            piece.drawOn(canvas, start, y)


class Ruled(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Lines to write on, and in the last a label. ``tell`` is called when they are drawn."""

    def __init__(self, height: float, last: str, tell: Callable[[], None], *, mirrored: bool) -> None:
        super().__init__()
        self.height = height
        self._last = paragraph(last, _FIELD, base=int(mirrored))
        self._tell = tell
        self._mirrored = mirrored

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the page."""
        self.width = available_width
        self._wide = max(line.width for line in self._last.lines(available_width / 2)) + 0.5
        self._last.wrap(self._wide, 0)
        return self.width, self.height

    def draw(self) -> None:
        """Draws the lines from the top."""
        canvas = self.canv
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(styles.QUIET)
        lines = int(self.height // _LINE)
        for number in range(1, lines + 1):
            y = self.height - number * _LINE
            start, end = 0.0, self.width
            if number == lines:
                start, end = (0.0, end - self._wide - _GAP) if self._mirrored else (self._wide + _GAP, end)
                self._last.drawOn(canvas, self.width - self._wide if self._mirrored else 0, y)
            canvas.line(start, y, end, y)
        self._tell()


def _sheets(form: QuestionSheets, page: _Page) -> list[Flowable]:
    story: list[Flowable] = []
    for entry in form.areas:
        if story:
            story.append(PageBreak())
        head = _head_of_area(area_title(entry.number, entry.title), f"sheet-{entry.id}", page)
        used = sum(part.wrap(page.width, page.height)[1] + part.getSpaceAfter() for part in head)
        story += head
        for number, question in enumerate(entry.questions):
            place = number % form.per_page
            if number and not place:
                story.append(PageBreak())
                used = 0.0
            share = (page.height - used) / form.per_page - _SAFETY
            story += _question(question, share, page)
    return story


def _head_of_area(text: str, anchor: str, page: _Page) -> list[Flowable]:
    return [
        Heading(text, 0, anchor, right_to_left=page.mirrored),
        page.fields(Message("Date"), Message("Group or name"), Message("Written down by")),
        paragraph(page.say(_FOLD), styles.QUIET_SMALL, base=int(page.mirrored)),
        Spacer(1, _GAP),
    ]


def _question(question: QuestionEntry, share: float, page: _Page) -> list[Flowable]:
    statuses = [status for status in MeasureStatus if status is not MeasureStatus.NOT_JUDGED]
    above: list[Flowable] = [
        paragraph(f"{question.number}  {question.wording}", _QUESTION),
        Ticks(page.say(Message("Status")), [page.say(label(status)) for status in statuses], mirrored=page.mirrored),
        Ticks(page.say(WORDS["priority"]), [page.say(label(level)) for level in Level], mirrored=page.mirrored),
    ]
    used = sum(part.wrap(page.width, page.height)[1] + part.getSpaceAfter() for part in above)
    lines = max(_FEWEST_LINES, int((share - used - _BETWEEN) // _LINE))

    def tell() -> None:
        page.drawn(question.id)

    return [*above, Ruled(lines * _LINE, page.say(WORDS["evidence"]), tell, mirrored=page.mirrored), Spacer(1, _BETWEEN)]


def _attendance(form: AttendanceList, page: _Page) -> list[Flowable]:
    story: list[Flowable] = [Heading(page.say(ATTENDANCE_TITLE), 0, "attendance", right_to_left=page.mirrored)]
    if form.title:
        story.append(title(form.title, styles.HEADING_3, right_to_left=page.mirrored))
    known = [shown_date(form.date, page.say) if form.date else "", form.start_time, form.location]
    told = page.say.listed(text for text in known if text)
    if told:
        story.append(paragraph(told, styles.LEAD_IN, base=int(page.mirrored)))
    missing = [
        text
        for text, value in zip((Message("Date"), Message("Start time"), Message("Place")), known, strict=True)
        if not value
    ]
    if missing:
        story.append(page.fields(*missing))
    head = head_row(
        page.say(text)
        for text in (
            Message("No."),
            WORDS["name"],
            WORDS["position"],
            Message("Signature"),
        )
    )
    rows = [
        row(
            [str(number), [_Told(signer.name, number, page)], cell(signer.post), ""],
            margins=_ROW_MARGINS,
        )
        for number, signer in enumerate(form.signers, 1)
    ]
    after = len(form.signers) + 1
    rows += [row([str(after + number), "", "", ""], margins=_ROW_MARGINS) for number in range(form.empty_rows)]
    widths = [page.width * share for share in (0.07, 0.29, 0.32, 0.32)]
    grid: Any = table(head, rows, widths, mirrored=page.mirrored, page_height=page.height)
    return [*story, grid]


class _Told(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A name that tells when it is drawn."""

    def __init__(self, name: str, number: int, page: _Page) -> None:
        super().__init__()
        self._content = paragraph(name, styles.SMALL_STRONG)
        self._number, self._page = str(number), page

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As high as the name."""
        self.width, self.height = self._content.wrap(available_width, available_height)
        return self.width, self.height

    def draw(self) -> None:
        """Draws the name."""
        self._content.drawOn(self.canv, 0, 0)
        self._page.drawn(self._number)
