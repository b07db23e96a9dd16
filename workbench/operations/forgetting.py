"""Forgets for good: what was written about a question, a person, or the history. Nothing brings it back.

Each operation says first what would go (``only_look``), and then takes it away in one transaction, of which the history
keeps only that something was forgotten, and when. Copies of the file are not touched: :func:`copies_of` names those that lie
beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message, load_translator
from workbench.model.declared import declared
from workbench.model.named import Named
from workbench.model.rows import (
    PEOPLE_TYPES,
    ROW_TYPES,
    Answer,
    Area,
    Contribution,
    Contributor,
    Evidence,
    GroupMember,
    Hand,
    PersonLink,
    Question,
    Row,
    Section,
    SessionParticipant,
    Wording,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality
from workbench.operations.answers import existing_answer
from workbench.operations.common import changed, existing
from workbench.storage.forgetting import Oblivion
from workbench.storage.header import read_header
from workbench.storage.linked import ids_of_people
from workbench.storage.rows import Transaction
from workbench.system.frozen import frozen

_NOT_WRITTEN_HERE = (Area, Section, Question, Wording)
"""The checklist: nobody is named in it but in the administration's own questions, which can be removed."""

NAME_FORGOTTEN = Message("[name forgotten]")


@frozen
class Forecast:
    """What would go, or what is gone: rows, texts that are in them, earlier versions, and places that name a person."""

    rows: int = 0
    texts: int = 0
    versions: int = 0
    mentions: int = 0


def forget_question(document: Document, question: str, *, only_look: bool = False) -> Forecast:
    """Forgets the answer to a question with its notes, contributions and raised hands, and every earlier version.

    The question itself, the links of activities to it, and a mark of confidentiality stay. Raises NotFound for an unknown
    question.
    """
    _, answer = existing_answer(document, question)
    contributions = document.read.where(Contribution, question_id=answer.question_id)
    evidence = document.read.where(Evidence, answer_id=answer.id)
    hands = document.read.where(Hand, question_id=answer.question_id)
    gone: list[Row] = [*contributions, *evidence, *hands]
    empty = Answer(id=answer.id, question_id=answer.question_id, confidential=answer.confidential)
    names = [(row.table, row.id) for row in (answer, *gone)]

    def write(transaction: Transaction) -> None:
        for row in gone:
            transaction.drop(type(row), row.id)
        transaction.put(empty)

    texts = sum(_texts_in(row) for row in (answer, *gone))
    found = Forecast(len(gone), texts)
    return _done(document, found, write, lambda oblivion: oblivion.forget_rows(names), only_look=only_look)


def forget_person(document: Document, contributor: str, *, only_look: bool = False) -> Forecast:
    """Forgets a contributor: the row, its links, the name wherever it is written, and every earlier version with the name.

    What the person contributed stays, without a name. Raises NotFound for an unknown contributor.
    """
    from workbench.privacy.person_names import NameFinder
    from workbench.storage.forgetting import cells_with

    person = existing(document, Contributor, contributor)
    finder = NameFinder([replace(person, confidential=Confidentiality.MARKED)])
    translate = load_translator(document.read.assessment().language)
    instead = translate(NAME_FORGOTTEN)
    named = [(row, values, count) for row, values, count in _without_name(document, finder, instead) if row.id != person.id]
    links = _links_of(document, person.id)
    worded = [(row.table, row.id) for row, *_ in named if isinstance(row, PersonLink)]

    def write(transaction: Transaction) -> None:
        for row, values, _ in named:
            _put_renamed(transaction, row, values)
        _without_person(document, transaction, person)

    def forget(oblivion: Oblivion) -> None:
        oblivion.forget_rows({(Contributor.table, person.id), *((row.table, row.id) for row in links), *worded})
        oblivion.forget_cells(set(cells_with(document.read.connection, lambda text: bool(finder.certain(text)))))

    found = Forecast(1 + len(links), _texts_in(person), mentions=sum(count for *_, count in named))
    return _done(document, found, write, forget, only_look=only_look)


