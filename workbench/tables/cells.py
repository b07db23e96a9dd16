"""Cells as text with tabs, as every spreadsheet copies and pastes them.

A cell with a tab, a line break or a quote at its start stands in quotes, and quotes in it are doubled. A cell that a
spreadsheet would take for a formula gets an apostrophe before it, which is taken away when it comes back.
Source: CWE-1236 (formula elements in spreadsheets).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from workbench.errors import InvalidValue
from workbench.language.i18n import Message
from workbench.model.texts import without_unstorable

Cells: TypeAlias = tuple[tuple[str, ...], ...]
"""Rows of cells, all of one length."""

MOST_ROWS: Final = 5_000
"""The most rows that are taken from the clipboard at once."""

MOST_COLUMNS: Final = 300

MOST_CHARACTERS: Final = 32 * 1024 * 1024
"""The longest text that is looked at: a Word document of some hundred pages with its styles is a tenth of this."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_WRITTEN: Final = re.compile(r"'+[=+\-@\t\r]")
_FIELD: Final = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*)')
_NEEDS_QUOTES: Final = re.compile(r'["\t\n]|""')
_LINE_ENDS: Final = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(text: str) -> str:
    """A text that :func:`harmless` has made, as it was; any other stays."""
    return text[1:] if _WRITTEN.match(text) else text


def read_text(text: str) -> Cells:
    """The cells of a text with tabs. One line end at the end of the text is none of a row.

    Raises :class:`~workbench.errors.InvalidValue` for more than a table may have; nothing is cut.
    """
    must_be_short(len(text))
    text = _LINE_ENDS.sub("\n", text).removesuffix("\n")
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        found = _FIELD.match(text, place)
        if found is None:
            break
        rows[-1].append(as_written(_content(found)))
        place = found.end() + 1
        if found.end() == len(text):
            break
        if text[found.end()] == "\n":
            must_be_small(len(rows), len(rows[-1]))
            rows.append([])
    must_be_small(len(rows), len(rows[-1]))
    return even(rows)


def _content(found: re.Match[str]) -> str:
    """What is in a field. Quotes around a text that would not need them belong to it."""
    quoted = found[1]
    if quoted is None:
        return found[2]
    return quoted.replace('""', '"') if _NEEDS_QUOTES.search(quoted) else found[0]


def write_text(rows: Iterable[Sequence[str]]) -> str:
    """Cells as a text with tabs, a line end after each row."""
    return "".join("\t".join(map(_field, row)) + "\n" for row in rows)


def _field(text: str) -> str:
    text = harmless(_LINE_ENDS.sub("\n", text))
    if text.startswith('"') or "\t" in text or "\n" in text:
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def even(rows: Iterable[Sequence[str]]) -> Cells:
    """Rows of one length, without signs that no file can hold; rows and columns without any text at the end are none."""
    kept = [["" if cell.isspace() else without_unstorable(cell) for cell in row] for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    width = max((column + 1 for row in kept for column, cell in enumerate(row) if cell), default=0)
    return tuple(tuple([*row, *[""] * width][:width]) for row in kept)


def must_be_short(characters: int) -> None:
    """Raises :class:`~workbench.errors.InvalidValue` for more text than is looked at."""
    if characters > MOST_CHARACTERS:
        raise _too_much(Message("There are {count} characters on the clipboard.", count=characters))


def must_be_small(rows: int, columns: int) -> None:
    """Raises :class:`~workbench.errors.InvalidValue` for more rows or columns than a table may have."""
    if rows > MOST_ROWS:
        raise _too_much(Message("The table has more than {count} rows.", count=MOST_ROWS))
    if columns > MOST_COLUMNS:
        raise _too_much(Message("The table has more than {count} columns.", count=MOST_COLUMNS))


def _too_much(what: Message) -> InvalidValue:
    return InvalidValue(
        what, safe=Message("Nothing was pasted."), advice=Message("Copy a part of it, and paste one part after the other.")
    )
