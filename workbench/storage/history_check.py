"""Checks the history: every sitting, every change with its entries, and that nothing is there that belongs to no change."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, Final

from workbench.errors import DocumentDamaged
from workbench.model.changes import ChangeKind
from workbench.model.limits import LAST_SEQUENCE
from workbench.model.texts import is_storable
from workbench.storage.bounds import is_too_long
from workbench.storage.connection import Connection
from workbench.storage.damage import MOST_DAMAGES, Damage, DamageKind
from workbench.storage.history import HISTORY_TABLES, SITTINGS, Form, Sitting, Stamp, Written, digest_of_change, milliseconds
from workbench.storage.seal import CHANGES

_ENTRIES: Final = (
    "SELECT change, table_name, row_id, column_name, form, old FROM entries "
    "CROSS JOIN subjects ON subjects.id = subject ORDER BY {order}"
)
_ARE_IN_ORDER: Final = (
    "SELECT NOT EXISTS (SELECT 1 FROM (SELECT change, lag(change) OVER (ORDER BY id) AS before FROM entries) "
    "WHERE change < before)"
)
_FIRST_MOMENT: Final = milliseconds("0001-01-01T00:00:00+00:00")
_LAST_MOMENT: Final = milliseconds("9999-12-31T23:59:59.999+00:00")
_KINDS: Final = frozenset(kind.value for kind in ChangeKind)
_FORMS: Final = frozenset(form.value for form in Form)
_UNUSED: Final = (
    ("subjects", "SELECT id FROM subjects WHERE id NOT IN (SELECT subject FROM entries)"),
    ("labels", "SELECT id FROM labels WHERE id NOT IN (SELECT label FROM changes)"),
)


def history_damages(connection: Connection) -> list[Damage]:
    """Everything in the history that is not as it was written, at most :data:`MOST_DAMAGES`."""
    try:
        return list(itertools.islice(_damages(connection), MOST_DAMAGES))
    except DocumentDamaged:
        return [Damage(DamageKind.STRUCTURE, CHANGES)]


def numbers_beyond(connection: Connection) -> list[Damage]:
    """The tables of the history with numbers after which none could be given; found without reading all of them."""
    found = []
    for table in HISTORY_TABLES:
        ((first, last),) = connection.read(f"SELECT (SELECT min(rowid) FROM {table}), (SELECT max(rowid) FROM {table})")
        if first is not None and not 0 <= first <= last <= LAST_SEQUENCE:
            found.append(Damage(DamageKind.LIMIT, table))
    return found


def wrong_references(connection: Connection, table: str) -> list[Damage]:
    """The rows of a table that refer to missing rows."""
    found = connection.read(f"PRAGMA foreign_key_check({table})")
    return [Damage(DamageKind.REFERENCE, table, str(rowid)) for _, rowid, *_ in found]


def _damages(connection: Connection) -> Iterator[Damage]:
    for table in HISTORY_TABLES:
        yield from wrong_references(connection, table)
    yield from _of_sittings(connection)
    yield from wrong_changes(connection)
    for table, sql in _UNUSED:
        for (number,) in connection.read(sql):
            yield Damage(DamageKind.ROW, table, str(number))


def _of_sittings(connection: Connection) -> Iterator[Damage]:
    sql = "SELECT id, digest, sitting, copy, began, utc_offset, who, computer, program FROM sittings"
    for number, digest, *values in connection.each(sql):
        if digest != Sitting(*values).digest():
            yield Damage(DamageKind.ROW, SITTINGS, str(number))
        elif _is_too_much(values) or not (_is_moment(values[2]) or values[2] == ""):
            yield Damage(DamageKind.LIMIT, SITTINGS, str(number))


def wrong_changes(connection: Connection) -> Iterator[Damage]:
    """Each change against its entries. The changes of one sitting have rising numbers: each number once, in their order.

    What refers to nothing is passed over.
    """
    sittings, labels = _sittings(connection), _labels(connection)
    last: dict[int, int] = {}
    entries = itertools.groupby(entries_by_change(connection), itemgetter(0))
    change, group = next(entries, (None, ()))
    sql = "SELECT sequence, digest, sitting, number, at, kind, label FROM changes ORDER BY sequence"
    for sequence, digest, sitting, number, at, kind, label in connection.each(sql):
        while change is not None and change < sequence:
            change, group = next(entries, (None, ()))
        written = [Written(*entry[1:]) for entry in group] if change == sequence else []
        if sitting not in sittings or label not in labels:
            continue  # a reference to nothing, which is told as that
        text, fields, is_sound = labels[label]
        stamp = Stamp(sittings[sitting], number, "", kind, text, fields)
        if number <= last.get(sitting, number - 1) or digest != digest_of_change(stamp, written, at):
            yield Damage(DamageKind.ROW, CHANGES, str(sequence))
        elif not is_sound or _is_beyond(sequence, stamp, at, written):
            yield Damage(DamageKind.LIMIT, CHANGES, str(sequence))
        last[sitting] = number


def _sittings(connection: Connection) -> dict[int, Sitting]:
    found = connection.read("SELECT id, sitting, copy, began, utc_offset, who, computer, program FROM sittings")
    return {number: Sitting(*values) for number, *values in found}


def _labels(connection: Connection) -> dict[int, tuple[str, str, bool]]:
    """The labels by their numbers: text, fields, and whether the program can have written them."""
    found = connection.read("SELECT id, text, fields FROM labels")
    return {number: (text, fields, not _is_too_much((text, fields))) for number, text, fields in found}


def entries_by_change(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """All entries with their subjects, by change. As they were written they are in that order; sorting takes much memory."""
    ((in_order,),) = connection.read(_ARE_IN_ORDER)
    return connection.each(_ENTRIES.format(order="entries.id" if in_order else "change"))


def _is_beyond(sequence: int, stamp: Stamp, at: int, written: Sequence[Written]) -> bool:
    """Whether a change has a number, a time, a word or a text that the program cannot have written."""
    if stamp.kind not in _KINDS or not _FIRST_MOMENT <= at <= _LAST_MOMENT:
        return True
    if not 0 <= sequence <= LAST_SEQUENCE or not 0 <= stamp.number <= LAST_SEQUENCE:
        return True
    texts = []
    for entry in written:
        about = entry.table, entry.row_id, entry.column
        if entry.form not in _FORMS or is_too_long(about):
            return True
        texts += [*about, entry.old or ""]
    return not is_storable("".join(texts))


def _is_too_much(values: Sequence[Any]) -> bool:
    return is_too_long(values) or not is_storable("".join(value for value in values if isinstance(value, str)))


def _is_moment(text: Any) -> bool:
    """Whether a text is an aware time, in any year: the clock of a computer may have been wrong."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except (ValueError, TypeError):
        return False
