"""Forgets for good: what was written about a question, a person, or the history. Nothing brings it back.

Each operation says first what would go (``only_look``), and then takes it away in one transaction, of which the history
keeps only that something was forgotten, and when. Copies of the file are not touched:
:func:`workbench.operations.copies.copies_of` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.document.document import Document
from workbench.language.i18n import Message, load_translator
from workbench.model.declared import Declared, declared
from workbench.model.limits import most_characters
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
from workbench.model.vocabulary import Confidentiality, WordingOrigin
from workbench.operations.answers import existing_answer
from workbench.operations.common import changed, existing
from workbench.storage.forgetting import Oblivion
from workbench.storage.linked import ids_of_people
from workbench.storage.rows import Transaction
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from workbench.privacy.person_names import Mention, NameFinder

_FROM_THE_PACK = (Area, Section, Question)
"""The checklist names nobody; what the administration worded itself is in other rows."""

NAME_FORGOTTEN = Message("[name forgotten]")
NOT_REWRITTEN = Message(
    "The file could not be written anew, so that parts of what was forgotten may still be in it. "
    "This is tried again when the file is closed, and when it is opened for work the next time."
)
_SHORTER = ("[…]", "…", "")
"""In the place of a name in a text that has no room for more."""


@frozen
class Forecast:
    """What would go, or what is gone: rows, texts that are in them, earlier versions, and places that name a person.

    ``doubtful`` are places that stay, but perhaps mean the person: a part of the name, or somebody with a longer name.
    """

    rows: int = 0
    texts: int = 0
    versions: int = 0
    mentions: int = 0
    doubtful: int = 0


def told(found: Forecast) -> list[Message]:
    """What goes, in sentences for people."""
    sentences = [
        (found.rows, Message("Rows that go: {count}.", count=found.rows)),
        (found.texts, Message("Texts that go: {count}.", count=found.texts)),
        (found.versions, Message("Earlier versions that go: {count}.", count=found.versions)),
        (found.mentions, Message("Places where the name is replaced: {count}.", count=found.mentions)),
        (
            found.doubtful,
            Message("Places that perhaps mean the person, and stay as they are: {count}.", count=found.doubtful),
        ),
    ]
    return [sentence for count, sentence in sentences if count] or [Message("Nothing is there that would go.")]


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

    def forget(oblivion: Oblivion) -> None:
        oblivion.forget_rows({(row.table, row.id) for row in (answer, *gone)})
        oblivion.forget_rows_of(Contribution, "question_id", answer.question_id)
        oblivion.forget_rows_of(Evidence, "answer_id", answer.id)

    def write(transaction: Transaction) -> None:
        for row in gone:
            transaction.drop(type(row), row.id)
        transaction.put(empty)

    texts = sum(_texts_in(row) for row in (answer, *gone))
    found = Forecast(len(gone), texts)
    return _done(document, found, write, forget, only_look=only_look)


def forget_person(document: Document, contributor: str, *, only_look: bool = False) -> Forecast:
    """Forgets a contributor: the row, its links, the name wherever it is written, and every earlier version with the name.

    What the person contributed stays, without a name. In present texts only the whole name and contacts are replaced; an
    earlier version goes even with a part of the name. Raises NotFound for an unknown contributor.
    """
    from workbench.privacy.person_names import MentionKind, NameFinder

    person = existing(document, Contributor, contributor)
    marked = replace(person, confidential=Confidentiality.MARKED)
    known = [replace(row, confidential=Confidentiality.OPEN) for row in document.read.every(Contributor) if row != person]
    alone = NameFinder([marked])
    named = list(_without_name(document, NameFinder([*known, marked]), person))
    links = _links_of(document, person.id)
    worded = {(row.table, row.id) for row, *_ in named if isinstance(row, PersonLink)}
    forgotten = {(Contributor.table, person.id), *((row.table, row.id) for row in links), *worded}

    def write(transaction: Transaction) -> None:
        for row, values, _ in named:
            _put_renamed(transaction, row, values)
        _without_person(document, transaction, person)

    def meant(text: str) -> list[Mention]:
        return [mention for mention in alone.find(text) if mention.kind is not MentionKind.POSITION]

    def forget(oblivion: Oblivion) -> None:
        oblivion.forget_rows(forgotten)
        oblivion.forget_texts(lambda text: bool(meant(text)))

    mentions, every = sum(count for *_, count in named), 0
    for row, fields in _written_rows(document, person):
        every += sum(len(meant(getattr(row, field.name))) for field in fields)
    found = Forecast(1 + len(links), _texts_in(person), mentions=mentions, doubtful=max(0, every - mentions))
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


def _others(document: Document, person: Contributor) -> list[Contributor]:
    return [row for row in document.read.every(Contributor) if row.id != person.id]


def _without_name(document: Document, finder: NameFinder, person: Contributor) -> Iterator[tuple[Row, dict[str, str], int]]:
    """The rows that name a person: each with its texts without the name, and how often it was there."""
    instead = load_translator(document.read.assessment().language)(NAME_FORGOTTEN)
    for row, fields in _written_rows(document, person):
        values, count = {}, 0
        for field in fields:
            text = getattr(row, field.name)
            mentions = finder.certain(text)
            if mentions:
                values[field.name] = _without(text, mentions, instead, most_characters(field))
                count += len(mentions)
        if values:
            yield row, values, count


def _without(text: str, mentions: Iterable[Mention], instead: str, most: int) -> str:
    """A text with other words in the place of a name, shorter ones if the text would become too long for its field."""
    from workbench.privacy.person_names import instead_of

    for words in (instead, *_SHORTER):
        found = instead_of(text, [(mention.start, mention.end, words) for mention in mentions])
        if len(found) <= most:
            break
    return found


def _written_rows(document: Document, person: Contributor) -> Iterator[tuple[Row, list[Declared]]]:
    """All rows but the person's own, with the fields that may name the person.

    The name and the contact of somebody else are that person's own, even when they are the same.
    """
    for row_type in ROW_TYPES:
        if row_type in _FROM_THE_PACK:
            continue
        left_alone = {"id", "name", "contact"} if row_type is Contributor else {"id"}
        fields = [field for name, field in declared(row_type).items() if field.written and name not in left_alone]
        for row in document.read.every(row_type):
            if row.id != person.id and not (isinstance(row, Wording) and row.origin is WordingOrigin.PACK):
                yield row, fields


def _texts_in(row: Row) -> int:
    return sum(bool(getattr(row, name)) for name, field in declared(type(row)).items() if field.written and name != "id")
