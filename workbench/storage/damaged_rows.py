"""Which row a damage is about: SQLite names a row that refers to nothing by its number in the table, not by its id."""

from __future__ import annotations

from workbench.storage.connection import Connection
from workbench.storage.damage import Damage, DamageKind
from workbench.storage.mapping import TYPE_OF_TABLE


def row_id_of(connection: Connection, damage: Damage) -> str | None:
    """The id of the row of the content that a damage names; None for one that names none, or that is not there."""
    if damage.table not in TYPE_OF_TABLE or not damage.row_id:
        return None
    if damage.kind is not DamageKind.REFERENCE:
        return damage.row_id
    if not damage.row_id.isdecimal():
        return None
    found = connection.read(f"SELECT id FROM {damage.table} NOT INDEXED WHERE rowid = ?", (int(damage.row_id),))
    return str(found[0][0]) if found else None
