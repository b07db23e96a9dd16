"""The report as PDF, drawn with ReportLab."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from workbench.i18n import Translator
from workbench.reports.contents import RenderedCounts
from workbench.reports.data import ReportData


def render_pdf(data: ReportData, target: BinaryIO | Path, translate: Translator) -> RenderedCounts:
    """Writes the report; returns what was really drawn. The same picture gives the same bytes.

    Raises OSError where the target cannot be written.
    """
    from workbench.reports.fonts import BOLD, REGULAR, pdf_font
    from workbench.reports.pdf import annex, front, middle, profile
    from workbench.reports.pdf.book import Book
    from workbench.reports.pdf.layout import ReportTemplate
    from workbench.reports.pdf.ledger import Ledger

    for font in (REGULAR, BOLD):
        pdf_font(font)
    book = Book(data, translate, Ledger())
    parts = (
        front.cover,
        front.contents,
        front.key_messages,
        front.scope,
        front.people,
        front.documents,
        front.sessions,
        profile.profile_part,
        middle.findings,
        middle.priorities,
        middle.plan,
        middle.indicators,
        annex.recommendations,
        annex.challenges,
        annex.answers,
        annex.glossary,
        annex.last_words,
    )
    story = [flowable for part in parts for flowable in part(book)]
    ReportTemplate(target, data, translate, book.ledger).make(story)
    return book.ledger.counts()
