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

    A single part has no cover and no contents. Raises OSError if the target cannot be written.
    """
    from workbench.reports.pdf import chapters
    from workbench.reports.pdf.book import Book
    from workbench.reports.pdf.layout import ReportTemplate
    from workbench.reports.pdf.ledger import Ledger

    book = Book(data, translate, Ledger(), part_of_work(progress, 0, _WRITTEN))
    drawing = part_of_work(progress, _WRITTEN, 1)
    if len(data.parts) == 1:
        chapters.draw_alone(book, data.parts[0], target, drawing)
    else:
        story = chapters.whole_report(book)
        ReportTemplate(target, data, translate, drawing).make(story)
    return book.ledger.counts()
