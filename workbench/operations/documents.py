"""The register of background documents (Part II, step 3)."""

from __future__ import annotations

from typing import Any

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.ids import new_id
from workbench.model.rows import Attachment, BackgroundDocument, DocumentPerson, Evidence
from workbench.operations.common import append, changed, drop_links, existing


def add_document(document: Document, *, initiator: object | None = None, **values: Any) -> str:
    """Adds a document to the register; returns its id."""
    row = changed(BackgroundDocument(id=new_id()), values)
    others = document.read.every(BackgroundDocument)
    with document.change(Message("add document"), initiator=initiator) as transaction:
        append(transaction, others, row)
    return row.id


def edit_document(document: Document, *, entry: str, initiator: object | None = None, **values: Any) -> None:
    """Changes fields of a document in the register."""
    before = existing(document, BackgroundDocument, entry)
    merge_key = ("document", entry, *sorted(values))
    with document.change(Message("change document"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(changed(before, values))


def remove_document(document: Document, *, entry: str, initiator: object | None = None) -> None:
    """Removes a document from the register, with what is attached to it, and from the answers that it supports."""
    existing(document, BackgroundDocument, entry)
    with document.change(Message("remove document"), initiator=initiator) as transaction:
        drop_links(document, transaction, DocumentPerson, document_id=entry)
        drop_links(document, transaction, Evidence, document_id=entry)
        drop_links(document, transaction, Attachment, document_id=entry)
        transaction.drop(BackgroundDocument, entry)
