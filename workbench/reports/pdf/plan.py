"""The action plan (Annex 9) and the sheets of the indicators (Annex 11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from workbench.language.dates import shown_date
from workbench.language.i18n import Message
from workbench.model.labels import label
from workbench.model.rows import Markable
from workbench.model.texts import is_blank
from workbench.model.vocabulary import MANDATORY_INDICATOR_FIELDS
from workbench.plan.columns import PLAN_HEADINGS, text_of
from workbench.plan.people import people_text
from workbench.reports.contents import ASSESSMENT_FIELDS, INDICATOR_FIELDS, UNPLANNED, timeline
from workbench.reports.data import ActivityReport, IndicatorReport
from workbench.reports.parts import Part
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import Cell, cell, head_row, quiet, row
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.flow import unbroken
from workbench.reports.pdf.grid import Grid, Row
from workbench.reports.pdf.pile import Pile
from workbench.reports.pdf.prose import text_block
from workbench.reports.words import indicator_heading, outcome_heading

_SHARES: Final = {
    "title": 0.22,
    "responsible": 0.13,
    "indicators": 0.17,
    "target": 0.14,
    "budget": 0.14,
    "timeline": 0.09,
    "strategic_link": 0.11,
}
"""The share of the page's width for each column."""

_LONGEST_PLAN_NAME: Final = 60
"""The most characters of a strategic plan's name that fit into a column head."""


def plan(book: Book) -> list[Flowable]:
    """The action plan on landscape pages, in the layout of Annex 9."""
    story = book.part(Part.PLAN)
    name = book.data.assessment.strategic_plan
    if len(name) > _LONGEST_PLAN_NAME:
        story += text_block(f"{book.say(ASSESSMENT_FIELDS['strategic_plan'])}: {name}", styles.QUIET_SMALL)
    story.append(_plan_table(book) if book.data.plan else quiet(book.word("no_plan")))
    if book.data.unplanned:
        story.append(book.title(book.say(UNPLANNED), styles.HEADING_2))
        story.append(_layout(book, [_activity(book, entry) for entry in book.data.unplanned]))
    return story


def _plan_table(book: Book) -> Grid:
    rows: list[Row] = []
    for outcome in book.data.plan:
        title = f"{book.say(outcome_heading(outcome.number))}: {outcome.outcome.title}"
        rows.append(_bar(book, title, outcome.outcome, styles.CELL_HEAD, styles.ACCENT, 0))
        for output in outcome.outputs:
            title = f"{output.number}: {output.output.title}"
            rows.append(_bar(book, title, output.output, styles.SMALL_STRONG, styles.ACCENT_LIGHT, 1))
            rows += [_activity(book, entry) for entry in output.activities]
    return _layout(book, rows)


def _bar(book: Book, title: str, row: Markable, style: ParagraphStyle, color: Color, depth: int) -> Row:
    mark = cell(book.word("confidential"), style) if row.is_confidential else []
    return Row((Pile([*cell(title, style), *mark]),), background=color, heading=depth, kept=True, ruled=False)


def _layout(book: Book, rows: list[Row]) -> Grid:
    heads = {name: book.say(text) for name, text in PLAN_HEADINGS.items()}
    name = book.data.assessment.strategic_plan
    if name and len(name) <= _LONGEST_PLAN_NAME:
        heads["strategic_link"] = book.say(Message("{head}: {plan}", head=heads["strategic_link"], plan=name))
    widths = [styles.LANDSCAPE_WIDTH * _SHARES[name] for name in PLAN_HEADINGS]
    head = head_row(heads.values(), background=styles.QUIET)
    return book.table(head, rows, widths, styles.LANDSCAPE_HEIGHT)


class _Counted(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """An invisible flowable that notes in the ledger that the row of an activity has been drawn to its end."""

    def __init__(self, book: Book, row_id: str) -> None:
        super().__init__()
        self._book = book
        self._row_id = row_id

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Takes no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Notes the activity in the ledger."""
        self._book.ledger.activity_drawn(self._row_id)


def _activity(book: Book, entry: ActivityReport) -> Row:
    activity = entry.activity
    title: list[Flowable] = [*cell(f"{entry.number}  {activity.title}"), *book.confidential(activity)]
    names = (part.indicator.name or book.say(indicator_heading(part.number)) for part in entry.indicators)
    made: dict[str, Cell] = {
        "title": [*title, _Counted(book, activity.id)],
        "responsible": people_text(entry.people, book.translate),
        "indicators": "\n".join(names),
        "timeline": timeline(entry, book.translate),
    }
    return row(made[name] if name in made else text_of(activity, name) for name in PLAN_HEADINGS)


def indicators(book: Book) -> list[Flowable]:
    """A sheet for each indicator, in the order of Annex 11, with its measurements."""
    story = book.part(Part.INDICATORS)
    if not book.data.indicators:
        return [*story, quiet(book.word("no_indicators"))]
    users: dict[int, list[str]] = {}
    for activity in book.data.activities:
        for used in activity.indicators:
            users.setdefault(used.number, []).append(activity.number)
    for index, entry in enumerate(book.data.indicators):
        sheet = _sheet(book, entry, users.get(entry.number, []))
        # no break before the first one: it would leave the heading of the part alone on its page
        story += unbroken(sheet, styles.PORTRAIT_WIDTH, styles.PORTRAIT_HEIGHT) if index else sheet
    return story


def _sheet(book: Book, entry: IndicatorReport, users: Sequence[str]) -> list[Flowable]:
    title = f"{book.say(indicator_heading(entry.number))}: {entry.indicator.name}"
    facts: list[tuple[str, Cell]] = []
    for name, text in INDICATOR_FIELDS.items():
        value = getattr(entry.indicator, name)
        if name != "name" and not is_blank(value):
            facts.append((book.say(text), value))
        elif name in MANDATORY_INDICATOR_FIELDS and name != "name":
            facts.append((book.say(text), [quiet(book.say(Message("Not specified.")), styles.QUIET_SMALL)]))
    facts += [(book.say(label(people.role)), people.text) for people in entry.people]
    if users:
        facts.append((book.word("activities"), book.translate.listed(users)))
    head = [book.title(title, styles.HEADING_2), *book.confidential(entry.indicator)]
    return [*head, book.facts(facts), *_measurements(book, entry)]


def _measurements(book: Book, entry: IndicatorReport) -> list[Flowable]:
    if not entry.measurements:
        return []
    rows = []
    for measured in entry.measurements:
        date = cell(shown_date(measured.date, book.translate))
        if measured.baseline:
            date += cell(book.word("baseline"), styles.QUIET_SMALL)
        date += book.confidential(measured)
        rows.append(row([date, measured.value, measured.note]))
    head = head_row(book.word(name) for name in ("date", "value", "note"))
    width = styles.PORTRAIT_WIDTH
    return [book.table(head, rows, [width * 0.22, width * 0.26, width * 0.52])]
