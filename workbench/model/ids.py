"""Ids of rows: at random, or made of the ids of what a row links. No id is made of words that people wrote.

An id stays in the history when its row is forgotten. Whoever guesses words could prove the guess with an id made of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.model.named import Named


def new_id() -> str:
    """A permanent id for a new row."""
    import uuid  # late: a start makes no id

    return str(uuid.uuid4())


def link_id(*parts: str) -> str:
    """An id that depends only on its parts: if two laptops add the same row, it has the same id in both files.

    The parts are ids and words of the program.
    """
    import uuid  # late: a start makes no id

    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(parts)))


def ids_of_people(owner: str, role: str, people: Iterable[Named]) -> list[str]:
    """An id for each of the people of one role in the row ``owner``, in their order, in a file that nobody has changed yet.

    That of a contributor follows from what is linked, that of a post or a unit from its number among such.
    """
    ids, posts = [], 0
    for person in people:
        posts += person.contributor is None
        who = [str(posts), "in words"] if person.contributor is None else [person.contributor]
        ids.append(link_id(owner, *who, role))
    return ids
