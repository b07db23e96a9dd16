"""The papers behind background documents: stored in the assessment, or linked where they lie.

What comes here was read and judged by :mod:`workbench.exchange.attached_file`. Bytes are written in the same transaction as
the row that refers to them. Undo takes away and brings back rows; bytes to which none refers are gone when the file is
closed, or something in it is forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from workbench.document.document import Document
from workbench.errors import InvalidValue
from workbench.language.i18n import Message
from workbench.language.sizes import told_room, told_size
from workbench.model.file_kinds import safe_name
from workbench.model.ids import link_id, new_id
from workbench.model.limits import ALL_STORED_BYTES, MANY_STORED_BYTES
from workbench.model.rows import Answer, Attachment, BackgroundDocument, Evidence
from workbench.operations.answers import existing_answer
from workbench.operations.common import append, changed, existing, invalid
from workbench.operations.inheriting import brought_for
from workbench.storage import stored_bytes
from workbench.storage.rows import Transaction
from workbench.system.frozen import frozen


@frozen
class NewFile:
    """A file that is to be attached: with its bytes, or with None and the path at which it stays."""

    name: str
    size: int
    data: bytes | None = None
    path: str = ""


def attach(document: Document, *, entry: str, found: Sequence[NewFile], initiator: object | None = None) -> list[str]:
    """Attaches files to a document of the register; returns the ids of the attachments.

    Raises NotFound, and InvalidValue if the stored documents together would be too large.
    """
    existing(document, BackgroundDocument, entry)
    _must_have_room(document, found)
    with document.change(Message("attach document"), initiator=initiator) as transaction:
        return _attached(document, transaction, entry, found)


def add_documents(
    document: Document, *, found: Sequence[NewFile], question: str | None = None, initiator: object | None = None
) -> list[str]:
    """Adds a document to the register for each of these files, with its name as the title; returns their ids.

    With ``question`` they support its answer; a file that is stored already is not added again, but the document that has it
    becomes evidence. What supports a confidential answer is confidential, unless people decide otherwise. Raises NotFound,
    and InvalidValue if the stored documents together would be too large.
    """
    answer = existing_answer(document, question)[1] if question is not None else None
    _must_have_room(document, found)
    entries = []
    with document.change(Message("add documents"), initiator=initiator) as transaction:
        for one in found:
            entry = _document_with(document, transaction, one, answer)
            if answer is not None:
                link = Evidence(id=link_id(answer.id, entry), answer_id=answer.id, document_id=entry)
                if transaction.get(Evidence, link.id) is None:
                    transaction.put(link)
            entries.append(entry)
    return entries


def remove_attachment(document: Document, *, attachment: str, initiator: object | None = None) -> None:
    """Takes a file off its document. Undo brings it back until the file is closed; then stored bytes are gone."""
    existing(document, Attachment, attachment)
    with document.change(Message("remove attachment"), initiator=initiator) as transaction:
        transaction.drop(Attachment, attachment)


def size_warning(document: Document) -> Message | None:
    """What to say when the stored documents have made the file large; None while they have not."""
    _, together, _ = stored_bytes.measured(document.read.connection)
    if together < MANY_STORED_BYTES:
        return None
    return Message(
        "The attachments in this assessment take {size}. Copying and sending it takes long now; "
        "link further documents instead.",
        size=told_size(together),
    )


def told_room_left(document: Document) -> Message | None:
    """How much room is left for stored documents; None while there is plenty."""
    left = _room_left(document)
    if left > ALL_STORED_BYTES - MANY_STORED_BYTES:
        return None
    if not left:
        return Message("There is no room left for attachments. Documents can be linked.")
    return Message("There is room for {size} of attachments.", size=told_room(left))


def why_no_room(document: Document, more: int) -> InvalidValue | None:
    """Why so many bytes more cannot be stored; None if they can."""
    if more <= _room_left(document):
        return None
    return invalid(
        Message("The attachments in this assessment would take more than {size}.", size=told_size(ALL_STORED_BYTES)),
        Message("Link this one where it is; or remove others, then close the assessment, which makes room."),
    )


def _room_left(document: Document) -> int:
    """How many bytes can still be stored. What was removed takes its room until the file is closed: undo brings it back."""
    return max(0, ALL_STORED_BYTES - stored_bytes.measured(document.read.connection)[1])


def _document_with(document: Document, transaction: Transaction, one: NewFile, answer: Answer | None) -> str:
    """The document of the register that has a file: the one that has it already, or a new one."""
    if one.data is not None and answer is not None:
        for known in document.read.where(Attachment, content=stored_bytes.name_of(one.data)):
            return known.document_id
    fresh = changed(BackgroundDocument(id=new_id()), {"title": PurePath(one.name).stem})
    append(transaction, document.read.every(BackgroundDocument), brought_for(answer, fresh))
    _attached(document, transaction, fresh.id, [one])
    return fresh.id


def _attached(document: Document, transaction: Transaction, entry: str, found: Sequence[NewFile]) -> list[str]:
    rows = []
    for one in found:
        content = transaction.store_bytes(one.data) if one.data is not None else ""
        values = {"name": safe_name(one.name), "path": one.path, "content": content, "size": one.size}
        rows.append(changed(Attachment(id=new_id(), document_id=entry), values))
    append(transaction, document.read.where(Attachment, document_id=entry), *rows)
    return [row.id for row in rows]


def _must_have_room(document: Document, found: Sequence[NewFile]) -> None:
    error = why_no_room(document, sum(len(one.data) for one in found if one.data is not None))
    if error is not None:
        raise error


def written_path(document_path: Path, path: Path) -> str:
    """A path as the file has it: with slashes, relative if it is in the folder of the assessment or below."""
    here, there = Path(document_path).absolute().parent, Path(path).absolute()
    return there.relative_to(here).as_posix() if there.is_relative_to(here) else there.as_posix()
