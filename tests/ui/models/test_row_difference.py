"""Whatever comes and goes in a list of rows, the views of Qt are told the truth, and as little as can be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.row_difference import apply_difference

ROWS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


class Letters(QAbstractListModel):
    """The smallest model of rows; it notes what it tells."""

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__()
        self.rows = list(rows)
        self.told: list[tuple[str, int, int] | str] = []
        self.rowsInserted.connect(lambda _, first, last: self.told.append(("in", first, last)))
        self.rowsRemoved.connect(lambda _, first, last: self.told.append(("out", first, last)))
        self.modelReset.connect(lambda: self.told.append("reset"))

    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return self.rows[index.row()] if role == Qt.ItemDataRole.DisplayRole else None

    def show(self, rows: Sequence[str]) -> bool:
        def take() -> None:
            self.rows = list(rows)

        return apply_difference(self, list(self.rows), rows, take)


@given(before=ROWS, after=ROWS)
def test_the_views_are_told_the_truth(qapp, before, after):
    model = Letters(before)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    kept = {row: QPersistentModelIndex(model.index(at, 0)) for at, row in enumerate(before)}
    same = model.show(after)
    assert model.rows == after
    assert same is (before == after)
    assert len(model.told) == (0 if same else 1)
    for row, index in kept.items():
        if model.told != ["reset"]:
            assert index.isValid() is (row in after)
            assert not index.isValid() or index.data() == row
    del tester


@given(rows=ROWS, first=st.integers(0, 8), count=st.integers(1, 4))
def test_a_block_that_comes_or_goes_resets_nothing(qapp, rows, first, count):
    first = min(first, len(rows))
    more = [*rows[:first], *(f"new {number}" for number in range(count)), *rows[first:]]
    model = Letters(rows)
    model.show(more)
    model.show(rows)
    assert model.told == [("in", first, first + count - 1), ("out", first, first + count - 1)]


@pytest.mark.parametrize(
    ("before", "after"), [("abc", "bac"), ("abc", "xbc"), ("abc", "xaby"), ("abcd", "bd"), ("ab", "cde")]
)
def test_anything_else_resets(qapp, before, after):
    model = Letters(before)
    model.show(list(after))
    assert model.told == ["reset"]
