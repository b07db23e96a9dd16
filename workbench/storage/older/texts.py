"""Texts of formats 1 and 2, where é could also be e with an accent after it: format 3 has one character for it (NFC)."""

from __future__ import annotations

from typing import Any

from workbench.model.texts import composed


def convert(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Composes every text. Two ids are the same only if all their characters are."""
    for its_rows in rows.values():
        for row in its_rows:
            row.update({column: text_of(column, value) for column, value in row.items()})


def text_of(column: str, value: Any) -> Any:
    """A value as the column has it in format 3."""
    is_text = isinstance(value, str) and column != "id" and not column.endswith("_id")
    return composed(value) if is_text else value
