"""Rows of formats 1 and 2, where a mark was yes or no: now it is a word, on more kinds of rows.

Nothing is inherited here: what was open in an old file was open in its public editions, and people have read these.
"""

from __future__ import annotations

from typing import Any, Final

_MARKED: Final = frozenset({"answers", "findings", "contributions", "documents", "contributors", "sessions", "activities"})
"""The tables that had a mark."""
_UNMARKED: Final = frozenset({"working_groups", "outcomes", "outputs", "ratings", "indicators", "measurements"})
"""The tables that get one now: everything in them is open."""


def convert(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Writes the word for each mark. Whatever is not a clear no is ``marked``, so that no damaged value opens a row."""
    for table, its_rows in rows.items():
        if table in _MARKED:
            for row in its_rows:
                row["confidential"] = "open" if _is_no(row["confidential"]) else "marked"
        elif table in _UNMARKED:
            for row in its_rows:
                row["confidential"] = "open"


def _is_no(value: Any) -> bool:
    return type(value) is int and value == 0
