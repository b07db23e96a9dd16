"""Forgets for good: what was written about a question, a person, or the history. Nothing brings it back.

Each operation says first what would go (``only_look``), and then takes it away in one transaction, of which the history
keeps only that something was forgotten, and when. Texts that an interruption has left beside the file are forgotten, too.
Copies of the file are not touched: :func:`workbench.operations.copies.copies_of` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.checklist.ordinary import ordinary_words
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.errors import NotFound
from workbench.language.folding import WORDS, fold
from workbench.language.i18n import Message, load_translator
from workbench.model.declared import Declared, declared
from workbench.model.limits import most_characters
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
    Question,
    Row,
    Section,
    SessionParticipant,
    Wording,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality, WordingOrigin
from workbench.operations.answers import existing_answer
from workbench.operations.common import changed, existing, invalid
from workbench.operations.forgetting_beside import (
    NAME_FORGOTTEN,
    OWN_TO_PEOPLE,
    done_beside,
    of_history,
    of_people,
    of_rows,
    without_mentions,
)
from workbench.operations.inheriting import people_change
from workbench.storage import stored_bytes
from workbench.storage.earlier_texts import removed_rows
from workbench.storage.forgetting import Oblivion
from workbench.storage.rows import Transaction
from workbench.storage.unfinished import Becomes
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from workbench.privacy.person_names import Mention, NameFinder

_FROM_THE_PACK = (Area, Section, Question)
"""The checklist names nobody; what the administration worded itself is in other rows."""

_LINKS: Final[tuple[type[Row], ...]] = (GroupMember, SessionParticipant, *PEOPLE_TYPES)
"""The rows that say nothing but that a contributor belongs to something."""

NOT_REWRITTEN = Message(
    "The file could not be written anew, so that parts of what was forgotten may still be in it. "
    "This is tried again when the file is closed, and when it is opened for work the next time."
)


@frozen
class Forecast:
    """What would go, or what is gone: rows, texts that are in them, earlier versions, and places that name a person.

    ``doubtful`` are places that stay, but perhaps mean the person: a part of the name, or somebody with a longer name.
    ``unread`` are stored documents, in which nobody is looked for: that is left to people.
    ``misdated`` are changes that stay because they came after later ones, although their clock says an earlier time.
    ``beside`` are texts that an interruption has left beside the file; ``left_beside`` those that the disk has not changed.
    """

    rows: int = 0
    texts: int = 0
    versions: int = 0
    mentions: int = 0
    doubtful: int = 0
    unread: int = 0
    misdated: int = 0
    beside: int = 0
    left_beside: int = 0


def told(found: Forecast) -> list[Message]:
    """What goes, in sentences for people."""
    sentences = [
        (found.rows, Message("Rows to be removed: {count}.", count=found.rows)),
        (found.texts, Message("Texts to be removed: {count}.", count=found.texts)),
        (found.versions, Message("Earlier versions to be removed: {count}.", count=found.versions)),
        (found.mentions, Message("Places where the name is replaced: {count}.", count=found.mentions)),
        (
            found.doubtful,
            Message("Places that perhaps mean the person, and stay as they are: {count}.", count=found.doubtful),
        ),
        (
            found.unread,
            Message(
                "Attachments, in which the name was not looked for: {count}. Read them.",
                count=found.unread,
            ),
        ),
        (
            found.misdated,
            Message(
                "Later changes that stay, because the clock was wrong when they were made: {count}.", count=found.misdated
            ),
        ),
        (
            found.beside,
            Message(
                "Texts that an interruption has left beside the file, to be removed or changed: {count}.", count=found.beside
            ),
        ),
    ]
    return [sentence for count, sentence in sentences if count] or [Message("There is nothing to forget.")]


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
        oblivion.forget_rows_of(Hand, "question_id", answer.question_id)
        oblivion.forget_rows_of(Evidence, "answer_id", answer.id)

    def write(transaction: Transaction) -> None:
        for row in gone:
            transaction.drop(type(row), row.id)
        transaction.put(empty)

    names = {(row.table, row.id) for row in (answer, *gone)}
    texts = sum(_texts_in(row) for row in (answer, *gone))
    found = Forecast(len(gone), texts)
    return _done(document, found, write, forget, of_rows(document, names), only_look=only_look)


def forget_person(document: Document, contributor: str, *, only_look: bool = False) -> Forecast:
    """Forgets a contributor: the row, its links, the name wherever it is written, and every earlier version with the name.

    ``contributor`` is an id of the register, or of :func:`removed_people`. Who was removed with the same name is forgotten,
    too. What the person contributed stays, without a name. In present texts only the whole name and contacts are replaced;
    an earlier version goes even with a part of the name. Raises NotFound for an unknown contributor.
    """
    removed = removed_people(document)
    person = next((row for row in removed if row.id == contributor), None) or existing(document, Contributor, contributor)
    namesakes = [row for row in removed if fold(row.name) == fold(person.name) and row != person]
    return _forget_people(document, [person, *namesakes], only_look=only_look)


def forget_name(document: Document, name: str, *, only_look: bool = False) -> Forecast:
    """Forgets somebody who was never in the register, wherever the name is written, and every earlier version with it.

    Raises NotFound if the name is nowhere, and InvalidValue for ordinary words: to replace these would destroy texts.
    """
    words = WORDS.findall(fold(name))
    if words and ordinary_words(read_checklist(document)).issuperset(words):
        raise invalid(
            Message("{name} consists of ordinary words, and would be replaced in texts that mean nobody.", name=name),
            Message("Write the whole name, as it is in the text."),
        )
    found = _forget_people(document, [Contributor(id="", name=name)], only_look=True)
    if not (found.versions or found.mentions or found.beside):
        raise NotFound(
            Message("Nobody with the name {name} is in the register, in a text or in an earlier version.", name=name),
            safe=Message("Nothing was changed."),
            advice=Message("Write the name as it is on the page People, or in the text."),
        )
    return found if only_look else _forget_people(document, [Contributor(id="", name=name)], only_look=False)


def removed_people(document: Document) -> list[Contributor]:
    """Who was in the register once and is known to the history only, without those whose name somebody has now."""
    here = {fold(row.name) for row in document.read.every(Contributor)}
    removed = removed_rows(document.read.connection, Contributor).items()
    people = [
        Contributor(id=row_id, name=said.get("name") or "", contact=said.get("contact") or "") for row_id, said in removed
    ]
    return [person for person in people if person.name.strip() and fold(person.name) not in here]


def _forget_people(document: Document, people: Sequence[Contributor], *, only_look: bool) -> Forecast:
    """Forgets the first of these, and those who were removed with the same name."""
    from workbench.privacy.person_names import MentionKind, NameFinder

    person, ids = people[0], {row.id for row in people if row.id}
    marked = [replace(row, confidential=Confidentiality.MARKED) for row in people]
    others = [row for row in document.read.every(Contributor) if row.id not in ids]
    known = [replace(row, confidential=Confidentiality.OPEN) for row in others]
    alone = NameFinder(marked)
    finder = NameFinder([*known, *marked])
    named = list(_without_name(document, finder, person))
    row = document.get(Contributor, person.id)
    gone = [] if row is None else [row, *_links_of(document, row.id)]

    def write(transaction: Transaction) -> None:
        for found, values, _ in named:
            transaction.put(replace(found, **values))
        if row is not None:
            _without_person(document, transaction, row)

    def meant(text: str) -> list[Mention]:
        return [mention for mention in alone.find(text) if mention.kind is not MentionKind.POSITION]

    def forget(oblivion: Oblivion) -> None:
        oblivion.forget_rows(
            {*((found.table, found.id) for found in gone), *((Contributor.table, row_id) for row_id in ids)}
        )
        for kind in _LINKS:
            for row_id in ids:
                oblivion.forget_rows_of(kind, "contributor_id", row_id)
        oblivion.forget_texts(lambda text: bool(meant(text)))

    mentions, every = sum(count for *_, count in named), 0
    for found, fields in _written_rows(document, person):
        every += sum(len(meant(getattr(found, field.name))) for field in fields)
    texts = 0 if row is None else _texts_in(row)
    unread = len(stored_bytes.sizes(document.read.connection))
    forecast = Forecast(len(gone), texts, mentions=mentions, doubtful=max(0, every - mentions), unread=unread)
    becomes = of_people(document, ids, finder, lambda text: bool(meant(text)))
    return _done(document, forecast, write, forget, becomes, only_look=only_look)


def forget_history(document: Document, before: str = "", *, only_look: bool = False) -> Forecast:
    """Forgets every earlier version, and who wrote what; with ``before`` (UTC, ISO 8601), what was replaced before then.

    All that is in the file now stays. A clock that was wrong for a while does not move the border. A text beside the file
    that somebody has decided not to take is an earlier version, too; one about which nobody has decided stays.
    """

    def forget(oblivion: Oblivion) -> None:
        oblivion.forget_before(before)

    return _done(document, Forecast(), lambda _: None, forget, of_history(document, before), only_look=only_look)


class _OnlyLooking(Exception):
    """Takes the transaction back after it has counted."""


def _done(
    document: Document,
    found: Forecast,
    write: Callable[[Transaction], None],
    forget: Callable[[Oblivion], None],
    becomes: Becomes,
    *,
    only_look: bool,
) -> Forecast:
    """Forgets, or only counts: the same statements run, and are taken back, so that the numbers are the true ones."""
    assessment = document.read.assessment().id  # afterwards its disk may be full or away, and what is forgotten stays so
    try:
        with document.forgetting(Message("forget")) as transaction:
            oblivion = transaction.forget()
            forget(oblivion)
            found = replace(found, versions=oblivion.versions, misdated=oblivion.misdated)
            write(transaction)
            if only_look:
                raise _OnlyLooking
    except _OnlyLooking:
        pass
    beside, left = done_beside(becomes, document, assessment, only_look=only_look)
    return replace(found, beside=beside, left_beside=left)


def _without_person(document: Document, transaction: Transaction, person: Contributor) -> None:
    """Removes a person. What somebody confidential contributed was never public, and does not become so."""
    with people_change(document, transaction):
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
    return [row for kind in _LINKS for row in document.read.where(kind, contributor_id=person)]


def _without_name(document: Document, finder: NameFinder, person: Contributor) -> Iterator[tuple[Row, dict[str, str], int]]:
    """The rows that name a person: each with its texts without the name, and how often it was there."""
    instead = load_translator(document.read.assessment().language)(NAME_FORGOTTEN)
    for row, fields in _written_rows(document, person):
        values, count = {}, 0
        for field in fields:
            text = getattr(row, field.name)
            mentions = finder.certain(text)
            if mentions:
                values[field.name] = without_mentions(text, mentions, instead, most_characters(field))
                count += len(mentions)
        if values:
            yield row, values, count


def _written_rows(document: Document, person: Contributor) -> Iterator[tuple[Row, list[Declared]]]:
    """All rows but the person's own, with the fields that may name the person.

    The name and the contact of somebody else are that person's own, even when they are the same.
    """
    for row_type in ROW_TYPES:
        if row_type in _FROM_THE_PACK:
            continue
        left_alone = {"id", *OWN_TO_PEOPLE} if row_type is Contributor else {"id"}
        fields = [field for name, field in declared(row_type).items() if field.written and name not in left_alone]
        for row in document.read.every(row_type):
            if row.id != person.id and not (isinstance(row, Wording) and row.origin is WordingOrigin.PACK):
                yield row, fields


def _texts_in(row: Row) -> int:
    return sum(bool(getattr(row, name)) for name, field in declared(type(row)).items() if field.written and name != "id")
