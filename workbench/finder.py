"""Finds a place in an assessment by a few letters: a question by its number, a person, a document, an activity ...

For the command palette of the window. Pure: it reads the document once and then only compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from workbench.checklist.tree import Checklist
from workbench.document.document import Document
from workbench.model.rows import Activity, BackgroundDocument, Contributor, Indicator, Session
from workbench.system.frozen import frozen


class PlaceKind(StrEnum):
    """What a place is."""

    QUESTION = "question"
    AREA = "area"
    PERSON = "person"
    DOCUMENT = "document"
    SESSION = "session"
    ACTIVITY = "activity"
    INDICATOR = "indicator"


@frozen
class Place:
    """Somewhere to go: the id of the row, its number as people say it (may be empty), and its title."""

    kind: PlaceKind
    row_id: str
    number: str
    title: str


def places_of(document: Document, checklist: Checklist) -> tuple[Place, ...]:
    """Every place of a document: areas and questions first, in their order."""
    return (*_of_checklist(checklist), *_of_registers(document))


def find_places(places: Iterable[Place], query: str, most: int = 50) -> list[Place]:
    """The places whose number or title hold every word of a query, the likeliest first, at most ``most``.

    A number that is the query comes first, then one that begins with it, then titles that begin with it. Nothing is found
    for a query that says nothing.
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
        (PlaceKind.ACTIVITY, ((row.id, row.title) for row in read.every(Activity))),
        (PlaceKind.INDICATOR, ((row.id, row.name) for row in read.every(Indicator))),
    )
    for kind, entries in rows:
        yield from (Place(kind, row_id, "", title) for row_id, title in entries if title.strip())
