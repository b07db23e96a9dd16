"""Files of a newer format: whether this version can read one, and what in it this version does not know.

A later format only adds tables and columns, and words to choices, as long as its files say that this format can read them
(``file.readable_from``). A word that is not known here is read as a choice of its own, that is like no other
(:meth:`~workbench.model.vocabulary.Choice.unknown`), except that one about confidentiality hides its row. A date or a number
that is none here is not shown. Digests and sums are checked as in any other file; rules that only this version has are not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from workbench.errors import BeyondLimits, DocumentDamaged, DocumentInUse, DocumentTooNew
from workbench.language.i18n import Message
from workbench.model.rows import ROW_TYPES, Answer
from workbench.storage.bounds import refuse_too_much
from workbench.storage.connection import Connection
from workbench.storage.damage import Damage, DamageKind
from workbench.storage.file_row import copy_id
from workbench.storage.held import HeldRows
from workbench.storage.mapping import mapping_of
from workbench.storage.queries import Queries
from workbench.storage.schema import FORMAT_VERSION
from workbench.storage.verify import content_damages, left_for_later, schema_differs, structure_damaged
from workbench.system.frozen import frozen

_IN_EVERY_FORMAT: Final = frozenset({DamageKind.ROW, DamageKind.SUM, DamageKind.REFERENCE, DamageKind.STRUCTURE})


def can_be_read(connection: Connection) -> bool:
    """Whether this version can show an open file of a newer format; its texts are then read with visible signs."""
    try:
        if schema_differs(connection) or not _says_so(connection) or _is_damaged(connection):
            return False
        refuse_too_much(connection)
        connection.show_no_controls()
        connection.tolerant = True
        return _reads_all(connection)
    except (DocumentDamaged, BeyondLimits):
        return False


def damages_of_newer(connection: Connection) -> tuple[Damage, ...]:
    """The damage to a file of a newer format that can be seen without knowing its rules."""
    found = content_damages(connection, history_later=True)
    return tuple(damage for damage in found if damage.kind in _IN_EVERY_FORMAT)


@frozen
class UnknownValue:
    """A word, a date, a time or a number that this version does not know, and where it is."""

    table: str
    row_id: str
    column: str
    value: str


def unknown_values(connection: Connection) -> tuple[UnknownValue, ...]:
    """What is in a newer file in columns that this version knows, and is not known to it."""
    found: list[UnknownValue] = []
    for row_type in ROW_TYPES:
        mapping = mapping_of(row_type)
        for row_id, *values in connection.each(f"SELECT id, {mapping.names} FROM {mapping.table} ORDER BY id"):
            found += (
                UnknownValue(mapping.table, str(row_id), mapping.columns[index], str(values[index]))
                for index in mapping.not_known(values)
            )
    return tuple(found)


def _is_damaged(connection: Connection) -> bool:
    return structure_damaged(connection, without=left_for_later(connection))


def _says_so(connection: Connection) -> bool:
    found = connection.read("SELECT readable_from FROM file")
    return len(found) == 1 and isinstance(found[0][0], int) and found[0][0] <= FORMAT_VERSION


def _reads_all(connection: Connection) -> bool:
    """Reads everything that is read of a file in any place of the program."""
    queries = Queries(connection, HeldRows(connection))
    try:
        for row_type in ROW_TYPES:
            queries.every(row_type)
        assessment = queries.assessment()
        copy_id(connection)
        queries.last_change()
        queries.history(assessment, "station")
        queries.written_since(Answer, "text", "")
    except DocumentInUse:
        raise
    except Exception:  # noqa: BLE001  # a future format may fail in any way; the user is told that it is too new
        return False
    return True


def too_new(path: Path) -> DocumentTooNew:
    """The error for a file of a newer version that this one cannot read."""
    return DocumentTooNew(
        Message("The file {name} was made by a newer version of Integrity Workbench.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Install the newer version on this computer, and open the file with it."),
    )
