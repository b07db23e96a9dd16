"""What the commands share: files as arguments, output for people and for programs."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from workbench.cli.wrapping import columns, in_lines
from workbench.document.document import Document
from workbench.errors import StorageFailed
from workbench.language.i18n import Message, Translator
from workbench.model.texts import escaped, visible

FILE = click.argument("file", type=click.Path(path_type=Path, readable=False))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
translator = click.make_pass_decorator(Translator)

_LEAST_BESIDE: Final = 30
"""Where fewer columns than these are left for the values of a table, they stand below their names."""


def echo(text: str = "") -> None:
    """Prints a text for a person, the only way to do so: what a file holds must not give orders to a terminal."""
    click.echo(visible(text))


def read_standard_input(most: int) -> bytes:
    """At most so many bytes of what is piped in. Raises :class:`StorageFailed` in a program without a console."""
    stream = sys.stdin
    if stream is None:
        raise StorageFailed(
            Message("There is no input to read the text from."),
            safe=Message("Nothing was changed."),
            advice=Message("Name a file with the text instead."),
        )
    return stream.buffer.read(most)


def say(translate: Translator, message: Message) -> None:
    """Prints a sentence for a person."""
    echo(translate(message))


@contextlib.contextmanager
def open_to_change(translate: Translator, file: Path) -> Iterator[Document]:
    """A file to write into. What opening did to an older one is told at once, also where the change is then refused."""
    with Document.open(file) as document:
        if document.migrated_copy is not None:
            say(
                translate,
                Message(
                    "This file was made by an older version of the program. "
                    "The file as it was is in the same folder: {name}.",
                    name=document.migrated_copy.name,
                ),
            )
        yield document


def print_json(value: Any) -> None:
    """Prints a value for a program: UTF-8, characters as they are, but for those that a terminal would obey."""
    click.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2)))


def print_table(rows: list[tuple[str, str]], *, indent: int = 0, least: int = 0, room: int | None = None) -> None:
    """Prints names and values in two columns; continuation lines are indented. ``least``: the names take so many columns.

    ``room``: the columns of the terminal, where lines are to be broken at it; None leaves them whole. In a narrow terminal
    the values stand below their names.
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
    """Prints a text with an indent, and so much more ``after`` its first line; ``room`` is as in :func:`print_table`."""
    first = " " * indent
    for line in in_lines(text, room and room - indent - after):
        echo(f"{first}{line}".rstrip())
        first = " " * (indent + after)
