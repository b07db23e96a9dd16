"""Contributions and raised hands of formats 1 and 2: a contribution gets its kind, and each count is a row of its own."""

from __future__ import annotations

from typing import Any, Final

from workbench.model.ids import link_id

Rows = dict[str, list[dict[str, Any]]]

_LEVELS: Final = ("low", "medium", "high")


def convert(rows: Rows) -> None:
    """Says of each contribution whether a group speaks or somebody did before the meeting, and makes rows of the hands.

    Contributions keep their ids, also when a group has several for a question. When hands were raised is not known.
    """
    for contribution in rows.get("contributions", ()):
        contribution["kind"] = "before" if contribution["group_id"] is None else "group"
    rows["hands"] = [hand for rating in rows.get("ratings", ()) for hand in _hands(rating)]


def _hands(rating: dict[str, Any]) -> list[dict[str, Any]]:
    """The hands of a rating, whose three old columns are removed; nobody for a level is no row."""
    counts = {level: rating.pop(f"hands_{level}") for level in _LEVELS}
    return [
        {
            "id": link_id(rating["id"], level),
            "rating_id": rating["id"],
            "question_id": None,
            "choice": level,
            "count": count,
            "date": "",
            "session_id": None,
        }
        for level, count in counts.items()
        if count > 0
    ]
