"""The action plan alone, as a PDF to print: the table of Annex 9 on landscape pages.

It is made from the same picture as the whole report, so its public edition has nothing confidential either; and drawn by the
same code, so both have the same table.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from workbench.document.document import Document
from workbench.errors import InvalidValue, ReportFailed
from workbench.language.i18n import Message, Translator, load_translator
from workbench.model.vocabulary import Edition
from workbench.privacy.withholding import NameDecision
from workbench.reports.contents import Progress, RenderedCounts, untold
from workbench.reports.data import ReportData
from workbench.reports.export import check_language, check_target, fingerprint, forget_file
from workbench.reports.formats import ReportFormat
from workbench.reports.frames import Maker, here
from workbench.reports.names import check_file_name, reviewed
from workbench.reports.parts import Part
from workbench.reports.plan_picture import plan_picture
from workbench.reports.snapshot import take_snapshot
from workbench.storage.files import finished_or_absent
from workbench.system.frozen import frozen
from workbench.system.own_files import new_private


@frozen
class PlanResult:
    """A finished plan: its file, edition, number of activities, and its SHA-256 as hexadecimal digits."""

    target: Path
    edition: Edition
    activities: int
    sha256: str

    def sentence(self) -> Message:
        """A sentence about what is in the file."""
        if self.edition is Edition.FULL:
            return Message("Activities in the plan: {count}.", count=self.activities)
        return Message("Activities in the public edition of the plan: {count}.", count=self.activities)


def export_plan(
    document: Document,
    target: Path,
    *,
    language: str = "en",
    edition: Edition = Edition.FULL,
    names: NameDecision = NameDecision.REFUSE,
    maker: Maker[PlanMade] = here,
) -> PlanResult:
    """Writes the plan of an open document; the format follows from the name of the target.

    ``names`` is as in :func:`~workbench.reports.export.export_report`.

    Raises :class:`~workbench.errors.InvalidValue` for an impossible target or language, NamesNotReviewed, and what
    :func:`write_plan` raises. The target is then unchanged.
    """
    chosen = ReportFormat.of(target)
    check_plan_format(chosen, target.name)
    check_language(language)
    check_target(target)
    if names is not NameDecision.LEAVE:
        check_file_name(document, target, edition)
    data = plan_picture(take_snapshot(document, language=language, edition=edition))
    return write_plan(reviewed(document, data, names), target, chosen, maker=maker)


def write_plan(
    data: ReportData,
    target: Path,
    report_format: ReportFormat = ReportFormat.PDF,
    *,
    progress: Progress = untold,
    maker: Maker[PlanMade] = here,
) -> PlanResult:
    """Writes the plan of a picture, on any thread, and checks that every activity was drawn.

    Raises InvalidValue, ReportFailed, StorageFailed or DiskFull of :mod:`workbench.errors`, and what ``progress`` and
    ``maker`` raise; the target is then unchanged.
    """
    check_target(target)
    with finished_or_absent(target) as part:
        made = maker(PlanJob(data, part, report_format), progress)
    return PlanResult(target, data.edition, made.activities, made.sha256)


@frozen
class PlanMade:
    """The number of activities in a finished plan, and its SHA-256 as hexadecimal digits."""

    activities: int
    sha256: str


@frozen
class PlanJob:
    """The job that draws the plan of a picture into a new file and counts what was drawn."""

    data: ReportData
    path: Path
    format: ReportFormat

    def do(self, progress: Progress) -> PlanMade:
        """Draws and counts. Raises InvalidValue, ReportFailed, and OSError if the file cannot be written."""
        render = self.format.plan_renderer
        if render is None:
            raise no_plan_as(self.format.name_shown)
        with new_private(self.path) as stream:
            drawn = render(self.data, stream, load_translator(self.data.language), progress)
        if drawn.activities != self.data.counts.activities:
            raise ReportFailed(
                Message("The plan does not contain all activities."),
                safe=Message("The assessment is safe."),
                advice=Message("Create the whole report instead, and tell the person who supports this program."),
            )
        sha256, _ = fingerprint(self.path)
        return PlanMade(drawn.activities, sha256)

    def forget(self) -> None:
        """Removes the unfinished file."""
        forget_file(self.path)


@frozen
class PlanPages:
    """The job that draws the plan as PDF in memory, for the preview."""

    data: ReportData

    def do(self, progress: Progress) -> bytes:
        """The bytes of the PDF."""
        stream = io.BytesIO()
        render_plan(self.data, stream, load_translator(self.data.language), progress)
        return stream.getvalue()

    def forget(self) -> None:
        """Does nothing: there is no file."""


def render_plan(
    data: ReportData, target: BinaryIO | Path, translate: Translator, progress: Progress = untold
) -> RenderedCounts:
    """Draws the plan; returns what was really drawn. The same picture gives the same bytes.

    Raises OSError if the target cannot be written.
    """
    from workbench.reports.pdf.book import Book
    from workbench.reports.pdf.chapters import draw_alone
    from workbench.reports.pdf.ledger import Ledger

    book = Book(data, translate, Ledger())
    draw_alone(book, Part.PLAN, target, progress)
    return book.ledger.counts()


def check_plan_format(report_format: ReportFormat, name: str) -> None:
    """Raises InvalidValue for a format in which the plan alone cannot be written; ``name`` is for the error."""
    if report_format not in ReportFormat.of_plans():
        raise no_plan_as(name)


def no_plan_as(name: str) -> InvalidValue:
    """The error for a plan alone in a format, or to a file, called ``name``."""
    known = ReportFormat.of_plans()
    return InvalidValue(
        Message(
            "The plan alone can only be saved as {formats}, not as {name}.",
            formats=tuple(choice.name_shown for choice in known),
            name=name,
        ),
        safe=Message("No file was created."),
        advice=Message(
            "End the name with {endings}, or create the whole report.", endings=tuple(choice.suffix for choice in known)
        ),
    )
