"""The parts before the findings: cover, contents, key messages, scope, people, documents, sessions."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import NextPageTemplate, Spacer
from reportlab.platypus.flowables import Flowable, HRFlowable, PageBreak

from workbench.labels import label
from workbench.reports.contents import (
    ASSESSMENT_FIELDS,
    CONTENTS,
    NOTHING_WRITTEN,
    TITLE,
    Part,
    paragraphs,
    period,
    scope_value,
    session_line,
    shown_date,
    shown_moment,
)
from workbench.reports.data import GroupReport, SessionReport
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import Band, Cell, cell, fact_table, labelled, paragraph, quiet, table, text_block
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.layout import PORTRAIT, contents_table
from workbench.reports.words import round_number
from workbench.vocabulary import Edition


def cover(book: Book) -> list[Flowable]:
    """The first page: what this is, of whom, from when, in which edition, and how far it may travel."""
    assessment = book.data.assessment
    story: list[Flowable] = []
    if assessment.confidentiality_mark:
        story.append(Band(assessment.confidentiality_mark, styles.COVER_MARK, styles.ACCENT))
    story += [Spacer(1, 62 * mm), paragraph(book.say(TITLE), styles.COVER_TITLE)]
    story += [HRFlowable(width="28%", thickness=2.5, color=styles.ACCENT, hAlign="LEFT", spaceAfter=18)]
    names = [name for name in (assessment.station, assessment.administration) if name]
    story += [paragraph(name, styles.COVER_NAME) for name in names]
    story.append(Spacer(1, 12 * mm))
    lines = [
        book.say(round_number(assessment.round)),
        period(assessment, book.translate),
        book.say(label(book.data.edition)),
        f"{book.word('made_at')} {shown_moment(book.data.made_at, book.translate)}",
    ]
    story += [paragraph(line, styles.COVER_LINE) for line in lines if line]
    if book.data.edition is Edition.PUBLIC:
        story += [Spacer(1, 6 * mm), paragraph(book.word("public_note"), styles.COVER_LINE)]
    return [*story, NextPageTemplate(PORTRAIT), PageBreak()]


def contents(book: Book) -> list[Flowable]:
    """The table of contents. It is not in itself."""
    return [paragraph(book.say(CONTENTS), styles.HEADING_1), contents_table()]


def key_messages(book: Book) -> list[Flowable]:
    """What a decision-maker reads first, in large type."""
    story = book.heading(Part.KEY_MESSAGES)
    messages = paragraphs(book.data.assessment.key_messages)
    if not messages:
        return [*story, quiet(book.say(NOTHING_WRITTEN))]
    return [*story, *(paragraph(message, styles.MESSAGE) for message in messages)]


def scope(book: Book) -> list[Flowable]:
    """Scope, mode, method and period, as a table; then the method."""
    translate = book.translate
    texts = ("departments", "objectives", "method")
    rows = [
        (book.say(name_label), scope_value(name, book.data, translate))
        for name, name_label in ASSESSMENT_FIELDS.items()
        if name not in texts
    ]
    story = book.heading(Part.SCOPE)
    story.append(fact_table([row for row in rows if row[1]], styles.PORTRAIT_WIDTH))
    for name in texts:
        content = text_block(scope_value(name, book.data, translate)) or [quiet(book.say(NOTHING_WRITTEN))]
        story += [paragraph(book.say(ASSESSMENT_FIELDS[name]), styles.HEADING_3), *content]
    return story


def people(book: Book) -> list[Flowable]:
    """Contributors and working groups."""
    story = book.heading(Part.PEOPLE)
    if not book.data.contributors:
        return [*story, quiet(book.word("no_people"))]
    width = styles.PORTRAIT_WIDTH
    head = [book.word(name) for name in ("name", "role", "position", "background")]
    rows: list[list[Cell]] = []
    for person in book.data.contributors:
        place = "\n".join(text for text in (person.position, person.unit, person.organization) if text)
        role = book.say(label(person.role))
        rows.append([cell(person.name, styles.SMALL_STRONG), role, place, person.background])
    story.append(table(head, rows, [width * share for share in (0.2, 0.17, 0.31, 0.32)]))
    if book.data.groups:
        story.append(paragraph(book.word("groups"), styles.HEADING_2))
        story += [part for group in book.data.groups for part in _group(book, group)]
    return story


def _group(book: Book, entry: GroupReport) -> list[Flowable]:
    lists = "\n".join(f"{part.number}  {part.title}" for part in entry.lists)
    rows = [
        (book.word("rapporteur"), entry.rapporteur),
        (book.word("members"), ", ".join(entry.members)),
        (book.word("lists"), lists),
    ]
    facts = [row for row in rows if row[1]]
    heading = paragraph(entry.group.name, styles.HEADING_3)
    return [heading, fact_table(facts, styles.PORTRAIT_WIDTH)] if facts else [heading]


def documents(book: Book) -> list[Flowable]:
    """The register of background documents."""
    story = book.heading(Part.DOCUMENTS)
    if not book.data.documents:
        return [*story, quiet(book.word("no_documents"))]
    width = styles.PORTRAIT_WIDTH
    head = [book.word(name) for name in ("title", "kind", "source", "note")]
    rows = []
    for row in book.data.documents:
        title = "\n".join(text for text in (row.title, row.reference) if text)
        source = "\n".join(text for text in (row.source, shown_date(row.date, book.translate)) if text)
        rows.append([title, book.say(label(row.kind)), source, row.note])
    return [*story, table(head, rows, [width * share for share in (0.3, 0.2, 0.22, 0.28)])]


def sessions(book: Book) -> list[Flowable]:
    """Each session with date, duration, topics, participants, results, as the guide wants the report to list them."""
    story = book.heading(Part.SESSIONS)
    if not book.data.sessions:
        return [*story, quiet(book.word("no_sessions"))]
    return [*story, *(part for entry in book.data.sessions for part in _session(book, entry))]


def _session(book: Book, entry: SessionReport) -> list[Flowable]:
    session = entry.session
    story: list[Flowable] = [paragraph(session.title or book.word("title"), styles.HEADING_2)]
    line = session_line(entry, book.translate)
    if line:
        story.append(quiet(line))
    story += labelled(book.word("topics"), text_block(session.topics))
    story += labelled(book.word("results"), text_block(session.results))
    story += labelled(book.word("participants"), text_block(", ".join(entry.participants)))
    lists = ", ".join(f"{part.number} {part.title}" for part in entry.lists)
    return [*story, *labelled(book.word("lists"), text_block(lists))]
