"""What the commands share: files as arguments, output for people and for programs."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from workbench.document.document import Document
from workbench.errors import StorageFailed
from workbench.language.i18n import Message, Translator
from workbench.model.texts import escaped, visible

FILE = click.argument("file", type=click.Path(path_type=Path, readable=False))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
translator = click.make_pass_decorator(Translator)


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


def print_table(rows: list[tuple[str, str]]) -> None:
    """Prints names and values in two columns; continuation lines are indented."""
    width = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        lines = value.splitlines() or [""]
        echo(f"{name:<{width}}{lines[0]}".rstrip())
        for line in lines[1:]:
            echo(f"{'':<{width}}{line}".rstrip())
