"""Commands about what people say beside the agreed answers: contribute, hands, notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from workbench.cli.common import FILE, JSON, echo, open_to_change, open_to_read, print_json, say, translator
from workbench.cli.questions import QUESTION, read_text
from workbench.document.document import Document
from workbench.errors import NotFound
from workbench.language.folding import fold
from workbench.language.i18n import Message, Translator
from workbench.model.flat import flat
from workbench.model.labels import label
from workbench.model.raised_hands import COUNTED, hands_on_question, written_hands
from workbench.model.rows import Contributor, Hand, WorkingGroup
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ContributionKind, Level, MeasureStatus
from workbench.operations.assessment import existing_question
from workbench.operations.common import invalid
from workbench.operations.hands import count_line_on_question
from workbench.operations.notes import notes_of
from workbench.operations.voices import add_contribution

_KINDS: Final = {
    "before": ContributionKind.BEFORE,
    "group": ContributionKind.GROUP,
    "different": ContributionKind.DISSENT,
    "note": ContributionKind.NOTE,
}
"""The words for kinds that a script can choose; what copies bring along is none of them."""
_TEXT = click.option("--text", help="The text of it.")
_TEXT_FILE = click.option(
    "--text-file",
    type=click.Path(path_type=Path, allow_dash=True, readable=False),
    help="A UTF-8 file with the text; use - for standard input.",
)


@click.command()
@FILE
@QUESTION
@_TEXT
@_TEXT_FILE
@click.option(
    "--kind", type=click.Choice([*_KINDS]), help="What kind of contribution it is; different: they see it differently."
)
@click.option(
    "--from", "author", help="The name of a working group or a person, as on the page People. Without it, nobody is named."
)
@click.option("--status", type=click.Choice([status.value for status in MeasureStatus]), help="The status as they see it.")
@click.option("--priority", type=click.Choice([level.value for level in Level]), help="The priority as they see it.")
@click.option("--causes", help="Why the measure is missing or does not work, as they see it.")
@click.option("--confidential", is_flag=True, help="Mark it as confidential, so that it is not in public editions.")
@translator
def contribute(
    translate: Translator,
    /,
    file: Path,
    question: str,
    text: str | None,
    text_file: Path | None,
    kind: str | None,
    author: str | None,
    *,
    confidential: bool,
    **judged: str | None,
) -> None:
    """Add what a group or a person says about a question. It is saved when the command returns."""
    values: dict[str, Any] = {name: value for name, value in judged.items() if value is not None}
    said = _one_text(translate, text, text_file, judged=bool(values))
    values |= {"confidential": True} if confidential else {}
    with open_to_change(translate, file) as document:
        row = existing_question(document, question)
        who = {} if author is None else _author(document, author)
        spoken = None if kind is None else _KINDS[kind]
        if spoken is None and not who:
            spoken = ContributionKind.BEFORE
        add_contribution(document, question=row.id, text=said, kind=spoken, **who, **values)
    say(translate, Message("The contribution to {number} is saved.", number=row.number))


def _one_text(translate: Translator, text: str | None, text_file: Path | None, *, judged: bool = False) -> str:
    """What is said. Raises :class:`~workbench.errors.InvalidValue` if that is nothing, and there is no judgement either."""
    if (text is None) == (text_file is None):
        raise click.UsageError(translate(Message("Give either --text or --text-file.")))
    said = read_text(text_file) if text_file is not None else text or ""
    if is_blank(said) and not judged:
        raise invalid(Message("The contribution has no text."), Message("Give a text that is not empty."))
    return said


def _author(document: Document, name: str) -> dict[str, str]:
    """The group or the person with a name, in any case. Raises :class:`~workbench.errors.NotFound`, also if two have it."""
    wanted = fold(name)
    groups = [{"group": row.id} for row in document.read.every(WorkingGroup) if fold(row.name) == wanted]
    people = [{"contributor": row.id} for row in document.read.every(Contributor) if fold(row.name) == wanted]
    found = [*groups, *people]
    if len(found) == 1:
        return found[0]
    what = Message("There is nobody with this name.") if not found else Message("This name is there more than once.")
    raise NotFound(
        what,
        safe=Message("Nothing was changed."),
        advice=Message("Write the name as on the page People, where each is entered once."),
    )


@click.command()
@FILE
@QUESTION
@click.argument("counts", required=False, metavar="[COUNTS]")
@JSON
@translator
def hands(translate: Translator, file: Path, question: str, counts: str | None, *, as_json: bool) -> None:
    """Count raised hands for the status of a question or show them. COUNTS is like "2 7 3".

    One number for each status, in this order: does not exist, on paper only, applied in part, applied and effective, not
    applicable. Those that are missing are 0.
    """
    if counts is not None:
        with open_to_change(translate, file) as document:
            row = existing_question(document, question)
            count_line_on_question(document, question=row.id, line=counts)
        say(translate, Message("The raised hands for {number} are saved.", number=row.number))
        return
    with open_to_read(translate, file) as document:
        rows = document.read.where(Hand, question_id=existing_question(document, question).id)
    found = hands_on_question(rows)
    if as_json:
        print_json({"line": written_hands(found), **{status.value: found[status] for status in COUNTED}})
    else:
        for status in COUNTED:
            echo(f"{found[status]:>3}  {translate(label(status))}")


@click.command()
@FILE
@_TEXT
@_TEXT_FILE
@JSON
@translator
def notes(translate: Translator, file: Path, text: str | None, text_file: Path | None, *, as_json: bool) -> None:
    """Show the notes about no question, or add one."""
    if text is not None or text_file is not None:
        said = _one_text(translate, text, text_file)
        with open_to_change(translate, file) as document:
            add_contribution(document, question=None, kind=ContributionKind.NOTE, text=said)
        say(translate, Message("The note is saved."))
        return
    with open_to_read(translate, file) as document:
        rows = notes_of(document)
    if as_json:
        print_json([flat(row) for row in rows])
        return
    for row in rows:
        lines = row.text.strip().splitlines() or [""]
        mark = "x" if row.done else "-"
        echo(f"{mark} {lines[0]}")
        for line in lines[1:]:
            echo(f"  {line}")


COMMANDS: tuple[click.Command, ...] = (contribute, hands, notes)
