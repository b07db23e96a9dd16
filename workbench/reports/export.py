"""Writes reports to files, so that the old or the new file is there, never half of one, and the new one is proven complete.

From a script: :func:`export_report`. From a window: :func:`check_target` and
:func:`~workbench.reports.snapshot.take_snapshot` on the thread of the document, then :func:`write_report`, which uses no
document, on any thread. Both take a ``maker``, which does the long part: in this process, or in one of its own that can be
ended (:mod:`workbench.reports.process`). The unfinished file is named and removed here, so that nothing is left of it even
if that process ends suddenly.
"""

from __future__ import annotations

import contextlib
import hashlib
import stat
from pathlib import Path
from typing import Final

from workbench.document.document import Document
from workbench.errors import DocumentDamaged, DocumentInUse, InvalidValue, NotOurFile, StorageFailed
from workbench.language.i18n import LANGUAGES, Message, interface_languages, load_translator
from workbench.model.vocabulary import Edition
from workbench.privacy.withholding import NameDecision
from workbench.reports.contents import Progress, part_of_work, untold
from workbench.reports.data import Counts, ReportData
from workbench.reports.formats import ReportFormat
from workbench.reports.frames import Maker, here
from workbench.reports.names import check_file_name, reviewed
from workbench.reports.parts import WHOLE, Part, Selection
from workbench.reports.proof import prove
from workbench.reports.selection import selected
from workbench.reports.snapshot import take_snapshot
from workbench.storage.files import finished_or_absent
from workbench.storage.header import read_header
from workbench.system.frozen import frozen
from workbench.system.own_files import new_private
from workbench.system.places import is_assessment

_RENDERED: Final = 0.85
"""The share of the work that is done when the report is written and must still be proven."""


@frozen
class ExportResult:
    """A finished report: what is in the file, its SHA-256 as hexadecimal digits, and its size in bytes."""

    target: Path
    format: ReportFormat
    language: str
    edition: Edition
    counts: Counts
    withheld: int
    parts: tuple[Part, ...]
    sha256: str
    size: int

    @property
    def answers_in_file(self) -> int:
        """The number of answers in the assessment to questions of the report, withheld ones included."""
        return self.counts.answered + self.withheld

    def sentence(self) -> Message:
        """How much the report contains, compared with the assessment: ``Answers: 282 of 282 ... Activities: 41``."""
        counts = self.counts
        if Part.ANSWERS not in self.parts:
            return Message(
                "Parts of the report: {count}, without the answers. Activities: {activities}.",
                count=len(self.parts),
                activities=counts.activities,
            )
        held = Message(
            "Answers: {written} of {every} ({characters} characters). Activities: {activities}.",
            written=counts.answered,
            every=self.answers_in_file,
            characters=counts.characters,
            activities=counts.activities,
        )
        if self.edition is Edition.FULL:
            return held
        return Message(
            "Public edition. {held} Confidential answers not included: {withheld}.", held=held, withheld=self.withheld
        )


def export_report(
    document: Document,
    target: Path,
    *,
    format: ReportFormat | None = None,  # noqa: A002  # the word of the command line and of the window
    language: str = "en",
    edition: Edition = Edition.FULL,
    selection: Selection = WHOLE,
    names: NameDecision = NameDecision.REFUSE,
    progress: Progress = untold,
    maker: Maker[Made] = here,
) -> ExportResult:
    """Writes the report of an open document. The format follows from the name of the target unless it is given.

    ``names`` says what happens if a public edition reveals confidential people; by default NamesNotReviewed is raised.

    Raises :class:`~workbench.errors.InvalidValue` for an impossible target, format or language; ReportFailed if something
    would be missing in the report; StorageFailed or DiskFull if it cannot be written. The target is then unchanged.
    """
    chosen = format or ReportFormat.of(target)
    chosen.check(selection)
    check_language(language)
    check_target(target)
    if names is not NameDecision.LEAVE:
        check_file_name(document, target, edition)
    data = selected(take_snapshot(document, language=language, edition=edition), selection)
    data = reviewed(document, data, names)
    return write_report(data, target, chosen, progress=progress, maker=maker)


