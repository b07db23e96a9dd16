"""What a pasted table says about ratings: a block from the current cell on, or the whole table with its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt

from ui.models.ratings_model import PRIORITY, SUGGESTION, unset
from workbench.errors import InvalidValue
from workbench.language.folding import fold
from workbench.language.i18n import Message
from workbench.model.vocabulary import Level

if TYPE_CHECKING:
    from ui.pages.priorities.ratings_grid import RatingsGrid
    from workbench.exchange.paste_targets import Reading
    from workbench.tables.cells import Cells

_TITLE = Qt.ItemDataRole.AccessibleTextRole
_UNCHANGED = Message("Nothing was changed.")
_TOO_MANY = Message("There are not so many cells from here on.")
_FROM_FIRST = Message("Select the first cell that is to change, then paste again.")
_SHOW_ALL = Message("Show all activities, or copy the table of this page again.")
_WORDS = Message("Write Low, Medium or High, or leave the cell empty.")


def paste_ratings(grid: RatingsGrid) -> None:
    """Pastes what is on the clipboard as one change; tells why if that is not possible."""
    from ui.editors.cell_clipboard import clipboard_tables
    from workbench.document.together import do_together
    from workbench.errors import WorkbenchError
    from workbench.exchange.pasted_rows import reading_for

    bridge = grid.ratings.bridge
    if bridge.read_only or not bridge.flush():
        return
    try:
        tables = clipboard_tables().tables
        levels = levels_in(grid, tables[0], reading_for(bridge.document)) if tables else []
    except WorkbenchError as error:
        bridge.messages.error(error)
        return
    acts = [grid.ratings.act(index, level) for index, level in levels if grid.ratings.level_at(index) is not level]
    if not tables:
        bridge.messages.info(Message("There is no text and no table on the clipboard."), passing=True)
    elif not acts:
        bridge.messages.info(Message("These ratings are already there."), passing=True)
    else:
        bridge.document.end_burst()
        label = Message("change {count} rating", "change {count} ratings", count=len(acts))
        if bridge.run(do_together, label=label, acts=acts):
            bridge.offer_undo(Message("{count} rating was pasted.", "{count} ratings were pasted.", count=len(acts)))


def levels_in(grid: RatingsGrid, cells: Cells, reading: Reading) -> list[tuple[QModelIndex, Level | None]]:
    """The cells of the model, with their levels. Raises InvalidValue for what fits nowhere: then nothing is changed."""
    rows, columns, body = _places(grid, cells)
    found: list[tuple[QModelIndex, Level | None]] = []
    for row, texts in zip(rows, body, strict=True):
        for column, text in zip(columns, texts, strict=False):
            index = grid.sorted.index(row, column)
            if not index.isValid():
                raise InvalidValue(_TOO_MANY, advice=_FROM_FIRST, safe=_UNCHANGED)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                found.append((grid.sorted.mapToSource(index), _level(text, reading)))
    return found


def _places(grid: RatingsGrid, cells: Cells) -> tuple[list[int], list[int], list[Any]]:
    """The rows and columns of the grid that the cells belong to, and the cells without headings."""
    if len(cells) > 1 and len(cells[0]) > 1 and not cells[0][0].strip():
        columns = _by_name(grid, Qt.Orientation.Horizontal, cells[0][1:], Qt.ItemDataRole.DisplayRole)
        return (
            _by_name(grid, Qt.Orientation.Vertical, [row[0] for row in cells[1:]], _TITLE),
            columns,
            [row[1:] for row in cells[1:]],
        )
    here = grid.currentIndex()
    widest = max(map(len, cells))
    rows = list(range(max(0, here.row()), max(0, here.row()) + len(cells)))
    return rows, list(range(max(0, here.column()), max(0, here.column()) + widest)), list(cells)


def _by_name(grid: RatingsGrid, side: Qt.Orientation, names: Any, role: int) -> list[int]:
    count = grid.sorted.rowCount() if side == Qt.Orientation.Vertical else grid.sorted.columnCount()
    known = {fold(str(grid.sorted.headerData(index, side, role) or "")).strip(): index for index in range(count)}
    unknown = next((name for name in names if fold(name).strip() not in known), None)
    if unknown is not None:
        what = Message("This page has no row or column “{name}”.", name=unknown)
        raise InvalidValue(what, advice=_SHOW_ALL, safe=_UNCHANGED)
    return [known[fold(name).strip()] for name in names]


def _level(text: str, reading: Reading) -> Level | None:
    """The level that a text names in any language, by its word or letter; None for none."""
    words = text.strip()
    none = {word for column in (0, SUGGESTION, PRIORITY) for word in reading.said(unset(column))}
    if not words or fold(words) in none:
        return None
    level = reading.choice(Level, words)
    if not isinstance(level, Level):
        what = Message("“{text}” is not low, medium or high.", text=words[:60])
        raise InvalidValue(what, advice=_WORDS, safe=_UNCHANGED)
    return level
