"""Finds a place in an assessment by a few letters: a question by its number, a person, a document, an activity ...

For the command palette of the window. The document is read once; after that, texts are only compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from workbench.checklist.tree import Checklist
from workbench.document.document import Document
from workbench.model.rows import BackgroundDocument, Contribution, Contributor, Indicator, Session
from workbench.plan.order import read_activities
from workbench.system.frozen import frozen


class PlaceKind(StrEnum):
    """The kinds of places."""

    QUESTION = "question"
    AREA = "area"
    PERSON = "person"
    DOCUMENT = "document"
    SESSION = "session"
    ACTIVITY = "activity"
    INDICATOR = "indicator"
    NOTE = "note"


@frozen
class Place:
    """A place that the window can go to. ``number`` is the number that people say, and may be empty."""

    kind: PlaceKind
    row_id: str
    number: str
    title: str


def places_of(document: Document, checklist: Checklist) -> tuple[Place, ...]:
    """All places of a document: areas and questions first, in their order."""
    return (*_of_checklist(checklist), *_of_registers(document))


def find_places(places: Iterable[Place], query: str, most: int = 50) -> list[Place]:
    """The places whose number and title contain every word of a query, the likeliest first, at most ``most``.

    First come numbers equal to the query, then numbers that start with it, then titles that start with it, then titles with
    a word that starts with it. A blank query finds nothing.
    """
    words = query.casefold().split()
    if not words:
        return []
    whole = " ".join(words)
    found = [place for place in places if all(word in f"{place.number} {place.title}".casefold() for word in words)]
    return sorted(found, key=lambda place: _likelihood(place, whole))[:most]


def _likelihood(place: Place, query: str) -> int:
    number, title = place.number.casefold(), place.title.casefold()
    tests = (number == query, bool(number) and number.startswith(query), title.startswith(query), f" {query}" in title)
    return next((rank for rank, passed in enumerate(tests) if passed), len(tests))


def _of_checklist(checklist: Checklist) -> Iterator[Place]:
    for entry in checklist.areas:
        yield Place(PlaceKind.AREA, entry.id, entry.number, entry.title)
        for question in entry.questions:
            yield Place(PlaceKind.QUESTION, question.id, question.number, question.wording)


def _of_registers(document: Document) -> Iterator[Place]:
    read = document.read
    rows = (
        (PlaceKind.PERSON, ((row.id, row.name) for row in read.every(Contributor))),
        (PlaceKind.DOCUMENT, ((row.id, row.title) for row in read.every(BackgroundDocument))),
        (PlaceKind.SESSION, ((row.id, row.title) for row in read.every(Session))),
        (PlaceKind.ACTIVITY, ((row.id, row.title) for _, row in read_activities(document))),
        (PlaceKind.INDICATOR, ((row.id, row.name) for row in read.every(Indicator))),
    )
    for kind, entries in rows:
        yield from (Place(kind, row_id, "", title) for row_id, title in entries if title.strip())
    for note in read.where(Contribution, question_id=None):
        first = next((line.strip() for line in note.text.splitlines() if line.strip()), "")
        if first:
            yield Place(PlaceKind.NOTE, note.id, "", first)
