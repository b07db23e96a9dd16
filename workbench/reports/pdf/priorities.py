"""The priorities: every activity with its eight ratings in words, on landscape pages so that rows can be compared."""

from __future__ import annotations

from typing import Final

from reportlab.platypus.flowables import Flowable

from workbench.language.i18n import Message
from workbench.model.labels import SHORT_CRITERIA, label
from workbench.model.rows import Rating
from workbench.model.vocabulary import Criterion, Level
from workbench.plan.columns import PLAN_HEADINGS
from workbench.plan.priorities import reasons
from workbench.reports.data import ActivityReport
from workbench.reports.parts import Part
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import cell, fitting, head_row, labelled, quiet, row
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.grid import Row
from workbench.reports.pdf.pile import Pile
from workbench.reports.pdf.prose import paragraph, text_block
from workbench.reports.words import by_priority, criteria_in_full

_TITLE_SHARE: Final = 0.28
_TIGHT: Final = (4.0, 2.0, 4.0)
_BELOW: Final = (0.0, 6.0, 4.0)


def priorities(book: Book) -> list[Flowable]:
    """Every activity with its ratings, the suggested priority, the group's decision and its reason."""
    story = book.part(Part.PRIORITIES)
    if not book.data.activities:
        return [*story, quiet(book.word("no_activities"))]
    story += text_block(book.word("priorities_lead"), styles.QUIET_SMALL)
    story += text_block(
        "   ·   ".join(f"{book.say(short)}: {book.say(full)}" for short, full in criteria_in_full()), styles.QUIET_SMALL
    )
    rows: list[Row] = []
    for heading, chosen in by_priority(book.data.activities):
        title = [paragraph(book.say(heading), styles.SMALL_STRONG)]
        rows.append(Row((Pile(title),), background=styles.ACCENT_LIGHT, heading=0, kept=True, ruled=False))
        rows += [part for entry in chosen for part in _rows(book, entry)]
    heads = [
        book.say(PLAN_HEADINGS["title"]),
        *(book.say(SHORT_CRITERIA[criterion]) for criterion in Criterion),
        book.say(Message("Suggested")),
        book.word("priority"),
    ]
    width = styles.LANDSCAPE_WIDTH
    narrow = width * (1 - _TITLE_SHARE) / (len(heads) - 1)
    widths = [width * _TITLE_SHARE, *[narrow] * (len(heads) - 1)]
    head = head_row(heads, fitting(heads[1:], styles.NARROW_HEAD, narrow - 2 * _TIGHT[2]), margins=_TIGHT)
    return [*story, book.table(head, rows, widths, styles.LANDSCAPE_HEIGHT)]


def _rows(book: Book, entry: ActivityReport) -> list[Row]:
    """Two rows: the ratings side by side, and below them the texts."""
    activity = entry.activity
    title = [*cell(f"{entry.number}  {activity.title}", styles.SMALL_STRONG), *book.confidential(activity)]
    ratings = [_level(book, entry.level(criterion)) for criterion in Criterion]
    decided = cell(book.say(label(activity.priority)), styles.FACT) if activity.priority else _level(book, None)
    cells = [title, *ratings, _level(book, entry.suggestion.level), decided]
    below = [cell(activity.description), _texts(book, entry)]
    return [
        row(cells, kept=True, ruled=False, margins=_TIGHT),
        row(below, spans=(1, len(cells) - 1), margins=_BELOW),
    ]


def _level(book: Book, level: Level | None) -> list[Flowable]:
    if level is None:
        return cell(book.word("not_rated"), styles.QUIET_SMALL)
    return cell(book.say(label(level)), styles.SMALL_STRONG if level is Level.HIGH else styles.SMALL)


def _note(book: Book, rating: Rating) -> list[Flowable]:
    if not rating.note:
        return []
    name = book.say(SHORT_CRITERIA[rating.criterion])
    return [*text_block(f"{name}: {rating.note}", styles.SMALL), *book.confidential(rating)]


def _texts(book: Book, entry: ActivityReport) -> list[Flowable]:
    story = text_block(" ".join(book.say(sentence) for sentence in reasons(entry.suggestion)), styles.QUIET_SMALL)
    story += labelled(book.word("reason"), text_block(entry.activity.priority_reason, styles.SMALL))
    ratings = [entry.ratings[name] for name in Criterion if name in entry.ratings]
    story += labelled(book.word("rating_notes"), [part for rating in ratings for part in _note(book, rating)])
    if entry.questions:
        numbers = book.translate.listed(question.number for question in entry.questions)
        story += text_block(f"{book.word('follows_from')} {numbers}", styles.QUIET_SMALL)
    return story
