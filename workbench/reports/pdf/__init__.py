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
    from workbench.reports.pdf import annex, findings, front, plan, priorities, profile
    from workbench.reports.pdf.book import Book
    from workbench.reports.pdf.layout import ReportTemplate
    from workbench.reports.pdf.ledger import Ledger

    book = Book(data, translate, Ledger())
    parts = (
        front.key_messages,
        front.scope,
        front.people,
        front.documents,
        front.sessions,
        profile.profile_part,
        findings.findings,
        priorities.priorities,
        plan.plan,
        plan.indicators,
        annex.recommendations,
        annex.challenges,
        annex.answers,
        annex.glossary,
        annex.last_words,
    )
    story = [flowable for part in parts for flowable in part(book)]
    before = [*front.cover(book), *front.contents(book, story)]
    ReportTemplate(target, data, translate).make([*before, *story])
    return book.ledger.counts()
