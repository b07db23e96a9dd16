"""The parts before the findings: cover, contents, key messages, scope, people, documents, sessions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import NextPageTemplate, Spacer
from reportlab.platypus.flowables import Flowable, HRFlowable, PageBreak

from workbench.language.dates import shown_date, shown_moment
from workbench.model.labels import label
from workbench.model.vocabulary import Edition
from workbench.plan.people import people_text
from workbench.reports.contents import (
    ASSESSMENT_FIELDS,
    CONTENTS,
    NOTHING_OF_SESSION,
    NOTHING_WRITTEN,
    TITLE,
    area_title,
    period,
    scope_value,
    session_line,
    session_title,
)
from workbench.reports.data import SessionReport
from workbench.reports.parts import Part
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import cell, head_row, labelled, quiet, row
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.grid import Grid
from workbench.reports.pdf.headings import ContentsLine, Heading
from workbench.reports.pdf.layout import PORTRAIT
from workbench.reports.pdf.prose import items, paragraph, text_block
from workbench.reports.words import checklist_name, round_number

_BAND: Final = (6.0, 6.0, 10.0)


def cover(book: Book) -> list[Flowable]:
    """The cover: classification line, title, administration, station, period, mode, edition and date."""
    assessment = book.data.assessment
    story: list[Flowable] = []
    if assessment.classification:
        mark = book.title(assessment.classification, styles.COVER_MARK)
        band = row([[mark]], background=styles.ACCENT, ruled=False, margins=_BAND)
        story.append(Grid([band], [styles.PORTRAIT_WIDTH], styles.PORTRAIT_HEIGHT))
    align = "RIGHT" if book.translate.right_to_left else "LEFT"
    story += [Spacer(1, 58 * mm), book.title(book.say(TITLE), styles.COVER_TITLE)]
    story.append(HRFlowable(width="28%", thickness=2.5, color=styles.ACCENT, hAlign=align, spaceAfter=18))
    names = [name for name in (assessment.administration, assessment.station) if name]
    story += [book.title(name, styles.COVER_NAME) for name in names]
    story.append(Spacer(1, 12 * mm))
    lines = [
        book.say(round_number(assessment.round)),
        period(assessment, book.translate),
        book.say(label(assessment.mode)),
        book.say(label(book.data.edition)),
        f"{book.word('made_at')} {shown_moment(book.data.made_at, book.translate)}",
    ]
    story += [book.title(line, styles.COVER_LINE) for line in lines if line]
    if book.data.edition is Edition.PUBLIC:
        story += [Spacer(1, 6 * mm), book.title(book.word("public_note"), styles.COVER_LINE)]
    return [*story, NextPageTemplate(PORTRAIT), PageBreak()]


def contents(book: Book, story: Iterable[Flowable]) -> list[Flowable]:
    """The table of contents: a line for each heading of the story, but none for itself."""
    lines = [ContentsLine(part) for part in story if isinstance(part, Heading)]
    return [book.title(book.say(CONTENTS), styles.HEADING_1), *lines]


def key_messages(book: Book) -> list[Flowable]:
    """The key messages in large type, because decision-makers read them first."""
    story = book.part(Part.KEY_MESSAGES)
    return [*story, *(items(book.data.assessment.key_messages, styles.MESSAGE) or [quiet(book.say(NOTHING_WRITTEN))])]


def scope(book: Book) -> list[Flowable]:
    """Scope, mode and period as a table; then departments, objectives and method as texts."""
    translate = book.translate
    texts = ("departments", "objectives", "method")
    assessment = book.data.assessment
    rows = [
        (book.say(heading), scope_value(name, book.data, translate))
        for name, heading in ASSESSMENT_FIELDS.items()
        if name not in texts
    ]
    rows.append((book.word("checklist"), book.say(checklist_name(assessment))))
    story = [*book.part(Part.SCOPE), book.facts([fact for fact in rows if fact[1]])]
    for name in texts:
        story.append(book.title(book.say(ASSESSMENT_FIELDS[name]), styles.HEADING_3))
        story += book.written(scope_value(name, book.data, translate))
    return story


def people(book: Book) -> list[Flowable]:
    """Contributors and working groups."""
    story = book.part(Part.PEOPLE)
    width = styles.PORTRAIT_WIDTH
    head = head_row(book.word(name) for name in ("name", "role", "position", "background"))
    rows = []
    for person in book.data.contributors:
        post = "\n".join(text for text in (person.job_title, person.department, person.organization) if text)
        name = [*cell(person.name, styles.SMALL_STRONG), *book.confidential(person)]
        rows.append(row([name, book.say(label(person.role)), post, person.background]))
    widths = [width * share for share in (0.2, 0.17, 0.31, 0.32)]
    story.append(book.table(head, rows, widths) if rows else quiet(book.word("no_people")))
    if book.data.groups:
        story.append(book.title(book.word("groups"), styles.HEADING_2))
        story.append(_groups(book))
    return story


def _groups(book: Book) -> Grid:
    width = styles.PORTRAIT_WIDTH
    head = head_row(book.word(name) for name in ("group", "rapporteur", "members", "areas"))
    rows = []
    for entry in book.data.groups:
        areas = "\n".join(area_title(part.number, part.title) for part in entry.areas)
        name = [*cell(entry.group.name, styles.SMALL_STRONG), *book.confidential(entry.group)]
        rows.append(row([name, entry.rapporteur, "\n".join(entry.members), areas]))
    return book.table(head, rows, [width * share for share in (0.22, 0.18, 0.2, 0.4)])


def documents(book: Book) -> list[Flowable]:
    """The register of background documents."""
    story = book.part(Part.DOCUMENTS)
    if not book.data.documents:
        return [*story, quiet(book.word("no_documents"))]
    width = styles.PORTRAIT_WIDTH
    head = head_row(book.word(name) for name in ("title", "kind", "source", "note"))
    rows = []
    for entry in book.data.documents:
        document = entry.document
        title = [*cell(document.title, styles.SMALL_STRONG), *cell(document.reference, styles.QUIET_SMALL)]
        title += cell(book.translate.listed(entry.attached), styles.QUIET_SMALL)
        source = [*cell(document.source), *cell(shown_date(document.date, book.translate), styles.QUIET_SMALL)]
        source += cell(people_text(entry.people, book.translate), styles.QUIET_SMALL)
        kind = book.say(label(document.kind))
        rows.append(row([[*title, *book.confidential(document)], kind, source, document.note]))
    return [*story, book.table(head, rows, [width * share for share in (0.3, 0.2, 0.22, 0.28)])]


def sessions(book: Book) -> list[Flowable]:
    """Each session with date, duration, topics, results and participants, which the guide asks for."""
    story = book.part(Part.SESSIONS)
    if not book.data.sessions:
        return [*story, quiet(book.word("no_sessions"))]
    return [*story, *(part for entry in book.data.sessions for part in _session(book, entry))]


def _session(book: Book, entry: SessionReport) -> list[Flowable]:
    session = entry.session
    story: list[Flowable] = [book.title(session_title(entry, book.translate), styles.HEADING_2)]
    line = session_line(entry, book.translate)
    if line:
        story.append(paragraph(line, styles.LEAD_IN))
    story += book.confidential(session)
    areas = book.translate.listed(area_title(part.number, part.title) for part in entry.areas)
    told = (
        ("topics", session.topics),
        ("results", session.results),
        ("participants", book.translate.listed(entry.participants)),
        ("areas", areas),
    )
    written = [part for name, text in told for part in labelled(book.word(name), text_block(text))]
    return [*story, *(written or [quiet(book.say(NOTHING_OF_SESSION))])]
