"""The report as PDF, drawn with ReportLab."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from workbench.language.i18n import Translator
from workbench.reports.contents import Progress, RenderedCounts, part_of_work, untold
from workbench.reports.data import ReportData

_WRITTEN = 0.1
"""The share of the work that is done when all paragraphs are made and the pages can be laid out."""


def render_pdf(
    data: ReportData, target: BinaryIO | Path, translate: Translator, progress: Progress = untold
) -> RenderedCounts:
    """Writes the report; returns what was really drawn. The same picture gives the same bytes.

    Raises OSError if the target cannot be written.
    """
    from workbench.reports.pdf import annex, findings, front, plan, priorities, profile
    from workbench.reports.pdf.book import Book
    from workbench.reports.pdf.layout import ReportTemplate
    from workbench.reports.pdf.ledger import Ledger

    book = Book(data, translate, Ledger(), part_of_work(progress, 0, _WRITTEN))
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
    story = [flowable for part in book.in_turn(parts) for flowable in part(book)]
    before = [*front.cover(book), *front.contents(book, story)]
    ReportTemplate(target, data, translate, part_of_work(progress, _WRITTEN, 1)).make([*before, *story])
    return book.ledger.counts()
