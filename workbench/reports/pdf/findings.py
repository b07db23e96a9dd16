"""The findings of each area (strengths, gaps, causes), the challenges and lessons, and what is recommended."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.platypus.flowables import Flowable

from workbench.language.i18n import Message
from workbench.model.vocabulary import ACTION_NEEDED, MeasureStatus
from workbench.reports.contents import FINDING_FIELDS, area_title
from workbench.reports.data import AreaReport
from workbench.reports.parts import Part
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import labelled, quiet
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.prose import items, paragraph, text_block
from workbench.reports.words import answered_of


def findings(book: Book) -> list[Flowable]:
    """The chapter with the findings of all areas."""
    story = book.part(Part.FINDINGS)
    for entry in book.data.areas:
        story += _finding(book, entry)
    return story if book.data.areas else [*story, quiet(book.word("no_questions"))]


def challenges(book: Book) -> list[Flowable]:
    """The challenges, and the lessons learned."""
    assessment = book.data.assessment
    story = book.part(Part.CHALLENGES)
    for name, text in (("challenges", assessment.challenges), ("lessons", assessment.lessons)):
        story += [book.title(book.word(name), styles.HEADING_2), *book.written(text)]
    return story


def recommendations(book: Book) -> list[Flowable]:
    """What the group recommends."""
    story = book.part(Part.RECOMMENDATIONS)
    return [*story, *book.written(book.data.assessment.recommendations)]


def _finding(book: Book, entry: AreaReport) -> list[Flowable]:
    title = area_title(entry.entry.number, entry.entry.title)
    story: list[Flowable] = [book.heading(title, 1, f"finding-{entry.entry.id}")]
    story.append(paragraph(book.say(answered_of(entry.progress.answered, entry.progress.total)), styles.LEAD_IN))
    story += book.confidential(entry.finding)
    written = [
        part
        for name, text in FINDING_FIELDS.items()
        for part in labelled(book.say(text), items(getattr(entry.finding, name)))
    ]
    return [*story, *(written or [quiet(book.word("no_findings"))]), *_judged(book, entry)]


def _judged(book: Book, entry: AreaReport) -> list[Flowable]:
    """What the statuses of the questions show, even if nobody has written findings."""
    story: list[Flowable] = []
    effective = _numbers(entry, (MeasureStatus.EFFECTIVE,))
    needed = _numbers(entry, ACTION_NEEDED)
    if effective:
        story += text_block(book.say(Message("Applied and effective: {numbers}.", numbers=effective)), styles.REMARK)
    if needed:
        story += text_block(book.say(Message("Action needed: {numbers}.", numbers=needed)), styles.REMARK)
    return story


def _numbers(entry: AreaReport, statuses: Iterable[MeasureStatus]) -> tuple[str, ...]:
    return tuple(question.question.number for question in entry.with_status(*statuses))
