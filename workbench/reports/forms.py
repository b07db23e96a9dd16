"""Draws forms (:mod:`workbench.reports.form_picture`): in memory for the screen and the printer, or into a file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from workbench.errors import ReportFailed
from workbench.language.i18n import Message, load_translator
from workbench.reports.contents import Progress, untold
from workbench.reports.export import check_pages_target, fingerprint, forget_file
from workbench.reports.form_picture import AnyForm, QuestionSheets, attendance_told
from workbench.reports.frames import Maker, here
from workbench.storage.files import finished_or_absent
from workbench.system.frozen import frozen
from workbench.system.own_files import new_private


@frozen
class FormPages:
    """The job that draws a form as PDF in memory, for the preview and the printer."""

    form: AnyForm

    def do(self, progress: Progress) -> bytes:
        """The bytes of the PDF. Raises ReportFailed if a question or a name is missing."""
        stream = io.BytesIO()
        _draw(self.form, stream, progress)
        return stream.getvalue()

    def forget(self) -> None:
        """Does nothing: there is no file."""


def _draw(form: AnyForm, stream: BinaryIO, progress: Progress) -> None:
    from workbench.reports.pdf.forms import render_form

    if render_form(form, stream, load_translator(form.language), progress) != form.expected:
        raise ReportFailed(
            Message("The form does not contain everything."),
            safe=Message("The assessment is safe."),
            advice=Message("Try again, and tell the person who supports this program."),
        )


@frozen
class FormResult:
    """A finished form: its file, how many questions or names are in it, and its SHA-256 as hexadecimal digits."""

    target: Path
    form: AnyForm
    sha256: str

    def sentence(self) -> Message:
        """A sentence about what is in the file, and about who is not."""
        if isinstance(self.form, QuestionSheets):
            return Message("Questions on the sheets: {count}.", count=self.form.expected)
        return attendance_told(self.form)


def write_form(form: AnyForm, target: Path, *, progress: Progress = untold, maker: Maker[str] = here) -> FormResult:
    """Writes a form as PDF, on any thread, and checks that every question or name was drawn.

    Raises InvalidValue, ReportFailed, StorageFailed or DiskFull of :mod:`workbench.errors`, and what ``progress`` and
    ``maker`` raise; the target is then unchanged.
    """
    check_pages_target(target)
    with finished_or_absent(target) as part:
        sha256 = maker(FormJob(form, part), progress)
    return FormResult(target, form, sha256)


@frozen
class FormJob:
    """The job that draws a form into a new file, and counts what was drawn."""

    form: AnyForm
    path: Path

    def do(self, progress: Progress) -> str:
        """Draws, counts, and returns the SHA-256. Raises ReportFailed, and OSError if the file cannot be written."""
        with new_private(self.path) as stream:
            _draw(self.form, stream, progress)
        return fingerprint(self.path)[0]

    def forget(self) -> None:
        """Removes the unfinished file."""
        forget_file(self.path)
