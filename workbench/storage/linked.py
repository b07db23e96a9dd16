"""The ids of people with a role: they follow from what is linked, so that the same link on two laptops is one row."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.model.named import Named
from workbench.storage.mapping import link_id


def ids_of_people(owner: str, role: str, people: Iterable[Named]) -> list[str]:
    """An id for each of the people of one role in the row ``owner``, in their order.

    The same words a second time have a number, because each row needs an id of its own.
    """
    met: dict[str, int] = {}
    ids = []
    for person in people:
        who = person.contributor if person.contributor is not None else person.name
        met[who] = met.get(who, 0) + 1
        ids.append(link_id(owner, who, role, *([str(met[who])] if met[who] > 1 else [])))
    return ids
