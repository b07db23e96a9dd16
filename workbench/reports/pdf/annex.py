"""The last parts: every question with its answer, glossary, colophon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable

from workbench.checklist.tree import Term
from workbench.language.dates import shown_moment
from workbench.language.i18n import Message
from workbench.model.labels import label
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ContributionKind, MeasureStatus
from workbench.reports.contents import (
    NOT_ANSWERED,
    NOTES,
    WITHHELD,
    area_title,
    kind_and_judgement,
    shown_number,
)
from workbench.reports.data import ContributionReport, QuestionReport
from workbench.reports.parts import Part
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import cell, labelled, quiet
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.hands import raised_hands
from workbench.reports.pdf.prose import drawn_texts, paragraph, text_block, text_in_flow
from workbench.reports.terms import report_terms
from workbench.reports.words import colophon, glossary_source, left_out

_APART: Final = 4
"""Between two contributions, in points."""


def answers(book: Book) -> list[Flowable]:
    """Every question with its answer, whole."""
    story = book.part(Part.ANSWERS)
    done, total = 0, book.data.counts.questions
    if book.data.unanswered:
        story.append(quiet(book.say(left_out(book.data.unanswered))))
    for entry in book.data.told_areas:
        title = area_title(entry.entry.number, entry.entry.title)
        story.append(book.heading(title, 1, f"answers-{entry.entry.id}"))
        if not entry.sections:
            story.append(quiet(book.word("no_questions")))
        for part in entry.sections:
            name = "  ".join(text for text in (part.section.number, part.section.title) if text)
            if name:
                story.append(book.title(name, styles.HEADING_3))
            for question in part.told:
                story += _question(book, question)
                done += 1
                book.progress(done / total)
            story += _untold(book, part.untold)
            done += len(part.untold)
    if not book.data.areas:
        story.append(quiet(book.word("no_questions")))
    return [*story, *_notes(book)]


def _notes(book: Book) -> list[Flowable]:
    """The notes about no question."""
    written = [part for row in book.data.notes for part in _contribution(book, row, ContributionKind.NOTE)]
    return [book.title(book.say(NOTES), styles.HEADING_2), *written] if written else []


def _question(book: Book, entry: QuestionReport) -> list[Flowable]:
    question = entry.question
    story: list[Flowable] = [paragraph(f"{question.number}  {question.wording}", styles.QUESTION)]
    if entry.withheld:
        return [*story, quiet(book.say(WITHHELD))]
    if entry.answered:
        story += _answer(book, entry)
    else:
        story.append(quiet(book.say(NOT_ANSWERED)))
    story += text_block(_judgement(book, entry), styles.QUIET_SMALL)
    story += _voices(book, "views", entry.views, ContributionKind.DISSENT)
    story += labelled(book.word("hands"), raised_hands(book, entry.hands))
    story += labelled(book.word("causes"), text_in_flow(entry.answer.causes, styles.SMALL))
    story += _voices(book, "contributions", entry.other_contributions)
    evidence = "\n".join(" – ".join(text for text in (row.title, note) if text) for row, note in entry.evidence)
    return [*story, *labelled(book.word("evidence"), text_block(evidence, styles.SMALL))]


def _untold(book: Book, entries: Sequence[QuestionReport]) -> list[Flowable]:
    """The questions without anything, small, below one line that says so."""
    asked = [paragraph(f"{entry.question.number}  {entry.question.wording}", styles.QUIET_SMALL) for entry in entries]
    return [paragraph(book.say(NOT_ANSWERED), styles.UNTOLD), *asked] if asked else []


def _answer(book: Book, entry: QuestionReport) -> list[Flowable]:
    row_id, text = entry.question.id, entry.answer.text
    book.ledger.expect(row_id, len(text), drawn_texts(text, styles.ANSWER))
    return text_in_flow(text, styles.ANSWER, partial(book.ledger.drawn, row_id))


def _voices(
    book: Book, word: str, rows: Sequence[ContributionReport], known: ContributionKind | None = None
) -> list[Flowable]:
    """Contributions under a small heading, which names the kind that is ``known``; nothing if there are none."""
    return labelled(book.word(word), [part for row in rows for part in _contribution(book, row, known)])


def _contribution(book: Book, row: ContributionReport, known: ContributionKind | None = None) -> list[Flowable]:
    """The author above the text, not before a colon: the name of a group may have a colon, too."""
    judged = "   ·   ".join(map(book.say, kind_and_judgement(row.contribution, known)))
    causes = labelled(book.word("causes"), text_in_flow(row.contribution.causes, styles.SMALL))
    head = [*text_block(row.author, styles.AUTHOR), *book.confidential(row), *text_block(judged, styles.KIND)]
    return [*head, *text_in_flow(row.text, styles.SMALL), *causes, Spacer(1, _APART)]


def _judgement(book: Book, entry: QuestionReport) -> str:
    """Status, priority, agreement, mark and activities, in one quiet line."""
    answer = entry.answer
    parts = []
    if answer.status is not MeasureStatus.NOT_JUDGED or entry.answered:
        parts.append(book.say(Message("Status: {status}", status=label(answer.status))))
    if answer.priority is not None:
        parts.append(book.say(Message("Priority: {priority}", priority=label(answer.priority))))
    if answer.agreed is not None:
        parts.append(book.say(label(answer.agreed)))
    if answer.is_confidential:
        parts.append(book.word("confidential"))
    if entry.activities:
        parts.append(f"{book.word('activities')}: {book.translate.listed(entry.activities)}")
    return "   ·   ".join(parts)


def glossary(book: Book) -> list[Flowable]:
    """The terms of the checklist that the report uses; nothing if it uses none."""
    terms = report_terms(book.data, book.translate)
    if not terms:
        return []
    return [*book.part(Part.GLOSSARY), book.facts((term.term, _meaning(book, term)) for term in terms)]


def _meaning(book: Book, term: Term) -> list[Flowable]:
    source = "" if is_blank(term.source) else book.say(glossary_source(term.source))
    return [*cell(term.definition), *cell(source, styles.QUIET_SMALL)]


def last_words(book: Book) -> list[Flowable]:
    """The colophon: how much is in the report, and which program created it."""
    characters = shown_number(book.data.counts.characters, book.translate)
    moment = shown_moment(book.data.made_at, book.translate)
    lines = [book.say(line) for line in colophon(book.data, characters, moment)]
    return [Spacer(1, 18), *(quiet(line, styles.QUIET_SMALL) for line in lines)]
