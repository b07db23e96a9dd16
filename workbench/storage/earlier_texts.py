"""Finds in the history what must be forgotten: every earlier text is put together again from its differences and asked.

A file may come from a stranger. So nothing is passed over: what does not fit together, what no program could have written,
and what belongs to no table is found, too. Whoever forgets something must not leave behind what nobody can read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from workbench.model.rows import Row
from workbench.storage.connection import Connection
from workbench.storage.history import WHOLE_ROW, Form, row_from_json
from workbench.storage.mapping import TYPE_OF_TABLE, mapping_of
from workbench.storage.past import Texts, WayBack

Tells = Callable[[str], bool]
"""Whether a text must be forgotten."""

_Found = tuple[int, int, str, str, str | None]
"""An entry: its change, its subject, the column (``*`` for a whole row), the form, and what was there before."""

_ENTRIES = (
    "SELECT table_name, row_id, change, subject, column_name, form, old FROM entries "
    "JOIN subjects ON subjects.id = subject ORDER BY table_name, row_id, change DESC, column_name <> '*'"
)


def subjects_that_tell(connection: Connection, tells: Tells) -> set[int]:
    """The numbers of the subjects with an earlier text that must go, or with one that cannot be read."""
    found: set[int] = set()
    for (table, row_id), entries in groupby(connection.read(_ENTRIES), itemgetter(0, 1)):
        now = _now(connection, table, row_id)
        found.update(_of_row(TYPE_OF_TABLE.get(table), now, (entry[2:] for entry in entries), tells))
    return found


def rows_that_belonged(connection: Connection, row_type: type[Row], column: str, value: str) -> set[str]:
    """The ids of the rows of a class that are no more, or are other rows now, and once had a value in a column.

    Rows of which that cannot be told are among them.
    """
    found: set[str] = set()
    sql = (
        "SELECT row_id, column_name, form, old FROM entries JOIN subjects ON subjects.id = subject "
        "WHERE table_name = ? AND column_name IN (?, '*') AND old IS NOT NULL"
    )
    for row_id, subject, form, old in connection.read(sql, (row_type.table, column)):
        if subject == WHOLE_ROW:
            texts = row_from_json(row_type, old)
            if texts is None or texts.get(column) == value:
                found.add(row_id)
        elif form != Form.WHOLE or old == value:
            found.add(row_id)
    return found


def removed_rows(connection: Connection, row_type: type[Row]) -> dict[str, Texts]:
    """The texts of the rows of a class that are no more, by id, as they were when they were removed last."""
    sql = (
        "SELECT row_id, old FROM entries JOIN subjects ON subjects.id = subject "
        f"WHERE table_name = ? AND form = ? AND row_id NOT IN (SELECT id FROM {row_type.table}) ORDER BY change"
    )
    found = connection.read(sql, (row_type.table, Form.ROW.value))
    return {row_id: texts for row_id, old in found if (texts := row_from_json(row_type, old)) is not None}


def _of_row(row_type: type[Row] | None, now: Texts, entries: Iterable[_Found], tells: Tells) -> Iterator[int]:
    """The subjects of one row that tell, from its newest entry to the oldest."""
    way = WayBack(row_type, now)
    for change, subject, column, form, old in entries:
        if not way.goes_over(change, column, form, old):
            tells_now = form != Form.FORGOTTEN or old is not None
        else:
            texts = way.texts.values() if column == WHOLE_ROW else [way.texts[column]]
            tells_now = _one_tells([old, *texts], tells)
        if tells_now:
            yield subject


def _one_tells(texts: Iterable[str | None], tells: Tells) -> bool:
    return any(tells(text) for text in texts if text)


def _now(connection: Connection, table: str, row_id: str) -> Texts:
    row_type = TYPE_OF_TABLE.get(table)
    if row_type is None:
        return {}
    mapping = mapping_of(row_type)
    for values in connection.read(f"SELECT {mapping.names} FROM {table} WHERE id = ?", (row_id,)):
        named = zip(mapping.columns, values, strict=True)
        return {name: None if value is None else str(value) for name, value in named}
    return {}
