"""Names that are offered while somebody types: those of people and of documents in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from workbench.document.document import Document
from workbench.language.folding import fold
from workbench.model.rows import BackgroundDocument, Contributor
from workbench.system.frozen import frozen

LEAST: Final = 3
"""So many letters must have been typed."""
_MOST: Final = 7
_MOST_WORDS_BACK: Final = 4
_FARTHEST: Final = 120
"""Characters before the cursor that are looked at."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@frozen
class Offer:
    """A name, and how many characters before the cursor it replaces."""

    name: str
    typed: int


def offered_names(document: Document, *, in_room: bool) -> tuple[str, ...]:
    """The names in the file, each once.

    ``in_room``: others may see the screen, so nobody confidential is offered, and no title that names such a person.
    """
    read = document.read
    registered = read.every(Contributor)
    people = (row.name for row in registered if not (in_room and row.is_confidential))
    documents = (row.title for row in read.every(BackgroundDocument) if not (in_room and row.is_confidential))
    names = (*people, *documents)
    found = dict.fromkeys(name for name in map(str.strip, names) if len(name) > LEAST)
    if in_room and any(row.is_confidential for row in registered):
        from workbench.privacy.person_names import NameFinder  # late: only who shows something to a room needs it

        finder = NameFinder(registered)
        return tuple(name for name in found if not finder.certain(name))
    return tuple(found)


def offers(names: Iterable[str], before: str) -> tuple[Offer, ...]:
    """The names that go on what stands directly before the cursor; none before :data:`LEAST` letters of a word.

    Several words count as one beginning: after “Anna Pet” only Anna Petrovic is offered, not Pete. A name is also found by
    its later words: “Petr” offers Anna Petrovic.
    """
    line = before[-_FARTHEST:]
    words = list(_WORD.finditer(line))
    if not words or words[-1].end() != len(line) or len(words[-1][0]) < LEAST:
        return ()
    known = [(name, fold(name)) for name in names]
    for word in words[-_MOST_WORDS_BACK:]:
        typed = line[word.start() :]
        wanted = fold(typed)
        last = word is words[-1]
        if any(folded == wanted for _, folded in known):
            return ()  # it is written already
        found = [name for name, folded in known if (folded.startswith(wanted) or (last and f" {wanted}" in folded))]
        if found:
            return tuple(Offer(name, len(typed)) for name in found[:_MOST])
    return ()
