"""A table that is pasted, as rows with bars. Merged cells: the text in the first place, the others empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from workbench.prose.lines import BAR, BULLET, MOST_COLUMNS, STARS

_LONE_BAR: Final = re.compile(r"(?<!\S)\|(?!\S)")
_SQUEEZED_BAR: Final = "¦"
_MOST_LINES: Final = 6
"""A cell with more lines is no cell of a table: a page was laid out with it."""

_ALL_BOLD: Final = re.compile(r"\*\*[^*]+\*\*")
_ENDS: Final = ".:;,!?؛،؟"


class Cells:
    """The cells of one table, row by row."""

    def __init__(self) -> None:
        self._rows: list[list[list[str]]] = []
        self._covered: dict[int, int] = {}
        """How many rows below the present one a merged cell covers, by column."""
        self._heads = 0

    def row(self) -> None:
        """Begins a row."""
        self._covered = {column: rows - 1 for column, rows in self._covered.items() if rows > 1} if self._rows else {}
        self._rows.append([])

    def add(self, lines: Sequence[str], across: int, down: int, *, head: bool) -> None:
        """Adds a cell that takes ``across`` columns and ``down`` rows; ``head``: it says that it is in the head."""
        if not self._rows:
            self.row()
        row = self._rows[-1]
        if len(self._rows) == 1:
            self._heads += head
        while self._covered.get(len(row), 0) and len(row) <= MOST_COLUMNS:
            row.append([])
        for index in range(min(across, MOST_COLUMNS + 1)):
            if down > 1:
                self._covered[len(row)] = down
            row.append([] if index else list(lines))

    def lines(self) -> list[str]:
        """The table as lines: rows with bars; or the lines of all cells, when it is none or too wide."""
        rows = [row for row in self._rows if any(any(cell) for cell in row)]
        columns = max(map(len, rows), default=0)
        if columns <= 1 or any(_is_layout(cell) for row in rows for cell in row):
            return [line for row in rows for cell in row for line in cell]
        texts = [[_in_one(cell) for cell in (*row, *[[]] * (columns - len(row)))] for row in rows]
        if columns > MOST_COLUMNS:
            return ["\t".join(row).rstrip() for row in texts]
        bold = all(_ALL_BOLD.fullmatch(cell) for cell in texts[0] if cell)
        if len(texts) > 1 and (bold or self._heads == len(self._rows[0])):
            texts[:1] = [[cell.replace(STARS, "") for cell in texts[0]], ["---"] * columns]
        return [_written(row) for row in texts]


def _is_layout(cell: Sequence[str]) -> bool:
    return len(cell) > _MOST_LINES or any(line.startswith(BAR) for line in cell)


def _in_one(lines: Sequence[str]) -> str:
    """The lines of a cell as one."""
    made = ""
    for line in lines:
        text = line.strip().removeprefix(f"{BULLET} ")
        if made and text:
            made += " " if made[-1] in _ENDS else "; "
        made += text
    return _LONE_BAR.sub(_SQUEEZED_BAR, made)


def _written(cells: Sequence[str]) -> str:
    inside = f" {BAR} ".join(cells)
    return f"{BAR} {inside} {BAR}"
