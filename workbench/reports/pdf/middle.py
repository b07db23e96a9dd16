"""The parts that lead from what was found to what is to be done: findings, priorities, plan, indicators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from reportlab.platypus import NextPageTemplate, Table
from reportlab.platypus.flowables import Flowable

from workbench.i18n import Message
from workbench.labels import SHORT_CRITERIA, label
from workbench.priorities import reasons
from workbench.reports.contents import (
    ASSESSMENT_FIELDS,
    FINDING_FIELDS,
    INDICATOR_FIELDS,
    PLAN_COLUMNS,
    UNPLANNED,
    Part,
    list_title,
    shown_date,
    timeline,
)
from workbench.reports.data import ActivityReport, IndicatorReport, ListReport
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import (
    Cell,
    base_style,
    cell,
    fact_table,
    heading,
    items,
    labelled,
    paragraph,
    quiet,
    table,
    text_block,
)
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.layout import LANDSCAPE, PORTRAIT
from workbench.reports.words import PRIORITY_HEADINGS, answered_of, indicator_heading, outcome_heading
from workbench.vocabulary import ACTION_NEEDED, MANDATORY_INDICATOR_FIELDS, Criterion, Level, MeasureStatus

_PLAN_SHARES: Final = (0.22, 0.13, 0.17, 0.14, 0.14, 0.09, 0.11)


def findings(book: Book) -> list[Flowable]:
    """List by list: strengths, gaps, causes."""
    story = book.heading(Part.FINDINGS)
    for entry in book.data.lists:
        story += _finding(book, entry)
    return story if book.data.lists else [*story, quiet(book.word("no_questions"))]


def _finding(book: Book, entry: ListReport) -> list[Flowable]:
    title = list_title(entry.entry.number, entry.entry.title)
    story: list[Flowable] = [heading(title, 1, f"finding-{entry.entry.id}")]
    story.append(quiet(book.say(answered_of(entry.progress.answered, entry.progress.total)), styles.QUIET_SMALL))
    written = False
    for name, text in FINDING_FIELDS.items():
        content = items(getattr(entry.finding, name))
        written = written or bool(content)
        story += labelled(book.say(text), content)
    if written:
        return story
    story.append(quiet(book.word("no_findings")))
    effective = _numbers(entry, (MeasureStatus.EFFECTIVE,))
    needed = _numbers(entry, ACTION_NEEDED)
    if effective:
        story += text_block(book.say(Message("Applied and effective: {numbers}.", numbers=effective)))
    if needed:
        story += text_block(book.say(Message("Action needed: {numbers}.", numbers=needed)))
    return story


def _numbers(entry: ListReport, statuses: Iterable[MeasureStatus]) -> str:
    return ", ".join(question.question.number for question in entry.with_status(*statuses))


def priorities(book: Book) -> list[Flowable]:
    """Every activity with its eight ratings in words, what the rule suggests, and what the group decided and why."""
    story = book.heading(Part.PRIORITIES)
    if not book.data.activities:
        return [*story, quiet(book.word("no_activities"))]
    for level in (Level.HIGH, Level.MEDIUM, Level.LOW, None):
        chosen = [entry for entry in book.data.activities if entry.activity.priority is level]
        if chosen:
            story.append(paragraph(book.say(PRIORITY_HEADINGS[level]), styles.HEADING_2))
            story += [part for entry in chosen for part in _priority(book, entry)]
    return story


def _priority(book: Book, entry: ActivityReport) -> list[Flowable]:
    story: list[Flowable] = [paragraph(f"{entry.number}  {entry.activity.title}", styles.STRONG)]
    story += text_block(entry.activity.description, styles.SMALL)
    story.append(_ratings(book, entry))
    story += text_block(" ".join(book.say(sentence) for sentence in reasons(entry.suggestion)), styles.QUIET_SMALL)
    if entry.activity.priority_reason:
        story += labelled(book.word("reason"), text_block(entry.activity.priority_reason, styles.SMALL))
    notes = [(book.say(SHORT_CRITERIA[name]), entry.ratings[name].note) for name in Criterion if name in entry.ratings]
    story += labelled(
        book.word("rating_notes"),
        [part for name, note in notes if note for part in text_block(f"{name}: {note}", styles.SMALL)],
    )
    if entry.questions:
        numbers = ", ".join(question.number for question in entry.questions)
        story += text_block(f"{book.word('follows_from')} {numbers}", styles.QUIET_SMALL)
    return story


def _ratings(book: Book, entry: ActivityReport) -> Table:
    levels = [entry.level(criterion) for criterion in Criterion]
    words = [book.say(label(level)) if level is not None else book.word("not_rated") for level in levels]
    weights = [styles.SMALL_STRONG if level is Level.HIGH else styles.SMALL for level in levels]
    heads = [cell(book.say(SHORT_CRITERIA[criterion]), styles.LABEL) for criterion in Criterion]
    values = [cell(word, style) for word, style in zip(words, weights, strict=True)]
    width = styles.PORTRAIT_WIDTH / 4
    made = Table([heads[:4], values[:4], heads[4:], values[4:]], colWidths=[width] * 4)
    tight = [("BOTTOMPADDING", (0, row), (-1, row), 0) for row in (0, 2)]
    none = [("LINEBELOW", (0, row), (-1, row), 0, styles.BAND) for row in (0, 1, 2)]
    made.setStyle([*base_style(), ("BACKGROUND", (0, 0), (-1, -1), styles.BAND), *tight, *none])
    made.spaceBefore, made.spaceAfter = 2, 6
    return made


def plan(book: Book) -> list[Flowable]:
    """The action plan on turned pages, in the layout of Annex 9."""
    story: list[Flowable] = [NextPageTemplate(LANDSCAPE), *book.heading(Part.PLAN)]
    if book.data.assessment.strategic_plan:
        name = book.say(ASSESSMENT_FIELDS["strategic_plan"])
        story += text_block(f"{name}: {book.data.assessment.strategic_plan}", styles.QUIET_SMALL)
    story.append(_plan_table(book) if book.data.plan else quiet(book.word("no_plan")))
    if book.data.unplanned:
        story.append(paragraph(book.say(UNPLANNED), styles.HEADING_2))
        story.append(_activities_table(book, book.data.unplanned))
    return [*story, NextPageTemplate(PORTRAIT)]


def _plan_table(book: Book) -> Table:
    rows: list[list[Cell]] = []
    extra: list[tuple[Any, ...]] = []
    for outcome in book.data.plan:
        title = f"{book.say(outcome_heading(outcome.number))}: {outcome.outcome.title}"
        _bar(rows, extra, cell(title, styles.CELL_HEAD), styles.ACCENT)
        for output in outcome.outputs:
            title = f"{output.number}: {output.output.title}"
            _bar(rows, extra, cell(title, styles.SMALL_STRONG), styles.ACCENT_LIGHT)
            rows += [_activity_row(book, entry) for entry in output.activities]
    return _plan_layout(book, rows, extra)


def _activities_table(book: Book, activities: Iterable[ActivityReport]) -> Table:
    return _plan_layout(book, [_activity_row(book, entry) for entry in activities], [])


def _plan_layout(book: Book, rows: list[list[Cell]], extra: list[tuple[Any, ...]]) -> Table:
    heads = [book.say(text) for text in PLAN_COLUMNS.values()]
    widths = [styles.LANDSCAPE_WIDTH * share for share in _PLAN_SHARES]
    head_style = ("BACKGROUND", (0, 0), (-1, 0), styles.QUIET)
    made = table(heads, rows, widths, extra=[head_style, *extra])
    made.bars = frozenset(command[1][1] for command in extra if command[0] == "SPAN")
    return made


def _bar(rows: list[list[Cell]], extra: list[tuple[Any, ...]], content: list[Flowable], color: Any) -> None:
    rows.append([content, *[""] * (len(_PLAN_SHARES) - 1)])
    line = len(rows)
    extra.append(("SPAN", (0, line), (-1, line)))
    extra.append(("BACKGROUND", (0, line), (-1, line), color))


class _Counted(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Nothing to see; tells that the row of an activity has been drawn."""

    def __init__(self, book: Book, key: str) -> None:
        super().__init__()
        self._book = book
        self._key = key

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Takes no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Tells."""
        self._book.ledger.activity_drawn(self._key)


def _activity_row(book: Book, entry: ActivityReport) -> list[Cell]:
    activity = entry.activity
    indicators = "\n".join(part.indicator.name for part in entry.indicators)
    title = [_Counted(book, activity.id), *cell(f"{entry.number}  {activity.title}")]
    when = timeline(entry, book.translate)
    return [title, entry.responsible, indicators, activity.target, activity.budget, when, activity.strategic_link]


def indicators(book: Book) -> list[Flowable]:
    """A sheet for each indicator, in the order of Annex 11, with what has been measured."""
    story = [NextPageTemplate(PORTRAIT), *book.heading(Part.INDICATORS)]
    if not book.data.indicators:
        return [*story, quiet(book.word("no_indicators"))]
    for entry in book.data.indicators:
        story += _sheet(book, entry)
    return story


def _sheet(book: Book, entry: IndicatorReport) -> list[Flowable]:
    title = f"{book.say(indicator_heading(entry.number))}: {entry.indicator.name}"
    story: list[Flowable] = [paragraph(title, styles.HEADING_2)]
    rows = []
    for name, text in INDICATOR_FIELDS.items():
        value = getattr(entry.indicator, name)
        if name != "name" and (value or name in MANDATORY_INDICATOR_FIELDS):
            rows.append((book.say(text), value))
    story.append(fact_table(rows, styles.PORTRAIT_WIDTH))
    if entry.measurements:
        head = [book.word(name) for name in ("date", "value", "note")]
        values = []
        for row in entry.measurements:
            shown = f"{row.value} ({book.word('baseline')})" if row.baseline else row.value
            values.append([shown_date(row.date, book.translate), shown, row.note])
        width = styles.PORTRAIT_WIDTH
        story.append(table(head, values, [width * 0.22, width * 0.26, width * 0.52]))
    return story
