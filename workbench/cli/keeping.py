"""Commands for automatic copies: copies, keep, restore."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from workbench.cli.common import FILE, JSON, echo, open_to_change, open_to_read, print_json, print_table, say, translator
from workbench.document.document import Document
from workbench.errors import NotFound, WorkbenchError
from workbench.keeping.folder import ELSEWHERE, Cause, KeptCopy, default_root, is_out_of_reach, listed, out_of_reach
from workbench.keeping.keeper import Keeper, bytes_of
from workbench.keeping.looking_back import (
    LookedInto,
    PartDifference,
    QuestionDifference,
    bring_back_all,
    bring_back_answer,
    bring_back_contribution,
    look_into,
    open_copy,
)
from workbench.language.i18n import Message, Translator
from workbench.operations.assessment import existing_question
from workbench.operations.common import invalid
from workbench.storage.files import must_not_exist


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False), required=False)
@JSON
@translator
def copies(translate: Translator, file: Path | None, *, as_json: bool) -> None:
    """Show the automatic copies of a file. Without FILE: the newest of each file on this computer.

    Beside each stands what is only in it.
    """
    if file is None:
        _list_all(translate, as_json=as_json)
        return
    with open_to_read(translate, file) as document:
        kept = _kept(document)
        found = [_facts(document, number, copy, _looked_into(document, copy)) for number, copy in enumerate(kept, 1)]
    if as_json:
        print_json(found)
    elif not found:
        say(translate, Message("There is no automatic copy of {name}.", name=file.name))
    for facts in () if as_json else found:
        told = _sentence(facts)
        say(translate, told if facts["of_this_file"] else Message("{told} {where}", told=told, where=ELSEWHERE))
        count = len(facts.get("contributions", ()))
        back = Message(
            "{count} contribution can be brought back: see --json.",
            "{count} contributions can be brought back: see --json.",
            count=count,
        )
        echo(f"  {translate(back)}") if count else None


def _kept(document: Document) -> list[KeptCopy]:
    """The copies of an assessment. Raises StorageFailed while their folder cannot be reached."""
    keeper = Keeper(document.read.assessment().id)
    keeper.must_be_in_reach()
    return keeper.copies()


def _list_all(translate: Translator, *, as_json: bool) -> None:
    if is_out_of_reach(default_root()):
        raise out_of_reach(default_root())
    told = [_of_an_assessment(kept) for kept in _every_file()]
    if as_json:
        print_json(told)
    elif not told:
        say(translate, Message("There are no automatic copies on this computer."))
    for facts in () if as_json else told:
        print_table([(facts["station"] or facts["administration"] or "-", facts["last"])])
        echo(f"  {facts['path']}")


def _every_file() -> Iterator[list[KeptCopy]]:
    """The copies of each file, newest first: several files may have the same assessment."""
    with contextlib.suppress(OSError):
        for folder in sorted(default_root().iterdir()):
            lines: dict[str, list[KeptCopy]] = {}
            for copy in listed(folder):
                lines.setdefault(copy.line, []).append(copy)
            yield from lines.values()


def _of_an_assessment(kept: list[KeptCopy]) -> dict[str, Any]:
    """The newest copy that can be opened, and whose assessment it is."""
    facts = {"administration": "", "station": "", "copies": len(kept), "last": _time(kept[0]), "path": str(kept[0].path)}
    for copy in kept:
        with contextlib.suppress(WorkbenchError), open_copy(copy) as then:
            row = then.read.assessment()
            return facts | {
                "administration": row.administration,
                "station": row.station,
                "last": _time(copy),
                "path": str(copy.path),
            }
    return facts


def _looked_into(document: Document, copy: KeptCopy) -> LookedInto | None:
    """What is in a copy; None if it cannot be opened."""
    try:
        with open_copy(copy) as then:
            return look_into(document, then)
    except WorkbenchError:
        return None


def _facts(document: Document, number: int, copy: KeptCopy, found: LookedInto | None) -> dict[str, Any]:
    facts = {"number": number, "at": copy.at.isoformat(), "time": _time(copy), "cause": copy.cause.value}
    facts["of_this_file"] = copy.is_of(document.path)
    facts |= {"path": str(copy.path), "bytes": copy.size, "sound": found is not None and copy.is_sound()}
    if found is None:
        return facts
    different = [difference.number for difference in found.differences]
    return facts | {
        "answered": found.answered,
        "questions": found.questions,
        "different": different,
        "contributions": [_contribution(each, part) for each in found.differences for part in each.parts],
        "elsewhere": found.elsewhere,
    }


def _contribution(difference: QuestionDifference, part: PartDifference) -> dict[str, Any]:
    """A contribution that can be brought back, with the id that ``restore --contribution`` wants."""
    return {
        "id": part.contribution,
        "question": difference.number,
        "author": part.author or "",
        "then": part.then,
        "now": part.now,
    }


def _sentence(facts: dict[str, Any]) -> Message:
    number, time = facts["number"], facts["time"]
    if not facts["sound"]:
        return Message("{number}. {time}. This copy is damaged.", number=number, time=time)
    answered, questions = facts["answered"], facts["questions"]
    if facts["different"]:
        return Message(
            "{number}. {time}. Questions answered: {answered} of {questions}. Other than now: {different}.",
            number=number,
            time=time,
            different=tuple(facts["different"]),
            answered=answered,
            questions=questions,
        )
    if facts["elsewhere"]:
        return Message(
            "{number}. {time}. Questions answered: {answered} of {questions}. All answers are as now, other pages are not.",
            number=number,
            time=time,
            answered=answered,
            questions=questions,
        )
    return Message(
        "{number}. {time}. Questions answered: {answered} of {questions}. Everything is as now.",
        number=number,
        time=time,
        answered=answered,
        questions=questions,
    )


def _time(copy: KeptCopy) -> str:
    return f"{copy.at.astimezone():%Y-%m-%d %H:%M:%S}"


@click.command()
@FILE
@translator
def keep(translate: Translator, file: Path) -> None:
    """Make an automatic copy of a file now, as it is saved.

    It also works while a window has the file open.
    """
    with open_to_read(translate, file, newest=True) as document:
        keeper = Keeper(document.read.assessment().id)
        copy = keeper.keep(bytes_of(document), document.as_of or document.now(), Cause.ASKED, file)
    say(translate, Message("A copy of {name} was kept, as it was at {time}.", name=file.name, time=_time(copy)))


@click.command()
@FILE
@click.argument("number", type=click.IntRange(min=1))
@click.option("--to", "new", type=click.Path(path_type=Path, readable=False), help="Write the copy as this new file.")
@click.option("--question", metavar="N", help="Bring back only the answer to this question.")
@click.option("--contribution", metavar="ID", help="Bring back only this contribution: “copies --json” has the ids.")
@click.option("--all", "everything", is_flag=True, help="Bring back everything, in the file itself.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@translator
def restore(
    translate: Translator,
    file: Path,
    number: int,
    new: Path | None,
    question: str | None,
    contribution: str | None,
    *,
    everything: bool,
    yes: bool,
) -> None:
    """Bring back an automatic copy. NUMBER is one that the command “copies” shows."""
    if sum(given is not None for given in (new, question, contribution)) + everything != 1:
        raise click.UsageError("name one of --to, --question, --contribution and --all")
    if new is not None:
        must_not_exist(new)
        with open_to_read(translate, file) as document, open_copy(_chosen(document, number)) as then:
            then.save_copy(new)
        say(translate, Message("{name} is ready.", name=new.name))
        return
    with open_to_change(translate, file) as document, open_copy(_chosen(document, number)) as then:
        if everything:
            if not yes and not click.confirm(translate(Message("Bring back everything as it was in this copy?"))):
                raise click.Abort
            Keeper(document.read.assessment().id).keep(bytes_of(document), document.now(), Cause.BEFORE, file)
            bring_back_all(document, then)
        elif contribution is not None:
            bring_back_contribution(document, then, contribution=contribution)
        else:
            bring_back_answer(document, then, question=existing_question(document, question or "").id)
        say(translate, Message("It is as it was in the copy."))


def _chosen(document: Document, number: int) -> KeptCopy:
    kept = _kept(document)
    if not kept:
        raise NotFound(
            Message("There is no automatic copy of {name}.", name=document.path.name),
            safe=Message("Nothing was changed."),
            advice=Message("Look for a copy that you made yourself."),
        )
    if number > len(kept):
        raise invalid(
            Message("There is only {count} copy.", "There are only {count} copies.", count=len(kept)),
            Message("Choose a number that the command “copies” shows."),
        )
    return kept[number - 1]


COMMANDS = (copies, keep, restore)
