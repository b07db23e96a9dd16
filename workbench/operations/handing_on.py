"""Copies of an assessment for other people: without its history, or as the beginning of another assessment."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Area, Assessment, Finding, Indicator, Question, Row, Section, Wording
from workbench.operations.common import invalid, link_id, new_id
from workbench.operations.forgetting import forget_history
from workbench.storage.files import Opened, ReadOnlyReason, cannot_change, must_not_exist
from workbench.storage.seal import read_seal
from workbench.storage.way_down import FORMATS, Loss, LossKind, copy_for

_OF_THE_ADMINISTRATION = (
    "administration",
    "language",
    "checklist",
    "checklist_version",
    "scope",
    "recurrence",
    "mode",
    "objectives",
    "strategic_plan",
    "classification",
    "method",
)
"""What a template keeps of the assessment: nothing that says where, when or by whom."""


def copy_without_history(document: Document, target: Path) -> None:
    """Writes a copy that has what is in the file now, and nothing of how it came there: no earlier text, no account.

    The history is taken away in memory: the disk of the target may be handed on, and keeps what was ever written to it.
    Raises FileExists, StorageFailed or DiskFull, and DocumentReadOnly for a file that is damaged or of a newer format.
    """
    must_not_exist(target)
    if document.read_only not in (None, ReadOnlyReason.ASKED, ReadOnlyReason.WRITE_PROTECTED):
        raise cannot_change(document.path, document.read_only)
    picture = document.read.connection.picture()
    picture.trusted = True
    identity = document.identity.withheld()
    with contextlib.closing(Document(document.path, Opened(picture, None, ()), identity=identity)) as copy:
        forget_history(copy)
        copy.save_copy(target)


def copy_for_format(document: Document, target: Path, number: int) -> tuple[Loss, ...]:
    """Writes a copy for programs that know no later format than ``number``; returns what has no place in it.

    The file may be one of a newer version, which can only be read here. Raises InvalidValue for a format that this version
    cannot write, FileExists, StorageFailed or DiskFull, and DocumentReadOnly for a damaged file.
    """
    if number not in FORMATS:
        raise invalid(
            Message("This version cannot write a copy in format {number}.", number=number),
            Message("Choose one of: {formats}.", formats=", ".join(map(str, FORMATS))),
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


def begin_from(document: Document, target: Path) -> None:
    """Makes a new assessment with the same questions, for another station or another time.

    It keeps the checklist with own questions, wordings and what is left out, how the assessment is done, and the indicators
    with their sheets. It has an id of its own, and names the assessment from which it comes (``previous``). Nothing that was
    answered, planned or measured is in it, and nobody is named. Raises FileExists, StorageFailed or DiskFull.
    """
    seal = read_seal(document.read.connection)
    old = document.read.assessment()
    kept = {name: getattr(old, name) for name in _OF_THE_ADMINISTRATION}
    content = seal.content().hex() if seal is not None else ""
    fresh = Assessment(id=new_id(), previous=old.id, previous_digest=content, **kept)
    label = Message("create assessment")
    Document.create(target, _rows(document, fresh), label=label, identity=document.identity).close()


def _rows(document: Document, assessment: Assessment) -> Iterator[Row]:
    yield assessment
    for row_type in (Area, Section, Question, Wording):
        yield from document.read.every(row_type)
    for finding in document.read.every(Finding):
        yield Finding(id=link_id(assessment.id, finding.area_id), area_id=finding.area_id)
    for answer in document.read.every(Answer):
        yield Answer(id=link_id(assessment.id, answer.question_id), question_id=answer.question_id)
    for indicator in document.read.every(Indicator):
        yield replace(indicator, id=new_id())
