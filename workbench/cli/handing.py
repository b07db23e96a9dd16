"""Commands for handing on and forgetting: copy, forget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from workbench.carrying.opening import copy_of
from workbench.carrying.removing import WORKING_COPIES_LEFT, forget_copies
from workbench.carrying.working_copy import default_root
from workbench.cli.common import FILE, echo, name_decision, open_to_change, open_to_read, say, translator
from workbench.document.document import Document
from workbench.errors import InvalidValue
from workbench.keeping.keeper import AUTOMATIC_LEFT, HISTORY_IN_COPIES, Keeper
from workbench.language.folding import fold
from workbench.language.i18n import Message, Translator
from workbench.language.typed_dates import read_date, system_order
from workbench.model.computer import in_one_line
from workbench.model.limits import is_day
from workbench.model.moments import start_in_utc
from workbench.model.rows import Contributor
from workbench.model.texts import visible
from workbench.operations.common import LIKE_A_DAY, invalid
from workbench.operations.copies import NOT_IN_COPIES, also_remove, copies_of, kept_by_the_program, remove_kept, told_kept
from workbench.operations.for_older import copy_for_format, told_of
from workbench.operations.forgetting import (
    NOT_REWRITTEN,
    Forecast,
    forget_history,
    forget_name,
    forget_person,
    forget_question,
    removed_people,
    told,
)
from workbench.operations.forgetting_beside import LEFT_BESIDE
from workbench.operations.handing_on import begin_from, copy_without_attachments, copy_without_history
from workbench.privacy.withholding import NameDecision
from workbench.storage.way_down import Loss

NEW = click.argument("new", type=click.Path(path_type=Path, readable=False))


@click.command()
@FILE
@NEW
@click.option("--without-history", is_flag=True, help="Copy only what is in the file now: no earlier versions, no accounts.")
@click.option("--without-attachments", is_flag=True, help="Copy without the attachments; their names and sizes stay.")
@click.option(
    "--as",
    "what",
    type=click.Choice(["template"]),
    help="Start another assessment with the same questions: no answers, no plan, no people.",
)
@click.option(
    "--for-format",
    "number",
    type=int,
    metavar="N",
    help="Write it for older programs, which know this format of the file, and say what is not in the copy.",
)
@click.option("--withhold-names", is_flag=True, help="In a template, put [name withheld] in place of names of people.")
@click.option("--names-reviewed", is_flag=True, help="The names of people in the texts of a template may stay.")
@translator
def copy(
    translate: Translator,
    file: Path,
    new: Path,
    what: str | None,
    number: int | None,
    *,
    without_history: bool,
    without_attachments: bool,
    withhold_names: bool,
    names_reviewed: bool,
) -> None:
    """Copy a file to hand it on. NEW must not exist.

    A template whose texts name people of the register is not created, unless one of the two options about names says what
    happens to them.
    """
    if (what is not None) + (number is not None) + (without_history or without_attachments) > 1:
        raise click.UsageError("choose one of --as, --for-format, and --without-history or --without-attachments")
    names = name_decision(translate, withheld=withhold_names, reviewed=names_reviewed)
    if what is None and names is not NameDecision.REFUSE:
        raise click.UsageError(translate(Message("Names are looked for in a template only: add --as template.")))
    with open_to_read(translate, file) as document:
        lost: tuple[Loss, ...] = ()
        if number is not None:
            lost = copy_for_format(document, new, number)
        elif what is not None:
            begin_from(document, new, names=names)
        elif without_history:
            copy_without_history(document, new, attachments=not without_attachments)
        elif without_attachments:
            copy_without_attachments(document, new)
        else:
            _save_copy(document, new)
        remaining = _remaining(document) if without_history else ()
    for line in (Message("{name} is ready.", name=new.name), *remaining):
        say(translate, line)
    for loss in lost:
        echo(f"  {translate(told_of(loss))}")


def _save_copy(document: Document, new: Path) -> None:
    if new.exists():
        raise _there_already(new)
    document.save_copy(new)


def _remaining(document: Document) -> tuple[Message, ...]:
    """What is to be known after a copy without history: where the history still is."""
    keeper = Keeper(document.read.assessment().id)
    return (HISTORY_IN_COPIES,) if keeper.copies() or keeper.is_away else ()


def _there_already(path: Path) -> InvalidValue:
    return invalid(Message("There is already a file {name}.", name=path.name), Message("Choose another name."))


@click.command()
@FILE
@click.option("--question", metavar="N", help="What was written about this question.")
@click.option("--person", metavar="NAME", help="This person, wherever the name is written.")
@click.option("--history", is_flag=True, help="Earlier versions, and who wrote what.")
@click.option("--before", metavar="DATE", help="Of the history, only what was replaced before this day (3 March 2026).")
@click.option("--kept-too", is_flag=True, help="Also remove what the program itself has kept of the file.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@translator
def forget(
    translate: Translator,
    file: Path,
    question: str | None,
    person: str | None,
    before: str | None,
    *,
    history: bool,
    kept_too: bool,
    yes: bool,
) -> None:
    """Forget something for good: nothing of it stays in the file."""
    if sum((question is not None, person is not None, history)) != 1 or (before is not None and not history):
        raise click.UsageError("name one of --question, --person and --history; --before goes with --history")
    with open_to_change(translate, file) as document:
        if question is not None:
            run: Callable[..., Forecast] = partial(forget_question, document, question)
        elif person is not None:
            run = _forgetting(document, person)
        else:
            run = partial(forget_history, document, _start_of(before))
        kept = _tell(translate, document, run(only_look=True))
        if not yes and not click.confirm(translate(Message("Forget it? Nothing can bring it back."))):
            raise click.Abort
        if kept and not kept_too and not yes:
            kept_too = click.confirm(visible(translate(also_remove(kept))))
        found = run()
        say(translate, Message("It is forgotten."))
        for sentence in _left(document, found, kept if kept_too else []):
            say(translate, sentence)


def _left(document: Document, found: Forecast, kept: list[Path]) -> Iterator[Message]:
    """Removes from this computer what has what was forgotten; says what stays and why."""
    assessment = document.read.assessment()
    if found.left_beside:
        yield LEFT_BESIDE
    still = remove_kept(kept, document.path)
    if still:
        yield told_kept(still)
    if Keeper(assessment.id).forget():
        yield AUTOMATIC_LEFT
    if forget_copies(default_root(), assessment, but=copy_of(document)):
        yield WORKING_COPIES_LEFT
    if document.to_be_rewritten:
        yield NOT_REWRITTEN


def _tell(translate: Translator, document: Document, found: Forecast) -> list[Path]:
    """Says what goes, and which copies stay; returns those of them that the program has made unasked."""
    for sentence in told(found):
        say(translate, sentence)
    copies = copies_of(document.path, document.read.assessment().id, work=document.read.connection.path)
    if copies:
        say(translate, NOT_IN_COPIES)
        folder = document.path.absolute().parent
        for path in copies:
            echo(f"  {in_one_line(path.name if path.parent == folder else str(path))}")
    return kept_by_the_program(copies, document.path)


def _forgetting(document: Document, name: str) -> Callable[..., Forecast]:
    """What forgets a person: of the register, or else one who was removed from it, or else one who is only written about."""
    found = [row.id for row in document.read.every(Contributor) if name == row.id or fold(row.name) == fold(name)]
    if len(found) > 1:
        raise invalid(
            Message("{count} people have the name {name}.", count=len(found), name=name),
            Message("Change the name of the others first, so that it is clear who is meant."),
        )
    found = found or [row.id for row in removed_people(document) if fold(row.name) == fold(name)]
    return partial(forget_person, document, found[0]) if found else partial(forget_name, document, name)


def _start_of(day: str | None) -> str:
    """The first moment of a day; empty without a day. A day that can be read in two ways is refused: nothing comes back."""
    if day is None:
        return ""
    found = read_date(day, system_order())
    if found is None or not is_day(found.iso):
        raise invalid(Message("{day} is not a day.", day=day), LIKE_A_DAY)
    if found.doubtful:
        raise invalid(
            Message("{day} can be read in two ways.", day=day), Message("Write the month as a word: 3 March 2026.")
        )
    return start_in_utc(found.iso)


COMMANDS = (copy, forget)
