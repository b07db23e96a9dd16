"""What is forgotten of the texts that an interruption has left beside the file, when something is forgotten in the file.

A text about which nobody has decided is treated as if it stood in the file; one that somebody has decided not to take, as an
earlier version. What belongs to a row that is no more can never be taken, so it goes where that row might be meant.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final

from workbench.document.document import Document
from workbench.errors import StorageFailed
from workbench.language.i18n import Message, load_translator
from workbench.model.declared import declared
from workbench.model.limits import most_characters
from workbench.model.rows import Contribution, Contributor, Evidence, Hand
from workbench.storage.forgetting import RowName
from workbench.storage.history import milliseconds
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.unfinished import Becomes, KeptText, forget_beside

if TYPE_CHECKING:
    from workbench.privacy.person_names import Mention, NameFinder

NAME_FORGOTTEN = Message("[name forgotten]")
LEFT_BESIDE = Message(
    "A folder that an interruption has left beside the file could not be changed, and still has a text with it: "
    "remove that folder yourself."
)
OWN_TO_PEOPLE: Final = frozenset({"name", "contact"})
"""What is said of somebody in the register is that person's own, even when somebody else has the same name."""

_OF_A_QUESTION: Final = frozenset(row_type.table for row_type in (Contribution, Evidence, Hand))
_SHORTER: Final = ("[…]", "…", "")
"""In the place of a name in a text that has no room for more."""


def of_rows(document: Document, names: Collection[RowName]) -> Becomes:
    """What is forgotten with what was written about a question, in rows with these names."""

    def becomes(kept: KeptText) -> str | None:
        name = (kept.text.table, kept.text.row_id)
        goes = name in names or (kept.text.table in _OF_A_QUESTION and _is_no_more(document, kept))
        return None if goes else kept.text.text

    return becomes


def of_people(document: Document, ids: Collection[str], finder: NameFinder, means: Callable[[str], bool]) -> Becomes:
    """What is forgotten with people: their own rows, and their names. ``means``: whether a text may mean one of them."""
    instead = load_translator(document.read.assessment().language)(NAME_FORGOTTEN)

    def becomes(kept: KeptText) -> str | None:
        table, column, text = kept.text.table, kept.text.column, kept.text.text
        if (table == Contributor.table and kept.text.row_id in ids) or (kept.settled and means(text)):
            return None
        if table == Contributor.table and column in OWN_TO_PEOPLE:
            return text
        mentions = finder.certain(text)
        most = most_characters(declared(TYPE_OF_TABLE[table])[column])
        return without_mentions(text, mentions, instead, most) if mentions else text

    return becomes


def of_history(document: Document, before: str) -> Becomes:
    """What is forgotten with earlier versions: what was decided before a time (UTC, ISO 8601), or whenever that was."""
    limit = milliseconds(before) / 1000 if before else math.inf

    def becomes(kept: KeptText) -> str | None:
        goes = _is_no_more(document, kept) or (kept.settled and kept.at < limit)
        return None if goes else kept.text.text

    return becomes


def done_beside(becomes: Becomes, document: Document, assessment: str, *, only_look: bool) -> tuple[int, int]:
    """How many texts go or change beside the file of an assessment, and how many of these the disk refuses to change.

    A picture in memory has nothing beside it: what lies there belongs to the file itself.
    """
    connection = document.read.connection
    if not connection.is_file:
        return 0, 0
    places = (document.path, connection.path)
    try:
        return forget_beside(places, assessment, becomes, only_look=only_look)
    except StorageFailed:
        return 0, 1  # the file cannot be asked any more what is still in it


def without_mentions(text: str, mentions: Collection[Mention], instead: str, most: int) -> str:
    """A text with other words in the place of a name, shorter ones if the text would become too long for its field."""
    from workbench.privacy.person_names import instead_of

    for words in (instead, *_SHORTER):
        found = instead_of(text, [(mention.start, mention.end, words) for mention in mentions])
        if len(found) <= most:
            break
    return found


def _is_no_more(document: Document, kept: KeptText) -> bool:
    return document.get(TYPE_OF_TABLE[kept.text.table], kept.text.row_id) is None
