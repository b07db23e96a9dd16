"""Commands that make forms to print: question sheets to write on, and the attendance list of a session."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.checklist.tree import read_checklist
from workbench.cli.common import FILE, apart, echo, open_to_read, say, translator
from workbench.document.document import Document
from workbench.document.session_times import running_session
from workbench.errors import NotFound
from workbench.language.i18n import Message, Translator
from workbench.model.rows import Session
from workbench.reports.form_picture import PER_PAGE, AnyForm, PaperSize, attendance_list, question_sheets
from workbench.reports.forms import write_form

_OUTPUT = click.option("--output", required=True, type=click.Path(path_type=Path), help="The PDF to create.")
_PAPER = click.option(
    "--paper",
    type=click.Choice([size.value for size in PaperSize]),
    default="a4",
    show_default=True,
    help="Size of the paper.",
)


@click.command()
@FILE
@_OUTPUT
@click.option(
    "--area", "areas", multiple=True, metavar="NUMBER", help="An area, for example 3 or GE; can be given several times."
)
@click.option(
    "--per-page",
    type=click.IntRange(min(PER_PAGE), max(PER_PAGE)),
    default=2,
    show_default=True,
    help="Questions on a page.",
)
@_PAPER
@translator
def sheets(translate: Translator, file: Path, output: Path, areas: tuple[str, ...], per_page: int, paper: str) -> None:
    """Create blank question sheets to write on by hand. They have no answers. Without --area: all areas."""
    with open_to_read(translate, file) as document:
        wanted = _areas(document, areas) if areas else None
        form = question_sheets(document, areas=wanted, paper=PaperSize(paper), per_page=per_page)
    _write(translate, form, output)


@click.command()
@FILE
@_OUTPUT
@click.option("--session", "which", metavar="WHICH", help="Its number on the page Sessions, or its date, as 2026-12-31.")
@_PAPER
@translator
def attendance(translate: Translator, file: Path, output: Path, which: str | None, paper: str) -> None:
    """Create the attendance sheet of a session, to sign.

    Confidential people are not on it. Without --session: the one that is running, else the last one.
    """
    with open_to_read(translate, file) as document:
        form = attendance_list(document, _session(document, which), paper=PaperSize(paper))
    _write(translate, form, output)


def _write(translate: Translator, form: AnyForm, output: Path) -> None:
    result = write_form(form, output, maker=apart)
    say(translate, result.sentence())
    echo(f"SHA-256 {result.sha256}")


def _areas(document: Document, numbers: tuple[str, ...]) -> set[str]:
    by_number = {entry.number.casefold(): entry.id for entry in read_checklist(document).areas}
    unknown = [number for number in numbers if number.casefold() not in by_number]
    if unknown:
        raise NotFound(
            Message("There is no area {number}.", number=unknown[0]),
            safe=Message("No file was created."),
            advice=Message("The areas are: {numbers}.", numbers=tuple(map(str.upper, by_number))),
        )
    return {by_number[number.casefold()] for number in numbers}


def _session(document: Document, which: str | None) -> str:
    rows = document.read.every(Session)
    if which is None:
        running = running_session(document)
        found = [running] if running is not None else rows[-1:]
    else:
        found = [row for number, row in enumerate(rows, 1) if which in (str(number), row.date)]
    if len(found) != 1:
        raise NotFound(
            Message("It is not clear which session is meant, or there is none."),
            safe=Message("No file was created."),
            advice=Message("Give its number on the page Sessions, from 1 to {count}.", count=len(rows)),
        )
    return found[0].id


COMMANDS: tuple[click.Command, ...] = (sheets, attendance)
