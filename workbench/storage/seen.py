"""What a copy of a file has seen, and who wrote each cell last: all that is needed to bring copies together."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.model.merging import FROM_THE_BEGINNING, Writer
from workbench.storage.connection import Connection
from workbench.storage.history import WHOLE_ROW, Cell

_SEEN = (
    "SELECT sittings.sitting, max(number) FROM changes JOIN sittings ON sittings.id = changes.sitting GROUP BY sittings.id"
)
_LAST = (
    "SELECT table_name, row_id, column_name, sequence, sittings.sitting, number FROM subjects "
    "JOIN changes ON sequence = (SELECT max(change) FROM entries WHERE subject = subjects.id) "
    "JOIN sittings ON sittings.id = changes.sitting"
)


def seen_by(connection: Connection) -> dict[str, int]:
    """The highest number of a change that this file has, by sitting."""
    return {str(sitting): int(number) for sitting, number in connection.read(_SEEN)}


def last_writers(connection: Connection) -> dict[Cell, tuple[int, Writer]]:
    """The change that wrote each cell or row last, after its number in this file.

    A cell that is not here has been as it is since the file was made.
    """
    found = connection.read(_LAST)
    return {(table, row_id, column): (place, Writer(*writer)) for table, row_id, column, place, *writer in found}


def writer_of(writers: Mapping[Cell, tuple[int, Writer]], table: str, row_id: str, column: str) -> Writer:
    """Who wrote a cell last: by changing it, or by adding or removing its row, whichever came later."""
    cells = ((table, row_id, column), (table, row_id, WHOLE_ROW))
    return max((writers[cell] for cell in cells if cell in writers), default=(0, FROM_THE_BEGINNING))[1]
