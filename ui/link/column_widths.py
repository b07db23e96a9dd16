"""The widths of columns that people have chosen, for each table by its name: kept with the settings of the window."""

from __future__ import annotations

from typing import Any, Final

_MOST_TABLES: Final = 64
_MOST_COLUMNS: Final = 64
_WIDEST: Final = 10_000


class ColumnWidths:
    """Widths in tenths of a character, so that they hold at every zoom."""

    def __init__(self) -> None:
        self.known: dict[str, list[int]] = {}

    def take(self, known: object) -> None:
        """Takes widths from the settings; what is not sound is forgotten."""
        found = known.items() if isinstance(known, dict) else ()
        self.known = {
            name: list(widths) for name, widths in [*found][:_MOST_TABLES] if isinstance(name, str) and _sound(widths)
        }

    def of(self, table: str, columns: int) -> list[int] | None:
        """The widths of a table with so many columns; None when nobody has chosen any."""
        widths = self.known.get(table)
        return widths if widths is not None and len(widths) == columns else None

    def choose(self, table: str, widths: list[int]) -> None:
        """Notes the widths of a table."""
        self.known[table] = [max(1, min(width, _WIDEST)) for width in widths]

    def forget(self, table: str) -> None:
        """Forgets the widths of a table."""
        self.known.pop(table, None)


def _sound(widths: Any) -> bool:
    few = isinstance(widths, list) and 0 < len(widths) <= _MOST_COLUMNS
    return few and all(type(width) is int and 0 < width <= _WIDEST for width in widths)


CHOSEN: Final = ColumnWidths()
"""Those of this program."""
