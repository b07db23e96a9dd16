"""Formats 1 and 2 had one responsible contributor and a text for an activity; format 3 has any number of people."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from workbench.model.ids import ids_of_people
from workbench.model.named import Named, people_in, plain_name
from workbench.model.order_keys import keys

Rows = dict[str, list[dict[str, Any]]]

_ROLE: Final = "responsible"


def convert(rows: Rows) -> None:
    """Makes people of ``responsible_id`` and ``responsible`` of each activity, in the order in which they were printed.

    A part of the text becomes a link if it is the name of exactly one contributor; all other words stay as they are written.
    """
    every = [(row["id"], row["name"]) for row in rows.get("contributors", ())]
    count = Counter(plain_name(name) for _, name in every)
    known = [(person, name) for person, name in every if count[plain_name(name)] == 1]
    rows["activity_people"] = [made for activity in rows.get("activities", ()) for made in _people(activity, known)]
    rows["indicator_people"] = []
    rows["document_people"] = []


def _people(activity: dict[str, Any], known: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The people of an activity, whose two old columns are removed."""
    first, text = activity.pop("responsible_id"), activity.pop("responsible")
    others = people_in(text, [pair for pair in known if pair[0] != first])
    people = [*([Named(first, "")] if first is not None else []), *others]
    ids = ids_of_people(activity["id"], _ROLE, people)
    return [
        {
            "id": row_id,
            "contributor_id": person.contributor,
            "name": person.name,
            "role": _ROLE,
            "place": place,
            "activity_id": activity["id"],
        }
        for row_id, person, place in zip(ids, people, keys(len(people)), strict=True)
    ]
