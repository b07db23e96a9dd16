"""Names of confidential people in a public edition: found before it is written, and withheld if somebody decides so.

A public picture has no confidential person, but people write names into answers, key messages and minutes. So every text of
the picture is searched, and somebody decides about each place. No decision is stored: it is for one edition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from workbench.checklist.ordinary import ordinary_words
from workbench.document.document import Document
from workbench.errors import NamesNotReviewed
from workbench.language.i18n import Message, Translator, load_translator
from workbench.model.labels import is_not_read, names_by_id
from workbench.model.rows import Contributor
from workbench.model.vocabulary import Edition
from workbench.privacy.person_names import Mention, MentionKind, NameFinder, instead_of
from workbench.privacy.withholding import NameDecision, words_instead
from workbench.reports.data import ReportData
from workbench.reports.snapshot import take_snapshot
from workbench.reports.text_places import TextPlace, every_text
from workbench.system.frozen import frozen

_AROUND: Final = 60
_NAMED_PLACES: Final = 3


@frozen
class NameHit:
    """A mention of a confidential person in a public text. ``number`` counts the hits of a picture, from 0.

    ``person`` is the name in the register; ``written`` are the words of the text, ``before`` and ``after`` those around it.
    """

    number: int
    person: str
    kind: MentionKind
    place: TextPlace
    before: str
    written: str
    after: str

    @property
    def grave(self) -> bool:
        """Whether somebody must decide; a position is only a hint."""
        return self.kind is not MentionKind.POSITION


def find_names(data: ReportData, people: Iterable[Contributor]) -> tuple[NameHit, ...]:
    """Every mention of a confidential person in any text of a public picture, in order; none in a full one."""
    search = _Search(data, people)
    search.run(())
    return tuple(search.hits)


def withhold(
    data: ReportData, people: Iterable[Contributor], numbers: Collection[int], translate: Translator | None = None
) -> ReportData:
    """The picture with neutral words in the place of the hits with these numbers, as :func:`find_names` counts them."""
    return _Search(data, people, translate).run(numbers)


def names_in_public(document: Document, *, language: str = "en") -> tuple[NameHit, ...]:
    """All mentions of confidential people in a public edition of a document."""
    people = document.read.every(Contributor)
    if not any(person.is_confidential for person in people):
        return ()
    return find_names(take_snapshot(document, language=language, edition=Edition.PUBLIC), people)


def nobody_can_look_for(people: Iterable[Contributor]) -> Message | None:
    """Says how many people have names that a recovery could not read: no text can be searched for them. None for none."""
    count = sum(is_not_read(person.name) for person in people)
    return not_searched(count) if count else None


def not_searched(count: int) -> Message:
    """Says of so many people that no text can be searched for their names."""
    return Message(
        "The name of {count} person in the register could not be read after damage, so no text was searched for it.",
        "The names of {count} people in the register could not be read after damage, so no text was searched for them.",
        count=count,
    )


def reviewed(document: Document, data: ReportData, decision: NameDecision) -> ReportData:
    """A picture that may be written. Raises NamesNotReviewed if it has names, and nobody has decided about them.

    It does so, too, if the public picture may have names that nobody can look for: then somebody must have read it.
    """
    if decision is NameDecision.LEAVE or data.edition is not Edition.PUBLIC:
        return data
    people = document.read.every(Contributor)
    unsearched = nobody_can_look_for(people)
    if unsearched is not None:
        raise _not_searched(unsearched)
    hits = [hit for hit in find_names(data, people) if hit.grave]
    if hits and decision is NameDecision.REFUSE:
        raise _not_reviewed(hits)
    return withhold(data, people, {hit.number for hit in hits}) if hits else data


def check_file_name(document: Document, target: Path, edition: Edition) -> None:
    """Raises NamesNotReviewed if the file name of a public edition names a confidential person."""
    if edition is Edition.PUBLIC and NameFinder(document.read.every(Contributor)).certain(target.name):
        raise NamesNotReviewed(
            Message("The file name contains the name of a confidential person."),
            safe=Message("No file was created."),
            advice=Message("Choose another name."),
        )


def places_of(hits: Sequence[NameHit], most: int = _NAMED_PLACES) -> Message:
    """The places of some hits in words, the first ones by name: "Answer to 3.20, Key messages and 4 more"."""
    places = list({str(hit.place.what): hit.place.what for hit in hits}.values())
    told: Message = places[0]
    for place in places[1:most]:
        told = Message("{places}, {place}", places=told, place=place)
    if len(places) > most:
        return Message("{places} and {count} more", "{places} and {count} more", places=told, count=len(places) - most)
    return told


def _not_reviewed(hits: Sequence[NameHit]) -> NamesNotReviewed:
    return NamesNotReviewed(
        Message(
            "The public edition still reveals confidential people in {count} place: {places}.",
            "The public edition still reveals confidential people in {count} places: {places}.",
            count=len(hits),
            places=places_of(hits),
        ),
        safe=Message("No file was created."),
        advice=Message(
            "Look at them with “check” and reword them, or repeat the command with --withhold-names, or with "
            "--names-reviewed if they may stay."
        ),
    )


def _not_searched(what: Message) -> NamesNotReviewed:
    return NamesNotReviewed(
        what,
        safe=Message("No file was created."),
        advice=Message(
            "Write the names into the register, or remove who is nobody; or read the texts, and repeat the command with "
            "--names-reviewed."
        ),
    )


class _Search:
    """One search through the texts of a picture; it numbers its hits."""

    def __init__(self, data: ReportData, people: Iterable[Contributor], translate: Translator | None = None) -> None:
        every = list(people) if data.edition is Edition.PUBLIC else []
        hidden = any(person.is_confidential for person in every)
        self._data = data
        self._finder = NameFinder(every, ordinary_words(data.checklist) if hidden else ())
        self._names = names_by_id(every)
        self._translate = translate
        self._withheld: Collection[int] = ()
        self.hits: list[NameHit] = []

    def run(self, numbers: Collection[int]) -> ReportData:
        """Fills :attr:`hits`; returns the picture without the hits with these numbers."""
        self._withheld = numbers
        return self._data if self._finder.idle else every_text(self._data, self._visit)

    def _visit(self, text: str, place: TextPlace) -> str:
        gone = []
        for mention in self._finder.find(text):
            if place.checklist and mention.kind not in (MentionKind.NAME, MentionKind.CONTACT):
                continue
            number = len(self.hits)
            self.hits.append(self._hit(number, text, mention, place))
            if number in self._withheld:
                gone.append((mention.start, mention.end, self._words(mention.kind)))
        return instead_of(text, gone) if gone else text

    def _hit(self, number: int, text: str, mention: Mention, place: TextPlace) -> NameHit:
        before, after = _before(text, mention.start), _after(text, mention.end)
        written = text[mention.start : mention.end]
        return NameHit(number, self._names[mention.person], mention.kind, place, before, written, after)

    def _words(self, kind: MentionKind) -> str:
        translate = self._translate or load_translator(self._data.language)
        return translate(words_instead(kind))


def _before(text: str, offset: int) -> str:
    """The words before a place, on the same line."""
    line = text[max(0, offset - _AROUND) : offset].rpartition("\n")[2]
    return f"… {line.partition(' ')[2]}" if len(line) == _AROUND else line


def _after(text: str, offset: int) -> str:
    """The words after a place, on the same line."""
    line = text[offset : offset + _AROUND].partition("\n")[0]
    return f"{line.rpartition(' ')[0]} …" if len(line) == _AROUND else line
