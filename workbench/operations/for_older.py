"""Copies for programs of an older version: which formats, and in words what has no place in them."""

from __future__ import annotations

from pathlib import Path

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.operations.common import invalid
from workbench.storage.files import ReadOnlyReason, cannot_change, must_not_exist
from workbench.storage.way_down import FORMATS, Loss, LossKind, copy_for


def copy_for_format(document: Document, target: Path, number: int) -> tuple[Loss, ...]:
    """Writes a copy for programs that know no later format than ``number``; returns what has no place in it.

    The file may be one of a newer version, which can only be read here. Raises InvalidValue for a format that this version
    cannot write, FileExists, StorageFailed or DiskFull, and DocumentReadOnly for a damaged file.
    """
    if number not in FORMATS:
        raise invalid(
            Message("This version cannot write a copy in format {number}.", number=number),
            Message("Choose one of: {formats}.", formats=tuple(map(str, FORMATS))),
        )
    must_not_exist(target)
    if document.damages:
        raise cannot_change(document.path, ReadOnlyReason.DAMAGED)
    document.end_burst()
    return copy_for(document.read.connection, target, number)


def told_of(loss: Loss) -> Message:
    """What has no place in a copy for an older format, in words; tables and columns have their names in the file."""
    if loss.kind is LossKind.HISTORY:
        return Message(
            "{count} entry of the history is about what is not in the copy, and is not in it, either.",
            "{count} entries of the history are about what is not in the copy, and are not in it, either.",
            count=loss.count,
        )
    if loss.kind is LossKind.BYTES:
        return Message(
            "{count} attachment that is saved in the assessment is not in the copy.",
            "{count} attachments that are saved in the assessment are not in the copy.",
            count=loss.count,
        )
    place = f"{loss.table}.{loss.column}" if loss.column else loss.table
    if loss.kind in (LossKind.VALUE, LossKind.ROW):
        return _not_known_there(loss, place)
    if loss.kind is LossKind.REFERRING:
        return Message(
            "{place}: {count} row is not in the copy, because it belongs to one that is not.",
            "{place}: {count} rows are not in the copy, because they belong to others that are not.",
            place=place,
            count=loss.count,
        )
    if loss.kind is LossKind.REFERENCE:
        return Message(
            "{place}: {count} row refers to nothing in the copy, because what it refers to is not in it.",
            "{place}: {count} rows refer to nothing in the copy, because what they refer to is not in it.",
            place=place,
            count=loss.count,
        )
    return Message(
        "{place}: {count} row is not in the copy.",
        "{place}: {count} rows are not in the copy.",
        place=place,
        count=loss.count,
    )


def _not_known_there(loss: Loss, place: str) -> Message:
    if loss.kind is LossKind.VALUE:
        return Message(
            "{place}: {count} row is without “{value}” in the copy, because that format does not know it.",
            "{place}: {count} rows are without “{value}” in the copy, because that format does not know it.",
            place=place,
            value=loss.value,
            count=loss.count,
        )
    return Message(
        "{place}: {count} row is not in the copy, because that format does not know “{value}”.",
        "{place}: {count} rows are not in the copy, because that format does not know “{value}”.",
        place=place,
        value=loss.value,
        count=loss.count,
    )
