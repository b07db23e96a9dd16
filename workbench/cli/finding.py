"""Commands that find words in all that people wrote, and replace them: find, replace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import click

from workbench.checklist.tree import read_checklist
from workbench.cli.common import FILE, JSON, echo, open_to_change, open_to_read, print_json, print_table, say, translator
from workbench.document.document import Document
from workbench.finding.texts import PART_LABELS, Hit, Part, find_words, written_texts
from workbench.finding.words import Wanted
from workbench.language.i18n import Message, Translator
from workbench.operations.replacing import replace_words

_EXACT = click.option("--exact", is_flag=True, help="With these capitals and accents only.")
_WHOLE = click.option("--whole-words", "whole", is_flag=True, help="Whole words only.")
_NAMES: Final = [part.value for part in Part]


def _in(*usual: Part) -> Callable[..., Any]:
    return click.option(
        "--in",
        "parts",
        type=click.Choice(_NAMES),
        multiple=True,
        default=[part.value for part in usual],
        show_default=True,
        help="The part of the assessment; can be given several times.",
    )


@click.command()
@FILE
@click.argument("words")
@_in(*Part)
@_EXACT
@_WHOLE
@JSON
@translator
def find(
    translate: Translator, file: Path, words: str, parts: Sequence[str], *, exact: bool, whole: bool, as_json: bool
) -> None:
    """Find WORDS in the texts of an assessment.

    Capitals and accents make no difference. What is confidential is shown too: this is not the public edition.
    """
    with open_to_read(translate, file) as document:
        hits, headings = _found(translate, document, Wanted(words, exact=exact, whole=whole), parts)
    if as_json:
        print_json({"hits": [_table(hit) for hit in hits], "count": len(hits)})
    else:
        _print(translate, hits, headings)


@click.command()
@FILE
@click.argument("old")
@click.argument("new")
@_in(Part.ANSWERS)
@_EXACT
@_WHOLE
@click.option("--dry-run", is_flag=True, help="Only show what would be replaced.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@JSON
@translator
def replace(
    translate: Translator,
    file: Path,
    old: str,
    new: str,
    parts: Sequence[str],
    *,
    exact: bool,
    whole: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Replace the words OLD with NEW in answers.

    Other parts are changed when --in names them. All places are shown first, then it asks. It is one change: if one text
    would become too long, none is changed. The earlier texts stay in the history.
    """
    if as_json and not (dry_run or yes):
        raise click.UsageError(translate(Message("Give --yes or --dry-run together with --json: nothing can be asked.")))
    with open_to_read(translate, file) if dry_run else open_to_change(translate, file) as document:
        hits, headings = _found(translate, document, Wanted(old, exact=exact, whole=whole), parts)
        if not as_json:
            _print(translate, hits, headings)
        changes = bool(hits) and not dry_run
        if changes and not yes and not click.confirm(translate(Message("Replace them all with “{words}”?", words=new))):
            raise click.Abort
        texts = replace_words(document, hits=hits, words=new) if changes else 0
    if as_json:
        print_json({"hits": [_table(hit) for hit in hits], "count": len(hits), "changed_texts": texts})
    elif texts:
        say(translate, Message("{count} text was changed.", "{count} texts were changed.", count=texts))


Headings = dict[str, str]


def _found(translate: Translator, document: Document, wanted: Wanted, parts: Sequence[str]) -> tuple[list[Hit], Headings]:
    """The hits, and the headings over them: of each area, and of each other part."""
    checklist = read_checklist(document)
    texts = written_texts(document, checklist, [Part(name) for name in parts])
    headings = {entry.id: f"{entry.number}  {entry.title}" for entry in checklist.areas}
    return find_words(texts, wanted), headings | {part.value: translate(label) for part, label in PART_LABELS.items()}


def _heading(hit: Hit) -> str:
    return hit.where.area or hit.where.part.value


def _print(translate: Translator, hits: Sequence[Hit], headings: Headings) -> None:
    for part, of_part in groupby(hits, key=lambda hit: hit.where.part):
        for heading, group in groupby(of_part, key=_heading):
            listed = list(group)
            under = headings.get(heading, headings[part.value])
            echo(translate(Message("{place}: {count} place", "{place}: {count} places", place=under, count=len(listed))))
            print_table([(_place(translate, hit), _shown(hit)) for hit in listed], indent=2)
    say(
        translate,
        Message("{count} place was found.", "{count} places were found.", count=len(hits))
        if hits
        else Message("Nothing was found."),
    )


def _place(translate: Translator, hit: Hit) -> str:
    where = hit.where
    named = " ".join(part for part in (where.number, translate(where.label)) if part)
    return translate(Message("{place} (confidential)", place=named)) if where.is_confidential else named


def _shown(hit: Hit) -> str:
    before, found, behind = hit.around()
    return f"{before}[{found}]{behind}"


def _table(hit: Hit) -> dict[str, Any]:
    where = hit.where
    return {
        "part": where.part.value,
        "area": where.area,
        "number": where.number,
        "title": where.title,
        "id": where.row.id,
        "field": where.field,
        "start": hit.start,
        "end": hit.end,
        "text": where.text[hit.start : hit.end],
        "around": "".join(hit.around()),
        "confidential": where.is_confidential,
    }


COMMANDS: tuple[click.Command, ...] = (find, replace)
