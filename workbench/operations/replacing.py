"""Replaces words in several texts at once, as one change: all of them or none."""

from __future__ import annotations

from collections.abc import Collection

from workbench.document.document import Document
from workbench.document.much import much_is_coming
from workbench.errors import WorkbenchError
from workbench.finding.texts import Hit, WrittenText
from workbench.finding.words import Span, replaced
from workbench.language.i18n import Message
from workbench.model.declared import Kind, declared
from workbench.model.rows import Row
from workbench.model.texts import is_blank
from workbench.operations.common import changed, existing, invalid


def replace_words(document: Document, *, hits: Collection[Hit], words: str, initiator: object | None = None) -> int:
    """Puts ``words`` in the place of each hit; returns how many texts that changed.

    Marks stay as they are: what is confidential stays so. No session counts it as work on an area. Raises
    :class:`~workbench.errors.InvalidValue`, before anything is changed, if a text would become too long, if a name or title
    would become empty, if ``words`` are more than one line, or if a text is no longer the one in which the hits were found.
    Raises :class:`~workbench.errors.TextNotStorable` for characters that no text can have.
    """
    if "\n" in words:
        raise invalid(Message("Words can only be replaced by words on one line."), Message("Write them without a line end."))
    after = _after(document, hits, words)
    much_is_coming(document, len(after))
    with document.change(Message("replace words"), initiator=initiator) as transaction:
        for row in after:
            transaction.put(row)
    return len({(hit.where.row.id, hit.where.field) for hit in hits})


def _after(document: Document, hits: Collection[Hit], words: str) -> list[Row]:
    """The rows with their new texts, each checked as if it had been typed."""
    spans: dict[str, dict[str, tuple[WrittenText, list[Span]]]] = {}
    for hit in hits:
        where = hit.where
        spans.setdefault(where.row.id, {}).setdefault(where.field, (where, []))[1].append((hit.start, hit.end))
    return [_row_after(document, fields, words) for fields in spans.values()]


def _row_after(document: Document, fields: dict[str, tuple[WrittenText, list[Span]]], words: str) -> Row:
    before = next(iter(fields.values()))[0].row
    row = existing(document, type(before), before.id)
    for name, (where, spans) in fields.items():
        text, stored = replaced(where.text, sorted(spans), words), getattr(row, name)
        if stored not in (where.text, text):
            raise invalid(Message("A text was changed after the words were found in it."), Message("Find the words again."))
        if declared(type(row))[name].kind is Kind.LINE and is_blank(text):
            raise invalid(
                Message("A name or a title would be empty ({place}).", place=place_of(where)),
                Message("Leave that place out, or write other words."),
            )
        try:
            row = changed(row, {name: text})
        except WorkbenchError as error:
            raise _at(where, error) from error
    return row


def place_of(where: WrittenText) -> Message:
    """The place of a text in words, without any text of the file."""
    if where.number:
        return Message("{number}, {field}", number=where.number, field=where.label)
    return where.label


def _at(where: WrittenText, error: WorkbenchError) -> WorkbenchError:
    """The same error, which says about which of many texts it is."""
    advice = Message("It would happen in {place}. Leave that place out, or write other words.", place=place_of(where))
    return type(error)(error.what, safe=error.safe, advice=advice)