def write_report(
    data: ReportData,
    target: Path,
    report_format: ReportFormat,
    *,
    progress: Progress = untold,
    maker: Maker[Made] = here,
) -> ExportResult:
    """Writes a picture as a report, in the language of the picture. Uses no document.

    Raises InvalidValue, ReportFailed, StorageFailed or DiskFull of :mod:`workbench.errors`, and what ``progress`` and
    ``maker`` raise; the target is then unchanged.
    """
    check_target(target)
    with finished_or_absent(target) as part:
        made = maker(ReportJob(data, part, report_format), progress)
    counts = data.counts
    return ExportResult(
        target, report_format, data.language, data.edition, counts, data.withheld, data.parts, made.sha256, made.size
    )


@frozen
class Made:
    """The SHA-256 of a finished file as hexadecimal digits, and its size in bytes."""

    sha256: str
    size: int


@frozen
class ReportJob:
    """The job that renders a picture into a new file and proves that all of it is there."""

    data: ReportData
    path: Path
    format: ReportFormat

    def do(self, progress: Progress) -> Made:
        """Writes and proves the file. Raises ReportFailed, and OSError if the file cannot be written."""
        translate = load_translator(self.data.language)
        with new_private(self.path) as stream:
            rendered = self.format.renderer(self.data, stream, translate, part_of_work(progress, 0, _RENDERED))
        prove(self.path, self.data, self.format, rendered, part_of_work(progress, _RENDERED, 1))
        sha256, size = fingerprint(self.path)
        return Made(sha256, size)

    def forget(self) -> None:
        """Removes the unfinished file."""
        forget_file(self.path)


def forget_file(path: Path) -> None:
    """Removes an unfinished file, if it is there and can be removed."""
    with contextlib.suppress(OSError):
        path.unlink()


def fingerprint(path: Path) -> tuple[str, int]:
    """The SHA-256 of a file as hexadecimal digits, and its size in bytes. Raises OSError."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    return digest.hexdigest(), path.stat().st_size


def check_language(language: str) -> None:
    """Raises :class:`~workbench.errors.InvalidValue` for a language into which reports are not translated."""
    spoken = interface_languages()
    if language not in spoken:
        raise InvalidValue(
            Message("Reports cannot be created in this language: {language}.", language=LANGUAGES.get(language, language)),
            safe=Message("No file was created."),
            advice=Message("Choose one of: {languages}.", languages=spoken),
        )


def check_pages_target(target: Path) -> None:
    """As :func:`check_target`, and raises :class:`~workbench.errors.InvalidValue` for a name that is not a PDF's."""
    if target.suffix.casefold() != ".pdf":
        raise InvalidValue(
            Message("Pages to print are saved as PDF, not as {name}.", name=target.name),
            safe=Message("No file was created."),
            advice=Message("End the name with .pdf."),
        )
    check_target(target)


def check_target(target: Path) -> None:
    """Raises :class:`~workbench.errors.InvalidValue` if a report would replace an assessment, open or not.

    Raises StorageFailed for a write-protected file. A target that cannot be examined fails only when it is written.
    """
    if is_assessment(target):
        raise _would_cover(target)
    try:
        if not target.exists():
            return
        protected = not target.stat().st_mode & stat.S_IWUSR
    except OSError:
        return
    if protected:
        raise StorageFailed(
            Message("The file {name} is write-protected.", name=target.name),
            safe=Message("It was not changed."),
            advice=Message("Choose another name or another folder."),
        )
    if _has_our_header(target):
        raise _would_cover(target)


def _has_our_header(path: Path) -> bool:
    try:
        read_header(path)
    except NotOurFile:
        return False
    except (DocumentDamaged, DocumentInUse):
        return True
    return True


def _would_cover(target: Path) -> InvalidValue:
    return InvalidValue(
        Message("A report cannot take the place of the assessment {name}.", name=target.name),
        safe=Message("The assessment was not changed."),
        advice=Message("Choose another name for the report, for example {example}.", example=f"{target.stem}.pdf"),
    )


__all__ = ["ExportResult", "ReportFormat", "check_language", "check_target", "export_report", "write_report"]
