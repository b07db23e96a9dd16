"""The chapters of a report in order, each with the shape of its pages; and a chapter alone, without cover and contents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from reportlab.platypus import NextPageTemplate, Spacer
from reportlab.platypus.flowables import Flowable, PageBreak

from workbench.language.dates import shown_moment
from workbench.model.labels import label
from workbench.model.vocabulary import Edition
from workbench.reports.contents import Progress
from workbench.reports.parts import Part
from workbench.reports.pdf import annex, findings, front, plan, priorities, profile, styles
from workbench.reports.pdf.blocks import quiet
from workbench.reports.pdf.book import Book
from workbench.reports.pdf.layout import LANDSCAPE, PORTRAIT, ReportTemplate


class Chapter(NamedTuple):
    """What draws a part, and the template of its pages."""

    draw: Callable[[Book], list[Flowable]]
    pages: str = PORTRAIT


_CHAPTERS: Final[Mapping[Part, Chapter]] = {
    Part.KEY_MESSAGES: Chapter(front.key_messages),
    Part.SCOPE: Chapter(front.scope),
    Part.PEOPLE: Chapter(front.people),
    Part.DOCUMENTS: Chapter(front.documents),
    Part.SESSIONS: Chapter(front.sessions),
    Part.PROFILE: Chapter(profile.profile_part),
    Part.FINDINGS: Chapter(findings.findings),
    Part.CHALLENGES: Chapter(findings.challenges),
    Part.RECOMMENDATIONS: Chapter(findings.recommendations),
    Part.PRIORITIES: Chapter(priorities.priorities, LANDSCAPE),
    Part.PLAN: Chapter(plan.plan, LANDSCAPE),
    Part.INDICATORS: Chapter(plan.indicators),
    Part.ANSWERS: Chapter(annex.answers),
    Part.GLOSSARY: Chapter(annex.glossary),
}


def whole_report(book: Book) -> list[Flowable]:
    """Cover, contents, the parts of the picture, and the colophon."""
    story: list[Flowable] = []
    for part in book.in_turn(book.data.parts):
        chapter = _CHAPTERS[part]
        story += [NextPageTemplate(chapter.pages), *chapter.draw(book)]
    story += annex.last_words(book)
    return [*front.cover(book), *front.contents(book, story), *story]


def draw_alone(book: Book, part: Part, target: BinaryIO | Path, progress: Progress) -> None:
    """Writes one part as a file of its own; small lines at its end say which edition it is, and when it was created.

    Raises OSError if the target cannot be written.
    """
    chapter = _CHAPTERS[part]
    story = [flowable for flowable in chapter.draw(book) if not isinstance(flowable, PageBreak)]
    template = ReportTemplate(target, book.data, book.translate, progress)
    template.begin_with(chapter.pages)
    template.make([*story, *_origin(book)])


def _origin(book: Book) -> Iterable[Flowable]:
    moment = shown_moment(book.data.made_at, book.translate)
    lines = [f"{book.say(label(book.data.edition))} · {book.word('made_at')} {moment}"]
    if book.data.edition is Edition.PUBLIC:
        lines.append(book.word("public_note"))
    return [Spacer(1, styles.MARGIN_BOTTOM / 4), *(quiet(line, styles.QUIET_SMALL) for line in lines)]
