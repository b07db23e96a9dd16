"""Commands for damaged files: recover, recovered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from workbench.checking.damaged_parts import told_row
from workbench.cli.common import (
    FILE,
    JSON,
    open_to_change,
    open_to_read,
    print_json,
    print_table,
    say,
    translator,
    who,
)
from workbench.document.document import Document
from workbench.language.i18n import Message, Translator
from workbench.model.rows import Answer, Question, Row
from workbench.operations.common import invalid
from workbench.recovering.going_on import continue_with
from workbench.recovering.in_doubt import InDoubt, accept, how_many_marks, in_doubt, what_marks_mean
from workbench.recovering.outcome import Recovered
from workbench.recovering.recover import look
from workbench.recovering.recover import recover as recover_file


@click.command()
@click.argument("damaged", type=click.Path(path_type=Path, readable=False))
@click.argument("new", type=click.Path(path_type=Path, readable=False), required=False)
@click.option("--in-place", is_flag=True, help="Continue in the file itself, if only its history is damaged.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@JSON
@translator
def recover(translate: Translator, damaged: Path, new: Path | None, *, in_place: bool, yes: bool, as_json: bool) -> None:
    """Write what can be read of a DAMAGED file into a NEW one. The damaged file is not changed.

    What is missing comes from the newest automatic copy and the checklist. Each answer that is perhaps not as it was written
    has a note. Without NEW: say what could be recovered.
    """
    if in_place and new is not None:
        raise click.UsageError("give either NEW or --in-place")
    if in_place:
        if not yes and not click.confirm(translate(Message("Continue in this file, and keep the damaged one beside it?"))):
            raise click.Abort
        continued = continue_with(damaged, identity=who())
        _tell(translate, continued.recovered, damaged, continued.kept, as_json=as_json)
    elif new is None:
        _tell(translate, look(damaged), None, None, as_json=as_json)
    else:
        _tell(translate, recover_file(damaged, new, identity=who()), new, None, as_json=as_json)


def _tell(translate: Translator, found: Recovered, ready: Path | None, kept: Path | None, *, as_json: bool) -> None:
    if as_json:
        print_json(_facts(found, ready, kept))
        return
    for sentence in found.sentences():
        say(translate, sentence)
    if kept is not None:
        say(translate, Message("The damaged file is kept as {name}.", name=kept.name))
    if ready is not None:
        say(translate, Message("{name} is ready.", name=ready.name))


def _facts(found: Recovered, ready: Path | None, kept: Path | None) -> dict[str, object]:
    return {
        "new": str(ready) if ready is not None else "",
        "kept": str(kept) if kept is not None else "",
        "as_it_was": found.is_as_it_was,
        "answers": {
            "whole": found.whole,
            "from_copy": list(found.copied),
            "doubtful": list(found.doubtful),
            "lost": list(found.lost),
        },
        "copy_at": found.copy_at.isoformat() if found.copy_at is not None else "",
        "elsewhere": {
            "from_copy": _by_table(found.others.copied),
            "doubtful": _by_table(found.others.doubtful),
            "lost": _by_table(found.others.lost),
            "people_in_doubt": found.people_in_doubt,
        },
        "attachments": {"whole": found.papers, "lost": found.papers_lost},
        "history": {"changes": found.history.changes, "whole": found.history.is_whole},
        "from_checklist": found.from_checklist,
    }


def _by_table(counts: Mapping[type[Row], int]) -> dict[str, int]:
    return {kind.table: count for kind, count in counts.items()}


@click.command()
@FILE
@click.argument("parts", nargs=-1, metavar="[PART]...")
@click.option("--all", "everything", is_flag=True, help="Accept all of them.")
@click.option("--marks", type=click.Choice(["keep", "remove"]), help="What becomes of marks that the recovery has set.")
@JSON
@translator
def recovered(
    translate: Translator, file: Path, parts: tuple[str, ...], marks: str | None, *, everything: bool, as_json: bool
) -> None:
    """Show what is in doubt after a recovery, or accept it.

    PART is the number of a question, or the id that stands before another part. Accepted answers have their note done. A
    mark that the recovery has set stays, unless you remove it.
    """
    if parts and everything:
        raise click.UsageError("name either parts or --all")
    if parts or everything:
        with open_to_change(translate, file) as document:
            chosen = _chosen(document, parts)
            accept(document, chosen=chosen, take_marks_off=_removes(translate, chosen, marks))
            said = Message("{count} part is accepted.", "{count} parts are accepted.", count=len(chosen))
        say(translate, said)
        return
    with open_to_read(translate, file) as document:
        numbers, found = _numbers(document), in_doubt(document)
        told = [_part(translate, document, numbers, each) for each in found]
    if as_json:
        print_json(told)
        return
    if not found:
        say(translate, Message("Nothing is in doubt in {name}.", name=file.name))
        return
    say(translate, Message("{count} part is in doubt:", "{count} parts are in doubt:", count=len(found)))
    print_table([(one["part"], one["what"]) for one in told])
    if how_many_marks(found):
        say(translate, what_marks_mean(how_many_marks(found)))


def _numbers(document: Document) -> dict[str, str]:
    return {row.id: row.number for row in document.read.every(Question) if row.number}


def _name(numbers: dict[str, str], each: InDoubt) -> str:
    """What a part is called on the command line: the number of its question, or its id."""
    return numbers.get(each.row.question_id, each.row.id) if isinstance(each.row, Answer) else each.row.id


def _part(translate: Translator, document: Document, numbers: dict[str, str], each: InDoubt) -> dict[str, Any]:
    told: dict[str, Any] = {"part": _name(numbers, each), "what": translate(told_row(document, each.row))}
    told |= {"table": each.row.table, "row_id": each.row.id, "marked": each.marked, "empty": each.is_empty}
    return told | {"note": each.note.text if each.note is not None else ""}


def _chosen(document: Document, parts: tuple[str, ...]) -> list[InDoubt]:
    """What was named; everything without names. Raises InvalidValue for what is not in doubt."""
    numbers, found = _numbers(document), in_doubt(document)
    known = {_name(numbers, each): each for each in found} | {each.row.id: each for each in found}
    for part in parts:
        if part not in known:
            raise invalid(
                Message("{part} is not in doubt.", part=part),
                Message("Choose something that the command “recovered” shows."),
            )
    return [known[part] for part in dict.fromkeys(parts)] if parts else list(found)


def _removes(translate: Translator, chosen: list[InDoubt], marks: str | None) -> bool:
    """Whether marks are to be removed; asks where nobody has said so."""
    count = how_many_marks(chosen)
    if marks is not None or not count:
        return marks == "remove"
    say(translate, what_marks_mean(count))
    return click.confirm(translate(Message("Take the marks off?")))


COMMANDS = (recover, recovered)
