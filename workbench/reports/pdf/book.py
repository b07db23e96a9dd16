"""What every part of the report is handed: the picture, the language, and the ledger of what is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable, PageBreak

from workbench.i18n import Message, Translator
from workbench.reports.contents import HEADINGS, Part
from workbench.reports.data import ReportData
from workbench.reports.pdf.blocks import heading
from workbench.reports.pdf.ledger import Ledger
from workbench.reports.words import WORDS


@dataclass(frozen=True, slots=True)
class Book:
    """One report in the making."""

    data: ReportData
    translate: Translator
    ledger: Ledger

    def word(self, name: str) -> str:
        """A label of the reports."""
        return self.translate(WORDS[name])

    def say(self, message: Message) -> str:
        """A message in the report's language."""
        return self.translate(message)

    def heading(self, part: Part) -> list[Flowable]:
        """A new page with the heading of a part."""
        return [PageBreak(), heading(self.translate(HEADINGS[part]), 0, part.value)]
