"""How a table is shown: sorted, or only some of its rows. What is stored keeps its order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.language.folding import fold
from workbench.model.rows import Row
from workbench.system.frozen import frozen


@frozen
class Arrangement:
    """Sorted ``by`` a column (None: as in the document), ``down``: from the last to the first.

    Only rows are shown that have all words of ``only``, in the column ``only_in`` (None: in any).
    """

    by: int | None = None
    down: bool = False
    only: str = ""
    only_in: int | None = None


def arranged(
    rows: Sequence[Row],
    arrangement: Arrangement,
    columns: Sequence[int],
    said: Callable[[Row, int], str],
    sorted_by: Callable[[Row, int], str],
) -> tuple[list[str], frozenset[str]]:
    """The ids of the rows to show, in their order, and of those that are hidden.

    ``said`` is the text of a cell, ``sorted_by`` what a row is sorted by. Case and accents do not count; rows without a text
    come last, both ways.
    """
    words = fold(arrangement.only).split()
    where = columns if arrangement.only_in is None else [arrangement.only_in]
    shown = [row for row in rows if _has(words, "\n".join(said(row, column) for column in where))]
    hidden = frozenset(row.id for row in rows) - {row.id for row in shown}
    if arrangement.by is not None:
        column = arrangement.by
        keys = {row.id: fold(sorted_by(row, column)).strip() for row in shown}
        filled = sorted((row for row in shown if keys[row.id]), key=lambda row: keys[row.id], reverse=arrangement.down)
        shown = [*filled, *(row for row in shown if not keys[row.id])]
    return [row.id for row in shown], hidden


def _has(words: Sequence[str], text: str) -> bool:
    folded = fold(text) if words else ""
    return all(word in folded for word in words)
