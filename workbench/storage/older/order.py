"""The order of rows in files of formats 1 and 2: whole numbers become keys between neighbours.

Those formats renumbered a whole list at each move, and equal numbers stood in the order of the table. So the numbers say the
order of each list, and the keys are made anew, the same on every computer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from workbench.model.order_keys import keys

_LISTS: Final = {
    "areas": "",
    "sections": "",
    "questions": "",
    "contributors": "",
    "working_groups": "",
    "sessions": "",
    "documents": "",
    "outcomes": "",
    "outputs": "outcome_id",
    "activities": "output_id",
    "indicators": "",
    "contributions": "question_id",
    "measurements": "indicator_id",
}
"""The tables that have an order, with the column whose equal values are one list; empty: the whole table is one.

The last two tables had no numbers: their rows stood in the order of the table.
"""


def convert(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Gives the rows of all ordered tables keys as their ``place``, and the activities keys as their ``rank``.

    A rank of 0 was "not decided"; it becomes the empty key, which says the same.
    """
    for table, column in _LISTS.items():
        lists: dict[Any, list[dict[str, Any]]] = {}
        for row in rows.get(table, ()):
            lists.setdefault(row[column] if column else None, []).append(row)
        for one in lists.values():
            _give_keys(one, "place")
    decided = [row for row in rows.get("activities", ()) if row.get("rank", 0) > 0]
    for row in rows.get("activities", ()):
        row["rank"] = max(row.get("rank", 0), 0) or ""
    _give_keys(decided, "rank")


def _give_keys(rows: Iterable[dict[str, Any]], name: str) -> None:
    """Replaces the numbers of one list by keys in the same order; rows with equal numbers, or none, stay as they stand."""
    ordered = sorted(rows, key=lambda row: row.get(name, 0))
    for row, place in zip(ordered, keys(len(ordered)), strict=True):
        row[name] = place
