"""What every part of the report gets: the picture, the language, and the ledger of what is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable, PageBreak

from workbench.language.i18n import Message, Translator
from workbench.model.rows import Markable
from workbench.reports.contents import NOTHING_WRITTEN, Progress, untold
from workbench.reports.data import ContributionReport, ReportData
from workbench.reports.parts import HEADINGS, Part
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import Cell, fact_table, quiet, table, title
from workbench.reports.pdf.grid import Grid, Row
from workbench.reports.pdf.headings import Heading
from workbench.reports.pdf.ledger import Ledger
from workbench.reports.pdf.prose import text_in_flow
from workbench.reports.words import WORDS
from workbench.system.frozen import frozen


@frozen
class Book:
    """One report while it is made, with helpers that know its language and direction."""

    data: ReportData
    translate: Translator
    ledger: Ledger
    progress: Progress = untold

    def in_turn(self, parts: Sequence[Part]) -> Iterator[Part]:
        """The parts one after the other; reports progress before each."""
        for number, part in enumerate(parts):
            self.progress(number / len(parts))
            yield part

    def word(self, name: str) -> str:
        """One of :data:`~workbench.reports.words.WORDS` in the report's language."""
        return self.translate(WORDS[name])

    def say(self, message: Message) -> str:
        """A message in the report's language."""
        return self.translate(message)

    def part(self, part: Part) -> list[Flowable]:
        """A new page with the heading of a part."""
        return [PageBreak(), self.heading(self.translate(HEADINGS[part]), 0, part.value)]

    def heading(self, title: str, level: int, anchor: str) -> Heading:
        """A heading that is in the outline and in the table of contents."""
        return Heading(title, level, anchor, right_to_left=self.translate.right_to_left)

    def title(self, text: str, style: ParagraphStyle) -> Flowable:
        """A title that is not in the outline, at the side where lines of the report start."""
        return title(text, style, right_to_left=self.translate.right_to_left)

    def written(self, text: str, style: ParagraphStyle = styles.BODY) -> list[Flowable]:
        """A text, or the quiet remark that nothing has been written."""
        return text_in_flow(text, style) or [quiet(self.say(NOTHING_WRITTEN))]

    def confidential(self, row: Markable | ContributionReport) -> list[Flowable]:
        """The mark of a confidential row; nothing for any other row."""
        return [quiet(self.word("confidential"), styles.QUIET_SMALL)] if row.is_confidential else []

    def facts(self, facts: Iterable[tuple[str, Cell]]) -> Grid:
        """A table of names and values, in the direction of the report's language."""
        return fact_table(facts, mirrored=self.translate.right_to_left)

    def table(
        self, head: Row, rows: Sequence[Row], widths: Sequence[float], page_height: float = styles.PORTRAIT_HEIGHT
    ) -> Grid:
        """A table in the direction of the report's language."""
        return table(head, rows, widths, mirrored=self.translate.right_to_left, page_height=page_height)
