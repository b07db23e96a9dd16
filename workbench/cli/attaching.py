"""Commands about the papers behind background documents: attach, attachments, detach, extract."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.common import FILE, JSON, echo, open_to_change, open_to_read, print_json, say, translator
from workbench.document.document import Document
from workbench.errors import NotFound
from workbench.exchange.attached_file import to_link, to_store
from workbench.language.folding import fold
from workbench.language.i18n import Message, Translator
from workbench.language.sizes import told_size
from workbench.model.rows import Attachment, BackgroundDocument
from workbench.operations.attached_files import STATES, Attached, attached, save_attachment
from workbench.operations.attachments import add_documents, attach, remove_attachment, size_warning
from workbench.operations.common import invalid
from workbench.storage.writing import must_not_exist

_PATH = click.argument("path", type=click.Path(path_type=Path, readable=False))
_ATTACHMENT = click.argument("attachment")


@click.command("attach")
@FILE
@click.argument("document")
@_PATH
@click.option("--link", is_flag=True, help="Only remember where it is, and do not save it in the assessment.")
@translator
def attach_file(translate: Translator, file: Path, document: str, path: Path, *, link: bool) -> None:
    """Attach the paper itself to a background document. DOCUMENT is its title; - adds one with the name of the paper."""
    with open_to_change(translate, file) as opened:
        entry = None if document == "-" else _entry(opened, document)
        found = to_link(opened, [path]) if link else to_store([path])
        if entry is None:
            add_documents(opened, found=found)
        else:
            attach(opened, entry=entry, found=found)
        kept = (
            Message("{name} is linked ({size}).", name=found[0].name, size=told_size(found[0].size))
            if link
            else Message("{name} is saved in the assessment ({size}).", name=found[0].name, size=told_size(found[0].size))
        )
        say(translate, kept)
        warning = size_warning(opened)
        if warning is not None:
            say(translate, warning)


@click.command()
@FILE
@JSON
@translator
def attachments(translate: Translator, file: Path, *, as_json: bool) -> None:
    """Show what is attached to background documents."""
    with open_to_read(translate, file) as document:
        found = attached(document)
    if as_json:
        print_json([_as_json(one) for one in found])
        return
    for one in found:
        size, state = translate(told_size(one.row.size)), translate(STATES[one.state])
        echo(f"{one.row.name}  ({size}, {state})  {one.document.title}")
        if one.row.is_link:
            echo(f"  {one.row.path}")
    if not found:
        say(translate, Message("Nothing is attached."))


def _as_json(one: Attached) -> dict[str, object]:
    row = one.row
    told = {"id": row.id, "document": one.document.title, "document_id": row.document_id, "name": row.name}
    return {**told, "size": row.size, "state": one.state.value, "path": row.path, "sha256": row.content}


@click.command()
@FILE
@_ATTACHMENT
@translator
def detach(translate: Translator, file: Path, attachment: str) -> None:
    """Remove an attachment. ATTACHMENT is its name or id. What was saved of it is then only in automatic copies."""
    with open_to_change(translate, file) as document:
        row = _attachment(document, attachment)
        remove_attachment(document, attachment=row.id)
    say(translate, Message("{name} is no longer attached.", name=row.name))


@click.command()
@FILE
@_ATTACHMENT
@_PATH
@translator
def extract(translate: Translator, file: Path, attachment: str, path: Path) -> None:
    """Save a copy of an attachment. ATTACHMENT is its name or id; PATH must not exist."""
    with open_to_read(translate, file) as document:
        row = _attachment(document, attachment)
        must_not_exist(path)
        save_attachment(document, row.id, path)
    say(translate, Message("{name} is ready.", name=path.name))


def _entry(document: Document, title: str) -> str:
    """The id of a document of the register by its id or title."""
    rows = document.read.every(BackgroundDocument)
    found = [row.id for row in rows if title == row.id or fold(row.title) == fold(title)]
    if len(found) == 1:
        return found[0]
    if found:
        raise invalid(
            Message("{count} documents have the title {title}.", count=len(found), title=title),
            Message("Give one of them another title first."),
        )
    raise _no(Message("No document of the register has the title {title}.", title=title))


def _attachment(document: Document, name: str) -> Attachment:
    """An attachment by its id or the name of its file."""
    rows = document.read.every(Attachment)
    found = [row for row in rows if row.id == name] or [row for row in rows if fold(row.name) == fold(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise invalid(
            Message("{count} attachments have the name {name}.", count=len(found), name=name),
            Message("Use the id that “attachments --json” shows."),
        )
    raise _no(Message("No attachment has the name {name}.", name=name))


def _no(what: Message) -> NotFound:
    return NotFound(
        what, safe=Message("Nothing was changed."), advice=Message("Write it as the command “attachments” shows it.")
    )


COMMANDS = (attach_file, attachments, detach, extract)
