"""Copies of an assessment for other people: without its history, or as the beginning of another assessment."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from workbench.checklist.ordinary import ordinary_words
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document, Identity
from workbench.errors import NamesNotReviewed
from workbench.language.i18n import Message, load_translator
from workbench.model.declared import Declared, declared
from workbench.model.ids import link_id, new_id
from workbench.model.limits import most_characters
from workbench.model.rows import (
    Answer,
    Area,
    Assessment,
    Attachment,
    Contributor,
    Finding,
    Indicator,
    Question,
    Row,
    Section,
    Wording,
)
from workbench.model.vocabulary import Confidentiality, WordingOrigin
from workbench.operations.attached_files import is_elsewhere
from workbench.operations.forgetting import forget_history, removed_people
from workbench.operations.forgetting_beside import without_mentions
from workbench.privacy.person_names import MentionKind, NameFinder
from workbench.privacy.withholding import NAME_WITHHELD, NameDecision
from workbench.storage.files import Opened, ReadOnlyReason, cannot_change, must_not_exist
from workbench.storage.seal import read_seal
from workbench.storage.without_bytes import without_bytes

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


def copy_without_history(document: Document, target: Path, *, attachments: bool = True) -> None:
    """Writes a copy that has what is in the file now, and nothing of how it came there: no earlier text, no account.

    Accounts are not in the paths of linked files, either. Without ``attachments`` it has only their names and sizes, as a
    :func:`copy_without_attachments`.
    Raises FileExists, StorageFailed or DiskFull, and DocumentReadOnly for a file that is damaged or of a newer format.
    """
    with _picture(document, target, document.identity.withheld(), attachments=attachments) as copy:
        _take_folders_off(copy)
        forget_history(copy)
        copy.save_copy(target)


def copy_without_attachments(document: Document, target: Path) -> None:
    """Writes a copy that says which documents are stored in the file, and how large they are, but does not have them.

    Raises what :func:`copy_without_history` raises.
    """
    with _picture(document, target, document.identity, attachments=False) as copy:
        copy.save_copy(target)


_WHOLE: Final = frozenset({ReadOnlyReason.ASKED, ReadOnlyReason.WRITE_PROTECTED, ReadOnlyReason.OPEN_ELSEWHERE})
"""Why a file that is undamaged and of the present format may be open for reading only."""


@contextlib.contextmanager
def _picture(document: Document, target: Path, identity: Identity, *, attachments: bool) -> Iterator[Document]:
    """The file in memory, to leave something out: the disk of the target keeps what was ever written to it."""
    must_not_exist(target)
    if document.read_only is not None and document.read_only not in _WHOLE:
        raise cannot_change(document.path, document.read_only)
    document.end_burst()
    connection = document.read.connection
    picture = connection.picture() if attachments else without_bytes(connection)
    picture.trusted = True
    with contextlib.closing(Document(document.path, Opened(picture, None, ()), identity=identity)) as copy:
        yield copy


def _take_folders_off(copy: Document) -> None:
    """Leaves only the names of linked files that lie elsewhere: their folders have names of accounts."""
    elsewhere = [row for row in copy.read.every(Attachment) if row.is_link and is_elsewhere(row)]
    with copy.change(Message("remove folders from links")) as transaction:
        for row in elsewhere:
            transaction.put(replace(row, path=row.name))


def begin_from(document: Document, target: Path, *, names: NameDecision = NameDecision.REFUSE) -> None:
    """Makes a new assessment with the same questions, for another station or another time.

    It keeps the checklist with own questions, wordings and what is left out, how the assessment is done, and the indicators
    with their sheets. It has an id of its own, and names the assessment from which it comes (``previous``). Nothing that was
    answered, planned or measured is in it, and nobody is named: not who made it, nor anybody in these texts who is or was in
    the register, unless ``names`` says that such names may stay.

    Raises NamesNotReviewed if there are such names and nobody has decided, FileExists, StorageFailed or DiskFull.
    """
    must_not_exist(target)
    seal = read_seal(document.read.connection)
    old = document.read.assessment()
    kept = {name: getattr(old, name) for name in _OF_THE_ADMINISTRATION}
    content = seal.content().hex() if seal is not None else ""
    fresh = Assessment(id=new_id(), previous=old.id, previous_digest=content, **kept)
    rows = list(_rows(document, fresh))
    if names is not NameDecision.LEAVE:
        rows = _nameless(document, rows, names)
    label = Message("create assessment")
    Document.create(target, rows, label=label, identity=document.identity.withheld()).close()


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


def _nameless(document: Document, rows: Sequence[Row], decision: NameDecision) -> list[Row]:
    """The rows with other words in the place of names. Raises NamesNotReviewed if there are any that are to be refused."""
    known = [*document.read.every(Contributor), *removed_people(document)]
    finder = NameFinder(
        [replace(person, confidential=Confidentiality.MARKED) for person in known],
        ordinary_words(read_checklist(document)) if known else (),
    )
    instead = load_translator(document.read.assessment().language)(NAME_WITHHELD)
    places: dict[str, Message] = {}
    kept: list[Row] = []
    for row in rows:
        values: dict[str, str] = {}
        for field in _searched(row):
            text = getattr(row, field.name)
            mentions = [hit for hit in finder.find(text) if hit.kind in _meant_in(row)]
            if mentions:
                values[field.name] = without_mentions(text, mentions, instead, most_characters(field))
                where = field.label or Message("Wording of a question")
                places[where.text] = where
        kept.append(replace(row, **values))
    if places and decision is NameDecision.REFUSE:
        raise _not_reviewed(list(places.values()))
    return kept


def _searched(row: Row) -> list[Declared]:
    """The fields of a row of a template that people wrote themselves."""
    if isinstance(row, Wording) and row.origin is WordingOrigin.PACK:
        return []
    own = isinstance(row, (Assessment, Indicator, Wording))
    return [field for name, field in declared(type(row)).items() if own and field.written and name != "id"]


def _meant_in(row: Row) -> tuple[MentionKind, ...]:
    """The mentions that count: in a question, which names nobody as a rule, only whole names and contacts."""
    certain = (MentionKind.NAME, MentionKind.CONTACT)
    return certain if isinstance(row, Wording) else (*certain, MentionKind.PART)


def _not_reviewed(places: Sequence[Message]) -> NamesNotReviewed:
    told = places[0]
    for place in places[1:]:
        told = Message("{places}, {place}", places=told, place=place)
    return NamesNotReviewed(
        Message("The template would name people of this assessment: {places}.", places=told),
        safe=Message("No file was created."),
        advice=Message(
            "Reword these texts, or repeat the command with --withhold-names, or with --names-reviewed if they may stay."
        ),
    )
