"""Tells Qt's views which rows have come or gone, so that they keep what is selected, open and scrolled to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex


def apply_difference(
    model: QAbstractItemModel, before: Sequence[str], after: Sequence[str], take: Callable[[], object]
) -> bool:
    """Calls ``take``, which puts the new rows into the model, between the signals that fit the difference.

    ``before`` and ``after`` are the ids of the rows, each once. One block of rows that came or went is told as such;
    any other difference resets the model. Returns whether the rows are the same as before: then nothing was told, and the
    caller tells what has changed inside them.
    """
    top, more = QModelIndex(), len(after) - len(before)
    first = _first_difference(before, after)
    if list(before) == list(after):
        take()
        return True
    if more > 0 and list(before[first:]) == list(after[first + more :]):
        model.beginInsertRows(top, first, first + more - 1)
        take()
        model.endInsertRows()
    elif more < 0 and list(after[first:]) == list(before[first - more :]):
        model.beginRemoveRows(top, first, first - more - 1)
        take()
        model.endRemoveRows()
    else:
        model.beginResetModel()
        take()
        model.endResetModel()
    return False


def _first_difference(before: Sequence[str], after: Sequence[str]) -> int:
    """The index of the first row that differs; the length of the shorter list if none does."""
    pairs = zip(before, after, strict=False)
    return next((row for row, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after)))
