"""The command recover."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from workbench.cli.common import JSON, print_json, say, translator, who
from workbench.language.i18n import Message, Translator
from workbench.model.rows import Row
from workbench.recovering.going_on import continue_with
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


COMMANDS = (recover,)
