"""The command that adds the rows of a table: people, documents and the like, as a paste does in the window."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from workbench.cli.common import FILE, echo, open_to_change, say, translator
from workbench.cli.questions import read_given
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.exchange.paste_columns import guess_columns
from workbench.exchange.paste_targets import TARGETS, PasteTarget
from workbench.exchange.pasted_rows import LookedRow, add_rows, look_at, reading_for
from workbench.language.i18n import Message, Translator
from workbench.model.rows import Activity, BackgroundDocument, Contributor, Indicator, Row, Session, WorkingGroup
from workbench.operations.common import invalid
from workbench.tables.cells import MOST_CHARACTERS, Cells, read_text
from workbench.tables.html import read_html

_KINDS: Final[dict[str, type[Row]]] = {
    "people": Contributor,
    "groups": WorkingGroup,
    "documents": BackgroundDocument,
    "sessions": Session,
    "activities": Activity,
    "indicators": Indicator,
}

_TOO_LONG: Final = Message("The table is too large.")
_FEWER: Final = Message("Give it in several parts.")


@click.command()
@FILE
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("table", type=click.Path(path_type=Path, readable=False), default="-")
@click.option("--dry-run", is_flag=True, help="Only show what would be added.")
@translator
def paste(translate: Translator, file: Path, kind: str, table: Path, *, dry_run: bool) -> None:
    """Add the rows of a table as people, documents and so on.

    TABLE is a file, or - for the input: text with tabs, or HTML, as spreadsheets copy it. A first row may name columns.
    A row whose name is there already is not added, and neither is one that is refused: both are shown with their reason.
    The others are added as one change.
    """
    cells, target = _cells(read_given(table, MOST_CHARACTERS, _TOO_LONG, _FEWER)), TARGETS[_KINDS[kind]]
    with Document.open(file, read_only=True) if dry_run else open_to_change(translate, file) as document:
        reading = reading_for(document)
        guess = guess_columns(cells, target, reading)
        looked = look_at(document, target, cells, guess.columns, headings=guess.headings, reading=reading)
        taken = [row for row in looked if row.row is not None and row.there is None]
        _tell_left(translate, looked)
        if taken and not dry_run:
            add_rows(document, target=target, rows=taken)
    _tell_taken(translate, target, len(taken), dry_run=dry_run)


def _cells(text: str) -> Cells:
    """The first table of a text. Raises InvalidValue when there is none, or too much of it."""
    tables = read_html(text).tables if text.lstrip().startswith("<") else (read_text(text),)
    if not tables or not any(cell.strip() for row in tables[0] for cell in row):
        raise invalid(
            Message("There is no table."), Message("Copy the cells of a spreadsheet as text with tabs, or as HTML.")
        )
    return tables[0]


def _tell_left(translate: Translator, looked: tuple[LookedRow, ...]) -> None:
    for row in looked:
        why = row.there if row.refused is None else _sentences(row.refused, translate)
        if why is not None:
            said = Message("Row {number} is not added: {title}. {why}", number=row.number, title=row.title or "-", why=why)
            echo(translate(said))


def _sentences(refused: WorkbenchError, translate: Translator) -> str:
    return " ".join(translate(part) for part in (refused.what, refused.advice) if part is not None)


def _tell_taken(translate: Translator, target: PasteTarget, count: int, *, dry_run: bool) -> None:
    rows = target.counted(count)
    say(translate, Message("It would add {rows}.", rows=rows) if dry_run else Message("Added: {rows}.", rows=rows))


COMMANDS = (paste,)
