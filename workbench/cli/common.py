"""What the commands share: files as arguments, output for people and for programs."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from workbench.carrying.newest import open_newest, told_of_state
from workbench.carrying.one_change import changed_where_it_is_safe
from workbench.cli.wrapping import columns, in_lines
from workbench.document.document import Document, Identity
from workbench.errors import StorageFailed, WorkbenchError
from workbench.language.i18n import Message, Translator
from workbench.model.texts import escaped, visible
from workbench.privacy.withholding import NameDecision
from workbench.reports.contents import Progress
from workbench.reports.frames import Job, ResultT
from workbench.system.own_files import SHORT_NAME

FILE = click.argument("file", type=click.Path(path_type=Path, readable=False))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
translator = click.make_pass_decorator(Translator)

WHO: Final = "INTEGRITY_WORKBENCH_WHO"
"""The variable of the environment that names who works: a role, in the place of the account and the computer."""

MEANWHILE: Final = "workbench.cli.meanwhile"
"""Set in the context of click when a command has read a file that is open elsewhere, or for which newer work waits."""

_LEAST_BESIDE: Final = 30
"""If there are fewer columns for the values of a table, they are printed below their names."""


def echo(text: str = "") -> None:
    """Prints a text for a person. Nothing else may do so: the content of a file must not control a terminal."""
    click.echo(visible(text))


def read_standard_input(most: int) -> bytes:
    """At most ``most`` bytes of the input. Raises :class:`~workbench.errors.StorageFailed` if there is no console."""
    stream = sys.stdin
    if stream is None:
        raise StorageFailed(
            Message("There is no input to read the text from."),
            safe=Message("Nothing was changed."),
            advice=Message("Name a file with the text instead."),
        )
    return stream.buffer.read(most)


def say(translate: Translator, message: Message) -> None:
    """Prints a message for a person, in the person's language."""
    echo(translate(message))


def who() -> Identity:
    """Who is noted in the history: the role that :data:`WHO` says, or the account and the computer."""
    return Identity.in_role(os.environ.get(WHO, ""))


@contextlib.contextmanager
def open_to_change(translate: Translator, file: Path) -> Iterator[Document]:
    """Opens a file for writing. If that converted an older file, says so at once, even if the change is then refused.

    A file on a stick, a share or in a synchronised folder is changed in a working copy, which is then put back whole.
    """
    with changed_where_it_is_safe(file, who()) as document:
        if document.migrated_copy is not None:
            say(
                translate,
                Message(
                    "This file was made by an older version of the program. "
                    "The file as it was is in the same folder: {name}.",
                    name=document.migrated_copy.name,
                ),
            )
        document.before_much = partial(_copy_first, translate, document)
        yield document


def _copy_first(translate: Translator, document: Document) -> None:
    """Makes an automatic copy before much is brought in or replaced; if there is none, that is said, and work goes on."""
    from workbench.keeping.keeper import copy_first

    try:
        copy_first(document)
    except WorkbenchError as error:
        click.echo(f"{SHORT_NAME}: {visible(translate(error.what))}", err=True)


@contextlib.contextmanager
def open_to_read(translate: Translator, file: Path, *, newest: bool = False) -> Iterator[Document]:
    """Opens a file for reading only. Says if it is open elsewhere, or if newer work waits for it, and of what time.

    ``newest``: opens that newer work in its place, if there is some.
    """
    opened = open_newest(file, identity=who()) if newest else Document.open(file, read_only=True, identity=who())
    with opened as document:
        told = told_of_state(document)
        if told:
            click.get_current_context().meta[MEANWHILE] = True
            click.echo(f"{SHORT_NAME}: {visible(' '.join(map(translate, told)))}", err=True)
        yield document


def apart(job: Job[ResultT], progress: Progress) -> ResultT:
    """Runs the job in a process of its own: it is ended if it hangs, and it tidies up if this process is killed."""
    from workbench.reports.process import ExportProcess

    return ExportProcess().run(job, progress)


def name_decision(translate: Translator, *, withheld: bool, reviewed: bool) -> NameDecision:
    """What the two options about names say together."""
    if withheld and reviewed:
        raise click.UsageError(translate(Message("Give either --withhold-names or --names-reviewed.")))
    return NameDecision.WITHHOLD if withheld else NameDecision.LEAVE if reviewed else NameDecision.REFUSE


def print_json(value: Any) -> None:
    """Prints a value for a program, in UTF-8; only characters that could control a terminal are escaped."""
    click.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2)))


def print_table(rows: list[tuple[str, str]], *, indent: int = 0, least: int = 0, room: int | None = None) -> None:
    """Prints names and values in two columns, with further lines of a value indented.

    ``least`` is the least width of the names. ``room`` is the width of the terminal, at which lines are broken, and None for
    whole lines. In a narrow terminal the values are below their names.
    """
    width = indent + max(least, *(columns(name) for name, _ in rows)) + 2
    stacked = room is not None and room - width < _LEAST_BESIDE
    for name, value in rows:
        first = f"{' ' * indent}{name}{' ' * (width - indent - columns(name))}"
        if stacked:
            echo(first.rstrip())
            print_block(value, indent=2 * indent, room=room)
            continue
        for line in in_lines(value, room and room - width) or [""]:
            echo(f"{first}{line}".rstrip())
            first = " " * width


def print_block(text: str, *, indent: int = 0, after: int = 0, room: int | None = None) -> None:
    """Prints a text with an indent, and ``after`` more for all but its first line; ``room`` is as in :func:`print_table`."""
    first = " " * indent
    for line in in_lines(text, room and room - indent - after):
        echo(f"{first}{line}".rstrip())
        first = " " * (indent + after)
