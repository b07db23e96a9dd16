"""Sound rows that are older than the history: a disk that has lost a write leaves a page as it was before, sound in itself.

An entry of the history says what a cell was before a change. A cell that still is what it was then has perhaps lost that
change. Somebody may also have gone back to the same text, so this is a doubt and no proof; who has a seal asks that first.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any, Final

from workbench.model.changes import ChangeKind
from workbench.model.declared import Kind, declared
from workbench.storage.connection import Connection
from workbench.storage.differences import can_be_older
from workbench.storage.history import WHOLE_ROW, Form, as_text
from workbench.storage.mapping import TYPE_OF_TABLE, mapping_of
from workbench.system.frozen import frozen

_WORDS: Final = (Kind.TEXT, Kind.LINE)
_GOES_BACK: Final = (ChangeKind.UNDONE, ChangeKind.REDONE)
_ENTRIES: Final = (
    "SELECT row_id, column_name, form, old, kind FROM entries JOIN subjects ON subjects.id = subject "
    "LEFT JOIN changes ON sequence = change WHERE table_name = '{table}' ORDER BY row_id, change DESC, column_name <> '*'"
)

_Texts = Mapping[str, str | None]


@frozen
class Ages:
    """What the history says against the sound rows of a table."""

    older: frozenset[str] = frozenset()
    """The ids of those that are older than the history, also of rows that it says were removed."""
    is_missing: bool = False
    """Whether there is no row of a name that it says was added."""


def ages(picture: Connection, table: str) -> Ages:
    """Compares a table of the model with the history, as it was found.

    That is before it is mended: also a change that is not as it was written tells something.
    """
    row_type = TYPE_OF_TABLE[table]
    mapping = mapping_of(row_type)
    words = {name for name, field in declared(row_type).items() if field.kind in _WORDS}
    rows = {
        str(values[0]): dict(zip(mapping.columns, map(as_text, values), strict=True))
        for values in picture.read(f"SELECT {mapping.names} FROM {table}")
    }
    older, is_missing = set[str](), False
    found = picture.each(_ENTRIES.format(table=table))
    for row_id, entries in itertools.groupby(found, itemgetter(0)):
        if row_id in rows:
            if _is_older(rows[row_id], words, (entry[1:] for entry in entries)):
                older.add(row_id)
        else:
            whole = next((form for _, column, form, *_ in entries if column == WHOLE_ROW), "")
            is_missing = is_missing or whole == Form.ABSENT
    return Ages(frozenset(older), is_missing)


def _is_older(row: _Texts, words: set[str], entries: Iterable[tuple[Any, ...]]) -> bool:
    """Goes back over the entries of a row, which come newest first, to where it was added."""
    last_kinds: dict[str, str | None] = {}
    for column, form, old, kind in entries:
        if column == WHOLE_ROW:
            return form == Form.ROW and not last_kinds
        if column not in row:
            continue
        is_newest = column not in last_kinds
        last_kinds.setdefault(column, kind)
        # the words of some changes ago are written again by an undo, and hardly ever by hand; a choice often is
        counts = is_newest or (column in words and last_kinds[column] not in _GOES_BACK)
        if counts and _was(row[column], form, old):
            return True
    return False


def _was(text: str | None, form: str, old: str | None) -> bool:
    """Whether a cell is what it was before the change of an entry."""
    if form == Form.DIFFERENCE:
        return text is not None and old is not None and can_be_older(text, old)
    return form == Form.WHOLE and text == old
