"""Commands for work that waits on this computer for its USB stick or share: carried, put."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from workbench.carrying.newest import stored_at
from workbench.carrying.waiting import Ended, put_what_waits
from workbench.carrying.words import from_this_computer
from workbench.carrying.working_copy import WorkingCopy, copies_in, default_root, without_record
from workbench.cli.common import FILE, JSON, echo, print_json, print_table, say, translator, who
from workbench.language.i18n import Message, Translator


@click.command()
@JSON
@translator
def carried(translate: Translator, *, as_json: bool) -> None:
    """Show the work that waits for its USB stick or share."""
    told = [_facts(copy) for copy in copies_in(default_root()) if copy.is_waiting]
    told += [{"title": "", "file": "", "path": str(path), "stored": ""} for path in without_record(default_root())]
    if as_json:
        print_json(told)
    elif not told:
        say(translate, Message("Nothing on this laptop waits for a USB stick or a network folder."))
    for facts in () if as_json else told:
        print_table([(facts["title"] or "-", facts["stored"])])
        echo(f"  {facts['file'] or facts['path']}")


def _facts(copy: WorkingCopy) -> dict[str, Any]:
    at = stored_at(copy)
    stored = f"{at:%Y-%m-%d %H:%M:%S}" if at is not None else ""
    return {"title": copy.record.title, "file": copy.record.home, "path": str(copy.file), "stored": stored}


@click.command()
@FILE
@translator
def put(translate: Translator, file: Path) -> None:
    """Put what waits onto its USB stick or share.

    A file that was changed there stays as it is; what waits is then put beside it.
    """
    beside = translate(from_this_computer(file, datetime.now().astimezone()))
    end = put_what_waits(file, beside, who())
    if end.how is Ended.NOTHING:
        say(translate, Message("Nothing waits for {name}.", name=file.name))
    elif end.how is Ended.PUT:
        say(translate, Message("{name} has everything now.", name=end.path.name))
    else:
        told = Message(
            "{name} was changed meanwhile and stays as it is. Your work is beside it: {ours}.",
            name=file.name,
            ours=end.path.name,
        )
        say(translate, told)


COMMANDS = (carried, put)
