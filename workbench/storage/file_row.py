"""The row about the file itself: which copy it is, which formats can read it, which version made it, what may remain in it.

The assessment keeps its id in every copy; a copy has an id of its own. The id of a copy is no proof: a file that was copied
with the system's own means has the same one. What was written is told apart by its sitting
(:mod:`workbench.storage.history`).
"""

from __future__ import annotations

from typing import Final

from workbench import __version__
from workbench.model.declared import FIRST_DERIVED
from workbench.model.ids import new_id
from workbench.storage.connection import Connection
from workbench.storage.digests import REQUIRED, Digester
from workbench.storage.schema import READABLE_FROM
from workbench.storage.seal import NO_ROWS, Seal, read_seal, write_seal

TABLE: Final = "file"
_DIGEST: Final = Digester(
    TABLE, (("id", REQUIRED), ("copy", ""), ("readable_from", FIRST_DERIVED), ("program", ""), ("remains", 0))
)


def copy_id(connection: Connection) -> str:
    """The id of this copy of the file; empty if it has none."""
    found = connection.read("SELECT copy FROM file")
    return str(found[0][0]) if found else ""


def mint(connection: Connection, copy: str | None = None, *, readable_from: int = READABLE_FROM) -> None:
    """Makes the file a copy of its own, inside a transaction. ``copy`` is its id where it must not be chosen at random."""
    values = (1, copy or new_id(), readable_from, __version__, 0)
    found = connection.read("SELECT digest FROM file")
    digest = _DIGEST(values)
    if found:
        sql = "UPDATE file SET copy = ?, readable_from = ?, program = ?, remains = ?, digest = ?"
        connection.write(sql, (*values[1:], digest))
    else:
        sql = "INSERT INTO file (id, copy, readable_from, program, remains, digest) VALUES (?, ?, ?, ?, ?, ?)"
        connection.write(sql, (*values, digest))
    before = read_seal(connection) or Seal({})
    seal = before.tables.get(TABLE, NO_ROWS).counting(found[0][0] if found else None, digest)
    write_seal(connection, Seal({TABLE: seal}))


def has_remains(connection: Connection) -> bool:
    """Whether bytes that nothing uses any more may still have what was forgotten, so that the file must be written anew."""
    return connection.read("SELECT 1 FROM file WHERE remains <> 0") != []


def note_remains(connection: Connection, *, remains: bool) -> tuple[bytes, bytes]:
    """Notes that, inside a transaction. Returns the digest of the row before and after, for the seal."""
    ((*values, before),) = connection.read("SELECT id, copy, readable_from, program, digest FROM file")
    after = _DIGEST((*values, int(remains)))
    connection.write("UPDATE file SET remains = ?, digest = ?", (int(remains), after))
    return before, after
