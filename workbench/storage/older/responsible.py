"""Who was responsible for an activity before, in the history of formats 1 and 2: a contributor and a text.

Both became rows of people (:mod:`workbench.storage.older.people`). The earlier contributors become rows that were added and
removed. The earlier texts become those of one row, the first one in words, whether there is one now or not: what was between
the commas of a text that is no more is not taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from workbench.model.ids import ids_of_people
from workbench.model.named import Named
from workbench.model.rows import ActivityPerson
from workbench.model.vocabulary import ActivityRole
from workbench.storage.history import WHOLE_ROW, Form, Written, row_as_json
from workbench.storage.older.rows import Rows

TEXT: Final = "responsible"
PERSON: Final = "responsible_id"
_TABLE: Final = ActivityPerson.table
_ROLE: Final = ActivityRole.RESPONSIBLE.value

Texts = Mapping[str, str | None]


def texts_without_words(before: Mapping[str, str], rows: Rows) -> dict[str, str]:
    """The texts of activities of which only links were made, so that no row has their words; ``before`` are all texts."""
    posts = {row["activity_id"] for row in rows.get(_TABLE, ()) if row["contributor_id"] is None}
    return {activity: text for activity, text in before.items() if _said(text) and activity not in posts}


def entries(activity: str, old: Texts, new: Texts, linked: Mapping[str, str]) -> Iterator[Written]:
    """The entries of a change of an activity; ``old`` and ``new`` are what the change said of it, by column.

    ``linked`` is what :func:`texts_without_words` tells.
    """
    before, after = old.get(PERSON), new.get(PERSON)
    if before != after:
        if before is not None:
            yield _removed(activity, Named(before, ""))
        if after is not None:
            yield Written(_TABLE, _id(activity, Named(after, "")), WHOLE_ROW, Form.ABSENT, None)
    said, says = old.get(TEXT), new.get(TEXT)
    if said == says:
        return
    stays = _said(says) and linked.get(activity) != says
    if _said(said) and stays:
        yield Written(_TABLE, _id(activity, Named(None, "")), "name", Form.WHOLE, said)
    elif _said(said):
        yield _removed(activity, Named(None, said or ""))
    elif stays:
        yield Written(_TABLE, _id(activity, Named(None, "")), WHOLE_ROW, Form.ABSENT, None)


def _said(text: str | None) -> bool:
    return bool(text and text.strip())


def _id(activity: str, person: Named) -> str:
    (row_id,) = ids_of_people(activity, _ROLE, [person])
    return row_id


def _removed(activity: str, person: Named) -> Written:
    row_id = _id(activity, person)
    texts = {"id": row_id, "contributor_id": person.contributor, "name": person.name, "activity_id": activity}
    return Written(_TABLE, row_id, WHOLE_ROW, Form.ROW, row_as_json(ActivityPerson, texts))