def forget_history(document: Document, before: str = "", *, only_look: bool = False) -> Forecast:
    """Forgets every earlier version, and who wrote what; with ``before`` (UTC, ISO 8601), what was replaced before then.

    All that is in the file now stays.
    """
    return _done(document, Forecast(), lambda _: None, lambda oblivion: oblivion.forget_before(before), only_look=only_look)


class _OnlyLooking(Exception):
    """Takes the transaction back after it has counted."""


def _done(
    document: Document,
    found: Forecast,
    write: Callable[[Transaction], None],
    forget: Callable[[Oblivion], None],
    *,
    only_look: bool,
) -> Forecast:
    """Forgets, or only counts: the same statements run, and are taken back, so that the numbers are the true ones."""
    versions = 0
    try:
        with document.forgetting(Message("forget")) as transaction:
            oblivion = transaction.forget()
            forget(oblivion)
            versions = oblivion.versions
            write(transaction)
            if only_look:
                raise _OnlyLooking
    except _OnlyLooking:
        pass
    return replace(found, versions=versions)


def _without_person(document: Document, transaction: Transaction, person: Contributor) -> None:
    """Removes a person. What somebody confidential contributed was never public, and does not become so."""
    for link in _links_of(document, person.id):
        transaction.drop(type(link), link.id)
    for group in document.read.where(WorkingGroup, rapporteur_id=person.id):
        transaction.put(changed(group, {"rapporteur_id": None}))
    for contribution in document.read.where(Contribution, contributor_id=person.id):
        nameless = replace(contribution, contributor_id=None)
        if person.is_confidential:
            nameless = replace(nameless, confidential=nameless.confidential.from_confidential())
        transaction.put(nameless)
    transaction.drop(Contributor, person.id)


def _links_of(document: Document, person: str) -> list[Row]:
    """The rows that say nothing but that a contributor belongs to something."""
    kinds: tuple[type[Row], ...] = (GroupMember, SessionParticipant, *PEOPLE_TYPES)
    return [row for kind in kinds for row in document.read.where(kind, contributor_id=person)]


def _put_renamed(transaction: Transaction, row: Row, values: dict[str, str]) -> None:
    """Puts a row with other texts. The id of somebody named in words follows from the words, so it becomes another."""
    renamed = replace(row, **values)
    if isinstance(renamed, PersonLink):
        transaction.drop(type(row), row.id)
        (row_id,) = ids_of_people(renamed.owner_id, renamed.role, [Named(None, renamed.name)])
        renamed = replace(renamed, id=row_id)
    transaction.put(renamed)


def _without_name(document: Document, finder: Any, instead: str) -> Iterator[tuple[Row, dict[str, str], int]]:
    """The rows that name a person: each with its texts without the name, and how often it was there."""
    for row_type in ROW_TYPES:
        if row_type in _NOT_WRITTEN_HERE:
            continue
        names = [name for name, field in declared(row_type).items() if field.written and name != "id"]
        for row in document.read.every(row_type):
            values, count = {}, 0
            for name in names:
                text = getattr(row, name)
                mentions = finder.certain(text)
                for mention in reversed(mentions):
                    text = text[: mention.start] + instead + text[mention.end :]
                if mentions:
                    values[name], count = text, count + len(mentions)
            if values:
                yield row, values, count


def _texts_in(row: Row) -> int:
    return sum(bool(getattr(row, name)) for name, field in declared(type(row)).items() if field.written and name != "id")


def copies_of(document: Document) -> list[Path]:
    """Files and folders beside a file that have, or may have, the same assessment: nothing in them is forgotten."""
    found: list[Path] = []
    assessment, path = document.read.assessment().id, document.path
    for beside in sorted(path.parent.iterdir()):
        rescued = beside.name.startswith(f"{path.name}.rescue-")
        if rescued or (beside.suffix == path.suffix and beside != path and _has(beside, assessment)):
            found.append(beside)
    return found


def _has(path: Path, assessment: str) -> bool:
    try:
        read_header(path)
        with Document.open(path, read_only=True, history_later=True) as other:
            return other.read.assessment().id == assessment
    except WorkbenchError:
        return False
